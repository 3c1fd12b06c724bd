// Step three of an import: rows of typed values. Every cell is read by its field's declaration.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "print/column_judge.h"
#include "workbook/column_map.h"
#include "workbook/word_questions.h"

namespace giaoban::workbook {

// One row of a sheet, by place in the layout. A faulty cell is blank and told already.
class TypedRow {
 public:
  TypedRow(ColumnMap const& map, std::size_t columns)
      : map_(&map), values_(columns), faulty_(columns, 0) {}

  [[nodiscard]] std::int64_t number() const { return number_; }
  [[nodiscard]] Value const& at(std::size_t column) const { return values_[column]; }
  [[nodiscard]] bool blank(std::size_t column) const { return is_null(values_[column]); }
  // Nothing was written there; a faulty cell is not blank to the user.
  [[nodiscard]] bool left_out(std::size_t column) const {
    return is_null(values_[column]) && faulty_[column] == 0;
  }
  // No cell of the row is faulty.
  [[nodiscard]] bool sound() const { return std::ranges::find(faulty_, 1) == faulty_.end(); }
  [[nodiscard]] std::optional<Day> day(std::size_t column) const {
    if (blank(column)) return std::nullopt;
    return Day::from_number(static_cast<std::int32_t>(std::get<std::int64_t>(values_[column])));
  }
  [[nodiscard]] std::string const& text(std::size_t column) const {
    static std::string const none;
    return blank(column) ? none : std::get<std::string>(values_[column]);
  }
  [[nodiscard]] std::int64_t integer(std::size_t column) const {
    return std::get<std::int64_t>(values_[column]);
  }
  template <Chosen E>
  [[nodiscard]] std::optional<E> choice(std::size_t column) const {
    if (blank(column)) return std::nullopt;
    return from_code<E>(std::get<std::string>(values_[column]));
  }
  [[nodiscard]] Place place(std::size_t column) const {
    int const at = map_->columns[column];
    return {map_->sheet, number_, at == 0 ? std::nullopt : std::optional(at - 1)};
  }
  [[nodiscard]] Place place() const { return {map_->sheet, number_}; }
  // Fills the columns of the kind into the fact; the others keep what they hold.
  void fill(SheetLayout const& sheet, store::Kind const& kind, void* fact) const;

 private:
  friend class TabReader;
  ColumnMap const* map_;
  std::int64_t number_ = 0;
  std::vector<Value> values_;
  std::vector<char> faulty_;
};

// The field by which a column is read: its kind's, or one made for a column of the sheet's own.
store::Field field_of(SheetColumn const& column);

// The value of a cell without a faulty formula: days as text, under a format of days or as bare
// serial numbers.
Result<Value> read_cell(store::Field const& field, print::SheetCell const& cell);

// Reads the rows of one tab; its columns are judged meanwhile, or before when other tabs hold more
// of the same.
class TabReader {
 public:
  TabReader(SheetLayout const& sheet, ColumnMap const& map, Findings& findings);
  using OnTyped = std::function<print::Reading(TypedRow const&)>;
  Result<void> judge(print::Workbook const& book);
  [[nodiscard]] std::vector<print::ColumnJudge> const& judged() const { return judges_; }
  void mend(std::vector<print::Mending> mendings) { mendings_ = std::move(mendings); }
  Result<void> each(print::Workbook const& book, OnTyped const& on_row);
  void ask_about_words() { words_.ask(); }

 private:
  // Values read before in a column with few different ones, by their text.
  struct Memo {
    std::unordered_map<std::string, Value> values;
    int misses = 0;
  };
  // Rows of a sort, a few of them by their first cells.
  struct RowsSeen {
    std::int64_t count = 0;
    std::vector<std::string> examples;
    void add(print::SheetRow const& row);
  };
  [[nodiscard]] bool left_out(print::SheetRow const& row) const;
  bool wanted(print::SheetRow const& row);
  bool read(print::SheetRow const& row);
  bool read_cells(print::SheetRow const& row);
  Result<Value> read_at(std::size_t column, print::SheetCell const& cell);
  Result<Value> read_mended(std::size_t column, print::SheetCell const& cell);
  Result<Value> read_remembering(std::size_t column, print::SheetCell const& cell);
  void ask_about_rows();

  SheetLayout const& sheet_;
  ColumnMap const& map_;
  Findings& findings_;
  std::vector<store::Field> fields_;
  std::vector<int> layout_of_;  // by column of the file; -1: not ours
  std::vector<Memo> memos_;
  std::vector<print::ColumnJudge> judges_;
  bool judges_meanwhile_ = true;
  std::vector<print::Mending> mendings_;
  std::vector<char> formulas_told_;
  std::vector<char> merges_told_;
  RowsSeen hidden_;
  RowsSeen struck_;
  bool skips_hidden_;
  bool skips_struck_;
  UnknownWords words_;
  TypedRow row_;
};

// Reads a sheet: its tab, and the others of its kind that are to be taken.
class RowReader {
 public:
  RowReader(SheetLayout const& sheet, ColumnMap const& map, Findings& findings)
      : sheet_(sheet), map_(map), findings_(findings) {}
  using OnTyped = TabReader::OnTyped;
  Result<void> each(print::Workbook const& book, OnTyped const& on_row);

 private:
  SheetLayout const& sheet_;
  ColumnMap const& map_;
  Findings& findings_;
};

}  // namespace giaoban::workbook
