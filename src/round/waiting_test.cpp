// What a round leaves to be done, and by whom.
#include <gtest/gtest.h>

#include "round/round.h"
#include "round/round_world_test.h"

namespace giaoban::round {
namespace {

using review::Grade;
using test::day;

class RoundWaits : public RoundWorld {};
ON_BOTH_DATABASES(RoundWaits);

TEST_P(RoundWaits, for_the_cell_and_then_for_its_committee) {
  auto const people = members_in(khu_1, 2);
  opened(2020);
  auto const waits = [&](std::vector<store::Grant> grants) {
    auto const snapshot = store().read();
    store::Actor const actor{"lan", std::move(grants)};
    inbox::Reader reader(*snapshot, actor, {day("14/06/2021")});
    std::string kinds;
    for (auto const& item : waiting(*snapshot, reader)) {
      kinds += (kinds.empty() ? "" : " ") + std::string(item.kind) + ":" + item.args[0].value +
               ":" + item.args[1].value;
    }
    return kinds;
  };
  std::vector<store::Grant> const secretary{{&round_review, khu_1.value}};
  std::vector<store::Grant> const committee{{&round_decide, hung_lo.value}};
  EXPECT_EQ(waits(secretary), "round.propose:2020:2");
  EXPECT_EQ(waits(committee), "");
  EXPECT_EQ(waits({{&round_review, khu_9.value}}), "");
  for (PersonId const person : people) proposed(as_member(person), 2020, Grade::good);
  EXPECT_EQ(waits(secretary), "");
  EXPECT_EQ(waits(committee), "round.decide:2:Chi bộ khu 1");
  for (PersonId const person : people) {
    EXPECT_EQ(decided(as_member(person), 2020, Grade::good), "");
  }
  EXPECT_EQ(waits(committee), "");
}

}  // namespace
}  // namespace giaoban::round
