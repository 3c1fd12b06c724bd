// The sheet of members: one row a person, read, checked and handed on row by row.
#include "workbook/import.h"

namespace giaoban::workbook {

namespace {

using member::Cause;
using member::Standing;
using store::Tx;

struct MemberColumns {
  explicit MemberColumns(SheetLayout const& sheet)
      : file_number(sheet.index_of("person_particulars.file_number")),
        full_name(sheet.index_of("person_particulars.full_name")),
        born(sheet.index_of("person_particulars.born")),
        citizen(sheet.index_of("person_identity.citizen_number")),
        card(sheet.index_of("party_card.number")),
        cell(sheet.index_of("members.cell_code")),
        joined(sheet.index_of("members.joined")),
        decided(sheet.index_of("member_standing.decided_on")),
        recognised(sheet.index_of("members.recognised")),
        arrived(sheet.index_of("members.arrived")),
        arrival_cause(sheet.index_of("members.arrival_cause")),
        previous(sheet.index_of("members.previous_code")),
        arrived_from(sheet.index_of("members.arrived_from")),
        left(sheet.index_of("members.left")),
        leaving_cause(sheet.index_of("members.leaving_cause")),
        left_to(sheet.index_of("members.left_to")),
        host(sheet.index_of("members.host_code")) {}
  std::size_t file_number, full_name, born, citizen, card, cell, joined, decided, recognised,
      arrived, arrival_cause, previous, arrived_from, left, leaving_cause, left_to, host;
};

// A state with columns of its own for its days: exemption, suspension, temporary activity.
struct SpanColumns {
  SpanColumns(SheetLayout const& sheet, std::string_view first, std::string_view last,
              store::Kind const& state)
      : from(sheet.index_of(first)), to(sheet.index_of(last)), kind(state) {}
  std::size_t from, to;
  store::Kind const& kind;
};

// What the row says of the member's time.
struct MemberTime {
  std::optional<Day> joined;
  std::optional<Day> recognised;
  std::optional<Day> arrived;  // after the opening; none: stood in the cell at the opening
  Cause arrival = Cause::opening;
  Span stay;  // in the register, from the opening at the earliest
};

class Members {
 public:
  Members(Import& import, ColumnMap const& map)
      : import_(import),
        map_(map),
        sheet_(sheet("members")),
        at_(sheet_),
        exemption_(sheet_, "members.exempt_from", "members.exempt_to", member::Exemption::kind),
        suspension_(sheet_, "members.suspended_from", "members.suspended_to",
                    member::Suspension::kind),
        hosting_(sheet_, "members.hosted_from", "members.hosted_to",
                 member::TemporaryActivity::kind) {}

  Result<void> read(print::Workbook const& book) {
    RowReader reader(sheet_, map_, import_.findings);
    Counter counter(import_.options, "check");
    TRY_VOID(reader.each(book, [&](TypedRow const& row) {
      take(row);
      return counter.next();
    }));
    return counter.outcome();
  }

 private:
  Day opening() const { return import_.book.opening; }

  void take(TypedRow const& row) {
    RowOutcome outcome(import_, sheet_, row);
    MemberTime const time = time_of(row, outcome);
    UnitEntry const* const cell = cell_in(row, outcome, at_.cell, time.stay);
    UnitEntry const* const previous = previous_in(row, outcome, time);
    check_numbers(row, outcome);
    check_card(row, outcome);
    auto const exempt = span_in(row, outcome, exemption_, time.stay);
    auto const suspended = span_in(row, outcome, suspension_, time.stay);
    auto const hosted = span_in(row, outcome, hosting_, time.stay);
    UnitEntry const* const host = host_in(row, outcome, hosted);
    auto const match = match_of(row, outcome);
    bool const known = match.has_value();

    MemberEntry entry;
    entry.joined = time.joined.value_or(opening());
    if (time.joined && time.recognised != time.joined) entry.admitted = time.joined;
    entry.stay = time.stay;
    entry.exempt = exempt;
    entry.suspended = suspended;
    entry.row = row.number();
    if (auto const key = import_.book.units.find(row.text(at_.cell));
        key != import_.book.units.end()) {
      entry.cell_code = key->first;
    }
    check_twice(row, outcome, entry);
    // The row may be broken, and others still name the person.
    entry.id = known ? *match : import_.writer.new_person();
    enter(row, entry);
    if (!outcome.sound()) return;

    PersonId const person = entry.id;
    write_person(row, outcome, person, known, time);
    if (known) {
      compare_standing(row, outcome, person, time);
      compare_cell(row, outcome, person, time, {*cell, previous});
    } else {
      write_standing(row, outcome, person, time);
      write_cell(row, outcome, person, time, {*cell, previous});
    }
    write_span<member::Exemption>(row, outcome, person, known, exempt, exemption_);
    write_span<member::Suspension>(row, outcome, person, known, suspended, suspension_);
    if (hosted) write_hosting(row, outcome, person, known, *hosted, host);
    outcome.finish(known);
    if (!known) ++import_.report.persons;
  }

  // --- checks ---

  struct Order {
    Day day;
    Msg what;
    Day other_day;
    Msg other;
  };
  static void out_of_order(RowOutcome& outcome, std::size_t column, Order const& order) {
    outcome.fault(column, member::dates_out_of_order,
                  {{"day", order.day.vietnamese()},
                   {"what", words(order.what)},
                   {"other_day", order.other_day.vietnamese()},
                   {"other", words(order.other)}});
  }

  MemberTime time_of(TypedRow const& row, RowOutcome& outcome) {
    MemberTime time;
    time.joined = row.day(at_.joined);
    time.recognised = row.day(at_.recognised);
    time.stay = {opening(), row.day(at_.left).value_or(Day::forever())};
    take_arrival(row, outcome, time);
    check_order(row, outcome, time);
    check_leaving(row, outcome, time);
    return time;
  }

  // Who joined after the register was opened came to the cell by that, unless the row says more.
  void take_arrival(TypedRow const& row, RowOutcome& outcome, MemberTime& time) {
    auto arrived = row.day(at_.arrived);
    auto cause = row.choice<Cause>(at_.arrival_cause);
    if (!arrived && row.left_out(at_.arrived)) {
      if (cause) {
        outcome.fault(at_.arrived, day_missing, missing(at_.arrived, at_.arrival_cause));
      } else if (time.joined && *time.joined > opening()) {
        arrived = time.joined;
      }
    }
    if (!arrived || *arrived <= opening()) return;
    if (!cause && arrived == time.joined) cause = Cause::admitted;
    if (!cause && row.left_out(at_.arrival_cause)) {
      outcome.fault(at_.arrival_cause, cause_missing,
                    {{"field", words(sheet_.columns[at_.arrival_cause].header)},
                     {"day", arrived->vietnamese()}});
    }
    time.arrived = arrived;
    time.arrival = cause.value_or(Cause::transferred_in);
    if (time.arrival != Cause::transferred) time.stay.from = *arrived;
  }

  Args missing(std::size_t column, std::size_t other) const {
    return {{"field", words(sheet_.columns[column].header)},
            {"other", words(sheet_.columns[other].header)}};
  }

  void check_order(TypedRow const& row, RowOutcome& outcome, MemberTime const& time) {
    if (!time.joined) return;
    Day const joined = *time.joined;
    Msg const joining = M("vào Đảng");
    if (time.recognised && *time.recognised < joined) {
      out_of_order(outcome, at_.recognised,
                   {*time.recognised, M("công nhận chính thức"), joined, joining});
    }
    if (auto const decided = row.day(at_.decided); decided && *decided > joined) {
      out_of_order(outcome, at_.decided, {*decided, M("quyết định kết nạp"), joined, joining});
    }
    if (!row.blank(at_.born)) {
      auto const born = PartialDay::unpack(row.integer(at_.born));
      if (born.earliest >= joined) {
        out_of_order(outcome, at_.born, {born.earliest, M("ngày sinh"), joined, joining});
      }
    }
    Day const begin = time.arrived.value_or(opening());
    bool const admitted_then = time.arrival == Cause::admitted;
    if (joined > begin || (admitted_then && joined != begin)) {
      out_of_order(outcome, at_.joined,
                   {joined, joining, begin, time.arrived ? M("về chi bộ") : M("mở sổ")});
    }
  }

  void check_leaving(TypedRow const& row, RowOutcome& outcome, MemberTime const& time) {
    auto const left = row.day(at_.left);
    if (!left) {
      if (row.left_out(at_.left) && !row.blank(at_.leaving_cause)) {
        outcome.fault(at_.left, day_missing, missing(at_.left, at_.leaving_cause));
      }
      return;
    }
    if (row.left_out(at_.leaving_cause)) {
      outcome.fault(at_.leaving_cause, cause_missing,
                    {{"field", words(sheet_.columns[at_.leaving_cause].header)},
                     {"day", left->vietnamese()}});
    }
    if (*left <= opening()) {
      outcome.fault(at_.left, ended_before_opening,
                    {{"what", words(M("Đã rời chi bộ"))},
                     {"day", left->vietnamese()},
                     {"opening", opening().vietnamese()}});
    } else if (time.arrived && *left <= *time.arrived) {
      out_of_order(outcome, at_.left, {*left, M("rời chi bộ"), *time.arrived, M("về chi bộ")});
    }
    if (time.recognised && *time.recognised >= *left) {
      out_of_order(outcome, at_.recognised,
                   {*time.recognised, M("công nhận chính thức"), *left, M("rời chi bộ")});
    }
  }

  UnitEntry const* unit_in(TypedRow const& row, RowOutcome& outcome, std::size_t column) {
    if (row.blank(column)) return nullptr;
    std::string const& code = row.text(column);
    if (auto const found = import_.book.units.find(code); found != import_.book.units.end()) {
      return &found->second;
    }
    if (!import_.known.empty()) {
      if (auto const known = import_.known.unit(code)) {
        return &import_.book.units.emplace(code, *known).first->second;
      }
    }
    outcome.fault(column, no_such_code,
                  {{"code", code}, {"nearest", nearest_keys(import_.book.units, code)}});
    return nullptr;
  }

  // A cell that stands over the whole of `stay`.
  UnitEntry const* cell_in(TypedRow const& row, RowOutcome& outcome, std::size_t column,
                           Span stay) {
    UnitEntry const* const cell = unit_in(row, outcome, column);
    if (cell == nullptr) return nullptr;
    std::string const& code = row.text(column);
    if (!unit::holds_members(cell->unit_kind)) {
      outcome.fault(column, member::not_a_cell,
                    {{"cell", code}, {"kind", words(label(cell->unit_kind))}});
    } else if (!stay.empty() && !cell->life.covers(stay)) {
      Day const without = cell->life.contains(stay.from) ? cell->life.to : stay.from;
      outcome.fault(column, unit::unit_not_in_force,
                    {{"unit", code}, {"day", without.vietnamese()}});
    }
    return cell;
  }

  UnitEntry const* previous_in(TypedRow const& row, RowOutcome& outcome, MemberTime const& time) {
    if (time.arrival != Cause::transferred || !time.arrived) return nullptr;
    if (row.left_out(at_.previous) || row.text(at_.previous) == row.text(at_.cell)) {
      outcome.fault(at_.previous, previous_cell_missing);
      return nullptr;
    }
    return cell_in(row, outcome, at_.previous, {opening(), *time.arrived});
  }

  void check_card(TypedRow const& row, RowOutcome& outcome) {
    if (row.blank(at_.card) || !row.left_out(at_.recognised)) return;
    outcome.fault(at_.card, member::card_for_probationer,
                  {{"person", row.text(at_.full_name)}, {"day", opening().vietnamese()}});
  }

  struct NumberSeen {
    std::int64_t row;
    std::string_view cell_code;
  };

  void check_numbers(TypedRow const& row, RowOutcome& outcome) {
    auto const look = [&](ByText<NumberSeen>& seen, std::size_t column) {
      if (row.blank(column)) return;
      auto const [found, fresh] =
          seen.try_emplace(row.text(column), NumberSeen{row.number(), cell_key(row)});
      if (fresh) return;
      NumberSeen const& first = found->second;
      std::string const& cell = row.text(at_.cell);
      bool const two = !cell.empty() && !first.cell_code.empty() && cell != first.cell_code;
      std::string const field = words(sheet_.columns[column].header);
      if (two) {
        outcome.fault(column, two_cells,
                      {{"number", words(M("trùng")) + " " + field},
                       {"cell", cell},
                       {"other", std::string(first.cell_code)},
                       {"row", std::to_string(first.row)}});
      } else {
        outcome.fault(column, number_twice, {{"field", field}, {"row", std::to_string(first.row)}});
      }
    };
    look(citizens_, at_.citizen);
    look(cards_, at_.card);
  }

  std::string_view cell_key(TypedRow const& row) const {
    auto const key = import_.book.units.find(row.text(at_.cell));
    return key == import_.book.units.end() ? std::string_view() : std::string_view(key->first);
  }

  void check_twice(TypedRow const& row, RowOutcome& outcome, MemberEntry const& entry) {
    auto const found = import_.book.members.find(row.text(at_.file_number));
    if (row.blank(at_.file_number) || found == import_.book.members.end()) return;
    MemberEntry const& first = found->second;
    bool const two =
        !entry.cell_code.empty() && !first.cell_code.empty() && entry.cell_code != first.cell_code;
    Args args{{"number", row.text(at_.file_number)}, {"row", std::to_string(first.row)}};
    if (!two) return outcome.fault(at_.file_number, person_twice, std::move(args));
    args.push_back({"cell", std::string(entry.cell_code)});
    args.push_back({"other", std::string(first.cell_code)});
    outcome.fault(at_.cell, two_cells, std::move(args));
  }

  void enter(TypedRow const& row, MemberEntry const& entry) {
    if (!row.blank(at_.file_number)) {
      import_.book.members.try_emplace(row.text(at_.file_number), entry);
    }
  }

  std::optional<PersonId> match_of(TypedRow const& row, RowOutcome& outcome) {
    if (import_.known.empty()) return std::nullopt;
    auto const match = import_.known.person({.file = row.text(at_.file_number),
                                             .citizen = row.text(at_.citizen),
                                             .card = row.text(at_.card)});
    if (match.of_two) {
      outcome.fault(at_.file_number, numbers_of_two, {{"number", std::to_string(row.number())}});
    }
    return match.person;
  }

  // The days of an exemption and its like, inside the stay.
  std::optional<Span> span_in(TypedRow const& row, RowOutcome& outcome, SpanColumns const& columns,
                              Span stay) {
    auto const from = row.day(columns.from);
    auto const to = row.day(columns.to);
    if (!from) {
      if (!row.left_out(columns.from)) return std::nullopt;
      for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
        bool const belongs = i == columns.to || sheet_.columns[i].kind == &columns.kind;
        if (belongs && !row.blank(i)) {
          outcome.fault(columns.from, day_missing, missing(columns.from, i));
          break;
        }
      }
      return std::nullopt;
    }
    if (to && *to <= *from) {
      outcome.fault(columns.to, store::empty_span,
                    {{"what", words(columns.kind.label)},
                     {"from", from->vietnamese()},
                     {"to", to->vietnamese()}});
      return std::nullopt;
    }
    Span const span{*from, std::min(to.value_or(Day::forever()), stay.to)};
    if (span.empty()) {
      out_of_order(outcome, columns.from, {*from, columns.kind.label, stay.to, M("rời chi bộ")});
      return std::nullopt;
    }
    return span;
  }

  UnitEntry const* host_in(TypedRow const& row, RowOutcome& outcome,
                           std::optional<Span> const& hosted) {
    UnitEntry const* const host = unit_in(row, outcome, at_.host);
    if (host == nullptr) return nullptr;
    if (!unit::holds_members(host->unit_kind)) {
      outcome.fault(at_.host, member::not_a_cell,
                    {{"cell", row.text(at_.host)}, {"kind", words(label(host->unit_kind))}});
    } else if (hosted && !host->life.contains(std::max(hosted->from, opening()))) {
      outcome.fault(
          at_.host, unit::unit_not_in_force,
          {{"unit", row.text(at_.host)}, {"day", std::max(hosted->from, opening()).vietnamese()}});
    }
    return host;
  }

  // --- facts ---

  // Names and traits begin where lists may first ask for them.
  static Day first_day(MemberTime const& time, Day opening) {
    return std::min(time.joined.value_or(opening), opening);
  }

  template <class F>
  void write_kind(TypedRow const& row, RowOutcome& outcome, PersonId person, bool known,
                  Span span) {
    bool filled = false;
    for (std::size_t i = 0; i < sheet_.columns.size() && !filled; ++i) {
      filled = sheet_.columns[i].kind == &F::kind && !row.blank(i);
    }
    if (!filled) return;
    F fact;
    row.fill(sheet_, F::kind, &fact);
    outcome.state(person.value, known, span, fact);
  }

  void write_person(TypedRow const& row, RowOutcome& outcome, PersonId person, bool known,
                    MemberTime const& time) {
    Span const always{first_day(time, opening())};
    write_kind<member::PersonParticulars>(row, outcome, person, known, always);
    write_kind<member::PersonTraits>(row, outcome, person, known, always);
    write_kind<member::PersonIdentity>(row, outcome, person, known, always);
    write_kind<member::PersonContact>(row, outcome, person, known, always);
    if (time.recognised) {
      Span card{*time.recognised};
      if (handed_back(row)) card.to = time.stay.to;
      write_kind<member::PartyCard>(row, outcome, person, known, card);
    }
  }

  bool handed_back(TypedRow const& row) const {
    auto const cause = row.choice<Cause>(at_.leaving_cause);
    return !row.blank(at_.left) && cause && member::leaves_party(*cause);
  }

  struct DatedStanding {
    Span span;
    member::MemberStanding fact;
  };
  std::vector<DatedStanding> standings_of(TypedRow const& row, MemberTime const& time) const {
    auto const decided = row.day(at_.decided);
    Day const end = time.stay.to;
    std::vector<DatedStanding> made;
    Day const recognised = time.recognised.value_or(end);
    if (*time.joined < recognised) {
      made.push_back({{*time.joined, recognised}, {Standing::probationary, decided}});
    }
    if (recognised < end) made.push_back({{recognised, end}, {Standing::full, decided}});
    return made;
  }

  void write_standing(TypedRow const& row, RowOutcome& outcome, PersonId person,
                      MemberTime const& time) {
    for (auto const& [span, fact] : standings_of(row, time)) {
      outcome.take(import_.writer.state(person.value, span, fact));
    }
  }

  struct Cells {
    UnitEntry const& cell;
    UnitEntry const* previous;
  };
  struct DatedCell {
    Span span;
    member::MemberCell fact;
  };
  std::vector<DatedCell> cells_of(TypedRow const& row, MemberTime const& time,
                                  Cells const& cells) const {
    std::vector<DatedCell> made;
    Day from = time.stay.from;
    if (cells.previous != nullptr) {
      made.push_back({{from, *time.arrived}, {cells.previous->id, Cause::opening, {}}});
      from = *time.arrived;
    }
    std::string const place = time.arrived ? row.text(at_.arrived_from) : std::string();
    made.push_back({{from, time.stay.to}, {cells.cell.id, time.arrival, place}});
    if (auto const left = row.day(at_.left)) {
      made.push_back(
          {{*left, Day::forever()},
           {std::nullopt, *row.choice<Cause>(at_.leaving_cause), row.text(at_.left_to)}});
    }
    return made;
  }

  void write_cell(TypedRow const& row, RowOutcome& outcome, PersonId person, MemberTime const& time,
                  Cells const& cells) {
    for (auto const& [span, fact] : cells_of(row, time, cells)) {
      outcome.take(import_.writer.state(person.value, span, fact));
    }
  }

  template <class F>
  void write_span(TypedRow const& row, RowOutcome& outcome, PersonId person, bool known,
                  std::optional<Span> const& span, SpanColumns const& columns) {
    if (!span) return;
    F fact;
    row.fill(sheet_, F::kind, &fact);
    write_state(row, outcome, person, known, *span, fact, columns);
  }

  void write_hosting(TypedRow const& row, RowOutcome& outcome, PersonId person, bool known,
                     Span span, UnitEntry const* host) {
    member::TemporaryActivity fact;
    row.fill(sheet_, member::TemporaryActivity::kind, &fact);
    if (host != nullptr) {
      // A reference cannot reach outside the life of what it names.
      fact.host = host->id;
      span = {std::max(span.from, host->life.from), std::min(span.to, host->life.to)};
    }
    write_state(row, outcome, person, known, span, fact, hosting_);
  }

  template <class F>
  void write_state(TypedRow const& row, RowOutcome& outcome, PersonId person, bool known, Span span,
                   F const& fact, SpanColumns const& columns) {
    outcome.state(person.value, known, span, fact);
    auto const to = row.day(columns.to);
    if (!known || !to) return;
    auto const compared = import_.known.compare(F::kind, person.value, span, {});
    if (compared.outcome == Comparison::Outcome::added) return;
    Day const stored = compared.stored.head.span.to;
    if (stored == *to) return;
    outcome.differs(
        {columns.to, stored == Day::forever() ? "" : stored.vietnamese(), to->vietnamese()},
        [=](Tx& tx) -> Result<void> {
          TRY_VOID(tx.end(F::kind, person.value, span.to));
          return tx.state(person.value, {compared.stored.head.span.from, span.to}, fact);
        });
  }

  // --- what is known ---

  void compare_standing(TypedRow const& row, RowOutcome& outcome, PersonId person,
                        MemberTime const& time) {
    auto const stored = import_.known.snapshot().history_of<member::MemberStanding>(person.value);
    auto const rewritten = standings_of(row, time);
    if (stored.empty()) {
      for (auto const& [span, fact] : rewritten) outcome.state(person.value, true, span, fact);
      return;
    }
    std::optional<Day> recognised;
    for (auto const& each : stored) {
      if (each.value.standing == Standing::full && !recognised) recognised = each.head.span.from;
    }
    bool mended = false;
    auto const mend = [&](std::size_t column, std::optional<Day> known, Day given) {
      if (known == given) return;
      RowOutcome::Difference const difference{column, known ? known->vietnamese() : "",
                                              given.vietnamese()};
      bool const first = !std::exchange(mended, true);
      outcome.differs_in_history(difference, [=](Tx& tx) -> Result<void> {
        if (!first) return {};
        for (auto const& fact : tx.history(member::MemberStanding::kind, person.value)) {
          TRY_VOID(tx.retract(member::MemberStanding::kind, fact));
        }
        for (auto const& [span, fact] : rewritten) TRY_VOID(tx.state(person.value, span, fact));
        return {};
      });
    };
    mend(at_.joined, stored.front().head.span.from, *time.joined);
    if (auto const decided = row.day(at_.decided)) {
      mend(at_.decided, stored.front().value.decided_on, *decided);
    }
    if (!time.recognised) return;
    if (recognised || mended) return mend(at_.recognised, recognised, *time.recognised);
    outcome.differs(
        {at_.recognised, "", time.recognised->vietnamese()},
        [person, day = *time.recognised](Tx& tx) { return member::recognise(tx, person, day); });
  }

  std::string code_of(UnitId unit, Day day) {
    auto const node = unit::node_of(import_.known.snapshot(), unit, {day});
    return node ? node->code : std::to_string(unit.value);
  }

  void compare_cell(TypedRow const& row, RowOutcome& outcome, PersonId person,
                    MemberTime const& time, Cells const& cells) {
    auto const expected = cells_of(row, time, cells);
    auto const places = import_.known.snapshot().history_of<member::MemberCell>(person.value);
    if (places.empty()) {
      for (auto const& [span, fact] : expected) outcome.state(person.value, true, span, fact);
      return;
    }
    Day const on = import_.known.on();
    for (auto const& [span, fact] : expected) {
      Day const day = std::min(std::max(span.from, on), span.to - 1);
      auto const stored = import_.known.snapshot().fact<member::MemberCell>(person.value, {day});
      if (stored && stored->value.cell == fact.cell) continue;
      if (!fact.cell) {
        leave_later(row, outcome, person, fact, span.from);
      } else if (stored && stored->value.cell) {
        move_later(outcome, person, {*stored, *fact.cell, row.text(at_.cell), day});
      } else {
        outcome.fault(at_.cell, workbook::differs,
                      {{"field", words(sheet_.columns[at_.cell].header)},
                       {"known", words(stored ? label(stored->value.cause) : M("chưa vào sổ"))},
                       {"given", row.text(at_.cell)}});
      }
    }
  }

  void leave_later(TypedRow const& row, RowOutcome& outcome, PersonId person,
                   member::MemberCell const& fact, Day day) {
    member::Leaving const leaving{day, fact.cause, row.text(at_.left_to)};
    outcome.differs({at_.left, "", day.vietnamese()},
                    [=](Tx& tx) { return member::leave(tx, person, leaving); });
  }

  struct Move {
    store::Fact<member::MemberCell> stored;
    UnitId cell;
    std::string code;
    Day day;
  };
  void move_later(RowOutcome& outcome, PersonId person, Move const& move) {
    bool const correction = import_.options.difference == DifferenceIs::correction;
    outcome.differs({at_.cell, code_of(*move.stored.value.cell, move.day), move.code}, [=](Tx& tx) {
      if (!correction) return member::transfer(tx, person, move.cell, move.day);
      member::MemberCell corrected = move.stored.value;
      corrected.cell = move.cell;
      return tx.state(person.value, move.stored.head.span, corrected);
    });
  }

  Import& import_;
  ColumnMap const& map_;
  SheetLayout const& sheet_;
  MemberColumns at_;
  SpanColumns exemption_;
  SpanColumns suspension_;
  SpanColumns hosting_;
  ByText<NumberSeen> citizens_;
  ByText<NumberSeen> cards_;
};

}  // namespace

Result<void> import_members(Import& import, print::Workbook const& book, ColumnMap const& map) {
  Members members(import, map);
  return members.read(book);
}

}  // namespace giaoban::workbook
