#include <fmt/format.h>

#include <array>
#include <string>
#include <unordered_set>

#include "print/xlsx_write.h"
#include "sample/names.h"
#include "sample/sample.h"

namespace giaoban::sample {

namespace {

using workbook::SheetLayout;

// One row of a sheet, filled by column id.
class SheetRow {
 public:
  explicit SheetRow(SheetLayout const& sheet) : sheet_(sheet), values_(sheet.columns.size()) {}
  void clear() { values_.assign(values_.size(), Value{}); }
  void put(std::string_view column, Value value) {
    values_[sheet_.index_of(column)] = std::move(value);
  }
  void put(std::string_view column, std::optional<Day> day) {
    if (day) put(column, Value{std::int64_t{day->number()}});
  }
  template <Chosen E>
  void put(std::string_view column, E choice) {
    put(column, Value{std::string(label(choice).vietnamese())});
  }
  [[nodiscard]] Row const& values() const { return values_; }

 private:
  SheetLayout const& sheet_;
  Row values_;
};

class Writing {
 public:
  Writing(World const& world, std::string const& file)
      : world_(world),
        book_(file, "Phú Thọ 2021", *Day::from_ymd(2021, 6, 14)),
        dice_(world.seed ^ 0x9e3779b97f4a7c15ULL) {}

  void run(Holding holding) {
    book();
    units();
    members();
    posts();
    grades(holding);
    book_.finish();
  }

 private:
  SheetLayout const& begin(std::string_view id) {
    SheetLayout const& layout = workbook::sheet(id);
    book_.sheet(workbook::drawn(layout, Language::vietnamese));
    return layout;
  }

  void book() {
    begin("book");
    for (workbook::BookItem const& item : workbook::book_items()) {
      Value answer;
      if (item.id == "name") answer = "Tỉnh ủy Phú Thọ";
      if (item.id == "root_code") answer = world_.units.front().code;
      if (item.id == "opening") answer = world_.opening.vietnamese();
      book_.row({std::string(item.label.vietnamese()), answer});
    }
  }

  void units() {
    SheetRow row(begin("units"));
    for (SampleUnit const& unit : world_.units) {
      row.clear();
      row.put("unit_code.code", unit.code);
      row.put("unit_name.name", unit.name);
      row.put("unit_class.unit_kind", unit.unit_kind);
      if (unit.parent >= 0) {
        row.put("units.parent_code", world_.units[static_cast<std::size_t>(unit.parent)].code);
      }
      row.put("units.from", unit.founded);
      book_.row(row.values());
    }
  }

  void members() {
    SheetRow row(begin("members"));
    for (std::size_t i = 0; i < world_.persons.size(); ++i) {
      row.clear();
      member_row(row, i);
      book_.row(row.values());
    }
  }

  // Two of one name and birth would be asked about. Dice of their own leave all others as they are.
  PersonName name_of(std::size_t i) {
    SamplePerson const& person = world_.persons[i];
    PersonName name = person_name(dice_, person.sex);
    std::string const people = name.ethnicity;
    Dice again(world_.seed ^ i);
    auto const born =
        std::to_string(person.born.year() < 1940 ? person.born.year() : person.born.number());
    while (name.ethnicity != people || !named_.insert(name.full_name + born).second) {
      name = person_name(again, person.sex);
    }
    return name;
  }

  void member_row(SheetRow& row, std::size_t i) {
    SamplePerson const& person = world_.persons[i];
    PersonName const name = name_of(i);
    row.put("person_particulars.file_number", file_number(i));
    row.put("person_particulars.full_name", name.full_name);
    // Of the oldest only the year is known, as in their papers.
    row.put("person_particulars.born",
            PartialDay{
                person.born.year() < 1940 ? *Day::from_ymd(person.born.year(), 1, 1) : person.born,
                person.born.year() < 1940 ? Precision::year : Precision::day}
                .packed());
    row.put("person_particulars.native_place", native_place(dice_));
    row.put("person_traits.sex", person.sex);
    row.put("person_traits.ethnicity", name.ethnicity);
    row.put("person_traits.schooling", person.born.year() < 1950
                                           ? member::Schooling::lower_secondary
                                           : member::Schooling::upper_secondary);
    // Province codes end at 096: a number that begins with 999 belongs to nobody.
    row.put("person_identity.citizen_number", fmt::format("999{:09}", i + 1));
    if (person.recognised && *person.recognised <= world_.roster) {
      row.put("party_card.number", fmt::format("99{:06}", i + 1));
    }
    row.put("members.cell_code", world_.units[static_cast<std::size_t>(person.cell)].code);
    row.put("members.joined", std::optional(person.joined));
    row.put("member_standing.decided_on", std::optional(person.joined - dice_.between(5, 25)));
    row.put("members.recognised", person.recognised);
    if (person.arrived) {
      row.put("members.arrived", person.arrived);
      row.put("members.arrival_cause", person.arrival);
      if (person.arrival == member::Cause::transferred_in) {
        row.put("members.arrived_from", Value{"Đảng bộ tỉnh bạn"});
      }
    }
    if (person.left) {
      row.put("members.left", person.left);
      row.put("members.leaving_cause", person.leaving);
      if (person.leaving == member::Cause::transferred_out) {
        row.put("members.left_to", Value{"Đảng bộ tỉnh bạn"});
      }
    }
    if (person.exempt) {
      row.put("members.exempt_from", Day::from_ymd(2020, 1, 1));
      row.put("member_exemption.reason", Value{"Tuổi cao, sức yếu"});
    }
    if (person.suspended) {
      row.put("members.suspended_from", Day::from_ymd(2020, 11, 16));
      row.put("members.suspended_to", Day::from_ymd(2021, 2, 15));
      row.put("member_suspension.reason", Value{"Đang xem xét kỷ luật"});
    }
  }

  void posts() {
    SheetRow row(begin("posts"));
    for (SamplePost const& post : world_.posts) {
      row.clear();
      row.put("posts.unit_code", world_.units[static_cast<std::size_t>(post.unit)].code);
      row.put("posts.file_number", file_number(static_cast<std::size_t>(post.person)));
      row.put("post_holding.title", post.title);
      if (!post.text.empty()) row.put("post_holding.title_text", post.text);
      book_.row(row.values());
    }
  }

  void grades(Holding holding) {
    SheetRow row(begin("grades"));
    if (holding == Holding::register_only) return;
    auto const line = [&](workbook::GradeOf of, std::string_view column, std::string key,
                          review::Outcome const& outcome) {
      row.clear();
      row.put("grades.year", Value{std::int64_t{world_.roster.year()}});
      row.put("grades.of", of);
      row.put(column, Value{std::move(key)});
      if (outcome.grade) row.put("unit_grade.grade", *outcome.grade);
      if (outcome.not_assessed) row.put("unit_grade.not_assessed", *outcome.not_assessed);
      row.put("unit_grade.roster_on", std::optional(world_.roster));
      row.put("grades.decided_on", std::optional(world_.roster));
      book_.row(row.values());
    };
    for (SampleUnit const& unit : world_.units) {
      if (unit.grade)
        line(workbook::GradeOf::organisation, "grades.unit_code", unit.code, *unit.grade);
      if (unit.collective) {
        line(workbook::GradeOf::collective, "grades.unit_code", unit.code, {unit.collective, {}});
      }
    }
    for (std::size_t i = 0; i < world_.persons.size(); ++i) {
      SamplePerson const& person = world_.persons[i];
      if (person.on_roster) {
        line(workbook::GradeOf::member, "grades.file_number", file_number(i),
             {person.grade, person.not_assessed});
      }
      if (person.leader) {
        line(workbook::GradeOf::leader, "grades.file_number", file_number(i), {person.leader, {}});
      }
    }
  }

  World const& world_;
  print::WorkbookWriter book_;
  Dice dice_;
  std::unordered_set<std::string> named_;  // with birth
};

constexpr std::array holdings{
    Choice{static_cast<int>(Holding::results), "results", M("cả kết quả xếp loại năm 2020")},
    Choice{static_cast<int>(Holding::register_only), "register_only",
           M("chỉ tổ chức, đảng viên, chức vụ")}};

}  // namespace

std::span<Choice const> choices_of(Holding) {
  return holdings;
}

std::string file_number(std::size_t person) {
  return fmt::format("PT{:06}", person + 1);
}

void write_workbook(World const& world, std::string const& file, Holding holding) {
  Writing(world, file).run(holding);
}

}  // namespace giaoban::sample
