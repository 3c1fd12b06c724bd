// Into the register: admission, arrival from outside, recognition, re-admission, restoration.
#include "member/entrants.h"

namespace giaoban::member {

namespace {

// The decision a verb rests on is that of the admission, unless another day is given.
std::optional<Day> decision_day(store::Tx const& tx, std::optional<Day> given, Day ceremony) {
  if (given) return given;
  auto const& basis = tx.act().basis;
  if (basis && basis->signed_on <= ceremony) return basis->signed_on;
  return std::nullopt;
}

// What identifies and describes a person, from the day on.
struct Papers {
  PersonParticulars const& particulars;
  PersonTraits const& traits;
  std::string citizen_number;
  std::string card_number;
};
Result<void> record_papers(store::Tx& tx, PersonId person, Papers const& papers, Day from) {
  Span const span{from};
  TRY_VOID(tx.state(person.value, span, papers.particulars));
  TRY_VOID(tx.state(person.value, span, papers.traits));
  if (!papers.citizen_number.empty()) {
    TRY_VOID(tx.state(person.value, span, PersonIdentity{papers.citizen_number}));
  }
  if (!papers.card_number.empty()) {
    TRY_VOID(tx.state(person.value, span, PartyCard{papers.card_number}));
  }
  return {};
}

}  // namespace

Result<PersonId> admit(store::Tx& tx, Admission const& admission) {
  auto const number = plain_number(admission.citizen_number);
  Day const on = admission.ceremony;
  TRY_VOID(check_number_free(tx, {PersonIdentity::kind, number, on}, {}));
  TRY_VOID(check_cell(tx, admission.cell, on));
  auto const decided_on = decision_day(tx, admission.decided_on, on);
  if (decided_on && *decided_on > on) {
    return out_of_order({on, M("lễ kết nạp"), *decided_on, M("quyết định kết nạp")});
  }
  auto const particulars = put_right(tx, admission.particulars);
  TRY_VOID(check_course(tx,
                        {.name = particulars.full_name,
                         .born = particulars.born,
                         .joined = on,
                         .decided_on = decided_on,
                         .recognised = {},
                         .on = on,
                         .today = tx.today()},
                        DecidedBy::this_register));
  TRY_INTO(auto const others, check_doubles(tx, particulars, admission.namesake));
  warn_of_missing_decision(tx, admission);

  PersonId const person = tx.new_person();
  TRY_VOID(record_papers(tx, person, {particulars, admission.traits, number, {}}, on));
  TRY_VOID(record_apart(tx, person, others, on));
  TRY_VOID(tx.state(person.value, {on}, MemberStanding{Standing::probationary, decided_on}));
  TRY_VOID(tx.state(person.value, {on}, MemberCell{admission.cell, Cause::admitted, {}}));
  return person;
}

namespace {

// The person who bears the number and was transferred out before: the same one comes back.
std::optional<PersonId> who_returns(store::Tx& tx, std::string const& number, Day on) {
  if (number.empty()) return std::nullopt;
  auto const bearer =
      tx.bearer(PersonIdentity::kind, PersonIdentity::kind.field("citizen_number"), number, {on});
  if (!bearer) return std::nullopt;
  auto const place = tx.fact<MemberCell>(*bearer, {on});
  bool const went_away = place && !place->value.cell &&
                         place->value.cause == Cause::transferred_out &&
                         place->head.span.from < on && place->head.span.to == Day::forever();
  return went_away ? std::optional(PersonId{*bearer}) : std::nullopt;
}

Result<void> check_arrival_dates(Arrival const& arrival) {
  if (arrival.joined > arrival.on) {
    return out_of_order({arrival.on, M("chuyển đến"), arrival.joined, M("vào Đảng")});
  }
  if (!arrival.recognised) return {};
  if (*arrival.recognised < arrival.joined) {
    return out_of_order(
        {*arrival.recognised, M("công nhận chính thức"), arrival.joined, M("vào Đảng")});
  }
  bool const recognised_by_then = *arrival.recognised <= arrival.on;
  if (recognised_by_then != (arrival.standing == Standing::full)) {
    return out_of_order(
        {*arrival.recognised, M("công nhận chính thức"), arrival.on, M("chuyển đến")});
  }
  return {};
}

// Where the papers do not say it, full standing dates from the end of probation (PR-4).
Day recognised_on(Arrival const& arrival) {
  if (arrival.recognised) return *arrival.recognised;
  auto const ends = probation_end(arrival.joined);
  return ends && *ends <= arrival.on ? *ends : arrival.joined;
}

Result<void> record_past_standing(store::Tx& tx, PersonId person, Arrival const& arrival) {
  MemberStanding const probationary{Standing::probationary, arrival.decided_on};
  if (arrival.standing == Standing::probationary) {
    return tx.state(person.value, {arrival.joined}, probationary);
  }
  Day const recognised = recognised_on(arrival);
  if (arrival.joined < recognised) {
    TRY_VOID(tx.state(person.value, {arrival.joined, recognised}, probationary));
  }
  return tx.state(person.value, {recognised}, MemberStanding{Standing::full, arrival.decided_on});
}

}  // namespace

Result<PersonId> receive(store::Tx& tx, Arrival const& arrival) {
  auto const number = plain_number(arrival.citizen_number);
  auto const card = plain_number(arrival.card_number);
  Day const on = arrival.on;
  auto const known = who_returns(tx, number, on);
  PersonId const self = known.value_or(PersonId{});
  TRY_VOID(check_number_free(tx, {PersonIdentity::kind, number, on}, self));
  TRY_VOID(check_number_free(tx, {PartyCard::kind, card, on}, self));
  TRY_VOID(check_cell(tx, arrival.cell, on));
  if (!card.empty() && arrival.standing == Standing::probationary) {
    return refuse(card_for_probationer,
                  {{"person", arrival.particulars.full_name}, {"day", on.vietnamese()}});
  }
  TRY_VOID(check_arrival_dates(arrival));
  auto const particulars = put_right(tx, arrival.particulars);
  TRY_VOID(check_course(tx,
                        {.name = particulars.full_name,
                         .born = particulars.born,
                         .joined = arrival.joined,
                         .decided_on = arrival.decided_on,
                         .recognised = arrival.recognised,
                         .on = on,
                         .today = tx.today()},
                        DecidedBy::another));
  std::vector<PersonId> others;
  if (!known) {
    TRY_INTO(others, check_doubles(tx, particulars, arrival.namesake));
  }

  PersonId const person = known ? *known : tx.new_person();
  TRY_VOID(record_papers(tx, person, {particulars, arrival.traits, number, card}, on));
  TRY_VOID(record_apart(tx, person, others, on));
  if (known) {
    // What was recorded here before the departure stays as it is.
    TRY_VOID(tx.state(person.value, {on}, MemberStanding{arrival.standing, arrival.decided_on}));
  } else {
    TRY_VOID(record_past_standing(tx, person, arrival));
  }
  TRY_VOID(tx.state(person.value, {on},
                    MemberCell{arrival.cell, Cause::transferred_in, arrival.from_place}));
  return person;
}

Result<void> recognise(store::Tx& tx, PersonId person, Day from) {
  TRY_INTO(Span const stay, presence(tx, person, from));
  auto const standing = tx.fact<MemberStanding>(person.value, {from});
  if (!standing || standing->value.standing != Standing::probationary) {
    return refuse(not_probationary, {{"person", called(tx, person)}, {"day", from.vietnamese()}});
  }
  TRY_VOID(check_ahead(tx, {called(tx, person), M("được công nhận chính thức"), from}));
  Day const ceremony = probation_began(register_of(tx, person), from).value_or(stay.from);
  auto const verdict = recognition(ceremony, from);
  if (verdict.ruling != Ruling::allowed) {
    bool const early = from < *verdict.ends;
    Refusal refusal{early ? &probation_not_over : &recognised_late,
                    {{"person", called(tx, person)},
                     {"ceremony", ceremony.vietnamese()},
                     {"ends", verdict.ends->vietnamese()},
                     {"day", from.vietnamese()},
                     {"rule", std::string(verdict.citation)}}};
    if (verdict.ruling == Ruling::blocked) return std::unexpected(std::move(refusal));
    tx.warn(std::move(refusal));
  }
  return tx.state(person.value, {from, stay.to},
                  MemberStanding{Standing::full, standing->value.decided_on});
}

namespace {

// How the person stands outside the register on the day; refused when inside, or when a later
// change is recorded already.
Result<store::Fact<MemberCell>> outside_on(store::Tx& tx, PersonId person, Day day) {
  TRY_VOID(check_known(tx, person));
  auto place = tx.fact<MemberCell>(person.value, {day});
  if (!place) {
    return refuse(not_a_member,
                  {{"person", called(tx, person)}, {"day", day.vietnamese()}, {"why", ""}});
  }
  if (place->value.cell) {
    return refuse(already_member, {{"person", called(tx, person)},
                                   {"cell", cell_called(tx, *place->value.cell, day)},
                                   {"day", day.vietnamese()}});
  }
  // On the very day of leaving it would erase the departure that the flows count.
  if (day == place->head.span.from) {
    return out_of_order({day, M("trở lại sổ"), day, label(place->value.cause)});
  }
  if (place->head.span.to != Day::forever()) {
    return out_of_order({day, M("trở lại sổ"), place->head.span.to, M("thay đổi đã ghi sau đó")});
  }
  return *std::move(place);
}

// The first day of an absence whose row a correction may have split.
Day left_on(PersonRegister const& facts, Day day) {
  Day left = day;
  bool inside = true;
  for (auto const& row : facts.cells) {
    if (row.head.span.from > day) break;
    if (inside && !row.value.cell) left = row.head.span.from;
    inside = row.value.cell.has_value();
  }
  return left;
}

bool left_the_party(Cause cause) {
  return cause == Cause::struck_off || cause == Cause::expelled || cause == Cause::resigned;
}

Result<void> check_return(store::Tx& tx, PersonId person, store::Fact<MemberCell> const& outside,
                          Cause asked) {
  if (left_the_party(outside.value.cause)) return {};
  return refuse(wrong_return, {{"person", called(tx, person)},
                               {"left", outside.head.span.from.vietnamese()},
                               {"cause", label(outside.value.cause)},
                               {"asked", label(asked)}});
}

int times_readmitted(PersonRegister const& facts) {
  int times = 0;
  bool inside = false;
  for (auto const& row : facts.cells) {
    if (!inside && row.value.cause == Cause::readmitted) ++times;
    inside = row.value.cell.has_value();
  }
  return times;
}

// Blocks or warns.
Result<void> rule(store::Tx& tx, Ruling ruling, Refusal refusal) {
  if (ruling == Ruling::blocked) return std::unexpected(std::move(refusal));
  if (ruling == Ruling::warned) tx.warn(std::move(refusal));
  return {};
}

}  // namespace

Result<void> readmit(store::Tx& tx, PersonId person, UnitId cell, Day ceremony) {
  TRY_INTO(auto const outside, outside_on(tx, person, ceremony));
  TRY_VOID(check_cell(tx, cell, ceremony));
  TRY_VOID(check_return(tx, person, outside, Cause::readmitted));
  TRY_VOID(check_ahead(tx, {called(tx, person), M("kết nạp lại"), ceremony}));
  auto const facts = register_of(tx, person);
  Day const left = left_on(facts, ceremony);
  auto const verdict =
      readmission({.left = left, .ceremony = ceremony, .times_before = times_readmitted(facts)});
  Args const args{{"person", called(tx, person)},
                  {"left", left.vietnamese()},
                  {"earliest", verdict.earliest ? verdict.earliest->vietnamese() : ""},
                  {"rule", std::string(verdict.citation)}};
  TRY_VOID(rule(tx, verdict.too_early, {&readmission_too_early, args}));
  TRY_VOID(rule(tx, verdict.too_often, {&readmitted_before, args}));
  TRY_VOID(tx.end(PartyCard::kind, person.value, ceremony));
  TRY_VOID(
      tx.state(person.value, {ceremony},
               MemberStanding{Standing::probationary, decision_day(tx, std::nullopt, ceremony)}));
  return tx.state(person.value, {ceremony}, MemberCell{cell, Cause::readmitted, {}});
}

// The standing held on leaving goes on with its decision day, so that Party age counts without a
// break (PR-8); the days outside stay outside, as they were reported.
Result<void> restore(store::Tx& tx, PersonId person, UnitId cell, Day on) {
  TRY_INTO(auto const outside, outside_on(tx, person, on));
  TRY_VOID(check_cell(tx, cell, on));
  TRY_VOID(check_return(tx, person, outside, Cause::restored));
  TRY_VOID(check_ahead(tx, {called(tx, person), M("phục hồi"), on}));
  auto const facts = register_of(tx, person);
  ensure(!facts.standings.empty(), "who left the register had a standing");
  TRY_VOID(tx.state(person.value, {on}, facts.standings.back().value));
  return tx.state(person.value, {on}, MemberCell{cell, Cause::restored, {}});
}

}  // namespace giaoban::member
