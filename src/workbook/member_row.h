// A row of the sheet of members, as it is read, dated and written: its columns, its time in the
// Party and what becomes of it. Private to src/workbook.
#pragma once

#include "workbook/import.h"

namespace giaoban::workbook {

// A state with columns of its own for its days: exemption, suspension, temporary activity.
struct SpanColumns {
  SpanColumns(SheetLayout const& sheet, std::string_view first, std::string_view last,
              store::Kind const& state)
      : from(sheet.index_of(first)), to(sheet.index_of(last)), kind(state) {}
  std::size_t from, to;
  store::Kind const& kind;
};

struct MemberColumns {
  explicit MemberColumns(SheetLayout const& sheet)
      : file_number(sheet.index_of("person_particulars.file_number")),
        full_name(sheet.index_of("person_particulars.full_name")),
        born(sheet.index_of("person_particulars.born")),
        native_place(sheet.index_of("person_particulars.native_place")),
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
        host(sheet.index_of("members.host_code")),
        exemption(sheet, "members.exempt_from", "members.exempt_to", member::Exemption::kind),
        suspension(sheet, "members.suspended_from", "members.suspended_to",
                   member::Suspension::kind),
        hosting(sheet, "members.hosted_from", "members.hosted_to",
                member::TemporaryActivity::kind) {}
  std::size_t file_number, full_name, born, native_place, citizen, card, cell, joined, decided,
      recognised, arrived, arrival_cause, previous, arrived_from, left, leaving_cause, left_to,
      host;
  SpanColumns exemption, suspension, hosting;
};

// The row with where it came from and where its faults go.
struct MemberRow {
  Import& import;
  SheetLayout const& sheet;
  MemberColumns const& at;
  TypedRow const& cells;
  RowOutcome& outcome;

  [[nodiscard]] Day opening() const { return import.book.opening; }
  [[nodiscard]] std::string heading(std::size_t column) const {
    return words(sheet.columns[column].header);
  }
};

// What the row says of the member's time.
struct MemberTime {
  std::optional<Day> joined = {};
  std::optional<Day> recognised = {};
  std::optional<Day> arrived = {};  // after the opening; none: stood in the cell at the opening
  member::Cause arrival = member::Cause::opening;
  Span stay = {};  // in the register, from the opening at the earliest
};
// What is missing or out of order is told.
MemberTime time_of(MemberRow const& row);
// The days of an exemption and its like, inside the stay.
std::optional<Span> span_in(MemberRow const& row, SpanColumns const& columns, Span stay);

// All that a sound row says of its person.
struct MemberCourse {
  PersonId person;
  bool known = false;  // the store has the person already
  MemberTime time = {};
  UnitEntry const* cell = nullptr;
  UnitEntry const* previous = nullptr;  // before a transfer since the opening
  std::optional<Span> exempt = {};
  std::optional<Span> suspended = {};
  std::optional<Span> hosted = {};
  std::vector<PersonId> others = {};  // looked the same and are other people
  UnitEntry const* host = nullptr;    // none: hosted outside the register
};
// Writes the facts of a new person, compares those of a known one.
void record(MemberRow const& row, MemberCourse const& course);

}  // namespace giaoban::workbook
