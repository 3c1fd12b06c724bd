#include "workbook/column_doubts.h"

#include <algorithm>
#include <optional>

namespace giaoban::workbook {

ColumnDoubts::ColumnDoubts(std::vector<TabJudged> tabs)
    : tabs_(std::move(tabs)), swapped_(tabs_.size(), 0) {
  std::size_t const columns = tabs_.front().columns->size();
  for (TabJudged const& tab : tabs_) {
    AnsweredBy own;
    own.fill(tab.map);
    answered_by_.emplace_back(columns, own);
    days_asked_.emplace_back(columns, 0);
  }
  for (std::size_t i = 0; i < columns; ++i) {
    for (print::Facet const facet : print::facets) judge(i, facet);
  }
  // The same spreadsheet made the days of all columns.
  for (std::size_t i = 0; i < columns; ++i) judge_beside(i);
}

void ColumnDoubts::judge(std::size_t column, print::Facet facet) {
  Group together;
  Group apart;
  for (std::size_t i = 0; i < tabs_.size(); ++i) {
    if (tabs_[i].map->columns[column] == 0) continue;
    bool const against = (*tabs_[i].columns)[column].speaks_against(facet);
    (against ? apart : together).push_back(i);
  }
  std::optional<print::Finding> common;
  if (!together.empty()) common = joined(together, column).finding(facet);
  if (common) {
    keep(together, column, *common);
  } else {
    apart.insert(apart.end(), together.begin(), together.end());
  }
  // What other tabs outweigh stands out on its own.
  for (std::size_t const tab : apart) {
    if (auto const finding = (*tabs_[tab].columns)[column].finding(facet)) {
      keep({tab}, column, *finding);
    }
  }
}

void ColumnDoubts::judge_beside(std::size_t column) {
  Group group;
  for (std::size_t i = 0; i < tabs_.size(); ++i) {
    if (swapped_[i] == 0 || days_asked_[i][column] != 0) continue;
    if (tabs_[i].map->columns[column] == 0) continue;
    if (!(*tabs_[i].columns)[column].speaks_against(print::Facet::days)) group.push_back(i);
  }
  if (group.empty()) return;
  if (auto const finding = joined(group, column).swapped_beside()) keep(group, column, *finding);
}

print::ColumnJudge ColumnDoubts::joined(Group const& group, std::size_t column) const {
  print::ColumnJudge all = (*tabs_[group.front()].columns)[column];
  for (std::size_t i = 1; i < group.size(); ++i) all.join((*tabs_[group[i]].columns)[column], i);
  return all;
}

void ColumnDoubts::keep(Group const& group, std::size_t column, print::Finding const& finding) {
  std::vector<ColumnMap const*> maps;
  for (std::size_t const tab : group) maps.push_back(tabs_[tab].map);
  questions_.push_back(question_of(maps, column, finding));
  auto const facet = static_cast<std::size_t>(facet_of(finding.doubt));
  for (std::size_t const tab : group) {
    answered_by_[tab][column][facet] = maps.front();
    if (facet_of(finding.doubt) == print::Facet::days) days_asked_[tab][column] = 1;
    if (finding.doubt == print::Doubt::days_swapped) swapped_[tab] = 1;
  }
}

void ColumnDoubts::ask(Findings& findings) const {
  for (Question const& question : questions_) findings.ask(question);
}

std::vector<print::Mending> ColumnDoubts::mendings(Findings const& findings,
                                                   SheetLayout const& sheet,
                                                   std::size_t tab) const {
  std::vector<print::Mending> given;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    given.push_back(mending_given(findings, answered_by_[tab][i], sheet.columns[i]));
  }
  return given;
}

}  // namespace giaoban::workbook
