#include "member/rules.h"

#include <algorithm>
#include <array>

namespace giaoban::member {

namespace {

Day day_of(int year, int month, int day) {
  return *Day::from_ymd(year, month, day);
}

// --- dated rules -------------------------------------------------------------------------------

struct AgeLimits {
  int years_min = 18;
  int years_max = 60;
};

// The citations of QĐ 20 and QĐ 208 (2026) and of QĐ 29 (2016) are known, their texts not read.
std::span<Dated<AgeLimits> const> age_limits() {
  static std::array<Dated<AgeLimits>, 6> const versions{{
      {{day_of(2016, 7, 25), day_of(2021, 7, 30)}, {}, "QĐ 29-QĐ/TW", Confidence::unconfirmed},
      {{day_of(2021, 7, 30), day_of(2025, 1, 20)}, {}, "QĐ 24-QĐ/TW, 1.1.1"},
      {{day_of(2025, 1, 20), day_of(2025, 7, 1)}, {}, "QĐ 232-QĐ/TW, 1.1.1"},
      {{day_of(2025, 7, 1), day_of(2026, 4, 8)}, {}, "QĐ 294-QĐ/TW, 1.1.1"},
      {{day_of(2026, 4, 8), day_of(2026, 7, 26)}, {}, "QĐ 20-QĐ/TW", Confidence::unconfirmed},
      {{day_of(2026, 7, 26), Day::forever()}, {}, "QĐ 208-QĐ/TW", Confidence::unconfirmed},
  }};
  return versions;
}

struct Months {
  int count = 0;
};

std::span<Dated<Months> const> probations() {
  static std::array<Dated<Months>, 1> const versions{{
      {{day_of(2011, 1, 19), Day::forever()}, {12}, "Điều lệ Đảng 2011, Điều 5"},
  }};
  return versions;
}

struct ReadmissionLimits {
  int months_min = 36;
  int times_max = 1;
};

std::span<Dated<ReadmissionLimits> const> readmissions() {
  static std::array<Dated<ReadmissionLimits>, 6> const versions{{
      {{day_of(2016, 7, 25), day_of(2021, 7, 30)}, {}, "QĐ 29-QĐ/TW", Confidence::unconfirmed},
      {{day_of(2021, 7, 30), day_of(2025, 1, 20)}, {}, "QĐ 24-QĐ/TW"},
      {{day_of(2025, 1, 20), day_of(2025, 7, 1)}, {}, "QĐ 232-QĐ/TW"},
      {{day_of(2025, 7, 1), day_of(2026, 4, 8)}, {}, "QĐ 294-QĐ/TW"},
      {{day_of(2026, 4, 8), day_of(2026, 7, 26)}, {}, "QĐ 20-QĐ/TW", Confidence::unconfirmed},
      {{day_of(2026, 7, 26), Day::forever()}, {}, "QĐ 208-QĐ/TW", Confidence::unconfirmed},
  }};
  return versions;
}

Ruling against(Confidence confidence) {
  return confidence == Confidence::confirmed ? Ruling::blocked : Ruling::warned;
}

// --- arithmetic --------------------------------------------------------------------------------

int month_number(Day day) {
  return day.year() * 12 + day.month() - 1;
}

// The last month the partial day can mean.
int last_month(PartialDay day) {
  int const first = month_number(day.earliest);
  return day.precision == Precision::year ? first + 11 : first;
}

std::size_t digits_in(std::string_view number) {
  return static_cast<std::size_t>(
      std::ranges::count_if(number, [](char c) { return c >= '0' && c <= '9'; }));
}

struct Lengths {
  std::size_t shorter;
  std::size_t longer;
};

NumberFault length_fault(std::string_view number, Lengths right) {
  if (digits_in(number) != number.size()) return NumberFault::not_digits;
  if (number.size() == right.shorter || number.size() == right.longer) return NumberFault::none;
  bool const one_short = number.size() + 1 == right.shorter || number.size() + 1 == right.longer;
  return one_short ? NumberFault::lost_zero : NumberFault::wrong_length;
}

}  // namespace

AgeVerdict admission_age(PartialDay born, Day considered) {
  auto const* const rule = rule_on(age_limits(), considered);
  if (rule == nullptr) return {};
  int const oldest = month_number(considered) - month_number(born.earliest);
  int const youngest = month_number(considered) - last_month(born);
  int const months_min = rule->value.years_min * 12;
  int const months_max = rule->value.years_max * 12;
  if (oldest < months_min) return {against(rule->confidence), AgeBand::under, rule->citation};
  // Over the upper age a committee may consent: nothing here can tell that it did not.
  if (youngest > months_max) return {Ruling::warned, AgeBand::over, rule->citation};
  if (youngest < months_min || oldest > months_max) {
    return {Ruling::warned, AgeBand::uncertain, rule->citation};
  }
  return {};
}

std::optional<Day> probation_end(Day ceremony) {
  auto const* const rule = rule_on(probations(), ceremony);
  return rule == nullptr ? std::nullopt : std::optional(ceremony.plus_months(rule->value.count));
}

ProbationVerdict recognition(Day ceremony, Day recognised) {
  auto const* const rule = rule_on(probations(), ceremony);
  if (rule == nullptr) return {};
  Day const ends = ceremony.plus_months(rule->value.count);
  if (recognised < ends) return {against(rule->confidence), ends, rule->citation};
  if (recognised > ends) return {Ruling::warned, ends, rule->citation};
  return {Ruling::allowed, ends, rule->citation};
}

ReadmissionVerdict readmission(Readmission const& asked) {
  auto const* const rule = rule_on(readmissions(), asked.ceremony);
  if (rule == nullptr) return {};
  ReadmissionVerdict verdict{.earliest = asked.left.plus_months(rule->value.months_min),
                             .citation = rule->citation};
  if (asked.ceremony < *verdict.earliest) verdict.too_early = against(rule->confidence);
  if (asked.times_before >= rule->value.times_max) verdict.too_often = against(rule->confidence);
  return verdict;
}

// --- numbers -----------------------------------------------------------------------------------

NumberFault citizen_number_fault(std::string_view number) {
  return length_fault(number, {9, 12});
}

// Cards since 2025 bear the citizen number (QĐ 347-QĐ/TW). The length of older numbers was not
// read in a rule, so only what cannot be a card number is refused.
NumberFault card_number_fault(std::string_view number) {
  if (digits_in(number) != number.size() || number.empty()) return NumberFault::not_digits;
  if (number.size() == 11) return NumberFault::lost_zero;
  return number.size() > 12 ? NumberFault::wrong_length : NumberFault::none;
}

std::string number_words(std::string_view number, NumberFault fault) {
  auto const count = std::to_string(digits_in(number));
  switch (fault) {
    case NumberFault::not_digits:
      return say(Language::vietnamese, M("có ký tự không phải chữ số"));
    case NumberFault::lost_zero:
      return say(Language::vietnamese, M("chỉ có {count} chữ số, có lẽ đã mất số 0 ở đầu"),
                 {{"count", count}});
    case NumberFault::wrong_length:
      return say(Language::vietnamese, M("có {count} chữ số"), {{"count", count}});
    case NumberFault::none:
      break;
  }
  return {};
}

std::string plain_number(std::string_view number) {
  std::string plain;
  std::ranges::copy_if(number, std::back_inserter(plain),
                       [](char c) { return c != ' ' && c != '.' && c != '-'; });
  return plain;
}

// --- the register of one person ----------------------------------------------------------------

bool fits(Cause cause, Step step) {
  if (!step.to) return step.from ? leaves(cause) : false;
  if (leaves(cause)) return false;
  if (step.from == step.to) return true;  // split by a correction: no change of place
  bool const arrives = cause != Cause::transferred && cause != Cause::reorganised;
  return step.from ? !arrives : arrives;
}

namespace {

using Fault = std::optional<TimelineFault>;

Fault cell_fault(std::vector<store::Fact<MemberCell>> const& cells) {
  std::optional<UnitId> before;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto const& [head, value] = cells[i];
    if (i > 0 && cells[i - 1].head.span.to != head.span.from) {
      return TimelineFault{M("thời gian sinh hoạt bị hở hoặc chồng nhau"), head.span.from};
    }
    // A leaver's row may be split by a correction too: none after none is no change.
    bool const stays_out = i > 0 && !before && !value.cell && leaves(value.cause);
    if (!stays_out && !fits(value.cause, {before, value.cell})) {
      return TimelineFault{M("lý do tăng, giảm không khớp với chi bộ trước và sau"),
                           head.span.from};
    }
    before = value.cell;
  }
  if (!cells.empty() && cells.back().head.span.to != Day::forever()) {
    return TimelineFault{M("thời gian sinh hoạt bị hở hoặc chồng nhau"), cells.back().head.span.to};
  }
  return {};
}

Fault standing_fault(PersonRegister const& facts) {
  for (auto const& [head, place] : facts.cells) {
    Day covered_to = head.span.from;
    for (auto const& standing : facts.standings) {
      Span const span = standing.head.span;
      if (!place.cell && span.overlaps(head.span)) {
        return TimelineFault{M("còn tư cách đảng viên khi đã rời sổ"),
                             std::max(span.from, head.span.from)};
      }
      if (span.from <= covered_to && covered_to < span.to) covered_to = span.to;
    }
    if (place.cell && covered_to < head.span.to) {
      return TimelineFault{M("đang sinh hoạt mà không có tư cách dự bị hay chính thức"),
                           covered_to};
    }
  }
  return {};
}

Fault card_fault(PersonRegister const& facts) {
  for (auto const& card : facts.cards) {
    for (auto const& standing : facts.standings) {
      if (standing.value.standing == Standing::probationary &&
          standing.head.span.overlaps(card.head.span)) {
        return TimelineFault{M("có thẻ đảng viên khi còn dự bị"),
                             std::max(standing.head.span.from, card.head.span.from)};
      }
    }
  }
  return {};
}

}  // namespace

std::optional<TimelineFault> timeline_fault(PersonRegister const& facts) {
  if (auto const fault = cell_fault(facts.cells)) return fault;
  if (auto const fault = standing_fault(facts)) return fault;
  return card_fault(facts);
}

std::optional<Day> probation_began(PersonRegister const& facts, Day day) {
  std::optional<Day> anew;
  bool inside = false;
  for (auto const& place : facts.cells) {
    if (place.head.span.from > day) break;
    if (!inside && place.value.cause == Cause::readmitted) anew = place.head.span.from;
    inside = place.value.cell.has_value();
  }
  std::optional<Day> began;
  bool on_probation = false;
  for (auto const& standing : facts.standings) {
    if (standing.value.standing != Standing::probationary) continue;
    if (standing.head.span.contains(day)) on_probation = true;
    if (anew && standing.head.span.from < *anew) continue;
    if (standing.head.span.from <= day && !began) began = standing.head.span.from;
  }
  return on_probation ? began : std::nullopt;
}

}  // namespace giaoban::member
