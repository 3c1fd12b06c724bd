#include "reorganisation/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "base/naming.h"
#include "base/patience.h"
#include "base/text.h"

namespace giaoban::reorganisation {

namespace {

using unit::UnitKind;

constexpr std::int32_t nowhere = -1;

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
    count_received();
    settle_ended();
    index_codes();
    settle_parents();
    end_bodies();
    read_placings();
    place_parts();
    check_laws(plan_, ground_, laid_);
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
      check_letters(line);
      if (!line.old_code.empty() && !join_old(i)) continue;
      if (line.new_code.empty()) continue;
      auto const [group, first] = groups_.try_emplace(line.new_code);
      if (first) order_.push_back(line.new_code);
      group->second.push_back(i);
    }
  }

  // Whichever door a name came through, what is no name does not become one.
  void check_letters(Line const& line) {
    for (std::string const* const text :
         {&line.old_code, &line.new_code, &line.name, &line.short_name, &line.parent}) {
      bool const error = text->starts_with('#');
      if (!error && !legacy_encoding(*text) && !letters_lost(*text)) continue;
      fault(line.row, letters_unreadable, {{"value", *text}});
    }
    for (std::string const* const text : {&line.name, &line.short_name}) {
      if (names_nothing(*text)) fault(line.row, no_name, {{"value", *text}});
    }
    if (line.new_code.empty() || old_codes_.contains(line.new_code)) return;
    // A new one is asked what the fact will be asked.
    auto const taken = unit::UnitCode::kind.fields.front().options.check(line.new_code);
    if (!taken) laid_.faults.push_back({line.row, taken.error()});
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
      std::vector<std::int32_t> heirs;
      for (std::size_t const i : lines) {
        std::int32_t const target = target_of_[i];
        if (target != nowhere && target != old) heirs.push_back(target);
      }
      if (place.ends && !heirs.empty()) {
        place.heir = main_heir(old, heirs);
        heirs.erase(std::ranges::find(heirs, place.heir));
      }
      place.to = std::move(heirs);
    }
  }

  // --- who is the main heir ---
  std::int32_t main_heir(std::int32_t old, std::vector<std::int32_t> const& heirs) {
    auto const& lines = lines_of_[static_cast<std::size_t>(old)];
    for (std::size_t const i : lines) {
      if (plan_.lines[i].main && target_of_[i] != nowhere && target_of_[i] != old) {
        return target_of_[i];
      }
    }
    if (heirs.size() == 1 || plan_.main_heir == MainHeir::of_first_line) return heirs.front();
    std::int32_t const heir = kin(old, heirs);
    if (heir != nowhere) return heir;
    std::string all;
    for (std::int32_t const one : heirs) all += (all.empty() ? "" : "; ") + called(one);
    fault(at(old).row, main_heir_unclear, {{"unit", called(old)}, {"heirs", all}});
    return heirs.front();
  }

  // Whoever keeps the code or the name; where one keeps the code and another the name, nobody can
  // tell. Else who receives most of those who were placed.
  std::int32_t kin(std::int32_t old, std::vector<std::int32_t> const& heirs) {
    std::int32_t of_code = nowhere;
    std::int32_t of_name = nowhere;
    std::vector<std::pair<std::int64_t, std::int32_t>> received;
    for (std::int32_t const heir : heirs) {
      if (at(heir).code == at(old).code) of_code = heir;
      if (bare_name(at(heir).name) == bare_name(at(old).name)) of_name = heir;
      received.emplace_back(received_by(old, heir), heir);
    }
    if (of_code != nowhere || of_name != nowhere) {
      bool const both = of_code != nowhere && of_name != nowhere && of_code != of_name;
      if (!both) return of_code != nowhere ? of_code : of_name;
    }
    std::ranges::sort(received, std::greater<>());
    bool const one_has_most = received[0].first > received[1].first;
    return one_has_most ? received[0].second : nowhere;
  }

  // Without the words for what it is: a ward that was a commune keeps its name.
  static std::string bare_name(std::string_view name) {
    std::string bare = small_letters(name);
    for (bool cut = true; cut;) {
      cut = false;
      for (std::string_view const word :
           {"đảng bộ ", "đảng ủy ", "xã ", "phường ", "thị trấn ", "đặc khu "}) {
        if (!bare.starts_with(word)) continue;
        bare.erase(0, word.size());
        cut = true;
      }
    }
    return bare;
  }

  // Members of the old unit whose part, or who themselves, were placed at the heir.
  std::int64_t received_by(std::int32_t old, std::int32_t heir) {
    auto const found = received_.find({old, at(heir).code});
    return found == received_.end() ? 0 : found->second;
  }
  void count_received() {
    auto const& nodes = ground_.before.nodes();
    for (Placing const& placing : plan_.placings) {
      Patience::ask();
      auto const part = old_codes_.find(placing.part);
      if (part == old_codes_.end() || nodes[static_cast<std::size_t>(part->second)].parent < 0) {
        continue;
      }
      auto const from = static_cast<std::size_t>(part->second);
      std::int64_t& sum = received_[{nodes[from].parent, placing.to}];
      for (auto i = from; i < static_cast<std::size_t>(nodes[from].subtree_end); ++i) {
        auto const own = ground_.members.find(nodes[i].id);
        if (own != ground_.members.end()) sum += own->second;
      }
    }
    for (std::size_t i = 0; i < plan_.members.size(); ++i) {
      auto const cell = place_of_.find(ground_.member_cells[i]);
      if (cell != place_of_.end()) ++received_[{cell->second, plan_.members[i].to}];
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
      } else if (auto const above = at(part->second).parent; !inherits(above, to->second)) {
        placed_outside(placing.row, placing.part, above, to->second);
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
        continue;
      }
      auto const cell = place_of_.find(ground_.member_cells[laid_.member_targets.size() - 1]);
      if (cell != place_of_.end() && !inherits(cell->second, to->second)) {
        placed_outside(placing.row, at(cell->second).code, cell->second, to->second);
      }
    }
  }

  // Parts of a unit that ends or gives parts go to who inherits from it, or to what stands under
  // one of those.
  bool inherits(std::int32_t from, std::int32_t to) {
    if (from == nowhere || (!at(from).ends && at(from).to.empty())) return true;
    Place const& giver = at(from);
    if (giver.ends && giver.heir == nowhere) return true;
    for (std::size_t steps = 0; to != nowhere && steps <= laid_.places.size(); ++steps) {
      if (to == giver.heir || (to == from && !giver.ends) ||
          std::ranges::find(giver.to, to) != giver.to.end()) {
        return true;
      }
      to = at(to).parent;
    }
    return false;
  }
  void placed_outside(int row, std::string const& part, std::int32_t from, std::int32_t to) {
    std::string heirs;
    if (at(from).heir != nowhere) heirs = called(at(from).heir);
    for (std::int32_t const one : at(from).to) heirs += (heirs.empty() ? "" : "; ") + called(one);
    placing_fault(row, placed_elsewhere,
                  {{"code", part}, {"to", called(to)}, {"unit", called(from)}, {"heirs", heirs}});
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
      std::int32_t const heir = standing_heir(laid_, above);
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
  std::map<std::pair<std::int32_t, std::string>, std::int64_t> received_;  // by old place and code
  std::set<std::int32_t> continuing_;
  std::set<std::int32_t> given_;  // where a line or a placing says the parent
};

}  // namespace

Layout lay_out(Plan const& plan, Ground const& ground) {
  return Laying(plan, ground).run();
}

}  // namespace giaoban::reorganisation
