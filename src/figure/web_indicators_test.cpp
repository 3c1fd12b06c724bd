// The pages of own measures, and of who came, went or changed, as they answer.
#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "figure/cli.h"
#include "figure/figure.h"
#include "figure/web.h"
#include "tests/member_world.h"
#include "tests/test_site.h"
#include "web/jobs.h"

namespace giaoban::figure {
namespace {

// Two women and a man in Hùng Lô, the man and one woman since 2020; one woman in Kim Đức.
class IndicatorPages : public giaoban::test::MemberWorld {
 protected:
  IndicatorPages() {
    whole.add(post::catalogue());
    whole.add(review::catalogue());
    whole.add(figure::catalogue());
    whole.add(web::catalogue());
  }
  void SetUp() override {
    giaoban::test::MemberWorld::SetUp();
    woman(full_member("Nguyễn Thị Lan", khu_1, giaoban::test::day("03/06/2015")), "03/06/2015");
    woman(full_member("Lê Thị Bình", khu_2, giaoban::test::day("03/06/2020")), "03/06/2020");
    full_member("Trần Văn Hùng", khu_1, giaoban::test::day("03/06/2020"));
    woman(full_member("Đỗ Thị Duyên", khu_9, giaoban::test::day("03/06/2015")), "03/06/2015");
    commands_ = indicator_commands();
    auto all = routes();
    for (auto& route : web::verb_routes(commands_, verb_forms())) all.push_back(std::move(route));
    site_ = std::make_unique<giaoban::test::TestSite>(store(), std::move(all));
    auto const over = [](UnitId unit) {
      return std::vector<store::Grant>{{&figure_read, unit.value},
                                       {&indicator_write, unit.value},
                                       {&unit::unit_read, unit.value},
                                       {&member::member_read, unit.value}};
    };
    site_->let_in("hung_lo", over(hung_lo));
    site_->let_in("lam_thao", over(district));
    site_->let_in("kim_duc", over(kim_duc), Language::english);
    site_->let_in("so_lieu", {{&figure_read, hung_lo.value}, {&indicator_write, hung_lo.value}});
  }
  void woman(PersonId person, char const* from) {
    write(member::correct_verb, [&](store::Tx& tx) -> Result<void> {
      member::PersonTraits traits;
      traits.sex = member::Sex::female;
      return tx.state(person.value, Span{giaoban::test::day(from)}, traits);
    });
  }
  giaoban::test::TestSite::Typed women() {
    return {{"unit", "PT-01"},
            {"code", "women"},
            {"name", "Nữ"},
            {"population", "members"},
            {"counts", "gioi tinh = nu"},
            {"base", ""},
            {"base-name", "tổng số đảng viên"},
            {"from", "01/01/2015"},
            {"next", "/indicators"}};
  }

  std::vector<command::Command> commands_;
  std::unique_ptr<giaoban::test::TestSite> site_;
};
ON_BOTH_DATABASES(IndicatorPages);

TEST_P(IndicatorPages, define_a_measure_that_the_pages_of_figures_show) {
  auto const form = site_->ask("lam_thao", "/do/indicator/define?population=members&unit=PT-01");
  ASSERT_EQ(form.status, 200) << site_->broke();
  EXPECT_TRUE(form.body.contains("/indicators/count"));
  EXPECT_TRUE(form.body.contains("/indicators/words?population=members"));
  auto const written = site_->send("lam_thao", "/do/indicator/define", women());
  ASSERT_EQ(written.status, 303) << site_->broke() << giaoban::test::words_of_page(written.body);
  auto const list = site_->ask("lam_thao", "/indicators?as_of=14/06/2021");
  EXPECT_TRUE(list.body.contains("own.women")) << "the figure opens its records";
  EXPECT_TRUE(giaoban::test::words_of_page(list.body).contains("(75,00%)"));
  // Below it is counted for the unit there; beside it is not known of.
  auto const below = site_->ask("hung_lo", "/figures?as_of=14/06/2021");
  EXPECT_TRUE(giaoban::test::words_of_page(below.body).contains("(66,67%)"));
  auto const snapshot = store().read();
  auto const own = giaoban::test::must(
      measure_named(*snapshot, "own.women", {giaoban::test::day("14/06/2021")}));
  Reference const reference{own, hung_lo, {giaoban::test::day("14/06/2021"), snapshot->head()}};
  auto const records = site_->ask("hung_lo", "/figures/records?reference=" + reference.text());
  EXPECT_TRUE(records.body.contains("Lê Thị Bình")) << site_->broke();
  EXPECT_FALSE(records.body.contains("Trần Văn Hùng"));
}

// By page, API and command alike.
TEST_P(IndicatorPages, refuse_a_measure_of_a_unit_beyond_reach_in_words) {
  auto typed = women();
  typed[0].second = "PT-01-01";
  typed[8].second = "/indicators";
  ASSERT_EQ(site_->send("hung_lo", "/do/indicator/define", typed).status, 303) << site_->broke();
  auto const snapshot = store().read();
  auto const own = giaoban::test::must(
      measure_named(*snapshot, "own.women", {giaoban::test::day("14/06/2021")}));
  Reference const forged{own, kim_duc, {giaoban::test::day("14/06/2021"), snapshot->head()}};
  for (std::string const& page : std::vector<std::string>{
           "/figures/series?unit=PT-01-02&measure=own.women",
           "/figures/revisions?unit=PT-01-02&measure=own.women",
           "/figures/changes?measure=own.women&unit=" + std::to_string(kim_duc.value),
           "/figures/records?reference=" + forged.text()}) {
    auto const refused = site_->ask("kim_duc", page);
    EXPECT_EQ(refused.status, 403) << page << site_->broke();
    EXPECT_TRUE(
        giaoban::test::words_of_page(refused.body).contains("belongs to a unit beyond your reach"))
        << page;
  }
  for (std::string const page : {"/figures/series?unit=PT-01-01&measure=own.women",
                                 "/figures/revisions?unit=PT-01-01&measure=own.women"}) {
    EXPECT_EQ(site_->ask("hung_lo", page).status, 200) << page << site_->broke();
    EXPECT_EQ(site_->ask("lam_thao", page).status, 200) << page << site_->broke();
  }
}

TEST_P(IndicatorPages, show_a_percent_with_its_decimals) {
  auto typed = women();
  typed.emplace_back("decimals", "1");
  typed.emplace_back("rounding", "down");
  ASSERT_EQ(site_->send("lam_thao", "/do/indicator/define", typed).status, 303) << site_->broke();
  auto const page = site_->ask("hung_lo", "/figures?as_of=14/06/2021");
  EXPECT_TRUE(giaoban::test::words_of_page(page.body).contains("(66,6%)"));
  auto const drafted = site_->ask(
      "hung_lo", "/indicators/count?unit=PT-01-01&population=members&decimals=0&counts=" +
                     web::percent_encoded("giới tính = nữ"));
  EXPECT_TRUE(giaoban::test::words_of_page(drafted.body).contains("(67%)")) << drafted.body;
  typed.back().second = "up";
  typed[typed.size() - 2].second = "7";
  EXPECT_EQ(site_->send("lam_thao", "/do/indicator/define", typed).status, 422);
}

TEST_P(IndicatorPages, say_how_far_figures_are_in_memory) {
  store().follow_with(follow(""));
  std::promise<void> begun;
  std::promise<void> go_on;
  prepare(store(), [&](Preparing const& now) {
    if (now.step != 3) return;
    begun.set_value();
    go_on.get_future().wait();
  });
  begun.get_future().wait();
  for (std::string const page :
       {"/figures", "/figures/series", "/figures/compare", "/figures/revisions", "/indicators"}) {
    auto const meanwhile = site_->ask("hung_lo", page);
    EXPECT_EQ(meanwhile.status, 200) << page << site_->broke();
    EXPECT_TRUE(meanwhile.body.contains("bước 3 trên 17")) << page;
  }
  go_on.set_value();
  while (preparing(*store().read())) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_FALSE(site_->ask("hung_lo", "/figures").body.contains("trên 17"));
  store().follow_with(nullptr);
}

TEST_P(IndicatorPages, show_a_fault_beside_its_field_with_what_was_typed) {
  auto typed = women();
  typed[4].second = "gioi tinhh = nu";
  auto const again = site_->send("lam_thao", "/do/indicator/define", typed);
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(again.body.contains("gioi tinhh = nu"));
  EXPECT_TRUE(giaoban::test::words_of_page(again.body).contains("giới tính"));
}

TEST_P(IndicatorPages, count_while_a_measure_is_written) {
  auto const count = [&](std::string const& who, std::string const& unit,
                         std::string const& words) {
    auto const part =
        site_->ask(who, "/indicators/count?unit=" + unit +
                            "&population=members&counts=" + web::percent_encoded(words));
    EXPECT_EQ(part.status, 200) << site_->broke();
    return giaoban::test::words_of_page(part.body);
  };
  EXPECT_TRUE(count("hung_lo", "PT-01-01", "giới tính = nữ").contains("66,67%"));
  EXPECT_TRUE(count("hung_lo", "PT-01-01", "giới tính").contains("Chữ thứ 10"));
  // Nothing of units or persons beyond one's reach.
  EXPECT_FALSE(count("hung_lo", "PT-01-02", "giới tính = nữ").contains("%"));
  EXPECT_FALSE(count("so_lieu", "PT-01-01", "giới tính = nữ").contains("%"));
}

TEST_P(IndicatorPages, offer_how_a_condition_goes_on) {
  auto const offered = site_->ask("hung_lo", "/indicators/words?population=members&q=gi");
  EXPECT_TRUE(offered.body.contains("data-value=\"giới tính\"")) << offered.body;
  auto const english = site_->ask("kim_duc", "/indicators/words?population=members&q=sex+%3D+f");
  EXPECT_TRUE(english.body.contains("data-value=\"sex = female\"")) << english.body;
}

TEST_P(IndicatorPages, name_who_came_between_two_days) {
  auto const target =
      "/figures/changes?measure=members.women&first=01/01/2020&second=14/06/2021"
      "&unit=" +
      std::to_string(hung_lo.value);
  auto const page = site_->ask("hung_lo", target);
  ASSERT_EQ(page.status, 200) << site_->broke();
  EXPECT_TRUE(page.body.contains("Lê Thị Bình"));
  EXPECT_FALSE(page.body.contains("Trần Văn Hùng"));
  EXPECT_FALSE(page.body.contains("Nguyễn Thị Lan"));
  EXPECT_EQ(store().accesses(hung_lo.value).size(), 1U);
  EXPECT_EQ(site_->ask("kim_duc", target).status, 403);
  EXPECT_EQ(site_->ask("so_lieu", target).status, 403);
}

}  // namespace
}  // namespace giaoban::figure
