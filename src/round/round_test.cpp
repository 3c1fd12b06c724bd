#include "round/round.h"

#include <gtest/gtest.h>

#include "round/paper.h"
#include "round/round_world_test.h"

namespace giaoban::round {
namespace {

using review::Grade;
using test::day;

class RoundVerbs : public RoundWorld {};
ON_BOTH_DATABASES(RoundVerbs);

TEST_P(RoundVerbs, opened_once_for_a_part_of_the_tree) {
  opened(2020);
  auto const again = [&](UnitId unit, int year) {
    auto asked = opening(year);
    asked.unit = unit;
    return refusal(open_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(open(tx, asked));
      return {};
    });
  };
  EXPECT_EQ(again(province, 2020), "round.already_open");
  EXPECT_EQ(again(hung_lo, 2020), "round.already_open");
  EXPECT_EQ(again(province, 2019), "");
  EXPECT_EQ(again(hung_lo, 2018), "");
  EXPECT_EQ(again(kim_duc, 2018), "");
  EXPECT_EQ(again(khu_1, 2018), "round.already_open");
}

TEST_P(RoundVerbs, an_opening_from_above_takes_in_those_made_below) {
  PersonId const lan = members_in(khu_1, 1)[0];
  auto const opens = [&](UnitId unit, Day roster_on) {
    auto asked = opening(2020);
    asked.unit = unit, asked.roster_on = roster_on;
    return told(tried(deed(open_verb), [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(open(tx, asked));
      return {};
    }));
  };
  auto const undone = [&](EntryNumber entry) {
    auto act = deed(store::undo_verb, "mở nhầm");
    for (store::Verb const* one : whole.verbs) act.actor.grants.emplace_back(one->right);
    return told(tried(act, [&](store::Tx& tx) { return store::undo(tx, entry); }));
  };
  auto const over_lan = [&] {
    auto const snapshot = store().read();
    auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
    return round ? round->opening.unit : UnitId{};
  };
  ASSERT_EQ(opens(hung_lo, day("31/12/2020")), "");
  proposed(as_member(lan), 2020, Grade::good);
  ASSERT_EQ(decided(as_member(lan), 2020, Grade::good), "");
  EXPECT_EQ(opens(province, day("20/12/2020")), "round.opened_below_over_other_list");
  EXPECT_EQ(opens(province, day("31/12/2020")), "warned round.opening_taken_in");
  EntryNumber const from_above = store().read()->head();
  EXPECT_EQ(rounds(*store().read(), unit::Reach::everything(), {day("14/06/2021")}).size(), 1U);
  EXPECT_EQ(over_lan(), province);
  EXPECT_EQ(opens(hung_lo, day("31/12/2020")), "round.already_open");
  EXPECT_EQ(decided(as_member(lan), 2020, Grade::fair, "bình xét lại"), "");
  // Undone, the lower one stands as it did.
  EXPECT_EQ(undone(from_above), "");
  EXPECT_EQ(over_lan(), hung_lo);
}

TEST_P(RoundVerbs, opening_is_refused_on_wrong_dates) {
  auto const with = [&](auto change) {
    auto asked = opening(2020);
    change(asked);
    return refusal(open_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(open(tx, asked));
      return {};
    });
  };
  EXPECT_EQ(with([](Opening& o) { o.year = 2017, o.roster_on = day("31/12/2017"); }),
            "round.no_regime");
  EXPECT_EQ(with([](Opening& o) { o.roster_on = day("01/01/2021"); }), "round.roster_outside_year");
  EXPECT_EQ(with([](Opening& o) { o.on = day("15/06/2021"); }), "round.in_future");
  auto const due = [&](char const* opened_on, char const* deadline) {
    return with([&](Opening& o) {
      o.on = day(opened_on);
      o.deadlines = {{unit::Level::cell, day(deadline)}};
      o.year = 2020, o.roster_on = day("31/12/2020");
    });
  };
  EXPECT_EQ(due("15/11/2020", "14/11/2020"), "round.deadline_before_round");
  EXPECT_EQ(due("15/01/2021", "31/12/2019"), "round.deadline_before_round");
  EXPECT_EQ(due("15/11/2020", "31/12/2020"), "");
}

// Nothing is decided before the list is closed: such a day could be kept by nobody.
TEST_P(RoundVerbs, a_deadline_before_the_roster_is_refused) {
  struct Row {
    int year;
    char const* opened_on;
    char const* deadline;
    char const* told;
  };
  for (Row const& row : {Row{2018, "15/11/2018", "10/12/2018", "round.deadline_before_roster"},
                         Row{2019, "15/11/2019", "31/12/2019", ""},
                         Row{2020, "05/01/2021", "10/12/2020", "warned round.deadline_over"}}) {
    auto asked = opening(row.year);
    asked.on = day(row.opened_on);
    asked.deadlines = {{unit::Level::cell, day(row.deadline)}};
    EXPECT_EQ(told(tried(deed(open_verb),
                         [&](store::Tx& tx) -> Result<void> {
                           TRY_VOID(open(tx, asked));
                           return {};
                         })),
              row.told)
        << row.opened_on << " " << row.deadline;
  }
}

TEST_P(RoundVerbs, deadlines_are_moved_but_not_before_the_round) {
  RoundId const id = opened(2020);
  auto const moved = [&](Day deadline) {
    return refusal(deadline_verb, [&](store::Tx& tx) {
      return set_deadline(tx, id, {unit::Level::cell, deadline}, day("05/01/2021"));
    });
  };
  EXPECT_EQ(moved(day("20/01/2021")), "");
  EXPECT_EQ(moved(day("30/12/2019")), "round.deadline_before_round");
  auto const snapshot = store().read();
  auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
  ASSERT_TRUE(round);
  EXPECT_EQ(round->round, id);
  EXPECT_EQ(round->deadlines.at(unit::Level::cell), day("20/01/2021"));
  EXPECT_EQ(round_over(*snapshot, khu_1, 2019, {day("14/06/2021")}), std::nullopt);
}

TEST_P(RoundVerbs, a_member_goes_from_self_grading_to_a_recorded_grade) {
  auto const people = members_in(khu_1, 1);
  Subject const lan = as_member(people[0]);
  EXPECT_EQ(stepped(lan, 2020, Step::self_grading, {.grade = Grade::good}), "round.no_such_round");
  opened(2020);
  EXPECT_EQ(stepped(lan, 2020, Step::appraisal, {.grade = Grade::good}), "round.step_too_early");
  EXPECT_EQ(stepped(lan, 2020, Step::self_grading), "round.nothing_said");
  EXPECT_EQ(stepped(lan, 2020, Step::self_grading, {.grade = Grade::good}), "");
  EXPECT_EQ(stepped(lan, 2020, Step::comment_residence, {.words = "Gương mẫu"}), "");
  EXPECT_EQ(stepped(lan, 2020, Step::proposal, {.grade = Grade::good}), "");
  EXPECT_EQ(stepped(lan, 2020, Step::notice), "round.step_too_early");
  EXPECT_EQ(stepped(lan, 2020, Step::decision, {.grade = Grade::good}), "round.decided_by_step");
  EXPECT_EQ(decided(lan, 2020, Grade::good), "");
  EXPECT_EQ(stepped(lan, 2020, Step::notice), "");

  auto const snapshot = store().read();
  auto const recorded =
      snapshot->fact_of_year<review::PersonGrade>(lan.person.value, 2020, {day("10/01/2021")});
  ASSERT_TRUE(recorded);
  EXPECT_EQ(recorded->value.grade, Grade::good);
  EXPECT_EQ(recorded->value.roster_on, day("31/12/2020"));
  auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
  auto const view = test::must(subject_view(*snapshot, *round, lan));
  ASSERT_EQ(view.steps.size(), 5U);
  EXPECT_EQ(view.steps[1].assessment.words, "Gương mẫu");
  EXPECT_EQ(view.grade, Grade::good);
  EXPECT_EQ(view.decides, hung_lo);
}

TEST_P(RoundVerbs, a_decision_needs_its_document_and_a_second_one_its_reason) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  proposed(lan, 2020, Grade::good);
  EXPECT_EQ(refusal(decide_verb,
                    [&](store::Tx& tx) {
                      return decide(tx, 2020, day("10/01/2021"),
                                    {{.subject = lan, .assessment = {.grade = Grade::good}}});
                    }),
            "round.document_missing");
  EXPECT_EQ(decided(lan, 2020, Grade::good), "");
  EntryNumber const before = store().read()->head();
  EXPECT_EQ(decided(lan, 2020, Grade::fair), "round.reason_missing");
  EXPECT_EQ(decided(lan, 2020, Grade::fair, "Kết luận thanh tra"), "");
  auto const snapshot = store().read();
  auto const years = years_of(*snapshot, lan, {day("14/06/2021")});
  ASSERT_EQ(years.size(), 1U);
  EXPECT_EQ(years[0].grade, Grade::fair);
  // What was reported stays visible.
  EXPECT_EQ(years_of(*snapshot, lan, {day("14/06/2021"), before})[0].grade, Grade::good);
}

TEST_P(RoundVerbs, who_has_no_right_over_the_deciding_level_does_not_decide) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  proposed(lan, 2020, Grade::good);
  auto act = deed(decide_verb);
  act.actor.grants = {{&round_decide, khu_1.value}};
  auto const deciding = [&](store::Tx& tx) {
    return decide(tx, 2020, day("10/01/2021"),
                  {{.subject = lan, .assessment = {.grade = Grade::good}}});
  };
  EXPECT_EQ(told(tried(act, deciding)), "store.out_of_reach");
  act.actor.grants = {{&round_decide, kim_duc.value}};
  EXPECT_EQ(told(tried(act, deciding)), "store.out_of_reach");
  act.actor.grants = {{&round_decide, hung_lo.value}};
  EXPECT_EQ(told(tried(act, deciding)), "");
}

TEST_P(RoundVerbs, who_has_no_right_over_the_cell_does_not_propose) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  auto act = deed(step_verb);
  auto const grading = [&](store::Tx& tx) {
    return take_steps(tx, 2020, day("05/01/2021"),
                      {{lan, Step::self_grading, {.grade = Grade::good}}});
  };
  act.actor.grants = {{&round_review, khu_2.value}};
  EXPECT_EQ(told(tried(act, grading)), "store.out_of_reach");
  act.actor.grants = {{&round_decide, khu_1.value}};
  EXPECT_NE(told(tried(act, grading)), "");
  act.actor.grants = {{&round_review, khu_1.value}};
  EXPECT_EQ(told(tried(act, grading)), "");
}

TEST_P(RoundVerbs, who_left_or_moved_before_the_roster_date_is_graded_elsewhere) {
  auto const people = members_in(khu_1, 2);
  write(member::leave_verb, [&](store::Tx& tx) {
    return member::leave(tx, people[0],
                         {day("01/10/2020"), member::Cause::transferred_out, "tỉnh bạn"});
  });
  write(member::transfer_verb,
        [&](store::Tx& tx) { return member::transfer(tx, people[1], khu_9, day("01/10/2020")); });
  opened(2020);
  EXPECT_EQ(
      stepped({Part::member, khu_1, people[0]}, 2020, Step::self_grading, {.grade = Grade::good}),
      "review.not_on_roster");
  EXPECT_EQ(as_member(people[1]).unit, khu_9);
}

TEST_P(RoundVerbs, excluded_ones_get_their_reason_and_no_grade) {
  auto const people = members_in(khu_1, 2);
  write(member::exempt_verb, [&](store::Tx& tx) {
    return member::exempt(tx, people[0], {day("01/05/2019")}, "già yếu");
  });
  PersonId const young = admitted("Trần Văn Mới", khu_1, day("01/07/2020"));
  opened(2020);
  Subject const exempt = as_member(people[0]);
  EXPECT_EQ(stepped(exempt, 2020, Step::self_grading, {.grade = Grade::good}),
            "review.excluded_from_grading");
  EXPECT_EQ(decided({{.subject = exempt, .not_assessed = review::NotAssessed::exempt}}, 2020), "");
  proposed(as_member(people[1]), 2020, Grade::good);
  auto const snapshot = store().read();
  auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
  auto const made = census(*snapshot, *round);
  EXPECT_EQ(made.members, 3);
  EXPECT_EQ(made.excluded_members.at(review::NotAssessed::exempt), 1);
  EXPECT_EQ(made.excluded_members.at(review::NotAssessed::admitted_late), 1);
  EXPECT_EQ(made.organisations, 7);
  auto const decisions = test::must(as_proposed(*snapshot, *round, khu_1));
  ASSERT_EQ(decisions.size(), 2U);
  for (Decision const& one : decisions) {
    EXPECT_EQ(one.not_assessed.has_value(), one.subject.person == young);
  }
}

TEST_P(RoundVerbs, points_within_their_blocks_and_their_years) {
  clock = FixedClock(day("01/03/2026"));
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  opened(2025);
  EXPECT_EQ(stepped(lan, 2020, Step::self_grading, {.common_points = 20, .result_points = 60}),
            "round.points_of_other_regime");
  EXPECT_EQ(stepped(lan, 2025, Step::self_grading, {.common_rating = Rating::good}),
            "round.points_of_other_regime");
  EXPECT_EQ(stepped(lan, 2025, Step::self_grading, {.common_points = 31, .result_points = 60}),
            "round.too_many_points");
  EXPECT_EQ(stepped(lan, 2025, Step::self_grading, {.common_points = 30, .result_points = 71}),
            "round.too_many_points");
  EXPECT_EQ(stepped(lan, 2025, Step::self_grading,
                    {.grade = Grade::excellent, .common_points = 25, .result_points = 64}),
            "round.grade_above_points");
  EXPECT_EQ(stepped(lan, 2025, Step::self_grading,
                    {.grade = Grade::good, .common_points = 25, .result_points = 64}),
            "");
}

TEST_P(RoundVerbs, a_stated_fault_holds_the_decision_down) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  proposed(lan, 2020, Grade::good);
  EXPECT_EQ(stated(lan, 2020, Condition::discipline, 1), "");
  EXPECT_EQ(decided(lan, 2020, Grade::good), "round.held_down");
  EXPECT_EQ(decided(lan, 2020, Grade::failed), "");
  EXPECT_EQ(told(tried(deed(condition_verb),
                       [&](store::Tx& tx) {
                         return state_condition(tx, lan,
                                                {.year = 2020,
                                                 .condition = Condition::degraded,
                                                 .on = day("05/01/2021"),
                                                 .amount = 1});
                       })),
            "round.evidence_missing");
  auto const snapshot = store().read();
  auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
  auto const view = test::must(subject_view(*snapshot, *round, lan));
  ASSERT_EQ(view.bounds.size(), 1U);
  EXPECT_EQ(view.bounds[0].ceiling, Grade::failed);
}

TEST_P(RoundVerbs, what_was_read_of_the_order_blocks_and_the_rest_warns) {
  clock = FixedClock(day("01/03/2026"));
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  opened(2025);
  EXPECT_EQ(stepped(lan, 2025, Step::proposal, {.grade = Grade::good}), "round.step_too_early");
  EXPECT_EQ(decided(lan, 2025, Grade::good), "round.step_too_early");
  EXPECT_EQ(stepped(lan, 2020, Step::proposal, {.grade = Grade::good}),
            "warned round.early_but_unconfirmed round.early_but_unconfirmed");
}

TEST_P(RoundVerbs, sick_leave_of_three_months_caps_the_grade_until_2022) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  proposed(lan, 2020, Grade::good);
  EXPECT_EQ(stated(lan, 2020, Condition::sick_months, 3), "");
  EXPECT_EQ(decided(lan, 2020, Grade::good), "review.above_ceiling");
  EXPECT_EQ(decided(lan, 2020, Grade::fair), "");
}

TEST_P(RoundVerbs, the_cap_is_held_over_the_whole_grass_roots_organisation) {
  auto const first = members_in(khu_1, 6);
  auto const second = members_in(khu_2, 4);
  members_in(khu_9, 3);  // another organisation
  opened(2020);
  std::vector<Decision> good;
  for (auto const& people : {first, second}) {
    for (PersonId const person : people) {
      proposed(as_member(person), 2020, Grade::good);
      good.push_back({.subject = as_member(person), .assessment = {.grade = Grade::good}});
    }
  }
  EXPECT_EQ(decided(good, 2020), "");
  // 20% of 10: two.
  EXPECT_EQ(decided(good[0].subject, 2020, Grade::excellent, "bình xét lại"), "");
  EXPECT_EQ(decided(good[9].subject, 2020, Grade::excellent, "bình xét lại"), "");
  EXPECT_EQ(decided(good[1].subject, 2020, Grade::excellent, "bình xét lại"), "round.over_cap");
  auto const snapshot = store().read();
  auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
  auto const view = room_of(*snapshot, *round, good[0].subject);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->holder, hung_lo);
  EXPECT_EQ(view->decided.total, 10);
  EXPECT_EQ(view->now.allowed, 2);
  EXPECT_EQ(view->now.left(), 0);
  // Lowering a good one takes from the base: 2 of 9 is still 1,8, which is 2 as rounded.
  EXPECT_EQ(decided(good[2].subject, 2020, Grade::fair, "bình xét lại"), "warned round.near_cap");
  // 2 of 8 is 1,6; 2 of 7 is 1,4 and over the cap.
  EXPECT_EQ(decided(good[3].subject, 2020, Grade::fair, "bình xét lại"), "warned round.near_cap");
  EXPECT_EQ(decided(good[4].subject, 2020, Grade::fair, "bình xét lại"), "round.over_cap");
}

TEST_P(RoundVerbs, a_first_decision_of_excellent_alone_is_over_the_cap) {
  auto const people = members_in(khu_1, 5);
  opened(2020);
  std::vector<Decision> decisions;
  for (PersonId const person : people) {
    proposed(as_member(person), 2020, Grade::good);
    decisions.push_back({.subject = as_member(person), .assessment = {.grade = Grade::good}});
  }
  EXPECT_EQ(decided(decisions[0].subject, 2020, Grade::excellent), "round.over_cap");
  decisions[0].assessment.grade = Grade::excellent;
  EXPECT_EQ(decided(decisions, 2020), "");  // one of five, in one entry
}

TEST_P(RoundVerbs, proposals_over_the_cap_are_told_at_once) {
  auto const people = members_in(khu_1, 5);
  opened(2020);
  proposed(as_member(people[1]), 2020, Grade::good);
  Subject const lan = as_member(people[0]);
  EXPECT_EQ(stepped(lan, 2020, Step::self_grading, {.grade = Grade::excellent}), "");
  EXPECT_EQ(stepped(lan, 2020, Step::proposal, {.grade = Grade::excellent}),
            "warned round.early_but_unconfirmed round.proposals_over_cap");
}

TEST_P(RoundVerbs, an_allowance_of_the_level_above_lets_more) {
  clock = FixedClock(day("01/03/2026"));
  auto const people = members_in(khu_1, 8);
  opened(2025);
  std::vector<Decision> decisions;
  for (PersonId const person : people) {
    proposed(as_member(person), 2025, Grade::good);
    decisions.push_back({.subject = as_member(person), .assessment = {.grade = Grade::good}});
  }
  decisions[0].assessment.grade = decisions[1].assessment.grade = Grade::excellent;
  EXPECT_TRUE(decided(decisions, 2025).starts_with("warned"));  // 1,6 is 2 as rounded
  auto const allowed = [&](std::int64_t percent, store::Act const& act) {
    return told(tried(act, [&](store::Tx& tx) {
      return allow_more(tx, hung_lo,
                        {.year = 2025,
                         .on = day("10/01/2026"),
                         .allowance = {Part::member, percent, "kết quả nổi trội"}});
    }));
  };
  Subject const third = decisions[2].subject;
  EXPECT_EQ(decided(third, 2025, Grade::excellent, "bình xét lại"), "round.over_cap");
  EXPECT_EQ(allowed(26, deed(allow_verb)), "round.bad_allowance");
  EXPECT_EQ(allowed(25, test::act(allow_verb)), "round.document_missing");
  auto own = deed(allow_verb);
  own.actor.grants = {{&round_decide, hung_lo.value}};
  EXPECT_EQ(allowed(25, own), "store.out_of_reach");  // nobody lets himself
  own.actor.grants = {{&round_decide, district.value}};
  EXPECT_EQ(allowed(25, own), "");
  // 25% of 8 is 2: the third is still one too many.
  EXPECT_EQ(decided(third, 2025, Grade::excellent, "bình xét lại"), "round.over_cap");
}

TEST_P(RoundVerbs, the_cap_on_organisations_warns) {
  opened(2020);
  std::vector<Decision> decisions;
  for (UnitId const cell : {khu_1, khu_2}) {
    Subject const subject{Part::organisation, cell, {}};
    proposed(subject, 2020, Grade::excellent);
    decisions.push_back({.subject = subject, .assessment = {.grade = Grade::excellent}});
  }
  EXPECT_EQ(decided(decisions, 2020), "warned round.over_cap_unconfirmed");
}

TEST_P(RoundVerbs, the_head_comes_last_and_not_above_what_is_headed) {
  auto const people = members_in(khu_1, 3);
  write(post::appoint_verb, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(
        post::appoint(tx, {people[0], hung_lo, post::Title::secretary, ""}, {day("01/01/2019")}));
    TRY_VOID(post::appoint(tx, {people[1], hung_lo, post::Title::deputy_secretary, ""},
                           {day("01/01/2019")}));
    return {};
  });
  opened(2020);
  Subject const head{Part::leader, hung_lo, people[0]};
  Subject const deputy{Part::leader, hung_lo, people[1]};
  Subject const organisation{Part::organisation, hung_lo, {}};
  Subject const collective{Part::collective, hung_lo, {}};
  for (Subject const& one : {head, deputy, organisation, collective}) {
    proposed(one, 2020, Grade::good);
  }
  Subject const as_party_member = as_member(people[0]);
  proposed(as_party_member, 2020, Grade::good);
  EXPECT_EQ(decided(head, 2020, Grade::good), "round.step_too_early");
  EXPECT_EQ(decided(as_party_member, 2020, Grade::good), "round.step_too_early");  // official first
  EXPECT_EQ(decided(organisation, 2020, Grade::fair), "");
  EXPECT_EQ(decided(collective, 2020, Grade::good), "review.above_ceiling");  // K-1
  EXPECT_EQ(decided(collective, 2020, Grade::fair), "");
  EXPECT_EQ(decided(head, 2020, Grade::fair), "round.step_too_early");  // the deputy before
  EXPECT_EQ(decided(deputy, 2020, Grade::good), "");
  EXPECT_EQ(decided(head, 2020, Grade::good), "review.above_ceiling");  // K-2
  EXPECT_EQ(decided(head, 2020, Grade::fair), "");
  EXPECT_EQ(decided(as_party_member, 2020, Grade::good), "");
  // K-5: excellent as a member takes excellent as an official.
  EXPECT_EQ(decided(as_party_member, 2020, Grade::excellent, "bình xét lại"), "round.held_down");
}

TEST_P(RoundVerbs, one_entry_decides_a_unit_in_the_order_of_the_rules) {
  clock = FixedClock(day("01/03/2026"));
  auto const people = members_in(khu_1, 2);
  opened(2025);
  Subject const cell{Part::organisation, khu_1, {}};
  std::vector<Decision> decisions{{.subject = cell, .assessment = {.grade = Grade::good}}};
  proposed(cell, 2025, Grade::good);
  for (PersonId const person : people) {
    proposed(as_member(person), 2025, Grade::good);
    decisions.push_back({.subject = as_member(person), .assessment = {.grade = Grade::good}});
  }
  EXPECT_EQ(decided({decisions[0]}, 2025), "round.step_too_early");  // members before the cell
  EXPECT_FALSE(decided(decisions, 2025).starts_with("round."));
}

TEST_P(RoundVerbs, subjects_outside_the_roster_are_refused) {
  opened(2020);
  PersonId const late = admitted("Đỗ Thị Muộn", khu_1, day("02/02/2021"));
  EXPECT_EQ(stepped({Part::member, khu_1, late}, 2020, Step::self_grading, {.grade = Grade::good}),
            "review.not_on_roster");
  EXPECT_EQ(
      stepped({Part::collective, khu_1, {}}, 2020, Step::self_grading, {.grade = Grade::good}),
      "round.outside_round");
  PersonId const gone = members_in(khu_1, 1)[0];
  write(member::leave_verb, [&](store::Tx& tx) {
    return member::leave(tx, gone, {day("03/03/2021"), member::Cause::deceased, ""});
  });
  // Who died after the roster date is graded where he was.
  proposed(as_member(gone), 2020, Grade::good);
  EXPECT_EQ(decided(as_member(gone), 2020, Grade::good), "");
  // Who moved meanwhile, too: in the cell of the roster date.
  PersonId const moved = members_in(khu_1, 1)[0];
  write(member::transfer_verb,
        [&](store::Tx& tx) { return member::transfer(tx, moved, khu_9, day("03/03/2021")); });
  EXPECT_EQ(as_member(moved).unit, khu_1);
}

TEST_P(RoundVerbs, progress_counts_both_lists) {
  auto const people = members_in(khu_1, 2);
  members_in(khu_2, 1);
  opened(2020);
  proposed(as_member(people[0]), 2020, Grade::good);
  EXPECT_EQ(decided(as_member(people[0]), 2020, Grade::good), "");
  auto const snapshot = store().read();
  auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
  auto const all = progress(*snapshot, unit::Reach::everything(), *round, hung_lo);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].members, 3);
  EXPECT_EQ(all[0].members_decided, 1);
  EXPECT_EQ(all[1].members, 2);
  EXPECT_EQ(all[1].members_proposed, 1);
  EXPECT_EQ(all[2].members, 1);
  EXPECT_EQ(all[2].deadline, day("15/01/2021"));
  EXPECT_EQ(all[0].units, 3);
}

TEST_P(RoundVerbs, a_number_of_the_progress_opens_the_members_it_counts) {
  auto const first = members_in(khu_1, 5);
  auto const second = members_in(khu_2, 3);
  write(member::exempt_verb, [&](store::Tx& tx) {
    return member::exempt(tx, second[1], Span{day("01/03/2020")}, "tuổi cao, sức yếu");
  });
  opened(2020);
  for (std::size_t const i : {0U, 2U, 3U}) proposed(as_member(first[i]), 2020, Grade::good);
  EXPECT_EQ(decided(as_member(first[2]), 2020, Grade::good), "");
  auto const snapshot = store().read();
  auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
  auto const opens = [&](unit::Reach const& reach, MembersAsked const& asked) {
    std::vector<PersonId> people;
    auto const total = each_member(*snapshot, reach, *round, asked, [&](MemberLine const& line) {
      people.push_back(line.view.subject.person);
      EXPECT_EQ(line.excluded.has_value(), people.back() == second[1]);
    });
    EXPECT_EQ(test::must(total), asked.page.limit == 0 ? std::ssize(people) : 8);
    return people;
  };
  auto const everything = unit::Reach::everything();
  for (Progress const& one : progress(*snapshot, everything, *round, hung_lo)) {
    auto const counted = [&](Stage stage) {
      return std::ssize(opens(everything, {.unit = one.unit.id, .stage = stage}));
    };
    EXPECT_EQ(counted(Stage::all), one.members) << one.unit.name;
    EXPECT_EQ(counted(Stage::excluded), one.excluded) << one.unit.name;
    EXPECT_EQ(counted(Stage::proposed), one.members_proposed) << one.unit.name;
    EXPECT_EQ(counted(Stage::decided), one.members_decided) << one.unit.name;
    EXPECT_EQ(counted(Stage::undecided), one.members - one.members_decided) << one.unit.name;
  }
  EXPECT_EQ(opens(everything, {.unit = hung_lo, .stage = Stage::excluded}), std::vector{second[1]});
  EXPECT_EQ(opens(everything, {.unit = hung_lo, .stage = Stage::proposed}),
            (std::vector{first[0], first[2], first[3]}));
  // Page by page the same as all at once, across the border of the cells.
  std::vector<PersonId> turned;
  for (std::int64_t const offset : {0, 3, 6, 9}) {
    auto const page = opens(everything, {.unit = hung_lo, .page = {offset, 3}});
    turned.insert(turned.end(), page.begin(), page.end());
  }
  EXPECT_EQ(turned, opens(everything, {.unit = hung_lo}));
  // Whoever sees one cell is told of that one.
  store::Actor const secretary{"lan", {{&round_read, khu_2.value}}};
  auto const own = unit::reach_of(*snapshot, secretary, round_read, {day("31/12/2020")});
  EXPECT_EQ(opens(own, {.unit = hung_lo}), second);
}

TEST_P(RoundVerbs, papers_name_what_was_decided_and_by_whom) {
  auto const people = members_in(khu_1, 3);
  opened(2020);
  for (PersonId const person : people) proposed(as_member(person), 2020, Grade::good);
  EXPECT_EQ(decided({{.subject = as_member(people[0]), .assessment = {.grade = Grade::good}},
                     {.subject = as_member(people[1]), .assessment = {.grade = Grade::fair}}},
                    2020),
            "");
  auto const snapshot = store().read();
  auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
  auto const everything = unit::Reach::everything();
  auto const node = unit::node_of(*snapshot, khu_1, {day("31/12/2020")});
  auto const subjects = test::must(subjects_of(*snapshot, everything, *round, khu_1));
  PaperAsked asked{*round, *node, Paper::decision, day("15/01/2021")};
  auto const decision = paper_fields(*snapshot, asked, subjects);
  EXPECT_EQ(decision.texts.at("issuer"), "ĐẢNG ỦY XÃ HÙNG LÔ");
  EXPECT_EQ(decision.lists.at("rows").size(), 2U);
  EXPECT_EQ(decision.lists.at("closing")[1].texts.at("text"),
            "- Hoàn thành tốt nhiệm vụ: 1/2 (50,00%) số đảng viên được xếp loại;");
  asked.paper = Paper::minutes;
  auto const minutes = paper_fields(*snapshot, asked, subjects);
  EXPECT_EQ(minutes.texts.at("issuer"), "CHI BỘ KHU 1");
  EXPECT_EQ(minutes.lists.at("rows").size(), 4U);  // the cell and its three members
  for (auto const& fields : {decision, minutes}) {
    // On either side of the change of page.
    EXPECT_TRUE(test::must(paper_docx(fields, day("26/05/2026"))).starts_with("PK"));
    EXPECT_TRUE(test::must(paper_docx(fields, day("27/05/2026"))).starts_with("PK"));
  }
  auto const rows = summary(*snapshot, everything, *round, hung_lo, Language::vietnamese).rows;
  ASSERT_EQ(rows.size(), 3U);  // two cells and the committee
  Row const expected{"PT-01-01-01",   "Chi bộ khu 1",  std::int64_t{3}, std::int64_t{2},
                     std::int64_t{0}, std::int64_t{1}, std::int64_t{1}, std::int64_t{0},
                     std::int64_t{0}, std::int64_t{1}};
  EXPECT_EQ(rows[0], expected);
}

}  // namespace
}  // namespace giaoban::round
