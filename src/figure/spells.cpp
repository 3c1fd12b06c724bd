// Following the journal: who absorbs, what is merged beside, what is kept in the file.
#include "figure/spells.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/journal_end.h"

namespace giaoban::figure {

namespace {

constexpr std::size_t trees_kept = 64;
constexpr std::size_t restated_kept = 8;
// What the words of the columns mean; another number when they come to mean something else.
constexpr std::string_view columns_form = "figure-2";

std::string key_of(store::Snapshot& snapshot, EntryNumber head) {
  std::string mark;
  try {
    if (auto const hash = store::hash_of_entry(snapshot, head)) mark = hash->hex();
  } catch (store::StrangeValue const&) {
    mark = "strange";  // what is counted does not rest on the mark
  }
  return fmt::format("{} {} {}", columns_form, head, mark);
}

// Whoever writes to the file without the keys only makes it useless.
rollup::Mark mark_by(store::StoreKeys const& keys) {
  return [&keys](std::string_view bytes) {
    return store::seal(store::SealOf::kept_file, bytes, keys).bytes;
  };
}

std::vector<std::int64_t> flat(std::span<LeaderChange const> leaders) {
  std::vector<std::int64_t> list;
  for (auto const& [person, change] : leaders) {
    auto const& [spell, entry, sign] = change;
    list.insert(list.end(), {person, spell.cell, spell.from, spell.to, spell.word, entry, sign});
  }
  return list;
}
std::vector<LeaderChange> leaders_in(std::vector<std::int64_t> const& list) {
  std::vector<LeaderChange> leaders;
  auto const number = [&](std::size_t i) { return static_cast<std::int32_t>(list[i]); };
  for (std::size_t i = 0; i + 6 < list.size(); i += 7) {
    leaders.push_back(
        {list[i],
         {{number(i + 1), number(i + 2), number(i + 3), static_cast<std::uint32_t>(list[i + 4])},
          number(i + 5),
          number(i + 6)}});
  }
  return leaders;
}

rollup::Kept kept_of(State const& state, std::string key) {
  rollup::Kept kept{
      .key = std::move(key),
      .forest = state.forest,
      .columns = {state.members, state.units_standing, state.posts, state.openings, state.rounds},
      .lists = {{state.head}, state.units->ids}};
  for (Roster const& roster : state.rosters) {
    kept.columns.insert(kept.columns.end(),
                        {roster.members, roster.organisations, roster.collectives});
    kept.lists.push_back({roster.key.year, roster.key.roster_on});
    auto leaders = *roster.leaders.sorted;
    leaders.insert(leaders.end(), roster.leaders.later->begin(), roster.leaders.later->end());
    kept.lists.push_back(flat(leaders));
  }
  return kept;
}

State state_of(rollup::Kept const& kept) {
  State state;
  state.head = kept.lists[0].at(0);
  auto units = std::make_shared<Numbers>();
  units->ids = kept.lists[1];
  for (std::size_t i = 0; i < units->ids.size(); ++i) {
    units->of.emplace(units->ids[i], static_cast<std::int32_t>(i));
  }
  state.units = std::move(units);
  state.forest = kept.forest;
  state.members = kept.columns[0];
  state.units_standing = kept.columns[1];
  state.posts = kept.columns[2];
  state.openings = kept.columns[3];
  state.rounds = kept.columns[4];
  for (std::size_t i = 2; i + 1 < kept.lists.size(); i += 2) {
    Roster roster;
    roster.key = {static_cast<std::int32_t>(kept.lists[i].at(0)),
                  static_cast<std::int32_t>(kept.lists[i].at(1))};
    auto const first = 5 + (i - 2) / 2 * 3;
    roster.members = kept.columns.at(first);
    roster.organisations = kept.columns.at(first + 1);
    roster.collectives = kept.columns.at(first + 2);
    roster.leaders = Leaders().with(leaders_in(kept.lists[i + 1]));
    state.rosters.push_back(std::move(roster));
  }
  return state;
}

// Of an entry that this journal has, else nothing.
std::optional<State> state_in(std::string const& file, store::Snapshot& snapshot) {
  if (file.empty()) return std::nullopt;
  auto const kept = rollup::kept(file, mark_by(snapshot.keys()));
  if (!kept || kept->lists.size() < 2 || kept->lists[0].size() != 1) return std::nullopt;
  if (kept->key != key_of(snapshot, kept->lists[0][0])) return std::nullopt;
  return state_of(*kept);
}

constexpr std::chrono::milliseconds looks_every{100};  // while another absorbs

}  // namespace

Spells::Spells(std::string file, std::size_t merge_after)
    : file_(std::move(file)), merge_after_(merge_after) {}

Spells::~Spells() {
  making_.stop();
  if (preparing_.joinable()) preparing_.join();
  if (merging_.joinable()) merging_.join();
}

std::shared_ptr<State const> Spells::up_to(store::Snapshot& snapshot) {
  auto const head = snapshot.head();
  std::unique_lock lock(lock_, std::defer_lock);
  while (!lock.try_lock_for(looks_every)) Patience::ask();
  // For all who ask: one that gave up in the midst would leave it to the next to begin again.
  WorkFor const all(Patience::of_the_program());
  if (!state_) {
    state_ = std::make_shared<State const>(state_in(file_, snapshot).value_or(State{}));
  }
  if (state_->head < head) {
    try {
      state_ = std::make_shared<State const>(absorbed(snapshot, *state_, head, making_));
    } catch (store::StrangeValue const&) {
      strange_ = true;
      throw;
    }
    if (state_->changed_rows() > merge_after_) merge_beside();
  }
  return state_;
}

void Spells::prepare(store::Store& store, ToldOfPreparing told) {
  ensure(!preparing_.joinable(), "columns are prepared once");
  making_.begin(std::move(told));
  preparing_ = std::thread([this, &store] {
    try {
      Patience const patience({.stopping = making_.stopped()});
      auto const snapshot = store.read();
      up_to(*snapshot);
    } catch (OutOfPatience const&) {  // the server ends
    } catch (std::exception const&) {
      // The next question meets it again, and breaks where somebody is told.
    }
    making_.end();
  });
}

Spells* followed(store::Snapshot& snapshot) {
  auto* const spells = dynamic_cast<Spells*>(snapshot.follower());
  bool const answers = spells != nullptr && !spells->preparing() && !spells->strange();
  return answers ? spells : nullptr;
}

Memory memory_of(store::Snapshot& snapshot) {
  auto* const spells = followed(snapshot);
  if (spells == nullptr) return {};
  try {
    auto state = spells->up_to(snapshot);
    auto const head = static_cast<std::int32_t>(state->head);
    (void)spells->tree(*state, {snapshot.today().number(), head});
    return {spells, std::move(state)};
  } catch (store::StrangeValue const&) {
    if (!spells->strange()) throw;
    return {};
  }
}

// --- how far it has come -------------------------------------------------------------------------

namespace {

// Twelve tables are read, three populations joined, columns sorted; the last: it is done.
constexpr int steps_of_making = 17;

}  // namespace

void Making::begin(ToldOfPreparing told) {
  told_ = std::move(told);
  step_ = 0;
  rows_ = 0;
  under_way_ = true;
}
void Making::end() {
  step_ = steps_of_making;
  if (told_ && !stopped_) told_(*now());
  under_way_ = false;
}
void Making::step() {
  if (!under_way_) return;
  if (stopped_) throw OutOfPatience(Impatience::stopping);
  ++step_;
  if (told_) told_(*now());
}
void Making::rows(std::int64_t more) {
  rows_ += more;
  if (stopped_) throw OutOfPatience(Impatience::stopping);
}
std::optional<Preparing> Making::now() const {
  if (!under_way_) return std::nullopt;
  return Preparing{
      .step = std::min<int>(step_, steps_of_making), .steps = steps_of_making, .rows = rows_};
}

// Readers and writers go on meanwhile; what they absorb is laid over the merged columns.
void Spells::merge_beside() {
  if (merging_now_) return;
  if (merging_.joinable()) merging_.join();  // it is over
  merging_now_ = true;
  merging_ = std::thread([this, before = state_] {
    try {
      auto const merged_state = merged(*before);
      std::scoped_lock const lock(lock_);
      state_ = std::make_shared<State const>(rebased(*state_, merged_state));
    } catch (std::exception const&) {
      // Merged columns are only quicker; the changes are tried again when there are more of them.
    }
    std::scoped_lock const lock(lock_);
    merging_now_ = false;
  });
}

std::shared_ptr<TreeAt const> Spells::tree(State const& state, rollup::Moment moment) {
  auto const epoch = state.forest.epoch(moment);
  std::pair const key(epoch.day, epoch.entry);
  {
    std::scoped_lock const lock(trees_lock_);
    if (auto const found = trees_.find(key); found != trees_.end()) return found->second;
  }
  auto numbering = state.forest.numbering(moment);
  if (numbering.node_at.size() < numbering.end.size()) {  // reached from no top
    strange_ = true;
    throw store::StrangeValue("unit_parent: a unit stands under itself");
  }
  rollup::Places places(numbering.position_of, numbering.size());
  auto made = std::make_shared<TreeAt const>(TreeAt{std::move(numbering), std::move(places)});
  std::scoped_lock const lock(trees_lock_);
  if (trees_.size() >= trees_kept) trees_.clear();
  trees_.emplace(key, made);
  return made;
}

std::shared_ptr<RestatedState const> Spells::restated(store::Snapshot& snapshot, State const& state,
                                                      RestatedAsked const& given) {
  auto const& [heirs, tree_at, since] = given;
  auto const entry = static_cast<std::int32_t>(std::min<EntryNumber>(tree_at.known_at, state.head));
  RestatedState::Asked const asked{
      .tree = tree(state, {tree_at.as_of.number(), entry}), .heirs = heirs, .since = since};
  {
    std::scoped_lock const lock(trees_lock_);
    for (auto const& kept : restated_) {
      if (kept->holds(state, asked)) return kept;
    }
  }
  auto made = std::make_shared<RestatedState const>(snapshot, state, asked);
  std::scoped_lock const lock(trees_lock_);
  if (restated_.size() >= restated_kept) restated_.erase(restated_.begin());
  restated_.push_back(made);
  return made;
}

void Spells::keep(store::Snapshot& snapshot) {
  if (file_.empty()) return;
  auto const state = up_to(snapshot);
  if (state->head == snapshot.head())
    rollup::keep(file_, kept_of(*state, key_of(snapshot, state->head)), mark_by(snapshot.keys()));
}

rollup::Range TreeAt::under(std::int32_t node) const {
  auto const at = static_cast<std::size_t>(node);
  if (node < 0 || at >= numbering.position_of.size()) return {};
  auto const position = numbering.position_of[at];
  if (position < 0) return {};
  return {position, numbering.end[static_cast<std::size_t>(position)]};
}

}  // namespace giaoban::figure
