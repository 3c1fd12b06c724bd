#include "base/likeness.h"

#include <array>

#include "base/text.h"

namespace giaoban {

// A province's names pass here by the hundred thousand: most have nothing to replace.
std::string without_apostrophes(std::string_view text) {
  std::string plain(text);
  if (plain.find_first_of("'`\xC2\xCA\xE2") == std::string::npos) return plain;
  for (std::string_view const sign : {"'", "’", "‘", "ʼ", "`", "´", "′"}) {
    for (auto at = plain.find(sign); at != std::string::npos; at = plain.find(sign, at)) {
      plain.erase(at, sign.size());
    }
  }
  return plain;
}

std::string plain_letters(std::string_view text) {
  return fold(without_apostrophes(text));
}

std::string marked_letters(std::string_view text) {
  static constexpr std::array<std::array<std::string_view, 2>, 15> ways{{{"oà", "òa"},
                                                                         {"oá", "óa"},
                                                                         {"oả", "ỏa"},
                                                                         {"oã", "õa"},
                                                                         {"oạ", "ọa"},
                                                                         {"oè", "òe"},
                                                                         {"oé", "óe"},
                                                                         {"oẻ", "ỏe"},
                                                                         {"oẽ", "õe"},
                                                                         {"oẹ", "ọe"},
                                                                         {"uỳ", "ùy"},
                                                                         {"uý", "úy"},
                                                                         {"uỷ", "ủy"},
                                                                         {"uỹ", "ũy"},
                                                                         {"uỵ", "ụy"}}};
  std::string marked = small_letters(without_apostrophes(text));
  bool two_ways = false;
  for (std::size_t i = 0; i + 1 < marked.size() && !two_ways; ++i) {
    two_ways = (marked[i] == 'o' || marked[i] == 'u') &&
               (static_cast<unsigned char>(marked[i + 1]) & 0x80U) != 0;
  }
  if (!two_ways) return marked;
  for (auto const& [one, other] : ways) {
    for (auto at = marked.find(one); at != std::string::npos; at = marked.find(one, at)) {
      marked.replace(at, one.size(), other);
    }
  }
  return marked;
}

}  // namespace giaoban
