// A page of every sort, in both languages: each component stands in one of them, so that what holds
// of all markup is checked here once. GIAOBAN_GALLERY=FOLDER keeps the pages to be looked at.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <regex>

#include "web/chart.h"
#include "web/form.h"
#include "web/grid.h"
#include "web/look_world_test.h"
#include "web/static_files.h"

namespace giaoban::web {
namespace {

constexpr Msg name_label = M("Họ và tên");
Row person(char const* name, std::int64_t born, char const* cell, char const* standing,
           std::int64_t since) {
  return {std::string(name),
          PartialDay{Day::from_number(static_cast<std::int32_t>(born)), Precision::day}.packed(),
          std::string(cell), std::string(standing), since};
}

Listing members() {
  return {.title = "Đảng viên của Chi bộ khu 9",
          .columns = {{"name", name_label, CellType::text},
                      {"born", M("Ngày sinh"), CellType::partial},
                      {"cell", M("Chi bộ"), CellType::text},
                      {"standing", M("Tư cách"), CellType::text},
                      {"since", M("Ngày vào Đảng"), CellType::day}},
          .rows = {person("Đỗ Đức Duy", -3200, "Chi bộ khu 9", "chính thức", 9000),
                   person("Nguyễn Thị Hoài", 2400, "Chi bộ khu 9", "chính thức", 14000),
                   person("Nguyễn Văn Ước", 900, "Chi bộ khu 9", "chính thức", 12000),
                   person("Lò Văn Pành", 8800, "Chi bộ khu 9", "dự bị", 20400)}};
}

Listing units() {
  Listing listing{.title = "Tổ chức đảng và đảng viên theo đảng bộ trực thuộc",
                  .columns = {{"unit", M("Đơn vị"), CellType::text},
                              {"bodies", M("TCCSĐ"), CellType::count},
                              {"cells", M("Chi bộ trực thuộc"), CellType::count},
                              {"members", M("Đảng viên"), CellType::count},
                              {"new", M("Kết nạp"), CellType::count}},
                  .rows = {}};
  char const* names[] = {"Đảng bộ thành phố Việt Trì", "Đảng bộ thị xã Phú Thọ",
                         "Đảng bộ huyện Lâm Thao", "Đảng bộ huyện Thanh Sơn",
                         "Đảng ủy Quân sự tỉnh"};
  for (std::int64_t i = 0; i < 5; ++i) {
    listing.rows.push_back({std::string(names[i]), 71 - 9 * i, 812 - 130 * i, 15'204 - 2'377 * i,
                            std::int64_t{i == 4 ? 0 : 231 - 40 * i}});
  }
  listing.rows.push_back({std::string("Cộng"), std::int64_t{692}, std::int64_t{5'010},
                          std::int64_t{93'346}, std::int64_t{1'770}});
  return listing;
}

Response home(Visit const& visit) {
  Words const words{visit.language()};
  Html body =
      figures({{.label = "Đảng viên", .value = words.count(93'346), .records = to("/members")},
               {.label = "Tổ chức cơ sở đảng", .value = words.count(692)},
               {.label = "Kết nạp trong năm",
                .value = words.count(1'770),
                .note = "chỉ tiêu cả năm: 2.300"},
               {.label = "Nhiệm vụ quá hạn", .value = words.count(3), .records = to("/tasks")}});
  Html const waits = bullets(
      {join(link(to("/tasks/1"), "Báo cáo kết quả kiểm điểm năm 2025"), " ",
            badge("quá hạn 3 ngày", Tone::bad)),
       join(link(to("/tasks/2"), "Duyệt 4 hồ sơ kết nạp của Đảng bộ xã Hùng Lô"), " ",
            badge("hạn 05/07/2026", Tone::warning)),
       join(link(to("/tasks/3"), "Trả lời kiến nghị của Huyện ủy Tân Sơn"), " ", badge("mới"))});
  body.add(columns(
      {panel("Chờ tôi xử lý", waits, link(to("/inbox"), "Xem tất cả")),
       panel("Hội nghị sắp tới",
             description_list({{"Tên", link(to("/briefings/4"), "Giao ban 6 tháng đầu năm 2026")},
                               {"Thời gian", "08 giờ 00, ngày 03/07/2026"},
                               {"Chủ trì", "Trưởng Ban Tổ chức Tỉnh ủy"},
                               {"Điểm cầu", badge("4/4 đã nối", Tone::good)}}))}));
  body.add(panel(
      "Xếp loại năm 2025",
      description_list({{"TCCSĐ hoàn thành xuất sắc", share(words, Share(133, 692, M("tổng số")))},
                        {"Đảng viên hoàn thành xuất sắc",
                         share(words, Share(14'548, 88'012, M("tổng số")), to("/figures/x"))}})));
  body.add(
      empty_state("Chưa có bản tin nào. Bản tin của Ban đăng ở đây để các địa phương cùng xem.",
                  button_link(to("/news/new"), "Viết bản tin")));
  return page(visit,
              {.title = "Việc hôm nay", .lead = "Thứ ba, ngày 30 tháng 6 năm 2026", .active = "/"},
              body);
}

Response list(Visit const& visit) {
  Words const words{visit.language()};
  Html body = filter_form(
      words,
      {.id = "search",
       .action = to("/members"),
       .groups = {{.fields = {{.name = "name", .label = "Tên, số thẻ hoặc số định danh"},
                              {.name = "standing",
                               .label = "Tư cách",
                               .control = Control::choice,
                               .picks = {{"full", "chính thức"}, {"probationary", "dự bị"}}},
                              {.name = "cell", .label = "Chi bộ", .control = Control::unit}}}},
       .submit = "Tìm"});
  body.add(tabs("Danh sách",
                {{to("/members"), "Đang sinh hoạt", "93.346"},
                 {to("/members").with("s", "temporary"), "Sinh hoạt tạm thời", "412"},
                 {to("/members").with("s", "exempt"), "Miễn sinh hoạt", "2.031"}},
                0));
  body.add(
      table(words, members(),
            {.link = [](std::size_t row) { return to("/members/{}", row); }, .numbered = true}));
  body.add(pagination(words, to("/members"), {.page = 4, .per_page = 50, .total = 93'346}));
  body.add(table(words, units(),
                 {.link = [](std::size_t row) { return to("/units/{}", row); }, .total_rows = 1}));
  body.add(table(words, {.title = "Trống", .columns = members().columns, .rows = {}}));
  return page(
      visit,
      {.title = "Đảng viên",
       .active = "/members",
       .crumbs = {{"Tỉnh ủy Phú Thọ", to("/units/1")}, {"Đảng bộ xã Hùng Lô", to("/units/2")}},
       .as_of = AsOfBar{{test::day("31/12/2025")}},
       .notices = {{NoticeKind::done, "Đã nhập 412 đảng viên từ sổ Excel."}},
       .actions = join(button_link(to("/members/admit"), "Kết nạp", ButtonLook::primary),
                       button_link(to("/members.xlsx"), "Tải về Excel"))},
      body);
}

Response member(Visit const& visit) {
  Words const words{visit.language()};
  Html body = columns(
      {panel(
           "Lý lịch",
           description_list({{name_label.vietnamese().empty() ? "" : "Họ và tên", "Nguyễn Văn Ước"},
                             {"Ngày sinh", "1962", "chỉ rõ năm"},
                             {"Số thẻ đảng viên", "10.123456", "từ 19/05/2005"},
                             {"Điện thoại", ""},
                             {"Chức vụ", "Phó Bí thư chi bộ"}}),
           link(to("/members/57/correct"), "Sửa")),
       panel("Xếp loại", table(words, {.title = "Ba năm gần đây",
                                       .columns = {{"y", M("Năm"), CellType::number},
                                                   {"g", M("Mức"), CellType::text}},
                                       .rows = {{std::int64_t{2025}, std::string("hoàn thành tốt")},
                                                {std::int64_t{2024}, std::string("xuất sắc")}}}))});
  body.add(panel("Quá trình sinh hoạt",
                 timeline(words, {{.span = {test::day("01/03/2021")},
                                   .what = "Chi bộ khu 9, Đảng bộ xã Hùng Lô",
                                   .more = paragraph("Chuyển đến theo Quyết định 12-QĐ/TU."),
                                   .recorded_in = 412,
                                   .tone = Tone::accent},
                                  {.span = {test::day("12/05/2003"), test::day("01/03/2021")},
                                   .what = "Chi bộ Trường THPT Việt Trì",
                                   .recorded_in = 3},
                                  {.span = {test::day("12/05/2003"), test::day("01/04/2021")},
                                   .what = "Chi bộ Trường THPT Việt Trì",
                                   .recorded_in = 3,
                                   .superseded_in = 412}})));
  body.add(
      panel("Cây tổ chức", tree("Cây tổ chức", {{.label = "Tỉnh ủy Phú Thọ",
                                                 .url = to("/units/1"),
                                                 .note = "93.346 đảng viên",
                                                 .nodes = {{.label = "Đảng bộ xã Hùng Lô",
                                                            .url = to("/units/2"),
                                                            .nodes = {{.label = "Chi bộ khu 9",
                                                                       .url = to("/units/9"),
                                                                       .note = "31 đảng viên"}},
                                                            .open = true},
                                                           {.label = "Đảng bộ thành phố Việt Trì",
                                                            .url = to("/units/3"),
                                                            .children = to("/units/3/children")}},
                                                 .open = true}})));
  body.add(
      button_form(visit, to("/journal/412/undo"), "Hoàn tác bút toán 412", {}, ButtonLook::danger));
  return page(
      visit,
      {.title = "Nguyễn Văn Ước",
       .lead = "Đảng viên chính thức, Chi bộ khu 9",
       .active = "/members",
       .crumbs = {{"Đảng viên", to("/members")}},
       .as_of = AsOfBar{{test::day("30/06/2026")}},
       .actions = button_link(to("/members/57/transfer"), "Chuyển sinh hoạt", ButtonLook::primary)},
      body);
}

Form transfer_form() {
  return {
      .id = "member-transfer-57",
      .action = to("/members/57/transfer"),
      .groups = {{.fields = {{.name = "to",
                              .label = "Chuyển đến chi bộ",
                              .control = Control::unit,
                              .need = store::Need::required,
                              .value = "PT-01-009",
                              .shown = "Chi bộ khu 9, Đảng bộ xã Hùng Lô"},
                             {.name = "from",
                              .label = "Từ ngày",
                              .control = Control::day,
                              .need = store::Need::required,
                              .note = "Ngày chi bộ nơi đến tiếp nhận."},
                             {.name = "kind",
                              .label = "Loại",
                              .control = Control::choice,
                              .form_item = "mục 5",
                              .picks = {{"official", "chính thức"}, {"temporary", "tạm thời"}},
                              .value = "official"},
                             {.name = "told",
                              .label = "Đã thông báo cho đảng viên",
                              .control = Control::flag,
                              .value = "1"},
                             {.name = "note", .label = "Ghi chú", .control = Control::long_text}}},
                 act_fields(Language::vietnamese)},
      .submit = "Chuyển sinh hoạt",
      .cancel = to("/members/57")};
}

Response form_refused(Visit const& visit) {
  return page(visit, {.title = "Chuyển sinh hoạt: Nguyễn Văn Ước", .active = "/members"},
              form_again(visit, transfer_form(),
                         {&store::written_meanwhile, {{"what", "Chi bộ"}}, "--from"}));
}

Response grading(Visit const& visit) {
  Words const words{visit.language()};
  Grid sheet{.id = "grades-9-2025",
             .action = to("/reviews/2025/9"),
             .caption = "Xếp loại đảng viên năm 2025, Chi bộ khu 9",
             .head_labels = {"Họ và tên", "Tư cách"},
             .columns = {{.name = "grade",
                          .label = "Mức xếp loại",
                          .control = Control::choice,
                          .picks = {{"a", "hoàn thành xuất sắc"},
                                    {"b", "hoàn thành tốt"},
                                    {"c", "hoàn thành"},
                                    {"d", "không hoàn thành"}},
                          .note = "tối đa 6 xuất sắc (20% số hoàn thành tốt)"},
                         {.name = "on", .label = "Ngày", .control = Control::day},
                         {.name = "note", .label = "Ghi chú"}},
             .rows = {},
             .submit = "Ghi xếp loại"};
  for (Row const& row : members().rows) {
    sheet.rows.push_back({.key = std::to_string(sheet.rows.size() + 1),
                          .heads = {std::get<std::string>(row[0]), std::get<std::string>(row[3])},
                          .values = {"b", "15/12/2025", ""}});
  }
  sheet.rows[1].values[1] = "31/02/2025";
  sheet.rows[1].faults = {"", "Không có ngày 31/02/2025."};
  Html body = grid(visit, sheet);
  body.add(conflict(
      words, "Phạm Thị Mai",
      {{"Mức xếp loại", "hoàn thành tốt", "hoàn thành"}, {"Ngày", "15/12/2025", "15/12/2025"}}));
  return page(visit, {.title = "Nhập xếp loại", .active = "/reviews"}, body);
}

Html grade_chart(Words const& words) {
  return stacked_chart(words, {.title = "Xếp loại tổ chức cơ sở đảng",
                               .series = {"xuất sắc", "tốt", "hoàn thành", "không hoàn thành"},
                               .rows = {{"2023", {120, 380, 170, 12}},
                                        {"2024", {128, 395, 158, 9}},
                                        {"2025", {133, 402, 151, 6}}}});
}

LineChart member_lines() {
  LineChart chart{.title = "Đảng viên qua các năm",
                  .lines = {{"Kết nạp", {}}, {"Ra khỏi Đảng", {}}},
                  .breaks = {{"sắp xếp 01/07/2025", test::day("01/07/2025").number()}}};
  for (int year = 2018; year <= 2025; ++year) {
    Day const day = *Day::from_ymd(year, 12, 31);
    chart.lines[0].points.push_back({day, 1'500 + (year * 7919) % 700});
    chart.lines[1].points.push_back({day, 300 + (year * 104'729) % 260});
  }
  return chart;
}

Response figures_page(Visit const& visit) {
  Words const words{visit.language()};
  Html body = grade_chart(words);
  body.add(columns(
      {panel("Theo năm", line_chart(words, member_lines())),
       panel("Theo đơn vị", bar_chart(words, "Kết nạp từ đầu năm",
                                      {{"Đảng bộ thành phố Việt Trì", 231, to("/figures/1")},
                                       {"Đảng bộ thị xã Phú Thọ", 191},
                                       {"Đảng bộ huyện Lâm Thao", 151},
                                       {"Đảng ủy Quân sự tỉnh", 0}}))}));
  body.add(progress(words, {.id = "job-5",
                            .label = "Đang lập báo cáo 6 tháng",
                            .done = 41'220,
                            .total = 93'346,
                            .poll = to("/jobs/5"),
                            .note = "Còn khoảng 20 giây.",
                            .actions = button_link(to("/jobs/5/stop"), "Dừng")}));
  TableOptions wide{.total_rows = 1, .look = TableLook::dense};
  body.add(table(words, units(), wide));
  return page(
      visit,
      {.title = "Số liệu", .active = "/figures", .as_of = AsOfBar{{test::day("30/06/2026")}}},
      body);
}

Response refused(Visit const& visit) {
  return refusal_page(visit,
                      {&store::out_of_reach, {{"actor", "lan"}}, "Chi bộ khu 9 (PT-01-009)"});
}

Response broken(Visit const& visit) {
  return breakage_page(visit, "20260630-0007");
}

Response hall(Visit const& visit) {
  Words const words{visit.language()};
  Html slide = figures({{.label = "Đảng viên", .value = words.count(93'346)},
                        {.label = "Kết nạp 6 tháng", .value = words.count(812)},
                        {.label = "Tổ chức cơ sở đảng", .value = words.count(692)}});
  slide.add(grade_chart(words));
  return hall_page(
      visit,
      {.title = "1. Kết quả xếp loại năm 2025",
       .lead = "Hội nghị giao ban 6 tháng đầu năm 2026",
       .as_of = AsOfBar{{test::day("31/12/2025")}}},
      following({"slide", to("/briefings/4/events"), to("/briefings/4/slide")}, slide));
}

struct Sample {
  char const* name;
  Response (*made)(Visit const&);
};
constexpr Sample samples[] = {
    {"home", &home},         {"list", &list},       {"member", &member},
    {"form", &form_refused}, {"grid", &grading},    {"figures", &figures_page},
    {"refusal", &refused},   {"breakage", &broken}, {"hall", &hall}};

// Elements that are opened and not closed, or closed out of turn; "" for none.
std::string unbalanced(std::string const& html) {
  static std::regex const tag("<(/?)([a-zA-Z0-9]+)[^>]*?(/?)>");
  static std::string const empty = " input br hr img col wbr meta link ";
  std::vector<std::string> open;
  for (std::sregex_iterator at(html.begin(), html.end(), tag), end; at != end; ++at) {
    std::string const name = (*at)[2];
    if (empty.find(" " + name + " ") != std::string::npos || (*at)[3].length() > 0) continue;
    if ((*at)[1].length() == 0) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return name + " at " + std::to_string(at->position());
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back();
}

std::size_t times(std::string const& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

void keep(std::string const& name, std::string const& bytes) {
  char const* folder = std::getenv("GIAOBAN_GALLERY");
  if (folder == nullptr) return;
  std::filesystem::create_directories(std::filesystem::path(folder) / "static");
  std::ofstream(std::filesystem::path(folder) / name) << bytes;
}

using Gallery = LookWorld;

TEST_F(Gallery, pages_are_balanced_and_carry_no_inline_script_or_style) {
  for (Language const language : {Language::vietnamese, Language::english}) {
    for (Sample const& sample : samples) {
      Response const response = sample.made(visit(language));
      SCOPED_TRACE(sample.name);
      EXPECT_EQ(unbalanced(response.body), "");
      EXPECT_EQ(times(response.body, "<h1>"), 1U);
      EXPECT_EQ(times(response.body, " style="), 0U);
      EXPECT_EQ(times(response.body, "<style"), 0U);
      EXPECT_EQ(times(response.body, "<script>"), 0U);
      EXPECT_FALSE(std::regex_search(response.body, std::regex("<[^>]* on[a-z]+=")));
      std::regex const id(" id=\"([^\"]*)\"");
      std::vector<std::string> ids;
      for (std::sregex_iterator at(response.body.begin(), response.body.end(), id), end; at != end;
           ++at) {
        ids.push_back((*at)[1]);
      }
      std::ranges::sort(ids);
      EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
      keep(std::string(sample.name) + (language == Language::vietnamese ? ".vi" : ".en") + ".html",
           response.body);
    }
  }
}

TEST_F(Gallery, static_files_answer_by_their_hashed_address_alone) {
  for (std::string_view const name : {"style.css", "htmx.js", "page.js", "grid.js", "icon.svg"}) {
    std::string const address = static_url(name).text();
    auto const file = static_file(request_, address.substr(std::string_view("/static/").size()));
    ASSERT_TRUE(file.has_value());
    EXPECT_EQ(file->header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_FALSE(static_file(request_, name).has_value());
    keep(address.substr(1), file->body);
  }
  Request asking;
  asking.headers.add("accept-encoding", "gzip, br");
  auto const packed =
      static_file(asking, static_url("style.css").text().substr(std::string("/static/").size()));
  EXPECT_EQ(packed->header("Content-Encoding"), "gzip");
  EXPECT_LT(packed->body.size(), 8'000U);
}

}  // namespace
}  // namespace giaoban::web
