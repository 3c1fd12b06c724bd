// Every fault and warning of an import, with its place. Private to src/workbook.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "print/xlsx_read.h"
#include "workbook/refusals.h"
#include "workbook/workbook.h"

namespace giaoban::workbook {

// Where something stands in the file; row 0: the sheet as a whole.
struct Place {
  std::string_view sheet;
  std::int64_t row = 0;
  std::optional<int> column = {};  // 0-based
};

class Findings {
 public:
  // Beyond these something is wrong with the file as a whole, and memory is bounded.
  static constexpr std::size_t faults_max = 100'000;
  static constexpr std::size_t warnings_max = 10'000;

  explicit Findings(ImportReport& report) : report_(report) {}

  void fault(Place place, Refusal refusal) {
    if (full()) return;
    report_.faults.push_back(placed(place, std::move(refusal)));
    if (full()) {
      report_.faults.push_back(
          placed(place, {&too_many_faults, {{"count", std::to_string(report_.faults.size())}}}));
    }
  }
  void warn(Place place, Refusal refusal) {
    if (report_.warnings.size() < warnings_max) {
      report_.warnings.push_back(placed(place, std::move(refusal)));
    }
  }
  [[nodiscard]] bool clean() const { return report_.faults.empty(); }
  [[nodiscard]] bool full() const { return report_.faults.size() >= faults_max; }
  [[nodiscard]] std::size_t count() const { return report_.faults.size(); }

 private:
  static Fault placed(Place place, Refusal refusal) {
    refusal.where = place.row == 0 ? std::string(place.sheet)
                                   : print::cell_place(place.sheet, place.row,
                                                       place.column ? *place.column + 1 : 0);
    return {std::string(place.sheet), place.row, place.column, std::move(refusal)};
  }

  ImportReport& report_;
};

}  // namespace giaoban::workbook
