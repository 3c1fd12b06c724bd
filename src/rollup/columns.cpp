#include "rollup/columns.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>

#include "base/result.h"

namespace giaoban::rollup {

namespace {

std::int32_t last_of(std::span<Changed const> rows) {
  std::int32_t last = 0;
  for (Changed const& row : rows) last = std::max(last, row.entry);
  return last;
}

using Same = std::tuple<std::int32_t, std::int32_t, std::int32_t, Code>;
Same same_of(Changed const& row) {
  return {row.cell, row.from, row.to, row.code};
}

// What a column is made of while it is merged.
struct Merging {
  std::vector<Changed> taken;                      // sign -1, not yet met by what it takes back
  std::map<Same, std::vector<std::int32_t>> back;  // entries that take back such a spell, ascending
  std::vector<bool> cell_touched;
  std::vector<Changed> standing;  // new ones
  std::vector<Changed> past;

  // The entry that takes this one back; 0: it stands.
  std::int32_t taken_back(Same const& key) {
    auto const found = back.find(key);
    if (found == back.end()) return 0;
    auto const entry = found->second.front();
    found->second.erase(found->second.begin());
    if (found->second.empty()) back.erase(found);
    return entry;
  }
  void pass(Changed row) {
    auto const entry = taken_back(same_of(row));
    if (entry == 0) {
      standing.push_back(row);
      return;
    }
    bury(row, entry);
  }
  void bury(Changed row, std::int32_t entry) {
    past.push_back(row);
    row.entry = entry;
    row.sign = -1;
    past.push_back(row);
  }
};

// Rows of the old block that stand on, and the new ones, cell by cell.
Block sorted(Block const& old, std::vector<bool> const& gone, std::vector<Changed>& added) {
  std::ranges::sort(added, {}, [](Changed const& row) {
    return std::tuple(row.cell, row.code, row.from, row.entry);
  });
  Block made;
  std::size_t const rows = old.rows() + added.size();
  auto const cells =
      std::max(old.cells(), added.empty() ? 0 : static_cast<std::size_t>(added.back().cell) + 1);
  made.first.reserve(cells + 1);
  made.from.reserve(rows);
  made.to.reserve(rows);
  made.code.reserve(rows);
  made.entry.reserve(rows);
  auto const push = [&](std::int32_t from, std::int32_t to, Code code, std::int32_t entry) {
    made.from.push_back(from);
    made.to.push_back(to);
    made.code.push_back(code);
    made.entry.push_back(entry);
    made.last_entry = std::max(made.last_entry, entry);
  };
  auto next = added.begin();
  for (std::size_t cell = 0; cell < cells; ++cell) {
    auto const [begin, end] = old.rows_of(static_cast<std::int32_t>(cell));
    for (auto row = begin; row < end; ++row) {
      if (!gone.empty() && gone[row]) continue;
      push(old.from[row], old.to[row], old.code[row], old.entry[row]);
    }
    for (; next != added.end() && next->cell == static_cast<std::int32_t>(cell); ++next) {
      push(next->from, next->to, next->code, next->entry);
    }
    made.first.push_back(static_cast<std::uint32_t>(made.code.size()));
  }
  return made;
}

}  // namespace

void Dictionary::add(std::uint32_t word) {
  if (codes_.contains(word)) return;
  ensure(words_.size() <= std::numeric_limits<Code>::max(), "sixteen bits number a column's words");
  codes_.emplace(word, static_cast<Code>(words_.size()));
  words_.push_back(word);
}

Columns::Columns()
    : dictionary_(std::make_shared<Dictionary const>()),
      block_(std::make_shared<Block const>()),
      past_(std::make_shared<Strip const>()) {}

Columns Columns::with(Batch const& batch) const {
  Columns made = *this;
  if (batch.empty()) return made;
  std::shared_ptr<Dictionary> grown;
  for (Change const& change : batch) {
    if ((grown ? *grown : *dictionary_).knows(change.spell.word)) continue;
    if (!grown) grown = std::make_shared<Dictionary>(*dictionary_);
    grown->add(change.spell.word);
  }
  if (grown) made.dictionary_ = grown;
  auto strip = std::make_shared<Strip>();
  strip->rows.reserve(batch.size());
  for (Change const& change : batch) {
    auto const& [cell, from, to, word] = change.spell;
    strip->rows.push_back({cell, from, to, change.entry, static_cast<std::int16_t>(change.sign),
                           made.dictionary_->code(word)});
  }
  // A strip no smaller than the one before swallows it: there are never many, and a row is copied
  // only as often as the size of its strip doubles.
  while (!made.strips_.empty() && made.strips_.back()->rows.size() <= strip->rows.size()) {
    auto const& before = made.strips_.back()->rows;
    strip->rows.insert(strip->rows.begin(), before.begin(), before.end());
    made.strips_.pop_back();
  }
  strip->last_entry = last_of(strip->rows);
  made.strips_.push_back(std::move(strip));
  return made;
}

Columns Columns::merged() const {
  Merging merging;
  merging.past = past_->rows;
  merging.cell_touched.resize(block_->cells());
  for (auto const& strip : strips_) {
    for (Changed const& row : strip->rows) {
      if (row.sign > 0) continue;
      merging.back[same_of(row)].push_back(row.entry);
      auto const cell = static_cast<std::size_t>(row.cell);
      if (cell < merging.cell_touched.size()) merging.cell_touched[cell] = true;
    }
  }
  std::vector<bool> gone(merging.back.empty() ? 0 : block_->rows());
  for (std::size_t cell = 0; cell < merging.cell_touched.size(); ++cell) {
    if (!merging.cell_touched[cell]) continue;
    auto const [begin, end] = block_->rows_of(static_cast<std::int32_t>(cell));
    for (auto row = begin; row < end; ++row) {
      Changed const one{static_cast<std::int32_t>(cell),
                        block_->from[row],
                        block_->to[row],
                        block_->entry[row],
                        1,
                        block_->code[row]};
      if (auto const entry = merging.taken_back(same_of(one))) {
        merging.bury(one, entry);
        gone[row] = true;
      }
    }
  }
  for (auto const& strip : strips_) {
    for (Changed const& row : strip->rows) {
      if (row.sign > 0) merging.pass(row);
    }
  }
  ensure(merging.back.empty(), "only what was added is taken back");
  Columns made;
  made.dictionary_ = dictionary_;
  made.block_ = std::make_shared<Block const>(sorted(*block_, gone, merging.standing));
  auto past = std::make_shared<Strip>(Strip{std::move(merging.past), 0});
  past->last_entry = last_of(past->rows);
  made.past_ = std::move(past);
  return made;
}

Columns Columns::rebased(Columns const& merged) const {
  Columns made = merged;
  made.dictionary_ = dictionary_;  // it only grows
  auto const known = std::max(merged.block_->last_entry, merged.past_->last_entry);
  for (auto const& strip : strips_) {
    auto later = std::make_shared<Strip>();
    std::ranges::copy_if(strip->rows, std::back_inserter(later->rows),
                         [&](Changed const& row) { return row.entry > known; });
    if (later->rows.empty()) continue;
    later->last_entry = last_of(later->rows);
    made.strips_.push_back(std::move(later));
  }
  return made;
}

std::size_t Columns::changed_rows() const {
  std::size_t rows = 0;
  for (auto const& strip : strips_) rows += strip->rows.size();
  return rows;
}
std::size_t Columns::rows() const {
  return block_->rows() + past_->rows.size() + changed_rows();
}
std::size_t Columns::bytes() const {
  return block_->rows() * (sizeof(std::int32_t) * 3 + sizeof(Code)) +
         block_->first.size() * sizeof(std::uint32_t) +
         (past_->rows.size() + changed_rows()) * sizeof(Changed);
}

}  // namespace giaoban::rollup
