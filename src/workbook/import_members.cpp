// The sheet of members: one row a person, read, checked and handed on row by row. What its days
// come to is in member_time.cpp, what is written in member_facts.cpp.
#include "workbook/entrants.h"

namespace giaoban::workbook {

namespace {

class Members {
 public:
  Members(Import& import, ColumnMap const& map)
      : import_(import), map_(map), sheet_(sheet("members")), at_(sheet_), entrants_(import) {}

  Result<void> read(print::Workbook const& book) {
    RowReader reader(sheet_, map_, import_.findings);
    Counter counter(import_.options, "check");
    TRY_VOID(reader.each(book, [&](TypedRow const& row) {
      take(row);
      return counter.next();
    }));
    entrants_.ask();
    import_.findings.tell_alike();
    return counter.outcome();
  }

 private:
  void take(TypedRow const& cells) {
    RowOutcome outcome(import_, sheet_, cells);
    MemberRow const row{import_, sheet_, at_, cells, outcome};
    MemberCourse course;
    course.time = time_of(row);
    // Whoever came from another cell is in this one since.
    Span in_cell = course.time.stay;
    if (course.time.arrived) in_cell.from = std::max(in_cell.from, *course.time.arrived);
    course.cell = cell_in(row, at_.cell, in_cell);
    course.previous = previous_in(row, course.time);
    check_numbers(row);
    check_card(row);
    course.exempt = span_in(row, at_.exemption, course.time.stay);
    course.suspended = span_in(row, at_.suspension, course.time.stay);
    course.hosted = span_in(row, at_.hosting, course.time.stay);
    course.host = host_in(row, course.hosted);
    auto const match = match_of(row);
    course.known = match.has_value();
    if (!course.known && cells.sound()) ++import_.newcomers;
    check_twice(row);
    // The row may be broken, and others still name the person.
    course.person = match ? *match : import_.writer.new_person();
    enter(row, course);
    if (!course.known) {
      entrants_.check_course(row, course.time);
      course.others = entrants_.check_doubles(row, entrants_.doubles(row, course.person));
    }
    if (!outcome.sound()) return;
    record(row, course);
    // What is recorded already was asked about when it was.
    if (course.known && outcome.is_changed()) entrants_.check_course(row, course.time);
    outcome.finish(course.known);
    if (!course.known) ++import_.report.persons;
  }

  // --- units ---

  UnitEntry const* unit_in(MemberRow const& row, std::size_t column) {
    if (row.cells.blank(column)) return nullptr;
    std::string const& code = row.cells.text(column);
    if (auto const found = import_.book.units.find(code); found != import_.book.units.end()) {
      return &found->second;
    }
    if (!import_.known.empty()) {
      if (auto const known = import_.known.unit(code)) {
        return &import_.book.units.emplace(code, *known).first->second;
      }
    }
    row.outcome.fault(column, no_such_code,
                      {{"code", code}, {"nearest", nearest_keys(import_.book.units, code)}});
    return nullptr;
  }

  // A cell that stands over the whole of `stay`.
  UnitEntry const* cell_in(MemberRow const& row, std::size_t column, Span stay) {
    UnitEntry const* const cell = unit_in(row, column);
    if (cell == nullptr) return nullptr;
    std::string const& code = row.cells.text(column);
    if (!unit::holds_members(cell->unit_kind)) {
      row.outcome.fault(column, member::not_a_cell,
                        {{"cell", code}, {"kind", words(label(cell->unit_kind))}});
    } else if (!stay.empty() && !cell->life.covers(stay)) {
      Day const without = cell->life.contains(stay.from) ? cell->life.to : stay.from;
      row.outcome.fault(column, unit::unit_not_in_force,
                        {{"unit", code}, {"day", without.vietnamese()}});
    }
    return cell;
  }

  UnitEntry const* previous_in(MemberRow const& row, MemberTime const& time) {
    if (time.arrival != member::Cause::transferred || !time.arrived) return nullptr;
    bool const same = row.cells.text(at_.previous) == row.cells.text(at_.cell);
    if (row.cells.left_out(at_.previous) || same) {
      row.outcome.fault(at_.previous, previous_cell_missing);
      return nullptr;
    }
    return cell_in(row, at_.previous, {row.opening(), *time.arrived});
  }

  UnitEntry const* host_in(MemberRow const& row, std::optional<Span> const& hosted) {
    UnitEntry const* const host = unit_in(row, at_.host);
    if (host == nullptr) return nullptr;
    std::string const& code = row.cells.text(at_.host);
    if (!unit::holds_members(host->unit_kind)) {
      row.outcome.fault(at_.host, member::not_a_cell,
                        {{"cell", code}, {"kind", words(label(host->unit_kind))}});
    } else if (hosted) {
      Day const first = std::max(hosted->from, row.opening());
      if (!host->life.contains(first)) {
        row.outcome.fault(at_.host, unit::unit_not_in_force,
                          {{"unit", code}, {"day", first.vietnamese()}});
      }
    }
    return host;
  }

  // --- numbers ---

  struct NumberSeen {
    std::int64_t row;
    std::string_view cell_code;
  };

  void check_numbers(MemberRow const& row) {
    check_number(row, at_.citizen, citizens_);
    check_number(row, at_.card, cards_);
  }

  // In the file; match_of() looks into the store.
  void check_number(MemberRow const& row, std::size_t column, ByText<NumberSeen>& seen) {
    if (row.cells.blank(column)) return;
    auto const [found, fresh] =
        seen.try_emplace(row.cells.text(column), NumberSeen{row.cells.number(), cell_key(row)});
    if (fresh) return;
    NumberSeen const& first = found->second;
    std::string const& cell = row.cells.text(at_.cell);
    bool const two = !cell.empty() && !first.cell_code.empty() && cell != first.cell_code;
    std::string const field = row.heading(column);
    if (two) {
      row.outcome.fault(column, two_cells,
                        {{"number", words(M("trùng")) + " " + field},
                         {"cell", cell},
                         {"other", std::string(first.cell_code)},
                         {"row", std::to_string(first.row)}});
    } else {
      row.outcome.fault(column, number_twice,
                        {{"field", field}, {"row", std::to_string(first.row)}});
    }
  }

  void check_card(MemberRow const& row) {
    if (row.cells.blank(at_.card) || !row.cells.left_out(at_.recognised)) return;
    row.outcome.fault(
        at_.card, member::card_for_probationer,
        {{"person", row.cells.text(at_.full_name)}, {"day", row.opening().vietnamese()}});
  }

  std::string_view cell_key(MemberRow const& row) const {
    auto const key = import_.book.units.find(row.cells.text(at_.cell));
    return key == import_.book.units.end() ? std::string_view() : std::string_view(key->first);
  }

  void check_twice(MemberRow const& row) {
    std::string const& number = row.cells.text(at_.file_number);
    auto const found = import_.book.members.find(number);
    if (number.empty() || found == import_.book.members.end()) return;
    MemberEntry const& first = found->second;
    std::string_view const cell = cell_key(row);
    bool const two = !cell.empty() && !first.cell_code.empty() && cell != first.cell_code;
    Args args{{"number", number}, {"row", std::to_string(first.row)}};
    if (!two) return row.outcome.fault(at_.file_number, person_twice, std::move(args));
    args.push_back({"cell", std::string(cell)});
    args.push_back({"other", std::string(first.cell_code)});
    row.outcome.fault(at_.cell, two_cells, std::move(args));
  }

  void enter(MemberRow const& row, MemberCourse const& course) {
    if (row.cells.blank(at_.file_number)) return;
    MemberTime const& time = course.time;
    MemberEntry entry;
    entry.id = course.person;
    entry.joined = time.joined.value_or(row.opening());
    if (time.joined && time.recognised != time.joined) entry.admitted = time.joined;
    entry.stay = time.stay;
    entry.exempt = course.exempt;
    entry.suspended = course.suspended;
    entry.row = row.cells.number();
    entry.cell_code = cell_key(row);
    import_.book.members.try_emplace(row.cells.text(at_.file_number), entry);
  }

  // --- who is known ---

  std::optional<PersonId> match_of(MemberRow const& row) {
    if (import_.known.empty()) return std::nullopt;
    auto const bearers = import_.known.bearers({.file = row.cells.text(at_.file_number),
                                                .citizen = row.cells.text(at_.citizen),
                                                .card = row.cells.text(at_.card)});
    auto const person = bearers.first();
    check_bearer(row, at_.citizen, bearers.citizen, bearers.file);
    check_bearer(row, at_.card, bearers.card, bearers.file ? bearers.file : bearers.citizen);
    if (person && row.outcome.sound()) check_once(row, *person);
    return person;
  }

  // A number that another bears in the store. A new file number on a known identity number is a
  // mistake too, unless the user says that differences are meant.
  void check_bearer(MemberRow const& row, std::size_t column, std::optional<PersonId> bearer,
                    std::optional<PersonId> person) {
    if (!bearer || bearer == person) return;
    std::string const number = import_.known.file_number(*bearer);
    bool const another = !number.empty() && !row.cells.blank(at_.file_number);
    if (!person && (!another || import_.options.difference)) return;
    Msg const called =
        number.empty() ? M("bản ghi số {number}") : M("người có số lý lịch {number}");
    std::string const who =
        say(Language::vietnamese, called,
            {{"number", number.empty() ? std::to_string(bearer->value) : number}});
    row.outcome.fault(column, number_of_other, {{"field", row.heading(column)}, {"who", who}});
  }

  // Two rows with different file numbers that come to one person of the store.
  void check_once(MemberRow const& row, PersonId person) {
    auto const [found, fresh] = rows_of_known_.try_emplace(person, row.cells.number());
    if (fresh || import_.book.members.contains(row.cells.text(at_.file_number))) return;
    row.outcome.fault(at_.file_number, known_person_twice,
                      {{"row", std::to_string(found->second)}});
  }

  Import& import_;
  ColumnMap const& map_;
  SheetLayout const& sheet_;
  MemberColumns at_;
  Entrants entrants_;
  ByText<NumberSeen> citizens_;
  ByText<NumberSeen> cards_;
  std::unordered_map<PersonId, std::int64_t> rows_of_known_;
};

}  // namespace

Result<void> import_members(Import& import, print::Workbook const& book, ColumnMap const& map) {
  Members members(import, map);
  return members.read(book);
}

}  // namespace giaoban::workbook
