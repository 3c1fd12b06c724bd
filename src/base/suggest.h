// What was probably meant by a word that nobody knows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace giaoban {

// Letters to add, drop, change or swap with their neighbour to come from one word to the other.
int edit_distance(std::string_view a, std::string_view b);

// Up to three known words, the nearest first; those too far to be a slip are left out.
std::vector<std::string> nearest(std::string_view word, std::vector<std::string> const& known);

}  // namespace giaoban
