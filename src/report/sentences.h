// What the body of the report says. Private to src/report.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "member/member.h"
#include "report/asked.h"
#include "report/rules.h"

namespace giaoban::report {

// What sentences are made from.
struct Material {
  Asked const& asked;
  std::string party;  // "Đảng bộ tỉnh Phú Thọ"
  Span days;          // of the movements
  std::optional<member::Flow> flow;
  std::optional<review::Round> round;
  Dated<CapRule> const* cap = nullptr;
};

// By the name of their place in a template, whatever is known; those of tasks and recommendations
// are in work.h.
std::map<std::string, std::string, std::less<>> sentences(Material const& material);
// The names, in the order of the text.
std::span<std::string_view const> sentence_names();
std::vector<std::string> notes(Material const& material);

}  // namespace giaoban::report
