// Merged cells: what stands in their first row holds for each of their rows. Inside print/ only.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "print/xlsx_parts.h"

namespace giaoban::print {

inline constexpr int sheet_columns_max = 16'384;
// "AB": 28; beyond the last one where it is none.
int column_number(std::string_view letters);

// Cells merged into one that hold more than one row; the value stands in the first.
struct MergedRows {
  int column = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
};
// In order of their first rows.
Result<std::vector<MergedRows>> merges_of(Archive const& archive, std::string const& part);

// Gives each row of merged cells what stands in their first.
class Merger {
 public:
  explicit Merger(std::vector<MergedRows> merges) : merges_(std::move(merges)) {}

  // Rows come from the top.
  void take(SheetRow& row);

 private:
  struct Open {
    MergedRows merged;
    SheetCell cell;
    std::string text;
    bool filled;
  };
  static void keep(Open& each, SheetRow const& row);
  static void fill(Open const& each, SheetRow& row);

  std::vector<MergedRows> merges_;
  std::size_t next_ = 0;
  std::vector<Open> open_;
};

}  // namespace giaoban::print
