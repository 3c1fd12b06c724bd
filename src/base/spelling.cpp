#include "base/spelling.h"

#include <algorithm>
#include <array>

namespace giaoban {

namespace {

struct Ending {
  std::string_view is;
  std::string_view becomes;
};

// Behind "q" a tone may stand on the u as well: "qúy".
constexpr std::array endings{Ending{"y", "i"}, Ending{"ý", "í"}, Ending{"ỳ", "ì"},
                             Ending{"ỷ", "ỉ"}, Ending{"ỹ", "ĩ"}, Ending{"ỵ", "ị"}};
constexpr std::array toned_endings{Ending{"úy", "uí"}, Ending{"ùy", "uì"}, Ending{"ủy", "uỉ"},
                                   Ending{"ũy", "uĩ"}, Ending{"ụy", "uị"}};
constexpr std::array<std::string_view, 7> hyphens{"-", "‐", "‑", "‒", "–", "—", "−"};

bool ends_in_consonant(std::string_view text) {
  if (text.ends_with("qu") || text.ends_with("đ")) return true;
  char const last = text.empty() ? ' ' : text.back();
  return last >= 'a' && last <= 'z' && std::string_view("aeiouy").find(last) == std::string::npos;
}

Ending const* ending_at(std::string_view rest, std::string_view before) {
  auto const starts = [&](Ending const& one) { return rest.starts_with(one.is); };
  if (before.ends_with('q')) {
    auto const* const toned = std::ranges::find_if(toned_endings, starts);
    return toned == toned_endings.end() ? nullptr : toned;
  }
  if (!ends_in_consonant(before)) return nullptr;
  auto const* const found = std::ranges::find_if(endings, starts);
  return found == endings.end() ? nullptr : found;
}

}  // namespace

std::string one_spelling(std::string_view small_letters) {
  std::string one;
  one.reserve(small_letters.size());
  for (std::size_t at = 0; at < small_letters.size();) {
    auto const rest = small_letters.substr(at);
    if (auto const* const ending = ending_at(rest, one)) {
      one += ending->becomes;
      at += ending->is.size();
      continue;
    }
    auto const* const hyphen =
        std::ranges::find_if(hyphens, [&](auto sign) { return rest.starts_with(sign); });
    bool const parts = rest.front() == ' ' || hyphen != hyphens.end();
    if (!parts) {
      one += rest.front();
    } else if (!one.empty() && one.back() != ' ') {
      one += ' ';
    }
    at += hyphen != hyphens.end() ? hyphen->size() : 1;
  }
  if (one.ends_with(' ')) one.pop_back();
  return one;
}

}  // namespace giaoban
