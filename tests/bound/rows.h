// Rows of the queries beside: members of every type that a column is read into.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "base/choice.h"
#include "base/day.h"
#include "base/id.h"
#include "base/value.h"

namespace giaoban::bound {

enum class Size { small, big };
inline std::span<Choice const> choices_of(Size) {
  static constexpr std::array<Choice, 2> sizes{Choice{static_cast<int>(Size::small), "small", {}},
                                               Choice{static_cast<int>(Size::big), "big", {}}};
  return sizes;
}

struct Stay {
  UnitId hall;
  Span span;
  std::optional<Size> size;
};
struct Birth {
  std::optional<PartialDay> on;
};
struct Guest {
  PersonId guest;
  std::string name;
  std::optional<std::string> phone;
  Stay stay;
  Birth birth;
  bool paid = false;
  Value remark;
};
struct Named {
  std::string text;
};

}  // namespace giaoban::bound
