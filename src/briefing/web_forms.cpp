// Shapes of the forms of conferences: the conference stands above, its number is hidden, figures
// and places are picked.
#include <algorithm>

#include "briefing/checks.h"
#include "briefing/web.h"
#include "briefing/web_parts.h"
#include "unit/web.h"

namespace giaoban::briefing {

namespace {

using web::asked_value;
using web::VerbPage;
using web::Visit;
using web::Words;

void preset(VerbPage& page, std::string_view name, std::string const& value) {
  auto* const field = web::field_named(page, name);
  if (field != nullptr && field->value.empty()) field->value = value;
}

void hide(VerbPage& page, std::string_view name, std::string const& value) {
  if (auto* const field = web::field_named(page, name)) {
    field->control = web::Control::hidden;
    field->value = value;
  }
}

std::string code_on(store::Snapshot& snapshot, UnitId unit, Day day) {
  auto const node = unit::node_of(snapshot, unit, {day});
  return node ? node->code : std::string();
}

void pick_item(Visit const& visit, VerbPage& page, View const& view) {
  auto* const field = web::field_named(page, "item");
  if (field == nullptr) return;
  Words const words{visit.language()};
  field->label = words(M("Nội dung của chương trình"));
  field->control = web::Control::choice;
  for (ItemView const& one : view.agenda) {
    field->picks.push_back({std::to_string(one.item.item), one.item.title});
  }
}

void pick_conclusion(Visit const& visit, VerbPage& page, View const& view) {
  auto* const field = web::field_named(page, "conclusion");
  if (field == nullptr) return;
  Words const words{visit.language()};
  field->label = words(M("Kết luận"));
  field->control = web::Control::choice;
  for (ConclusionView const& one : view.conclusions) {
    std::string const number = std::to_string(one.conclusion.number);
    field->picks.push_back({number, number + ". " + one.conclusion.text});
  }
}

// Of the host's own measures, then the program's.
void pick_measure(Visit const& visit, store::Snapshot& snapshot, VerbPage& page, View const& view) {
  auto* const field = web::field_named(page, "measure");
  if (field == nullptr) return;
  Words const words{visit.language()};
  field->label = words(M("Chỉ tiêu"));
  field->control = web::Control::choice;
  for (auto const& own : figure::own_measures(snapshot, {view.from}, view.conference.host)) {
    field->picks.push_back({own->id, own->name(words.language)});
  }
  for (figure::Measure const& one : figure::measures()) {
    std::string name = one.name(words.language);
    if (one.base) name += ", " + words(M("trên {base}"), {{"base", words(*one.base)}});
    field->picks.push_back({one.id, std::move(name)});
  }
}

// Places are few and known: they are picked by name, not searched.
void pick_place(store::Snapshot& snapshot, VerbPage& page, View const& view) {
  auto* const field = web::field_named(page, "place");
  if (field == nullptr || field->control != web::Control::unit) return;
  field->control = web::Control::choice;
  for (Place const& place : view.places) {
    field->picks.push_back({code_on(snapshot, place.unit, view.from), place.name});
  }
}

Result<void> calling(Visit const& visit, VerbPage& page) {
  page.head.active = menu_path;
  auto const snapshot = visit.store.read();
  store::Moment const today{visit.site.clock->today()};
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, briefing_write, today);
  if (auto const own = unit::in_reach(*snapshot, reach, std::string_view{}, today)) {
    preset(page, "host", own->code);
  }
  unit::show_names(visit, *snapshot, page);
  return {};
}

Result<void> about_conference(Visit const& visit, VerbPage& page) {
  Words const words{visit.language()};
  page.head.active = menu_path;
  auto const snapshot = visit.store.read();
  std::string const number = asked_value(visit, "conference");
  ConferenceId const id{id_in(number)};
  auto const refusal = refuse(no_such_conference, {{"conference", number}});
  auto const known = view(*snapshot, unit::Reach::everything(), id, store::standing - 1);
  if (!known) return refusal;
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, briefing_read, {known->from});
  auto const own =
      unit::reach_of(*snapshot, visit.caller.actor, briefing_read, {visit.site.clock->today()});
  if (!view(*snapshot, reach, id, store::standing - 1) &&
      !view(*snapshot, own, id, store::standing - 1)) {
    return refusal;
  }
  hide(page, "conference", number);
  pick_item(visit, page, *known);
  pick_conclusion(visit, page, *known);
  pick_measure(visit, *snapshot, page, *known);
  pick_place(*snapshot, page, *known);
  if (web::field_named(page, "measure") != nullptr) {
    preset(page, "unit", code_on(*snapshot, known->conference.host, known->from));
  }
  preset(page, "figure-day", std::min(known->from, visit.site.clock->today()).vietnamese());
  page.form.before.add(
      web::panel(known->conference.name,
                 web::paragraph(when_of(words, known->conference, known->from, known->to))));
  unit::show_names(visit, *snapshot, page);
  return {};
}

}  // namespace

std::vector<web::VerbForm> verb_forms() {
  return {web::verb_form<&calling>("briefing call"),
          web::verb_form<&about_conference>("briefing place"),
          web::verb_form<&about_conference>("briefing attend"),
          web::verb_form<&about_conference>("briefing item"),
          web::verb_form<&about_conference>("briefing slide"),
          web::verb_form<&about_conference>("briefing handle"),
          web::verb_form<&about_conference>("briefing conclude"),
          web::verb_form<&about_conference>("briefing assign"),
          web::verb_form<&about_conference>("briefing take-down"),
          web::verb_form<&about_conference>("briefing close")};
}

}  // namespace giaoban::briefing
