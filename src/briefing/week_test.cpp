// The story of a week: a 6-month briefing with four places, and where each of its tasks and
// recommendations is seven days later.
#include <gtest/gtest.h>

#include "tests/briefing_world.h"

namespace giaoban::briefing {

namespace {

using store::Tx;
using test::day;

std::vector<inbox::Source> const sources{&task::waiting, &waiting};

class BriefingWeek : public test::BriefingWorld {
 protected:
  void on(char const* today) { clock.set(FixedClock(day(today)).now()); }
  task::TaskId assigned(ConferenceId conference, std::int64_t conclusion, UnitId lead,
                        char const* until) {
    task::TaskId made;
    write(assign_verb, [&](Tx& tx) -> Result<void> {
      TRY_INTO(made, assign(tx, conference, conclusion,
                            {.title = "Thực hiện kết luận",
                             .product = "Báo cáo",
                             .assigner = {},
                             .lead = lead,
                             .given_on = {},
                             .deadline = day(until)}));
      return {};
    });
    return made;
  }
  std::int64_t concluded(ConferenceId conference, std::string const& text) {
    std::int64_t number = 0;
    write(conclude_verb, [&](Tx& tx) -> Result<void> {
      TRY_INTO(number, conclude(tx, conference, text));
      return {};
    });
    return number;
  }
  task::RecommendationId recommended(ConferenceId conference, UnitId asker) {
    task::RecommendationId made;
    write(take_down_verb, [&](Tx& tx) -> Result<void> {
      TRY_INTO(made,
               take_down(tx, conference,
                         {.asker = asker, .receiver = {}, .subject = "Kinh phí chi bộ", .on = {}}));
      return {};
    });
    return made;
  }
  // Kinds of what waits at the unit itself for one who has all rights over it.
  std::string waits(UnitId unit, Day asked) {
    std::string kinds;
    store::Actor actor{"người thử", {}};
    for (auto const* right :
         {&task::task_give, &task::task_report, &task::recommendation_take,
          &task::recommendation_answer, &task::recommendation_ask, &briefing_write}) {
      actor.grants.emplace_back(right, unit.value);
    }
    for (auto const& item : inbox::waiting_for(*store().read(), sources, actor, {asked})) {
      if (item.distance == 0) {
        kinds += (kinds.empty() ? "" : " ") + std::string(item.kind);
      }
    }
    return kinds;
  }
};
ON_BOTH_DATABASES(BriefingWeek);

TEST_P(BriefingWeek, every_task_and_recommendation_is_where_it_should_be) {
  // 10/06: it is called, with four places and an agenda with a figure.
  on("2021-06-10");
  auto const conference = called("Sơ kết 6 tháng đầu năm 2021", day("2021-06-14"));
  for (UnitId const unit : {province, district, hung_lo, kim_duc}) put_place(conference, unit);
  for (UnitId const unit : {province, district, hung_lo, kim_duc}) {
    come(conference, unit, "Bí thư", Presence::summoned);
  }
  auto const item = put_item(conference, "Kết quả 6 tháng");
  write(add_slide_verb, [&](Tx& tx) -> Result<void> {
    TRY_VOID(add_slide(tx, conference,
                       {.item = item,
                        .measure = figure::measures()[0].id,
                        .unit = province,
                        .as_of = day("2021-05-31"),
                        .caption = ""}));
    return {};
  });

  // 14/06: it is held. Three places come, Kim Đức does not.
  on("2021-06-14");
  for (UnitId const unit : {province, district, hung_lo}) {
    come(conference, unit, "Bí thư", Presence::present);
  }
  come(conference, kim_duc, "Bí thư", Presence::absent);
  write(handle_item_verb, [&](Tx& tx) { return handle_item(tx, conference, item, tx.today()); });
  auto const first = concluded(conference, "Rà soát chi bộ ghép trước 18/06.");
  auto const second = concluded(conference, "Kết nạp đảng viên ở thôn chưa có đảng viên.");
  auto const done = assigned(conference, first, district, "2021-06-18");
  auto const late = assigned(conference, first, hung_lo, "2021-06-18");
  auto const waiting_acceptance = assigned(conference, second, kim_duc, "2021-06-30");
  auto const open = assigned(conference, second, hung_lo, "2021-06-30");
  auto const at_once = recommended(conference, hung_lo);
  auto const handed = recommended(conference, kim_duc);
  write(task::answer_at_once_verb,
        [&](Tx& tx) { return task::answer_at_once(tx, at_once, tx.today(), "Theo hướng dẫn 21"); });
  write(task::hand_on_verb, [&](Tx& tx) {
    return task::hand_on(tx, handed, {district, tx.today(), day("2021-06-19")});
  });
  EXPECT_EQ(waits(province, day("2021-06-15")), "briefing.close");
  write(close_verb, [&](Tx& tx) { return close(tx, conference, tx.today()); });
  EXPECT_EQ(waits(province, day("2021-06-15")), "");
  EXPECT_EQ(refusal(assign_verb,
                    [&](Tx& tx) -> Result<void> {
                      TRY_VOID(assign(tx, conference, 3, {}));
                      return {};
                    }),
            "briefing.no_such_conclusion");

  // The week.
  on("2021-06-17");
  write(task::report_verb, [&](Tx& tx) { return task::report(tx, done, tx.today(), "12 chi bộ"); });
  on("2021-06-18");
  write(task::accept_verb, [&](Tx& tx) { return task::accept(tx, done, tx.today()); });
  write(task::receive_answer_verb,
        [&](Tx& tx) { return task::receive_answer(tx, at_once, tx.today()); });
  on("2021-06-21");
  write(task::report_verb,
        [&](Tx& tx) { return task::report(tx, waiting_acceptance, tx.today(), "Đã kết nạp 2"); });

  // 21/06: everything is where it should be.
  Day const today = day("2021-06-21");
  auto const read = minutes(*store().read(), everything, conference, {today}).value();
  EXPECT_EQ(read.present_of_summoned.text(), "3/4 (75,00%) số được triệu tập");
  // Committees of communes are localities, as the province and the district are.
  ASSERT_EQ(read.places.size(), 1U);
  EXPECT_EQ(read.places[0].share.text(), "3/4 (75,00%) số địa phương phải có");
  EXPECT_EQ(read.places[0].did_not, std::vector{kim_duc});
  ASSERT_EQ(read.conference.conclusions.size(), 2U);
  EXPECT_EQ(read.conference.conclusions[0].tasks, (std::vector{done, late}));
  EXPECT_EQ(read.conference.conclusions[1].tasks, (std::vector{waiting_acceptance, open}));
  std::map<task::TaskId, task::View> tasks;
  for (auto const& one : read.tasks) tasks.emplace(one.task, one);
  ASSERT_EQ(tasks.size(), 4U);
  EXPECT_EQ(tasks.at(done).status, task::Status::accepted);
  EXPECT_EQ(tasks.at(done).days_late, 0);
  EXPECT_TRUE(tasks.at(late).overdue);
  EXPECT_EQ(tasks.at(late).days_late, 3);
  EXPECT_EQ(tasks.at(waiting_acceptance).status, task::Status::reported);
  EXPECT_EQ(tasks.at(open).status, task::Status::given);
  EXPECT_FALSE(tasks.at(open).overdue);
  EXPECT_EQ(tasks.at(open).given.source_words,
            "Kết luận 2, Sơ kết 6 tháng đầu năm 2021 (14/06/2021)");
  ASSERT_EQ(read.recommendations.size(), 2U);
  EXPECT_EQ(read.recommendations[0].stage, task::Stage::received);
  EXPECT_EQ(read.recommendations[1].stage, task::Stage::handed);
  EXPECT_TRUE(read.recommendations[1].overdue);

  EXPECT_EQ(waits(province, today), "task.accept");
  EXPECT_EQ(waits(district, today), "recommendation.answer");
  EXPECT_EQ(waits(hung_lo, today), "task.report task.report");
  EXPECT_EQ(waits(kim_duc, today), "");
  // And as it was on the day itself.
  auto const then = minutes(*store().read(), everything, conference, {day("2021-06-14")}).value();
  EXPECT_FALSE(then.tasks.at(1).overdue);
  EXPECT_EQ(then.tasks.at(0).status, task::Status::given);
}

}  // namespace

}  // namespace giaoban::briefing
