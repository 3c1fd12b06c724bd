// Step two of an import: which column of a file says what. The map is data, so that files of other
// offices can bring maps of their own.
#pragma once

#include <string>
#include <vector>

#include "print/xlsx_read.h"
#include "workbook/findings.h"

namespace giaoban::workbook {

struct ColumnMap {
  std::string sheet;            // the tab's name in the file
  std::int64_t header_row = 0;  // the rows after it are data
  std::vector<int> columns;     // by place in the layout: column of the file from 1; 0: not there
};

// The letters and digits of a heading without case and marks: "Họ và tên (*)" is "hovaten".
std::string heading_key(std::string_view heading);

// The tab that bears the sheet's name, give or take case and marks.
std::optional<std::string> tab_of(print::Workbook const& book, SheetLayout const& sheet);

// Finds the headings in the first rows, in one row or in two, under a title or without. What is
// missing, twice or unknown is told; nullopt where no map came of it.
Result<std::optional<ColumnMap>> map_columns(print::Workbook const& book, SheetLayout const& sheet,
                                             Findings& findings);

}  // namespace giaoban::workbook
