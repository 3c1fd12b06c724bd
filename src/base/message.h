// Words that users read. The Vietnamese text is the key; English stands in data/en.po.
// M("...") marks a text for the catalogue (xgettext --keyword=M) and is the only way to make a Msg,
// so that no label or refusal can reach a user untranslated.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giaoban {

enum class Language { vietnamese, english };

// A translatable text. May hold {name} places that `say` fills.
class Msg {
 public:
  constexpr Msg() = default;
  [[nodiscard]] constexpr std::string_view vietnamese() const { return text_; }
  constexpr bool operator==(Msg const&) const = default;
  friend consteval Msg M(char const* text);

 private:
  explicit consteval Msg(char const* text) : text_(text) {}
  std::string_view text_;
};

consteval Msg M(char const* text) {
  return Msg{text};
}

// Which record a text names: its entity's name and its number. Without a name: none.
struct Record {
  std::string_view entity = {};
  std::int64_t id = 0;
  bool operator==(Record const&) const = default;
};

// What people call a record, and which it is: a refusal that names a record says which by this, so
// that it is told to nobody who may not know of the record (store/discretion.h).
struct Named {
  std::string shown;
  Record record;
  operator std::string const&() const { return shown; }  // NOLINT: a name is read as a text
};

// One filled place of a message. Values are shown as they are, so format days and numbers first; a
// value that is itself a text for users is said in the reader's language.
struct Arg {
  Arg(std::string place, std::string shown) : name(std::move(place)), value(std::move(shown)) {}
  Arg(std::string place, Named named)
      : name(std::move(place)), value(std::move(named.shown)), record(named.record) {}
  Arg(std::string place, Msg text)
      : name(std::move(place)), value(text.vietnamese()), words(text) {}

  std::string name;
  std::string value;
  Msg words = {};      // blank: the value is the same in all languages
  Record record = {};  // that the value names or comes from
};
using Args = std::vector<Arg>;

// The text in the language, its places filled. English falls back to Vietnamese where the
// catalogue lacks it (tools/check refuses to let that be released).
std::string say(Language language, Msg message, Args const& args = {});

// Whether the English catalogue holds the text.
bool translated(Msg message);

}  // namespace giaoban
