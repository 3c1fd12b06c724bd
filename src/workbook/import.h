// The inside of an import: its state, and one function a sheet. Private to src/workbook.
#pragma once

#include <set>

#include "store/draft.h"
#include "workbook/known.h"
#include "workbook/rows.h"

namespace giaoban::workbook {

// Where the facts of sound rows go: those of new subjects, and new facts of known ones that
// identify nobody, into a draft outside the write lock; changes of what is known wait for it.
// In a dry run, and from the first fault on, nothing is kept: rows are only read and checked.
class Writer {
 public:
  using Edit = std::function<Result<void>(store::Tx&)>;

  Writer(store::Store* store, Run run, Findings const& findings)
      : store_(run == Run::write ? store : nullptr), findings_(findings) {}

  [[nodiscard]] bool keeps();
  UnitId new_unit() { return UnitId{new_id()}; }
  PostId new_post() { return PostId{new_id()}; }
  PersonId new_person();

  template <class F>
  Result<void> state(std::int64_t subject, Span span, F const& fact) {
    return keeps() ? draft_->state(subject, span, fact) : Result<void>{};
  }
  template <class F>
  Result<void> yearly(std::int64_t subject, std::int64_t year, Day decided_on, F const& fact) {
    return keeps() ? draft_->yearly(subject, year, decided_on, fact) : Result<void>{};
  }
  template <class F>
  Result<void> event(std::int64_t subject, Day on, F const& fact) {
    return keeps() ? draft_->event(subject, on, fact) : Result<void>{};
  }
  // A fact in the draft is about a known subject: nobody may write about it meanwhile.
  void about_known(std::int64_t subject) { known_subjects_.insert(subject); }
  void later(Edit edit) {
    if (keeps()) edits_.push_back(std::move(edit));
  }

  [[nodiscard]] bool nothing() const { return edits_.empty() && (!draft_ || draft_->facts() == 0); }
  // Inside the write lock. `seen`: the head that the checks were made against.
  Result<void> write(store::Tx& tx, EntryNumber seen);

 private:
  Result<void> check_seen(store::Tx& tx, EntryNumber seen) const;

  std::int64_t new_id();

  store::Store* store_;
  Findings const& findings_;
  std::optional<store::Draft> draft_;
  std::int64_t unkept_ = 0;  // identities of subjects that will not be written
  std::set<std::int64_t> known_subjects_;
  std::vector<Edit> edits_;
};

struct Import {
  ImportOptions const& options;
  ImportReport& report;
  Day today;
  Findings findings;
  Register book;
  Known known;
  Writer writer;
  std::int64_t newcomers = 0;  // rows of people nobody knows, sound or not
};

// A row of a sheet, and what its facts come to.
class RowOutcome {
 public:
  RowOutcome(Import& import, SheetLayout const& sheet, TypedRow const& row)
      : import_(import), sheet_(sheet), row_(row), faults_before_(import.findings.count()) {}

  [[nodiscard]] bool sound() const {
    return row_.sound() && import_.findings.count() == faults_before_;
  }
  void fault(std::size_t column, RefusalKind const& kind, Args args = {}) {
    import_.findings.fault(row_.place(column), {&kind, std::move(args)});
  }
  // A rule that was not read warns.
  void against(std::size_t column, Confidence confidence, Refusal refusal);
  // What the store's declaration refused.
  void take(Result<void> const& outcome) {
    if (!outcome) import_.findings.fault(row_.place(), outcome.error());
  }

  // Records a state of a new subject, or compares it with what is known.
  template <class F>
  void state(std::int64_t subject, bool known, Span span, F const& fact) {
    if (!known) return take(import_.writer.state(subject, span, fact));
    state_of_known(F::kind, subject, span, store::values_of(F::kind, &fact),
                   [](store::Tx& tx, std::int64_t of, Span over, std::vector<Value> const& values) {
                     F changed;
                     store::fill(F::kind, values, &changed);
                     return tx.state(of, over, changed);
                   });
  }
  // A difference that is no field of one kind: told, or mended by the edit.
  struct Difference {
    std::size_t column;
    std::string known;
    std::string given;
  };
  void differs(Difference const& difference, Writer::Edit edit);
  // The same where only a correction can mend it.
  void differs_in_history(Difference const& difference, Writer::Edit edit);
  void changed() { changed_ = true; }
  [[nodiscard]] bool is_changed() const { return changed_; }

  // Counts the row as known or changed.
  void finish(bool known);

 private:
  using Record = Result<void> (*)(store::Tx&, std::int64_t, Span, std::vector<Value> const&);
  void state_of_known(store::Kind const& kind, std::int64_t subject, Span span,
                      std::vector<Value> const& given, Record record);
  std::size_t column_of(store::Kind const& kind, std::size_t field) const;

  Import& import_;
  SheetLayout const& sheet_;
  TypedRow const& row_;
  std::size_t faults_before_;
  bool changed_ = false;
};

// A refusal of the domain's, at a place of the workbook.
std::string words(Msg text);

// Of the file, else known in the store; a fault at the column when neither has the number.
MemberEntry const* find_member(Import& import, RowOutcome& outcome, std::size_t column,
                               std::string const& file_number);

Result<void> import_units(Import& import, print::Workbook const& book, ColumnMap const& map);
Result<void> import_members(Import& import, print::Workbook const& book, ColumnMap const& map);
Result<void> import_posts(Import& import, print::Workbook const& book, ColumnMap const& map);
Result<void> import_grades(Import& import, print::Workbook const& book, ColumnMap const& map);

// Tells how far a sheet is; refused when the user cancelled.
class Counter {
 public:
  Counter(ImportOptions const& options, std::string_view step) : options_(options), step_(step) {}
  [[nodiscard]] print::Reading next();
  [[nodiscard]] Result<void> outcome() const;

 private:
  ImportOptions const& options_;
  std::string_view step_;
  std::int64_t done_ = 0;
  bool cancelled_ = false;
};

}  // namespace giaoban::workbook
