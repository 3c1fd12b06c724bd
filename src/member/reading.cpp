// One person whole, and lists of persons by unit.
#include <algorithm>
#include <charconv>
#include <set>
#include <tuple>

#include "base/text.h"
#include "member/rules.h"
#include "member/store.h"

namespace giaoban::member {

namespace {

std::optional<PersonId> bearer_of(store::Snapshot& snapshot, std::string_view number,
                                  store::Moment moment) {
  auto const plain = plain_number(number);
  if (plain.empty()) return std::nullopt;
  for (store::Kind const* kind : {&PersonIdentity::kind, &PartyCard::kind}) {
    if (auto const bearer = snapshot.bearer(*kind, kind->fields.front(), plain, moment)) {
      return PersonId{*bearer};
    }
  }
  auto const bearer =
      snapshot.bearer(PersonParticulars::kind, PersonParticulars::kind.field("file_number"),
                      normalise(number), moment);
  return bearer ? std::optional(PersonId{*bearer}) : std::nullopt;
}

template <class F>
F value_or_blank(store::Snapshot& snapshot, PersonId person, store::Moment moment) {
  auto fact = snapshot.fact<F>(person.value, moment);
  return fact ? std::move(fact->value) : F{};
}

}  // namespace

std::optional<PersonId> by_number(store::Snapshot& snapshot, unit::Reach const& reach,
                                  std::string_view number, store::Moment moment) {
  auto const person = bearer_of(snapshot, number, moment);
  if (!person || !reach.holds(snapshot, person_entity, person->value, moment)) return std::nullopt;
  return person;
}

namespace {

std::optional<PersonId> anybody_named(store::Snapshot& snapshot, std::string_view number,
                                      store::Moment moment) {
  if (auto const bearer = bearer_of(snapshot, number, moment)) return bearer;
  PersonId person;
  auto const* const end = number.data() + number.size();
  auto const [stopped, error] = std::from_chars(number.data(), end, person.value);
  bool const whole = error == std::errc{} && stopped == end;
  return whole && person_known(snapshot, person) ? std::optional(person) : std::nullopt;
}

}  // namespace

Result<PersonId> person_named(store::Snapshot& snapshot, unit::Reach const& reach,
                              std::string_view number, store::Moment moment) {
  auto const person = anybody_named(snapshot, number, moment);
  if (person && reach.holds(snapshot, person_entity, person->value, moment)) return *person;
  return refuse(no_such_person, {{"person", std::string(number)}});
}

Result<PersonId> person_to_write(store::Tx& tx, std::string_view number, Day on) {
  auto const person = anybody_named(tx, number, {on});
  if (person && tx.may_know(person_entity, person->value, on)) return *person;
  return refuse(no_such_person, {{"person", std::string(number)}});
}

std::optional<View> view(store::Snapshot& snapshot, unit::Reach const& reach, PersonId person,
                         store::Moment moment) {
  if (!person_known(snapshot, person)) return std::nullopt;
  if (!reach.holds(snapshot, person_entity, person.value, moment)) return std::nullopt;
  View view;
  view.person = person;
  if (snapshot.cipher(person) == nullptr) {
    view.erased_in = erasing_entry(snapshot, person);
  } else {
    auto particulars = snapshot.fact<PersonParticulars>(person.value, moment);
    if (particulars) view.particulars = std::move(particulars->value);
    view.citizen_number = value_or_blank<PersonIdentity>(snapshot, person, moment).citizen_number;
    view.card_number = value_or_blank<PartyCard>(snapshot, person, moment).number;
    view.contact = value_or_blank<PersonContact>(snapshot, person, moment);
  }
  view.traits = value_or_blank<PersonTraits>(snapshot, person, moment);
  view.standing = snapshot.fact<MemberStanding>(person.value, moment);
  view.cell = snapshot.fact<MemberCell>(person.value, moment);
  view.exemption = snapshot.fact<Exemption>(person.value, moment);
  view.suspension = snapshot.fact<Suspension>(person.value, moment);
  view.temporary = snapshot.fact<TemporaryActivity>(person.value, moment);
  auto const merge = snapshot.history_of<PersonMerge>(person.value, moment.known_at);
  if (!merge.empty()) view.merged_into = merge.back().value.into;
  return view;
}

namespace {

// Of a day to come without those who are another's today.
std::vector<RosterLine> seen_of_cell(store::Snapshot& snapshot, unit::Reach const& reach,
                                     UnitId cell, store::Moment moment) {
  auto lines = roster_of_cell(snapshot, cell, moment);
  if (reach.looks_ahead()) {
    std::erase_if(lines, [&](RosterLine const& line) {
      return !reach.holds(snapshot, person_entity, line.person.value, moment);
    });
  }
  return lines;
}

std::vector<RosterLine> roster_ahead(store::Snapshot& snapshot, unit::Reach const& reach,
                                     UnitId unit, store::Moment moment) {
  std::vector<RosterLine> lines;
  for (auto const& node : unit::tree(snapshot, moment).subtree(unit)) {
    if (!reach.holds(node.id) || !unit::holds_members(node.unit_kind)) continue;
    std::ranges::move(seen_of_cell(snapshot, reach, node.id, moment), std::back_inserter(lines));
  }
  return lines;
}

}  // namespace

std::int64_t roster_size(store::Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                         store::Moment moment) {
  if (reach.looks_ahead()) return std::ssize(roster_ahead(snapshot, reach, unit, moment));
  auto const tree = unit::tree(snapshot, moment);
  auto const counts = cell_counts(snapshot, moment);
  std::int64_t size = 0;
  for (auto const& node : tree.subtree(unit)) {
    auto const found = counts.find(node.id);
    if (found != counts.end() && reach.holds(node.id)) size += found->second;
  }
  return size;
}

namespace {

std::vector<RosterLine> page_of(std::vector<RosterLine> lines, Page page) {
  auto const first = std::min(page.offset, std::ssize(lines));
  lines.erase(lines.begin(), lines.begin() + first);
  if (page.limit > 0 && std::ssize(lines) > page.limit) {
    lines.erase(lines.begin() + page.limit, lines.end());
  }
  return lines;
}

}  // namespace

// Whole cells before the page are passed by their counts, without reading a row of them. A cell by
// itself is read at once: the counts are of all cells.
std::vector<RosterLine> roster(store::Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                               store::Moment moment, Page page) {
  if (reach.looks_ahead()) return page_of(roster_ahead(snapshot, reach, unit, moment), page);
  auto const tree = unit::tree(snapshot, moment);
  if (tree.subtree(unit).size() == 1) {
    if (!reach.holds(unit)) return {};
    return page_of(roster_of_cell(snapshot, unit, moment), page);
  }
  auto const counts = cell_counts(snapshot, moment);
  std::vector<RosterLine> lines;
  std::int64_t passed = 0;
  for (auto const& node : tree.subtree(unit)) {
    auto const found = counts.find(node.id);
    if (found == counts.end() || !reach.holds(node.id)) continue;
    std::int64_t const before = passed;
    passed += found->second;
    if (passed <= page.offset) continue;
    for (std::int64_t place = before; auto& line : roster_of_cell(snapshot, node.id, moment)) {
      if (place++ < page.offset) continue;
      lines.push_back(std::move(line));
      if (page.limit > 0 && std::ssize(lines) == page.limit) return lines;
    }
  }
  return lines;
}

Result<void> nobody_arrives(store::Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                            store::Moment moment) {
  if (!reach.looks_ahead()) return {};
  auto const tree = unit::tree(snapshot, moment);
  for (Coming const& one : arriving(snapshot, moment)) {
    bool const here = one.cell == unit || tree.within(one.cell, unit);
    if (!here || reach.holds(snapshot, person_entity, one.person.value, moment)) continue;
    return refuse(others_arrive, {{"day", moment.as_of.vietnamese()}});
  }
  return {};
}

// A fact that no longer stands is found by asking at each entry that touched the person.
std::vector<Recorded> both_clocks(store::Snapshot& snapshot, PersonId person) {
  auto const entries = person_entries(snapshot, person);
  std::vector<Recorded> all;
  for (store::Kind const* kind : catalogue().kinds) {
    std::set<std::pair<EntryNumber, std::int64_t>> seen;
    std::vector<Recorded> rows;
    for (EntryNumber entry : entries) {
      for (auto& fact : snapshot.history(*kind, person.value, entry)) {
        if (!seen.emplace(fact.head.recorded_in, fact.head.leaf).second) continue;
        rows.push_back({kind, std::move(fact)});
      }
    }
    std::ranges::sort(rows, {}, [](Recorded const& row) {
      auto const& head = row.fact.head;
      return std::tuple(head.span.from, head.recorded_in, head.leaf);
    });
    std::ranges::move(rows, std::back_inserter(all));
  }
  return all;
}

}  // namespace giaoban::member
