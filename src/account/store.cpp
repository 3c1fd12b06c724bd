#include "account/store.h"

#include "account/own_tables.h"
#include "account/queries.h"
#include "account/rules.h"

namespace giaoban::account {

using store::OwnRows;
using store::Params;
using store::RowView;
using store::Snapshot;

namespace {

std::optional<Instant> maybe_instant(RowView const& row, int column) {
  auto const at = row.maybe_integer(column);
  return at ? std::optional(Instant{*at}) : std::nullopt;
}

SessionRow read_session(RowView const& row) {
  return {.token = row.blob(0),
          .account = row.id<AccountId>(1),
          .family = row.text(2),
          .started_at = {row.integer(3)},
          .started_peer = row.text(4),
          .seen_at = {row.integer(5)},
          .seen_peer = row.text(6),
          .strange_at = maybe_instant(row, 7),
          .strange_peer = row.maybe_text(8).value_or(""),
          .strange_family = row.maybe_text(9).value_or(""),
          .password_entry = row.maybe_integer(10).value_or(0)};
}

TokenRow read_token(RowView const& row) {
  return {.token = row.blob(0),
          .account = row.id<AccountId>(1),
          .name = row.text(2),
          .scope = row.text(3),
          .made_at = {row.integer(4)},
          .expires_at = {row.integer(5)},
          .used_at = maybe_instant(row, 6),
          .password_entry = row.maybe_integer(7).value_or(0)};
}

std::optional<std::int64_t> stored(std::optional<Instant> at) {
  return at ? std::optional(at->microseconds) : std::nullopt;
}

}  // namespace

bool any_account(Snapshot& snapshot) {
  return snapshot.first(queries::any_account, store::standing).has_value();
}

std::vector<NameRow> all_names(Snapshot& snapshot) {
  return snapshot.rows(queries::all_names, store::standing);
}
std::vector<NameRow> names_of(Snapshot& snapshot, AccountId account) {
  return snapshot.rows(queries::names_of, account, store::standing);
}

std::vector<LoginBearer> bearers_of(Snapshot& snapshot, std::string_view login) {
  return snapshot.rows(queries::bearers_of_login, login, store::standing);
}

std::vector<HeldRole> all_roles(Snapshot& snapshot) {
  return snapshot.rows(queries::all_roles, store::standing);
}
std::vector<HeldRole> roles_of(Snapshot& snapshot, AccountId account) {
  return snapshot.rows(queries::roles_of, account, store::standing);
}

// --- outside the journal -------------------------------------------------------------------------

namespace {

// The last entry that set the account a password; 0 for none. One that was undone set it as well.
EntryNumber password_entry(OwnRows& rows, AccountId account) {
  return rows.db()
      .first(queries::password_entry, Params(account),
             [](RowView const& row) { return row.maybe_integer(0).value_or(0); })
      .value_or(0);
}

void put(OwnRows& rows, SessionRow const& session) {
  auto const text = [](std::string const& s) {
    return s.empty() ? std::optional<std::string>{} : std::optional(s);
  };
  rows.put(account_session,
           Params(session.token, session.account, session.family, session.started_at.microseconds,
                  session.started_peer, session.seen_at.microseconds, session.seen_peer,
                  stored(session.strange_at), text(session.strange_peer),
                  text(session.strange_family), session.password_entry));
}

void put(OwnRows& rows, TokenRow const& token) {
  rows.put(account_token,
           Params(token.token, token.account, token.name, token.scope, token.made_at.microseconds,
                  token.expires_at.microseconds, stored(token.used_at), token.password_entry));
}

// Those of an earlier password are over.
template <class Row>
void drop_outdated(OwnRows& rows, AccountId account, std::vector<Row>& found) {
  EntryNumber const now = password_entry(rows, account);
  std::erase_if(found, [&](Row const& row) { return row.password_entry != now; });
}

template <class Row>
std::optional<Row> unless_outdated(OwnRows& rows, std::optional<Row> row) {
  if (row && row->password_entry != password_entry(rows, row->account)) row.reset();
  return row;
}

}  // namespace

std::optional<SecretRow> secret_of(OwnRows rows, AccountId account) {
  auto secret = rows.first(account_secret, "account = ?1", Params(account), [](RowView const& row) {
    return SecretRow{row.text(1), maybe_instant(row, 2), row.maybe_integer(3).value_or(0)};
  });
  if (!secret || secret->password_entry != password_entry(rows, account)) return std::nullopt;
  return secret;
}

void set_secret(OwnRows rows, AccountId account, SecretRow const& secret,
                std::optional<SessionRow> kept) {
  delete_ways_in(rows, account, Devices::stay);
  rows.put(account_secret,
           Params(account, secret.hash, stored(secret.one_time_until), secret.password_entry));
  if (!kept) return;
  kept->password_entry = secret.password_entry;
  put(rows, *kept);
}

void delete_ways_in(OwnRows rows, AccountId account, Devices devices) {
  rows.remove(account_secret, "account = ?1", Params(account));
  rows.remove(account_session, "account = ?1", Params(account));
  rows.remove(account_token, "account = ?1", Params(account));
  if (devices == Devices::go) rows.remove(account_device, "account = ?1", Params(account));
}

void insert_session(OwnRows rows, SessionRow const& session) {
  put(rows, session);
}

std::optional<SessionRow> session_row(OwnRows rows, Blob const& token) {
  return unless_outdated(rows,
                         rows.first(account_session, "token = ?1", Params(token), read_session));
}
std::vector<SessionRow> session_rows(OwnRows rows, AccountId account) {
  auto found = rows.all(account_session, "account = ?1 ORDER BY started_at DESC, token",
                        Params(account), read_session);
  drop_outdated(rows, account, found);
  return found;
}

void note_session(OwnRows rows, SessionRow const& session) {
  auto row = session_row(rows, session.token);
  if (!row) return;
  row->seen_at = session.seen_at;
  row->seen_peer = session.seen_peer;
  put(rows, *row);
}
void note_strange(OwnRows rows, SessionRow const& session) {
  auto row = session_row(rows, session.token);
  if (!row) return;
  row->strange_at = session.strange_at;
  row->strange_peer = session.strange_peer;
  row->strange_family = session.strange_family;
  put(rows, *row);
}

void delete_session(OwnRows rows, Blob const& token) {
  rows.remove(account_session, "token = ?1", Params(token));
}
void delete_sessions(OwnRows rows, AccountId account, Blob const& kept) {
  rows.remove(account_session, "account = ?1 AND token <> ?2", Params(account, kept));
}
void delete_old(OwnRows rows, Instant now) {
  rows.remove(account_session, "started_at <= ?1 OR seen_at <= ?2",
              Params(now.microseconds - session_life, now.microseconds - session_idle_max));
  rows.remove(account_device, "seen_at <= ?1", Params(now.microseconds - device_life));
}

void insert_token(OwnRows rows, TokenRow token) {
  token.password_entry = password_entry(rows, token.account);
  put(rows, token);
}
std::optional<TokenRow> token_row(OwnRows rows, Blob const& token) {
  return unless_outdated(rows, rows.first(account_token, "token = ?1", Params(token), read_token));
}
std::vector<TokenRow> token_rows(OwnRows rows, AccountId account) {
  auto found =
      rows.all(account_token, "account = ?1 ORDER BY made_at, token", Params(account), read_token);
  drop_outdated(rows, account, found);
  return found;
}
void note_token(OwnRows rows, Blob const& token, Instant used_at) {
  auto row = token_row(rows, token);
  if (!row) return;
  row->used_at = used_at;
  put(rows, *row);
}
void delete_token(OwnRows rows, Blob const& token) {
  rows.remove(account_token, "token = ?1", Params(token));
}

void note_device(OwnRows rows, Blob const& token, AccountId account, Instant seen_at) {
  rows.put(account_device, Params(token, account, seen_at.microseconds));
}
bool device_known(OwnRows rows, Blob const& token, AccountId account) {
  return rows
      .first(account_device, "token = ?1 AND account = ?2", Params(token, account),
             [](RowView const& row) { return row.integer(2); })
      .has_value();
}

Preference preference_of(OwnRows rows, AccountId account) {
  return rows
      .first(account_preference, "account = ?1", Params(account),
             [](RowView const& row) {
               return Preference{row.text(1) == "en" ? Language::english : Language::vietnamese,
                                 row.integer(2) != 0};
             })
      .value_or(Preference{});
}
void set_preference(OwnRows rows, AccountId account, Preference const& preference) {
  rows.put(account_preference,
           Params(account, preference.language == Language::english ? "en" : "vi",
                  preference.large_text ? 1 : 0));
}

}  // namespace giaoban::account
