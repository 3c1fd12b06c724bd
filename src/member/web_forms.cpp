// Shapes of the forms of members' verbs.
#include <algorithm>

#include "member/web.h"
#include "member/web_parts.h"
#include "unit/web.h"

namespace giaoban::member {

using store::Moment;
using store::Snapshot;
using web::asked_value;
using web::Html;
using web::VerbPage;
using web::Visit;
using web::Words;

namespace {

// --- who it is about -----------------------------------------------------------------------------

Html card_of(Words const& words, Snapshot& snapshot, View const& view, Moment moment) {
  std::vector<web::Term> terms{{.label = words(M("Họ và tên")), .value = title_of(words, view)}};
  if (view.particulars && view.particulars->born) {
    terms.push_back(
        {.label = words(M("Ngày sinh")), .value = view.particulars->born->vietnamese()});
  }
  if (view.standing) {
    terms.push_back({.label = words(M("Tư cách đảng viên")),
                     .value = words(label(view.standing->value.standing)),
                     .note = words.span(view.standing->head.span)});
  }
  auto const cell = view.cell ? view.cell->value.cell : std::nullopt;
  if (auto const node = cell ? unit::node_of(snapshot, *cell, moment) : std::nullopt) {
    terms.push_back({.label = words(M("Chi bộ")),
                     .value = node->name + " (" + node->code + ")",
                     .note = words.span(view.cell->head.span)});
  }
  return web::panel(words(M("Người này")), web::description_list(terms));
}

// Puts who it is about above the form and the number into a hidden field. Without a number yet
// there is a field to search in.
Result<std::optional<PersonId>> put_person(Visit const& visit, Snapshot& snapshot, VerbPage& page) {
  page.head.active = "/members";
  std::string const text = asked_value(visit, "person");
  web::FormField* const field = web::field_named(page, "person");
  ensure(field != nullptr, "the command is about a person");
  if (text.empty()) return std::nullopt;
  auto const person = person_of(visit, snapshot, text, member_write);
  if (!person) return refuse(no_such_person, {{"person", text}});
  Moment const today{visit.site.clock->today()};
  auto const whole = view(snapshot, unit::Reach::everything(), *person, today);
  ensure(whole.has_value(), "a person who was found is there");
  if (visit.request.method == web::Method::get) {
    visit.store.log_access(visit.caller.actor.name, "member show", person->value);
  }
  field->control = web::Control::hidden;
  field->value = std::to_string(person->value);
  page.form.before.add(card_of(Words{visit.language()}, snapshot, *whole, today));
  return person;
}

void search_cells(Visit const& visit, Snapshot& snapshot, VerbPage& page) {
  for (std::string_view const name : {"cell", "host"}) {
    web::FormField* const field = web::field_named(page, name);
    if (field == nullptr || field->control == web::Control::hidden) continue;
    field->control = web::Control::unit;
    field->search = unit::cell_search();
  }
  unit::show_names(visit, snapshot, page);
}

Result<void> about_person(Visit const& visit, VerbPage& page) {
  auto const snapshot = visit.store.read();
  TRY_VOID(put_person(visit, *snapshot, page));
  search_cells(visit, *snapshot, page);
  return {};
}

Result<void> set_of_card(Visit const& visit, VerbPage& page) {
  web::dress(page, PartyCard::kind, visit.language());
  return about_person(visit, page);
}

Result<void> merging(Visit const& visit, VerbPage& page) {
  auto const snapshot = visit.store.read();
  TRY_VOID(put_person(visit, *snapshot, page));
  page.form.look = web::ButtonLook::danger;
  return {};
}

Result<void> leaving(Visit const& visit, VerbPage& page) {
  page.form.look = web::ButtonLook::danger;
  return about_person(visit, page);
}

// --- into the register ---------------------------------------------------------------------------

// What the form of admission asks in groups; the rest of the command's fields come last.
void group_fields(VerbPage& page, Words const& words,
                  std::vector<std::string_view> const& into_register, Msg legend) {
  std::vector<web::FieldGroup> groups;
  groups.push_back({.legend = words(legend), .fields = web::taken(page, into_register)});
  groups.push_back(
      {.legend = words(M("Lý lịch")),
       .fields = web::taken(
           page, {"full-name", "sex", "birth-name", "other-names", "born", "birthplace",
                  "native-place", "citizen-number", "card-number", "file-number", "namesake"})});
  groups.push_back(
      {.legend = words(M("Đặc điểm thống kê")),
       .fields = web::taken(page, {"ethnicity", "religion", "schooling", "profession", "theory"})});
  for (web::FieldGroup& group : page.form.groups) groups.push_back(std::move(group));
  page.form.groups = std::move(groups);
}

void dress_papers(Visit const& visit, VerbPage& page) {
  web::dress(page, PersonParticulars::kind, visit.language());
  web::dress(page, PersonTraits::kind, visit.language());
  web::dress(page, PersonIdentity::kind, visit.language());
  // Old files lack the number; the register is not kept waiting for it.
  web::FormField* const number = web::field_named(page, "citizen-number");
  if (number != nullptr) number->need = store::Need::optional;
}

Result<void> admission(Visit const& visit, VerbPage& page) {
  page.head.active = "/members";
  auto const snapshot = visit.store.read();
  dress_papers(visit, page);
  search_cells(visit, *snapshot, page);
  put_doubles(visit, *snapshot, page);
  group_fields(page, Words{visit.language()}, {"cell", "ceremony", "decided-on"}, M("Kết nạp"));
  return {};
}

Result<void> arrival(Visit const& visit, VerbPage& page) {
  page.head.active = "/members";
  auto const snapshot = visit.store.read();
  dress_papers(visit, page);
  search_cells(visit, *snapshot, page);
  put_doubles(visit, *snapshot, page);
  if (web::FormField* const number = web::field_named(page, "card-number")) {
    number->care = store::Care::sensitive;
  }
  group_fields(page, Words{visit.language()},
               {"cell", "on", "from-place", "standing", "joined", "decided-on", "recognised"},
               M("Chuyển đến"));
  return {};
}

// --- correction ----------------------------------------------------------------------------------

struct Correction {
  store::Kind const* kind;
  bool mistake;
  Day on;  // a day of the fact that is meant
};

web::FormField hidden(std::string name, std::string value) {
  return {.name = std::move(name),
          .label = {},
          .control = web::Control::hidden,
          .value = std::move(value)};
}

std::vector<web::FormField> fields_of_fact(Visit const& visit, Snapshot& snapshot,
                                           Correction const& asked,
                                           std::optional<store::RawFact> const& fact) {
  auto const values = fact ? fact->values : std::vector<Value>{};
  auto fields = web::fields_of(*asked.kind, visit.language(), values);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (asked.kind->fields[i].options.refers != &unit::unit_entity) continue;
    fields[i].search = unit::cell_search();
    if (i >= values.size() || is_null(values[i])) continue;
    auto const node =
        unit::node_of(snapshot, UnitId{std::get<std::int64_t>(values[i])}, {asked.on});
    fields[i].value = node ? node->code : std::string();
    fields[i].shown = node ? node->name : std::string();
  }
  return fields;
}

void put_days(Visit const& visit, std::vector<web::FormField>& days, Correction const& asked,
              std::optional<store::RawFact> const& fact) {
  Words const words{visit.language()};
  for (web::FormField& day : days) {
    bool const first = day.name == "from";
    day.label = words(first ? (asked.mistake ? M("Đúng ra là từ ngày") : M("Thay đổi từ ngày"))
                            : M("Đến trước ngày (để trống nếu chưa có hạn)"));
    if (!fact) continue;
    if (first && asked.mistake) day.value = fact->head.span.from.vietnamese();
    if (!first && fact->head.span.to < Day::forever()) {
      day.value = fact->head.span.to.vietnamese();
    }
  }
}

void put_fact(Visit const& visit, Snapshot& snapshot, VerbPage& page, PersonId person,
              Correction const& asked) {
  Words const words{visit.language()};
  auto const fact = snapshot.in_force(*asked.kind, person.value, {asked.on});
  auto days = web::taken(page, {"from", "to"});
  put_days(visit, days, asked, fact);
  web::FieldGroup of_fact{.legend = words(asked.kind->label),
                          .fields = fields_of_fact(visit, snapshot, asked, fact)};
  for (web::FormField const& field : of_fact.fields) page.of_fact.insert(field.name);
  for (web::FormField& day : days) of_fact.fields.push_back(std::move(day));
  if (asked.kind == &PersonParticulars::kind) {
    for (auto& answer : web::taken(page, {"namesake"})) of_fact.fields.push_back(std::move(answer));
  }
  web::FieldGroup carried{.fields = web::taken(page, {"person", web::next_field})};
  carried.fields.push_back(hidden("kind", std::string(asked.kind->table)));
  carried.fields.push_back(hidden("mode", asked.mistake ? "mistake" : "change"));
  carried.fields.push_back(hidden("on", asked.on.vietnamese()));
  auto act = web::act_fields(visit.language());
  // An exemption has a reason of its own under the same name; the command takes one for both.
  if (page.of_fact.contains("reason"))
    std::erase_if(act.fields, [](web::FormField const& field) { return field.name == "reason"; });
  page.form.groups = {std::move(of_fact), std::move(carried), std::move(act)};
  web::FormField* const reason = web::field_named(page, "reason");
  if (reason != nullptr && asked.mistake) reason->need = store::Need::required;
  page.form.id += "-" + std::string(asked.kind->table);
  page.head.title = words(asked.mistake ? M("Sửa chỗ ghi sai") : M("Thay đổi từ ngày"));
  page.form.submit = words(asked.mistake ? M("Ghi bản đã sửa") : M("Ghi thay đổi"));
}

// Without a kind the plain form with a list of kinds to choose from.
void put_choice_of_kind(Visit const& visit, VerbPage& page) {
  Words const words{visit.language()};
  web::FormField* const field = web::field_named(page, "kind");
  ensure(field != nullptr, "a correction names the kind of fact");
  field->control = web::Control::choice;
  for (store::Kind const* kind : correctable_kinds()) {
    field->picks.push_back({std::string(kind->table), words(kind->label)});
  }
}

Result<void> correction(Visit const& visit, VerbPage& page) {
  auto const snapshot = visit.store.read();
  TRY_INTO(auto const person, put_person(visit, *snapshot, page));
  auto const kinds = correctable_kinds();
  auto const kind = std::ranges::find(kinds, asked_value(visit, "kind"),
                                      [](store::Kind const* one) { return one->table; });
  if (!person || kind == kinds.end()) {
    put_choice_of_kind(visit, page);
    return {};
  }
  auto const on = Day::parse(asked_value(visit, "on"));
  put_fact(visit, *snapshot, page, *person,
           {.kind = *kind,
            .mistake = asked_value(visit, "mode") == "mistake",
            .on = on.value_or(visit.site.clock->today())});
  return {};
}

}  // namespace

std::vector<web::VerbForm> verb_forms() {
  return {web::verb_form<&admission>("member admit"),
          web::verb_form<&arrival>("member receive"),
          web::verb_form<&about_person>("member recognise"),
          web::verb_form<&about_person>("member transfer"),
          web::verb_form<&leaving>("member leave"),
          web::verb_form<&about_person>("member readmit"),
          web::verb_form<&about_person>("member restore"),
          web::verb_form<&about_person>("member exempt"),
          web::verb_form<&about_person>("member suspend"),
          web::verb_form<&about_person>("member host"),
          web::verb_form<&set_of_card>("member card"),
          web::verb_form<&correction>("member correct"),
          web::verb_form<&merging>("member merge"),
          web::verb_form<&correction>("person correct"),
          web::verb_form<&merging>("person merge")};
}

}  // namespace giaoban::member
