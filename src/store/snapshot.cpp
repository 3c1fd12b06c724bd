#include "store/snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "store/fact_row.h"
#include "store/queries.h"
#include "store/strange.h"

namespace giaoban::store {

Snapshot::Snapshot(Db& db, Catalogue const& catalogue, StoreKeys const& keys, Clock const& clock)
    : db_(db), catalogue_(catalogue), keys_(keys), clock_(clock) {}

EntryNumber Snapshot::head() {
  return db_.first(queries::head, Params(), [](RowView const& row) { return row.integer(0); })
      .value_or(0);
}

bool Snapshot::untouched(std::vector<Kind const*> const& kinds, EntryNumber from, EntryNumber to) {
  std::string numbers;
  bool found = false;
  auto const note = [&](RowView const&) { found = true; };
  for (Kind const* kind : kinds) {
    numbers += fmt::format("{}{}", numbers.empty() ? "" : ", ", kind->number);
    db_.each(fmt::format("SELECT 1 FROM {} WHERE recorded_in > ?1 AND recorded_in <= ?2 LIMIT 1",
                         kind->table),
             Params(from, to), note);
    if (found) return false;
  }
  db_.each(fmt::format("SELECT 1 FROM supersession WHERE entry > ?1 AND entry <= ?2 AND kind IN "
                       "({}) LIMIT 1",
                       numbers),
           Params(from, to), note);
  return !found;
}

std::shared_ptr<void const> Snapshot::kept_value(Shelved const& of) {
  if (shelf_ == nullptr) return nullptr;
  EntryNumber const known_at = std::min(of.moment.known_at, head());
  return shelf_->find({of.name, of.moment.as_of, known_at}, [&](EntryNumber from, EntryNumber to) {
    return untouched(of.from, from, to);
  });
}

void Snapshot::keep_value(Shelved const& of, std::shared_ptr<void const> value) {
  if (shelf_ == nullptr) return;
  EntryNumber const known_at = std::min(of.moment.known_at, head());
  shelf_->keep({of.name, of.moment.as_of, known_at}, std::move(value));
}

Shelf::Turn Snapshot::turn_to_make(Shelved const& of) {
  if (shelf_ == nullptr) return {};
  return shelf_->turn_to_make({of.name, of.moment.as_of, 0});
}

PersonCipher const* Snapshot::cipher(PersonId person) {
  auto found = ciphers_.find(person);
  if (found == ciphers_.end()) {
    auto const wrapped = db_.first(queries::person_key, Params(person),
                                   [](RowView const& row) { return row.blob(0); });
    std::optional<PersonCipher> opened;
    if (wrapped) {
      auto const secret = unwrap(*wrapped, person, keys_);
      if (!secret)
        throw Breakage(fmt::format("the secret of person {} does not open", person.value));
      opened.emplace(*secret);
    }
    found = ciphers_.emplace(person, std::move(opened)).first;
  }
  return found->second ? &*found->second : nullptr;
}

RawFact const* nearest(std::vector<RawFact> const& facts, Day day) {
  auto const distance = [&](RawFact const& fact) {
    return std::abs(fact.head.span.nearest(day).number() - day.number());
  };
  auto const found = std::ranges::min_element(facts, {}, distance);
  return found == facts.end() ? nullptr : &*found;
}

std::vector<RawFact> Snapshot::history(Kind const& kind, std::int64_t subject,
                                       EntryNumber known_at) {
  std::vector<RawFact> facts;
  PersonCipher const* const key = kind.identifying() ? cipher(PersonId{subject}) : nullptr;
  db_.each(sql_of(kind).history, Params(subject, known_at), [&](RowView const& row) {
    use_row([&] { facts.push_back(from_row(kind, row, key)); });
  });
  return facts;
}

std::optional<RawFact> Snapshot::in_force(Kind const& kind, std::int64_t subject, Moment moment) {
  std::optional<RawFact> found;
  PersonCipher const* const key = kind.identifying() ? cipher(PersonId{subject}) : nullptr;
  db_.each(sql_of(kind).in_force, Params(subject, moment.as_of, moment.known_at),
           [&](RowView const& row) { found = from_row(kind, row, key); });
  return found;
}

std::optional<RawFact> Snapshot::of_year(Kind const& kind, std::int64_t subject, std::int64_t year,
                                         Moment moment) {
  std::optional<RawFact> found;
  PersonCipher const* const key = kind.identifying() ? cipher(PersonId{subject}) : nullptr;
  db_.each(sql_of(kind).of_year, Params(subject, moment.as_of, moment.known_at, year),
           [&](RowView const& row) { found = from_row(kind, row, key); });
  return found;
}

std::optional<std::int64_t> Snapshot::bearer(Kind const& kind, Field const& field,
                                             Value const& value, Moment moment) {
  std::optional<std::int64_t> found;
  if (is_null(value)) return found;
  Value const key =
      field.sensitive() ? Value{blind_index(text_of(value), field.column, keys_)} : value;
  db_.each(fmt::format("SELECT subject FROM {} WHERE {}{} = ?1 AND effective_from <= ?2 AND "
                       "effective_to > ?2 AND recorded_in <= ?3 AND superseded_in > ?3",
                       kind.table, field.column, field.sensitive() ? "_index" : ""),
           Params(key, moment.as_of, moment.known_at),
           [&](RowView const& row) { found = row.integer(0); });
  return found;
}

void Snapshot::each_in_force(Kind const& kind, Moment moment,
                             std::function<void(RawFact const&)> const& on_fact) {
  // Persons' keys are read ahead, because no query can run inside this cursor on PostgreSQL.
  if (kind.identifying()) {
    std::vector<std::pair<PersonId, Blob>> wrapped;
    db_.each(queries::all_person_keys, Params(), [&](RowView const& row) {
      if (!ciphers_.contains(row.id<PersonId>(0))) {
        wrapped.emplace_back(row.id<PersonId>(0), row.blob(1));
      }
    });
    for (auto const& [person, blob] : wrapped) {
      if (auto const secret = unwrap(blob, person, keys_)) {
        ciphers_.emplace(person, PersonCipher(*secret));
      }
    }
  }
  db_.each(fmt::format("SELECT {} FROM {} WHERE effective_from <= ?1 AND effective_to > ?1 AND "
                       "+recorded_in <= ?2 AND superseded_in > ?2 ORDER BY subject",
                       column_list(kind), kind.table),
           Params(moment.as_of, moment.known_at), [&](RowView const& row) {
             PersonCipher const* key = nullptr;
             if (kind.identifying()) {
               auto const found = ciphers_.find(PersonId{row.integer(0)});
               if (found != ciphers_.end() && found->second) key = &*found->second;
             }
             use_row([&] { on_fact(from_row(kind, row, key)); });
           });
}

std::vector<Span> Snapshot::lifetimes(Entity const& entity, std::int64_t id) {
  if (entity.lifetime == nullptr) return {Span{Day::from_number(INT32_MIN), Day::forever()}};
  std::vector<Span> spans;
  for (RawFact const& fact : history(*entity.lifetime(), id)) {
    if (!spans.empty() && spans.back().to == fact.head.span.from) {
      spans.back().to = fact.head.span.to;  // adjoining spans are one life
    } else {
      spans.push_back(fact.head.span);
    }
  }
  return spans;
}

}  // namespace giaoban::store
