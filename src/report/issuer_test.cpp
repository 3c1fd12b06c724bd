#include "report/issuer.h"

#include <gtest/gtest.h>

#include "tests/store_world.h"

namespace giaoban::report {
namespace {

using test::day;
using unit::UnitKind;

TEST(ReportIssuer, is_the_board_from_the_district_up_and_the_unit_itself_below) {
  struct Row {
    Named unit;
    Named above;
    char const* superior;
    char const* body;
    char const* suffix;
    char const* authority;
    char const* position;
  };
  Named const province{UnitKind::province_committee, "Tỉnh ủy Phú Thọ"};
  Named const district{UnitKind::district_committee, "Huyện ủy Lâm Thao"};
  Named const commune{UnitKind::grassroots_committee, "Đảng bộ xã Tứ Xã"};
  for (auto const& row : {
           Row{province, {}, "TỈNH ỦY PHÚ THỌ", "BAN TỔ CHỨC", "BTCTU", "", "TRƯỞNG BAN"},
           Row{{UnitKind::province_committee, "Đảng bộ tỉnh Phú Thọ"},
               {},
               "TỈNH ỦY PHÚ THỌ",
               "BAN TỔ CHỨC",
               "BTCTU",
               "",
               "TRƯỞNG BAN"},
           Row{{UnitKind::province_committee, "Thành uỷ Hải Phòng"},
               {},
               "THÀNH ỦY HẢI PHÒNG",
               "BAN TỔ CHỨC",
               "BTCTU",
               "",
               "TRƯỞNG BAN"},
           Row{{UnitKind::district_committee, "Thành ủy Việt Trì"},
               province,
               "THÀNH ỦY VIỆT TRÌ",
               "BAN TỔ CHỨC",
               "BTCThU",
               "",
               "TRƯỞNG BAN"},
           Row{district, province, "HUYỆN ỦY LÂM THAO", "BAN TỔ CHỨC", "BTCHU", "", "TRƯỞNG BAN"},
           Row{commune, district, "ĐẢNG BỘ HUYỆN LÂM THAO", "ĐẢNG ỦY XÃ TỨ XÃ", "ĐU", "T/M ĐẢNG ỦY",
               "BÍ THƯ"},
           Row{{UnitKind::dependent_cell, "Chi bộ khu 1"},
               commune,
               "ĐẢNG BỘ XÃ TỨ XÃ",
               "CHI BỘ KHU 1",
               "CB",
               "T/M CHI BỘ",
               "BÍ THƯ"},
           Row{{UnitKind::body, "Ban Tổ chức Tỉnh ủy"},
               province,
               "TỈNH ỦY PHÚ THỌ",
               "BAN TỔ CHỨC",
               "BTCTU",
               "",
               "TRƯỞNG BAN"},
           Row{{UnitKind::body, "Văn phòng Tỉnh ủy"},
               province,
               "TỈNH ỦY PHÚ THỌ",
               "VĂN PHÒNG",
               "VPTU",
               "",
               "CHÁNH VĂN PHÒNG"},
           Row{{UnitKind::body, "Ủy ban Kiểm tra Tỉnh ủy"},
               province,
               "TỈNH ỦY PHÚ THỌ",
               "ỦY BAN KIỂM TRA",
               "UBKTTU",
               "T/M ỦY BAN KIỂM TRA",
               "CHỦ NHIỆM"},
           Row{{UnitKind::central_committee, "Ban Chấp hành Trung ương"},
               {},
               "BAN CHẤP HÀNH TRUNG ƯƠNG",
               "BAN TỔ CHỨC",
               "BTCTW",
               "",
               "TRƯỞNG BAN"},
       }) {
    auto const issuer = issuer_of(row.unit, row.above);
    EXPECT_EQ(issuer.superior, row.superior) << row.unit.name;
    EXPECT_EQ(issuer.body, row.body) << row.unit.name;
    EXPECT_EQ(issuer.suffix, row.suffix) << row.unit.name;
    EXPECT_EQ(issuer.authority, row.authority) << row.unit.name;
    EXPECT_EQ(issuer.position, row.position) << row.unit.name;
    EXPECT_FALSE(issuer.recipients.empty()) << row.unit.name;
  }
}

TEST(ReportSigning, puts_k_t_over_a_board_s_deputy_and_never_over_a_committee_s) {
  Issuer const board = issuer_of({UnitKind::province_committee, "Tỉnh ủy Phú Thọ"}, {});
  Issuer const cell = issuer_of({UnitKind::dependent_cell, "Chi bộ khu 1"}, {});
  using Lines = std::vector<std::string>;
  struct Row {
    Issuer issuer;
    char const* title;
    Lines authority;
    char const* position;
  };
  for (auto const& row : {
           Row{board, "", {}, "TRƯỞNG BAN"},
           Row{board, "Trưởng ban", {}, "TRƯỞNG BAN"},
           Row{board, "Phó Trưởng ban", {"K/T TRƯỞNG BAN"}, "PHÓ TRƯỞNG BAN"},
           Row{board, "Q. Trưởng ban", {}, "Q. TRƯỞNG BAN"},
           Row{cell, "", {"T/M CHI BỘ"}, "BÍ THƯ"},
           Row{cell, "Phó Bí thư", {"T/M CHI BỘ"}, "PHÓ BÍ THƯ"},
       }) {
    auto const signing = signing_of(row.issuer, "Nguyễn Văn Ước", row.title);
    EXPECT_EQ(signing.authority, row.authority) << row.title;
    EXPECT_EQ(signing.position, row.position) << row.title;
    EXPECT_EQ(signing.signer, "Nguyễn Văn Ước");
  }
}

TEST(ReportPlace, is_told_by_the_unit_s_name) {
  for (auto const& [name, place] : std::vector<std::pair<std::string, std::string>>{
           {"Tỉnh ủy Phú Thọ", "Phú Thọ"},
           {"Thành ủy Hà Nội", "Hà Nội"},
           {"Huyện ủy Lâm Thao", "Lâm Thao"},
           {"Đảng bộ xã Hùng Lô", "Hùng Lô"},
           {"Đảng bộ tỉnh Lâm Đồng", "Lâm Đồng"},
           {"Đảng ủy đặc khu Phú Quý", "Phú Quý"},
           {"Đảng bộ phường 5", "Phường 5"},
           {"Quận ủy 1", "Quận 1"},
           {"Đảng bộ Sở Nội vụ", ""},
           {"Chi bộ khu 1", ""},
           {"", ""},
       }) {
    EXPECT_EQ(place_in(name), place) << name;
  }
}

TEST(ReportDate, has_a_leading_0_for_days_under_10_and_months_1_and_2) {
  EXPECT_EQ(date_words(day(2021, 6, 14)), "ngày 14 tháng 6 năm 2021");
  EXPECT_EQ(date_words(day(2021, 2, 5)), "ngày 05 tháng 02 năm 2021");
  EXPECT_EQ(date_words(day(2026, 5, 27)), "ngày 27 tháng 5 năm 2026");
  EXPECT_EQ(date_words(day(2021, 1, 10)), "ngày 10 tháng 01 năm 2021");
  EXPECT_EQ(date_words(day(2021, 3, 9)), "ngày 09 tháng 3 năm 2021");
}

TEST(ReportNumber, is_left_open_or_gets_a_leading_0) {
  EXPECT_EQ(number_words("", "BTCTU"), "Số \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0-BC/BTCTU");
  EXPECT_EQ(number_words("5", "BTCTU"), "Số 05-BC/BTCTU");
  EXPECT_EQ(number_words("12", "TU"), "Số 12-BC/TU");
  EXPECT_EQ(number_words("127", "TU"), "Số 127-BC/TU");
  EXPECT_EQ(number_words("12-BC/TU", "BTCTU"), "Số 12-BC/TU");
}

}  // namespace
}  // namespace giaoban::report
