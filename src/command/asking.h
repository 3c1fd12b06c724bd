// What a verb or a question is asked: a plain struct and one table of its members. From it follow
// the options of the command, the fields of the form, the schema of the API, and one reading for
// all of them: plain values first, then the records that codes and numbers name, on the day that
// the struct itself says.
//
//   struct Ending { PostId post; Day from; };
//   Asking<Ending> ending() {
//     return {{{ask<&Ending::post>("post", M("Số chức vụ"), {.need = Need::required}),
//               ask<&Ending::from>("from", M("Ngày không còn giữ"), {.need = Need::required})},
//              &day_asked<&Ending::from>}};
//   }
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "command/command.h"
#include "store/fact.h"

namespace giaoban::command {

// Whether a record that is named must lie within the asker's reach, or the question sees to that.
enum class Within { reach, anywhere };

struct AskOptions {
  store::Need need = store::Need::optional;
  Within within = Within::reach;
  std::optional<Placeholder> placeholder = {};  // default: by the member's type
};

struct Ask {
  std::string name;    // "title-text": of the option, the form's field and the API's
  store::Field field;  // words, type, choices, what it refers to; load and save
  AskOptions options = {};
  std::size_t offset = 0;  // of the struct that load and save know, within the asked one
  store::Field const* of_fact = nullptr;  // the fact's own field: read as that fact is
};

// The day on which codes are looked up. Null: the moment's day, or today where something is
// written.
using DayOf = std::optional<Day> (*)(void const* asked);

// An Asking without its type.
struct Asks {
  std::vector<Ask> all;
  DayOf day = nullptr;
};
template <class Asked>
struct Asking : Asks {};

// The entity behind an id. A domain says beside its id:  store::Entity const& entity_of(PostId);
template <class T>
store::Entity const* entity_behind() {
  if constexpr (requires(T id) { entity_of(id); }) {
    return &entity_of(T{});
  } else if constexpr (requires { typename T::value_type; }) {
    if constexpr (requires(typename T::value_type id) { entity_of(id); }) {
      return &entity_of(typename T::value_type{});
    }
  }
  return nullptr;
}

// One member, under the name that its option and field bear ("based-on").
template <auto Member>
Ask ask(std::string_view name, Msg help, AskOptions options = {}) {
  using T = decltype(store::detail::member_of(Member));
  return {.name = std::string(name),
          .field = store::field<Member>(0, name, help,
                                        {.need = options.need, .refers = entity_behind<T>()}),
          .options = options};
}

// "title-text" of the column title_text: what a field is called where it is asked for.
std::string option_name(store::Field const& field);
// Every field of a fact that is a member of the struct: names, words and needs are the fact's.
std::vector<Ask> asks_of(store::Kind const& kind, std::size_t offset);
template <auto Member>
std::vector<Ask> fields_of() {
  using Asked = decltype(store::detail::owner_of(Member));
  static Asked const one{};
  auto const* const whole = reinterpret_cast<char const*>(&one);
  auto const* const part = reinterpret_cast<char const*>(&(one.*Member));
  return asks_of(decltype(store::detail::member_of(Member))::kind,
                 static_cast<std::size_t>(part - whole));
}
std::vector<Ask> operator+(std::vector<Ask> first, std::vector<Ask> const& then);

// A day of the struct, for Asking::day.
template <auto Member>
std::optional<Day> day_asked(void const* asked) {
  using Asked = decltype(store::detail::owner_of(Member));
  return static_cast<Asked const*>(asked)->*Member;
}

std::vector<Option> options_of(std::vector<Ask> const& asks);

// Fills the struct. Refused at the option: what is missing, and what is no day, number or choice.
Result<void> read_plain(Asks const& asks, Arguments const& given, void* asked);
// Fills in the records that were named, as codes are on the asked day; refused as their entity
// refuses what it does not know or what is out of reach. For a question, and within a write.
Result<void> read_named(Asks const& asks, Arguments const& given, store::Snapshot& snapshot,
                        store::Questioner const& by, void* asked);
Result<void> read_named(Asks const& asks, Arguments const& given, store::Tx& tx, void* asked);

template <class Asked>
Result<Asked> read(Asking<Asked> const& asking, Arguments const& given, store::Snapshot& snapshot,
                   store::Questioner const& by) {
  Asked asked{};
  TRY_VOID(read_plain(asking, given, &asked));
  TRY_VOID(read_named(asking, given, snapshot, by, &asked));
  return asked;
}

}  // namespace giaoban::command
