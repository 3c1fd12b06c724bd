// A record's classes as bits: what measures may look at, and nothing of who it is. Private to
// src/figure.
#pragma once

#include "figure/figure.h"

namespace giaoban::figure {

// Choices stand as their number plus 1; 0: none.
struct Bits {
  unsigned shift;
  unsigned width;
  [[nodiscard]] constexpr std::uint32_t of(std::uint32_t word) const {
    return (word >> shift) & ((1U << width) - 1);
  }
};
inline constexpr Bits exempt_bits{0, 1}, suspended_bits{1, 1}, away_bits{2, 1}, minority_bits{3, 2},
    religious_bits{5, 2}, standing_bits{7, 2}, sex_bits{9, 2}, grade_bits{11, 3},
    not_assessed_bits{14, 3}, unit_kind_bits{17, 5}, title_bits{22, 4};

constexpr std::uint32_t mark(Bits bits) {
  return 1U << bits.shift;
}
template <class E>
std::uint32_t bits_of(Bits bits, std::optional<E> choice) {
  if (!choice) return 0;
  auto const number = static_cast<std::uint32_t>(*choice) + 1;
  ensure(number < 1U << bits.width, "a choice fits its bits");
  return number << bits.shift;
}
template <class E>
std::optional<E> choice_in(Bits bits, std::uint32_t word) {
  auto const number = bits.of(word);
  return number == 0 ? std::nullopt : std::optional(static_cast<E>(number - 1));
}

inline std::uint32_t packed(Record const& one) {
  return (one.exempt ? mark(exempt_bits) : 0) | (one.suspended ? mark(suspended_bits) : 0) |
         (one.away ? mark(away_bits) : 0) | bits_of(minority_bits, one.minority) |
         bits_of(religious_bits, one.religious) | bits_of(standing_bits, one.standing) |
         bits_of(sex_bits, one.sex) | bits_of(grade_bits, one.grade) |
         bits_of(not_assessed_bits, one.not_assessed) |
         bits_of(unit_kind_bits, std::optional(one.unit_kind)) |
         bits_of(title_bits, std::optional(one.title));
}

// A record of nobody, with these classes.
inline Record unpacked(std::uint32_t word) {
  Record one;
  one.exempt = exempt_bits.of(word) == 1;
  one.suspended = suspended_bits.of(word) == 1;
  one.away = away_bits.of(word) == 1;
  one.minority = choice_in<bool>(minority_bits, word);
  one.religious = choice_in<bool>(religious_bits, word);
  one.standing = choice_in<member::Standing>(standing_bits, word);
  one.sex = choice_in<member::Sex>(sex_bits, word);
  one.grade = choice_in<review::Grade>(grade_bits, word);
  one.not_assessed = choice_in<review::NotAssessed>(not_assessed_bits, word);
  one.unit_kind = choice_in<unit::UnitKind>(unit_kind_bits, word).value_or(one.unit_kind);
  one.title = choice_in<post::Title>(title_bits, word).value_or(one.title);
  return one;
}

}  // namespace giaoban::figure
