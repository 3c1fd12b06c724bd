// What only a column of texts can tell of an old font; the signs of one text are in base/text.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"

namespace giaoban {

// The text decoded, where each of its words beyond ASCII becomes another one and a Vietnamese
// syllable: "Sa Thò Trang" is VNI for "Sa Thị Trang". It may be Unicode all the same.
std::optional<std::string> wholly_legacy(std::string_view text, LegacyEncoding encoding);

}  // namespace giaoban
