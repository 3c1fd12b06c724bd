// An import: open the file, map its sheets, check row by row, write all or nothing.
#include "workbook/import.h"

#include <array>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "print/xlsx_mark.h"
#include "store/fact_text.h"
#include "store/hash.h"

namespace giaoban::workbook {

namespace {

store::Right const import_right{.name = "workbook.import", .label = M("Nạp sổ từ bảng tính")};

// --- the sheet Sổ ---

struct BookAnswers {
  std::optional<Day> opening;
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

// --- mapping ---

struct MappedBook {
  print::Workbook file;
  BookAnswers answers;
  std::vector<std::optional<ColumnMap>> maps;  // by place in layout()
};

void tell_missing_sheets(print::Workbook const& file, std::string const& name, Findings& findings) {
  std::string present;
  for (std::string const& tab : file.sheets()) present += (present.empty() ? "" : ", ") + tab;
  for (SheetLayout const& sheet : layout()) {
    if (tab_of(file, sheet)) continue;
    std::string const wanted = words(sheet.name);
    findings.fault(
        {sheet.name.vietnamese()},
        {&print::missing_sheet, {{"file", name}, {"sheet", wanted}, {"present", present}}});
  }
}

Result<MappedBook> map_book(ImportOptions const& options, Findings& findings) {
  TRY_INTO(auto file, print::open_workbook(options.file));
  MappedBook book{std::move(file), {}, {}};
  tell_missing_sheets(book.file, std::filesystem::path(options.file).filename().string(), findings);
  for (SheetLayout const& sheet : layout()) {
    auto& map = book.maps.emplace_back();
    auto const tab = tab_of(book.file, sheet);
    if (!tab) continue;
    if (sheet.id == "book") {
      TRY_INTO(book.answers, read_book(book.file, *tab, findings));
    } else {
      TRY_INTO(map, map_columns(book.file, sheet, findings));
    }
  }
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
      (options.change_from ? options.change_from->iso() : "") + "/" + std::to_string(head);
  return "import:" + store::hash(content + asked).hex();
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

// `store` null: an empty one that is not there yet.
Result<ImportReport> run(store::Store* store, store::Actor const& actor,
                         ImportOptions const& options) {
  TRY_VOID(check_options(options));
  ImportReport report;
  Findings mapping(report);
  if (options.on_progress && !options.on_progress({"read", 0, 0})) return refuse(cancelled);
  TRY_INTO(MappedBook const book, map_book(options, mapping));
  if (book.answers.opening) {
    Day const opening = *book.answers.opening;
    Findings const findings(report);
    Import import{options,
                  report,
                  findings,
                  {opening, book.answers.root_code, {}, {}, {}},
                  Known(store, actor, opening, options.change_from.value_or(opening)),
                  Writer(store, options.run, mapping)};
    TRY_VOID(check_rows(import, book));
    if (report.faults.empty() && options.run == Run::write && store != nullptr &&
        !import.writer.nothing()) {
      TRY_VOID(write(import, *store, actor));
    }
  }
  TRY_VOID(mark(options, book, report.faults));
  return report;
}

}  // namespace

store::Verb const import_verb{"workbook.import", M("Nạp sổ từ bảng tính"), &import_right};

Result<ImportReport> import(store::Store& store, store::Actor const& actor,
                            ImportOptions const& options) {
  return run(&store, actor, options);
}

Result<ImportReport> check_file(ImportOptions const& options) {
  ImportOptions dry = options;
  dry.run = Run::dry;
  return run(nullptr, {}, dry);
}

}  // namespace giaoban::workbook
