#include "web/channels.h"

#include <algorithm>
#include <set>

namespace giaoban::web {

namespace {

constexpr std::string_view present_event = "present";
constexpr std::size_t sweep_from = 16;

}  // namespace

std::string Telling::text() const {
  return std::to_string(change) + "\n" + content.text();
}

// Sending never waits, so it may be done under the guard; who is gone is found by it.
void Channels::tell(Topic& topic, std::string_view event, std::string_view text) {
  std::erase_if(topic.listeners,
                [&](Listener const& listener) { return !listener.stream->send(event, text); });
  topic.after_sweep = topic.listeners.size();
}

void Channels::subscribe(std::string const& topic, std::string const& who,
                         std::shared_ptr<EventStream> stream) {
  std::lock_guard const lock(guard_);
  Topic& own = topics_[topic];
  // Listeners that come back again and again, with nothing told meanwhile, must not pile up.
  if (own.listeners.size() >= std::max(sweep_from, 2 * own.after_sweep)) {
    tell(own, present_event, {});
  }
  if (own.latest && !stream->send(own.latest->event, own.latest->text())) return;
  own.listeners.push_back({who, std::move(stream)});
}

void Channels::publish(std::string const& topic, Telling const& telling) {
  std::lock_guard const lock(guard_);
  Topic& own = topics_[topic];
  if (own.latest && own.latest->change > telling.change) return;
  own.latest = telling;
  tell(own, telling.event, telling.text());
}

std::optional<Telling> Channels::latest(std::string_view topic) const {
  std::lock_guard const lock(guard_);
  auto const found = topics_.find(topic);
  return found == topics_.end() ? std::nullopt : found->second.latest;
}

std::vector<std::string> Channels::present(std::string_view topic) {
  std::lock_guard const lock(guard_);
  auto const found = topics_.find(topic);
  if (found == topics_.end()) return {};
  tell(found->second, present_event, {});
  std::set<std::string> names;
  for (Listener const& listener : found->second.listeners) {
    if (!listener.who.empty()) names.insert(listener.who);
  }
  return {names.begin(), names.end()};
}

std::size_t Channels::streams(std::string_view topic) const {
  std::lock_guard const lock(guard_);
  auto const found = topics_.find(topic);
  return found == topics_.end() ? 0 : found->second.listeners.size();
}

}  // namespace giaoban::web
