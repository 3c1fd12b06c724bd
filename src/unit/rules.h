// Pure decisions on units that the verbs, the tree and the invariants share. The rules of the
// Party's structure, may_stand_under and exists_on, stand in the face header.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "unit/unit.h"

namespace giaoban::unit {

// Codes are typed, put into addresses and printed in narrow columns. A longer one names no unit.
inline constexpr std::size_t code_bytes_max = 40;

// No letter and no digit of any script: a dash typed for "nothing here" is no code and no name.
bool signs_alone(std::string_view text);
extern RefusalKind const only_signs;

// Order of codes: runs of digits by their value, so "PT-2" comes before "PT-10".
bool code_before(std::string_view a, std::string_view b);

// Up to `count` of the codes, the most like `wanted` first; those unlike it are left out, and to
// what is longer than a code none is like: comparing costs the product of the lengths.
std::vector<std::string> nearest_codes(std::vector<std::string> const& codes,
                                       std::string_view wanted, std::size_t count);

// A unit stands under `parent` on these days.
struct ParentEdge {
  UnitId parent;
  Span span;
};
using EdgesOf = std::function<std::vector<ParentEdge>(UnitId)>;

// The first day in `span` on which `unit` is `ancestor` or stands anywhere under it; nullopt when
// there is none.
std::optional<Day> first_day_under(EdgesOf const& edges_of, UnitId unit, UnitId ancestor,
                                   Span span);

}  // namespace giaoban::unit
