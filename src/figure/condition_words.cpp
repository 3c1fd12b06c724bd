#include "figure/condition_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace giaoban::figure {

namespace {

constexpr std::array<std::string_view, 13> signs{"<=", ">=", "!=", "<>", "=", "<", ">",
                                                 "(",  ")",  ",",  "≤",  "≥", "≠"};

std::string_view sign_at(std::string_view rest) {
  for (std::string_view const sign : signs) {
    if (rest.starts_with(sign)) return sign;
  }
  return {};
}

std::int64_t meaning(Relation relation) {
  return static_cast<std::int64_t>(relation);
}
std::int64_t meaning(Joiner joiner) {
  return static_cast<std::int64_t>(joiner);
}

constexpr Msg unknown_words = M("không rõ");

void add_label(std::vector<Phrase>& phrases, Msg label, std::int64_t means) {
  for (Language const language : {Language::vietnamese, Language::english}) {
    phrases.push_back({fold(say(language, label)), means});
  }
}

}  // namespace

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  auto const add = [&](std::size_t length, bool is_word) {
    auto const piece = text.substr(at, length);
    tokens.push_back({.text = std::string(piece),
                      .folded = fold(piece),
                      .letter = letters_in(text.substr(0, at)) + 1,
                      .begins_at = at,
                      .is_word = is_word});
    if (!is_word) tokens.back().folded = std::string(piece);
    at += length;
  };
  while (at < text.size()) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    if (text[at] == '"') {
      auto const close = text.find('"', at + 1);
      add(close == text.npos ? text.size() - at : close + 1 - at, true);
      std::erase(tokens.back().folded, '"');
      continue;
    }
    if (auto const sign = sign_at(text.substr(at)); !sign.empty()) {
      add(sign.size(), false);
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && text[end] != ' ' && text[end] != '"' &&
           sign_at(text.substr(end)).empty())
      ++end;
    add(end - at, true);
  }
  return tokens;
}

std::optional<Match> longest(std::vector<Phrase> const& phrases, std::vector<Token> const& tokens,
                             std::size_t from) {
  constexpr std::size_t words_max = 12;
  std::optional<Match> best;
  std::string joined;
  for (std::size_t i = from; i < tokens.size() && i - from < words_max; ++i) {
    joined += (joined.empty() ? "" : " ") + tokens[i].folded;
    auto const found = std::ranges::find(phrases, joined, &Phrase::folded);
    if (found != phrases.end()) best = Match{found->meaning, i - from + 1};
  }
  return best;
}

std::vector<Phrase> const& joiner_phrases() {
  static std::vector<Phrase> const all{{"va", meaning(Joiner::all)},
                                       {"and", meaning(Joiner::all)},
                                       {"hoac", meaning(Joiner::any)},
                                       {"or", meaning(Joiner::any)},
                                       {"khong phai", meaning(Joiner::negated)},
                                       {"not", meaning(Joiner::negated)}};
  return all;
}

std::vector<Phrase> const& relation_phrases() {
  static std::vector<Phrase> const all{{"=", meaning(Relation::is)},
                                       {"la", meaning(Relation::is)},
                                       {"is", meaning(Relation::is)},
                                       {"!=", meaning(Relation::is_not)},
                                       {"<>", meaning(Relation::is_not)},
                                       {"≠", meaning(Relation::is_not)},
                                       {"khac", meaning(Relation::is_not)},
                                       {"is not", meaning(Relation::is_not)},
                                       {"<", meaning(Relation::below)},
                                       {"duoi", meaning(Relation::below)},
                                       {"below", meaning(Relation::below)},
                                       {"<=", meaning(Relation::at_most)},
                                       {"≤", meaning(Relation::at_most)},
                                       {"khong qua", meaning(Relation::at_most)},
                                       {"at most", meaning(Relation::at_most)},
                                       {">", meaning(Relation::above)},
                                       {"tren", meaning(Relation::above)},
                                       {"above", meaning(Relation::above)},
                                       {">=", meaning(Relation::at_least)},
                                       {"≥", meaning(Relation::at_least)},
                                       {"it nhat", meaning(Relation::at_least)},
                                       {"at least", meaning(Relation::at_least)},
                                       {"tu", meaning(Relation::between)},
                                       {"from", meaning(Relation::between)},
                                       {"thuoc", meaning(Relation::among)},
                                       {"in", meaning(Relation::among)}};
  return all;
}

std::vector<Phrase> const& everyone_phrases() {
  static std::vector<Phrase> const all{{"tat ca", 0}, {"everyone", 0}, {"all", 0}};
  return all;
}

std::vector<Phrase> const& range_end_phrases() {
  static std::vector<Phrase> const all{{"den", 0}, {"to", 0}};
  return all;
}

std::vector<Phrase> property_phrases() {
  std::vector<Phrase> phrases;
  for (PropertyKind const& kind : properties()) {
    auto const means = static_cast<std::int64_t>(kind.property);
    phrases.push_back({std::string(kind.code), means});
    add_label(phrases, kind.label, means);
  }
  return phrases;
}

std::vector<Phrase> value_phrases(PropertyKind const& kind) {
  std::vector<Phrase> phrases;
  for (Choice const& choice : kind.choices) {
    phrases.push_back({std::string(choice.code), choice.value});
    add_label(phrases, choice.label, choice.value);
  }
  if (kind.scale != Scale::yes_or_no) {
    phrases.push_back({"unknown", not_recorded});
    add_label(phrases, unknown_words, not_recorded);
  }
  return phrases;
}

std::string label_of(Msg label, Language language) {
  std::string text = say(language, label);
  // "Nữ" -> "nữ", "HTXS" as it is: the first letter alone, where the second is small.
  auto const first = text.empty() ? 0U : static_cast<unsigned char>(text[0]);
  bool const plain = first >= 'A' && first <= 'Z';
  bool const second_small = text.size() > 1 && !(text[1] >= 'A' && text[1] <= 'Z');
  if (plain && second_small) text[0] = static_cast<char>(text[0] - 'A' + 'a');
  // Signs inside a name would be read as signs.
  bool const with_signs = std::ranges::any_of(
      signs, [&](std::string_view sign) { return text.find(sign) != text.npos; });
  return with_signs ? '"' + text + '"' : text;
}

std::string not_recorded_words(Language language) {
  return say(language, unknown_words);
}

std::string relation_words(Relation relation, Language language) {
  switch (relation) {
    case Relation::is:
      return "=";
    case Relation::is_not:
      return "!=";
    case Relation::below:
      return "<";
    case Relation::at_most:
      return "<=";
    case Relation::above:
      return ">";
    case Relation::at_least:
      return ">=";
    case Relation::between:
      return say(language, M("từ"));
    case Relation::among:
      return say(language, M("thuộc"));
  }
  return {};
}

std::string range_end_words(Language language) {
  return say(language, M("đến"));
}

std::string joiner_words(Joiner joiner, Language language) {
  switch (joiner) {
    case Joiner::all:
      return say(language, M("và"));
    case Joiner::any:
      return say(language, M("hoặc"));
    case Joiner::negated:
      return say(language, M("không phải"));
  }
  return {};
}

}  // namespace giaoban::figure
