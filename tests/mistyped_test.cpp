// What is mistyped is refused at every door, never answered as if it had not been said: an option,
// a parameter of a page that is added tomorrow is walked here too.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "tests/site_world.h"

namespace giaoban::app {
namespace {

// What an option or a parameter could be mistaken for: no number, day, choice or mark.
constexpr std::array wrongs{"noitce", "12abc", "31/02/2021", "-1"};

bool is_typed(command::Option const& option) {
  return option.take == command::Take::flag || !option.choices.empty() ||
         option.input == command::Input::integer || option.input == command::Input::day;
}
bool is_typed(web::Parameter const& parameter) {
  return parameter.input != command::Input::text || !parameter.choices.empty() ||
         !parameter.words.empty();
}

TEST(Mistyped, options_are_refused_by_name_with_what_may_be_chosen) {
  int walked = 0;
  for (command::Command const& command : commands()) {
    for (auto const& option : command.options) {
      // Those that fill a field are read by the field, below.
      if (!is_typed(option) || option.field != nullptr) continue;
      for (char const* wrong : wrongs) {
        ++walked;
        command::Arguments arguments;
        arguments.set(option, wrong);
        auto const outcome = command::well_typed(command.options, arguments);
        ASSERT_FALSE(outcome) << command.path << " --" << option.name << " " << wrong;
        auto const& refusal = outcome.error();
        EXPECT_TRUE(command::usage_fault(refusal)) << refusal.kind->code;
        auto const words = command::words_of(refusal, Language::vietnamese);
        EXPECT_TRUE(words.contains("--" + option.name)) << words;
        EXPECT_TRUE(words.contains(wrong)) << words;
        for (Choice const& choice : option.choices) {
          EXPECT_TRUE(words.contains(choice.code)) << words;
        }
      }
    }
  }
  EXPECT_GT(walked, 400);
}

TEST(Mistyped, a_choice_is_its_code_or_its_label) {
  auto const grades = review::choices_of(review::Grade{});
  ASSERT_NE(command::choice_meant(grades, "good"), nullptr);
  EXPECT_EQ(command::choice_meant(grades, "hoan thanh tot nhiem vu"),
            command::choice_meant(grades, "good"));
  EXPECT_EQ(command::choice_meant(grades, "goood"), nullptr);
  EXPECT_EQ(command::choice_meant(grades, ""), nullptr);
}

class MistypedDoors : public SiteWorld {
 protected:
  void SetUp() override {
    SiteWorld::SetUp();
    std::vector<store::Grant> grants;
    for (auto const* verb : whole.verbs) grants.emplace_back(verb->right);
    for (auto const* one : whole.rights) grants.emplace_back(one);
    site_->let_in("boss", grants);
  }
  Filling with(command::Command const& command, std::string const& name, std::string text) {
    Filling values = more_of(command.path);
    for (auto const& other : command.options) {
      if (other.given == command::Given::required) values.emplace(other.name, value_of(other));
    }
    values.insert_or_assign(name, std::move(text));
    return values;
  }
  web::Response by_api(web::Route const& route, Filling const& values) {
    if (route.method == web::Method::post) {
      boost::json::object body;
      for (auto const& [name, value] : values) body[name] = value;
      return site_->call("boss", route.path, boost::json::serialize(body));
    }
    std::string query;
    for (auto const& [name, value] : values) {
      query += (query.empty() ? "?" : "&") + name + "=" + web::percent_encoded(value);
    }
    return site_->ask("boss", route.path + query);
  }
};
// Refused before a store is asked, so one database is enough.
INSTANTIATE_TEST_SUITE_P(, MistypedDoors, testing::Values(store::Dialect::sqlite));

TEST_P(MistypedDoors, of_the_api_refuse_each_option_and_each_name_they_do_not_know) {
  int walked = 0;
  for (auto const& route : all_.routes) {
    if (route.command == nullptr || !route.path.starts_with("/api/")) continue;
    for (auto const& option : route.command->options) {
      if (!is_typed(option)) continue;
      ++walked;
      auto const answer = by_api(route, with(*route.command, option.name, "noitce"));
      EXPECT_GE(answer.status, 400) << route.path << " " << option.name << "\n" << answer.body;
      EXPECT_LT(answer.status, 500) << route.path << " " << option.name;
    }
    auto const unknown = by_api(route, with(*route.command, "no-such-name", "1"));
    EXPECT_EQ(unknown.status, 400) << route.path;
  }
  EXPECT_GT(walked, 250);
}

TEST_P(MistypedDoors, of_forms_refuse_each_option_beside_its_field) {
  for (auto const& route : all_.routes) {
    if (route.command == nullptr || !route.path.starts_with("/do/")) continue;
    for (auto const& option : route.command->options) {
      if (!is_typed(option) || option.take == command::Take::flag) continue;
      if (option.name == "nonce" || option.name == "based-on") continue;
      auto const values = with(*route.command, option.name, "noitce");
      if (route.method == web::Method::get) {
        if (option.field != nullptr) continue;  // shown in its field, to be put right
        auto const answer = site_->ask("boss", route.path + "?" + option.name + "=noitce");
        EXPECT_TRUE(answer.status >= 400 && answer.status < 500)
            << route.path << " " << option.name << " " << answer.status;
        continue;
      }
      auto const answer = site_->send("boss", route.path, {values.begin(), values.end()});
      EXPECT_TRUE(answer.status >= 400 && answer.status < 500)
          << route.path << " " << option.name << " " << answer.status;
    }
  }
}

TEST_P(MistypedDoors, of_pages_refuse_each_parameter_and_each_name_they_do_not_know) {
  int walked = 0;
  for (auto const& route : all_.routes) {
    if (route.command != nullptr || route.method != web::Method::get) continue;
    auto const path = path_of(route, places());
    std::vector<web::Parameter> asked = route.query;
    asked.push_back(web::asks_day("as_of"));
    asked.push_back(web::asks_number("known_at"));
    for (web::Parameter const& parameter : asked) {
      if (!is_typed(parameter)) continue;
      for (char const* wrong : {"noitce", "12abc", "31%2F02%2F2021x"}) {
        ++walked;
        auto const target = path + "?" + parameter.name + "=" + wrong;
        auto const answer = site_->ask("boss", target);
        EXPECT_TRUE(answer.status >= 400 && answer.status < 500) << target << " " << answer.status;
      }
    }
    bool const any =
        std::ranges::any_of(route.query, [](web::Parameter const& one) { return one.name == "*"; });
    if (any) continue;
    EXPECT_EQ(site_->ask("boss", path + "?no_such_name=1").status, 400) << path;
  }
  EXPECT_GT(walked, 150);
}

// What names something (a unit, a year, a measure) and names nothing there is refused, never taken
// for what was not said. Free words are looked for: nothing found is an answer.
TEST_P(MistypedDoors, of_pages_refuse_names_of_nothing) {
  std::set<std::string> const free_words{
      "q",      "words",        "answers", "columns", "document-number",
      "signer", "signer-title", "to",      "number",  "recipients",
      "place",  "units"};
  int walked = 0;
  for (auto const& route : all_.routes) {
    if (route.command != nullptr || route.method != web::Method::get) continue;
    auto const path = path_of(route, places());
    for (web::Parameter const& parameter : route.query) {
      if (is_typed(parameter) || parameter.name.ends_with('*')) continue;
      if (free_words.contains(parameter.name)) continue;
      ++walked;
      auto const target = path + "?" + parameter.name + "=zz-9";
      auto const answer = site_->ask("boss", target);
      EXPECT_TRUE(answer.status >= 400 && answer.status < 500) << target << " " << answer.status;
    }
  }
  EXPECT_GT(walked, 15);
}

// Behind the last page the last is shown: its rows, and which of how many they are.
TEST_P(MistypedDoors, of_lists_show_the_last_page_for_any_behind_it) {
  int walked = 0;
  for (auto const& route : all_.routes) {
    bool const paged = std::ranges::any_of(
        route.query, [](web::Parameter const& one) { return one.name == "page"; });
    if (!paged || route.command != nullptr || route.method != web::Method::get) continue;
    for (char const* more : {"", "&q=a", "&words=a"}) {
      std::string_view const name =
          std::string_view(more).substr(0, std::string_view(more).find('='));
      bool const takes = name.empty() || std::ranges::any_of(route.query, [&](auto const& one) {
                           return one.name == name.substr(1);
                         });
      if (!takes) continue;
      ++walked;
      auto const path = path_of(route, places()) + "?page=";
      auto const first = site_->ask("boss", path + "1" + more);
      auto const behind = site_->ask("boss", path + "99999" + more);
      EXPECT_EQ(behind.status, first.status) << path;
      EXPECT_EQ(test::words_of_page(behind.body), test::words_of_page(first.body)) << path << more;
      EXPECT_FALSE(test::words_of_page(behind.body).contains("0–0 trong 0")) << path << more;
    }
  }
  EXPECT_GT(walked, 10);
}

// A page that leads to another by a parameter that the other does not know is found here.
TEST_P(MistypedDoors, no_link_of_a_page_asks_for_what_its_target_does_not_know) {
  std::set<std::string> asked;
  for (auto const& route : all_.routes) {
    if (route.method != web::Method::get || route.path.starts_with("/api/")) continue;
    std::string const body = visit("boss", route).body;
    constexpr std::string_view mark = "href=\"/";
    for (auto at = body.find(mark); at != body.npos; at = body.find(mark, at + 1)) {
      auto const from = at + mark.size() - 1;
      std::string target = body.substr(from, body.find('"', from) - from);
      for (auto amp = target.find("&amp;"); amp != target.npos; amp = target.find("&amp;")) {
        target.replace(amp, 5, "&");
      }
      target = target.substr(0, target.find('#'));
      if (!target.contains('?') || !asked.insert(target).second) continue;
      auto const answer = site_->ask("boss", target);
      EXPECT_NE(answer.status, 400) << route.path << " leads to " << target << "\n"
                                    << test::words_of_page(answer.body).substr(0, 600);
    }
  }
  EXPECT_GT(asked.size(), 60U);
}

}  // namespace
}  // namespace giaoban::app
