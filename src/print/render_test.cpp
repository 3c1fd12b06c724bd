#include "print/render.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "base/day.h"

namespace giaoban::print {
namespace {

Listing figures() {
  auto const day = *Day::from_ymd(2021, 6, 14);
  return {"Số liệu",
          {{"name", M("Danh sách"), CellType::text},
           {"total", M("Lỗi cần sửa"), CellType::count},
           {"on", M("Danh mục"), CellType::day},
           {"born", M("Danh mục"), CellType::partial},
           {"percent", M("Danh mục"), CellType::percent},
           {"entry", M("Danh mục"), CellType::number}},
          {{std::string("Đảng bộ \"A\", xã"), std::int64_t{93346}, std::int64_t{day.number()},
            PartialDay{*Day::from_ymd(1960, 6, 1), Precision::month}.packed(), std::string("19,22"),
            std::int64_t{2021}},
           {std::string("=cmd"), std::int64_t{-5}, Value{},
            PartialDay{*Day::from_ymd(1960, 1, 1), Precision::year}.packed(), Value{}, Value{}}}};
}

std::string rendered(Listing const& listing, Format format,
                     Language language = Language::vietnamese) {
  std::ostringstream out;
  render(listing, format, language, out);
  return out.str();
}

TEST(Render, aligns_a_table_by_what_the_eye_sees) {
  EXPECT_EQ(rendered(figures(), Format::table),
            "Số liệu\n"
            "Danh sách        Lỗi cần sửa  Danh mục    Danh mục  Danh mục  Danh mục\n"
            "---------------  -----------  ----------  --------  --------  --------\n"
            "Đảng bộ \"A\", xã       93.346  14/06/2021  06/1960      19,22      2021\n"
            "=cmd                      -5              1960\n");
}

TEST(Render, speaks_english) {
  auto const text = rendered(figures(), Format::table, Language::english);
  EXPECT_NE(text.find("Faults to correct"), std::string::npos) << text;
  EXPECT_NE(text.find("93,346"), std::string::npos) << text;
}

TEST(Render, writes_json_by_column_id) {
  EXPECT_EQ(rendered(figures(), Format::json),
            "[\n"
            "{\"name\":\"Đảng bộ \\\"A\\\", xã\",\"total\":93346,\"on\":\"2021-06-14\","
            "\"born\":\"1960-06\",\"percent\":\"19,22\",\"entry\":2021},\n"
            "{\"name\":\"=cmd\",\"total\":-5,\"on\":null,\"born\":\"1960\",\"percent\":null,"
            "\"entry\":null}\n]\n");
}

TEST(Render, writes_csv_that_no_spreadsheet_runs) {
  EXPECT_EQ(rendered(figures(), Format::csv),
            "name,total,on,born,percent,entry\r\n"
            "\"Đảng bộ \"\"A\"\", xã\",93346,2021-06-14,1960-06,\"19,22\",2021\r\n"
            "'=cmd,-5,,1960,,\r\n");
  Listing listing{"", {{"a", M("Danh mục"), CellType::text}}, {}};
  for (auto const* text : {"+1", "-1", "@a", "\ta", "a\nb"}) {
    listing.rows.push_back({std::string(text)});
  }
  EXPECT_EQ(rendered(listing, Format::csv), "a\r\n'+1\r\n'-1\r\n'@a\r\n'\ta\r\n\"a\nb\"\r\n");
}

TEST(Render, marks_csv_for_excel_only_when_asked) {
  std::ostringstream out;
  pour({"", {{"a", M("Danh mục"), CellType::text}}, {}}, *csv_sink(out, ByteOrderMark::present));
  EXPECT_EQ(out.str(),
            "\xEF\xBB\xBF"
            "a\r\n");
}

TEST(Render, shows_empty_lists) {
  Listing const empty{"", {{"a", M("Danh mục"), CellType::text}}, {}};
  EXPECT_EQ(rendered(empty, Format::json), "[]\n");
  EXPECT_EQ(rendered(empty, Format::csv), "a\r\n");
  EXPECT_EQ(rendered(empty, Format::table), "Danh mục\n--------\n");
}

TEST(Render, streams_a_table_past_its_first_thousand_rows) {
  Listing listing{"", {{"a", M("Danh mục"), CellType::number}}, {}};
  for (std::int64_t row = 0; row < 2500; ++row) {
    listing.rows.push_back({row});
  }
  auto const text = rendered(listing, Format::table);
  EXPECT_EQ(std::ranges::count(text, '\n'), 2502);
  EXPECT_TRUE(text.ends_with("\n    2499\n"));
}

TEST(Render, lets_no_text_steer_the_terminal) {
  Listing const listing{"",
                        {{"a", M("Danh mục"), CellType::text}},
                        {{"x\x1B[31m\ny\xC2\x9B"
                          "z"}}};
  EXPECT_EQ(rendered(listing, Format::table), "Danh mục\n----------\nx [31m y z\n");
}

TEST(Render, measures_marks_and_wide_letters) {
  EXPECT_EQ(display_width("Ước"), 3);
  EXPECT_EQ(display_width("U\xCC\x9B\xCC\x81"), 1);
  EXPECT_EQ(display_width("漢字"), 4);
  EXPECT_EQ(display_width(""), 0);
}

TEST(Render, knows_its_formats_by_name) {
  EXPECT_EQ(parse_format("json"), Format::json);
  EXPECT_EQ(parse_format("xml"), std::nullopt);
}

}  // namespace
}  // namespace giaoban::print
