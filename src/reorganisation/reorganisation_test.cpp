#include "reorganisation/reorganisation.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "reorganisation/plan_world_test.h"

namespace giaoban::reorganisation {
namespace {

ON_BOTH_DATABASES(Reorganising);

TEST_P(Reorganising, two_committees_become_one_and_their_cells_follow) {
  carried(two_communes, merge_verb);
  UnitId const made = coded("PT-01-01", merged);
  EXPECT_NE(made, hung_lo);
  EXPECT_EQ(coded("PT-01-01", merged - 1), hung_lo);
  for (UnitId const cell : {khu_1, khu_2, khu_9}) EXPECT_EQ(parent_of(cell, merged), made);
  EXPECT_EQ(parent_of(khu_9, merged - 1), kim_duc);
  EXPECT_EQ(counted(made, merged), 4);
  EXPECT_EQ(counted(hung_lo, merged - 1), 3);
  EXPECT_EQ(counted(province, merged - 1), counted(province, merged));
  EXPECT_EQ(answering(kim_duc, merged), made);
  EXPECT_EQ(answering(made, merged - 1), hung_lo);
  EXPECT_EQ(answering(khu_9, merged), khu_9);
}

TEST_P(Reorganising, the_dry_run_says_what_carrying_out_does) {
  auto const seen = foreseen(two_communes);
  EXPECT_TRUE(seen.faults.empty());
  EXPECT_EQ(seen.members_before, 4);
  EXPECT_EQ(seen.members_after, 4);
  std::string told;
  for (Happening const& one : seen.happenings) {
    told += std::string(code(one.what)) + " " + one.code + ">" + one.to_code + "; ";
  }
  EXPECT_EQ(told,
            "ended PT-01-01>PT-01-01; moved PT-01-01-01>PT-01-01; moved PT-01-01-02>PT-01-01; "
            "ended PT-01-02>PT-01-01; moved PT-01-02-09>PT-01-01; founded PT-01-01>PT-01; ");
  EXPECT_EQ(coded("PT-01-02", merged), kim_duc) << "a dry run writes nothing";
}

// Who receives what ends must not end with it.
TEST_P(Reorganising, nothing_is_its_own_heir) {
  auto const into_own_cell = merging(merged, {"PT-01-01"}, {.code = "PT-01-01-01"});
  EXPECT_NE(faults_of(into_own_cell).find("heir_of_itself"), std::string::npos);
  EXPECT_NE(refused_plan(into_own_cell), "");
  std::vector<Part> const to_own{{.unit = {.code = "PT-01-01-01"}, .units = {"PT-01-01-02"}},
                                 {.unit = {.code = "PT-01-01-02"}, .units = {"PT-01-01-01"}}};
  for (Remains const remains : {Remains::ends, Remains::stays}) {
    for (Unplaced const unplaced : {Unplaced::refused, Unplaced::to_main_heir}) {
      auto plan = splitting(merged, "PT-01-01", to_own, remains);
      plan.unplaced = unplaced;
      EXPECT_FALSE(foreseen(plan).faults.empty());
      EXPECT_NE(refused_plan(plan), "");
    }
  }
  // Two that end into each other.
  Plan circle{.on = merged, .lines = {}};
  circle.lines.push_back({.old_code = "PT-01-01-01", .new_code = "PT-01-01-02"});
  circle.lines.push_back({.old_code = "PT-01-01-02", .new_code = "PT-01-01-01"});
  for (Line& line : circle.lines) line.way = Way::founded;
  bool const without_fault = foreseen(circle).faults.empty();  // before it is carried out
  EXPECT_EQ(refused_plan(circle).empty(), without_fault);
}

// Of a plan over another part not even what is wrong with it is told.
TEST_P(Reorganising, asks_the_right_before_it_lays_out) {
  auto const tried = [&](UnitId over, Plan const& plan) {
    store::Act const act{.actor = {"lan", {{merge_verb.right, over.value}}}, .verb = &merge_verb};
    return test::code_of(store().write(act, [&](Tx& tx) -> Result<void> {
      TRY_VOID(carry_out(tx, plan));
      return {};
    }));
  };
  auto const into_own_cell = merging(merged, {"PT-01-01"}, {.code = "PT-01-01-01"});
  EXPECT_EQ(tried(kim_duc, into_own_cell), "reorganisation.unit_not_there");
  EXPECT_NE(tried(hung_lo, into_own_cell), "reorganisation.unit_not_there");
  EXPECT_EQ(tried(kim_duc, merging(merged, {"PT-01-77"}, {.code = "PT-01-01-01"})),
            "reorganisation.unit_not_there");
  EXPECT_EQ(tried(hung_lo, merging(merged, {"PT-01-01-02"}, {.code = "PT-01-01-01"})), "");
}

TEST_P(Reorganising, cells_merge_and_their_members_are_in_the_heir) {
  carried(merging(merged, {"PT-01-01-02"}, {.code = "PT-01-01-01"}), merge_verb);
  EXPECT_EQ(cell_of(chi, merged), khu_1);
  EXPECT_EQ(cell_of(chi, merged - 1), khu_2);
  EXPECT_EQ(counted(khu_1, merged), 3);
  auto const snapshot = store().read();
  auto const flow =
      member::flow(*snapshot, khu_1, {day(2021, 1, 1), day(2022, 1, 1)}, store::standing - 1);
  EXPECT_TRUE(flow.closes());
  EXPECT_EQ(flow.came_with_unit, 1);
}

TEST_P(Reorganising, a_committee_is_split_as_the_lists_say) {
  Plan const plan = splitting(
      merged, "PT-01-01",
      {{.unit = {.code = "PT-01-03", .name = "Đảng bộ xã Hùng Lô Đông"}, .units = {"PT-01-01-01"}},
       {.unit = {.code = "PT-01-04", .name = "Đảng bộ xã Hùng Lô Tây"}, .units = {"PT-01-01-02"}}},
      Remains::ends);
  carried(plan, split_verb);
  EXPECT_EQ(parent_of(khu_1, merged), coded("PT-01-03", merged));
  EXPECT_EQ(parent_of(khu_2, merged), coded("PT-01-04", merged));
  EXPECT_EQ(answering(hung_lo, merged), coded("PT-01-03", merged));
}

TEST_P(Reorganising, what_nobody_placed_is_refused_or_listed) {
  Plan plan{.on = merged,
            .lines = {{.old_code = "PT-01-01", .new_code = "PT-01-03", .name = "Xã Đông", .row = 2},
                      {.old_code = "PT-01-01", .new_code = "PT-01-02", .row = 3}}};
  plan.placings = {{.part = "PT-01-01-01", .to = "PT-01-02", .row = 2}};
  EXPECT_EQ(faults_of(plan), "2:parts_not_placed");
  EXPECT_EQ(refused_plan(plan), "reorganisation.parts_not_placed");
  plan.unplaced = Unplaced::to_main_heir;
  auto const seen = foreseen(plan);
  EXPECT_TRUE(seen.faults.empty());
  ASSERT_EQ(seen.warnings.size(), 1U);
  EXPECT_EQ(seen.warnings.front().refusal.kind, &placed_to_main_heir);
  carried(plan);
  EXPECT_EQ(parent_of(khu_1, merged), kim_duc);
  EXPECT_EQ(parent_of(khu_2, merged), coded("PT-01-03", merged));
}

TEST_P(Reorganising, members_of_a_divided_cell_go_where_each_is_placed) {
  Plan plan =
      splitting(merged, "PT-01-01-01",
                {{.unit = {.code = "PT-01-01-03", .name = "Chi bộ khu 3"}, .members = {binh}}},
                Remains::stays);
  carried(plan, split_verb);
  EXPECT_EQ(cell_of(an, merged), khu_1);
  EXPECT_EQ(cell_of(binh, merged), coded("PT-01-01-03", merged));
  EXPECT_EQ(counted(hung_lo, merged), 3);
}

TEST_P(Reorganising, a_cell_becomes_a_committee_over_its_parts) {
  Plan const plan =
      converting(merged, "PT-01-01-01", UnitKind::sub_committee,
                 {{.unit = {.code = "PT-01-01-01a", .name = "Chi bộ 1a"}, .members = {an}},
                  {.unit = {.code = "PT-01-01-01b", .name = "Chi bộ 1b"}, .members = {binh}}});
  carried(plan, convert_verb);
  EXPECT_EQ(counted(khu_1, merged), 2);
  EXPECT_EQ(parent_of(cell_of(binh, merged), merged), khu_1);
}

TEST_P(Reorganising, a_cell_is_not_raised_while_a_member_has_no_cell) {
  Plan const plan =
      converting(merged, "PT-01-01-01", UnitKind::sub_committee,
                 {{.unit = {.code = "PT-01-01-01a", .name = "Chi bộ 1a"}, .members = {an}}});
  EXPECT_EQ(faults_of(plan), "0:members_without_cell");
}

TEST_P(Reorganising, a_committee_becomes_one_cell_with_all_its_members) {
  carried(converting(merged, "PT-01-01", UnitKind::grassroots_cell, {}), convert_verb);
  EXPECT_EQ(cell_of(an, merged), hung_lo);
  EXPECT_EQ(cell_of(chi, merged), hung_lo);
  EXPECT_EQ(counted(hung_lo, merged), 3);
}

TEST_P(Reorganising, posts_end_and_open_tasks_pass_to_the_heir) {
  PostId secretary;
  write(post::appoint_verb, [&](Tx& tx) -> Result<void> {
    TRY_INTO(secretary, post::appoint(tx, {.person = an, .unit = kim_duc}, {day(2020, 1, 1)}));
    return {};
  });
  task::TaskId report;
  write(task::give_verb, [&](Tx& tx) -> Result<void> {
    TRY_INTO(report, task::give(tx, {.title = "Báo cáo kết nạp",
                                     .product = "Báo cáo",
                                     .assigner = district,
                                     .lead = kim_duc,
                                     .given_on = day(2021, 6, 1),
                                     .deadline = day(2021, 9, 1)}));
    return {};
  });
  carried(two_communes, merge_verb);
  auto const snapshot = store().read();
  EXPECT_TRUE(post::of_unit(*snapshot, kim_duc, {merged}).empty());
  EXPECT_EQ(post::of_unit(*snapshot, kim_duc, {merged - 1}).size(), 1U);
  auto const now = task::view(*snapshot, unit::Reach::everything(), report, {merged});
  EXPECT_EQ(now->lead, coded("PT-01-01", merged));
}

TEST_P(Reorganising, taking_it_back_restores_every_answer) {
  EntryNumber const before = store().read()->head();
  EntryNumber const entry = carried(two_communes, merge_verb);
  write(store::undo_verb, [&](Tx& tx) { return store::undo(tx, entry); });
  for (Day const on : {merged - 1, merged, day(2022, 1, 1)}) {
    auto const snapshot = store().read();
    auto const then = unit::tree(*snapshot, {on, before});
    auto const now = unit::tree(*snapshot, {on});
    ASSERT_EQ(then.nodes().size(), now.nodes().size());
    for (std::size_t i = 0; i < now.nodes().size(); ++i) {
      EXPECT_EQ(then.nodes()[i].id, now.nodes()[i].id);
      EXPECT_EQ(then.nodes()[i].parent, now.nodes()[i].parent);
      EXPECT_EQ(then.nodes()[i].code, now.nodes()[i].code);
    }
    EXPECT_EQ(counted(kim_duc, on), 1);
  }
}

TEST_P(Reorganising, it_may_take_effect_last_month_and_later_facts_follow) {
  PersonId const late = admitted("Vũ Văn Em", khu_9, day(2021, 7, 20));
  Plan plan = merging(merged, {"PT-01-02-09"}, {.code = "PT-01-01-02"});
  carried(plan, merge_verb);
  EXPECT_EQ(cell_of(late, day(2021, 7, 20)), khu_2);
  EXPECT_EQ(viewed(late, {day(2021, 7, 20)}).cell->value.cause, member::Cause::admitted);
}

TEST_P(Reorganising, a_plan_names_each_row_that_is_wrong) {
  Plan const plan{
      .on = merged,
      .lines = {{.old_code = "XX", .new_code = "PT-01-07", .row = 2},
                {.old_code = "PT-01-01", .new_code = "PT-01-07", .name = "Xã Mới", .row = 3},
                {.old_code = "PT-01-01", .new_code = "PT-01-07", .row = 4},
                {.old_code = "PT-01-02", .row = 5},
                {.old_code = "PT-01-02", .new_code = "PT-01-08", .name = "Xã Khác", .row = 6},
                {.new_code = "PT-01-09", .row = 7},
                {.new_code = "PT-01-10", .name = "Xã Mười", .parent = "NO", .row = 8},
                {.row = 9}}};
  EXPECT_EQ(faults_of(plan),
            "2:unit_not_there 4:line_twice 6:ends_and_goes_on 9:line_without_code "
            "7:name_missing 8:parent_not_there 5:nowhere_to_go");
}

TEST_P(Reorganising, a_plan_is_told_of_codes_that_the_register_would_not_take) {
  for (auto const& [code, kind] :
       {std::pair{"-", "only_signs"}, std::pair{"–", "only_signs"}, std::pair{"...", "only_signs"},
        std::pair{"PT 01", "bad_code"}}) {
    Plan const recoded{.on = merged,
                       .lines = {{.old_code = "PT-01-01", .new_code = code, .row = 2}}};
    EXPECT_NE(faults_of(recoded).find(std::string("2:") + kind), std::string::npos)
        << code << ": " << faults_of(recoded);
    Plan const founded{
        .on = merged, .lines = {{.new_code = code, .name = "Xã Mới", .parent = "PT-01", .row = 2}}};
    EXPECT_NE(faults_of(founded).find(std::string("2:") + kind), std::string::npos)
        << code << ": " << faults_of(founded);
  }
}

TEST_P(Reorganising, a_plan_carried_out_twice_is_refused) {
  carried(two_communes, merge_verb);
  EXPECT_EQ(faults_of(two_communes), "0:ends_already 0:ends_already");
}

TEST_P(Reorganising, no_unit_comes_to_stand_under_itself) {
  Plan const plan{.on = merged,
                  .lines = {{.old_code = "PT-01", .new_code = "PT-01", .parent = "PT-01-01"}}};
  EXPECT_NE(faults_of(plan).find("stands_under_itself"), std::string::npos);
}

TEST_P(Reorganising, a_cell_does_not_end_while_its_members_have_nowhere_to_go) {
  Plan const plan{.on = merged, .lines = {{.old_code = "PT-01-02-09", .row = 2}}};
  EXPECT_EQ(faults_of(plan), "2:members_without_cell");
  Plan const wrong{.on = merged,
                   .lines = {{.old_code = "PT-01-02-09", .new_code = "PT-01-01", .row = 2}}};
  EXPECT_EQ(faults_of(wrong), "2:heir_not_a_cell");
}

TEST_P(Reorganising, districts_end_with_their_communes_placed) {
  Day const divide = day(2025, 7, 1);
  Plan const plan{.on = divide,
                  .lines = {{.old_code = "PT-01-01",
                             .new_code = "01840",
                             .name = "Đảng bộ phường Đức Xuân",
                             .unit_kind = UnitKind::commune_committee,
                             .parent = "PT",
                             .way = Way::founded},
                            {.old_code = "PT-01-02", .new_code = "01840", .way = Way::founded},
                            {.old_code = "PT-01", .new_code = "PT", .way = Way::founded}}};
  EXPECT_EQ(faults_of(plan), "");
  carried(plan);
  UnitId const made = coded("01840", divide);
  EXPECT_EQ(parent_of(made, divide), province);
  EXPECT_EQ(counted(made, divide), 4);
  EXPECT_EQ(answering(district, divide), province);
}

// A store in which the two communes were merged, then damaged behind the verbs' back.
TEST_P(Reorganising, a_damaged_store_breaks_the_claim_that_is_hurt) {
  carried(two_communes, merge_verb);
  carried(merging(merged + 10, {"PT-01-01-02"}, {.code = "PT-01-01-01"}), merge_verb);
  UnitId const made = coded("PT-01-01", merged);
  struct Damage {
    std::string_view claim;
    std::string sql;
  };
  auto const now = fmt::format("superseded_in = {}", store::standing);
  auto const fact = [&](PersonId person) {
    return fmt::format("subject = {} AND {}", person.value, now);
  };
  std::vector<Damage> const damages{
      {"member_in_one_cell_on_a_day",
       fmt::format("UPDATE member_cell SET effective_to = effective_to + 5 WHERE {} AND "
                   "effective_to = {}",
                   fact(chi), (merged + 10).number())},
      {"cell_timeline_has_no_gap",
       fmt::format("UPDATE member_cell SET effective_to = effective_to - 5 WHERE {} AND "
                   "effective_to = {}",
                   fact(chi), (merged + 10).number())},
      {"parent_in_force_with_child",
       fmt::format("UPDATE unit_parent SET parent = {} WHERE parent = {} AND {}", kim_duc.value,
                   made.value, now)},
      {"every_succession_leads_to_a_unit",
       fmt::format("UPDATE unit_succession SET successor = {} WHERE subject = {} AND {}",
                   kim_duc.value, khu_2.value, now)},
      {"heir_opens_when_the_other_closes",
       fmt::format("UPDATE unit_succession SET effective_from = effective_from + 3, effective_to = "
                   "effective_to + 3 WHERE subject = {} AND {}",
                   kim_duc.value, now)},
      {"every_level_counts_all_members_over_a_reorganisation",
       fmt::format("UPDATE member_cell SET cell = {} WHERE {} AND effective_from = {}", khu_2.value,
                   fact(chi), (merged + 10).number())},
      {"restated_totals_are_equal",
       fmt::format("UPDATE unit_succession SET successor = subject WHERE subject = {} AND {}",
                   khu_2.value, now)}};
  for (Damage const& damage : damages) {
    auto const kept = store().write(test::act_in(store(), merge_verb), [&](Tx& tx) -> Result<void> {
      std::set<std::string_view> sound;
      EXPECT_EQ(broken(tx), sound) << "before " << damage.claim;
      EXPECT_GT(tx.db().execute(damage.sql), 0) << damage.claim;
      EXPECT_TRUE(broken(tx).contains(damage.claim)) << damage.claim;
      return refuse(plan_is_empty);  // nothing of it stays
    });
    EXPECT_FALSE(kept);
  }
}

}  // namespace
}  // namespace giaoban::reorganisation
