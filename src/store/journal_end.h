// What is asked of an entry without reading all of it, and what is told where the journal's end
// cannot be built upon.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "store/db.h"
#include "store/hash.h"
#include "store/seals.h"
#include "store/snapshot.h"
#include "store/store.h"

namespace giaoban::store {

// A StrangeValue that names the row unless it is a hash.
[[nodiscard]] Hash hash_in(RowView const& row, int column);

// Of a row of the question `entries`.
[[nodiscard]] Entry entry_in(RowView const& row);

// The names of its columns that cannot be read: "cột root, hash".
[[nodiscard]] std::string strange_columns_of_entry(RowView const& row);

// Nothing is built on a journal that ends elsewhere than it was sealed: the next seal would hide
// what was cut off or written over.
[[nodiscard]] Result<void> ends_as_sealed(Db& db, Head const& sealed);

// Nullopt: there is no such entry. What else of the entry may be damaged is not looked at.
[[nodiscard]] std::optional<Hash> hash_of_entry(Snapshot& snapshot, EntryNumber number);

extern RefusalKind const journal_end_damaged;  // {entry}

}  // namespace giaoban::store
