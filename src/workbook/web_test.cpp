// The pages of workbooks, as they answer: checked first, then written by a button.
#include "workbook/web.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "tests/test_site.h"
#include "web/download.h"
#include "web/job_pages.h"
#include "workbook/import_world_test.h"

namespace giaoban::workbook {
namespace {

class WorkbookPages : public ImportWorld {
 protected:
  WorkbookPages() { whole.add(web::catalogue()); }
  void SetUp() override {
    store_ = fresh_store(whole);
    jobs_ = std::make_unique<web::Jobs>(
        *store_, web::JobsOptions{.folder = folder() / "jobs", .log_breakage = {}});
    auto all = routes();
    for (auto& route : web::job_routes()) all.push_back(std::move(route));
    site_ = std::make_unique<test::TestSite>(*store_, std::move(all), jobs_.get());
    site_->let_in("tinh", {{import_verb.right}, {&export_right}});
    site_->let_in("clerk", {{import_verb.right}, {&export_right}}, Language::english);
    site_->let_in("nguoi_xem", {{&member::member_read}});
  }
  void TearDown() override {
    EXPECT_EQ(site_->broke(), "");
    jobs_.reset();
  }

  // The page to which a started job leads.
  std::string started(web::Response const& response) {
    EXPECT_EQ(response.status, 303) << test::words_of_page(response.body);
    return response.header("Location").value_or("/nowhere");
  }
  std::string checked(MadeBook const& book, std::string const& who = "tinh") {
    auto const path = written(book);
    return started(
        site_->send(who, "/import", {},
                    {{.field = "file",
                      .name = "sổ tỉnh.xlsx",
                      .file = path,
                      .bytes = static_cast<std::int64_t>(std::filesystem::file_size(path))}}));
  }
  // The page once the job has ended.
  std::string ended(std::string const& place, std::string const& who = "tinh") {
    for (int i = 0; i < 600; ++i) {
      auto const page = site_->ask(who, place);
      EXPECT_EQ(page.status, 200);
      if (!page.body.contains("/cancel")) return page.body;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return "does not end";
  }
  // What the job of an export leaves.
  web::Response exported(test::TestSite::Typed const& asked) {
    auto const place = started(site_->send("tinh", "/export", asked));
    auto const page = ended(place);
    auto file = site_->ask("tinh", place.substr(0, place.find('?')) + "/file");
    EXPECT_EQ(file.status, 200) << test::words_of_page(page);
    EXPECT_TRUE(file.file.has_value());
    return file;
  }
  static std::string bytes_of(web::Response const& response) {
    std::ifstream in(response.file.value(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static std::string commit_of(std::string const& place) {
    return place.substr(0, place.find('?')) + "/commit";
  }

  std::unique_ptr<store::Store> store_;
  std::unique_ptr<web::Jobs> jobs_;
  std::unique_ptr<test::TestSite> site_;
};
ON_BOTH_DATABASES(WorkbookPages);

TEST_P(WorkbookPages, check_a_sound_workbook_and_write_it_at_the_button) {
  auto const place = checked(MadeBook{});
  auto const page = ended(place);
  EXPECT_TRUE(page.contains("Tệp không có lỗi")) << test::words_of_page(page);
  EXPECT_EQ(head(*store_), 0);
  auto const writing = started(site_->send("tinh", commit_of(place), {}));
  auto const written = ended(writing);
  EXPECT_TRUE(written.contains("Đã ghi vào sổ ở bút toán 1")) << test::words_of_page(written);
  EXPECT_EQ(head(*store_), 1);
  EXPECT_EQ(store::entry(*store_->read(), 1)->reason, "sổ tỉnh.xlsx");
  // Once more finds all of it known.
  EXPECT_TRUE(ended(started(site_->send("tinh", commit_of(place), {}))).contains("bút toán")
                  ? true
                  : head(*store_) == 1);
  EXPECT_EQ(head(*store_), 1);
}

TEST_P(WorkbookPages, tell_faults_by_sheet_and_row_with_the_marked_workbook) {
  MadeBook book;
  book.member(0)["members.cell_code"] = std::string("KHONG-CO");
  auto const place = checked(book);
  auto const page = ended(place);
  EXPECT_TRUE(page.contains("Đảng viên!")) << test::words_of_page(page);
  EXPECT_TRUE(page.contains("Tải sổ đã đánh dấu lỗi"));
  EXPECT_FALSE(page.contains("/commit"));
  auto const job = place.substr(0, place.find('?')).substr(place.rfind('/') + 1);
  auto const file = site_->ask("tinh", "/jobs/" + job + "/file");
  EXPECT_EQ(file.status, 200);
  ASSERT_TRUE(file.file.has_value());
  EXPECT_TRUE(print::open_workbook(file.file->string()).has_value());
  EXPECT_NE(site_->send("tinh", commit_of(place), {}).status, 303);
  EXPECT_EQ(head(*store_), 0);
}

TEST_P(WorkbookPages, speak_the_users_language) {
  EXPECT_TRUE(ended(checked(MadeBook{}, "clerk"), "clerk").contains("The file has no faults"));
  EXPECT_TRUE(site_->ask("clerk", "/import").body.contains("Check the file"));
  EXPECT_TRUE(site_->ask("clerk", "/export").status != 500);
}

TEST_P(WorkbookPages, want_a_file_and_keep_the_choices) {
  auto const page =
      site_->send("tinh", "/import", {{"difference", "change"}, {"change-from", "01/02/2021"}});
  EXPECT_EQ(page.status, 400);
  EXPECT_TRUE(page.body.contains("value=\"01/02/2021\""));
  EXPECT_TRUE(page.body.contains("value=\"change\" selected"));
}

TEST_P(WorkbookPages, are_closed_without_the_right_and_to_others) {
  auto const place = checked(MadeBook{});
  for (auto const* path : {"/import", "/export", "/import/template"}) {
    EXPECT_EQ(site_->ask("nguoi_xem", path).status, 403) << path;
  }
  EXPECT_EQ(site_->send("nguoi_xem", commit_of(place), {}).status, 403);
  EXPECT_EQ(site_->ask("clerk", place).status, 404);
  ended(place);
}

TEST_P(WorkbookPages, hand_out_the_template_and_lists) {
  EXPECT_TRUE(site_->ask("tinh", "/import/template").body.starts_with("PK"));
  imported(*store_, MadeBook{});
  std::string const code = test::must(unit::in_reach(*store_->read(), unit::Reach::everything(),
                                                     std::string_view{}, {test::day(2021, 6, 14)}))
                               .code;
  auto const csv =
      site_->send("tinh", "/export", {{"unit", code}, {"list", "members"}, {"as", "csv"}});
  EXPECT_EQ(csv.status, 200) << test::words_of_page(csv.body);
  EXPECT_EQ(csv.content_type, web::csv_type);
  EXPECT_TRUE(
      site_->send("tinh", "/export", {{"unit", code}, {"as", "xlsx"}}).body.starts_with("PK"));
  EXPECT_EQ(site_->send("tinh", "/export", {{"unit", code}, {"as", "csv"}}).status, 400);
  site_->let_in("nguoi_khac", {{&export_right, 999}});
  EXPECT_EQ(site_->send("nguoi_khac", "/export", {{"unit", code}, {"as", "xlsx"}}).status, 403);
  EXPECT_EQ(store_->accesses({}).size(), 2U);
}

TEST_P(WorkbookPages, write_long_lists_as_jobs) {
  MadeBook book;
  for (int i = 100; i < 420; ++i) {
    book.add("members", {{"person_particulars.file_number", "LT" + std::to_string(i)},
                         {"person_particulars.full_name", "Trần Văn Đông"},
                         {"members.cell_code", "PT-01-01-02"},
                         {"members.joined", "03/02/2000"},
                         {"members.recognised", "03/02/2001"}});
  }
  EXPECT_EQ(lines(imported(*store_, book).faults), "");
  auto const csv = exported({{"unit", "PT"}, {"list", "members"}, {"as", "csv"}});
  EXPECT_EQ(csv.content_type, web::csv_type);
  EXPECT_TRUE(bytes_of(csv).contains("Nguyễn Văn Ước"));
  auto const whole_book = exported({{"unit", "PT"}, {"as", "xlsx"}});
  EXPECT_EQ(whole_book.content_type, web::xlsx_type);
  EXPECT_TRUE(print::open_workbook(whole_book.file->string()).has_value());
}

}  // namespace
}  // namespace giaoban::workbook
