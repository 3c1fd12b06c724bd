// Signing in: passwords, sessions, tokens, and who is kept waiting.
#include "account/sign_in.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "account/account_world_test.h"
#include "account/password.h"
#include "account/rules.h"

namespace giaoban::account {
namespace {

using test::code_of;

class SigningIn : public AccountWorld {
 protected:
  void SetUp() override {
    AccountWorld::SetUp();
    lan = created("lan");
    with_password(lan, password);
  }
  Result<SignedIn> in(std::string const& typed, std::string const& device = "") {
    return sign_in(store(), {"Lan", typed, device, here});
  }
  Result<store::Written> changed(std::string const& old_one, std::string const& new_one,
                                 std::string const& kept = "") {
    return change_password(store(), {.actor = actor(lan), .verb = &change_password_verb},
                           {lan, old_one, new_one, kept, here});
  }

  std::string const password = "chín con trâu";
  Origin const here{"10.0.0.7", "Mozilla/5.0 Firefox/115.0"};
  AccountId lan;
};
ON_BOTH_DATABASES(SigningIn);

TEST_P(SigningIn, takes_the_right_password_only) {
  auto const signed_in = in(password);
  ASSERT_TRUE(signed_in);
  EXPECT_EQ(signed_in->account, lan);
  auto const entrance = by_session(store(), *store().read(), signed_in->session, here);
  ASSERT_TRUE(entrance);
  EXPECT_EQ(entrance->account, lan);
  EXPECT_FALSE(entrance->must_change_password);
  EXPECT_EQ(code_of(in("chín con trau")), "account.wrong_sign_in");
  EXPECT_EQ(code_of(in("")), "account.wrong_sign_in");
  EXPECT_FALSE(by_session(store(), *store().read(), "", here));
  EXPECT_FALSE(by_session(store(), *store().read(), random_token(), here));
}

TEST_P(SigningIn, answers_an_unknown_login_as_a_wrong_password) {
  auto const wrong = in("sai mật khẩu");
  auto const unknown = sign_in(store(), {"không-có", "sai mật khẩu", "", here});
  ASSERT_FALSE(wrong);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(wrong.error().kind, unknown.error().kind);
  EXPECT_EQ(wrong.error().text(Language::vietnamese), unknown.error().text(Language::vietnamese));
  // An account without a password is no other case.
  auto const without = sign_in(store(), {"an", "sai mật khẩu", "", here});
  EXPECT_EQ(code_of(without), "account.wrong_sign_in");
  // The hash of nobody costs what any other does.
  auto const real = *hash_password("x");
  EXPECT_EQ(real.substr(0, real.find("p=1$")), nobody_hash().substr(0, nobody_hash().find("p=1$")));
  EXPECT_EQ(match(nobody_hash(), "sai mật khẩu"), Match::no);
}

TEST_P(SigningIn, a_given_password_serves_once_and_not_long) {
  auto const once =
      test::must(give_password(store(), {.actor = actor(an), .verb = &give_password_verb}, lan));
  EXPECT_EQ(code_of(in(password)), "account.wrong_sign_in");
  auto const signed_in = test::must(in(once));
  auto const entrance = by_session(store(), *store().read(), signed_in.session, here);
  ASSERT_TRUE(entrance);
  EXPECT_TRUE(entrance->must_change_password);
  // Before it is changed nothing else may be done.
  ASSERT_EQ(granted(an, {lan, Role::staff, commune}, {today()}), "");
  auto const bound = test::must(actor_of(*store().read(), *entrance, today()));
  ASSERT_EQ(bound.grants.size(), 1U);
  EXPECT_EQ(bound.grants[0].right->name, "account.password");
  test::must(changed(once, "mười con gà mái", entrance->session));
  auto const after = by_session(store(), *store().read(), signed_in.session, here);
  ASSERT_TRUE(after);
  EXPECT_FALSE(after->must_change_password);
  EXPECT_TRUE(test::must(actor_of(*store().read(), *after, today())).may(unit::unit_write));

  auto const late =
      test::must(give_password(store(), {.actor = actor(an), .verb = &give_password_verb}, lan));
  later(one_time_life);
  EXPECT_EQ(code_of(in(late)), "account.wrong_sign_in");
}

TEST_P(SigningIn, a_password_is_given_by_administrators_only) {
  EXPECT_EQ(code_of(give_password(store(), {.actor = actor(lan), .verb = &give_password_verb}, an)),
            "store.not_allowed");
  ASSERT_EQ(granted(an, {lan, Role::administrator, commune}, {today()}), "");
  EXPECT_EQ(code_of(give_password(store(), {.actor = actor(lan), .verb = &give_password_verb}, an)),
            "store.out_of_reach");
  EXPECT_EQ(code_of(give_password(store(), {.actor = actor(an), .verb = &give_password_verb},
                                  AccountId{77})),
            "account.no_such_account");
}

TEST_P(SigningIn, changing_a_password_refuses_in_order) {
  EXPECT_EQ(code_of(change_password(store(), {.actor = actor(an), .verb = &change_password_verb},
                                    {lan, password, "mười con gà mái", "", here})),
            "account.not_own_account");
  EXPECT_EQ(code_of(changed("sai", "mười con gà mái")), "account.old_password_wrong");
  EXPECT_EQ(code_of(changed(password, password)), "account.same_password");
  EXPECT_EQ(code_of(changed(password, "ngắn")), "account.weak_password");
  EXPECT_EQ(code_of(changed(password, "tôi là lan đây")), "account.weak_password");
  EXPECT_TRUE(changed(password, "mười con gà mái"));
  EXPECT_EQ(code_of(in(password)), "account.wrong_sign_in");
  EXPECT_TRUE(in("mười con gà mái"));
}

TEST_P(SigningIn, changing_a_password_ends_the_other_sessions) {
  auto const one = test::must(in(password));
  auto const two = test::must(in(password));
  auto const kept = by_session(store(), *store().read(), one.session, here)->session;
  test::must(changed(password, "mười con gà mái", kept));
  EXPECT_TRUE(by_session(store(), *store().read(), one.session, here));
  EXPECT_FALSE(by_session(store(), *store().read(), two.session, here));
}

TEST_P(SigningIn, sessions_end_after_twelve_idle_hours) {
  auto const in_now = test::must(in(password));
  later(session_idle_max - 1);
  EXPECT_TRUE(by_session(store(), *store().read(), in_now.session, here));  // and is noted as used
  later(session_idle_max - 1);
  EXPECT_TRUE(by_session(store(), *store().read(), in_now.session, here));
  later(session_idle_max);
  EXPECT_FALSE(by_session(store(), *store().read(), in_now.session, here));
  EXPECT_TRUE(sessions_of(store(), lan).empty());
}

TEST_P(SigningIn, sessions_end_after_seven_days) {
  auto const in_now = test::must(in(password));
  for (std::int64_t at = 0; at + 6 * hour < session_life; at += 6 * hour) {
    ASSERT_TRUE(by_session(store(), *store().read(), in_now.session, here)) << at / hour;
    later(6 * hour);
  }
  EXPECT_TRUE(by_session(store(), *store().read(), in_now.session, here));
  later(6 * hour);
  EXPECT_FALSE(by_session(store(), *store().read(), in_now.session, here));
}

TEST_P(SigningIn, sessions_are_left_one_by_one_or_all) {
  auto const one = test::must(in(password));
  auto const two = test::must(in(password));
  auto const three = test::must(in(password));
  auto const name = [&](SignedIn const& s) {
    return by_session(store(), *store().read(), s.session, here)->session;
  };
  auto const kept = name(two);
  EXPECT_EQ(sessions_of(store(), lan).size(), 3U);
  sign_out(store(), an, name(one));  // not the account's own
  EXPECT_EQ(sessions_of(store(), lan).size(), 3U);
  sign_out(store(), lan, name(one));
  EXPECT_FALSE(by_session(store(), *store().read(), one.session, here));
  sign_out_everywhere(store(), lan, kept);
  EXPECT_TRUE(by_session(store(), *store().read(), two.session, here));
  EXPECT_FALSE(by_session(store(), *store().read(), three.session, here));
  sign_out_everywhere(store(), lan, "");
  EXPECT_FALSE(by_session(store(), *store().read(), two.session, here));
}

TEST_P(SigningIn, a_session_is_refused_to_another_browser_and_its_owner_is_told) {
  auto const in_now = test::must(in(password));
  EXPECT_EQ(sessions_of(store(), lan).at(0).strange_at, std::nullopt);
  EXPECT_TRUE(by_session(store(), *store().read(), in_now.session,
                         {"10.0.0.7", "Mozilla/5.0 Firefox/999.0"}));
  EXPECT_EQ(sessions_of(store(), lan).at(0).strange_at, std::nullopt);
  EXPECT_FALSE(by_session(store(), *store().read(), in_now.session,
                          {"10.9.9.9", "Mozilla/5.0 Chrome/120.0"}));
  auto const told = sessions_of(store(), lan).at(0);
  ASSERT_TRUE(told.strange_at);
  EXPECT_EQ(told.strange_peer, "10.9.9.9");
  EXPECT_EQ(told.strange_family, "chrome");
  EXPECT_TRUE(by_session(store(), *store().read(), in_now.session, here));
}

TEST_P(SigningIn, a_session_used_from_two_machines_is_told_to_its_owner) {
  auto const in_now = test::must(in(password));
  EXPECT_TRUE(by_session(store(), *store().read(), in_now.session, {"10.0.0.8", here.user_agent}));
  auto const told = sessions_of(store(), lan).at(0);
  ASSERT_TRUE(told.strange_at);
  EXPECT_EQ(told.strange_peer, "10.0.0.8");
  EXPECT_EQ(told.started_peer, "10.0.0.7");
}

TEST_P(SigningIn, who_guesses_waits_ever_longer) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(code_of(in("đoán mò")), "account.wrong_sign_in") << i;
  auto const waiting = in(password);
  ASSERT_FALSE(waiting);
  EXPECT_EQ(waiting.error().kind, &too_many_tries);
  EXPECT_EQ(waiting.error().args.at(0).value, "2");
  later(2 * second);
  EXPECT_EQ(code_of(in("đoán mò")), "account.wrong_sign_in");
  later(2 * second);
  EXPECT_EQ(code_of(in(password)), "account.too_many_tries");
  later(2 * second);
  EXPECT_TRUE(in(password));
  EXPECT_EQ(code_of(in("đoán mò")), "account.wrong_sign_in");  // forgotten, as the owner came in
  EXPECT_TRUE(in(password));
}

TEST_P(SigningIn, a_locked_login_is_open_to_a_device_known_before) {
  auto const before = test::must(in(password));
  Origin const elsewhere{"10.66.6.6", "curl/8"};
  for (int i = 0; i < 5; ++i) {
    (void)sign_in(store(), {"lan", "đoán mò", "", elsewhere});
  }
  EXPECT_EQ(code_of(in(password)), "account.too_many_tries");
  EXPECT_EQ(code_of(in(password, random_token())), "account.too_many_tries");
  auto const back = in(password, before.device);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->device, before.device);
  // The device's own tries are counted, too.
  for (int i = 0; i < 4; ++i) (void)in("đoán mò", before.device);
  EXPECT_EQ(code_of(in(password, before.device)), "account.too_many_tries");
}

// How many tries come through from one address that goes through so many names, over and over.
struct Guessing {
  int names = 0;
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::int64_t every = 1;
};
int passed(Guard& guard, Guessing const& guessing) {
  int passed = 0;
  int name = 0;
  for (std::int64_t at = guessing.from; at < guessing.to; at += guessing.every) {
    std::string const login = "login " + std::to_string(name++ % guessing.names);
    passed += guard.try_now({{login}, {"peer", pace_of_address}}, at) == 0 ? 1 : 0;
  }
  return passed;
}

TEST(SigningInGuard, gives_one_address_that_tries_many_logins_a_rate_and_no_lock) {
  Guard guard;
  // Each name three times; then the address is slow for them all.
  EXPECT_EQ(passed(guard, {.names = 500, .from = 0, .to = 2000}), 3 * 500);
  // From then on one in ten seconds, and each name once more when its failure has faded.
  int const in_an_hour =
      passed(guard, {.names = 500, .from = minute, .to = minute + hour, .every = second / 10});
  EXPECT_GT(in_an_hour, 330);
  EXPECT_LT(in_an_hour, 370 + 4 * 500);  // four failures of each name fade in an hour
  EXPECT_EQ(guard.try_now({{"login 1"}, {"another peer", pace_of_address}}, 24 * hour), 0);
  EXPECT_EQ(passed(guard, {.names = 100, .from = 25 * hour, .to = 25 * hour + 100}), 100);
}

// One machine of an office guesses without end: no colleague who did not fail waits for that, and
// those who did find the address as slow as it was and no slower.
TEST(SigningInGuard, lets_nobody_wait_for_who_guesses_beside_him) {
  Guard guard;
  Guard::Key const peer{"peer", pace_of_address};
  passed(guard, {.names = 500, .from = 0, .to = 1000});
  for (int slip = 0; slip < 3; ++slip) {
    ASSERT_EQ(guard.try_now({{"mistyped"}, peer}, second), 0) << slip;
  }
  std::int64_t const mistyped_waits = guard.try_now({{"mistyped"}, peer}, second);
  EXPECT_GT(mistyped_waits, 0);
  EXPECT_LE(mistyped_waits, pace_of_address.longest);
  std::int64_t now = second;
  for (int i = 0; i < 50; ++i, now += second / 10) {
    passed(guard, {.names = 3, .from = now, .to = now + 20});
    EXPECT_EQ(guard.try_now({{"colleague " + std::to_string(i)}, peer}, now + 50), 0) << i;
  }
  EXPECT_LE(guard.try_now({{"mistyped"}, peer}, now), mistyped_waits - (now - second));
}

// A morning in an office of hundreds behind one address: one in ten mistypes, all get in.
TEST(SigningInGuard, lets_an_office_mistype) {
  Guard guard;
  std::int64_t now = 0;
  Guard::Key const peer{"peer", pace_of_address};
  for (int i = 0; i < 2000; ++i) {
    now += 2 * second;
    Guard::Key const who{"login " + std::to_string(i)};
    if (i % 10 == 0) {
      ASSERT_EQ(guard.try_now({who, peer}, now), 0) << i;
    }
    ASSERT_EQ(guard.try_now({who, peer}, now), 0) << i;
    guard.forget(who);
    guard.take_back(peer);
  }
  // Also when all come in one moment.
  for (int i = 0; i < 150; ++i) {
    ASSERT_EQ(guard.try_now({{"early " + std::to_string(i)}, peer}, now), 0) << i;
  }
}

TEST(SigningInGuard, forgets_one_failure_after_the_other) {
  Guard guard;
  std::int64_t now = 0;
  // Fails as soon as it may, for a day.
  std::int64_t longest = 0;
  int tries = 0;
  for (; now < 24 * hour; now += second) {
    auto const wait = guard.try_now({{"lan"}}, now);
    longest = std::max(longest, wait);
    tries += wait == 0 ? 1 : 0;
  }
  EXPECT_LE(longest, Pace{}.longest);
  EXPECT_LT(tries, 130);
  // Four hours on none is remembered: four tries are free again, and the fifth waits two seconds.
  now += 4 * hour;
  for (int i = 0; i < 4; ++i) EXPECT_EQ(guard.try_now({{"lan"}}, now), 0) << i;
  EXPECT_EQ(guard.try_now({{"lan"}}, now), 2 * second);
}

TEST(SigningInGuard, counts_tries_before_their_outcome_is_known) {
  Guard guard;
  int passed = 0;
  for (int i = 0; i < 50; ++i) passed += guard.try_now({{"lan"}}, 0) == 0 ? 1 : 0;
  EXPECT_EQ(passed, 4);
  guard.forget({"lan"});
  EXPECT_EQ(guard.try_now({{"lan"}}, 0), 0);
}

// The machine's clock is set back by an hour while somebody waits: he waits no longer for that.
TEST_P(SigningIn, a_clock_set_back_locks_nobody_out) {
  for (int i = 0; i < 4; ++i) (void)in("đoán mò");
  EXPECT_EQ(code_of(in(password)), "account.too_many_tries");
  later(-hour);
  EXPECT_EQ(code_of(in(password)), "account.too_many_tries");
  later(2 * second);
  EXPECT_TRUE(in(password));
}

TEST_P(SigningIn, tokens_let_in_until_they_end) {
  ASSERT_EQ(granted(an, {lan, Role::staff, commune}, {today()}), "");
  auto const reads = test::must(make_token(store(), lan, {.name = "Kế toán", .days = 10}));
  auto const writes = test::must(
      make_token(store(), lan, {.name = "Nhập", .scope = Entrance::Scope::write, .days = 1}));
  auto const reader = by_token(store(), *store().read(), reads);
  auto const writer = by_token(store(), *store().read(), writes);
  ASSERT_TRUE(reader && writer);
  auto const read_actor = test::must(actor_of(*store().read(), *reader, today()));
  EXPECT_TRUE(read_actor.may(unit::unit_read));
  EXPECT_FALSE(read_actor.may(unit::unit_write));
  EXPECT_FALSE(read_actor.may(account_self));
  auto const write_actor = test::must(actor_of(*store().read(), *writer, today()));
  EXPECT_TRUE(write_actor.may(unit::unit_write));
  EXPECT_FALSE(write_actor.may(account_self));
  EXPECT_FALSE(by_token(store(), *store().read(), reads + "x"));
  EXPECT_FALSE(by_token(store(), *store().read(), ""));
  EXPECT_FALSE(by_session(store(), *store().read(), reads, here));

  auto const listed = tokens_of(store(), lan);
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_TRUE(listed[0].used_at);
  EXPECT_EQ(code_of(revoke_token(store(), an, listed[0].id)), "account.no_such_token");
  later(24 * hour);
  EXPECT_TRUE(by_token(store(), *store().read(), reads));
  EXPECT_FALSE(by_token(store(), *store().read(), writes));
  for (auto const& token : listed) EXPECT_TRUE(revoke_token(store(), lan, token.id));
  EXPECT_FALSE(by_token(store(), *store().read(), reads));
  EXPECT_EQ(code_of(revoke_token(store(), lan, listed[0].id)), "account.no_such_token");
  for (TokenWish const& wish : {TokenWish{.name = " "}, TokenWish{.name = "x", .days = 0},
                                TokenWish{.name = "x", .days = 367}}) {
    EXPECT_EQ(code_of(make_token(store(), lan, wish)), "account.bad_token_wish");
  }
}

// A new password, by oneself or by an administrator, ends all tokens of the account alone.
TEST_P(SigningIn, tokens_end_with_the_password) {
  auto const made = [&] {
    return test::must(make_token(store(), lan, {.name = "Nhập", .days = 300}));
  };
  auto const before = made();
  auto const of_an = test::must(make_token(store(), an, {.name = "Của người khác"}));
  test::must(changed(password, "mười con gà mái"));
  EXPECT_FALSE(by_token(store(), *store().read(), before));
  EXPECT_TRUE(tokens_of(store(), lan).empty());
  auto const after = made();
  EXPECT_TRUE(by_token(store(), *store().read(), after));
  auto const once =
      test::must(give_password(store(), {.actor = actor(an), .verb = &give_password_verb}, lan));
  EXPECT_FALSE(by_token(store(), *store().read(), after));
  EXPECT_TRUE(tokens_of(store(), lan).empty());
  EXPECT_TRUE(by_token(store(), *store().read(), of_an));
  // The one-time password makes no token.
  EXPECT_EQ(code_of(make_token(store(), lan, {.name = "Lối vòng", .days = 300})),
            "account.change_password_first");
  test::must(changed(once, "chín con trâu đen"));
  auto const again = made();
  EXPECT_TRUE(by_token(store(), *store().read(), again));
}

// At each use a token may what its account may that day, and no more.
TEST_P(SigningIn, a_token_narrows_with_the_roles_of_its_account) {
  ASSERT_EQ(granted(an, {lan, Role::staff, commune}, {today()}), "");
  auto const token = test::must(
      make_token(store(), lan, {.name = "Nhập", .scope = Entrance::Scope::write, .days = 300}));
  auto const may = [&](store::Right const& right) {
    auto const entrance = by_token(store(), *store().read(), token);
    return entrance && test::must(actor_of(*store().read(), *entrance, today())).may(right);
  };
  EXPECT_TRUE(may(unit::unit_write));
  auto const held = view(*store().read(), lan)->roles.at(0);
  ASSERT_EQ(
      by(an, end_role_verb, [&](store::Tx& tx) { return end_role(tx, held.id, tx.today() + 1); }),
      "");
  EXPECT_TRUE(may(unit::unit_write));
  later(24 * hour);
  EXPECT_FALSE(may(unit::unit_write));
  EXPECT_FALSE(may(unit::unit_read));
  ASSERT_EQ(granted(an, {lan, Role::reader, cell_1}, {today()}), "");
  EXPECT_TRUE(may(unit::unit_read));
  EXPECT_FALSE(may(unit::unit_write));
  ASSERT_EQ(by(an, disable_verb, [&](store::Tx& tx) { return disable(tx, lan, tx.today()); }), "");
  EXPECT_FALSE(by_token(store(), *store().read(), token));
}

TEST_P(SigningIn, what_the_user_prefers_is_kept) {
  EXPECT_EQ(preference(*store().read(), lan).language, Language::vietnamese);
  prefer(store(), lan, {Language::english, true});
  prefer(store(), lan, {Language::english, true});
  EXPECT_EQ(preference(*store().read(), lan).language, Language::english);
  EXPECT_TRUE(preference(*store().read(), lan).large_text);
  EXPECT_FALSE(preference(*store().read(), an).large_text);
}

// Everything a database file holds, when it is a file.
std::string bytes_of(std::string const& address) {
  std::string all;
  for (char const* more : {"", "-wal"}) {
    std::ifstream in(address + more, std::ios::binary);
    all.append(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

TEST_P(SigningIn, no_secret_stands_in_the_store_the_journal_or_a_refusal) {
  auto const once =
      test::must(give_password(store(), {.actor = actor(an), .verb = &give_password_verb}, lan));
  auto const in_now = test::must(in(once));
  auto const token = test::must(make_token(store(), an, {.name = "thử"}));
  std::string told;
  for (auto const& tried : {in("mật khẩu thử nhầm"), in("mật khẩu thử nhầm", in_now.device)}) {
    ASSERT_FALSE(tried);
    told += tried.error().text(Language::vietnamese) + tried.error().where;
  }
  auto const change = changed("mật khẩu thử nhầm", "mật khẩu mới đây");
  ASSERT_FALSE(change);
  told += change.error().text(Language::vietnamese) + change.error().remedy(Language::vietnamese);
  for (auto const& entry : store::entries(*store().read(), 1, 100)) {
    told += entry.verb + entry.reason + entry.nonce + entry.actor;
  }
  for (auto const& access : store().accesses(std::nullopt)) told += access.what;
  if (GetParam() == store::Dialect::sqlite) told += bytes_of(store().address());
  for (std::string const& secret :
       {once, password, in_now.session, in_now.device, token, std::string("mật khẩu thử nhầm")}) {
    EXPECT_EQ(told.find(secret), std::string::npos);
  }
}

}  // namespace
}  // namespace giaoban::account
