#include "app/site.h"

#include <algorithm>
#include <iterator>

#include "account/web.h"
#include "app/erasure.h"
#include "app/home.h"
#include "app/lookup.h"
#include "briefing/web.h"
#include "figure/web.h"
#include "member/web.h"
#include "post/doors.h"
#include "reorganisation/web.h"
#include "report/web.h"
#include "review/web.h"
#include "round/web.h"
#include "setting/doors.h"
#include "table/web.h"
#include "task/web.h"
#include "unit/web.h"
#include "web/api.h"
#include "web/job_pages.h"
#include "web/journal_pages.h"
#include "web/static_files.h"
#include "web/verb_pages.h"
#include "workbook/web.h"

namespace giaoban::app {

namespace {

web::MenuGroup group(Msg label, std::initializer_list<std::vector<web::MenuEntry>> parts) {
  web::MenuGroup made{.label = label, .entries = {}};
  for (auto const& part : parts) {
    made.entries.insert(made.entries.end(), part.begin(), part.end());
  }
  return made;
}

// A folder's entries stand where its users look for them.
std::vector<web::MenuGroup> menu() {
  return {group(M("Trang chính"), {home_menu()}),
          group(M("Công việc"), {task::menu(), briefing::menu()}),
          group(M("Tổ chức, đảng viên"), {unit::menu(), member::menu(), reorganisation::menu()}),
          group(M("Đánh giá, xếp loại"), {round::menu(), review::menu()}),
          group(M("Số liệu, báo cáo"), {table::menu(), figure::menu(), report::menu()}),
          group(M("Sổ sách, nhật ký"),
                {workbook::menu(), web::journal_menu(), lookup_menu(), account::menu()})};
}

}  // namespace

web::Site site(store::Store& store, web::Jobs& jobs,
               std::vector<command::Command> const& commands) {
  web::Site all;
  all.store = &store;
  all.clock = &store.clock();
  all.caller_of = &account::caller_of;
  all.asker_of = &account::asker_of;
  all.jobs = &jobs;
  auto const add = [&](std::vector<web::Route> part) {
    all.routes.insert(all.routes.end(), std::make_move_iterator(part.begin()),
                      std::make_move_iterator(part.end()));
  };
  std::vector<web::VerbForm> forms;
  auto const open = [&](door::Doors doors) {
    add(std::move(doors.routes));
    std::ranges::move(doors.forms, std::back_inserter(forms));
  };
  // One line per folder with pages.
  add(home_routes());
  add(lookup_routes());
  add(task::routes());
  add(briefing::routes());
  add(unit::routes());
  open(setting::doors());
  add(member::routes());
  open(post::doors());
  add(review::routes());
  add(round::routes());
  add(figure::routes());
  add(table::routes());
  add(report::routes());
  add(workbook::routes());
  add(reorganisation::routes());
  add(account::routes());
  add(web::journal_routes());
  add(web::job_routes());
  std::ranges::move(unit::verb_forms(), std::back_inserter(forms));
  std::ranges::move(member::verb_forms(), std::back_inserter(forms));
  std::ranges::move(figure::verb_forms(), std::back_inserter(forms));
  std::ranges::move(table::verb_forms(), std::back_inserter(forms));
  std::ranges::move(task::verb_forms(), std::back_inserter(forms));
  std::ranges::move(briefing::verb_forms(), std::back_inserter(forms));
  std::ranges::move(erasure_forms(), std::back_inserter(forms));
  add(web::verb_routes(commands, forms));
  add(web::api_routes(commands));
  add({web::static_route()});
  for (web::Route& route : all.routes) {
    store::Verb const* const verb = route.verb;
    if (verb != nullptr && account::hashes_passwords(*verb)) route.lane = web::Lane::passwords;
  }

  all.menu = menu();
  // A door that nobody should have is found before the first request, not by it.
  auto const faults = web::route_faults(all.routes);
  ensure(faults.empty(), faults.empty() ? std::string_view() : faults.front());
  return all;
}

}  // namespace giaoban::app
