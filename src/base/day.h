// Plain days of the Gregorian calendar, partial days, and spans of days. No time zone lives here:
// an instant becomes a day only through Clock::today (base/clock.h).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace giaoban {

// A day, counted from 1970-01-01. `Day::forever()` bounds a span that has no end.
class Day {
 public:
  constexpr Day() = default;
  static constexpr Day from_number(std::int32_t days) { return Day{days}; }
  // Whether a stored number stands for a day: from 1/1/0001 to the day after forever(), which ends
  // the span of what happened on the last one.
  static constexpr bool stored_as(std::int64_t number) {
    return number >= -719'162 && number <= 2'932'897;
  }
  // nullopt when the calendar has no such day (31/02).
  static std::optional<Day> from_ymd(int year, int month, int day);
  // "2021-06-14".
  static std::optional<Day> parse_iso(std::string_view text);
  // "14/06/2021", "14/6/2021", "14-6-2021", "14.6.2021", or ISO.
  static std::optional<Day> parse(std::string_view text);
  // 31/12/9999.
  static constexpr Day forever() { return Day{2'932'896}; }

  [[nodiscard]] constexpr std::int32_t number() const { return number_; }
  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;
  [[nodiscard]] int day() const;
  [[nodiscard]] std::string iso() const;         // "2021-06-14"
  [[nodiscard]] std::string vietnamese() const;  // "14/06/2021"
  // Same day `months` later; the last day of the month where it has no such day.
  [[nodiscard]] Day plus_months(int months) const;
  [[nodiscard]] Day plus_years(int years) const { return plus_months(12 * years); }

  constexpr Day operator+(int days) const { return Day{number_ + days}; }
  constexpr Day operator-(int days) const { return Day{number_ - days}; }
  constexpr auto operator<=>(Day const&) const = default;

 private:
  explicit constexpr Day(std::int32_t days) : number_(days) {}
  std::int32_t number_ = 0;
};

enum class Precision : std::uint8_t { day, month, year };

// A date of which only the month or the year may be known, as old files have it.
// `earliest` is the first day it can mean.
struct PartialDay {
  Day earliest;
  Precision precision = Precision::day;

  // "14/06/1960", "6/1960", "1960", and the ISO forms.
  static std::optional<PartialDay> parse(std::string_view text);
  // One integer that sorts by earliest day; the form in which it is stored and hashed.
  [[nodiscard]] constexpr std::int64_t packed() const {
    return std::int64_t{earliest.number()} * 4 + static_cast<std::int64_t>(precision);
  }
  // Whether a stored number is a packed one.
  static constexpr bool stored_as(std::int64_t packed) {
    auto const precision = ((packed % 4) + 4) % 4;
    return precision < 3 && Day::stored_as((packed - precision) / 4);
  }
  static constexpr PartialDay unpack(std::int64_t packed) {
    auto const precision = ((packed % 4) + 4) % 4;
    return {Day::from_number(static_cast<std::int32_t>((packed - precision) / 4)),
            static_cast<Precision>(precision)};
  }
  [[nodiscard]] std::string vietnamese() const;  // "14/06/1960", "06/1960", "1960"
  constexpr auto operator<=>(PartialDay const&) const = default;
};

// The days from `from` up to, not including, `to`. "As of D" means at the end of day D, so who
// joins on D counts on D and who leaves on D counts last on D-1.
struct Span {
  Day from;
  Day to = Day::forever();

  [[nodiscard]] constexpr bool contains(Day day) const { return from <= day && day < to; }
  [[nodiscard]] constexpr bool covers(Span other) const {
    return from <= other.from && other.to <= to;
  }
  [[nodiscard]] constexpr bool overlaps(Span other) const {
    return from < other.to && other.from < to;
  }
  [[nodiscard]] constexpr bool empty() const { return to <= from; }
  constexpr bool operator==(Span const&) const = default;

  // The day itself when the span holds it, else the span's day that is nearest.
  [[nodiscard]] constexpr Day nearest(Day day) const {
    if (day < from) return from;
    return day < to ? day : to - 1;
  }
};

}  // namespace giaoban
