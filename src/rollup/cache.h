// Columns in a file, so that a server starts with them. Never a second truth: a file with another
// key (the journal's head and what the columns mean), a damaged or an unknown one is not read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rollup/columns.h"
#include "rollup/forest.h"

namespace giaoban::rollup {

struct Kept {
  Forest forest;
  std::vector<Columns> columns;
};

// Writes beside the file first and then takes its place. False: it could not be written.
bool keep(std::string const& path, std::string_view key, Kept const& kept);
std::optional<Kept> kept(std::string const& path, std::string_view key);

}  // namespace giaoban::rollup
