// Rights over the whole program: which roles hold which, and that nothing is reached without one,
// by whichever door.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "account/account.h"
#include "account/rules.h"
#include "app/catalogue.h"
#include "app/cli.h"
#include "app/commands.h"
#include "tests/store_world.h"
#include "tests/test_site.h"
#include "web/api.h"

namespace giaoban::app {
namespace {

std::vector<store::Right const*> rights_of(account::Role role) {
  return account::rights_of(role, account::all_rights(catalogue()));
}

std::set<std::string> names_of(std::vector<store::Right const*> const& rights) {
  std::set<std::string> names;
  for (store::Right const* right : rights) names.emplace(right->name);
  return names;
}

// Whoever signs in has these without a role.
constexpr std::string_view own_account = "account.self";
constexpr std::string_view own_password = "account.password";
bool of_own_account(std::string_view right) {
  return right == own_account || right == own_password;
}

TEST(Rights, are_held_by_a_role_or_by_the_administrator_alone) {
  std::set<std::string> shared;
  for (Choice const& choice : choices_of(account::Role{})) {
    auto const role = static_cast<account::Role>(choice.value);
    if (role != account::Role::administrator) shared.merge(names_of(rights_of(role)));
  }
  std::set<std::string> alone;
  std::ranges::set_difference(names_of(account::all_rights(catalogue())), shared,
                              std::inserter(alone, alone.end()));
  EXPECT_EQ(alone,
            (std::set<std::string>{
                "access.read",    // who read whose file
                "account.write",  // who may what
                std::string(own_account), std::string(own_password),
                "app.serve",    // the machine's
                "store.check",  // the store as a whole
                "store.copy",
                "store.erase",  // there is no way back
            }));
}

TEST(Rights, named_by_a_role_exist) {
  auto const all = account::all_rights(catalogue());
  for (Choice const& choice : choices_of(account::Role{})) {
    for (std::string_view const name :
         account::right_names(static_cast<account::Role>(choice.value))) {
      EXPECT_TRUE(std::ranges::any_of(
          all, [&](store::Right const* right) { return account::names(name, right->name); }))
          << choice.code << " names " << name;
    }
  }
}

TEST(Rights, of_a_name_are_the_same_everywhere) {
  std::map<std::string, std::set<std::string>> labels;
  auto const whole = catalogue();
  for (auto const* verb : whole.verbs) {
    labels[std::string(verb->right->name)].emplace(verb->right->label.vietnamese());
  }
  for (auto const* right : whole.rights) {
    labels[std::string(right->name)].emplace(right->label.vietnamese());
  }
  for (auto const& [name, said] : labels) EXPECT_EQ(said.size(), 1U) << name;
}

// A verb may be called by a page alone; then its page is walked by that page's own tests.
TEST(Rights, every_verb_has_a_command_or_is_known_to_have_none) {
  std::set<std::string> without;
  auto const table = commands();
  for (auto const* verb : catalogue().verbs) {
    if (std::ranges::none_of(table, [&](auto const& command) { return command.verb == verb; })) {
      without.emplace(verb->name);
    }
  }
  EXPECT_EQ(without, (std::set<std::string>{"account.change-password", "account.first"}));
}

// A store with an administrator; lan signs in but holds no role, minh's is over, hoa's begins
// tomorrow.
class Doors : public test::StoreWorld {
 protected:
  void SetUp() override {
    store_ = fresh_store(catalogue_);
    test::must(account::ensure_first_account(*store_, "an"));
    Day const today = clock.today();
    auto const administrator =
        test::must(account::actor_of(*store_->read(), std::string_view("an"), today));
    auto const made = [&](char const* login) {
      AccountId account;
      store::Act const act{.actor = administrator, .verb = &account::create_verb};
      test::must(store_->write(act, [&](store::Tx& tx) -> Result<void> {
        TRY_INTO(account,
                 account::create(tx, {.login = login, .shown_name = login, .from = today - 30}));
        return {};
      }));
      return account;
    };
    auto const grant = [&](AccountId account, Span span) {
      store::Act const act{.actor = administrator, .verb = &account::grant_verb};
      test::must(store_->write(act, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(account::grant_role(
            tx, {.account = account, .role = account::Role::administrator, .unit = {}}, span));
        return {};
      }));
    };
    made("lan");
    grant(made("minh"), {today - 30, today});
    grant(made("hoa"), {today + 1, Day::forever()});
    head_ = store_->read()->head();
  }
  void TearDown() override {
    if (!store_) return;
    EXPECT_EQ(store_->read()->head(), head_) << "something was written";
  }

  // Every option that must be given, with a value that stands in for one.
  static std::vector<std::string> words_of(command::Command const& command) {
    std::vector<std::string> words;
    std::istringstream path{std::string(command.path)};
    for (std::string word; path >> word;) words.push_back(word);
    for (auto const& option : command.options) {
      if (option.given == command::Given::optional) continue;
      if (option.take != command::Take::positional) words.push_back("--" + option.name);
      words.emplace_back("1");
    }
    return words;
  }
  static store::Right const& right_of(command::Command const& command) {
    return command.verb != nullptr ? *command.verb->right : *command.right;
  }
  std::string told_to(std::string const& login, command::Command const& command) {
    std::ostringstream data, told;
    auto words = words_of(command);
    for (std::string const& word : {std::string("--as"), login, std::string("--keys"),
                                    options(store_->address(), catalogue_).keys_path}) {
      words.push_back(word);
    }
    Surroundings const surroundings{.locale = "vi",
                                    .store = store_->address(),
                                    .user = "an",
                                    .state_folder = folder().string(),
                                    .clock = &clock,
                                    .open_store = store_.get()};
    auto const exit = run(words, commands(), catalogue_, surroundings, {data, told});
    EXPECT_EQ(data.str(), "") << command.path;
    return fmt::format("{} {}", static_cast<int>(exit), told.str());
  }

  store::Catalogue const catalogue_ = catalogue();
  std::unique_ptr<store::Store> store_;
  EntryNumber head_ = 0;
};
ON_BOTH_DATABASES(Doors);

TEST_P(Doors, of_the_command_line_are_closed_without_a_role) {
  // Who asks is found before any question is put to the database: all of them on one of the two.
  bool const sqlite = store::dialect_of(store_->address()) == store::Dialect::sqlite;
  std::vector<std::string> const closed_to =
      sqlite ? std::vector<std::string>{"lan", "minh", "hoa"} : std::vector<std::string>{"lan"};
  for (auto const& command : commands()) {
    if (of_own_account(right_of(command).name)) continue;
    for (std::string const& login : closed_to) {
      auto const told = told_to(login, command);
      EXPECT_TRUE(told.starts_with(fmt::format("1 Không làm được: {} không có quyền", login)))
          << command.path << ": " << told;
    }
    if (!sqlite) continue;
    auto const told = told_to("chua.co", command);
    EXPECT_TRUE(told.starts_with("1 Không làm được") && told.find("chua.co") != told.npos)
        << command.path << ": " << told;
  }
}

// Behind the door each verb is refused once more, by the store itself.
TEST_P(Doors, verbs_are_refused_by_the_store_too) {
  auto const lan =
      test::must(account::actor_of(*store_->read(), std::string_view("lan"), clock.today()));
  for (auto const* verb : catalogue_.verbs) {
    if (of_own_account(verb->right->name)) continue;
    bool called = false;
    auto const written =
        store_->write({.actor = lan, .verb = verb}, [&](store::Tx&) -> Result<void> {
          called = true;
          return {};
        });
    EXPECT_EQ(test::code_of(written), "store.not_allowed") << verb->name;
    EXPECT_FALSE(called) << verb->name;
  }
}

TEST_P(Doors, of_the_api_are_closed_without_a_role) {
  auto const table = commands();
  test::TestSite site(*store_, web::api_routes(table));
  auto const lan =
      test::must(account::actor_of(*store_->read(), std::string_view("lan"), clock.today()));
  site.let_in("lan", lan.grants);
  int asked = 0;
  for (auto const& route : web::api_routes(table)) {
    if (route.command == nullptr || of_own_account(right_of(*route.command).name)) continue;
    ++asked;
    bool const writes = route.method == web::Method::post;
    auto const of_lan = writes ? site.send("lan", route.path, {}) : site.ask("lan", route.path);
    EXPECT_EQ(of_lan.status, 403) << route.path << of_lan.body;
    auto const of_nobody = writes ? site.send("", route.path, {}) : site.ask("", route.path);
    EXPECT_EQ(of_nobody.status, 401) << route.path << of_nobody.body;
  }
  EXPECT_GT(asked, 40);
}

// A verb that writes another domain's facts opens them to nobody who could not write them by that
// domain's own verbs, unless a guard asks at the fact.
TEST(Rights, to_write_by_another_folder_s_verb_go_with_those_of_the_own) {
  auto const whole = catalogue();
  // The verb asks for the right to give roles over the heir, be it of whoever carries out a plan
  // (RolesOfEndingUnits).
  std::set<std::string_view> const asked_by_the_verb{"role_holding"};
  std::set<store::Kind const*> guarded;
  for (auto const* guard : whole.guards) guarded.insert(guard->kinds.begin(), guard->kinds.end());
  for (Choice const& choice : choices_of(account::Role{})) {
    auto const held = names_of(rights_of(static_cast<account::Role>(choice.value)));
    for (auto const& writing : whole.writings) {
      if (!held.contains(std::string(writing.verb->right->name))) continue;
      for (store::Kind const* kind : writing.kinds) {
        bool const by_an_own_verb = std::ranges::any_of(whole.verbs, [&](auto const* verb) {
          return whole.parts.contains(verb) && whole.parts.at(verb) == whole.parts.at(kind) &&
                 held.contains(std::string(verb->right->name));
        });
        EXPECT_TRUE(guarded.contains(kind) || by_an_own_verb ||
                    asked_by_the_verb.contains(kind->table))
            << choice.code << " writes " << kind->table << " by " << writing.verb->name;
      }
    }
  }
}

}  // namespace
}  // namespace giaoban::app
