// The dated tree of nodes: who stands under whom from when to when, as each entry knew it, and its
// numbering at any moment.
#pragma once

#include <memory>

#include "rollup/rollup.h"

namespace giaoban::rollup {

// A node's existence, or its place under another one. A node that has no parent at a moment, or one
// that does not exist then, is a top.
struct Link {
  std::int32_t node = 0;
  std::int32_t from = 0;
  std::int32_t to = 0;
  std::int32_t parent = existence;
  static constexpr std::int32_t existence = -1;
};
struct LinkChange {
  Link link;
  std::int32_t entry = 0;
  std::int32_t sign = 1;
};

// A value, as Columns is.
class Forest {
 public:
  Forest();
  [[nodiscard]] Forest with(std::vector<LinkChange> const& changes) const;
  [[nodiscard]] Numbering numbering(Moment moment) const;
  // Between two such moments the numbering is the same: keys of a cache.
  [[nodiscard]] Moment epoch(Moment moment) const;
  [[nodiscard]] std::size_t nodes() const { return nodes_; }
  [[nodiscard]] std::span<LinkChange const> changes() const { return *changes_; }

 private:
  std::shared_ptr<std::vector<LinkChange> const> changes_;
  std::shared_ptr<std::vector<std::int32_t> const> days_;     // on which something changes
  std::shared_ptr<std::vector<std::int32_t> const> entries_;  // that change something
  std::size_t nodes_ = 0;
};

}  // namespace giaoban::rollup
