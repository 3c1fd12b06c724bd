// The sheet of units: read whole, as a parent may stand below its child, then checked as a tree.
#include "workbook/import.h"

namespace giaoban::workbook {

namespace {

struct UnitColumns {
  explicit UnitColumns(SheetLayout const& sheet)
      : code(sheet.index_of("unit_code.code")),
        unit_kind(sheet.index_of("unit_class.unit_kind")),
        parent(sheet.index_of("units.parent_code")),
        from(sheet.index_of("units.from")),
        to(sheet.index_of("units.to")),
        previous_parent(sheet.index_of("units.previous_parent_code")),
        moved(sheet.index_of("units.moved")) {}
  std::size_t code, unit_kind, parent, from, to, previous_parent, moved;
};

struct UnitLine {
  TypedRow row;
  UnitEntry* entry = nullptr;  // in the register
  UnitEntry* parent = nullptr;
  UnitEntry* previous_parent = nullptr;  // until the day it moved
  bool known = false;
  bool same_kind = false;    // as is known
  bool same_parent = false;  // likewise
};

class Units {
 public:
  Units(Import& import, ColumnMap const& map)
      : import_(import), map_(map), sheet_(sheet("units")), at_(sheet_) {}

  Result<void> read(print::Workbook const& book) {
    RowReader reader(sheet_, map_, import_.findings);
    Counter counter(import_.options, "check");
    TRY_VOID(reader.each(book, [&](TypedRow const& row) {
      lines_.push_back({.row = row});
      return counter.next();
    }));
    return counter.outcome();
  }

  void check_and_write() {
    if (import_.book.root_code.empty()) find_root();
    enter_codes();
    for (UnitLine& line : lines_) find_parent(line);
    tell_circles();
    check_top();
    for (UnitLine& line : lines_) {
      if (line.entry != nullptr) check_and_write(line);
    }
  }

 private:
  Day opening() const { return import_.book.opening; }
  std::string named(TypedRow const& row) const { return row.text(at_.code); }

  // The days of the unit as the row says; one that stood before begins with the register.
  Span life_of(TypedRow const& row) const {
    return {row.day(at_.from).value_or(opening()), row.day(at_.to).value_or(Day::forever())};
  }

  // A list without a sheet Sổ: the unit without a parent is the top.
  void find_root() {
    auto const top = std::ranges::find_if(
        lines_, [&](UnitLine const& line) { return line.row.left_out(at_.parent); });
    if (top != lines_.end()) import_.book.root_code = named(top->row);
  }

  void enter_codes() {
    for (UnitLine& line : lines_) {
      if (line.row.blank(at_.code)) continue;
      auto const [found, fresh] = import_.book.units.try_emplace(line.row.text(at_.code));
      if (!fresh) {
        tell_twice(line, found->second);
        continue;
      }
      UnitEntry& entry = found->second;
      if (!import_.known.empty()) {
        if (auto const known = import_.known.unit(found->first)) {
          entry = *known;
          line.known = true;
        }
      }
      if (!line.known) {
        entry.id = import_.writer.new_unit();
        entry.life = life_of(line.row);
        entry.founded = line.row.day(at_.from);
      }
      auto const said = line.row.choice<unit::UnitKind>(at_.unit_kind);
      line.same_kind = line.known && (!said || *said == entry.unit_kind);
      entry.unit_kind = said.value_or(entry.unit_kind);
      entry.row = line.row.number();
      line.entry = &entry;
    }
  }

  void tell_twice(UnitLine const& line, UnitEntry const& first) {
    std::string const other = parent_at(first.row);
    std::string const& parent = line.row.text(at_.parent);
    Args args{{"code", named(line.row)},
              {"row", std::to_string(first.row)},
              {"parent", parent},
              {"other", other}};
    bool const two = !parent.empty() && !other.empty() && parent != other;
    import_.findings.fault(line.row.place(two ? at_.parent : at_.code),
                           {two ? &two_parents : &code_twice, std::move(args)});
  }

  std::string parent_at(std::int64_t row) const {
    for (UnitLine const& line : lines_) {
      if (line.row.number() == row) return line.row.text(at_.parent);
    }
    return {};
  }

  // A unit of the file, else one that the store knows.
  UnitEntry* unit_of(std::string const& code) {
    if (auto const found = import_.book.units.find(code); found != import_.book.units.end()) {
      return &found->second;
    }
    if (import_.known.empty()) return nullptr;
    auto const known = import_.known.unit(code);
    return known ? &import_.book.units.emplace(code, *known).first->second : nullptr;
  }

  void find_parent(UnitLine& line) {
    TypedRow const& row = line.row;
    bool const top = named(row) == import_.book.root_code;
    if (row.blank(at_.parent)) {
      if (!top && line.entry != nullptr && row.left_out(at_.parent)) {
        import_.findings.fault(
            row.place(at_.parent),
            {&second_top, {{"code", named(row)}, {"top", import_.book.root_code}}});
      }
      return;
    }
    if (top) {
      import_.findings.fault(row.place(at_.parent), {&top_has_parent, {{"code", named(row)}}});
      return;
    }
    line.parent = parent_in(row, at_.parent);
    if (!row.blank(at_.previous_parent) && !row.blank(at_.moved)) {
      line.previous_parent = parent_in(row, at_.previous_parent);
    }
  }

  UnitEntry* parent_in(TypedRow const& row, std::size_t column) {
    UnitEntry* const parent = unit_of(row.text(column));
    if (parent == nullptr) {
      import_.findings.fault(row.place(column),
                             {&no_such_parent,
                              {{"code", row.text(column)},
                               {"nearest", nearest_keys(import_.book.units, row.text(column))}}});
    }
    return parent;
  }

  void check_top() {
    if (import_.book.root_code.empty() || lines_.empty()) return;
    if (unit_of(import_.book.root_code) != nullptr) return;
    import_.findings.fault(
        {map_.sheet, map_.header_row},
        {&no_such_code,
         {{"code", import_.book.root_code},
          {"nearest", nearest_keys(import_.book.units, import_.book.root_code)}}});
  }

  // Every unit that comes back to itself on the way up.
  void tell_circles() {
    std::unordered_map<UnitEntry const*, UnitLine*> line_of;
    for (UnitLine& line : lines_) {
      if (line.entry != nullptr) line_of.emplace(line.entry, &line);
    }
    std::unordered_map<UnitEntry const*, std::size_t> walk_of;
    std::vector<UnitLine*> in_circle;
    for (std::size_t walk = 0; walk < lines_.size(); ++walk) {
      UnitEntry const* at = lines_[walk].entry;
      while (at != nullptr && !walk_of.contains(at)) {
        walk_of.emplace(at, walk);
        auto const line = line_of.find(at);
        at = line == line_of.end() ? nullptr : line->second->parent;
      }
      if (at == nullptr || walk_of.at(at) != walk) continue;
      UnitEntry const* const start = at;
      do {
        UnitLine* const line = line_of.at(at);
        in_circle.push_back(line);
        at = line->parent;
      } while (at != start);
    }
    for (UnitLine* line : in_circle) {
      import_.findings.fault(line->row.place(at_.parent), {&unit::own_ancestor,
                                                           {{"unit", named(line->row)},
                                                            {"parent", line->row.text(at_.parent)},
                                                            {"day", opening().vietnamese()}}});
      line->parent = nullptr;
    }
  }

  void check_and_write(UnitLine& line) {
    line.same_parent = line.known && line.parent != nullptr && says_same_parent(line);
    RowOutcome outcome(import_, sheet_, line.row);
    check_days(line, outcome);
    // What is known has been asked for its rules when it was written, on the days of then.
    if (!line.same_kind) check_kind(line, outcome);
    bool const same = line.same_kind && line.same_parent;
    if (line.parent != nullptr && !same) check_parent(line, outcome);
    if (!outcome.sound()) return;
    write(line, outcome);
    outcome.finish(line.known);
    if (!line.known) ++import_.report.units;
  }

  Comparison compared_parent(UnitLine const& line) {
    unit::UnitParent const fact{line.parent->id};
    return import_.known.compare(unit::UnitParent::kind, line.entry->id.value, under_parent(line),
                                 store::values_of(unit::UnitParent::kind, &fact));
  }
  bool says_same_parent(UnitLine const& line) {
    Span const under = under_parent(line);
    return under.from < under.to && compared_parent(line).outcome == Comparison::Outcome::same;
  }
  static Span under_parent(UnitLine const& line) {
    Span const life = line.entry->life;
    Span const above = line.parent->life;
    return {std::max(life.from, above.from), std::min(life.to, above.to)};
  }

  void check_days(UnitLine const& line, RowOutcome& outcome) {
    auto const from = line.row.day(at_.from);
    auto const to = line.row.day(at_.to);
    if (!to) return;
    if (*to <= opening()) {
      outcome.fault(at_.to, ended_before_opening,
                    {{"what", words(M("Đơn vị kết thúc"))},
                     {"day", to->vietnamese()},
                     {"opening", opening().vietnamese()}});
    } else if (from && *to <= *from) {
      outcome.fault(
          at_.to, store::empty_span,
          {{"what", words(M("Đơn vị"))}, {"from", from->vietnamese()}, {"to", to->vietnamese()}});
    }
  }

  Day day_of_rules(UnitLine const& line) const {
    Day const begins = std::max(line.entry->life.from, opening());
    return line.row.blank(at_.moved) ? begins : std::max(begins, *line.row.day(at_.moved));
  }

  void check_kind(UnitLine const& line, RowOutcome& outcome) {
    if (line.row.blank(at_.unit_kind)) return;
    Day const day = day_of_rules(line);
    auto const rule = unit::exists_on(line.entry->unit_kind, day);
    Args args{{"kind", words(label(line.entry->unit_kind))},
              {"day", day.vietnamese()},
              {"citation", std::string(rule.citation)}};
    if (!rule.allowed)
      outcome.fault(at_.unit_kind, unit::kind_not_in_force, std::move(args));
    else if (!rule.certain) {
      import_.findings.warn(line.row.place(at_.unit_kind),
                            {&unit::unconfirmed_kind, std::move(args)});
    }
  }

  void check_parent(UnitLine const& line, RowOutcome& outcome) {
    Day const day = day_of_rules(line);
    std::string const& parent = line.row.text(at_.parent);
    if (!line.parent->life.contains(day)) {
      return outcome.fault(at_.parent, unit::parent_not_in_force,
                           {{"parent", parent}, {"day", day.vietnamese()}});
    }
    if (line.parent->life.to < line.entry->life.to) {
      import_.findings.warn(line.row.place(at_.parent),
                            {&unit::parent_ends,
                             {{"parent", parent},
                              {"unit", named(line.row)},
                              {"day", line.parent->life.to.vietnamese()}}});
    }
    if (line.row.blank(at_.unit_kind)) return;
    auto const rule = unit::may_stand_under(line.entry->unit_kind, line.parent->unit_kind, day);
    Args args{{"kind", words(label(line.entry->unit_kind))},
              {"parent_kind", words(label(line.parent->unit_kind))},
              {"day", day.vietnamese()},
              {"citation", std::string(rule.citation)}};
    if (!rule.allowed)
      outcome.fault(at_.parent, unit::wrong_parent_kind, std::move(args));
    else if (!rule.certain) {
      import_.findings.warn(line.row.place(at_.parent),
                            {&unit::unconfirmed_parent, std::move(args)});
    }
  }

  void write(UnitLine const& line, RowOutcome& outcome) {
    std::int64_t const id = line.entry->id.value;
    Span const life = line.entry->life;
    unit::UnitCode code;
    unit::UnitName name;
    unit::UnitClass unit_class;
    line.row.fill(sheet_, unit::UnitCode::kind, &code);
    code.code = dated_code(code.code).code;
    line.row.fill(sheet_, unit::UnitName::kind, &name);
    line.row.fill(sheet_, unit::UnitClass::kind, &unit_class);
    if (!line.known) {
      auto const origin = line.entry->founded ? unit::Origin::founded : unit::Origin::opening;
      outcome.take(import_.writer.state(id, life, unit::UnitExistence{origin}));
      outcome.take(import_.writer.state(id, life, code));
    }
    outcome.state(id, line.known, life, name);
    outcome.state(id, line.known, life, unit_class);
    if (line.parent != nullptr) write_parent(line, outcome);
    if (line.known) compare_end(line, outcome);
  }

  void write_parent(UnitLine const& line, RowOutcome& outcome) {
    Span const span = under_parent(line);
    UnitId const unit = line.entry->id;
    UnitId const parent = line.parent->id;
    unit::UnitParent const fact{parent};
    if (!line.known) return write_new_parent(line, {span, fact}, outcome);
    if (line.same_parent) return;
    auto const compared = compared_parent(line);
    std::string stored;
    if (compared.outcome == Comparison::Outcome::different) {
      auto const node = unit::node_of(
          import_.known.snapshot(), UnitId{std::get<std::int64_t>(compared.stored.values.front())},
          {import_.known.on()});
      stored = node ? node->code : "";
    }
    bool const correction = import_.options.difference == DifferenceIs::correction;
    Span const over = stored.empty() ? span : compared.stored.head.span;
    outcome.differs({at_.parent, stored, line.row.text(at_.parent)},
                    [=, on = import_.known.on()](store::Tx& tx) {
                      return correction ? tx.state(unit.value, over, fact)
                                        : unit::move(tx, unit, parent, on);
                    });
  }

  struct Placed {
    Span span;
    unit::UnitParent parent;
  };
  void write_new_parent(UnitLine const& line, Placed placed, RowOutcome& outcome) {
    std::int64_t const unit = line.entry->id.value;
    if (line.previous_parent != nullptr) {
      Span const life = line.entry->life;
      Span const above = line.previous_parent->life;
      placed.span.from = std::max(placed.span.from, *line.row.day(at_.moved));
      Span const before{std::max(life.from, above.from), std::min(placed.span.from, above.to)};
      if (before.from < before.to) {
        outcome.take(
            import_.writer.state(unit, before, unit::UnitParent{line.previous_parent->id}));
      }
    }
    if (placed.span.from < placed.span.to) {
      outcome.take(import_.writer.state(unit, placed.span, placed.parent));
    }
  }

  void compare_end(UnitLine const& line, RowOutcome& outcome) {
    auto const to = line.row.day(at_.to);
    Day const stored = line.entry->life.to;
    if (!to || *to == stored) return;
    if (stored != Day::forever()) {
      return outcome.fault(at_.to, workbook::differs,
                           {{"field", words(sheet_.columns[at_.to].header)},
                            {"known", stored.vietnamese()},
                            {"given", to->vietnamese()}});
    }
    outcome.differs({at_.to, "", to->vietnamese()},
                    [unit = line.entry->id, day = *to](store::Tx& tx) {
                      return unit::dissolve(tx, unit, day);
                    });
  }

  Import& import_;
  ColumnMap const& map_;
  SheetLayout const& sheet_;
  UnitColumns at_;
  std::vector<UnitLine> lines_;
};

}  // namespace

Result<void> import_units(Import& import, print::Workbook const& book, ColumnMap const& map) {
  Units units(import, map);
  TRY_VOID(units.read(book));
  units.check_and_write();
  return {};
}

}  // namespace giaoban::workbook
