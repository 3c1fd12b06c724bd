// A store in a test, on both databases:
//
//   class MemberVerbs : public test::StoreWorld {};
//   ON_BOTH_DATABASES(MemberVerbs);
//   TEST_P(MemberVerbs, admit_adds_one) {
//     auto const store = fresh_store(catalogue());
//     must_write(*store, admit_verb, [&](store::Tx& tx) { return admit(tx, ...); });
//     EXPECT_EQ(refused(*store, admit_verb, [&](store::Tx& tx) { ... }), "member.already");
//   }
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"
#include "store/store.h"
#include "tests/both_databases.h"

namespace giaoban::test {

// The value, or the test fails with the refusal's words.
template <class T>
T must(Result<T> result) {
  if (!result) {
    throw std::runtime_error(fmt::format("refused: {} ({}) {}", result.error().kind->code,
                                         result.error().text(Language::vietnamese),
                                         result.error().where));
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// The code of the refusal; "" when there was none.
template <class T>
std::string code_of(Result<T> const& result) {
  return result ? std::string() : std::string(result.error().kind->code);
}

inline Day day(int year, int month, int day_of_month) {
  auto const found = Day::from_ymd(year, month, day_of_month);
  if (!found) throw std::runtime_error("no such day");
  return *found;
}
// "14/06/2021" or "2021-06-14".
inline Day day(std::string_view text) {
  auto const found = Day::parse(text);
  if (!found) throw std::runtime_error("no such day");
  return *found;
}

// Circumstances in which the verb may be called: the actor has its right.
inline store::Act act(store::Verb const& verb) {
  return {.actor = {.name = "cán bộ thử nghiệm", .grants = {verb.right}}, .verb = &verb};
}

using Writing = std::function<Result<void>(store::Tx&)>;

// The same for undoing, which also takes the right of what is undone: the actor has all.
inline store::Act act_in(store::Store const& store, store::Verb const& verb) {
  store::Act doing = act(verb);
  if (&verb != &store::undo_verb) return doing;
  for (store::Verb const* other : store.catalogue().verbs) {
    doing.actor.grants.emplace_back(other->right);
  }
  return doing;
}

inline store::Written must_write(store::Store& store, store::Verb const& verb,
                                 Writing const& writing) {
  return must(store.write(act_in(store, verb), writing));
}
// The code of the refusal; "" when it was written.
inline std::string refused(store::Store& store, store::Verb const& verb, Writing const& writing) {
  return code_of(store.write(act_in(store, verb), writing));
}

// What `check` finds, a line each; "" for a sound store.
inline std::string faults(store::Store& store, std::optional<store::Anchor> const& anchor = {}) {
  std::string lines;
  for (std::string const& fault : store::check(store, anchor).faults) lines += fault + "\n";
  return lines;
}

class StoreWorld : public BothDatabases {
 public:
  StoreWorld() {
    // Keys stand in the test's folder, whatever the environment says.
    ::unsetenv("GIAOBAN_KEYS");
  }

 protected:
  // For an address got from fresh_address(); the keys' file belongs to the address.
  store::OpenOptions options(std::string const& address, store::Catalogue const& catalogue) {
    auto const name = std::to_string(std::hash<std::string>{}(address));
    return {.address = address,
            .catalogue = &catalogue,
            .clock = &clock,
            .keys_path = (folder() / (name + ".keys")).string(),
            .if_missing = store::IfMissing::create,
            .store_number = 7};
  }
  // A store of its own at each call, copied from the first of its tables that this program made:
  // its keys are theirs. Who wants other keys opens options(fresh_address(), ...).
  // The catalogue must outlive the store. The store's own kinds are the caller's to add.
  std::unique_ptr<store::Store> fresh_store(store::Catalogue const& catalogue) {
    return founded_store(catalogue, "", [](store::Store&) {});
  }
  // The same with what `founding` writes into it, which is called once for those of one name, one
  // catalogue's tables and one hour of the clock; so it must write the same at each call.
  std::unique_ptr<store::Store> founded_store(store::Catalogue const& catalogue,
                                              std::string const& name,
                                              std::function<void(store::Store&)> const& founding);
  // The same store once more, as another program would open it.
  std::unique_ptr<store::Store> reopen(store::Store const& store) {
    return must(store::Store::open(options(store.address(), store.catalogue())));
  }

  FixedClock clock{day(2021, 6, 14)};
};

}  // namespace giaoban::test
