#include "rollup/forest.h"

#include <algorithm>
#include <set>

namespace giaoban::rollup {

namespace {

std::size_t at(std::int32_t node) {
  return static_cast<std::size_t>(node);
}

// Of each node how many times it exists (once or not), and its parent + 1 (0: none). One link at
// most holds at a moment, so sums over changes tell it.
struct Standing {
  std::vector<std::int32_t> exists;
  std::vector<std::int32_t> parent;
};

Standing standing_at(std::span<LinkChange const> changes, std::size_t nodes, Moment moment) {
  Standing all{std::vector<std::int32_t>(nodes), std::vector<std::int32_t>(nodes)};
  for (auto const& [link, entry, sign] : changes) {
    if (entry > moment.entry || link.from > moment.day || moment.day >= link.to) continue;
    if (link.parent == Link::existence) {
      all.exists[at(link.node)] += sign;
    } else {
      all.parent[at(link.node)] += sign * (link.parent + 1);
    }
  }
  return all;
}

// The nodes under each, one list after the other; those of the tops at place `nodes`.
struct Children {
  std::vector<std::int32_t> list;
  std::vector<std::uint32_t> first;
};

Children children_of(Standing const& all) {
  auto const nodes = all.exists.size();
  auto const above = [&](std::size_t node) {
    auto const parent = all.parent[node];
    return parent > 0 && all.exists[at(parent - 1)] > 0 ? at(parent - 1) : nodes;
  };
  Children children{{}, std::vector<std::uint32_t>(nodes + 2)};
  for (std::size_t node = 0; node < nodes; ++node) {
    if (all.exists[node] > 0) ++children.first[above(node) + 1];
  }
  for (std::size_t i = 1; i < children.first.size(); ++i) {
    children.first[i] += children.first[i - 1];
  }
  children.list.resize(children.first.back());
  auto next = children.first;
  for (std::size_t node = 0; node < nodes; ++node) {
    if (all.exists[node] > 0) {
      children.list[next[above(node)]++] = static_cast<std::int32_t>(node);
    }
  }
  return children;
}

}  // namespace

Forest::Forest()
    : changes_(std::make_shared<std::vector<LinkChange> const>()),
      days_(std::make_shared<std::vector<std::int32_t> const>()),
      entries_(std::make_shared<std::vector<std::int32_t> const>()) {}

Forest Forest::with(std::vector<LinkChange> const& added) const {
  if (added.empty()) return *this;
  auto changes = *changes_;
  changes.insert(changes.end(), added.begin(), added.end());
  std::set<std::int32_t> days(days_->begin(), days_->end());
  std::set<std::int32_t> entries(entries_->begin(), entries_->end());
  Forest made;
  made.nodes_ = nodes_;
  for (auto const& [link, entry, sign] : added) {
    days.insert({link.from, link.to});
    entries.insert(entry);
    made.nodes_ = std::max({made.nodes_, at(link.node) + 1, at(link.parent + 1)});
  }
  made.changes_ = std::make_shared<std::vector<LinkChange> const>(std::move(changes));
  made.days_ = std::make_shared<std::vector<std::int32_t> const>(days.begin(), days.end());
  made.entries_ = std::make_shared<std::vector<std::int32_t> const>(entries.begin(), entries.end());
  return made;
}

Numbering Forest::numbering(Moment moment) const {
  auto const children = children_of(standing_at(*changes_, nodes_, moment));
  Numbering made;
  made.position_of.assign(nodes_, -1);
  made.node_at.reserve(children.list.size());
  made.end.assign(children.list.size(), 0);
  struct Level {
    std::uint32_t next, last;
    std::int32_t position;
  };
  std::vector<Level> open{{children.first[nodes_], children.first[nodes_ + 1], -1}};
  while (!open.empty()) {
    Level& level = open.back();
    if (level.next == level.last) {
      if (level.position >= 0) {
        made.end[at(level.position)] = static_cast<std::int32_t>(made.node_at.size());
      }
      open.pop_back();
      continue;
    }
    auto const node = children.list[level.next++];
    auto const position = static_cast<std::int32_t>(made.node_at.size());
    made.position_of[at(node)] = position;
    made.node_at.push_back(node);
    open.push_back({children.first[at(node)], children.first[at(node) + 1], position});
  }
  return made;
}

Moment Forest::epoch(Moment moment) const {
  auto const last_up_to = [](std::vector<std::int32_t> const& all, std::int32_t value) {
    auto const after = std::ranges::upper_bound(all, value);
    return after == all.begin() ? INT32_MIN : *(after - 1);
  };
  return {last_up_to(*days_, moment.day), last_up_to(*entries_, moment.entry)};
}

}  // namespace giaoban::rollup
