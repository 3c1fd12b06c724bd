#include "workbook/rows.h"

#include <cctype>
#include <deque>

#include "base/naming.h"
#include "base/text.h"
#include "member/member.h"
#include "print/csv_read.h"
#include "store/fact_text.h"
#include "workbook/column_doubts.h"
#include "workbook/questions.h"

namespace giaoban::workbook {

namespace {

using store::FieldType;

constexpr int memo_max = 512;

std::optional<Day> day_in(print::SheetCell const& cell) {
  if (cell.kind == print::CellKind::day) return Day::parse_iso(cell.text);
  return cell.bare_day();
}

// A number or signs where a name is due.
bool is_no_name(SheetColumn const& column, print::SheetCell const& cell) {
  if (cell.kind == print::CellKind::number || cell.kind == print::CellKind::boolean) return true;
  bool const of_person = column.kind == &member::PersonParticulars::kind;
  return of_person ? names_nobody(cell.text) : names_nothing(cell.text);
}

// A spreadsheet made something else of the code: a truth, a number in short or of more digits than
// it keeps.
bool is_changed_code(print::SheetCell const& cell) {
  constexpr std::size_t digits_kept = 15;
  if (cell.kind == print::CellKind::boolean) return true;
  std::string_view const text = cell.text;
  auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (cell.kind == print::CellKind::number) {
    return text.size() > digits_kept || text.find_first_of("eE") != text.npos;
  }
  auto const power = text.find_first_of("eE");
  if (text.empty() || !is_digit(text.front()) || power == text.npos) return false;
  auto const behind = text.substr(power + 1);
  return behind.size() > 1 && (behind.front() == '+' || behind.front() == '-') &&
         std::ranges::all_of(behind.substr(1), is_digit) &&
         std::ranges::all_of(text.substr(0, power),
                             [&](char c) { return is_digit(c) || c == '.' || c == ','; });
}

// Cells of which a column's judge hears nothing.
bool says_nothing(print::SheetCell const& cell) {
  return cell.kind == print::CellKind::error || cell.kind == print::CellKind::empty_formula ||
         print::is_error_text(cell.text);
}

Args named(store::Field const& field, std::string_view value = {}) {
  return {{"field", field.label}, {"value", std::string(value)}};
}

}  // namespace

void TypedRow::fill(SheetLayout const& sheet, store::Kind const& kind, void* fact) const {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    SheetColumn const& column = sheet.columns[i];
    if (column.kind == &kind && !is_null(values_[i])) {
      kind.fields[*column.place].save(fact, values_[i]);
    }
  }
}

store::Field field_of(SheetColumn const& column) {
  if (column.kind != nullptr) return column.kind->fields[*column.place];
  store::Field field;
  field.column = column.id;
  field.label = column.header;
  field.type = column.type;
  field.choices = column.choices;
  return field;
}

void TabReader::RowsSeen::add(print::SheetRow const& row) {
  constexpr std::size_t examples_max = 5;
  constexpr std::size_t cells_said = 3;
  ++count;
  if (examples.size() == examples_max) return;
  std::string said = std::to_string(row.number) + ":";
  for (std::size_t i = 0; i < std::min(row.cells.size(), cells_said); ++i) {
    said += (i == 0 ? " " : ", ") + std::string(row.cells[i].text.substr(0, 100));
  }
  examples.push_back(std::move(said));
}

TabReader::TabReader(SheetLayout const& sheet, ColumnMap const& map, Findings& findings)
    : sheet_(sheet),
      map_(map),
      findings_(findings),
      memos_(sheet.columns.size()),
      formulas_told_(sheet.columns.size(), 0),
      merges_told_(sheet.columns.size(), 0),
      skips_hidden_(findings.answered(hidden_rows_id(map), answer_skip)),
      skips_struck_(findings.answered(struck_rows_id(map), answer_skip)),
      words_(sheet, map, findings),
      row_(map, sheet.columns.size()) {
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    SheetColumn const& column = sheet.columns[i];
    fields_.push_back(field_of(column));
    bool const days = column.type == FieldType::day || column.type == FieldType::partial_day;
    judges_.emplace_back(days ? print::ColumnHolds::days : column.holds);
    AnsweredBy own;
    own.fill(&map);
    mendings_.push_back(mending_given(findings, own, column));
    auto const at = static_cast<std::size_t>(map.columns[i]);
    if (layout_of_.size() <= at) layout_of_.resize(at + 1, -1);
    if (at != 0) layout_of_[at] = static_cast<int>(i);
  }
}

Result<void> TabReader::each(print::Workbook const& book, OnTyped const& on_row) {
  std::map<int, std::string> examples;
  auto const read_all = book.read_sheet(map_.sheet, [&](print::SheetRow const& row) {
    if (row.number <= map_.header_row) return print::Reading::go_on;
    if (examples.empty()) {
      for (auto const& cell : row.cells) examples.emplace(cell.column, cell.text.substr(0, 100));
    }
    if (!wanted(row) || !read(row)) return print::Reading::go_on;
    return findings_.full() ? print::Reading::stop : on_row(row_);
  });
  tell_columns(map_, sheet_, examples, findings_);
  ask_about_rows();
  return read_all;
}

// What the cells of the rows that are taken come to, before any is read.
Result<void> TabReader::judge(print::Workbook const& book) {
  judges_meanwhile_ = false;
  return book.read_sheet(map_.sheet, [&](print::SheetRow const& row) {
    if (row.number <= map_.header_row || left_out(row)) return print::Reading::go_on;
    for (print::SheetCell const& cell : row.cells) {
      auto const at = static_cast<std::size_t>(cell.column);
      if (at >= layout_of_.size() || layout_of_[at] < 0 || says_nothing(cell)) continue;
      judges_[static_cast<std::size_t>(layout_of_[at])].take(row.number, cell);
    }
    return print::Reading::go_on;
  });
}

bool TabReader::left_out(print::SheetRow const& row) const {
  if (row.hidden && skips_hidden_) return true;
  return skips_struck_ &&
         std::ranges::any_of(row.cells, [](auto const& cell) { return cell.struck_out; });
}

// Rows that somebody hid or struck out are there or not as the answer says.
bool TabReader::wanted(print::SheetRow const& row) {
  if (row.hidden) {
    hidden_.add(row);
    if (skips_hidden_) return false;
  }
  if (std::ranges::any_of(row.cells, [](auto const& cell) { return cell.struck_out; })) {
    struck_.add(row);
  }
  return !left_out(row);
}

void TabReader::ask_about_rows() {
  if (hidden_.count > 0) {
    findings_.ask(hidden_rows_question(map_, {hidden_.count, std::move(hidden_.examples)}));
  }
  if (struck_.count > 0) {
    findings_.ask(struck_rows_question(map_, {struck_.count, std::move(struck_.examples)}));
  }
}

// False for a row that holds nothing of ours.
bool TabReader::read(print::SheetRow const& row) {
  row_.number_ = row.number;
  for (std::size_t i = 0; i < row_.values_.size(); ++i) {
    row_.values_[i] = {};
    row_.faulty_[i] = 0;
  }
  if (!read_cells(row)) return false;
  for (Fill const& fill : map_.fills) {
    if (row_.left_out(fill.column)) row_.values_[fill.column] = fill.value(row_);
  }
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (sheet_.columns[i].required && row_.left_out(i)) {
      row_.faulty_[i] = 1;
      findings_.fault(row_.place(i), {&store::required_missing, named(fields_[i])});
    }
  }
  return true;
}

bool TabReader::read_cells(print::SheetRow const& row) {
  bool holds = false;
  for (print::SheetCell const& cell : row.cells) {
    auto const at = static_cast<std::size_t>(cell.column);
    if (at >= layout_of_.size() || layout_of_[at] < 0) continue;
    auto const column = static_cast<std::size_t>(layout_of_[at]);
    auto value = read_at(column, cell);
    // Cells merged over rows that are otherwise empty make no rows of them.
    if (value) {
      holds = holds || (!is_null(*value) && !cell.from_merged);
      row_.values_[column] = *std::move(value);
    } else {
      holds = holds || !cell.from_merged;
      row_.faulty_[column] = 1;
      findings_.fault(row_.place(column), std::move(value).error());
    }
  }
  return holds;
}

Result<Value> TabReader::read_at(std::size_t column, print::SheetCell const& cell) {
  store::Field const& field = fields_[column];
  if (cell.kind == print::CellKind::error || print::is_error_text(cell.text)) {
    bool const told = print::is_error_text(cell.text);
    return refuse(told ? formula_error : digits_gone, named(field, cell.text));
  }
  if (cell.kind == print::CellKind::empty_formula) {
    return refuse(formula_without_value, named(field));
  }
  if (cell.from_formula && formulas_told_[column] == 0) {
    formulas_told_[column] = 1;
    findings_.warn(row_.place(column), {&formulas_taken, named(field)});
  }
  if (cell.struck_part) {
    findings_.warn(row_.place(column), {&struck_part_left, named(field, normalise(cell.text))});
  }
  if (cell.from_merged && merges_told_[column] == 0) {
    merges_told_[column] = 1;
    findings_.warn(row_.place(column), {&merged_cells_taken, named(field)});
  }
  if (judges_meanwhile_) judges_[column].take(row_.number(), cell);
  return read_mended(column, cell);
}

Result<Value> TabReader::read_mended(std::size_t column, print::SheetCell const& cell) {
  store::Field const& field = fields_[column];
  print::SheetCell taken = cell;
  std::optional<std::string> mended;
  if (!mendings_[column].none()) mended = print::mended(mendings_[column], cell);
  if (mended) {
    taken.kind = print::CellKind::text;
    taken.text = *mended;
  }
  if (field.options.words != nullptr) {
    return words_.read(row_.number(), column, field, std::string(taken.text));
  }
  auto const holds = sheet_.columns[column].holds;
  // Letters that are gone are told as such.
  if (holds == print::ColumnHolds::words && !letters_lost(taken.text) &&
      is_no_name(sheet_.columns[column], taken)) {
    return refuse(name_is_number, named(field, taken.text));
  }
  bool const of_letters = holds == print::ColumnHolds::words || holds == print::ColumnHolds::codes;
  if (holds != print::ColumnHolds::text &&
      (taken.kind == print::CellKind::day || (of_letters && taken.part_of_day))) {
    return refuse(day_for_text, named(field, taken.text));
  }
  if (holds == print::ColumnHolds::codes && is_changed_code(taken)) {
    return refuse(code_changed, named(field, taken.text));
  }
  if (holds == print::ColumnHolds::words && taken.text.find('?') != taken.text.npos) {
    return refuse(store::letters_gone, named(field, taken.text));
  }
  bool const of_few = taken.kind == print::CellKind::text &&
                      (field.type == FieldType::choice || field.type == FieldType::text);
  return of_few ? read_remembering(column, taken) : read_cell(field, taken);
}

// Columns with few different values are read once a value.
Result<Value> TabReader::read_remembering(std::size_t column, print::SheetCell const& cell) {
  Memo& memo = memos_[column];
  if (memo.misses == memo_max) return read_cell(fields_[column], cell);
  std::string key(cell.text);
  if (auto const found = memo.values.find(key); found != memo.values.end()) return found->second;
  auto value = read_cell(fields_[column], cell);
  if (value) {
    memo.values.emplace(std::move(key), *value);
    if (++memo.misses == memo_max) memo.values.clear();
  }
  return value;
}

Result<void> RowReader::each(print::Workbook const& book, OnTyped const& on_row) {
  std::deque<TabReader> tabs;
  std::vector<TabJudged> judged;
  auto const add = [&](ColumnMap const& map) {
    auto const& tab = tabs.emplace_back(sheet_, map, findings_);
    judged.push_back({&map, &tab.judged()});
  };
  add(map_);
  for (ColumnMap const& other : map_.others) add(other);
  std::optional<ColumnDoubts> doubts;
  // Of several tabs no cell is read before all are judged: each tells about the others.
  if (tabs.size() > 1) {
    for (TabReader& tab : tabs) TRY_VOID(tab.judge(book));
    doubts.emplace(judged);
    for (std::size_t i = 0; i < tabs.size(); ++i) {
      tabs[i].mend(doubts->mendings(findings_, sheet_, i));
    }
  }
  for (TabReader& tab : tabs) TRY_VOID(tab.each(book, on_row));
  if (!doubts) doubts.emplace(std::move(judged));
  doubts->ask(findings_);
  for (TabReader& tab : tabs) tab.ask_about_words();
  return {};
}

Result<Value> read_cell(store::Field const& field, print::SheetCell const& cell) {
  bool const of_days = field.type == FieldType::day || field.type == FieldType::partial_day;
  if (auto const day = of_days ? day_in(cell) : std::nullopt) {
    Value value = field.type == FieldType::day ? Value{std::int64_t{day->number()}}
                                               : Value{PartialDay{*day}.packed()};
    if (field.options.check != nullptr) TRY_VOID(field.options.check(value));
    return value;
  }
  if (cell.kind == print::CellKind::day) {
    auto const day = Day::parse_iso(cell.text);
    return store::read_value(field, day ? day->vietnamese() : std::string(cell.text));
  }
  auto value = store::read_value(field, cell.text);
  if (value || field.type == FieldType::text) return value;
  auto const encoding = legacy_encoding(cell.text);
  if (!encoding) return value;
  return refuse(store::legacy_letters, {{"field", field.label},
                                        {"value", std::string(cell.text)},
                                        {"meant", from_legacy(cell.text, *encoding)}});
}

}  // namespace giaoban::workbook
