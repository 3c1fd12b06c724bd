// What an import keeps from one sheet for the next: who bears which code and which file number.
// Only keys, days and the little that rules ask for; rows go on to the writer at once. Private to
// src/workbook.
#pragma once

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "workbook/workbook.h"

namespace giaoban::workbook {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
template <class T>
using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

// By which lists name a person who has no file number.
inline std::string stand_in_number(PersonId person) {
  return "ID" + std::to_string(person.value);
}

struct UnitEntry {
  UnitId id;
  unit::UnitKind unit_kind = unit::UnitKind::dependent_cell;
  Span life = {};
  std::optional<Day> founded = {};  // none: stood before the register was opened
  std::int64_t row = 0;             // 0: known in the store, not in the file
};

struct MemberEntry {
  PersonId id;
  Day joined;
  Span stay = {};                    // in the register
  std::optional<Day> admitted = {};  // the ceremony, of who was on probation since
  std::string_view cell_code = {};   // key of Register::units
  std::optional<Span> exempt = {};
  std::optional<Span> suspended = {};
  std::int64_t row = 0;
};

// A code that lists tell together with a day, "PT-01@30/06/2025": that of a unit that bore it on
// that day, where another bears it by the day of the list.
struct DatedCode {
  std::string code;
  std::optional<Day> day;  // none: the code alone
};
DatedCode dated_code(std::string_view text);
std::string told_code(std::string_view code, Day day);

struct Register {
  Day opening;
  Day told_on;  // the day that lists tell of
  std::string root_code;
  ByText<UnitEntry> units;                                         // by code
  ByText<MemberEntry> members;                                     // by file number
  std::unordered_map<PersonId, std::vector<post::Holding>> posts;  // of leaders, for their grades
};

// Up to three of the keys that look like `wanted`: the same with zeros in front, or with one letter
// other, more or fewer; "không có" when there are none.
template <class T>
std::string nearest_keys(ByText<T> const& keys, std::string_view wanted);

// Whether the one becomes the other by zeros in front or by one letter.
[[nodiscard]] bool alike(std::string_view one, std::string_view other);

template <class T>
std::string nearest_keys(ByText<T> const& keys, std::string_view wanted) {
  constexpr int shown_max = 3;
  std::vector<std::string_view> near;
  for (auto const& [key, entry] : keys) {
    if (alike(key, wanted)) near.push_back(key);
  }
  std::ranges::sort(near);
  std::string list;
  for (std::size_t i = 0; i < near.size() && i < shown_max; ++i) {
    list += (list.empty() ? "" : ", ") + std::string(near[i]);
  }
  return list.empty() ? std::string(M("không có").vietnamese()) : list;
}

}  // namespace giaoban::workbook
