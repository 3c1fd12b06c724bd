#include "store/tx.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/checks.h"
#include "store/fact_row.h"
#include "store/journal_end.h"
#include "store/meta.h"
#include "store/overlay.h"
#include "store/queries.h"
#include "store/store.h"

namespace giaoban::store {

namespace {

std::string span_words(Span span) {
  return span.to == Day::forever()
             ? fmt::format("từ {}", span.from.vietnamese())
             : fmt::format("{} – {}", span.from.vietnamese(), (span.to - 1).vietnamese());
}

Refusal outlives(Kind const& kind, Entity const& entity, std::int64_t id,
                 std::vector<Span> const& lives) {
  return {&outlives_reference,
          {{"what", kind.label},
           {"other", entity.label},
           {"id", std::to_string(id)},
           {"days", lives.empty() ? "chưa có" : span_words(lives.back())}}};
}

Named numbered(Entity const& entity, std::int64_t id) {
  return {std::to_string(id), {entity.name, id}};
}

Named bearer_of(Kind const& kind, RowView const& row) {
  return numbered(*kind.subject, row.integer(0));
}

// A sensitive value is never repeated: refusals are shown and may be logged.
Refusal taken(Field const& field, Value const& value, Named other, Span days) {
  return {&value_taken,
          {{"field", field.label},
           {"value", field.sensitive() ? "…" : text_of(value)},
           {"other", std::move(other)},
           {"days", span_words(days)}},
          std::string(field.label.vietnamese())};
}

}  // namespace

bool Actor::may(Right const& right) const {
  return std::ranges::any_of(grants, [&](Grant const& grant) { return *grant.right == right; });
}
bool Actor::may_everywhere(Right const& right) const {
  return std::ranges::any_of(
      grants, [&](Grant const& grant) { return !grant.under && *grant.right == right; });
}

Tx::Tx(Db& db, Catalogue const& catalogue, StoreKeys const& keys, Clock const& clock,
       Act const& act, EntryNumber number)
    : Snapshot(db, catalogue, keys, clock), act_(act), number_(number) {}

std::int64_t Tx::new_id() {
  if (last_id_ == 0) {
    last_id_ = std::stoll(sealed_meta(db_, keys_, "last_id"));
    first_new_id_ = last_id_ + 1;
  }
  return ++last_id_;
}

PersonId Tx::new_person() {
  PersonId const person{new_id()};
  Secret const secret = random_secret();
  db_.execute(queries::insert_person_key, Params(person, wrap(secret, person, keys_)));
  ciphers_.insert_or_assign(person, PersonCipher(secret));
  return person;
}

// --- writing -----------------------------------------------------------------------------------

Result<void> Tx::record(Kind const& kind, std::int64_t subject, Span span, void const* fact) {
  ensure(kind.shape == Shape::state, "record() is for states");
  written_.insert(&kind);
  return write_over(kind, subject, 0, span, values_of(kind, fact));
}

Result<void> Tx::record_year(Kind const& kind, std::int64_t subject, std::int64_t year,
                             Day decided_on, void const* fact) {
  ensure(kind.shape == Shape::yearly, "record_year() is for yearly values");
  written_.insert(&kind);
  return write_over(kind, subject, year, {decided_on, Day::forever()}, values_of(kind, fact));
}

Result<void> Tx::record_event(Kind const& kind, std::int64_t subject, Day on, void const* fact) {
  ensure(kind.shape == Shape::event, "record_event() is for events");
  written_.insert(&kind);
  return write_over(kind, subject, 0, {on, on + 1}, values_of(kind, fact));
}

std::vector<RawFact> Tx::current(Kind const& kind, std::int64_t subject, std::int64_t year) {
  // Nothing is known of whom this entry makes and has not written about.
  bool const made_here = first_new_id_ != 0 && subject >= first_new_id_ && subject <= last_id_;
  if (made_here && subject > written_up_to_[&kind]) return {};
  std::vector<RawFact> facts = history(kind, subject);
  std::erase_if(facts, [&](RawFact const& fact) { return fact.head.year != year; });
  return facts;
}

Result<void> Tx::write_over(Kind const& kind, std::int64_t subject, std::int64_t year, Span span,
                            std::vector<Value> const& values) {
  TRY_VOID(check_span(kind, span));
  TRY_VOID(check_values(kind, values));
  if (kind.identifying() && cipher(PersonId{subject}) == nullptr) return refuse(erased_person);
  FactHead head{.subject = subject, .year = year, .span = span};
  if (kind.shape == Shape::event) {
    TRY_VOID(check_lifetimes(kind, head, values));
    TRY_VOID(check_unique(kind, subject, span, values));
    insert(kind, head, values);
    return {};
  }
  std::vector<RawFact> older = current(kind, subject, year);
  std::erase_if(older, [&](RawFact const& f) { return !same_key(kind, f.values, values); });
  if (kind.shape == Shape::yearly) {
    // A decision holds until the next one, also where it is recorded after it.
    for (RawFact const& f : older) {
      if (f.head.span.from > span.from) head.span.to = std::min(head.span.to, f.head.span.from);
    }
  }
  TRY_VOID(check_lifetimes(kind, head, values));
  TRY_VOID(check_unique(kind, subject, head.span, values));
  TRY_VOID(check_seen(kind, subject, year, head.span, &values));
  std::vector<Span> spans;
  for (RawFact const& f : older) spans.push_back(f.head.span);
  Overlay const plan = overlay(spans, head.span);
  for (std::size_t i : plan.superseded) supersede(kind, older[i].head);
  for (Remainder const& rest : plan.remainders) {
    insert(kind, {.subject = subject, .year = year, .span = rest.span}, older[rest.of].values);
  }
  insert(kind, head, values);
  return {};
}

// Refused when somebody wrote on these days after the entry the actor saw. `key`: only facts that
// exclude one of these values; null: all.
Result<void> Tx::check_seen(Kind const& kind, std::int64_t subject, std::int64_t year, Span span,
                            std::vector<Value> const* key) {
  if (!act_.based_on) return {};
  EntryNumber const seen = *act_.based_on;
  EntryNumber later = 0;
  auto const look = [&](RawFact const& fact, EntryNumber entry) {
    if (entry <= seen || entry == number_ || entry == standing) return;
    if (fact.head.year != year || !fact.head.span.overlaps(span)) return;
    if (key == nullptr || same_key(kind, fact.values, *key)) later = std::max(later, entry);
  };
  for (RawFact const& fact : history(kind, subject)) look(fact, fact.head.recorded_in);
  for (RawFact const& fact : history(kind, subject, seen)) look(fact, fact.head.superseded_in);
  if (later == 0) return {};
  return refuse(
      written_meanwhile,
      {{"what", kind.label}, {"entry", std::to_string(later)}, {"based_on", std::to_string(seen)}});
}

void Tx::insert(Kind const& kind, FactHead head, std::vector<Value> const& values) {
  PersonCipher const* const key = kind.identifying() ? cipher(PersonId{head.subject}) : nullptr;
  head.recorded_in = number_;
  head.leaf = leaves_.count();
  head.superseded_in = standing;
  leaves_.add(leaf_of(kind, head, values, key));
  Params params;
  for (Value& value : to_row(kind, head, values, key, keys_)) params.add(std::move(value));
  db_.execute(sql_of(kind).insert, params);
  touched_[&kind].push_back(head.subject);
  std::int64_t& up_to = written_up_to_[&kind];
  up_to = std::max(up_to, head.subject);
}

void Tx::supersede(Kind const& kind, FactHead const& head) {
  Supersession const supersession{.leaf = leaves_.count(),
                                  .kind = kind.number,
                                  .subject = head.subject,
                                  .target_entry = head.recorded_in,
                                  .target_leaf = head.leaf};
  leaves_.add(leaf_of(supersession));
  db_.execute(queries::insert_supersession, Params(number_, supersession.leaf, int{kind.number},
                                                   head.subject, head.recorded_in, head.leaf));
  Params params(number_, head.subject, head.span.from, head.recorded_in, head.leaf);
  if (kind.shape == Shape::yearly) params.add(head.year);
  std::int64_t const rows = db_.execute(sql_of(kind).supersede, params);
  ensure(rows == 1, "what is superseded stands");
  touched_[&kind].push_back(head.subject);
  if (kind.subject->lifetime != nullptr && kind.subject->lifetime() == &kind) {
    shrunk_[&kind].insert(head.subject);
  }
}

Result<void> Tx::end(Kind const& kind, std::int64_t subject, Day day) {
  written_.insert(&kind);
  return end_facts(kind, subject, day);
}

Result<void> Tx::end_facts(Kind const& kind, std::int64_t subject, Day day) {
  ensure(kind.shape == Shape::state, "only a state ends");
  TRY_VOID(check_seen(kind, subject, 0, {day, Day::forever()}, nullptr));
  for (RawFact const& fact : history(kind, subject)) {
    if (fact.head.span.to <= day) continue;
    if (kind.identifying() && cipher(PersonId{subject}) == nullptr) return refuse(erased_person);
    supersede(kind, fact.head);
    if (fact.head.span.from < day) {
      insert(kind, {.subject = subject, .span = {fact.head.span.from, day}}, fact.values);
    }
  }
  return {};
}

Result<void> Tx::end_entity(Entity const& entity, std::int64_t id, Day day) {
  for (Kind const* kind : catalogue_.kinds) {
    if (kind->subject == &entity && kind->shape == Shape::state)
      TRY_VOID(end_facts(*kind, id, day));
  }
  return entity.lifetime == nullptr ? Result<void>{}
                                    : check_nothing_outlives(*entity.lifetime(), id);
}

Result<void> Tx::retract(Kind const& kind, RawFact const& fact) {
  written_.insert(&kind);
  // As it is now: the caller may have read it in an older view.
  std::optional<FactHead> now;
  db_.each(sql_of(kind).of_subject + " AND recorded_in = ?2 AND leaf = ?3",
           Params(fact.head.subject, fact.head.recorded_in, fact.head.leaf),
           [&](RowView const& row) { now = head_from_row(kind, row); });
  ensure(now.has_value(), "what is voided was recorded");
  if (now->superseded_in != standing) {
    return refuse(later_facts_build_on, {{"entry", std::to_string(now->superseded_in)}});
  }
  supersede(kind, *now);
  return {};
}

Result<void> Tx::restore(Kind const& kind, RawFact const& fact) {
  FactHead const& head = fact.head;
  if (kind.identifying() && cipher(PersonId{head.subject}) == nullptr) return refuse(erased_person);
  if (kind.shape != Shape::event) {
    for (RawFact const& now : current(kind, head.subject, head.year)) {
      if (now.head.span.overlaps(head.span) && same_key(kind, now.values, fact.values)) {
        return refuse(later_facts_build_on, {{"entry", std::to_string(now.head.recorded_in)}});
      }
    }
  }
  TRY_VOID(check_lifetimes(kind, head, fact.values));
  TRY_VOID(check_unique(kind, head.subject, head.span, fact.values));
  insert(kind, head, fact.values);
  return {};
}

void Tx::blank(PersonId person) {
  for (Kind const* kind : catalogue_.kinds) {
    if (!kind->identifying()) continue;
    // All rows, superseded ones too: what was known of the person must go from every past.
    std::vector<RawFact> facts;
    PersonCipher const* const key = cipher(person);
    db_.each(sql_of(*kind).of_subject, Params(person),
             [&](RowView const& row) { facts.push_back(from_row(*kind, row, key)); });
    for (RawFact const& fact : facts) {
      Hash const original = leaf_of(*kind, fact.head, fact.values, key);
      db_.execute(queries::insert_erased_leaf,
                  Params(fact.head.recorded_in, fact.head.leaf, Blob{std::string(original.view())},
                         number_, leaves_.count()));
      leaves_.add(leaf_of_erased(*kind, fact.head, original));
    }
    std::string blanks;
    auto const& columns = sql_of(*kind).columns;
    for (std::size_t i = static_cast<std::size_t>(fixed_columns(*kind)); i < columns.size(); ++i) {
      blanks += fmt::format("{}{} = NULL", blanks.empty() ? "" : ", ", columns[i]);
    }
    db_.execute(fmt::format("UPDATE {} SET {} WHERE subject = ?1", kind->table, blanks),
                Params(person));
    touched_[kind].push_back(person.value);
  }
  db_.execute(queries::delete_person_key, Params(person));
  ciphers_.insert_or_assign(person, std::nullopt);
  blanked_ = true;
}

// What proves a row or an entry as it stands: its own hash, or the leaf of the last blanking.
Tx::Proof Tx::proof_now(Proof first, std::function<Hash(Hash const&)> const& after) {
  while (true) {
    auto const later = db_.first(
        queries::erased_leaf_at, Params(first.entry, first.leaf), [&](RowView const& row) {
          return Proof{row.integer(1), row.integer(2), after(hash_in(row, 0))};
        });
    if (!later) return first;
    first = *later;
  }
}

void Tx::blank_text(Kind const& kind, RawFact const& fact, std::vector<Value> const& left) {
  ensure(!kind.identifying(), "a fact that loses a text is of no person by its kind");
  Proof now{fact.head.recorded_in, fact.head.leaf, leaf_of(kind, fact.head, fact.values, nullptr)};
  now = proof_now(std::move(now),
                  [&](Hash const& original) { return leaf_of_blanked(kind, fact, original); });
  db_.execute(
      queries::insert_erased_leaf,
      Params(now.entry, now.leaf, Blob{std::string(now.hash.view())}, number_, leaves_.count()));
  leaves_.add(leaf_of_blanked(kind, {fact.head, left}, now.hash));
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i] == fact.values[i]) continue;
    ensure(kind.fields[i].type == FieldType::text, "only texts are blanked so");
    db_.execute(fmt::format("UPDATE {} SET {} = ?1 WHERE subject = ?2 AND recorded_in = ?3 AND "
                            "leaf = ?4",
                            kind.table, kind.fields[i].column),
                Params(std::get<std::string>(left[i]), fact.head.subject, fact.head.recorded_in,
                       fact.head.leaf));
  }
  touched_[&kind].push_back(fact.head.subject);
  blanked_ = true;
}

void Tx::blank_reason(EntryNumber number, std::string const& left) {
  auto entry = store::entry(*this, number);
  ensure(entry.has_value(), "an entry whose reason is blanked stands");
  auto const now = proof_now({number, leaf_of_the_entry, entry->hash}, [&](Hash const& original) {
    return leaf_of_blanked(*entry, original);
  });
  db_.execute(
      queries::insert_erased_leaf,
      Params(now.entry, now.leaf, Blob{std::string(now.hash.view())}, number_, leaves_.count()));
  entry->reason = left;
  leaves_.add(leaf_of_blanked(*entry, now.hash));
  db_.execute(queries::blank_reason, Params(number, left));
  blanked_ = true;
}

// --- bulk (the rest: adopt.cpp) ------------------------------------------------------------------

Result<void> Tx::check_adopted_lifetimes(Kind const& kind) {
  auto const look = [&](std::string_view column, Entity const& entity) -> Result<void> {
    auto const found = outliving(*this, kind, column, entity, number_);
    if (found.empty()) return {};
    std::vector<Span> const lives = lifetimes(entity, found.front().referred);
    return std::unexpected(outlives(kind, entity, found.front().referred, lives));
  };
  TRY_VOID(look("subject", *kind.subject));
  for (Field const& field : kind.fields) {
    if (field.options.refers != nullptr) TRY_VOID(look(field.column, *field.options.refers));
  }
  return {};
}

Result<void> Tx::check_adopted_keys(Kind const& kind) {
  std::optional<Refusal> refusal;
  for (Field const& field : kind.fields) {
    if (refusal || !field.unique() || !borne_twice(*this, kind, field)) continue;
    std::string const column = indexed_column(field);
    db_.each(fmt::format("SELECT b.subject, b.effective_from, b.effective_to, b.{1} FROM {0} a "
                         "JOIN {0} b ON b.{1} = a.{1} AND b.subject <> a.subject AND "
                         "b.effective_from < a.effective_to AND a.effective_from < b.effective_to "
                         "AND b.superseded_in = ?2 WHERE a.recorded_in = ?1 LIMIT 1",
                         kind.table, column),
             Params(number_, standing), [&](RowView const& row) {
               refusal = taken(field, row.value(3), bearer_of(kind, row), {row.day(1), row.day(2)});
             });
  }
  if (refusal) return std::unexpected(*refusal);
  return {};
}

// --- checks ------------------------------------------------------------------------------------

Result<void> Tx::check_lifetimes(Kind const& kind, FactHead const& head,
                                 std::vector<Value> const& values) {
  auto const check = [&](Entity const& entity, std::int64_t id) -> Result<void> {
    if (entity.lifetime == nullptr || entity.lifetime() == &kind) return {};
    std::vector<Span> const lives = lifetimes(entity, id);
    if (exists_for(kind, head, lives)) return {};
    return std::unexpected(outlives(kind, entity, id, lives));
  };
  TRY_VOID(check(*kind.subject, head.subject));
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    Field const& field = kind.fields[i];
    if (field.options.refers == nullptr || is_null(values[i])) continue;
    TRY_VOID(check(*field.options.refers, std::get<std::int64_t>(values[i])));
  }
  return {};
}

Result<void> Tx::check_unique(Kind const& kind, std::int64_t subject, Span span,
                              std::vector<Value> const& values) {
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    Field const& field = kind.fields[i];
    if (!field.unique() || is_null(values[i])) continue;
    Value const key =
        field.sensitive() ? Value{blind_index(text_of(values[i]), field.column, keys_)} : values[i];
    std::optional<Refusal> refusal;
    db_.each(fmt::format("SELECT subject, effective_from, effective_to FROM {} WHERE {} = ?1 AND "
                         "subject <> ?2 AND effective_from < ?4 AND effective_to > ?3 AND "
                         "superseded_in = ?5",
                         kind.table, indexed_column(field)),
             Params(key, subject, span.from, span.to, standing), [&](RowView const& row) {
               refusal = taken(field, values[i], bearer_of(kind, row), {row.day(1), row.day(2)});
             });
    if (refusal) return std::unexpected(*refusal);
  }
  return {};
}

Result<void> Tx::check_nothing_outlives(Kind const& lifetime, std::int64_t id) {
  Entity const& entity = *lifetime.subject;
  std::vector<Span> const lives = lifetimes(entity, id);
  std::optional<Refusal> refusal;
  auto const look = [&](Kind const& kind, std::string_view column) {
    db_.each(fmt::format("SELECT {} FROM {} WHERE {} = ?1 AND superseded_in = ?2",
                         sql_of(kind).column_list, kind.table, column),
             Params(id, standing), [&](RowView const& row) {
               FactHead const head = head_from_row(kind, row);
               if (refusal || exists_for(kind, head, lives)) return;
               refusal = Refusal{&still_referred,
                                 {{"what", kind.label},
                                  {"record", numbered(*kind.subject, head.subject)},
                                  {"other", entity.label},
                                  {"days", kind.shape == Shape::yearly ? std::to_string(head.year)
                                                                       : span_words(head.span)}}};
             });
  };
  for (Kind const* kind : catalogue_.kinds) {
    if (kind == &lifetime) continue;
    if (kind->subject == &entity) look(*kind, "subject");
    for (Field const& field : kind->fields) {
      if (field.options.refers == &entity) look(*kind, field.column);
    }
  }
  if (refusal) return std::unexpected(*refusal);
  return {};
}

Result<void> Tx::undoes(Verb const& verb) {
  if (!act_.actor.may(*verb.right)) {
    return refuse(not_allowed, {{"actor", act_.actor.name}, {"right", verb.right->label}});
  }
  undone_.push_back(&verb);
  return {};
}

void Tx::stood_under(Entity const& entity, std::int64_t subject, Stood stood) {
  if (stood.on > today()) return;
  stood_.insert_or_assign({&entity, subject}, std::move(stood.units));
}

bool Tx::holds(Right const& right, std::vector<std::int64_t> const& units) const {
  return std::ranges::any_of(act_.actor.grants, [&](Grant const& grant) {
    return *grant.right == right && grant.under &&
           std::ranges::find(units, *grant.under) != units.end();
  });
}

// A right over a part of the tree reaches what stood there before the entry, and what is new there.
// A unit must also stand there afterwards: it is not moved out of one's reach by oneself.
bool Tx::within(Verb const& verb, Entity const& entity, std::int64_t subject) {
  auto const stood = stood_.find({&entity, subject});
  if (&verb == act_.verb && stood != stood_.end()) return holds(*verb.right, stood->second);
  if (entity.stands_under == nullptr) return false;
  Moment const earlier{today(), number_ - 1};
  Moment const now{today()};
  auto const before = entity.stands_under(*this, subject, earlier);
  if (!before.empty() && !holds(*verb.right, before)) return false;
  bool const is_unit = !before.empty() && before.front() == subject;
  if ((before.empty() || is_unit) &&
      !holds(*verb.right, entity.stands_under(*this, subject, now))) {
    return false;
  }
  if (&verb == act_.verb || verb.undone_over == nullptr) return true;
  auto const held = [&](Moment const& moment) {
    return std::ranges::all_of(
        verb.undone_over(*this, entity, subject, moment),
        [&](std::vector<std::int64_t> const& units) { return holds(*verb.right, units); });
  };
  return held(earlier) && held(now);
}

Result<void> Tx::check_reach(Verb const& verb) {
  if (act_.actor.may_everywhere(*verb.right)) return {};
  for (Subjects const* written : {&touched_, &adopted_}) {
    for (auto const& [kind, subjects] : *written) {
      TRY_VOID(check_reach(verb, *kind, subjects));
    }
  }
  return {};
}

Result<void> Tx::check_reach(Verb const& verb, Kind const& kind,
                             std::vector<std::int64_t> const& subjects) {
  if (kind.subject == &document_entity) return {};
  for (std::int64_t const subject : subjects) {
    if (within(verb, *kind.subject, subject)) continue;
    return refuse(out_of_reach, {{"actor", act_.actor.name},
                                 {"right", verb.right->label},
                                 {"what", kind.subject->label},
                                 {"id", std::to_string(subject)}});
  }
  return {};
}

std::vector<Kind const*> Tx::adopted() const {
  std::vector<Kind const*> kinds;
  for (auto const& [kind, subjects] : adopted_) kinds.push_back(kind);
  return kinds;
}

bool Tx::touches(Kind const& kind) const {
  return touched_.contains(&kind) || adopted_.contains(&kind);
}

void Tx::check_writings() const {
  auto const check = [&](Kind const& kind) {
    if (catalogue_.may_write(*act_.verb, kind)) return;
    bug(fmt::format("{} writes {} without a Writing of its catalogue", act_.verb->name, kind.table),
        std::source_location::current());
  };
  for (Kind const* kind : written_) check(*kind);
  for (auto const& [kind, subjects] : adopted_) check(*kind);
}

Result<void> Tx::check_guards() {
  for (Guard const* guard : catalogue_.guards) {
    bool const concerned =
        std::ranges::any_of(guard->kinds, [&](Kind const* kind) { return touches(*kind); });
    if (concerned) TRY_VOID(guard->check(*this));
  }
  return {};
}

Result<void> Tx::finish() {
  check_writings();
  TRY_VOID(check_reach(*act_.verb));
  for (Verb const* verb : undone_) TRY_VOID(check_reach(*verb));
  for (auto const& [lifetime, subjects] : shrunk_) {
    for (std::int64_t id : subjects) TRY_VOID(check_nothing_outlives(*lifetime, id));
  }
  TRY_VOID(check_guards());
  for (Derived const* derived : catalogue_.derived) {
    std::vector<std::int64_t> subjects;
    auto const add = [&](Subjects const& written) {
      for (Kind const* source : derived->sources) {
        auto const found = written.find(source);
        if (found == written.end()) continue;
        subjects.insert(subjects.end(), found->second.begin(), found->second.end());
      }
    };
    add(touched_);
    if (derived->drafted == nullptr) add(adopted_);
    std::sort(subjects.begin(), subjects.end());
    subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
    if (!subjects.empty()) derived->refresh(*this, subjects);
  }
  if (last_id_ != 0) set_meta(db_, keys_, "last_id", std::to_string(last_id_));
  return {};
}

// --- refusals ----------------------------------------------------------------------------------

RefusalKind const not_allowed{"store.not_allowed", 403,
                              M("{actor} chưa được giao quyền “{right}”."),
                              M("Nhờ người quản trị giao quyền này, hoặc để người có quyền làm.")};
RefusalKind const out_of_reach{
    "store.out_of_reach", 403,
    M("{actor} có quyền “{right}”, nhưng không phải với {what} số {id}."),
    M("Việc này thuộc nơi quản lý {what} đó; nhờ nơi đó làm, hoặc xin giao quyền tại đó.")};
RefusalKind const value_taken{
    "store.value_taken", 409, M("{field} {value} đã thuộc về bản ghi số {other} ({days})."),
    M("Kiểm tra lại {field}; nếu đúng là của bản ghi này thì sửa bản ghi kia trước.")};
RefusalKind const outlives_reference{
    "store.outlives_reference", 422,
    M("{what}: {other} số {id} không tồn tại trong suốt thời gian đó (có hiệu lực: {days})."),
    M("Chọn ngày nằm trong thời gian {other} tồn tại, hoặc chọn {other} khác.")};
RefusalKind const still_referred{
    "store.still_referred", 409,
    M("Chưa kết thúc được {other}: còn “{what}” của bản ghi số {record} ({days}) gắn với nó."),
    M("Chuyển hoặc kết thúc bản ghi đó trước, rồi làm lại.")};
RefusalKind const written_meanwhile{
    "store.written_meanwhile", 409,
    M("{what} đã được người khác ghi ở bút toán {entry}, sau khi trang này được mở (bút toán "
      "{based_on})."),
    M("Xem bản mới, so với bản vừa nhập, rồi ghi lại nếu vẫn đúng.")};
RefusalKind const erased_person{
    "store.erased_person", 410,
    M("Thông tin nhận dạng của người này đã được xóa theo quy định, không ghi thêm được."),
    M("Nếu là người khác, hãy lập hồ sơ mới.")};
RefusalKind const empty_span{"store.empty_span", 422,
                             M("{what}: ngày kết thúc {to} không sau ngày bắt đầu {from}."),
                             M("Sửa lại hai ngày cho đúng thứ tự.")};
RefusalKind const later_facts_build_on{
    "store.later_facts_build_on", 409,
    M("Không hoàn tác được: bút toán {entry} ghi sau đã dựa trên nội dung này."),
    M("Hoàn tác bút toán {entry} trước, hoặc đính chính.")};
RefusalKind const no_such_entry{"store.no_such_entry", 404, M("Không có bút toán số {entry}."),
                                M("Xem số bút toán trong nhật ký.")};

}  // namespace giaoban::store
