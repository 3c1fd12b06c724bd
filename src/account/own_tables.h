// The tables that stand outside the journal: what is secret is stored only hashed, and no value of
// them is ever logged. A password names the entry of its PasswordChange, sessions and tokens that
// of the password by which they came to be: an older row, put back by who kept a copy of the store,
// lets nobody in. Private to src/account.
#pragma once

#include "store/catalogue.h"

namespace giaoban::account {

inline constexpr store::OwnTable account_secret{
    .table = "account_secret",
    .ddl =
        "-- Passwords, hashed by argon2id.\n"
        "CREATE TABLE account_secret (\n"
        "  account INTEGER NOT NULL PRIMARY KEY,\n"
        "  hash TEXT NOT NULL,\n"
        "  one_time_until INTEGER,          -- set by an administrator: until when, then to be "
        "changed\n"
        "  password_entry INTEGER,          -- that says it was set\n"
        "  seal BLOB\n"
        ") STRICT;\n",
    .key = "account",
    .columns = "account, hash, one_time_until, password_entry",
    .at_restore = store::AtRestore::comes_back};

inline constexpr store::OwnTable account_session{
    .table = "account_session",
    .ddl =
        "-- Who is signed in, and where.\n"
        "CREATE TABLE account_session (\n"
        "  token BLOB NOT NULL PRIMARY KEY, -- hash of the cookie's random bytes\n"
        "  account INTEGER NOT NULL,\n"
        "  family TEXT NOT NULL,            -- of browsers\n"
        "  started_at INTEGER NOT NULL,     -- microseconds since 1970, UTC, as all _at here\n"
        "  started_peer TEXT NOT NULL,      -- address of the machine\n"
        "  seen_at INTEGER NOT NULL,\n"
        "  seen_peer TEXT NOT NULL,\n"
        "  strange_at INTEGER,              -- last use from another machine\n"
        "  strange_peer TEXT,\n"
        "  strange_family TEXT,\n"
        "  password_entry INTEGER,          -- of the password it came in by\n"
        "  seal BLOB\n"
        ") STRICT;\n"
        "CREATE INDEX account_session_by_account ON account_session (account);\n",
    .key = "token",
    .columns =
        "token, account, family, started_at, started_peer, seen_at, seen_peer, strange_at, "
        "strange_peer, strange_family, password_entry",
    .at_restore = store::AtRestore::is_emptied};

inline constexpr store::OwnTable account_token{
    .table = "account_token",
    .ddl =
        "-- Tokens for programs, by hash.\n"
        "CREATE TABLE account_token (\n"
        "  token BLOB NOT NULL PRIMARY KEY,\n"
        "  account INTEGER NOT NULL,\n"
        "  name TEXT NOT NULL,\n"
        "  scope TEXT NOT NULL,             -- read or write\n"
        "  made_at INTEGER NOT NULL,\n"
        "  expires_at INTEGER NOT NULL,\n"
        "  used_at INTEGER,\n"
        "  password_entry INTEGER,          -- of the password of then\n"
        "  seal BLOB\n"
        ") STRICT;\n"
        "CREATE INDEX account_token_by_account ON account_token (account);\n",
    .key = "token",
    .columns = "token, account, name, scope, made_at, expires_at, used_at, password_entry",
    .at_restore = store::AtRestore::is_emptied};

inline constexpr store::OwnTable account_device{
    .table = "account_device",
    .ddl =
        "-- Devices on which somebody signed in before: a locked name is still open to them.\n"
        "CREATE TABLE account_device (\n"
        "  token BLOB NOT NULL,             -- hash of the device cookie\n"
        "  account INTEGER NOT NULL,\n"
        "  seen_at INTEGER NOT NULL,\n"
        "  seal BLOB,\n"
        "  PRIMARY KEY (token, account)\n"
        ") STRICT;\n",
    .key = "token, account",
    .columns = "token, account, seen_at",
    .at_restore = store::AtRestore::is_emptied};

inline constexpr store::OwnTable account_preference{
    .table = "account_preference",
    .ddl =
        "-- How each user wants the pages.\n"
        "CREATE TABLE account_preference (\n"
        "  account INTEGER NOT NULL PRIMARY KEY,\n"
        "  language TEXT NOT NULL,          -- vi or en\n"
        "  large_text INTEGER NOT NULL,     -- 0 or 1\n"
        "  seal BLOB\n"
        ") STRICT;\n",
    .key = "account",
    .columns = "account, language, large_text",
    .at_restore = store::AtRestore::comes_back};

}  // namespace giaoban::account
