// Pink twins of a workbook's cell styles, for cells with faults. Inside print/ only.
#pragma once

#include <optional>
#include <string>

namespace giaoban::print {

// Numbers of the added styles. A pink twin stands `count` after each style there was.
struct PinkStyles {
  int count = 0;    // 0: the workbook has no styles, so cells stay as they are
  int message = 0;  // wrapped, for the added column
};

// Adds the pink twins to the styles; `styles` becomes the new part. nullopt, and nothing changed,
// where the part is not built as styles are.
std::optional<PinkStyles> add_pink(std::string& styles);

}  // namespace giaoban::print
