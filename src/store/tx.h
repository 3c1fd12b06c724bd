// Writing: the inside of one verb. Facts recorded here become the leaves of one journal entry.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "store/document.h"
#include "store/snapshot.h"

namespace giaoban::store {

class Draft;

// A right over what stands under a unit, or over everything.
struct Grant {
  Grant(Right const* granted, std::optional<std::int64_t> unit = {})
      : right(granted), under(unit) {}
  Right const* right;
  std::optional<std::int64_t> under;
};

// Who acts. Without grants: may nothing.
struct Actor {
  std::string name;
  std::vector<Grant> grants;
  [[nodiscard]] bool may(Right const& right) const;  // somewhere
  [[nodiscard]] bool may_everywhere(Right const& right) const;
};

// The document a verb rests on, with its day.
struct Basis {
  Document document;
  Day signed_on;
};

// The circumstances of one write.
struct Act {
  Actor actor;
  Verb const* verb = nullptr;
  std::optional<Basis> basis = {};
  std::string reason = {};
  std::string nonce = {};  // of the form or file: written once
  // Goes with a nonce: all that was asked, in whatever text tells two questions apart. Only its
  // keyed hash is kept, so that a nonce that comes back with something else is told.
  std::string asked = {};
  std::optional<EntryNumber> based_on = {};  // the head the user saw
};

class Tx : public Snapshot {
 public:
  Tx(Db& db, Catalogue const& catalogue, StoreKeys const& keys, Clock const& clock, Act const& act,
     EntryNumber number);

  [[nodiscard]] Act const& act() const { return act_; }
  [[nodiscard]] EntryNumber number() const { return number_; }

  // A new identity. Person: use new_person, which also makes the secret.
  std::int64_t new_id();
  PersonId new_person();
  template <class IdType>
  IdType new_id_of() {
    return IdType{new_id()};
  }

  // Writes over the span; refused by the kind's own checks, by a unique value borne by another, by
  // a lifetime exceeded, by a later write than the user saw.
  Result<void> record(Kind const& kind, std::int64_t subject, Span span, void const* fact);
  Result<void> record_year(Kind const& kind, std::int64_t subject, std::int64_t year,
                           Day decided_on, void const* fact);
  Result<void> record_event(Kind const& kind, std::int64_t subject, Day on, void const* fact);
  template <class F>
  Result<void> state(std::int64_t subject, Span span, F const& fact) {
    return record(F::kind, subject, span, &fact);
  }
  template <class F>
  Result<void> yearly(std::int64_t subject, std::int64_t year, Day decided_on, F const& fact) {
    return record_year(F::kind, subject, year, decided_on, &fact);
  }
  template <class F>
  Result<void> event(std::int64_t subject, Day on, F const& fact) {
    return record_event(F::kind, subject, on, &fact);
  }

  // The state holds no longer from `day` on. Nothing to end is no fault.
  Result<void> end(Kind const& kind, std::int64_t subject, Day day);
  // The entity exists no longer from `day` on: its lifetime and all states about it end; refused
  // when a fact of another subject refers to it beyond.
  Result<void> end_entity(Entity const& entity, std::int64_t id, Day day);
  // States that refer to the entity from `day` on refer to the heir from then, or end, as each
  // field declares (FieldOptions::when_ended). Answers what was passed on or ended.
  struct HandedOn {
    Kind const* kind;
    std::int64_t subject;
    WhenEnded what;
  };
  struct Inheritance {
    std::int64_t from;
    std::optional<std::int64_t> heir;  // none: what would pass on stays, and blocks the ending
    Day day;
  };
  Result<std::vector<HandedOn>> hand_on(Entity const& entity, Inheritance const& inheritance);
  // Voids one fact: it was entered by mistake.
  Result<void> retract(Kind const& kind, RawFact const& fact);
  // Records a superseded fact anew, with its span and values, checked against what stands now.
  Result<void> restore(Kind const& kind, RawFact const& fact);
  // Moves the facts prepared in a draft into the entry. Unique values and references are checked
  // over the whole.
  Result<void> adopt(Draft& draft);

  // The entry undoes what this verb did: its right is needed too, over all that is touched.
  Result<void> undoes(Verb const& verb);

  // For a verb whose right goes by where a subject stood and not by where it stands today (a round
  // goes by its roster date): the unit of then, with those above it.
  // Nothing is told by a day to come: there the right goes by today, or who will be one's own could
  // be written of beforehand.
  struct Stood {
    Day on;
    std::vector<std::int64_t> units;
  };
  void stood_under(Entity const& entity, std::int64_t subject, Stood stood);

  // Whether the actor may know of a record that they named: it stands, today or then, where they
  // hold the verb's right or that of reading such records. Of others a verb says what it says of
  // one that is not there.
  [[nodiscard]] bool may_know(Entity const& entity, std::int64_t id, Day then);

  // The act names a record that its actor may not know of, and goes on: a member leaves for a cell
  // elsewhere. When it is refused for whatever else, it has told that the record is there; so that
  // is counted and logged as a conflict with it is.
  void meets(Entity const& entity, std::int64_t id) { met_.push_back({entity.name, id}); }
  [[nodiscard]] std::vector<Record> const& met() const { return met_; }

  // Tells the user without blocking: an UNCONFIRMED rule, a likely slip.
  void warn(Refusal warning) { warnings_.push_back(std::move(warning)); }
  [[nodiscard]] std::vector<Refusal> const& warnings() const { return warnings_; }

  // --- for the store itself ---
  [[nodiscard]] Merkle const& leaves() const { return leaves_; }
  // Adds a fact as a leaf, unchecked; `head.recorded_in`, `leaf`, `superseded_in` are set here.
  void insert(Kind const& kind, FactHead head, std::vector<Value> const& values);
  void supersede(Kind const& kind, FactHead const& head);
  // Blanks the identifying values of a person and destroys the secret.
  void blank(PersonId person);
  // Leaves these values in the row of a fact that identifies nobody by its kind: a text of it names
  // somebody who is erased. The past forgets too, as with `blank`.
  void blank_text(Kind const& kind, RawFact const& fact, std::vector<Value> const& left);
  void blank_reason(EntryNumber entry, std::string const& left);
  [[nodiscard]] bool blanked() const { return blanked_; }
  [[nodiscard]] std::vector<Kind const*> adopted() const;
  [[nodiscard]] bool touches(Kind const& kind) const;  // wrote or superseded, drafts included
  // Last checks over all that was touched, derived tables, ids. The entry's row is the caller's.
  Result<void> finish();

 private:
  struct Proof {
    EntryNumber entry;
    std::int64_t leaf;
    Hash hash;
  };
  Proof proof_now(Proof first, std::function<Hash(Hash const&)> const& after);
  void check_writings() const;
  Result<void> check_guards();
  Result<void> check_reach(Verb const& verb);
  Result<void> check_reach(Verb const& verb, Kind const& kind,
                           std::vector<std::int64_t> const& subjects);
  bool holds(Right const& right, std::vector<std::int64_t> const& units) const;
  bool within(Verb const& verb, Entity const& entity, std::int64_t subject);
  Result<void> end_facts(Kind const& kind, std::int64_t subject, Day day);
  Result<void> write_over(Kind const& kind, std::int64_t subject, std::int64_t year, Span span,
                          std::vector<Value> const& values);
  Result<void> hand_on_fact(Kind const& kind, std::size_t place, RawFact const& fact,
                            Inheritance const& inheritance);
  Result<void> check_lifetimes(Kind const& kind, FactHead const& head,
                               std::vector<Value> const& values);
  Result<void> check_unique(Kind const& kind, std::int64_t subject, Span span,
                            std::vector<Value> const& values);
  Result<void> check_nothing_outlives(Kind const& lifetime, std::int64_t id);
  Result<void> check_adopted_lifetimes(Kind const& kind);
  Result<void> check_adopted_keys(Kind const& kind);
  Result<void> check_seen(Kind const& kind, std::int64_t subject, std::int64_t year, Span span,
                          std::vector<Value> const* key);
  std::vector<RawFact> current(Kind const& kind, std::int64_t subject, std::int64_t year);

  Act const& act_;
  EntryNumber number_;
  Merkle leaves_;
  std::int64_t last_id_ = 0;                           // 0: not yet read in this transaction
  std::int64_t first_new_id_ = 0;                      // ids from here to last_id_ are made here
  std::map<Kind const*, std::int64_t> written_up_to_;  // by kind, the highest subject inserted
  using Subjects = std::map<Kind const*, std::vector<std::int64_t>>;  // with repetitions
  Subjects touched_;
  Subjects adopted_;               // of drafts
  std::set<Kind const*> written_;  // by the verb itself, not as what ends or passes on with a life
  bool blanked_ = false;
  std::vector<Verb const*> undone_;
  std::map<std::pair<Entity const*, std::int64_t>, std::vector<std::int64_t>> stood_;
  std::map<Kind const*, std::unordered_set<std::int64_t>> shrunk_;  // lifetimes superseded
  std::vector<Refusal> warnings_;
  std::vector<Record> met_;
};

extern RefusalKind const not_allowed;         // the actor lacks the verb's right
extern RefusalKind const out_of_reach;        // the right is granted over another part of the tree
extern RefusalKind const value_taken;         // a unique value is borne by another on those days
extern RefusalKind const outlives_reference;  // a fact would refer to what does not exist then
extern RefusalKind const still_referred;      // what would end is still referred to
extern RefusalKind const written_meanwhile;   // somebody wrote the same fact after you looked
extern RefusalKind const erased_person;
extern RefusalKind const empty_span;            // ends before it begins
extern RefusalKind const later_facts_build_on;  // undo
extern RefusalKind const no_such_entry;

}  // namespace giaoban::store
