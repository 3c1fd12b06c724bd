// Tables of figures that a committee lays out: units by measures by days. Saved with a name, shared
// with the units below or not; and the dashboard of a unit, made of the same.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "figure/figure.h"

namespace giaoban::table {

using TableId = Id<struct TableEntity>;
extern store::Entity const table_entity;
extern store::Right const table_write;

enum class Rows { children, chosen };
std::span<Choice const> choices_of(Rows);
enum class Sharing { own, below };
std::span<Choice const> choices_of(Sharing);

struct SavedTable {  // a state of the table
  UnitId unit;       // whose it is, and at the head of its rows
  std::string name;
  Sharing sharing = Sharing::own;
  Rows rows = Rows::children;
  std::string chosen;    // ids of units, parted by blanks
  std::string measures;  // ids of measures, parted by blanks
  std::string days;      // 2021-06-30 2020-12-31; blank: the day that is asked about
  static store::Kind const kind;
};
struct DashboardLayout {        // a state of the unit
  std::string headlines = {};   // ids of measures told as large numbers
  std::string bars = {};        // the measure compared over the units right below
  std::string over_years = {};  // the measure drawn as a line
  std::string table = {};       // the id of a saved table under it all; blank: none
  static store::Kind const kind;
};

// What a table shows.
struct Layout {
  UnitId unit = {};
  Rows rows = Rows::children;
  std::vector<UnitId> chosen = {};
  std::vector<std::string> measures = {};
  std::vector<Day> days = {};
  figure::Year year = {};  // of yearly results; asked for, not saved
};
Layout layout_of(SavedTable const& saved);
SavedTable saved_of(Layout const& layout);

// --- verbs ---
struct Saving {
  std::string name;
  Sharing sharing = Sharing::own;
  Layout layout;
};
// Over the unit's table of that name, if there is one.
Result<TableId> save(store::Tx& tx, Saving const& saving, Day on);
Result<void> drop(store::Tx& tx, TableId table, Day on);
Result<void> arrange(store::Tx& tx, UnitId unit, DashboardLayout const& layout, Day on);
extern store::Verb const save_verb, drop_verb, arrange_verb;

// --- reading ---
// A measure on a day: the definition that holds on it.
struct Heading {
  figure::Held measure;
  Day day;
};
struct Line {
  unit::Node unit;
  std::vector<figure::Figure> figures;  // one a heading
};
struct View {
  unit::Node unit;
  store::Moment moment;
  std::vector<Heading> headings;
  std::vector<Line> lines;
  std::optional<Line> total;  // of the unit, over its children
  // What counts at the unit itself and at none of its children, where anything does: with the lines
  // it adds up to the total.
  std::optional<Line> itself = {};
};
// Units out of reach are left out; one request for all units of a day.
Result<View> view(store::Snapshot& snapshot, unit::Reach const& reach, Layout const& layout,
                  store::Moment moment);
enum class Direction { up, down };
struct Order {
  std::size_t heading = 0;
  Direction direction = Direction::down;
};
// By share where there is one, else by count; what is not known last. Lines alike stay in order.
void sort(View& view, Order const& order);
// Lines whose unit's name or code holds the words.
void sift(View& view, std::string_view words);

// A view as a listing; headings live here, since a committee's words are in them.
struct Written {
  std::unique_ptr<std::deque<std::string>> words;
  Listing listing;
};
enum class Spread { together, apart };  // apart: base and percent as columns of their own
Written listing_of(View const& view, Spread spread, Language language);
// "Đảng viên nữ, 30/06/2021"; without the day where the table has one only. Of yearly results with
// their year.
std::string heading_words(View const& view, std::size_t heading, Language language);
std::string title_of(View const& view, Language language);
// How the line of the unit itself is called.
std::string itself_words(View const& view, Language language);
// Why lines of it do not add up to the total, where they do not; each once.
std::vector<figure::Note> notes_on_sums(store::Snapshot& snapshot, View const& view);

struct Saved {
  TableId table;
  SavedTable what;
  Day since;
};
// The unit's own, then what those above share, by name.
std::vector<Saved> saved_tables(store::Snapshot& snapshot, UnitId unit, store::Moment moment);
// Within reach: its unit's, or shared with one in reach. A shared one opens under that unit.
Result<Saved> saved_table(store::Snapshot& snapshot, unit::Reach const& reach, TableId table,
                          store::Moment moment);
// The unit's own, else that of the nearest above, else the program's.
DashboardLayout dashboard_of(store::Snapshot& snapshot, UnitId unit, store::Moment moment);

std::vector<std::string> parted(std::string_view text);
Result<std::vector<Day>> days_in(std::string_view text);

// --- refusals, in order of precedence ---
extern RefusalKind const no_such_table;
extern RefusalKind const table_unnamed;
extern RefusalKind const no_measures;
extern RefusalKind const table_too_large;
extern RefusalKind const bad_day;
// Of what is typed in the form of a table.
extern RefusalKind const no_measure_like;
extern RefusalKind const several_measures;
extern RefusalKind const no_unit_like;
extern RefusalKind const several_units;
extern RefusalKind const not_understood;  // one of its lines

store::Catalogue catalogue();

}  // namespace giaoban::table
