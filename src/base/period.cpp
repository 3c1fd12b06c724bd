#include "base/period.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>

#include "base/result.h"

namespace giaoban {
namespace {

constexpr std::array<std::string_view, 4> roman{"I", "II", "III", "IV"};

std::optional<int> digits(std::string_view text, std::size_t length) {
  if (text.size() != length) return std::nullopt;
  int value = 0;
  for (char const c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// The days of `count` months beginning with `first_month`; `count` may pass the year's end.
std::optional<Span> months(int year, int first_month, int count) {
  auto const from = Day::from_ymd(year, first_month, 1);
  if (!from) return std::nullopt;
  auto const to = from->plus_months(count);
  // The last year there is has no first day after it.
  if (to >= Day::forever()) return std::nullopt;
  return Span{*from, to};
}

struct Shape {
  PeriodKind kind;
  int first_month;
  int count;
};

std::optional<Shape> part_of_year(std::string_view part) {
  if (part == "9M") return Shape{PeriodKind::nine_months, 1, 9};
  if (part == "H1") return Shape{PeriodKind::half_year, 1, 6};
  if (part == "H2") return Shape{PeriodKind::half_year, 7, 6};
  if (part.starts_with('Q')) {
    auto const quarter = digits(part.substr(1), 1);
    if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
    return Shape{PeriodKind::quarter, 3 * *quarter - 2, 3};
  }
  auto const month = digits(part, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  return Shape{PeriodKind::month, *month, 1};
}

}  // namespace

std::optional<Period> Period::parse(std::string_view text) {
  auto const year = digits(text.substr(0, 4), 4);
  if (!year) return std::nullopt;
  std::string code(text);
  if (text.size() == 4) {
    auto const days = months(*year, 1, 12);
    return days ? std::optional(Period(PeriodKind::year, *days, std::move(code))) : std::nullopt;
  }
  if (text[4] != '-') return std::nullopt;
  auto const rest = text.substr(5);
  if (auto const last_year = digits(rest, 4)) {
    if (*last_year <= *year) return std::nullopt;
    auto const days = months(*year, 1, 12 * (*last_year - *year + 1));
    return days ? std::optional(Period(PeriodKind::term, *days, std::move(code))) : std::nullopt;
  }
  auto const shape = part_of_year(rest);
  if (!shape) return std::nullopt;
  auto const days = months(*year, shape->first_month, shape->count);
  return days ? std::optional(Period(shape->kind, *days, std::move(code))) : std::nullopt;
}

Period Period::of_year(int year) {
  auto const days = months(year, 1, 12);
  ensure(days.has_value(), "a year of a period is 1000 to 9998");
  return Period(PeriodKind::year, *days, fmt::format("{:04}", year));
}

std::string Period::code() const {
  return code_;
}

std::string Period::name(Language language) const {
  auto const from = days_.from;
  auto const year = std::to_string(from.year());
  switch (kind_) {
    case PeriodKind::month:
      return say(language, M("tháng {month} năm {year}"),
                 {{"month", std::to_string(from.month())}, {"year", year}});
    case PeriodKind::quarter: {
      auto const quarter = roman[static_cast<std::size_t>(from.month() / 3)];
      return say(language, M("quý {quarter} năm {year}"),
                 {{"quarter", std::string(quarter)}, {"year", year}});
    }
    case PeriodKind::half_year:
      return from.month() == 1 ? say(language, M("6 tháng đầu năm {year}"), {{"year", year}})
                               : say(language, M("6 tháng cuối năm {year}"), {{"year", year}});
    case PeriodKind::nine_months:
      return say(language, M("9 tháng đầu năm {year}"), {{"year", year}});
    case PeriodKind::year:
      return say(language, M("năm {year}"), {{"year", year}});
    case PeriodKind::term:
      break;
  }
  return say(language, M("nhiệm kỳ {from}–{to}"),
             {{"from", year}, {"to", std::to_string(last_day().year())}});
}

}  // namespace giaoban
