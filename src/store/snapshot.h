// Reading: one consistent view of the store. Every question says its Moment.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "store/catalogue.h"
#include "store/db.h"
#include "store/fact.h"
#include "store/keys.h"
#include "store/shelf.h"

namespace giaoban::store {

class Follower;

// The fact whose span lies nearest to the day; the earlier of two. Null when there is none.
RawFact const* nearest(std::vector<RawFact> const& facts, Day day);

// What is kept for all readers: its name, the kinds it is made from, and of when.
struct Shelved {
  std::string_view name;
  std::vector<Kind const*> from;
  Moment moment;
};

class Snapshot {
 public:
  Snapshot(Db& db, Catalogue const& catalogue, StoreKeys const& keys, Clock const& clock);
  virtual ~Snapshot() = default;
  Snapshot(Snapshot const&) = delete;
  Snapshot& operator=(Snapshot const&) = delete;

  [[nodiscard]] Db& db() { return db_; }
  [[nodiscard]] Catalogue const& catalogue() const { return catalogue_; }
  [[nodiscard]] StoreKeys const& keys() const { return keys_; }
  // The day of which rights are: what a question or verb is asked over may be another.
  [[nodiscard]] Day today() const { return clock_.today(); }
  // The last entry this view holds.
  [[nodiscard]] EntryNumber head();
  // A second view of the same entry, for a second thread. Null where there is none to be had:
  // inside a write, or when entries were added meanwhile.
  [[nodiscard]] virtual std::unique_ptr<Snapshot> beside() { return nullptr; }

  // What follows the journal in memory (follower.h); null where nothing does, and inside a write,
  // whose facts it does not know.
  [[nodiscard]] virtual Follower* follower() { return nullptr; }

  // All facts of a subject known at an entry, by effective day (and year).
  std::vector<RawFact> history(Kind const& kind, std::int64_t subject,
                               EntryNumber known_at = standing - 1);
  // The one in force: a state on the day; nullopt for none. Yearly: the last decided by the day.
  std::optional<RawFact> in_force(Kind const& kind, std::int64_t subject, Moment moment);
  std::optional<RawFact> of_year(Kind const& kind, std::int64_t subject, std::int64_t year,
                                 Moment moment);
  // Who bears this value of a unique field on the day.
  std::optional<std::int64_t> bearer(Kind const& kind, Field const& field, Value const& value,
                                     Moment moment);
  // Streams every fact of a kind that is known at the moment's entry and in force on its day.
  void each_in_force(Kind const& kind, Moment moment,
                     std::function<void(RawFact const&)> const& on_fact);

  template <class F>
  std::vector<Fact<F>> history_of(std::int64_t subject, EntryNumber known_at = standing - 1) {
    std::vector<Fact<F>> facts;
    for (RawFact const& raw : history(F::kind, subject, known_at)) facts.push_back(typed<F>(raw));
    return facts;
  }
  template <class F>
  std::optional<Fact<F>> fact(std::int64_t subject, Moment moment) {
    auto raw = in_force(F::kind, subject, moment);
    return raw ? std::optional(typed<F>(*raw)) : std::nullopt;
  }
  template <class F>
  std::optional<Fact<F>> fact_of_year(std::int64_t subject, std::int64_t year, Moment moment) {
    auto raw = of_year(F::kind, subject, year, moment);
    return raw ? std::optional(typed<F>(*raw)) : std::nullopt;
  }

  // Rows of a bound query, in its order; `given` are its places ?1 ?2.
  template <class Row, class... Given>
  std::vector<Row> rows(QueryOf<Row> const& query, Given const&... given) {
    std::vector<Row> all;
    each(query, Params(given...), [&](Row row) { all.push_back(std::move(row)); });
    return all;
  }
  // The first of them; nullopt when there is none.
  template <class Row, class... Given>
  std::optional<Row> first(QueryOf<Row> const& query, Given const&... given) {
    std::optional<Row> found;
    each(query, Params(given...), [&](Row row) {
      if (!found) found = std::move(row);
    });
    return found;
  }
  // One after the other, none kept.
  template <class Row, class Sink>
  void each(QueryOf<Row> const& query, Params const& params, Sink const& sink) {
    db_.each(query, params, [&](RowView const& row) {
      Row made{};
      query.read(row, made);
      sink(std::move(made));
    });
  }

  // The days an entity exists over, as known now; the whole of time for one without lifetime.
  std::vector<Span> lifetimes(Entity const& entity, std::int64_t id);

  // What `make` answers, made once and shared while nothing of the kinds is written (shelf.h);
  // inside a write made each time. The name goes with one type and one way of making.
  template <class T>
  std::shared_ptr<T const> derived(Shelved const& of, std::function<T()> const& make) {
    if (auto kept = kept_value(of)) return std::static_pointer_cast<T const>(kept);
    auto const turn = turn_to_make(of);
    if (auto kept = kept_value(of)) return std::static_pointer_cast<T const>(kept);
    auto made = std::make_shared<T const>(make());
    keep_value(of, made);
    return made;
  }

  // The person's cipher; nullptr when erased.
  PersonCipher const* cipher(PersonId person);

 private:
  std::shared_ptr<void const> kept_value(Shelved const& of);
  void keep_value(Shelved const& of, std::shared_ptr<void const> value);
  Shelf::Turn turn_to_make(Shelved const& of);
  bool untouched(std::vector<Kind const*> const& kinds, EntryNumber from, EntryNumber to);

 protected:
  Db& db_;
  Catalogue const& catalogue_;
  StoreKeys const& keys_;
  Clock const& clock_;
  std::unordered_map<PersonId, std::optional<PersonCipher>> ciphers_;
  Shelf* shelf_ = nullptr;  // null inside a write
};

}  // namespace giaoban::store
