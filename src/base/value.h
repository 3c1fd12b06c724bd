// The value of one field of a fact, one cell of a listing, or one parameter of a query.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace giaoban {

struct Blob {
  std::string bytes;
  auto operator<=>(Blob const&) const = default;
};

// Days, partial days and ids are integers; choices are their code.
using Value = std::variant<std::monostate, std::int64_t, std::string, Blob>;

inline bool is_null(Value const& value) {
  return std::holds_alternative<std::monostate>(value);
}

}  // namespace giaoban
