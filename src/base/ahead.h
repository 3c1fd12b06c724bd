// How far a day lies ahead of today. What may be written of days to come is asked alike by every
// door: a ceremony or an appointment is settled some months before, not years.
#pragma once

#include "base/day.h"

namespace giaoban {

enum class Ahead { come, soon, far };

inline constexpr int soon_months_max = 12;

inline Ahead ahead(Day day, Day today) {
  if (day <= today) return Ahead::come;
  return day <= today.plus_months(soon_months_max) ? Ahead::soon : Ahead::far;
}

}  // namespace giaoban
