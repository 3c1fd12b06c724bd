#include "app/commands.h"

#include "account/cli.h"
#include "app/erasure.h"
#include "app/inbox.h"
#include "app/lookup.h"
#include "app/serve.h"
#include "app/store_cli.h"
#include "app/targets.h"
#include "briefing/cli.h"
#include "figure/cli.h"
#include "member/cli.h"
#include "post/doors.h"
#include "reorganisation/cli.h"
#include "report/cli.h"
#include "review/cli.h"
#include "round/cli.h"
#include "sample/cli.h"
#include "setting/doors.h"
#include "table/cli.h"
#include "task/cli.h"
#include "unit/cli.h"
#include "workbook/cli.h"

namespace giaoban::app {

std::vector<command::Command> commands() {
  std::vector<command::Command> table;
  auto const add = [&](std::vector<command::Command> part) {
    table.insert(table.end(), part.begin(), part.end());
  };
  // One line per folder with commands, in the order of the help.
  add(unit::commands());
  add(setting::doors().commands);
  add(member::commands());
  add(post::doors().commands);
  add(review::commands());
  add(figure::commands());
  add(figure::series_commands());
  add(figure::revision_commands());
  add(figure::indicator_commands());
  add(table::commands());
  add(task::commands());
  add(round::commands());
  add(briefing::commands());
  add(inbox_commands());
  add(report::commands());
  add(workbook::commands());
  add(reorganisation::commands());
  add(sample::commands());
  add(account::commands());
  add(serve_commands());
  add(store_commands());
  add(erasure_commands());
  add(lookup_commands());
  offer_replacing(table);
  return table;
}

}  // namespace giaoban::app
