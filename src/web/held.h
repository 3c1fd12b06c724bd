// How many bytes are held for whom at once: bodies as they come, answers until they are taken.
// Bounded for each and for all together, so that nobody's take the room of everybody's.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace giaoban::web {

struct HeldBounds {
  std::int64_t of_one_max = 0;
  std::int64_t of_all_max = 0;
};

class Held {
 public:
  explicit Held(HeldBounds const& bounds) : bounds_(bounds) {}

  // What one request holds; given back with it.
  class Part {
   public:
    Part(Held& held, std::string whose) : held_(held), whose_(std::move(whose)) {}
    ~Part() { held_.give_back(whose_, bytes_); }
    Part(Part const&) = delete;
    Part& operator=(Part const&) = delete;
    // False: there is no room for so many more.
    [[nodiscard]] bool grow(std::int64_t bytes) {
      if (!held_.take(whose_, bytes)) return false;
      bytes_ += bytes;
      return true;
    }

   private:
    Held& held_;
    std::string whose_;
    std::int64_t bytes_ = 0;
  };

  [[nodiscard]] std::int64_t bytes() const {
    std::lock_guard const lock(guard_);
    return all_;
  }

 private:
  bool take(std::string const& whose, std::int64_t bytes) {
    std::lock_guard const lock(guard_);
    std::int64_t& own = by_whom_[whose];
    bool const room = own + bytes <= bounds_.of_one_max && all_ + bytes <= bounds_.of_all_max;
    if (room) {
      own += bytes;
      all_ += bytes;
    } else if (own == 0) {
      by_whom_.erase(whose);
    }
    return room;
  }
  void give_back(std::string const& whose, std::int64_t bytes) {
    if (bytes == 0) return;
    std::lock_guard const lock(guard_);
    all_ -= bytes;
    auto const own = by_whom_.find(whose);
    own->second -= bytes;
    if (own->second == 0) by_whom_.erase(own);
  }

  mutable std::mutex guard_;
  HeldBounds bounds_;
  std::int64_t all_ = 0;
  std::map<std::string, std::int64_t, std::less<>> by_whom_;
};

}  // namespace giaoban::web
