// The pages of figures, as they answer.
#include "figure/web.h"

#include <gtest/gtest.h>

#include "figure/figure.h"
#include "print/xlsx_read.h"
#include "tests/member_world.h"
#include "tests/test_site.h"
#include "web/jobs.h"

namespace giaoban::figure {
namespace {

using test::day;

// Two members in Chi bộ khu 1, one in another commune.
class FigurePages : public test::MemberWorld {
 protected:
  FigurePages() {
    whole.add(post::catalogue());
    whole.add(review::catalogue());
    whole.add(figure::catalogue());
    whole.add(web::catalogue());
  }
  void SetUp() override {
    test::MemberWorld::SetUp();
    full_member("Nguyễn Thị Lan", khu_1, day("03/06/2015"));
    full_member("Trần Văn Hùng", khu_1, day("03/06/2020"));
    full_member("Đỗ Thị Duyên", khu_9, day("03/06/2015"));
    site_ = std::make_unique<test::TestSite>(store(), routes());
    auto const over = [](UnitId unit) {
      return std::vector<store::Grant>{{&figure_read, unit.value},
                                       {&member::member_read, unit.value}};
    };
    site_->let_in("hung_lo", over(hung_lo));
    site_->let_in("clerk", over(hung_lo), Language::english);
    site_->let_in("kim_duc", over(kim_duc));
    site_->let_in("so_lieu", {{&figure_read, hung_lo.value}});
  }
  std::string reference(UnitId unit, std::string_view id = "members") {
    auto const one = test::must(figure(*store().read(), {measure(id), unit, {day("14/06/2021")}}));
    return one.reference.text();
  }

  std::unique_ptr<test::TestSite> site_;
};
ON_BOTH_DATABASES(FigurePages);

TEST_P(FigurePages, show_figures_with_base_and_percent_that_open_their_records) {
  auto const page = site_->ask("hung_lo", "/figures?as_of=14/06/2021");
  ASSERT_EQ(page.status, 200) << site_->broke();
  EXPECT_TRUE(page.body.contains("Đảng bộ xã Hùng Lô"))
      << test::words_of_page(page.body).substr(0, 1500);
  EXPECT_TRUE(page.body.contains("reference=" + web::percent_encoded(reference(hung_lo))))
      << reference(hung_lo);
  EXPECT_TRUE(page.body.contains("tổng số đảng viên"));
  // A section is headed once; its table says the same only to who has the page read.
  EXPECT_TRUE(page.body.contains("<caption class=\"hidden\">"));
  EXPECT_FALSE(page.body.contains("<caption>Đảng viên</caption>"));
  auto const in_english = site_->ask("clerk", "/figures?as_of=14/06/2021");
  EXPECT_TRUE(in_english.body.contains("Members"));
  EXPECT_FALSE(in_english.body.contains("Chi tiết"));
}

TEST_P(FigurePages, open_the_records_filtered_and_page_by_page) {
  auto const target = "/figures/records?reference=" + reference(hung_lo);
  auto const page = site_->ask("hung_lo", target);
  ASSERT_EQ(page.status, 200) << site_->broke();
  EXPECT_TRUE(page.body.contains("Nguyễn Thị Lan"));
  EXPECT_TRUE(page.body.contains("Trần Văn Hùng"));
  auto const filtered = site_->ask("hung_lo", target + "&words=hung");
  EXPECT_TRUE(filtered.body.contains("Trần Văn Hùng"));
  EXPECT_FALSE(filtered.body.contains("Nguyễn Thị Lan"));
  // A page behind the last shows the last.
  EXPECT_TRUE(site_->ask("hung_lo", target + "&page=2").body.contains("Nguyễn Thị Lan"));
  EXPECT_EQ(store().accesses(hung_lo.value).size(), 3U);
}

TEST_P(FigurePages, hand_the_records_out_as_a_file) {
  auto const target = "/figures/records/file?reference=" + reference(hung_lo);
  auto const csv = site_->ask("hung_lo", target + "&as=csv");
  EXPECT_EQ(csv.status, 200) << site_->broke();
  EXPECT_TRUE(csv.body.contains("Nguyễn Thị Lan"));
  EXPECT_TRUE(csv.header("Content-Disposition")->contains(".csv"));
  auto const book = site_->ask("hung_lo", target + "&as=xlsx");
  EXPECT_TRUE(book.body.starts_with("PK"));
}

TEST_P(FigurePages, are_closed_beyond_the_callers_units) {
  EXPECT_EQ(site_->ask("kim_duc", "/figures?unit=PT-01-01").status, 403);
  EXPECT_EQ(site_->ask("kim_duc", "/figures/records?reference=" + reference(hung_lo)).status, 403);
  EXPECT_EQ(site_->ask("kim_duc", "/figures/records/file?reference=" + reference(hung_lo)).status,
            403);
  EXPECT_EQ(site_->ask("kim_duc", "/figures/compare?unit=PT-01-01").status, 403);
  EXPECT_EQ(site_->ask("kim_duc", "/figures/over-time?unit=PT").status, 403);
  // Who may see figures only does not see persons, but units.
  EXPECT_EQ(site_->ask("so_lieu", "/figures/records?reference=" + reference(hung_lo)).status, 403);
  EXPECT_EQ(site_
                ->ask("so_lieu",
                      "/figures/records?reference=" + reference(hung_lo, "units.dependent_cells"))
                .status,
            200);
}

TEST_P(FigurePages, keep_a_reference_that_was_mistyped) {
  auto const answer = site_->ask("hung_lo", "/figures/records?reference=members.1-XX");
  EXPECT_EQ(answer.status, 400);
  EXPECT_TRUE(answer.body.contains("value=\"members.1-XX\""));
}

TEST_P(FigurePages, divide_a_figure_into_groups_that_open_their_records) {
  auto const page =
      site_->ask("hung_lo", "/figures/division?measure=members&by=standing&as_of=14/06/2021");
  ASSERT_EQ(page.status, 200) << site_->broke();
  EXPECT_TRUE(page.body.contains("<svg"));
  EXPECT_TRUE(page.body.contains("members~standing%3D"));
  // Units have no sex: they are divided by the first that they have.
  auto const other =
      site_->ask("hung_lo", "/figures/division?measure=units.dependent_cells&by=sex");
  EXPECT_EQ(other.status, 200) << site_->broke();
  EXPECT_EQ(site_->ask("kim_duc", "/figures/division?unit=PT-01-01").status, 403);
}

TEST_P(FigurePages, compare_two_days_by_counts) {
  auto const page = site_->ask("hung_lo", "/figures/compare?first=01/06/2020&second=14/06/2021");
  ASSERT_EQ(page.status, 200) << site_->broke();
  EXPECT_TRUE(page.body.contains("+1"));
  EXPECT_EQ(site_->ask("hung_lo", "/figures/compare?first=32/06/2020").status, 422);
}

TEST_P(FigurePages, draw_the_quarters_as_a_part_of_the_page) {
  auto const part = site_->ask_part("hung_lo", "/figures/over-time", "over-time");
  EXPECT_EQ(part.status, 200) << site_->broke();
  EXPECT_TRUE(part.body.contains("<svg"));
  EXPECT_FALSE(part.body.contains("<html"));
}

}  // namespace
}  // namespace giaoban::figure
