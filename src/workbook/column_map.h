// Step two of an import: which column of a file says what. The map is data, so that files of other
// offices can bring maps of their own.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "print/headings.h"
#include "workbook/findings.h"

namespace giaoban::workbook {

class TypedRow;

// What stands in a cell that is blank or has no column, where an answer says so.
struct Fill {
  std::size_t column;
  std::function<Value(TypedRow const&)> value;
};

struct ColumnMap {
  std::string id;               // of the sheet: "members"; of a further tab "members@6"
  std::string sheet;            // the tab's name in the file
  std::int64_t header_row = 0;  // the rows after it are data
  std::vector<int> columns;     // by place in the layout: column of the file from 1; 0: not there
  std::map<int, std::string> headings = {};  // by column of the file
  std::set<int> recalled = {};  // columns that are taken, or not, as was said of an earlier file
  std::vector<Fill> fills = {};
  std::vector<ColumnMap> others = {};  // further tabs of the same kind that are to be taken
};

using print::heading_key;

// The tab that bears the sheet's name, give or take case and marks.
std::optional<std::string> tab_of(print::Workbook const& book, SheetLayout const& sheet);

// Finds the headings in the first rows of the sheet's tabs, in one row or in two, under a title or
// without. What is missing, twice or unknown is told, tabs of another name that have the sheet's
// columns are asked about; nullopt where no map came of it.
Result<std::optional<ColumnMap>> map_columns(print::Workbook const& book, SheetLayout const& sheet,
                                             Findings& findings);
// Each column of the file beside ours, with what stands in the first row under it.
void tell_columns(ColumnMap const& map, SheetLayout const& sheet,
                  std::map<int, std::string> const& examples, Findings& findings);
// Of a tab in which no heading is known: the row that looks like headings, each of them taken for
// none of ours, so that somebody can say what they are.
Result<void> tell_strange_headings(print::Workbook const& book, std::string const& tab,
                                   SheetLayout const& sheet, Findings& findings);
// The columns that a sheet cannot do without, as a sentence lists them.
std::string required_headings(SheetLayout const& sheet);
// Whether any tab is the sheet's, by its name or by an answer.
bool has_tab(print::Workbook const& book, SheetLayout const& sheet, Findings const& findings);

}  // namespace giaoban::workbook
