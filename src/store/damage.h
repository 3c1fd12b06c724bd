// What the rows of a store do not show by themselves: pages and indexes that were torn, a log that
// breaks off, definitions that are not ours. Private to store/; check tells all of it, opening
// refuses what would do harm at the next write.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/catalogue.h"
#include "store/db.h"

namespace giaoban::store {

// A trigger, view, rule or other thing in the database that acts by itself; nullopt: none does.
std::optional<std::string> foreign_law_in(Db& db);

// What the database defines otherwise than the declarations do: unknown, missing or changed tables,
// indexes, triggers and views. One sentence each.
std::vector<std::string> definition_faults(std::string const& address, Catalogue const& catalogue);

// The database's own proof of its pages, and each index held against its table.
std::vector<std::string> integrity_faults(std::string const& address);

// Of the file that SQLite writes first. Behind a frame that cannot be read SQLite drops all that
// follows without a word.
struct TornLog {
  std::int64_t frame = 0;    // the first that cannot be read, from 1
  std::int64_t commits = 0;  // that were written behind it
};
std::optional<TornLog> torn_log_of(std::string const& store_file);
std::string log_of(std::string const& store_file);
// A file's head says how it is read, and no proof of pages covers it.
std::vector<std::string> head_faults(std::string const& store_file);

}  // namespace giaoban::store
