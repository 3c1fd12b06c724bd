// The words of the condition language, and a text cut into them. Private to src/figure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "figure/condition.h"

namespace giaoban::figure {

// A word, a sign, or words between quotation marks. `letter` counts from 1, as people do.
struct Token {
  std::string text;
  std::string folded;
  std::size_t letter = 1;
  std::size_t begins_at = 0;  // bytes into the text
  bool is_word = true;
};
std::size_t letters_in(std::string_view text);
std::vector<Token> tokens_of(std::string_view text);

// What words may mean: of several that fit the longest is taken.
struct Phrase {
  std::string folded;
  std::int64_t meaning = 0;
};
struct Match {
  std::int64_t meaning = 0;
  std::size_t words = 0;
};
std::optional<Match> longest(std::vector<Phrase> const& phrases, std::vector<Token> const& tokens,
                             std::size_t from);

enum class Joiner { all, any, negated };
std::vector<Phrase> const& joiner_phrases();
std::vector<Phrase> const& relation_phrases();
std::vector<Phrase> const& everyone_phrases();
std::vector<Phrase> const& range_end_phrases();
std::vector<Phrase> property_phrases();
inline constexpr std::int64_t not_recorded = -1;  // among the meanings of values
std::vector<Phrase> value_phrases(PropertyKind const& kind);

// As people read it: quiet small letters, as it stands inside a sentence.
std::string label_of(Msg label, Language language);
std::string not_recorded_words(Language language);
std::string relation_words(Relation relation, Language language);
std::string range_end_words(Language language);
std::string joiner_words(Joiner joiner, Language language);

}  // namespace giaoban::figure
