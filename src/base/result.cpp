#include "base/result.h"

#include <fmt/format.h>

#include <cstdio>

namespace giaoban {

std::string Refusal::text(Language language) const {
  ensure(kind != nullptr, "a refusal has a kind");
  auto words = say(language, kind->text, args);
  return kind->rule.empty() ? words : fmt::format("{} ({})", words, kind->rule);
}

std::string Refusal::remedy(Language language) const {
  ensure(kind != nullptr, "a refusal has a kind");
  return say(language, kind->remedy, args);
}

void bug(std::string_view claim, std::source_location where) {
  auto const told = fmt::format("{}:{}: in {}: does not hold: {}", where.file_name(), where.line(),
                                where.function_name(), claim);
  fmt::print(stderr, "{}\n", told);
  std::fflush(stderr);
  throw Bug(told);
}

}  // namespace giaoban
