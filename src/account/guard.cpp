// How long who guesses has to wait.
#include <algorithm>

#include "account/rules.h"
#include "account/sign_in.h"

namespace giaoban::account {

std::int64_t wait_after(int failures, Pace pace) {
  if (failures <= pace.free) return 0;
  constexpr int doublings_max = 20;  // far above `longest`
  int const doublings = std::min(failures - pace.free, doublings_max);
  return std::min(pace.longest, second << doublings);
}

int failures_max(Pace pace) {
  int failures = pace.free + 1;
  while (wait_after(failures, pace) < pace.longest) ++failures;
  return failures;
}

namespace {

// So many failures of a name are typing errors: they do not make it wait for who guesses from the
// same address, or one error would lock a name there for as long as somebody guesses.
constexpr int slips = 2;

}  // namespace

std::int64_t Guard::try_now(std::vector<Key> const& keys, std::int64_t now) {
  std::lock_guard const lock(mutex_);
  forget_old(now);
  bool const failed = std::ranges::any_of(keys, [&](Key const& key) {
    return key.pace.binds == Binds::everybody && tries_of(key, now) > slips;
  });
  std::int64_t wait = 0;
  for (Key const& key : keys) {
    if (failed || key.pace.binds == Binds::everybody) wait = std::max(wait, wait_of(key, now));
  }
  if (wait > 0) return wait;
  for (Key const& key : keys) {
    // Who passes beside a wait does not lengthen it for those who are bound by it.
    bool const beside = wait_of(key, now) > 0;
    auto const place = counts_.try_emplace(key.name).first;
    Count& count = place->second;
    count.pace = key.pace;
    if (count.tries == 0) count.forgotten = now;
    count.tries = std::min(count.tries + 1, failures_max(key.pace));
    if (!beside) count.last = now;
  }
  return 0;
}

int Guard::tries_of(Key const& key, std::int64_t now) {
  auto const found = counts_.find(key.name);
  if (found == counts_.end()) return 0;
  forget_since(found->second, now);
  return found->second.tries;
}

std::int64_t Guard::wait_of(Key const& key, std::int64_t now) {
  int const tries = tries_of(key, now);
  return tries == 0 ? 0 : counts_.find(key.name)->second.last + wait_after(tries, key.pace) - now;
}

void Guard::forget_since(Count& count, std::int64_t now) {
  std::int64_t const due = (now - count.forgotten) / count.pace.forgets_one_in;
  count.tries -= static_cast<int>(std::min<std::int64_t>(due, count.tries));
  count.forgotten += due * count.pace.forgets_one_in;
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

void Guard::forget_old(std::int64_t now) {
  constexpr std::size_t few = 1000;
  if (counts_.size() < few) return;
  for (auto& [name, count] : counts_) forget_since(count, now);
  std::erase_if(counts_, [](auto const& entry) { return entry.second.tries == 0; });
}

}  // namespace giaoban::account
