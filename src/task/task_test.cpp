#include "task/task.h"

#include <gtest/gtest.h>

#include <sstream>

#include "task/cli.h"
#include "tests/member_world.h"

namespace giaoban::task {

namespace {

using store::Tx;
using test::act;
using test::code_of;
using test::day;
using test::must;

std::vector<inbox::Source> const sources{&waiting};

// On 14/06/2021 the province assigns to its districts' committees.
class TaskWorld : public test::MemberWorld {
 protected:
  TaskWorld() { whole.add(catalogue()); }
  void TearDown() override {
    if (sound_) MemberWorld::TearDown();
  }
  void broken_on_purpose() { sound_ = false; }

  Assignment assignment(UnitId lead, Day until) const {
    return {.title = "Rà soát chi bộ ghép",
            .product = "Báo cáo",
            .assigner = province,
            .lead = lead,
            .given_on = day("2021-06-14"),
            .deadline = until,
            .source = {.kind = SourceKind::document, .words = "Kết luận 12-KL/TU"}};
  }
  TaskId given(Assignment const& asked) {
    TaskId task;
    write(give_verb, [&](Tx& tx) -> Result<void> {
      TRY_INTO(task, give(tx, asked));
      return {};
    });
    return task;
  }
  TaskId given(UnitId lead, Day until) { return given(assignment(lead, until)); }
  void reported(TaskId task, Day on, std::string const& text = "Đã xong") {
    write(report_verb, [&](Tx& tx) { return report(tx, task, on, text); });
  }
  void accepted(TaskId task, Day on) {
    write(accept_verb, [&](Tx& tx) { return accept(tx, task, on); });
  }
  View seen(TaskId task, Day on, EntryNumber known_at = store::standing - 1) {
    return view(*store().read(), everything, task, {on, known_at}).value();
  }
  std::vector<TaskId> listed(UnitId unit, Wanted wanted, Day on) {
    std::vector<TaskId> tasks;
    for (View const& one : tasks_of(*store().read(), everything, unit, wanted, {on})) {
      tasks.push_back(one.task);
    }
    return tasks;
  }
  // By an actor whose only grant is the verb's right over the unit.
  std::string refused_under(UnitId unit, store::Verb const& verb, test::Writing const& writing) {
    store::Act by = act(verb);
    by.actor.grants = {{verb.right, unit.value}};
    return code_of(store().write(by, writing));
  }
  // Kinds of what waits for whoever has the right over the unit, each with its day.
  std::string waits(UnitId unit, store::Right const& right, Day on) {
    std::string kinds;
    auto const items =
        inbox::waiting_for(*store().read(), sources, {"người thử", {{&right, unit.value}}}, {on});
    for (auto const& item : items) {
      EXPECT_EQ(say(Language::vietnamese, item.what, item.args).find('{'), std::string::npos);
      kinds += std::string(kinds.empty() ? "" : " ") + std::string(item.kind);
      if (item.due) kinds += " " + item.due->iso();
    }
    return kinds;
  }

  unit::Reach const everything = unit::Reach::everything();
  Day const today = day("2021-06-14");
  Day const deadline = day("2021-06-30");

 private:
  bool sound_ = true;
};
ON_BOTH_DATABASES(TaskWorld);

using Tasks = std::vector<TaskId>;

TEST_P(TaskWorld, a_task_runs_from_giving_to_acceptance) {
  auto asked = assignment(district, deadline);
  asked.cooperating = {hung_lo, kim_duc};
  auto const task = given(asked);
  clock.set(FixedClock(day("2021-07-10")).now());
  EXPECT_EQ(seen(task, today).status, Status::given);
  reported(task, day("2021-06-25"));
  write(return_verb, [&](Tx& tx) { return send_back(tx, task, day("2021-06-26"), "Thiếu 2"); });
  reported(task, day("2021-06-29"));
  accepted(task, day("2021-07-05"));

  EXPECT_EQ(seen(task, day("2021-06-25")).status, Status::reported);
  EXPECT_EQ(seen(task, day("2021-06-26")).status, Status::returned);
  auto const done = seen(task, day("2021-07-05"));
  EXPECT_EQ(done.status, Status::accepted);
  EXPECT_EQ(done.completed_on, day("2021-06-29"));
  EXPECT_EQ(done.days_late, 0);
  EXPECT_EQ(done.lead, district);
  EXPECT_EQ(done.cooperating, (std::vector{hung_lo, kim_duc}));
  EXPECT_EQ(seen(task, day("2021-08-01")).lead, district);
  EXPECT_EQ(done.steps.size(), 4U);
  // On its last day it is not open any more, the day before it was.
  EXPECT_EQ(listed(province, Wanted::open, day("2021-07-04")), Tasks{task});
  EXPECT_EQ(listed(province, Wanted::open, day("2021-07-05")), Tasks{});
  EXPECT_EQ(listed(province, Wanted::all, day("2021-07-05")), Tasks{task});
}

TEST_P(TaskWorld, overdue_is_derived_from_deadline_and_day) {
  auto const task = given(district, deadline);
  EXPECT_EQ(listed(district, Wanted::overdue, deadline), Tasks{});
  EXPECT_EQ(listed(district, Wanted::overdue, deadline + 1), Tasks{task});
  EXPECT_EQ(listed(province, Wanted::overdue, deadline + 1), Tasks{task});
  EXPECT_EQ(listed(hung_lo, Wanted::overdue, deadline + 1), Tasks{});
  EXPECT_EQ(seen(task, deadline + 3).days_late, 3);
}

TEST_P(TaskWorld, an_extension_keeps_what_the_deadline_was) {
  auto const task = given(district, deadline);
  EntryNumber const before = store().read()->head();
  clock.set(FixedClock(day("2021-07-02")).now());
  write(extend_verb, [&](Tx& tx) {
    return extend(tx, task, {day("2021-07-02"), day("2021-07-20"), "Chờ hướng dẫn"});
  });
  EXPECT_TRUE(seen(task, day("2021-07-01")).overdue);
  EXPECT_FALSE(seen(task, day("2021-07-02")).overdue);
  EXPECT_TRUE(seen(task, day("2021-07-02"), before).overdue);
  EXPECT_EQ(seen(task, day("2021-07-02")).first_deadline, deadline);
  // A second extension must not take the first one's entry away from it in the history.
  write(extend_verb, [&](Tx& tx) {
    return extend(tx, task, {day("2021-07-02"), day("2021-08-20"), "Chờ thêm"});
  });
  auto const lines = history(*store().read(), task, store::standing - 1);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1].text, "Chờ thêm");
  EXPECT_EQ(lines[1].deadline, day("2021-08-20"));
}

TEST_P(TaskWorld, history_tells_who_and_on_which_document) {
  TaskId task;
  auto by = act(give_verb);
  store::Document conclusion;
  conclusion.number = "12-KL/TU";
  by.basis = store::Basis{conclusion, day("2021-06-10")};
  must(store().write(by, [&](Tx& tx) -> Result<void> {
    TRY_INTO(task, give(tx, assignment(district, deadline)));
    return {};
  }));
  auto const entry = store().read()->head();
  reported(task, today, "Đã rà soát");
  accepted(task, today);
  auto const lines = history(*store().read(), task, store::standing - 1);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].document, "12-KL/TU (10/06/2021)");
  EXPECT_EQ(lines[0].entry, entry);
  EXPECT_EQ(lines[0].unit, district);
  EXPECT_EQ(lines[1].text, "Đã rà soát");
  EXPECT_EQ(lines[2].actor, "cán bộ thử nghiệm");
}

TEST_P(TaskWorld, give_refuses_in_order) {
  auto const refusal_of = [&](auto const& change) {
    auto asked = assignment(district, deadline);
    change(asked);
    return refusal(give_verb, [&](Tx& tx) -> Result<void> {
      TRY_VOID(give(tx, asked));
      return {};
    });
  };
  EXPECT_EQ(refusal_of([&](Assignment& a) { a.given_on = today + 1; }), "task.in_future");
  EXPECT_EQ(refusal_of([&](Assignment& a) {
              a.given_on = day("2009-12-31");
              a.deadline = day("2009-12-30");
            }),
            "task.unit_not_in_force");
  EXPECT_EQ(refusal_of([&](Assignment& a) { a.deadline = today - 1; }), "task.deadline_in_past");
  EXPECT_EQ(refusal_of([&](Assignment& a) { a.deadline = today; }), "");
  EXPECT_EQ(refusal_of([&](Assignment& a) { a.cooperating = {district}; }), "task.lead_cooperates");
  EXPECT_EQ(refusal_of([&](Assignment& a) { a.cooperating = {khu_1, khu_1}; }),
            "task.lead_cooperates");
  EXPECT_EQ(refusal_of([&](Assignment& a) { a.title = " "; }), "field.required");
  EXPECT_EQ(refusal_of([&](Assignment& a) { a.product = ""; }), "field.required");
}

TEST_P(TaskWorld, give_warns_of_what_is_overdue_when_typed) {
  clock.set(FixedClock(day("2021-07-10")).now());
  EXPECT_EQ(warnings(give_verb,
                     [&](Tx& tx) -> Result<void> {
                       TRY_VOID(give(tx, assignment(district, deadline)));
                       return {};
                     }),
            "task.overdue_when_recorded");
}

TEST_P(TaskWorld, rights_are_of_the_side_that_acts) {
  auto const task = given(district, deadline);
  auto const reports = [&](Tx& tx) { return report(tx, task, today, "Đã xong"); };
  auto const accepts = [&](Tx& tx) { return accept(tx, task, today); };
  // A neighbour and one below report nothing for the lead.
  EXPECT_EQ(refused_under(hung_lo, report_verb, reports), "task.no_such_task");
  EXPECT_EQ(refused_under(district, report_verb, reports), "");
  // The lead, though it may give tasks to those below it, does not accept its own.
  EXPECT_EQ(refused_under(district, accept_verb, accepts), "store.out_of_reach");
  EXPECT_EQ(refused_under(province, accept_verb, accepts), "");
  // Nobody assigns upwards, or in another's name.
  auto const gives = [&](UnitId assigner, UnitId lead) {
    auto asked = assignment(lead, deadline);
    asked.assigner = assigner;
    return refused_under(hung_lo, give_verb, [asked](Tx& tx) -> Result<void> {
      TRY_VOID(give(tx, asked));
      return {};
    });
  };
  EXPECT_EQ(gives(hung_lo, khu_1), "");
  EXPECT_EQ(gives(hung_lo, district), "store.out_of_reach");
  EXPECT_EQ(gives(province, khu_1), "store.out_of_reach");
  EXPECT_EQ(gives(hung_lo, khu_9), "store.out_of_reach");
}

TEST_P(TaskWorld, a_reader_sees_what_stands_in_reach) {
  auto const task = given(district, deadline);
  auto const own = given(kim_duc, deadline);
  auto const of_hung_lo = unit::Reach({}, std::vector{hung_lo, khu_1, khu_2});
  auto const of_district =
      unit::Reach({}, std::vector{district, hung_lo, kim_duc, khu_1, khu_2, khu_9});
  store::Moment const now{today};
  EXPECT_FALSE(view(*store().read(), of_hung_lo, task, now));
  EXPECT_TRUE(view(*store().read(), of_district, task, now));
  EXPECT_EQ(tasks_of(*store().read(), of_hung_lo, province, Wanted::open, now).size(), 0U);
  EXPECT_EQ(tasks_of(*store().read(), of_district, province, Wanted::open, now).size(), 2U);
  EXPECT_EQ(tasks_given_by(*store().read(), everything, province, Wanted::open, now).size(), 2U);
  EXPECT_EQ(tasks_given_by(*store().read(), everything, district, Wanted::open, now).size(), 0U);
  EXPECT_FALSE(view(*store().read(), everything, own, {today - 1}));
}

TEST_P(TaskWorld, a_unit_with_open_tasks_is_not_dissolved) {
  auto const task = given(khu_9, deadline);
  auto const dissolves = [&](Tx& tx) { return unit::dissolve(tx, khu_9, today); };
  EXPECT_EQ(refusal(unit::dissolve_verb, dissolves), "unit.still_has_members");
  write(hand_over_verb, [&](Tx& tx) { return hand_over(tx, task, kim_duc, today); });
  EXPECT_EQ(refusal(hand_over_verb, [&](Tx& tx) { return hand_over(tx, task, kim_duc, today); }),
            "task.same_lead");
  EXPECT_EQ(refusal(unit::dissolve_verb, dissolves), "");
  EXPECT_EQ(seen(task, today).lead, kim_duc);
}

TEST_P(TaskWorld, withdrawn_tasks_are_over) {
  auto const task = given(district, deadline);
  EXPECT_EQ(refusal(withdraw_verb, [&](Tx& tx) { return withdraw(tx, task, today, ""); }),
            "task.reason_missing");
  write(withdraw_verb, [&](Tx& tx) { return withdraw(tx, task, today, "Trùng kế hoạch"); });
  EXPECT_EQ(refusal(report_verb, [&](Tx& tx) { return report(tx, task, today, "Xong"); }),
            "task.already_withdrawn");
  EXPECT_EQ(listed(province, Wanted::open, today), Tasks{});
  EXPECT_EQ(waits(district, task_report, today), "");
  EXPECT_EQ(refusal(accept_verb, [&](Tx& tx) { return accept(tx, TaskId{9}, today); }),
            "task.no_such_task");
}

TEST_P(TaskWorld, undoing_a_report_under_its_acceptance_is_refused) {
  auto const task = given(district, deadline);
  reported(task, today);
  EntryNumber const report_entry = store().read()->head();
  accepted(task, today);
  EntryNumber const acceptance = store().read()->head();
  EXPECT_EQ(refusal(store::undo_verb, [&](Tx& tx) { return store::undo(tx, report_entry); }),
            "store.undo_breaks_law");
  EXPECT_EQ(refusal(store::undo_verb, [&](Tx& tx) { return store::undo(tx, acceptance); }), "");
  EXPECT_EQ(seen(task, today).status, Status::reported);
  EXPECT_EQ(listed(province, Wanted::open, today), Tasks{task});
}

// A task stands under both sides; each undoes only what is its own to do.
TEST_P(TaskWorld, steps_are_undone_by_the_side_that_took_them) {
  auto const task = given(district, deadline);
  reported(task, today);
  EntryNumber const report_entry = store().read()->head();
  auto const undone = [&](UnitId unit, EntryNumber number) {
    store::Actor actor{"lan", {}};
    for (store::Right const* right : {store::undo_verb.right, &task_give, &task_report}) {
      actor.grants.emplace_back(right, unit.value);
    }
    return code_of(store().write({.actor = actor, .verb = &store::undo_verb},
                                 [&](Tx& tx) { return store::undo(tx, number); }));
  };
  EXPECT_EQ(undone(kim_duc, report_entry), "store.no_such_entry");
  EXPECT_EQ(undone(district, report_entry), "");
  reported(task, today);
  accepted(task, today);
  EntryNumber const acceptance = store().read()->head();
  EXPECT_EQ(undone(district, acceptance), "store.out_of_reach") << "the province accepted it";
  EXPECT_EQ(undone(province, acceptance), "");
  given(district, deadline);
  EntryNumber const giving = store().read()->head();
  EXPECT_EQ(undone(district, giving), "store.out_of_reach") << "and gave another";
  EXPECT_EQ(undone(province, giving), "");
}

TEST_P(TaskWorld, completion_names_its_bases) {
  clock.set(FixedClock(day("2021-07-31")).now());
  auto const in_time = given(district, deadline);
  auto const late = given(hung_lo, deadline);
  given(kim_duc, deadline);         // overdue
  given(khu_1, day("2021-08-31"));  // not due
  auto const gone = given(khu_2, deadline);
  auto const early = given(khu_9, day("2021-08-15"));
  reported(in_time, deadline);
  reported(late, deadline + 1);
  reported(early, deadline);
  for (TaskId const task : {in_time, late, early}) accepted(task, day("2021-07-20"));
  write(withdraw_verb, [&](Tx& tx) { return withdraw(tx, gone, deadline, "Trùng"); });
  auto const of = [&](UnitId unit, Day on) {
    return completion(*store().read(), everything, unit, {day("2021-06-01"), day("2021-09-01")},
                      {on});
  };
  auto const all = of(province, day("2021-07-31"));
  EXPECT_EQ(all.on_time_of_due.text(), "2/4 (50,00%) số nhiệm vụ đến hạn hoặc đã hoàn thành");
  EXPECT_EQ(all.on_time_of_completed.text(), "2/3 (66,67%) số nhiệm vụ đã hoàn thành");
  EXPECT_EQ(all.overdue_of_due.numerator(), 1);
  EXPECT_EQ(of(kim_duc, day("2021-07-31")).on_time_of_due.text(),
            "1/2 (50,00%) số nhiệm vụ đến hạn hoặc đã hoàn thành");
  EXPECT_EQ(of(province, day("2021-06-20")).on_time_of_due.denominator(), 0);
}

// --- inbox ---------------------------------------------------------------------------------------

TEST_P(TaskWorld, the_inbox_follows_the_work) {
  auto const task = given(district, deadline);
  EXPECT_EQ(waits(district, task_report, today), "task.report 2021-06-30");
  EXPECT_EQ(waits(hung_lo, task_report, today), "");
  EXPECT_EQ(waits(province, task_give, today), "");
  EXPECT_EQ(waits(district, task_report, today - 1), "");
  reported(task, today);
  EXPECT_EQ(waits(district, task_report, today), "");
  EXPECT_EQ(waits(province, task_give, today), "task.accept");
  EXPECT_EQ(waits(district, task_give, today), "");
  accepted(task, today);
  EXPECT_EQ(waits(province, task_give, today), "");
}

TEST_P(TaskWorld, the_inbox_puts_the_nearest_date_first_and_says_how_far) {
  given(khu_1, day("2021-07-20"));
  given(district, deadline);
  auto const items = inbox::waiting_for(*store().read(), sources,
                                        {"người thử", {{&task_report, district.value}}}, {today});
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].due, deadline);
  EXPECT_EQ(items[0].distance, 0);
  EXPECT_EQ(items[1].distance, 2);
  auto const all =
      inbox::waiting_for(*store().read(), sources, {"người thử", {{&task_report}}}, {today});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].distance, 4);
  EXPECT_TRUE(inbox::waiting_for(*store().read(), sources, {"không quyền", {}}, {today}).empty());
}

// --- recommendations -----------------------------------------------------------------------------

class RecommendationWorld : public TaskWorld {
 protected:
  RecommendationId taken(UnitId asker, UnitId receiver) {
    RecommendationId id;
    write(take_down_verb, [&](Tx& tx) -> Result<void> {
      TRY_INTO(id, take_down(tx, {.asker = asker,
                                  .receiver = receiver,
                                  .subject = "Kinh phí chi bộ",
                                  .on = today}));
      return {};
    });
    return id;
  }
  std::size_t count(UnitId unit, WantedRecommendations wanted, Day on) {
    return recommendations_of(*store().read(), everything, unit, wanted, {on}).size();
  }
};
ON_BOTH_DATABASES(RecommendationWorld);

TEST_P(RecommendationWorld, an_answer_at_once_goes_back_to_who_asked) {
  auto const id = taken(hung_lo, province);
  EXPECT_EQ(waits(province, recommendation_take, today), "recommendation.hand_on");
  write(answer_at_once_verb,
        [&](Tx& tx) { return answer_at_once(tx, id, today, "Thực hiện theo HD 21"); });
  EXPECT_EQ(waits(province, recommendation_take, today), "");
  EXPECT_EQ(waits(hung_lo, recommendation_ask, today), "recommendation.receive");
  EXPECT_EQ(waits(kim_duc, recommendation_ask, today), "");
  write(receive_answer_verb, [&](Tx& tx) { return receive_answer(tx, id, today); });
  EXPECT_EQ(waits(hung_lo, recommendation_ask, today), "");
  auto const seen = view(*store().read(), everything, id, {today}).value();
  EXPECT_EQ(seen.stage, Stage::received);
  EXPECT_EQ(seen.days_to_answer, 0);
  EXPECT_EQ(seen.answered_by, province);
}

TEST_P(RecommendationWorld, one_handed_on_has_a_deadline) {
  auto const id = taken(hung_lo, province);
  clock.set(FixedClock(day("2021-07-31")).now());
  auto const handed = [&](Day on, Day until) {
    return refusal(hand_on_verb, [&](Tx& tx) { return hand_on(tx, id, {district, on, until}); });
  };
  EXPECT_EQ(handed(today, today - 1), "task.deadline_in_past");
  EXPECT_EQ(handed(day("2021-08-01"), deadline), "task.in_future");
  EXPECT_EQ(handed(today + 1, deadline), "");
  EXPECT_EQ(waits(district, recommendation_answer, today + 1), "recommendation.answer 2021-06-30");
  EXPECT_EQ(count(province, WantedRecommendations::overdue, deadline), 0U);
  EXPECT_EQ(count(province, WantedRecommendations::overdue, deadline + 1), 1U);
  EXPECT_EQ(count(kim_duc, WantedRecommendations::overdue, deadline + 1), 0U);
  auto const answers = [&](Tx& tx) { return answer(tx, id, day("2021-07-04"), "Đã bổ sung"); };
  EXPECT_EQ(refused_under(hung_lo, answer_verb, answers), "store.out_of_reach");
  EXPECT_EQ(refused_under(district, answer_verb, answers), "");
  EXPECT_EQ(refused_under(district, answer_verb, answers), "task.already_answered");
  auto const seen = view(*store().read(), everything, id, {day("2021-07-04")}).value();
  EXPECT_EQ(seen.days_to_answer, 20);
  EXPECT_TRUE(seen.late);
  EXPECT_FALSE(seen.overdue);
  EXPECT_EQ(count(hung_lo, WantedRecommendations::answered, day("2021-07-04")), 1U);
  EXPECT_EQ(count(hung_lo, WantedRecommendations::open, day("2021-07-04")), 0U);
  EXPECT_EQ(count(hung_lo, WantedRecommendations::open, day("2021-07-03")), 1U);
  EXPECT_EQ(history(*store().read(), id, store::standing - 1).size(), 3U);
}

TEST_P(RecommendationWorld, verbs_refuse_what_is_not_there) {
  auto const id = taken(hung_lo, province);
  auto const said = [&](auto verb, RecommendationId which, std::string const& text) {
    return [=, this](Tx& tx) { return verb(tx, which, today, text); };
  };
  EXPECT_EQ(refusal(answer_verb, said(&answer, RecommendationId{5}, "x")),
            "task.no_such_recommendation");
  EXPECT_EQ(refusal(answer_verb, said(&answer, id, "Trả lời")), "task.not_handed");
  EXPECT_EQ(refusal(answer_at_once_verb, said(&answer_at_once, id, " ")), "task.text_missing");
  EXPECT_EQ(refusal(receive_answer_verb, said(&receive_answer, id, "")), "task.not_answered");
}

// --- claims --------------------------------------------------------------------------------------

TEST_P(TaskWorld, invariants_find_what_a_verb_would_have_refused) {
  auto const task = given(district, deadline);
  write(give_verb, [&](Tx& tx) -> Result<void> {
    TRY_VOID(tx.event(task.value, today, TaskStep{Step::accepted, ""}));
    return tx.event(tx.new_id(), today,
                    TaskGiven{.title = "Việc", .product = "Báo cáo", .assigner = province});
  });
  write(receive_answer_verb, [&](Tx& tx) {
    return tx.event(tx.new_id(), today, RecommendationStep{Answering::received, district, ""});
  });
  std::map<std::string_view, std::size_t> breaches;
  auto const snapshot = store().read();
  for (store::Invariant const* invariant : catalogue().invariants) {
    breaches[invariant->claim] = invariant->breaches(*snapshot).size();
  }
  EXPECT_EQ(breaches["every_task_has_deadline_and_lead"], 1U);
  EXPECT_EQ(breaches["open_tasks_are_led"], 2U);
  EXPECT_EQ(breaches["decisions_follow_reports"], 1U);
  EXPECT_EQ(breaches["receipts_follow_answers"], 1U);
  broken_on_purpose();
}

}  // namespace

}  // namespace giaoban::task
