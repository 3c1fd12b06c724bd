// One measure over many days in one pass: each spell begins to count at a day and ceases at one,
// and running sums over the days make the counts. Where a cell changes its group meanwhile, the
// spell is counted piece by piece.
#include <algorithm>
#include <future>

#include "base/result.h"
#include "rollup/lanes.h"

namespace giaoban::rollup {

namespace {

// The first of the days that is not before a day, for every day between the first and the last.
class FirstOf {
 public:
  explicit FirstOf(std::span<std::int32_t const> days)
      : start_(days.front()), last_(static_cast<std::uint32_t>(days.size())) {
    std::uint32_t next = 0;
    for (std::int32_t day = days.front(); day <= days.back(); ++day) {
      while (days[next] < day) ++next;
      of_.push_back(next);
    }
  }
  [[nodiscard]] std::uint32_t from(std::int32_t day) const {
    if (day <= start_) return 0;
    auto const at = static_cast<std::size_t>(day - start_);
    return at < of_.size() ? of_[at] : last_;
  }

 private:
  std::int32_t start_;
  std::uint32_t last_;
  std::vector<std::uint32_t> of_;
};

// From which index of the days on a cell counts in which group.
struct Piece {
  std::uint32_t from, to;
  std::int32_t group;
};

class Sweep {
 public:
  Sweep(Columns const& columns, std::span<std::int32_t const> days, std::int32_t entry,
        Counts const& measure, Grouping const& grouping)
      : columns_(columns),
        entry_(entry),
        first_(days),
        days_(static_cast<std::uint32_t>(days.size())),
        grouping_(grouping) {
    for (std::size_t code = 0; code < columns.dictionary().size(); ++code) {
      counted_.push_back(code > 0 && measure(columns.dictionary().word(code)) ? 1 : 0);
    }
  }

  using Steps = std::vector<std::int64_t>;  // by day (and one after the last), then by group

  void block(Steps& steps, Range cells) const {
    auto const& block = columns_.block();
    bool const all_known = entry_ >= block.last_entry;
    for (std::int32_t cell = cells.from; cell < cells.to; ++cell) {
      auto const [begin, end] = block.rows_of(cell);
      if (begin == end) continue;
      auto const pieces = pieces_of(cell);
      for (auto row = begin; row < end; ++row) {
        if (counted_[block.code[row]] == 0) continue;
        if (!all_known && block.entry[row] > entry_) continue;
        add(steps, pieces, {first_.from(block.from[row]), first_.from(block.to[row]), 1});
      }
    }
  }
  void changes(Steps& steps) const {
    auto const strip = [&](Strip const& one) {
      for (Changed const& row : one.rows) {
        if (row.entry > entry_ || counted_[row.code] == 0) continue;
        add(steps, pieces_of(row.cell), {first_.from(row.from), first_.from(row.to), row.sign});
      }
    };
    for (auto const& one : columns_.strips()) strip(*one);
    if (entry_ < columns_.past().last_entry) strip(columns_.past());
  }
  [[nodiscard]] Steps none() const { return Steps((days_ + 1) * grouping_.groups); }

 private:
  struct Held {
    std::uint32_t from, to;
    std::int32_t sign;
  };
  struct Pieces {
    Piece const* begin;
    std::size_t size;
  };

  // Valid until the next call on the same thread.
  [[nodiscard]] Pieces pieces_of(std::int32_t cell) const {
    static thread_local std::vector<Piece> pieces;
    pieces.clear();
    auto const at = static_cast<std::size_t>(cell);
    for (std::size_t i = 0; i < grouping_.since.size(); ++i) {
      auto const& groups = grouping_.group_of[i];
      auto const group = at < groups.size() ? groups[at] : -1;
      auto const since = static_cast<std::uint32_t>(grouping_.since[i]);
      if (!pieces.empty() && pieces.back().group == group) continue;
      if (!pieces.empty()) pieces.back().to = since;
      pieces.push_back({since, days_, group});
    }
    std::erase_if(pieces, [](Piece const& piece) { return piece.group < 0; });
    return {pieces.data(), pieces.size()};
  }
  void add(Steps& steps, Pieces pieces, Held held) const {
    for (std::size_t i = 0; i < pieces.size; ++i) {
      Piece const& piece = pieces.begin[i];
      auto const from = std::max(held.from, piece.from);
      auto const to = std::min(held.to, piece.to);
      if (from >= to) continue;
      auto const group = static_cast<std::size_t>(piece.group);
      steps[from * grouping_.groups + group] += held.sign;
      steps[to * grouping_.groups + group] -= held.sign;
    }
  }

  Columns const& columns_;
  std::int32_t entry_;
  FirstOf first_;
  std::uint32_t days_;
  Grouping const& grouping_;
  std::vector<std::uint8_t> counted_;
};

}  // namespace

Series series(Columns const& columns, std::span<std::int32_t const> days, std::int32_t entry,
              Counts const& measure, Grouping const& grouping) {
  ensure(!days.empty() && std::ranges::is_sorted(days), "a series asks for days in their order");
  ensure(!grouping.since.empty() && grouping.since.front() == 0, "a grouping starts with the days");
  Sweep const sweep(columns, days, entry, measure, grouping);
  auto steps = sweep.none();
  auto other_steps = sweep.none();
  auto const cells = static_cast<std::int32_t>(columns.block().cells());
  auto other =
      std::async(std::launch::async, [&] { sweep.block(other_steps, {cells / 2, cells}); });
  sweep.block(steps, {0, cells / 2});
  sweep.changes(steps);
  other.get();
  Series made{.groups = grouping.groups, .counts = {}};
  std::vector<std::int64_t> running(grouping.groups);
  for (std::size_t i = 0; i < days.size() * grouping.groups; ++i) {
    auto& sum = running[i % grouping.groups];
    sum += steps[i] + other_steps[i];
    made.counts.push_back(sum);
  }
  return made;
}

}  // namespace giaoban::rollup
