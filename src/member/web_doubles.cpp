// Who may be the one being entered, beside what is being entered: shown above the form, with the
// question that its writer then answers.
#include "member/rules.h"
#include "member/web_parts.h"
#include "web/verb_pages.h"

namespace giaoban::member {

using store::Moment;
using store::Snapshot;
using web::asked_value;
using web::to;
using web::Visit;
using web::Words;

namespace {

Value born_value(std::optional<PartialDay> const& born) {
  return born ? Value{born->packed()} : Value{};
}

// The first row is the one being entered.
Listing side_by_side(Words const& words, Snapshot& snapshot, PersonParticulars const& entered,
                     std::vector<View> const& others) {
  Moment const last{Day::forever() - 1};
  Listing listing{.title = words(M("So người đang ghi với người đã có")),
                  .columns = {{"full_name", M("Họ và tên"), CellType::text},
                              {"born", M("Ngày sinh"), CellType::partial},
                              {"native_place", M("Quê quán"), CellType::text},
                              {"cell", M("Chi bộ"), CellType::text}},
                  .rows = {{entered.full_name + " " + words(M("(đang ghi)")),
                            born_value(entered.born), entered.native_place, std::string()}}};
  for (View const& other : others) {
    auto const cell = other.cell ? other.cell->value.cell : std::nullopt;
    auto const node = cell ? unit::node_of(snapshot, *cell, last) : std::nullopt;
    listing.rows.push_back({title_of(words, other),
                            other.particulars ? born_value(other.particulars->born) : Value{},
                            other.particulars ? other.particulars->native_place : std::string(),
                            node ? node->name : words(M("không còn trong sổ"))});
  }
  return listing;
}

PersonParticulars entered_in(Visit const& visit) {
  PersonParticulars entered;
  entered.full_name = normalise(asked_value(visit, "full-name"));
  entered.born = PartialDay::parse(asked_value(visit, "born"));
  entered.native_place = normalise(asked_value(visit, "native-place"));
  return entered;
}

std::vector<View> seen_doubles(Visit const& visit, Snapshot& snapshot,
                               PersonParticulars const& entered) {
  Moment const today{visit.site.clock->today()};
  auto const reach = unit::reach_of(snapshot, visit.caller.actor, member_read, today);
  std::vector<View> seen;
  for (PersonId const person : doubles(snapshot, entered)) {
    auto whole = view(snapshot, reach, person, today);
    if (!whole) continue;
    visit.store.log_access(visit.caller.actor.name, "member show", person.value);
    seen.push_back(*std::move(whole));
  }
  return seen;
}

}  // namespace

void put_doubles(Visit const& visit, Snapshot& snapshot, web::VerbPage& page) {
  web::FormField* const answer = web::field_named(page, "namesake");
  ensure(answer != nullptr, "whoever enters somebody is asked about namesakes");
  auto const entered = entered_in(visit);
  auto const seen =
      entered.full_name.empty() ? std::vector<View>() : seen_doubles(visit, snapshot, entered);
  // Of those beyond the reach only the refusal of a write tells, which is counted: a form that is
  // merely asked for must not.
  if (seen.empty()) {
    if (visit.request.method == web::Method::get) answer->control = web::Control::hidden;
    return;
  }
  Words const words{visit.language()};
  auto body =
      web::paragraph(words(M("Là cùng một người hay người khác? Đối chiếu giấy tờ rồi chọn "
                             "ở mục “Người trùng họ tên, ngày sinh”.")));
  body.add(web::table(words, side_by_side(words, snapshot, entered, seen),
                      {.link = [&](std::size_t row) -> std::optional<web::Url> {
                        if (row == 0) return std::nullopt;
                        return to("/members/{}", seen[row - 1].person.value);
                      }}));
  page.form.before.add(web::panel(words(M("Đã có người trùng họ tên, ngày sinh")), body));
}

}  // namespace giaoban::member
