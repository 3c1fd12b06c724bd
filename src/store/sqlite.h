// The SQLite side of Db. Only db.cpp includes this.
#pragma once

#include <memory>
#include <string>

#include "store/db.h"

namespace giaoban::store {

std::unique_ptr<Db> open_sqlite(std::string const& path, IfMissing if_missing);

}  // namespace giaoban::store
