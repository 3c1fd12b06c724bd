// A figure divided: what a measure counts, class by class of sex, age, schooling, kind and the
// like. Each part is a measure itself, named by its whole and its class ("members~sex=female"), so
// that it has a reference, a series and records like any other, and can be divided again
// ("members~sex=female~age=18_30"). Private to src/figure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "figure/condition.h"
#include "figure/figure.h"

namespace giaoban::figure {

inline constexpr char part_mark = '~';

// What a part has beyond its whole.
struct Part {
  Held whole;
  Property by = Property::sex;
  Condition of;      // the class; every record is in one of those of a property
  std::string base;  // the name of its base
};

// By what the measure's records can be divided.
std::vector<PropertyKind const*> divisions(Population population);
// Refused with what there is.
Result<Property> division_named(std::string_view code, Population population);
// All parts, those of nobody among them, ending with what is not recorded. Numbers fall into the
// bands of official tables, years into decades up to the day.
std::vector<Held> parts_of(Held const& whole, Property by, Day on);
// "sex=female", "age=18_30", "age=61_", "schooling=unknown": what stands behind the mark.
Result<Held> part_named(Held const& whole, std::string_view said);

extern RefusalKind const no_such_division;

}  // namespace giaoban::figure
