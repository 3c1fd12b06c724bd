// Foreseeing a plan and carrying it out.
#include "reorganisation/reorganisation.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "reorganisation/roles.h"
#include "reorganisation/rules.h"

namespace giaoban::reorganisation {

using store::Tx;

store::Verb const reorganise_verb{"unit.reorganise", M("Sắp xếp tổ chức theo phương án"),
                                  &unit::unit_write};
store::Verb const merge_verb{"unit.merge", M("Hợp nhất, sáp nhập đơn vị"), &unit::unit_write};
store::Verb const split_verb{"unit.split", M("Chia tách đơn vị"), &unit::unit_write};
store::Verb const divide_verb{"unit.divide", M("Chia đơn vị về các đơn vị đang có"),
                              &unit::unit_write};
store::Verb const convert_verb{"unit.convert", M("Nâng cấp, hạ cấp tổ chức đảng"),
                               &unit::unit_write};

namespace {

Ground ground_of(store::Snapshot& snapshot, Plan const& plan) {
  store::Moment const before{plan.on - 1};
  auto const [then, after] = unit::trees(snapshot, before, {plan.on});
  Ground ground{.before = then, .begun = {}};
  ground.members = member::cell_counts(snapshot, before);
  for (unit::Node const& node : after.nodes()) {
    if (!ground.before.index_of(node.id)) ground.begun.push_back(node);
    ground.parents.emplace(node.id, node.parent < 0
                                        ? UnitId{}
                                        : after.nodes()[static_cast<std::size_t>(node.parent)].id);
  }
  snapshot.each_in_force(unit::UnitExistence::kind, {plan.on}, [&](store::RawFact const& life) {
    if (life.head.span.to == Day::forever()) return;
    ground.ending_later.emplace(UnitId{life.head.subject}, life.head.span.to);
  });
  std::unordered_map<std::string, UnitId> codes;
  for (unit::Node const& node : ground.before.nodes()) codes.emplace(node.code, node.id);
  for (Line const& line : plan.lines) {
    auto const named = codes.find(line.old_code);
    if (named == codes.end()) continue;
    for (Span const life : snapshot.lifetimes(unit::unit_entity, named->second.value)) {
      if (life.contains(before.as_of) && life.to <= plan.on) {
        ground.ending.emplace(named->second, life.to);
      }
    }
  }
  for (MemberPlacing const& placing : plan.members) {
    auto const place = snapshot.fact<member::MemberCell>(placing.person.value, before);
    ground.member_cells.push_back(place ? place->value.cell.value_or(UnitId{}) : UnitId{});
  }
  return ground;
}

std::int64_t in_all(member::CellCounts const& counts) {
  std::int64_t sum = 0;
  for (auto const& [cell, members] : counts) sum += members;
  return sum;
}

Outcome outcome_of(Layout& layout, Ground const& ground) {
  Outcome outcome{.faults = std::move(layout.faults), .warnings = std::move(layout.warnings)};
  outcome.happenings = happenings_of(layout, ground);
  outcome.members_before = in_all(ground.members);
  for (Place const& place : layout.places) {
    // Nobody is lost on the way: a cell that ends without a heir that is a cell is a fault above.
    auto const own = place.unit ? ground.members.find(*place.unit) : ground.members.end();
    if (own == ground.members.end()) continue;
    if (place.gone || !place.ends || place.heir >= 0) outcome.members_after += own->second;
  }
  return outcome;
}

// The writing, in an order in which no law is broken on the way: codes are freed first, units are
// founded from the top down, parts move, members and what else refers to a unit follow, and the
// units that end do so from the bottom up.
class Carrying {
 public:
  Carrying(Tx& tx, Plan const& plan, Layout const& layout, Ground const& ground)
      : tx_(tx), plan_(plan), layout_(layout), ground_(ground) {
    units_.reserve(layout.places.size());
    for (Place const& place : layout.places) units_.push_back(place.unit.value_or(UnitId{}));
  }

  Result<void> run(std::vector<RoleOver> const& roles) {
    TRY_VOID(free_codes());
    for (std::size_t place = 0; place < units_.size(); ++place) TRY_VOID(change(place));
    for (std::size_t place = ground_.before.nodes().size(); place < units_.size(); ++place) {
      TRY_VOID(found(place));
    }
    for (std::size_t place = 0; place < units_.size(); ++place) TRY_VOID(move(place));
    TRY_VOID(move_members());
    for (std::size_t place = 0; place < units_.size(); ++place) TRY_VOID(succeed(place));
    TRY_VOID(let_follow(tx_, plan_.on, roles, units_));
    for (std::size_t place = units_.size(); place-- > 0;) {
      TRY_VOID(hand_over(place));
      TRY_VOID(end(place));
    }
    return {};
  }

 private:
  [[nodiscard]] Place const& at(std::size_t place) const { return layout_.places[place]; }
  [[nodiscard]] UnitId unit_at(std::int32_t place) const {
    return units_[static_cast<std::size_t>(place)];
  }

  Result<void> free_codes() {
    for (Place const& place : layout_.places) {
      if (!place.unit || place.gone || !(place.ends || place.recoded)) continue;
      TRY_VOID(tx_.end(unit::UnitCode::kind, place.unit->value, plan_.on));
    }
    return {};
  }

  Result<void> change(std::size_t place) {
    Place const& one = at(place);
    if (!one.unit || one.ends) return {};
    if (one.kind_changed) {
      TRY_VOID(tx_.state(one.unit->value,
                         unit::days_of_change(tx_, unit::UnitClass::kind, *one.unit, {plan_.on}),
                         unit::UnitClass{.unit_kind = one.unit_kind}));
    }
    if (one.recoded) TRY_VOID(unit::recode(tx_, *one.unit, one.code, plan_.on));
    if (!one.renamed) return {};
    return unit::rename(tx_, *one.unit, {.name = one.name, .short_name = one.short_name}, plan_.on);
  }

  Result<void> found(std::size_t place) {
    Place const& one = at(place);
    if (units_[place]) return {};
    if (one.parent >= 0 && !unit_at(one.parent)) {
      TRY_VOID(found(static_cast<std::size_t>(one.parent)));
    }
    unit::Founding founding{.code = one.code,
                            .name = one.name,
                            .short_name = one.short_name,
                            .unit_kind = one.unit_kind,
                            .from = plan_.on};
    if (one.parent >= 0) founding.parent = unit_at(one.parent);
    TRY_INTO(units_[place], unit::found(tx_, founding));
    return {};
  }

  Result<void> move(std::size_t place) {
    Place const& one = at(place);
    if (!one.unit || one.ends || !one.moved) return {};
    return unit::place_under(tx_, *one.unit, unit_at(one.parent), plan_.on);
  }

  Result<void> move_members() {
    for (std::size_t i = 0; i < plan_.members.size(); ++i) {
      if (!ground_.member_cells[i]) continue;
      TRY_VOID(member::follow_cell(
          tx_, plan_.members[i].person,
          {ground_.member_cells[i], unit_at(layout_.member_targets[i]), plan_.on}));
    }
    for (Place const& cell : layout_.places) {
      if (!cell.unit || cell.gone || !cell.ends || cell.heir < 0) continue;
      UnitId const heir = standing_heir(cell);
      if (!unit::holds_members(
              layout_.places[static_cast<std::size_t>(heir_place(cell))].unit_kind))
        continue;
      TRY_VOID(member::follow_cell(tx_, {*cell.unit, heir, plan_.on}));
    }
    return {};
  }

  // A layout in which heirs lead in a circle has a fault and is not carried out.
  [[nodiscard]] std::int32_t heir_place(Place const& place) const {
    std::int32_t heir = place.heir;
    std::size_t steps = 0;
    while (heir >= 0 && at(static_cast<std::size_t>(heir)).ends) {
      ensure(++steps < layout_.places.size(), "heirs lead to a unit that stands, or to none");
      heir = at(static_cast<std::size_t>(heir)).heir;
    }
    return heir;
  }
  [[nodiscard]] UnitId standing_heir(Place const& place) const {
    auto const heir = heir_place(place);
    return heir < 0 ? UnitId{} : unit_at(heir);
  }

  Result<void> succeed(std::size_t place) {
    Place const& one = at(place);
    if (!one.unit) return {};
    UnitId const heir = one.ends ? standing_heir(one) : UnitId{};
    if (heir) {
      TRY_VOID(unit::succeed(tx_, {*one.unit, heir, plan_.on, unit::Heir::main}));
    }
    for (std::int32_t const to : one.to) {
      TRY_VOID(unit::succeed(tx_, {*one.unit, unit_at(to), plan_.on, unit::Heir::part}));
    }
    return {};
  }

  Result<void> hand_over(std::size_t place) {
    Place const& one = at(place);
    if (!one.unit || one.gone || !one.ends) return {};
    UnitId const heir = standing_heir(one);
    if (heir) TRY_VOID(later_parts_follow(*one.unit, heir));
    TRY_VOID(
        tx_.hand_on(unit::unit_entity, {.from = one.unit->value,
                                        .heir = heir ? std::optional(heir.value) : std::nullopt,
                                        .day = plan_.on}));
    return {};
  }

  // Units recorded to come under the ending one on a later day come under its heir.
  Result<void> later_parts_follow(UnitId ending, UnitId heir) {
    for (auto const& [unit, span] : unit::under_from(tx_, ending, plan_.on)) {
      TRY_VOID(tx_.state(unit.value, {std::max(span.from, plan_.on), span.to},
                         unit::UnitParent{.parent = heir}));
    }
    return {};
  }

  Result<void> end(std::size_t place) {
    Place const& one = at(place);
    if (!one.unit || one.gone || !one.ends) return {};
    return tx_.end_entity(unit::unit_entity, one.unit->value, plan_.on);
  }

  Tx& tx_;
  Plan const& plan_;
  Layout const& layout_;
  Ground const& ground_;
  std::vector<UnitId> units_;  // by place
};

}  // namespace

namespace {

// What the actor knows of the units that a plan names.
class Asking {
 public:
  Asking(store::Snapshot& snapshot, store::Actor const& actor, Plan const& plan)
      : snapshot_(snapshot), actor_(actor), plan_(plan) {
    for (Line const& line : plan.lines) made_.insert(line.new_code);
  }

  // Before anything is laid out: a plan over units of others costs little and tells nothing. The
  // store asks again, of every unit that was touched. A unit of others is as one that is not there.
  Result<void> check() {
    if (actor_.may_everywhere(unit::unit_write)) return {};
    for (Line const& line : plan_.lines) {
      TRY_VOID(check_old(line.old_code));
      TRY_VOID(check_new(line.new_code));
      TRY_VOID(check_place(line.parent));
    }
    for (Placing const& placing : plan_.placings) {
      TRY_VOID(check_old(placing.part));
      TRY_VOID(check_place(placing.to));
    }
    for (MemberPlacing const& placing : plan_.members) TRY_VOID(check_place(placing.to));
    return {};
  }

 private:
  // Each line of a unit that is split names it again.
  bool known(std::string const& code, Day day) {
    auto const [asked, first] = known_.try_emplace({code, day});
    if (first) {
      asked->second =
          unit::known_bearer(snapshot_, {actor_, unit::unit_write}, code, {day}).has_value();
    }
    return asked->second;
  }
  Result<void> check_old(std::string const& code) {
    if (code.empty() || known(code, plan_.on - 1)) return {};
    return refuse(unit_not_there, {{"code", code}, {"day", (plan_.on - 1).vietnamese()}});
  }
  // A code borne elsewhere cannot be taken; more is not told of who bears it.
  Result<void> check_new(std::string const& code) {
    if (code.empty()) return {};
    for (Day const day : {plan_.on - 1, plan_.on}) {
      auto const bearer = unit::bearer(snapshot_, code, {day});
      if (!bearer || known(code, day)) continue;
      return refuse(code_in_use, {{"code", code},
                                  {"unit", Named{"?", {unit::unit_entity.name, bearer->value}}},
                                  {"day", day.vietnamese()}});
    }
    return {};
  }
  Result<void> check_place(std::string const& code) {
    bool const there =
        code.empty() || made_.contains(code) || known(code, plan_.on) || known(code, plan_.on - 1);
    if (there) return {};
    return refuse(parent_not_there, {{"code", code}, {"day", plan_.on.vietnamese()}});
  }

  store::Snapshot& snapshot_;
  store::Actor const& actor_;
  Plan const& plan_;
  std::set<std::string> made_;  // codes of the plan itself
  std::map<std::pair<std::string, Day>, bool> known_;
};

// Counts of other parts are not told to who may not see them.
void keep_own_counts(store::Snapshot& snapshot, store::Actor const& actor, Ground& ground) {
  auto const reach = unit::reach_of(snapshot, actor, unit::unit_write, {snapshot.today()});
  if (reach.whole()) return;
  std::erase_if(ground.members, [&](auto const& cell) { return !reach.holds(cell.first); });
}

}  // namespace

namespace {

Result<Outcome> seen_in(store::Snapshot& snapshot, store::Actor const& actor, Plan const& plan) {
  TRY_VOID(Asking(snapshot, actor, plan).check());
  Ground ground = ground_of(snapshot, plan);
  Layout layout = lay_out(plan, ground);
  auto const roles = roles_over(snapshot, plan, layout, ground);
  keep_own_counts(snapshot, actor, ground);
  Outcome outcome = outcome_of(layout, ground);
  tell_roles(snapshot, actor, roles, outcome, {layout, ground});
  return outcome;
}

}  // namespace

// What is refused is told as to who writes, and counted with that: looking beforehand finds out
// nothing that writing does not.
Result<Outcome> foresee(store::Store& store, store::Actor const& actor, Plan const& plan) {
  store::Act const act{.actor = actor, .verb = &reorganise_verb};
  // A plan that could be carried out tells as well that its codes are free.
  TRY_VOID(store.tries_left(act));
  auto seen = seen_in(*store.read(), actor, plan);
  if (seen) return seen;
  auto const told = store.write(
      act, [&](Tx&) -> Result<void> { return std::unexpected(std::move(seen).error()); });
  ensure(!told, "a refused write is refused");
  return std::unexpected(told.error());
}

Result<Outcome> carry_out(Tx& tx, Plan const& plan) {
  TRY_VOID(Asking(tx, tx.act().actor, plan).check());
  Ground const ground = ground_of(tx, plan);
  Layout layout = lay_out(plan, ground);
  if (layout.faults.size() == 1) return std::unexpected(layout.faults.front().refusal);
  if (!layout.faults.empty()) {
    Fault const& first = layout.faults.front();
    return refuse(plan_has_faults, {{"count", std::to_string(layout.faults.size())},
                                    {"first", first.refusal.text(Language::vietnamese)}});
  }
  auto const roles = roles_over(tx, plan, layout, ground);
  // Who may know of a role is asked while it stands.
  Outcome told;
  tell_roles(tx, tx.act().actor, roles, told, {layout, ground});
  TRY_VOID(Carrying(tx, plan, layout, ground).run(roles));
  for (Fault const& warning : layout.warnings) tx.warn(warning.refusal);
  for (Fault const& warning : told.warnings) tx.warn(warning.refusal);
  Outcome outcome = outcome_of(layout, ground);
  outcome.roles = std::move(told.roles);
  outcome.roles_unseen = told.roles_unseen;
  return outcome;
}

}  // namespace giaoban::reorganisation
