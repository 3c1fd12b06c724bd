// What a subject's conditions rest on: stated by hand with evidence, and counted from the records
// of the program where it has them. Of discipline the heavier of both holds; of tasks what is
// stated, since a unit has tasks that were not handed out here.
#include <fmt/format.h>

#include <algorithm>

#include "round/checks.h"

namespace giaoban::round {

using store::Snapshot;

namespace {

template <class Stated>
void add_stated(Snapshot& snapshot, std::int64_t id, int year, Grounds& grounds) {
  for (auto const& fact : snapshot.history_of<Stated>(id)) {
    bool const stands = fact.head.year == year && fact.head.span.to == Day::forever();
    if (!stands) continue;
    grounds.amounts[fact.value.condition] = fact.value.amount;
    grounds.of[fact.value.condition] = {.what = M("ghi tay, căn cứ: {evidence}"),
                                        .args = {{"evidence", fact.value.evidence}},
                                        .entry = fact.head.recorded_in};
  }
}

template <class Measured>
std::vector<Disciplined> measures_of(Snapshot& snapshot, std::int64_t id) {
  std::vector<Disciplined> all;
  for (auto const& fact : snapshot.history_of<Measured>(id)) {
    all.push_back({.on = fact.head.span.from,
                   .measure = fact.value.measure,
                   .violation = fact.value.violation,
                   .entry = fact.head.recorded_in});
  }
  return all;
}

std::optional<Counted> of_person(Snapshot& snapshot, PersonId person, int year) {
  return heaviest(year, measures_of<PersonDiscipline>(snapshot, person.value));
}
std::optional<Counted> of_organisation(Snapshot& snapshot, UnitId unit, int year) {
  return heaviest(year, measures_of<UnitDiscipline>(snapshot, unit.value));
}

constexpr std::int64_t weight(Measure measure) {
  return static_cast<std::int64_t>(measure) + 1;
}

Ground ground_of(Counted const& counted) {
  return {.what = M("{measure}, ngày {day}: {violation}"),
          .args = {{"measure", words_of(label(counted.discipline.measure))},
                   {"day", counted.discipline.on.vietnamese()},
                   {"violation", counted.discipline.violation}},
          .entry = counted.discipline.entry,
          .confidence = counted.confidence};
}

// The heavier amount holds: a record is not typed away.
void heavier(Grounds& grounds, Condition condition, std::int64_t amount, Ground ground) {
  auto const stated = grounds.amounts.find(condition);
  if (stated != grounds.amounts.end() && stated->second >= amount) return;
  grounds.amounts[condition] = amount;
  grounds.of[condition] = std::move(ground);
}

void where_unstated(Grounds& grounds, Condition condition, std::int64_t amount, Ground ground) {
  if (!grounds.amounts.try_emplace(condition, amount).second) return;
  grounds.of[condition] = std::move(ground);
}

// Up, so that "more than 50%" is not lost by rounding.
std::int64_t percent_up(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : (100 * part + whole - 1) / whole;
}
std::int64_t percent_down(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : 100 * part / whole;
}

Ground of_so_many(Msg what, std::int64_t part, std::int64_t whole) {
  return {.what = what, .args = {{"part", std::to_string(part)}, {"whole", std::to_string(whole)}}};
}

// --- what stands around a unit -------------------------------------------------------------------

void add_leadership(Snapshot& snapshot, RoundView const& round, Standing const& standing,
                    Grounds& grounds) {
  std::optional<Counted> found;
  Place const place{standing.subject.unit, standing.unit_kind};
  for (Standing const& leader : leaders_of(snapshot, place, round.opening.roster_on)) {
    auto const counted = of_person(snapshot, leader.subject.person, year_of(round));
    bool const more =
        counted && (!found || counted->discipline.measure > found->discipline.measure);
    if (more) found = counted;
  }
  if (!found) return;
  heavier(grounds, Condition::leadership_discipline, weight(found->discipline.measure),
          ground_of(*found));
}

void add_dependents(Snapshot& snapshot, RoundView const& round, Standing const& standing,
                    Grounds& grounds) {
  std::int64_t all = 0;
  std::int64_t disciplined = 0;
  for (auto const& below : units_below(snapshot, standing.subject.unit,
                                       review::UnitAspect::organisation, on_roster(round))) {
    if (unit::level_of(below.unit_kind) == unit::Level::body) continue;
    ++all;
    if (of_organisation(snapshot, below.unit, year_of(round))) ++disciplined;
  }
  if (disciplined == 0) return;
  Ground const ground =
      of_so_many(M("{part}/{whole} tổ chức trực thuộc bị kỷ luật trong năm"), disciplined, all);
  heavier(grounds, Condition::dependents_disciplined, disciplined, ground);
  heavier(grounds, Condition::dependents_disciplined_percent, percent_up(disciplined, all), ground);
}

void add_members(Snapshot& snapshot, RoundView const& round, Standing const& standing,
                 Grounds& grounds) {
  std::int64_t all = 0;
  std::int64_t disciplined = 0;
  for (auto const& one : members_of_cell(snapshot, standing.subject.unit, on_roster(round))) {
    ++all;
    if (of_person(snapshot, one.person, year_of(round))) ++disciplined;
  }
  if (disciplined == 0) return;
  heavier(
      grounds, Condition::members_disciplined_percent, percent_up(disciplined, all),
      of_so_many(M("{part}/{whole} đảng viên của chi bộ bị kỷ luật trong năm"), disciplined, all));
}

// Tasks led by the unit or those under it whose deadline was in the year.
void add_tasks(Snapshot& snapshot, RoundView const& round, UnitId unit, Grounds& grounds) {
  std::int64_t all = 0;
  std::int64_t done = 0;
  std::int64_t on_time = 0;
  std::int64_t late = 0;
  store::Moment const then{round.opening.roster_on};
  for (auto const& one :
       task::tasks_of(snapshot, unit::Reach::everything(), unit, task::Wanted::all, then)) {
    bool const due = one.deadline.year() == year_of(round) && one.deadline <= then.as_of;
    if (!due || one.status == task::Status::withdrawn) continue;
    ++all;
    bool const accepted = one.status == task::Status::accepted;
    if (accepted) ++done;
    if (accepted && one.days_late == 0) ++on_time;
    if (one.overdue || one.days_late > 0) ++late;
  }
  if (all == 0) return;
  where_unstated(
      grounds, Condition::tasks_done_percent, percent_down(done, all),
      of_so_many(M("{part}/{whole} nhiệm vụ có hạn trong năm đã hoàn thành"), done, all));
  where_unstated(
      grounds, Condition::tasks_on_time_percent, percent_down(on_time, all),
      of_so_many(M("{part}/{whole} nhiệm vụ có hạn trong năm hoàn thành đúng hạn"), on_time, all));
  where_unstated(grounds, Condition::tasks_late_percent, percent_up(late, all),
                 of_so_many(M("{part}/{whole} nhiệm vụ có hạn trong năm bị chậm"), late, all));
}

void add_charge(Snapshot& snapshot, RoundView const& round, Standing const& standing,
                Grounds& grounds) {
  Counts below;
  for (auto const& one : units_below(snapshot, standing.subject.unit,
                                     review::UnitAspect::organisation, on_roster(round))) {
    count(below, one.outcome.grade);
  }
  if (below.failed == 0) return;
  heavier(grounds, Condition::charge_failed_percent, percent_up(below.failed, below.assessed()),
          of_so_many(M("{part}/{whole} đơn vị phụ trách không hoàn thành nhiệm vụ"), below.failed,
                     below.assessed()));
}

void add_of_unit(Snapshot& snapshot, RoundView const& round, Standing const& standing,
                 Grounds& grounds) {
  UnitId const unit = standing.subject.unit;
  if (auto const counted = of_organisation(snapshot, unit, year_of(round))) {
    heavier(grounds, Condition::discipline, weight(counted->discipline.measure),
            ground_of(*counted));
  }
  add_leadership(snapshot, round, standing, grounds);
  add_dependents(snapshot, round, standing, grounds);
  bool const cell = unit::holds_members(standing.unit_kind);
  if (cell && standing.subject.part == Part::organisation) {
    add_members(snapshot, round, standing, grounds);
  }
  add_tasks(snapshot, round, unit, grounds);
}

}  // namespace

std::string why_of(Bound const& bound) {
  std::string why = say(Language::vietnamese, bound.why, bound.args);
  if (!bound.ground) return why;
  return say(Language::vietnamese, M("{why}; {ground}"),
             {{"why", why},
              {"ground", say(Language::vietnamese, bound.ground->what, bound.ground->args)}});
}

Grounds grounds_of(Snapshot& snapshot, RoundView const& round, Standing const& standing) {
  Grounds grounds;
  Subject const& subject = standing.subject;
  int const year = year_of(round);
  if (of_unit(subject.part)) {
    add_stated<UnitCondition>(snapshot, subject.unit.value, year, grounds);
    add_of_unit(snapshot, round, standing, grounds);
    return grounds;
  }
  add_stated<PersonCondition>(snapshot, subject.person.value, year, grounds);
  if (auto const counted = of_person(snapshot, subject.person, year)) {
    heavier(grounds, Condition::discipline, weight(counted->discipline.measure),
            ground_of(*counted));
  }
  if (standing.heads) {
    add_charge(snapshot, round, standing, grounds);
    add_tasks(snapshot, round, subject.unit, grounds);
  }
  return grounds;
}

}  // namespace giaoban::round
