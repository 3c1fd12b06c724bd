// Saving, and the figures of a layout.
#include "table/table.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "store/strange.h"

namespace giaoban::table {

using figure::Figure;
using figure::Held;
using store::Moment;
using store::Snapshot;
using store::Tx;

namespace {

constexpr std::size_t lines_max = 400;
constexpr std::size_t columns_max = 40;

std::string joined(std::vector<std::string> const& parts) {
  std::string text;
  for (auto const& part : parts) text += (text.empty() ? "" : " ") + part;
  return text;
}

// To the end of the life of the unit that holds the day.
Result<Span> within_life(Tx& tx, UnitId unit, Day from) {
  for (Span const life : tx.lifetimes(unit::unit_entity, unit.value)) {
    if (life.contains(from)) return Span{from, life.to};
  }
  return refuse(
      unit::unit_not_in_force,
      {{"unit", unit::unit_entity.called(tx, unit.value, {from})}, {"day", from.vietnamese()}});
}

// Each is there and the author may see it.
Result<void> check_measures(Tx& tx, std::vector<std::string> const& ids, Day on) {
  auto const reach = unit::reach_of(tx, tx.act().actor, figure::figure_read, {on});
  for (auto const& id : ids) TRY_VOID(figure::measure_seen(tx, reach, id, {on}));
  return {};
}

std::vector<Saved> tables_of_unit(Snapshot& snapshot, UnitId unit, Moment moment) {
  store::PassingOver const passing;
  std::vector<Saved> own;
  snapshot.each_in_force(SavedTable::kind, moment, [&](store::RawFact const& raw) {
    auto const fact = store::typed<SavedTable>(raw);
    if (fact.value.unit != unit) return;
    own.push_back({TableId{fact.head.subject}, fact.value, fact.head.span.from});
  });
  std::ranges::sort(own, {}, [](Saved const& one) { return collation_key(one.what.name); });
  return own;
}

std::vector<unit::Node> rows_of(unit::Tree const& tree, unit::Reach const& reach,
                                Layout const& layout) {
  std::vector<unit::Node> rows;
  if (layout.rows == Rows::chosen) {
    for (UnitId const unit : layout.chosen) {
      auto const* const node = tree.node(unit);
      if (node != nullptr && reach.holds(unit)) rows.push_back(*node);
    }
    return rows;
  }
  auto const under = tree.subtree(layout.unit);
  for (unit::Node const& node : under) {
    bool const right_below = node.depth == under.front().depth + 1;
    if (right_below && reach.holds(node.id)) rows.push_back(node);
  }
  return rows;
}

// By the definition of each day; of a day without one, as of the day asked.
Result<std::vector<Heading>> headings_of(Snapshot& snapshot, unit::Reach const& reach,
                                         Layout const& layout, std::vector<Day> const& days,
                                         Moment moment) {
  std::vector<Heading> headings;
  for (auto const& id : layout.measures) {
    for (Day const day : days) {
      auto found = figure::measure_seen(snapshot, reach, id, {day, moment.known_at});
      if (!found) found = figure::measure_seen(snapshot, reach, id, moment);
      if (!found) return std::unexpected(found.error());
      headings.push_back({*found, day});
    }
  }
  return headings;
}

// The figures of all units on one day, put where they stand in each line.
void put_day(Snapshot& snapshot, std::vector<std::vector<std::optional<Figure>>>& cells,
             std::vector<Heading> const& headings, std::vector<UnitId> const& units,
             figure::When when) {
  std::vector<Held> asked;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (headings[i].day != when.moment.as_of) continue;
    asked.push_back(headings[i].measure);
    places.push_back(i);
  }
  auto found = figure::figures(snapshot, asked, units, when.moment, when.year);
  for (std::size_t line = 0; line < units.size(); ++line) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      cells[line][places[i]] = std::move(found[line][i]);
    }
  }
}

// What counts on the day at the unit itself, put where it stands in the line.
void put_itself(Snapshot& snapshot, std::vector<std::optional<Figure>>& cells, View const& view,
                figure::When when) {
  for (std::size_t i = 0; i < view.headings.size(); ++i) {
    if (view.headings[i].day != when.moment.as_of) continue;
    cells[i] = figure::figures_at_itself(snapshot, std::span(&view.headings[i].measure, 1),
                                         view.unit.id, when.moment, when.year)
                   .front();
  }
}

bool tells(Line const& line) {
  return std::ranges::any_of(line.figures, [](Figure const& one) {
    return one.count.value_or(0) > 0 || (one.share && one.share->denominator() > 0);
  });
}

std::vector<UnitId> right_under(unit::Tree const& tree, UnitId unit) {
  std::vector<UnitId> below;
  auto const at = tree.index_of(unit);
  if (!at) return below;
  for (auto i = *at + 1; i < tree.subtree_end(*at); i = tree.subtree_end(i)) {
    below.push_back(tree.at(i).id);
  }
  std::ranges::sort(below);
  return below;
}

Line line_of(unit::Node const& unit, std::vector<std::optional<Figure>>& cells) {
  Line line{unit, {}};
  for (auto& cell : cells) {
    ensure(cell.has_value(), "every day of the headings is asked about");
    line.figures.push_back(*std::move(cell));
  }
  return line;
}

// An advising body of which there is nothing to tell: a committee has several, and they hold no
// members.
bool counts_nothing(Line const& line) {
  return line.unit.unit_kind == unit::UnitKind::body &&
         std::ranges::all_of(line.figures, [](Figure const& one) { return one.count == 0; });
}

}  // namespace

// --- layouts -------------------------------------------------------------------------------------

std::vector<std::string> parted(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  for (char const c : std::string(text) + " ") {
    bool const between = c == ' ' || c == ',' || c == ';' || c == '\n' || c == '\r' || c == '\t';
    if (!between) {
      part += c;
    } else if (!part.empty()) {
      parts.push_back(std::move(part));
      part.clear();
    }
  }
  return parts;
}

Result<std::vector<Day>> days_in(std::string_view text) {
  std::vector<Day> days;
  for (auto const& part : parted(text)) {
    auto const day = Day::parse(part);
    if (!day) return refuse(bad_day, {{"value", part}}, "days");
    if (std::ranges::find(days, *day) == days.end()) days.push_back(*day);
  }
  return days;
}

Layout layout_of(SavedTable const& saved) {
  Layout layout{.unit = saved.unit, .rows = saved.rows, .measures = parted(saved.measures)};
  for (auto const& part : parted(saved.chosen)) {
    UnitId unit;
    std::from_chars(part.data(), part.data() + part.size(), unit.value);
    layout.chosen.push_back(unit);
  }
  layout.days = days_in(saved.days).value_or(std::vector<Day>{});
  return layout;
}

SavedTable saved_of(Layout const& layout) {
  std::vector<std::string> chosen;
  std::vector<std::string> days;
  for (UnitId const unit : layout.chosen) chosen.push_back(std::to_string(unit.value));
  for (Day const day : layout.days) days.push_back(day.iso());
  SavedTable saved;
  saved.unit = layout.unit;
  saved.rows = layout.rows;
  saved.chosen = joined(chosen);
  saved.measures = joined(layout.measures);
  saved.days = joined(days);
  return saved;
}

// --- verbs ---------------------------------------------------------------------------------------

Result<TableId> save(Tx& tx, Saving const& saving, Day on) {
  std::string const name = normalise(saving.name);
  if (name.empty()) return refuse(table_unnamed, {}, "name");
  if (saving.layout.measures.empty()) return refuse(no_measures, {}, "measures");
  TRY_VOID(check_measures(tx, saving.layout.measures, on));
  SavedTable saved = saved_of(saving.layout);
  saved.name = name;
  saved.sharing = saving.sharing;
  auto const own = tables_of_unit(tx, saved.unit, {on});
  auto const same = std::ranges::find(own, name, [](Saved const& one) { return one.what.name; });
  TableId const table = same != own.end() ? same->table : tx.new_id_of<TableId>();
  TRY_INTO(Span const span, within_life(tx, saved.unit, on));
  TRY_VOID(tx.state(table.value, span, saved));
  return table;
}

Result<void> drop(Tx& tx, TableId table, Day on) {
  auto const saved = tx.fact<SavedTable>(table.value, {on});
  if (!saved || !tx.may_know(table_entity, table.value, on)) {
    return refuse(no_such_table, {{"table", std::to_string(table.value)}});
  }
  return tx.end(SavedTable::kind, table.value, on);
}

Result<void> arrange(Tx& tx, UnitId unit, DashboardLayout const& layout, Day on) {
  for (auto const& text : {layout.headlines, layout.bars, layout.over_years}) {
    TRY_VOID(check_measures(tx, parted(text), on));
  }
  TRY_INTO(Span const span, within_life(tx, unit, on));
  return tx.state(unit.value, span, layout);
}

// --- reading -------------------------------------------------------------------------------------

Result<View> view(Snapshot& snapshot, unit::Reach const& reach, Layout const& layout,
                  Moment moment) {
  if (layout.measures.empty()) return refuse(no_measures);
  auto const days = layout.days.empty() ? std::vector{moment.as_of} : layout.days;
  TRY_INTO(auto const top, unit::in_reach(snapshot, reach, layout.unit, moment));
  View made{.unit = top, .moment = moment, .headings = {}, .lines = {}, .total = {}};
  TRY_INTO(made.headings, headings_of(snapshot, reach, layout, days, moment));
  auto rows = rows_of(unit::tree(snapshot, moment), reach, layout);
  if (rows.size() > lines_max || made.headings.size() > columns_max) {
    return refuse(table_too_large, {{"lines", std::to_string(rows.size())},
                                    {"columns", std::to_string(made.headings.size())}});
  }
  rows.push_back(top);
  std::vector<UnitId> units;
  for (unit::Node const& node : rows) units.push_back(node.id);
  std::vector cells(rows.size(), std::vector<std::optional<Figure>>(made.headings.size()));
  for (Day const day : days) {
    put_day(snapshot, cells, made.headings, units, {{day, moment.known_at}, layout.year});
  }
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    made.lines.push_back(line_of(rows[i], cells[i]));
    if (counts_nothing(made.lines.back()) && layout.rows == Rows::children) made.lines.pop_back();
  }
  bool const over_children = layout.rows == Rows::children;
  if (over_children) made.total = line_of(rows.back(), cells.back());
  if (over_children) {
    std::vector<std::optional<Figure>> own(made.headings.size());
    for (Day const day : days) {
      put_itself(snapshot, own, made, {{day, moment.known_at}, layout.year});
    }
    auto line = line_of(top, own);
    if (tells(line)) made.itself = std::move(line);
  }
  return made;
}

std::vector<figure::Note> notes_on_sums(Snapshot& snapshot, View const& view) {
  std::vector<figure::Note> notes;
  if (!view.total) return notes;
  bool const in_each = std::ranges::any_of(
      view.headings, [](Heading const& one) { return !figure::adds_up(*one.measure); });
  if (in_each) notes.push_back(figure::counted_in_each());
  auto const now = right_under(unit::tree(snapshot, view.moment), view.unit.id);
  std::optional<Day> told;
  for (Heading const& one : view.headings) {
    if (one.day == view.moment.as_of || one.day == told) continue;
    auto const then = unit::tree(snapshot, {one.day, view.moment.known_at});
    if (right_under(then, view.unit.id) == now) continue;
    told = one.day;
    notes.push_back(
        {M("Ngày {day} các đơn vị trực thuộc khác với các dòng của bảng, nên vào ngày ấy "
           "các dòng không cộng thành tổng. Muốn so sánh trên cùng một cây tổ chức, xem "
           "phần tính lại của “Qua thời gian”."),
         {{"day", one.day.vietnamese()}}});
  }
  return notes;
}

std::vector<Saved> saved_tables(Snapshot& snapshot, UnitId unit, Moment moment) {
  std::vector<Saved> all;
  for (std::int64_t const above : unit::chain(snapshot, unit.value, moment)) {
    for (Saved& one : tables_of_unit(snapshot, UnitId{above}, moment)) {
      bool const usable = one.what.unit == unit || one.what.sharing == Sharing::below;
      if (usable) all.push_back(std::move(one));
    }
  }
  return all;
}

Result<Saved> saved_table(Snapshot& snapshot, unit::Reach const& reach, TableId table,
                          Moment moment) {
  auto const refused = refuse(no_such_table, {{"table", std::to_string(table.value)}});
  auto const found = snapshot.fact<SavedTable>(table.value, moment);
  if (!found) return refused;
  Saved saved{table, found->value, found->head.span.from};
  if (reach.whole() || reach.holds(saved.what.unit)) return saved;
  if (saved.what.sharing == Sharing::own) return refused;
  TRY_INTO(auto const own, unit::in_reach(snapshot, reach, std::string_view{}, moment));
  auto const above = unit::chain(snapshot, own.id.value, moment);
  if (std::ranges::find(above, saved.what.unit.value) == above.end()) return refused;
  saved.what.unit = own.id;
  return saved;
}

}  // namespace giaoban::table
