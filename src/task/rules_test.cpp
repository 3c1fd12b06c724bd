#include "task/rules.h"

#include <gtest/gtest.h>

#include "tests/store_world.h"

namespace giaoban::task {

namespace {

using test::day;

Progress after(std::vector<DatedStep> const& steps) {
  return progress_of(day("2021-06-14"), steps);
}
std::string code_of(RefusalKind const* kind) {
  return kind == nullptr ? "" : std::string(kind->code);
}

TEST(TaskRules, StatusFollowsFromTheSteps) {
  Day const first = day("2021-06-20");
  Day const second = day("2021-06-22");
  Day const third = day("2021-06-25");
  using S = Step;
  struct {
    std::vector<DatedStep> steps;
    Status status;
    std::optional<Day> completed_on;
    Day last_on;
  } const cases[] = {
      {{}, Status::given, {}, day("2021-06-14")},
      {{{first, S::reported}}, Status::reported, {}, first},
      {{{first, S::reported}, {second, S::returned}}, Status::returned, {}, second},
      {{{first, S::reported}, {second, S::accepted}}, Status::accepted, first, second},
      // The report that was accepted counts, not the one that was returned.
      {{{first, S::reported}, {first, S::returned}, {second, S::reported}, {third, S::accepted}},
       Status::accepted,
       second,
       third},
      {{{first, S::reported}, {second, S::withdrawn}}, Status::withdrawn, {}, second},
  };
  for (auto const& c : cases) {
    auto const progress = after(c.steps);
    EXPECT_EQ(progress.status, c.status);
    EXPECT_EQ(progress.completed_on, c.completed_on);
    EXPECT_EQ(progress.last_on, c.last_on);
  }
}

TEST(TaskRules, StepsAreRefusedInOrder) {
  Day const today = day("2021-06-30");
  Day const reported_on = day("2021-06-20");
  auto const open = after({});
  auto const reported = after({{reported_on, Step::reported}});
  auto const accepted = after({{reported_on, Step::reported}, {reported_on, Step::accepted}});
  auto const withdrawn = after({{reported_on, Step::withdrawn}});
  struct {
    Step step;
    Progress progress;
    Day on;
    bool worded;
    char const* refusal;
  } const cases[] = {
      {Step::reported, open, today, true, ""},
      {Step::reported, open, today + 1, true, "task.in_future"},
      {Step::reported, withdrawn, today + 1, true, "task.in_future"},
      {Step::reported, withdrawn, today, true, "task.already_withdrawn"},
      {Step::reported, accepted, today, false, "task.already_accepted"},
      {Step::reported, open, day("2021-06-14"), true, ""},
      {Step::reported, open, day("2021-06-13"), true, "task.before_last_step"},
      {Step::reported, open, today, false, "task.text_missing"},
      {Step::reported, reported, today, true, ""},  // a report may be supplemented
      {Step::accepted, open, today, true, "task.nothing_reported"},
      {Step::accepted, reported, reported_on, false, ""},
      {Step::accepted, reported, reported_on - 1, true, "task.before_last_step"},
      {Step::returned, open, today, true, "task.nothing_reported"},
      {Step::returned, reported, today, false, "task.reason_missing"},
      {Step::returned, reported, today, true, ""},
      {Step::withdrawn, open, today, false, "task.reason_missing"},
      {Step::withdrawn, reported, today, true, ""},
      {Step::withdrawn, accepted, today, true, "task.already_accepted"},
  };
  for (auto const& c : cases) {
    EXPECT_EQ(code_of(blocked(c.step, c.progress, {c.on, today, c.worded})), c.refusal)
        << code(c.step) << " on " << c.on.iso();
  }
}

TEST(TaskRules, ExtensionsAreRefusedInOrder) {
  Day const today = day("2021-06-30");
  Day const deadline = day("2021-07-15");
  auto const open = after({});
  struct {
    Extension extension;
    char const* refusal;
  } const cases[] = {
      {{today, deadline + 1, "chờ hướng dẫn"}, ""},
      {{today + 1, deadline + 1, "chờ"}, "task.in_future"},
      {{day("2021-06-13"), deadline + 1, "chờ"}, "task.before_last_step"},
      {{today, today - 1, ""}, "task.deadline_in_past"},
      {{today, deadline + 1, ""}, "task.reason_missing"},
      {{today, deadline, "chờ"}, "task.not_an_extension"},
  };
  for (auto const& c : cases) {
    EXPECT_EQ(code_of(blocked(c.extension, open, deadline, today)), c.refusal);
  }
}

TEST(TaskRules, DeadlineItselfIsInTime) {
  Day const deadline = day("2021-06-30");
  auto const open = after({});
  auto const done_at = [&](Day on) {
    return after({{on, Step::reported}, {deadline + 20, Step::accepted}});
  };
  EXPECT_FALSE(overdue_on(open, deadline, deadline));
  EXPECT_TRUE(overdue_on(open, deadline, deadline + 1));
  EXPECT_TRUE(overdue_on(after({{deadline, Step::reported}}), deadline, deadline + 1));
  EXPECT_FALSE(overdue_on(done_at(deadline + 5), deadline, deadline + 30));
  EXPECT_FALSE(overdue_on(after({{deadline, Step::withdrawn}}), deadline, deadline + 30));
  EXPECT_EQ(days_late(open, deadline, deadline), 0);
  EXPECT_EQ(days_late(open, deadline, deadline + 3), 3);
  // Late is who reports late, not whose report waited for its acceptance.
  EXPECT_EQ(days_late(done_at(deadline), deadline, deadline + 30), 0);
  EXPECT_EQ(days_late(done_at(deadline + 2), deadline, deadline + 30), 2);
  EXPECT_EQ(days_late(after({{deadline, Step::withdrawn}}), deadline, deadline + 30), 0);
  EXPECT_FALSE(due_by(open, deadline, deadline - 1));
  EXPECT_TRUE(due_by(open, deadline, deadline));
  EXPECT_TRUE(due_by(done_at(deadline - 9), deadline, deadline - 1));
  EXPECT_FALSE(due_by(after({{deadline - 9, Step::withdrawn}}), deadline, deadline));
}

TEST(RecommendationRules, DeedsAreRefusedInOrder) {
  Day const today = day("2021-06-30");
  AnswerProgress const taken{Stage::taken, day("2021-06-14")};
  AnswerProgress const handed{Stage::handed, day("2021-06-15")};
  AnswerProgress const answered{Stage::answered, day("2021-06-20")};
  AnswerProgress const received{Stage::received, day("2021-06-21")};
  struct {
    Deed deed;
    AnswerProgress progress;
    Day on;
    bool worded;
    char const* refusal;
  } const cases[] = {
      {Deed::answer_at_once, taken, today, true, ""},
      {Deed::answer_at_once, taken, today, false, "task.text_missing"},
      {Deed::answer_at_once, taken, today + 1, true, "task.in_future"},
      {Deed::answer_at_once, answered, today, true, "task.already_answered"},
      {Deed::hand_on, taken, today, false, ""},
      {Deed::hand_on, handed, today, false, ""},
      {Deed::hand_on, handed, day("2021-06-14"), false, "task.before_last_step"},
      {Deed::hand_on, received, today, false, "task.already_answered"},
      {Deed::answer, taken, today, true, "task.not_handed"},
      {Deed::answer, handed, today, false, "task.text_missing"},
      {Deed::answer, handed, day("2021-06-15"), true, ""},
      {Deed::receive, taken, today, true, "task.not_answered"},
      {Deed::receive, handed, today, true, "task.not_answered"},
      {Deed::receive, answered, day("2021-06-19"), true, "task.before_last_step"},
      {Deed::receive, answered, day("2021-06-20"), true, ""},
      {Deed::receive, received, today, true, "task.already_received"},
  };
  for (auto const& c : cases) {
    EXPECT_EQ(code_of(blocked(c.deed, c.progress, {c.on, today, c.worded})), c.refusal)
        << static_cast<int>(c.deed) << " on " << c.on.iso();
  }
}

}  // namespace

}  // namespace giaoban::task
