// Accounts and roles: who may do what, on which days, over which part of the tree.
#include "account/account.h"

#include <gtest/gtest.h>

#include "account/account_world_test.h"

namespace giaoban::account {
namespace {

using store::Tx;
using test::code_of;
using test::day;

class Accounts : public AccountWorld {};
ON_BOTH_DATABASES(Accounts);

TEST_P(Accounts, first_is_administrator_everywhere_and_the_journal_says_so) {
  auto const entries = store::entries(*store().read(), 1, 10);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[1].verb, "account.first");
  EXPECT_EQ(entries[1].actor, "an");
  EXPECT_TRUE(actor(an).may_everywhere(account_write));
  EXPECT_TRUE(actor(an).may_everywhere(unit::unit_write));
  EXPECT_TRUE(actor(an).may_everywhere(unit::unit_read));
  test::must(ensure_first_account(store(), "ba"));
  EXPECT_EQ(by_login(*store().read(), "ba", today()), std::nullopt);
}

TEST_P(Accounts, without_a_role_may_nothing_but_its_own_account) {
  auto const lan = created("lan");
  auto const grants = actor(lan).grants;
  ASSERT_EQ(grants.size(), 2U);
  EXPECT_EQ(grants[0].right->name, "account.self");
  EXPECT_EQ(grants[1].right->name, "account.password");
  EXPECT_EQ(by(lan, unit::rename_verb,
               [&](Tx& tx) { return unit::rename(tx, cell_1, {"Chi bộ"}, today()); }),
            "store.not_allowed");
}

TEST_P(Accounts, a_role_reaches_its_part_of_the_tree_and_no_other) {
  auto const lan = created("lan");
  ASSERT_EQ(granted(an, {lan, Role::staff, cell_1}, {today()}), "");
  auto const renamed = [&](UnitId unit) {
    return by(lan, unit::rename_verb,
              [&](Tx& tx) { return unit::rename(tx, unit, {"Chi bộ mới"}, today()); });
  };
  EXPECT_EQ(renamed(cell_1), "");
  EXPECT_EQ(renamed(cell_2), "store.out_of_reach");
  EXPECT_EQ(renamed(commune), "store.out_of_reach");
  EXPECT_EQ(renamed(province), "store.out_of_reach");
  auto const snapshot = store().read();
  auto const reach = unit::reach_of(*snapshot, actor(lan), unit::unit_read, {today()});
  EXPECT_FALSE(reach.whole());
  EXPECT_TRUE(reach.holds(cell_1));
  EXPECT_FALSE(reach.holds(cell_2));
  EXPECT_FALSE(reach.holds(commune));
  EXPECT_TRUE(unit::reach_of(*snapshot, actor(an), unit::unit_read, {today()}).whole());
}

TEST_P(Accounts, a_role_over_a_top_unit_reaches_all_below_but_is_not_unbounded) {
  auto const lan = created("lan");
  ASSERT_EQ(granted(an, {lan, Role::administrator, commune}, {today()}), "");
  EXPECT_FALSE(actor(lan).may_everywhere(unit::unit_write));
  auto const snapshot = store().read();
  auto const reach = unit::reach_of(*snapshot, actor(lan), unit::unit_read, {today()});
  EXPECT_FALSE(reach.whole());
  for (UnitId const unit : {commune, cell_1, cell_2}) EXPECT_TRUE(reach.holds(unit));
  EXPECT_FALSE(reach.holds(province));
  // Accounts stand under no unit.
  EXPECT_EQ(by(lan, create_verb,
               [&](Tx& tx) -> Result<void> {
                 TRY_VOID(create(tx, {.login = "mai", .shown_name = "Mai", .from = today()}));
                 return {};
               }),
            "store.out_of_reach");
}

TEST_P(Accounts, a_role_holds_on_its_days_only) {
  auto const lan = created("lan");
  Day const from = today() + 10;
  Day const to = today() + 20;
  ASSERT_EQ(granted(an, {lan, Role::reader, commune}, {from, to}), "");
  struct {
    Day day;
    bool may;
  } const cases[] = {{from - 1, false}, {from, true}, {to - 1, true}, {to, false}};
  for (auto const& c : cases) {
    auto const then = test::must(actor_of(*store().read(), lan, c.day));
    EXPECT_EQ(then.may(unit::unit_read), c.may) << c.day.iso();
    EXPECT_EQ(unit::reach_of(*store().read(), then, unit::unit_read, {c.day}).holds(cell_1), c.may);
  }
}

TEST_P(Accounts, create_refuses) {
  created("lan");
  auto const refused = [&](NewAccount const& wanted) {
    return by(an, create_verb, [&](Tx& tx) -> Result<void> {
      TRY_VOID(create(tx, wanted));
      return {};
    });
  };
  EXPECT_EQ(refused({.login = "lan nguyen", .shown_name = "Lan", .from = today()}),
            "account.bad_login");
  EXPECT_EQ(refused({.login = "LAN", .shown_name = "Lan", .from = today()}),
            "account.login_used_before");
  EXPECT_EQ(refused({.login = "mai", .shown_name = "", .from = today()}), "field.required");
  EXPECT_EQ(refused({.login = "mai", .shown_name = "Mai", .person = PersonId{77}, .from = today()}),
            "account.no_person");
}

TEST_P(Accounts, a_login_is_not_given_to_another_later) {
  auto const lan = created("lan");
  clock.set({clock.now().microseconds + 86'400'000'000 * 5});
  ASSERT_EQ(by(an, disable_verb, [&](Tx& tx) { return disable(tx, lan, today()); }), "");
  EXPECT_EQ(by_login(*store().read(), "lan", today()), std::nullopt);
  EXPECT_EQ(by(an, create_verb,
               [&](Tx& tx) -> Result<void> {
                 TRY_VOID(create(tx, {.login = "lan", .shown_name = "Lan", .from = today()}));
                 return {};
               }),
            "account.login_used_before");
}

TEST_P(Accounts, disable_ends_the_roles_and_every_way_in) {
  auto const lan = created("lan");
  ASSERT_EQ(granted(an, {lan, Role::staff, commune}, {today()}), "");
  with_password(lan, "chín con trâu");
  Origin const here{"10.0.0.7", "Firefox"};
  auto const in = test::must(sign_in(store(), {"lan", "chín con trâu", "", here}));
  auto const token = test::must(make_token(store(), lan, {.name = "thử"}));
  ASSERT_TRUE(by_session(store(), *store().read(), in.session, here));
  ASSERT_EQ(by(an, disable_verb, [&](Tx& tx) { return disable(tx, lan, today()); }), "");
  EXPECT_FALSE(by_session(store(), *store().read(), in.session, here));
  EXPECT_FALSE(by_token(store(), *store().read(), token));
  EXPECT_EQ(code_of(sign_in(store(), {"lan", "chín con trâu", in.device, here})),
            "account.wrong_sign_in");
  EXPECT_FALSE(actor(lan).may(unit::unit_write));
  EXPECT_EQ(code_of(actor_of(*store().read(), lan, today() + 1)), "account.no_such_account");
  EXPECT_EQ(code_of(actor_of(*store().read(), "lan", today() + 1)), "account.no_account");
  EXPECT_EQ(by(an, disable_verb, [&](Tx& tx) { return disable(tx, lan, today() + 1); }),
            "account.no_such_account");
}

TEST_P(Accounts, grant_refuses) {
  auto const lan = created("lan");
  EXPECT_EQ(granted(an, {AccountId{77}, Role::reader, commune}, {today()}),
            "account.no_such_account");
  EXPECT_EQ(granted(an, {lan, Role::reader, commune}, {today() - 1}), "account.no_such_account");
  EXPECT_EQ(granted(an, {lan, Role::lead, std::nullopt}, {today()}), "account.unit_needed");
  EXPECT_EQ(granted(an, {lan, Role::reader, UnitId{77}}, {today()}), "store.outlives_reference");
  ASSERT_EQ(granted(an, {lan, Role::reader, commune}, {today(), today() + 5}), "");
  EXPECT_EQ(granted(an, {lan, Role::reader, commune}, {today() + 4}), "account.role_held_already");
  EXPECT_EQ(granted(an, {lan, Role::reader, commune}, {today() + 5}), "");
  EXPECT_EQ(granted(an, {lan, Role::reader, cell_1}, {today()}), "");
}

TEST_P(Accounts, nobody_grants_more_than_held) {
  auto const lan = created("lan");
  auto const mai = created("mai");
  ASSERT_EQ(granted(an, {lan, Role::administrator, cell_1}, {today()}), "");
  EXPECT_EQ(granted(lan, {mai, Role::administrator, std::nullopt}, {today()}),
            "account.more_than_held");
  EXPECT_EQ(granted(lan, {lan, Role::staff, commune}, {today()}), "account.more_than_held");
  EXPECT_EQ(granted(lan, {mai, Role::reader, cell_2}, {today()}), "account.more_than_held");
  EXPECT_EQ(granted(lan, {mai, Role::staff, cell_1}, {today()}), "");
  // Staff hold no right over accounts at all.
  EXPECT_EQ(granted(mai, {mai, Role::reader, cell_1}, {today()}), "store.not_allowed");
}

TEST_P(Accounts, a_role_ends_on_its_day_and_only_within_reach) {
  auto const lan = created("lan");
  auto const mai = created("mai");
  ASSERT_EQ(granted(an, {lan, Role::administrator, cell_1}, {today()}), "");
  ASSERT_EQ(granted(an, {mai, Role::reader, cell_1}, {today()}), "");
  ASSERT_EQ(granted(an, {mai, Role::reader, cell_2}, {today()}), "");
  auto const roles = view(*store().read(), mai)->roles;
  auto const ended = [&](AccountId who, RoleHoldingId role, Day on) {
    return by(who, end_role_verb, [&](Tx& tx) { return end_role(tx, role, on); });
  };
  EXPECT_EQ(ended(lan, roles[1].id, today() + 1), "account.no_such_role");
  EXPECT_EQ(ended(lan, roles[0].id, today() + 1), "");
  EXPECT_EQ(ended(an, roles[0].id, today() + 1), "account.no_such_role");
  EXPECT_EQ(ended(an, RoleHoldingId{77}, today()), "account.no_such_role");
  auto const reads = [&](Day on, UnitId unit) {
    auto const then = test::must(actor_of(*store().read(), mai, on));
    return unit::reach_of(*store().read(), then, unit::unit_read, {on}).holds(unit);
  };
  EXPECT_TRUE(reads(today(), cell_1));
  EXPECT_FALSE(reads(today() + 1, cell_1));
  EXPECT_TRUE(reads(today() + 1, cell_2));
}

TEST_P(Accounts, of_another_part_are_not_read) {
  auto const part = created("phan");
  auto const lan = created("lan");
  auto const binh = created("binh");
  ASSERT_EQ(granted(an, {part, Role::administrator, commune}, {today()}), "");
  ASSERT_EQ(granted(an, {lan, Role::staff, cell_1}, {today()}), "");
  ASSERT_EQ(granted(an, {lan, Role::reader, province}, {today()}), "");
  ASSERT_EQ(granted(an, {binh, Role::staff, province}, {today()}), "");
  auto const snapshot = store().read();
  auto const seen_by = [&](AccountId who) {
    std::string seen;
    for (View const& one :
         accounts(*snapshot, reach_of_accounts(*snapshot, actor(who), {today()}))) {
      seen += one.name.login + " " + std::to_string(one.roles.size()) + "; ";
    }
    return seen;
  };
  EXPECT_EQ(seen_by(an), "an 1; binh 1; lan 2; phan 1; ");
  EXPECT_EQ(seen_by(part), "lan 1; phan 1; ");
  auto const reach = reach_of_accounts(*snapshot, actor(part), {today()});
  EXPECT_FALSE(view(*snapshot, reach, binh).has_value());
  ASSERT_TRUE(view(*snapshot, reach, lan).has_value());
  EXPECT_EQ(view(*snapshot, reach, lan)->roles.front().holding.unit, cell_1);
}

TEST_P(Accounts, the_last_administrator_stays) {
  auto const role = view(*store().read(), an)->roles.at(0).id;
  auto const ended = [&](Day on) {
    return by(an, end_role_verb, [&](Tx& tx) { return end_role(tx, role, on); });
  };
  EXPECT_EQ(ended(today() + 30), "account.last_administrator");
  EXPECT_EQ(by(an, disable_verb, [&](Tx& tx) { return disable(tx, an, today()); }),
            "account.last_administrator");
  auto const lan = created("lan");
  // One whose days end, or over a part only, is no successor.
  ASSERT_EQ(granted(an, {lan, Role::administrator, commune}, {today()}), "");
  EXPECT_EQ(ended(today() + 30), "account.last_administrator");
  ASSERT_EQ(granted(an, {lan, Role::administrator, std::nullopt}, {today() + 31}), "");
  EXPECT_EQ(ended(today() + 30), "account.last_administrator");
  EXPECT_EQ(ended(today() + 31), "");
}

TEST_P(Accounts, undo_keeps_an_administrator) {
  auto const lan = created("lan");
  ASSERT_EQ(granted(an, {lan, Role::administrator, std::nullopt}, {today()}), "");
  auto const handed_over = store().read()->head();
  auto const role = view(*store().read(), an)->roles.at(0).id;
  ASSERT_EQ(by(an, end_role_verb, [&](Tx& tx) { return end_role(tx, role, today()); }), "");
  EXPECT_NE(by(lan, store::undo_verb, [&](Tx& tx) { return store::undo(tx, handed_over); }), "");
}

TEST_P(Accounts, a_unit_is_not_dissolved_under_a_role) {
  auto const lan = created("lan");
  ASSERT_EQ(granted(an, {lan, Role::reader, cell_2}, {today()}), "");
  EXPECT_EQ(
      by(an, unit::dissolve_verb, [&](Tx& tx) { return unit::dissolve(tx, cell_2, today()); }),
      "unit.still_has_members");
}

TEST_P(Accounts, who_looked_at_a_file_is_told_in_words) {
  auto const lan = created("lan");
  (void)lan;
  PersonId const person{4711};
  store().log_access("lan", "member show", person.value);
  later(1'000'000);
  store().log_access("ai đó", "member list", person.value);
  store().log_access("lan", "member show", 12);
  auto const seen = file_accesses(store(), person, Language::vietnamese);
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0].login, "ai đó");
  EXPECT_EQ(seen[0].shown_name, "");
  EXPECT_EQ(seen[1].shown_name, "lan");
  EXPECT_EQ(seen[1].what, "Mở hồ sơ");
}

}  // namespace
}  // namespace giaoban::account
