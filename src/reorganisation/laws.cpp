// What a plan may not come to, over the finished layout: what ends leads to somebody who stands,
// kinds stand where they may, nobody stands under himself, members have a cell.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "base/patience.h"
#include "reorganisation/rules.h"

namespace giaoban::reorganisation {

namespace {

using unit::UnitKind;

constexpr std::int32_t nobody = -1;

std::string kind_words(UnitKind kind) {
  return std::string(label(kind).vietnamese());
}

class Laws {
 public:
  Laws(Plan const& plan, Ground const& ground, Layout& laid)
      : plan_(plan), ground_(ground), laid_(laid) {}

  void check() && {
    check_heirs();
    check_kinds();
    check_circles();
    check_members();
  }

 private:
  void fault(int row, RefusalKind const& kind, Args args) {
    laid_.faults.push_back({row, {&kind, std::move(args)}});
  }
  void warn(RefusalKind const& kind, Args args) {
    laid_.warnings.push_back({0, {&kind, std::move(args)}});
  }
  [[nodiscard]] Place& at(std::int32_t place) {
    return laid_.places[static_cast<std::size_t>(place)];
  }
  [[nodiscard]] std::int32_t count() const {
    return static_cast<std::int32_t>(laid_.places.size());
  }
  [[nodiscard]] std::string day() const { return plan_.on.vietnamese(); }
  std::string called(std::int32_t place) {
    return fmt::format("{} ({})", at(place).name, at(place).code);
  }

  // What ends is answered for by somebody who stands: a unit that is merged into one of its own
  // parts would end into itself.
  void check_heirs() {
    enum class Seen { no, on_the_way, leads_on };
    std::vector<Seen> seen(laid_.places.size(), Seen::no);
    auto const of = [&](std::int32_t place) -> Seen& {
      return seen[static_cast<std::size_t>(place)];
    };
    for (std::int32_t place = 0; place < count(); ++place) {
      std::vector<std::int32_t> way;
      std::int32_t next = place;
      while (next != nobody && at(next).ends && of(next) == Seen::no) {
        of(next) = Seen::on_the_way;
        way.push_back(next);
        next = at(next).heir;
      }
      if (next != nobody && of(next) == Seen::on_the_way) {
        fault(at(place).row, heir_of_itself, {{"unit", called(next)}, {"day", day()}});
      }
      for (std::int32_t const passed : way) of(passed) = Seen::leads_on;
    }
  }

  void check_kinds() {
    std::map<std::pair<UnitKind, UnitKind>, std::pair<std::int64_t, std::string_view>> unsure;
    std::map<UnitKind, std::string_view> unsure_kinds;
    for (std::int32_t place = 0; place < count(); ++place) {
      Place const& one = at(place);
      if (one.ends) continue;
      bool const begins = !one.unit.has_value();
      if (begins || one.kind_changed) check_existence(one, unsure_kinds);
      bool const above_changed =
          one.parent != nobody && (at(one.parent).kind_changed || !at(one.parent).unit);
      if (one.parent == nobody || !(begins || one.moved || one.kind_changed || above_changed)) {
        continue;
      }
      if (begins || one.moved) check_parent_stays(one);
      UnitKind const above = at(one.parent).unit_kind;
      auto const rule = unit::may_stand_under(one.unit_kind, above, plan_.on);
      if (!rule.allowed) {
        fault(one.row, unit::wrong_parent_kind,
              {{"kind", kind_words(one.unit_kind) + " (" + one.code + ")"},
               {"parent_kind", kind_words(above)},
               {"day", day()},
               {"citation", std::string(rule.citation)}});
      } else if (!rule.certain) {
        auto& told = unsure[{one.unit_kind, above}];
        ++told.first;
        told.second = rule.citation;
      }
    }
    for (auto const& [kinds, told] : unsure) {
      warn(unit::unconfirmed_parent,
           {{"kind", fmt::format("{} ({} đơn vị)", kind_words(kinds.first), told.first)},
            {"parent_kind", kind_words(kinds.second)},
            {"day", day()},
            {"citation", std::string(told.second)}});
    }
    for (auto const& [kind, citation] : unsure_kinds) {
      warn(unit::unconfirmed_kind,
           {{"kind", kind_words(kind)}, {"day", day()}, {"citation", std::string(citation)}});
    }
  }
  // A unit is not put where it would lose its parent on a later day that is known already.
  void check_parent_stays(Place const& one) {
    auto const& above = at(one.parent);
    if (!above.unit) return;
    auto const end = ground_.ending_later.find(*above.unit);
    if (end == ground_.ending_later.end()) return;
    fault(one.row, parent_ends_later,
          {{"unit", one.name}, {"parent", above.name}, {"day", end->second.vietnamese()}});
  }
  void check_existence(Place const& one, std::map<UnitKind, std::string_view>& unsure) {
    auto const rule = unit::exists_on(one.unit_kind, plan_.on);
    if (!rule.allowed) {
      fault(one.row, unit::kind_not_in_force,
            {{"kind", kind_words(one.unit_kind)},
             {"day", day()},
             {"citation", std::string(rule.citation)}});
    } else if (!rule.certain) {
      unsure.emplace(one.unit_kind, rule.citation);
    }
  }

  void check_circles() {
    // 0: not seen, 1: on the way, 2: leads to a top.
    std::vector<char> seen(laid_.places.size(), 0);
    for (std::int32_t place = 0; place < count(); ++place) {
      std::vector<std::int32_t> way;
      std::int32_t above = place;
      while (above != nobody && seen[static_cast<std::size_t>(above)] == 0) {
        seen[static_cast<std::size_t>(above)] = 1;
        way.push_back(above);
        above = at(above).parent;
      }
      if (above != nobody && seen[static_cast<std::size_t>(above)] == 1) {
        fault(at(place).row, stands_under_itself, {{"unit", called(above)}, {"day", day()}});
      }
      for (std::int32_t const passed : way) seen[static_cast<std::size_t>(passed)] = 2;
    }
  }

  [[nodiscard]] std::int64_t members_in(Place const& place) const {
    if (!place.unit) return 0;
    auto const found = ground_.members.find(*place.unit);
    return found == ground_.members.end() ? 0 : found->second;
  }

  void check_members() {
    for (std::int32_t place = 0; place < count(); ++place) {
      Patience::ask();
      Place const& cell = at(place);
      if (cell.gone) continue;
      std::int64_t const members = members_in(cell);
      bool const raised = cell.kind_changed && !unit::holds_members(cell.unit_kind);
      if (members == 0 || (!cell.ends && !raised)) continue;
      bool const by_name = raised || !cell.to.empty();
      if (by_name && std::ranges::count(ground_.member_cells, *cell.unit) == members) continue;
      std::int32_t const heir = cell.ends ? standing_heir(laid_, cell.heir) : nobody;
      bool const whole = !by_name || plan_.unplaced == Unplaced::to_main_heir;
      if (heir == nobody || !whole) {
        fault(cell.row, members_without_cell,
              {{"unit", called(place)}, {"count", std::to_string(members)}});
      } else if (!unit::holds_members(at(heir).unit_kind)) {
        fault(
            cell.row, heir_not_a_cell,
            {{"unit", called(place)}, {"heir", called(heir)}, {"count", std::to_string(members)}});
      }
    }
  }

  Plan const& plan_;
  Ground const& ground_;
  Layout& laid_;
};

}  // namespace

std::int32_t standing_heir(Layout const& laid, std::int32_t place) {
  auto const at = [&](std::int32_t one) -> Place const& {
    return laid.places[static_cast<std::size_t>(one)];
  };
  for (int steps = 0; place != nobody && at(place).ends && steps < 64; ++steps) {
    place = at(place).heir;
  }
  return place;
}

void check_laws(Plan const& plan, Ground const& ground, Layout& laid) {
  Laws(plan, ground, laid).check();
}

}  // namespace giaoban::reorganisation
