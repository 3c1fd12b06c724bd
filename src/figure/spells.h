// All populations as spells in memory: what a server answers figures from. Made of all facts once,
// then each entry is absorbed before the next question; readers keep the state they hold. The
// reading of population.h answers the same from the database and is what this is tested against.
// Private to src/figure but for `spells` on the face.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "figure/population.h"
#include "rollup/cache.h"
#include "rollup/columns.h"
#include "rollup/forest.h"
#include "rollup/join.h"

namespace giaoban::figure {

// Units by dense numbers, in the order they were met.
struct Numbers {
  std::vector<std::int64_t> ids;
  std::unordered_map<std::int64_t, std::int32_t> of;
};

// Results of a year count over the roster of a day.
struct RosterKey {
  std::int32_t year = 0;
  std::int32_t roster_on = 0;
  auto operator<=>(RosterKey const&) const = default;
};

// A leader counts once in whatever unit is asked, however many posts are held under it: their rows
// keep the person.
struct LeaderChange {
  std::int64_t person = 0;
  rollup::Change change;
};
struct Leaders {
  std::shared_ptr<std::vector<LeaderChange> const> sorted;  // by person
  std::shared_ptr<std::vector<LeaderChange> const> later;
  [[nodiscard]] Leaders with(std::vector<LeaderChange> const& added) const;
};

struct Roster {
  RosterKey key;
  rollup::Columns members;        // in the cell of the roster day, from the decision on
  rollup::Columns organisations;  // units that stood on it
  rollup::Columns collectives;
  Leaders leaders;
};

struct State {
  EntryNumber head = 0;
  std::shared_ptr<Numbers const> units = std::make_shared<Numbers const>();
  rollup::Forest forest;
  rollup::Columns members, units_standing, posts;
  rollup::Columns openings;  // where a register was not yet opened, with the day it was as the word
  rollup::Columns rounds;    // results as decided; the word is the roster's place and `of_unit`
  std::vector<Roster> rosters;

  [[nodiscard]] std::int32_t number_of(UnitId unit) const;  // -1: not known
  [[nodiscard]] std::size_t changed_rows() const;
};
inline constexpr std::uint32_t of_unit =
    1;  // in a word of `rounds`, whose other bits are the place

// The tree at a moment, numbered, with where each unit's spells count.
struct TreeAt {
  rollup::Numbering numbering;
  rollup::Places places;
  [[nodiscard]] rollup::Range under(std::int32_t node) const;  // empty: not in the tree
};

class Spells final : public store::Follower {
 public:
  // `file`: where the columns are kept from one run to the next; empty: nowhere.
  // `merge_after`: so many changes are worked into the columns.
  explicit Spells(std::string file, std::size_t merge_after = 20'000);
  ~Spells() override;

  // The state that knows at least all that the snapshot holds.
  std::shared_ptr<State const> up_to(store::Snapshot& snapshot);
  std::shared_ptr<TreeAt const> tree(State const& state, rollup::Moment moment);
  // Writes the file, if there is one.
  void keep(store::Snapshot& snapshot);

 private:
  void merge_beside();

  std::string file_;
  std::size_t merge_after_;
  std::mutex lock_;  // over the state and who absorbs
  std::shared_ptr<State const> state_;
  std::thread merging_;
  bool merging_now_ = false;
  std::mutex trees_lock_;
  std::map<std::pair<std::int32_t, std::int32_t>, std::shared_ptr<TreeAt const>> trees_;
};

// The state with the entries up to `head` absorbed; made anew where that is less work.
State absorbed(store::Snapshot& snapshot, State const& before, EntryNumber head);
State merged(State const& state);
State rebased(State const& now, State const& merged);

// The populations of a unit out of a state, as Populations makes them out of the database.
class Counted {
 public:
  Counted(Spells& spells, std::shared_ptr<State const> state, UnitId unit, store::Moment moment);
  Summary of(Population population);

 private:
  std::optional<review::Round> round();
  std::optional<Note> unknown_on(Day on);
  std::vector<Alike> alike(Population population, Day on);
  std::vector<Alike> leaders(Roster const& roster, Day on);
  Roster const* roster();
  [[nodiscard]] Roster const* last_roster() const;
  std::shared_ptr<TreeAt const> tree(Day on);

  Spells& spells_;
  std::shared_ptr<State const> state_;
  UnitId unit_;
  store::Moment moment_;
  std::int32_t node_;
  std::int32_t entry_;
  std::optional<Roster const*> roster_;  // null inside: no round was decided
};

}  // namespace giaoban::figure
