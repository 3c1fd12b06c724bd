#include "round/checks.h"

#include <fmt/format.h>

#include <algorithm>

namespace giaoban::round {

using store::Snapshot;

std::string words_of(Msg text) {
  return std::string(text.vietnamese());
}

std::string name_of(Snapshot& snapshot, UnitId unit, Day day) {
  auto const node = unit::node_of(snapshot, unit, {day});
  return node ? node->name : fmt::format("số {}", unit.value);
}

std::string name_of(Snapshot& snapshot, PersonId person, Day day) {
  auto const known = snapshot.fact<member::PersonParticulars>(person.value, {day});
  return known ? known->value.full_name : std::string();
}

std::string name_of(Snapshot& snapshot, Subject const& subject, Day day) {
  if (of_unit(subject.part)) return name_of(snapshot, subject.unit, day);
  auto const name = name_of(snapshot, subject.person, day);
  return name.empty() ? fmt::format("hồ sơ số {}", subject.person.value) : name;
}

review::UnitAspect unit_aspect(Part part) {
  ensure(of_unit(part), "an organisation or a collective");
  return part == Part::organisation ? review::UnitAspect::organisation
                                    : review::UnitAspect::collective;
}
review::PersonAspect person_aspect(Part part) {
  ensure(!of_unit(part), "a leader or a member");
  return part == Part::leader ? review::PersonAspect::leader : review::PersonAspect::member;
}

namespace {

bool held_over(store::Tx& tx, std::vector<std::int64_t> const& units) {
  return std::ranges::any_of(tx.act().actor.grants, [&](store::Grant const& grant) {
    return *grant.right == *tx.act().verb->right && grant.under &&
           std::ranges::find(units, *grant.under) != units.end();
  });
}

std::unexpected<Refusal> beyond_right(store::Tx& tx, std::string what, std::int64_t id) {
  return refuse(store::out_of_reach, {{"actor", tx.act().actor.name},
                                      {"right", words_of(tx.act().verb->right->label)},
                                      {"what", std::move(what)},
                                      {"id", std::to_string(id)}});
}

bool held_everywhere(store::Tx& tx) {
  return tx.act().actor.may_everywhere(*tx.act().verb->right);
}

}  // namespace

Result<void> check_over(store::Tx& tx, UnitId unit, Day on) {
  // Of a day to come the right goes by where the unit stands today.
  Day const day = std::min(on, tx.today());
  if (held_everywhere(tx) || held_over(tx, unit::chain(tx, unit.value, {day}))) return {};
  return beyond_right(tx, name_of(tx, unit, on), unit.value);
}

void stands_on_roster(store::Tx& tx, Subject const& subject, Day roster_on) {
  if (held_everywhere(tx)) return;
  bool const unit = of_unit(subject.part);
  tx.stood_under(unit ? unit::unit_entity : member::person_entity,
                 unit ? subject.unit.value : subject.person.value,
                 {roster_on, unit::chain(tx, subject.unit.value, {roster_on})});
}

// Where a person stood is not told to who has no right there.
Result<void> check_stood(store::Tx& tx, Subject const& subject, Day roster_on) {
  if (!check_over(tx, subject.unit, roster_on)) {
    return of_unit(subject.part)
               ? beyond_right(tx, name_of(tx, subject.unit, roster_on), subject.unit.value)
               : beyond_right(tx, words_of(member::person_entity.label), subject.person.value);
  }
  stands_on_roster(tx, subject, roster_on);
  return {};
}

std::vector<Above> chain_of(Snapshot& snapshot, UnitId unit, store::Moment const& moment) {
  std::vector<Above> chain;
  for (std::int64_t const above : unit::chain(snapshot, unit.value, moment)) {
    auto const kind = snapshot.fact<unit::UnitClass>(above, moment);
    chain.push_back({UnitId{above}, kind ? kind->value.unit_kind : unit::UnitKind::body});
  }
  return chain;
}

UnitId authority_over(Snapshot& snapshot, Subject const& subject, Day roster_on) {
  auto const chain = chain_of(snapshot, subject.unit, {roster_on});
  return chain.empty() ? subject.unit : authority(subject.part, chain);
}

namespace {

std::vector<std::int64_t> chain_over(Snapshot& snapshot, Subject const& subject,
                                     store::Moment const& moment) {
  UnitId const decides = authority_over(snapshot, subject, moment.as_of);
  return unit::chain(snapshot, decides.value, moment);
}

}  // namespace

Chains over_authority(Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                      store::Moment const& moment) {
  if (&entity == &unit::unit_entity) {
    return {chain_over(snapshot, {Part::organisation, UnitId{id}, {}}, moment)};
  }
  Chains chains;
  if (&entity != &member::person_entity) return chains;
  for (Part const part : {Part::member, Part::leader}) {
    auto const subject = subject_of(snapshot, part, PersonId{id}, moment.as_of);
    if (subject) chains.push_back(chain_over(snapshot, *subject, moment));
  }
  return chains;
}

void Warnings::add(Refusal warning) {
  auto const alike = [&](Told const& other) {
    return other.warning.kind == warning.kind &&
           std::ranges::equal(other.warning.args, warning.args, [](Arg const& a, Arg const& b) {
             return a.name == b.name && (a.name == "subject" || a.value == b.value);
           });
  };
  auto const same = std::ranges::find_if(all_, alike);
  if (same == all_.end()) {
    all_.push_back({std::move(warning), 0});
  } else {
    ++same->more;
  }
}

void Warnings::tell(store::Tx& tx) const {
  for (Told const& told : all_) {
    Refusal warning = told.warning;
    for (Arg& arg : warning.args) {
      if (arg.name != "subject" || told.more == 0) continue;
      arg.value = say(Language::vietnamese, M("{subject} và {count} đối tượng khác"),
                      {{"subject", arg.value}, {"count", std::to_string(told.more)}});
    }
    tx.warn(std::move(warning));
  }
}

std::unexpected<Refusal> at_row(Refusal refusal, Subject const& subject) {
  if (refusal.where.empty()) refusal.where = review::place_of(subject.part, subject.person);
  return std::unexpected(std::move(refusal));
}

Result<RoundView> round_to_write(Snapshot& snapshot, UnitId unit, int year) {
  auto found = round_over(snapshot, unit, year, {Day::forever() - 1});
  if (found) return *std::move(found);
  return refuse(no_such_round,
                {{"year", std::to_string(year)}, {"unit", name_of(snapshot, unit, within(year))}});
}

}  // namespace giaoban::round
