// The pages of conferences, as they answer on both databases.
#include "briefing/web.h"

#include <gtest/gtest.h>

#include <regex>
#include <sstream>

#include "briefing/cli.h"
#include "briefing/minutes_document.h"
#include "tests/briefing_world.h"
#include "tests/docx_text.h"
#include "tests/laying.h"
#include "tests/test_site.h"
#include "web/jobs.h"

namespace giaoban::briefing {
namespace {

using store::Tx;
using test::day;
using test::must;
using test::part;

class BriefingPages : public test::BriefingWorld {
 protected:
  BriefingPages() { whole.add(web::catalogue()); }
  void SetUp() override {
    test::BriefingWorld::SetUp();
    clock.set(FixedClock(day("14/06/2021")).now());
    full_member("Nguyễn Thị Lan", khu_1, day("03/06/2015"));
    conference = called("Sơ kết 6 tháng", day("14/06/2021"));
    for (UnitId const unit : {district, hung_lo}) put_place(conference, unit);
    come(conference, district, "Bí thư", Presence::summoned);
    come(conference, hung_lo, "Bí thư", Presence::summoned);
    item = put_item(conference, "Kết quả 6 tháng");
    write(add_slide_verb, [&](Tx& tx) -> Result<void> {
      TRY_VOID(add_slide(tx, conference,
                         {.item = item,
                          .measure = "members.women",
                          .unit = province,
                          .as_of = day("31/05/2021"),
                          .caption = "Nữ <tăng> đều"}));
      return {};
    });
    auto all = routes();
    for (auto& route : web::verb_routes(commands_, verb_forms())) all.push_back(std::move(route));
    site_ = std::make_unique<test::TestSite>(store(), std::move(all));
    site_->tell_by(channels_);
    auto const over = [](UnitId unit) {
      std::vector<store::Grant> grants;
      for (auto const* right :
           {&briefing_read, &briefing_write, &task::task_give, &task::recommendation_take,
            &unit::unit_read, &figure::figure_read, &member::member_read}) {
        grants.emplace_back(right, unit.value);
      }
      return grants;
    };
    site_->let_in("tinh", over(province));
    site_->let_in("clerk", over(province), Language::english);
    site_->let_in("hung_lo", over(hung_lo));
    site_->let_in("kim_duc", over(kim_duc));
    site_->let_in("reader", {{&briefing_read}});
    site_->let_in("ended", {});
  }
  std::string path(std::string_view below = {}) const {
    return "/briefings/" + std::to_string(conference.value) + std::string(below);
  }
  EntryNumber head() { return store().read()->head(); }
  Live shown() { return live(*store().read(), conference); }
  web::Response step(std::string const& who, std::string const& move, std::int64_t change) {
    return site_->send(who, path("/screen"), {{"step", move}, {"change", std::to_string(change)}});
  }

  ConferenceId conference;
  std::int64_t item = 0;
  web::Channels channels_;
  std::vector<command::Command> const commands_ = commands();
  std::unique_ptr<test::TestSite> site_;
};
ON_BOTH_DATABASES(BriefingPages);

TEST_P(BriefingPages, stand_behind_rights_and_within_reach) {
  EXPECT_EQ(web::route_faults(routes()), std::vector<std::string>{});
  for (auto const* below : {"", "/hall", "/screen", "/minutes", "/minutes/document", "/events"}) {
    EXPECT_EQ(site_->ask("tinh", path(below)).status, 200) << below << site_->broke();
    EXPECT_EQ(site_->ask("hung_lo", path(below)).status, 200) << below;
    EXPECT_EQ(site_->ask("kim_duc", path(below)).status, 404) << below;
    EXPECT_EQ(site_->ask("ended", path(below)).status, 403) << below;
  }
  EXPECT_EQ(site_->ask("reader", path("/attendance")).status, 403);
  EXPECT_TRUE(site_->ask("hung_lo", "/briefings").body.contains("Sơ kết 6 tháng"));
  EXPECT_FALSE(site_->ask("kim_duc", "/briefings").body.contains("Sơ kết 6 tháng"));
}

TEST_P(BriefingPages, speak_both_languages) {
  auto const page = site_->ask("tinh", path()).body;
  EXPECT_TRUE(page.contains("Chương trình"));
  EXPECT_TRUE(page.contains("Nữ &lt;tăng&gt; đều"));
  auto const in_english = site_->ask("clerk", path()).body;
  EXPECT_TRUE(in_english.contains("Agenda"));
  EXPECT_FALSE(in_english.contains("Chương trình"));
  EXPECT_TRUE(site_->ask("clerk", "/briefings").body.contains("Today and coming"));
}

TEST_P(BriefingPages, show_buttons_to_those_who_may_write) {
  EXPECT_TRUE(site_->ask("tinh", path()).body.contains("/do/briefing/conclude?"));
  EXPECT_FALSE(site_->ask("hung_lo", path()).body.contains("/do/briefing/conclude?"));
  EXPECT_TRUE(site_->ask("tinh", path("/hall")).body.contains("data-step=\"next\""));
  EXPECT_FALSE(site_->ask("hung_lo", path("/hall")).body.contains("data-step=\"next\""));
}

TEST_P(BriefingPages, add_a_slide_by_picking_once) {
  auto const number = std::to_string(conference.value);
  auto const form = site_->ask(
      "tinh", "/do/briefing/slide?conference=" + number + "&item=" + std::to_string(item));
  ASSERT_EQ(form.status, 200) << site_->broke();
  EXPECT_TRUE(form.body.contains("<option value=\"members.women\""));
  EXPECT_TRUE(form.body.contains("value=\"14/06/2021\""));
  test::TestSite::Typed const typed{{"conference", number},       {"item", std::to_string(item)},
                                    {"measure", "members"},       {"unit", "PT"},
                                    {"figure-day", "31/05/2021"}, {"nonce", "two clicks"}};
  auto const before = head();
  EXPECT_EQ(site_->send("tinh", "/do/briefing/slide", typed).status, 303) << site_->broke();
  EXPECT_EQ(site_->send("tinh", "/do/briefing/slide", typed).status, 303);
  EXPECT_EQ(head(), before + 1);
  EXPECT_EQ(seen(conference).agenda.at(0).slides.size(), 2U);
  EXPECT_EQ(site_->ask("kim_duc", "/do/briefing/slide?conference=" + number).status, 404);
  EXPECT_EQ(
      site_->send("hung_lo", "/do/briefing/conclude", {{"conference", number}, {"text", "của xã"}})
          .status,
      403);
}

// --- attendance ----------------------------------------------------------------------------------

// The grid's row keys, in its order.
std::vector<std::string> keys_in(std::string const& page) {
  std::smatch found;
  std::vector<std::string> keys;
  if (!std::regex_search(page, found, std::regex("name=\"rows\" value=\"([^\"]*)\""))) return keys;
  std::istringstream in(found[1].str());
  for (std::string key; in >> key;) keys.push_back(key);
  return keys;
}

TEST_P(BriefingPages, record_presence_as_one_entry_once) {
  auto const page = site_->ask("tinh", path("/attendance"));
  ASSERT_EQ(page.status, 200) << site_->broke();
  auto const keys = keys_in(page.body);
  ASSERT_EQ(keys.size(), 2U);
  auto typed = test::sheet_of(page.body);
  auto const attendance = seen(conference).attendance;
  for (std::size_t i = 0; i < 2; ++i) {
    bool const comes = i == 0;
    test::type_in(typed, keys[i] + ".presence", comes ? "present" : "absent");
    test::type_in(typed, keys[i] + ".place", std::to_string(attendance[i].unit.value));
    test::type_in(typed, keys[i] + ".reason", comes ? "" : "đi công tác");
  }
  auto const before = head();
  EXPECT_EQ(site_->send("tinh", path("/attendance"), typed).status, 303) << site_->broke();
  EXPECT_EQ(site_->send("tinh", path("/attendance"), typed).status, 303);
  EXPECT_EQ(head(), before + 1);
  EXPECT_EQ(seen(conference).attendance[0].presence, Presence::present);
  EXPECT_EQ(seen(conference).attendance[1].reason, "đi công tác");
  EXPECT_TRUE(site_->ask("tinh", path()).body.contains("đi công tác"));
}

TEST_P(BriefingPages, say_beside_the_row_what_is_wrong_with_presence) {
  auto const keys = keys_in(site_->ask("tinh", path("/attendance")).body);
  ASSERT_EQ(keys.size(), 2U);
  auto const before = head();
  auto form = test::sheet_of(site_->ask("tinh", path("/attendance")).body);
  test::type_in(form, keys[0] + ".presence", "absent");
  auto const refused = site_->send("tinh", path("/attendance"), form);
  EXPECT_EQ(refused.status, 422) << site_->broke();
  EXPECT_TRUE(refused.body.contains("aria-invalid=\"true\""));
  test::type_in(form, keys[0] + ".presence", "present");
  EXPECT_EQ(site_->send("hung_lo", path("/attendance"), form).status, 403);
  // A word of no list is no presence.
  test::type_in(form, keys[0] + ".presence", "presnt");
  EXPECT_EQ(site_->send("tinh", path("/attendance"), form).status, 400);
  EXPECT_EQ(head(), before);
}

// Refused for a fault first, then asked about the one row that both changed.
TEST_P(BriefingPages, keep_what_two_wrote_about_presence_apart) {
  auto const keys = keys_in(site_->ask("tinh", path("/attendance")).body);
  ASSERT_EQ(keys.size(), 2U);
  auto mine = test::sheet_of(site_->ask("tinh", path("/attendance")).body);
  auto other = mine;
  for (auto const& key : keys) test::type_in(other, key + ".presence", "present");
  test::type_in(other, "nonce", "the other's");
  test::type_in(mine, keys[0] + ".presence", "absent");  // without a reason
  auto const refused = site_->send("tinh", path("/attendance"), mine);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(site_->send("clerk", path("/attendance"), other).status, 303) << site_->broke();
  mine = test::sheet_of(refused.body);
  test::type_in(mine, keys[0] + ".reason", "ốm");
  auto const asked = site_->send("tinh", path("/attendance"), mine);
  EXPECT_EQ(asked.status, 409) << test::words_of_page(asked.body);
  EXPECT_TRUE(asked.body.contains(keys[0] + ".keep"));
  EXPECT_FALSE(asked.body.contains(keys[1] + ".keep"));
  EXPECT_TRUE(test::words_of_page(asked.body).contains("clerk"));
  mine = test::sheet_of(asked.body);
  test::type_in(mine, keys[0] + ".keep", "mine");
  EXPECT_EQ(site_->send("tinh", path("/attendance"), mine).status, 303);
  EXPECT_EQ(seen(conference).attendance[0].reason, "ốm");
  EXPECT_EQ(seen(conference).attendance[1].presence, Presence::present);
}

// --- screens -------------------------------------------------------------------------------------

class Line final : public web::EventStream {
 public:
  bool send(std::string_view event, std::string_view text) override {
    if (cut) return false;
    if (event == "screen") heard.emplace_back(text);
    return true;
  }
  bool cut = false;
  std::vector<std::string> heard;
};

TEST_P(BriefingPages, step_through_the_slides_and_stop_at_the_end) {
  EXPECT_EQ(step("tinh", "next", 0).status, 303) << site_->broke();
  EXPECT_EQ(shown().item, item);
  EXPECT_EQ(shown().slide, 0);
  EXPECT_TRUE(site_->ask("tinh", path("/hall")).body.contains("Kết quả 6 tháng"));
  step("tinh", "next", 1);
  EXPECT_EQ(shown().slide, 1);
  step("tinh", "next", 2);
  EXPECT_EQ(shown().change, 2);
  step("tinh", "previous", 2);
  EXPECT_EQ(shown().slide, 0);
}

TEST_P(BriefingPages, a_double_step_steps_once) {
  step("tinh", "next", 0);
  step("tinh", "next", 0);
  EXPECT_EQ(shown().change, 1);
  EXPECT_EQ(shown().slide, 0);
  EXPECT_EQ(step("hung_lo", "next", 1).status, 403);
  EXPECT_EQ(shown().change, 1);
}

TEST_P(BriefingPages, show_the_figure_with_base_and_percent_the_same_for_all) {
  auto const added = std::to_string(item);
  site_->send("tinh", path("/screen"), {{"item", added}, {"slide", "1"}});
  auto const first = site_->ask("tinh", path("/screen")).body;
  EXPECT_TRUE(test::words_of_page(first).contains("(0,00%)")) << first;
  EXPECT_TRUE(first.contains("Huyện ủy Lâm Thao")) << first;  // the chart by unit below
  // What is recorded later does not change what the hall has seen.
  full_member("Trần Thị Hoa", khu_1, day("03/06/2015"));
  EXPECT_EQ(site_->ask("hung_lo", path("/screen")).body, first);
  web::Channels after_restart;
  site_->tell_by(after_restart);
  EXPECT_EQ(site_->ask("hung_lo", path("/screen")).body, first);
  EXPECT_FALSE(first.contains("/figures/"));
}

TEST_P(BriefingPages, sixty_followers_with_lines_cut_stand_on_the_same_slide) {
  std::vector<std::shared_ptr<Line>> lines(60);
  auto const come_back = [&](std::size_t which) {
    auto const answer =
        site_->ask("hung_lo", path("/events?place=") + std::to_string(hung_lo.value));
    ASSERT_EQ(answer.status, 200) << site_->broke();
    lines[which] = std::make_shared<Line>();
    answer.events(lines[which]);
  };
  for (std::size_t i = 0; i < lines.size(); ++i) come_back(i);
  step("tinh", "next", 0);
  for (std::size_t i = 0; i < lines.size(); i += 3) lines[i]->cut = true;
  step("tinh", "next", 1);
  for (std::size_t i = 0; i < lines.size(); i += 3) come_back(i);
  auto const now = site_->ask("hung_lo", path("/screen")).body;
  EXPECT_TRUE(now.starts_with("2\n"));
  for (auto const& line : lines) {
    ASSERT_FALSE(line->heard.empty());
    EXPECT_EQ(line->heard.back(), now);
  }
  EXPECT_EQ(site_->ask("hung_lo", path("/screen?change=2")).status, 204);
  EXPECT_EQ(site_->ask("hung_lo", path("/screen?change=1")).body, now);
}

TEST_P(BriefingPages, name_the_places_that_follow) {
  auto const own = path("/follow/") + std::to_string(hung_lo.value);
  EXPECT_EQ(site_->ask("hung_lo", own).status, 200) << site_->broke();
  EXPECT_EQ(site_->ask("hung_lo", path("/follow/") + std::to_string(district.value)).status, 422);
  EXPECT_EQ(site_->ask("tinh", path("/follow/") + std::to_string(kim_duc.value)).status, 422);
  auto const line = std::make_shared<Line>();
  site_->ask("hung_lo", path("/events?place=") + std::to_string(hung_lo.value)).events(line);
  auto const count = [&] {
    auto const page = test::words_of_page(site_->ask("tinh", path("/followers")).body);
    std::size_t found = 0;
    for (auto at = page.find("\nđang theo dõi"); at != page.npos;
         at = page.find("\nđang theo dõi", at + 1)) {
      ++found;
    }
    return found;
  };
  EXPECT_EQ(count(), 1U);
  line->cut = true;
  EXPECT_EQ(count(), 0U);
}

// --- minutes -------------------------------------------------------------------------------------

// All words in their order; how they are parted into elements tells nothing.
std::string words_in(std::string const& markup) {
  std::istringstream in(test::words_of_page(markup));
  std::string all;
  for (std::string word; in >> word;) all += word + " ";
  return all;
}

TEST_P(BriefingPages, minutes_say_on_the_page_what_they_say_on_paper) {
  come(conference, hung_lo, "Bí thư", Presence::present);
  come(conference, district, "Bí thư", Presence::absent);
  write(giaoban::test::laying_verb, [&](Tx& tx) -> Result<void> {
    TRY_INTO(auto const number, conclude(tx, conference, "Rà soát chi bộ ghép"));
    TRY_VOID(assign(tx, conference, number,
                    {.title = "Rà soát <12> chi bộ",
                     .product = "Báo cáo",
                     .assigner = {},
                     .lead = hung_lo,
                     .given_on = {},
                     .deadline = day("30/06/2021")}));
    TRY_VOID(take_down(tx, conference,
                       {.asker = hung_lo, .receiver = {}, .subject = "Kinh phí", .on = {}}));
    return {};
  });
  for (Day const on : {day("14/06/2021"), day("01/07/2026")}) {
    auto const snapshot = store().read();
    auto const said = minutes(*snapshot, everything, conference, {day("15/06/2021")}).value();
    auto const fields = minutes_fields(*snapshot, said, {everything, on});
    auto const docx = must(minutes_docx(fields, on));
    auto document = part(docx, "word/document.xml");
    document = document.substr(document.find("<w:body>"));
    auto const footer = part(docx, "word/footer1.xml");
    auto const page = words_in(minutes_page(fields).text());
    auto const paper = words_in(document) + words_in(footer.substr(footer.find("<w:ftr")));
    EXPECT_EQ(page, paper);
    EXPECT_TRUE(page.contains("1/2 (50,00%)")) << page;
    EXPECT_TRUE(page.contains("Rà soát <12> chi bộ"));
  }
  auto const page = site_->ask("hung_lo", path("/minutes"));
  EXPECT_TRUE(page.body.contains("BIÊN BẢN"));
  auto const file = site_->ask("hung_lo", path("/minutes/document"));
  EXPECT_TRUE(file.body.starts_with("PK"));
  EXPECT_TRUE(file.header("Content-Disposition")->contains(".docx"));
}

TEST_P(BriefingPages, name_who_has_finished_the_review_and_who_has_not) {
  write(review::grade_unit_verb, [&](Tx& tx) {
    return review::grade_unit(tx, hung_lo, review::UnitAspect::organisation,
                              {2020, day("31/12/2020"), day("15/01/2021")},
                              {.grade = review::Grade::good});
  });
  auto const words = words_in(site_->ask("tinh", "/briefings/reviews?unit=PT-01&year=2020").body);
  EXPECT_TRUE(words.contains("1 /2 ") || words.contains("1/2 ")) << words;
  EXPECT_TRUE(words.contains("Chưa có Đảng bộ xã Kim Đức")) << words;
  EXPECT_TRUE(words.contains("Đã có Đảng bộ xã Hùng Lô")) << words;
  EXPECT_EQ(site_->ask("kim_duc", "/briefings/reviews?unit=PT-01-01").status, 403);
}

}  // namespace
}  // namespace giaoban::briefing
