#include "store/draft.h"

#include <algorithm>
#include <cstring>
#include <functional>

#include "store/checks.h"
#include "store/fact_row.h"
#include "store/pack.h"

namespace giaoban::store {

namespace {

// Equal for equal values of one place of the row. Others may meet by chance, and are then compared.
std::size_t hash_of(Value const& value, std::size_t place) {
  std::string packed;
  pack(packed, value);
  return std::hash<std::string>{}(packed) ^ (place << 1U);
}

}  // namespace

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
  Packed& packed = packed_of(kind);
  std::vector<Value> const row = to_row(kind, head, values, cipher, keys_);
  for (Value const& value : row) pack(packed.rows, value);
  for (std::size_t place : packed.key_places) {
    if (!is_null(row[place])) packed.keys.push_back(hash_of(row[place], place));
  }
  if (packed.subjects.empty() || packed.subjects.back() != head.subject) {
    packed.subjects.push_back(head.subject);
  }
  ++packed.count;
  return {};
}

Draft::Packed& Draft::packed_of(Kind const& kind) {
  auto const [found, fresh] = kinds_.try_emplace(&kind);
  if (!fresh) return found->second;
  auto const& columns = sql_of(kind).columns;
  for (Field const& field : kind.fields) {
    if (!field.unique()) continue;
    auto const place = std::ranges::find(columns, indexed_column(field));
    found->second.key_places.push_back(static_cast<std::size_t>(place - columns.begin()));
  }
  return found->second;
}

bool Draft::Packed::repeats_a_key() && {
  auto sorted = std::move(keys);
  std::ranges::sort(sorted);
  return std::ranges::adjacent_find(sorted) != sorted.end();
}

}  // namespace giaoban::store
