#include "unit/chronicle.h"

#include <algorithm>
#include <set>
#include <utility>

#include "unit/rules.h"

namespace giaoban::unit {

namespace {

constexpr std::int32_t none = -1;

std::size_t at(std::int32_t number) {
  return static_cast<std::size_t>(number);
}

}  // namespace

// Who stands under whom, as linked lists: children in order of code.
struct Chronicle::Family {
  static constexpr std::int32_t absent = -2;
  explicit Family(std::size_t units)
      : parent(units, absent), first_child(units, none), next(units, absent) {}

  // Whoever stands under itself, by whatever way round: a top of its own from here on.
  std::vector<std::int32_t> take_circles_apart() {
    std::vector<std::int32_t> circling;
    std::vector<std::int32_t> met(parent.size(), none);  // by the walk from which unit
    for (std::size_t start = 0; start < parent.size(); ++start) {
      auto const walk = static_cast<std::int32_t>(start);
      std::int32_t unit = parent[start] == absent ? none : walk;
      while (unit >= 0 && met[at(unit)] == none) {
        met[at(unit)] = walk;
        unit = parent[at(unit)];
      }
      if (unit < 0 || met[at(unit)] != walk) continue;
      for (std::int32_t around = unit; around != none;) {
        circling.push_back(around);
        around = std::exchange(parent[at(around)], none);
      }
    }
    return circling;
  }
  // Before those put there already.
  void put_first(std::int32_t unit) {
    std::int32_t& first = parent[at(unit)] == none ? first_top : first_child[at(parent[at(unit)])];
    next[at(unit)] = first;
    first = unit;
  }
  [[nodiscard]] bool waits(std::int32_t unit) const {
    return parent[at(unit)] != absent && next[at(unit)] == absent;
  }

  std::vector<std::int32_t> parent;  // none: a top
  std::vector<std::int32_t> first_child;
  std::vector<std::int32_t> next;  // sibling
  std::int32_t first_top = none;
  std::size_t standing = 0;
  std::vector<std::int32_t> strange;
};

Chronicle::Chronicle(UnitFacts const& facts) : strange_(facts.strange) {
  std::ranges::sort(strange_);
  strange_.erase(std::ranges::unique(strange_).begin(), strange_.end());
  for (Held const& life : facts.lives) units_.push_back(life.unit);
  std::ranges::sort(units_);
  units_.erase(std::ranges::unique(units_).begin(), units_.end());
  numbers_.reserve(units_.size());
  for (std::size_t i = 0; i < units_.size(); ++i) {
    numbers_.emplace(units_[i], static_cast<std::int32_t>(i));
  }
  auto const read = [&](auto const& dated, auto const value_of) {
    std::vector<Row> rows;
    rows.reserve(dated.size());
    for (auto const& [held, value] : dated) {
      if (number_of(held.unit)) rows.push_back(row_of(held, value_of(value)));
    }
    return table_of(std::move(rows));
  };
  std::vector<Row> lives;
  for (Held const& life : facts.lives) lives.push_back(row_of(life, 0));
  lives_ = table_of(std::move(lives));
  codes_ = read(facts.codes, [&](std::string const& code) { return keep(code); });
  names_ = read(facts.names, [&](std::string const& name) { return keep(name); });
  kinds_ = read(facts.kinds, [](UnitKind kind) { return static_cast<std::int32_t>(kind); });
  parents_ = read(facts.parents, [&](UnitId parent) { return number_of(parent).value_or(none); });

  std::vector<std::pair<std::string, Row>> coded;
  for (Row const& row : codes_.rows) coded.emplace_back(text(row.value), row);
  std::ranges::stable_sort(
      coded, [](auto const& a, auto const& b) { return code_before(a.first, b.first); });
  for (auto const& [code, row] : coded) by_code_.push_back(row);
}

std::optional<std::int32_t> Chronicle::number_of(UnitId unit) const {
  auto const found = numbers_.find(unit);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

UnitId Chronicle::unit(std::int32_t number) const {
  return units_[at(number)];
}

Chronicle::Row Chronicle::row_of(Held const& held, std::int32_t value) const {
  return {.unit = *number_of(held.unit),
          .value = value,
          .from = held.span.from.number(),
          .to = held.span.to.number(),
          .recorded_in = held.recorded_in,
          .superseded_in = held.superseded_in};
}

Chronicle::Table Chronicle::table_of(std::vector<Row> rows) const {
  std::ranges::stable_sort(rows, {}, &Row::unit);
  Table table{.rows = std::move(rows), .first = std::vector<std::int32_t>(units_.size() + 1)};
  for (Row const& row : table.rows) ++table.first[at(row.unit) + 1];
  for (std::size_t i = 1; i < table.first.size(); ++i) table.first[i] += table.first[i - 1];
  return table;
}

Chronicle::Row const* Chronicle::Table::find(std::int32_t number, store::Moment moment) const {
  for (std::int32_t i = first[at(number)]; i < first[at(number) + 1]; ++i) {
    if (rows[at(i)].holds(moment)) return &rows[at(i)];
  }
  return nullptr;
}

std::int32_t Chronicle::keep(std::string const& kept) {
  texts_ += kept;
  text_ends_.push_back(static_cast<std::uint32_t>(texts_.size()));
  return static_cast<std::int32_t>(text_ends_.size()) - 1;
}

std::string Chronicle::text(std::int32_t number) const {
  std::size_t const from = number == 0 ? 0 : text_ends_[at(number - 1)];
  return texts_.substr(from, text_ends_[at(number)] - from);
}

Chronicle::Family Chronicle::family_of(store::Moment moment) const {
  Family family(units_.size());
  for (Row const& life : lives_.rows) {
    if (!life.holds(moment)) continue;
    family.parent[at(life.unit)] = none;
    ++family.standing;
  }
  for (Row const& place : parents_.rows) {
    if (place.value == none || !place.holds(moment)) continue;
    bool const both = family.parent[at(place.unit)] != Family::absent &&
                      family.parent[at(place.value)] != Family::absent;
    if (both) family.parent[at(place.unit)] = place.value;
  }
  family.strange = family.take_circles_apart();
  for (UnitId const unit : strange_) {
    if (auto const number = number_of(unit)) family.strange.push_back(*number);
  }
  std::ranges::sort(family.strange);
  // From the last to the first, each before those that are there.
  for (auto row = by_code_.rbegin(); row != by_code_.rend(); ++row) {
    if (row->holds(moment) && family.waits(row->unit)) family.put_first(row->unit);
  }
  for (auto unit = static_cast<std::int32_t>(units_.size()); unit-- > 0;) {
    if (family.waits(unit)) family.put_first(unit);
  }
  return family;
}

Layout Chronicle::lay_out(store::Moment moment) const {
  Family const family = family_of(moment);
  Layout laid;
  laid.strange = family.strange;
  for (auto* const all : {&laid.units, &laid.parent, &laid.depth, &laid.end}) {
    all->reserve(family.standing);
  }
  laid.place_of.assign(units_.size(), none);
  std::int32_t unit = family.first_top;
  std::int32_t above = none;  // a place
  while (unit != none) {
    auto const place = static_cast<std::int32_t>(laid.units.size());
    laid.place_of[at(unit)] = place;
    laid.units.push_back(unit);
    laid.parent.push_back(above);
    laid.depth.push_back(above == none ? 0 : laid.depth[at(above)] + 1);
    laid.end.push_back(place + 1);
    if (family.first_child[at(unit)] != none) {
      above = place;
      unit = family.first_child[at(unit)];
      continue;
    }
    while (family.next[at(unit)] == none && above != none) {
      unit = laid.units[at(above)];
      laid.end[at(above)] = static_cast<std::int32_t>(laid.units.size());
      above = laid.parent[at(above)];
    }
    unit = family.next[at(unit)];
  }
  ensure(laid.units.size() == family.standing, "every unit that stands has its place");
  return laid;
}

Node Chronicle::node(std::int32_t number, store::Moment moment) const {
  Node node;
  node.id = units_[at(number)];
  if (Row const* const code = codes_.find(number, moment)) node.code = text(code->value);
  if (Row const* const name = names_.find(number, moment)) node.name = text(name->value);
  if (Row const* const kind = kinds_.find(number, moment)) {
    node.unit_kind = static_cast<UnitKind>(kind->value);
  }
  return node;
}

std::vector<Day> Chronicle::change_days(EntryNumber known_at) const {
  std::set<std::int32_t> days;
  std::int32_t last = 0;
  auto const note = [&](std::int32_t day) {
    if (day == last || day == Day::forever().number()) return;
    days.insert(day);
    last = day;
  };
  for (Table const* const table : {&lives_, &parents_, &names_, &kinds_}) {
    for (Row const& row : table->rows) {
      if (!row.known(known_at)) continue;
      note(row.from);
      if (table == &lives_) note(row.to);
    }
  }
  std::vector<Day> all;
  for (std::int32_t const day : days) all.push_back(Day::from_number(day));
  return all;
}

std::shared_ptr<Chronicle const> chronicle(store::Snapshot& snapshot) {
  // Of no day and no entry: it holds them all.
  return snapshot.derived<Chronicle>({"unit.chronicle",
                                      {&UnitExistence::kind, &UnitCode::kind, &UnitName::kind,
                                       &UnitClass::kind, &UnitParent::kind},
                                      {Day::forever()}},
                                     [&] { return Chronicle(unit_facts(snapshot)); });
}

}  // namespace giaoban::unit
