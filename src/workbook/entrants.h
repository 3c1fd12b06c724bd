// What the verbs ask of whoever enters the register, asked of a row of the sheet of members: the
// course on its papers, the letters of the name, and whether the person is there already. Private
// to src/workbook.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "workbook/member_row.h"

namespace giaoban::workbook {

// A row that may be another's person.
struct Double {
  PersonId other;
  std::string where;  // "dòng 12", "hồ sơ số 57"
};

class Entrants {
 public:
  explicit Entrants(Import& import) : import_(import) {}

  void check_course(MemberRow const& row, MemberTime const& time);
  // Those of the file so far and of the store who may be this new person.
  std::vector<Double> doubles(MemberRow const& row, PersonId person);
  // As was answered: faults, or who is recorded as another.
  std::vector<PersonId> check_doubles(MemberRow const& row, std::vector<Double> const& found);
  void ask();

 private:
  struct Seen {
    std::int64_t row;
    PersonId person;
    std::optional<PartialDay> born;
    std::string native_place;
  };
  [[nodiscard]] std::vector<Double> in_file(member::PersonParticulars const& who, Seen seen);
  [[nodiscard]] std::vector<Double> in_store(member::PersonParticulars const& who);

  Import& import_;
  std::unordered_map<std::string, std::vector<Seen>> by_name_;  // small letters
  std::int64_t doubled_ = 0;
  std::string first_place_;
  std::vector<std::string> examples_;
};

// In the usual letters, where it is written all in small or all in capital ones; that is told.
void put_name_right(MemberRow const& row, std::string& full_name);

}  // namespace giaoban::workbook
