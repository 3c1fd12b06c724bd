// Words of a file that no list knows, in columns that are counted by: all cells that say the same
// are one question. Private to src/workbook.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "workbook/column_map.h"

namespace giaoban::workbook {

class UnknownWords {
 public:
  UnknownWords(SheetLayout const& sheet, ColumnMap const& map, Findings& findings)
      : sheet_(sheet), map_(map), findings_(findings), by_text_(sheet.columns.size()) {}

  // The cell's value: its official form, or what was answered for the word; blank while nothing is.
  Result<Value> read(std::int64_t row, std::size_t column, store::Field const& field,
                     std::string const& text);
  void ask();

 private:
  struct Met {
    Value value;
    bool asked = false;
    std::int64_t count = 0;
    std::vector<std::int64_t> rows = {};  // the first few
  };
  struct Asked {
    std::size_t column;
    std::string text;
    store::Field const* field;
  };
  [[nodiscard]] std::string id_of(std::size_t column, std::string const& text) const;
  Result<Value> read_first(std::size_t column, store::Field const& field, std::string const& text);
  [[nodiscard]] Question question_of(Asked const& asked, Met const& word) const;

  SheetLayout const& sheet_;
  ColumnMap const& map_;
  Findings& findings_;
  std::vector<std::unordered_map<std::string, Met>> by_text_;
  std::vector<Asked> asked_;
};

}  // namespace giaoban::workbook
