// The pages and forms of tasks and recommendations, as they answer on both databases.
#include "task/web.h"

#include <gtest/gtest.h>

#include "task/cli.h"
#include "tests/briefing_world.h"
#include "tests/test_site.h"
#include "web/jobs.h"

namespace giaoban::task {
namespace {

using store::Tx;
using test::day;

class TaskPages : public test::BriefingWorld {
 protected:
  TaskPages() { whole.add(web::catalogue()); }
  void SetUp() override {
    test::BriefingWorld::SetUp();
    clock.set(FixedClock(day("14/06/2021")).now());
    auto all = routes();
    for (auto& route : web::verb_routes(commands_, verb_forms())) all.push_back(std::move(route));
    site_ = std::make_unique<test::TestSite>(store(), std::move(all));
    auto const over = [](UnitId unit) {
      std::vector<store::Grant> grants;
      for (auto const* right : {&task_read, &task_give, &task_report, &recommendation_take,
                                &recommendation_answer, &recommendation_ask, &unit::unit_read}) {
        grants.emplace_back(right, unit.value);
      }
      return grants;
    };
    site_->let_in("tinh", over(province));
    site_->let_in("clerk", over(province), Language::english);
    site_->let_in("hung_lo", over(hung_lo));
    site_->let_in("kim_duc", over(kim_duc));
    site_->let_in("ended", {});
  }
  TaskId given(std::string title, UnitId lead, char const* deadline) {
    TaskId made;
    write(give_verb, [&](Tx& tx) -> Result<void> {
      TRY_INTO(made, give(tx, {.title = std::move(title),
                               .product = "Báo cáo",
                               .assigner = province,
                               .lead = lead,
                               .given_on = day("01/06/2021"),
                               .deadline = day(deadline)}));
      return {};
    });
    return made;
  }
  RecommendationId taken(UnitId asker) {
    RecommendationId made;
    write(take_down_verb, [&](Tx& tx) -> Result<void> {
      TRY_INTO(made, take_down(tx, {.asker = asker,
                                    .receiver = province,
                                    .subject = "Kinh phí chi bộ",
                                    .text = "Đề nghị tăng",
                                    .on = day("02/06/2021")}));
      return {};
    });
    return made;
  }
  static std::string path(TaskId task) { return "/tasks/" + std::to_string(task.value); }
  View seen(TaskId task) {
    return view(*store().read(), everything, task, {store().clock().today()}).value();
  }
  EntryNumber head() { return store().read()->head(); }

  std::vector<command::Command> const commands_ = commands();
  std::unique_ptr<test::TestSite> site_;
};
ON_BOTH_DATABASES(TaskPages);

TEST_P(TaskPages, stand_behind_rights) {
  EXPECT_EQ(web::route_faults(routes()), std::vector<std::string>{});
  auto const task = given("Rà soát chi bộ ghép", hung_lo, "30/06/2021");
  for (auto const& target : {std::string("/tasks"), path(task), std::string("/recommendations")}) {
    EXPECT_EQ(site_->ask("ended", target).status, 403) << target;
    EXPECT_EQ(site_->ask("nobody", target).status, 303) << target;
  }
}

TEST_P(TaskPages, list_by_tab_within_reach_in_both_languages) {
  given("Rà soát chi bộ ghép", hung_lo, "30/06/2021");
  given("Gửi danh sách", hung_lo, "10/06/2021");
  given("Việc của Kim Đức", kim_duc, "16/06/2021");
  auto const all = site_->ask("tinh", "/tasks").body;
  EXPECT_TRUE(all.contains("Rà soát chi bộ ghép")) << site_->broke();
  EXPECT_TRUE(all.contains("quá hạn 4 ngày"));
  EXPECT_TRUE(all.contains("còn 2 ngày"));
  auto const overdue = site_->ask("tinh", "/tasks?tab=overdue").body;
  EXPECT_TRUE(overdue.contains("Gửi danh sách"));
  EXPECT_FALSE(overdue.contains("Rà soát chi bộ ghép"));
  auto const own = site_->ask("hung_lo", "/tasks").body;
  EXPECT_TRUE(own.contains("Gửi danh sách"));
  EXPECT_FALSE(own.contains("Việc của Kim Đức"));
  auto const filtered = site_->ask("tinh", "/tasks?unit=PT-01-02").body;
  EXPECT_TRUE(filtered.contains("Việc của Kim Đức"));
  EXPECT_FALSE(filtered.contains("Gửi danh sách"));
  EXPECT_EQ(site_->ask("kim_duc", "/tasks?unit=PT-01-01").status, 403);
  auto const of_unit = "/units/" + std::to_string(kim_duc.value) + "/tasks";
  EXPECT_TRUE(site_->ask("tinh", of_unit).body.contains("Việc của Kim Đức")) << site_->broke();
  EXPECT_EQ(site_->ask("hung_lo", of_unit).status, 403);
  auto const in_english = site_->ask("clerk", "/tasks").body;
  EXPECT_TRUE(in_english.contains("4 days overdue"));
  EXPECT_FALSE(in_english.contains("quá hạn"));
}

TEST_P(TaskPages, say_how_many_were_done_in_time_with_the_base) {
  auto const done = given("Gửi danh sách", hung_lo, "12/06/2021");
  given("Gửi kế hoạch", hung_lo, "12/06/2021");
  write(report_verb, [&](Tx& tx) { return report(tx, done, day("11/06/2021"), "Đã gửi"); });
  write(accept_verb, [&](Tx& tx) { return accept(tx, done, day("13/06/2021")); });
  auto const words = test::words_of_page(site_->ask("tinh", "/tasks").body);
  EXPECT_TRUE(words.contains("1\n/2 ")) << words;
  EXPECT_TRUE(words.contains("(50,00%)")) << words;
  EXPECT_TRUE(site_->ask("tinh", "/tasks?tab=done").body.contains("đúng hạn"));
}

TEST_P(TaskPages, show_one_with_its_history_and_what_the_caller_may_do) {
  auto const task = given("Rà soát chi bộ ghép", hung_lo, "30/06/2021");
  auto const lead = site_->ask("hung_lo", path(task));
  ASSERT_EQ(lead.status, 200) << site_->broke();
  EXPECT_TRUE(lead.body.contains("/do/task/report?task="));
  EXPECT_FALSE(lead.body.contains("/do/task/accept"));
  EXPECT_FALSE(lead.body.contains("/do/task/withdraw"));
  EXPECT_TRUE(lead.body.contains("Đảng bộ xã Hùng Lô"));
  EXPECT_TRUE(lead.body.contains("giao nhiệm vụ"));
  write(report_verb, [&](Tx& tx) { return report(tx, task, day("13/06/2021"), "12 chi bộ"); });
  auto const assigner = site_->ask("tinh", path(task)).body;
  EXPECT_TRUE(assigner.contains("/do/task/accept?task="));
  EXPECT_TRUE(assigner.contains("12 chi bộ"));
  EXPECT_EQ(site_->ask("kim_duc", path(task)).status, 404);
  EXPECT_EQ(site_->ask("tinh", "/tasks/7").status, 404);
  EXPECT_EQ(site_->ask("tinh", "/tasks/x").status, 404);
}

TEST_P(TaskPages, report_by_the_form_once) {
  auto const task = given("Rà soát chi bộ ghép", hung_lo, "30/06/2021");
  auto const number = std::to_string(task.value);
  auto const form = site_->ask("hung_lo", "/do/task/report?task=" + number);
  ASSERT_EQ(form.status, 200) << site_->broke();
  EXPECT_TRUE(form.body.contains("Rà soát chi bộ ghép"));
  test::TestSite::Typed const typed{{"task", number},
                                    {"text", "12 chi bộ"},
                                    {"on", "14/06/2021"},
                                    {"next", path(task)},
                                    {"nonce", "two clicks"}};
  auto const before = head();
  auto const written = site_->send("hung_lo", "/do/task/report", typed);
  EXPECT_EQ(written.status, 303) << test::words_of_page(written.body);
  EXPECT_TRUE(written.header("Location").value_or("").starts_with(path(task)));
  EXPECT_EQ(site_->send("hung_lo", "/do/task/report", typed).status, 303);
  EXPECT_EQ(head(), before + 1);
  EXPECT_EQ(seen(task).status, Status::reported);
}

TEST_P(TaskPages, refuse_other_units_and_keep_what_was_typed) {
  auto const task = given("Rà soát chi bộ ghép", hung_lo, "30/06/2021");
  auto const number = std::to_string(task.value);
  EXPECT_EQ(site_->ask("kim_duc", "/do/task/report?task=" + number).status, 404);
  EXPECT_EQ(site_->send("kim_duc", "/do/task/report", {{"task", number}, {"text", "x"}}).status,
            404);
  EXPECT_EQ(site_
                ->send("hung_lo", "/do/task/withdraw",
                       {{"task", number}, {"on", "14/06/2021"}, {"reason", "thôi"}})
                .status,
            403);
  auto const past = site_->send("tinh", "/do/task/give",
                                {{"title", "Việc gấp"},
                                 {"product", "Báo cáo"},
                                 {"assigner", "PT"},
                                 {"lead", "PT-01-01"},
                                 {"on", "14/06/2021"},
                                 {"deadline", "13/06/2021"}});
  EXPECT_EQ(past.status, 422);
  EXPECT_TRUE(past.body.contains("Việc gấp"));
  EXPECT_EQ(seen(task).status, Status::given);
}

TEST_P(TaskPages, recommendations_go_from_asker_to_answer_and_back) {
  auto const made = taken(hung_lo);
  auto const number = std::to_string(made.value);
  auto const page = site_->ask("tinh", "/recommendations/" + number);
  ASSERT_EQ(page.status, 200) << site_->broke();
  EXPECT_TRUE(page.body.contains("/do/recommendation/answer-at-once?"));
  EXPECT_EQ(site_->ask("kim_duc", "/recommendations/" + number).status, 404);
  EXPECT_TRUE(site_->ask("hung_lo", "/recommendations").body.contains("Kinh phí chi bộ"));
  EXPECT_EQ(site_
                ->send("tinh", "/do/recommendation/hand-on",
                       {{"recommendation", number},
                        {"unit", "PT-01"},
                        {"on", "14/06/2021"},
                        {"deadline", "20/06/2021"}})
                .status,
            303);
  EXPECT_TRUE(
      site_->ask("tinh", "/recommendations/" + number).body.contains("/do/recommendation/answer?"));
  EXPECT_EQ(site_
                ->send("tinh", "/do/recommendation/answer",
                       {{"recommendation", number}, {"text", "Theo HD 21"}, {"on", "14/06/2021"}})
                .status,
            303);
  auto const answered = site_->ask("hung_lo", "/recommendations?tab=answered").body;
  EXPECT_TRUE(answered.contains("Kinh phí chi bộ"));
  auto const asker = site_->ask("hung_lo", "/recommendations/" + number).body;
  EXPECT_TRUE(asker.contains("Theo HD 21"));
  EXPECT_TRUE(asker.contains("/do/recommendation/receive?"));
  auto const in_english = site_->ask("clerk", "/recommendations/" + number).body;
  EXPECT_TRUE(in_english.contains("Recommendation"));
}

}  // namespace
}  // namespace giaoban::task
