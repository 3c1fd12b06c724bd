// Figures: named, versioned measures over units, members, posts and yearly results, each with its
// base, as of a day, as known at an entry. Asking writes nothing; a printed figure bears a
// reference that opens it again, with the records behind it.
#pragma once

#include <functional>
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
extern store::Right const indicator_write;  // to define measures of one's own

// What is counted, and on which day.
enum class Population {
  members,      // in the cells of the unit and of all under it, as of the day asked
  units,        // the unit and all under it, as of the day asked
  posts,        // held in them, as of the day asked
  roster,       // members on the roster date of the year that is shown, or said
  grassroots,   // grass-roots organisations on that roster date
  cells,        // dependent cells on that roster date
  collectives,  // leadership collectives that the round has a result of
  leaders,      // persons who held a post on that roster date; of dependent cells' only the graded
};
std::span<Choice const> choices_of(Population);
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
  bool away = false;                  // in temporary activity elsewhere; counted at home
  std::optional<bool> minority = {};  // of an ethnic minority; none: not told by a known word
  std::optional<bool> religious = {};
  std::optional<member::Standing> standing = {};
  std::optional<member::Sex> sex = {};
  unit::UnitKind unit_kind = unit::UnitKind::dependent_cell;
  post::Title title = post::Title::other;
  std::optional<review::Grade> grade = {};
  std::optional<review::NotAssessed> not_assessed = {};
  // Of a person, and read only where a committee's measure asks for them.
  std::optional<member::Schooling> schooling = {};
  std::optional<member::Profession> profession = {};
  std::optional<member::Theory> theory = {};
  std::optional<int> age = {};  // full years on the day counted
  std::optional<int> party_age = {};
  std::optional<int> joined_year = {};
};
using Predicate = std::function<bool(Record const&)>;

// Whether a measure stands on the first page or among the details.
enum class Prominence { detail, headline };

// What a committee laid down of a measure of its own (indicator.h).
struct Own;
// What makes a measure one part of another (part.h).
struct Part;

// Declared in measures.cpp, or made of a committee's definition. `version` grows when what is
// counted changes; of an own measure it is the entry that recorded the definition.
struct Measure {
  std::string id;  // "members.graded_excellent/assessed": by what stands behind the stroke
  int version = 1;
  Population population = Population::members;
  Msg whom;
  Msg what;
  Predicate counts = nullptr;
  std::optional<Msg> base = {};     // none: a plain count
  Predicate base_counts = nullptr;  // what the base counts, of the same population
  Decimals decimals = {};           // of its percent
  Prominence prominence = Prominence::detail;
  std::shared_ptr<Own const> own = {};    // null: of the program's own table
  std::shared_ptr<Part const> part = {};  // null: the whole
  [[nodiscard]] std::string name(Language language) const;
};
std::span<Measure const> measures();
Measure const* measure(std::string_view id);  // nullptr: there is none

// A measure as references hold it: a committee's own lives as long as somebody holds it.
class Held {
 public:
  Held() = default;
  Held(Measure const* declared)  // NOLINT: a declared measure always lives
      : measure_(std::shared_ptr<void>(), declared) {}
  explicit Held(std::shared_ptr<Measure const> own) : measure_(std::move(own)) {}
  operator Measure const*() const { return measure_.get(); }  // NOLINT: read as what it holds
  Measure const* operator->() const { return measure_.get(); }
  Measure const& operator*() const { return *measure_; }

 private:
  std::shared_ptr<Measure const> measure_;
};

// What committees defined, in force on the moment's day, by name. Those of the units from the given
// one to the top, where one is given.
std::vector<Held> own_measures(store::Snapshot& snapshot, store::Moment moment,
                               std::optional<UnitId> of = {});
// What a measure counts divided by one property of its records, in classes that together are all of
// it: by "sex", "age", "schooling", "unit_kind" and the like (condition.h). Each part is a measure
// ("members~sex=female") with a reference and records of its own, and stands on its share of the
// whole's base; of a plain count, on the whole.
Result<std::vector<Held>> divided(Held const& whole, std::string_view by, Day on);
struct Division {
  std::string_view code;
  Msg label;
};
std::vector<Division> divisions_of(Population population);
// Declared or own, or a part of one: refused with the nearest ids when there is none on the day.
Result<Held> measure_named(store::Snapshot& snapshot, std::string_view id, store::Moment moment);
// The same as one who reaches so far may: own measures of units in reach and of those above.
Result<Held> measure_seen(store::Snapshot& snapshot, unit::Reach const& reach, std::string_view id,
                          store::Moment moment);
Result<void> check_seen(store::Snapshot& snapshot, unit::Reach const& reach, Measure const& measure,
                        store::Moment moment);

// What a year is to reach, as laid down by the unit that owns the measure.
enum class Bound { at_least, at_most };
std::span<Choice const> choices_of(Bound);
struct Target {
  int year = 0;
  Bound bound = Bound::at_least;
  std::int64_t amount = 0;   // a count, or hundredths of a percent of the base
  std::string project = {};  // the project (đề án) whose roadmap it belongs to
};
// By year, as known at the entry. None for a measure of the program's table.
std::vector<Target> targets_of(store::Snapshot& snapshot, Measure const& measure,
                               EntryNumber known_at);
// "at least 15,50% of all members".
std::string target_words(Target const& target, Measure const& measure, Language language);

// Of which year the yearly results are: of the one that is to be shown (years_shown), or of the one
// that is said. `last_decided` is what references without a year meant when they were printed: the
// last year of which anything was decided, however little.
struct Year {
  enum class By { shown, said, last_decided };
  By by = By::shown;
  int number = 0;  // where it is said
  bool operator==(Year const&) const = default;
};
struct When {
  store::Moment moment;
  Year year = {};
};
// As typed: "" is the one to be shown; refused where it is no year.
Result<Year> year_in(std::string_view typed);

// How far a year's results are, of one unit and all under it.
struct YearProgress {
  int year = 0;
  review::YearDecided::Of of = review::YearDecided::Of::units;  // what is counted
  std::int64_t recorded = 0;
  std::int64_t counted = 0;
};
// Until a year's round is closed, or every subject has a result, the last year that was done is
// shown and the running one is told beside it. The rule: figure/year.h.
struct YearsShown {
  std::optional<int> shown;           // none: nothing is done yet, or nothing was ever decided
  std::vector<YearProgress> running;  // not done, the latest first
  std::vector<int> decided;           // of which anything was, the latest first
};
YearsShown years_shown(store::Snapshot& snapshot, UnitId unit, store::Moment moment);
// What a page offers to choose from: the one that is shown by itself (value ""), then each year.
struct YearOffered {
  std::string value;
  std::string label;
};
std::vector<YearOffered> years_offered(store::Snapshot& snapshot, UnitId unit, store::Moment moment,
                                       Language language);

// A unit and all under it, or what counts at the unit itself and at none of those under it: with
// the figures of its parts that makes up the whole.
enum class Scope { all_under, itself };

// Which figure, from which its text is made and read back.
struct Reference {
  Held measure;
  UnitId unit;
  store::Moment moment;
  Year year = {};  // of yearly results
  Scope scope = Scope::all_under;
  // "members.graded_good.1-1A2B3C-20210614-57-2020-K3": measure and version, unit, as of, known at,
  // of yearly results the year, and two letters that tell a slip of the pen. Of the unit itself
  // there is "=" behind the unit.
  [[nodiscard]] std::string text() const;
};
Result<Reference> parse_reference(std::string_view text);  // of the declared measures
Result<Reference> parse_reference(store::Snapshot& snapshot, std::string_view text);

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
  std::optional<Note> running = {};  // of yearly results: a year that is not done yet
  [[nodiscard]] Measure const& measure() const { return *reference.measure; }
};
// The target of the year of the figure's day. A plain count is the owning unit's alone to reach.
std::optional<Target> target_for(store::Snapshot& snapshot, Figure const& figure);
enum class Reached { unknown, yes, no };
Reached reached(Target const& target, Figure const& figure);

// Every figure of the unit and all under it. Their references name the entry they were known at and
// the year they are of, so that they open the same later.
std::vector<Figure> figures(store::Snapshot& snapshot, UnitId unit, store::Moment moment,
                            Year year = {});
// The same of several units, in their order, reading every table once. All are of one year: that
// shown for the nearest unit that holds them all.
std::vector<std::vector<Figure>> figures(store::Snapshot& snapshot, std::span<UnitId const> units,
                                         store::Moment moment, Year year = {});
// The measures asked for of each unit, in both orders; an own measure by the definition held.
std::vector<std::vector<Figure>> figures(store::Snapshot& snapshot, std::span<Held const> measures,
                                         std::span<UnitId const> units, store::Moment moment,
                                         Year year = {});
// What counts at the unit itself, of the same year as the unit and its parts.
std::vector<Figure> figures_at_itself(store::Snapshot& snapshot, std::span<Held const> measures,
                                      UnitId unit, store::Moment moment, Year year = {});
// Whether counts of parts of the tree add up to that of the whole. A leader is one person in
// whatever unit is asked, so who leads in two parts counts in each of them.
[[nodiscard]] bool adds_up(Measure const& measure);
// Words beside parts that do not add up.
Note counted_in_each();
// One figure. Refused when the reference comes from another store, or one that went on further.
Result<Figure> figure(store::Snapshot& snapshot, Reference const& reference);

// --- over time ---
// One measure at the ends of months, quarters or years. As it was: under the tree of each day.
// Restated: under the tree of one chosen day, so that what is asked about is the same throughout;
// whoever stood in a unit that is no more counts where that unit's heir stands.
enum class Step { month, quarter, year };
std::span<Choice const> choices_of(Step);
struct SeriesAsked {
  Held measure;
  UnitId unit = {};
  Day from = {};
  Day to = {};  // the last day asked about, a point of its own
  Step step = Step::month;
  EntryNumber known_at = store::standing - 1;
  std::optional<Day> restated_on = {};
  Year year = {};  // of yearly results; by itself on each day
};
struct SeriesPoint {
  Figure figure;                         // its reference opens the records where it is as it was
  std::vector<Day> reorganised_on = {};  // in the unit or under it, since the point before
};
// Refused beyond so many points, and where the first of them show that all cannot be counted in the
// time that is left (base/patience.h).
Result<std::vector<SeriesPoint>> series(store::Snapshot& snapshot, SeriesAsked const& asked);
inline constexpr std::int64_t points_max = 400;  // of a series: 33 years by months
// The days of a series: ends of steps from `from` on, then `to`.
Result<std::vector<Day>> days_of(SeriesAsked const& asked);

// --- corrected since ---
// A day as it was known at an earlier entry and as it is known now: what was recorded since then
// and dated back makes the difference.
struct RevisionsAsked {
  UnitId unit = {};
  Day as_of = {};
  EntryNumber reported_at = 0;
  // Of this measure the unit and those right under it; none: every measure of the unit.
  std::optional<Held> measure = {};
};
struct Revision {
  unit::Node unit;                 // as it stands on the day now, else as it stood when reported
  Held measure;                    // as defined now
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
// The same on a thread of its own: until it is done figures are answered from the database.
struct Preparing {
  int step = 0;  // of `steps`
  int steps = 0;
  std::int64_t rows = 0;  // read so far
};
using ToldOfPreparing = std::function<void(Preparing const&)>;  // called there, at every step
void prepare(store::Store& store, ToldOfPreparing told);
// How far that has come; nullopt: nothing is being prepared.
std::optional<Preparing> preparing(store::Snapshot& snapshot);
// The same in words for whoever looks at figures meanwhile.
std::optional<Note> preparing_note(store::Snapshot& snapshot);
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
extern RefusalKind const no_such_year;       // typed as a year and is none
extern RefusalKind const unseen_indicator;   // of a unit beyond one's reach
extern RefusalKind const reference_ahead;    // of a later entry than the store has
extern RefusalKind const reference_foreign;  // of a unit that this store does not have
extern RefusalKind const too_many_points;    // {count}, {limit}
extern RefusalKind const points_too_dear;    // {count}, {fit}: in the time of one answer
extern RefusalKind const not_known;          // there are no records behind an unknown figure

store::Catalogue catalogue();

}  // namespace giaoban::figure
