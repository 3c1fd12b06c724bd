// What is asked of an entry without reading all of it, and what is told where the journal's end
// cannot be built upon.
#pragma once

#include <optional>

#include "base/result.h"
#include "store/db.h"
#include "store/hash.h"
#include "store/snapshot.h"
#include "store/store.h"

namespace giaoban::store {

// A StrangeValue that names the row unless it is a hash.
[[nodiscard]] Hash hash_in(RowView const& row, int column);

// Of a row of the question `entries`.
[[nodiscard]] Entry entry_in(RowView const& row);

// Nullopt: there is no such entry. What else of the entry may be damaged is not looked at.
[[nodiscard]] std::optional<Hash> hash_of_entry(Snapshot& snapshot, EntryNumber number);

extern RefusalKind const journal_end_damaged;  // {entry}

}  // namespace giaoban::store
