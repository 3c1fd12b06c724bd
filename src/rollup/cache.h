// Columns in a file, so that a server starts with them. Never a second truth: a damaged, altered or
// unknown file is not read, and the caller lets go one whose key it does not find in the journal.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
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

// The caller's mark of some bytes, which nobody else can make; always of one length.
using Mark = std::function<std::string(std::string_view)>;

// Writes beside the file first and then takes its place. False: it could not be written.
bool keep(std::string const& path, Kept const& kept, Mark const& mark);
// Nothing is believed before all of the file is proven by its mark.
std::optional<Kept> kept(std::string const& path, Mark const& mark);

}  // namespace giaoban::rollup
