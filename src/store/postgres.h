// The PostgreSQL side of Db. Only db.cpp includes this.
#pragma once

#include <memory>
#include <string>

#include "store/db.h"

namespace giaoban::store {

std::unique_ptr<Db> open_postgres(std::string const& address);

}  // namespace giaoban::store
