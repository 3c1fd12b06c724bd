// How a name is looked for: letters without their marks find it, letters with marks find those who
// bear them first. Apostrophes are typed in many ways, or not at all: K'Rứt, K’Rứt, Krứt.
#pragma once

#include <string>
#include <string_view>

namespace giaoban {

std::string without_apostrophes(std::string_view text);

// "K’Rứt" -> "krut".
std::string plain_letters(std::string_view text);
// "K’Rứt" -> "krứt"; of the two ways of setting a tone one: hoà is hòa.
std::string marked_letters(std::string_view text);

}  // namespace giaoban
