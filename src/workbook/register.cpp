#include "workbook/register.h"

namespace giaoban::workbook {

namespace {

std::string_view without_zeros(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of('0'), text.size()));
}

}  // namespace

DatedCode dated_code(std::string_view text) {
  auto const at = text.rfind('@');
  auto const day = at == text.npos ? std::nullopt : Day::parse(text.substr(at + 1));
  if (!day) return {std::string(text), std::nullopt};
  return {std::string(text.substr(0, at)), day};
}

std::string told_code(std::string_view code, Day day) {
  return std::string(code) + "@" + day.vietnamese();
}

bool alike(std::string_view one, std::string_view other) {
  if (without_zeros(one) == without_zeros(other)) return true;
  std::size_t const shorter = std::min(one.size(), other.size());
  if (shorter < 2 || std::max(one.size(), other.size()) - shorter > 1) return false;
  std::size_t front = 0;
  while (front < shorter && one[front] == other[front]) ++front;
  std::size_t back = 0;
  while (back < shorter - front && one[one.size() - 1 - back] == other[other.size() - 1 - back]) {
    ++back;
  }
  return front + back >= std::max(one.size(), other.size()) - 1;
}

}  // namespace giaoban::workbook
