// Every text that enters has a bound, by whichever door: a field declared tomorrow, an option added
// tomorrow is walked here too.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <ctime>

#include "store/checks.h"
#include "store/fact_text.h"
#include "tests/site_world.h"

namespace giaoban::app {
namespace {

using store::Field;
using store::FieldType;
using store::Kind;

constexpr std::size_t longest = 10 * long_letters_max;

// Letters of three bytes, so that bytes are not taken for letters.
std::string of_letters(std::size_t count) {
  std::string text;
  text.reserve(count * 3);
  for (std::size_t i = 0; i < count; ++i) text += "ằ";
  return text;
}

Value something(Field const& field) {
  if (!field.required()) return {};
  if (field.type == FieldType::text) return "a";
  if (field.type == FieldType::choice) return std::string(field.choices.front().code);
  return std::int64_t{1};
}

RefusalKind const* refused_as(Kind const& kind, std::size_t place, std::string text) {
  std::vector<Value> values;
  for (Field const& field : kind.fields) values.push_back(something(field));
  values[place] = std::move(text);
  auto const outcome = store::check_values(kind, values);
  return outcome ? nullptr : outcome.error().kind;
}

TEST(TextFields, have_a_bound_that_every_door_holds) {
  int walked = 0;
  for (Kind const* kind : catalogue().kinds) {
    for (std::size_t i = 0; i < kind->fields.size(); ++i) {
      Field const& field = kind->fields[i];
      if (field.type != FieldType::text) continue;
      ++walked;
      auto const max = field.options.letters_max;
      EXPECT_LE(max, long_letters_max) << kind->table << "." << field.column;
      EXPECT_NE(refused_as(*kind, i, of_letters(max)), &store::text_too_long)
          << kind->table << "." << field.column;
      EXPECT_EQ(refused_as(*kind, i, of_letters(max + 1)), &store::text_too_long)
          << kind->table << "." << field.column;
      auto const read = store::read_value(field, of_letters(max + 1));
      ASSERT_FALSE(read) << kind->table << "." << field.column;
      EXPECT_EQ(read.error().kind, &store::text_too_long) << kind->table << "." << field.column;
    }
  }
  EXPECT_GT(walked, 60);
}

TEST(TextFields, say_what_is_too_long_and_by_how_much) {
  Field const& name = unit::UnitName::kind.field("name");
  auto const refusal = store::read_value(name, of_letters(name_letters_max + 5)).error();
  std::string const text = refusal.text(Language::vietnamese);
  EXPECT_TRUE(text.contains("Tên đơn vị")) << text;
  EXPECT_TRUE(text.contains(std::to_string(name_letters_max + 5))) << text;
  EXPECT_TRUE(text.contains(std::to_string(name_letters_max))) << text;
}

class Bounded : public SiteWorld {
 protected:
  void SetUp() override {
    SiteWorld::SetUp();
    std::vector<store::Grant> grants;
    for (auto const* verb : whole.verbs) grants.emplace_back(verb->right);
    for (auto const* one : whole.rights) grants.emplace_back(one);
    site_->let_in("boss", grants);
  }
  // The command's values with one of them too long.
  Filling with(command::Command const& command, command::Option const& option, std::string text) {
    Filling values = more_of(command.path);
    for (auto const& other : command.options) {
      if (other.given == command::Given::required) values.emplace(other.name, value_of(other));
    }
    values.insert_or_assign(option.name, std::move(text));
    return values;
  }
  web::Response written(web::Route const& route, Filling const& values) {
    boost::json::object body;
    for (auto const& [name, value] : values) body[name] = value;
    return site_->call("boss", route.path, boost::json::serialize(body));
  }
  web::Response asked(web::Route const& route, Filling const& values) {
    std::string query;
    for (auto const& [name, value] : values) {
      query += (query.empty() ? "?" : "&") + name + "=" + web::percent_encoded(value);
    }
    return site_->ask("boss", route.path + query);
  }
  static bool takes_text(command::Option const& option) {
    return option.take != command::Take::flag && !command::takes_path(option.input);
  }
};
// What is too long is refused before a store is asked, so one database is enough.
INSTANTIATE_TEST_SUITE_P(, Bounded, testing::Values(store::Dialect::sqlite));

TEST(Options, have_a_bound_each) {
  int walked = 0;
  for (command::Command const& command : commands()) {
    for (auto const& option : command.options) {
      if (option.take == command::Take::flag || command::takes_path(option.input)) continue;
      ++walked;
      auto const max = option.letters_max.value_or(
          option.input == command::Input::long_text ? long_letters_max : remark_letters_max);
      EXPECT_LE(max, longest) << command.path << " " << option.name;
      for (std::size_t const length : {max, max + 1}) {
        command::Arguments arguments;
        arguments.set(option, of_letters(length));
        auto const outcome = command::within_bounds(command.options, arguments);
        EXPECT_EQ(outcome.has_value(), length == max) << command.path << " " << option.name;
      }
    }
  }
  EXPECT_GT(walked, 500);
}

TEST_P(Bounded, by_the_api_and_by_the_form_of_each_command) {
  int walked = 0;
  for (auto const& route : all_.routes) {
    if (route.command == nullptr) continue;
    bool const api = route.path.starts_with("/api/");
    bool const writes = route.method == web::Method::post;
    if (!api && !writes) continue;
    auto const option = std::ranges::find_if(route.command->options, takes_text);
    if (option == route.command->options.end()) continue;
    ++walked;
    auto const values = with(*route.command, *option, std::string(1'000'000, 'a'));
    // Processor time: how busy the machine is beside is not the form's doing.
    std::clock_t const begun = std::clock();
    auto const answer = !api     ? site_->send("boss", route.path, {values.begin(), values.end()})
                        : writes ? written(route, values)
                                 : asked(route, values);
    EXPECT_EQ(answer.status, 422) << route.path << "\n" << answer.body.substr(0, 500);
    // The API does not say it back; a form does, so that nothing typed is lost.
    EXPECT_TRUE(!api || answer.body.size() < 5'000) << route.path;
    EXPECT_LT(std::clock() - begun, 3 * CLOCKS_PER_SEC) << route.path;
  }
  EXPECT_GT(walked, 150);
}

// What a search over all units costs such a text shows on a province: tests/faults/long_texts.mjs.
TEST_P(Bounded, by_each_page_in_query_and_form) {
  int walked = 0;
  for (auto const& route : all_.routes) {
    if (route.path.starts_with("/api/")) continue;
    EXPECT_LE(route.letters_max, longest) << route.path;
    auto const path = path_of(route, places());
    std::string const text(route.letters_max + 1, 'a');
    auto const answer = route.method == web::Method::post
                            ? site_->send("boss", path, {{"a-field-of-a-page", text}})
                            : site_->ask("boss", path + "?a-field-of-a-page=" + text);
    ++walked;
    EXPECT_EQ(answer.status, 422) << route.path;
  }
  EXPECT_GT(walked, 100);
}

// From before there were bounds, or put there by hand.
TEST_P(Bounded, what_is_long_already_is_shown) {
  broken_on_purpose();
  std::string const text = of_letters(30'000);
  auto const db = store::connect(store().address(), store::IfMissing::fail);
  for (Kind const* kind : {&task::TaskGiven::kind, &briefing::Conference::kind,
                           &unit::UnitName::kind, &figure::IndicatorDefinition::kind}) {
    auto const field = std::ranges::find_if(kind->fields, [](Field const& one) {
      return one.type == FieldType::text && !one.unique();
    });
    db->execute(
        "UPDATE " + std::string(kind->table) + " SET " + std::string(field->column) + " = ?1",
        store::Params(text));
  }
  for (auto const& route : all_.routes) {
    if (route.method != web::Method::get || route.path.starts_with("/api/")) continue;
    auto const answer = visit("boss", route);
    EXPECT_LT(answer.status, 500) << route.path << "\n" << answer.body.substr(0, 300);
  }
  EXPECT_TRUE(visit("boss", *std::ranges::find(all_.routes, "/tasks/{task}", &web::Route::path))
                  .body.contains(text));
}

}  // namespace
}  // namespace giaoban::app
