// The records that measures count, with their classes: one building of each population serves the
// counts and the records behind them. Private to src/figure.
#pragma once

#include <map>
#include <memory>
#include <unordered_map>
#include <unordered_set>
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

// Records alike in all classes, asked about once: a province's hundred thousand are some dozens.
struct Alike {
  Record record;  // one of them, or what is the same of all
  std::int64_t count = 0;
};
struct Summary {
  bool known = false;
  std::optional<Note> note;
  std::vector<Alike> alike;
};
Summary summary_of(Loaded const& loaded);

// Whether a population is counted on the day asked, or over the roster of the last round.
[[nodiscard]] bool on_the_day_asked(Population population);
Note nothing_decided(Day by);
Note opened_later(Day opened);
Note not_standing(Day on);
Note counted_over(review::Round const& round);

// What the questions of one moment read, each table once however many units ask.
class Reading {
 public:
  Reading(store::Snapshot& snapshot, store::Moment moment);
  [[nodiscard]] store::Moment const& moment() const { return moment_; }
  // What all measures together need, read on two connections at once: the halves take as long.
  void read_all();

  std::optional<review::Round> const& round();
  std::vector<UnitRow> const& units(Day on);
  std::vector<OpenedUnit> const& units_opened_after(Day day);
  std::vector<PostRow> const& posts(Day on);
  std::vector<Stay> const& stays();
  std::vector<StandingRow> const& standings(Day on);
  std::vector<TraitsRow> const& traits(Day on);
  std::vector<Marked> const& exemptions(Day on);
  std::vector<Marked> const& suspensions(Day on);
  std::vector<Marked> const& temporary_activities(Day on);
  PersonGrades const& person_grades();
  std::vector<TrainingRow> const& trainings(Day on);
  std::vector<BirthRow> const& births(Day on);
  std::vector<JoiningRow> const& joinings(Day on);
  std::vector<GradeRow> const& unit_grades(review::UnitAspect aspect);

 private:
  template <class Row>
  using ByDay = std::map<Day, std::vector<Row>>;
  struct OfUnits {
    std::vector<UnitRow> units;
    std::vector<OpenedUnit> opened;
    std::vector<PostRow> posts;
  };
  static OfUnits units_at(store::Snapshot& snapshot, store::Moment moment);
  void keep(Day on, OfUnits&& read);

  store::Snapshot& snapshot_;
  store::Moment moment_;
  std::optional<std::optional<review::Round>> round_;
  ByDay<UnitRow> units_;
  ByDay<OpenedUnit> opened_;
  ByDay<PostRow> posts_;
  std::optional<std::vector<Stay>> stays_;
  ByDay<StandingRow> standings_;
  ByDay<TraitsRow> traits_;
  ByDay<Marked> exemptions_;
  ByDay<Marked> suspensions_;
  ByDay<Marked> temporary_;
  std::optional<PersonGrades> person_grades_;
  ByDay<TrainingRow> trainings_;
  ByDay<BirthRow> births_;
  ByDay<JoiningRow> joinings_;
  std::map<review::UnitAspect, std::vector<GradeRow>> unit_grades_;
};

// Units of any day under a unit of the tree of one chosen day.
class Restated {
 public:
  Restated(store::Snapshot& snapshot, unit::Lineage const& lineage, UnitId unit,
           store::Moment tree_at);
  [[nodiscard]] bool under(UnitId unit) const { return under_.contains(unit); }
  // Whether no unit of any day counts there.
  [[nodiscard]] bool nothing() const { return under_.empty(); }
  // Whether members of the unit may count there: it is under it, or gave it a part.
  [[nodiscard]] bool concerns(UnitId unit) const {
    return under_.contains(unit) || gave_.contains(unit);
  }
  // Whether a stay counts there: whoever left a cell on the day it was divided counts where he or
  // she went, not with the cell's main heir. By person, then by first day.
  [[nodiscard]] bool counts(std::span<Stay const> stays, std::size_t stay) const;
  [[nodiscard]] unit::Lineage const& lineage() const { return lineage_; }

 private:
  unit::Lineage const& lineage_;
  std::unordered_set<UnitId> under_;
  std::unordered_set<UnitId> gave_;
};

// The populations of a unit and all under it; each is built when it is first asked for.
class Populations {
 public:
  Populations(Reading& reading, UnitId unit);
  // Counted under the chosen day's tree; `restated` outlives this.
  Populations(Reading& reading, UnitId unit, Restated const& restated);
  Loaded const& of(Population population);
  // The same records with all that a condition may ask of them.
  Loaded const& with_files(Population population);
  // What the measure counts over.
  Loaded const& behind(Measure const& measure);

 private:
  using Subtree = std::unordered_map<UnitId, unit::UnitKind>;

  Loaded load(Population population);
  std::optional<Note> unknown_on(Day on);
  void fill(Population population, Loaded& loaded);
  std::vector<Record> members_on(Day on);
  template <class Give>
  void give_states(Day on, Give const& give);
  void add_states(std::vector<Record>& members, Day on);
  std::vector<Record> units_on(Day on);
  std::vector<Record> posts_on(Day on);
  std::vector<Record> leaders_on(Day on);

  Subtree const& subtree(Day on);

  Reading& reading_;
  UnitId unit_;
  Restated const* restated_ = nullptr;
  void add_files(std::vector<Record>& persons, Day on);
  std::map<Population, Loaded> loaded_;
  std::map<Population, Loaded> with_files_;
  std::map<Day, Subtree> subtrees_;
  std::map<Day, std::optional<Note>> unknown_;
};

// Whether records alike in all classes are alike to the measure.
bool told_by_classes(Measure const& measure);

struct Tally {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};
// One measure counted over its population.
Figure figure_of(Reference const& reference, Tally tally);
Figure figure_of(Reference const& reference, Loaded const& loaded);
Figure figure_of(Reference const& reference, Summary const& summary);

// What `figures` answers where nothing follows the store; the twin of spells.h in the tests.
std::vector<std::vector<Figure>> figures_from_database(store::Snapshot& snapshot,
                                                       std::span<UnitId const> units,
                                                       store::Moment asked);

}  // namespace giaoban::figure
