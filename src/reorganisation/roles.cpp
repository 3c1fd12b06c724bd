#include "reorganisation/roles.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace giaoban::reorganisation {

namespace {

// Whether the heir stood over the unit on the day before: a role over a district does not become
// one over the province.
bool stood_over(Ground const& ground, std::int32_t heir, std::int32_t place) {
  auto const& nodes = ground.before.nodes();
  for (std::int32_t above = nodes[static_cast<std::size_t>(place)].parent; above >= 0;
       above = nodes[static_cast<std::size_t>(above)].parent) {
    if (above == heir) return true;
  }
  return false;
}

class RolesOver {
 public:
  RolesOver(Plan const& plan, Layout const& layout, Ground const& ground)
      : plan_(plan), layout_(layout), ground_(ground) {}

  void of(account::View const& view) {
    std::size_t const first = found_.size();
    std::int64_t others = 0;
    for (account::HeldRole const& held : view.roles) {
      if (held.span.to <= plan_.on) continue;
      auto const place = ending(held);
      if (!place) {
        ++others;
        continue;
      }
      std::int32_t const heir = heir_of(*place, view);
      found_.push_back({.held = held, .name = view.name, .place = *place, .heir = heir});
      if (heir < 0) continue;
      ++others;
      found_.back().held_there = !given_.emplace(view.account, held.holding.role, heir).second ||
                                 holds(view, held.holding.role, heir);
    }
    for (std::size_t i = first; i < found_.size(); ++i) found_[i].last = others == 0;
  }
  std::vector<RoleOver> found() && { return std::move(found_); }

 private:
  [[nodiscard]] std::optional<std::int32_t> ending(account::HeldRole const& held) const {
    if (!held.holding.unit) return std::nullopt;
    auto const index = ground_.before.index_of(*held.holding.unit);
    if (!index || !layout_.places[*index].ends || layout_.places[*index].gone) return std::nullopt;
    return static_cast<std::int32_t>(*index);
  }
  [[nodiscard]] std::int32_t heir_of(std::int32_t place, account::View const& view) const {
    if (plan_.roles != Roles::follow || !view.span.contains(plan_.on)) return -1;
    std::int32_t const heir = standing_heir(layout_, place);
    return heir < 0 || stood_over(ground_, heir, place) ? -1 : heir;
  }
  [[nodiscard]] bool holds(account::View const& view, account::Role role, std::int32_t heir) const {
    auto const& unit = layout_.places[static_cast<std::size_t>(heir)].unit;
    return unit && std::ranges::any_of(view.roles, [&](account::HeldRole const& held) {
             return held.holding.role == role && held.holding.unit == unit &&
                    held.span.to > plan_.on;
           });
  }

  Plan const& plan_;
  Layout const& layout_;
  Ground const& ground_;
  std::vector<RoleOver> found_;
  std::set<std::tuple<AccountId, account::Role, std::int32_t>> given_;
};

}  // namespace

std::vector<RoleOver> roles_over(store::Snapshot& snapshot, Plan const& plan, Layout const& layout,
                                 Ground const& ground) {
  RolesOver roles(plan, layout, ground);
  for (account::View const& view :
       account::accounts(snapshot, {unit::Reach::everything(), {plan.on}})) {
    roles.of(view);
  }
  return std::move(roles).found();
}

void tell_roles(store::Snapshot& snapshot, store::Actor const& actor,
                std::vector<RoleOver> const& roles, Outcome& outcome, LaidOut const& laid) {
  store::Moment const today{snapshot.today()};
  auto const reach = account::reach_of_accounts(snapshot, actor, today);
  std::int64_t ending = 0;
  for (RoleOver const& one : roles) {
    ending += one.heir < 0 ? 1 : 0;
    if (!reach.units.whole() &&
        !reach.units.holds(snapshot, account::role_entity, one.held.id.value, today)) {
      ++outcome.roles_unseen;
      continue;
    }
    unit::Node const& before = laid.ground.before.nodes()[static_cast<std::size_t>(one.place)];
    RoleEnding told{.login = one.name.login,
                    .shown_name = one.name.shown_name,
                    .role = one.held.holding.role,
                    .code = before.code,
                    .name = before.name,
                    .last = one.last};
    if (one.heir >= 0) {
      Place const& heir = laid.layout.places[static_cast<std::size_t>(one.heir)];
      told.to_code = heir.code;
      told.to_name = heir.name;
    }
    outcome.roles.push_back(std::move(told));
  }
  if (ending > 0) {
    outcome.warnings.push_back({0, {&roles_end, {{"count", std::to_string(ending)}}}});
  }
}

Result<void> let_follow(store::Tx& tx, Day on, std::vector<RoleOver> const& roles,
                        std::vector<UnitId> const& units) {
  if (std::ranges::none_of(roles, [](RoleOver const& one) { return one.heir >= 0; })) return {};
  auto const reach = unit::reach_of(tx, tx.act().actor, account::account_write, {on});
  for (RoleOver const& one : roles) {
    if (one.heir < 0) continue;
    UnitId const heir = units[static_cast<std::size_t>(one.heir)];
    if (!reach.holds(heir)) {
      return refuse(roles_not_given, {{"unit", unit::node_of(tx, heir, {on})->name}});
    }
    if (one.held_there) continue;
    account::RoleHolding holding = one.held.holding;
    holding.unit = heir;
    TRY_VOID(
        account::grant_role(tx, holding, {std::max(one.held.span.from, on), one.held.span.to}));
  }
  return {};
}

}  // namespace giaoban::reorganisation
