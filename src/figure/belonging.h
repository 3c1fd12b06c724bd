// What a person's people and religion count as. Private to src/figure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "member/member.h"

namespace giaoban::figure {

// Asked once a spelling: looking each of a hundred thousand rows up in the lists would cost more
// than all else here, and there are some dozen spellings.
class Belongings {
 public:
  // Nullopt: a word that the list does not know, of an older store; it is neither.
  std::optional<bool> minority(std::string_view people) {
    return told(peoples_, people, &member::minority);
  }
  // Blank on the form says none.
  std::optional<bool> religious(std::optional<std::string_view> religion) {
    return religion ? told(religions_, *religion, &member::religious) : std::optional(false);
  }

 private:
  using Told = std::map<std::string, std::optional<bool>, std::less<>>;
  template <class Ask>
  static std::optional<bool> told(Told& known, std::string_view word, Ask ask) {
    auto found = known.find(word);
    if (found == known.end()) {
      auto const belonging = ask(word);
      found = known
                  .emplace(word, belonging == member::Belonging::not_known
                                     ? std::optional<bool>()
                                     : std::optional(belonging == member::Belonging::yes))
                  .first;
    }
    return found->second;
  }

  Told peoples_;
  Told religions_;
};

}  // namespace giaoban::figure
