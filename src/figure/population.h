// The records that measures count, with their classes: one building of each population serves the
// counts and the records behind them. Private to src/figure.
#pragma once

#include <map>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "figure/heirs.h"
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
  std::optional<Note> running = {};  // a year that is not done yet
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
  std::optional<Note> running = {};
};
Summary summary_of(Loaded const& loaded);

// Of which year results are asked, made one (year.h): what is counted, and what is told beside it.
struct YearChosen {
  Year asked = {};
  std::optional<int> year = {};              // none: no year is to be shown
  std::optional<YearProgress> running = {};  // told beside: how far the year itself is
  std::optional<YearProgress> later = {};    // and how far the last one is, where it is later
  [[nodiscard]] bool runs() const { return running || later; }
};

// Whether a population is counted on the day asked, or over the roster of the last round.
[[nodiscard]] bool on_the_day_asked(Population population);
// Why no result is known: nothing was decided by the day, or not of the year; or no year is done.
Note nothing_decided(Day by, YearChosen const& year);
Note opened_later(Day opened);
Note not_standing(Day on);
Note counted_over(review::Round const& round);
// The same where units have given all or a part to others since: whose tree it is counted by.
Note counted_over(review::Round const& round, Day tree_on);

class Restated;

// A yearly result counts at the unit that answers on the day asked for the one that had it, so that
// parts add up to the whole. What references without a year counted was by the roster's own tree.
[[nodiscard]] constexpr bool counted_at_heirs(Year year) {
  return year.by != Year::By::last_decided;
}

// What the questions of one moment read, each table once however many units ask.
class Reading {
 public:
  Reading(store::Snapshot& snapshot, store::Moment moment, YearChosen year);
  [[nodiscard]] store::Moment const& moment() const { return moment_; }
  [[nodiscard]] store::Snapshot& snapshot() const { return snapshot_; }
  // What all measures together need, read on two connections at once: the halves take as long.
  void read_all();

  // As of the day asked, on any day's tree.
  [[nodiscard]] std::unique_ptr<Restated const> restated(UnitId unit, Scope scope);
  std::shared_ptr<Heirs const> const& heirs();  // as of the day asked
  [[nodiscard]] YearChosen const& year() const { return year_; }
  // As a reference says it.
  [[nodiscard]] Year said_year() const;
  // Of that year; nullopt: nothing of it was decided.
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
  YearChosen year_;
  std::optional<std::optional<review::Round>> round_;
  std::shared_ptr<Heirs const> heirs_;
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
  struct At {
    UnitId unit;
    store::Moment tree_at;
    Scope scope = Scope::all_under;
  };
  Restated(store::Snapshot& snapshot, std::shared_ptr<Heirs const> heirs, At at);
  [[nodiscard]] Heirs const& heirs() const { return *heirs_; }
  [[nodiscard]] bool under(UnitId unit) const { return under_.contains(unit); }
  // Whether no unit of any day counts there.
  [[nodiscard]] bool nothing() const { return under_.empty(); }
  // Whether members of the unit may count there: it is under it, or gave it a part.
  [[nodiscard]] bool concerns(UnitId unit) const {
    return under_.contains(unit) || gave_.contains(unit);
  }
  // Whether a stay counts there (Heirs::cell_of).
  [[nodiscard]] bool counts(std::span<Stay const> stays, std::size_t stay) const {
    return under(heirs_->cell_of(stays, stay));
  }
  // Whether a unit that counts there gave to another since the day.
  [[nodiscard]] bool gave_since(Day day) const;

 private:
  std::shared_ptr<Heirs const> heirs_;
  std::unordered_set<UnitId> under_;
  std::unordered_set<UnitId> gave_;
};

// The populations of a unit and all under it; each is built when it is first asked for.
class Populations {
 public:
  Populations(Reading& reading, UnitId unit, Scope scope = Scope::all_under);
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
  bool opens(UnitId unit, Day day);
  bool stood(Day on);
  void fill(Population population, Loaded& loaded);
  std::vector<Record> members_on(Day on);
  template <class Give>
  void give_states(Day on, Give const& give);
  void add_states(std::vector<Record>& members, Day on);
  std::vector<Record> units_on(Day on);
  std::vector<Record> posts_on(Day on);
  std::vector<Record> leaders_on(Day on);

  Subtree const& subtree(Day on);
  Subtree standing_under(Day on);  // in the tree of the day itself
  // Whether it counts at the units that answer on the day asked for those of the roster.
  [[nodiscard]] bool asks_heirs(Population population) const;
  Populations& answered();

  Reading& reading_;
  UnitId unit_;
  Scope scope_ = Scope::all_under;
  Restated const* restated_ = nullptr;
  void add_files(std::vector<Record>& persons, Day on);
  std::map<Population, Loaded> loaded_;
  std::map<Population, Loaded> with_files_;
  std::map<Day, Subtree> subtrees_;
  std::map<Day, Subtree> standing_;
  std::map<Day, std::optional<Note>> unknown_;
  std::unique_ptr<Restated const> restated_on_day_asked_;
  std::unique_ptr<Populations> answered_;
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
                                                       store::Moment asked, Year year = {});

}  // namespace giaoban::figure
