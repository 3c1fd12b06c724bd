// A closed list of words for a text that is counted by: what is stored is the official form, and
// the ways people write it are data beside it. A word that the list does not know is asked about,
// never guessed.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace giaoban {

struct Word {
  std::string official;  // "": whoever writes so says nothing
  std::vector<std::string_view> also = {};
};

class Vocabulary {
 public:
  // `before`: what may stand before a word without changing it ("dân tộc", "người").
  explicit Vocabulary(std::vector<Word> words, std::vector<std::string_view> before = {});

  // The official form, whatever case, marks, blanks and signs. Marks count where two words differ
  // in nothing else. Nullopt: not known, or it names several.
  [[nodiscard]] std::optional<std::string_view> official(std::string_view text) const;
  // Up to three official forms that may be meant, the likeliest first; also those that one way of
  // writing names in common.
  [[nodiscard]] std::vector<std::string> nearest(std::string_view text) const;
  [[nodiscard]] std::span<Word const> words() const { return words_; }
  // Ways of writing that name several words: known to nobody by themselves.
  [[nodiscard]] std::vector<std::string> ambiguous() const;

 private:
  using Named = std::vector<std::size_t>;  // places in words_
  using ByKey = std::map<std::string, Named, std::less<>>;
  [[nodiscard]] Named named(std::string_view text) const;
  [[nodiscard]] Named called(std::string_view text) const;

  std::vector<Word> words_;
  std::vector<std::string_view> before_;
  std::unordered_map<std::string_view, std::size_t> as_stored_;  // most of what is asked about
  ByKey exact_;                                                  // with marks
  ByKey folded_;                                                 // without
  ByKey own_;  // official forms only, with marks and without: they go before other names
};

}  // namespace giaoban
