// The page of one task.
#include <fmt/format.h>

#include "task/web_parts.h"

namespace giaoban::task {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

web::Url about(std::string_view command, View const& view) {
  return web::verb_url(command)
      .with("task", view.task.value)
      .with(web::next_field, to("/tasks/{}", view.task.value).text());
}

// What the caller may do now: the lead reports, the assigner answers.
Html actions_of(Visit const& visit, store::Snapshot& snapshot, View const& view) {
  if (closed(view.status)) return {};
  Words const words{visit.language()};
  Html actions;
  bool const waits = view.status == Status::reported;
  if (!waits && may_over(visit, snapshot, task_report, view.lead)) {
    actions.add(web::button_link(about("task report", view), words(M("Báo cáo kết quả")),
                                 web::ButtonLook::primary));
  }
  if (!may_over(visit, snapshot, task_give, view.given.assigner)) return actions;
  if (waits) {
    actions.add(web::button_link(about("task accept", view), words(M("Xác nhận hoàn thành")),
                                 web::ButtonLook::primary));
    actions.add(web::button_link(about("task return", view), words(M("Trả lại để làm tiếp"))));
  }
  actions.add(web::button_link(about("task extend", view), words(M("Gia hạn"))));
  actions.add(web::button_link(about("task hand-over", view), words(M("Chuyển đơn vị chủ trì"))));
  return actions.add(web::button_link(about("task withdraw", view), words(M("Rút lại nhiệm vụ")),
                                      web::ButtonLook::danger));
}

Html cooperating_of(Visit const& visit, UnitNames& names, View const& view) {
  Html html;
  for (UnitId const unit : view.cooperating) {
    if (!html.empty()) html.put("; ");
    html.add(unit_link(visit, names, unit));
  }
  return html;
}

Html deadline_of(Words const& words, Deadlines deadlines, View const& view) {
  if (!closed(view.status)) return deadlines.show(words, {view.lead, view.deadline});
  return words.day(view.deadline);
}

Html status_of(Words const& words, View const& view) {
  Html html = status_badge(words, view.status);
  if (!view.completed_on) return html;
  html.put(" ").put(words(M("báo cáo ngày {day}"), {{"day", words.day(*view.completed_on)}}));
  if (view.days_late > 0) {
    html.put(", ").put(words(M("chậm {days} ngày"), {{"days", words.count(view.days_late)}}));
  }
  return html;
}

Html particulars_of(Visit const& visit, store::Snapshot& snapshot, UnitNames& names,
                    View const& view, store::Moment moment) {
  Words const words{visit.language()};
  std::string extended;
  if (view.first_deadline != view.deadline) {
    extended = words(M("đã gia hạn; hạn ban đầu {day}"), {{"day", words.day(view.first_deadline)}});
  }
  Source const source{view.given.source, view.given.source_record, view.given.source_words};
  return web::panel(
      words(M("Nhiệm vụ")),
      web::description_list(
          {{.label = words(M("Sản phẩm")), .value = view.given.product},
           {.label = words(M("Chủ trì")), .value = unit_link(visit, names, view.lead)},
           {.label = words(M("Phối hợp")), .value = cooperating_of(visit, names, view)},
           {.label = words(M("Hạn")),
            .value = deadline_of(words, Deadlines(snapshot, moment), view),
            .note = extended},
           {.label = words(M("Tình trạng")), .value = status_of(words, view)},
           {.label = words(M("Đơn vị giao")),
            .value = unit_link(visit, names, view.given.assigner),
            .note = words(M("ngày {day}"), {{"day", words.day(view.given_on)}})},
           {.label = words(M("Căn cứ")), .value = source_of(visit, snapshot, source)}}));
}

}  // namespace

Result<web::Response> show_task(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, task_read, moment);
  auto const found = view(*snapshot, reach, TaskId{id_in(visit.place("task"))}, moment);
  if (!found) return refuse(no_such_task, {{"task", visit.place("task")}});
  UnitNames names(*snapshot, moment.as_of);
  Html body = particulars_of(visit, *snapshot, names, *found, moment);
  body.add(history_of(visit, names, history(*snapshot, found->task, moment.known_at)));
  return web::page(visit,
                   {.title = found->given.title,
                    .active = tasks_path,
                    .crumbs = {{words(M("Nhiệm vụ")), to("/tasks")}},
                    .as_of = web::AsOfBar{moment},
                    .actions = actions_of(visit, *snapshot, *found)},
                   body);
}

}  // namespace giaoban::task
