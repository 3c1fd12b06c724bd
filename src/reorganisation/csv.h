// Reading comma-separated values as spreadsheets write them: quoted fields may hold commas, quotes
// doubled, and ends of line.
#pragma once

#include <istream>
#include <string>
#include <vector>

namespace giaoban::reorganisation {

// The next row; false at the end.
bool csv_row(std::istream& in, std::vector<std::string>& row);

}  // namespace giaoban::reorganisation
