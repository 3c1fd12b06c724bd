// How offices head their columns: other words for the headings of the layout, as data. Private to
// src/workbook.
#pragma once

#include <span>
#include <string_view>

namespace giaoban::workbook {

struct HeadingWords {
  std::string_view column;   // id in the layout
  std::string_view heading;  // as it is written; case, marks and signs do not count
};
std::span<HeadingWords const> heading_words();

}  // namespace giaoban::workbook
