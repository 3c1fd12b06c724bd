// Who waits for a worker: one row for each asker, served in turn, so that nobody waits longer for
// what another asks much of. Pure; its owner guards it.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "web/lanes.h"

namespace giaoban::web {

class WaitingLine {
 public:
  void add(LaneTask task) {
    auto& own = waiting_[task.asker];
    if (own.empty()) order_.push_back(task.asker);
    own.push_back(std::move(task));
    ++size_;
  }

  // The first task of the next asker who may have one now.
  template <class May>
  std::optional<LaneTask> next(May&& may) {
    for (auto at = order_.begin(); at != order_.end(); ++at) {
      auto const own = waiting_.find(*at);
      if (!may(own->second.front())) continue;
      LaneTask task = std::move(own->second.front());
      own->second.pop_front();
      if (own->second.empty()) {
        waiting_.erase(own);
        order_.erase(at);
      } else {
        order_.splice(order_.end(), order_, at);
      }
      --size_;
      return task;
    }
    return std::nullopt;
  }

  // The latest of who has most waiting: what goes when there is no room.
  std::optional<LaneTask> drop_from_longest() {
    auto longest = waiting_.end();
    for (auto at = waiting_.begin(); at != waiting_.end(); ++at) {
      if (longest == waiting_.end() || at->second.size() > longest->second.size()) longest = at;
    }
    if (longest == waiting_.end()) return std::nullopt;
    LaneTask task = std::move(longest->second.back());
    longest->second.pop_back();
    if (longest->second.empty()) {
      order_.remove(longest->first);
      waiting_.erase(longest);
    }
    --size_;
    return task;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t of(std::string const& asker) const {
    auto const own = waiting_.find(asker);
    return own == waiting_.end() ? 0 : own->second.size();
  }

 private:
  std::list<std::string> order_;
  std::map<std::string, std::deque<LaneTask>, std::less<>> waiting_;
  std::size_t size_ = 0;
};

}  // namespace giaoban::web
