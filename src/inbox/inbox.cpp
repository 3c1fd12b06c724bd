#include "inbox/inbox.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "store/strange.h"

namespace giaoban::inbox {

namespace {

bool named_by_a_grant(store::Actor const& actor, store::Right const& right, std::int64_t unit) {
  return std::ranges::any_of(actor.grants, [&](store::Grant const& grant) {
    return grant.under == unit && *grant.right == right;
  });
}

}  // namespace

std::optional<int> Reader::distance(store::Right const& right, UnitId unit) {
  if (!actor_.may(right) || !held_today(right, unit)) return std::nullopt;
  auto known = chains_.find(unit);
  if (known == chains_.end()) {
    known = chains_.emplace(unit, chain_of(unit)).first;
  }
  auto const& chain = known->second;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (named_by_a_grant(actor_, right, chain[i])) return static_cast<int>(i);
  }
  if (actor_.may_everywhere(right)) return static_cast<int>(chain.size());
  return std::nullopt;
}

// A day to come opens nothing before it is there.
bool Reader::held_today(store::Right const& right, UnitId unit) {
  Day const today = snapshot_.today();
  if (moment_.as_of <= today || actor_.may_everywhere(right)) return true;
  auto const chain = unit::chain(snapshot_, unit.value, {today, moment_.known_at});
  return std::ranges::any_of(
      chain, [&](std::int64_t above) { return named_by_a_grant(actor_, right, above); });
}

bool Reader::holds(Item const& item) {
  if (moment_.as_of <= snapshot_.today()) return true;  // the distance has told
  if (item.entity == nullptr) return true;              // it is about the unit
  return reach(*item.right).holds(snapshot_, *item.entity, item.record, moment_);
}

unit::Reach const& Reader::reach(store::Right const& right) {
  auto known = reaches_.find(&right);
  if (known == reaches_.end()) {
    known = reaches_.emplace(&right, unit::reach_of(snapshot_, actor_, right, moment_)).first;
  }
  return known->second;
}

// Off the tree, which is at hand; a unit that does not stand that day is asked for.
std::vector<std::int64_t> Reader::chain_of(UnitId unit) {
  if (!tree_) tree_ = unit::tree(snapshot_, moment_);
  auto const own = tree_->index_of(unit);
  if (!own) return unit::chain(snapshot_, unit.value, moment_);
  std::vector<std::int64_t> chain;
  for (auto at = static_cast<std::int32_t>(*own); at >= 0;) {
    auto const& node = tree_->nodes()[static_cast<std::size_t>(at)];
    chain.push_back(node.id.value);
    at = node.parent;
  }
  return chain;
}

void Reader::put(std::vector<Item>& items, Item item) {
  auto const steps = distance(*item.right, item.unit);
  if (!steps || !holds(item)) return;
  item.distance = *steps;
  items.push_back(std::move(item));
}

std::vector<Item> waiting_for(store::Snapshot& snapshot, std::span<Source const> sources,
                              store::Actor const& actor, store::Moment moment) {
  store::PassingOver const passing;
  Reader reader(snapshot, actor, moment);
  std::vector<Item> items;
  for (Source const source : sources) {
    auto part = source(snapshot, reader);
    items.insert(items.end(), std::make_move_iterator(part.begin()),
                 std::make_move_iterator(part.end()));
  }
  std::ranges::sort(items, [](Item const& a, Item const& b) {
    return std::tuple(a.due.value_or(Day::forever()), a.distance, a.since, a.kind, a.record) <
           std::tuple(b.due.value_or(Day::forever()), b.distance, b.since, b.kind, b.record);
  });
  return items;
}

Args args_of(store::Snapshot& snapshot, Item const& item, store::Moment moment) {
  Args args = item.args;
  if (item.also != nullptr)
    std::ranges::move(item.also(snapshot, item, moment), std::back_inserter(args));
  return args;
}

std::vector<Group> groups_of(std::span<Item const> items,
                             std::function<UnitId(UnitId)> const& place, Day today) {
  std::map<std::pair<std::string_view, std::int64_t>, Group> groups;
  for (Item const& item : items) {
    UnitId const at = place(item.unit);
    Group& group = groups[{item.kind, at.value}];
    group.kind = item.kind;
    group.label = item.group;
    group.place = at;
    ++group.count;
    if (!item.due) continue;
    if (*item.due < today) ++group.overdue;
    group.first_due = std::min(group.first_due.value_or(*item.due), *item.due);
  }
  std::vector<Group> all;
  for (auto const& [key, group] : groups) all.push_back(group);
  std::ranges::stable_sort(all, [](Group const& a, Group const& b) {
    return std::pair(-a.overdue, -a.count) < std::pair(-b.overdue, -b.count);
  });
  return all;
}

}  // namespace giaoban::inbox
