// How long and how far the work of a thread may go on: until an instant, until its asker has gone,
// until the program ends, up to so many rows and bytes. A bound holds for all that the thread does
// inside the scope, as its stack does, so that no loop has to be handed it: what may take long
// asks.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <limits>
#include <memory>
#include <optional>

namespace giaoban {

// Why work may not go on.
enum class Impatience { time, asker_gone, stopping, too_much };

// Caught at the edges only (web::answer, jobs, the command line); what is open is rolled back on
// the way there.
class OutOfPatience : public std::exception {
 public:
  explicit OutOfPatience(Impatience why) : why_(why) {}
  [[nodiscard]] Impatience why() const { return why_; }
  [[nodiscard]] char const* what() const noexcept override;

 private:
  Impatience why_;
};

using Flag = std::shared_ptr<std::atomic<bool> const>;

struct Bounds {
  static constexpr std::int64_t unbounded = std::numeric_limits<std::int64_t>::max();

  std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();
  Flag gone = {};                                    // true: nobody waits for the answer any more
  Flag stopping = {};                                // true: the program ends
  std::int64_t rows_max = unbounded;                 // that one query answers
  std::int64_t bytes_max = unbounded;                // of what is answered
  std::shared_ptr<struct Limits const> within = {};  // those of the thread it came from
};

// The bounds of this thread's work from here to the end of the scope. Of nested ones the narrower
// holds. Scopes of a thread end in the opposite order of their beginning.
class Patience {
 public:
  explicit Patience(Bounds bounds);
  ~Patience();
  Patience(Patience const&) = delete;
  Patience& operator=(Patience const&) = delete;

  // Throws OutOfPatience. Costs what a look at the clock does: to be called in each loop whose
  // length a user, or what is stored, can choose.
  static void ask();
  // Ask, having read so many rows of one query; having answered so much more.
  static void ask_for_rows(std::int64_t rows);
  static void ask_for_bytes(std::int64_t bytes);
  // The same without an exception, for callbacks out of C.
  [[nodiscard]] static std::optional<Impatience> lost() noexcept;
  // What this work wrote stands from now on: the store says so after its commit, so that who is
  // told that the work was broken off later is not told that nothing was written.
  static void note_kept() noexcept;
  [[nodiscard]] bool kept() const noexcept;
  // The last instant of this thread's work; max(): there is none.
  [[nodiscard]] static std::chrono::steady_clock::time_point until() noexcept;
  // To hand to a thread that works for this one, which opens a Patience, or a WorkFor, with them.
  [[nodiscard]] static Bounds of_this_thread();
  // Of these only that the program ends: for what this thread makes for all who ask.
  [[nodiscard]] static Bounds of_the_program();

 private:
  std::shared_ptr<struct Limits const> before_;
  std::shared_ptr<struct Limits const> here_;
};

// While this thread does the work of another: the bounds of that one hold and not its own.
// `WorkFor(Bounds{})` is work that nothing may break off, such as a commit.
class WorkFor {
 public:
  explicit WorkFor(Bounds bounds);
  ~WorkFor();
  WorkFor(WorkFor const&) = delete;
  WorkFor& operator=(WorkFor const&) = delete;

 private:
  std::shared_ptr<struct Limits const> before_;
};

}  // namespace giaoban
