// Every fault and warning of an import, with its place, and its questions. Private to src/workbook.
#pragma once

#include <functional>
#include <map>
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
  static constexpr std::int64_t told_max = 3;  // of alike ones

  // What was said before of the headings that stand together, by heading key.
  using Recall = std::function<std::map<std::string, std::string>(std::string const& heading_set)>;

  Findings(ImportReport& report, ImportOptions const& options, Recall recall = {})
      : report_(report), options_(options), recall_(std::move(recall)) {}

  [[nodiscard]] std::map<std::string, std::string> recalled(std::string const& heading_set) const {
    return recall_ ? recall_(heading_set) : std::map<std::string, std::string>{};
  }

  // What was answered to a question, be it asked yet or not.
  [[nodiscard]] std::optional<std::string> answer(std::string const& question) const {
    auto const found = options_.answers.find(question);
    return found == options_.answers.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] bool answered(std::string const& question, std::string_view code) const {
    return answer(question) == code;
  }
  void ask(Question question) {
    question.answer = answer(question.id);
    report_.questions.push_back(std::move(question));
  }
  void tell(FileColumn column) { report_.columns.push_back(std::move(column)); }
  [[nodiscard]] std::map<std::string, std::string> const& headings() const {
    return options_.headings;
  }

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
  // Of a kind that many rows of a column may have: the first few are told, the others counted.
  void warn_alike(Place place, Refusal refusal) {
    Alike& alike = alike_[{std::string(place.sheet), refusal.kind->code}];
    if (++alike.count > told_max) return;
    if (alike.count == 1) alike.first = place;
    warn(place, std::move(refusal));
  }
  // Once, when all rows of a sheet are read.
  void tell_alike() {
    for (auto const& [of, alike] : alike_) {
      if (alike.count <= told_max) continue;
      warn(alike.first, {&more_alike,
                         {{"count", std::to_string(alike.count - told_max)},
                          {"all", std::to_string(alike.count)},
                          {"row", std::to_string(alike.first.row)}}});
    }
    alike_.clear();
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

  struct Alike {
    std::int64_t count = 0;
    Place first = {};
  };

  ImportReport& report_;
  ImportOptions const& options_;
  Recall recall_;
  std::map<std::pair<std::string, std::string_view>, Alike> alike_;  // by sheet and kind
};

}  // namespace giaoban::workbook
