// What the columns of a sheet are in doubt about: a column is one however many tabs it lies on, so
// that one question is asked of it and its answer taken on all. A tab that tells by itself that its
// cells are as they should be stays out. Private to src/workbook.
#pragma once

#include <vector>

#include "workbook/questions.h"

namespace giaoban::workbook {

struct TabJudged {
  ColumnMap const* map;
  std::vector<print::ColumnJudge> const* columns;  // by place in the layout
};

class ColumnDoubts {
 public:
  explicit ColumnDoubts(std::vector<TabJudged> tabs);

  void ask(Findings& findings) const;
  [[nodiscard]] std::vector<print::Mending> mendings(Findings const& findings,
                                                     SheetLayout const& sheet,
                                                     std::size_t tab) const;

 private:
  using Group = std::vector<std::size_t>;  // of tabs, never none
  void judge(std::size_t column, print::Facet facet);
  void judge_beside(std::size_t column);
  [[nodiscard]] print::ColumnJudge joined(Group const& group, std::size_t column) const;
  void keep(Group const& group, std::size_t column, print::Finding const& finding);

  std::vector<TabJudged> tabs_;
  std::vector<std::vector<AnsweredBy>> answered_by_;  // by tab and column
  std::vector<std::vector<char>> days_asked_;         // by tab and column
  std::vector<char> swapped_;                         // by tab
  std::vector<Question> questions_;
};

}  // namespace giaoban::workbook
