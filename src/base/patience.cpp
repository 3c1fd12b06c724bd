#include "base/patience.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace giaoban {

// All bounds that hold for a thread, the outer ones among them: one look finds the narrowest.
struct Limits {
  // What has been used of a bound by all threads that work under it.
  struct Used {
    Used(std::int64_t rows, std::int64_t bytes) : rows_left(rows), bytes_left(bytes) {}
    std::atomic<std::int64_t> rows_left;
    std::atomic<std::int64_t> bytes_left;
  };

  std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();
  std::vector<std::pair<Flag, Impatience>> flags;
  std::vector<std::shared_ptr<Used>> used;
  std::vector<std::shared_ptr<std::atomic<bool>>> kept;  // of each scope, the innermost first
};

namespace {

// The one thing that belongs to a thread and not to a caller: docs/decisions.md says why.
thread_local std::shared_ptr<Limits const> limits_of_this_thread;

void add(Limits& limits, Limits const* outer) {
  if (outer == nullptr) return;
  limits.until = std::min(limits.until, outer->until);
  limits.flags.insert(limits.flags.end(), outer->flags.begin(), outer->flags.end());
  limits.used.insert(limits.used.end(), outer->used.begin(), outer->used.end());
  limits.kept.insert(limits.kept.end(), outer->kept.begin(), outer->kept.end());
}

std::shared_ptr<Limits const> limits_of(Bounds bounds, Limits const* outer) {
  auto limits = std::make_shared<Limits>();
  limits->until = bounds.until;
  limits->kept.push_back(std::make_shared<std::atomic<bool>>(false));
  if (bounds.gone) limits->flags.emplace_back(std::move(bounds.gone), Impatience::asker_gone);
  if (bounds.stopping) limits->flags.emplace_back(std::move(bounds.stopping), Impatience::stopping);
  if (bounds.rows_max != Bounds::unbounded || bounds.bytes_max != Bounds::unbounded) {
    limits->used.push_back(std::make_shared<Limits::Used>(bounds.rows_max, bounds.bytes_max));
  }
  add(*limits, bounds.within.get());
  if (outer != bounds.within.get()) add(*limits, outer);
  return limits;
}

void use(std::atomic<std::int64_t> Limits::Used::* left, std::int64_t amount) {
  if (limits_of_this_thread == nullptr) return;
  for (auto const& used : limits_of_this_thread->used) {
    if (((*used).*left).fetch_sub(amount, std::memory_order_relaxed) < amount) {
      throw OutOfPatience(Impatience::too_much);
    }
  }
}

}  // namespace

char const* OutOfPatience::what() const noexcept {
  switch (why_) {
    case Impatience::time:
      return "out of patience: the time is over";
    case Impatience::asker_gone:
      return "out of patience: who asked has gone";
    case Impatience::stopping:
      return "out of patience: the program ends";
    case Impatience::too_much:
      return "out of patience: too many rows or bytes";
  }
  return "out of patience";
}

Patience::Patience(Bounds bounds)
    : before_(limits_of_this_thread), here_(limits_of(std::move(bounds), before_.get())) {
  limits_of_this_thread = here_;
}

Patience::~Patience() {
  limits_of_this_thread = std::move(before_);
}

std::optional<Impatience> Patience::lost() noexcept {
  Limits const* const limits = limits_of_this_thread.get();
  if (limits == nullptr) return std::nullopt;
  for (auto const& [flag, why] : limits->flags) {
    if (flag->load(std::memory_order_relaxed)) return why;
  }
  bool const timed = limits->until != std::chrono::steady_clock::time_point::max();
  if (timed && std::chrono::steady_clock::now() >= limits->until) return Impatience::time;
  return std::nullopt;
}

void Patience::ask() {
  if (auto const why = lost()) throw OutOfPatience(*why);
}

void Patience::ask_for_rows(std::int64_t rows) {
  use(&Limits::Used::rows_left, rows);
  ask();
}

void Patience::ask_for_bytes(std::int64_t bytes) {
  use(&Limits::Used::bytes_left, bytes);
  ask();
}

void Patience::note_kept() noexcept {
  if (limits_of_this_thread == nullptr) return;
  for (auto const& kept : limits_of_this_thread->kept) *kept = true;
}

bool Patience::kept() const noexcept {
  return *here_->kept.front();
}

std::chrono::steady_clock::time_point Patience::until() noexcept {
  Limits const* const limits = limits_of_this_thread.get();
  return limits == nullptr ? std::chrono::steady_clock::time_point::max() : limits->until;
}

Bounds Patience::of_this_thread() {
  Bounds bounds;
  bounds.within = limits_of_this_thread;
  return bounds;
}

Bounds Patience::of_the_program() {
  auto stops = std::make_shared<Limits>();
  if (limits_of_this_thread != nullptr) {
    for (auto const& one : limits_of_this_thread->flags) {
      if (one.second == Impatience::stopping) stops->flags.push_back(one);
    }
  }
  Bounds bounds;
  bounds.within = std::move(stops);
  return bounds;
}

WorkFor::WorkFor(Bounds bounds) : before_(limits_of_this_thread) {
  limits_of_this_thread = limits_of(std::move(bounds), nullptr);
}

WorkFor::~WorkFor() {
  limits_of_this_thread = std::move(before_);
}

}  // namespace giaoban
