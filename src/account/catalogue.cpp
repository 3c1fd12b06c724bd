// What the store must know of accounts; the invariants hold over all that stands now.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "account/own_tables.h"
#include "account/queries.h"
#include "account/rules.h"
#include "account/store.h"

namespace giaoban::account {

namespace {

// The days up to now are the verbs' to watch: an invariant knows no today.
std::vector<std::string> administration_ends(store::Snapshot& snapshot) {
  if (no_accounts(snapshot)) return {};
  for (HeldRole const& held : all_roles(snapshot)) {
    bool const whole = held.holding.role == Role::administrator && !held.holding.unit;
    if (whole && held.span.to == Day::forever()) return {};
  }
  return {"no account administers the whole store for good"};
}

std::vector<std::string> logins_of_two(store::Snapshot& snapshot) {
  std::vector<std::string> breaches;
  auto const names = all_names(snapshot);
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (names[i].name.login != names[i - 1].name.login) continue;
    if (names[i].account == names[i - 1].account) continue;
    breaches.push_back(fmt::format("accounts {} and {} bear one login", names[i - 1].account.value,
                                   names[i].account.value));
  }
  return breaches;
}

std::vector<std::string> roles_everywhere(store::Snapshot& snapshot) {
  std::vector<std::string> breaches;
  for (HeldRole const& held : all_roles(snapshot)) {
    if (held.holding.unit || held.holding.role == Role::administrator) continue;
    breaches.push_back(fmt::format("role {} is held everywhere", held.id.value));
  }
  return breaches;
}

store::Invariant const somebody_administers{
    "somebody_administers", &administration_ends, {&RoleHolding::kind, &AccountName::kind}};
store::Invariant const a_login_names_one_account{
    "a_login_names_one_account", &logins_of_two, {&AccountName::kind}};
store::Invariant const only_administrators_everywhere{"only_administrators_everywhere",
                                                      &roles_everywhere};

// A row of an older password is not believed; that one stands there says that somebody put it back.
std::vector<std::string> outdated_ways_in(store::Snapshot& snapshot) {
  std::vector<std::string> breaches;
  std::map<AccountId, EntryNumber> set_in;
  snapshot.db().each(queries::password_entries, {}, [&](store::RowView const& row) {
    set_in.emplace(row.id<AccountId>(0), row.integer(1));
  });
  auto const look = [&](store::OwnTable const& table, int account, int entry) {
    store::OwnRows(snapshot).each(table, "account > 0", {}, [&](store::RowView const& row) {
      auto const found = set_in.find(row.id<AccountId>(account));
      EntryNumber const expected = found == set_in.end() ? 0 : found->second;
      if (row.maybe_integer(entry).value_or(0) == expected) return;
      breaches.push_back(fmt::format("{}: một dòng của tài khoản số {} thuộc về một mật khẩu cũ",
                                     table.table, row.integer(account)));
    });
  };
  look(account_secret, 0, 3);
  look(account_session, 1, 10);
  look(account_token, 1, 7);
  return breaches;
}
store::Invariant const passwords_are_the_last_ones{"passwords_are_the_last_ones",
                                                   &outdated_ways_in};

}  // namespace

store::Catalogue catalogue() {
  return {.entities = {&account_entity, &role_entity},
          .kinds = {&AccountName::kind, &RoleHolding::kind, &PasswordChange::kind},
          .verbs = {&first_verb, &create_verb, &disable_verb, &grant_verb, &end_role_verb,
                    &give_password_verb, &change_password_verb},
          .derived = {},
          .own_tables = {&account_secret, &account_session, &account_token, &account_device,
                         &account_preference},
          .invariants = {&somebody_administers, &a_login_names_one_account,
                         &only_administrators_everywhere, &passwords_are_the_last_ones},
          .refusals = {&no_account,         &no_such_account,   &no_such_role,
                       &bad_login,          &login_used_before, &no_person,
                       &unit_needed,        &role_held_already, &more_than_held,
                       &last_administrator, &not_own_account,   &wrong_sign_in,
                       &too_many_tries,     &too_busy,          &change_password_first,
                       &given_already,      &weak_password,     &same_password,
                       &old_password_wrong, &not_repeated,      &bad_token_wish,
                       &no_such_token},
          .queries = {queries::all.begin(), queries::all.end()},
          .rights = {&account_write, &account_self, &account_password}};
}

}  // namespace giaoban::account
