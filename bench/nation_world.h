// An invented nation as facts: units on six levels, reorganised once, members with dated
// memberships, standing and exemption as facts of their own, three years of grades, some rows
// superseded. Always the same for the same number of members.
#pragma once

#include <cstdint>
#include <vector>

#include "rollup/columns.h"
#include "rollup/forest.h"
#include "rollup/join.h"

namespace giaoban::nation {

inline constexpr std::int32_t forever = INT32_MAX;
inline constexpr std::int32_t reorganised = 20270;  // 01/07/2025
inline constexpr std::int32_t first_year = 2022;
inline constexpr int years = 3;
inline constexpr std::int32_t imports = 34;  // the first entries, a province each
inline constexpr std::int32_t head = 1034;   // the others are corrections

struct Dated {
  std::int64_t subject;  // member or unit
  std::int32_t value;    // cell, parent, grade ...
  std::int32_t from, to, recorded_in, superseded_in;
};
struct Graded {
  std::int32_t member;
  std::int8_t grade;  // 0..3: excellent to failed; 4: not assessed
  std::int8_t year;   // from first_year
  std::int32_t decided_on, recorded_in, superseded_in;
};

// What is asked of a member, with its bits in the word.
struct Attribute {
  char const* name;
  unsigned shift;
  unsigned values;
};
inline constexpr Attribute attributes[] = {
    {"standing", 0, 2},  {"exempt", 1, 2},    {"sex", 2, 2},   {"minority", 3, 2},
    {"religious", 4, 2}, {"schooling", 5, 4}, {"theory", 7, 4}};
[[nodiscard]] constexpr std::uint32_t value_in(std::uint32_t word, Attribute const& attribute) {
  return (word >> attribute.shift) & (attribute.values - 1);
}
inline constexpr unsigned grade_shift = 9;  // 0: nothing recorded, else grade + 1

struct World {
  std::int32_t members = 0;
  std::int32_t units = 0;
  std::vector<Dated> existence, parents;  // of units
  std::vector<std::int32_t> provinces;    // units
  std::vector<std::uint16_t> traits;      // by member: sex, minority, religious, schooling, theory
  std::vector<Dated> memberships, standings, exemptions;  // by member
  std::vector<Graded> grades;                             // by member
};
World make(std::int32_t members);

std::int32_t roster_on(int year);  // 31/12

// The columns that follow from the facts.
struct Engine {
  rollup::Forest forest;
  rollup::Columns members;
  std::vector<rollup::Columns> rosters;  // by year
};
Engine build(World const& world);

}  // namespace giaoban::nation
