// Who listens to what: the open streams of a topic, and what was last told there. Lives as long as
// the site; keeps nothing beyond that.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/html.h"
#include "web/request.h"

namespace giaoban::web {

// What is told under a topic. Of two, the one with the higher change is the later, whichever comes
// first: two steps taken at once may be told in either order.
struct Telling {
  std::string event;
  std::int64_t change = 0;
  Html content;
  // As it is sent: the change, a line end, the content.
  [[nodiscard]] std::string text() const;
};

class Channels {
 public:
  // The listener hears at once what was last told there, then all that follows. `who` is named by
  // `present`; "" for nobody in particular.
  void subscribe(std::string const& topic, std::string const& who,
                 std::shared_ptr<EventStream> stream);
  // One older than what was last told is dropped.
  void publish(std::string const& topic, Telling const& telling);
  std::optional<Telling> latest(std::string_view topic) const;
  // Who listens now, each once, sorted. Asks every stream of the topic by an event "present".
  std::vector<std::string> present(std::string_view topic);
  [[nodiscard]] std::size_t streams(std::string_view topic) const;  // some may be gone already

 private:
  struct Listener {
    std::string who;
    std::shared_ptr<EventStream> stream;
  };
  struct Topic {
    std::vector<Listener> listeners;
    std::size_t after_sweep = 0;  // how many there were when the gone ones were last taken out
    std::optional<Telling> latest;
  };
  static void tell(Topic& topic, std::string_view event, std::string_view text);

  mutable std::mutex guard_;
  std::map<std::string, Topic, std::less<>> topics_;
};

}  // namespace giaoban::web
