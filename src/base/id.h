// Identities. An id is unique across stores: the store's number stands in the high bits, so that
// files of communes can be joined into a province's.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace giaoban {

template <class Entity>
struct Id {
  std::int64_t value = 0;

  [[nodiscard]] constexpr explicit operator bool() const { return value != 0; }
  constexpr auto operator<=>(Id const&) const = default;
};

using UnitId = Id<struct UnitEntity>;
using PersonId = Id<struct PersonEntity>;
using PostId = Id<struct PostEntity>;
using DocumentId = Id<struct DocumentEntity>;

// Number of a journal entry: 1, 2, 3 ... in commit order. 0: before the first.
using EntryNumber = std::int64_t;

}  // namespace giaoban

template <class Entity>
struct std::hash<giaoban::Id<Entity>> {
  std::size_t operator()(giaoban::Id<Entity> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
