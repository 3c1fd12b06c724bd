#include "reorganisation/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "base/patience.h"

namespace giaoban::reorganisation {

namespace {

using unit::UnitKind;

constexpr std::int32_t nowhere = -1;

std::string kind_words(UnitKind kind) {
  return std::string(label(kind).vietnamese());
}

// One laying out: the lines grouped by old and by new code, then each question in turn. Later
// steps rely on what earlier ones settled.
class Laying {
 public:
  Laying(Plan const& plan, Ground const& ground) : plan_(plan), ground_(ground) {}

  Layout run() && {
    start_from_the_tree();
    if (plan_.lines.empty()) fault(0, plan_is_empty, {});
    group();
    settle_new_units();
    settle_ended();
    index_codes();
    settle_parents();
    end_bodies();
    read_placings();
    place_parts();
    check_heirs();
    check_kinds();
    check_circles();
    check_members();
    return std::move(laid_);
  }

 private:
  // --- telling ---
  void fault(int row, RefusalKind const& kind, Args args) {
    laid_.faults.push_back({row, {&kind, std::move(args)}});
  }
  void placing_fault(int row, RefusalKind const& kind, Args args) {
    laid_.faults.push_back({row, {&kind, std::move(args)}, Rows::placings});
  }
  void warn(RefusalKind const& kind, Args args) {
    laid_.warnings.push_back({0, {&kind, std::move(args)}});
  }
  Place& at(std::int32_t place) { return laid_.places[static_cast<std::size_t>(place)]; }
  [[nodiscard]] std::int32_t count() const {
    return static_cast<std::int32_t>(laid_.places.size());
  }
  [[nodiscard]] std::string day() const { return plan_.on.vietnamese(); }
  std::string called(std::int32_t place) {
    return fmt::format("{} ({})", at(place).name, at(place).code);
  }

  // --- the lines ---
  void start_from_the_tree() {
    for (unit::Node const& node : ground_.before.nodes()) {
      old_codes_.emplace(node.code, count());
      add(node);
      bool const gone = !ground_.parents.contains(node.id);
      laid_.places.back().ends = gone;
      laid_.places.back().gone = gone;
    }
    standing_ = count();
    lines_of_.resize(static_cast<std::size_t>(standing_));
    // What another plan has founded on the same day may stand above or below.
    for (unit::Node const& node : ground_.begun) add(node);
    for (Place& place : laid_.places) place.parent = parent_on_the_day(*place.unit);
  }
  void add(unit::Node const& node) {
    place_of_.emplace(node.id, count());
    laid_.places.push_back(
        {.unit = node.id, .code = node.code, .name = node.name, .unit_kind = node.unit_kind});
  }
  [[nodiscard]] std::int32_t parent_on_the_day(UnitId unit) const {
    auto const now = ground_.parents.find(unit);
    if (now == ground_.parents.end() || !now->second) return nowhere;
    auto const place = place_of_.find(now->second);
    return place == place_of_.end() ? nowhere : place->second;
  }

  void group() {
    for (std::size_t i = 0; i < plan_.lines.size(); ++i) {
      Patience::ask();
      Line const& line = plan_.lines[i];
      old_of_.push_back(nowhere);
      if (line.old_code.empty() && line.new_code.empty()) {
        fault(line.row, line_without_code, {});
        continue;
      }
      if (!line.old_code.empty() && !join_old(i)) continue;
      if (line.new_code.empty()) continue;
      auto const [group, first] = groups_.try_emplace(line.new_code);
      if (first) order_.push_back(line.new_code);
      group->second.push_back(i);
    }
  }

  bool join_old(std::size_t i) {
    Line const& line = plan_.lines[i];
    auto const found = old_codes_.find(line.old_code);
    if (found == old_codes_.end()) {
      fault(line.row, unit_not_there,
            {{"code", line.old_code}, {"day", (plan_.on - 1).vietnamese()}});
      return false;
    }
    if (auto const end = ground_.ending.find(*at(found->second).unit);
        end != ground_.ending.end()) {
      fault(line.row, ends_already,
            {{"unit", called(found->second)}, {"day", end->second.vietnamese()}});
      return false;
    }
    auto& own = lines_of_[static_cast<std::size_t>(found->second)];
    // A unit may be split into as many as somebody types: no line is held against each before it.
    std::pair const as(found->second, std::string_view(line.new_code));
    if (auto const before = joined_.find(as); before != joined_.end()) {
      fault(line.row, line_twice,
            {{"code", line.old_code}, {"other", std::to_string(plan_.lines[before->second].row)}});
      return false;
    }
    if (!own.empty()) {
      Line const& before = plan_.lines[own.front()];
      if (before.new_code.empty() || line.new_code.empty()) {
        fault(line.row, ends_and_goes_on,
              {{"code", line.old_code}, {"other", std::to_string(before.row)}});
        return false;
      }
    }
    joined_.emplace(as, i);
    own.push_back(i);
    old_of_[i] = found->second;
    return true;
  }

  [[nodiscard]] bool lives_on(std::size_t i) const {
    Line const& line = plan_.lines[i];
    if (old_of_[i] == nowhere || line.new_code.empty()) return false;
    if (line.way) return *line.way == Way::continued;
    auto const& old = laid_.places[static_cast<std::size_t>(old_of_[i])];
    bool const alone = groups_.at(line.new_code).size() == 1 &&
                       lines_of_[static_cast<std::size_t>(old_of_[i])].size() == 1;
    auto const bearer = old_codes_.find(line.new_code);
    bool const of_another = bearer != old_codes_.end() && bearer->second != old_of_[i] &&
                            lines_of_[static_cast<std::size_t>(bearer->second)].empty();
    if (of_another) return false;
    bool const same_kind = !line.unit_kind || *line.unit_kind == old.unit_kind;
    return alone || (line.new_code == line.old_code && same_kind);
  }

  // --- who is who on the day ---
  void settle_new_units() {
    target_of_.assign(plan_.lines.size(), nowhere);
    for (std::string const& code : order_) {
      Patience::ask();
      auto const& lines = groups_.at(code);
      std::int32_t target = nowhere;
      for (std::size_t const i : lines) {
        if (!lives_on(i)) continue;
        if (target != nowhere || continuing_.contains(old_of_[i])) {
          fault(plan_.lines[i].row, two_live_on, {{"code", code}});
          continue;
        }
        target = old_of_[i];
        continuing_.insert(target);
      }
      if (target != nowhere) {
        change(target, code, lines);
      } else {
        target = receiver_or_founded(code, lines);
      }
      for (std::size_t const i : lines) target_of_[i] = target;
    }
  }

  // A unit that stands and that no line names as an old one receives the others; else the code
  // means a new unit.
  std::int32_t receiver_or_founded(std::string const& code, std::vector<std::size_t> const& lines) {
    auto const found = old_codes_.find(code);
    bool const stands = found != old_codes_.end() &&
                        lines_of_[static_cast<std::size_t>(found->second)].empty() &&
                        !ground_.ending.contains(*at(found->second).unit);
    if (!stands) return found_new(code, lines);
    Line const said = joined(code, lines);
    Place const& place = at(found->second);
    bool const other_name = !said.name.empty() && said.name != place.name;
    if (other_name || (said.unit_kind && *said.unit_kind != place.unit_kind)) {
      fault(plan_.lines[lines.front()].row, code_in_use,
            {{"code", code}, {"unit", place.name}, {"day", day()}});
    }
    return found->second;
  }

  std::int32_t found_new(std::string const& code, std::vector<std::size_t> const& lines) {
    Line const said = joined(code, lines);
    int const row = plan_.lines[lines.front()].row;
    if (std::ranges::find(ground_.begun, code, &unit::Node::code) != ground_.begun.end()) {
      fault(row, code_in_use, {{"code", code}, {"unit", "?"}, {"day", day()}});
    }
    std::int32_t model = nowhere;
    for (std::size_t const i : lines) {
      if (model == nowhere) model = old_of_[i];
    }
    Place place{.unit = {}, .code = code, .name = said.name, .short_name = said.short_name};
    place.row = row;
    if (place.name.empty() && model != nowhere) place.name = at(model).name;
    if (place.name.empty()) fault(row, name_missing, {{"code", code}});
    if (said.unit_kind) {
      place.unit_kind = *said.unit_kind;
    } else if (model != nowhere) {
      place.unit_kind = at(model).unit_kind;
    }
    if (model != nowhere) place.parent = at(model).parent;
    laid_.places.push_back(std::move(place));
    return count() - 1;
  }

  void change(std::int32_t target, std::string const& code, std::vector<std::size_t> const& lines) {
    Line const said = joined(code, lines);
    Place& place = at(target);
    place.row = plan_.lines[lines.front()].row;
    place.recoded = place.code != code;
    place.code = code;
    if (!said.name.empty() && said.name != place.name) {
      place.renamed = true;
      place.name = said.name;
      place.short_name = said.short_name;
    }
    if (said.unit_kind && *said.unit_kind != place.unit_kind) {
      place.kind_changed = true;
      place.unit_kind = *said.unit_kind;
    }
  }

  // What the lines of one new unit say together; those that contradict each other are told.
  Line joined(std::string const& code, std::vector<std::size_t> const& lines) {
    Line all{.new_code = code};
    for (std::size_t const i : lines) {
      Line const& line = plan_.lines[i];
      bool disagree = false;
      auto const join_text = [&](std::string& into, std::string const& said) {
        if (!said.empty() && !into.empty() && into != said) disagree = true;
        if (into.empty()) into = said;
      };
      join_text(all.name, line.name);
      join_text(all.short_name, line.short_name);
      join_text(all.parent, line.parent);
      if (line.unit_kind && all.unit_kind && *line.unit_kind != *all.unit_kind) disagree = true;
      if (!all.unit_kind) all.unit_kind = line.unit_kind;
      if (disagree) {
        fault(line.row, lines_disagree,
              {{"code", code}, {"other", std::to_string(plan_.lines[lines.front()].row)}});
      }
    }
    return all;
  }

  void settle_ended() {
    for (std::int32_t old = 0; old < standing_; ++old) {
      auto const& lines = lines_of_[static_cast<std::size_t>(old)];
      if (lines.empty()) continue;
      Place& place = at(old);
      place.ends = !continuing_.contains(old);
      if (place.row == 0) place.row = plan_.lines[lines.front()].row;
      for (std::size_t const i : lines) {
        std::int32_t const target = target_of_[i];
        if (target == nowhere || target == old) continue;
        if (place.ends && place.heir == nowhere) {
          place.heir = target;
        } else {
          place.to.push_back(target);
        }
      }
    }
  }

  void index_codes() {
    for (std::int32_t place = 0; place < count(); ++place) {
      if (at(place).ends) continue;
      auto const [other, first] = new_codes_.emplace(at(place).code, place);
      if (!first) {
        fault(at(place).row, code_in_use,
              {{"code", at(place).code}, {"unit", at(other->second).name}, {"day", day()}});
      }
    }
  }

  // --- where each stands ---
  void settle_parents() {
    for (std::string const& code : order_) {
      auto const& lines = groups_.at(code);
      std::int32_t const target = target_of_[lines.front()];
      std::string const parent = joined_parent(lines);
      if (target == nowhere || parent.empty()) continue;
      auto const found = new_codes_.find(parent);
      if (found == new_codes_.end()) {
        fault(plan_.lines[lines.front()].row, parent_not_there, {{"code", parent}, {"day", day()}});
        continue;
      }
      put(target, found->second);
      given_.insert(target);
    }
  }
  [[nodiscard]] std::string joined_parent(std::vector<std::size_t> const& lines) const {
    for (std::size_t const i : lines) {
      if (!plan_.lines[i].parent.empty()) return plan_.lines[i].parent;
    }
    return {};
  }

  void put(std::int32_t place, std::int32_t parent) {
    Place& moved = at(place);
    moved.moved = moved.moved || (moved.unit.has_value() && moved.parent != parent);
    moved.parent = parent;
  }

  // An office or board of a committee that ends does not become a second one of the heir's.
  void end_bodies() {
    std::int64_t ended = 0;
    for (std::int32_t place = 0; place < standing_; ++place) {
      Place& body = at(place);
      bool const above_ends = body.parent != nowhere && at(body.parent).ends;
      bool const named = !lines_of_[static_cast<std::size_t>(place)].empty();
      if (body.unit_kind != UnitKind::body || !above_ends || named || body.gone) continue;
      body.ends = true;
      body.heir = at(body.parent).heir;
      new_codes_.erase(body.code);
      ++ended;
    }
    if (ended > 0) warn(bodies_end, {{"count", std::to_string(ended)}});
  }

  // --- parts ---
  void read_placings() {
    std::unordered_map<std::int32_t, int> rows;
    for (Placing const& placing : plan_.placings) {
      auto const part = old_codes_.find(placing.part);
      auto const to = new_codes_.find(placing.to);
      if (part == old_codes_.end() || at(part->second).ends) {
        placing_fault(placing.row, part_not_there, {{"code", placing.part}, {"day", day()}});
      } else if (to == new_codes_.end()) {
        placing_fault(placing.row, parent_not_there, {{"code", placing.to}, {"day", day()}});
      } else if (auto const [first, one] = rows.emplace(part->second, placing.row); !one) {
        placing_fault(placing.row, placed_twice,
                      {{"code", placing.part}, {"other", std::to_string(first->second)}});
      } else {
        put(part->second, to->second);
        given_.insert(part->second);
      }
    }
    for (MemberPlacing const& placing : plan_.members) {
      auto const to = new_codes_.find(placing.to);
      laid_.member_targets.push_back(to == new_codes_.end() ? nowhere : to->second);
      if (to == new_codes_.end()) {
        placing_fault(placing.row, parent_not_there, {{"code", placing.to}, {"day", day()}});
      }
    }
  }

  // Units under one that ends go to its heir; under one that is divided they must be placed. From
  // the top down, as a unit that ends into a cell takes its own along.
  void place_parts() {
    std::map<std::int32_t, std::vector<std::int32_t>> unplaced;
    std::int64_t by_rule = 0;
    for (std::int32_t place = 0; place < count(); ++place) {
      Place& part = at(place);
      if (part.ends || part.parent == nowhere || given_.contains(place)) continue;
      std::int32_t const above = part.parent;
      if (!at(above).ends) {
        if (at(above).kind_changed && unit::holds_members(at(above).unit_kind)) melt(place, above);
        continue;
      }
      std::int32_t const heir = end_of_line(above);
      if (heir == nowhere) {
        fault(at(above).row, nowhere_to_go, {{"unit", called(above)}, {"part", called(place)}});
        continue;
      }
      bool const divided = !at(above).to.empty();
      if (divided && plan_.unplaced == Unplaced::refused) {
        unplaced[above].push_back(place);
        continue;
      }
      if (unit::holds_members(at(heir).unit_kind)) {
        melt(place, heir);
        continue;
      }
      part.by_rule = divided;
      by_rule += divided ? 1 : 0;
      put(place, heir);
    }
    for (auto const& [above, missing] : unplaced) {
      fault(at(above).row, parts_not_placed,
            {{"unit", called(above)},
             {"count", std::to_string(missing.size())},
             {"parts", codes_of(missing)}});
    }
    if (by_rule > 0) warn(placed_to_main_heir, {{"count", std::to_string(by_rule)}});
  }

  // The first few by code.
  std::string codes_of(std::vector<std::int32_t> const& places) {
    constexpr std::size_t told_max = 5;
    std::string codes;
    for (std::size_t i = 0; i < std::min(places.size(), told_max); ++i) {
      codes += (i == 0 ? "" : ", ") + at(places[i]).code;
    }
    return codes + (places.size() > told_max ? ", ..." : ".");
  }

  // A unit under what is a cell now: it ends, and the cell inherits.
  void melt(std::int32_t place, std::int32_t cell) {
    at(place).ends = true;
    at(place).heir = cell;
    new_codes_.erase(at(place).code);
  }

  // The heir, or the heir of a heir that ends by the same plan (a body's, say).
  std::int32_t end_of_line(std::int32_t place) {
    for (int steps = 0; place != nowhere && at(place).ends && steps < 64; ++steps) {
      place = at(place).heir;
    }
    return place;
  }

  // --- laws ---
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
      while (next != nowhere && at(next).ends && of(next) == Seen::no) {
        of(next) = Seen::on_the_way;
        way.push_back(next);
        next = at(next).heir;
      }
      if (next != nowhere && of(next) == Seen::on_the_way) {
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
          one.parent != nowhere && (at(one.parent).kind_changed || !at(one.parent).unit);
      if (one.parent == nowhere || !(begins || one.moved || one.kind_changed || above_changed)) {
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
      while (above != nowhere && seen[static_cast<std::size_t>(above)] == 0) {
        seen[static_cast<std::size_t>(above)] = 1;
        way.push_back(above);
        above = at(above).parent;
      }
      if (above != nowhere && seen[static_cast<std::size_t>(above)] == 1) {
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
      std::int32_t const heir = cell.ends ? end_of_line(cell.heir) : nowhere;
      bool const whole = !by_name || plan_.unplaced == Unplaced::to_main_heir;
      if (heir == nowhere || !whole) {
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
  Layout laid_;
  std::int32_t standing_ = 0;  // places of the tree before
  std::unordered_map<UnitId, std::int32_t> place_of_;
  std::unordered_map<std::string, std::int32_t> old_codes_;
  std::unordered_map<std::string, std::int32_t> new_codes_;
  std::vector<std::vector<std::size_t>> lines_of_;                           // by old place
  std::map<std::pair<std::int32_t, std::string_view>, std::size_t> joined_;  // the same lines
  std::vector<std::int32_t> old_of_;                                         // by line
  std::vector<std::int32_t> target_of_;                                      // by line
  std::map<std::string, std::vector<std::size_t>> groups_;                   // lines by new code
  std::vector<std::string> order_;  // new codes as they first come
  std::set<std::int32_t> continuing_;
  std::set<std::int32_t> given_;  // where a line or a placing says the parent
};

}  // namespace

Layout lay_out(Plan const& plan, Ground const& ground) {
  return Laying(plan, ground).run();
}

}  // namespace giaoban::reorganisation
