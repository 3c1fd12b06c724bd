// Shapes of the forms of tasks and recommendations: what they are about stands above, the number
// that the command line takes is hidden.
#include "task/web.h"

#include <array>

#include "task/web_parts.h"
#include "unit/web.h"

namespace giaoban::task {

namespace {

using web::asked_value;
using web::VerbPage;
using web::Visit;
using web::Words;

void hide(VerbPage& page, std::string_view name, std::string const& value) {
  if (auto* const field = web::field_named(page, name)) {
    field->control = web::Control::hidden;
    field->value = value;
  }
}

void require(VerbPage& page, std::string_view name) {
  if (auto* const field = web::field_named(page, name)) field->need = store::Need::required;
}

void preset(VerbPage& page, std::string_view name, std::string const& value) {
  auto* const field = web::field_named(page, name);
  if (field != nullptr && field->value.empty()) field->value = value;
}

store::Moment today(Visit const& visit) {
  return {visit.site.clock->today()};
}

// Where the unit that gives or takes is most often the caller's own.
void preset_own_unit(Visit const& visit, store::Snapshot& snapshot, VerbPage& page,
                     std::string_view name, store::Right const& right) {
  auto const reach = unit::reach_of(snapshot, visit.caller.actor, right, today(visit));
  auto const own = unit::in_reach(snapshot, reach, std::string_view{}, today(visit));
  if (own) preset(page, name, own->code);
}

Result<void> giving(Visit const& visit, VerbPage& page) {
  page.head.active = tasks_path;
  auto const snapshot = visit.store.read();
  preset_own_unit(visit, *snapshot, page, "assigner", task_give);
  preset(page, "on", visit.site.clock->today().vietnamese());
  unit::show_names(visit, *snapshot, page);
  return {};
}

Result<void> taking(Visit const& visit, VerbPage& page) {
  page.head.active = recommendations_path;
  auto const snapshot = visit.store.read();
  preset_own_unit(visit, *snapshot, page, "receiver", recommendation_take);
  preset(page, "on", visit.site.clock->today().vietnamese());
  unit::show_names(visit, *snapshot, page);
  return {};
}

Result<void> about_task(Visit const& visit, VerbPage& page) {
  Words const words{visit.language()};
  page.head.active = tasks_path;
  auto const snapshot = visit.store.read();
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, task_read, today(visit));
  std::string const number = asked_value(visit, "task");
  auto const found = view(*snapshot, reach, TaskId{id_in(number)}, today(visit));
  if (!found) return refuse(no_such_task, {{"task", number}});
  hide(page, "task", number);
  preset(page, "on", visit.site.clock->today().vietnamese());
  UnitNames names(*snapshot, today(visit).as_of);
  page.form.before.add(web::panel(
      found->given.title,
      web::description_list(
          {{.label = words(M("Sản phẩm")), .value = found->given.product},
           {.label = words(M("Chủ trì")), .value = names[found->lead]},
           {.label = words(M("Hạn")), .value = words.day(found->deadline)},
           {.label = words(M("Tình trạng")), .value = status_badge(words, found->status)}})));
  unit::show_names(visit, *snapshot, page);
  return {};
}

Result<void> about_task_with_reason(Visit const& visit, VerbPage& page) {
  require(page, "reason");
  return about_task(visit, page);
}

Result<void> about_recommendation(Visit const& visit, VerbPage& page) {
  Words const words{visit.language()};
  page.head.active = recommendations_path;
  auto const snapshot = visit.store.read();
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, task_read, today(visit));
  std::string const number = asked_value(visit, "recommendation");
  auto const found = view(*snapshot, reach, RecommendationId{id_in(number)}, today(visit));
  if (!found) return refuse(no_such_recommendation, {{"recommendation", number}});
  hide(page, "recommendation", number);
  preset(page, "on", visit.site.clock->today().vietnamese());
  UnitNames names(*snapshot, today(visit).as_of);
  page.form.before.add(web::panel(
      found->recommendation.subject,
      web::description_list(
          {{.label = words(M("Nội dung")), .value = found->recommendation.text},
           {.label = words(M("Đơn vị kiến nghị")), .value = names[found->recommendation.asker]},
           {.label = words(M("Trả lời")), .value = found->answer}})));
  unit::show_names(visit, *snapshot, page);
  return {};
}

}  // namespace

std::vector<web::VerbForm> verb_forms() {
  return {web::verb_form<&giving>("task give"),
          web::verb_form<&about_task>("task report"),
          web::verb_form<&about_task>("task accept"),
          web::verb_form<&about_task_with_reason>("task return"),
          web::verb_form<&about_task_with_reason>("task extend"),
          web::verb_form<&about_task_with_reason>("task withdraw"),
          web::verb_form<&about_task>("task hand-over"),
          web::verb_form<&taking>("recommendation take"),
          web::verb_form<&about_recommendation>("recommendation answer-at-once"),
          web::verb_form<&about_recommendation>("recommendation hand-on"),
          web::verb_form<&about_recommendation>("recommendation answer"),
          web::verb_form<&about_recommendation>("recommendation receive")};
}

}  // namespace giaoban::task
