#include "base/share.h"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <utility>

#include "base/result.h"

namespace giaoban {

namespace {

constexpr std::array rounding_choices{
    Choice{static_cast<int>(Rounding::half_up), "half_up", M("từ nửa trở lên thì làm tròn lên")},
    Choice{static_cast<int>(Rounding::half_even), "half_even", M("đúng nửa thì về số chẵn")},
    Choice{static_cast<int>(Rounding::down), "down", M("bỏ phần lẻ")},
    Choice{static_cast<int>(Rounding::up), "up", M("có lẻ là làm tròn lên")},
};

// What is left over a base after the last digit shown.
struct Rest {
  std::int64_t rest;
  std::int64_t base;
};
bool raises(Rounding rounding, std::int64_t shown, Rest left) {
  auto const [rest, base] = left;
  switch (rounding) {
    case Rounding::half_up:
      return rest >= base - rest;
    case Rounding::half_even:
      return rest > base - rest || (rest == base - rest && shown % 2 != 0);
    case Rounding::down:
      return false;
    case Rounding::up:
      return rest > 0;
  }
  return false;
}

}  // namespace

std::span<Choice const> choices_of(Rounding) {
  return rounding_choices;
}

std::string format_count(std::int64_t count, Language language) {
  char const separator = language == Language::vietnamese ? '.' : ',';
  auto text = std::to_string(count);
  auto const first = count < 0 ? std::size_t{1} : std::size_t{0};
  for (auto at = text.size(); at > first + 3;) {
    at -= 3;
    text.insert(at, 1, separator);
  }
  return text;
}

Share::Share(std::int64_t numerator, std::int64_t denominator, Msg base_name, Decimals decimals)
    : numerator_(numerator), denominator_(denominator), base_name_(base_name), decimals_(decimals) {
  ensure(0 <= numerator && numerator <= denominator, "the numerator of a share is in its base");
  ensure(0 <= decimals.places && decimals.places <= decimals_max, "a percent has 0 to 4 decimals");
  ensure(denominator <= std::numeric_limits<std::int64_t>::max() / 10,
         "the base of a share leaves room for long division");
}

std::string Share::text(Language language) const {
  auto const counts =
      format_count(numerator_, language) + "/" + format_count(denominator_, language);
  auto const percent = percent_beside_base(language);
  auto const name = say(language, base_name_);
  return percent ? fmt::format("{} ({}%) {}", counts, *percent, name)
                 : fmt::format("{} {}", counts, name);
}

std::optional<std::string> Share::percent_beside_base(Language language) const {
  if (denominator_ == 0) return std::nullopt;
  // Long division, a digit at a time: exact where a product would overflow, and where a double
  // holds 1,005 as a little less and rounds it down.
  auto shown = numerator_ / denominator_;
  auto rest = numerator_ % denominator_;
  std::int64_t one_percent = 1;  // in units of the last digit shown
  for (int digit = 0; digit < 2 + decimals_.places; ++digit) {
    shown = 10 * shown + 10 * rest / denominator_;
    rest = 10 * rest % denominator_;
    if (digit >= 2) one_percent *= 10;
  }
  if (raises(decimals_.rounding, shown, {rest, denominator_})) ++shown;
  if (decimals_.places == 0) return std::to_string(shown);
  char const point = language == Language::vietnamese ? ',' : '.';
  return fmt::format("{}{}{:0{}}", shown / one_percent, point, shown % one_percent,
                     decimals_.places);
}

}  // namespace giaoban
