// What the verbs ask of whoever enters the register, asked of a row of the sheet of members: the
// course on its papers, the letters of the name, and whether the person is there already. Private
// to src/workbook.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
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
  // A province's stand here beside all else that an import holds: names end to end, places once.
  struct Seen {
    PersonId person;
    std::string const* native_place;
    std::optional<PartialDay> born;
    std::uint32_t row;
    std::uint32_t name_at;  // in names_
    std::uint32_t name_size;
    std::uint32_t next;  // of the same key; its own place: the last
  };
  // By a key of name and year, which two names may share.
  struct Alike {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t count = 0;
  };
  [[nodiscard]] std::vector<Double> in_file(MemberRow const& row, PersonId person,
                                            member::PersonParticulars const& who);
  [[nodiscard]] Seen const* alike_among(Alike const& alike, std::string_view name,
                                        member::PersonParticulars const& who) const;
  void keep(Alike& alike, Seen seen, std::string_view name);
  [[nodiscard]] std::vector<Double> in_store(member::PersonParticulars const& who);

  void check_age(MemberRow const& row, Refusal refusal);
  void ask_ages();

  Import& import_;
  std::deque<Seen> seen_;
  std::string names_;  // as member::namesake_key has them
  std::unordered_set<std::string> places_;
  std::unordered_map<std::size_t, Alike> by_key_;
  std::int64_t doubled_ = 0;
  std::string first_place_;
  std::vector<std::string> examples_;
  std::int64_t old_ = 0;
  std::string first_old_;
  std::vector<std::string> old_examples_;
};

// In the usual letters, where it is written all in small or all in capital ones; that is told.
void put_name_right(MemberRow const& row, std::string& full_name);

}  // namespace giaoban::workbook
