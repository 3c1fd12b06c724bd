#include "store/strange.h"

#include <set>
#include <string>

namespace giaoban::store {

namespace {

thread_local int passing = 0;
thread_local int writing = 0;
thread_local std::set<std::string, std::less<>> passed;

// The table and the number of the row that a strange value tells of; its whole text where it tells
// of neither. What several questions read of one row is one row.
std::string row_told(std::string_view text) {
  constexpr std::string_view of = " of ";
  constexpr std::string_view numbered = " (row of ";
  constexpr std::string_view from = " FROM ";
  std::size_t const question = text.find(" in: ");
  if (question == std::string_view::npos) {  // "...: table.column of 5"
    std::size_t const number = text.rfind(of);
    std::size_t const table = text.rfind(": ", number);
    std::size_t const column = text.find('.', table);
    if (number == std::string_view::npos || table == std::string_view::npos || column > number) {
      return std::string(text);
    }
    return std::string(text.substr(table + 2, column - table - 2)) + ' ' +
           std::string(text.substr(number + of.size()));
  }
  std::size_t const number = text.find(numbered);
  std::size_t const table = text.find(from, question);
  if (number > question || table == std::string_view::npos) return std::string(text);
  std::size_t const first = number + numbered.size();
  std::size_t const name = table + from.size();
  return std::string(text.substr(name, text.find_first_of(" ,)", name) - name)) + ' ' +
         std::string(text.substr(first, text.find(')', first) - first));
}

}  // namespace

PassingOver::PassingOver() {
  ++passing;
}
PassingOver::~PassingOver() {
  --passing;
}
bool PassingOver::now() {
  return passing > 0 && writing == 0;
}

PassingNothing::PassingNothing() {
  ++writing;
}
PassingNothing::~PassingNothing() {
  --writing;
}

std::int64_t passed_over() {
  return static_cast<std::int64_t>(passed.size());
}
void forget_passed_over() {
  passed.clear();
}
void note_passed_over(StrangeValue const& met) {
  passed.insert(row_told(met.what()));
}

}  // namespace giaoban::store
