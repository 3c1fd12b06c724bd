// The list of tasks, and the tables of routes and forms.
#include "task/web.h"

#include <algorithm>
#include <iterator>

#include "store/strange.h"
#include "task/web_parts.h"
#include "unit/web.h"

namespace giaoban::task {

namespace {

using web::Html;
using web::to;
using web::Url;
using web::Visit;
using web::Words;

// --- which ---------------------------------------------------------------------------------------

constexpr std::string_view open_tab = "open";
constexpr std::string_view overdue_tab = "overdue";
constexpr std::string_view done_tab = "done";
constexpr std::string_view given_tab = "given";

std::vector<View> tasks_in(store::Snapshot& snapshot, Scope const& scope, Wanted wanted) {
  store::PassingOver const passing;
  std::vector<View> all;
  for (UnitId const unit : scope.units) {
    auto some = tasks_of(snapshot, scope.reach, unit, wanted, scope.moment);
    std::ranges::move(some, std::back_inserter(all));
  }
  std::ranges::stable_sort(all, {}, &View::deadline);
  return all;
}

std::vector<View> done_in(store::Snapshot& snapshot, Scope const& scope) {
  auto all = tasks_in(snapshot, scope, Wanted::all);
  std::erase_if(all, [](View const& view) { return !closed(view.status); });
  std::ranges::reverse(all);
  return all;
}

std::vector<View> given_by(store::Snapshot& snapshot, Scope const& scope) {
  std::vector<View> all;
  for (UnitId const unit : scope.units) {
    auto some = tasks_given_by(snapshot, scope.reach, unit, Wanted::open, scope.moment);
    std::ranges::move(some, std::back_inserter(all));
  }
  std::ranges::stable_sort(all, {}, &View::deadline);
  return all;
}

std::string_view tab_asked(Visit const& visit) {
  std::string const typed = visit.request.query.text("tab");
  for (std::string_view const tab : {overdue_tab, done_tab, given_tab}) {
    if (typed == tab) return tab;
  }
  return open_tab;
}

std::vector<View> shown_in(store::Snapshot& snapshot, Scope const& scope, std::string_view tab,
                           std::vector<View> open) {
  if (tab == done_tab) return done_in(snapshot, scope);
  if (tab == given_tab) return given_by(snapshot, scope);
  if (tab == overdue_tab) std::erase_if(open, [](View const& view) { return !view.overdue; });
  return open;
}

Html tabs_of(Visit const& visit, std::vector<View> const& open, std::string_view active) {
  Words const words{visit.language()};
  auto const overdue = std::ranges::count_if(open, [](View const& view) { return view.overdue; });
  std::vector<web::Tab> const all{
      {tab_url(visit, tasks_path, open_tab), words(M("Đang thực hiện")),
       words.count(std::ssize(open))},
      {tab_url(visit, tasks_path, overdue_tab), words(M("Quá hạn")), words.count(overdue)},
      {tab_url(visit, tasks_path, done_tab), words(M("Đã xong"))},
      {tab_url(visit, tasks_path, given_tab), words(M("Do đơn vị giao"))}};
  std::size_t at = 0;
  if (active == overdue_tab) at = 1;
  if (active == done_tab) at = 2;
  if (active == given_tab) at = 3;
  return web::tabs(words(M("Nhiệm vụ theo tình trạng")), all, at);
}

// --- how many in time ----------------------------------------------------------------------------

Share added(Share const& a, Share const& b) {
  return {a.numerator() + b.numerator(), a.denominator() + b.denominator(), a.base_name()};
}

Span year_of(Day day) {
  Day const first = *Day::from_ymd(day.year(), 1, 1);
  return {first, first.plus_years(1)};
}

// Of the tasks whose deadlines lie in the year.
std::optional<Completion> completion_in(store::Snapshot& snapshot, Scope const& scope) {
  std::optional<Completion> whole;
  for (UnitId const unit : scope.units) {
    auto const one =
        completion(snapshot, scope.reach, unit, year_of(scope.moment.as_of), scope.moment);
    if (!whole) {
      whole = one;
      continue;
    }
    whole = Completion{added(whole->on_time_of_due, one.on_time_of_due),
                       added(whole->on_time_of_completed, one.on_time_of_completed),
                       added(whole->overdue_of_due, one.overdue_of_due)};
  }
  return whole;
}

// A share passes no row over: where one cannot be read there is none.
Html completion_panel(Words const& words, store::Snapshot& snapshot, Scope const& scope) {
  std::optional<Completion> whole;
  try {
    whole = completion_in(snapshot, scope);
  } catch (store::StrangeValue const& met) {
    store::note_passed_over(met);
  }
  if (!whole || whole->on_time_of_due.denominator() == 0) return {};
  return web::panel(
      words(M("Kết quả thực hiện nhiệm vụ có hạn trong năm {year}"),
            {{"year", std::to_string(scope.moment.as_of.year())}}),
      web::description_list({{.label = words(M("Hoàn thành đúng hạn")),
                              .value = web::share(words, whole->on_time_of_due)},
                             {.label = words(M("Hoàn thành đúng hạn, trong số đã hoàn thành")),
                              .value = web::share(words, whole->on_time_of_completed)},
                             {.label = words(M("Quá hạn chưa hoàn thành")),
                              .value = web::share(words, whole->overdue_of_due)}}));
}

// --- the table -----------------------------------------------------------------------------------

Html deadline_cell(Words const& words, Deadlines& deadlines, View const& view) {
  if (!closed(view.status)) return deadlines.show(words, {view.lead, view.deadline});
  Html html = words.day(view.deadline);
  if (view.status == Status::withdrawn) return html;
  html.put(" ");
  return html.add(view.days_late > 0 ? web::badge(words(M("chậm {days} ngày"),
                                                        {{"days", words.count(view.days_late)}}),
                                                  web::Tone::warning)
                                     : web::badge(words(M("đúng hạn")), web::Tone::good));
}

Html table_of(Visit const& visit, store::Snapshot& snapshot, Scope const& scope,
              std::vector<View> const& all) {
  Words const words{visit.language()};
  UnitNames names(snapshot, scope.moment.as_of);
  auto const where = page_asked(visit, all.size());
  auto const first = static_cast<std::size_t>((where.page - 1) * where.per_page);
  std::vector<View const*> shown;
  for (std::size_t i = first; i < all.size() && std::ssize(shown) < where.per_page; ++i) {
    shown.push_back(&all[i]);
  }
  Listing listing{.title = words(M("Danh sách nhiệm vụ")),
                  .columns = {{"title", M("Tên nhiệm vụ"), CellType::text},
                              {"product", M("Sản phẩm"), CellType::text},
                              {"lead", M("Chủ trì"), CellType::text},
                              {"deadline", M("Hạn"), CellType::text},
                              {"status", M("Tình trạng"), CellType::text}},
                  .rows = {}};
  for (View const* view : shown) {
    listing.rows.push_back(
        {view->given.title, view->given.product, names[view->lead], Value{}, Value{}});
  }
  Deadlines deadlines(snapshot, scope.moment);
  web::TableOptions options;
  options.link = [&](std::size_t row) -> std::optional<Url> {
    return to("/tasks/{}", shown[row]->task.value);
  };
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column == 3) return deadline_cell(words, deadlines, *shown[row]);
    if (column == 4) return status_badge(words, shown[row]->status);
    return std::nullopt;
  };
  options.empty = words(M("Không có nhiệm vụ nào ở mục này."));
  options.numbered = true;
  options.first_number = first + 1;
  Html html = web::table(words, listing, options);
  if (where.total > where.per_page) {
    html.add(web::pagination(words, tab_url(visit, tasks_path, tab_asked(visit)), where));
  }
  return html;
}

}  // namespace

Html status_badge(Words const& words, Status status) {
  auto const tone = status == Status::accepted   ? web::Tone::good
                    : status == Status::returned ? web::Tone::bad
                    : status == Status::reported ? web::Tone::warning
                                                 : web::Tone::neutral;
  return web::badge(words(label(status)), tone);
}

Result<web::Response> show_tasks(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  TRY_INTO(Scope const scope, scope_of(visit, *snapshot));
  auto const open = tasks_in(*snapshot, scope, Wanted::open);
  auto const tab = tab_asked(visit);
  Html body = unit_chooser(visit, scope, tasks_path, tab);
  body.add(tabs_of(visit, open, tab));
  body.add(table_of(visit, *snapshot, scope, shown_in(*snapshot, scope, tab, open)));
  body.add(completion_panel(words, *snapshot, scope));
  Html actions;
  if (visit.caller.actor.may(task_give)) {
    actions = web::button_link(web::verb_url("task give"), words(M("Giao nhiệm vụ")),
                               web::ButtonLook::primary);
  }
  return web::page(visit,
                   {.title = words(M("Nhiệm vụ")),
                    .lead = words(M("Nhiệm vụ do các đơn vị chủ trì, việc gần hạn đứng trước.")),
                    .active = tasks_path,
                    .as_of = web::AsOfBar{scope.moment},
                    .actions = actions},
                   body);
}

// The open tasks of one unit, as one of its pages.
Result<web::Response> show_tasks_of_unit(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(unit::Seen const seen, unit::seen_unit(visit, *snapshot));
  Scope const scope{.moment = {seen.asked_day, seen.moment.known_at},
                    .reach = unit::reach_of(*snapshot, visit.caller.actor, task_read, seen.moment),
                    .units = {seen.unit}};
  Html body = unit::tabs_of(visit, seen, "/units/{unit}/tasks");
  body.add(table_of(visit, *snapshot, scope, tasks_in(*snapshot, scope, Wanted::open)));
  body.add(completion_panel(Words{visit.language()}, *snapshot, scope));
  return web::page(visit, unit::head_of(visit, seen), body);
}

std::vector<web::Route> routes() {
  return {{.path = "/tasks",
           .handle = &show_tasks,
           .right = &task_read,
           .query = {web::asks_word("tab", {std::string(open_tab), std::string(overdue_tab),
                                            std::string(done_tab), std::string(given_tab)}),
                     web::asks_text("unit"), web::asks_number("page")}},
          {.path = "/units/{unit}/tasks",
           .handle = &show_tasks_of_unit,
           .right = &task_read,
           .tab = {M("Nhiệm vụ"), 50}},
          {.path = "/tasks/{task}", .handle = &show_task, .right = &task_read},
          {.path = "/recommendations",
           .handle = &show_recommendations,
           .right = &task_read,
           .query = {web::asks_word("tab", {"open", "overdue", "answered"}), web::asks_text("unit"),
                     web::asks_number("page")}},
          {.path = "/recommendations/{recommendation}",
           .handle = &show_recommendation,
           .right = &task_read}};
}

std::vector<web::MenuEntry> menu() {
  return {{.path = tasks_path, .label = M("Nhiệm vụ"), .right = &task_read},
          {.path = recommendations_path, .label = M("Kiến nghị"), .right = &task_read}};
}

}  // namespace giaoban::task
