// Facts of new subjects, checked, sealed and hashed outside the write lock, so that an import of a
// province holds the lock only while its rows are written. Rows are kept packed: a province's
// million facts stay within some tens of megabytes.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/store.h"

namespace giaoban::store {

class Draft {
 public:
  // Reserves `id_count` identities; asking for more is a bug.
  Draft(Store& store, std::int64_t id_count);

  std::int64_t new_id();
  PersonId new_person();

  // As Tx::record and its kin, for subjects made by this draft, each (kind, subject) over disjoint
  // spans: the caller's rules see to that. Refused by the kind's own checks.
  template <class F>
  Result<void> state(std::int64_t subject, Span span, F const& fact) {
    return add(F::kind, {.subject = subject, .span = span}, &fact);
  }
  template <class F>
  Result<void> yearly(std::int64_t subject, std::int64_t year, Day decided_on, F const& fact) {
    return add(F::kind, {.subject = subject, .year = year, .span = {decided_on, Day::forever()}},
               &fact);
  }
  template <class F>
  Result<void> event(std::int64_t subject, Day on, F const& fact) {
    return add(F::kind, {.subject = subject, .span = {on, on + 1}}, &fact);
  }
  // The same without the type; of the head, subject, year and span count.
  Result<void> add(Kind const& kind, FactHead head, void const* fact);
  [[nodiscard]] std::int64_t facts() const { return static_cast<std::int64_t>(leaves_.size()); }

 private:
  friend class Tx;

  struct Packed {
    std::string rows;  // rows of columns_of(kind), packed one after another
    std::int64_t count = 0;
    std::vector<std::int64_t> subjects;
    // Of values that no two subjects may bear: their places in the row, and their hashes.
    std::vector<std::size_t> key_places;
    std::vector<std::size_t> keys;
    // Whether a value may be borne twice within the draft: surely not when it says no. Once.
    [[nodiscard]] bool repeats_a_key() &&;
  };
  Packed& packed_of(Kind const& kind);

  struct Derivation {
    Derived const* derived;
    std::unique_ptr<DerivedDraft> rows;
  };
  StoreKeys const& keys_;
  std::vector<Derivation> derivations_;
  std::int64_t next_id_;
  std::int64_t end_id_;
  std::map<Kind const*, Packed> kinds_;
  std::vector<Hash> leaves_;  // in order; a row's `leaf` is its place here until adopted
  std::unordered_map<PersonId, PersonCipher> ciphers_;
  std::string person_keys_;  // packed rows (person, wrapped)
  std::int64_t person_count_ = 0;
};

}  // namespace giaoban::store
