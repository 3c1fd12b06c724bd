// Sixteen small counters side by side. A row of the look-up says with ones and zeros which measures
// count a word; counting a spell is adding its row. Written with the compilers' vector types, which
// any x86-64 and ARM has instructions for. Private to src/rollup.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "rollup/columns.h"

namespace giaoban::rollup {

inline constexpr std::size_t lane_width = 16;
using Lane = std::uint8_t __attribute__((vector_size(lane_width)));

// The rows of the look-up by code; code 0, of no spell, counts nothing.
template <std::size_t Lanes>
class Lookup {
 public:
  Lookup(Dictionary const& dictionary, Measures const& measures) : rows_(dictionary.size()) {
    for (std::size_t code = 1; code < dictionary.size(); ++code) {
      for (std::size_t measure = 0; measure < measures.size(); ++measure) {
        bool const counted = measures.counts(measure, dictionary.word(code));
        rows_[code].lanes[measure / lane_width][measure % lane_width] = counted ? 1 : 0;
      }
    }
  }
  struct alignas(lane_width) Row {
    Lane lanes[Lanes] = {};
  };
  [[nodiscard]] Row const& operator[](std::size_t code) const { return rows_[code]; }

 private:
  std::vector<Row> rows_;
};

// Wide counters of one node.
template <std::size_t Lanes>
struct alignas(64) Wide {
  std::int32_t of[Lanes * lane_width] = {};

  void add(typename Lookup<Lanes>::Row const& row, std::int32_t sign) {
    for (std::size_t lane = 0; lane < Lanes; ++lane) {
      std::uint8_t bytes[lane_width];
      std::memcpy(bytes, &row.lanes[lane], lane_width);
      for (std::size_t i = 0; i < lane_width; ++i) of[lane * lane_width + i] += sign * bytes[i];
    }
  }
  void add(Wide const& other) {
    for (std::size_t i = 0; i < Lanes * lane_width; ++i) of[i] += other.of[i];
  }
};

// Whether a change is known at the moment and its spell holds: the sign, or 0.
inline std::int32_t weight(Changed const& row, Moment moment) {
  bool const holds = row.entry <= moment.entry && row.from <= moment.day && moment.day < row.to;
  return holds ? row.sign : 0;
}

// Every strip that matters at the moment's entry, with each of its rows that counts.
template <class On>
void each_change(Columns const& columns, Moment moment, On&& on) {
  auto const strip = [&](Strip const& one) {
    for (Changed const& row : one.rows) {
      if (auto const sign = weight(row, moment); sign != 0) on(row, sign);
    }
  };
  for (auto const& one : columns.strips()) strip(*one);
  if (moment.entry < columns.past().last_entry) strip(columns.past());
}

// Adds the spells of one cell that hold at the moment.
template <std::size_t Lanes>
class CellCounter {
 public:
  CellCounter(Block const& block, Lookup<Lanes> const& lookup, Moment moment)
      : block_(block),
        lookup_(lookup),
        moment_(moment),
        all_known_(moment.entry >= block.last_entry) {}

  void add(std::int32_t cell, Wide<Lanes>& into) const {
    auto const [begin, end] = block_.rows_of(cell);
    // Bytes hold 255 spells; then they are emptied into the wide counters.
    for (auto from = begin; from < end; from += 255) {
      auto const to = from + 255 < end ? from + 255 : end;
      into.add(all_known_ ? bytes<false>(from, to) : bytes<true>(from, to), 1);
    }
  }

 private:
  using Row = typename Lookup<Lanes>::Row;

  template <bool ByEntry>
  Row bytes(std::size_t begin, std::size_t end) const {
    Row sum;
    for (auto row = begin; row < end; ++row) {
      // No branch: which spells hold is as good as random, a wrong guess costs more than the sum.
      unsigned holds = static_cast<unsigned>(block_.from[row] <= moment_.day) &
                       static_cast<unsigned>(moment_.day < block_.to[row]);
      if constexpr (ByEntry) holds &= static_cast<unsigned>(block_.entry[row] <= moment_.entry);
      auto const& add = lookup_[block_.code[row] & (0U - holds)];
      for (std::size_t lane = 0; lane < Lanes; ++lane) sum.lanes[lane] += add.lanes[lane];
    }
    return sum;
  }

  Block const& block_;
  Lookup<Lanes> const& lookup_;
  Moment moment_;
  bool all_known_;
};

}  // namespace giaoban::rollup
