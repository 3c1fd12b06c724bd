// What may be asked wrongly of a round: each is refused in words that name who and why, and nothing
// is written.
#include <gtest/gtest.h>

#include "round/round_world_test.h"

namespace giaoban::round {
namespace {

using review::Grade;
using test::day;

class RoundBadInput : public RoundWorld {
 protected:
  // The code and the words of the refusal; what is refused leaves no entry.
  std::string said(store::Act const& act, test::Writing const& writing) {
    EntryNumber const before = store().read()->head();
    auto const done = tried(act, writing);
    if (done) return told(done);
    EXPECT_EQ(store().read()->head(), before);
    Refusal const& refusal = done.error();
    for (Language const language : {Language::vietnamese, Language::english}) {
      EXPECT_FALSE(refusal.text(language).contains('{')) << refusal.text(language);
      EXPECT_FALSE(refusal.remedy(language).empty()) << refusal.kind->code;
    }
    return std::string(refusal.kind->code) + ": " + refusal.text(Language::vietnamese);
  }
  std::string graded(Subject const& subject, store::Act const& act = deed(step_verb)) {
    return said(act, [&](store::Tx& tx) {
      return take_steps(tx, 2020, day("05/01/2021"),
                        {{subject, Step::self_grading, {.grade = Grade::good}}});
    });
  }
  void moved(PersonId person, UnitId cell, char const* on) {
    write(member::transfer_verb,
          [&](store::Tx& tx) { return member::transfer(tx, person, cell, day(on)); });
  }
  void left(PersonId person, member::Cause cause, char const* on) {
    write(member::leave_verb,
          [&](store::Tx& tx) { return member::leave(tx, person, {day(on), cause, "tỉnh bạn"}); });
  }
};
ON_BOTH_DATABASES(RoundBadInput);

TEST_P(RoundBadInput, who_left_or_died_before_the_roster_date_is_on_no_list) {
  auto const people = members_in(khu_1, 3);
  left(people[0], member::Cause::transferred_out, "01/10/2020");
  left(people[1], member::Cause::deceased, "31/12/2020");
  left(people[2], member::Cause::deceased, "01/01/2021");
  opened(2020);
  for (std::size_t const gone : {0U, 1U}) {
    auto const words = graded({Part::member, khu_1, people[gone]});
    EXPECT_TRUE(words.starts_with("review.not_on_roster: ")) << words;
    EXPECT_TRUE(words.contains(fmt::format("Đảng viên {} ", gone + 1))) << words;
    EXPECT_TRUE(words.contains("31/12/2020")) << words;
  }
  // Who died the day after is still graded for the year.
  EXPECT_EQ(graded({Part::member, khu_1, people[2]}), "");
}

TEST_P(RoundBadInput, who_was_transferred_in_mid_year_is_graded_where_the_roster_has_him) {
  PersonId const lan = members_in(khu_1, 1)[0];
  moved(lan, khu_9, "01/07/2020");
  opened(2020);
  auto const words = graded({Part::member, khu_1, lan});
  EXPECT_TRUE(words.starts_with("round.on_other_roster: Đảng viên")) << words;
  EXPECT_TRUE(words.contains("danh sách chốt ngày 31/12/2020 của Chi bộ khu 1")) << words;
  EXPECT_EQ(graded({Part::member, khu_9, lan}), "");
}

TEST_P(RoundBadInput, who_is_in_two_places_is_graded_in_one) {
  auto const people = members_in(khu_1, 2);
  write(member::host_verb, [&](store::Tx& tx) {
    return member::host(tx, people[0], {day("01/09/2020"), day("01/03/2021")},
                        {.host = khu_9, .host_place = ""});
  });
  write(post::appoint_verb, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(
        post::appoint(tx, {people[1], hung_lo, post::Title::secretary, ""}, {day("01/01/2019")}));
    TRY_VOID(post::appoint(tx, {people[1], district, post::Title::committee_member, ""},
                           {day("01/01/2019")}));
    return {};
  });
  opened(2020);
  // Attending for a time elsewhere: at home.
  EXPECT_TRUE(graded({Part::member, khu_9, people[0]}).starts_with("round.on_other_roster: "));
  EXPECT_EQ(graded({Part::member, khu_1, people[0]}), "");
  // With two posts: once, in the unit of the highest (EX-18).
  EXPECT_TRUE(graded({Part::leader, district, people[1]}).starts_with("round.on_other_roster: "));
  EXPECT_EQ(graded({Part::leader, hung_lo, people[1]}), "");
  // Twice in one list of decisions.
  proposed({Part::member, khu_1, people[0]}, 2020, Grade::good);
  Decision const good{.subject = {Part::member, khu_1, people[0]},
                      .assessment = {.grade = Grade::good}};
  auto const words = said(deed(decide_verb), [&](store::Tx& tx) {
    return decide(tx, 2020, day("10/01/2021"), {good, good});
  });
  EXPECT_TRUE(words.starts_with("round.named_twice: Đảng viên")) << words;
}

TEST_P(RoundBadInput, a_round_is_opened_once_and_not_after_its_deadlines) {
  auto const opens = [&](Opening const& asked) {
    return said(test::act(open_verb), [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(open(tx, asked));
      return {};
    });
  };
  auto early = opening(2020);
  early.deadlines = {{unit::Level::cell, day("30/12/2019")}};
  auto const before = opens(early);
  EXPECT_TRUE(before.starts_with("round.deadline_before_round: Hạn 30/12/2019")) << before;
  EXPECT_EQ(opens(opening(2020)), "");
  auto const again = opens(opening(2020));
  EXPECT_TRUE(again.starts_with("round.already_open: ")) << again;
  EXPECT_TRUE(again.contains("Tỉnh ủy Phú Thọ, ngày 31/12/2020")) << again;
}

TEST_P(RoundBadInput, points_stay_within_their_criteria) {
  clock = FixedClock(day("01/03/2026"));
  PersonId const lan = members_in(khu_1, 1)[0];
  opened(2025);
  auto const scored = [&](std::int64_t common, std::int64_t result) {
    return said(deed(step_verb), [&](store::Tx& tx) {
      return take_steps(tx, 2025, day("05/01/2026"),
                        {{{Part::member, khu_1, lan},
                          Step::self_grading,
                          {.common_points = common, .result_points = result}}});
    });
  };
  EXPECT_TRUE(scored(31, 60).contains("Điểm 31 không hợp lệ")) << scored(31, 60);
  EXPECT_TRUE(scored(31, 60).contains("từ 0 đến 30 điểm")) << scored(31, 60);
  EXPECT_TRUE(scored(30, 71).contains("từ 0 đến 70 điểm")) << scored(30, 71);
  EXPECT_TRUE(scored(-1, 60).starts_with("round.too_many_points: "));
  EXPECT_EQ(scored(30, 70), "");
}

TEST_P(RoundBadInput, without_the_right_nothing_is_proposed_and_nobody_is_named) {
  PersonId const lan = members_in(khu_1, 1)[0];
  opened(2020);
  auto act = deed(step_verb);
  act.actor = {.name = "bi_thu_khu_2", .grants = {{&round_review, khu_2.value}}};
  auto const words = graded({Part::member, khu_1, lan}, act);
  EXPECT_TRUE(words.starts_with("store.out_of_reach: bi_thu_khu_2 có quyền")) << words;
  EXPECT_FALSE(words.contains("Chi bộ khu 1")) << words;
  act.actor.grants = {};
  EXPECT_TRUE(graded({Part::member, khu_1, lan}, act).starts_with("store.not_allowed: "));
}

TEST_P(RoundBadInput, a_decision_without_its_document_is_none) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  proposed(lan, 2020, Grade::good);
  auto const words = said(test::act(decide_verb), [&](store::Tx& tx) {
    return decide(tx, 2020, day("10/01/2021"),
                  {{.subject = lan, .assessment = {.grade = Grade::good}}});
  });
  EXPECT_TRUE(words.starts_with("round.document_missing: ")) << words;
}

TEST_P(RoundBadInput, what_a_rule_marks_unconfirmed_warns_and_is_written) {
  Subject const cell{Part::organisation, khu_1, {}};
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  // The order of HD 21 was not read, nor its cap on organisations.
  EXPECT_EQ(stepped(lan, 2020, Step::proposal, {.grade = Grade::good}),
            "warned round.early_but_unconfirmed round.early_but_unconfirmed");
  proposed(cell, 2020, Grade::excellent);
  EXPECT_TRUE(decided(cell, 2020, Grade::excellent).contains("round.over_cap_unconfirmed"));
  auto const snapshot = store().read();
  EXPECT_EQ(years_of(*snapshot, cell, {day("14/06/2021")}).at(0).grade, Grade::excellent);
}

TEST_P(RoundBadInput, who_moved_since_the_roster_date_stays_with_the_old_cell_and_committee) {
  auto const people = members_in(khu_1, 2);
  opened(2020);
  moved(people[0], khu_9, "02/01/2021");
  Subject const lan{Part::member, khu_1, people[0]};
  auto act = deed(step_verb);
  // Who has him now says nothing of the year before.
  act.actor = {.name = "bi_thu_khu_9", .grants = {{&round_review, khu_9.value}}};
  EXPECT_TRUE(graded(lan, act).starts_with("store.out_of_reach: ")) << graded(lan, act);
  // The whole sheet of the old cell goes in one entry.
  act.actor = {.name = "bi_thu_khu_1", .grants = {{&round_review, khu_1.value}}};
  auto const whole_sheet = [&](store::Tx& tx) {
    std::vector<Taking> takings;
    for (Step const step : {Step::self_grading, Step::proposal}) {
      for (PersonId const person : people) {
        takings.push_back({{Part::member, khu_1, person}, step, {.grade = Grade::good}});
      }
    }
    return take_steps(tx, 2020, day("05/01/2021"), takings);
  };
  EXPECT_EQ(said(act, whole_sheet), "warned round.early_but_unconfirmed");
  act.verb = &condition_verb;
  EXPECT_EQ(said(act,
                 [&](store::Tx& tx) {
                   return state_condition(tx, lan,
                                          {.year = 2020,
                                           .condition = Condition::sick_months,
                                           .on = day("05/01/2021"),
                                           .amount = 1,
                                           .evidence = "Giấy ra viện"});
                 }),
            "");
  auto const decides = [&](UnitId committee) {
    auto deciding = deed(decide_verb);
    deciding.actor = {.name = "dang_uy", .grants = {{&round_decide, committee.value}}};
    return said(deciding, [&](store::Tx& tx) {
      return decide(tx, 2020, day("10/01/2021"),
                    {{.subject = lan, .assessment = {.grade = Grade::good}}});
    });
  };
  EXPECT_TRUE(decides(kim_duc).starts_with("store.out_of_reach: ")) << decides(kim_duc);
  EXPECT_EQ(decides(hung_lo), "");
}

TEST_P(RoundBadInput, a_cell_that_moved_since_stays_with_the_old_committee) {
  members_in(khu_1, 1);
  opened(2020);
  Subject const cell{Part::organisation, khu_1, {}};
  write(unit::move_verb,
        [&](store::Tx& tx) { return unit::move(tx, khu_1, kim_duc, day("02/01/2021")); });
  auto act = deed(step_verb);
  act.actor = {.name = "xa_moi", .grants = {{&round_review, kim_duc.value}}};
  EXPECT_TRUE(graded(cell, act).starts_with("store.out_of_reach: ")) << graded(cell, act);
  act.actor = {.name = "xa_cu", .grants = {{&round_review, hung_lo.value}}};
  EXPECT_EQ(graded(cell, act), "");
}

}  // namespace
}  // namespace giaoban::round
