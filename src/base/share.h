// A share never travels without its base: there is no way to render a bare percent.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/choice.h"
#include "base/message.h"

namespace giaoban {

// 1.234.567 (vi), 1,234,567 (en).
std::string format_count(std::int64_t count, Language language = Language::vietnamese);

// How many decimals a percent is shown with, and how it comes to them. What documents of the
// country print is the default.
enum class Rounding { half_up, half_even, down, up };
std::span<Choice const> choices_of(Rounding);
struct Decimals {
  int places = 2;  // 0 to 4
  Rounding rounding = Rounding::half_up;
};
inline constexpr int decimals_max = 4;

class Share {
 public:
  // `base_name` says what is counted below the line: "số được đánh giá".
  // The numerator is inside the base: 0 <= numerator <= denominator.
  Share(std::int64_t numerator, std::int64_t denominator, Msg base_name, Decimals decimals = {});

  [[nodiscard]] std::int64_t numerator() const { return numerator_; }
  [[nodiscard]] std::int64_t denominator() const { return denominator_; }
  [[nodiscard]] Msg base_name() const { return base_name_; }

  // "133/692 (19,22%) tổng số": count, base, percent, name of the base, always together.
  [[nodiscard]] std::string text(Language language = Language::vietnamese) const;
  // "19,22", rounded from integers, for a column that stands beside its count and base;
  // nullopt when the base is 0. Never build a sentence from it.
  [[nodiscard]] std::optional<std::string> percent_beside_base(
      Language language = Language::vietnamese) const;

 private:
  std::int64_t numerator_;
  std::int64_t denominator_;
  Msg base_name_;
  Decimals decimals_;
};

}  // namespace giaoban
