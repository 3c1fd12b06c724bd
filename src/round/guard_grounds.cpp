// What a grade rests on: discipline and conditions. What a level recorded on a document is changed
// or taken back by who holds that level, on a document; what is recorded after a decision that it
// breaks is told with the grade and the rule.
#include <algorithm>
#include <set>
#include <tuple>

#include "account/account.h"
#include "round/checks.h"

namespace giaoban::round {

using store::Snapshot;
using store::Tx;

namespace {

Named grounded(Snapshot& snapshot, GroundTouched const& ground) {
  Subject const subject = ground.of_person
                              ? Subject{Part::member, {}, PersonId{ground.subject}}
                              : Subject{Part::organisation, UnitId{ground.subject}, {}};
  return {name_of(snapshot, subject, snapshot.today()),
          {ground.of_person ? member::person_entity.name : unit::unit_entity.name, ground.subject}};
}

// Where the subject stands, or stood last.
UnitId place_of(Snapshot& snapshot, GroundTouched const& ground) {
  if (!ground.of_person) return UnitId{ground.subject};
  UnitId last;
  for (auto const& fact : snapshot.history_of<member::MemberCell>(ground.subject)) {
    if (fact.value.cell && fact.head.span.from <= snapshot.today()) last = *fact.value.cell;
  }
  if (last != UnitId{}) return last;
  auto const as = subject_of(snapshot, Part::leader, PersonId{ground.subject}, snapshot.today());
  return as ? as->unit : UnitId{};
}

// The highest unit over which who recorded it might; nullopt where that account is not known.
std::optional<UnitId> level_of(Snapshot& snapshot, store::Entry const& entry,
                               std::vector<std::int64_t> const& chain) {
  if (!keeps_accounts(snapshot) || chain.empty()) return std::nullopt;
  Day const then = day_in_vietnam(entry.at);
  auto const account = account::by_login(snapshot, entry.actor, then);
  if (!account) return std::nullopt;
  auto const actor = account::actor_of(snapshot, *account, then);
  if (!actor) return std::nullopt;
  std::size_t highest = 0;
  for (store::Grant const& grant : actor->grants) {
    if (*grant.right != round_review) continue;
    if (!grant.under) return UnitId{chain.back()};
    auto const at = std::ranges::find(chain, *grant.under);
    if (at != chain.end())
      highest = std::max(highest, static_cast<std::size_t>(std::distance(chain.begin(), at)));
  }
  return UnitId{chain[highest]};
}

// Who recorded it without an account is taken for who decides.
UnitId holder_of(Snapshot& snapshot, GroundTouched const& ground) {
  UnitId const place = place_of(snapshot, ground);
  auto const entry = store::entry(snapshot, ground.entry);
  auto const chain = unit::chain(snapshot, place.value, {snapshot.today()});
  auto const level = entry ? level_of(snapshot, *entry, chain) : std::nullopt;
  if (level || place == UnitId{}) return level.value_or(place);
  Part const part = ground.of_person ? Part::member : Part::organisation;
  return authority_over(snapshot, {part, place, {}}, snapshot.today());
}

Result<void> check_superseded(Tx& tx) {
  for (GroundTouched const& ground : grounds_superseded(tx, tx.number())) {
    auto const entry = store::entry(tx, ground.entry);
    ensure(entry.has_value(), "what an entry recorded names it");
    std::string const recorded = recorded_as(tx, {ground.entry, entry->document});
    UnitId const holder = holder_of(tx, ground);
    auto const over = unit::chain(tx, holder.value, {tx.today()});
    if (!holds_right(tx.act().actor, round_review, over)) {
      return refuse(ground_of_others, {{"subject", grounded(tx, ground)},
                                       {"holder", name_of(tx, holder, tx.today())},
                                       {"recorded", recorded},
                                       {"actor", tx.act().actor.name},
                                       {"right", round_review.label}});
    }
    if (tx.act().basis) continue;
    return refuse(ground_without_document,
                  {{"subject", grounded(tx, ground)}, {"recorded", recorded}});
  }
  return {};
}

// --- what is decided already ---------------------------------------------------------------------

// Where no round is opened, as one over the year's whole roster would count.
RoundView round_around(Snapshot& snapshot, UnitId unit, int year) {
  auto found = round_over(snapshot, unit, year, {Day::forever() - 1});
  if (found) return *std::move(found);
  Day const last_of_year = within(year + 1) - 1;
  return {.round = {},
          .opening = {year, unit, last_of_year},
          .opened_on = last_of_year,
          .deadlines = {}};
}

// Whose grades the ground may hold down: its own, those of the unit that it tells of and of the
// unit above.
std::vector<Subject> concerned(Snapshot& snapshot, GroundTouched const& ground) {
  Day const roster_on =
      round_around(snapshot, place_of(snapshot, ground), ground.year).opening.roster_on;
  std::vector<Subject> all;
  auto const add_unit = [&](UnitId unit) {
    all.push_back({Part::organisation, unit, {}});
    all.push_back({Part::collective, unit, {}});
  };
  if (ground.of_person) {
    for (Part const part : {Part::member, Part::leader}) {
      auto const subject = subject_of(snapshot, part, PersonId{ground.subject}, roster_on);
      if (!subject) continue;
      all.push_back(*subject);
      add_unit(subject->unit);
    }
    return all;
  }
  auto const chain = unit::chain(snapshot, ground.subject, {roster_on});
  for (std::size_t i = 0; i < std::min<std::size_t>(2, chain.size()); ++i) {
    add_unit(UnitId{chain[i]});
  }
  return all;
}

void tell_of(Tx& tx, Subject const& subject, int year) {
  auto const grade = outcome_of(tx, subject, year).grade;
  if (!grade) return;
  RoundView const round = round_around(tx, subject.unit, year);
  auto const standing = standing_of(tx, round, subject);
  if (!standing) return;
  Weighed const weighed = weigh(evidence_of(tx, round, *standing, {.grade = grade}));
  std::int64_t const id = of_unit(subject.part) ? subject.unit.value : subject.person.value;
  for (Bound const& bound : weighed.bounds) {
    if (!review::above(*grade, bound.ceiling)) continue;
    tx.warn({&grade_broken,
             {{"subject",
               Named{name_of(tx, subject, round.opening.roster_on),
                     {of_unit(subject.part) ? unit::unit_entity.name : member::person_entity.name,
                      id}}},
              {"grade", label(*grade)},
              {"year", std::to_string(year)},
              {"ceiling", label(bound.ceiling)},
              {"why", why_of(bound)},
              {"citation", std::string(bound.citation)}}});
    return;
  }
}

Result<void> check_grounds(Tx& tx) {
  TRY_VOID(check_superseded(tx));
  std::set<std::tuple<Part, std::int64_t, std::int64_t, int>> told;
  for (GroundTouched const& ground : grounds_recorded(tx, tx.number())) {
    for (Subject const& subject : concerned(tx, ground)) {
      if (!told.insert({subject.part, subject.unit.value, subject.person.value, ground.year})
               .second) {
        continue;
      }
      tell_of(tx, subject, ground.year);
    }
  }
  return {};
}

}  // namespace

store::Guard const grounds_change_by_who_recorded_them{
    .claim = "grounds_change_by_who_recorded_them",
    .kinds = {&PersonDiscipline::kind, &UnitDiscipline::kind, &PersonCondition::kind,
              &UnitCondition::kind},
    .check = &check_grounds};

}  // namespace giaoban::round
