// Of which year the results are that a figure shows. A year that is still being graded never stands
// for the whole: the last one that is done is shown, and the running one is told beside it with how
// far it is. One rule for a page and its parts, out of memory and out of the database. Private to
// src/figure but for the types on the face.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "figure/population.h"

namespace giaoban::figure {

// --- the rule ------------------------------------------------------------------------------------

// What was said of a year over a unit. A round stays open until it is closed.
enum class Course { nothing_said, round_open, closed };
struct Done {
  std::int64_t recorded = 0;  // with a grade, or a reason for having none
  std::int64_t counted = 0;
  [[nodiscard]] bool all() const { return recorded >= counted; }
};
struct YearFacts {
  Course course = Course::nothing_said;
  Done
      told;  // grass-roots organisations and dependent cells; members, where only they have results
  Done rest;  // the others of the two
};
// Of a year without a round so many hundredths are enough: what an office recorded of a year gone
// by leaves blank who was away, founded late or is forgotten, and nobody will be asked to close it.
inline constexpr std::int64_t enough_percent = 90;
// Whether so much is enough. Closed: said to be done, whatever is missing. A round that is not
// closed: everybody. Nothing said: so many hundredths.
[[nodiscard]] bool enough(Course course, Done const& of);
// Both enough of the organisations and enough of the members have a result: the grades of all
// organisations, read in at once, make no year of those of a few members. A register that grades
// no members at all has no such rest (Years::facts).
[[nodiscard]] bool done(YearFacts const& year);

// A year as the choice sees it, and the choice out of them, the latest first: the last that is
// done; where none is, that of those without a round of which the greatest share is recorded, told
// as running; a round that is open shows nothing before a year is done. Shares and not counts: of
// two years the later has fewer units where units were merged. All that are enough are alike.
struct YearSeen {
  int year = 0;
  bool done = false;
  Course course = Course::nothing_said;
  Done told = {};
};
[[nodiscard]] std::optional<int> year_to_show(std::span<YearSeen const> years);

// --- asking it of facts --------------------------------------------------------------------------

// Counts a population of a unit over one year's roster, as of the moment asked.
using CountYear = std::function<Summary(UnitId, int, Population)>;

class Years {
 public:
  struct Asked {
    store::Moment moment;
    Day tree_on;                // whose tree units are counted by
    std::vector<UnitId> chain;  // the unit and those above it on it
    std::size_t counted = 0;    // so many of the chain can be counted; 0: all
  };
  Years(store::Snapshot& snapshot, Asked asked, CountYear count);
  YearsShown shown();

 private:
  [[nodiscard]] Course course_of(int year);
  [[nodiscard]] bool members_graded();
  [[nodiscard]] YearFacts facts(UnitId unit, review::YearDecided year, Course course);
  [[nodiscard]] std::pair<YearSeen, YearProgress> seen(review::YearDecided year);
  [[nodiscard]] std::vector<UnitId> covering(std::vector<UnitId> const& said);

  store::Snapshot& snapshot_;
  Asked asked_;
  CountYear count_;
  std::vector<review::YearDecided> decided_;
  std::map<int, std::vector<UnitId>> opened_, closed_;
  std::optional<bool> members_graded_;
};

// The unit and those above it as of the moment; itself where it does not stand then.
std::vector<UnitId> chain_of(store::Snapshot& snapshot, UnitId unit, store::Moment moment);
// The nearest unit that holds them all.
UnitId whole_of(store::Snapshot& snapshot, std::span<UnitId const> units, store::Moment moment);

struct Memory;
struct UnitAt {
  UnitId unit;
  store::Moment moment;
};
// Out of memory where there is one.
YearsShown years_shown(store::Snapshot& snapshot, Memory const& memory, UnitAt const& asked);
YearChosen year_chosen(store::Snapshot& snapshot, Memory const& memory, UnitAt const& asked,
                       Year year);
// Beside the year's own course that of a later one, whatever the year: what is going on now is
// always told.
YearChosen chosen(Year asked, YearsShown const& shown);
// Of a reference that is opened.
YearChosen year_of_reference(store::Snapshot& snapshot, Reference const& reference);
std::optional<Note> running_note(YearChosen const& chosen);

}  // namespace giaoban::figure
