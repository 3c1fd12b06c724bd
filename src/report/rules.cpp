// The layout of Party documents (the pages are print's); the ceiling on excellent results. Each
// row quotes its text; what was not read in its own text is unconfirmed.
#include "report/rules.h"

#include <array>
#include <chrono>
#include <span>

namespace giaoban::report {

namespace {

constexpr Day on(int year, int month, int day) {
  std::chrono::sys_days const days{std::chrono::year{year} / month / day};
  return Day::from_number(static_cast<std::int32_t>(days.time_since_epoch().count()));
}
constexpr Day graded_2019 = on(2019, 1, 1);
constexpr Day graded_2023 = on(2023, 1, 1);
constexpr Day graded_2025 = on(2025, 1, 1);

// By the year graded, as its first day.
constexpr std::array caps{
    Dated<CapRule>{{graded_2019, graded_2023}, {20}, "HD 21-HD/BTCTW, II.B.4"},
    Dated<CapRule>{{graded_2023, graded_2025},
                   {20},
                   "QĐ 124-QĐ/TW, Điều 12",
                   Confidence::unconfirmed},  // of individuals by analogy
    Dated<CapRule>{{graded_2025, Day::forever()}, {20}, "QĐ 366-QĐ/TW, Điều 11"},
};

}  // namespace

Dated<LayoutRule> layout_on(Day date) {
  auto const& page = print::party_page_on(date);
  std::string_view const end = page.value == Layout::hd05_2026 ? ";" : ",";
  return {page.in_force, {page.value, end}, page.citation, page.confidence};
}

Dated<CapRule> const* cap_of(int year) {
  return rule_on(std::span<Dated<CapRule> const>(caps), Period::of_year(year).days().from);
}

}  // namespace giaoban::report
