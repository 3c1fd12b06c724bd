// An import: open the file, map its sheets, check row by row, write all or nothing.
#include "workbook/import.h"

#include <array>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "print/xlsx_mark.h"
#include "store/fact_text.h"
#include "store/hash.h"
#include "workbook/left_out.h"
#include "workbook/questions.h"
#include "workbook/remembered.h"

namespace giaoban::workbook {

namespace {

store::Right const import_right{.name = "workbook.import", .label = M("Nạp sổ từ bảng tính")};

// --- the sheet Sổ ---

struct BookAnswers {
  std::optional<Day> opening;
  std::optional<Day> told_on;  // of lists of a later day than the opening
  std::string root_code;
};

// Lines of item and answer: no headings are needed, other lines are passed over.
Result<BookAnswers> read_book(print::Workbook const& book, std::string const& tab,
                              Findings& findings) {
  BookAnswers answers;
  std::set<std::string> answered;
  auto const take = [&](BookItem const& item, Place place, print::SheetCell const& cell) {
    SheetColumn column;
    column.id = item.id;
    column.header = item.label;
    column.type = item.type;
    store::Field const field = field_of(column);
    bool const bad_formula =
        cell.kind == print::CellKind::error || cell.kind == print::CellKind::empty_formula;
    answered.insert(item.id);
    if (bad_formula) {
      return findings.fault(
          place,
          {&formula_error, {{"field", words(item.label)}, {"value", std::string(cell.text)}}});
    }
    auto const value = read_cell(field, cell);
    if (!value) return findings.fault(place, value.error());
    if (is_null(*value)) {
      answered.erase(item.id);
    } else if (item.id == "opening") {
      answers.opening = Day::from_number(static_cast<std::int32_t>(std::get<std::int64_t>(*value)));
    } else if (item.id == "told_on") {
      answers.told_on = Day::from_number(static_cast<std::int32_t>(std::get<std::int64_t>(*value)));
    } else if (item.id == "root_code") {
      answers.root_code = std::get<std::string>(*value);
    }
  };
  TRY_VOID(book.read_sheet(tab, [&](print::SheetRow const& row) {
    for (std::size_t i = 0; i + 1 < row.cells.size(); ++i) {
      std::string const key = heading_key(row.cells[i].text);
      for (BookItem const& item : book_items()) {
        if (key != heading_key(item.label.vietnamese())) continue;
        print::SheetCell const& answer = row.cells[i + 1];
        take(item, {tab, row.number, answer.column - 1}, answer);
      }
    }
    return print::Reading::go_on;
  }));
  for (BookItem const& item : book_items()) {
    if (!item.required || answered.contains(item.id)) continue;
    findings.fault({tab, 1}, {&book_item_missing, {{"item", words(item.label)}}});
  }
  return answers;
}

// Another tab that tells an opening day of its own; nobody can say which of them holds.
Result<void> tell_second_book(print::Workbook const& book, std::string const& tab, Day opening,
                              Findings& findings) {
  constexpr std::int64_t rows_looked_at = 50;
  BookItem const& item =
      *std::ranges::find(book_items(), std::string_view("opening"),
                         [](auto const& each) { return std::string_view(each.id); });
  SheetColumn column;
  column.id = item.id;
  column.header = item.label;
  column.type = item.type;
  store::Field const field = field_of(column);
  for (std::string const& other : book.sheets()) {
    if (other == tab || book.is_hidden(other)) continue;
    TRY_VOID(book.read_sheet(other, [&](print::SheetRow const& row) {
      for (std::size_t i = 0; i + 1 < row.cells.size(); ++i) {
        if (heading_key(row.cells[i].text) != heading_key(item.label.vietnamese())) continue;
        auto const value = read_cell(field, row.cells[i + 1]);
        if (!value || is_null(*value)) continue;
        auto const told =
            Day::from_number(static_cast<std::int32_t>(std::get<std::int64_t>(*value)));
        if (told == opening) continue;
        findings.fault({other, row.number, row.cells[i + 1].column - 1},
                       {&second_opening,
                        {{"tab", tab},
                         {"opening", opening.vietnamese()},
                         {"other", other},
                         {"told", told.vietnamese()}}});
      }
      return row.number < rows_looked_at ? print::Reading::go_on : print::Reading::stop;
    }));
  }
  return {};
}

// --- mapping ---

struct MappedBook {
  print::Workbook file;
  BookAnswers answers;
  std::vector<std::optional<ColumnMap>> maps;  // by place in layout()
};

void tell_missing_sheets(print::Workbook const& file, std::string const& name, Findings& findings) {
  if (file.is_text()) return;  // one list, and no more is expected of it
  std::string present;
  for (std::string const& tab : file.sheets()) present += (present.empty() ? "" : ", ") + tab;
  for (SheetLayout const& sheet : layout()) {
    if (has_tab(file, sheet, findings)) continue;
    std::string const wanted = words(sheet.name);
    findings.fault(
        {sheet.name.vietnamese()},
        {&print::missing_sheet, {{"file", name}, {"sheet", wanted}, {"present", present}}});
  }
}

// A list in a text says neither of which day it tells nor that it is a list of ours.
Result<void> check_text(MappedBook const& book, Findings& findings) {
  std::string const tab = book.file.sheets().front();
  bool const none =
      std::ranges::none_of(book.maps, [](auto const& map) { return map.has_value(); });
  if (none && findings.clean()) {
    std::string expected;
    for (SheetLayout const& sheet : layout()) {
      if (sheet.id == "book") continue;
      expected +=
          (expected.empty() ? "" : " / ") + words(sheet.name) + ": " + required_headings(sheet);
    }
    findings.fault({tab}, {&no_headings, {{"sheet", tab}, {"expected", expected}}});
    TRY_VOID(tell_strange_headings(book.file, tab, sheet("members"), findings));
  }
  if (!book.answers.opening) findings.fault({tab}, {&opening_missing, {}});
  return {};
}

Result<MappedBook> map_book(ImportOptions const& options, Findings& findings) {
  TRY_INTO(auto file, print::open_workbook(options.file));
  MappedBook book{std::move(file), {}, {}};
  tell_missing_sheets(book.file, std::filesystem::path(options.file).filename().string(), findings);
  for (SheetLayout const& sheet : layout()) {
    auto& map = book.maps.emplace_back();
    if (sheet.id != "book") {
      TRY_INTO(map, map_columns(book.file, sheet, findings));
    } else if (book.file.is_text()) {
      book.answers.opening = options.opening;
    } else if (auto const tab = tab_of(book.file, sheet)) {
      TRY_INTO(book.answers, read_book(book.file, *tab, findings));
      if (auto const opening = book.answers.opening) {
        TRY_VOID(tell_second_book(book.file, *tab, *opening, findings));
      }
    }
  }
  if (book.file.is_text()) TRY_VOID(check_text(book, findings));
  return book;
}

// --- the marked workbook ---

Result<void> mark(ImportOptions const& options, MappedBook const& book,
                  std::vector<Fault> const& faults) {
  if (options.errors_file.empty() || faults.empty()) return {};
  std::map<std::string, print::FaultySheet> sheets;
  for (Fault const& fault : faults) {
    auto const& tabs = book.file.sheets();
    if (std::ranges::find(tabs, fault.sheet) == tabs.end()) continue;
    print::FaultySheet& sheet = sheets[fault.sheet];
    sheet.sheet = fault.sheet;
    for (auto const& map : book.maps) {
      if (map && map->sheet == fault.sheet) sheet.header_row = map->header_row;
    }
    sheet.faults.push_back({fault.row == 0 ? sheet.header_row : fault.row,
                            fault.column ? *fault.column + 1 : 0,
                            fault.refusal.text(Language::vietnamese) + " " +
                                fault.refusal.remedy(Language::vietnamese)});
  }
  std::vector<print::FaultySheet> marked;
  for (auto& [name, sheet] : sheets) marked.push_back(std::move(sheet));
  if (marked.empty()) return {};
  return print::mark_faults(options.file, options.errors_file, marked);
}

// --- writing ---

std::string in_one_text(std::map<std::string, std::string> const& pairs) {
  std::string text;
  for (auto const& [key, value] : pairs) text += "\n" + key + "=" + value;
  return text;
}

// Of the file's content, of what was asked, and of the head it was checked against: the same form
// sent twice is written once; after an undo it may be written again.
std::string nonce_of(ImportOptions const& options, EntryNumber head) {
  std::ifstream in(options.file, std::ios::binary);
  std::string content;
  std::string block(1 << 20, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    content += store::hash(std::string_view(block).substr(0, static_cast<std::size_t>(in.gcount())))
                   .view();
  }
  std::string const asked =
      std::to_string(options.difference ? static_cast<int>(*options.difference) : -1) + "/" +
      (options.change_from ? options.change_from->iso() : "") + "/" +
      (options.opening ? options.opening->iso() : "") + "/" + std::to_string(head) +
      in_one_text(options.answers) + in_one_text(options.headings);
  return "import:" + store::hash(content + asked).hex();
}

std::size_t sheet_place(std::string_view id) {
  auto const found = std::ranges::find(layout(), id, &SheetLayout::id);
  return static_cast<std::size_t>(found - layout().begin());
}

using Step = Result<void> (*)(Import&, print::Workbook const&, ColumnMap const&);

Result<void> check_rows(Import& import, MappedBook const& book) {
  static constexpr std::array<Step, 5> steps{nullptr, &import_units, &import_members, &import_posts,
                                             &import_grades};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i] != nullptr && book.maps[i] && !import.findings.full()) {
      TRY_VOID(steps[i](import, book.file, *book.maps[i]));
    }
  }
  return {};
}

Result<void> write(Import& import, store::Store& store, store::Actor const& actor) {
  ImportOptions const& options = import.options;
  if (options.on_progress && !options.on_progress({"write", 0, 0})) return refuse(cancelled);
  store::Act const act{.actor = actor,
                       .verb = &import_verb,
                       .basis = options.basis,
                       .reason = std::filesystem::path(options.file).filename().string(),
                       .nonce = nonce_of(options, import.known.head()),
                       .asked = "all of it stands in the nonce",
                       .based_on = import.known.head()};
  import.known.let_go();
  TRY_INTO(store::Written const written, store.write(act, [&](store::Tx& tx) {
    return import.writer.write(tx, import.known.head());
  }));
  import.report.entry = written.entry;
  for (Refusal const& warning : written.warnings) import.findings.warn({""}, warning);
  return {};
}

Result<void> check_options(ImportOptions const& options) {
  if (options.difference == DifferenceIs::change && !options.change_from) {
    return refuse(change_from_missing);
  }
  std::error_code ignored;
  if (!options.errors_file.empty() &&
      std::filesystem::equivalent(options.file, options.errors_file, ignored)) {
    return refuse(errors_over_source, {{"file", options.errors_file}});
  }
  return {};
}

// --- questions ---

// An answer that is none of a question's is refused; one that nobody asked for is told.
Result<void> check_answers(ImportReport const& report, ImportOptions const& options,
                           Findings& findings) {
  std::set<std::string> asked;
  for (Question const& question : report.questions) {
    asked.insert(question.id);
    if (!question.answer) continue;
    std::string choices;
    bool known = false;
    for (AnswerChoice const& choice : question.choices) {
      known = known || choice.code == *question.answer;
      choices += (choices.empty() ? "" : ", ") + choice.code;
    }
    if (known) continue;
    return refuse(no_such_answer,
                  {{"question", question.id}, {"answer", *question.answer}, {"choices", choices}});
  }
  for (auto const& [id, answer] : options.answers) {
    if (!asked.contains(id)) findings.warn({""}, {&answer_unused, {{"question", id}}});
  }
  return {};
}

// What was said of a heading that no column bears: a name mistyped, and its column not taken.
void check_headings(ImportReport const& report, ImportOptions const& options, Findings& findings) {
  std::map<std::string, std::string> unmet;  // by key: as it was written
  std::set<std::string> met;
  for (FileColumn const& column : report.columns) met.insert(heading_key(column.heading));
  for (auto const& [heading, column] : options.headings) {
    std::string const bare = heading.substr(heading.find('/') + 1);
    if (!met.contains(heading_key(bare))) unmet.emplace(heading_key(bare), bare);
  }
  for (auto const& [key, heading] : unmet) {
    findings.fault({""}, {&heading_not_there, {{"heading", heading}}});
  }
}

// What is proposed to the questions still open.
std::map<std::string, std::string> proposals(ImportReport const& report) {
  std::map<std::string, std::string> proposed;
  for (Question const& question : report.questions) {
    if (!question.answer) proposed.emplace(question.id, question.proposal);
  }
  return proposed;
}

// --- the whole ---

struct Importing {
  store::Store* store;  // null: an empty one that is not there yet
  store::Actor const& actor;
  ImportOptions const& options;
};

// Once what they were said to be has led to something.
void remember_headings(Importing const& of, MappedBook const& book) {
  if (of.options.headings.empty()) return;
  of.store->write_own([&](store::OwnRows& rows) {
    for (auto const& map : book.maps) {
      if (!map) continue;
      remember(rows, *map, of.options.headings);
      for (ColumnMap const& other : map->others) remember(rows, other, of.options.headings);
    }
  });
}

Findings::Recall recall_from(store::Store* store) {
  if (store == nullptr) return {};
  return [store](std::string const& set) { return remembered(*store->read(), set); };
}

// Where nobody can tell, no day is ahead.
Day today_of(Importing const& of) {
  if (of.store != nullptr) return of.store->clock().today();
  return of.options.today.value_or(Day::forever());
}

Result<void> check_and_write(Importing const& of, MappedBook& book, Findings& findings,
                             ImportReport& report) {
  Day const opening = *book.answers.opening;
  Day const told_on = std::max(book.answers.told_on.value_or(opening), opening);
  LeftOut left_out(findings, opening);
  auto& members = book.maps[sheet_place("members")];
  if (members) left_out.prepare(*members);
  Import import{of.options,
                report,
                today_of(of),
                findings,
                {opening, told_on, book.answers.root_code, {}, {}, {}},
                Known(of.store, of.actor, {.opening = opening, .told_on = told_on},
                      of.options.change_from.value_or(told_on)),
                Writer(of.store, of.options.run, findings)};
  TRY_VOID(check_rows(import, book));
  // Rows may be faulty because of what is left out.
  if (members && import.newcomers > 0) left_out.ask(*members);
  check_headings(report, of.options, findings);
  TRY_VOID(check_answers(report, of.options, findings));
  bool const writes = report.faults.empty() && report.unanswered() == 0 &&
                      of.options.run == Run::write && of.store != nullptr;
  if (!writes) return {};
  if (!import.writer.nothing()) TRY_VOID(write(import, *of.store, of.actor));
  remember_headings(of, book);
  return {};
}

Result<ImportReport> run_once(Importing const& of) {
  ImportReport report;
  Findings findings(report, of.options, recall_from(of.store));
  if (of.options.on_progress && !of.options.on_progress({"read", 0, 0})) return refuse(cancelled);
  TRY_INTO(MappedBook book, map_book(of.options, findings));
  if (book.answers.opening) TRY_VOID(check_and_write(of, book, findings, report));
  TRY_VOID(mark(of.options, book, report.faults));
  return report;
}

// While questions are open nothing is written, and the file is read once more as is proposed: what
// is told beside them is what would be left, and questions behind questions come at once.
Result<ImportReport> run(Importing const& of) {
  constexpr int rounds_max = 4;
  TRY_VOID(check_options(of.options));
  TRY_INTO(ImportReport report, run_once(of));
  ImportOptions proposed = of.options;
  proposed.run = Run::dry;
  for (int round = 0; round < rounds_max && report.unanswered() > 0; ++round) {
    proposed.answers.merge(proposals(report));
    TRY_INTO(report, run_once({of.store, of.actor, proposed}));
  }
  for (Question& question : report.questions) {
    if (!of.options.answers.contains(question.id)) question.answer.reset();
  }
  return report;
}

}  // namespace

store::Verb const import_verb{"workbook.import", M("Nạp sổ từ bảng tính"), &import_right};

Result<ImportReport> import(store::Store& store, store::Actor const& actor,
                            ImportOptions const& options) {
  return run({&store, actor, options});
}

Result<ImportReport> check_file(ImportOptions const& options) {
  ImportOptions dry = options;
  dry.run = Run::dry;
  store::Actor const nobody;
  return run({nullptr, nobody, dry});
}

}  // namespace giaoban::workbook
