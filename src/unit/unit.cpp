// The verbs of units and the questions by code. A change from a day holds until the change that is
// already recorded for a later day, or until the unit ends.
#include "unit/unit.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "unit/store.h"

namespace giaoban::unit {

using store::Moment;
using store::Tx;

store::Right const unit_read{.name = "unit.read", .label = M("Xem đơn vị")};
store::Right const unit_write{.name = "unit.write", .label = M("Ghi đơn vị")};

store::Verb const found_verb{"unit.found", M("Thành lập đơn vị"), &unit_write};
store::Verb const rename_verb{"unit.rename", M("Đổi tên đơn vị"), &unit_write};
store::Verb const recode_verb{"unit.recode", M("Đổi mã đơn vị"), &unit_write};
store::Verb const change_kind_verb{"unit.change-kind", M("Đổi loại tổ chức của đơn vị"),
                                   &unit_write};
store::Verb const move_verb{"unit.move", M("Chuyển đơn vị sang cấp trên khác"), &unit_write};
store::Verb const dissolve_verb{"unit.dissolve", M("Giải thể đơn vị"), &unit_write};

namespace {

// "Chi bộ 1 (PT-01)", as people know the unit on the day.
Named named(store::Snapshot& snapshot, UnitId unit, Day day) {
  auto const node = node_of(snapshot, unit, {day});
  return {node ? fmt::format("{} ({})", node->name, node->code) : fmt::format("số {}", unit.value),
          {unit_entity.name, unit.value}};
}

// The days from `from` on over which the unit exists without a break.
Result<Span> life_from(Tx& tx, UnitId unit, Day from) {
  for (Span const life : tx.lifetimes(unit_entity, unit.value)) {
    if (life.contains(from)) return Span{from, life.to};
  }
  auto const name = tx.history_of<UnitName>(unit.value);
  return refuse(unit_not_in_force,
                {{"unit", name.empty() ? fmt::format("số {}", unit.value) : name.back().value.name},
                 {"day", from.vietnamese()}});
}

template <class F>
Result<void> change(Tx& tx, UnitId unit, F const& fact, Day from) {
  TRY_INTO(Span const life, life_from(tx, unit, from));
  return tx.state(unit.value, days_of_change(tx, F::kind, unit, life), fact);
}

UnitName tidy(UnitName const& name) {
  return {.name = normalise(name.name), .short_name = normalise(name.short_name)};
}

Result<Span> parent_life(Tx& tx, UnitId parent, Day from) {
  auto life = life_from(tx, parent, from);
  if (life) return *life;
  auto args = std::move(life).error().args;
  args.front().name = "parent";
  return refuse(parent_not_in_force, std::move(args));
}

Result<void> check_kind(Tx& tx, UnitKind kind, Day from) {
  ParentRule const rule = exists_on(kind, from);
  Args args{
      {"kind", label(kind)}, {"day", from.vietnamese()}, {"citation", std::string(rule.citation)}};
  if (!rule.allowed) return refuse(kind_not_in_force, std::move(args));
  if (!rule.certain) tx.warn({.kind = &unconfirmed_kind, .args = std::move(args)});
  return {};
}

Result<void> check_parent_kind(Tx& tx, UnitKind child, UnitId parent, Day from) {
  auto const above = node_of(tx, parent, {from});
  ensure(above.has_value(), "the parent was found in force");
  ParentRule const rule = may_stand_under(child, above->unit_kind, from);
  Args args{{"kind", label(child)},
            {"parent_kind", label(above->unit_kind)},
            {"day", from.vietnamese()},
            {"citation", std::string(rule.citation)}};
  if (!rule.allowed) return refuse(wrong_parent_kind, std::move(args));
  if (!rule.certain) tx.warn({.kind = &unconfirmed_parent, .args = std::move(args)});
  return {};
}

// Puts the unit under the parent for as long as both exist.
Result<void> put_under(Tx& tx, UnitId unit, UnitId parent, Span days, Span parent_days) {
  UnitParent const fact{.parent = parent};
  if (days.to <= parent_days.to) return tx.state(unit.value, days, fact);
  tx.warn({.kind = &parent_ends,
           .args = {{"parent", named(tx, parent, days.from)},
                    {"unit", named(tx, unit, days.from)},
                    {"day", parent_days.to.vietnamese()}}});
  // The parent of before must not come back on the day that the new one ends.
  auto later = tx.history_of<UnitParent>(unit.value);
  std::erase_if(later, [&](auto const& edge) { return edge.head.span.from < days.to; });
  TRY_VOID(tx.end(UnitParent::kind, unit.value, days.from));
  TRY_VOID(tx.state(unit.value, {days.from, parent_days.to}, fact));
  for (auto const& edge : later) TRY_VOID(tx.state(unit.value, edge.head.span, edge.value));
  return {};
}

std::vector<ParentEdge> edges_of(Tx& tx, UnitId unit) {
  std::vector<ParentEdge> edges;
  for (auto const& fact : tx.history_of<UnitParent>(unit.value)) {
    edges.push_back({.parent = fact.value.parent, .span = fact.head.span});
  }
  return edges;
}

// "PT-01, PT-02, ...": some of the units, by code.
std::string some_codes(Tx& tx, std::vector<Child> const& units) {
  constexpr std::size_t shown_max = 5;
  std::string codes;
  for (std::size_t i = 0; i < std::min(units.size(), shown_max); ++i) {
    auto const node = node_of(tx, units[i].unit, {units[i].from});
    codes += fmt::format("{}{}", i == 0 ? "" : ", ", node ? node->code : "?");
  }
  return units.size() > shown_max ? codes + ", …" : codes;
}

std::string beginning(std::string_view text) {
  auto end = code_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

// Units below change their own kinds one by one after their parent did, so this only warns.
void warn_of_misplaced(Tx& tx, UnitId unit, UnitKind kind, Day from) {
  std::vector<Child> misplaced;
  for (Child const& child : children_from(tx, unit, from)) {
    if (child.from > from) continue;
    auto const node = node_of(tx, child.unit, {from});
    if (!node || may_stand_under(node->unit_kind, kind, from).allowed) continue;
    misplaced.push_back({.unit = child.unit, .from = from});
  }
  if (misplaced.empty()) return;
  tx.warn({.kind = &units_below_misplaced,
           .args = {{"count", std::to_string(misplaced.size())},
                    {"kind", label(kind)},
                    {"unit", named(tx, unit, from)},
                    {"units", some_codes(tx, misplaced)}}});
}

}  // namespace

Result<UnitId> found(Tx& tx, Founding const& founding) {
  Day const from = founding.from;
  std::optional<Span> above;
  if (founding.parent) {
    TRY_INTO(above, parent_life(tx, *founding.parent, from));
  }
  TRY_VOID(check_kind(tx, founding.unit_kind, from));
  if (founding.parent) {
    TRY_VOID(check_parent_kind(tx, founding.unit_kind, *founding.parent, from));
  }

  auto const unit = tx.new_id_of<UnitId>();
  Span const life{from, Day::forever()};
  TRY_VOID(tx.state(unit.value, life, UnitExistence{.origin = founding.origin}));
  TRY_VOID(
      tx.state(unit.value, life, tidy({.name = founding.name, .short_name = founding.short_name})));
  TRY_VOID(tx.state(unit.value, life, UnitCode{.code = normalise(founding.code)}));
  TRY_VOID(tx.state(unit.value, life, UnitClass{.unit_kind = founding.unit_kind}));
  if (founding.parent) TRY_VOID(put_under(tx, unit, *founding.parent, life, *above));
  return unit;
}

Result<void> rename(Tx& tx, UnitId unit, UnitName const& name, Day from) {
  return change(tx, unit, tidy(name), from);
}

Result<void> recode(Tx& tx, UnitId unit, std::string const& code, Day from) {
  return change(tx, unit, UnitCode{.code = normalise(code)}, from);
}

Result<void> change_kind(Tx& tx, UnitId unit, UnitKind unit_kind, Day from) {
  TRY_VOID(life_from(tx, unit, from));
  auto const before = unit_row(tx, unit, {from});
  ensure(before.has_value(), "a unit that exists has its row");
  TRY_VOID(check_kind(tx, unit_kind, from));
  if (before->parent) TRY_VOID(check_parent_kind(tx, unit_kind, *before->parent, from));
  warn_of_misplaced(tx, unit, unit_kind, from);
  if (holds_members(before->node.unit_kind) && !holds_members(unit_kind)) {
    tx.warn({.kind = &members_to_move, .args = {{"unit", named(tx, unit, from)}}});
  }
  return change(tx, unit, UnitClass{.unit_kind = unit_kind}, from);
}

Result<void> move(Tx& tx, UnitId unit, UnitId new_parent, Day from) {
  TRY_INTO(Span const life, life_from(tx, unit, from));
  TRY_INTO(Span const above, parent_life(tx, new_parent, from));
  Span const days = days_of_change(tx, UnitParent::kind, unit, life);
  auto const circle =
      first_day_under([&](UnitId below) { return edges_of(tx, below); }, new_parent, unit, days);
  if (circle) {
    return refuse(own_ancestor, {{"unit", named(tx, unit, from)},
                                 {"parent", named(tx, new_parent, from)},
                                 {"day", circle->vietnamese()}});
  }
  auto const node = node_of(tx, unit, {from});
  ensure(node.has_value(), "a unit that exists has its row");
  TRY_VOID(check_parent_kind(tx, node->unit_kind, new_parent, from));
  return put_under(tx, unit, new_parent, days, above);
}

Span days_of_change(Tx& tx, store::Kind const& kind, UnitId unit, Span days) {
  store::RawFact const* before = nullptr;
  auto const facts = tx.history(kind, unit.value);
  for (store::RawFact const& fact : facts) {
    Span const recorded = fact.head.span;
    if (recorded.to <= days.from) continue;
    // Adjoining pieces that say the same are no change.
    bool const same =
        before != nullptr && before->head.span.to == recorded.from && before->values == fact.values;
    if (recorded.from > days.from && !same) {
      Day const change = before != nullptr ? before->head.span.to : recorded.from;
      return {days.from, std::min(days.to, change)};
    }
    before = &fact;
  }
  return before == nullptr ? days : Span{days.from, std::min(days.to, before->head.span.to)};
}

Result<void> place_under(Tx& tx, UnitId unit, UnitId parent, Day from) {
  return change(tx, unit, UnitParent{.parent = parent}, from);
}

Result<void> dissolve(Tx& tx, UnitId unit, Day from) {
  // On its last day the unit still stands, so the day before must be one of its days.
  TRY_VOID(life_from(tx, unit, from - 1));
  Named const name = named(tx, unit, from - 1);
  auto below = children_from(tx, unit, from);
  if (!below.empty()) {
    for (Child& child : below) child.from = std::max(child.from, from);
    return refuse(still_has_units, {{"unit", name},
                                    {"day", from.vietnamese()},
                                    {"count", std::to_string(below.size())},
                                    {"units", some_codes(tx, below)}});
  }
  auto ended = tx.end_entity(unit_entity, unit.value, from);
  if (!ended && ended.error().kind == &store::still_referred) {
    // Which record it is decides who may be told of it.
    Args args{{"unit", name}, {"day", from.vietnamese()}};
    for (Arg& arg : ended.error().args) {
      if (!arg.record.entity.empty()) args.push_back(arg);
    }
    return refuse(still_has_members, std::move(args), ended.error().text(Language::vietnamese));
  }
  return ended;
}

std::optional<UnitId> bearer(store::Snapshot& snapshot, std::string_view code, Moment moment) {
  std::string const wanted = normalise(code);
  if (wanted.size() > code_bytes_max) return std::nullopt;
  store::Field const& field = UnitCode::kind.field("code");
  auto const found = snapshot.bearer(UnitCode::kind, field, Value{wanted}, moment);
  return found ? std::optional(UnitId{*found}) : std::nullopt;
}

Result<UnitId> by_code(store::Snapshot& snapshot, std::string_view code, Moment moment) {
  if (auto const found = bearer(snapshot, code, moment)) return *found;
  std::string const wanted = normalise(code);
  if (wanted.size() > code_bytes_max) {
    // What no code can be is not said back whole: it may be a text of pages.
    return refuse(
        no_such_unit,
        {{"code", beginning(wanted)}, {"day", moment.as_of.vietnamese()}, {"nearest", "–"}});
  }
  constexpr std::size_t shown_max = 3;
  auto const near = nearest_codes(codes_in_force(snapshot, moment), wanted, shown_max);
  return refuse(no_such_unit,
                {{"code", wanted},
                 {"day", moment.as_of.vietnamese()},
                 {"nearest", near.empty() ? "–" : fmt::format("{}", fmt::join(near, ", "))}});
}

}  // namespace giaoban::unit
