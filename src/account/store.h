// Rows of accounts' tables. Private to src/account.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/account.h"
#include "account/sign_in.h"

namespace giaoban::account {

struct NameRow {
  AccountId account;
  AccountName name;
  Span span;
};
bool any_account(store::Snapshot& snapshot);
std::vector<NameRow> all_names(store::Snapshot& snapshot);
std::vector<NameRow> names_of(store::Snapshot& snapshot, AccountId account);

struct LoginBearer {
  AccountId account;
  Span span;
};
std::vector<LoginBearer> bearers_of(store::Snapshot& snapshot, std::string_view login);

std::vector<HeldRole> all_roles(store::Snapshot& snapshot);
std::vector<HeldRole> roles_of(store::Snapshot& snapshot, AccountId account);

// --- outside the journal; the writing ones run inside Tx or Store::write_own. A row whose seal
// does not hold, and one of an earlier password, is as if it was not there ---
struct SecretRow {
  std::string hash;
  std::optional<Instant> one_time_until;
  EntryNumber password_entry = 0;  // that recorded its PasswordChange
};
std::optional<SecretRow> secret_of(store::OwnRows rows, AccountId account);

struct SessionRow {
  Blob token;
  AccountId account;
  std::string family;
  Instant started_at;
  std::string started_peer;
  Instant seen_at;
  std::string seen_peer;
  std::optional<Instant> strange_at;
  std::string strange_peer;
  std::string strange_family;
  EntryNumber password_entry = 0;  // of the password it came in by
};
// All sessions and tokens of the account end but the session that set it.
void set_secret(store::OwnRows rows, AccountId account, SecretRow const& secret,
                std::optional<SessionRow> kept);
// All by which the user comes in: password, sessions, tokens; known devices are no way in.
enum class Devices { stay, go };
void delete_ways_in(store::OwnRows rows, AccountId account, Devices devices);

void insert_session(store::OwnRows rows, SessionRow const& session);
std::optional<SessionRow> session_row(store::OwnRows rows, Blob const& token);
std::vector<SessionRow> session_rows(store::OwnRows rows, AccountId account);
void note_session(store::OwnRows rows, SessionRow const& session);  // seen_at, seen_peer
void note_strange(store::OwnRows rows, SessionRow const& session);  // strange_...
void delete_session(store::OwnRows rows, Blob const& token);
// All of the account but `kept` (blank: none kept).
void delete_sessions(store::OwnRows rows, AccountId account, Blob const& kept);
// Those that are over by now, and devices not seen for long.
void delete_old(store::OwnRows rows, Instant now);

struct TokenRow {
  Blob token;
  AccountId account;
  std::string name;
  std::string scope;
  Instant made_at;
  Instant expires_at;
  std::optional<Instant> used_at;
  EntryNumber password_entry = 0;  // of the password of then; set as it is inserted
};
void insert_token(store::OwnRows rows, TokenRow token);
std::optional<TokenRow> token_row(store::OwnRows rows, Blob const& token);
std::vector<TokenRow> token_rows(store::OwnRows rows, AccountId account);
void note_token(store::OwnRows rows, Blob const& token, Instant used_at);
void delete_token(store::OwnRows rows, Blob const& token);

void note_device(store::OwnRows rows, Blob const& token, AccountId account, Instant seen_at);
bool device_known(store::OwnRows rows, Blob const& token, AccountId account);

Preference preference_of(store::OwnRows rows, AccountId account);
void set_preference(store::OwnRows rows, AccountId account, Preference const& preference);

}  // namespace giaoban::account
