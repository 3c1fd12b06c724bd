// When a round's list is closed, where nobody says, and by when the year's regime wants it
// finished.
#include <array>

#include "round/rules.h"

namespace giaoban::round {

namespace {

constexpr std::array finishing{
    // QĐ 132 and QĐ 124 art. 14(2): before the unit's annual summary, which names no day.
    Dated<Finishing>{years(2018, 2023), {}, "QĐ 132-QĐ/TW"},
    Dated<Finishing>{
        years(2023, 2025), {MonthDay{12, 30}, MonthDay{1, 14}}, "HD 25-HD/BTCTW, mục 5.1"},
    Dated<Finishing>{
        years(2025, for_good), {MonthDay{12, 30}, MonthDay{1, 14}}, "HD 43-HD/BTCTW, mục 4"},
};

}  // namespace

Dated<Finishing> const* finishing_of(int year) {
  return rule_on(std::span<Dated<Finishing> const>(finishing), within(year));
}

Day opened_roster(int year, Day usual, Day opened_on, std::optional<Day> first_deadline) {
  bool const after = first_deadline && *first_deadline < usual;
  return after && opened_on.year() == year ? opened_on : usual;
}

std::optional<Day> last_day(int year, std::optional<MonthDay> of) {
  if (!of) return std::nullopt;
  bool const next_year = of->month == 1;
  return Day::from_ymd(next_year ? year + 1 : year, of->month, of->day);
}

}  // namespace giaoban::round
