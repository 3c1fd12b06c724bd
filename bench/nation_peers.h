// The same nation and the same questions for databases: rows as CSV, questions as SQL that all
// three understand.
#pragma once

#include <string>

#include "bench/nation_world.h"

namespace giaoban::nation {

// A measure of the sixty: one or two attributes with their values.
struct Asked {
  struct Term {
    Attribute attribute;
    std::uint32_t value;
  };
  std::vector<Term> terms;
};
std::vector<Asked> sixty();

// An answer in one number, which tells apart any two that differ in a node or a measure.
inline std::int64_t weight_of(std::int64_t unit, std::int64_t measure) {
  return (unit * 31 + measure * 7) % 1009;
}

inline constexpr std::int32_t members_asked_on = 19800;
inline constexpr std::int32_t grades_asked_on = 20105;  // in the days of deciding on 2024
inline constexpr std::int32_t known_at_asked = 500;
inline constexpr std::int32_t restated_on = reorganised + 30;
std::vector<std::int32_t> months();  // the first day of each month of ten years

void write_rows(World const& world, std::string const& folder);
void write_questions(std::string const& folder);

}  // namespace giaoban::nation
