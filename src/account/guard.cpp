// How long who guesses has to wait.
#include <algorithm>

#include "account/rules.h"
#include "account/sign_in.h"

namespace giaoban::account {

std::int64_t Guard::try_now(std::vector<Key> const& keys, Instant now) {
  std::lock_guard const lock(mutex_);
  forget_old(now);
  std::int64_t wait = 0;
  for (Key const& key : keys) {
    auto const found = counts_.find(key.name);
    if (found == counts_.end()) continue;
    std::int64_t const due =
        found->second.last.microseconds + wait_after(found->second.tries, {.free = key.free});
    if (found->second.tries > key.free) wait = std::max(wait, due - now.microseconds);
  }
  if (wait > 0) return wait;
  for (Key const& key : keys) {
    Count& count = counts_[key.name];
    ++count.tries;
    count.last = now;
  }
  return 0;
}

void Guard::take_back(Key const& key) {
  std::lock_guard const lock(mutex_);
  auto const found = counts_.find(key.name);
  if (found == counts_.end()) return;
  if (--found->second.tries <= 0) counts_.erase(found);
}

void Guard::forget(Key const& key) {
  std::lock_guard const lock(mutex_);
  counts_.erase(key.name);
}

void Guard::forget_old(Instant now) {
  constexpr std::size_t few = 1000;
  if (counts_.size() < few) return;
  std::erase_if(counts_, [&](auto const& entry) {
    return now.microseconds - entry.second.last.microseconds > hour;
  });
}

}  // namespace giaoban::account
