// ASCII as the protocol's own words are written. Vietnamese text never passes here.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace giaoban::web {

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
inline std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return lower(c); });
  return out;
}
constexpr bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter_or_digit(char c) {
  return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z');
}
constexpr bool is_unreserved(char c) {  // stands in an address as it is
  return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}
inline void append_escaped(std::string& out, char c) {  // %C4
  constexpr std::string_view hex = "0123456789ABCDEF";
  auto const byte = static_cast<unsigned char>(c);
  out += {'%', hex[byte >> 4U], hex[byte & 15U]};
}
// A name of a header, a method.
constexpr bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return is_letter_or_digit(c) || std::string_view("!#$%&'*+-.^_`|~").contains(c);
  });
}
constexpr std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace giaoban::web
