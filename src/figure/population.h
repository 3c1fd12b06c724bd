// The records that measures count, with their classes: one building of each population serves the
// counts and the records behind them. Private to src/figure.
#pragma once

#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "figure/store.h"

namespace giaoban::figure {

// A reference names an entry that exists, so that it opens the same after later entries.
store::Moment bound(store::Snapshot& snapshot, store::Moment moment);
// Refused when the store cannot have printed it.
Result<void> check_here(store::Snapshot& snapshot, Reference const& reference);
// What a measure counts is always inside what its base counts.
bool in_base(Measure const& measure, Record const& record);

struct Loaded {
  Day on;                    // the day its records are of
  bool known = false;        // else `records` is empty and `note` says why
  std::optional<Note> note;  // also: over which roster it counts
  std::vector<Record> records;
};

// The populations of a unit and all under it at a moment; each is read when it is first asked for.
class Populations {
 public:
  Populations(store::Snapshot& snapshot, UnitId unit, store::Moment moment);
  Loaded const& of(Population population);

 private:
  using Subtree = std::unordered_map<UnitId, unit::UnitKind>;

  Loaded load(Population population);
  std::optional<Note> unknown_on(Day on);
  void fill(Population population, Loaded& loaded);
  std::vector<Record> members_on(Day on);
  void add_states(std::vector<Record>& members, Day on);
  std::vector<Record> units_on(Day on);
  std::vector<Record> posts_on(Day on);
  std::vector<Record> leaders_on(Day on);

  Subtree const& subtree(Day on);
  std::vector<Stay> const& all_stays();
  PersonGrades const& all_person_grades();
  std::optional<review::Round> const& round();

  store::Snapshot& snapshot_;
  UnitId unit_;
  store::Moment moment_;
  std::map<Population, Loaded> loaded_;
  std::map<Day, Subtree> subtrees_;
  std::map<Day, std::optional<Note>> unknown_;
  std::optional<std::vector<Stay>> stays_;
  std::optional<PersonGrades> person_grades_;
  std::optional<std::optional<review::Round>> round_;
};

}  // namespace giaoban::figure
