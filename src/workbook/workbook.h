// A province's workbook: the blank template, taking one in, handing it back with its faults marked,
// exporting lists. Reading, mapping of columns, and rows are three steps; the map is data, so that
// other offices' files can come later.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "print/column_judge.h"
#include "print/xlsx_write.h"
#include "review/review.h"
#include "store/store.h"

namespace giaoban::workbook {

// --- the layout: made from the fact declarations, used by template, import, export and sample ---
struct SheetColumn {
  // "person_particulars.full_name" for a field (table and column), "members.joined" for a column of
  // the sheet's own: stable, for maps of columns.
  std::string id;
  Msg header;  // "Mã đơn vị"
  Msg note;    // in the header cell's comment
  store::FieldType type = store::FieldType::text;
  std::span<Choice const> choices = {};  // a drop-down list
  bool required = false;
  int width = 14;                         // characters
  store::Kind const* kind = nullptr;      // null: the sheet's own column
  std::optional<std::size_t> place = {};  // of the field in kind->fields
  std::vector<Msg> also = {};             // other headings it is known by
  print::ColumnHolds holds = print::ColumnHolds::text;
};
struct SheetLayout {
  std::string id;  // "book", "units", "members", "posts", "grades"
  Msg name;        // "Đơn vị"
  std::vector<SheetColumn> columns;

  // Place of the column with this id; a bug when there is none.
  [[nodiscard]] std::size_t index_of(std::string_view column) const;
};
// Sheets in order: Sổ (opening date, top unit), Đơn vị, Đảng viên, Chức vụ, Xếp loại.
std::vector<SheetLayout> const& layout();
SheetLayout const& sheet(std::string_view id);

// The lines of the sheet Sổ: what stands in its first column, the answer in the second.
struct BookItem {
  std::string id;  // "name", "root_code", "opening", "told_on"
  Msg label;
  Msg note;
  store::FieldType type = store::FieldType::text;
  bool required = false;
};
std::vector<BookItem> const& book_items();

// Whom a line of the sheet of grades is about, as its list of words says.
enum class GradeOf { organisation, collective, member, leader };
std::span<Choice const> choices_of(GradeOf);

// How print/ draws a sheet: headings, lists, notes, widths.
print::SheetLayout drawn(SheetLayout const& sheet, Language language);
// A value as the sheet shows it: choices by label, days as days.
Value shown(SheetColumn const& column, Value const& value, Language language);

// A blank workbook with lists, notes and A4 set-up.
void write_template(std::string const& file, Day created, Language language);

// --- import ---
struct Fault {
  std::string sheet;
  std::int64_t row = 0;       // 1-based, as Excel shows it; 0: the sheet or file
  std::optional<int> column;  // 0-based
  Refusal refusal;
};
struct Progress {
  std::string_view step;  // "read", "check", "write"
  std::int64_t done = 0;
  std::int64_t total = 0;
};
// What only somebody who knows the file can say. Asked with what is proposed, before anything is
// written; while one is open nothing is.
struct AnswerChoice {
  std::string code;
  Msg label;
};
struct Question {
  std::string id;  // "members.born.days_swapped": the same for the same file
  Refusal asks;    // what was seen, where, and what would help
  std::vector<std::string> examples = {};
  std::vector<AnswerChoice> choices = {};
  std::string proposal = {};  // code of one of them; also how the faults beside it were found
  std::optional<std::string> answer = {};
};
// A column of the file beside ours.
struct FileColumn {
  std::string sheet;  // id of ours
  std::string tab;    // as the file calls it
  int column = 0;     // from 1
  std::string heading;
  std::string example = {};   // from the first row under it
  std::string taken_as = {};  // id of our column; empty: not taken
  bool recalled = false;      // so as somebody said of an earlier file of the same headings
};
enum class Run { dry, write };
enum class DifferenceIs { correction, change };  // what a differing row of a repeated import means
struct ImportOptions {
  std::string file = {};
  Run run = Run::write;
  std::optional<DifferenceIs> difference = {};  // none: a differing known record is a fault
  std::optional<Day> change_from = {};          // with `change`
  std::optional<Day> opening = {};              // of a list in .csv, which cannot say so itself
  // What changes of recorded results rest on; a first recording needs none.
  std::optional<store::Basis> basis = {};
  std::string errors_file = {};                     // the same workbook with every fault marked
  std::map<std::string, std::string> answers = {};  // by Question::id
  // Which column of ours a heading of the file is, "" for none: over what the program knows. By
  // the sheet's id and the heading, "members/Năm sinh".
  std::map<std::string, std::string> headings = {};
  std::function<bool(Progress const&)> on_progress = {};  // false: cancel
  std::optional<Day> today = {};                          // for check_file, which has no store
};
struct ImportReport {
  EntryNumber entry = 0;
  std::int64_t units = 0, persons = 0, posts = 0, grades = 0;  // new ones
  std::int64_t known = 0;  // rows that say what is known already
  std::int64_t changed = 0;
  std::vector<Fault> faults;  // all of them, in order; anything here: nothing was written
  std::vector<Fault> warnings;
  std::vector<Question> questions = {};  // one without an answer: nothing was written
  std::vector<FileColumn> columns = {};
  [[nodiscard]] std::size_t unanswered() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(questions, [](Question const& one) { return !one.answer; }));
  }
};
// Refused as a whole (file unreadable, sheet missing ...) or with faults row by row; all or
// nothing.
Result<ImportReport> import(store::Store& store, store::Actor const& actor,
                            ImportOptions const& options);
// The dry run of an import into a store that is not there yet.
Result<ImportReport> check_file(ImportOptions const& options);
extern store::Verb const import_verb;
// Takes "id=answer; id=answer" apart; a backslash before ";" takes it into the text. Refuses
// bad_pairs, and pair_twice where one is answered in two ways.
Result<std::map<std::string, std::string>> answers_in(std::string_view text);
// "Năm công nhận=recognised; Ghi chú=": headings of the file and ours for them, by id or heading,
// of whatever sheet has such a column; "members/Năm=..." of one sheet. Refuses bad_pairs,
// pair_twice and no_such_column.
Result<std::map<std::string, std::string>> headings_in(std::string_view text);
// One pair as the two above read it.
std::string pair_text(std::string_view key, std::string_view value);
extern RefusalKind const bad_pairs;       // {value}
extern RefusalKind const pair_twice;      // {key}, {first}, {second}
extern RefusalKind const no_such_column;  // {column}

// --- export: lists in the layout of the import ---
struct ExportAsked {
  UnitId unit;  // and all under it
  store::Moment moment;
  // From which day on the lists tell who came and left. None: the roster date of the last grades,
  // so that their shares come out again; the moment's day where there are none.
  std::optional<Day> opening = {};
};
// All sheets, or the one named ("members"), as a workbook that an import takes. Refused where the
// unit stood neither on the opening nor on the day: there is nothing to tell of it.
struct Exported {
  // Results of organisations that ended in another tree and for which one of this list answers: in
  // the list of results alone, not in a whole book, which makes a register under one top.
  std::int64_t results_elsewhere = 0;
};
Result<Exported> export_workbook(store::Snapshot& snapshot, ExportAsked const& asked,
                                 std::string_view only, std::string const& file, Language language);
// One sheet's rows, choices by their labels.
Result<void> export_list(store::Snapshot& snapshot, ExportAsked const& asked,
                         std::string_view sheet_id, Language language, RowSink& into);
extern store::Right const export_right;

store::Catalogue catalogue();

}  // namespace giaoban::workbook
