#include <algorithm>
#include <cstdlib>
#include <new>

#include <sys/mman.h>

#include "base/result.h"
#include "rollup/rollup.h"

namespace giaoban::rollup {

Places::Places(std::span<std::int32_t const> position_of_cell, std::size_t positions)
    : of_cell_(position_of_cell.begin(), position_of_cell.end()), first_(positions + 1) {
  for (std::int32_t const position : of_cell_) {
    ensure(position < static_cast<std::int32_t>(positions), "a place is one of the numbering's");
    if (position >= 0) ++first_[static_cast<std::size_t>(position) + 1];
  }
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  cells_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::size_t cell = 0; cell < of_cell_.size(); ++cell) {
    auto const position = of_cell_[cell];
    if (position < 0) continue;
    cells_[next[static_cast<std::size_t>(position)]++] = static_cast<std::int32_t>(cell);
  }
}

// Asked for in large pages: a nation's table is 77 MB, and nineteen thousand small pages cost as
// much as the counting.
Table::Table(std::size_t positions, std::size_t measures, std::size_t stride)
    : positions_(positions), measures_(measures), stride_(stride) {
  constexpr std::size_t page = std::size_t{2} << 20U;
  auto const bytes = std::max<std::size_t>(positions * stride * sizeof(std::int32_t), 64);
  auto const large = bytes >= page;
  auto const unit = large ? page : 64;
  auto const rounded = (bytes + unit - 1) / unit * unit;
  void* const memory = std::aligned_alloc(unit, rounded);
  if (memory == nullptr) throw std::bad_alloc();
  if (large) (void)madvise(memory, rounded, MADV_HUGEPAGE);  // a wish: without it only slower
  counts_.reset(static_cast<std::int32_t*>(memory));
}

void Table::Freed::operator()(std::int32_t* counts) const noexcept {
  std::free(counts);
}

}  // namespace giaoban::rollup
