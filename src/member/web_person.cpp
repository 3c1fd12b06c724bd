// The page of one person: what is known as the official form orders it, the history on both clocks,
// what may be done.
#include <algorithm>
#include <array>
#include <charconv>

#include "member/fact_words.h"
#include "member/store.h"
#include "member/web_parts.h"
#include "store/fact_text.h"
#include "web/record_page.h"
#include "web/verb_pages.h"

namespace giaoban::member {

using store::Moment;
using store::Snapshot;
using web::element;
using web::Html;
using web::Response;
using web::to;
using web::Url;
using web::Visit;
using web::Words;

namespace {

std::optional<PersonId> number_in(std::string_view text) {
  PersonId person;
  auto const* const end = text.data() + text.size();
  auto const [stopped, error] = std::from_chars(text.data(), end, person.value);
  bool const whole = error == std::errc{} && stopped == end;
  return whole ? std::optional(person) : std::nullopt;
}

}  // namespace

Result<SeenPerson> seen_person(Visit const& visit, Snapshot& snapshot) {
  TRY_INTO(Moment const moment, visit.moment());
  std::string const text = visit.place("person");
  auto reach = unit::reach_of(snapshot, visit.caller.actor, member_read, moment);
  auto const person = number_in(text);
  auto whole = person ? view(snapshot, reach, *person, moment) : std::nullopt;
  if (!whole) return refuse(no_such_person, {{"person", text}});
  visit.store.log_access(visit.caller.actor.name, "member show", person->value);
  return SeenPerson{
      .person = *person, .moment = moment, .reach = std::move(reach), .view = *std::move(whole)};
}

std::optional<PersonId> person_of(Visit const& visit, Snapshot& snapshot, std::string_view text,
                                  store::Right const& right) {
  Moment const today{visit.site.clock->today()};
  auto const reach = unit::reach_of(snapshot, visit.caller.actor, right, today);
  if (auto const bearer = by_number(snapshot, reach, text, today)) return bearer;
  auto const person = number_in(text);
  bool const known = person && person_known(snapshot, *person) &&
                     reach.holds(snapshot, person_entity, person->value, today);
  return known ? person : std::nullopt;
}

bool may_write(Visit const& visit, Snapshot& snapshot, PersonId person, Moment moment) {
  if (!visit.caller.actor.may(member_write)) return false;
  return unit::reach_of(snapshot, visit.caller.actor, member_write, moment)
      .holds(snapshot, person_entity, person.value, moment);
}

std::string title_of(Words const& words, View const& view) {
  if (view.particulars && !view.particulars->full_name.empty()) return view.particulars->full_name;
  return words(M("Hồ sơ số {person}"), {{"person", std::to_string(view.person.value)}});
}

// A merge is undone, not corrected.
std::vector<store::Kind const*> correctable_kinds() {
  return {&PersonParticulars::kind, &PersonTraits::kind,  &PersonIdentity::kind,
          &PartyCard::kind,         &PersonContact::kind, &MemberStanding::kind,
          &MemberCell::kind,        &Exemption::kind,     &Suspension::kind,
          &TemporaryActivity::kind};
}

// --- head and tabs -------------------------------------------------------------------------------

web::PageHead head_of(Visit const& visit, Snapshot& snapshot, SeenPerson const& seen) {
  Words const words{visit.language()};
  web::PageHead head{.title = title_of(words, seen.view),
                     .active = "/members",
                     .crumbs = {{.label = words(M("Đảng viên")), .to = to("/members")}},
                     .as_of = web::AsOfBar{seen.moment}};
  auto const cell = seen.view.cell ? seen.view.cell->value.cell : std::nullopt;
  if (auto const node = cell ? unit::node_of(snapshot, *cell, seen.moment) : std::nullopt) {
    head.crumbs.push_back({.label = node->name,
                           .to = web::same_moment(visit, to("/units/{}/roster", node->id.value))});
  }
  if (seen.view.erased_in) {
    head.notices.push_back({.kind = web::NoticeKind::told,
                            .text = words(M("Thông tin nhận dạng đã được xóa ở bút toán {entry}."),
                                          {{"entry", std::to_string(*seen.view.erased_in)}})});
  }
  if (seen.view.merged_into) {
    auto const into = seen.view.merged_into->value;
    head.notices.push_back(
        {.kind = web::NoticeKind::warning,
         .text = web::link(to("/members/{}", into),
                           words(M("Hồ sơ này là bản trùng, đã gộp vào hồ sơ số {person}."),
                                 {{"person", std::to_string(into)}}))});
  }
  return head;
}

Html tabs_of(Visit const& visit, SeenPerson const& seen, std::string_view active_route) {
  return web::record_tabs(visit, {.page = "/members/{person}",
                                  .id = seen.person.value,
                                  .active = active_route,
                                  .label = M("Các trang về người này")});
}

// --- what is known -------------------------------------------------------------------------------

namespace {

struct Drawn {
  Visit const& visit;
  Words words;
  Snapshot& snapshot;
  SeenPerson const& seen;
  bool writes;  // the caller may write about the person
};

// "2-KNĐ 05" comes before "2-KNĐ 14", that before "7-HSĐV 5" and what no form has.
std::pair<std::string, int> place_in_form(std::string_view item) {
  constexpr std::string_view last = "~";
  auto const blank = item.rfind(' ');
  if (blank == std::string_view::npos) return {std::string(last), 0};
  int number = 0;
  std::from_chars(item.data() + blank + 1, item.data() + item.size(), number);
  return {std::string(item.substr(0, blank)), number};
}

struct FormTerm {
  std::pair<std::string, int> place;
  web::Term term;
};

Url facts_url(Drawn const& drawn, store::Kind const& kind) {
  return to("/members/{}/facts/{}", drawn.seen.person.value, kind.table)
      .with("on", drawn.visit.request.query.text("as_of"));
}

Html value_of(Drawn const& drawn, store::Field const& field, Value const& value) {
  if (is_null(value)) return {};
  if (field.options.refers != &unit::unit_entity) {
    return store::show_value(field, value, drawn.words.language);
  }
  auto const id = std::get<std::int64_t>(value);
  auto const node = unit::node_of(drawn.snapshot, UnitId{id}, drawn.seen.moment);
  Html const name = node ? node->name + " (" + node->code + ")" : std::to_string(id);
  return web::link(web::same_moment(drawn.visit, to("/units/{}", id)), name);
}

// The form's item, and since when a value holds.
std::string note_of(Drawn const& drawn, store::Field const& field, store::RawFact const* fact,
                    Value const& value) {
  std::string note(field.options.form_item);
  if (fact == nullptr || is_null(value)) return note;
  return note + (note.empty() ? "" : " · ") + drawn.words.span(fact->head.span);
}

void add_terms(std::vector<FormTerm>& terms, Drawn const& drawn, store::Kind const& kind) {
  if (kind.identifying() && drawn.seen.view.erased_in) return;
  auto const fact = drawn.snapshot.in_force(kind, drawn.seen.person.value, drawn.seen.moment);
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    store::Field const& field = kind.fields[i];
    Value const value = fact ? fact->values[i] : Value{};
    terms.push_back({.place = place_in_form(field.options.form_item),
                     .term = {.label = drawn.words(field.label),
                              .value = value_of(drawn, field, value),
                              .note = note_of(drawn, field, fact ? &*fact : nullptr, value)}});
  }
}

Html corrections(Drawn const& drawn, std::vector<store::Kind const*> const& kinds) {
  if (!drawn.writes) return {};
  std::vector<Html> lines;
  for (store::Kind const* kind : kinds) {
    lines.push_back(web::link(facts_url(drawn, *kind), drawn.words(kind->label)));
  }
  return element("details", {{"class", "corrections"}},
                 element("summary", drawn.words(M("Sửa hoặc thay đổi…"))), web::bullets(lines));
}

// Curriculum vitae: several kinds of facts in the order of the form's items.
Html curriculum(Drawn const& drawn) {
  std::vector<store::Kind const*> const kinds{&PersonParticulars::kind, &PersonTraits::kind,
                                              &PersonIdentity::kind, &PartyCard::kind,
                                              &PersonContact::kind};
  std::vector<FormTerm> terms;
  for (store::Kind const* kind : kinds) add_terms(terms, drawn, *kind);
  std::ranges::stable_sort(terms, {}, &FormTerm::place);
  std::vector<web::Term> ordered;
  for (FormTerm& one : terms) ordered.push_back(std::move(one.term));
  return web::panel(drawn.words(M("Lý lịch")), web::description_list(ordered),
                    corrections(drawn, kinds));
}

// States of membership; those that are seldom only where they hold.
Html membership(Drawn const& drawn) {
  std::vector<store::Kind const*> const kinds{&MemberStanding::kind, &MemberCell::kind,
                                              &Exemption::kind, &Suspension::kind,
                                              &TemporaryActivity::kind};
  std::vector<web::Term> terms;
  std::vector<store::Kind const*> in_force;
  for (store::Kind const* kind : kinds) {
    auto const fact = drawn.snapshot.in_force(*kind, drawn.seen.person.value, drawn.seen.moment);
    if (!fact) continue;
    in_force.push_back(kind);
    for (std::size_t i = 0; i < kind->fields.size(); ++i) {
      if (is_null(fact->values[i]) && kind->fields.size() > 1) continue;
      terms.push_back({.label = drawn.words(kind->fields[i].label),
                       .value = value_of(drawn, kind->fields[i], fact->values[i]),
                       .note = note_of(drawn, kind->fields[i], &*fact, fact->values[i])});
    }
  }
  Html const body =
      terms.empty()
          ? web::empty_state(drawn.words(M("Ngày này người này chưa phải là đảng viên ở đây.")))
          : web::description_list(terms);
  return web::panel(drawn.words(M("Tư cách và nơi sinh hoạt")), body, corrections(drawn, in_force));
}

// --- actions -------------------------------------------------------------------------------------

struct Action {
  std::string_view command;
  Msg label;
  web::ButtonLook look = web::ButtonLook::plain;
};

std::vector<Action> actions_on(View const& view) {
  if (!view.cell || view.merged_into) return {};
  bool const in_register = view.cell->value.cell.has_value();
  if (!in_register) {
    return {{"member readmit", M("Kết nạp lại")}, {"member restore", M("Phục hồi")}};
  }
  std::vector<Action> all{{"member transfer", M("Chuyển sinh hoạt"), web::ButtonLook::primary}};
  bool const probationary =
      view.standing && view.standing->value.standing == Standing::probationary;
  if (probationary) all.push_back({"member recognise", M("Công nhận chính thức")});
  if (!probationary) all.push_back({"member card", M("Ghi số thẻ")});
  all.push_back({"member exempt", M("Miễn sinh hoạt")});
  all.push_back({"member host", M("Sinh hoạt tạm thời")});
  all.push_back({"member suspend", M("Đình chỉ sinh hoạt")});
  all.push_back({"member merge", M("Gộp hồ sơ trùng")});
  all.push_back({"member leave", M("Đưa ra khỏi sổ"), web::ButtonLook::danger});
  return all;
}

constexpr std::string_view erase_path = "/do/erase";

Html actions(Drawn const& drawn) {
  if (!drawn.writes) return {};
  auto const person = drawn.seen.person.value;
  std::string const next = to("/members/{}", person).text();
  Html buttons;
  for (Action const& action : actions_on(drawn.seen.view)) {
    buttons.add(web::button_link(
        web::verb_url(action.command).with("person", person).with(web::next_field, next),
        drawn.words(action.label), action.look));
  }
  bool const erasable = !drawn.seen.view.erased_in &&
                        drawn.visit.caller.actor.may_everywhere(*store::erase_verb.right);
  if (erasable && web::opens(drawn.visit, erase_path)) {
    buttons.add(web::button_link(web::verb_url("erase").with("person", person),
                                 drawn.words(M("Xóa thông tin nhận dạng")),
                                 web::ButtonLook::danger));
  }
  return buttons;
}

// --- history -------------------------------------------------------------------------------------

Html history(Visit const& visit, Snapshot& snapshot, PersonId person) {
  Words const words{visit.language()};
  std::vector<web::TimelineItem> items;
  for (Recorded const& row : both_clocks(snapshot, person)) {
    auto const& head = row.fact.head;
    items.push_back({.span = head.span,
                     .what = words(row.kind->label),
                     .more = element("div", values_words(snapshot, row, visit.language())),
                     .recorded_in = head.recorded_in,
                     .superseded_in = head.superseded_in == store::standing
                                          ? std::nullopt
                                          : std::optional(head.superseded_in)});
  }
  std::ranges::stable_sort(items, {}, [](web::TimelineItem const& item) { return item.span.from; });
  return web::timeline(words, items);
}

// Drawn when it comes into view: it asks the journal at every entry about the person.
Html history_later(Visit const& visit, SeenPerson const& seen) {
  Words const words{visit.language()};
  Url const url = to("/members/{}/history", seen.person.value);
  return web::panel(
      words(M("Lịch sử")),
      element("div", {{"id", "person-history"}, {"hx-get", url}, {"hx-trigger", "revealed"}},
              web::link(url, words(M("Xem lịch sử ghi nhận")))));
}

}  // namespace

Result<Response> show_person(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(SeenPerson const seen, seen_person(visit, *snapshot));
  Drawn const drawn{visit, Words{visit.language()}, *snapshot, seen,
                    may_write(visit, *snapshot, seen.person, seen.moment)};
  Html body = tabs_of(visit, seen, "/members/{person}");
  if (Html const buttons = actions(drawn); !buttons.empty()) {
    body.add(element("div", {{"class", "actions"}}, buttons));
  }
  body.add(web::columns({membership(drawn), curriculum(drawn)}));
  body.add(history_later(visit, seen));
  return web::page(visit, head_of(visit, *snapshot, seen), body);
}

Result<Response> show_person_history(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(SeenPerson const seen, seen_person(visit, *snapshot));
  // The history tells what came later, too: it is for who may see the person now.
  Moment const today{visit.site.clock->today()};
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, member_read, today);
  if (!reach.holds(*snapshot, person_entity, seen.person.value, today)) {
    return refuse(no_such_person, {{"person", std::to_string(seen.person.value)}});
  }
  Html const items = history(visit, *snapshot, seen.person);
  if (web::asks_for(visit.request, "person-history")) return web::fragment(items);
  Words const words{visit.language()};
  Html body = tabs_of(visit, seen, "/members/{person}/history");
  body.add(web::paragraph(
      words(M("Mỗi dòng có thời gian hiệu lực, và bút toán đã ghi. Điều đã sửa vẫn xem lại được ở "
              "cuối danh sách."))));
  body.add(items);
  return web::page(visit, head_of(visit, *snapshot, seen), body);
}

// --- correction or change? -----------------------------------------------------------------------

namespace {

Html answer(Drawn const& drawn, store::Kind const& kind, Day on, std::string_view mode) {
  Words const& words = drawn.words;
  bool const mistake = mode == "mistake";
  Url const form = web::verb_url("member correct")
                       .with("person", drawn.seen.person.value)
                       .with("kind", kind.table)
                       .with("mode", mode)
                       .with("on", on.vietnamese())
                       .with(web::next_field, to("/members/{}", drawn.seen.person.value).text());
  std::string const label = words(mistake ? M("Sửa chỗ ghi sai") : M("Thay đổi từ ngày…"));
  std::string const what =
      words(mistake ? M("Điều ghi ở đây sai ngay từ đầu: ghi nhầm tên, nhầm ngày. Bản ghi cũ vẫn "
                        "xem lại được cùng lý do sửa.")
                    : M("Điều ghi ở đây đúng cho đến một ngày, từ ngày đó khác đi: đổi nơi ở, lên "
                        "trình độ. Thời gian trước vẫn giữ như cũ."));
  return web::panel(label, web::paragraph(what),
                    web::button_link(form, label, web::ButtonLook::primary));
}

Result<store::Kind const*> kind_asked(Visit const& visit) {
  std::string const table = visit.place("kind");
  auto const all = correctable_kinds();
  auto const found =
      std::ranges::find(all, table, [](store::Kind const* kind) { return kind->table; });
  if (found == all.end()) return refuse(web::no_such_page, {{"path", visit.request.path}});
  return *found;
}

}  // namespace

Result<Response> ask_what_changes(Visit& visit) {
  TRY_INTO(store::Kind const* const kind, kind_asked(visit));
  auto const snapshot = visit.store.read();
  TRY_INTO(SeenPerson const seen, seen_person(visit, *snapshot));
  Drawn const drawn{visit, Words{visit.language()}, *snapshot, seen,
                    may_write(visit, *snapshot, seen.person, seen.moment)};
  if (!drawn.writes) {
    return refuse(no_such_person, {{"person", std::to_string(seen.person.value)}});
  }
  Words const& words = drawn.words;
  TRY_INTO(Day const on, visit.day("on", seen.moment.as_of));
  std::vector<FormTerm> terms;
  add_terms(terms, drawn, *kind);
  std::vector<web::Term> shown;
  for (FormTerm& one : terms) shown.push_back(std::move(one.term));
  Html body = web::panel(words(M("Đang ghi")), web::description_list(shown));
  body.add(web::heading(words(M("Ghi sai từ đầu, hay có thay đổi?"))));
  body.add(web::columns({answer(drawn, *kind, on, "mistake"), answer(drawn, *kind, on, "change")}));
  auto head = head_of(visit, *snapshot, seen);
  head.crumbs.push_back({.label = head.title, .to = to("/members/{}", seen.person.value)});
  head.title = words(kind->label);
  head.as_of.reset();
  return web::page(visit, head, body);
}

}  // namespace giaoban::member
