// From facts to changes of the state: the joins of each population, subject by subject.
#include <algorithm>
#include <set>

#include "figure/spells.h"
#include "figure/words.h"

namespace giaoban::figure {

namespace {

using rollup::Batch;
using rollup::Part;

// Entries that wrote of more subjects than this are not worth absorbing one by one.
constexpr std::size_t subjects_max = 3000;
constexpr std::int32_t always_from = INT32_MIN;
constexpr std::int32_t always_to = INT32_MAX;

// The versions of one subject after the other, in lists by subject.
class Own {
 public:
  explicit Own(std::vector<Version> const& all) : all_(all) {}
  std::span<Version const> of(std::int64_t subject) {
    while (next_ < all_.size() && all_[next_].subject < subject) ++next_;
    auto const begin = next_;
    while (next_ < all_.size() && all_[next_].subject == subject) ++next_;
    return std::span(all_).subspan(begin, next_ - begin);
  }

 private:
  std::vector<Version> const& all_;
  std::size_t next_ = 0;
};

std::vector<std::int64_t> subjects_of(std::initializer_list<std::vector<Version> const*> lists) {
  std::vector<std::int64_t> subjects;
  for (auto const* list : lists) {
    for (Version const& one : *list) {
      if (subjects.empty() || subjects.back() != one.subject) subjects.push_back(one.subject);
    }
  }
  std::ranges::sort(subjects);
  auto const repeated = std::ranges::unique(subjects);
  subjects.erase(repeated.begin(), repeated.end());
  return subjects;
}

Part part_of(Version const& one, std::int32_t cell = rollup::nowhere) {
  return {one.from, one.to, one.recorded_in, one.superseded_in, cell, one.bits};
}

// What held on the roster day counts whatever day is asked.
void add_on(std::int32_t roster_on, Part part, std::vector<Part>& parts) {
  if (part.from > roster_on || roster_on >= part.to) return;
  part.from = always_from;
  part.to = always_to;
  parts.push_back(part);
}

// Batches of one roster.
struct RosterBatches {
  Batch members, organisations, collectives;
  std::vector<LeaderChange> leaders;
};

class Absorbing {
 public:
  Absorbing(State& state, Versions const& facts, rollup::Entries entries)
      : state_(state),
        facts_(facts),
        entries_(entries),
        numbers_(*state.units),
        rosters_(state.rosters.size()) {}

  void units() {
    Own existences(facts_.existences);
    Own classes(facts_.classes);
    Own parents(facts_.parents);
    Own grades(facts_.unit_grades);
    for (std::int64_t const unit : subjects_of({&facts_.existences, &facts_.unit_grades})) {
      auto const node = number(unit);
      auto const lives = existences.of(unit);
      parts_.clear();
      for (Version const& one : lives) {
        parts_.push_back(part_of(one, node));
        link(one, node, rollup::Link::existence);
      }
      for (Version const& one : classes.of(unit)) parts_.push_back(part_of(one));
      for (Version const& one : parents.of(unit)) {
        if (one.refers != 0) link(one, node, number(one.refers));
      }
      rollup::join(parts_, entries_, units_);
      unit_opening(lives, node);
      auto const results = grades.of(unit);
      for (Version const& one : results) round(one, of_unit);
      for (std::size_t i = 0; i < rosters_.size(); ++i) {
        on_roster(state_.rosters[i].key, results, Version::Aspect::first,
                  rosters_[i].organisations);
        on_roster(state_.rosters[i].key, results, Version::Aspect::second, rosters_[i].collectives);
      }
    }
  }

  void persons() {
    Own stays(facts_.stays);
    Own grades(facts_.person_grades);
    std::vector<Own> states{Own(facts_.standings), Own(facts_.traits), Own(facts_.exemptions),
                            Own(facts_.suspensions), Own(facts_.temporary_activities)};
    for (std::int64_t const person : subjects_of({&facts_.stays, &facts_.person_grades})) {
      auto const places = stays.of(person);
      parts_.clear();
      for (Version const& one : places) {
        if (one.refers != 0) parts_.push_back(part_of(one, number(one.refers)));
      }
      auto const place_parts = parts_;
      for (Own& state : states) {
        for (Version const& one : state.of(person)) parts_.push_back(part_of(one));
      }
      rollup::join(parts_, entries_, members_);
      opening(places);
      auto const results = grades.of(person);
      for (Version const& one : results) round(one, 0);
      parts_ = place_parts;
      for (std::size_t i = 0; i < rosters_.size(); ++i) {
        on_roster(state_.rosters[i].key, results, Version::Aspect::first, rosters_[i].members);
      }
    }
  }

  void posts() {
    Own grades(facts_.person_grades);
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<Part>> held;  // by person and post
    for (std::size_t i = 0; i < facts_.posts.size(); ++i) {
      Version const& one = facts_.posts[i];
      if (i == 0 || facts_.posts[i - 1].subject != one.subject) parts_.clear();
      parts_.push_back(part_of(one, number(one.refers)));
      held[{one.person, one.subject}].push_back(part_of(one, number(one.refers)));
      bool const last = i + 1 == facts_.posts.size() || facts_.posts[i + 1].subject != one.subject;
      if (last) rollup::join(parts_, entries_, posts_);
    }
    std::span<Version const> results;
    std::int64_t whose = 0;
    for (auto& [who, parts] : held) {
      if (who.first != whose) results = grades.of(whose = who.first);
      for (Part& part : parts) part.bits = 0;
      parts_ = parts;
      for (std::size_t i = 0; i < rosters_.size(); ++i) {
        Batch batch;
        on_roster(state_.rosters[i].key, results, Version::Aspect::second, batch);
        for (auto const& change : batch) rosters_[i].leaders.push_back({whose, change});
      }
    }
  }

  void finish() {
    if (numbers_.ids.size() != state_.units->ids.size()) {
      state_.units = std::make_shared<Numbers const>(std::move(numbers_));
    }
    state_.forest = state_.forest.with(links_);
    state_.members = state_.members.with(members_);
    state_.units_standing = state_.units_standing.with(units_);
    state_.posts = state_.posts.with(posts_);
    state_.openings = state_.openings.with(openings_);
    state_.rounds = state_.rounds.with(rounds_);
    for (std::size_t i = 0; i < rosters_.size(); ++i) {
      Roster& roster = state_.rosters[i];
      roster.members = roster.members.with(rosters_[i].members);
      roster.organisations = roster.organisations.with(rosters_[i].organisations);
      roster.collectives = roster.collectives.with(rosters_[i].collectives);
      roster.leaders = roster.leaders.with(rosters_[i].leaders);
    }
    state_.head = entries_.up_to;
  }

 private:
  std::int32_t number(std::int64_t unit) {
    auto const [found, fresh] =
        numbers_.of.try_emplace(unit, static_cast<std::int32_t>(numbers_.ids.size()));
    if (fresh) numbers_.ids.push_back(unit);
    return found->second;
  }

  void link(Version const& one, std::int32_t node, std::int32_t parent) {
    each_change(one, [&](std::int32_t entry, std::int32_t sign) {
      links_.push_back({{node, one.from, one.to, parent}, entry, sign});
    });
  }
  // Results themselves, to know the last round that was decided.
  void round(Version const& one, std::uint32_t whose) {
    RosterKey const key{one.year, one.roster_on};
    auto const found = std::ranges::find(state_.rosters, key, &Roster::key);
    ensure(found != state_.rosters.end(), "every result has its roster");
    auto const place = static_cast<std::uint32_t>(found - state_.rosters.begin());
    each_change(one, [&](std::int32_t entry, std::int32_t sign) {
      rounds_.push_back({{0, one.from, one.to, place << 1U | whose}, entry, sign});
    });
  }
  template <class On>
  void each_change(Version const& one, On const& on) const {
    if (entries_.hold(one.recorded_in)) on(one.recorded_in, 1);
    if (one.superseded_in != rollup::never && entries_.hold(one.superseded_in)) {
      on(one.superseded_in, -1);
    }
  }

  // The subject's parts (parts_) as they stood on the roster day, with its results.
  void on_roster(RosterKey key, std::span<Version const> results, Version::Aspect aspect,
                 Batch& batch) {
    on_roster_.clear();
    for (Part const& part : parts_) add_on(key.roster_on, part, on_roster_);
    if (on_roster_.empty()) return;
    for (Version const& one : results) {
      if (one.year == key.year && one.aspect == aspect) on_roster_.push_back(part_of(one));
    }
    rollup::join(on_roster_, entries_, batch);
  }

  // A unit that stood when its register was opened: of its first such day.
  void unit_opening(std::span<Version const> lives, std::int32_t node) {
    follow(lives, [&](std::int32_t entry) -> std::optional<rollup::Spell> {
      Version const* first = nullptr;
      for (Version const& one : lives) {
        bool const counts = known(one, entry) && one.start == Version::Start::opening;
        if (counts && (first == nullptr || one.from < first->from)) first = &one;
      }
      if (first == nullptr) return std::nullopt;
      return unopened(node, first->from);
    });
  }
  // A member's first stay only: a correction splits the later ones and copies their cause.
  void opening(std::span<Version const> stays) {
    follow(stays, [&](std::int32_t entry) -> std::optional<rollup::Spell> {
      Version const* first = nullptr;
      for (Version const& one : stays) {
        if (known(one, entry) && (first == nullptr || one.from < first->from)) first = &one;
      }
      bool const opens =
          first != nullptr && first->start == Version::Start::opening && first->refers != 0;
      if (!opens) return std::nullopt;
      return unopened(number(first->refers), first->from);
    });
  }
  static rollup::Spell unopened(std::int32_t node, std::int32_t day) {
    return {node, always_from, day, static_cast<std::uint32_t>(day)};
  }
  static bool known(Version const& one, std::int32_t entry) {
    return one.recorded_in <= entry && entry < one.superseded_in;
  }
  template <class SpellAt>
  void follow(std::span<Version const> versions, SpellAt const& spell_at) {
    bool const may_open = std::ranges::any_of(
        versions, [](Version const& one) { return one.start == Version::Start::opening; });
    if (!may_open) return;
    std::vector<std::int32_t> told_in;
    for (Version const& one : versions) {
      told_in.push_back(one.recorded_in);
      if (one.superseded_in != rollup::never) told_in.push_back(one.superseded_in);
    }
    rollup::follow(
        std::move(told_in), entries_,
        [&](std::int32_t entry, std::vector<rollup::Spell>& into) {
          if (auto const spell = spell_at(entry)) into.push_back(*spell);
        },
        openings_);
  }

  State& state_;
  Versions const& facts_;
  rollup::Entries entries_;
  Numbers numbers_;
  std::vector<rollup::LinkChange> links_;
  Batch members_, units_, posts_, openings_, rounds_;
  std::vector<RosterBatches> rosters_;
  std::vector<Part> parts_, on_roster_;
};

std::set<RosterKey> rosters_of(Versions const& facts) {
  std::set<RosterKey> keys;
  for (auto const* grades : {&facts.unit_grades, &facts.person_grades}) {
    for (Version const& one : *grades) keys.insert({one.year, one.roster_on});
  }
  return keys;
}

void absorb(State& state, Versions const& facts, rollup::Entries entries, Making& making) {
  Absorbing absorbing(state, facts, entries);
  making.step();
  absorbing.units();
  making.step();
  absorbing.persons();
  making.step();
  absorbing.posts();
  making.step();
  absorbing.finish();
}

State made_anew(store::Snapshot& snapshot, EntryNumber head, Making& making) {
  State state;
  auto const facts = all_versions(snapshot, making);
  for (RosterKey const& key : rosters_of(facts)) {
    state.rosters.push_back({.key = key,
                             .members = {},
                             .organisations = {},
                             .collectives = {},
                             .leaders = Leaders().with({})});
  }
  absorb(state, facts, {0, static_cast<std::int32_t>(head)}, making);
  return merged(state);
}

}  // namespace

// A round's first result brings a roster of everyone: then all is made anew, once a year.
State absorbed(store::Snapshot& snapshot, State const& before, EntryNumber head, Making& making) {
  if (before.head == 0) return made_anew(snapshot, head, making);
  auto const subjects = written_after(snapshot, before.head);
  if (subjects.size() > subjects_max) return made_anew(snapshot, head, making);
  auto const facts = versions_of(snapshot, subjects);
  for (RosterKey const& key : rosters_of(facts)) {
    if (std::ranges::find(before.rosters, key, &Roster::key) == before.rosters.end()) {
      return made_anew(snapshot, head, making);
    }
  }
  State state = before;
  absorb(state, facts, {static_cast<std::int32_t>(before.head), static_cast<std::int32_t>(head)},
         making);
  return state;
}

namespace {

// The same done with every column of a state, beside another state's or not.
template <class Do>
State each_column(State state, Do const& with) {
  state.members = with(state.members, [](State const& one) { return one.members; });
  state.units_standing =
      with(state.units_standing, [](State const& s) { return s.units_standing; });
  state.posts = with(state.posts, [](State const& one) { return one.posts; });
  state.openings = with(state.openings, [](State const& one) { return one.openings; });
  state.rounds = with(state.rounds, [](State const& one) { return one.rounds; });
  for (std::size_t i = 0; i < state.rosters.size(); ++i) {
    Roster& roster = state.rosters[i];
    roster.members = with(roster.members, [i](State const& one) { return one.rosters[i].members; });
    roster.organisations =
        with(roster.organisations, [i](State const& one) { return one.rosters[i].organisations; });
    roster.collectives =
        with(roster.collectives, [i](State const& one) { return one.rosters[i].collectives; });
  }
  return state;
}

}  // namespace

State merged(State const& state) {
  return each_column(state, [](rollup::Columns const& one, auto const&) { return one.merged(); });
}

State rebased(State const& now, State const& merged) {
  if (now.rosters.size() != merged.rosters.size()) return now;  // made anew meanwhile
  return each_column(
      now, [&](rollup::Columns const& one, auto const& same) { return one.rebased(same(merged)); });
}

Leaders Leaders::with(std::vector<LeaderChange> const& added) const {
  constexpr std::size_t later_max = 2000;
  Leaders made;
  auto rows = std::make_shared<std::vector<LeaderChange>>();
  if (later) *rows = *later;
  rows->insert(rows->end(), added.begin(), added.end());
  bool const fold = !sorted || rows->size() > later_max;
  made.sorted = sorted;
  if (fold) {
    if (sorted) rows->insert(rows->begin(), sorted->begin(), sorted->end());
    std::ranges::stable_sort(*rows, {}, &LeaderChange::person);
    made.sorted = std::move(rows);
    rows = std::make_shared<std::vector<LeaderChange>>();
  }
  made.later = std::move(rows);
  return made;
}

std::int32_t State::number_of(UnitId unit) const {
  auto const found = units->of.find(unit.value);
  return found == units->of.end() ? -1 : found->second;
}

std::size_t State::changed_rows() const {
  auto rows = members.changed_rows() + units_standing.changed_rows() + posts.changed_rows() +
              openings.changed_rows() + rounds.changed_rows();
  for (Roster const& roster : rosters) {
    rows += roster.members.changed_rows() + roster.organisations.changed_rows() +
            roster.collectives.changed_rows();
  }
  return rows;
}

}  // namespace giaoban::figure
