// Roles of users over units that end.
#include <gtest/gtest.h>

#include "reorganisation/plan_world_test.h"

namespace giaoban::reorganisation {
namespace {

class RolesOfEndingUnits : public Reorganising {
 protected:
  void SetUp() override {
    Reorganising::SetUp();
    test::must(account::ensure_first_account(store(), "quan.tri"));
    auto const snapshot = store().read();
    giver_ = test::must(account::actor_of(*snapshot, "quan.tri", snapshot->today()));
    write(account::create_verb, [&](Tx& tx) -> Result<void> {
      for (auto const& [login, unit] : std::vector<std::pair<std::string, UnitId>>{
               {"lan", hung_lo}, {"minh", kim_duc}, {"nam", district}}) {
        TRY_INTO(
            auto const account,
            account::create(tx, {.login = login, .shown_name = login, .from = day(2020, 1, 1)}));
        accounts_.push_back(account);
        TRY_VOID(tx.state(tx.new_id(), {day(2020, 1, 1), Day::forever()},
                          account::RoleHolding{account, account::Role::staff, unit}));
      }
      return {};
    });
  }
  // "lan: PT-01-01>; " by unit, and by heir where the role follows.
  std::string told(Outcome const& outcome) {
    std::string all;
    for (RoleEnding const& one : outcome.roles) {
      all += one.login + ": " + one.code + ">" + one.to_code + (one.last ? "!; " : "; ");
    }
    return all + std::to_string(outcome.roles_unseen);
  }
  Outcome seen_by(store::Actor const& actor, Plan const& plan) {
    return test::must(foresee(store(), actor, plan));
  }
  std::vector<UnitId> held_by(std::size_t account, Day on) {
    std::vector<UnitId> units;
    for (auto const& held : account::view(*store().read(), accounts_[account])->roles) {
      if (held.span.contains(on)) units.push_back(held.holding.unit.value_or(UnitId{}));
    }
    return units;
  }
  std::vector<AccountId> accounts_;
  store::Actor const writer_{"an", {{&unit::unit_write}}};
  store::Actor giver_;
};
ON_BOTH_DATABASES(RolesOfEndingUnits);

TEST_P(RolesOfEndingUnits, are_listed_for_who_may_know_and_end) {
  EXPECT_EQ(told(seen_by(giver_, two_communes)), "lan: PT-01-01>!; minh: PT-01-02>!; 0");
  EXPECT_EQ(told(seen_by(writer_, two_communes)), "2");
  carried(two_communes);
  EXPECT_EQ(held_by(0, merged - 1), std::vector{hung_lo});
  EXPECT_EQ(held_by(0, merged), std::vector<UnitId>{});
}

TEST_P(RolesOfEndingUnits, follow_to_the_heir_where_the_plan_says_so) {
  Plan plan = two_communes;
  plan.roles = Roles::follow;
  EXPECT_EQ(told(seen_by(giver_, plan)), "lan: PT-01-01>PT-01-01; minh: PT-01-02>PT-01-01; 0");
  // Who may reorganise gives no roles by it.
  auto const refused =
      store().write({.actor = writer_, .verb = &reorganise_verb}, [&](Tx& tx) -> Result<void> {
        TRY_VOID(carry_out(tx, plan));
        return {};
      });
  EXPECT_EQ(test::code_of(refused), "reorganisation.roles_not_given");
  test::must(
      store().write({.actor = giver_, .verb = &reorganise_verb}, [&](Tx& tx) -> Result<void> {
        TRY_VOID(carry_out(tx, plan));
        return {};
      }));
  UnitId const made = coded("PT-01-01", merged);
  for (std::size_t const account : {0U, 1U}) EXPECT_EQ(held_by(account, merged), std::vector{made});
  EXPECT_EQ(held_by(0, merged - 1), std::vector{hung_lo});
  EXPECT_EQ(held_by(2, merged), std::vector{district});
}

TEST_P(RolesOfEndingUnits, never_follow_to_what_the_unit_stood_under) {
  Plan plan{.on = merged,
            .lines = {{.old_code = "PT-01", .new_code = "PT", .way = Way::founded}},
            .roles = Roles::follow};
  EXPECT_EQ(told(seen_by(giver_, plan)), "nam: PT-01>!; 0");
}

}  // namespace
}  // namespace giaoban::reorganisation
