// One spelling of a name for those that papers give it: Lý and Lí, Quý and Quí, Y-Bhăm and Y Bhăm.
#pragma once

#include <string>
#include <string_view>

namespace giaoban {

// Of small letters, with marks or without: y after a consonant or "qu" becomes i, which no
// Vietnamese name tells apart there; hyphens of every sort become blanks.
std::string one_spelling(std::string_view small_letters);

}  // namespace giaoban
