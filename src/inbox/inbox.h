// What waits for whom. Nothing is kept: each domain has a source that reads from facts what its
// unfinished work asks of which unit, so an item is there exactly as long as the work is undone.
// The list of sources is put together in app/.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/store.h"
#include "unit/unit.h"

namespace giaoban::inbox {

// One thing that waits for a unit, until somebody with the right over it has done it.
struct Item {
  std::string_view kind;                  // "task.report": stable, for scripts and the API
  store::Entity const* entity = nullptr;  // of the record; none where it is about the unit alone
  std::int64_t record = 0;                // the task, recommendation, person
  UnitId unit = {};                       // whose work it is
  store::Right const* right = nullptr;    // that doing it takes
  Msg group;                              // what those of the kind are called together
  Msg what;                               // a sentence
  Args args = {};
  // What the sentence needs besides, read only of items that are shown: a person's name.
  Args (*also)(store::Snapshot&, Item const&, store::Moment) = nullptr;
  std::string path;  // of its page: "/tasks/4503599627370501"
  Day since;
  std::optional<Day> due = {};
  int distance = 0;  // steps from the unit up to the nearest unit that the actor's grant names
};

// Whose inbox is asked for, and on which day. Remembers where units stand.
class Reader {
 public:
  Reader(store::Snapshot& snapshot, store::Actor const& actor, store::Moment moment)
      : snapshot_(snapshot), actor_(actor), moment_(moment) {}

  [[nodiscard]] store::Moment moment() const { return moment_; }
  [[nodiscard]] store::Actor const& actor() const { return actor_; }
  [[nodiscard]] bool may(store::Right const& right) const { return actor_.may(right); }
  // Steps from the unit up to the nearest one that a grant of the right names; a grant over
  // everything counts as one step above the top. nullopt: the unit is out of reach, on the day
  // asked or, of a day to come, today.
  std::optional<int> distance(store::Right const& right, UnitId unit);
  // Adds the item, with its distance, where unit and record are within reach.
  void put(std::vector<Item>& items, Item item);

 private:
  std::vector<std::int64_t> chain_of(UnitId unit);
  bool held_today(store::Right const& right, UnitId unit);
  bool holds(Item const& item);
  unit::Reach const& reach(store::Right const& right);

  store::Snapshot& snapshot_;
  store::Actor const& actor_;
  store::Moment moment_;
  std::unordered_map<UnitId, std::vector<std::int64_t>> chains_;
  std::optional<unit::Tree> tree_;
  std::unordered_map<store::Right const*, unit::Reach> reaches_;
};

// What a domain contributes. Asks nothing of what the actor has no right to.
using Source = std::vector<Item> (*)(store::Snapshot&, Reader&);

// All that waits: overdue and dated things by their date, then the undated by how long they wait;
// what is nearer to the actor's own unit comes first on a day.
std::vector<Item> waiting_for(store::Snapshot& snapshot, std::span<Source const> sources,
                              store::Actor const& actor, store::Moment moment);

// All that the item's sentence needs.
Args args_of(store::Snapshot& snapshot, Item const& item, store::Moment moment);

// Items of one kind at one place, for whoever has too many to read them one by one.
struct Group {
  std::string_view kind;
  Msg label;
  UnitId place = {};
  std::int64_t count = 0;
  std::int64_t overdue = 0;
  std::optional<Day> first_due = {};
};
// `place` says where a unit's items are counted. Most overdue first, then the most.
std::vector<Group> groups_of(std::span<Item const> items,
                             std::function<UnitId(UnitId)> const& place, Day today);

}  // namespace giaoban::inbox
