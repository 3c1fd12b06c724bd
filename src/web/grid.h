// Entry by rows and columns as in Excel: arrows, Enter and Tab move, tab-separated cells are pasted
// in, a paste is undone by one key (static/grid.js). Without scripts it is a table of inputs.
#pragma once

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
struct GridEntry {
  std::string key;
  std::vector<std::string> values;
};
Result<std::vector<GridEntry>> entries_of(Fields const& form,
                                          std::vector<GridColumn> const& columns);
// Shows them again.
void show_typed(Grid& grid, std::vector<GridEntry> const& entries);

}  // namespace giaoban::web
