// Lists in .csv are taken as the sheets that they are.
#include <gtest/gtest.h>

#include <fstream>

#include "print/render.h"
#include "workbook/import_world_test.h"

namespace giaoban::workbook {
namespace {

using test::day;
using test::must;

class WorkbookText : public ImportWorld {
 protected:
  // One list of a store, as `export` writes it.
  std::string list_of(store::Store& store, std::string const& list, std::string const& name) {
    auto const file = folder() / name;
    auto const snapshot = store.read();
    store::Moment const then{day("14/06/2021")};
    std::ofstream out(file, std::ios::binary);
    auto const sink = print::csv_sink(out, print::ByteOrderMark::present);
    must(export_list(*snapshot, {must(unit::by_code(*snapshot, "PT", then)), then}, list,
                     Language::vietnamese, *sink));
    return file.string();
  }
  ImportReport taken(store::Store& store, std::string const& file,
                     std::optional<Day> opening = day("01/12/2020")) {
    return must(import(store, actor, {.file = file, .opening = opening}));
  }
};
ON_BOTH_DATABASES(WorkbookText);

TEST_P(WorkbookText, that_was_exported_makes_the_same_register) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  auto const second = fresh_store(whole);
  auto const units = taken(*second, list_of(*store, "units", "units.csv"));
  EXPECT_EQ(words(units.faults), "");
  EXPECT_EQ(units.units, 5);
  auto const members = taken(*second, list_of(*store, "members", "ds-06-2021.csv"));
  EXPECT_EQ(words(members.faults), "") << "by its headings, whatever the file is called";
  EXPECT_EQ(members.persons, 3);
  EXPECT_EQ(code_of_cell(*second, "LT010", day("01/12/2020")),
            code_of_cell(*store, "LT010", day("01/12/2020")));
  auto const again = taken(*second, list_of(*store, "members", "members.csv"));
  EXPECT_EQ(words(again.faults), "");
  EXPECT_EQ(again.known, 3);
  EXPECT_EQ(test::faults(*second), "");
}

TEST_P(WorkbookText, says_neither_its_day_nor_that_it_is_a_list) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  auto const file = list_of(*store, "members", "members.csv");
  EXPECT_EQ(lines(taken(*store, file, {}).faults), "members import.opening_missing\n");
  auto const other = (folder() / "khac.csv").string();
  std::ofstream(other) << "a,b\n1,2\n";
  EXPECT_EQ(lines(taken(*store, other).faults), "khac import.no_headings\n");
}

TEST_P(WorkbookText, keeps_zeros_and_refuses_what_a_spreadsheet_lost) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  auto const file = (folder() / "dv.csv").string();
  std::ofstream(file) << "Số lý lịch;Họ và tên đang dùng;Mã chi bộ;Ngày vào Đảng;Ngày chính "
                         "thức;Giới tính;Số định danh cá nhân\n"
                         "00077;Trần Văn Sáu;PT-01-01-01;03/02/2000;03/02/2001;Nam;\n"
                         "00078;#N/A;PT-01-01-01;03/02/2000;03/02/2001;Nam;1,23457E+11\n";
  auto const report = taken(*store, file);
  EXPECT_EQ(lines(report.faults), "dv!B3 import.formula_error\ndv!G3 import.digits_gone\n");
}

}  // namespace
}  // namespace giaoban::workbook
