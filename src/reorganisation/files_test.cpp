// Plans read from files.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "print/headings.h"
#include "reorganisation/plan_world_test.h"

namespace giaoban::reorganisation {
namespace {

// Hùng Lô is divided between two new communes, Kim Đức goes to the second.
class DividedCommunes : public Reorganising {
 protected:
  void SetUp() override {
    Reorganising::SetUp();
    folder_ =
        std::filesystem::temp_directory_path() / ("giaoban-divided-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    keep("communes.csv",
         "old_province_code,old_district_code,old_commune_code,new_province_code,"
         "new_commune_code,new_commune\n"
         "PT,PT-01,PT-01-01,PT,07001,Xã Hùng\n"
         "PT,PT-01,PT-01-01,PT,07002,Xã Kim\n"
         "PT,PT-01,PT-01-02,PT,07002,Xã Kim\n");
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    Reorganising::TearDown();
  }
  std::string keep(std::string const& name, std::string const& text) {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }
  Result<ReadPlan> read(std::string const& divided, std::string const& heirs = {}) {
    return read_communes(*store().read(), {"an", {{&unit::unit_write}}},
                         {.file = (folder_ / "communes.csv").string(),
                          .on = divide_,
                          .divided = divided,
                          .heirs = heirs});
  }
  // Of a list of parts: the faults of the dry run, those of the list with a "+" before the row.
  std::string faults_with(std::string const& list) {
    auto const plan = test::must(read(keep("divided.csv", list)));
    std::string codes;
    for (Fault const& fault : foreseen(plan.plan).faults) {
      codes += (codes.empty() ? "" : " ") + std::string(fault.rows == Rows::placings ? "+" : "") +
               std::to_string(fault.row) + ":" + std::string(fault.refusal.kind->code).substr(15);
    }
    return codes;
  }

  std::filesystem::path folder_;
  Day const divide_ = day(2025, 7, 1);
};
ON_BOTH_DATABASES(DividedCommunes);

TEST_P(DividedCommunes, send_each_cell_where_the_second_file_says) {
  auto const plan = test::must(read(keep("divided.csv",
                                         "cell_code,new_unit_code\n"
                                         "PT-01-01-01,07002\n"
                                         "PT-01-01-02,07001\n")));
  for (Fault const& warning : foreseen(plan.plan).warnings) {
    EXPECT_NE(warning.refusal.kind, &placed_to_main_heir) << "no placement is left to confirm";
  }
  carried(plan.plan);
  EXPECT_EQ(parent_of(khu_1, divide_), coded("07002", divide_));
  EXPECT_EQ(parent_of(khu_2, divide_), coded("07001", divide_));
  EXPECT_EQ(parent_of(khu_9, divide_), coded("07002", divide_));
  EXPECT_EQ(counted(coded("07002", divide_), divide_), 3);
  EXPECT_EQ(answering(hung_lo, divide_), coded("07002", divide_)) << "who receives two of three";
}

TEST_P(DividedCommunes, list_each_placement_where_there_is_no_second_file) {
  // Neither code, name nor members tell who the main heir is: it is asked, and answered by a list.
  std::string asked;
  for (Fault const& fault : foreseen(test::must(read({})).plan).faults) {
    asked += fault.refusal.text(Language::vietnamese);
    EXPECT_EQ(fault.refusal.kind, &main_heir_unclear);
  }
  EXPECT_TRUE(asked.contains("Đảng bộ xã Hùng (07001); Đảng bộ xã Kim (07002)")) << asked;
  auto const astray = test::must(read({}, keep("heirs.csv",
                                               "Mã cũ;Mã nơi kế thừa chính\n"
                                               "PT-01-02;07001\n")));
  ASSERT_EQ(astray.faults.size(), 1U);
  EXPECT_EQ(astray.faults.front().refusal.kind, &no_such_heir);
  auto const plan = test::must(read({}, keep("heirs.csv",
                                             "Mã cũ;Mã nơi kế thừa chính\n"
                                             "PT-01-01;07001\n")));
  std::string listed;
  for (Happening const& one : foreseen(plan.plan).happenings) {
    if (one.what == What::placed_by_rule) listed += one.code + ">" + one.to_code + " ";
  }
  EXPECT_EQ(listed, "PT-01-01-01>07001 PT-01-01-02>07001 ");
}

TEST_P(DividedCommunes, are_refused_with_the_rows_of_the_second_file) {
  EXPECT_EQ(faults_with("cell_code,new_unit_code\nPT-01-01-01,07002\n"), "2:parts_not_placed");
  EXPECT_EQ(faults_with("cell_code,new_unit_code\n"
                        "PT-01-01-01,07009\nNO,07001\nPT-01-01-02,07001\n"
                        "PT-01-01-02,07002\nPT-01-01-01,07001\n"),
            "+2:parent_not_there +3:part_not_there +5:placed_twice");
  EXPECT_EQ(faults_with("cell_code,new_unit_code\n"
                        "PT-01-01-01,07002\nPT-01-01-02,07001\nPT-01-02-09,07001\n"),
            "+4:placed_elsewhere")
      << "Kim Đức is inherited by 07002 alone";
  EXPECT_EQ(read((folder_ / "missing.csv").string()).error().kind, &print::file_missing);
  EXPECT_EQ(read(keep("headless.csv", "cell,to\n")).error().kind, &print::headings_missing);
  EntryNumber const before = store().read()->head();
  auto const plan = test::must(read(keep("divided.csv", "cell_code,new_unit_code\n"),
                                    keep("heirs.csv", "Mã cũ,Mã mới\nPT-01-01,07001\n")));
  EXPECT_EQ(refused_plan(plan.plan), "reorganisation.parts_not_placed");
  EXPECT_EQ(store().read()->head(), before) << "nothing is written";
}

// Two provinces into one that takes the code of the first and the name of the second.
TEST_P(DividedCommunes, a_province_bears_the_name_of_the_list) {
  UnitId top;
  write(unit::found_verb, [&](Tx& tx) -> Result<void> {
    TRY_INTO(top, unit::found(tx, {.code = "TW",
                                   .name = "Ban Chấp hành Trung ương",
                                   .unit_kind = UnitKind::central_committee,
                                   .from = day(2020, 1, 1)}));
    TRY_INTO(UnitId const other, unit::found(tx, {.code = "LC",
                                                  .name = "Tỉnh ủy Lào Cai",
                                                  .unit_kind = UnitKind::province_committee,
                                                  .parent = top,
                                                  .from = day(2020, 1, 1)}));
    TRY_INTO(UnitId const under, unit::found(tx, {.code = "LC-01",
                                                  .name = "Đảng bộ huyện Bảo Thắng",
                                                  .unit_kind = UnitKind::district_committee,
                                                  .parent = other,
                                                  .from = day(2020, 1, 1)}));
    for (std::string const code : {"LC-01-01", "LC-01-02"}) {
      TRY_VOID(unit::found(tx, {.code = code,
                                .name = "Đảng bộ xã " + code,
                                .unit_kind = UnitKind::grassroots_committee,
                                .parent = under,
                                .from = day(2020, 1, 1)}));
    }
    return {};
  });
  std::string const head =
      "old_province_code,old_province,old_district_code,old_commune_code,old_commune,"
      "new_province_code,new_province,new_commune_code,new_commune\n";
  std::string const rows =
      "PT,Tỉnh Phú Thọ,PT-01,PT-01-01,Xã Hùng Lô,PT,Tỉnh Lào Cai,PT-01-01,Xã Hùng Lô\n"
      "PT,Tỉnh Phú Thọ,PT-01,PT-01-02,Xã Kim Đức,PT,Tỉnh Lào Cai,PT-01-02,Xã Kim Đức\n"
      "LC,Tỉnh Lào Cai,LC-01,LC-01-01,Xã Một,PT,Tỉnh Lào Cai,LC-01-01,Xã Một\n";
  keep("communes.csv", head + rows);
  auto const lacking = test::must(read({}));
  ASSERT_EQ(lacking.faults.size(), 1U);
  EXPECT_EQ(lacking.faults.front().refusal.kind, &commune_not_listed);
  EXPECT_TRUE(lacking.faults.front().refusal.text(Language::vietnamese).contains("LC-01-02"));

  keep("communes.csv",
       head + rows + "LC,Tỉnh Lào Cai,LC-01,LC-01-02,Xã Hai,PT,Tỉnh Lào Cai,LC-01-01,Xã Một\n");
  auto const plan = test::must(read({}));
  EXPECT_TRUE(plan.faults.empty());
  EXPECT_EQ(faults_of(plan.plan), "");
  carried(plan.plan);
  auto const name_on = [&](Day on) { return unit::node_of(*store().read(), province, {on})->name; };
  EXPECT_EQ(name_on(divide_), "Tỉnh ủy Lào Cai");
  EXPECT_EQ(name_on(divide_ - 1), "Tỉnh ủy Phú Thọ");
  EXPECT_EQ(coded("PT", divide_), province);
}

// Of a list: the province that keeps its code, and the first commune, under the names that it
// makes.
TEST_P(DividedCommunes, names_are_made_of_the_words_of_the_list_however_they_are_written) {
  struct Row {
    std::string now, province, commune;
    std::string made;  // the province's line if it is renamed, the commune, faults
  };
  Day from = day(2025, 5, 1);
  for (Row const& row : {
           Row{"Tỉnh ủy Phú Thọ", "Tỉnh Phú Thọ", "Xã Hùng", "Đảng bộ xã Hùng"},
           Row{"Tỉnh ủy Phú Thọ", "TỈNH LÀO CAI", "PHƯỜNG LÀO CAI",
               "Tỉnh ủy Lào Cai; Đảng bộ phường Lào Cai"},
           Row{"Tỉnh uỷ Phú Thọ", "tỉnh Phú Thọ", "Đặc Khu Cô Tô", "Đảng bộ đặc khu Cô Tô"},
           Row{"Đảng bộ Tỉnh Phú Thọ", "Tỉnh Phú Thọ", "Phường 1", "Đảng bộ phường 1"},
           Row{"Đảng bộ Tỉnh Phú Thọ", "Thành Phố HUẾ", "Xa Dung",
               "Đảng bộ thành phố Huế; Đảng bộ Xa Dung"},
           Row{"ĐẢNG BỘ TỈNH PHÚ THỌ", "Phú Thọ", "Thị Trấn Sa Pa", "Đảng bộ thị trấn Sa Pa"},
           Row{"Tỉnh ủy Phú Thọ", "Tỉnh", "", "Đảng bộ ; reorganisation.name_missing"},
           Row{"Tỉnh ủy Phú Thọ", "", "Phường", "Đảng bộ phường ; reorganisation.no_name"},
           Row{"Tỉnh ủy Phú Thọ", "", "Xã -", "Đảng bộ xã -; reorganisation.no_name"},
       }) {
    write(unit::rename_verb, [&](Tx& tx) -> Result<void> {
      return unit::rename(tx, province, {.name = row.now}, from);
    });
    from = from + 1;
    keep("communes.csv",
         "old_province_code,old_district_code,old_commune_code,new_province_code,new_province,"
         "new_commune_code,new_commune\nPT,PT-01,PT-01-01,PT," +
             row.province + ",07001," + row.commune + "\nPT,PT-01,PT-01-02,PT," + row.province +
             ",07001," + row.commune + "\n");
    auto const plan = test::must(read({}));
    std::string made;
    for (Line const& line : plan.plan.lines) {
      if (line.new_code == "PT" && !line.name.empty()) made = line.name + "; ";
    }
    made += plan.plan.lines.front().name;
    for (Fault const& fault : plan.faults) {
      if (fault.row == 2) made += "; " + std::string(fault.refusal.kind->code);
    }
    EXPECT_EQ(made, row.made) << row.province << row.commune;
  }
}

// Plans as sheets: a row is what stands in the file, and the faults that it is read with.
struct SheetCase {
  char const* name;
  std::string text;
  std::string faults;  // "row:kind", parted by blanks
  std::string line;    // of the first line read: old>new "name" parent
};
std::vector<SheetCase> sheet_cases() {
  return {{"as_the_template", "Mã cũ,Mã mới,Tên mới,Cấp trên mới,Ngày\nA1,B1,Xã Mới,P,01/07/2025\n",
           "", "A1>B1 \"Xã Mới\" P"},
          {"other_headings",
           "STT;Mã đơn vị cũ;Mã đơn vị mới;Tên đơn vị mới:;Đơn vị cấp trên mới;Ngày hiệu lực\n"
           "1;A1;B1;Xã Mới;P;01/07/2025\n",
           "", "A1>B1 \"Xã Mới\" P"},
          {"a_heading_with_a_colon", "Mã cũ,Mã mới,Tên mới:,Ngày\nA1,B1,Xã Mới,01/07/2025\n", "",
           "A1>B1 \"Xã Mới\" "},
          {"a_column_of_nobody", "Mã cũ,Mã mới,Danh xưng,Ngày\nA1,B1,Xã Mới,01/07/2025\n",
           "0:sheet.column_not_known", "A1>B1 \"\" "},
          {"two_columns_alike", "Mã cũ,Mã mới,Tên mới,Tên đơn vị mới,Ngày\nA1,B1,X,Y,01/07/2025\n",
           "sheet.column_twice", ""},
          {"no_headings", "A1,B1,Xã Mới\nA2,B2,Xã Hai\n", "sheet.headings_missing", ""},
          {"a_value_that_failed", "Mã cũ,Mã mới,Tên mới,Ngày\nA1,B1,#N/A,01/07/2025\n",
           "2:sheet.cell_is_error", "A1>B1 \"\" "},
          {"a_code_that_failed", "Mã cũ,Mã mới,Tên mới,Ngày\nA1,#REF!,X,01/07/2025\n",
           "2:sheet.cell_is_error", "A1> \"X\" "},
          {"digits_lost", "Mã cũ,Mã mới,Tên mới,Ngày\n1.23E+11,B1,X,01/07/2025\n",
           "2:sheet.cell_is_error", ">B1 \"X\" "},
          {"an_old_font", "Mã cũ,Mã mới,Tên mới,Ngày\nA1,B1,§¶ng bé ph\xC2\xADêng ¦íc,01/07/2025\n",
           "2:sheet.cell_of_old_font", "A1>B1 \"\" "},
          {"letters_gone",
           "Mã cũ,Mã mới,Tên mới,Ngày\nA1,B1,Xã L\xEF\xBF\xBD"
           "c,01/07/2025\n",
           "2:sheet.cell_garbled", "A1>B1 \"\" "}};
}

class PlanSheets : public Reorganising {
 protected:
  std::string codes_of(std::vector<Fault> const& faults) {
    std::string codes;
    for (Fault const& fault : faults) {
      // What a column as a whole tells comes on top of its cells.
      if (fault.refusal.kind == &print::column_doubtful) continue;
      codes += (codes.empty() ? "" : " ") + std::to_string(fault.row) + ":" +
               std::string(fault.refusal.kind->code);
    }
    return codes;
  }
};
ON_BOTH_DATABASES(PlanSheets);

TEST_P(PlanSheets, are_read_with_the_care_of_an_import) {
  auto const file = std::filesystem::temp_directory_path() /
                    ("giaoban-plan-" + std::to_string(::getpid()) + ".csv");
  for (SheetCase const& one : sheet_cases()) {
    std::ofstream(file) << one.text;
    auto const read =
        read_workbook(*store().read(), {"an", {{&unit::unit_write}}}, {.file = file.string()});
    if (!read) {
      EXPECT_EQ(read.error().kind->code, one.faults) << one.name;
      continue;
    }
    EXPECT_EQ(codes_of(read->faults), one.faults) << one.name;
    ASSERT_EQ(read->plan.lines.size(), 1U) << one.name;
    Line const& line = read->plan.lines.front();
    EXPECT_EQ(line.old_code + ">" + line.new_code + " \"" + line.name + "\" " + line.parent,
              one.line)
        << one.name;
  }
  std::filesystem::remove(file);
}

// The inputs kept beside the checkout: each was once written as it stood.
TEST_P(PlanSheets, of_faulty_files_are_refused_or_read_whole) {
  auto const folder =
      std::filesystem::path(__FILE__).parent_path().parent_path().parent_path().parent_path() /
      "shared" / "faults" / "plan";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "not there: " << folder;
  auto const read = [&](std::string const& name) {
    return test::must(read_workbook(*store().read(), {"an", {{&unit::unit_write}}},
                                    {.file = (folder / name).string()}));
  };
  EXPECT_EQ(codes_of(read("name_is_NA_error.xlsx").faults), "2:sheet.cell_is_error");
  EXPECT_EQ(codes_of(read("uncached_new_code_dissolves.xlsx").faults),
            "2:sheet.cell_without_value");
  EXPECT_EQ(codes_of(read("name_TCVN3.xlsx").faults), "2:sheet.cell_of_old_font");
  auto const renamed = read("heading_ten_don_vi_moi_dropped.xlsx");
  EXPECT_EQ(codes_of(renamed.faults), "");
  EXPECT_EQ(renamed.plan.lines.front().name, "Đảng bộ xã Đổi Tên");
}

// Whichever door a name comes by.
TEST_P(PlanSheets, names_that_are_none_are_refused_where_a_plan_is_laid_out) {
  for (std::string const name : {"#N/A", "§¶ng bé ph\xC2\xADêng ¦íc",
                                 "Xã L\xEF\xBF\xBD"
                                 "c"}) {
    auto plan = two_communes;
    plan.lines.front().name = plan.lines.back().name = name;
    EXPECT_TRUE(faults_of(plan).contains("letters_unreadable")) << name;
  }
}

}  // namespace
}  // namespace giaoban::reorganisation
