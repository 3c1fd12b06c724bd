// The columns themselves: spells sorted by cell, beside them what changed since. A value: copies
// share all rows, a new one is made out of an old one, readers keep the one they hold.
#pragma once

#include <memory>
#include <unordered_map>

#include "rollup/rollup.h"

namespace giaoban::rollup {

using Code = std::uint16_t;  // number of a word in the dictionary; 0 is the word of no spell

// The distinct words of a column. Sixteen bits hold 65,535 of them.
class Dictionary {
 public:
  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] std::uint32_t word(std::size_t code) const { return words_[code]; }
  [[nodiscard]] Code code(std::uint32_t word) const { return codes_.at(word); }
  [[nodiscard]] bool knows(std::uint32_t word) const { return codes_.contains(word); }
  void add(std::uint32_t word);

 private:
  std::vector<std::uint32_t> words_{0};
  std::unordered_map<std::uint32_t, Code> codes_;
};

// Spells that stand, sorted by cell.
struct Block {
  std::vector<std::uint32_t> first{0};  // by cell: its rows are [first[cell], first[cell + 1])
  std::vector<std::int32_t> from, to;
  std::vector<Code> code;
  std::vector<std::int32_t>
      entry;  // that recorded it; read for questions of earlier knowledge only
  std::int32_t last_entry = 0;

  [[nodiscard]] std::size_t rows() const { return code.size(); }
  [[nodiscard]] std::size_t cells() const { return first.size() - 1; }
  [[nodiscard]] std::pair<std::size_t, std::size_t> rows_of(std::int32_t cell) const {
    auto const at = static_cast<std::size_t>(cell);
    if (at >= cells()) return {0, 0};
    return {first[at], first[at + 1]};
  }
};

// Changes as they came.
struct Changed {
  std::int32_t cell, from, to, entry;
  std::int16_t sign;
  Code code;
};
struct Strip {
  std::vector<Changed> rows;
  std::int32_t last_entry = 0;
};

class Columns {
 public:
  Columns();

  // With an entry's changes, or several entries'. Entries ascend from batch to batch, and one
  // entry is one batch's. Copies no column.
  [[nodiscard]] Columns with(Batch const& batch) const;
  // The changes worked into the sorted block; what was taken back goes into a block of its own.
  // Takes as long as all rows are many: beside readers and writers, see `rebased`.
  [[nodiscard]] Columns merged() const;
  // `merged`, made out of an older state of this one, with what came since.
  [[nodiscard]] Columns rebased(Columns const& merged) const;

  [[nodiscard]] Block const& block() const { return *block_; }
  [[nodiscard]] std::span<std::shared_ptr<Strip const> const> strips() const { return strips_; }
  // Pairs of a change and its taking back: read for questions of earlier knowledge only.
  [[nodiscard]] Strip const& past() const { return *past_; }
  [[nodiscard]] Dictionary const& dictionary() const { return *dictionary_; }
  [[nodiscard]] std::size_t rows() const;
  [[nodiscard]] std::size_t changed_rows() const;
  [[nodiscard]] std::size_t bytes() const;

 private:
  friend class CacheFile;
  std::shared_ptr<Dictionary const> dictionary_;
  std::shared_ptr<Block const> block_;
  std::shared_ptr<Strip const> past_;
  std::vector<std::shared_ptr<Strip const>> strips_;
};

}  // namespace giaoban::rollup
