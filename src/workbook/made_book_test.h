// Small workbooks made in tests: a province of five units, three members, one post and their
// grades for 2020, to be spoilt by the test.
#pragma once

#include <xlsxwriter.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "print/xlsx_read.h"
#include "workbook/workbook.h"

namespace giaoban::workbook {

struct Formula {
  std::string text;         // "=1+1"
  std::string result = "";  // as a text; "" and no error: none
};
struct Serial {
  double number;  // without a format of days
};
struct DaySerial {
  double number;  // under a format of days
};
using MadeCell = std::variant<std::string, Serial, DaySerial, Formula>;
using MadeRow = std::map<std::string, MadeCell>;  // by column id

struct MadeSheet {
  std::string tab;
  std::vector<std::vector<std::string>> above = {};  // rows over the headings
  std::vector<std::string> columns;                  // ids, in order
  std::map<std::string, std::string> headings = {};  // other headings than the layout's, by id
  std::vector<MadeRow> rows;
  // What a test does to the sheet once its cells stand: formats, merged cells, hidden rows.
  std::function<void(lxw_workbook*, lxw_worksheet*)> last = {};
};

class MadeBook {
 public:
  MadeBook() {
    for (SheetLayout const& sheet : layout()) {
      MadeSheet& made = sheets[sheet.id];
      made.tab = sheet.name.vietnamese();
      for (SheetColumn const& column : sheet.columns) made.columns.push_back(column.id);
    }
    fill_book();
    fill_units();
    fill_members();
    fill_rest();
  }

  MadeRow& unit(std::size_t i) { return sheets["units"].rows[i]; }
  MadeRow& member(std::size_t i) { return sheets["members"].rows[i]; }
  MadeRow& post(std::size_t i) { return sheets["posts"].rows[i]; }
  MadeRow& grade(std::size_t i) { return sheets["grades"].rows[i]; }
  MadeRow& add(std::string const& sheet, MadeRow row) {
    return sheets[sheet].rows.emplace_back(std::move(row));
  }

  void write(std::filesystem::path const& path) const {
    lxw_workbook* const book = workbook_new(path.c_str());
    lxw_format* const day = workbook_add_format(book);
    format_set_num_format(day, "dd/mm/yyyy");
    for (SheetLayout const& sheet : layout()) {
      auto const found = sheets.find(sheet.id);
      if (found == sheets.end()) continue;
      write(book, day, sheet, found->second);
    }
    for (auto const& [id, made] : further) write(book, day, workbook::sheet(id), made);
    workbook_close(book);
  }

  // "Đảng viên!C17": where the test expects something. Rows count from the first below the heading.
  [[nodiscard]] std::string place(std::string const& sheet, std::size_t row,
                                  std::string const& column) const {
    MadeSheet const& made = sheets.at(sheet);
    int at = 1;
    for (std::string const& id : made.columns) {
      if (id == column) break;
      ++at;
    }
    return print::cell_place(made.tab, static_cast<std::int64_t>(made.above.size() + 2 + row), at);
  }

  std::map<std::string, MadeSheet> sheets;
  std::vector<std::pair<std::string, MadeSheet>> further;  // more tabs, by the sheet they are like

 private:
  static void write(lxw_workbook* book, lxw_format* day, SheetLayout const& layout_sheet,
                    MadeSheet const& made) {
    lxw_worksheet* const out = workbook_add_worksheet(book, made.tab.c_str());
    lxw_row_t row = 0;
    for (auto const& line : made.above) {
      for (std::size_t i = 0; i < line.size(); ++i) {
        if (!line[i].empty()) {
          worksheet_write_string(out, row, static_cast<lxw_col_t>(i), line[i].c_str(), nullptr);
        }
      }
      ++row;
    }
    for (std::size_t i = 0; i < made.columns.size(); ++i) {
      std::string const& id = made.columns[i];
      auto const other = made.headings.find(id);
      std::string heading = id;
      for (SheetColumn const& column : layout_sheet.columns) {
        if (column.id == id) heading = column.header.vietnamese();
      }
      if (other != made.headings.end()) heading = other->second;
      if (!heading.empty()) {
        worksheet_write_string(out, row, static_cast<lxw_col_t>(i), heading.c_str(), nullptr);
      }
    }
    for (MadeRow const& values : made.rows) {
      ++row;
      for (std::size_t i = 0; i < made.columns.size(); ++i) {
        auto const value = values.find(made.columns[i]);
        if (value != values.end()) {
          write(out, day, row, static_cast<lxw_col_t>(i), value->second);
        }
      }
    }
    if (made.last) made.last(book, out);
  }

  static void write(lxw_worksheet* out, lxw_format* day, lxw_row_t row, lxw_col_t column,
                    MadeCell const& cell) {
    if (auto const* text = std::get_if<std::string>(&cell)) {
      worksheet_write_string(out, row, column, text->c_str(), nullptr);
    } else if (auto const* serial = std::get_if<Serial>(&cell)) {
      worksheet_write_number(out, row, column, serial->number, nullptr);
    } else if (auto const* dated = std::get_if<DaySerial>(&cell)) {
      worksheet_write_number(out, row, column, dated->number, day);
    } else {
      auto const& formula = std::get<Formula>(cell);
      worksheet_write_formula_str(out, row, column, formula.text.c_str(), nullptr,
                                  formula.result.c_str());
    }
  }

  void fill_book() {
    sheets["book"].rows = {{{"book.item", "Tên tỉnh, đơn vị"}, {"book.answer", "Tỉnh ủy Phú Thọ"}},
                           {{"book.item", "Mã đơn vị cao nhất"}, {"book.answer", "PT"}},
                           {{"book.item", "Ngày mở sổ"}, {"book.answer", "01/12/2020"}}};
  }

  void fill_units() {
    auto const unit = [&](std::string code, std::string name, std::string kind,
                          std::string parent) {
      MadeRow row{{"unit_code.code", std::move(code)},
                  {"unit_name.name", std::move(name)},
                  {"unit_class.unit_kind", std::move(kind)}};
      if (!parent.empty()) row["units.parent_code"] = std::move(parent);
      add("units", std::move(row));
    };
    unit("PT", "Tỉnh ủy Phú Thọ", "province_committee", "");
    // A child before its parent, as office files have it.
    unit("PT-01-01", "Đảng bộ xã Hùng Lô", "grassroots_committee", "PT-01");
    unit("PT-01", "Huyện ủy Lâm Thao", "district_committee", "PT");
    unit("PT-01-01-01", "Chi bộ khu 1", "dependent_cell", "PT-01-01");
    unit("PT-01-01-02", "Chi bộ khu 2", "dependent_cell", "PT-01-01");
  }

  void fill_members() {
    sheets["members"].rows = {{{"person_particulars.file_number", "LT001"},
                               {"person_particulars.full_name", "Nguyễn Văn Ước"},
                               {"person_particulars.born", "14/06/1960"},
                               {"person_traits.sex", "Nam"},
                               {"person_traits.ethnicity", "Kinh"},
                               {"person_identity.citizen_number", "025060000001"},
                               {"party_card.number", "10000001"},
                               {"members.cell_code", "PT-01-01-01"},
                               {"members.joined", "03/02/1985"},
                               {"members.recognised", "03/02/1986"}},
                              {{"person_particulars.file_number", "LT002"},
                               {"person_particulars.full_name", "H'Hen Niê"},
                               {"person_particulars.born", "1975"},
                               {"person_traits.sex", "Nữ"},
                               {"person_traits.ethnicity", "Ê Đê"},
                               {"person_identity.citizen_number", "025175000002"},
                               {"members.cell_code", "PT-01-01-02"},
                               {"members.joined", "19/05/2001"},
                               {"members.recognised", "19/05/2002"}},
                              {{"person_particulars.file_number", "LT003"},
                               {"person_particulars.full_name", "Đỗ Thị Ánh"},
                               {"person_particulars.born", "06/1995"},
                               {"person_traits.sex", "Nữ"},
                               {"members.cell_code", "PT-01-01-01"},
                               {"members.joined", "02/09/2020"}}};
  }

  void fill_rest() {
    sheets["posts"].rows = {{{"posts.unit_code", "PT-01-01-01"},
                             {"posts.file_number", "LT001"},
                             {"post_holding.title", "bí thư"}}};
    auto const grade = [&](std::string of, std::string column, std::string key,
                           std::string result) {
      bool const reason = result == "admitted_late";
      add("grades", {{"grades.year", Serial{2020}},
                     {"grades.of", std::move(of)},
                     {column, std::move(key)},
                     {reason ? "unit_grade.not_assessed" : "unit_grade.grade", std::move(result)},
                     {"unit_grade.roster_on", "31/12/2020"},
                     {"grades.decided_on", "15/01/2021"}});
    };
    grade("Tổ chức đảng", "grades.unit_code", "PT-01-01", "good");
    grade("Tập thể lãnh đạo", "grades.unit_code", "PT-01-01", "good");
    grade("Đảng viên", "grades.file_number", "LT001", "Hoàn thành tốt nhiệm vụ");
    grade("Đảng viên", "grades.file_number", "LT002", "excellent");
    grade("Đảng viên", "grades.file_number", "LT003", "admitted_late");
    grade("Cán bộ lãnh đạo", "grades.file_number", "LT001", "good");
  }
};

}  // namespace giaoban::workbook
