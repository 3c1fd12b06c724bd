// Every list says how many: over a world in which each kind of record is more than a page, each
// page of the site shows at most two hundred rows of a list, and one that is not whole says which
// of how many it shows and leads to the rest.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <regex>

#include "tests/site_world.h"

namespace giaoban::app {
namespace {

constexpr int many = 230;
constexpr std::ptrdiff_t rows_most = 200;

class LongLists : public SiteWorld {
 protected:
  void SetUp() override {
    SiteWorld::SetUp();
    std::vector<store::Grant> grants;
    for (auto const* verb : whole.verbs) grants.emplace_back(verb->right);
    for (auto const* one : whole.rights) grants.emplace_back(one);
    site_->let_in("boss", grants);
    found_units();
    receive_members();
    give_tasks();
    hold_conferences();
    make_accounts();
    head_ = store().read()->head();
  }
  void found_units() {
    write(unit::found_verb, [&](store::Tx& tx) -> Result<void> {
      for (int i = 0; i < many; ++i) {
        TRY_VOID(unit::found(tx, {.code = fmt::format("PT-01-02-{}", 100 + i),
                                  .name = fmt::format("Chi bộ thôn {}", i),
                                  .unit_kind = unit::UnitKind::dependent_cell,
                                  .parent = kim_duc,
                                  .from = test::day("01/01/2015"),
                                  .origin = unit::Origin::opening}));
      }
      return {};
    });
  }
  void receive_members() {
    write(member::receive_verb, [&](store::Tx& tx) -> Result<void> {
      for (int i = 0; i < many; ++i) {
        member::Arrival arrival;
        arrival.particulars.full_name = fmt::format("Nguyễn Văn Số {}", i);
        arrival.particulars.born = *PartialDay::parse("14/06/1980");
        arrival.cell = khu_9;
        arrival.on = test::day("03/06/2015");
        arrival.joined = test::day("03/06/2010");
        arrival.recognised = test::day("03/06/2011");
        TRY_VOID(member::receive(tx, arrival));
      }
      return {};
    });
  }
  void give_tasks() {
    write(task::give_verb, [&](store::Tx& tx) -> Result<void> {
      for (int i = 0; i < many; ++i) {
        TRY_VOID(task::give(tx, {.title = fmt::format("Việc {}", i),
                                 .product = "Báo cáo",
                                 .assigner = kim_duc,
                                 .lead = khu_9,
                                 .given_on = test::day("01/06/2021"),
                                 .deadline = test::day("30/06/2021")}));
      }
      return {};
    });
    write(task::take_down_verb, [&](store::Tx& tx) -> Result<void> {
      for (int i = 0; i < many; ++i) {
        TRY_VOID(task::take_down(tx, {.asker = khu_9,
                                      .receiver = kim_duc,
                                      .subject = fmt::format("Điều {}", i),
                                      .on = test::day("01/06/2021")}));
      }
      return {};
    });
  }
  void hold_conferences() {
    write(briefing::call_verb, [&](store::Tx& tx) -> Result<void> {
      for (int i = 0; i < many; ++i) {
        auto asked = calling(fmt::format("Giao ban {}", i), test::day("01/06/2021"));
        asked.conference.host = kim_duc;
        TRY_VOID(briefing::call(tx, asked));
      }
      return {};
    });
  }
  void make_accounts() {
    write(account::create_verb, [&](store::Tx& tx) -> Result<void> {
      for (int i = 0; i < many; ++i) {
        TRY_VOID(account::create(tx, {.login = fmt::format("nguoi.{}", i),
                                      .shown_name = fmt::format("Người {}", i),
                                      .from = test::day("01/06/2021")}));
      }
      return {};
    });
  }
};
// Lists are cut in C++ or by the same text on both.
INSTANTIATE_TEST_SUITE_P(, LongLists, testing::Values(store::Dialect::sqlite));

std::ptrdiff_t rows_in(std::string const& table) {
  std::ptrdiff_t rows = 0;
  auto const body = table.find("<tbody");
  for (auto at = table.find("<tr", body); at != table.npos; at = table.find("<tr", at + 1)) ++rows;
  return rows;
}

struct Shown {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t total = 0;
};
// "1–100 trong 2.987" under a list.
std::vector<Shown> told_in(std::string const& page) {
  std::vector<Shown> all;
  std::regex const told(R"(class="shown">([0-9.]+)–([0-9.]+) trong ([0-9.]+))");
  auto const number = [](std::string text) {
    std::erase(text, '.');
    return std::stoll(text);
  };
  for (std::sregex_iterator at(page.begin(), page.end(), told), end; at != end; ++at) {
    all.push_back({number((*at)[1]), number((*at)[2]), number((*at)[3])});
  }
  return all;
}

TEST_P(LongLists, are_whole_or_say_which_of_how_many_they_show) {
  int paged = 0;
  for (auto const& route : all_.routes) {
    if (route.method != web::Method::get || route.path.starts_with("/api/")) continue;
    // What is typed into comes and goes as one form.
    auto const path = path_of(route, places());
    for (std::string const& target : {path, path + "?q=so", path + "?unit=PT-01-02"}) {
      auto const answer = site_->ask("boss", target);
      if (answer.status != 200 || !answer.content_type.starts_with("text/html")) continue;
      std::string const& page = answer.body;
      for (auto at = page.find("<table"); at != page.npos; at = page.find("<table", at + 1)) {
        auto const end = page.find("</table>", at);
        std::string const table = page.substr(at, end - at);
        if (table.contains("data-grid")) continue;
        EXPECT_LE(rows_in(table), rows_most) << target;
        if (rows_in(table) < 50) continue;
        auto const after = page.substr(end, 400);
        auto const told = told_in(after);
        if (told.empty()) continue;
        // Below the rows of a table of figures stand its totals.
        auto const shown = told[0].last - told[0].first + 1;
        EXPECT_GE(rows_in(table), shown) << target;
        EXPECT_LE(rows_in(table), shown + 2) << target;
      }
      for (Shown const& one : told_in(page)) {
        if (one.last == one.total) continue;
        ++paged;
        EXPECT_GE(one.total, many) << target;
        EXPECT_TRUE(page.contains("page=2") || page.contains("=2\"")) << target;
      }
    }
  }
  EXPECT_GT(paged, 8);
}

TEST_P(LongLists, of_a_search_count_all_who_were_found) {
  auto const page = site_->ask("boss", "/members?q=nguyen+van+so").body;
  auto const told = told_in(page);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].total, many);
  auto const last = site_->ask("boss", "/members?q=nguyen+van+so&page=5").body;
  ASSERT_EQ(told_in(last).size(), 1U);
  EXPECT_EQ(told_in(last)[0].total, many);
  EXPECT_EQ(told_in(last)[0].last, many);
  // Marks, a part of the tree, and what nobody is called.
  EXPECT_EQ(told_in(site_->ask("boss", "/members?q=số&unit=PT-01-02").body)[0].total, many);
  EXPECT_FALSE(site_->ask("boss", "/members?q=khongai").body.contains("1–"));
}

TEST_P(LongLists, of_units_found_are_turned_over) {
  auto const told = told_in(site_->ask("boss", "/units?q=thon").body);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].total, many);
  EXPECT_EQ(told_in(site_->ask("boss", "/units?q=thon&page=3").body)[0].last, many);
}

}  // namespace
}  // namespace giaoban::app
