#include "app/ending.h"

#include <unistd.h>

namespace giaoban::app {

Ending::Ending(EndingTimes times) : times_(times) {}

Ending::~Ending() {
  {
    std::lock_guard const lock(guard_);
    over_ = true;
  }
  woken_.notify_all();
  if (watching_.joinable()) watching_.join();
}

void Ending::begin() {
  watching_ = std::thread([this] { watch(); });
}

void Ending::watch() {
  auto const begun = std::chrono::steady_clock::now();
  std::unique_lock lock(guard_);
  auto const over = [this] { return over_; };
  if (woken_.wait_until(lock, begun + times_.grace, over)) return;
  *flag_ = true;
  if (woken_.wait_until(lock, begun + times_.last, over)) return;
  // No destructor may run: some of what they wait for never comes.
  ::_exit(exit_code);
}

}  // namespace giaoban::app
