// What opening, backup and restore share. Private to store/; defined in store.cpp.
#pragma once

#include <string>

#include "store/db.h"
#include "store/keys.h"

namespace giaoban::store {

// The file holds both keys, so only its owner may read it.
void write_keys(std::string const& path, StoreKeys const& keys);
// Whether anything at all stands in the database.
bool holds_tables(Db& db);

}  // namespace giaoban::store
