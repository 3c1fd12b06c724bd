// Putting right what was recorded: any fact over any days, and two records of one person.
#include <algorithm>
#include <array>

#include "member/entrants.h"

namespace giaoban::member {

namespace {

Cause cause_after(std::optional<UnitId> before, MemberCell const& rest) {
  if (!rest.cell) return rest.cause;
  return before ? Cause::transferred : Cause::restored;
}

// A place written into the middle of a longer one leaves a tail behind it that now begins with a
// change of its own; its old cause (admitted ...) would be counted twice.
Result<void> write_place(store::Tx& tx, PersonId person, Span span, MemberCell const& place) {
  std::optional<store::Fact<MemberCell>> tail;
  std::optional<store::Fact<MemberCell>> start;
  std::vector<store::RawFact> touched;
  for (auto const& raw : tx.history(MemberCell::kind, person.value)) {
    if (!raw.head.span.overlaps(span)) continue;
    touched.push_back(raw);
    auto const row = store::typed<MemberCell>(raw);
    if (raw.head.span.from < span.from) start = row;
    if (span.to < raw.head.span.to && row.value.cell != place.cell) tail = row;
  }
  if (!tail || span.empty()) return tx.state(person.value, span, place);
  for (auto const& raw : touched) TRY_VOID(tx.retract(MemberCell::kind, raw));
  if (start) {
    TRY_VOID(tx.state(person.value, {start->head.span.from, span.from}, start->value));
  }
  TRY_VOID(tx.state(person.value, span, place));
  tail->value.cause = cause_after(place.cell, tail->value);
  return tx.state(person.value, {span.to, tail->head.span.to}, tail->value);
}

// Whom a change of name, birth or native place makes look like another: who looked so before, or
// was compared, is not asked about again.
std::vector<PersonId> newly_alike(store::Tx& tx, PersonId person, PersonParticulars const& who,
                                  Day on) {
  auto const before = tx.fact<PersonParticulars>(person.value, {on});
  auto alike = doubles(tx, who);
  auto const apart_of = [&](PersonId one, PersonId other) {
    return std::ranges::any_of(tx.history_of<PersonApart>(one.value),
                               [&](auto const& fact) { return fact.value.other == other; });
  };
  std::vector<PersonId> known;
  if (before) known = doubles(tx, before->value);
  std::erase_if(alike, [&](PersonId other) {
    return other == person || std::ranges::find(known, other) != known.end() ||
           apart_of(person, other) || apart_of(other, person);
  });
  return alike;
}

Result<void> write_correction(store::Tx& tx, PersonId person, store::Kind const& kind, Span span,
                              void const* fact);

}  // namespace

Result<void> correct_particulars(store::Tx& tx, PersonId person, Span span,
                                 PersonParticulars const& given, Namesake said) {
  TRY_VOID(check_known(tx, person));
  TRY_VOID(check_not_erased(tx, person));
  auto const particulars = put_right(tx, given);
  auto const others = newly_alike(tx, person, particulars, span.from);
  TRY_VOID(check_alike(tx, particulars, others, said));
  TRY_VOID(write_correction(tx, person, PersonParticulars::kind, span, &particulars));
  return record_apart(tx, person, others, span.from);
}

Result<void> correct(store::Tx& tx, PersonId person, store::Kind const& kind, Span span,
                     void const* fact) {
  if (&kind == &PersonParticulars::kind) {
    return correct_particulars(tx, person, span, *static_cast<PersonParticulars const*>(fact),
                               Namesake::ask);
  }
  return write_correction(tx, person, kind, span, fact);
}

namespace {

Result<void> write_correction(store::Tx& tx, PersonId person, store::Kind const& kind, Span span,
                              void const* fact) {
  ensure(kind.subject == &person_entity && kind.shape == store::Shape::state,
         "what is corrected here is a state of a person");
  TRY_VOID(check_known(tx, person));
  if (kind.identifying()) TRY_VOID(check_not_erased(tx, person));
  bool const was_sound = !timeline_fault(register_of(tx, person)).has_value();
  bool const was_possible = !impossible_in_register(tx, person).has_value();
  if (&kind == &MemberCell::kind) {
    auto const& place = *static_cast<MemberCell const*>(fact);
    if (place.cell) TRY_VOID(check_cell(tx, *place.cell, span.from));
    TRY_VOID(write_place(tx, person, span, place));
  } else {
    TRY_VOID(tx.record(kind, person.value, span, fact));
  }
  if (auto course = impossible_in_register(tx, person); course && was_possible) {
    return std::unexpected(*std::move(course));
  }
  // Facts that contradicted each other before may be put right one after another.
  auto const fault = timeline_fault(register_of(tx, person));
  if (!fault || !was_sound) return {};
  return refuse(breaks_timeline, {{"day", fault->day.vietnamese()}, {"claim", fault->claim}});
}

constexpr std::array<store::Kind const*, 5> kept_kinds{&PersonParticulars::kind,
                                                       &PersonIdentity::kind, &PartyCard::kind,
                                                       &PersonContact::kind, &PersonTraits::kind};
constexpr std::array<store::Kind const*, 5> counted_kinds{&MemberCell::kind, &MemberStanding::kind,
                                                          &Exemption::kind, &Suspension::kind,
                                                          &TemporaryActivity::kind};

template <class F>
Result<void> copy_as(store::Tx& tx, PersonId person, store::RawFact const& raw) {
  return tx.state(person.value, raw.head.span, store::typed<F>(raw).value);
}

Result<void> record_again(store::Tx& tx, store::Kind const& kind, PersonId person,
                          store::RawFact const& raw) {
  if (&kind == &PersonParticulars::kind) return copy_as<PersonParticulars>(tx, person, raw);
  if (&kind == &PersonIdentity::kind) return copy_as<PersonIdentity>(tx, person, raw);
  if (&kind == &PartyCard::kind) return copy_as<PartyCard>(tx, person, raw);
  if (&kind == &PersonContact::kind) return copy_as<PersonContact>(tx, person, raw);
  if (&kind == &PersonTraits::kind) return copy_as<PersonTraits>(tx, person, raw);
  if (&kind == &MemberCell::kind) return copy_as<MemberCell>(tx, person, raw);
  if (&kind == &MemberStanding::kind) return copy_as<MemberStanding>(tx, person, raw);
  if (&kind == &Exemption::kind) return copy_as<Exemption>(tx, person, raw);
  if (&kind == &Suspension::kind) return copy_as<Suspension>(tx, person, raw);
  ensure(&kind == &TemporaryActivity::kind, "every kind that merges is copied");
  return copy_as<TemporaryActivity>(tx, person, raw);
}

bool bears_unique_value(store::Kind const& kind, store::RawFact const& raw) {
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    if (kind.fields[i].unique() && !is_null(raw.values[i])) return true;
  }
  return false;
}

// Gives the kept person what it lacks. A number can be borne once, so it moves.
Result<void> give(store::Tx& tx, store::Kind const& kind, PersonId duplicate, PersonId into) {
  if (!tx.history(kind, into.value).empty()) return {};
  for (auto const& raw : tx.history(kind, duplicate.value)) {
    if (bears_unique_value(kind, raw)) TRY_VOID(tx.retract(kind, raw));
    TRY_VOID(record_again(tx, kind, into, raw));
  }
  return {};
}

// The first day on which anything is recorded of the person: the link holds from there on.
Day first_day(store::Tx& tx, PersonId person) {
  Day first = tx.today();
  for (auto const* kinds : {&kept_kinds, &counted_kinds}) {
    for (store::Kind const* kind : *kinds) {
      for (auto const& raw : tx.history(*kind, person.value)) {
        first = std::min(first, raw.head.span.from);
      }
    }
  }
  return first;
}

bool merged(store::Tx& tx, PersonId person) {
  return !tx.history(PersonMerge::kind, person.value).empty();
}

}  // namespace

Result<void> merge(store::Tx& tx, PersonId duplicate, PersonId into) {
  TRY_VOID(check_known(tx, duplicate));
  TRY_VOID(check_known(tx, into));
  if (duplicate == into || merged(tx, duplicate) || merged(tx, into)) {
    return refuse(merge_with_itself,
                  {{"duplicate", called(tx, duplicate)}, {"into", called(tx, into)}});
  }
  TRY_VOID(check_not_erased(tx, duplicate));
  TRY_VOID(check_not_erased(tx, into));
  Day const from = first_day(tx, duplicate);
  bool const was_sound = !timeline_fault(register_of(tx, into)).has_value();
  bool const into_counted = !tx.history(MemberCell::kind, into.value).empty();
  for (store::Kind const* kind : kept_kinds) TRY_VOID(give(tx, *kind, duplicate, into));
  for (store::Kind const* kind : counted_kinds) {
    for (auto const& raw : tx.history(*kind, duplicate.value)) {
      TRY_VOID(tx.retract(*kind, raw));
      if (!into_counted) TRY_VOID(record_again(tx, *kind, into, raw));
    }
  }
  TRY_VOID(tx.state(duplicate.value, {from}, PersonMerge{into}));
  auto const fault = timeline_fault(register_of(tx, into));
  if (!fault || !was_sound) return {};
  return refuse(breaks_timeline, {{"day", fault->day.vietnamese()}, {"claim", fault->claim}});
}

}  // namespace giaoban::member
