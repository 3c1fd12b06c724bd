#include "account/rules.h"

#include <gtest/gtest.h>

#include <chrono>

#include "account/pace.h"
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
      {"aaaaabbbbbaaaa", PasswordFault::too_simple},
      {"toi la Lan.Nguyen", PasswordFault::holds_login},
      {std::string(401, 'x'), PasswordFault::too_long},
      {"chín con trâu", std::nullopt},
      {"1234567890", PasswordFault::well_known},
  };
  for (auto const& c : cases) {
    EXPECT_EQ(fault_of_password(c.password, {"lan.nguyen"}), c.fault) << c.password;
  }
}

TEST(AccountRules, passwords_that_many_choose_are_well_known) {
  PasswordOf const whose{"lan.nguyen", {"Nguyễn Thị Lan", "Đảng bộ xã Hùng Lô", "PT-01-01"}};
  std::vector<std::string> const guessed{
      // sequences, rows of keys, repetitions
      "1234567890", "0987654321", "abcdefghij", "qwertyuiop", "1q2w3e4r5t6y", "asdfghjkl123",
      "123123123123", "abcabcabcabc", "xyxyxyxyxyz", "zaq12wsxcde3",
      // dates, telephone numbers
      "0912345678", "14/06/2021abc", "01011975abc", "30-04-1975!",
      // what the world chooses, with letters written as digits and capitals
      "P@ssw0rd123", "Password2024!", "iloveyou123", "Admin@12345", "Abc@123456", "letmein12345",
      // what this country chooses, with marks and without
      "matkhau123", "Mật khẩu 123", "M@tkhau2024", "m4tkh4u@123", "xinchao123", "anhyeuem123",
      "Anh yêu em 2020", "vietnam1975", "Hanoi@2024!", "saigon12345", "hochiminh1890",
      // this field
      "giaoban2024", "GiaoBan@123", "dang-cong-san-1930", "mat_khau.123", "dangcongsan1930",
      "Đảng Cộng sản", "dangvien123", "bantochuc123", "Bí thư 2025", "tinhuy2025!", "chibo123456",
      "Phú Thọ 2025", "quantri@123",
      // who it is
      "NguyenLan1990", "nguyenthilan", "Thị Lan 1985", "hunglo12345", "Xã Hùng Lô 1",
      "pt-01-01123"};
  for (std::string const& password : guessed) {
    auto const fault = fault_of_password(password, whose);
    EXPECT_TRUE(fault && *fault != PasswordFault::too_short && *fault != PasswordFault::too_long)
        << password;
  }
  for (char const* password :
       {"chín con trâu", "mười con gà mái", "trời mưa bong bóng phập phồng", "k7mp-x2wd-9rth",
        "áo rách bốn nút bấm", "gjT4!mzq0Ve", "cầu ao lở bên trái"}) {
    EXPECT_EQ(fault_of_password(password, whose), std::nullopt) << password;
  }
  EXPECT_TRUE(easily_guessed("tôi ở Hùng Lô", {"a", {"Hùng Lô", "tôi ở"}}));
}

TEST(AccountRules, a_long_password_is_judged_as_quickly) {
  std::string long_one;
  while (long_one.size() < 395) long_one += "Matkhau1 ";
  auto const begin = std::chrono::steady_clock::now();
  (void)fault_of_password(long_one, {"lan"});
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
}

TEST(AccountRules, an_address_stands_for_its_network) {
  EXPECT_EQ(network_of("10.0.0.7"), "10.0.0.7");
  EXPECT_EQ(network_of("::ffff:10.0.0.7"), "10.0.0.7");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(network_of("2001:db8:1:2::9"), "2001:db8:1:2::/64");
  EXPECT_NE(network_of("2001:db8:1:3::9"), "2001:db8:1:2::/64");
  EXPECT_EQ(network_of(""), "");
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
  EXPECT_EQ(failures_max({}), 13);
  EXPECT_EQ(wait_after(pace_of_address.free, pace_of_address), 0);
  EXPECT_EQ(wait_after(failures_max(pace_of_address), pace_of_address), 10 * second);
}

}  // namespace
}  // namespace giaoban::account
