#include "base/suggest.h"

#include <algorithm>
#include <utility>

#include "base/patience.h"

namespace giaoban {

int edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      int const change = a[i - 1] == b[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

std::vector<std::string> nearest(std::string_view word, std::vector<std::string> const& known) {
  constexpr std::size_t shown = 3;
  // Comparing costs the product of the lengths, and what is longer is no slip of a known word.
  constexpr std::size_t word_bytes_max = 200;
  if (word.size() > word_bytes_max) return {};
  auto const slip_max = std::max(1, static_cast<int>(word.size() / 3));
  std::vector<std::pair<int, std::string>> near;
  for (auto const& candidate : known) {
    Patience::ask();
    // Each letter more is one to add.
    auto const longer =
        std::max(candidate.size(), word.size()) - std::min(candidate.size(), word.size());
    if (longer > static_cast<std::size_t>(slip_max)) continue;
    auto const distance = edit_distance(word, candidate);
    if (distance <= slip_max) near.emplace_back(distance, candidate);
  }
  std::ranges::sort(near);
  std::vector<std::string> words;
  for (auto const& [distance, candidate] : near) {
    if (words.size() == shown) break;
    if (std::ranges::find(words, candidate) == words.end()) words.push_back(candidate);
  }
  return words;
}

}  // namespace giaoban
