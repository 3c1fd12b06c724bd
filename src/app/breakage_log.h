// Where breakages are written down for whoever repairs them. The user is told a number only, since
// the text of an exception is not fit for a screen.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace giaoban::app {

// Beside a store that is a file ("x.giaoban.log"), else giaoban.log in the state folder.
std::string breakage_log_path(std::string_view store_address, std::string_view state_folder);

struct LoggedBreakage {
  std::string number;               // "20261121-1432-7"
  std::optional<std::string> file;  // none: it could not be written
};

LoggedBreakage log_breakage(std::string const& path, Instant now, std::string_view command,
                            std::string_view what);

}  // namespace giaoban::app
