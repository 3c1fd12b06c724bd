#include "base/vocabulary.h"

#include <algorithm>
#include <cctype>

#include "base/suggest.h"
#include "base/text.h"
#include "base/utf8.h"

namespace giaoban {

namespace {

// What a typist's keys alone left: signs, blanks and characters that are not seen say nothing.
bool sign(std::string_view letter) {
  auto const first = static_cast<unsigned char>(letter.front());
  if (first < 0x80) return std::isalnum(first) == 0;
  return letter.starts_with("\xE2\x80") || letter.starts_with("\xE2\x81") || letter == "\xC2\xA0" ||
         letter == "\xC2\xAD" || letter == "\xEF\xBB\xBF" || letter == "\xCA\xBC" ||
         letter == "\xC2\xB4";
}

// Signs alone are a way of writing too: all of them the same.
std::string without_signs(std::string_view text) {
  std::string key;
  for (std::size_t at = 0; at < text.size();) {
    auto const letter = text.substr(at, utf8::step(text, at).length);
    if (!sign(letter)) key += letter;
    at += letter.size();
  }
  return key.empty() && !text.empty() ? "-" : key;
}

std::string exact_key(std::string_view text) {
  return without_signs(capitals(normalise(text)));
}

std::string folded_key(std::string_view text) {
  return without_signs(fold(normalise(text)));
}

}  // namespace

Vocabulary::Vocabulary(std::vector<Word> words, std::vector<std::string_view> before)
    : words_(std::move(words)), before_(std::move(before)) {
  auto const add = [](ByKey& into, std::string key, std::size_t word) {
    auto& named = into[std::move(key)];
    if (std::ranges::find(named, word) == named.end()) named.push_back(word);
  };
  for (std::size_t i = 0; i < words_.size(); ++i) {
    Word const& word = words_[i];
    if (!word.official.empty()) {
      as_stored_.emplace(word.official, i);
      add(own_, exact_key(word.official), i);
      add(own_, folded_key(word.official), i);
    }
    for (std::string_view const way : word.also) {
      add(exact_, exact_key(way), i);
      add(folded_, folded_key(way), i);
    }
  }
}

// The nearer a way of writing is to a word's own, the more it counts: its official form with marks,
// then another name with marks, then either without.
Vocabulary::Named Vocabulary::named(std::string_view text) const {
  auto const exact = exact_key(text);
  auto const folded = folded_key(text);
  for (auto const& [keys, key] : {std::pair(&own_, &exact), std::pair(&exact_, &exact),
                                  std::pair(&own_, &folded), std::pair(&folded_, &folded)}) {
    if (auto const found = keys->find(*key); found != keys->end()) return found->second;
  }
  return {};
}

// "dân tộc Kinh" is Kinh, "Sán Chay (Cao Lan)" is Sán Chay, as both say the same.
Vocabulary::Named Vocabulary::called(std::string_view text) const {
  if (auto whole = named(text); !whole.empty()) return whole;
  if (auto const open = text.find('('); open != std::string_view::npos && open > 0) {
    auto outer = named(text.substr(0, open));
    return outer == named(text.substr(open + 1)) ? outer : Named{};
  }
  std::string const folded = fold(normalise(text));
  for (std::string_view const before : before_) {
    auto const lead = fold(before) + " ";
    if (!folded.starts_with(lead)) continue;
    // Of the text as it is, so many words: marks further on count.
    auto const words = std::ranges::count(lead, ' ');
    std::string rest = normalise(text);
    for (std::ptrdiff_t i = 0; i < words; ++i) rest.erase(0, rest.find(' ') + 1);
    return called(rest);
  }
  return {};
}

std::optional<std::string_view> Vocabulary::official(std::string_view text) const {
  if (auto const own = as_stored_.find(text); own != as_stored_.end()) return own->first;
  auto const named = called(text);
  if (named.size() != 1) return std::nullopt;
  return words_[named.front()].official;
}

std::vector<std::string> Vocabulary::nearest(std::string_view text) const {
  std::vector<std::string> meant;
  auto const add = [&](std::string_view official) {
    if (official.empty() || meant.size() == 3) return;
    if (std::ranges::find(meant, official) == meant.end()) meant.emplace_back(official);
  };
  for (std::size_t const word : called(text)) add(words_[word].official);
  // Of one or two letters anything is near: that would be a guess.
  auto const folded = folded_key(text);
  constexpr std::size_t letters_min = 3;
  if (folded.size() < letters_min) return meant;
  // A slip of a word's own form is likelier than one of its other names.
  for (ByKey const* const ways : {&own_, &folded_}) {
    std::vector<std::string> keys;
    for (auto const& [key, words] : *ways) keys.push_back(key);
    for (std::string const& key : giaoban::nearest(folded, keys)) {
      for (std::size_t const word : ways->at(key)) add(words_[word].official);
    }
  }
  return meant;
}

std::vector<std::string> Vocabulary::ambiguous() const {
  std::vector<std::string> ways;
  for (ByKey const* const keys : {&own_, &exact_}) {
    for (auto const& [key, words] : *keys) {
      if (words.size() > 1) ways.push_back(key);
    }
  }
  return ways;
}

}  // namespace giaoban
