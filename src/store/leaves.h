// The leaves that the rows of a store prove, put in their places under the entries. Private to the
// check.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "store/fact.h"
#include "store/hash.h"

namespace giaoban::store {

// A fact's place in the journal.
struct Place {
  EntryNumber entry;
  std::int64_t leaf;
  bool operator==(Place const&) const = default;
};
struct PlaceHash {
  std::size_t operator()(Place place) const noexcept {
    // Unsigned: what is stored may be any number.
    return std::hash<std::uint64_t>{}(static_cast<std::uint64_t>(place.entry) * 1'000'003U +
                                      static_cast<std::uint64_t>(place.leaf));
  }
};

// What stands in for a blanked fact: its leaf, and the leaf that says so.
struct Erased {
  Hash original;
  Place told;
};

// The leaves found for each entry, put in their places.
class Leaves {
 public:
  void expect(EntryNumber entry, std::int64_t count) {
    found_[entry].assign(static_cast<std::size_t>(count), std::nullopt);
  }
  // One whose row cannot be read: said already, and nothing that bears its number is a fault.
  void unread(EntryNumber entry) { unread_.insert(entry); }
  [[nodiscard]] bool unread_of(EntryNumber entry) const { return unread_.contains(entry); }
  // A sentence when the place is not of the entry or is already taken.
  std::optional<std::string> put(std::string_view table, Place place, Hash const& leaf) {
    if (unread_.contains(place.entry)) return std::nullopt;
    auto const entry = found_.find(place.entry);
    if (entry == found_.end()) {
      return fmt::format("{}: bản ghi mang bút toán {} không có trong nhật ký", table, place.entry);
    }
    if (place.leaf < 0 || place.leaf >= static_cast<std::int64_t>(entry->second.size())) {
      return fmt::format("{}: bút toán {} không có lá số {}", table, place.entry, place.leaf);
    }
    auto& slot = entry->second[static_cast<std::size_t>(place.leaf)];
    if (slot) return fmt::format("{}: lá {}.{} có hai bản ghi", table, place.entry, place.leaf);
    slot = leaf;
    return std::nullopt;
  }
  // The root over an entry's leaves; nullopt with the first place that is empty.
  std::optional<Hash> root(EntryNumber entry, std::int64_t& missing) const {
    Merkle merkle;
    std::vector<std::optional<Hash>> const& leaves = found_.at(entry);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      if (!leaves[i]) {
        missing = static_cast<std::int64_t>(i);
        return std::nullopt;
      }
      merkle.add(*leaves[i]);
    }
    return merkle.root();
  }

 private:
  std::unordered_map<EntryNumber, std::vector<std::optional<Hash>>> found_;
  std::unordered_set<EntryNumber> unread_;
};

}  // namespace giaoban::store
