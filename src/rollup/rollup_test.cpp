// Random spells, trees, days and entries against counting one by one.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "rollup/columns.h"
#include "rollup/forest.h"

namespace giaoban::rollup {
namespace {

constexpr std::int32_t last_day = 1000;

// An invented journal: every entry adds spells, takes some back, and moves nodes of the tree.
class RandomJournal {
 public:
  RandomJournal() {
    seed_ = std::random_device{}();
    if (char const* given = std::getenv("GIAOBAN_TEST_SEED")) {
      seed_ = static_cast<unsigned>(std::stoul(given));
    }
    random_.seed(seed_);
  }
  [[nodiscard]] unsigned seed() const { return seed_; }
  [[nodiscard]] std::int32_t head() const { return entry_; }
  [[nodiscard]] std::vector<Change> const& changes() const { return all_; }
  [[nodiscard]] std::vector<LinkChange> const& links() const { return links_; }

  std::int32_t up_to(std::int32_t most) {
    return std::uniform_int_distribution<std::int32_t>(0, most)(random_);
  }
  template <class T>
  std::size_t any(std::vector<T> const& from) {
    return static_cast<std::size_t>(up_to(static_cast<std::int32_t>(from.size()) - 1));
  }

  Batch entry(int spells) {
    ++entry_;
    Batch batch;
    for (int i = 0; i < spells; ++i) {
      auto const from = up_to(last_day);
      Spell const spell{up_to(cells - 1), from, from + 1 + up_to(400),
                        static_cast<std::uint32_t>(up_to(40)) * 77U};
      batch.push_back({spell, entry_, 1});
      standing_.push_back(spell);
    }
    for (int i = 0; i < spells / 4; ++i) {
      auto const one = any(standing_);
      batch.push_back({standing_[one], entry_, -1});
      standing_[one] = standing_.back();
      standing_.pop_back();
    }
    all_.insert(all_.end(), batch.begin(), batch.end());
    return batch;
  }

  // Every node exists from the first day under one of a lower number; some move on a later day.
  std::vector<LinkChange> plant() {
    ++entry_;
    std::vector<LinkChange> planted;
    for (std::int32_t node = 0; node < cells; ++node) {
      planted.push_back(
          {{node, -10, node > 0 && up_to(9) == 0 ? up_to(last_day) : INT32_MAX}, entry_, 1});
      if (node == 0) continue;
      auto const moved = up_to(3) == 0 ? up_to(last_day) : INT32_MAX;
      planted.push_back({{node, -10, moved, up_to(node - 1)}, entry_, 1});
      if (moved < INT32_MAX) {
        planted.push_back({{node, moved, INT32_MAX, up_to(node - 1)}, entry_, 1});
      }
    }
    links_.insert(links_.end(), planted.begin(), planted.end());
    return planted;
  }
  // What was known of some nodes is taken back and said otherwise.
  std::vector<LinkChange> replant() {
    ++entry_;
    std::vector<LinkChange> changed;
    for (int i = 0; i < 5; ++i) {
      auto const links = links_;
      auto const& one = links[any(links)];
      if (one.link.parent < 1 || one.sign < 0 || said_otherwise_[one.link.node]) continue;
      said_otherwise_[one.link.node] = true;
      changed.push_back({one.link, entry_, -1});
      auto other = one.link;
      other.parent = up_to(one.link.parent - 1);
      changed.push_back({other, entry_, 1});
    }
    links_.insert(links_.end(), changed.begin(), changed.end());
    return changed;
  }

  static constexpr std::int32_t cells = 60;

 private:
  unsigned seed_ = 0;
  std::mt19937 random_;
  std::int32_t entry_ = 0;
  std::vector<Change> all_;
  std::vector<Spell> standing_;
  std::vector<LinkChange> links_;
  std::map<std::int32_t, bool> said_otherwise_;
};

Measures some_measures(std::size_t many) {
  std::vector<Counts> all;
  for (std::size_t i = 0; i < many; ++i) {
    all.push_back([i](std::uint32_t word) { return (word / 7) % (i + 2) == i % 3; });
  }
  return Measures(std::move(all));
}

// --- by hand ---
std::int32_t parent_by_hand(RandomJournal const& journal, std::int32_t node, Moment moment) {
  std::int32_t exists = 0;
  std::map<std::int32_t, std::int32_t> parents;
  for (auto const& [link, entry, sign] : journal.links()) {
    bool const holds = link.from <= moment.day && moment.day < link.to && entry <= moment.entry;
    if (!holds || link.node != node) continue;
    (link.parent == Link::existence ? exists : parents[link.parent]) += sign;
  }
  if (exists == 0) return -2;
  for (auto const& [parent, sum] : parents) {
    if (sum > 0) return parent_by_hand(journal, parent, moment) == -2 ? -1 : parent;
  }
  return -1;
}

class Hand {
 public:
  Hand(RandomJournal const& journal, Moment tree) : journal_(journal) {
    for (std::int32_t node = 0; node < RandomJournal::cells; ++node) {
      parents_.push_back(parent_by_hand(journal, node, tree));
    }
  }
  bool under(std::int32_t node, std::int32_t top) const {
    for (; node >= 0 && parents_[static_cast<std::size_t>(node)] != -2;
         node = parents_[static_cast<std::size_t>(node)]) {
      if (node == top) return true;
    }
    return false;
  }
  std::int64_t count(Moment moment, Counts const& measure, std::int32_t top) const {
    std::int64_t sum = 0;
    for (auto const& [spell, entry, sign] : journal_.changes()) {
      bool const holds = entry <= moment.entry && spell.from <= moment.day && moment.day < spell.to;
      if (holds && measure(spell.word) && under(spell.cell, top)) sum += sign;
    }
    return sum;
  }

 private:
  RandomJournal const& journal_;
  std::vector<std::int32_t> parents_;
};

struct Grown {
  RandomJournal journal;
  Forest forest;
  Columns columns;

  explicit Grown(int entries) {
    forest = forest.with(journal.plant());
    for (int i = 0; i < entries; ++i) {
      columns = columns.with(journal.entry(5 + journal.up_to(200)));
      if (i % 3 == 0) forest = forest.with(journal.replant());
      if (i % 7 == 3) columns = columns.merged();
    }
  }
  Moment moment() {
    return {journal.up_to(last_day + 400),
            journal.up_to(2) == 0 ? INT32_MAX : journal.up_to(journal.head() + 1)};
  }
};

TEST(Rollup, EveryNodeCountsAsByHand) {
  Grown grown(23);
  for (std::size_t const many : {1U, 16U, 17U, 64U}) {
    auto const moment = grown.moment();
    auto const measures = some_measures(many);
    auto const numbering = grown.forest.numbering(moment);
    Places const places(numbering.position_of, numbering.size());
    auto const table = count(grown.columns, moment, measures, numbering, places);
    Hand const hand(grown.journal, moment);
    for (std::int32_t node = 0; node < RandomJournal::cells; ++node) {
      auto const position = numbering.position_of[static_cast<std::size_t>(node)];
      ASSERT_EQ(position >= 0, hand.under(node, node)) << "seed " << grown.journal.seed();
      if (position < 0) continue;
      auto const p = static_cast<std::size_t>(position);
      auto const one = total(grown.columns, moment, measures, places, {position, numbering.end[p]});
      for (std::size_t m = 0; m < many; m += 5) {
        auto const counts = [&](std::uint32_t word) { return measures.counts(m, word); };
        auto const by_hand = hand.count(moment, counts, node);
        ASSERT_EQ(table.at(p, m), by_hand) << "node " << node << ", seed " << grown.journal.seed();
        ASSERT_EQ(one[m], by_hand) << "node " << node << ", seed " << grown.journal.seed();
      }
    }
  }
}

TEST(Rollup, AWrongMeasureIsNoticed) {
  Grown grown(12);
  Moment const moment{500};
  auto const numbering = grown.forest.numbering(moment);
  Places const places(numbering.position_of, numbering.size());
  Measures const wrong({[](std::uint32_t word) { return word % 2 == 1; }});
  auto const counted =
      total(grown.columns, moment, wrong, places, {0, static_cast<std::int32_t>(numbering.size())});
  std::int64_t right = 0;
  Hand const hand(grown.journal, moment);
  for (std::size_t p = 0; p < numbering.size();) {
    right +=
        hand.count(moment, [](std::uint32_t word) { return word % 2 == 0; }, numbering.node_at[p]);
    p = static_cast<std::size_t>(numbering.end[p]);
  }
  EXPECT_NE(counted.front(), right) << "seed " << grown.journal.seed();
}

TEST(Rollup, TwoThreadsCountAsOneDoes) {
  Grown grown(1);
  for (int i = 0; i < 3; ++i) grown.columns = grown.columns.with(grown.journal.entry(120'000));
  grown.columns = grown.columns.merged();
  auto const measures = some_measures(20);
  for (int i = 0; i < 4; ++i) {
    auto const moment = grown.moment();
    auto const numbering = grown.forest.numbering(moment);
    Places const places(numbering.position_of, numbering.size());
    auto const table = count(grown.columns, moment, measures, numbering, places);
    for (std::size_t p = 0; p < numbering.size(); ++p) {
      auto const one = total(grown.columns, moment, measures, places,
                             {static_cast<std::int32_t>(p), numbering.end[p]});
      for (std::size_t m = 0; m < measures.size(); ++m) {
        ASSERT_EQ(table.at(p, m), one[m]) << "seed " << grown.journal.seed();
      }
    }
  }
}

TEST(Rollup, RestatedCountsOnTheTreeOfAnotherDay) {
  Grown grown(9);
  auto const then = grown.forest.numbering({100});
  auto const later = grown.forest.numbering({900});
  // Who answers later for what was there: here the cell itself, else the node of number 0.
  std::vector<std::int32_t> answers;
  for (std::size_t node = 0; node < later.position_of.size(); ++node) {
    if (then.position_of[node] < 0) {
      answers.push_back(-1);
    } else {
      auto const same = later.position_of[node];
      answers.push_back(same >= 0 ? same : later.position_of[0]);
    }
  }
  Places const restated(answers, later.size());
  Measures const all({[](std::uint32_t) { return true; }});
  auto const table = count(grown.columns, {100}, all, later, restated);
  Places const as_it_was(then.position_of, then.size());
  std::int64_t tops_then = 0;
  std::int64_t tops_later = 0;
  auto const size = static_cast<std::int32_t>(then.size());
  tops_then = total(grown.columns, {100}, all, as_it_was, {0, size}).front();
  for (std::size_t p = 0; p < later.size(); p = static_cast<std::size_t>(later.end[p])) {
    tops_later += table.at(p, 0);
  }
  EXPECT_EQ(tops_then, tops_later) << "seed " << grown.journal.seed();
}

TEST(Rollup, ASeriesIsTheCountOfEachDay) {
  Grown grown(17);
  std::vector<std::int32_t> const days{0, 31, 200, 201, 555, 990};
  auto const entry = grown.moment().entry;
  auto const measure = [](std::uint32_t word) { return word % 3 == 0; };
  // The group of a cell on each day: whichever top it stands under, as it was.
  std::vector<std::vector<std::int32_t>> groups;
  Grouping grouping{.since = {}, .group_of = {}, .groups = RandomJournal::cells};
  std::vector<Numbering> numberings;
  for (std::size_t i = 0; i < days.size(); ++i) {
    auto const numbering = grown.forest.numbering({days[i], entry});
    std::vector<std::int32_t> of(RandomJournal::cells, -1);
    for (std::size_t p = 0; p < numbering.size(); p = static_cast<std::size_t>(numbering.end[p])) {
      for (auto under = p; under < static_cast<std::size_t>(numbering.end[p]); ++under) {
        of[static_cast<std::size_t>(numbering.node_at[under])] = numbering.node_at[p];
      }
    }
    groups.push_back(std::move(of));
  }
  for (std::size_t i = 0; i < days.size(); ++i) {
    grouping.since.push_back(i);
    grouping.group_of.push_back(groups[i]);
  }
  auto const counted = series(grown.columns, days, entry, measure, grouping);
  for (std::size_t i = 0; i < days.size(); ++i) {
    Hand const hand(grown.journal, {days[i], entry});
    for (std::int32_t top = 0; top < RandomJournal::cells; ++top) {
      auto const& of = groups[i];
      if (of[static_cast<std::size_t>(top)] != top) continue;
      ASSERT_EQ(counted.at(i, static_cast<std::size_t>(top)),
                hand.count({days[i], entry}, measure, top))
          << "day " << days[i] << ", seed " << grown.journal.seed();
    }
  }
}

TEST(Rollup, MergedInTheBackgroundItAnswersTheSame) {
  Grown grown(13);
  auto const old = grown.columns;
  for (int i = 0; i < 4; ++i) grown.columns = grown.columns.with(grown.journal.entry(30));
  auto const rebased = grown.columns.rebased(old.merged());
  EXPECT_LT(rebased.changed_rows(), grown.columns.changed_rows());
  Measures const all({[](std::uint32_t) { return true; }});
  for (int i = 0; i < 20; ++i) {
    auto const moment = grown.moment();
    auto const numbering = grown.forest.numbering(moment);
    Places const places(numbering.position_of, numbering.size());
    Range const whole{0, static_cast<std::int32_t>(numbering.size())};
    EXPECT_EQ(total(grown.columns, moment, all, places, whole),
              total(rebased, moment, all, places, whole))
        << "seed " << grown.journal.seed();
  }
}

TEST(Rollup, OneEpochHasOneNumbering) {
  Grown grown(7);
  for (int i = 0; i < 50; ++i) {
    auto const moment = grown.moment();
    auto const epoch = grown.forest.epoch(moment);
    if (epoch.day == INT32_MIN || epoch.entry == INT32_MIN) continue;
    EXPECT_EQ(grown.forest.numbering(moment).node_at, grown.forest.numbering(epoch).node_at)
        << "seed " << grown.journal.seed();
  }
}

// What a reader holds stays as it was while entries are absorbed and columns merged.
TEST(Rollup, ReadersKeepWhatTheyHold) {
  Grown grown(5);
  std::mutex published_lock;
  Columns published = grown.columns;
  auto const numbering = grown.forest.numbering({500});
  Places const places(numbering.position_of, numbering.size());
  Range const whole{0, static_cast<std::int32_t>(numbering.size())};
  Measures const all({[](std::uint32_t) { return true; }});
  std::atomic<bool> over = false;
  std::atomic<int> asked = 0;
  auto const read = [&] {
    while (!over) {
      Columns held;
      {
        std::scoped_lock const lock(published_lock);
        held = published;
      }
      auto const once = total(held, {500}, all, places, whole);
      auto const again = total(held, {500}, all, places, whole);
      if (once != again) std::abort();
      ++asked;
    }
  };
  std::thread one(read);
  std::thread two(read);
  while (asked == 0) std::this_thread::yield();
  for (int i = 0; i < 300; ++i) {
    auto next = published.with(grown.journal.entry(8));
    if (i % 40 == 0) next = next.rebased(published.merged());
    std::scoped_lock const lock(published_lock);
    published = std::move(next);
  }
  over = true;
  one.join();
  two.join();
  Hand const hand(grown.journal, {500});
  std::int64_t by_hand = 0;
  for (std::size_t p = 0; p < numbering.size(); p = static_cast<std::size_t>(numbering.end[p])) {
    by_hand += hand.count({500}, [](std::uint32_t) { return true; }, numbering.node_at[p]);
  }
  EXPECT_EQ(total(published, {500}, all, places, whole).front(), by_hand)
      << "seed " << grown.journal.seed();
}

}  // namespace
}  // namespace giaoban::rollup
