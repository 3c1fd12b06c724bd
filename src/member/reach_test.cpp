// A role over a part of the tree: whom its holder sees and writes to, and whom not.
#include <gtest/gtest.h>

#include "member/member.h"
#include "tests/member_world.h"

namespace giaoban::member {
namespace {

using test::code_of;
using test::day;

// Lan may see and write what stands under Chi bộ khu 1.
class MemberReach : public test::MemberWorld {
 protected:
  void SetUp() override {
    MemberWorld::SetUp();
    inside = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"));
    outside = admitted("Nguyễn Thị Ánh", khu_9, day("03/06/2020"));
    lan.grants = {{&member_read, khu_1.value}, {&member_write, khu_1.value}};
  }
  unit::Reach reach() { return unit::reach_of(*store().read(), lan, member_read, moment); }
  std::string names(unit::Reach const& within) {
    std::string all;
    for (auto const& one : search(*store().read(), within, "nguyen", moment, {})) {
      all += (all.empty() ? "" : ", ") + one.full_name;
    }
    return all;
  }
  std::string by_lan(store::Verb const& verb, test::Writing const& writing) {
    return code_of(store().write({.actor = lan, .verb = &verb}, writing));
  }

  store::Actor lan{.name = "lan", .grants = {}};
  PersonId inside, outside;
  store::Moment const moment{day("01/01/2021")};
};
ON_BOTH_DATABASES(MemberReach);

TEST_P(MemberReach, filters_search_roster_and_view) {
  auto const snapshot = store().read();
  EXPECT_EQ(names(unit::Reach::everything()), "Nguyễn Thị Ánh, Nguyễn Văn Ước");
  EXPECT_EQ(names(reach()), "Nguyễn Văn Ước");
  EXPECT_EQ(names(unit::Reach::nothing()), "");
  EXPECT_TRUE(view(*snapshot, reach(), inside, moment));
  EXPECT_FALSE(view(*snapshot, reach(), outside, moment));
  EXPECT_EQ(std::ssize(roster(*snapshot, reach(), province, moment)),
            roster_size(*snapshot, unit::Reach::everything(), khu_1, moment));
  EXPECT_EQ(roster_size(*snapshot, reach(), province, moment),
            roster_size(*snapshot, unit::Reach::everything(), khu_1, moment));
  EXPECT_EQ(roster_size(*snapshot, reach(), kim_duc, moment), 0);
}

TEST_P(MemberReach, of_many_units_searches_alike) {
  // So many that the search goes through all names instead of cell by cell.
  std::vector<UnitId> many{khu_1};
  for (std::int64_t i = 1; i <= 300; ++i) many.push_back(UnitId{i});
  EXPECT_EQ(names(unit::Reach({}, many)), "Nguyễn Văn Ước");
  many.push_back(khu_9);
  EXPECT_EQ(names(unit::Reach({}, many)), "Nguyễn Thị Ánh, Nguyễn Văn Ước");
}

TEST_P(MemberReach, keeps_who_left_with_the_last_cell) {
  test::must_write(store(), leave_verb, [&](store::Tx& tx) {
    return leave(tx, inside, {.on = day("01/06/2020") + 30, .cause = Cause::deceased, .place = ""});
  });
  EXPECT_EQ(names(reach()), "Nguyễn Văn Ước");
  EXPECT_TRUE(view(*store().read(), reach(), inside, moment));
  std::vector<UnitId> others{khu_9};
  EXPECT_EQ(names(unit::Reach({}, others)), "Nguyễn Thị Ánh");
}

TEST_P(MemberReach, names_nobody_outside) {
  auto const numbered = admitted("Nguyễn Thị Hoa", khu_9, day("03/06/2020"), "025095000123");
  auto const snapshot = store().read();
  auto const named = [&](unit::Reach const& within, std::string const& number) {
    return code_of(person_named(*snapshot, within, number, moment));
  };
  EXPECT_EQ(named(reach(), std::to_string(inside.value)), "");
  EXPECT_EQ(named(reach(), std::to_string(outside.value)), "member.no_such_person");
  EXPECT_EQ(named(reach(), "025095000123"), "member.no_such_person");
  EXPECT_EQ(named(unit::Reach::everything(), "025095000123"), "");
  EXPECT_EQ(named(unit::Reach::everything(), std::to_string(numbered.value)), "");
  EXPECT_EQ(named(unit::Reach::everything(), "025095000124"), "member.no_such_person");
  auto const to_write = [&](std::string const& number) {
    return by_lan(correct_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(person_to_write(tx, number, day("03/06/2020")));
      return {};
    });
  };
  EXPECT_EQ(to_write(std::to_string(inside.value)), "");
  EXPECT_EQ(to_write(std::to_string(outside.value)), "member.no_such_person");
  EXPECT_EQ(to_write("025095000123"), "member.no_such_person");
}

TEST_P(MemberReach, undoes_what_may_be_written_and_nothing_else) {
  auto const left = [&](PersonId person) {
    return write(leave_verb, [&](store::Tx& tx) {
      return leave(tx, person, {.on = day("01/07/2020"), .cause = Cause::deceased, .place = ""});
    });
  };
  EntryNumber const within = left(inside);
  EntryNumber const elsewhere = left(outside);
  auto const undone = [&](EntryNumber number) {
    return by_lan(store::undo_verb, [&](store::Tx& tx) { return store::undo(tx, number); });
  };
  EXPECT_EQ(undone(within), "store.not_allowed") << "undoing takes its own right";
  lan.grants = {{store::undo_verb.right, khu_1.value}, {&member_read, khu_1.value}};
  EXPECT_EQ(undone(within), "store.not_allowed") << "and that of what is undone";
  lan.grants = {{store::undo_verb.right, province.value}, {&member_write, khu_1.value}};
  EXPECT_EQ(undone(elsewhere), "store.out_of_reach");
  // Of an entry about others not even that it is there.
  lan.grants = {{store::undo_verb.right, khu_1.value}, {&member_write, province.value}};
  EXPECT_EQ(undone(elsewhere), "store.no_such_entry");
  lan.grants = {{store::undo_verb.right, khu_1.value}, {&member_write, khu_1.value}};
  EXPECT_EQ(undone(elsewhere), "store.no_such_entry");
  EXPECT_EQ(undone(within), "");
}

// Who has moved on stands where he moved to: the place he left does not call him back.
TEST_P(MemberReach, ends_with_a_transfer) {
  auto const moved = write(
      transfer_verb, [&](store::Tx& tx) { return transfer(tx, inside, khu_9, day("01/07/2020")); });
  lan.grants.emplace_back(store::undo_verb.right, khu_1.value);
  EXPECT_EQ(by_lan(store::undo_verb, [&](store::Tx& tx) { return store::undo(tx, moved); }),
            "store.out_of_reach");
}

TEST_P(MemberReach, writes_within_and_nowhere_else) {
  {
    auto const corrected = [&](PersonId person) {
      PersonTraits traits;
      traits.ethnicity = "Kinh";
      return by_lan(correct_verb, [&](store::Tx& tx) {
        return correct(tx, person, PersonTraits::kind, {day("03/06/2020")}, &traits);
      });
    };
    EXPECT_EQ(corrected(inside), "");
    EXPECT_EQ(corrected(outside), "store.out_of_reach");
  }
  EXPECT_EQ(by_lan(leave_verb,
                   [&](store::Tx& tx) {
                     return leave(tx, outside,
                                  {.on = day("01/07/2020"), .cause = Cause::deceased, .place = ""});
                   }),
            "store.out_of_reach");
}

}  // namespace
}  // namespace giaoban::member
