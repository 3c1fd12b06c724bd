// Numbers out of text. Read here alone: a door that reads by itself takes "12abc" for 12 one day.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace giaoban {

// What a double holds exactly, as JSON and spreadsheets do; two of them can be added up.
inline constexpr std::int64_t whole_number_max = (std::int64_t{1} << 53U) - 1;

// Digits alone: 0 to 2^53 - 1, which every id and every count is. Nullopt for anything else.
inline std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  auto const* const end = text.data() + text.size();
  auto const [stopped, error] = std::from_chars(text.data(), end, number);
  bool const whole = error == std::errc{} && stopped == end && number >= 0;
  return whole && number <= whole_number_max ? std::optional(number) : std::nullopt;
}

}  // namespace giaoban
