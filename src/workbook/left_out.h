// What a sheet of members leaves out that decides something: a column that is not there, a day of
// recognition that nobody could still be without. Left out is not "no", so it is asked. Private to
// src/workbook.
#pragma once

#include <string>
#include <vector>

#include "workbook/column_map.h"

namespace giaoban::workbook {

class LeftOut {
 public:
  LeftOut(Findings& findings, Day opening) : findings_(findings), opening_(opening) {}
  LeftOut(LeftOut const&) = delete;
  LeftOut& operator=(LeftOut const&) = delete;

  // Has the rows filled as the answers say. The object outlives the reading.
  void prepare(ColumnMap& map);
  // After the reading: only where persons are new, as of known ones a blank says nothing.
  void ask(ColumnMap const& map);

 private:
  struct LongProbation {
    std::string map;  // its id
    std::int64_t count = 0;
    std::vector<std::string> examples;
  };
  void prepare_one(ColumnMap& map);
  void ask_one(ColumnMap const& map);
  Value recognised_in_time(std::optional<Day> joined) const;
  Value note_long(std::string const& map, TypedRow const& row);

  Findings& findings_;
  Day opening_;
  std::vector<LongProbation> long_;
};

}  // namespace giaoban::workbook
