// Figures: named, versioned measures over units, members, posts and yearly results, each with its
// base, as of a day, as known at an entry. Asking writes nothing; a printed figure bears a
// reference that opens it again, with the records behind it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/listing.h"
#include "base/share.h"
#include "review/review.h"

namespace giaoban::figure {

extern store::Right const figure_read;

// What is counted, and on which day.
enum class Population {
  members,      // in the cells of the unit and of all under it, as of the day asked
  units,        // the unit and all under it, as of the day asked
  posts,        // held in them, as of the day asked
  roster,       // members on the roster date of the last round decided by the day asked
  grassroots,   // grass-roots organisations on that roster date
  cells,        // dependent cells on that roster date
  collectives,  // leadership collectives that the round has a result of
  leaders,      // persons who held a post on that roster date; of dependent cells' only the graded
};
[[nodiscard]] constexpr bool of_persons(Population population) {
  return population == Population::members || population == Population::posts ||
         population == Population::roster || population == Population::leaders;
}

// One counted record with its classes: those of its population are set. Counting packs them all
// into one number (classes_of in figure.cpp).
struct Record {
  std::int64_t id = 0;  // a person, a unit or a post
  UnitId unit;          // the member's cell, the unit itself, the post's unit
  PersonId person = {};
  bool exempt = false;
  bool suspended = false;
  bool away = false;      // in temporary activity elsewhere; counted at home
  bool minority = false;  // of an ethnic minority
  bool religious = false;
  std::optional<member::Standing> standing = {};
  std::optional<member::Sex> sex = {};
  unit::UnitKind unit_kind = unit::UnitKind::dependent_cell;
  post::Title title = post::Title::other;
  std::optional<review::Grade> grade = {};
  std::optional<review::NotAssessed> not_assessed = {};
};
using Predicate = bool (*)(Record const&);

// Whether a measure stands on the first page or among the details.
enum class Prominence { detail, headline };

// Declared in measures.cpp, nowhere else. `version` grows when what is counted changes.
struct Measure {
  std::string id;  // "members.graded_excellent/assessed": by what stands behind the stroke
  int version = 1;
  Population population = Population::members;
  Msg whom;
  Msg what;
  Predicate counts = nullptr;
  std::optional<Msg> base = {};     // none: a plain count
  Predicate base_counts = nullptr;  // what the base counts, of the same population
  Prominence prominence = Prominence::detail;
  [[nodiscard]] std::string name(Language language) const;
};
std::span<Measure const> measures();
Measure const* measure(std::string_view id);  // nullptr: there is none

// Which figure, from which its text is made and read back.
struct Reference {
  Measure const* measure = nullptr;
  UnitId unit;
  store::Moment moment;
  // "members.graded_good.1-1A2B3C-20210614-57-K3": measure and version, unit, as of, known at, and
  // two letters that tell a slip of the pen.
  [[nodiscard]] std::string text() const;
};
Result<Reference> parse_reference(std::string_view text);

// Words beside a figure: over which roster it counts, or why it is not known.
struct Note {
  Msg text;
  Args args;
};
struct Figure {
  Reference reference;
  std::optional<std::int64_t> count;  // nullopt: not known, which is never 0
  std::optional<Share> share;         // the count with its base; none for a plain count
  std::optional<Note> note;
  [[nodiscard]] Measure const& measure() const { return *reference.measure; }
};

// Every figure of the unit and all under it. Their references name the entry they were known at,
// so that they open the same later.
std::vector<Figure> figures(store::Snapshot& snapshot, UnitId unit, store::Moment moment);
// The same of several units, in their order, reading every table once.
std::vector<std::vector<Figure>> figures(store::Snapshot& snapshot, std::span<UnitId const> units,
                                         store::Moment moment);
// One figure. Refused when the reference comes from another store, or one that went on further.
Result<Figure> figure(store::Snapshot& snapshot, Reference const& reference);

// --- over time ---
// One measure at the ends of months, quarters or years. As it was: under the tree of each day.
// Restated: under the tree of one chosen day, so that what is asked about is the same throughout;
// whoever stood in a unit that is no more counts where that unit's heir stands.
enum class Step { month, quarter, year };
std::span<Choice const> choices_of(Step);
struct SeriesAsked {
  Measure const* measure = nullptr;
  UnitId unit = {};
  Day from = {};
  Day to = {};  // the last day asked about, a point of its own
  Step step = Step::month;
  EntryNumber known_at = store::standing - 1;
  std::optional<Day> restated_on = {};
};
struct SeriesPoint {
  Figure figure;                         // its reference opens the records where it is as it was
  std::vector<Day> reorganised_on = {};  // in the unit or under it, since the point before
};
std::vector<SeriesPoint> series(store::Snapshot& snapshot, SeriesAsked const& asked);
// The days of a series: ends of steps from `from` on, then `to`.
std::vector<Day> days_of(SeriesAsked const& asked);

// --- corrected since ---
// A day as it was known at an earlier entry and as it is known now: what was recorded since then
// and dated back makes the difference.
struct RevisionsAsked {
  UnitId unit = {};
  Day as_of = {};
  EntryNumber reported_at = 0;
  // Of this measure the unit and those right under it; null: every measure of the unit.
  Measure const* measure = nullptr;
};
struct Revision {
  unit::Node unit;  // as it stands on the day now, else as it stood when reported
  Measure const* measure = nullptr;
  std::optional<Figure> reported;  // none: the unit did not stand on the day
  std::optional<Figure> now;
  // Who does not stand counts nothing; nullopt: one of them is not known.
  [[nodiscard]] std::optional<std::int64_t> difference() const;
};
std::vector<Revision> revisions(store::Snapshot& snapshot, RevisionsAsked const& asked);

// What answers figures from memory once the store follows with it (Store::follow_with): the columns
// are made of all facts at the first question, or read from the file, and absorb each entry before
// the next one. `file`: where they are kept from one run to the next; empty: nowhere.
std::unique_ptr<store::Follower> follow(std::string const& file);
// Makes or reads the columns now, so that no question waits for them.
void ready(store::Store& store);
// Writes the file, at the journal's head.
void keep_followed(store::Store& store);

// The records that the figure's count counts: unit by unit in the tree's order, persons of a unit
// by name. `limit` 0: all from `offset` on.
struct Opened {
  Reference reference;
  member::Page page = {};
  Language language = Language::vietnamese;  // of grades, kinds and titles in the rows
};
Result<void> records(store::Snapshot& snapshot, Opened const& opened, RowSink& sink);

// --- refusals, in order of precedence ---
extern RefusalKind const reference_damaged;  // a letter is wrong or missing
extern RefusalKind const no_such_measure;    // in this version of the program
extern RefusalKind const reference_ahead;    // of a later entry than the store has
extern RefusalKind const reference_foreign;  // of a unit that this store does not have
extern RefusalKind const not_known;          // there are no records behind an unknown figure

store::Catalogue catalogue();

}  // namespace giaoban::figure
