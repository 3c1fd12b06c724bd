#include "briefing/briefing.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/briefing_world.h"

namespace giaoban::briefing {

namespace {

using store::Tx;
using test::code_of;
using test::day;
using test::must;

class BriefingVerbs : public test::BriefingWorld {};
ON_BOTH_DATABASES(BriefingVerbs);

TEST_P(BriefingVerbs, calling_refuses_in_order) {
  auto const refusal_of = [&](auto const& change) {
    auto asked = calling("Giao ban tháng 6", day("2021-06-14"));
    change(asked);
    return refusal(call_verb, [&](Tx& tx) -> Result<void> {
      TRY_VOID(call(tx, asked));
      return {};
    });
  };
  EXPECT_EQ(refusal_of([](Calling&) {}), "");
  EXPECT_EQ(refusal_of([](Calling& c) {
              c.conference.ends = c.conference.begins;
              c.conference.chair_title = "";
            }),
            "briefing.ends_before_begins");
  EXPECT_EQ(refusal_of([](Calling& c) { c.to = c.from - 1; }), "briefing.ends_before_begins");
  EXPECT_EQ(refusal_of([](Calling& c) {
              c.from = c.to = day("2009-12-31");
              c.conference.chair_title = "";
            }),
            "briefing.host_not_in_force");
  EXPECT_EQ(refusal_of([](Calling& c) { c.conference.chair_title = " "; }),
            "briefing.chair_missing");
  EXPECT_EQ(refusal_of([](Calling& c) { c.conference.name = ""; }), "field.required");
}

TEST_P(BriefingVerbs, a_place_is_in_the_tree_once_and_free) {
  auto const morning = called("Giao ban tháng 6", day("2021-06-14"));
  auto const put = [&](ConferenceId conference, UnitId unit) {
    return refusal(add_place_verb, [&](Tx& tx) { return add_place(tx, conference, {unit, ""}); });
  };
  EXPECT_EQ(put(ConferenceId{5}, district), "briefing.no_such_conference");
  EXPECT_EQ(put(morning, UnitId{5}), "briefing.place_not_in_tree");
  EXPECT_EQ(put(morning, district), "");
  EXPECT_EQ(put(morning, district), "briefing.place_twice");
  auto const other = called("Họp khác", day("2021-06-14"), 600, 720);
  EXPECT_EQ(put(other, district), "briefing.place_taken");
  EXPECT_EQ(put(other, hung_lo), "");
  auto const after = called("Họp chiều", day("2021-06-14"), 690, 900);
  EXPECT_EQ(put(after, district), "");
  EXPECT_EQ(seen(morning).places.at(0).name, "Điểm cầu Huyện ủy Lâm Thao");
}

TEST_P(BriefingVerbs, attendance_names_a_participant_at_a_place) {
  auto const conference = called("Giao ban tháng 6", day("2021-06-14"));
  put_place(conference, district);
  auto const comes = [&](Attendance const& asked) {
    return refusal(attend_verb, [&](Tx& tx) { return attend(tx, conference, asked); });
  };
  Attendance one{
      .unit = district, .person = {}, .title = "Trưởng ban", .place = district, .reason = ""};
  EXPECT_EQ(comes(one), "");
  one.presence = Presence::present;
  EXPECT_EQ(comes(one), "");
  ASSERT_EQ(seen(conference).attendance.size(), 1U);
  EXPECT_EQ(seen(conference).attendance[0].presence, Presence::present);
  one.place = hung_lo;
  EXPECT_EQ(comes(one), "briefing.no_such_place");
  one.place = district;
  one.title = "";
  EXPECT_EQ(comes(one), "briefing.participant_unknown");
  one.title = "Phó trưởng ban";
  one.presence = Presence::absent;
  EXPECT_EQ(comes(one), "briefing.absence_unexplained");
  one.reason = "đi công tác";
  EXPECT_EQ(comes(one), "");
  auto const read = minutes(*store().read(), everything, conference, {day("2021-06-14")}).value();
  EXPECT_EQ(read.present_of_summoned.text(), "1/2 (50,00%) số được triệu tập");
  ASSERT_EQ(read.absent.size(), 1U);
  EXPECT_EQ(read.absent[0].reason, "đi công tác");
}

TEST_P(BriefingVerbs, nothing_happens_before_the_first_day_or_after_the_closing) {
  auto const conference = called("Giao ban tháng 7", day("2021-07-01"));
  auto const item = put_item(conference, "Khai mạc");
  auto const concludes = [&](Tx& tx) -> Result<void> {
    TRY_VOID(conclude(tx, conference, "Đẩy nhanh tiến độ"));
    return {};
  };
  auto const handles = [&](Tx& tx) { return handle_item(tx, conference, item, tx.today()); };
  auto const closes = [&](Tx& tx) { return close(tx, conference, tx.today()); };
  EXPECT_EQ(refusal(conclude_verb, concludes), "briefing.not_begun");
  EXPECT_EQ(refusal(handle_item_verb, handles), "briefing.not_begun");
  EXPECT_EQ(refusal(close_verb, closes), "briefing.not_begun");
  clock.set(FixedClock(day("2021-07-02")).now());
  EXPECT_EQ(refusal(conclude_verb, concludes), "");
  EXPECT_EQ(warnings(close_verb, closes), "briefing.items_open");
  EXPECT_EQ(refusal(close_verb, closes), "briefing.conference_closed");
  EXPECT_EQ(refusal(conclude_verb, concludes), "briefing.conference_closed");
  EXPECT_EQ(
      refusal(add_place_verb, [&](Tx& tx) { return add_place(tx, conference, {district, ""}); }),
      "briefing.conference_closed");
}

TEST_P(BriefingVerbs, a_conference_whose_items_are_done_closes_without_a_word) {
  auto const conference = called("Giao ban tháng 6", day("2021-06-14"));
  auto const item = put_item(conference, "Khai mạc");
  write(handle_item_verb, [&](Tx& tx) { return handle_item(tx, conference, item, tx.today()); });
  EXPECT_EQ(warnings(close_verb, [&](Tx& tx) { return close(tx, conference, tx.today()); }), "");
  EXPECT_TRUE(seen(conference).closed);
}

TEST_P(BriefingVerbs, the_agenda_keeps_its_order) {
  auto const conference = called("Giao ban tháng 6", day("2021-06-14"));
  auto const opening = put_item(conference, "Khai mạc");
  auto const closing = put_item(conference, "Bế mạc");
  std::int64_t report = 0;
  write(add_item_verb, [&](Tx& tx) -> Result<void> {
    TRY_INTO(report, add_item(tx, conference, {"Báo cáo", district, 2}));
    return {};
  });
  std::vector<std::int64_t> order;
  for (ItemView const& one : seen(conference).agenda) order.push_back(one.item.item);
  EXPECT_EQ(order, (std::vector{opening, report, closing}));
  auto const slide = [&](std::int64_t item, std::string const& measure, Day as_of) {
    return refusal(add_slide_verb, [&](Tx& tx) -> Result<void> {
      TRY_VOID(add_slide(
          tx, conference,
          {.item = item, .measure = measure, .unit = province, .as_of = as_of, .caption = ""}));
      return {};
    });
  };
  auto const id = figure::measures()[0].id;
  EXPECT_EQ(slide(9, id, day("2021-06-14")), "briefing.no_such_item");
  EXPECT_EQ(slide(report, "nothing", day("2021-06-14")), "figure.no_such_measure");
  EXPECT_EQ(slide(report, id, day("2009-01-01")), "briefing.place_not_in_tree");
  EXPECT_EQ(slide(report, id, day("2021-06-14")), "");
  EXPECT_EQ(slide(report, id, day("2020-12-31")), "");
  auto const slides = seen(conference).agenda.at(1).slides;
  ASSERT_EQ(slides.size(), 2U);
  EXPECT_EQ(slides[1].number, 2);
}

TEST_P(BriefingVerbs, who_is_not_concerned_sees_nothing) {
  auto const conference = called("Giao ban tháng 6", day("2021-06-14"));
  put_place(conference, hung_lo);
  auto const seen_by = [&](unit::Reach const& reach) {
    return view(*store().read(), reach, conference, store::standing - 1).has_value();
  };
  EXPECT_TRUE(seen_by(unit::Reach({}, std::vector{hung_lo})));
  EXPECT_FALSE(seen_by(unit::Reach({}, std::vector{kim_duc})));
  Span const june{day("2021-06-01"), day("2021-07-01")};
  Span const july{day("2021-07-01"), day("2021-08-01")};
  auto const known = store::standing - 1;
  EXPECT_EQ(conferences(*store().read(), everything, june, known).size(), 1U);
  EXPECT_EQ(conferences(*store().read(), everything, july, known).size(), 0U);
  EXPECT_EQ(conferences(*store().read(), unit::Reach({}, std::vector{kim_duc}), june, known).size(),
            0U);
}

TEST_P(BriefingVerbs, the_host_runs_the_conference) {
  auto const conference = called("Giao ban tháng 6", day("2021-06-14"));
  auto by = test::act(add_place_verb);
  auto const adds = [&](Tx& tx) { return add_place(tx, conference, {district, ""}); };
  by.actor.grants = {{&briefing_write, district.value}};
  EXPECT_EQ(code_of(store().write(by, adds)), "briefing.no_such_conference");
  by.actor.grants = {{&briefing_write, province.value}};
  EXPECT_EQ(code_of(store().write(by, adds)), "");
}

// --- screens -------------------------------------------------------------------------------------

TEST_P(BriefingVerbs, followers_catch_up_by_the_change_number) {
  auto const conference = called("Giao ban tháng 6", day("2021-06-14"));
  auto const item = put_item(conference, "Khai mạc");
  EntryNumber const before = store().read()->head();
  store::Actor const hall{"hội trường", {{&briefing_write, province.value}}};
  EXPECT_EQ(live(*store().read(), conference), Live{});
  auto const first = must(show(store(), hall, conference, {.item = item}));
  EXPECT_EQ(first.change, 1);
  EXPECT_EQ(first.shown_by, "hội trường");
  auto const second = must(show(store(), hall, conference, {.item = item}));
  EXPECT_EQ(second.change, 2);
  EXPECT_EQ(live(*store().read(), conference), second);
  // What is on a screen is no fact.
  EXPECT_EQ(store().read()->head(), before);
  EXPECT_EQ(code_of(show(store(), hall, conference, {.item = 9})), "briefing.no_such_item");
  EXPECT_EQ(code_of(show(store(), hall, conference, {.item = item, .slide = 4})),
            "briefing.no_such_slide");
  EXPECT_EQ(code_of(show(store(), hall, ConferenceId{5}, {.item = item})),
            "briefing.no_such_conference");
  store::Actor const place{"điểm cầu", {{&briefing_write, district.value}}};
  EXPECT_EQ(code_of(show(store(), place, conference, {.item = item})),
            "briefing.no_such_conference");
}

// --- completeness --------------------------------------------------------------------------------

TEST_P(BriefingVerbs, completeness_has_its_two_lists) {
  auto const conference = called("Giao ban tháng 6", day("2021-06-14"));
  for (UnitId const unit : {district, hung_lo, kim_duc}) put_place(conference, unit);
  come(conference, district, "Bí thư", Presence::present);
  come(conference, hung_lo, "Bí thư", Presence::present);
  come(conference, kim_duc, "Bí thư", Presence::summoned);
  auto const groups =
      minutes(*store().read(), everything, conference, {day("2021-06-14")}).value().places;
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].share.text(), "2/3 (66,67%) số địa phương phải có");
  EXPECT_EQ(groups[0].did, (std::vector{hung_lo, district}));
  EXPECT_EQ(groups[0].did_not, std::vector{kim_duc});
}

TEST_P(BriefingVerbs, reviews_are_finished_by_who_has_a_result) {
  auto const finished = [&](Day on) {
    return review_finished(*store().read(), district, 2020, {on});
  };
  ASSERT_EQ(finished(day("2021-06-14")).size(), 1U);
  EXPECT_EQ(finished(day("2021-06-14"))[0].share.text(), "0/2 (0,00%) số địa phương phải có");
  write(review::grade_unit_verb, [&](Tx& tx) {
    return review::grade_unit(tx, hung_lo, review::UnitAspect::organisation,
                              {2020, day("2020-12-31"), day("2021-01-20")},
                              {.grade = review::Grade::good});
  });
  EXPECT_EQ(finished(day("2021-01-19"))[0].did, std::vector<UnitId>{});
  EXPECT_EQ(finished(day("2021-01-20"))[0].did, std::vector{hung_lo});
  EXPECT_EQ(finished(day("2021-01-20"))[0].did_not, std::vector{kim_duc});
}

// The new commune answers for the two that it was made of; it was not there to be graded itself.
TEST_P(BriefingVerbs, an_heir_has_finished_when_all_it_answers_for_have) {
  auto const graded = [&](UnitId unit) {
    write(review::grade_unit_verb, [&](Tx& tx) {
      return review::grade_unit(tx, unit, review::UnitAspect::organisation,
                                {2020, day("2020-12-31"), day("2021-01-20")},
                                {.grade = review::Grade::good});
    });
  };
  UnitId heir;
  write(unit::move_verb, [&](Tx& tx) -> Result<void> {
    Day const on = day("2021-06-01");
    heir = test::must(unit::found(tx, {.code = "PT-01-03",
                                       .name = "Đảng bộ xã Hùng Kim",
                                       .unit_kind = unit::UnitKind::grassroots_committee,
                                       .parent = district,
                                       .from = on}));
    for (UnitId const cell : {khu_1, khu_2, khu_9}) TRY_VOID(unit::move(tx, cell, heir, on));
    for (UnitId const ended : {hung_lo, kim_duc}) {
      TRY_VOID(unit::dissolve(tx, ended, on));
      TRY_VOID(unit::succeed(tx, {ended, heir, on, unit::Heir::main}));
    }
    return {};
  });
  auto const finished = [&] {
    return review_finished(*store().read(), district, 2020, {day("2021-06-14")});
  };
  graded(hung_lo);
  ASSERT_EQ(finished().size(), 1U);
  EXPECT_EQ(finished()[0].did_not, std::vector{heir});
  graded(kim_duc);
  ASSERT_EQ(finished().size(), 1U);
  EXPECT_EQ(finished()[0].share.text(), "1/1 (100,00%) số địa phương phải có");
  EXPECT_EQ(finished()[0].did, std::vector{heir});
}

TEST_P(BriefingVerbs, invariants_find_what_a_verb_would_have_refused) {
  auto const conference = called("Giao ban tháng 6", day("2021-06-14"));
  Span const days{day("2021-06-14"), day("2021-06-15")};
  write(conclude_verb, [&](Tx& tx) -> Result<void> {
    TRY_VOID(tx.state(
        conference.value, days,
        Attendance{
            .unit = district, .person = {}, .title = "Bí thư", .place = district, .reason = ""}));
    TRY_VOID(tx.event(conference.value, days.from, ItemHandled{3}));
    return tx.event(conference.value, days.from, ConclusionTask{1, task::TaskId{9}});
  });
  std::map<std::string_view, std::size_t> breaches;
  auto const snapshot = store().read();
  for (store::Invariant const* invariant : catalogue().invariants) {
    breaches[invariant->claim] = invariant->breaches(*snapshot).size();
  }
  EXPECT_EQ(breaches["attended_at_its_places"], 1U);
  EXPECT_EQ(breaches["slides_belong_to_items"], 1U);
  EXPECT_EQ(breaches["tasks_follow_conclusions"], 1U);
  broken_on_purpose();
}

}  // namespace

}  // namespace giaoban::briefing
