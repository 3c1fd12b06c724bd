#include "store/shelf.h"

#include <algorithm>

namespace giaoban::store {

namespace {

constexpr std::size_t kept_max = 32;

}  // namespace

Shelf::Kept* Shelf::place_of(Key const& key) {
  auto const found = std::ranges::find_if(
      kept_, [&](Kept const& one) { return one.as_of == key.as_of && one.name == key.name; });
  return found == kept_.end() ? nullptr : &*found;
}

std::shared_ptr<void const> Shelf::find(Key const& key, Untouched const& untouched) {
  Kept seen;
  {
    std::lock_guard const lock(guard_);
    Kept* const place = place_of(key);
    if (place == nullptr || key.known_at < place->from) return nullptr;
    place->used = ++uses_;
    if (key.known_at <= place->through) return place->value;
    seen = *place;
  }
  // Asked outside the lock: a question to the database may wait.
  if (!untouched(seen.through, key.known_at)) return nullptr;
  std::lock_guard const lock(guard_);
  Kept* const place = place_of(key);
  if (place != nullptr && place->value == seen.value) {
    place->through = std::max(place->through, key.known_at);
  }
  return seen.value;
}

void Shelf::keep(Key const& key, std::shared_ptr<void const> value) {
  std::lock_guard const lock(guard_);
  Kept* place = place_of(key);
  // What was known long ago is asked seldom, what is known now by everybody.
  if (place != nullptr && place->through > key.known_at) return;
  if (place == nullptr && kept_.size() >= kept_max) {
    place = &*std::ranges::min_element(kept_, {}, &Kept::used);
  }
  if (place == nullptr) place = &kept_.emplace_back();
  *place = {std::string(key.name), key.as_of,        key.known_at,
            key.known_at,          std::move(value), ++uses_};
}

Shelf::Turn Shelf::turn_to_make(Key const& key) {
  Turn turn;
  {
    std::lock_guard const lock(guard_);
    std::erase_if(turns_, [](auto const& one) { return one.second.expired(); });
    auto& place = turns_[{std::string(key.name), key.as_of}];
    turn.of = place.lock();
    if (turn.of == nullptr) place = turn.of = std::make_shared<std::mutex>();
  }
  turn.held = std::unique_lock(*turn.of);
  return turn;
}

}  // namespace giaoban::store
