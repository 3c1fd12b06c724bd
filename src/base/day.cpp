#include "base/day.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>

namespace giaoban {
namespace {

constexpr int earliest_year = 1000;
constexpr int latest_year = 9999;

std::chrono::year_month_day calendar(Day day) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day.number()}}};
}

Day from_calendar(std::chrono::year_month_day date) {
  auto const since_epoch = std::chrono::sys_days{date}.time_since_epoch();
  return Day::from_number(static_cast<std::int32_t>(since_epoch.count()));
}

enum class Order { year_first, day_first };

// An import writes a million days: by hand, as a format string would.
std::string written(std::chrono::year_month_day date, Order order) {
  auto const year = static_cast<int>(date.year());
  auto const month = static_cast<unsigned>(date.month());
  auto const day = static_cast<unsigned>(date.day());
  bool const year_first = order == Order::year_first;
  if (year < 0 || year > latest_year) {
    return year_first ? fmt::format("{:04}-{:02}-{:02}", year, month, day)
                      : fmt::format("{:02}/{:02}/{:04}", day, month, year);
  }
  std::string text = year_first ? "0000-00-00" : "00/00/0000";
  auto const put = [&text](std::size_t end, unsigned number) {
    for (; number > 0; number /= 10) text[--end] = static_cast<char>('0' + number % 10);
  };
  put(year_first ? 4 : 10, static_cast<unsigned>(year));
  put(year_first ? 7 : 5, month);
  put(year_first ? 10 : 2, day);
  return text;
}

// "14/6/2021" as its groups of digits; one kind of separator throughout.
struct Groups {
  std::array<std::string_view, 3> digits;
  std::size_t count = 0;
  char separator = 0;

  [[nodiscard]] bool shaped(char wanted, std::size_t first, std::size_t second) const {
    return separator == wanted && digits[0].size() == first && digits[1].size() == second;
  }
};

std::optional<Groups> split(std::string_view text) {
  Groups groups;
  while (groups.count < groups.digits.size()) {
    auto const length = std::min(text.find_first_not_of("0123456789"), text.size());
    if (length == 0) return std::nullopt;
    groups.digits[groups.count++] = text.substr(0, length);
    if (length == text.size()) return groups;
    char const separator = text[length];
    bool const known = separator == '/' || separator == '-' || separator == '.';
    if (!known || (groups.separator != 0 && separator != groups.separator)) return std::nullopt;
    groups.separator = separator;
    text.remove_prefix(length + 1);
  }
  return std::nullopt;
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<Day> from_groups(std::string_view year, std::string_view month,
                               std::string_view day) {
  if (year.size() != 4 || month.size() > 2 || day.size() > 2) return std::nullopt;
  return Day::from_ymd(number(year), number(month), number(day));
}

std::optional<PartialDay> known_by_month(Groups const& groups) {
  bool const iso = groups.shaped('-', 4, 2);
  auto const year = groups.digits[iso ? 0 : 1];
  auto const month = groups.digits[iso ? 1 : 0];
  auto const first = from_groups(year, month, "1");
  return first ? std::optional(PartialDay{*first, Precision::month}) : std::nullopt;
}

}  // namespace

std::optional<Day> Day::from_ymd(int year, int month, int day) {
  if (year < earliest_year || year > latest_year) return std::nullopt;
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  auto const date = std::chrono::year_month_day{std::chrono::year{year},
                                                std::chrono::month{static_cast<unsigned>(month)},
                                                std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return from_calendar(date);
}

std::optional<Day> Day::parse_iso(std::string_view text) {
  auto const groups = split(text);
  if (!groups || groups->count != 3 || !groups->shaped('-', 4, 2)) return std::nullopt;
  if (groups->digits[2].size() != 2) return std::nullopt;
  return from_groups(groups->digits[0], groups->digits[1], groups->digits[2]);
}

std::optional<Day> Day::parse(std::string_view text) {
  if (auto const iso = parse_iso(text)) return iso;
  auto const groups = split(text);
  if (!groups || groups->count != 3) return std::nullopt;
  return from_groups(groups->digits[2], groups->digits[1], groups->digits[0]);
}

int Day::year() const {
  return static_cast<int>(calendar(*this).year());
}

int Day::month() const {
  return static_cast<int>(static_cast<unsigned>(calendar(*this).month()));
}

int Day::day() const {
  return static_cast<int>(static_cast<unsigned>(calendar(*this).day()));
}

std::string Day::iso() const {
  return written(calendar(*this), Order::year_first);
}

std::string Day::vietnamese() const {
  return written(calendar(*this), Order::day_first);
}

Day Day::plus_months(int months) const {
  if (*this == forever()) return *this;
  auto const date = calendar(*this);
  auto later = date + std::chrono::months{months};
  if (!later.ok()) later = later.year() / later.month() / std::chrono::last;
  return std::min(from_calendar(later), forever());
}

std::optional<PartialDay> PartialDay::parse(std::string_view text) {
  auto const groups = split(text);
  if (!groups) return std::nullopt;
  if (groups->count == 2) return known_by_month(*groups);
  if (groups->count == 3) {
    auto const day = Day::parse(text);
    return day ? std::optional(PartialDay{*day, Precision::day}) : std::nullopt;
  }
  auto const first = from_groups(groups->digits[0], "1", "1");
  return first ? std::optional(PartialDay{*first, Precision::year}) : std::nullopt;
}

std::string PartialDay::vietnamese() const {
  switch (precision) {
    case Precision::day:
      return earliest.vietnamese();
    case Precision::month:
      return fmt::format("{:02}/{:04}", earliest.month(), earliest.year());
    case Precision::year:
      break;
  }
  return fmt::format("{:04}", earliest.year());
}

}  // namespace giaoban
