// Which column of ours a heading was said to be, kept by the headings that stand together: the next
// file of the same office is read the same, and what was said later holds. Private to src/workbook.
#pragma once

#include <map>
#include <string>

#include "store/own_rows.h"
#include "workbook/column_map.h"

namespace giaoban::workbook {

extern store::OwnTable const heading_choice;

// Of a tab's headings, whatever their order: what they are kept by.
std::string heading_set(std::string_view sheet, std::map<int, std::string> const& headings);

// By heading key; "" where one is not to be taken.
std::map<std::string, std::string> remembered(store::OwnRows rows, std::string const& set);
// What the options say of the headings of the map's tab.
void remember(store::OwnRows& rows, ColumnMap const& map,
              std::map<std::string, std::string> const& headings);

}  // namespace giaoban::workbook
