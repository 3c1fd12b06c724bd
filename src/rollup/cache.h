// Columns in a file, so that a server starts with them. Never a second truth: a damaged or an
// unknown file is not read, and the caller lets go one whose key it does not find in the journal.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rollup/columns.h"
#include "rollup/forest.h"

namespace giaoban::rollup {

struct Kept {
  std::string key;  // which entry they stand at, and what they mean
  Forest forest;
  std::vector<Columns> columns;
  std::vector<std::vector<std::int64_t>> lists;  // numbers of the caller's
};

// Writes beside the file first and then takes its place. False: it could not be written.
bool keep(std::string const& path, Kept const& kept);
std::optional<Kept> kept(std::string const& path);

}  // namespace giaoban::rollup
