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

// --- outside the journal; the writing ones run inside Tx or Store::write_own ---
struct SecretRow {
  std::string hash;
  std::optional<Instant> one_time_until;
};
std::optional<SecretRow> secret_of(store::Db& db, AccountId account);
void set_secret(store::Db& db, AccountId account, SecretRow const& secret);
// All by which the user comes in: password, sessions, tokens, devices.
void delete_ways_in(store::Db& db, AccountId account);

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
};
void insert_session(store::Db& db, SessionRow const& session);
std::optional<SessionRow> session_row(store::Db& db, Blob const& token);
std::vector<SessionRow> session_rows(store::Db& db, AccountId account);
void note_session(store::Db& db, SessionRow const& session);  // seen_at, seen_peer
void note_strange(store::Db& db, SessionRow const& session);  // strange_...
void delete_session(store::Db& db, Blob const& token);
// All of the account but `kept` (blank: none kept).
void delete_sessions(store::Db& db, AccountId account, Blob const& kept);
// Those that are over by now, and devices not seen for long.
void delete_old(store::Db& db, Instant now);

struct TokenRow {
  Blob token;
  AccountId account;
  std::string name;
  std::string scope;
  Instant made_at;
  Instant expires_at;
  std::optional<Instant> used_at;
};
void insert_token(store::Db& db, TokenRow const& token);
std::optional<TokenRow> token_row(store::Db& db, Blob const& token);
std::vector<TokenRow> token_rows(store::Db& db, AccountId account);
void note_token(store::Db& db, Blob const& token, Instant used_at);
void delete_token(store::Db& db, Blob const& token);

void note_device(store::Db& db, Blob const& token, AccountId account, Instant seen_at);
bool device_known(store::Db& db, Blob const& token, AccountId account);

Preference preference_of(store::Db& db, AccountId account);
void set_preference(store::Db& db, AccountId account, Preference const& preference);

}  // namespace giaoban::account
