// The threads that answer requests, so shared out that nobody's questions hold up everybody's
// pages.
//
// No route says how dear it is, as none can forget what is measured: whatever has taken
// `long_after` of a processor (or `long_after_waiting` by the clock) is a long question from then
// on. Its thread goes on with what other threads leave of the machine, another takes its place
// among those for pages, and where too many are long at once the latest question of who has most of
// them is broken off. Who has used much of late waits in the line of the long ones, from which only
// a few are begun at a time.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "web/admission.h"

namespace giaoban::web {

struct LaneOptions {
  // More than there are cores: who waits for the turn to write holds one, and what all of those
  // wrote goes to the disk at once while the rest are at work.
  int page_threads = 16;
  int of_asker_max = 4;  // at once
  // For admission and for asking whether a listener may still listen: never behind a page.
  int door_threads = 2;
  int password_threads = 2;
  int waiting_max = 512;  // for a page; the latest of who has most waiting goes beyond
  int waiting_of_asker_max = 256;
  int passwords_waiting_max = 64;

  std::chrono::milliseconds long_after{200};  // of a processor
  std::chrono::milliseconds long_after_waiting{2'000};
  int long_threads = 4;       // begin what waits in the line of the long ones
  int long_of_asker_max = 2;  // begun at once
  int long_at_once_max = 8;   // with those that turned out long
  // What an asker may use of a processor before being sent to that line, and how much of one
  // second's use is forgotten each second.
  std::chrono::milliseconds used_max{1'000};
  int used_forgotten_percent = 25;
};

enum class Turn {
  come,      // on a worker: now
  too_many,  // no room to wait, or the lanes end
  left,      // the asker has gone meanwhile
};

// What a request and the lanes know of one another.
struct LaneTie {
  std::atomic<bool> given_up = false;    // nobody waits for the answer any more
  std::atomic<bool> broken_off = false;  // by the lanes, which sets the other, too
};

struct LaneTask {
  // A question can be broken off and asked again; what writes has a deadline of its own. Whether a
  // listener may go on listening never waits for what else is asked.
  enum class Kind : std::uint8_t { door, question, writing, password, listening };
  std::string asker;
  Kind kind = Kind::question;
  std::shared_ptr<LaneTie> tie;
  // Called once; on a worker only with Turn::come. Throws nothing.
  std::function<void(Turn)> run;
};

class Lanes {
 public:
  explicit Lanes(LaneOptions const& options);
  ~Lanes();  // stops
  Lanes(Lanes const&) = delete;
  Lanes& operator=(Lanes const&) = delete;

  void put(LaneTask task);
  // What waits is turned away, what runs ends.
  void stop();

  // How many are long just now, for tests.
  [[nodiscard]] int running_long();
  // Whether this thread is one of a lane's other than that for passwords, so that waiting for
  // another's password would hold up pages.
  static bool on_a_page_thread();

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace giaoban::web
