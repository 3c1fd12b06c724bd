// The queue between who sends events and the connection that carries them. Private to the server.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "web/connection.h"
#include "web/outgoing.h"

namespace giaoban::web {

inline constexpr std::size_t waiting_events_max = 64;
inline constexpr std::size_t waiting_event_bytes_max = std::size_t{1} << 20U;

// May outlive the server.
class Listener final : public EventStream {
 public:
  explicit Listener(std::weak_ptr<Connection> connection) : connection_(std::move(connection)) {}
  bool send(std::string_view event, std::string_view text) override {
    std::string line = event_text(event, text);
    std::lock_guard const lock(guard_);
    auto const connection = connection_.lock();
    if (!connection) return false;
    bytes_ += line.size();
    waiting_.push_back(std::move(line));
    while (waiting_.size() > 1 &&
           (waiting_.size() > waiting_events_max || bytes_ > waiting_event_bytes_max)) {
      bytes_ -= waiting_.front().size();
      waiting_.pop_front();
    }
    connection->wake();
    return true;
  }
  std::string take() {
    std::lock_guard const lock(guard_);
    std::string all;
    for (std::string const& line : waiting_) all += line;
    waiting_.clear();
    bytes_ = 0;
    return all;
  }
  void end() {
    std::lock_guard const lock(guard_);
    connection_.reset();
    waiting_.clear();
    bytes_ = 0;
  }

 private:
  std::mutex guard_;
  std::weak_ptr<Connection> connection_;
  std::deque<std::string> waiting_;
  std::size_t bytes_ = 0;
};

}  // namespace giaoban::web
