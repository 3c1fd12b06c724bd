// The store's own settings, each sealed with the index key, since the journal does not cover them.
// Private to store/.
#pragma once

#include <string>
#include <string_view>

#include "store/db.h"
#include "store/keys.h"

namespace giaoban::store {

// Sealed with both keys: a store is opened by its own ones, and whole.
inline constexpr std::string_view keys_setting = "keys";

// "" when there is none.
std::string meta(Db& db, std::string_view name);
void set_meta(Db& db, StoreKeys const& keys, std::string_view name, std::string const& value);
// Breakage when it is missing or not as it was sealed.
std::string sealed_meta(Db& db, StoreKeys const& keys, std::string_view name);
Blob meta_seal(StoreKeys const& keys, std::string_view name, std::string_view value);

}  // namespace giaoban::store
