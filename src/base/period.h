// Reporting periods: month, quarter, 6 months, 9 months, year, term.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/message.h"

namespace giaoban {

enum class PeriodKind { month, quarter, half_year, nine_months, year, term };

class Period {
 public:
  // "2021-06", "2021-Q2", "2021-H1", "2021-9M", "2021", "2020-2025" (term: both years whole).
  static std::optional<Period> parse(std::string_view text);
  static Period of_year(int year);

  [[nodiscard]] PeriodKind kind() const { return kind_; }
  [[nodiscard]] Span days() const { return days_; }
  [[nodiscard]] std::string code() const;                   // as parsed: "2021-H1"
  [[nodiscard]] std::string name(Language language) const;  // "6 tháng đầu năm 2021"
  // The last day, "as of" which the period's closing figures are asked.
  [[nodiscard]] Day last_day() const { return days_.to - 1; }
  bool operator==(Period const&) const = default;

 private:
  Period(PeriodKind kind, Span days, std::string code)
      : kind_(kind), days_(days), code_(std::move(code)) {}
  PeriodKind kind_;
  Span days_;
  std::string code_;
};

}  // namespace giaoban
