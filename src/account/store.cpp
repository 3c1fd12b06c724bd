#include "account/store.h"

#include "account/queries.h"
#include "account/rules.h"

namespace giaoban::account {

using store::Db;
using store::Params;
using store::RowView;
using store::Snapshot;

namespace {

NameRow read_name(RowView const& row) {
  auto const person = row.maybe_integer(3);
  return {.account = row.id<AccountId>(0),
          .name = {.login = row.text(1),
                   .shown_name = row.text(2),
                   .person = person ? std::optional(PersonId{*person}) : std::nullopt},
          .span = {row.day(4), row.day(5)}};
}

HeldRole read_role(RowView const& row) {
  auto const role = from_code<Role>(row.text(2));
  if (!role) throw Breakage("a stored role is not one of the declared ones");
  auto const unit = row.maybe_integer(3);
  return {.id = row.id<RoleHoldingId>(0),
          .holding = {.account = row.id<AccountId>(1),
                      .role = *role,
                      .unit = unit ? std::optional(UnitId{*unit}) : std::nullopt},
          .span = {row.day(4), row.day(5)}};
}

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
          .strange_family = row.maybe_text(9).value_or("")};
}

TokenRow read_token(RowView const& row) {
  return {.token = row.blob(0),
          .account = row.id<AccountId>(1),
          .name = row.text(2),
          .scope = row.text(3),
          .made_at = {row.integer(4)},
          .expires_at = {row.integer(5)},
          .used_at = maybe_instant(row, 6)};
}

std::optional<std::int64_t> stored(std::optional<Instant> at) {
  return at ? std::optional(at->microseconds) : std::nullopt;
}

}  // namespace

bool any_account(Snapshot& snapshot) {
  return snapshot.db()
      .first(queries::any_account, Params(store::standing),
             [](RowView const& row) { return row.integer(0); })
      .has_value();
}

std::vector<NameRow> all_names(Snapshot& snapshot) {
  return snapshot.db().all(queries::all_names, Params(store::standing), read_name);
}
std::vector<NameRow> names_of(Snapshot& snapshot, AccountId account) {
  return snapshot.db().all(queries::names_of, Params(account, store::standing), read_name);
}

std::vector<LoginBearer> bearers_of(Snapshot& snapshot, std::string_view login) {
  return snapshot.db().all(queries::bearers_of_login, Params(login, store::standing),
                           [](RowView const& row) {
                             return LoginBearer{row.id<AccountId>(0), {row.day(1), row.day(2)}};
                           });
}

std::vector<HeldRole> all_roles(Snapshot& snapshot) {
  return snapshot.db().all(queries::all_roles, Params(store::standing), read_role);
}
std::vector<HeldRole> roles_of(Snapshot& snapshot, AccountId account) {
  return snapshot.db().all(queries::roles_of, Params(account, store::standing), read_role);
}

// --- outside the journal -------------------------------------------------------------------------

std::optional<SecretRow> secret_of(Db& db, AccountId account) {
  return db.first(queries::secret, Params(account),
                  [](RowView const& row) { return SecretRow{row.text(0), maybe_instant(row, 1)}; });
}

void set_secret(Db& db, AccountId account, SecretRow const& secret) {
  db.execute(queries::set_secret, Params(account, secret.hash, stored(secret.one_time_until)));
}

void delete_ways_in(Db& db, AccountId account) {
  db.execute(queries::delete_secret, Params(account));
  db.execute(queries::delete_sessions_of, Params(account, Blob{}));
  db.execute(queries::delete_tokens_of, Params(account));
  db.execute(queries::delete_devices_of, Params(account));
}

void insert_session(Db& db, SessionRow const& session) {
  db.execute(queries::insert_session,
             Params(session.token, session.account, session.family, session.started_at.microseconds,
                    session.started_peer));
}

std::optional<SessionRow> session_row(Db& db, Blob const& token) {
  return db.first(queries::session, Params(token), read_session);
}
std::vector<SessionRow> session_rows(Db& db, AccountId account) {
  return db.all(queries::sessions_of, Params(account), read_session);
}

void note_session(Db& db, SessionRow const& session) {
  db.execute(queries::note_session,
             Params(session.token, session.seen_at.microseconds, session.seen_peer));
}
void note_strange(Db& db, SessionRow const& session) {
  db.execute(queries::note_strange, Params(session.token, stored(session.strange_at),
                                           session.strange_peer, session.strange_family));
}

void delete_session(Db& db, Blob const& token) {
  db.execute(queries::delete_session, Params(token));
}
void delete_sessions(Db& db, AccountId account, Blob const& kept) {
  db.execute(queries::delete_sessions_of, Params(account, kept));
}
void delete_old(Db& db, Instant now) {
  db.execute(queries::delete_old_sessions,
             Params(now.microseconds - session_life, now.microseconds - session_idle_max));
  db.execute(queries::delete_old_devices, Params(now.microseconds - device_life));
}

void insert_token(Db& db, TokenRow const& token) {
  db.execute(queries::insert_token,
             Params(token.token, token.account, token.name, token.scope, token.made_at.microseconds,
                    token.expires_at.microseconds));
}
std::optional<TokenRow> token_row(Db& db, Blob const& token) {
  return db.first(queries::token, Params(token), read_token);
}
std::vector<TokenRow> token_rows(Db& db, AccountId account) {
  return db.all(queries::tokens_of, Params(account), read_token);
}
void note_token(Db& db, Blob const& token, Instant used_at) {
  db.execute(queries::note_token, Params(token, used_at.microseconds));
}
void delete_token(Db& db, Blob const& token) {
  db.execute(queries::delete_token, Params(token));
}

void note_device(Db& db, Blob const& token, AccountId account, Instant seen_at) {
  db.execute(queries::insert_device, Params(token, account, seen_at.microseconds));
}
bool device_known(Db& db, Blob const& token, AccountId account) {
  return db
      .first(queries::device, Params(token, account),
             [](RowView const& row) { return row.integer(0); })
      .has_value();
}

Preference preference_of(Db& db, AccountId account) {
  return db
      .first(queries::preference, Params(account),
             [](RowView const& row) {
               return Preference{row.text(0) == "en" ? Language::english : Language::vietnamese,
                                 row.integer(1) != 0};
             })
      .value_or(Preference{});
}
void set_preference(Db& db, AccountId account, Preference const& preference) {
  db.execute(queries::set_preference,
             Params(account, preference.language == Language::english ? "en" : "vi",
                    preference.large_text ? 1 : 0));
}

}  // namespace giaoban::account
