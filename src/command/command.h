// The command line as data: a domain declares its commands in cli.cpp, app/ gives them to the
// parser. A command reads its arguments, calls a verb or a question, and shows a Listing; it holds
// no rule and no SQL.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/choice.h"
#include "base/clock.h"
#include "base/listing.h"
#include "base/period.h"
#include "base/result.h"
#include "base/text.h"
#include "print/render.h"
#include "store/fact_text.h"
#include "store/store.h"

namespace giaoban::command {

enum class Take { value, flag, positional };
enum class Given { optional, required };

// What stands for the value in the help: the same in both languages ("YYYY-MM-DD", "N") or a word.
struct Placeholder {
  constexpr Placeholder() = default;
  constexpr Placeholder(char const* text) : plain(text) {}
  constexpr Placeholder(Msg text) : words(text) {}
  std::string_view plain;
  Msg words;
};

// What a value is, so that a page can offer the right field for it. A choice is told by `choices`,
// a mark to tick by `Take::flag`.
enum class Input { text, long_text, integer, day, unit, person, file_read, file_written, folder };
// Whether the value is a path of the machine that the command runs on.
[[nodiscard]] constexpr bool takes_path(Input input) {
  return input == Input::file_read || input == Input::file_written || input == Input::folder;
}

struct Option {
  std::string name;  // "as-of": written --as-of VALUE; a positional has no dashes
  Msg help;
  Take take = Take::value;
  Given given = Given::optional;
  Placeholder placeholder = {};
  Input input = Input::text;
  std::span<Choice const> choices = {};         // a code or a label of these
  std::optional<std::size_t> letters_max = {};  // none: by `input`, remark or long
  store::Field const* field = nullptr;          // that it fills: whose own reader reads it
  // Another way of writing a choice, such as the sign of a grade.
  bool (*also)(std::string_view typed) = nullptr;
};

// A choice by its code or its label; nullptr: none of them.
Choice const* choice_meant(std::span<Choice const> choices, std::string_view typed);
// What is none of them, refused with all of them named. `name` as its user knows it.
std::unexpected<Refusal> not_a_choice(std::string_view name, std::string_view typed,
                                      std::span<Choice const> choices);

// A path of the machine, as somebody who works at it gave it. Only Arguments make one, of an option
// that is declared to take one: so no door but the command line has any.
class Path {
 public:
  [[nodiscard]] std::string const& text() const { return text_; }

 private:
  friend class Arguments;
  explicit Path(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// What the user gave, by option name.
class Arguments {
 public:
  void set(std::string name, std::string value);  // of what is no path
  void set(Option const& option, std::string value);
  [[nodiscard]] bool flag(std::string_view name) const;
  // Not of an option that takes a path, which `path` alone answers for.
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
  // Of an option that is declared to take one.
  [[nodiscard]] std::optional<Path> path(std::string_view name) const;
  // These are refused as usage faults (exit 2), naming the option.
  [[nodiscard]] Result<std::string> need(std::string_view name) const;
  [[nodiscard]] Result<Path> need_path(std::string_view name) const;
  [[nodiscard]] Result<std::optional<Day>> day(std::string_view name) const;
  [[nodiscard]] Result<Day> need_day(std::string_view name) const;
  // 0 to 2^53 - 1, which every id and every count is: two of them can be added up.
  [[nodiscard]] Result<std::optional<std::int64_t>> integer(std::string_view name) const;
  [[nodiscard]] Result<std::int64_t> need_integer(std::string_view name) const;
  // 1000 to 9998: a year that has days, and days after it.
  [[nodiscard]] Result<int> need_year(std::string_view name) const;
  // A choice by code or label; nothing only where nothing was given.
  template <Chosen E>
  [[nodiscard]] Result<std::optional<E>> choice(std::string_view name) const {
    auto const value = text(name);
    if (!value) return std::optional<E>{};
    auto const* const meant = choice_meant(choices_of(E{}), *value);
    if (meant == nullptr) {
      return not_a_choice("--" + std::string(name), *value, choices_of(E{}));
    }
    return std::optional<E>(static_cast<E>(meant->value));
  }
  template <Chosen E>
  [[nodiscard]] Result<E> need_choice(std::string_view name) const {
    TRY_VOID(need(name));
    TRY_INTO(auto const chosen, choice<E>(name));
    return *chosen;
  }
  // All that was given, by name, but the nonce and the head seen: Act::asked.
  [[nodiscard]] std::string asked() const;

 private:
  friend Result<void> within_bounds(std::vector<Option> const& options, Arguments const& arguments);
  friend Result<void> well_typed(std::vector<Option> const& options, Arguments const& arguments);
  struct Typed {
    std::string name;
    std::string value;
    Input input = Input::text;
  };
  [[nodiscard]] Typed const* given(std::string_view name) const;  // nullptr: not given
  std::vector<Typed> given_;
};

// What a command works with. Data goes to stdout in the chosen format, words to stderr.
class Context {
 public:
  struct Settings {
    std::string address;
    std::string keys_path;
    std::string user;                  // --as, or the operating system's user
    std::vector<store::Grant> grants;  // of that user
    Language language = Language::vietnamese;
    print::Format format = print::Format::table;
    // Told of a store that `store` has made just now, before anything is written to it.
    std::function<Result<void>(Context&, store::Store&)> on_created = {};
    store::Opening opening = store::Opening::to_write;
  };
  Context(Settings settings, store::Catalogue const& catalogue, Clock const& clock,
          std::ostream& data, std::ostream& words);
  // Inside a server, whose store is open; it outlives the context.
  Context(Settings settings, store::Store& open_store, std::ostream& data, std::ostream& words);
  ~Context();

  // Opened at the first asking; refused as Store::open refuses.
  Result<store::Store*> store(store::IfMissing if_missing = store::IfMissing::fail);
  // How `store` opens it, for what must name the place itself (restore).
  [[nodiscard]] Result<store::OpenOptions> open_options(store::IfMissing if_missing) const;
  // From now on; the user's account says who that is.
  void act_as(store::Actor actor);
  [[nodiscard]] store::Actor actor() const { return {settings_.user, settings_.grants}; }
  [[nodiscard]] Settings const& settings() const { return settings_; }
  [[nodiscard]] store::Catalogue const& catalogue() const { return catalogue_; }
  [[nodiscard]] Clock const& clock() const { return clock_; }
  [[nodiscard]] Language language() const { return settings_.language; }
  [[nodiscard]] std::ostream& data() { return data_; }
  [[nodiscard]] std::ostream& words() { return words_; }

  void show(Listing const& listing);              // stdout, in the chosen format
  std::unique_ptr<RowSink> sink();                // for long lists
  void tell(Msg message, Args const& args = {});  // stderr, one line
  // The act of a verb from --document, --document-date, --issuer, --signer, --reason, --nonce,
  // --based-on; the actor is the user.
  Result<store::Act> act(store::Verb const& verb, Arguments const& arguments);
  // Writes by the verb; tells its warnings and the entry's number and mark.
  Result<EntryNumber> write(store::Verb const& verb, Arguments const& arguments,
                            std::function<Result<void>(store::Tx&)> const& body);
  // What the last write came to, for a door that says it in its own way.
  [[nodiscard]] std::optional<store::Written> const& last_written() const { return written_; }
  // --as-of (default: today in Vietnam) and --known-at (default: all that is recorded).
  Result<store::Moment> moment(Arguments const& arguments);

 private:
  Settings settings_;
  store::Catalogue const& catalogue_;
  Clock const& clock_;
  std::ostream& data_;
  std::ostream& words_;
  std::unique_ptr<store::Store> opened_;
  store::Store* store_ = nullptr;
  std::optional<store::Written> written_;
};

// Whether a command is also a door of the API and of pages. One that takes a path of the machine
// is not, whatever it says; beside these, what works on the store as a whole or tells a secret.
enum class Door { everywhere, command_line };

struct Command {
  std::string path;  // "unit found"
  Msg help;
  std::vector<Option> options;
  std::string_view example = {};
  std::function<Result<void>(Context&, Arguments const&)> run = nullptr;
  // The verb it calls, or the right that reading needs: none without one of them, so that nothing
  // is reachable without a right.
  store::Verb const* verb = nullptr;
  store::Right const* right = nullptr;
  Door door = Door::everywhere;  // asked by door_of
  // What changes nothing, not even the access log, also runs on a store that nobody can write to.
  store::Opening opening = store::Opening::to_write;
};
[[nodiscard]] Door door_of(Command const& command);

// The options every writing command has, and those of every question.
std::vector<Option> const&
act_options();  // document, document-date, issuer, signer, reason, nonce, based-on
std::vector<Option> const& moment_options();  // as-of, known-at
std::vector<Option> with(std::vector<Option> own, std::vector<Option> const& common);
// The act of a verb from what was given for act_options(): one reader for every door.
Result<store::Act> act_of(store::Actor actor, store::Verb const& verb, Arguments const& arguments);

// Refuses a value longer than its option takes. Every door asks it before it runs a command.
Result<void> within_bounds(std::vector<Option> const& options, Arguments const& arguments);
// Refuses a value that is not what its option takes: no number, no day, none of the choices, a mark
// to tick that is neither set nor unset. Every door asks it before it runs a command, so that what
// is mistyped is never taken for what was not said.
Result<void> well_typed(std::vector<Option> const& options, Arguments const& arguments);
// One value by its option.
Result<void> check_typed(Option const& option, std::string_view value, std::string_view shown_name);

// One option per field of a kind, named as its column with dashes, and a fact filled from what was
// given; fields not given keep what `fact` holds. References are left to the caller: a code needs
// a day to become an id.
std::vector<Option> options_of(store::Kind const& kind);
Result<void> fill(store::Kind const& kind, Arguments const& arguments, void* fact);

// Usage faults, exit code 2: their code begins with "usage". `usage` says {what} in words of the
// caller's own.
extern RefusalKind const usage;
extern RefusalKind const option_missing;       // {option}
extern RefusalKind const option_not_a_day;     // {option}, {value}
extern RefusalKind const option_not_a_number;  // {option}, {value}
extern RefusalKind const option_not_a_year;    // {option}, {value}
extern RefusalKind const option_not_a_choice;  // {option}, {value}, {choices}
extern RefusalKind const document_incomplete;  // a document without its day, or the other way
extern RefusalKind const store_not_named;
std::vector<RefusalKind const*> const& refusals();
[[nodiscard]] bool usage_fault(Refusal const& refusal);

// The refusal as people read it: what is wrong, where, what would help.
std::string words_of(Refusal const& refusal, Language language);

}  // namespace giaoban::command
