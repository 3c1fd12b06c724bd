// With the store's file and without its keys nobody signs in: not by a row of one's own, and not by
// one that stood there once.
#include <gtest/gtest.h>

#include <algorithm>

#include "account/account_world_test.h"
#include "account/own_tables.h"
#include "account/password.h"

namespace giaoban::account {
namespace {

using test::code_of;

class SealedWaysIn : public AccountWorld {
 protected:
  void SetUp() override {
    AccountWorld::SetUp();
    lan = created("lan");
    with_password(lan, first);
    raw_ = store::connect(store().address(), store::IfMissing::fail);
  }
  void sql(std::string const& statement, store::Params const& params = {}) {
    raw_->begin_write();
    raw_->execute(statement, params);
    raw_->commit();
  }
  // All rows of a table, as somebody copies them, and puts them back later.
  std::vector<store::Params> copy(store::OwnTable const& table) {
    std::vector<store::Params> rows;
    raw_->each(
        "SELECT " + std::string(table.columns) + ", seal FROM " + std::string(table.table), {},
        [&](store::RowView const& row) {
          store::Params& values = rows.emplace_back();
          for (int i = 0; i <= std::ranges::count(table.columns, ','); ++i) {
            values.add(row.value(i));
          }
          values.add(row.value(static_cast<int>(std::ranges::count(table.columns, ',')) + 1));
        });
    return rows;
  }
  void put_back(store::OwnTable const& table, std::vector<store::Params> const& rows) {
    sql("DELETE FROM " + std::string(table.table));
    for (store::Params const& values : rows) {
      std::string places;
      for (std::size_t i = 1; i <= values.values().size(); ++i) {
        places += (i == 1 ? "?" : ", ?") + std::to_string(i);
      }
      sql("INSERT INTO " + std::string(table.table) + " (" + std::string(table.columns) +
              ", seal) VALUES (" + places + ")",
          values);
    }
  }
  std::string in(std::string const& login, std::string const& typed) {
    later(hour);
    return code_of(sign_in(store(), {login, typed, "", here}));
  }
  bool enters(std::string const& session) {
    return by_session(store(), *store().read(), session, here).has_value();
  }
  void change(std::string const& from, std::string const& to) {
    later(hour);
    test::must(change_password(store(), {.actor = actor(lan), .verb = &change_password_verb},
                               {lan, from, to, {}, here}));
  }

  static constexpr std::int64_t hour = 3'600'000'000;
  std::string const first = "chín con trâu";
  std::string const second = "mười con trâu nái";
  Origin const here{"10.0.0.7", "Mozilla/5.0 Firefox/115.0"};
  AccountId lan;
  std::unique_ptr<store::Db> raw_;
};
ON_BOTH_DATABASES(SealedWaysIn);

TEST_P(SealedWaysIn, nobody_writes_himself_a_password) {
  auto const own = *hash_password("của kẻ lạ");
  sql("INSERT INTO account_secret (account, hash, password_entry) VALUES (?1, ?2, 1)",
      store::Params(an, own));
  EXPECT_EQ(in("an", "của kẻ lạ"), "account.wrong_sign_in");
  EXPECT_NE(test::faults(store()).find("account_secret: dòng account"), std::string::npos);
  sql("DELETE FROM account_secret WHERE account = ?1", store::Params(an));
  auto const kept = copy(account_secret);
  sql("UPDATE account_secret SET hash = ?1", store::Params(own));
  EXPECT_EQ(in("lan", "của kẻ lạ"), "account.wrong_sign_in");
  put_back(account_secret, kept);
  EXPECT_EQ(in("lan", first), "");
  // Another's row under one's own account, and the other way round.
  sql("UPDATE account_secret SET account = ?1", store::Params(an));
  EXPECT_EQ(in("an", first), "account.wrong_sign_in");
  put_back(account_secret, kept);
}

TEST_P(SealedWaysIn, a_password_that_was_changed_does_not_come_back) {
  auto const old = copy(account_secret);
  change(first, second);
  auto const now = copy(account_secret);
  put_back(account_secret, old);
  EXPECT_EQ(in("lan", first), "account.wrong_sign_in");
  EXPECT_EQ(in("lan", second), "account.wrong_sign_in");
  EXPECT_NE(test::faults(store()).find("passwords_are_the_last_ones"), std::string::npos);
  put_back(account_secret, now);
  EXPECT_EQ(in("lan", second), "");
}

TEST_P(SealedWaysIn, what_came_in_by_an_older_password_does_not_come_back) {
  auto const signed_in = test::must(sign_in(store(), {"lan", first, "", here}));
  auto const token = test::must(make_token(store(), lan, {.name = "máy", .days = 30}));
  ASSERT_TRUE(enters(signed_in.session));
  ASSERT_TRUE(by_token(store(), *store().read(), token));
  auto const sessions = copy(account_session);
  auto const tokens = copy(account_token);
  change(first, second);
  EXPECT_FALSE(enters(signed_in.session));
  EXPECT_FALSE(by_token(store(), *store().read(), token));
  EXPECT_TRUE(tokens_of(store(), lan).empty());
  put_back(account_session, sessions);
  put_back(account_token, tokens);
  EXPECT_FALSE(enters(signed_in.session));
  EXPECT_FALSE(by_token(store(), *store().read(), token));
  EXPECT_TRUE(tokens_of(store(), lan).empty());
  EXPECT_TRUE(sessions_of(store(), lan).empty());
  EXPECT_NE(test::faults(store()).find("passwords_are_the_last_ones"), std::string::npos);
  put_back(account_session, {});
  put_back(account_token, {});
}

TEST_P(SealedWaysIn, the_session_that_changed_the_password_goes_on) {
  auto const signed_in = test::must(sign_in(store(), {"lan", first, "", here}));
  auto const name = by_session(store(), *store().read(), signed_in.session, here)->session;
  test::must(change_password(store(), {.actor = actor(lan), .verb = &change_password_verb},
                             {lan, first, second, name, here}));
  EXPECT_TRUE(enters(signed_in.session));
  EXPECT_EQ(sessions_of(store(), lan).size(), 1U);
}

TEST_P(SealedWaysIn, end_with_a_restored_backup) {
  auto const signed_in = test::must(sign_in(store(), {"lan", first, "", here}));
  auto const token = test::must(make_token(store(), lan, {.name = "máy", .days = 30}));
  auto const file = (folder() / "backup").string();
  test::must(store::backup(store(), file, file + ".keys"));
  auto const target = options(fresh_address(), world_catalogue());
  test::must(store::restore(file, file + ".keys", target));
  store_ = test::must(store::Store::open(target));
  EXPECT_FALSE(enters(signed_in.session));
  EXPECT_FALSE(by_token(store(), *store().read(), token));
  EXPECT_EQ(in("lan", first), "") << "the password stays";
}

TEST_P(SealedWaysIn, taking_rows_away_opens_nothing) {
  auto const signed_in = test::must(sign_in(store(), {"lan", first, "", here}));
  for (store::OwnTable const* table : {&account_secret, &account_device, &account_token}) {
    auto const kept = copy(*table);
    put_back(*table, {});
    EXPECT_EQ(enters(signed_in.session), table != &account_secret) << table->table;
    if (table == &account_secret) {
      EXPECT_EQ(in("lan", ""), "account.wrong_sign_in");
    }
    put_back(*table, kept);
  }
}

}  // namespace
}  // namespace giaoban::account
