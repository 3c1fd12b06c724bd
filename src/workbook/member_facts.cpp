// The facts of a member's row: written for a new person, compared with the store's for a known one.
#include "workbook/entrants.h"

namespace giaoban::workbook {

namespace {

using member::Cause;
using member::Standing;
using store::Tx;

struct DatedStanding {
  Span span;
  member::MemberStanding fact;
};
struct DatedCell {
  Span span;
  member::MemberCell fact;
};
struct Move {
  store::Fact<member::MemberCell> stored;
  UnitId cell;
  std::string code;
  Day day;
};

class MemberFacts {
 public:
  MemberFacts(MemberRow const& row, MemberCourse const& course)
      : row_(row),
        at_(row.at),
        course_(course),
        time_(course.time),
        subject_(course.person.value) {}

  void record() {
    record_person();
    if (course_.known) {
      compare_standing();
      compare_cell();
    } else {
      write(standings());
      write(cells());
      for (PersonId const other : course_.others) {
        row_.outcome.take(
            row_.import.writer.event(subject_, time_.stay.from, member::PersonApart{other}));
      }
    }
    if (course_.exempt) record_state<member::Exemption>(*course_.exempt, at_.exemption);
    if (course_.suspended) record_state<member::Suspension>(*course_.suspended, at_.suspension);
    if (course_.hosted) record_hosting(*course_.hosted);
  }

 private:
  // --- who the person is ---

  void record_person() {
    // Names and traits begin where lists may first ask for them.
    Span const always{std::min(time_.joined.value_or(row_.opening()), row_.opening())};
    record_particulars(always);
    record_filled<member::PersonTraits>(always);
    record_filled<member::PersonIdentity>(always);
    record_filled<member::PersonContact>(always);
    if (!time_.recognised) return;
    Span card{*time_.recognised};
    if (handed_back()) card.to = time_.stay.to;
    record_filled<member::PartyCard>(card);
  }

  void record_particulars(Span span) {
    member::PersonParticulars fact;
    row_.cells.fill(row_.sheet, member::PersonParticulars::kind, &fact);
    put_name_right(row_, fact.full_name);
    // An export named the person so; the store has no number and gets none.
    if (course_.known && fact.file_number == stand_in_number(course_.person)) {
      fact.file_number.clear();
    }
    row_.outcome.state(subject_, course_.known, span, fact);
  }

  template <class F>
  void record_filled(Span span) {
    bool filled = false;
    for (std::size_t i = 0; i < row_.sheet.columns.size() && !filled; ++i) {
      filled = row_.sheet.columns[i].kind == &F::kind && !row_.cells.blank(i);
    }
    if (!filled) return;
    F fact;
    row_.cells.fill(row_.sheet, F::kind, &fact);
    row_.outcome.state(subject_, course_.known, span, fact);
  }

  bool handed_back() const {
    auto const cause = row_.cells.choice<Cause>(at_.leaving_cause);
    return !row_.cells.blank(at_.left) && cause && member::leaves_party(*cause);
  }

  // --- standing ---

  std::vector<DatedStanding> standings() const {
    auto const decided = row_.cells.day(at_.decided);
    Day const end = time_.stay.to;
    std::vector<DatedStanding> made;
    Day const recognised = time_.recognised.value_or(end);
    if (*time_.joined < recognised) {
      made.push_back({{*time_.joined, recognised}, {Standing::probationary, decided}});
    }
    if (recognised < end) made.push_back({{recognised, end}, {Standing::full, decided}});
    return made;
  }

  template <class Dated>
  void write(std::vector<Dated> const& made) {
    for (auto const& [span, fact] : made) {
      row_.outcome.take(row_.import.writer.state(subject_, span, fact));
    }
  }
  template <class Dated>
  void add(std::vector<Dated> const& made) {
    for (auto const& [span, fact] : made) row_.outcome.state(subject_, true, span, fact);
  }

  void compare_standing() {
    auto const stored = snapshot().history_of<member::MemberStanding>(subject_);
    if (stored.empty()) return add(standings());
    std::optional<Day> recognised;
    for (auto const& each : stored) {
      if (each.value.standing == Standing::full && !recognised) recognised = each.head.span.from;
    }
    mend_standing(at_.joined, stored.front().head.span.from, *time_.joined);
    if (auto const decided = row_.cells.day(at_.decided)) {
      mend_standing(at_.decided, stored.front().value.decided_on, *decided);
    }
    if (!time_.recognised) return;
    if (recognised || mended_) {
      return mend_standing(at_.recognised, recognised, *time_.recognised);
    }
    row_.outcome.differs({at_.recognised, "", time_.recognised->vietnamese()},
                         [person = course_.person, day = *time_.recognised](Tx& tx) {
                           return member::recognise(tx, person, day);
                         });
  }

  // Each difference is told; the first one has the whole course written anew.
  void mend_standing(std::size_t column, std::optional<Day> known, Day given) {
    if (known == given) return;
    bool const first = !std::exchange(mended_, true);
    row_.outcome.differs_in_history(
        {column, known ? known->vietnamese() : "", given.vietnamese()},
        [first, subject = subject_, rewritten = standings()](Tx& tx) -> Result<void> {
          if (!first) return {};
          for (auto const& fact : tx.history(member::MemberStanding::kind, subject)) {
            TRY_VOID(tx.retract(member::MemberStanding::kind, fact));
          }
          for (auto const& [span, fact] : rewritten) TRY_VOID(tx.state(subject, span, fact));
          return {};
        });
  }

  // --- cells ---

  std::vector<DatedCell> cells() const {
    std::vector<DatedCell> made;
    Day from = time_.stay.from;
    if (course_.previous != nullptr) {
      made.push_back({{from, *time_.arrived}, {course_.previous->id, Cause::opening, {}}});
      from = *time_.arrived;
    }
    std::string const place = time_.arrived ? row_.cells.text(at_.arrived_from) : std::string();
    made.push_back({{from, time_.stay.to}, {course_.cell->id, time_.arrival, place}});
    if (auto const left = row_.cells.day(at_.left)) {
      made.push_back({{*left, Day::forever()},
                      {std::nullopt, *row_.cells.choice<Cause>(at_.leaving_cause),
                       row_.cells.text(at_.left_to)}});
    }
    return made;
  }

  void compare_cell() {
    if (snapshot().history_of<member::MemberCell>(subject_).empty()) return add(cells());
    Day const on = row_.import.known.on();
    for (auto const& [span, fact] : cells()) {
      Day const day = std::min(std::max(span.from, on), span.to - 1);
      auto const stored = snapshot().fact<member::MemberCell>(subject_, {day});
      if (stored && stored->value.cell == fact.cell) continue;
      if (!fact.cell) {
        leave_later({span.from, fact.cause, row_.cells.text(at_.left_to)});
      } else if (stored && stored->value.cell) {
        move_later({*stored, *fact.cell, row_.cells.text(at_.cell), day});
      } else {
        row_.outcome.fault(
            at_.cell, differs,
            {{"field", row_.heading(at_.cell)},
             {"known", words(stored ? label(stored->value.cause) : M("chưa vào sổ"))},
             {"given", row_.cells.text(at_.cell)}});
      }
    }
  }

  void leave_later(member::Leaving const& leaving) {
    row_.outcome.differs(
        {at_.left, "", leaving.on.vietnamese()},
        [=, person = course_.person](Tx& tx) { return member::leave(tx, person, leaving); });
  }

  void move_later(Move const& move) {
    bool const correction = row_.import.options.difference == DifferenceIs::correction;
    row_.outcome.differs({at_.cell, code_of(*move.stored.value.cell, move.day), move.code},
                         [=, person = course_.person](Tx& tx) {
                           if (!correction) {
                             return member::transfer(tx, person, move.cell, move.day);
                           }
                           member::MemberCell corrected = move.stored.value;
                           corrected.cell = move.cell;
                           return tx.state(person.value, move.stored.head.span, corrected);
                         });
  }

  std::string code_of(UnitId unit, Day day) {
    auto const node = unit::node_of(snapshot(), unit, {day});
    return node ? node->code : std::to_string(unit.value);
  }

  // --- states with days of their own ---

  template <class F>
  void record_state(Span span, SpanColumns const& columns) {
    F fact;
    row_.cells.fill(row_.sheet, F::kind, &fact);
    record_state(span, fact, columns);
  }

  void record_hosting(Span span) {
    member::TemporaryActivity fact;
    row_.cells.fill(row_.sheet, member::TemporaryActivity::kind, &fact);
    if (course_.host != nullptr) {
      // A reference cannot reach outside the life of what it names.
      fact.host = course_.host->id;
      span = {std::max(span.from, course_.host->life.from),
              std::min(span.to, course_.host->life.to)};
    }
    record_state(span, fact, at_.hosting);
  }

  template <class F>
  void record_state(Span span, F const& fact, SpanColumns const& columns) {
    row_.outcome.state(subject_, course_.known, span, fact);
    auto const to = row_.cells.day(columns.to);
    if (!course_.known || !to) return;
    auto const compared = row_.import.known.compare(F::kind, subject_, span, {});
    if (compared.outcome == Comparison::Outcome::added) return;
    Span const stored = compared.stored.head.span;
    if (stored.to == *to) return;
    row_.outcome.differs(
        {columns.to, stored.to == Day::forever() ? "" : stored.to.vietnamese(), to->vietnamese()},
        [=, subject = subject_](Tx& tx) -> Result<void> {
          TRY_VOID(tx.end(F::kind, subject, span.to));
          return tx.state(subject, {stored.from, span.to}, fact);
        });
  }

  store::Snapshot& snapshot() { return row_.import.known.snapshot(); }

  MemberRow const& row_;
  MemberColumns const& at_;
  MemberCourse const& course_;
  MemberTime const& time_;
  std::int64_t subject_;
  bool mended_ = false;
};

}  // namespace

void record(MemberRow const& row, MemberCourse const& course) {
  MemberFacts(row, course).record();
}

}  // namespace giaoban::workbook
