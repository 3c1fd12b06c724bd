#include "base/patience.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace giaoban {

// All bounds that hold for a thread, the outer ones among them: one look finds the narrowest.
struct Limits {
  std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();
  std::vector<std::pair<Flag, Impatience>> flags;
  std::int64_t rows_max = Bounds::unbounded;
  std::vector<std::shared_ptr<std::atomic<std::int64_t>>> bytes_left;  // of all who work under it
  std::vector<std::shared_ptr<std::atomic<bool>>> kept;  // of each scope, the innermost first
};

namespace {

// The one thing that belongs to a thread and not to a caller: docs/decisions.md says why.
thread_local std::shared_ptr<Limits const> limits_of_this_thread;

void add(Limits& limits, Limits const* outer) {
  if (outer == nullptr) return;
  limits.until = std::min(limits.until, outer->until);
  limits.flags.insert(limits.flags.end(), outer->flags.begin(), outer->flags.end());
  limits.rows_max = std::min(limits.rows_max, outer->rows_max);
  limits.bytes_left.insert(limits.bytes_left.end(), outer->bytes_left.begin(),
                           outer->bytes_left.end());
  limits.kept.insert(limits.kept.end(), outer->kept.begin(), outer->kept.end());
}

std::shared_ptr<Limits const> limits_of(Bounds bounds, Limits const* outer) {
  auto limits = std::make_shared<Limits>();
  limits->until = bounds.until;
  limits->kept.push_back(std::make_shared<std::atomic<bool>>(false));
  if (bounds.gone) limits->flags.emplace_back(std::move(bounds.gone), Impatience::asker_gone);
  if (bounds.stopping) limits->flags.emplace_back(std::move(bounds.stopping), Impatience::stopping);
  limits->rows_max = bounds.rows_max;
  if (bounds.bytes_max != Bounds::unbounded) {
    limits->bytes_left.push_back(std::make_shared<std::atomic<std::int64_t>>(bounds.bytes_max));
  }
  add(*limits, bounds.within.get());
  if (outer != bounds.within.get()) add(*limits, outer);
  return limits;
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
  Limits const* const limits = limits_of_this_thread.get();
  if (limits != nullptr && rows > limits->rows_max) throw OutOfPatience(Impatience::too_much);
  ask();
}

void Patience::ask_for_bytes(std::int64_t bytes) {
  if (limits_of_this_thread != nullptr) {
    for (auto const& left : limits_of_this_thread->bytes_left) {
      if (left->fetch_sub(bytes, std::memory_order_relaxed) < bytes) {
        throw OutOfPatience(Impatience::too_much);
      }
    }
  }
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
