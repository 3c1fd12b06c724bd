#include "app/catalogue.h"

#include "account/account.h"
#include "app/cli.h"
#include "app/commands.h"
#include "app/erasure.h"
#include "app/lookup.h"
#include "app/serve.h"
#include "app/store_cli.h"
#include "app/targets.h"
#include "briefing/briefing.h"
#include "command/command.h"
#include "figure/figure.h"
#include "member/member.h"
#include "post/post.h"
#include "reorganisation/reorganisation.h"
#include "report/report.h"
#include "review/review.h"
#include "round/round.h"
#include "setting/setting.h"
#include "table/table.h"
#include "task/task.h"
#include "unit/unit.h"
#include "web/api.h"
#include "web/route.h"
#include "workbook/workbook.h"

namespace giaoban::app {

store::Catalogue catalogue() {
  store::Catalogue whole = store::store_catalogue();
  // One line per domain that keeps facts; a domain stands after those it refers to.
  whole.add(web::catalogue());
  whole.add(unit::catalogue());
  whole.add(setting::catalogue());
  whole.add(account::catalogue());
  whole.add(member::catalogue());
  whole.add(post::catalogue());
  whole.add(review::catalogue());
  whole.add(figure::catalogue());
  whole.add(table::catalogue());
  whole.add(task::catalogue());
  whole.add(round::catalogue());
  whole.add(briefing::catalogue());
  whole.add(report::catalogue());
  whole.add(workbook::catalogue());
  whole.add(reorganisation::catalogue());

  // What is only read is named by the command that reads it.
  for (auto const& command : commands()) {
    if (command.right != nullptr) whole.rights.push_back(command.right);
  }
  for (auto const* kind : command::refusals()) whole.refusals.push_back(kind);
  for (auto const* kind : web::api_refusals()) whole.refusals.push_back(kind);
  for (auto const* kind : refusals()) whole.refusals.push_back(kind);
  for (auto const* kind : store_refusals()) whole.refusals.push_back(kind);
  for (auto const* kind : serve_refusals()) whole.refusals.push_back(kind);
  for (auto const* kind : erasure_refusals()) whole.refusals.push_back(kind);
  for (auto const* kind : lookup_refusals()) whole.refusals.push_back(kind);
  for (auto const* kind : target_refusals()) whole.refusals.push_back(kind);
  return whole;
}

}  // namespace giaoban::app
