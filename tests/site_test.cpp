// The whole site: every page and every form, and every verb by the API, tried by nobody, by those
// without a role in force and by one whose role is over another part of the tree.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>

#include "tests/site_world.h"

namespace giaoban::app {
namespace {

bool of_own_account(web::Route const& route) {
  auto const* const right = route.verb != nullptr ? route.verb->right : route.right;
  return route.open != web::Open::no || (right != nullptr && (*right == account::account_self ||
                                                              *right == account::account_password));
}

class WholeSite : public SiteWorld {
 protected:
  // What the API says to lan; "" when it refuses as it should.
  std::string told_by_api(command::Command const& command, std::string const& path) {
    auto values = more_of(command.path);
    for (auto const& option : command.options) {
      if (option.given == command::Given::optional) continue;
      values.emplace(option.name, value_of(option));
    }
    std::string body;
    for (auto const& [name, value] : values) {
      body += (body.empty() ? "{\"" : ",\"") + name + "\":\"" + value + "\"";
    }
    auto const answer = site_->call("lan", path, body.empty() ? "{}" : body + "}");
    constexpr std::string_view mark = "\"refused\":\"";
    auto const at = answer.body.find(mark);
    if (at == std::string::npos) return std::to_string(answer.status) + " " + answer.body;
    auto const begin = at + mark.size();
    auto const code = answer.body.substr(begin, answer.body.find('"', begin) - begin);
    bool const by_reach = code == "unit.beyond_reach" || code == "store.out_of_reach" ||
                          code == "store.not_allowed" || code == "account.more_than_held" ||
                          code == "indicator.beyond_author" || code.contains(".no_such_") ||
                          code == "store.nobody_to_erase" ||
                          code == "reorganisation.unit_not_there";
    return by_reach ? std::string() : code;
  }
};
ON_BOTH_DATABASES(WholeSite);

TEST_P(WholeSite, names_a_right_at_every_door) {
  EXPECT_EQ(web::route_faults(all_.routes), std::vector<std::string>{});
}

// The browser tests look at every page of this list, or the list says why not; /do/... are looked
// at by the API's own list of verbs.
TEST_P(WholeSite, stands_whole_in_the_list_of_the_browser_tests) {
  std::set<std::string> listed;
  std::ifstream in(GIAOBAN_PAGES);
  for (std::string line; std::getline(in, line);) listed.insert(line.substr(0, line.find(' ')));
  std::set<std::string> pages;
  for (auto const& route : all_.routes) {
    bool const by_list = route.path.starts_with("/api") || route.path.starts_with("/do/");
    if (route.method == web::Method::get && !by_list) pages.insert(route.path);
  }
  EXPECT_EQ(listed, pages);
}

TEST_P(WholeSite, is_closed_to_nobody) {
  for (auto const& route : all_.routes) {
    if (route.open == web::Open::to_all) continue;
    auto const answer = visit("", route);
    bool const page = route.method == web::Method::get && !route.path.starts_with("/api");
    EXPECT_EQ(answer.status, page ? 303 : 401) << route.path;
    EXPECT_EQ(page, answer.header("Location").value_or("").starts_with("/sign-in")) << route.path;
  }
}

TEST_P(WholeSite, is_closed_without_a_role_in_force) {
  int asked = 0;
  for (auto const& route : all_.routes) {
    if (of_own_account(route)) continue;
    ++asked;
    EXPECT_EQ(visit("without", route).status, 403) << route.path;
  }
  EXPECT_GT(asked, 200);
}

// Pages that name a record or a unit of another part answer as if it were not there; of the others
// none says a word of it.
TEST_P(WholeSite, tells_nothing_of_another_part) {
  for (auto const& route : all_.routes) {
    if (route.method != web::Method::get) continue;
    auto const answer = visit("lan", route);
    bool const of_another = route.path.find('{') != route.path.npos && route.open == web::Open::no;
    if (of_another) {
      EXPECT_TRUE(answer.status == 403 || answer.status == 404)
          << route.path << ": " << answer.status;
    }
    for (char const* word : {"Kim Đức", "Ánh", "Rà soát chi bộ ghép", "Kinh phí tập huấn"}) {
      EXPECT_FALSE(answer.body.contains(word)) << route.path << " says " << word;
    }
  }
}

// Every verb with values that would be right if Kim Đức were lan's.
TEST_P(WholeSite, refuses_every_verb_over_another_part) {
  std::set<std::string> others;
  for (auto const& command : commands_) {
    if (command.verb == nullptr || command::door_of(command) != command::Door::everywhere) continue;
    if (*command.verb->right == account::account_self ||
        *command.verb->right == account::account_password) {
      continue;
    }
    auto const route = std::ranges::find_if(all_.routes, [&](web::Route const& one) {
      return one.command == &command && one.path.starts_with("/api/");
    });
    ASSERT_NE(route, all_.routes.end()) << command.path;
    auto const answer = told_by_api(command, route->path);
    if (!answer.empty()) others.insert(std::string(command.path) + ": " + answer);
  }
  // The law or the records stand in the way before the right is asked.
  EXPECT_EQ(others, std::set<std::string>{});
}

}  // namespace
}  // namespace giaoban::app
