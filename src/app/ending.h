// The end of a server, which always comes: work is let finish for a moment, then told to stop, and
// what does not listen is ended with the process. The store bears that as it bears a power cut.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "base/patience.h"

namespace giaoban::app {

struct EndingTimes {
  std::chrono::milliseconds grace{5'000};  // after the signal: then work is told to stop
  std::chrono::milliseconds last{9'000};   // after the signal: then the process ends itself
};

class Ending {
 public:
  explicit Ending(EndingTimes times = {});
  ~Ending();  // all has ended well
  Ending(Ending const&) = delete;
  Ending& operator=(Ending const&) = delete;

  // True once work is told to stop: a bound of all work (base/patience.h).
  [[nodiscard]] Flag flag() const { return flag_; }
  [[nodiscard]] std::chrono::milliseconds grace() const { return times_.grace; }
  void begin();

  static constexpr int exit_code = 70;  // of a process that had to end itself

 private:
  void watch();

  EndingTimes times_;
  std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
  std::mutex guard_;
  std::condition_variable woken_;
  bool over_ = false;
  std::thread watching_;
};

}  // namespace giaoban::app
