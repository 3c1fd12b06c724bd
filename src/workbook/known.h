// What a store knows already of the subjects of a workbook, and how far a row says the same.
// Private to src/workbook.
#pragma once

#include <map>
#include <memory>
#include <tuple>

#include "workbook/register.h"

namespace giaoban::workbook {

struct Comparison {
  enum class Outcome { same, added, different };
  Outcome outcome = Outcome::same;
  store::RawFact stored;            // of `different`
  std::vector<Value> merged;        // what is stored, with what the row says written over it
  std::vector<std::size_t> fields;  // places in kind.fields that differ
};

struct KnownGrade {
  Day decided_on;
  std::vector<Value> values;
};

class Known {
 public:
  // Reads the keys of a store as they stand on the day that the lists tell of, on the opening day
  // and now. `on`: the day on which states are compared. A null store, or an empty one, knows
  // nothing. What is out of the actor's reach is not known: a comparison would tell of it; writing
  // over it is the store's to refuse.
  struct Days {
    Day opening;
    Day told_on;
  };
  Known(store::Store* store, store::Actor const& actor, Days const& days, Day on);

  [[nodiscard]] bool empty() const { return snapshot_ == nullptr; }
  [[nodiscard]] EntryNumber head() const { return head_; }
  [[nodiscard]] Day on() const { return on_; }
  [[nodiscard]] store::Snapshot& snapshot() { return *snapshot_; }
  // Nothing is asked any more: an open view keeps SQLite from working off its log.
  void let_go() { snapshot_.reset(); }

  // By its code, or by the code of a day.
  [[nodiscard]] std::optional<UnitEntry> unit(std::string_view code);
  // A person is known by file number, else citizen number, else card number.
  struct Numbers {
    std::string_view file;
    std::string_view citizen;
    std::string_view card;
  };
  struct Bearers {
    std::optional<PersonId> file;
    std::optional<PersonId> citizen;
    std::optional<PersonId> card;
    [[nodiscard]] std::optional<PersonId> first() const {
      return file ? file : citizen ? citizen : card;
    }
  };
  [[nodiscard]] Bearers bearers(Numbers const& numbers);
  // As it stands now; "" for none.
  [[nodiscard]] std::string file_number(PersonId person);
  [[nodiscard]] std::optional<MemberEntry> member(std::string_view file_number);

  // A state as a row has it, against the one in force on the day of comparison (moved into `span`
  // where it lies outside). Blank fields of the row say nothing.
  [[nodiscard]] Comparison compare(store::Kind const& kind, std::int64_t subject, Span span,
                                   std::vector<Value> const& given);
  [[nodiscard]] KnownGrade const* grade(store::Kind const& kind, std::int64_t subject,
                                        std::int64_t year, std::string_view aspect) const;

  [[nodiscard]] bool reached(PersonId person);
  // Why the fact is not the importer's to write.
  [[nodiscard]] std::optional<store::Kept> kept(store::FactPlace const& place) {
    return store::kept(*snapshot_, actor_, place);
  }

 private:
  [[nodiscard]] std::optional<unit::Node> node(std::string_view code);
  void read_units(Day day);
  void read_numbers(Day day);
  void read_states();
  void read_grades();

  std::unique_ptr<store::Snapshot> snapshot_;
  store::Actor actor_;
  unit::Reach reach_ = unit::Reach::everything();
  Day today_;
  Day opening_;
  Day on_;
  EntryNumber head_ = 0;
  ByText<unit::Node> codes_;
  ByText<std::int64_t> files_;
  ByText<std::int64_t> citizens_;
  ByText<std::int64_t> cards_;
  // Fingerprints of the states in force on the day of comparison: most rows of a repeated workbook
  // are known to be the same without a question to the store.
  std::map<store::Kind const*, std::unordered_map<std::int64_t, std::size_t>> states_;
  using GradeKey = std::tuple<store::Kind const*, std::int64_t, std::int64_t, std::string>;
  std::map<GradeKey, KnownGrade> grades_;
};

}  // namespace giaoban::workbook
