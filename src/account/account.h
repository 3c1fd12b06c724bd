// Accounts: who signs in, and which roles they hold over which part of the tree, from when to when.
// What is secret (passwords, sessions, tokens) stands outside the journal: sign_in.h.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unit/unit.h"

namespace giaoban {
using AccountId = Id<struct AccountEntity>;
using RoleHoldingId = Id<struct RoleHoldingEntity>;
}  // namespace giaoban

namespace giaoban::account {

extern store::Entity const account_entity;
extern store::Entity const role_entity;
extern store::Right const account_write;     // accounts and roles of others
extern store::Right const account_self;      // one's own account; who signs in has it
extern store::Right const account_password;  // one's own password; all that a one-time one opens

// Named sets of rights; which rights they are stands in rules.cpp.
enum class Role {
  reader,          // xem
  cell_secretary,  // bí thư chi bộ
  staff,           // cán bộ tổ chức
  lead,            // lãnh đạo
  administrator,   // quản trị
};
std::span<Choice const> choices_of(Role);

// Who set a password: an administrator one that serves once, or the user.
enum class PasswordBy { administrator, self };
std::span<Choice const> choices_of(PasswordBy);

// --- facts (declared in facts.cpp) ---
struct AccountName {  // the account's lifetime: who has no name that day cannot sign in
  std::string login;  // unique on a day, and never another's later: the journal names people by it
  std::string shown_name;
  std::optional<PersonId> person;  // when the user is a person of the register
  static store::Kind const kind;
};
struct RoleHolding {  // a state of the holding, and its lifetime
  AccountId account;
  Role role = Role::reader;
  std::optional<UnitId> unit;  // it and all under it; none: everywhere, for administrators only
  static store::Kind const kind;
};
struct PasswordChange {  // an event; says that, never what
  PasswordBy by = PasswordBy::self;
  static store::Kind const kind;
};

// --- verbs ---
struct NewAccount {
  std::string login;
  std::string shown_name;
  std::optional<PersonId> person = {};
  Day from;
};
Result<AccountId> create(store::Tx& tx, NewAccount const& account);
// The account is used last on the day before `from`; its roles end with it.
Result<void> disable(store::Tx& tx, AccountId account, Day from);
// Refused when the role holds a right that the actor does not hold over that unit.
Result<RoleHoldingId> grant_role(store::Tx& tx, RoleHolding const& holding, Span span);
Result<void> end_role(store::Tx& tx, RoleHoldingId holding, Day from);
extern store::Verb const first_verb, create_verb, disable_verb, grant_verb, end_role_verb,
    give_password_verb, change_password_verb;

// The person is being erased: accounts no longer say whom they belong to, for no day. They keep
// their login, by which the journal names who acted, and their roles.
Result<void> forget_person(store::Tx& tx, PersonId person);

// When there is no account at all: makes one of that login, administrator everywhere from today
// on, as an entry of its own. Otherwise does nothing.
Result<void> ensure_first_account(store::Store& store, std::string const& login);

// --- reading ---
// Nobody has an account yet: the store's owner is still alone with it.
bool no_accounts(store::Snapshot& snapshot);
// In any letter case.
std::optional<AccountId> by_login(store::Snapshot& snapshot, std::string_view login, Day today);

// Who acts, with the grants of the roles held today. Refused when the account does not stand today.
// Only an administrator's role held everywhere grants without bounds.
Result<store::Actor> actor_of(store::Snapshot& snapshot, AccountId account, Day today);
// The same by login, for the command line.
Result<store::Actor> actor_of(store::Snapshot& snapshot, std::string_view login, Day today);

struct HeldRole {
  RoleHoldingId id;
  RoleHolding holding;
  Span span;
};
struct View {
  AccountId account;
  AccountName name;
  Span span;                    // of the account
  std::vector<HeldRole> roles;  // all that are recorded, those over or yet to come too
};
// Whose accounts are read: of one who administers a part, those that hold a role there, and of
// their roles only those.
struct AccountReach {
  unit::Reach units;
  store::Moment moment;
};
AccountReach reach_of_accounts(store::Snapshot& snapshot, store::Actor const& actor,
                               store::Moment moment);
// By login; those disabled too.
std::vector<View> accounts(store::Snapshot& snapshot, AccountReach const& reach);
// Nullopt beyond the reach.
std::optional<View> view(store::Snapshot& snapshot, AccountReach const& reach, AccountId account);
std::optional<View> view(store::Snapshot& snapshot, AccountId account);

// Who looked at a person's file, newest first.
struct FileAccess {
  Instant at;
  std::string login;
  std::string shown_name;  // "" when no account bears the login
  std::string what;        // in words
};
std::vector<FileAccess> file_accesses(store::Store& store, PersonId person, Language language);

// --- refusals, in order of precedence ---
extern RefusalKind const no_account;          // the user has no account here
extern RefusalKind const no_such_account;     // or it does not stand on that day
extern RefusalKind const no_such_role;        // the holding is not there, or over by that day
extern RefusalKind const bad_login;           // empty, blanks in it, or longer than 60 bytes
extern RefusalKind const login_used_before;   // by another account, at whatever time
extern RefusalKind const no_person;           // the person is not in this store
extern RefusalKind const unit_needed;         // only an administrator's role is held everywhere
extern RefusalKind const role_held_already;   // the same role over the same unit on those days
extern RefusalKind const more_than_held;      // names the right that the actor lacks there
extern RefusalKind const last_administrator;  // nobody would administer the store on some day
extern RefusalKind const not_own_account;     // a password or token of somebody else

store::Catalogue catalogue();

}  // namespace giaoban::account
