// The SQLite side of Db. Only db.cpp includes this.
#pragma once

#include <memory>
#include <string>

#include "store/db.h"

namespace giaoban::store {

// "giao": stands in the head of every store's file, so that a foreign database is known untouched.
inline constexpr int sqlite_application_id = 0x6769616f;

std::unique_ptr<Db> open_sqlite(std::string const& path, IfMissing if_missing, Opening opening);

}  // namespace giaoban::store
