#include "report/report.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <clocale>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <regex>
#include <sstream>

#include "report/cli.h"
#include "report/report_world_test.h"
#include "tests/given.h"

namespace giaoban::report {
namespace {

class Reports : public ReportWorld {};
ON_BOTH_DATABASES(Reports);

// --- what it says ------------------------------------------------------------------------------

// GIAOBAN_WRITE_GOLDEN=1 writes the file anew; read the difference before committing it.
TEST_P(Reports, say_what_the_golden_text_says) {
  auto asked = request();
  asked.signer = "Nguyễn Văn Ước";
  auto const bytes = docx(asked);
  auto const text =
      unmarked(body_of(bytes) + "--- chân trang ---\n" + text_of(part(bytes, "word/footer1.xml")));
  auto const file = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path() /
                    "tests" / "golden" / "six-month-report.txt";
  if (std::getenv("GIAOBAN_WRITE_GOLDEN") != nullptr) std::ofstream(file) << text;
  std::stringstream golden;
  golden << std::ifstream(file).rdbuf();
  EXPECT_EQ(text, golden.str());
}

TEST_P(Reports, give_each_share_its_base_and_what_the_other_base_would_give) {
  auto const text = viewed(request()).sentences.at("graded_members");
  EXPECT_TRUE(has(text, "1/6 (16,67%) số đảng viên được đánh giá, xếp loại")) << text;
  EXPECT_TRUE(has(text, "1/9 (11,11%) tổng số đảng viên")) << text;
  auto const all_assessed = viewed(request()).sentences.at("graded_grassroots");
  EXPECT_TRUE(has(all_assessed, "1/3 (33,33%) số tổ chức cơ sở đảng được đánh giá, xếp loại"));
  EXPECT_TRUE(has(all_assessed, "Tất cả đều được đánh giá")) << all_assessed;
}

TEST_P(Reports, run_the_flow_to_the_document_when_it_is_older_than_the_period_s_end) {
  auto const early = viewed(request());
  EXPECT_EQ(movement(early, "opening"), 9);
  EXPECT_EQ(movement(early, "admitted"), 1);
  EXPECT_EQ(movement(early, "transferred_in"), 1);
  EXPECT_EQ(movement(early, "deceased"), 1);
  EXPECT_EQ(movement(early, "closing"), 10);
  auto const late = viewed(request(day(2021, 7, 5)));
  EXPECT_EQ(movement(late, "admitted"), 2);
  EXPECT_EQ(movement(late, "closing"), 11);
  EXPECT_EQ(late.closing, day(2021, 6, 30));
}

TEST_P(Reports, say_that_a_figure_is_not_known_and_never_0) {
  auto const before =
      viewed({.unit = province_, .period = *Period::parse("2019-H1"), .date = day(2019, 6, 14)});
  EXPECT_EQ(before.sentences.at("members"), "Số đảng viên đến ngày 14/06/2019: chưa có số liệu.");
  EXPECT_TRUE(has(before.sentences.at("movement"), "chưa có số liệu"));
  EXPECT_TRUE(has(before.sentences.at("graded_members"), "chưa có số liệu"));
  EXPECT_EQ(movement(before, "closing"), std::nullopt);
  auto const text = body_of(must(docx_bytes(before)));
  EXPECT_TRUE(has(text, "I | Đầu kỳ | chưa có số liệu | ")) << text;
  EXPECT_FALSE(has(text, "| 0 |")) << text;

  // The register was opened on 01/01/2020: the year's opening figure is not known.
  auto const opening =
      viewed({.unit = province_, .period = *Period::parse("2020"), .date = day(2020, 12, 31)});
  EXPECT_EQ(movement(opening, "opening"), std::nullopt);
  EXPECT_TRUE(has(opening.sentences.at("members"), "có 9 đảng viên"));
}

TEST_P(Reports, stand_as_they_were_known_at_an_entry) {
  auto asked = request();
  asked.known_at = graded_in_;
  auto const then = viewed(asked);
  EXPECT_EQ(movement(then, "closing"), 9);
  EXPECT_EQ(then.known_at, graded_in_);
  EXPECT_EQ(then.mark, store::entry(*store_->read(), graded_in_)->hash.mark());
  EXPECT_TRUE(has(text_of(part(must(docx_bytes(then)), "word/footer1.xml")),
                  fmt::format("Số liệu theo bút toán {}, dấu {}", graded_in_, then.mark)));
}

TEST_P(Reports, open_every_printed_figure_again_from_its_reference) {
  auto const made = viewed(request());
  EXPECT_GT(made.cited.size(), 60U);
  auto const snapshot = store_->read();
  for (auto const& cited : made.cited) {
    auto const reference = must(figure::parse_reference(cited.reference.text()));
    auto const again = must(figure::figure(*snapshot, reference));
    auto const value = again.share   ? again.share->text()
                       : again.count ? format_count(*again.count)
                                     : "chưa có số liệu";
    EXPECT_EQ(value, cited.value) << cited.reference.text();
  }
}

TEST_P(Reports, add_up_over_the_units_below) {
  auto const made = viewed(request());
  ASSERT_EQ(made.by_unit.size(), 3U);
  for (auto const& table : made.by_unit) {
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(*table.rows[0].total + *table.rows[1].total, *table.whole.total) << table.title;
  }
  EXPECT_EQ(made.by_unit[2].rows[0].name, "Huyện ủy Lâm Thao");
  EXPECT_EQ(made.by_unit[2].rows[0].total, 7);
  EXPECT_EQ(made.by_unit[2].whole.total, 9);
}

TEST_P(Reports, keep_their_totals_when_a_person_is_erased) {
  auto const before = viewed(request());
  test::must_write(*store_, store::erase_verb,
                   [&](Tx& tx) { return store::erase(tx, people_[0], "theo yêu cầu"); });
  auto const after = viewed(request());
  EXPECT_EQ(after.sentences, before.sentences);
  EXPECT_TRUE(docx_bytes(after).has_value());
}

TEST_P(Reports, of_a_single_cell_are_written_too) {
  auto asked = request();
  asked.unit = khu_1_;
  auto const made = viewed(asked);
  EXPECT_EQ(made.head.superior, "ĐẢNG BỘ XÃ TỨ XÃ");
  EXPECT_EQ(made.head.issuer, "CHI BỘ KHU 1");
  EXPECT_EQ(made.signing.authority, std::vector<std::string>{"T/M CHI BỘ"});
  EXPECT_TRUE(made.by_unit.empty());
  EXPECT_TRUE(docx_bytes(made).has_value());
}

TEST_P(Reports, refuse_a_date_before_the_period_and_an_entry_to_come) {
  EXPECT_EQ(test::code_of(view(*store_->read(), request(day(2020, 12, 31)))),
            "report.date_before_period");
  EXPECT_TRUE(view(*store_->read(), request(day(2021, 1, 1))).has_value());
  auto ahead = request();
  ahead.known_at = store_->read()->head() + 1;
  EXPECT_EQ(test::code_of(view(*store_->read(), ahead)), "report.entry_ahead");
  ahead.known_at = store_->read()->head();
  EXPECT_TRUE(view(*store_->read(), ahead).has_value());
}

// --- the same bytes ----------------------------------------------------------------------------

TEST_P(Reports, are_the_same_bytes_on_another_day_in_another_zone) {
  auto const book = folder() / "mot.xlsx";
  auto const again = folder() / "hai.xlsx";
  auto const bytes_of = [](std::filesystem::path const& file) {
    std::stringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return bytes.str();
  };
  auto const first = docx(request());
  xlsx(viewed(request()), book);

  clock.set(FixedClock(day(2024, 2, 29)).now());
  ASSERT_EQ(::setenv("TZ", "Pacific/Kiritimati", 1), 0);
  ::tzset();
  auto const* const locale = std::setlocale(LC_ALL, "C");
  auto const other = reopen(*store_);
  auto const made = must(view(*other->read(), request()));
  EXPECT_EQ(must(docx_bytes(made)), first);
  xlsx(made, again);
  EXPECT_EQ(bytes_of(book), bytes_of(again));
  EXPECT_GT(bytes_of(book).size(), 5000U);
  ::unsetenv("TZ");
  ::tzset();
  (void)locale;
}

// --- the page ----------------------------------------------------------------------------------

TEST_P(Reports, have_the_page_of_hd_36) {
  auto asked = request();
  asked.signer = "Nguyễn Văn Ước";
  auto const made = viewed(asked);
  EXPECT_EQ(made.layout, Layout::hd36_2018);
  EXPECT_TRUE(made.warnings.empty());
  auto const bytes = docx(asked);
  auto const xml = part(bytes, "word/document.xml");
  // A4; 20, 20, 30, 15 mm; the page number 10 mm from the edge, none on page 1.
  EXPECT_TRUE(has(xml, R"(<w:pgSz w:w="11906" w:h="16838"/>)"));
  EXPECT_TRUE(
      has(xml, R"(w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567")"));
  EXPECT_TRUE(has(xml, "<w:titlePg/>"));
  EXPECT_TRUE(has(part(bytes, "word/header1.xml"), "PAGE"));
  EXPECT_FALSE(has(part(bytes, "word/header2.xml"), "PAGE"));
  EXPECT_TRUE(has(style(bytes, "PageNumber"), R"(<w:jc w:val="center"/>)"));
  auto const styles = part(bytes, "word/styles.xml");
  EXPECT_TRUE(has(styles, R"(<w:rFonts w:ascii="Times New Roman")"));
  EXPECT_TRUE(has(styles, R"(<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang)"));

  struct Wanted {
    char const* style;
    char const* what;
  };
  for (auto const& [id, what] : {
           Wanted{"PartyTitle", R"(<w:b/><w:bCs/><w:sz w:val="30"/>)"},
           Wanted{"PartyTitle", R"(<w:pBdr><w:bottom w:val="single")"},
           Wanted{"Issuer", "<w:b/>"},
           Wanted{"PlaceDate", "<w:i/>"},
           Wanted{"DocumentType", R"(<w:b/><w:bCs/><w:sz w:val="32"/>)"},
           Wanted{"Subject", "<w:b/>"},
           Wanted{"Body", R"(w:after="120" w:line="360" w:lineRule="exact")"},
           Wanted{"Body", R"(<w:ind w:firstLine="567"/><w:jc w:val="both"/>)"},
           Wanted{"Authority", "<w:b/>"},
           Wanted{"Signer", "<w:b/>"},
           Wanted{"RecipientsLabel", R"(<w:u w:val="single"/>)"},
           Wanted{"Recipient", R"(<w:sz w:val="24"/>)"},
       }) {
    EXPECT_TRUE(has(style(bytes, id), what)) << id << ": " << style(bytes, id);
  }
  EXPECT_FALSE(has(style(bytes, "Superior"), "<w:b/>"));
  EXPECT_FALSE(has(style(bytes, "Position"), "<w:b/>"));
  EXPECT_FALSE(has(body_of(bytes), "Kính gửi"));  // of letters and submissions only
}

TEST_P(Reports, end_recipients_as_the_layout_of_their_date_says) {
  auto const ends = [&](Day date) {
    auto asked = request(date);
    asked.period = *Period::parse(fmt::format("{}-H1", date.year()));
    auto const text = body_of(docx(asked));
    auto const from = text.find("Nơi nhận:");
    return text.substr(from, text.find("TRƯỞNG BAN", from) - from);
  };
  auto const old_page = ends(day(2021, 6, 14));
  EXPECT_TRUE(has(old_page, "Ban Tổ chức Trung ương (để báo cáo),\n")) << old_page;
  EXPECT_TRUE(has(old_page, "- Lưu Ban Tổ chức Tỉnh ủy. |")) << old_page;
  auto const new_page = ends(day(2026, 6, 14));
  EXPECT_TRUE(has(new_page, "Ban Tổ chức Trung ương (để báo cáo);\n")) << new_page;
  EXPECT_TRUE(has(new_page, "- Lưu Ban Tổ chức Tỉnh ủy. |")) << new_page;
}

TEST_P(Reports, warn_where_the_layout_is_not_confirmed) {
  auto asked = request(day(2026, 6, 14));
  asked.period = *Period::parse("2026-H1");
  auto const made = viewed(asked);
  EXPECT_EQ(made.layout, Layout::hd05_2026);
  ASSERT_EQ(made.warnings.size(), 1U);
  EXPECT_EQ(made.warnings[0].kind, &layout_unconfirmed);
  EXPECT_TRUE(has(style(docx(asked), "Body"), R"(w:line="380" w:lineRule="exact")"));
}

// --- a committee's own template ----------------------------------------------------------------

// The built-in template with its first sentence written otherwise, as if in Word.
std::string edited(std::string const& instead) {
  auto parts = *print::unpack_parts(built_in_template(Layout::hd36_2018));
  for (auto& one : parts) {
    if (one.name == "word/document.xml") {
      one.bytes = replaced(std::move(one.bytes), "{{text_organisations}}", instead);
    }
  }
  return print::pack_parts(std::move(parts));
}

TEST_P(Reports, are_filled_into_a_template_that_a_committee_edited) {
  auto const form = must(print::load_template(
      edited("Lời của chúng tôi: {{members.graded_excellent/assessed}}; {{members}}."), "m.docx"));
  auto const text = body_of(must(docx_bytes(viewed(request()), form)));
  EXPECT_TRUE(
      has(text, "Lời của chúng tôi: 1/6 (16,67%) số đảng viên được đánh giá, xếp loại; 10."))
      << text;
}

TEST_P(Reports, refuse_an_unknown_field_by_name_and_place) {
  auto const form = must(print::load_template(edited("Tổng: {{so_dang_vien}}"), "mau-rieng.docx"));
  auto const made = docx_bytes(viewed(request()), form);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().kind, &print::unknown_fields);
  auto const words = made.error().text(Language::vietnamese);
  EXPECT_TRUE(has(words, "so_dang_vien")) << words;
  EXPECT_TRUE(has(words, "Tổng:")) << words;
  EXPECT_TRUE(has(words, "mau-rieng.docx")) << words;
}

TEST(ReportTemplates, use_only_names_that_are_offered) {
  for (auto const layout : {Layout::hd36_2018, Layout::hd05_2026}) {
    auto const form = must(print::load_template(built_in_template(layout), "mau.docx"));
    EXPECT_GT(form.fields().size(), 50U);
    EXPECT_EQ(test::code_of(print::check_fields(form, vocabulary())), "");
  }
}

TEST(ReportTemplates, have_every_name_but_the_measures_in_the_readme) {
  std::stringstream readme;
  readme << std::ifstream(std::filesystem::path(__FILE__).parent_path() / "README.md").rdbuf();
  auto const text = readme.str();
  auto const told = [&](auto const& self, print::Vocabulary const& names) -> void {
    for (auto const& name : names.texts) {
      if (figure::measure(name) != nullptr) continue;
      EXPECT_TRUE(has(text, "`" + name + "`")) << name;
    }
    for (auto const& [name, items] : names.lists) {
      EXPECT_TRUE(has(text, "`" + name + "`")) << name;
      self(self, items);
    }
  };
  told(told, vocabulary());
}

// --- the command -------------------------------------------------------------------------------

class ReportCommand : public Reports {
 protected:
  // The code of the refusal.
  std::string run(std::vector<std::pair<std::string, std::string>> const& given) {
    auto const table = commands();
    auto const arguments = test::given_to(table.front(), given);
    auto const opened = options(store_->address(), whole_);
    command::Context context({.address = opened.address,
                              .keys_path = opened.keys_path,
                              .user = "an",
                              .grants = {&report_read}},
                             whole_, clock, data_, words_);
    return test::code_of(commands().front().run(context, arguments));
  }
  std::string bytes_of(std::string const& name) {
    std::stringstream bytes;
    bytes << std::ifstream(folder() / name, std::ios::binary).rdbuf();
    return bytes.str();
  }
  std::string path(std::string const& name) { return (folder() / name).string(); }

  std::ostringstream data_, words_;
};
ON_BOTH_DATABASES(ReportCommand);

TEST_P(ReportCommand, writes_the_document_and_the_workbook_and_a_line_in_the_access_log) {
  EXPECT_EQ(run({{"unit", "PT"},
                 {"period", "2021-H1"},
                 {"date", "2021-06-14"},
                 {"out", path("b.docx")},
                 {"xlsx", path("b.xlsx")},
                 {"document-number", "5"},
                 {"signer", "Nguyễn Văn Ước"},
                 {"signer-title", "Phó Trưởng ban"},
                 {"place", "Việt Trì"},
                 {"recipients", "Như trên; Lưu."}}),
            "");
  auto const text = body_of(bytes_of("b.docx"));
  for (auto const* words :
       {"Số 05-BC/BTCTU", "Việt Trì, ngày 14 tháng 6 năm 2021", "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN",
        "Nguyễn Văn Ước", "- Như trên,\n", "- Lưu."}) {
    EXPECT_TRUE(has(text, words)) << words;
  }
  EXPECT_GT(bytes_of("b.xlsx").size(), 5000U);
  EXPECT_FALSE(std::filesystem::exists(path("b.docx.part")));
  EXPECT_EQ(data_.str(), "");
  EXPECT_TRUE(has(words_.str(), "Đã ghi báo cáo ra")) << words_.str();
  auto const accesses = store_->accesses(province_.value);
  ASSERT_EQ(accesses.size(), 1U);
  EXPECT_EQ(accesses[0].what, "report 2021-H1 2021-06-14");
}

TEST_P(ReportCommand, hands_out_the_template_and_takes_it_back) {
  EXPECT_EQ(run({{"print-template", path("mau.docx")}, {"date", "2021-06-14"}}), "");
  EXPECT_EQ(bytes_of("mau.docx"), built_in_template(Layout::hd36_2018));
  EXPECT_EQ(run({{"unit", "PT"},
                 {"period", "2021-H1"},
                 {"date", "2021-06-14"},
                 {"template", path("mau.docx")},
                 {"out", path("b.docx")}}),
            "");
  EXPECT_EQ(bytes_of("b.docx"), docx(request()));
}

TEST_P(ReportCommand, refuses_what_is_not_there_and_writes_nothing) {
  auto const with = [&](std::string const& name, std::string const& value) {
    std::vector<std::pair<std::string, std::string>> given{
        {"unit", "PT"}, {"period", "2021-H1"}, {"date", "2021-06-14"}, {"out", path("b.docx")}};
    for (auto& [option, old] : given) {
      if (option == name) old = value;
    }
    given.emplace_back(name, value);
    return run(given);
  };
  EXPECT_EQ(with("unit", "KHONG"), "unit.no_such_unit");
  EXPECT_EQ(with("period", "2021-H3"), "usage.period");
  EXPECT_EQ(with("date", "2020-06-14"), "report.date_before_period");
  EXPECT_EQ(with("template", path("khong-co.docx")), "report.template_unreadable");
  EXPECT_EQ(with("template", folder().string()), "report.template_unreadable");
  EXPECT_FALSE(std::filesystem::exists(path("b.docx")));
  EXPECT_EQ(run({{"unit", "PT"}, {"period", "2021-H1"}, {"date", "2021-06-14"}}).substr(0, 5),
            "usage");
}

}  // namespace
}  // namespace giaoban::report
