// What SQLite and PostgreSQL say differently. SQL is written in SQLite's words; for PostgreSQL
// these are rewritten, as whole words outside quotes and comments, in any case:
//
//   ?1                     $1                SQLite numbers $n by appearance, so ?n is the common
//   word INTEGER                BIGINT            ids and days are 64-bit BLOB BYTEA TEXT in
//   CREATE, ALTER  TEXT COLLATE "C"  order by bytes as SQLite has it, whatever the server's
//                                            locale (not in CAST(... AS TEXT))
//   ) STRICT               )                 a table's options, with their commas
//   ) WITHOUT ROWID        )
//
// What is not rewritten, and so is not written: ? without a number, x'00' literals, "double quoted"
// texts, LIKE with a backslash but without ESCAPE, a bare null parameter (write
// CAST(?1 AS INTEGER) IS NULL), INTEGER PRIMARY KEY that counts by itself. The SQLite side makes
// LIKE tell case apart as PostgreSQL does.
#pragma once

#include <string>
#include <string_view>

#include "base/value.h"

namespace giaoban::store {

std::string for_postgres(std::string_view sql);

// The start of a statement, on one line, for a Breakage. It holds no values: those are parameters.
std::string sql_for_log(std::string_view sql);

// Breakage for a text holding a zero byte: PostgreSQL cannot keep it, so neither database does.
void refuse_zero_byte(std::string_view text);

}  // namespace giaoban::store
