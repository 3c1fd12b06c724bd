// What the key file holds together, so that who has the store and not the keys cannot write a
// history of his own: a mark on each entry, a chain of seals through the access log, and the sealed
// head that says where both end. Private to store/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/store.h"

namespace giaoban::store {

// Of an id, below the store's number: with 20 bits of that an id stays exact in JSON.
inline constexpr int sequence_bits = 33;

// Breakage when it is not as it was sealed.
Head sealed_head(Db& db, StoreKeys const& keys);
void set_head(Db& db, StoreKeys const& keys, Head const& head);

// Of what was asked under the act's nonce; nullopt without a nonce.
std::optional<Blob> digest_of(Act const& act, StoreKeys const& keys);
// `before`: how far the access log went when the entry was written.
Blob mark_of(Hash const& entry, std::optional<Blob> const& asked, Head const& before,
             StoreKeys const& keys);
Blob seal_of_access(std::int64_t id, Access const& access, Blob const& before,
                    StoreKeys const& keys);

std::vector<Entry> entries_from(Db& db, EntryNumber from, std::int64_t count);  // journal.cpp

// Of a store from before the seals: what is sound by the proofs of then is sealed as it stands.
void seal_what_stands(Db& db, StoreKeys const& keys, Catalogue const& catalogue);

// For `check`, one sentence each.
std::vector<std::string> seal_faults(Snapshot& snapshot, std::vector<Head> const& filed);

}  // namespace giaoban::store
