// The tables: the store's own, those of the declared kinds, derived ones; and the migrations that
// led there. Private to store/ but for tests: that fresh = migrated = declared, and the stores that
// are copied for them (tests/store_world.cpp).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/catalogue.h"
#include "store/db.h"

namespace giaoban::store {

// Table -> its columns in order ("name TYPE").
using Schema = std::map<std::string, std::vector<std::string>>;
// The whole as the declarations have it, as one script; and as a Schema.
std::string declared_ddl(Catalogue const& catalogue);
// What a connection to SQLite really holds.
Schema schema_of(Db& sqlite);

// How many migrations this program knows: the version of the stores it makes.
int latest_schema();
// Since which version rows and entries bear seals.
int schema_with_seals();
// Since which version a setting proves both keys.
int schema_with_both_keys();
// Runs the migrations after `from`, inside the caller's transaction.
void migrate(Db& db, int from);
// The next migration as SQL, from the difference of declared and migrated; "" when they agree.
std::string next_migration(Catalogue const& catalogue);

}  // namespace giaoban::store
