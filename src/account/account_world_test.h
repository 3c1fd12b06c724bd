// A province with a commune and two cells, an administrator "an", and helpers that sign in.
#pragma once

#include "account/account.h"
#include "account/sign_in.h"
#include "tests/store_world.h"

namespace giaoban::account {

inline store::Catalogue const& world_catalogue() {
  static store::Catalogue const all = [] {
    store::Catalogue c = store::store_catalogue();
    c.add(unit::catalogue());
    c.add(catalogue());
    c.rights.push_back(&unit::unit_read);
    return c;
  }();
  return all;
}

class AccountWorld : public test::StoreWorld {
 protected:
  void SetUp() override {
    store_ = fresh_store(world_catalogue());
    test::must_write(*store_, unit::found_verb, [&](store::Tx& tx) -> Result<void> {
      auto const found = [&](char const* code, unit::UnitKind kind, std::optional<UnitId> parent) {
        return unit::found(tx, {.code = code,
                                .name = code,
                                .unit_kind = kind,
                                .parent = parent,
                                .from = test::day("01/01/2015")});
      };
      TRY_INTO(province, found("PT", unit::UnitKind::province_committee, {}));
      TRY_INTO(commune, found("TX", unit::UnitKind::grassroots_committee, {}));
      TRY_INTO(cell_1, found("TX-1", unit::UnitKind::dependent_cell, commune));
      TRY_INTO(cell_2, found("TX-2", unit::UnitKind::dependent_cell, commune));
      return {};
    });
    test::must(ensure_first_account(*store_, "an"));
    an = *by_login(*store_->read(), "an", today());
  }
  void TearDown() override {
    if (!store_) return;
    EXPECT_EQ(test::faults(*store_), "");
  }

  store::Store& store() { return *store_; }
  Day today() { return clock.today(); }
  store::Actor actor(AccountId account) {
    return test::must(actor_of(*store().read(), account, today()));
  }
  // Written by the account with the grants it has today; the code of the refusal, "" for none.
  std::string by(AccountId account, store::Verb const& verb, test::Writing const& writing) {
    return test::code_of(store().write({.actor = actor(account), .verb = &verb}, writing));
  }
  AccountId created(char const* login) {
    AccountId account;
    EXPECT_EQ(by(an, create_verb,
                 [&](store::Tx& tx) -> Result<void> {
                   TRY_INTO(account,
                            create(tx, {.login = login, .shown_name = login, .from = today()}));
                   return {};
                 }),
              "");
    return account;
  }
  std::string granted(AccountId giver, RoleHolding const& holding, Span span) {
    return by(giver, grant_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(grant_role(tx, holding, span));
      return {};
    });
  }
  // With a password of its own.
  void with_password(AccountId account, std::string const& password) {
    auto const once = test::must(
        give_password(store(), {.actor = actor(an), .verb = &give_password_verb}, account));
    test::must(change_password(store(), {.actor = actor(account), .verb = &change_password_verb},
                               {.account = account,
                                .old_password = once,
                                .new_password = password,
                                .kept_session = {},
                                .from = {}}));
  }
  void later(std::int64_t microseconds) { clock.set({clock.now().microseconds + microseconds}); }

  std::unique_ptr<store::Store> store_;
  UnitId province, commune, cell_1, cell_2;
  AccountId an;
};

}  // namespace giaoban::account
