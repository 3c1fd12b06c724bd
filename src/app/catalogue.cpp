#include "app/catalogue.h"

#include "app/cli.h"
#include "app/store_cli.h"
#include "command/command.h"
#include "figure/figure.h"
#include "member/member.h"
#include "post/post.h"
#include "report/report.h"
#include "review/review.h"
#include "unit/unit.h"
#include "workbook/workbook.h"

namespace giaoban::app {

store::Catalogue catalogue() {
  store::Catalogue whole = store::store_catalogue();
  // One line per domain that keeps facts; a domain stands after those it refers to.
  whole.add(unit::catalogue());
  whole.add(member::catalogue());
  whole.add(post::catalogue());
  whole.add(review::catalogue());
  whole.add(figure::catalogue());
  whole.add(report::catalogue());
  whole.add(workbook::catalogue());

  for (auto const* kind : command::refusals()) whole.refusals.push_back(kind);
  for (auto const* kind : refusals()) whole.refusals.push_back(kind);
  for (auto const* kind : store_refusals()) whole.refusals.push_back(kind);
  return whole;
}

}  // namespace giaoban::app
