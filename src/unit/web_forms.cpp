// Shapes of the forms of units' verbs.
#include "unit/web.h"

namespace giaoban::unit {

using store::Snapshot;
using web::asked_value;
using web::VerbPage;
using web::Visit;
using web::Words;

namespace {

// The day that was typed, else today: a code is looked up on the day of the change.
store::Moment day_typed(Visit const& visit) {
  auto const typed = Day::parse(asked_value(visit, "from"));
  return {typed.value_or(visit.site.clock->today())};
}

void show_present(VerbPage& page, Words const& words, Snapshot& snapshot, Node const& node,
                  store::Moment moment) {
  std::vector<web::Term> terms{
      {.label = words(M("Đơn vị")), .value = node.name + " (" + node.code + ")"},
      {.label = words(M("Loại tổ chức")), .value = words(label(node.unit_kind))}};
  auto const parent = snapshot.fact<UnitParent>(node.id.value, moment);
  auto const above = parent ? node_of(snapshot, parent->value.parent, moment) : std::nullopt;
  if (above) {
    terms.push_back(
        {.label = words(M("Cấp trên")), .value = above->name + " (" + above->code + ")"});
  }
  page.form.before.add(web::panel(words(M("Hiện nay")), web::description_list(terms)));
}

template <class F>
void preset(VerbPage& page, Snapshot& snapshot, UnitId unit, store::Moment moment,
            Language language) {
  auto const fact = snapshot.in_force(F::kind, unit.value, moment);
  std::size_t const dressed = page.of_fact.size();
  web::dress(page, F::kind, language, fact ? fact->values : std::vector<Value>{});
  web::FormField* const from = web::field_named(page, "from");
  if (!fact || from == nullptr || page.of_fact.size() == dressed) return;
  from->note = say(language,
                   M("Thay đổi thật thì ghi ngày bắt đầu thay đổi. Sửa chỗ ghi sai thì ghi {day}, "
                     "ngày mà điều đang ghi có hiệu lực."),
                   {{"day", fact->head.span.from.vietnamese()}});
}

Result<void> change_of_unit(Visit const& visit, VerbPage& page) {
  page.head.active = "/units";
  auto const snapshot = visit.store.read();
  auto const moment = day_typed(visit);
  show_names(visit, *snapshot, page);
  auto const reach = reach_of(*snapshot, visit.caller.actor, unit_write, moment);
  auto const unit = bearer(*snapshot, asked_value(visit, "unit"), moment);
  // One out of reach is as one that is not there.
  if (!unit || !reach.holds(*snapshot, unit_entity, unit->value, moment)) {
    web::dress(page, UnitName::kind, visit.language());
    web::dress(page, UnitCode::kind, visit.language());
    web::dress(page, UnitClass::kind, visit.language());
    return {};
  }
  preset<UnitName>(page, *snapshot, *unit, moment, visit.language());
  preset<UnitCode>(page, *snapshot, *unit, moment, visit.language());
  preset<UnitClass>(page, *snapshot, *unit, moment, visit.language());
  if (auto const node = node_of(*snapshot, *unit, moment)) {
    show_present(page, Words{visit.language()}, *snapshot, *node, moment);
  }
  return {};
}

Result<void> founding(Visit const& visit, VerbPage& page) {
  page.head.active = "/units";
  auto const snapshot = visit.store.read();
  web::dress(page, UnitName::kind, visit.language());
  web::dress(page, UnitCode::kind, visit.language());
  web::dress(page, UnitClass::kind, visit.language());
  web::dress(page, UnitExistence::kind, visit.language(), {std::string(code(Origin::founded))});
  show_names(visit, *snapshot, page);
  return {};
}

}  // namespace

void show_names(Visit const& visit, Snapshot& snapshot, VerbPage& page) {
  auto const moment = day_typed(visit);
  auto const reach = reach_of(snapshot, visit.caller.actor, unit_read, moment);
  for (web::FieldGroup& group : page.form.groups) {
    for (web::FormField& field : group.fields) {
      if (field.control != web::Control::unit) continue;
      if (field.value.empty()) field.value = asked_value(visit, field.name);
      if (field.value.empty()) continue;
      auto const unit = bearer(snapshot, field.value, moment);
      if (!unit || !reach.holds(*unit)) continue;
      if (auto const node = node_of(snapshot, *unit, moment)) field.shown = node->name;
    }
  }
}

std::vector<web::VerbForm> verb_forms() {
  return {web::verb_form<&founding>("unit found"),
          web::verb_form<&change_of_unit>("unit rename"),
          web::verb_form<&change_of_unit>("unit recode"),
          web::verb_form<&change_of_unit>("unit change-kind"),
          web::verb_form<&change_of_unit>("unit move"),
          web::verb_form<&change_of_unit>("unit dissolve")};
}

}  // namespace giaoban::unit
