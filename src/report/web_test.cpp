// The pages of reports, as they answer; what is read is what is printed.
#include "report/web.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <regex>
#include <sstream>
#include <thread>

#include "report/preview.h"
#include "report/report.h"
#include "tests/docx_text.h"
#include "tests/member_world.h"
#include "tests/test_site.h"
#include "web/job_pages.h"
#include "web/jobs.h"

namespace giaoban::report {
namespace {

using review::Grade;
using store::Tx;
using test::day;
using test::must;
using test::part;

// The document's body with a line end after each text.
std::string words_of_docx(std::string xml) {
  xml = xml.substr(xml.find("<w:body>"));
  xml = std::regex_replace(xml, std::regex(">\\s+<"), "><");
  return test::words_of_page(xml);
}

// The texts one by one: blanks at their ends and between them tell nothing.
std::vector<std::string> texts_in(std::string const& words) {
  std::vector<std::string> texts;
  std::istringstream in(words);
  for (std::string line; std::getline(in, line);) {
    auto const from = line.find_first_not_of(" \r");
    if (from != line.npos)
      texts.push_back(line.substr(from, line.find_last_not_of(" \r") - from + 1));
  }
  return texts;
}

class ReportPages : public test::MemberWorld {
 protected:
  ReportPages() {
    whole.add(post::catalogue());
    whole.add(review::catalogue());
    whole.add(figure::catalogue());
    whole.add(task::catalogue());
    whole.add(briefing::catalogue());
    whole.add(report::catalogue());
    whole.add(web::catalogue());
  }
  void SetUp() override {
    test::MemberWorld::SetUp();
    auto const lan = full_member("Nguyễn Thị Lan", khu_1, day("03/06/2015"));
    full_member("Trần Văn Hùng", khu_1, day("03/06/2018"));
    full_member("Đỗ Thị Duyên", khu_9, day("03/06/2015"));
    write(review::grade_person_verb, [&](Tx& tx) -> Result<void> {
      review::Round const round{2020, day("31/12/2020"), day("15/01/2021")};
      TRY_VOID(review::grade_person(tx, lan, review::PersonAspect::member, round,
                                    {.grade = Grade::excellent}));
      for (UnitId const unit : {hung_lo, kim_duc, khu_1}) {
        TRY_VOID(review::grade_unit(tx, unit, review::UnitAspect::organisation, round,
                                    {.grade = Grade::good}));
      }
      return {};
    });
    jobs_ = std::make_unique<web::Jobs>(
        store(), web::JobsOptions{.folder = folder() / "jobs", .log_breakage = {}});
    auto all = routes();
    for (auto& route : web::job_routes()) all.push_back(std::move(route));
    site_ = std::make_unique<test::TestSite>(store(), std::move(all), jobs_.get());
    site_->let_in("tinh", {{&report_read}});
    site_->let_in("clerk", {{&report_read}}, Language::english);
    site_->let_in("kim_duc", {{&report_read, kim_duc.value}});
  }
  void TearDown() override {
    jobs_.reset();
    test::MemberWorld::TearDown();
  }

  std::string const question_ =
      "unit=PT&period=2021-H1&date=14/06/2021&document-number=7&signer=Nguy%E1%BB%85n+V%C4%83n+A&"
      "recipients=Ban+A;+L%C6%B0u+%26+B";
  std::unique_ptr<web::Jobs> jobs_;
  std::unique_ptr<test::TestSite> site_;
};
ON_BOTH_DATABASES(ReportPages);

TEST_P(ReportPages, say_before_printing_just_what_is_printed) {
  for (auto const* date : {"14/06/2021", "01/03/2026"}) {  // both layouts
    ReportRequest request{.unit = province, .period = *Period::parse("2021-H1"), .date = day(date)};
    request.number = "7";
    request.signer = "Nguyễn Văn A";
    request.recipients = {"Ban A & B", "Lưu <C>"};
    auto const made = must(view(*store().read(), request));
    auto const docx = must(docx_bytes(made));
    auto printed = texts_in(words_of_docx(part(docx, "word/document.xml")));
    // The foot of the pages stands in a part of its own; the number of the page beside it.
    printed.push_back("Số liệu theo bút toán " + std::to_string(made.known_at) + ", dấu " +
                      made.mark);
    auto const read = texts_in(test::words_of_page(preview(made).text()));
    for (std::size_t i = 0; i < std::min(read.size(), printed.size()); ++i) {
      ASSERT_EQ(read[i], printed[i]) << "text " << i << ", dated " << date;
    }
    EXPECT_EQ(read.size(), printed.size()) << date;
    EXPECT_GT(read.size(), 150U);
  }
}

TEST_P(ReportPages, show_the_document_and_hand_it_out) {
  auto const page = site_->ask("tinh", "/reports/preview?" + question_);
  ASSERT_EQ(page.status, 200) << site_->broke() << test::words_of_page(page.body);
  EXPECT_TRUE(page.body.contains("ĐẢNG CỘNG SẢN VIỆT NAM"));
  auto const docx = site_->ask("tinh", "/reports/document?as=docx&" + question_);
  ASSERT_EQ(docx.status, 200) << site_->broke();
  EXPECT_TRUE(part(docx.body, "word/document.xml").contains("Lưu &amp; B"));
  auto const xlsx = site_->ask("tinh", "/reports/document?as=xlsx&" + question_);
  EXPECT_TRUE(xlsx.body.starts_with("PK"));
  EXPECT_EQ(store().accesses(province.value).size(), 3U);
}

TEST_P(ReportPages, ask_in_both_languages) {
  EXPECT_TRUE(site_->ask("tinh", "/reports").body.contains("Kỳ báo cáo"));
  auto const page = site_->ask("clerk", "/reports");
  EXPECT_TRUE(page.body.contains("Reporting period")) << page.body;
  EXPECT_FALSE(page.body.contains("Kỳ báo cáo"));
}

TEST_P(ReportPages, offer_every_period_since_the_register_was_opened) {
  auto const form = site_->ask("tinh", "/reports").body;
  for (char const* const part : {"H1", "H2", "9M", "year", "Q4", "12", "term"}) {
    EXPECT_TRUE(form.contains(fmt::format("<option value=\"{}\"", part))) << part;
  }
  auto const asked = [&](char const* part, char const* year) {
    return site_->ask(
        "tinh",
        fmt::format("/reports/preview?unit=PT&part={}&year={}&date=14/06/2021", part, year));
  };
  auto const composed = asked("H1", "2021");
  ASSERT_EQ(composed.status, 200) << test::words_of_page(composed.body);
  EXPECT_TRUE(test::words_of_page(composed.body).contains("6 tháng đầu năm 2021"));
  EXPECT_TRUE(test::words_of_page(asked("term", "2021").body).contains("2025"));
  auto const wrong = asked("H7", "2021");
  EXPECT_EQ(wrong.status, 400);
  auto const again = site_->ask("tinh", "/reports?unit=PT&period=2021-Q2&date=14/06/2021").body;
  EXPECT_TRUE(again.contains("value=\"Q2\" selected"));
}

TEST_P(ReportPages, keep_what_was_typed_when_refused) {
  auto const page =
      site_->ask("tinh", "/reports/preview?unit=PT&period=2021-H1&date=31/02/2021&signer=Lan");
  EXPECT_EQ(page.status, 400) << page.status;
  EXPECT_TRUE(page.body.contains("value=\"31/02/2021\""));
  EXPECT_TRUE(page.body.contains("value=\"Lan\""));
  EXPECT_TRUE(page.body.contains("value=\"PT\""));
}

TEST_P(ReportPages, are_closed_beyond_the_callers_units) {
  EXPECT_EQ(site_->ask("kim_duc", "/reports/preview?" + question_).status, 403);
  EXPECT_EQ(site_->ask("kim_duc", "/reports/document?" + question_).status, 403);
  EXPECT_EQ(site_
                ->send("kim_duc", "/reports/jobs",
                       {{"unit", "PT"}, {"period", "2021-H1"}, {"date", "14/06/2021"}})
                .status,
            403);
  EXPECT_EQ(site_->ask("kim_duc", "/reports").status, 200);
}

TEST_P(ReportPages, write_the_document_as_a_job) {
  auto const started = site_->send("tinh", "/reports/jobs",
                                   {{"unit", "PT"}, {"period", "2021-H1"}, {"date", "14/06/2021"}});
  ASSERT_EQ(started.status, 303) << site_->broke() << test::words_of_page(started.body);
  auto const place = *started.header("Location");
  for (int i = 0; i < 600 && !site_->ask("tinh", place).body.contains("/file"); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  auto const file = site_->ask("tinh", place + "/file");
  EXPECT_EQ(file.status, 200) << site_->broke();
  EXPECT_TRUE(file.file.has_value());
  EXPECT_EQ(site_->ask("kim_duc", place).status, 404);  // another's
}

}  // namespace
}  // namespace giaoban::report
