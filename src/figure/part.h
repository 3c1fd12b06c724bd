// A figure divided: what a measure counts, class by class of sex, age, schooling, kind and the
// like. Each part is a measure itself, named by its whole and its class ("members~sex=female"), so
// that it has a reference, a series and records like any other, and can be divided again
// ("members~sex=female~age=18_30"). Private to src/figure.
#pragma once

#include <string>
#include <string_view>

#include "figure/condition.h"
#include "figure/figure.h"

namespace giaoban::figure {

inline constexpr char part_mark = '~';

// What a part has beyond its whole.
struct Part {
  Held whole;
  Condition of;      // the class: one comparison; every record is in one of those of a property
  std::string base;  // the name of its base
};

// "sex=female", "age=18_30", "age=61_", "schooling=unknown": what stands behind the mark.
Result<Held> part_named(Held const& whole, std::string_view said);

extern RefusalKind const no_such_division;

}  // namespace giaoban::figure
