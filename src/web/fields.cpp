// The parts of a request that the pure parsers make; apart, so that fuzzers link nothing else.
#include <algorithm>

#include "web/ascii.h"
#include "web/request.h"

namespace giaoban::web {

void Fields::add(std::string name, std::string value) {
  first_.try_emplace(name, pairs_.size());
  pairs_.emplace_back(std::move(name), std::move(value));
}

std::optional<std::string> Fields::first(std::string_view name) const {
  auto const found = first_.find(name);
  if (found == first_.end()) return std::nullopt;
  return pairs_[found->second].second;
}

std::string Fields::text(std::string_view name) const {
  return first(name).value_or("");
}

std::vector<std::string> Fields::all(std::string_view name) const {
  std::vector<std::string> values;
  auto const found = first_.find(name);
  if (found == first_.end()) return values;
  for (std::size_t i = found->second; i < pairs_.size(); ++i) {
    if (pairs_[i].first == name) values.push_back(pairs_[i].second);
  }
  return values;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      append_escaped(out, c);
    }
  }
  return out;
}

std::string own_target(std::string_view target) {
  bool const own = target.starts_with('/') && !target.starts_with("//") &&
                   target.find('\\') == std::string_view::npos &&
                   std::ranges::none_of(target, [](char c) { return c >= 0 && c < 0x20; });
  return own ? std::string(target) : "/";
}

}  // namespace giaoban::web
