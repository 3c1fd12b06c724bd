// What opening a store looks at before it is one: the file, its keys, its settings. Private to
// src/store: others open by Store::open.
#pragma once

#include <string>
#include <string_view>

#include "store/store.h"

namespace giaoban::store {

Result<StoreKeys> read_keys(std::string const& path);
bool table_exists(Db& db, std::string_view table);
// Read from the file's head, since connecting would already change a foreign database's settings.
bool may_be_store(std::string const& path);
// The version that the store says; Breakage when it says none.
int schema_version(Db& db);
// Whether the setting is as the keys sealed it.
bool setting_sealed(Db& db, StoreKeys const& keys, std::string_view name);
// Refused with keys of another store, with damaged ones, and with those of a store that had seals
// by now when this one says that it has none: its rows would be sealed as if they were ours.
Result<void> prove_keys(Db& db, StoreKeys const& keys, std::string const& keys_path);
extern RefusalKind const sealed_before;
// Of a new store, a backup or its keys: a file that a database writes and removes beside another.
extern RefusalKind const name_of_a_log;      // {file}
extern RefusalKind const log_without_store;  // {file} {address}
// Writes into the key file that its store has seals. A file that nobody may write to stays as it
// is: the store is opened all the same.
void note_sealed(std::string const& keys_path) noexcept;
// The tables and settings of a new store, with its keys, or nothing.
Result<void> make_store(Db& db, OpenOptions const& options, std::string const& keys_path);
Result<void> bring_up_to_date(Db& db, StoreKeys const& keys, Catalogue const& catalogue);
// "postgresql://an:secret@host/db" without the secret: an address is shown, a password never.
std::string without_password(std::string const& address);
// One write behind the torn place may be of a power cut, of which nobody was told that it stands;
// of several all but the last were acknowledged.
Result<void> no_writes_lost(std::string const& file);
// Before a store is made: a database takes a log it finds for one of its own, and drops it.
Result<void> no_log_alone(std::string const& file);

}  // namespace giaoban::store
