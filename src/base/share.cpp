#include "base/share.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "base/result.h"

namespace giaoban {

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

Share::Share(std::int64_t numerator, std::int64_t denominator, Msg base_name)
    : numerator_(numerator), denominator_(denominator), base_name_(base_name) {
  ensure(0 <= numerator && numerator <= denominator, "the numerator of a share is in its base");
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
  auto hundredths = numerator_ / denominator_;
  auto rest = numerator_ % denominator_;
  for (int digit = 0; digit < 4; ++digit) {
    hundredths = 10 * hundredths + 10 * rest / denominator_;
    rest = 10 * rest % denominator_;
  }
  if (rest >= denominator_ - rest) ++hundredths;
  char const point = language == Language::vietnamese ? ',' : '.';
  return fmt::format("{}{}{:02}", hundredths / 100, point, hundredths % 100);
}

}  // namespace giaoban
