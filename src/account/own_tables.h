// The tables that stand outside the journal: what is secret is stored only hashed, and no value of
// them is ever logged. Private to src/account.
#pragma once

#include "store/catalogue.h"

namespace giaoban::account {

inline constexpr store::OwnTable account_secret{"account_secret",
                                                "-- Passwords, hashed by argon2id.\n"
                                                "CREATE TABLE account_secret (\n"
                                                "  account INTEGER NOT NULL PRIMARY KEY,\n"
                                                "  hash TEXT NOT NULL,\n"
                                                "  one_time_until INTEGER           -- set by an "
                                                "administrator: until when, then to be changed\n"
                                                ") STRICT;\n"};
inline constexpr store::OwnTable account_session{
    "account_session",
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
    "  strange_family TEXT\n"
    ") STRICT;\n"
    "CREATE INDEX account_session_by_account ON account_session (account);\n"};
inline constexpr store::OwnTable account_token{
    "account_token",
    "-- Tokens for programs, by hash.\n"
    "CREATE TABLE account_token (\n"
    "  token BLOB NOT NULL PRIMARY KEY,\n"
    "  account INTEGER NOT NULL,\n"
    "  name TEXT NOT NULL,\n"
    "  scope TEXT NOT NULL,             -- read or write\n"
    "  made_at INTEGER NOT NULL,\n"
    "  expires_at INTEGER NOT NULL,\n"
    "  used_at INTEGER\n"
    ") STRICT;\n"
    "CREATE INDEX account_token_by_account ON account_token (account);\n"};
inline constexpr store::OwnTable account_device{
    "account_device",
    "-- Devices on which somebody signed in before: a locked name is still open to them.\n"
    "CREATE TABLE account_device (\n"
    "  token BLOB NOT NULL,             -- hash of the device cookie\n"
    "  account INTEGER NOT NULL,\n"
    "  seen_at INTEGER NOT NULL,\n"
    "  PRIMARY KEY (token, account)\n"
    ") STRICT;\n"};
inline constexpr store::OwnTable account_preference{
    "account_preference",
    "-- How each user wants the pages.\n"
    "CREATE TABLE account_preference (\n"
    "  account INTEGER NOT NULL PRIMARY KEY,\n"
    "  language TEXT NOT NULL,          -- vi or en\n"
    "  large_text INTEGER NOT NULL      -- 0 or 1\n"
    ") STRICT;\n"};

}  // namespace giaoban::account
