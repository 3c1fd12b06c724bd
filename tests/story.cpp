#include "tests/story.h"

#include <regex>
#include <span>
#include <stdexcept>

namespace giaoban::test {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    auto const end = text.find('\n');
    auto& line = lines.emplace_back(text.substr(0, end));
    if (line.ends_with('\r')) line.pop_back();  // CSV ends its lines so
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return lines;
}

std::vector<Step> parse_story(std::string_view text) {
  std::vector<Step> steps;
  int number = 0;
  bool goes_on = false;
  for (auto const& line : lines_of(text)) {
    ++number;
    auto const expected = [&]() -> Step& {
      if (steps.empty()) throw std::runtime_error("a story begins with a line of \"$ giaoban\"");
      return steps.back();
    };
    if (goes_on || line.starts_with("$ ")) {
      if (!goes_on) steps.push_back({.line = number, .command = {}, .output = {}, .words = {}});
      auto part = goes_on ? line : line.substr(2);
      goes_on = part.ends_with('\\');
      if (goes_on) part.pop_back();
      steps.back().command += part;
    } else if (line.starts_with("#") || (line.empty() && steps.empty())) {
      continue;
    } else if (line.starts_with("! ") || line == "!") {
      expected().words.push_back(line.size() > 2 ? line.substr(2) : "");
    } else if (std::regex_match(line, std::regex("exit [0-9]+"))) {
      expected().exit_code = std::stoi(line.substr(5));
    } else {
      expected().output.push_back(line.starts_with("\\") ? line.substr(1) : line);
    }
  }
  for (auto& step : steps) {
    while (!step.output.empty() && step.output.back().empty()) step.output.pop_back();
  }
  return steps;
}

std::string with_names(std::string text, Names const& names) {
  for (auto const& [name, word] : names) {
    auto const place = "{" + name + "}";
    for (auto at = text.find(place); at != text.npos; at = text.find(place, at + word.size())) {
      text.replace(at, place.size(), word);
    }
  }
  return text;
}

namespace {

// The line as a pattern; `order` takes the names of its groups that are bound by the match.
std::regex pattern_of(std::string const& line, std::vector<std::string>& order) {
  static std::regex const place(R"(\{([a-z_0-9]*|\*)\})");
  static std::regex const special(R"([.^$|()\[\]{}*+?\\])");
  std::string pattern;
  auto rest = line.cbegin();
  for (std::sregex_iterator it(line.begin(), line.end(), place), end; it != end; ++it) {
    auto const& match = *it;
    pattern += std::regex_replace(std::string(rest, match[0].first), special, R"(\$&)");
    rest = match[0].second;
    auto const name = match[1].str();
    if (name == "n") {
      pattern += "[0-9]+";
    } else if (name == "mark") {
      pattern += "[0-9A-F]{10}";
    } else if (name == "*") {
      pattern += ".*";
    } else if (name.empty()) {
      pattern += R"([^\s,;"]+)";
    } else {
      pattern += R"(([^\s,;"]+))";
      order.push_back(name);
    }
  }
  pattern += std::regex_replace(std::string(rest, line.cend()), special, R"(\$&)");
  return std::regex(pattern);
}

bool line_matches(std::string const& expected, std::string const& seen, Names& names) {
  std::vector<std::string> order;
  auto const pattern = pattern_of(with_names(expected, names), order);
  std::smatch match;
  if (!std::regex_match(seen, match, pattern)) return false;
  auto bound = names;
  for (std::size_t i = 0; i < order.size(); ++i) {
    auto const word = match[i + 1].str();
    if (auto const [at, fresh] = bound.emplace(order[i], word); !fresh && at->second != word) {
      return false;
    }
  }
  names = std::move(bound);
  return true;
}

bool match(std::span<std::string const> expected, std::span<std::string const> seen, Names& names) {
  if (expected.empty()) return seen.empty();
  if (expected.front() == "...") {
    for (std::size_t skipped = 0; skipped <= seen.size(); ++skipped) {
      auto attempt = names;
      if (match(expected.subspan(1), seen.subspan(skipped), attempt)) {
        names = std::move(attempt);
        return true;
      }
    }
    return false;
  }
  return !seen.empty() && line_matches(expected.front(), seen.front(), names) &&
         match(expected.subspan(1), seen.subspan(1), names);
}

}  // namespace

bool lines_match(std::vector<std::string> const& expected, std::vector<std::string> const& seen,
                 Names& names) {
  auto attempt = names;
  if (!match(expected, seen, attempt)) return false;
  names = std::move(attempt);
  return true;
}

}  // namespace giaoban::test
