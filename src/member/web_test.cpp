// The pages of members on both databases, through the one door of the site.
#include "member/web.h"

#include <gtest/gtest.h>

#include "tests/page_world.h"

namespace giaoban::member {
namespace {

using test::day;
using test::Typed;

std::string number(PersonId person) {
  return std::to_string(person.value);
}

class MemberPages : public test::PageWorld {
 protected:
  void SetUp() override {
    PageWorld::SetUp();
    uoc = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2019"), "025090000123");
    ba = admitted("Hà Thị Ba", khu_9, day("03/06/2021"));
  }
  std::string path(PersonId person) { return "/members/" + number(person); }
  std::string unit_path(UnitId unit) { return "/units/" + std::to_string(unit.value); }

  PersonId uoc, ba;
};
ON_BOTH_DATABASES(MemberPages);

TEST_P(MemberPages, have_a_sound_table_of_routes) {
  EXPECT_EQ(web::route_faults(site.routes), std::vector<std::string>{});
}

TEST_P(MemberPages, render_in_both_languages) {
  std::vector<std::pair<std::string, std::pair<std::string, std::string>>> const pages{
      {"/members", {"Đảng viên", "Members"}},
      {"/members?q=uoc", {"Người tìm thấy", "People found"}},
      {path(uoc), {"Tư cách và nơi sinh hoạt", "Standing and place in the Party"}},
      {path(uoc) + "/history", {"Mỗi dòng có thời gian hiệu lực", "Each line has"}},
      {path(uoc) + "/facts/person_particulars", {"Ghi sai từ đầu", "Recorded wrongly"}},
      {unit_path(hung_lo), {"Đơn vị trực thuộc", "Units directly under it"}},
      {unit_path(khu_1) + "/roster", {"Tải về Excel", "Download for Excel"}},
      {"/do/member/transfer?person=" + number(uoc), {"Người này", "This person"}},
      {"/do/member/admit?cell=PT-01-01-01", {"Đặc điểm thống kê", "Traits for statistics"}},
      {"/do/member/correct?person=" + number(uoc) + "&kind=person_traits&mode=change",
       {"Ghi thay đổi", "Record the change"}}};
  for (auto const& [target, says] : pages) {
    language = Language::vietnamese;
    EXPECT_TRUE(has(page(target), says.first)) << target;
    language = Language::english;
    EXPECT_TRUE(has(page(target), says.second)) << target;
  }
}

TEST_P(MemberPages, every_form_of_a_verb_opens) {
  for (auto const& route : site.routes) {
    bool const form = route.method == web::Method::get && route.path.starts_with("/do/member/");
    if (!form) continue;
    EXPECT_EQ(get(route.path + "?person=" + number(uoc)).status, 200) << route.path;
    EXPECT_EQ(get(route.path).status, 200) << route.path;
  }
}

// --- finding -----------------------------------------------------------------------------------

TEST_P(MemberPages, search_takes_parts_of_names_without_marks_and_numbers) {
  EXPECT_TRUE(has(page("/members?q=van uoc"), "Nguyễn Văn Ước"));
  EXPECT_TRUE(has(page("/members?q=ngu"), "Nguyễn Văn Ước"));
  EXPECT_TRUE(has(page("/members?q=025090000123"), "Nguyễn Văn Ước"));
  EXPECT_FALSE(has(page("/members?q=025090000124"), "Nguyễn Văn Ước"));
  EXPECT_FALSE(has(page("/members?q=ba"), "Nguyễn Văn Ước"));
  EXPECT_FALSE(has(page("/members?q=uoc&unit=PT-01-02"), "Nguyễn Văn Ước"));
  EXPECT_TRUE(has(page("/members?q=uoc&unit=PT-01-01"), "Nguyễn Văn Ước"));
}

TEST_P(MemberPages, list_shows_who_is_in_the_unit_on_the_day) {
  EXPECT_TRUE(has(page("/members?unit=PT-01-01"), "Nguyễn Văn Ước"));
  EXPECT_FALSE(has(page("/members?unit=PT-01-01"), "Hà Thị Ba"));
  EXPECT_FALSE(has(page("/members?as_of=02/06/2019"), "Nguyễn Văn Ước"));
  EXPECT_EQ(get("/members?unit=NONE").status, 404);
  EXPECT_EQ(get("/members?as_of=31/02/2021").status, 422);
}

TEST_P(MemberPages, pickers_answer_with_record_numbers) {
  auto const found = page("/pick/persons?q=uoc");
  EXPECT_TRUE(has(found, "data-value=\"" + number(uoc) + "\"")) << found;
  EXPECT_FALSE(has(page("/pick/persons?q=uoc", "kim_duc"), "Nguyễn Văn Ước"));
}

// --- reach -------------------------------------------------------------------------------------

TEST_P(MemberPages, tell_another_units_user_nothing) {
  for (std::string const last : {"", "/history"}) {
    auto const refused = get(path(uoc) + last, "kim_duc");
    EXPECT_EQ(refused.status, 404) << last;
    EXPECT_FALSE(has(refused, "Ước"));
  }
  EXPECT_EQ(get(path(uoc), "hung_lo").status, 200);
  for (std::string const last : {"", "/roster", "/roster.xlsx", "/roster.csv"}) {
    EXPECT_EQ(get(unit_path(khu_1) + last, "kim_duc").status, 403) << last;
  }
  EXPECT_EQ(get("/members?unit=PT-01-01", "kim_duc").status, 403);
  EXPECT_FALSE(has(page("/members", "kim_duc"), "Nguyễn Văn Ước"));
  EXPECT_TRUE(has(page("/members", "kim_duc"), "Hà Thị Ba"));
  EXPECT_EQ(get("/do/member/transfer?person=" + number(uoc), "kim_duc").status, 404);
}

TEST_P(MemberPages, refuse_another_units_user_to_write) {
  auto const before = head();
  Typed const typed{{"person", number(uoc)}, {"cell", "PT-01-02-09"}, {"on", "01/06/2021"}};
  EXPECT_EQ(post("/do/member/transfer", typed, "kim_duc").status, 404);
  EXPECT_EQ(post("/do/member/transfer", typed, "reader").status, 403);
  EXPECT_EQ(post("/do/member/transfer", typed, "ended").status, 403);
  auto const admitted_elsewhere = post(
      "/do/member/admit",
      {{"full-name", "Lê Văn Tư"}, {"cell", "PT-01-01-01"}, {"ceremony", "01/06/2021"}}, "kim_duc");
  EXPECT_EQ(admitted_elsewhere.status, 403);
  EXPECT_EQ(head(), before);
}

TEST_P(MemberPages, leave_a_line_in_the_access_log) {
  auto const before = store().accesses(uoc.value).size();
  page(path(uoc), "reader");
  auto const lines = store().accesses(uoc.value);
  ASSERT_EQ(lines.size(), before + 1);
  EXPECT_TRUE(std::ranges::any_of(lines, [](store::Access const& line) {
    return line.actor == "reader" && line.what == "member show";
  }));
}

TEST_P(MemberPages, offer_no_verb_to_who_only_reads) {
  EXPECT_TRUE(has(page(path(uoc)), "/do/member/transfer"));
  EXPECT_FALSE(has(page(path(uoc), "reader"), "/do/member/transfer"));
}

// --- writing -----------------------------------------------------------------------------------

TEST_P(MemberPages, transfer_writes_once_with_one_nonce) {
  auto const next = path(uoc);
  Typed const typed{{"person", number(uoc)},  {"cell", "PT-01-01-02"},         {"on", "01/06/2021"},
                    {"document", "12-QĐ/TU"}, {"document_date", "20/05/2021"}, {"next", next},
                    {"nonce", "two clicks"}};
  auto const before = head();
  auto const first = post("/do/member/transfer", typed);
  EXPECT_EQ(first.status, 303) << first.body;
  EXPECT_EQ(first.header("Location").value_or(""), next + "?written=" + std::to_string(before + 1));
  auto const again = post("/do/member/transfer", typed);
  EXPECT_EQ(again.header("Location"), first.header("Location"));
  EXPECT_EQ(head(), before + 1);
  EXPECT_EQ(viewed(uoc, {day("01/06/2021")}).cell->value.cell, khu_2);
  auto const entry = store::entry(*store().read(), head());
  ASSERT_TRUE(entry.has_value());
  EXPECT_TRUE(entry->document.has_value());
  EXPECT_EQ(entry->actor, "staff");
}

TEST_P(MemberPages, a_refusal_shows_what_was_typed) {
  auto const refused = post("/do/member/transfer", {{"person", number(uoc)},
                                                    {"cell", "PT-01-01"},
                                                    {"on", "01/06/2021"},
                                                    {"reason", "theo nguyện vọng"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused, "value=\"PT-01-01\"")) << refused.body;
  EXPECT_TRUE(has(refused, "value=\"theo nguyện vọng\""));
  EXPECT_TRUE(has(refused, "Nguyễn Văn Ước"));
}

TEST_P(MemberPages, a_wrong_day_is_told_beside_its_field) {
  auto const refused =
      post("/do/member/transfer",
           {{"person", number(uoc)}, {"cell", "PT-01-01-02"}, {"on", "31/02/2021"}});
  EXPECT_TRUE(has(refused, "field faulty")) << refused.body;
  EXPECT_TRUE(has(refused, "31/02/2021"));
  EXPECT_FALSE(has(refused, "--on"));
}

TEST_P(MemberPages, a_document_without_its_day_is_refused) {
  auto const refused = post("/do/member/transfer", {{"person", number(uoc)},
                                                    {"cell", "PT-01-01-02"},
                                                    {"on", "01/06/2021"},
                                                    {"document", "12-QĐ/TU"},
                                                    {"document_date", "32/05/2021"}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_TRUE(has(refused, "field faulty")) << refused.body;
  EXPECT_FALSE(has(refused, "--document"));
}

TEST_P(MemberPages, every_blank_field_that_is_needed_is_told_at_once) {
  auto const refused = post("/do/member/transfer", {{"person", number(uoc)}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused, "Còn thiếu “Mã chi bộ chuyển đến”")) << refused.body;
  EXPECT_TRUE(has(refused, "Còn thiếu “Ngày đầu tiên ở chi bộ mới”"));
}

TEST_P(MemberPages, admission_goes_on_to_the_new_persons_page) {
  auto const written = post("/do/member/admit", {{"full-name", "Lê Văn Tư"},
                                                 {"born", "14/06/1990"},
                                                 {"cell", "PT-01-01-01"},
                                                 {"ceremony", "01/06/2021"},
                                                 {"document", "12-QĐ/HU"},
                                                 {"document-date", "20/05/2021"}});
  ASSERT_EQ(written.status, 303) << written.body;
  auto const next = written.header("Location").value_or("");
  ASSERT_TRUE(next.starts_with("/members/")) << next;
  EXPECT_TRUE(has(page(next), "Lê Văn Tư"));
}

// --- correction --------------------------------------------------------------------------------

TEST_P(MemberPages, a_correction_needs_a_reason_and_covers_the_days_of_the_fact) {
  std::string const asked =
      "/do/member/correct?person=" + number(uoc) + "&kind=person_particulars&mode=mistake";
  EXPECT_TRUE(has(page(asked), "value=\"Nguyễn Văn Ước\""));
  EXPECT_TRUE(has(page(asked), "value=\"03/06/2019\""));
  Typed typed{{"person", number(uoc)},
              {"kind", "person_particulars"},
              {"mode", "mistake"},
              {"on", "14/06/2021"},
              {"from", "03/06/2019"},
              {"to", ""},
              {"full-name", "Nguyễn Văn Ước"},
              {"born", "15/06/1990"}};
  EXPECT_EQ(post("/do/member/correct", typed).status, 422);
  typed.emplace_back("reason", "ghi nhầm ngày sinh");
  auto const written = post("/do/member/correct", typed);
  EXPECT_EQ(written.status, 303) << written.body;
  EXPECT_EQ(viewed(uoc, {day("03/06/2019")}).particulars->born, PartialDay::parse("15/06/1990"));
}

TEST_P(MemberPages, a_cleared_field_is_cleared_in_the_record) {
  ASSERT_EQ(viewed(uoc, {day("14/06/2021")}).particulars->born, PartialDay::parse("14/06/1990"));
  auto const written = post("/do/member/correct", {{"person", number(uoc)},
                                                   {"kind", "person_particulars"},
                                                   {"mode", "change"},
                                                   {"on", "14/06/2021"},
                                                   {"from", "01/06/2021"},
                                                   {"full-name", "Nguyễn Văn Ước"},
                                                   {"born", ""}});
  EXPECT_EQ(written.status, 303) << written.body;
  EXPECT_EQ(viewed(uoc, {day("14/06/2021")}).particulars->born, std::nullopt);
  EXPECT_NE(viewed(uoc, {day("31/05/2021")}).particulars->born, std::nullopt);
}

TEST_P(MemberPages, a_conflict_shows_both_versions) {
  auto const seen = head();
  auto const wrote = [&](std::string const& name, EntryNumber based_on) {
    return post("/do/member/correct", {{"person", number(uoc)},
                                       {"kind", "person_particulars"},
                                       {"mode", "change"},
                                       {"on", "14/06/2021"},
                                       {"from", "01/06/2021"},
                                       {"full-name", name},
                                       {"based_on", std::to_string(based_on)}});
  };
  EXPECT_EQ(wrote("Nguyễn Văn Ước Một", seen).status, 303);
  auto const refused = wrote("Nguyễn Văn Ước Hai", seen);
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(has(refused, "Nguyễn Văn Ước Một")) << refused.body;
  EXPECT_TRUE(has(refused, "Nguyễn Văn Ước Hai"));
  EXPECT_EQ(wrote("Nguyễn Văn Ước Hai", head()).status, 303);
}

TEST_P(MemberPages, a_kind_that_is_not_corrected_has_no_page) {
  EXPECT_EQ(get(path(uoc) + "/facts/person_merge").status, 404);
  EXPECT_EQ(get(path(uoc) + "/facts/party_card", "reader").status, 403);
}

// --- units -------------------------------------------------------------------------------------

TEST_P(MemberPages, a_unit_counts_the_members_of_those_below) {
  auto const body = page(unit_path(hung_lo));
  EXPECT_TRUE(has(body, "Chi bộ khu 1"));
  EXPECT_TRUE(has(body, "Tăng, giảm trong năm 2021"));
  EXPECT_TRUE(has(page(unit_path(hung_lo) + "?as_of=01/01/2009"), "chưa thành lập"));
  EXPECT_EQ(get("/units/99").status, 403);
  EXPECT_EQ(get("/units/abc").status, 403);
}

TEST_P(MemberPages, a_roster_leaves_as_a_workbook_and_as_csv) {
  auto const book = get(unit_path(khu_1) + "/roster.xlsx");
  EXPECT_EQ(book.status, 200);
  EXPECT_TRUE(book.body.starts_with("PK"));
  auto const csv = get(unit_path(khu_1) + "/roster.csv");
  EXPECT_TRUE(csv.body.starts_with("\xEF\xBB\xBF"));
  EXPECT_TRUE(has(csv, "Nguyễn Văn Ước")) << csv.body;
  EXPECT_TRUE(std::ranges::any_of(store().accesses(khu_1.value), [](store::Access const& line) {
    return line.what == "export roster";
  }));
}

}  // namespace
}  // namespace giaoban::member
