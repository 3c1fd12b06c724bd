// Answers that cost much and change seldom, kept for all readers of a store: the tree of a day. A
// kept answer holds for an entry as long as nothing of the kinds it was made from was written up to
// it, by whichever program: the journal says so. Nothing that names a person may be kept here.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "store/fact.h"

namespace giaoban::store {

class Shelf {
 public:
  struct Key {
    std::string_view name;  // says the type as well
    Day as_of;
    EntryNumber known_at = 0;  // not beyond the journal's head
  };
  // Whether nothing was written by the entries after `from` up to `to`.
  using Untouched = std::function<bool(EntryNumber from, EntryNumber to)>;
  std::shared_ptr<void const> find(Key const& key, Untouched const& untouched);
  void keep(Key const& key, std::shared_ptr<void const> value);
  // Held by whoever makes an answer, while others who ask for the same wait for it: else all would
  // make it at once after each write. Answers are made of one another, never in a circle.
  struct Turn {
    std::shared_ptr<std::mutex> of;
    std::unique_lock<std::mutex> held;
  };
  Turn turn_to_make(Key const& key);

 private:
  struct Kept {
    std::string name;
    Day as_of;
    EntryNumber from = 0;     // that it was made for
    EntryNumber through = 0;  // up to which it is known to hold
    std::shared_ptr<void const> value;
    std::int64_t used = 0;
  };
  Kept* place_of(Key const& key);

  std::mutex guard_;
  std::vector<Kept> kept_;
  std::map<std::pair<std::string, Day>, std::weak_ptr<std::mutex>> turns_;
  std::int64_t uses_ = 0;
};

}  // namespace giaoban::store
