#include "workbook/rows.h"

#include <charconv>

#include "base/text.h"
#include "store/fact_text.h"

namespace giaoban::workbook {

namespace {

using store::FieldType;

constexpr int memo_max = 512;

// A day typed as a bare serial number, where the cell's format does not say that it is a day. Small
// numbers are not taken: 2020 in a column of days is a year, not a day of 1905.
std::optional<Day> day_of_bare_serial(std::string_view text) {
  constexpr std::int32_t serial_min = 10'000;  // 18/05/1927
  constexpr std::int32_t serial_max = 80'000;
  constexpr std::int32_t epoch = -25'569;  // 30/12/1899
  std::int32_t serial = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), serial);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (serial < serial_min || serial > serial_max) return std::nullopt;
  return Day::from_number(epoch + serial);
}

std::optional<Day> day_in(print::SheetCell const& cell) {
  if (cell.kind == print::CellKind::day) return Day::parse_iso(cell.text);
  if (cell.kind == print::CellKind::number) return day_of_bare_serial(cell.text);
  return std::nullopt;
}

// Error values that were pasted as text, or that a writer of workbooks kept as text.
bool error_value(std::string_view text) {
  if (!text.starts_with('#')) return false;
  return text == "#N/A" || text == "#REF!" || text == "#VALUE!" || text == "#DIV/0!" ||
         text == "#NAME?" || text == "#NUM!" || text == "#NULL!";
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

RowReader::RowReader(SheetLayout const& sheet, ColumnMap const& map, Findings& findings)
    : sheet_(sheet),
      map_(map),
      findings_(findings),
      memos_(sheet.columns.size()),
      formulas_told_(sheet.columns.size(), 0),
      row_(map, sheet.columns.size()) {
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    fields_.push_back(field_of(sheet.columns[i]));
    auto const at = static_cast<std::size_t>(map.columns[i]);
    if (layout_of_.size() <= at) layout_of_.resize(at + 1, -1);
    if (at != 0) layout_of_[at] = static_cast<int>(i);
  }
}

Result<void> RowReader::each(print::Workbook const& book, OnTyped const& on_row) {
  return book.read_sheet(map_.sheet, [&](print::SheetRow const& row) {
    if (row.number <= map_.header_row || !read(row)) return print::Reading::go_on;
    return findings_.full() ? print::Reading::stop : on_row(row_);
  });
}

// False for a row that holds nothing of ours.
bool RowReader::read(print::SheetRow const& row) {
  row_.number_ = row.number;
  for (std::size_t i = 0; i < row_.values_.size(); ++i) {
    row_.values_[i] = {};
    row_.faulty_[i] = 0;
  }
  bool holds = false;
  for (print::SheetCell const& cell : row.cells) {
    auto const at = static_cast<std::size_t>(cell.column);
    if (at >= layout_of_.size() || layout_of_[at] < 0) continue;
    auto const column = static_cast<std::size_t>(layout_of_[at]);
    auto value = read_at(column, cell);
    if (value) {
      holds = holds || !is_null(*value);
      row_.values_[column] = *std::move(value);
    } else {
      holds = true;
      row_.faulty_[column] = 1;
      findings_.fault(row_.place(column), std::move(value).error());
    }
  }
  if (!holds) return false;
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (sheet_.columns[i].required && row_.left_out(i)) {
      row_.faulty_[i] = 1;
      findings_.fault(row_.place(i), {&store::required_missing, named(fields_[i])});
    }
  }
  return true;
}

Result<Value> RowReader::read_at(std::size_t column, print::SheetCell const& cell) {
  store::Field const& field = fields_[column];
  if (cell.kind == print::CellKind::error || error_value(cell.text)) {
    return refuse(formula_error, named(field, cell.text));
  }
  if (cell.kind == print::CellKind::empty_formula) {
    return refuse(formula_without_value, named(field));
  }
  if (cell.from_formula && formulas_told_[column] == 0) {
    formulas_told_[column] = 1;
    findings_.warn(row_.place(column), {&formulas_taken, named(field)});
  }
  bool const of_few = cell.kind == print::CellKind::text &&
                      (field.type == FieldType::choice || field.type == FieldType::text);
  return of_few ? read_remembering(column, cell) : read_cell(field, cell);
}

// Columns with few different values are read once a value.
Result<Value> RowReader::read_remembering(std::size_t column, print::SheetCell const& cell) {
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
