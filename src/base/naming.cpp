#include "base/naming.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "base/text.h"

namespace giaoban {

namespace {

using namespace std::string_view_literals;

bool is_letter(char c) {
  auto const byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalpha(byte) != 0;
}
bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

// Quotation marks and dashes beyond ASCII are no letters.
std::string without_signs(std::string_view text) {
  std::string left(text);
  for (std::string_view const sign : {"“"sv, "”"sv, "„"sv, "‘"sv, "’"sv, "–"sv, "—"sv, "…"sv, "•"sv,
                                      "·"sv, "〃"sv, "″"sv, "«"sv, "»"sv}) {
    for (auto at = left.find(sign); at != left.npos; at = left.find(sign)) {
      left.erase(at, sign.size());
    }
  }
  return left;
}

// What a program shows for a letter that its font or encoding has not.
bool has_lost_letter(std::string_view text) {
  for (std::string_view const sign : {"□"sv, "▯"sv, "▢"sv, "\uFFFD"sv, "¿"sv, "¤"sv}) {
    if (text.find(sign) != text.npos) return true;
  }
  for (auto at = text.find('_'); at != text.npos; at = text.find('_', at + 1)) {
    if (at > 0 && is_letter(text[at - 1])) return true;
  }
  return false;
}

// In place of a value that is not there, or is that of the row above.
bool stands_for_another(std::string_view text) {
  static constexpr std::array said{"n/a", "#n/a", "null", "(null)", "none",     "nil",
                                   "nan", "nt",   "true", "false",  "nhu tren", "undefined"};
  std::string folded = fold(text);
  std::erase_if(folded, [](char c) { return c == '-' || c == '.' || c == '"' || c == '\''; });
  return std::ranges::find(said, normalise(folded)) != said.end();
}

bool is_month(std::string_view word) {
  static constexpr std::array months{"jan", "feb", "mar", "apr", "may", "jun",
                                     "jul", "aug", "sep", "oct", "nov", "dec"};
  std::string const folded = fold(word);
  return std::ranges::find(months, folded) != months.end();
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, &is_digit);
}

// "Mar-60", "1-Mar": what a spreadsheet makes of a code.
bool is_month_made(std::string_view text) {
  auto const dash = text.find('-');
  if (dash == text.npos) return false;
  auto const first = text.substr(0, dash);
  auto const rest = text.substr(dash + 1);
  auto const second = rest.substr(0, rest.find('-'));
  return (is_month(first) && all_digits(second)) || (all_digits(first) && is_month(second));
}

// "PT.01.01.1", "1.23E+11": one word with digits between signs.
bool is_code(std::string_view text) {
  return text.find(' ') == text.npos && std::ranges::any_of(text, &is_digit) &&
         text.find_first_of(".-/+") != text.npos;
}

}  // namespace

bool names_nothing(std::string_view text) {
  std::string const clean = normalise(text);
  if (clean.empty()) return false;
  if (std::ranges::none_of(without_signs(clean), &is_letter)) return true;
  return clean.starts_with('=') || has_lost_letter(clean) || stands_for_another(clean) ||
         is_month_made(clean) || is_code(clean);
}

bool names_nobody(std::string_view text) {
  if (names_nothing(text)) return true;
  std::string const capital = capitals(normalise(text));
  return capital == "NAM" || capital == "NỮ";
}

}  // namespace giaoban
