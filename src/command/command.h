// The command line as data: a domain declares its commands in cli.cpp, app/ gives them to the
// parser. A command reads its arguments, calls a verb or a question, and shows a Listing; it holds
// no rule and no SQL.
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/listing.h"
#include "base/period.h"
#include "base/result.h"
#include "print/render.h"
#include "store/fact_text.h"
#include "store/store.h"

namespace giaoban::command {

enum class Take { value, flag, positional };
enum class Given { optional, required };

struct Option {
  std::string name;  // "as-of": written --as-of VALUE; a positional has no dashes
  Msg help;
  Take take = Take::value;
  Given given = Given::optional;
  std::string_view placeholder = {};  // "YYYY-MM-DD"
};

// What the user gave, by option name.
class Arguments {
 public:
  void set(std::string name, std::string value);
  [[nodiscard]] bool flag(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
  // Refused as a usage fault (exit 2), naming the option.
  [[nodiscard]] Result<std::string> need(std::string_view name) const;
  [[nodiscard]] Result<std::optional<Day>> day(std::string_view name) const;
  [[nodiscard]] Result<Day> need_day(std::string_view name) const;
  [[nodiscard]] Result<std::optional<std::int64_t>> integer(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> given_;
};

// What a command works with. Data goes to stdout in the chosen format, words to stderr.
class Context {
 public:
  struct Settings {
    std::string address;
    std::string keys_path;
    std::string user;  // --as, or the operating system's user
    Language language = Language::vietnamese;
    print::Format format = print::Format::table;
  };
  Context(Settings settings, store::Catalogue const& catalogue, Clock const& clock,
          std::ostream& data, std::ostream& words);
  ~Context();

  // Opened at the first asking; refused as Store::open refuses.
  Result<store::Store*> store(store::IfMissing if_missing = store::IfMissing::fail);
  [[nodiscard]] Settings const& settings() const { return settings_; }
  [[nodiscard]] store::Catalogue const& catalogue() const { return catalogue_; }
  [[nodiscard]] Clock const& clock() const { return clock_; }
  [[nodiscard]] Language language() const { return settings_.language; }
  [[nodiscard]] std::ostream& data() { return data_; }
  [[nodiscard]] std::ostream& words() { return words_; }

  void show(Listing const& listing);                  // stdout, in the chosen format
  std::unique_ptr<RowSink> sink();                    // for long lists
  void tell(Msg message, Args const& args = {});      // stderr, one line
  // The act of a verb from --document, --document-date, --issuer, --signer, --reason, --nonce,
  // --based-on; the actor is the user.
  Result<store::Act> act(store::Verb const& verb, Arguments const& arguments);
  // Writes by the verb and tells the entry's number.
  Result<EntryNumber> write(store::Verb const& verb, Arguments const& arguments,
                                   std::function<Result<void>(store::Tx&)> const& body);
  // --as-of (default: today in Vietnam) and --known-at (default: all that is recorded).
  Result<store::Moment> moment(Arguments const& arguments);

 private:
  Settings settings_;
  store::Catalogue const& catalogue_;
  Clock const& clock_;
  std::ostream& data_;
  std::ostream& words_;
  std::unique_ptr<store::Store> store_;
};

struct Command {
  std::string_view path;  // "unit found"
  Msg help;
  std::vector<Option> options;
  std::string_view example = {};
  Result<void> (*run)(Context&, Arguments const&) = nullptr;
  // The verb it calls, or the right that reading needs: none without one of them, so that nothing
  // is reachable without a right.
  store::Verb const* verb = nullptr;
  store::Right const* right = nullptr;
};

// The options every writing command has, and those of every question.
std::vector<Option> const& act_options();     // document, document-date, issuer, signer, reason, nonce, based-on
std::vector<Option> const& moment_options();  // as-of, known-at
std::vector<Option> with(std::vector<Option> own, std::vector<Option> const& common);

// One option per field of a kind, named as its column with dashes, and a fact filled from what was
// given; fields not given keep what `fact` holds. References are left to the caller.
std::vector<Option> options_of(store::Kind const& kind);
Result<void> fill(store::Kind const& kind, Arguments const& arguments, void* fact);

extern RefusalKind const usage;  // exit code 2

}  // namespace giaoban::command
