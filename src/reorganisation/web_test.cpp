// The wizard and the drawing of lineage, on both databases, through the one door of the site.
#include "reorganisation/web.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "figure/figure.h"
#include "figure/web.h"
#include "reorganisation/cli.h"
#include "reorganisation/reorganisation.h"
#include "tests/page_world.h"

namespace giaoban::reorganisation {
namespace {

using test::day;
using test::Typed;

class ReorganisationPages : public test::PageWorld {
 protected:
  ReorganisationPages() {
    whole.add(post::catalogue());
    whole.add(review::catalogue());
    whole.add(figure::catalogue());
    whole.add(account::catalogue());
    whole.add(reorganisation::catalogue());
  }
  void SetUp() override {
    test::PageWorld::SetUp();
    auto const own = reorganisation::routes();
    site.routes.insert(site.routes.end(), own.begin(), own.end());
    auto const of_figures = figure::routes();
    site.routes.insert(site.routes.end(), of_figures.begin(), of_figures.end());
    callers()["staff"].emplace_back(&figure::figure_read);
    full_member("Nguyễn Văn An", khu_1, day(2011, 3, 3));
    full_member("Phạm Văn Dũng", khu_9, day(2014, 6, 6));
  }
  static Typed two_communes(std::string const& second_code) {
    return {{"on", "01/07/2021"},
            {"placings", ""},
            {"reason", "Nghị quyết 12-NQ/TU"},
            {"rows", "r1 r2"},
            {"r1.old", "PT-01-01"},
            {"r1.new", "PT-01-20"},
            {"r1.name", "Đảng bộ xã Hùng Kim"},
            {"r1.kind", ""},
            {"r1.parent", "PT-01"},
            {"r1.way", ""},
            {"r2.old", second_code},
            {"r2.new", "PT-01-20"},
            {"r2.name", ""},
            {"r2.kind", ""},
            {"r2.parent", ""},
            {"r2.way", ""}};
  }
};
ON_BOTH_DATABASES(ReorganisationPages);

TEST_P(ReorganisationPages, two_communes_are_merged_after_a_look) {
  EXPECT_TRUE(has(page("/reorganise?units=PT-01-01"), "PT-01-01"));
  EntryNumber const before = head();
  auto const seen = post("/reorganise/preview", two_communes("PT-01-02"));
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_TRUE(has(seen, "Thực hiện phương án"));
  EXPECT_TRUE(has(seen, "Kết thúc hoạt động"));
  EXPECT_EQ(head(), before) << "a look writes nothing";

  auto const written = post("/reorganise", two_communes("PT-01-02"));
  EXPECT_TRUE(written.status == 303 || written.status == 200) << written.body;
  EXPECT_EQ(head(), before + 1);
  auto const made = test::must(unit::by_code(*store().read(), "PT-01-20", {day(2021, 7, 1)}));
  EXPECT_EQ(counted(made, day(2021, 7, 1)), 2);

  auto const drawn = page("/units/" + std::to_string(made.value) + "/lineage?as_of=2021-07-01");
  EXPECT_TRUE(has(drawn, "Đảng bộ xã Kim Đức (PT-01-02)"));
  EXPECT_TRUE(has(drawn, "1 đảng viên"));
  auto const changes = page("/units/changes?first=30/06/2021&second=01/07/2021");
  EXPECT_TRUE(has(changes, "Đảng bộ xã Hùng Kim"));
  EXPECT_TRUE(has(changes, "Đảng bộ xã Kim Đức"));
  EXPECT_TRUE(has(page("/units?as_of=01/07/2021"), "tree-slider"));
}

TEST_P(ReorganisationPages, what_was_reported_stands_beside_what_is_known_now) {
  clock.set(FixedClock(day(2021, 8, 5)).now());
  post("/reorganise", two_communes("PT-01-02"));
  auto const made = test::must(unit::by_code(*store().read(), "PT-01-20", {day(2021, 7, 1)}));
  auto const drawn = page("/units/" + std::to_string(made.value) + "/lineage?as_of=2021-08-05");
  EXPECT_TRUE(has(drawn, "05/08/2021 mới ghi vào sổ"));
  EXPECT_TRUE(has(drawn, "/figures/revisions?unit=PT-01"));
  EXPECT_TRUE(has(drawn, "known_at=" + std::to_string(head() - 1)));
  EXPECT_TRUE(has(page("/figures/revisions?unit=PT-01&measure=members&as_of=04/08/2021&known_at=" +
                       std::to_string(head() - 1)),
                  "không có đơn vị này"));
  EXPECT_TRUE(has(page("/figures/revisions?unit=PT-01&as_of=01/01/2020"), "chưa có gì được ghi"));
  auto const table =
      page("/figures/revisions?unit=PT-01&measure=members&as_of=31/07/2021&reported=04/08/2021");
  EXPECT_TRUE(has(table, "Đảng bộ xã Hùng Kim (PT-01-20)"));
  EXPECT_TRUE(has(table, "không có đơn vị này"));
  EXPECT_TRUE(has(table, "+2"));
  EXPECT_TRUE(has(table, "−1"));
  EXPECT_TRUE(has(page("/figures/revisions?unit=PT-01&as_of=31/07/2021&reported=04/08/2021"),
                  "Tổ chức cơ sở đảng"));
  EXPECT_EQ(get("/figures/revisions?unit=PT-01&measure=no.such").status, 404);
  EXPECT_EQ(get("/figures/revisions?unit=PT-01&reported=31/02/2021").status, 422);
}

TEST_P(ReorganisationPages, faults_are_told_by_row_and_what_was_typed_stays) {
  auto const seen = post("/reorganise/preview", two_communes("XX"));
  EXPECT_EQ(seen.status, 200);
  EXPECT_TRUE(has(seen, "không có đơn vị nào mang mã cũ “XX”"));
  EXPECT_FALSE(has(seen, "Thực hiện phương án"));
  EXPECT_TRUE(has(seen, "Đảng bộ xã Hùng Kim"));
  EntryNumber const before = head();
  EXPECT_EQ(post("/reorganise", two_communes("XX")).status, 404);
  EXPECT_EQ(head(), before);
}

// Typed or sent by a program: no more lines than the page shows, each once.
TEST_P(ReorganisationPages, take_a_plan_as_long_as_the_page_and_each_line_once) {
  auto const with_lines = [](int count) {
    Typed typed{{"on", "01/07/2021"}, {"reason", "thử"}};
    std::string keys;
    for (int i = 1; i <= count; ++i) {
      std::string const key = "r" + std::to_string(i);
      keys += key + " ";
      typed.emplace_back(key + ".old", "PT-99-" + std::to_string(i));
    }
    typed.emplace_back("rows", keys);
    return typed;
  };
  for (char const* page : {"/reorganise", "/reorganise/preview"}) {
    auto const many = post(page, with_lines(1'501));
    EXPECT_EQ(many.status, 413) << page;
    EXPECT_TRUE(has(many, "1501") || has(many, "1.501")) << many.body;
    Typed repeated = two_communes("PT-01-02");
    for (auto& [name, value] : repeated) {
      if (name == "rows") value = "r1 r2 r1";
    }
    EXPECT_EQ(post(page, repeated).status, 422) << page;
    Typed long_cell = two_communes(std::string(2'001, 'x'));
    EXPECT_EQ(post(page, long_cell).status, 422) << page;
  }
}

// What a spreadsheet could not work out is no name, whether it was pasted or came in a file; and a
// file that was not read whole is not put into the grid, where its blanks would be taken for meant.
TEST_P(ReorganisationPages, take_no_value_that_is_none) {
  Typed pasted = two_communes("PT-01-02");
  for (auto& [name, value] : pasted) {
    if (name == "r1.name") value = "#N/A";
  }
  auto const seen = post("/reorganise/preview", pasted);
  EXPECT_TRUE(has(seen, "“#N/A” không phải là tên hay mã")) << seen.body;
  EXPECT_FALSE(has(seen, "Thực hiện phương án"));

  auto const file = std::filesystem::temp_directory_path() /
                    ("giaoban-plan-page-" + std::to_string(::getpid()) + ".csv");
  auto const sent_file = [&](std::string const& text) {
    std::ofstream(file) << text;
    auto asked = request("/reorganise/file", "staff", {});
    asked.method = web::Method::post;
    asked.form.add("token", web::form_token(site.caller_of(store(), asked), store()));
    asked.uploads = {{.field = "file", .name = "a.csv", .file = file}};
    return web::answer(site, asked);
  };
  auto const dissolving = sent_file("Mã cũ;Mã mới;Ngày\nPT-01-01-02;#REF!;01/07/2021\n");
  EXPECT_TRUE(has(dissolving, "ô báo lỗi “#REF!”")) << dissolving.body;
  EXPECT_FALSE(has(dissolving, "PT-01-01-02"));
  auto const sound =
      sent_file("Mã cũ;Mã mới;Tên mới:;Ngày\nPT-01-01;PT-01-01;Xã Hùng;01/07/2021\n");
  EXPECT_TRUE(has(sound, "Thực hiện phương án")) << sound.body;
  EXPECT_TRUE(has(sound, "Xã Hùng"));
  std::filesystem::remove(file);
}

TEST_P(ReorganisationPages, count_the_roles_that_end_and_give_none_without_the_right) {
  test::must(account::ensure_first_account(store(), "quan.tri"));
  write(account::create_verb, [&](store::Tx& tx) -> Result<void> {
    TRY_INTO(
        auto const lan,
        account::create(tx, {.login = "xuan.lan", .shown_name = "Lan", .from = day(2020, 1, 1)}));
    return tx.state(tx.new_id(), {day(2020, 1, 1), Day::forever()},
                    account::RoleHolding{lan, account::Role::staff, hung_lo});
  });
  auto const seen = post("/reorganise/preview", two_communes("PT-01-02"));
  EXPECT_TRUE(has(seen, "1 vai trò của người dùng kết thúc")) << seen.body;
  EXPECT_FALSE(has(seen, "xuan.lan")) << "accounts are told to who reads accounts";
  EntryNumber const before = head();
  Typed following = two_communes("PT-01-02");
  following.emplace_back("roles_follow", "1");
  auto const refused = post("/reorganise", following);
  EXPECT_EQ(refused.status, 403) << refused.body;
  EXPECT_TRUE(has(refused, "phải có quyền giao vai trò"));
  EXPECT_EQ(head(), before);
  callers()["staff"].emplace_back(&account::account_write);
  EXPECT_TRUE(has(post("/reorganise/preview", two_communes("PT-01-02")), "xuan.lan"));
}

TEST_P(ReorganisationPages, are_for_those_who_may_write_units_over_all_that_changes) {
  EXPECT_EQ(get("/reorganise", "reader").status, 403);
  EXPECT_EQ(get("/reorganise", "ended").status, 403);
  // Of units of others as of such as are not there, and nothing is counted of them.
  for (char const* page : {"/reorganise", "/reorganise/preview"}) {
    auto const foreign = post(page, two_communes("PT-01-02"), "hung_lo");
    auto const unknown = post(page, two_communes("PT-01-99"), "hung_lo");
    EXPECT_EQ(foreign.status, 404) << page;
    EXPECT_EQ(unknown.status, 404) << page;
    EXPECT_FALSE(has(foreign, "Kim Đức")) << page;
  }
}

}  // namespace
}  // namespace giaoban::reorganisation
