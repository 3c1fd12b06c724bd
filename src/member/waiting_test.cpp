#include <gtest/gtest.h>

#include "tests/member_world.h"

namespace giaoban::member {

namespace {

using test::day;

std::vector<inbox::Source> const sources{&waiting};

class MemberInbox : public test::MemberWorld {
 protected:
  // Names of who waits for one that may write members of the unit; of everything where none is
  // given.
  std::string waits(std::optional<UnitId> unit, char const* on) {
    store::Actor const actor{"bí thư",
                             {{&member_write, unit ? std::optional(unit->value) : std::nullopt}}};
    std::string names;
    auto const snapshot = store().read();
    for (auto const& item : inbox::waiting_for(*snapshot, sources, actor, {day(on)})) {
      EXPECT_EQ(item.kind, "member.recognise");
      names += inbox::args_of(*snapshot, item, {day(on)}).at(0).value + " " + item.due->iso() + ";";
    }
    return names;
  }
};
ON_BOTH_DATABASES(MemberInbox);

TEST_P(MemberInbox, asks_to_recognise_probationers_from_a_month_ahead) {
  clock.set(FixedClock(day("2022-01-01")).now());
  auto const lan = admitted("Nguyễn Thị Lan", khu_1, day("2020-06-14"));
  admitted("Trần Văn Hùng", khu_9, day("2020-12-01"));
  full_member("Lê Văn Minh", khu_1, day("2015-05-19"));
  EXPECT_EQ(waits(khu_1, "2021-05-14"), "");
  EXPECT_EQ(waits(khu_1, "2021-05-15"), "Nguyễn Thị Lan 2021-06-14;");
  EXPECT_EQ(waits(khu_2, "2021-06-15"), "");
  EXPECT_EQ(waits(province, "2021-06-15"), "Nguyễn Thị Lan 2021-06-14;");
  EXPECT_EQ(waits({}, "2021-12-31"), "Nguyễn Thị Lan 2021-06-14;Trần Văn Hùng 2021-12-01;");
  write(recognise_verb, [&](store::Tx& tx) { return recognise(tx, lan, day("2021-06-14")); });
  EXPECT_EQ(waits(khu_1, "2021-06-14"), "");
  EXPECT_EQ(waits(khu_1, "2021-06-13"), "Nguyễn Thị Lan 2021-06-14;");
}

}  // namespace

}  // namespace giaoban::member
