// Every question of the program, by page, API and command line, asked of days on which nothing was
// there yet, nothing is known, or nothing will be; of units before, in and after their life; and
// with numbers at the ends of what a number can say. None may break, none may take long.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <sstream>

#include "reorganisation/reorganisation.h"
#include "tests/site_world.h"
#include "web/urlencoded.h"

namespace giaoban::app {
namespace {

using test::day;

constexpr std::array days{"01/01/1900", "31/12/2009", "14/06/2015", "31/12/9999"};
constexpr std::array numbers{"0", "-1", "2147483648", "9223372036854775807", "9223372036854775808"};
// Of a test build; the release is many times as fast.
constexpr std::chrono::seconds answer_max{5};

// Hà Lộc was founded in 2012, took part in what units do, and ended in 2018: its cell went to Kim
// Đức's. boss may do everything everywhere.
class AnyDay : public SiteWorld {
 protected:
  void SetUp() override {
    SiteWorld::SetUp();
    write(unit::found_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(ended, unit::found(tx, {.code = "PT-01-03",
                                       .name = "Đảng bộ xã Hà Lộc",
                                       .unit_kind = unit::UnitKind::grassroots_committee,
                                       .parent = district,
                                       .from = day("01/03/2012")}));
      TRY_VOID(unit::found(tx, {.code = "PT-01-03-01",
                                .name = "Chi bộ khu 31",
                                .unit_kind = unit::UnitKind::dependent_cell,
                                .parent = ended,
                                .from = day("01/03/2012")}));
      return {};
    });
    write(reorganisation::merge_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(reorganisation::carry_out(
          tx, reorganisation::merging(day("01/03/2018"), {"PT-01-03"}, {.code = "PT-01-02"})));
      return {};
    });
    std::vector<store::Grant> grants;
    for (auto const* verb : whole.verbs) grants.emplace_back(verb->right);
    for (auto const* reading : whole.rights) grants.emplace_back(reading);
    boss_ = {"boss", grants};
    site_->let_in("boss", grants);
    head_ = store().read()->head();
  }

  // The address with these in its query.
  static std::string with(std::string address, Filling const& query) {
    for (auto const& [name, value] : query) {
      address += (address.find('?') == address.npos ? "?" : "&") + name + "=" +
                 web::percent_encoded(value);
    }
    return address;
  }
  void ask(std::string const& address) {
    auto const begun = std::chrono::steady_clock::now();
    RecordProperty("last", address);
    last_ = address;
    auto const answer = site_->ask("boss", address);
    ++asked_;
    answered_ += answer.status < 400 ? 1 : 0;
    EXPECT_LT(answer.status, 500) << address << "\n" << answer.body;
    EXPECT_LT(std::chrono::steady_clock::now() - begun, answer_max) << address;
  }

  static std::string year_of(std::string const& on) { return on.substr(on.size() - 4); }
  std::string reference(UnitId unit, std::string const& on) {
    return figure::Reference{figure::measure("members"), unit, {day(on), head_}}.text();
  }
  struct Asked {
    UnitId unit;
    std::string code;
  };
  // Each of these by which the page may be asked.
  Filling of_page(web::Route const& route, Asked const& asked, std::string const& on) {
    UnitId const unit = asked.unit;
    Filling query{{"reference", reference(unit, on)},
                  {"period", year_of(on)},
                  {"year", year_of(on)},
                  {"restated", "1"}};
    for (char const* name :
         {"as_of", "from", "to", "on", "day", "days", "date", "first", "second", "before", "due",
          "change-from", "reported", "decided_on", "roster_on"}) {
      query.emplace(name, on);
    }
    query.emplace("unit", asked.code);
    std::erase_if(query, [&](auto const& one) {
      bool const taken =
          one.first == "as_of" || one.first == "known_at" ||
          std::ranges::find(route.query, one.first, &web::Parameter::name) != route.query.end();
      return !taken;
    });
    return query;
  }
  static bool is_page(web::Route const& route) {
    return route.method == web::Method::get && !route.path.starts_with("/api/") &&
           !route.path.starts_with("/do/");
  }
  static bool is_form_of_verb(web::Route const& route) {
    return route.method == web::Method::get && route.path.starts_with("/do/");
  }
  // A unit that stands, one that has ended.
  std::vector<Asked> units() const { return {{kim_duc, "PT-01-02"}, {ended, "PT-01-03"}}; }

  bool reads(command::Command const& command) const { return command.verb == nullptr; }
  static bool is_number(command::Option const& option) {
    return option.input == command::Input::integer || option.name == "year" ||
           option.name == "with";
  }
  Filling asked_by(command::Command const& command, Asked const& asked, std::string const& on,
                   std::string const& number) {
    Filling values = more_of(command.path);
    if (command.path == "indicator show") values.emplace("code", "nu");
    if (command.path == "round history") values.emplace("person", std::to_string(person.value));
    for (auto const& option : command.options) {
      if (option.input == command::Input::day) {
        values.insert_or_assign(option.name, on);
      } else if (option.input == command::Input::unit && option.name == "unit") {
        values.insert_or_assign(option.name, asked.code);
      } else if (is_number(option) && !number.empty()) {
        values.insert_or_assign(option.name, number);
      } else if (option.name == "period" || option.name == "with") {
        values.insert_or_assign(option.name, year_of(on));
      } else if (option.given == command::Given::required) {
        values.emplace(option.name, value_of(option));
      }
    }
    return values;
  }
  // By the command line, where there is no other door.
  void run(command::Command const& command, Filling const& values) {
    command::Arguments arguments;
    for (auto const& option : command.options) {
      if (command::takes_path(option.input)) {
        if (option.given == command::Given::required || option.name == "out") {
          arguments.set(option, (folder() / ("out" + std::to_string(++asked_) + ".xlsx")).string());
        }
        continue;
      }
      auto const value = values.find(option.name);
      if (value != values.end()) arguments.set(option, value->second);
    }
    std::ostringstream data, told;
    command::Context context(
        {.address = store().address(), .keys_path = {}, .user = boss_.name, .grants = boss_.grants},
        store(), data, told);
    last_ = std::string(command.path);
    try {
      answered_ += command.run(context, arguments) ? 1 : 0;
    } catch (std::exception const& fault) {
      ADD_FAILURE() << command.path << ": " << fault.what();
    }
  }
  bool of_the_command_line(command::Command const& command) const {
    return std::ranges::none_of(all_.routes, [&](web::Route const& route) {
      return route.command == &command && route.path.starts_with("/api/");
    });
  }
  std::string api_path(command::Command const& command) const {
    std::string path = "/api/" + std::string(command.path);
    std::ranges::replace(path, ' ', '/');
    return path;
  }
  void ask_command(command::Command const& command, Filling const& values) {
    if (of_the_command_line(command)) {
      run(command, values);
    } else {
      ask(with(api_path(command), values));
    }
  }

  // These own the store as a whole, make one, or wait for visitors.
  static bool stands_apart(command::Command const& command) {
    std::set<std::string_view> const apart{"serve",  "restore", "backup", "check",
                                           "sample", "erase",   "adopt",  "reorganise"};
    return apart.contains(command.path.substr(0, command.path.find(' ')));
  }

  // Questions that the columns answer, where a server has them.
  static bool asks_figures(std::string_view path) {
    return std::ranges::any_of(
        std::array{"figure", "series", "revisions", "table", "dashboard", "report", "indicator"},
        [&](char const* word) { return path.contains(word); });
  }
  using Taken = bool (*)(std::string_view path);
  void walk_over_days(Taken taken) {
    for (Asked const& asked : units()) {
      for (std::string const on : days) {
        for (auto const& route : all_.routes) {
          if (!is_page(route) || !taken(route.path)) continue;
          auto values = places();
          values.insert_or_assign("unit", std::to_string(asked.unit.value));
          ask(with(path_of(route, values), of_page(route, asked, on)));
        }
        for (auto const& command : commands_) {
          if (!reads(command) || stands_apart(command) || !taken(command.path)) continue;
          ask_command(command, asked_by(command, asked, on, ""));
        }
      }
    }
  }

  UnitId ended;
  store::Actor boss_;
  std::string last_;
  int asked_ = 0;
  int answered_ = 0;
};
ON_BOTH_DATABASES(AnyDay);

TEST_P(AnyDay, breaks_no_question) {
  walk_over_days([](std::string_view) { return true; });
  EXPECT_EQ(site_->broke(), "") << last_;
  EXPECT_GT(asked_, 800);
  EXPECT_GT(answered_, 500);
  int const before = answered_;
  store().follow_with(figure::follow(""));
  figure::ready(store());
  walk_over_days(&asks_figures);
  store().follow_with(nullptr);
  EXPECT_EQ(site_->broke(), "") << "out of columns: " << last_;
  EXPECT_GT(answered_, before + 100);
}

TEST_P(AnyDay, and_any_number_breaks_no_question) {
  for (std::string const number : numbers) {
    for (auto const& route : all_.routes) {
      if (!is_page(route)) continue;
      Filling query{{"unit", "PT-01-02"}};
      for (char const* name : {"page", "year", "known_at", "from", "limit", "count", "decimals",
                               "first", "second", "with", "written"}) {
        query.emplace(name, number);
      }
      ask(with(path_of(route, places()), query));
      auto values = places();
      for (auto& [name, value] : values) {
        if (name != "part" && name != "kind" && name != "paper" && name != "name") value = number;
      }
      if (route.path.contains('{')) ask(path_of(route, values));
    }
    for (auto const& command : commands_) {
      if (!reads(command) || stands_apart(command)) continue;
      ask_command(command, asked_by(command, units().front(), "14/06/2021", number));
    }
  }
  EXPECT_EQ(site_->broke(), "") << last_;
}

// A question over many days is refused before it is counted.
TEST_P(AnyDay, a_series_without_end_is_refused) {
  auto const asked = [&](std::string const& from, std::string const& to, std::string const& step) {
    return site_->ask("boss", with("/api/series", {{"unit", "PT-01-02"},
                                                   {"measure", "members"},
                                                   {"from", from},
                                                   {"to", to},
                                                   {"step", step}}));
  };
  for (char const* step : {"month", "quarter", "year"}) {
    auto const answer = asked("01/01/1900", "31/12/9999", step);
    EXPECT_TRUE(answer.body.contains("figure.too_many_points")) << answer.body;
    EXPECT_EQ(asked("31/12/9999", "31/12/9999", step).status, 200);
    EXPECT_EQ(asked("01/01/9990", "31/12/9999", step).status, 200);
    EXPECT_EQ(asked("01/01/1000", "31/12/1001", step).status, 200);
  }
}

// Verbs refuse a day that makes no sense, or bear it: the store is sound afterwards.
TEST_P(AnyDay, breaks_no_verb) {
  for (std::string const on : days) {
    for (auto const& route : all_.routes) {
      if (!is_form_of_verb(route)) continue;
      ask(with(path_of(route, places()), asked_by(*route.command, units().front(), on, "")));
    }
    for (auto const& command : commands_) {
      if (reads(command) || stands_apart(command) || of_the_command_line(command)) continue;
      std::string body;
      for (auto const& [name, value] : asked_by(command, units().front(), on, "")) {
        body += (body.empty() ? "{\"" : ",\"") + name + "\":\"" + value + "\"";
      }
      last_ = std::string(command.path) + " " + on;
      auto const answer = site_->call("boss", api_path(command), body.empty() ? "{}" : body + "}");
      EXPECT_LT(answer.status, 500) << command.path << " " << on << "\n" << answer.body;
      EXPECT_EQ(site_->broke(), "") << command.path << " " << on;
    }
  }
  head_ = store().read()->head();
}

}  // namespace
}  // namespace giaoban::app
