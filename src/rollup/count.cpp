// Counting at one moment. The whole tree is one walk over the positions: the counters of the nodes
// above stand on a stack, a node's are written once, when the walk leaves it. Two halves are walked
// at once; the nodes that lie over the cut are added up at the end.
#include <algorithm>
#include <future>

#include "base/result.h"
#include "rollup/lanes.h"

namespace giaoban::rollup {

namespace {

// Below that a second thread costs more than it brings.
constexpr std::size_t rows_for_two_threads = 200'000;

template <std::size_t Lanes>
struct Open {
  std::int32_t position;
  Wide<Lanes> sum = {};
};
template <std::size_t Lanes>
using Stack = std::vector<Open<Lanes>>;

template <std::size_t Lanes>
class Walk {
 public:
  Walk(Columns const& columns, Moment moment, Measures const& measures, Numbering const& numbering,
       Places const& places)
      : columns_(columns),
        moment_(moment),
        numbering_(numbering),
        places_(places),
        lookup_(columns.dictionary(), measures),
        counter_(columns.block(), lookup_, moment),
        table_(numbering.size(), measures.size(), Lanes * lane_width) {}

  Table whole() {
    auto const size = static_cast<std::int32_t>(numbering_.size());
    bool const two = columns_.block().rows() >= rows_for_two_threads && size > 1;
    if (!two) {
      auto open = walked({}, {0, size});
      close_all(open);
    } else {
      in_two(size);
    }
    add_changes();
    return std::move(table_);
  }

 private:
  void in_two(std::int32_t size) {
    std::int32_t const cut = half_of_the_rows();
    auto const above = over(cut);
    Stack<Lanes> second;
    auto other = std::async(std::launch::async, [&] {
      second = walked(above, {cut, size});
      close_all(second);
    });
    auto first = walked({}, {0, cut});
    other.get();
    // What lies before the cut under the nodes over it: the inner ones are part of the outer ones.
    while (!first.empty() && numbering_.end[at(first.back().position)] <= cut) leave(first);
    for (std::size_t i = first.size(); i-- > 0;) {
      auto const row = table_.row(at(first[i].position));
      for (std::size_t m = 0; m < row.size(); ++m) row[m] += first[i].sum.of[m];
      if (i > 0) first[i - 1].sum.add(first[i].sum);
    }
  }

  // Walks [range) with these nodes open above it; what is still open at the end comes back.
  Stack<Lanes> walked(std::vector<std::int32_t> const& above, Range range) {
    Stack<Lanes> open;
    open.reserve(64);
    for (std::int32_t const position : above) open.push_back({position});
    for (std::int32_t position = range.from; position < range.to; ++position) {
      while (!open.empty() && numbering_.end[at(open.back().position)] <= position) leave(open);
      open.push_back({position});
      for (std::int32_t const cell : places_.cells_at(at(position))) {
        counter_.add(cell, open.back().sum);
      }
    }
    return open;
  }
  void leave(Stack<Lanes>& open) {
    auto const row = table_.row(at(open.back().position));
    std::copy_n(open.back().sum.of, row.size(), row.begin());
    if (open.size() > 1) open[open.size() - 2].sum.add(open.back().sum);
    open.pop_back();
  }
  void close_all(Stack<Lanes>& open) {
    while (!open.empty()) leave(open);
  }

  // The position before which half of the rows stand.
  std::int32_t half_of_the_rows() const {
    std::size_t rows = 0;
    for (std::size_t position = 0; position < numbering_.size(); ++position) {
      for (std::int32_t const cell : places_.cells_at(position)) {
        auto const [begin, end] = columns_.block().rows_of(cell);
        rows += end - begin;
      }
      if (rows >= columns_.block().rows() / 2) return static_cast<std::int32_t>(position);
    }
    return static_cast<std::int32_t>(numbering_.size() / 2);
  }
  // The nodes over a position, from the top.
  std::vector<std::int32_t> over(std::int32_t position) const {
    std::vector<std::int32_t> nodes;
    for (std::int32_t node = 0; node < position;) {
      if (numbering_.end[at(node)] > position) {
        nodes.push_back(node++);
      } else {
        node = numbering_.end[at(node)];
      }
    }
    return nodes;
  }

  void add_changes() {
    each_change(columns_, moment_, [&](Changed const& change, std::int32_t sign) {
      auto const position = places_.of(change.cell);
      if (position < 0) return;
      Wide<Lanes> sum;
      sum.add(lookup_[change.code], sign);
      auto const add = [&](std::int32_t node) {
        auto const row = table_.row(at(node));
        for (std::size_t m = 0; m < row.size(); ++m) row[m] += sum.of[m];
      };
      for (std::int32_t const node : path_to(position)) add(node);
    });
  }
  std::vector<std::int32_t> const& path_to(std::int32_t position) {
    if (path_.empty() || path_.back() != position) {
      path_ = over(position);
      path_.push_back(position);
    }
    return path_;
  }
  static std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

  Columns const& columns_;
  Moment moment_;
  Numbering const& numbering_;
  Places const& places_;
  Lookup<Lanes> lookup_;
  CellCounter<Lanes> counter_;
  Table table_;
  std::vector<std::int32_t> path_;
};

template <std::size_t Lanes>
std::vector<std::int64_t> total_of(Columns const& columns, Moment moment, Measures const& measures,
                                   Places const& places, Range under) {
  Lookup<Lanes> const lookup(columns.dictionary(), measures);
  CellCounter<Lanes> const counter(columns.block(), lookup, moment);
  Wide<Lanes> sum;
  for (std::int32_t position = under.from; position < under.to; ++position) {
    for (std::int32_t const cell : places.cells_at(static_cast<std::size_t>(position))) {
      counter.add(cell, sum);
    }
  }
  each_change(columns, moment, [&](Changed const& change, std::int32_t sign) {
    auto const position = places.of(change.cell);
    if (position >= under.from && position < under.to) sum.add(lookup[change.code], sign);
  });
  return {sum.of, sum.of + measures.size()};
}

// Calls with as many lanes as the measures fill.
template <class Call>
auto with_lanes(Measures const& measures, Call const& call) {
  ensure(measures.size() > 0 && measures.size() <= measures_max, "one to 64 measures a pass");
  if (measures.size() <= lane_width) return call(std::integral_constant<std::size_t, 1>{});
  if (measures.size() <= 2 * lane_width) return call(std::integral_constant<std::size_t, 2>{});
  return call(std::integral_constant<std::size_t, 4>{});
}

}  // namespace

Table count(Columns const& columns, Moment moment, Measures const& measures,
            Numbering const& numbering, Places const& places) {
  return with_lanes(measures, [&](auto lanes) {
    return Walk<lanes()>(columns, moment, measures, numbering, places).whole();
  });
}

std::vector<std::int64_t> total(Columns const& columns, Moment moment, Measures const& measures,
                                Places const& places, Range under) {
  return with_lanes(measures, [&](auto lanes) {
    return total_of<lanes()>(columns, moment, measures, places, under);
  });
}

std::vector<Alike> alike(Columns const& columns, Moment moment, Places const& places, Range under) {
  auto const& block = columns.block();
  auto const& dictionary = columns.dictionary();
  bool const all_known = moment.entry >= block.last_entry;
  std::vector<std::int64_t> counts(dictionary.size());
  for (std::int32_t position = under.from; position < under.to; ++position) {
    for (std::int32_t const cell : places.cells_at(static_cast<std::size_t>(position))) {
      auto const [begin, end] = block.rows_of(cell);
      for (auto row = begin; row < end; ++row) {
        bool const holds = block.from[row] <= moment.day && moment.day < block.to[row] &&
                           (all_known || block.entry[row] <= moment.entry);
        counts[holds ? block.code[row] : 0] += 1;
      }
    }
  }
  each_change(columns, moment, [&](Changed const& change, std::int32_t sign) {
    auto const position = places.of(change.cell);
    if (position >= under.from && position < under.to) counts[change.code] += sign;
  });
  std::vector<Alike> all;
  for (std::size_t code = 1; code < counts.size(); ++code) {
    if (counts[code] != 0) all.push_back({dictionary.word(code), counts[code]});
  }
  return all;
}

void each_spell(Columns const& columns, Moment moment,
                std::function<void(Spell const&, std::int32_t sign)> const& on) {
  auto const& block = columns.block();
  auto const& dictionary = columns.dictionary();
  for (std::int32_t cell = 0; cell < static_cast<std::int32_t>(block.cells()); ++cell) {
    auto const [begin, end] = block.rows_of(cell);
    for (auto row = begin; row < end; ++row) {
      Changed const one{cell, block.from[row], block.to[row], block.entry[row], 1, block.code[row]};
      if (weight(one, moment) == 0) continue;
      on({cell, one.from, one.to, dictionary.word(one.code)}, 1);
    }
  }
  each_change(columns, moment, [&](Changed const& one, std::int32_t sign) {
    on({one.cell, one.from, one.to, dictionary.word(one.code)}, sign);
  });
}

}  // namespace giaoban::rollup
