#include "sample/accounts.h"

#include "account/sign_in.h"

namespace giaoban::sample {

using account::Role;

std::vector<SampleAccount> const& sample_accounts() {
  static std::vector<SampleAccount> const all{
      {"quantri", "mau-quan-tri-nui-lua", "Quản trị hệ thống", Role::administrator, ""},
      {"lanhdao", "mau-lanh-dao-ca-rong", "Lãnh đạo Ban Tổ chức Tỉnh ủy", Role::lead, "PT"},
      {"tochuc", "mau-to-chuc-trau-bien", "Cán bộ Ban Tổ chức Tỉnh ủy", Role::staff, "PT"},
      {"huyen", "mau-lam-thao-ghe-tre", "Cán bộ Ban Tổ chức Huyện ủy Lâm Thao", Role::staff,
       "PT.10"},
      {"coso", "mau-co-so-muong-vang", "Cán bộ đảng ủy cơ sở", Role::staff, "PT.10.001"},
      {"bithu", "mau-bi-thu-sao-dat", "Bí thư chi bộ", Role::cell_secretary, "PT.10.001.01"},
      {"xem", "mau-chi-doc-nen-trang", "Người chỉ xem", Role::reader, "PT.10"}};
  return all;
}

namespace {

// Made by the administrator, then given the known password as its user would set it.
Result<void> make(store::Store& store, store::Actor const& actor, SampleAccount const& wanted) {
  Day const today = store.clock().today();
  AccountId account;
  store::Act act{.actor = actor, .verb = &account::create_verb};
  auto const create = [&](store::Tx& tx) -> Result<void> {
    TRY_INTO(account,
             account::create(
                 tx, {.login = wanted.login, .shown_name = wanted.shown_name, .from = today}));
    return {};
  };
  TRY_VOID(store.write(act, create));
  auto const grant = [&](store::Tx& tx) -> Result<void> {
    account::RoleHolding holding{.account = account, .role = wanted.role, .unit = {}};
    if (!wanted.unit_code.empty()) {
      TRY_INTO(holding.unit, unit::by_code(tx, wanted.unit_code, {today}));
    }
    TRY_VOID(account::grant_role(tx, holding, {today}));
    return {};
  };
  act.verb = &account::grant_verb;
  TRY_VOID(store.write(act, grant));
  act.verb = &account::give_password_verb;
  TRY_INTO(auto const once, account::give_password(store, act, account));
  store::Act const own{.actor = {.name = wanted.login, .grants = {&account::account_password}},
                       .verb = &account::change_password_verb};
  TRY_VOID(account::change_password(store, own,
                                    {.account = account,
                                     .old_password = once,
                                     .new_password = wanted.password,
                                     .kept_session = {},
                                     .from = {}}));
  return {};
}

}  // namespace

Result<void> make_accounts(store::Store& store, store::Actor const& actor) {
  for (auto const& wanted : sample_accounts()) {
    bool const there = [&] {
      auto const snapshot = store.read();
      return account::by_login(*snapshot, wanted.login, store.clock().today()).has_value();
    }();
    if (!there) TRY_VOID(make(store, actor, wanted));
  }
  return {};
}

}  // namespace giaoban::sample
