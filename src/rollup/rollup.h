// Figures over a dated tree, from columns in memory. Four words: a column (columns.h) holds spells,
// a batch brings changes, a key says where a spell stands (a cell, then a node of the tree of some
// date), a measure says which spells it counts. Knows no domain: a caller numbers its cells and
// packs what may be asked of a spell into one word.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace giaoban::rollup {

// What holds in a cell from a day to a day (excluded): one member, one unit, one post.
struct Spell {
  std::int32_t cell = 0;
  std::int32_t from = 0;
  std::int32_t to = 0;
  std::uint32_t word = 0;
  auto operator<=>(Spell const&) const = default;
};

// An entry of the journal adds a spell (+1) or takes one back (-1). Nothing is looked up for that:
// what an entry knew is the sum over all changes up to it.
struct Change {
  Spell spell;
  std::int32_t entry = 0;
  std::int32_t sign = 1;
};
using Batch = std::vector<Change>;

// At the end of a day, with the knowledge of an entry.
struct Moment {
  std::int32_t day = 0;
  std::int32_t entry = INT32_MAX;
};

// Nodes numbered in pre-order: the nodes under position p are [p, end[p]).
struct Numbering {
  std::vector<std::int32_t> position_of;  // by node; -1: not in the tree
  std::vector<std::int32_t> node_at;      // by position
  std::vector<std::int32_t> end;          // by position
  [[nodiscard]] std::size_t size() const { return node_at.size(); }
};

// Where the spells of each cell are counted: a position of a numbering, or nowhere. The tree's own
// positions count as it was; a mapping through later units counts restated.
class Places {
 public:
  Places(std::span<std::int32_t const> position_of_cell, std::size_t positions);
  [[nodiscard]] std::span<std::int32_t const> cells_at(std::size_t position) const {
    return std::span(cells_).subspan(first_[position], first_[position + 1] - first_[position]);
  }
  [[nodiscard]] std::int32_t of(std::int32_t cell) const {
    return static_cast<std::size_t>(cell) < of_cell_.size()
               ? of_cell_[static_cast<std::size_t>(cell)]
               : -1;
  }

 private:
  std::vector<std::int32_t> of_cell_;
  std::vector<std::int32_t> cells_;   // by position
  std::vector<std::uint32_t> first_;  // by position
};

// What is counted, as a question to a spell's word. All measures of one request are one pass, and
// sixty cost hardly more than one.
using Counts = std::function<bool(std::uint32_t)>;
class Measures {
 public:
  explicit Measures(std::vector<Counts> all) : all_(std::move(all)) {}
  [[nodiscard]] std::size_t size() const { return all_.size(); }
  [[nodiscard]] bool counts(std::size_t measure, std::uint32_t word) const {
    return all_[measure](word);
  }

 private:
  std::vector<Counts> all_;
};
inline constexpr std::size_t measures_max = 64;

// The counts of every node and all under it, by position.
class Table {
 public:
  Table(std::size_t positions, std::size_t measures, std::size_t stride);
  [[nodiscard]] std::int32_t at(std::size_t position, std::size_t measure) const {
    return counts_[position * stride_ + measure];
  }
  [[nodiscard]] std::span<std::int32_t> row(std::size_t position) {
    return {counts_.get() + position * stride_, stride_};
  }
  [[nodiscard]] std::size_t positions() const { return positions_; }
  [[nodiscard]] std::size_t measures() const { return measures_; }

 private:
  struct Freed {
    void operator()(std::int32_t* counts) const noexcept;
  };
  std::size_t positions_, measures_, stride_;
  std::unique_ptr<std::int32_t[], Freed> counts_;  // not cleared: every row is written
};

class Columns;

// Up to 64 measures of every node at a moment.
Table count(Columns const& columns, Moment moment, Measures const& measures,
            Numbering const& numbering, Places const& places);

// The same of one node: those places in [from, to).
struct Range {
  std::int32_t from = 0;
  std::int32_t to = 0;
};
std::vector<std::int64_t> total(Columns const& columns, Moment moment, Measures const& measures,
                                Places const& places, Range under);

// The same by what is the same of them: each distinct word of the spells that hold, and how many.
struct Alike {
  std::uint32_t word = 0;
  std::int64_t count = 0;
};
std::vector<Alike> alike(Columns const& columns, Moment moment, Places const& places, Range under);

// Every change that holds at the moment, with its sign: those of a spell and of its taking back
// come both.
void each_spell(Columns const& columns, Moment moment,
                std::function<void(Spell const&, std::int32_t sign)> const& on);

// One measure over ascending days, by group: where a cell counts may change from day to day.
// `group_of[i]` gives each cell's group (-1: none) from days[since[i]] on; restated: one of them.
struct Grouping {
  std::vector<std::size_t> since;  // ascending, the first 0
  std::vector<std::span<std::int32_t const>> group_of;
  std::size_t groups = 0;
};
struct Series {
  std::size_t groups = 0;
  std::vector<std::int64_t> counts;  // by day, then by group
  [[nodiscard]] std::int64_t at(std::size_t day, std::size_t group) const {
    return counts[day * groups + group];
  }
};
Series series(Columns const& columns, std::span<std::int32_t const> days, std::int32_t entry,
              Counts const& measure, Grouping const& grouping);

}  // namespace giaoban::rollup
