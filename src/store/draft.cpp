#include "store/draft.h"

#include <algorithm>
#include <cstring>

#include "store/checks.h"
#include "store/fact_row.h"
#include "store/pack.h"

namespace giaoban::store {

Draft::Draft(Store& store, std::int64_t id_count)
    : keys_(store.keys()), next_id_(store.reserve_ids(id_count)), end_id_(next_id_ + id_count) {
  for (Derived const* derived : store.catalogue().derived) {
    if (derived->drafted != nullptr) derivations_.push_back({derived, derived->drafted()});
  }
}

std::int64_t Draft::new_id() {
  ensure(next_id_ < end_id_, "a draft reserves the identities it needs");
  return next_id_++;
}

PersonId Draft::new_person() {
  PersonId const person{new_id()};
  Secret const secret = random_secret();
  pack(person_keys_, Value{person.value});
  pack(person_keys_, Value{wrap(secret, person, keys_)});
  ++person_count_;
  ciphers_.emplace(person, PersonCipher(secret));
  return person;
}

Result<void> Draft::add(Kind const& kind, FactHead head, void const* fact) {
  std::vector<Value> const values = values_of(kind, fact);
  TRY_VOID(check_span(kind, head.span));
  TRY_VOID(check_values(kind, values));
  PersonCipher const* cipher = nullptr;
  if (kind.identifying()) {
    auto const found = ciphers_.find(PersonId{head.subject});
    ensure(found != ciphers_.end(), "a draft holds facts of its own persons");
    cipher = &found->second;
  }
  head.leaf = static_cast<std::int64_t>(leaves_.size());
  leaves_.push_back(leaf_of(kind, head, values, cipher));
  for (Derivation const& one : derivations_) {
    if (std::ranges::find(one.derived->sources, &kind) != one.derived->sources.end()) {
      one.rows->take(kind, head, fact);
    }
  }
  Packed& packed = kinds_[&kind];
  for (Value const& value : to_row(kind, head, values, cipher, keys_)) pack(packed.rows, value);
  if (packed.subjects.empty() || packed.subjects.back() != head.subject) {
    packed.subjects.push_back(head.subject);
  }
  ++packed.count;
  return {};
}

}  // namespace giaoban::store
