// What somebody with a part of the tree may see and do over a day to come: today's people and files
// stay with those who hold them today (unit/reach.cpp says how).
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "app/home.h"
#include "tests/page_world.h"
#include "tests/site_world.h"
#include "unit/lineage.h"

namespace giaoban {
namespace {

using test::day;

// Today is 14/06/2021. On 01/07/2021 cell 9 goes from Kim Đức to Hùng Lô, and Lò Văn Bảy, of Kim
// Đức's cell 8, to Hùng Lô's cell 1.
class Ahead : public test::PageWorld {
 protected:
  void SetUp() override {
    PageWorld::SetUp();
    write(unit::found_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(khu_8, unit::found(tx, {.code = "PT-01-02-08",
                                       .name = "Chi bộ khu 8",
                                       .unit_kind = unit::UnitKind::dependent_cell,
                                       .parent = kim_duc,
                                       .from = day("01/01/2015"),
                                       .origin = unit::Origin::opening}));
      return {};
    });
    uoc = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2015"), "025095000123");
    anh = full_member("Nguyễn Thị Ánh", khu_9, day("03/06/2015"), "025195000456");
    bay = full_member("Lò Văn Bảy", khu_8, day("03/06/2015"), "025095000789");
    write(unit::move_verb,
          [&](store::Tx& tx) { return unit::move(tx, khu_9, hung_lo, first_day); });
  }
  void transfer_bay() {
    write(member::transfer_verb,
          [&](store::Tx& tx) { return member::transfer(tx, bay, khu_1, first_day); });
  }
  unit::Reach reach(std::string const& who, Day as_of) {
    store::Actor const actor{who, callers()[who]};
    return unit::reach_of(*snapshot(), actor, member::member_read, {as_of});
  }
  store::Snapshot* snapshot() {
    snapshot_ = store().read();
    return snapshot_.get();
  }
  std::string in_reach(std::string const& who, UnitId unit, Day as_of) {
    auto const held = reach(who, as_of);
    return test::code_of(unit::in_reach(*snapshot(), held, unit, {as_of}));
  }
  std::set<std::string> roster(std::string const& who, UnitId unit, Day as_of) {
    auto const held = reach(who, as_of);
    std::set<std::string> names;
    for (auto const& line : member::roster(*snapshot(), held, unit, {as_of})) {
      names.insert(line.full_name);
    }
    EXPECT_EQ(std::ssize(names), member::roster_size(*snapshot(), held, unit, {as_of}));
    return names;
  }
  std::set<std::string> found(std::string const& who, Day as_of) {
    auto const held = reach(who, as_of);
    std::set<std::string> names;
    for (char const* words : {"van", "thi"}) {
      for (auto const& one : member::search(*snapshot(), held, words, {as_of}, {})) {
        names.insert(one.full_name);
      }
    }
    return names;
  }
  bool sees_file(std::string const& who, PersonId person, Day as_of) {
    auto const held = reach(who, as_of);
    bool const seen = member::view(*snapshot(), held, person, {as_of}).has_value();
    auto const target = "/members/" + std::to_string(person.value) + "?as_of=" + as_of.vietnamese();
    EXPECT_EQ(get(target, who).status == 200, seen) << target;
    return seen;
  }
  std::string written_by(std::string const& who, store::Verb const& verb,
                         test::Writing const& writing) {
    return test::code_of(store().write({.actor = {who, callers()[who]}, .verb = &verb}, writing));
  }

  Day const today = day("14/06/2021");
  Day const first_day = day("01/07/2021");
  Day const later = day("31/12/2021");
  UnitId khu_8;
  PersonId uoc, anh, bay;

 private:
  std::unique_ptr<store::Snapshot> snapshot_;
};
ON_BOTH_DATABASES(Ahead);

TEST_P(Ahead, a_reorganisation_opens_nothing_before_its_day) {
  for (Day const asked : {today, first_day - 1, first_day, later, Day::forever() - 1}) {
    EXPECT_FALSE(reach("hung_lo", asked).holds(khu_9)) << asked.vietnamese();
    EXPECT_TRUE(reach("hung_lo", asked).holds(khu_1)) << asked.vietnamese();
    EXPECT_TRUE(reach("kim_duc", asked).holds(khu_9)) << asked.vietnamese();
    EXPECT_FALSE(sees_file("hung_lo", anh, asked)) << asked.vietnamese();
    EXPECT_TRUE(sees_file("hung_lo", uoc, asked)) << asked.vietnamese();
    EXPECT_TRUE(sees_file("kim_duc", anh, asked)) << asked.vietnamese();
    EXPECT_FALSE(found("hung_lo", asked).contains("Nguyễn Thị Ánh")) << asked.vietnamese();
    EXPECT_TRUE(roster("hung_lo", khu_9, asked).empty()) << asked.vietnamese();
  }
  // Over the commune as a whole nothing is answered of days on which another's cell is in it: a
  // list or a figure would hold that cell's people.
  EXPECT_EQ(in_reach("hung_lo", hung_lo, first_day - 1), "");
  EXPECT_EQ(in_reach("hung_lo", hung_lo, first_day), "unit.beyond_reach_ahead");
  EXPECT_EQ(in_reach("hung_lo", khu_9, first_day), "unit.beyond_reach");
  EXPECT_EQ(in_reach("hung_lo", khu_1, first_day), "");
  EXPECT_EQ(in_reach("kim_duc", kim_duc, first_day), "");
  EXPECT_EQ(roster("hung_lo", khu_1, later), (std::set<std::string>{"Nguyễn Văn Ước"}));
}

TEST_P(Ahead, from_its_day_on_the_new_superior_holds_it_and_the_past_stays) {
  clock.set({clock.now().microseconds + (first_day.number() - today.number()) * 86'400'000'000});
  EXPECT_TRUE(reach("hung_lo", first_day).holds(khu_9));
  EXPECT_TRUE(sees_file("hung_lo", anh, first_day));
  EXPECT_TRUE(sees_file("hung_lo", anh, later));
  EXPECT_EQ(in_reach("hung_lo", hung_lo, later), "");
  EXPECT_EQ(roster("hung_lo", hung_lo, later),
            (std::set<std::string>{"Nguyễn Văn Ước", "Nguyễn Thị Ánh"}));
  EXPECT_FALSE(sees_file("kim_duc", anh, first_day));
  // Of days gone by, over the tree of those days.
  EXPECT_FALSE(sees_file("hung_lo", anh, first_day - 1));
  EXPECT_TRUE(sees_file("kim_duc", anh, first_day - 1));
}

TEST_P(Ahead, a_transfer_opens_nothing_before_its_day) {
  transfer_bay();
  for (Day const asked : {today, first_day, later}) {
    EXPECT_FALSE(sees_file("hung_lo", bay, asked)) << asked.vietnamese();
    EXPECT_TRUE(sees_file("kim_duc", bay, asked)) << asked.vietnamese();
    EXPECT_EQ(roster("hung_lo", khu_1, asked), (std::set<std::string>{"Nguyễn Văn Ước"}));
    EXPECT_EQ(found("hung_lo", asked), (std::set<std::string>{"Nguyễn Văn Ước"}));
  }
  // What names people as a whole is refused of a day on which another's is among them.
  auto const arrives = [&](std::string const& who, UnitId unit, Day asked) {
    auto const held = reach(who, asked);
    return test::code_of(member::nobody_arrives(*snapshot(), held, unit, {asked}));
  };
  EXPECT_EQ(arrives("hung_lo", khu_1, first_day - 1), "");
  EXPECT_EQ(arrives("hung_lo", khu_1, first_day), "member.others_arrive");
  EXPECT_EQ(arrives("hung_lo", khu_2, first_day), "");
  EXPECT_EQ(arrives("staff", khu_1, first_day), "");
  clock.set({clock.now().microseconds + (first_day.number() - today.number()) * 86'400'000'000});
  EXPECT_TRUE(sees_file("hung_lo", bay, first_day));
  EXPECT_EQ(arrives("hung_lo", khu_1, later), "");
}

// A list that is narrowed to one unit, searched or not, holds nobody whom the whole list leaves
// out.
TEST_P(Ahead, a_list_of_one_unit_leaves_out_who_will_come) {
  transfer_bay();
  auto const named = [&](std::string const& who, std::string const& unit,
                         std::string const& words) {
    auto const target = "/members?as_of=" + later.iso() + "&unit=" + unit + "&q=" + words;
    std::set<std::string> names;
    auto const answer = get(target, who);
    for (char const* name : {"Nguyễn Văn Ước", "Nguyễn Thị Ánh", "Lò Văn Bảy"}) {
      if (has(answer, name)) names.insert(name);
    }
    return names;
  };
  for (std::string const words : {"", "van", "thi", "bay", "025095000789", "025195000456"}) {
    for (std::string const unit : {"", "PT-01-01", "PT-01-01-01", "PT-01-02-09"}) {
      auto const seen = named("hung_lo", unit, words);
      EXPECT_FALSE(seen.contains("Nguyễn Thị Ánh")) << unit << " " << words;
      EXPECT_FALSE(seen.contains("Lò Văn Bảy")) << unit << " " << words;
    }
  }
  EXPECT_TRUE(named("hung_lo", "PT-01-01-01", "").contains("Nguyễn Văn Ước"));
  EXPECT_TRUE(named("hung_lo", "PT-01-01-01", "van").contains("Nguyễn Văn Ước"));
  EXPECT_TRUE(named("hung_lo", "PT-01-01-01", "025095000123").contains("Nguyễn Văn Ước"));
  EXPECT_TRUE(named("kim_duc", "PT-01-02-09", "thi").contains("Nguyễn Thị Ánh"));
  EXPECT_TRUE(named("staff", "PT-01-01-01", "van").contains("Lò Văn Bảy"));
}

TEST_P(Ahead, a_unit_to_be_founded_is_held_by_those_it_comes_from) {
  UnitId own;
  UnitId mixed;
  UnitId fresh;
  write(unit::found_verb, [&](store::Tx& tx) -> Result<void> {
    auto const founded = [&](char const* code, UnitId parent) {
      return test::must(unit::found(tx, {.code = code,
                                         .name = code,
                                         .unit_kind = unit::UnitKind::dependent_cell,
                                         .parent = parent,
                                         .from = first_day}));
    };
    own = founded("PT-01-01-11", hung_lo);
    mixed = founded("PT-01-02-12", kim_duc);
    fresh = founded("PT-01-01-13", hung_lo);
    TRY_VOID(unit::succeed(tx, {khu_1, own, first_day, unit::Heir::part}));
    TRY_VOID(unit::succeed(tx, {khu_2, mixed, first_day, unit::Heir::part}));
    return unit::succeed(tx, {khu_8, mixed, first_day, unit::Heir::part});
  });
  EXPECT_TRUE(reach("hung_lo", first_day).holds(own));
  EXPECT_TRUE(reach("hung_lo", first_day).holds(fresh));
  EXPECT_FALSE(reach("hung_lo", first_day).holds(mixed));
  EXPECT_FALSE(reach("kim_duc", first_day).holds(mixed));
  EXPECT_FALSE(reach("kim_duc", first_day).holds(fresh));
  callers()["district"] = {{&member::member_read, district.value}};
  for (UnitId const unit : {own, mixed, fresh, khu_9, hung_lo, district}) {
    EXPECT_TRUE(reach("district", first_day).holds(unit)) << unit.value;
  }
}

// Cell 9 goes to Hùng Lô on 01/07. What is recorded to begin in it after that day stands today
// where the cell stands today: whose first fact is to come, too.
TEST_P(Ahead, what_begins_after_a_move_stands_where_its_unit_does_today) {
  Day const then = first_day + 30;
  PersonId const comes = admitted("Trần Văn Đến", khu_9, then);
  std::vector<std::pair<store::Entity const*, std::int64_t>> begun{
      {&member::person_entity, comes.value}};
  write(unit::found_verb, [&](store::Tx& tx) -> Result<void> {
    auto const founded = [&](char const* code, UnitId parent) -> Result<UnitId> {
      return unit::found(tx, {.code = code,
                              .name = code,
                              .unit_kind = unit::UnitKind::dependent_cell,
                              .parent = parent,
                              .from = then});
    };
    TRY_INTO(UnitId const out_of_it, founded("PT-01-01-21", hung_lo));
    TRY_VOID(unit::succeed(tx, {khu_9, out_of_it, then, unit::Heir::part}));
    begun.emplace_back(&unit::unit_entity, out_of_it.value);
    return {};
  });
  auto const snapshot = store().read();
  for (auto const& [entity, id] : begun) {
    auto const over = entity->stands_under(*snapshot, id, {today});
    EXPECT_TRUE(std::ranges::find(over, kim_duc.value) != over.end()) << entity->name;
    EXPECT_FALSE(std::ranges::find(over, hung_lo.value) != over.end()) << entity->name;
    auto const from_its_day = entity->stands_under(*snapshot, id, {then});
    EXPECT_NE(std::ranges::find(from_its_day, hung_lo.value), from_its_day.end()) << entity->name;
  }
  EXPECT_FALSE(sees_file("hung_lo", comes, today));
  EXPECT_FALSE(sees_file("hung_lo", comes, then));
  EXPECT_EQ(written_by("hung_lo", member::transfer_verb,
                       [&](store::Tx& tx) { return member::transfer(tx, comes, khu_2, then + 9); }),
            "store.out_of_reach");
  EXPECT_EQ(written_by("hung_lo", unit::rename_verb,
                       [&](store::Tx& tx) {
                         return unit::rename(tx, UnitId{begun[1].second}, {"Chi bộ mới"}, then + 9);
                       }),
            "store.out_of_reach");
}

// Who left Kim Đức is recorded to join again in Hùng Lô next month: until then the file stays with
// who held it last.
TEST_P(Ahead, joining_again_elsewhere_opens_nothing_before_its_day) {
  write(member::leave_verb, [&](store::Tx& tx) {
    return member::leave(
        tx, bay, {.on = day("05/01/2021"), .cause = member::Cause::struck_off, .place = {}});
  });
  write(member::readmit_verb,
        [&](store::Tx& tx) { return member::readmit(tx, bay, khu_1, first_day); });
  EXPECT_FALSE(sees_file("hung_lo", bay, today));
  EXPECT_TRUE(sees_file("kim_duc", bay, today));
  EXPECT_EQ(written_by("hung_lo", member::leave_verb,
                       [&](store::Tx& tx) {
                         return member::leave(
                             tx, bay,
                             {.on = first_day + 9, .cause = member::Cause::resigned, .place = {}});
                       }),
            "store.out_of_reach");
}

// The tree below one's own unit on a day to come does not name what comes from elsewhere.
TEST_P(Ahead, the_page_of_a_unit_names_no_unit_that_will_come) {
  auto const at = "/units/" + std::to_string(hung_lo.value);
  for (std::string const page : {"", "/children"}) {
    auto const seen = get(at + page + "?as_of=" + first_day.vietnamese(), "hung_lo");
    EXPECT_EQ(seen.status, 200) << page;
    EXPECT_TRUE(has(seen, "PT-01-01-01")) << page;
    EXPECT_FALSE(has(seen, "PT-01-02-09")) << page;
  }
}

// Writing goes by where a person stands today, whatever day the verb is dated.
TEST_P(Ahead, a_verb_of_a_day_to_come_needs_the_right_of_today) {
  transfer_bay();
  auto const removed = [&](PersonId person) {
    return [&, person](store::Tx& tx) -> Result<void> {
      return member::transfer(tx, person, khu_2, first_day + 10);
    };
  };
  EXPECT_EQ(written_by("hung_lo", member::transfer_verb, removed(bay)), "store.out_of_reach");
  EXPECT_EQ(written_by("hung_lo", member::transfer_verb, removed(anh)), "store.out_of_reach");
  EXPECT_EQ(written_by("hung_lo", unit::rename_verb,
                       [&](store::Tx& tx) {
                         return unit::rename(tx, khu_9, {"Chi bộ mới"}, first_day + 10);
                       }),
            "store.out_of_reach");
  EXPECT_EQ(written_by("hung_lo", member::transfer_verb, removed(uoc)), "");
  clock.set({clock.now().microseconds + (first_day.number() - today.number()) * 86'400'000'000});
  EXPECT_EQ(written_by("kim_duc", unit::rename_verb,
                       [&](store::Tx& tx) {
                         return unit::rename(tx, khu_9, {"Chi bộ cũ"}, first_day + 10);
                       }),
            "store.out_of_reach");
  EXPECT_EQ(written_by("hung_lo", unit::rename_verb,
                       [&](store::Tx& tx) {
                         return unit::rename(tx, khu_9, {"Chi bộ mới"}, first_day + 10);
                       }),
            "");
}

// A round whose roster day is to come lends no right over those who will stand there.
TEST_P(Ahead, where_a_subject_will_stand_gives_no_right) {
  auto const renamed_as_if = [&](Day on) {
    return written_by("hung_lo", unit::rename_verb, [&](store::Tx& tx) {
      tx.stood_under(unit::unit_entity, khu_9.value,
                     {on, unit::chain(tx, khu_1.value, {tx.today()})});
      return unit::rename(tx, khu_9, {"Chi bộ mới"}, tx.today());
    });
  };
  EXPECT_EQ(renamed_as_if(today + 1), "store.out_of_reach");
  EXPECT_EQ(renamed_as_if(today), "");
}

// Of the commune Kim Đức something waits in every list; cell 9 goes to Hùng Lô, where lan may do
// everything, and a probationer of cell 10 goes there by himself.
class AheadOfAll : public app::SiteWorld {
 protected:
  void SetUp() override {
    SiteWorld::SetUp();
    unit_10_ = *unit::by_code(*store().read(), "PT-01-02-10", {clock.today()});
    stays_ = admitted("Đinh Văn Chín", khu_9, day("20/07/2020"));
    goes_ = admitted("Đinh Văn Mười", unit_10_, day("20/07/2020"));
    own_ = admitted("Đinh Văn Một", khu_1, day("20/07/2020"));
    write(briefing::call_verb, [&](store::Tx& tx) -> Result<void> {
      auto asked = calling("Giao ban khu 9", first_day + 1);
      asked.conference.host = khu_9;
      TRY_INTO(conference_, briefing::call(tx, asked));
      return {};
    });
    write(unit::move_verb,
          [&](store::Tx& tx) { return unit::move(tx, khu_9, hung_lo, first_day); });
    write(member::transfer_verb,
          [&](store::Tx& tx) { return member::transfer(tx, goes_, khu_1, first_day); });
    head_ = store().read()->head();
    for (auto const* verb : whole.verbs) {
      lan_.grants.emplace_back(verb->right, hung_lo.value);
      staff_.grants.emplace_back(verb->right);
      // A round is asked for by the unit that is named.
      staff_.grants.emplace_back(verb->right, kim_duc.value);
    }
  }
  // Whether Hùng Lô holds today what it is about.
  bool held_today(store::Snapshot& snapshot, inbox::Item const& waits) {
    store::Moment const today{snapshot.today()};
    auto units = unit::chain(snapshot, waits.unit.value, today);
    if (std::ranges::find(units, hung_lo.value) == units.end()) return false;
    if (waits.entity == nullptr) return true;
    units = waits.entity->stands_under(snapshot, waits.record, today);
    return std::ranges::find(units, hung_lo.value) != units.end();
  }

  Day const first_day = day("01/07/2021");
  store::Actor lan_{"lan", {}};
  store::Actor staff_{"cán bộ", {}};
  UnitId unit_10_;
  PersonId stays_, goes_, own_;
  briefing::ConferenceId conference_;
};
ON_BOTH_DATABASES(AheadOfAll);

// A post in cell 9 that begins after it has gone to Hùng Lô is Kim Đức's today.
TEST_P(AheadOfAll, a_post_to_come_stands_where_its_unit_does_today) {
  PostId post;
  write(post::appoint_verb, [&](store::Tx& tx) -> Result<void> {
    TRY_INTO(
        post,
        post::appoint(tx, {.person = stays_, .unit = khu_9, .title = post::Title::deputy_secretary},
                      {first_day + 30, Day::forever()}));
    return {};
  });
  head_ = store().read()->head();
  auto const over = post::post_entity.stands_under(*store().read(), post.value, {clock.today()});
  EXPECT_NE(std::ranges::find(over, kim_duc.value), over.end());
  EXPECT_EQ(std::ranges::find(over, hung_lo.value), over.end());
  EXPECT_EQ(test::code_of(
                store().write({.actor = lan_, .verb = &post::end_verb},
                              [&](store::Tx& tx) { return post::end(tx, post, first_day + 60); })),
            "post.no_such_post");
}

// Of somebody who was one's own on the day asked, what began later elsewhere is not told.
TEST_P(AheadOfAll, posts_taken_up_after_leaving_are_not_told) {
  Day const left = day("01/02/2021");
  write(member::transfer_verb,
        [&](store::Tx& tx) { return member::transfer(tx, own_, unit_10_, left); });
  write(post::appoint_verb, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(post::appoint(tx, {.person = own_, .unit = unit_10_, .title = post::Title::secretary},
                           {left + 60, Day::forever()}));
    return {};
  });
  auto const told = [&](store::Actor const& who, Day asked) -> std::ptrdiff_t {
    auto const held = post::seen_of_person(*store().read(), who, own_, {asked});
    return held ? std::ssize(*held) : -1;
  };
  store::Actor const lan{"lan", {{&post::post_read, hung_lo.value}}};
  store::Actor const staff{"cán bộ", {{&post::post_read}}};
  EXPECT_EQ(told(lan, left - 1), 0);
  EXPECT_EQ(told(lan, clock.today()), -1);
  EXPECT_EQ(told(staff, clock.today()), 1);
  EXPECT_EQ(told(staff, left - 1), 1);
  head_ = store().read()->head();
}

TEST_P(AheadOfAll, nothing_of_others_waits) {
  std::set<std::string_view> kinds_of_others;
  std::set<std::int64_t> own;
  auto const snapshot = store().read();
  for (Day const asked : {clock.today(), first_day, first_day + 9, day("31/12/2021")}) {
    for (inbox::Source const source : app::inbox_sources()) {
      inbox::Reader of_lan(*snapshot, lan_, {asked});
      for (inbox::Item const& waits : source(*snapshot, of_lan)) {
        EXPECT_TRUE(held_today(*snapshot, waits)) << waits.kind << " " << asked.vietnamese();
        own.insert(waits.record);
      }
      inbox::Reader of_staff(*snapshot, staff_, {asked});
      for (inbox::Item const& waits : source(*snapshot, of_staff)) {
        if (!held_today(*snapshot, waits)) kinds_of_others.insert(waits.kind);
      }
    }
    auto const told = site_->ask("lan", "/api/inbox?as-of=" + asked.iso()).body;
    for (char const* others : {"Đinh Văn Chín", "Đinh Văn Mười", "Rà soát chi bộ", "khu 9"}) {
      EXPECT_FALSE(told.contains(others)) << others << " " << asked.vietnamese() << told;
    }
  }
  EXPECT_TRUE(own.contains(own_.value));
  for (std::string_view const kind : {"member.recognise", "task.report", "briefing.close"}) {
    EXPECT_TRUE(kinds_of_others.contains(kind)) << kind;
  }
}

TEST_P(AheadOfAll, a_conference_of_a_unit_to_come_is_not_run) {
  EXPECT_EQ(test::code_of(briefing::show(store(), lan_, conference_, {.item = 1})),
            "briefing.no_such_conference");
}

}  // namespace
}  // namespace giaoban
