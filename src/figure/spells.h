// All populations as spells in memory: what a server answers figures from. Made of all facts once,
// then each entry is absorbed before the next question; readers keep the state they hold. The
// reading of population.h answers the same from the database and is what this is tested against.
// Private to src/figure but for `spells` on the face.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/patience.h"
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

// How far the making of a state has come: asked from other threads, and told to stop by them.
class Making {
 public:
  void begin(ToldOfPreparing told);
  void end();
  void stop() { stopped_ = true; }
  // True once it was told to stop; as long as this stands.
  [[nodiscard]] Flag stopped() const { return {Flag(), &stopped_}; }
  void step();
  void rows(std::int64_t more);
  [[nodiscard]] std::optional<Preparing> now() const;

 private:
  ToldOfPreparing told_;
  std::atomic<bool> under_way_ = false, stopped_ = false;
  std::atomic<int> step_ = 0;
  std::atomic<std::int64_t> rows_ = 0;
};

class RestatedState;

class Spells final : public store::Follower {
 public:
  // `file`: where the columns are kept from one run to the next; empty: nowhere.
  // `merge_after`: so many changes are worked into the columns.
  explicit Spells(std::string file, std::size_t merge_after = 20'000);
  ~Spells() override;

  // The state that knows at least all that the snapshot holds.
  std::shared_ptr<State const> up_to(store::Snapshot& snapshot);
  std::shared_ptr<TreeAt const> tree(State const& state, rollup::Moment moment);
  // On the tree of a moment, of what is counted on the day or later.
  struct RestatedAsked {
    std::shared_ptr<Heirs const> heirs;
    store::Moment tree_at;
    Day since;
  };
  std::shared_ptr<RestatedState const> restated(store::Snapshot& snapshot, State const& state,
                                                RestatedAsked const& asked);
  // Makes the state on a thread of its own.
  void prepare(store::Store& store, ToldOfPreparing told);
  [[nodiscard]] std::optional<Preparing> preparing() const { return making_.now(); }
  // A row that is counted is not as we write it. Columns are of all rows, so there are none; the
  // database answers, of whatever does not count that row. Until the next start.
  [[nodiscard]] bool strange() const { return strange_; }
  // Writes the file, if there is one.
  void keep(store::Snapshot& snapshot);

 private:
  void merge_beside();

  std::string file_;
  std::size_t merge_after_;
  std::timed_mutex lock_;  // over the state and who absorbs
  std::shared_ptr<State const> state_;
  std::thread merging_;
  bool merging_now_ = false;
  std::atomic<bool> strange_ = false;
  std::mutex trees_lock_;
  std::map<std::pair<std::int32_t, std::int32_t>, std::shared_ptr<TreeAt const>> trees_;
  std::vector<std::shared_ptr<RestatedState const>> restated_;  // the last asked for comes last
  Making making_;
  std::thread preparing_;
};
// What follows the snapshot's store; null: nothing, or it is not prepared yet.
Spells* followed(store::Snapshot& snapshot);
// With the state that knows all that the snapshot holds; of null: the database is to be asked.
struct Memory {
  Spells* spells = nullptr;
  std::shared_ptr<State const> state;
};
Memory memory_of(store::Snapshot& snapshot);

// The state with the entries up to `head` absorbed; made anew where that is less work.
State absorbed(store::Snapshot& snapshot, State const& before, EntryNumber head, Making& making);
State merged(State const& state);
State rebased(State const& now, State const& merged);

// Where the spells of a state count in one chosen day's tree: each at who answers there for its
// unit. Members of divided cells follow their own steps, which columns do not tell: they are few,
// and their facts are read once.
class RestatedState {
 public:
  struct Asked {
    std::shared_ptr<TreeAt const> tree;  // of the chosen day
    std::shared_ptr<Heirs const> heirs;  // on it
    Day since;                           // what is counted is of this day or later
  };
  RestatedState(store::Snapshot& snapshot, State const& state, Asked asked);
  [[nodiscard]] Asked const& asked() const { return asked_; }
  [[nodiscard]] rollup::Places const& units() const { return units_; }
  // Without divided cells.
  [[nodiscard]] rollup::Places const& members() const { return members_; }
  [[nodiscard]] rollup::Range under(std::int32_t node) const { return asked_.tree->under(node); }
  // One place for the units of which members may count in the range: those under it, and those that
  // gave it a part.
  [[nodiscard]] rollup::Places concerned(rollup::Range range) const;
  // Whether one of them gave to another since the day.
  [[nodiscard]] bool gave_since(Day day, rollup::Range range) const;
  // Whether it was made of these, and holds for the state.
  [[nodiscard]] bool holds(State const& state, Asked const& asked) const;
  // Where members of divided cells count on a day: the words of those who count in the range.
  [[nodiscard]] std::vector<std::uint32_t> dispersed(rollup::Range range, rollup::Moment on) const;
  // The same of a roster, with results as decided by the day asked.
  [[nodiscard]] std::vector<std::uint32_t> dispersed(rollup::Range range, RosterKey const& roster,
                                                     rollup::Moment asked) const;

 private:
  // Something of the unit counts at the place, and was given there or from there on the day.
  struct Given {
    std::int32_t place = 0;
    std::int32_t unit = 0;
    Day on = {};
    auto operator<=>(Given const&) const = default;
  };
  struct Dispersed {
    std::vector<Version> stays, states, results;
  };
  void note_given();
  [[nodiscard]] std::span<Given const> given_to(rollup::Range range) const;
  void disperse(store::Snapshot& snapshot);
  [[nodiscard]] bool counts(Dispersed const& one, rollup::Range range, rollup::Moment on) const;
  [[nodiscard]] std::int32_t number_of(UnitId unit) const;

  Asked asked_;
  std::shared_ptr<Numbers const> numbers_;
  EntryNumber head_;
  std::unordered_set<UnitId> divided_;
  rollup::Places units_, members_;
  std::vector<Given> given_;  // by place
  std::vector<Dispersed> dispersed_;
};

// The populations of a unit out of a state, as Populations makes them out of the database.
class Counted {
 public:
  struct Asked {
    UnitId unit;
    store::Moment moment;
    // Under the chosen day's tree; null: of each day's, and results under that of the day asked.
    std::shared_ptr<RestatedState const> restated = {};
    std::shared_ptr<Heirs const> heirs = {};  // on the day asked; null: looked up where needed
    YearChosen year = {};                     // of results
    Scope scope = Scope::all_under;
  };
  Counted(store::Snapshot& snapshot, Memory const& memory, Asked asked);
  Summary of(Population population);
  // Why nothing is known of the day.
  std::optional<Note> unknown_on(Day on) { return unknown_on(on, under(on)); }

 private:
  struct Where {
    std::shared_ptr<TreeAt const> tree;             // which places are of
    std::shared_ptr<RestatedState const> restated;  // null: as it was
    rollup::Range range;
    [[nodiscard]] rollup::Places const& units() const {
      return restated ? restated->units() : tree->places;
    }
  };
  Where under(Day on);
  [[nodiscard]] rollup::Range range_in(TreeAt const& tree) const;
  Where under_heirs(Day roster_on);
  std::optional<Note> unknown_on(Day on, Where const& where);
  bool stood(Day on, Where const& where);
  std::vector<Alike> members(Day on, Where const& where);
  std::vector<Alike> members_of_roster(Where const& where);
  std::optional<review::Round> round();
  std::vector<Alike> alike(Population population, Day on, Where const& where);
  std::vector<Alike> leaders(Roster const& roster, Day on, Where const& where);
  Roster const* roster();
  [[nodiscard]] Roster const* roster_of_year() const;
  std::shared_ptr<TreeAt const> tree(Day on);

  store::Snapshot& snapshot_;
  Spells& spells_;
  std::shared_ptr<State const> state_;
  Asked asked_;
  store::Moment moment_;
  std::int32_t node_;
  std::int32_t entry_;
  std::optional<Roster const*> roster_;  // null inside: nothing of the year was decided
};

// Records of a population that are alike in a word.
Record record_of(Population population, std::uint32_t word);

// One measure at ascending days in one pass over the columns, of a population that is counted on
// the day asked: of a unit as it was, or restated.
struct Swept {
  Measure const& measure;
  UnitId unit;
  std::span<Day const> days;
  EntryNumber known_at = 0;
  std::shared_ptr<RestatedState const> restated = {};  // null: as it was
};
std::vector<Tally> sweep(Spells& spells, State const& state, Swept const& asked);

}  // namespace giaoban::figure
