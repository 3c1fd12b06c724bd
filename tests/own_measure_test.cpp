// A committee's own measure where the program's own stand: on the slides of a conference, by the
// definition that was known when it began.
#include <gtest/gtest.h>

#include "briefing/cli.h"
#include "briefing/web.h"
#include "figure/indicator.h"
#include "tests/briefing_world.h"
#include "tests/page_world.h"
#include "tests/test_site.h"

namespace giaoban {
namespace {

using store::Tx;
using test::day;

class OwnMeasureOnSlides : public test::BriefingWorld {
 protected:
  OwnMeasureOnSlides() { whole.add(web::catalogue()); }
  void SetUp() override {
    test::BriefingWorld::SetUp();
    clock.set(FixedClock(day("14/06/2021")).now());
    full_member("Nguyễn Thị Lan", khu_1, day("03/06/2015"));
    full_member("Trần Văn Hùng", khu_1, day("03/06/2018"));
    full_member("Lê Văn Sơn", khu_9, day("03/06/2015"));
    defined(province, "long_ago", "Vào Đảng trước 2017", "năm vào Đảng < 2017");
    defined(kim_duc, "theirs", "Của Kim Đức", "");
    conference = called("Sơ kết 6 tháng", day("14/06/2021"));
    item = put_item(conference, "Kết quả 6 tháng");
  }
  void defined(UnitId unit, std::string const& code, std::string const& name,
               std::string const& counts) {
    std::vector<store::Grant> grants;
    for (auto const* right : {&figure::indicator_write, &member::member_read}) {
      grants.emplace_back(right);
    }
    test::must(store().write({.actor = {"an", std::move(grants)}, .verb = &figure::define_verb},
                             [&](Tx& tx) -> Result<void> {
                               TRY_VOID(figure::define(tx,
                                                       {.unit = unit,
                                                        .code = code,
                                                        .name = name,
                                                        .population = figure::Population::members,
                                                        .counts = counts,
                                                        .base = "",
                                                        .base_name = "tổng số đảng viên",
                                                        .citation = "",
                                                        .decimals = 1},
                                                       day("01/01/2015")));
                               return {};
                             }));
  }
  // The code of the refusal; "" when it is put there.
  std::string put_slide(UnitId reach, std::string const& measure) {
    std::vector<store::Grant> grants;
    for (auto const* right : {&briefing::briefing_write, &figure::figure_read}) {
      grants.emplace_back(right, right == &figure::figure_read ? reach.value : province.value);
    }
    return test::code_of(
        store().write({.actor = {"an", std::move(grants)}, .verb = &briefing::add_slide_verb},
                      [&](Tx& tx) -> Result<void> {
                        TRY_VOID(briefing::add_slide(tx, conference,
                                                     {.item = item,
                                                      .measure = measure,
                                                      .unit = district,
                                                      .as_of = day("31/05/2021"),
                                                      .caption = ""}));
                        return {};
                      }));
  }

  briefing::ConferenceId conference;
  std::int64_t item = 0;
};
ON_BOTH_DATABASES(OwnMeasureOnSlides);

TEST_P(OwnMeasureOnSlides, are_shown_with_their_name_base_and_decimals) {
  EXPECT_EQ(put_slide(hung_lo, "own.theirs"), "indicator.unseen");
  EXPECT_EQ(put_slide(hung_lo, "own.nothing"), "indicator.unseen");
  ASSERT_EQ(put_slide(hung_lo, "own.long_ago"), "");
  auto commands = briefing::commands();
  auto all = briefing::routes();
  for (auto& route : web::verb_routes(commands, briefing::verb_forms())) {
    all.push_back(std::move(route));
  }
  test::TestSite site(store(), std::move(all));
  web::Channels channels;
  site.tell_by(channels);
  std::vector<store::Grant> grants;
  for (auto const* right :
       {&briefing::briefing_read, &briefing::briefing_write, &unit::unit_read}) {
    grants.emplace_back(right, province.value);
  }
  site.let_in("tinh", grants);
  auto const path = "/briefings/" + std::to_string(conference.value);
  auto const page = test::words_of_page(site.ask("tinh", path).body);
  EXPECT_TRUE(page.contains("Vào Đảng trước 2017")) << site.broke() << page;
  for (char const* step : {"0", "1"}) {
    site.send("tinh", path + "/screen", {{"step", "next"}, {"change", step}});
  }
  auto const hall = test::words_of_page(site.ask("tinh", path + "/hall").body);
  EXPECT_TRUE(hall.contains("Vào Đảng trước 2017")) << site.broke() << hall;
  EXPECT_TRUE(hall.contains("(66,7%)")) << hall;
  EXPECT_TRUE(hall.contains("tổng số đảng viên"));
  auto const form =
      site.ask("tinh", "/do/briefing/slide?conference=" + std::to_string(conference.value));
  EXPECT_TRUE(form.body.contains("own.")) << "own measures of the host are offered";
}

}  // namespace
}  // namespace giaoban
