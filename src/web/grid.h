// Entry by rows and columns as in Excel: arrows, Enter and Tab move, tab-separated cells are pasted
// in, a paste is undone by one key (static/grid.js). Without scripts it is a table of inputs.
//
// Of what is recorded, each row carries what stood when its writer first looked, through any number
// of refusals. Only rows that the writer changed against that are written; one that another has
// changed as well is asked about, row by row.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/form.h"
#include "web/html.h"
#include "web/route.h"

namespace giaoban::web {

struct GridColumn {
  std::string name;  // letters, digits, _ and -
  std::string label;
  Control control = Control::text;  // text, integer, day, choice
  std::vector<Pick> picks = {};
  std::string note = {};
};

struct GridRow {
  std::string key;                       // names the record: a person's id
  std::vector<std::string> heads;        // cells that are only read; the first one names the row
  std::vector<std::string> values;       // one a column, as typed
  std::vector<std::string> faults = {};  // one a column, blank: none
  // What is recorded, one a column, though `values` may offer other. None: of no record.
  std::optional<std::vector<std::string>> stands = {};
  // What its writer saw, where that is no longer what stands: filled in by show_returned.
  std::optional<std::vector<std::string>> seen = {};
  std::string by_whom = {};  // who has written it since, and when
};

struct Grid {
  std::string id;  // names the draft
  Url action;
  std::string caption;
  std::vector<std::string> head_labels;  // of GridRow::heads
  std::vector<GridColumn> columns;
  std::vector<GridRow> rows;
  std::string submit;
  std::vector<FieldGroup> groups = {};       // fields above the table: day, document
  std::optional<EntryNumber> based_on = {};  // as Form::based_on
};
Html grid(Visit const& visit, Grid const& grid);

// The field that lists the rows, by their keys.
inline constexpr std::string_view rows_field = "rows";
// More than any sheet shows: of a unit's members, of a province's plan.
inline constexpr std::size_t rows_max = 2'000;

// What came back, by row key in the order of the form, one value a column; rows that the form did
// not have are not there. Refused: a key twice, more rows than a sheet has, a cell longer than a
// remark, since each row may be worked on at length.
// A choice is read by its code, sign, name or digit, a number and a day as their controls say; what
// cannot be read stays as typed, with its fault.
enum class Keep { unsaid, mine, theirs };
struct GridEntry {
  std::string key;
  std::vector<std::string> values;
  std::vector<std::string> seen = {};    // what stood when the writer looked
  std::vector<std::string> theirs = {};  // what another had written, where that was shown
  Keep keep = Keep::unsaid;              // which of the two
  std::size_t fault_column = 0;
  std::optional<Refusal> fault = {};
};
Result<std::vector<GridEntry>> entries_of(Fields const& form,
                                          std::vector<GridColumn> const& columns);
// Refuses the first that cannot be read; `where` is the row's key.
Result<void> all_read(std::vector<GridEntry> const& entries);
// Shows them again.
void show_typed(Grid& grid, std::vector<GridEntry> const& entries);

// --- of what is recorded -------------------------------------------------------------------------

// What stands of a row now, one a column; none: the row is there no more.
using Standing = std::function<std::optional<std::vector<std::string>>(std::string const& key)>;
// The rows that their writer changed.
struct Changed {
  std::vector<GridEntry> rows;         // to be written
  std::vector<GridEntry> gone;         // there no more
  std::vector<std::string> contested;  // another wrote them too, and nobody has said which holds
};
// Refused: a changed cell that cannot be read.
Result<Changed> changed_of(std::vector<GridEntry> const& entries, Standing const& standing);
// Refuses contested rows.
Result<void> uncontested(Changed const& changed);
// The sheet as it stands with what its writer changed, and beside each contested row both versions.
void show_returned(Grid& grid, std::vector<GridEntry> const& entries, Language language);
// "binh, 30/11/2026 20:12"
std::string who_wrote(store::Snapshot& snapshot, EntryNumber entry);
// Writes by what stands at the moment of looking: looks anew where somebody wrote in between, so
// that only what was seen and is another now is told as a conflict.
template <class Once>
Result<store::Written> written_as_seen(Once const& once) {
  constexpr int tries_max = 3;
  for (int tries = 1;; ++tries) {
    auto written = once();
    bool const again = !written && written.error().kind == &store::written_meanwhile;
    if (!again || tries == tries_max) return written;
  }
}

}  // namespace giaoban::web
