// What records say in a round: discipline, tasks, results over the years.
#include <gtest/gtest.h>

#include "round/checks.h"
#include "round/round_world_test.h"

namespace giaoban::round {
namespace {

using review::Grade;
using test::day;

class RoundRecordsVerbs : public RoundWorld {};
ON_BOTH_DATABASES(RoundRecordsVerbs);

TEST_P(RoundRecordsVerbs, discipline_on_record_holds_down_whom_it_concerns) {
  auto const people = members_in(khu_1, 3);
  write(post::appoint_verb, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(
        post::appoint(tx, {people[0], hung_lo, post::Title::secretary, ""}, {day("01/01/2019")}));
    return {};
  });
  opened(2020);
  auto const disciplined = [&](Subject const& subject, Disciplining const& what, bool document) {
    return told(tried(document ? deed(discipline_verb) : test::act(discipline_verb),
                      [&](store::Tx& tx) { return discipline(tx, subject, what); }));
  };
  Subject const lan{Part::member, khu_1, people[0]};
  Disciplining const warned{day("10/11/2020"), Measure::warning, "Vi phạm quy chế"};
  EXPECT_EQ(disciplined(lan, warned, false), "round.document_missing");
  EXPECT_EQ(disciplined(lan, {day("10/11/2020"), Measure::warning, " "}, true),
            "round.violation_missing");
  EXPECT_EQ(disciplined(lan, {day("01/01/2030"), Measure::warning, "Vi phạm"}, true),
            "round.in_future");
  EXPECT_EQ(disciplined(lan, warned, true), "");
  EntryNumber const recorded = store().read()->head();
  EXPECT_EQ(disciplined({Part::organisation, khu_2, {}},
                        {day("10/12/2020"), Measure::reprimand, "Mất đoàn kết"}, true),
            "");

  auto const snapshot = store().read();
  auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
  auto const held = [&](Subject const& subject) {
    std::string all;
    for (Bound const& bound : test::must(subject_view(*snapshot, *round, subject)).bounds) {
      all += (all.empty() ? "" : "; ") + say(Language::vietnamese, bound.why, bound.args);
      if (bound.ground) {
        all += " <- " + say(Language::vietnamese, bound.ground->what, bound.ground->args);
      }
      if (bound.ground && bound.ground->entry == recorded) all += " (its entry)";
    }
    return all;
  };
  EXPECT_EQ(held(lan),
            "Bị kỷ luật trong năm (1 khiển trách, 2 cảnh cáo, 3 cách chức, 4 khai trừ): 2, quá mức "
            "0 <- cảnh cáo, ngày 10/11/2020: Vi phạm quy chế (its entry)");
  // T21-16: at warning or above.
  EXPECT_EQ(held({Part::collective, hung_lo, {}}),
            "Thành viên lãnh đạo bị kỷ luật, mức nặng nhất (1 đến 4): 2, quá mức 1 <- cảnh cáo, "
            "ngày 10/11/2020: Vi phạm quy chế (its entry)");
  // T132-3: half of the cells is more than a fifth.
  EXPECT_EQ(held({Part::organisation, hung_lo, {}}),
            "Thành viên lãnh đạo bị kỷ luật, mức nặng nhất (1 đến 4): 2, quá mức 0 <- cảnh cáo, "
            "ngày 10/11/2020: Vi phạm quy chế (its entry); Tổ chức trực thuộc bị kỷ luật (%): 50, "
            "quá mức 20 <- 1/2 tổ chức trực thuộc bị kỷ luật trong năm");
  EXPECT_EQ(held({Part::organisation, khu_1, {}}),
            "Đảng viên của chi bộ bị kỷ luật (%): 34, quá mức 20 <- 1/3 đảng viên của chi bộ bị kỷ "
            "luật trong năm");
  EXPECT_EQ(held({Part::member, khu_1, people[1]}), "");
}

TEST_P(RoundRecordsVerbs, tasks_on_record_stand_for_what_nobody_stated) {
  clock = FixedClock(day("01/03/2026"));
  opened(2025);
  auto const given = [&](char const* title, char const* deadline) {
    task::TaskId made;
    write(task::give_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(made, task::give(tx, {.title = title,
                                     .product = "Báo cáo",
                                     .assigner = district,
                                     .lead = hung_lo,
                                     .given_on = day("01/06/2025"),
                                     .deadline = day(deadline)}));
      return {};
    });
    return made;
  };
  auto const done = [&](task::TaskId id, char const* on) {
    write(task::report_verb,
          [&](store::Tx& tx) { return task::report(tx, id, day(on), "Đã gửi"); });
    write(task::accept_verb, [&](store::Tx& tx) { return task::accept(tx, id, day(on)); });
  };
  done(given("Rà soát", "01/09/2025"), "20/08/2025");
  done(given("Kế hoạch", "01/10/2025"), "11/10/2025");  // late
  given("Báo cáo năm", "01/12/2025");                   // not done
  given("Việc năm sau", "01/02/2026");                  // not of the year
  Subject const organisation{Part::organisation, hung_lo, {}};
  auto const told_of = [&](Condition condition) {
    auto const snapshot = store().read();
    auto const round = round_over(*snapshot, hung_lo, 2025, {day("01/03/2026")});
    auto const standing = test::must(standing_of(*snapshot, *round, organisation));
    auto const grounds = grounds_of(*snapshot, *round, standing);
    auto const& ground = grounds.of.at(condition);
    return std::to_string(grounds.amounts.at(condition)) + ": " +
           say(Language::vietnamese, ground.what, ground.args);
  };
  EXPECT_EQ(told_of(Condition::tasks_done_percent),
            "66: 2/3 nhiệm vụ có hạn trong năm đã hoàn thành");
  EXPECT_EQ(told_of(Condition::tasks_on_time_percent),
            "33: 1/3 nhiệm vụ có hạn trong năm hoàn thành đúng hạn");
  EXPECT_EQ(told_of(Condition::tasks_late_percent), "67: 2/3 nhiệm vụ có hạn trong năm bị chậm");
  EXPECT_EQ(stated(organisation, 2025, Condition::tasks_done_percent, 100), "");
  EXPECT_EQ(told_of(Condition::tasks_done_percent), "100: ghi tay, căn cứ: Báo cáo số 12");
}

TEST_P(RoundRecordsVerbs, years_are_compared_on_the_tree_of_one_day) {
  auto const people = members_in(khu_1, 5);
  opened(2020);
  std::vector<Decision> decisions;
  for (PersonId const person : people) {
    proposed(as_member(person), 2020, Grade::good);
    decisions.push_back({.subject = as_member(person), .assessment = {.grade = Grade::good}});
  }
  decisions[0].assessment.grade = Grade::excellent;
  EXPECT_EQ(decided(decisions, 2020), "");
  // In March the first cell goes into the second.
  for (PersonId const person : people) {
    write(member::transfer_verb,
          [&](store::Tx& tx) { return member::transfer(tx, person, khu_2, day("01/03/2021")); });
  }
  write(unit::dissolve_verb, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(unit::dissolve(tx, khu_1, day("01/03/2021")));
    return unit::succeed(tx, {khu_1, khu_2, day("01/03/2021"), unit::Heir::main});
  });
  auto const excellent_of = [&](char const* on) {
    auto const snapshot = store().read();
    std::string all;
    for (Compared const& one :
         compare(*snapshot, unit::Reach::everything(), hung_lo, {2020, 2019}, {day(on)})) {
      all += one.unit.name + ":";
      for (YearCounts const& of_year : one.years) {
        all += fmt::format(" {} {}/{}", of_year.year, of_year.members.excellent,
                           of_year.members.assessed());
      }
      all += "; ";
    }
    return all;
  };
  EXPECT_EQ(excellent_of("31/12/2020"),
            "Đảng bộ xã Hùng Lô: 2020 1/5 2019 0/0; Chi bộ khu 1: 2020 1/5 2019 0/0; Chi bộ khu 2: "
            "2020 0/0 2019 0/0; ");
  EXPECT_EQ(excellent_of("14/06/2021"),
            "Đảng bộ xã Hùng Lô: 2020 1/5 2019 0/0; Chi bộ khu 2: 2020 1/5 2019 0/0; ");
}

TEST_P(RoundRecordsVerbs, a_record_of_discipline_is_not_typed_away) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  proposed(lan, 2020, Grade::good);
  EXPECT_EQ(told(tried(deed(discipline_verb),
                       [&](store::Tx& tx) {
                         return discipline(
                             tx, lan, {day("10/11/2020"), Measure::reprimand, "Vi phạm quy chế"});
                       })),
            "");
  EXPECT_EQ(stated(lan, 2020, Condition::discipline, 0), "");
  EXPECT_EQ(decided(lan, 2020, Grade::good), "round.held_down");
}

TEST_P(RoundRecordsVerbs, amounts_stay_within_what_they_measure) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  EXPECT_EQ(stated(lan, 2020, Condition::tasks_done_percent, 101), "round.bad_amount");
  EXPECT_EQ(stated(lan, 2020, Condition::tasks_done_percent, -1), "round.bad_amount");
  EXPECT_EQ(stated(lan, 2020, Condition::tasks_done_percent, 100), "");
  EXPECT_EQ(stated(lan, 2020, Condition::degraded, 2), "round.bad_amount");
  EXPECT_EQ(stated(lan, 2020, Condition::discipline, 5), "round.bad_amount");
  EXPECT_EQ(stated(lan, 2020, Condition::sick_months, 13), "round.bad_amount");
}

TEST_P(RoundRecordsVerbs, excellent_ones_may_be_commended) {
  auto const people = members_in(khu_1, 5);
  opened(2020);
  std::vector<Decision> decisions;
  for (PersonId const person : people) {
    proposed(as_member(person), 2020, Grade::good);
    decisions.push_back({.subject = as_member(person), .assessment = {.grade = Grade::good}});
  }
  decisions[2].assessment.grade = Grade::excellent;
  EXPECT_EQ(decided(decisions, 2020), "");
  auto const snapshot = store().read();
  auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
  auto const all = commendable(*snapshot, unit::Reach::everything(), *round, hung_lo);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].subject.person, people[2]);
  EXPECT_EQ(all[0].years, 1);
  EXPECT_EQ(all[0].commendation, Commendation::yearly);
}

}  // namespace
}  // namespace giaoban::round
