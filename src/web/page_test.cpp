#include "web/page.h"

#include "web/components.h"
#include "web/look_world_test.h"

namespace giaoban::web {
namespace {

bool holds(std::string const& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

using Pages = LookWorld;

TEST_F(Pages, the_menu_shows_what_the_caller_may_see) {
  std::string const html = page(visit(), {.title = "A", .active = "/members"}, {}).body;
  EXPECT_TRUE(holds(html, "<a href=\"/units\" aria-current=\"true\">Tổ chức, đảng viên</a>"));
  EXPECT_TRUE(holds(html, "<a href=\"/members\" aria-current=\"page\">Đảng viên</a>"));
  EXPECT_TRUE(holds(html, "<a href=\"/figures\">Số liệu, báo cáo</a>"));
  EXPECT_FALSE(holds(html, "href=\"/journal\"")) << "of another group";
  EXPECT_TRUE(holds(html, "<a href=\"/briefings\">Hội nghị giao ban</a>"))
      << "alone for this caller: no group";
  EXPECT_FALSE(holds(html, "href=\"/accounts\""));
  std::string const other = page(visit(), {.title = "A", .active = "/figures"}, {}).body;
  EXPECT_TRUE(holds(other, "href=\"/journal\""));
  Visit nobody = visit();
  nobody.caller = {};
  EXPECT_FALSE(holds(page(nobody, {.title = "A"}, {}).body, "href=\"/figures\""));
}

TEST_F(Pages, htmx_gets_only_what_goes_into_main) {
  EXPECT_TRUE(
      page(visit(), {.title = "A"}, {}).body.starts_with("<!doctype html><html lang=\"vi\""));
  request_.headers.add("hx-request", "true");
  request_.headers.add("hx-target", "main#main");
  EXPECT_TRUE(asks_for(request_, "main"));
  EXPECT_FALSE(asks_for(request_, "in"));
  EXPECT_TRUE(page(visit(), {.title = "A"}, {}).body.starts_with("<title>A · Giao ban</title>"));
}

TEST_F(Pages, a_refusal_answers_with_its_status_and_leads_back_within_the_site) {
  request_.headers.add("referer", "https://other.example/units/5?x=1");
  Response const response = refusal_page(visit(), {&no_such_page, {{"path", "/<x>"}}, "A1"});
  EXPECT_EQ(response.status, 404);
  EXPECT_TRUE(holds(response.body, "href=\"/units/5?x=1\""));
  EXPECT_TRUE(holds(response.body, "&lt;x&gt;"));
  EXPECT_TRUE(holds(response.body, "A1"));
  EXPECT_FALSE(holds(response.body, "other.example"));
}

TEST_F(Pages, after_a_write_without_warnings_the_next_page_says_so) {
  Response const response =
      after_write(visit(), to("/members/57"), {.entry = 12, .hash = {}, .warnings = {}});
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.header("Location"), "/members/57?written=12");
  request_.query.add("written", "12");
  std::string const closed = page(visit(), {.title = "A"}, {}).body;
  EXPECT_TRUE(holds(closed, "Bút toán số 12."));
  EXPECT_FALSE(holds(closed, "href=\"/journal/12\""));
  site_.routes.push_back({.path = "/journal/{entry}", .right = &look_right});
  std::string const html = page(visit(), {.title = "A"}, {}).body;
  EXPECT_TRUE(holds(html, "href=\"/journal/12\""));
  EXPECT_TRUE(holds(html, " data-written"));
}

// A cell's secretary moves a member into another cell, and may no longer see him.
TEST_F(Pages, after_a_write_to_what_is_seen_no_longer_say_that_it_is_written) {
  request_.query.add("written", "12");
  Response const response = refusal_page(visit(), {&no_such_page, {{"path", "/members/57"}}});
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(holds(response.body, "Đã ghi vào sổ."));
  EXPECT_FALSE(holds(response.body, "class=\"refusal\""));
  request_.method = Method::post;
  EXPECT_EQ(refusal_page(visit(), {&no_such_page, {{"path", "/members/57"}}}).status, 404);
}

TEST_F(Pages, warnings_are_read_before_going_on) {
  Response const response = after_write(
      visit(), to("/members/57"), {.entry = 12, .hash = {}, .warnings = {{&no_such_page, {}}}});
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(holds(response.body, "href=\"/members/57?written=12\""));
}

TEST_F(Pages, another_day_keeps_the_question_and_is_told_apart) {
  request_.query.add("name", "uoc");
  request_.query.add("page", "4");
  std::string const html =
      page(visit(), {.title = "A", .as_of = AsOfBar{{test::day("31/12/2020"), 7}}}, {}).body;
  EXPECT_TRUE(holds(html, "name=\"name\" value=\"uoc\""));
  EXPECT_FALSE(holds(html, "name=\"page\""));
  EXPECT_TRUE(holds(html, "as-of other-day"));
  EXPECT_TRUE(holds(html, "value=\"31/12/2020\""));
  EXPECT_TRUE(holds(html, "value=\"7\""));
}

TEST_F(Pages, a_table_formats_by_type_and_tells_zero_from_nothing) {
  Listing const listing{.title = "T",
                        .columns = {{"a", M("Tên"), CellType::text},
                                    {"b", M("Số lượng"), CellType::count},
                                    {"c", M("Ngày"), CellType::day}},
                        .rows = {{std::string("x<"), std::int64_t{1'234'567},
                                  std::int64_t{test::day("14/06/2021").number()}},
                                 {std::string("y"), std::int64_t{0}, Value{}}}};
  std::string const html = table(Words{}, listing).text();
  EXPECT_TRUE(holds(html, "<th scope=\"row\">x&lt;</th>"));
  EXPECT_TRUE(holds(html, "<td class=\"n\" data-label=\"Số lượng\">1.234.567</td>"));
  EXPECT_TRUE(holds(html, ">14/06/2021</td>"));
  EXPECT_TRUE(holds(html, "<td class=\"n\" data-label=\"Số lượng\">0</td>"));
  EXPECT_TRUE(holds(html, "<span class=\"none\">–</span>"));
  EXPECT_TRUE(holds(table(Words{Language::english}, listing).text(), ">1,234,567</td>"));
}

TEST_F(Pages, pages_of_a_long_list_show_the_near_ones) {
  std::string const html =
      pagination(Words{}, to("/members"), {.page = 4, .per_page = 50, .total = 93'346}).text();
  EXPECT_TRUE(holds(html, "151–200"));
  for (char const* shown :
       {"page=1\"", "page=2\"", "page=3\"", "page=5\"", "page=6\"", "page=1867\""}) {
    EXPECT_TRUE(holds(html, shown)) << shown;
  }
  EXPECT_FALSE(holds(html, "page=7\""));
  EXPECT_FALSE(holds(html, "page=1866\""));
  EXPECT_FALSE(
      holds(pagination(Words{}, to("/m"), {.page = 9, .per_page = 50, .total = 0}).text(), "href"));
}

TEST_F(Pages, a_share_is_never_a_bare_percent) {
  std::string const html = share(Words{}, Share(133, 692, M("tổng số"))).text();
  EXPECT_TRUE(holds(html, "<b>133</b>/692 <span class=\"base\">tổng số</span>"));
  EXPECT_TRUE(holds(html, "(19,22%)"));
  EXPECT_FALSE(holds(share(Words{}, Share(0, 0, M("tổng số"))).text(), "%"));
}

}  // namespace
}  // namespace giaoban::web
