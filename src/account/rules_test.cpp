#include "account/rules.h"

#include <gtest/gtest.h>

#include "tests/store_world.h"

namespace giaoban::account {
namespace {

using test::day;

TEST(AccountRules, patterns_name_rights) {
  struct {
    std::string_view pattern, right;
    bool named;
  } const cases[] = {
      {"member.read", "member.read", true}, {"member.read", "member.readers", false},
      {"member.*", "member.write", true},   {"member.*", "membership.write", false},
      {"*", "anything.at_all", true},       {"member.read", "member", false},
  };
  for (auto const& c : cases) EXPECT_EQ(names(c.pattern, c.right), c.named) << c.pattern << c.right;
}

TEST(AccountRules, roles_hold_their_rights_and_no_others) {
  store::Right const rights[] = {
      {"unit.read", {}},     {"unit.write", {}},     {"member.read", {}}, {"member.write", {}},
      {"review.write", {}},  {"report.read", {}},    {"store.undo", {}},  {"store.erase", {}},
      {"account.write", {}}, {"workbook.import", {}}};
  std::vector<store::Right const*> all;
  for (auto const& right : rights) all.push_back(&right);
  auto const held = [&](Role role) {
    std::string text;
    for (auto const* right : rights_of(role, all)) {
      text += (text.empty() ? "" : " ") + std::string(right->name);
    }
    return text;
  };
  EXPECT_EQ(held(Role::reader), "unit.read member.read report.read");
  EXPECT_EQ(held(Role::cell_secretary),
            "unit.read member.read member.write review.write report.read");
  EXPECT_EQ(held(Role::staff),
            "unit.read unit.write member.read member.write review.write report.read store.undo "
            "workbook.import");
  EXPECT_EQ(held(Role::lead), "unit.read member.read report.read");
  EXPECT_EQ(rights_of(Role::administrator, all).size(), all.size());
}

TEST(AccountRules, only_an_administrators_role_is_granted_everywhere) {
  store::Right const read{"unit.read", {}};
  std::vector<store::Right const*> const all{&read};
  for (Choice const& c : choices_of(Role{})) {
    auto const role = static_cast<Role>(c.value);
    auto const everywhere = grants_of({.account = {1}, .role = role, .unit = {}}, all);
    EXPECT_EQ(everywhere.size(), role == Role::administrator ? 1U : 0U) << c.code;
    auto const within = grants_of({.account = {1}, .role = role, .unit = UnitId{5}}, all);
    ASSERT_EQ(within.size(), 1U) << c.code;
    EXPECT_EQ(within[0].under, 5) << c.code;
  }
}

TEST(AccountRules, logins_are_written_one_way) {
  EXPECT_EQ(login_form("  Lan.Nguyen "), "lan.nguyen");
  struct {
    std::string login;
    bool good;
  } const cases[] = {{"lan", true},
                     {"bình", true},
                     {"", false},
                     {"lan nguyen", false},
                     {"lan,an", false},
                     {"<b>", false},
                     {std::string(60, 'a'), true},
                     {std::string(61, 'a'), false}};
  for (auto const& c : cases) EXPECT_EQ(good_login(c.login), c.good) << c.login;
}

TEST(AccountRules, passwords_are_long_and_not_easily_guessed) {
  struct {
    std::string password;
    std::optional<PasswordFault> fault;
  } const cases[] = {
      {"ngắn quá", PasswordFault::too_short},
      {"123456789", PasswordFault::too_short},
      {"1234567890", PasswordFault::too_simple},
      {"MatKhau123456", PasswordFault::too_simple},
      {"aaaaabbbbbaaaa", PasswordFault::too_simple},
      {"toi la Lan.Nguyen", PasswordFault::holds_login},
      {std::string(401, 'x'), PasswordFault::too_long},
      {"chín con trâu", std::nullopt},
  };
  for (auto const& c : cases) {
    EXPECT_EQ(fault_of_password(c.password, "lan.nguyen"), c.fault) << c.password;
  }
}

TEST(AccountRules, days_are_covered_only_without_a_gap) {
  Day const today = day("14/06/2021");
  struct {
    std::vector<Span> spans;
    bool covered;
  } const cases[] = {
      {{}, false},
      {{{today, Day::forever()}}, true},
      {{{today + 1, Day::forever()}}, false},
      {{{today - 5, today + 10}, {today + 10, Day::forever()}}, true},
      {{{today + 10, Day::forever()}, {today - 5, today + 10}}, true},
      {{{today - 5, today + 10}, {today + 11, Day::forever()}}, false},
      {{{today - 5, today + 10}}, false},
  };
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    EXPECT_EQ(cover_from(cases[i].spans, today), cases[i].covered) << "case " << i;
  }
}

TEST(AccountRules, sessions_end_when_idle_and_when_old) {
  Instant const start{0};
  struct {
    std::int64_t seen, now;
    bool over;
  } const cases[] = {
      {0, session_idle_max - 1, false},
      {0, session_idle_max, true},
      {session_life - hour, session_life - 1, false},
      {session_life - hour, session_life, true},
  };
  for (auto const& c : cases) EXPECT_EQ(session_over(start, {c.seen}, {c.now}), c.over) << c.now;
}

TEST(AccountRules, browsers_keep_their_family_through_updates) {
  struct {
    std::string_view agent;
    std::string family;
  } const cases[] = {
      {"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36", "chrome"},
      {"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/121.0 Safari/537.36", "chrome"},
      {"Mozilla/5.0 (Windows NT 10.0) Chrome/121.0 Safari/537.36 Edg/121.0", "edge"},
      {"Mozilla/5.0 (X11) Gecko/20100101 Firefox/115.0", "firefox"},
      {"Mozilla/5.0 (Linux; Android 13) Chrome/121.0 Mobile Safari/537.36", "chrome, phone"},
      {"Mozilla/5.0 (iPhone) Version/17.0 Mobile Safari/604.1", "safari, phone"},
      {"", "other"},
  };
  for (auto const& c : cases) EXPECT_EQ(browser_family(c.agent), c.family) << c.agent;
}

TEST(AccountRules, waits_grow_and_end) {
  struct {
    int failures;
    std::int64_t wait;
  } const cases[] = {{0, 0},
                     {3, 0},
                     {4, 2 * second},
                     {5, 4 * second},
                     {10, 128 * second},
                     {13, 15 * minute},
                     {1000, 15 * minute}};
  for (auto const& c : cases) EXPECT_EQ(wait_after(c.failures, {}), c.wait) << c.failures;
}

}  // namespace
}  // namespace giaoban::account
