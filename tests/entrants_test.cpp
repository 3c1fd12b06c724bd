// Whoever enters the register is asked the same at every door: one table of cases through the page,
// the API and a workbook, each of which must say the same kind of refusal.
#include <gtest/gtest.h>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "tests/page_world.h"
#include "web/api.h"
#include "web/html.h"
#include "workbook/made_book_test.h"
#include "workbook/workbook.h"

namespace giaoban {
namespace {

using test::day;
using test::Typed;

struct Entrant {
  std::string_view what;
  std::string_view command;  // of the verb
  Typed options;
  workbook::MadeRow row;  // of the sheet of members, over what all have
  RefusalKind const& kind;
};

class Entrants : public test::PageWorld {
 protected:
  Entrants() {
    whole.add(post::catalogue());
    whole.add(review::catalogue());
    whole.add(workbook::catalogue());
  }
  void SetUp() override {
    PageWorld::SetUp();
    auto const doors = web::api_routes(commands);
    site.routes.insert(site.routes.end(), doors.begin(), doors.end());
    uoc = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"));
    probationer = admitted("Lê Thị Hòa", khu_1, day("03/06/2020"));
  }

  std::string by_api(Entrant const& entrant) {
    boost::json::object body;
    for (auto const& [name, value] : entrant.options) body[name] = value;
    auto sent =
        request("/api/" + path_of(entrant), "staff", {{"authorization", "Bearer of the test"}});
    sent.method = web::Method::post;
    sent.body = boost::json::serialize(body);
    auto const response = web::answer(site, sent);
    auto const told = boost::json::parse(response.body).as_object();
    return told.contains("refused") ? std::string(told.at("refused").as_string()) : "written";
  }
  // What the page says of a refusal is its remedy, which has no places.
  bool by_page(Entrant const& entrant) {
    auto const response = post("/do/" + path_of(entrant), entrant.options);
    EXPECT_EQ(response.status, entrant.kind.http_status) << entrant.what;
    Refusal refusal{&entrant.kind, {}};
    auto const remedy = refusal.remedy(Language::vietnamese);
    return has(response, web::Html(remedy.substr(0, remedy.find('{'))).text());
  }
  // Faults, and what a question asks about; of a dry run as it is proposed.
  std::string by_workbook(Entrant const& entrant) {
    workbook::MadeBook book;
    book.sheets["members"].rows = {{{"person_particulars.file_number", "LM1"},
                                    {"person_particulars.full_name", "Trần Thị Bình"},
                                    {"person_particulars.born", "14/06/1990"},
                                    {"person_traits.sex", "Nữ"},
                                    {"members.cell_code", "PT-01-01-01"},
                                    {"members.joined", "03/06/2018"},
                                    {"members.recognised", "03/06/2019"}}};
    for (auto const& [column, cell] : entrant.row) book.member(0)[column] = cell;
    book.sheets["units"].rows.clear();
    book.sheets["posts"].rows.clear();
    book.sheets["grades"].rows.clear();
    auto const file = (folder() / ("so" + std::to_string(++books_) + ".xlsx")).string();
    book.write(file);
    store::Actor const staff{"staff", callers()["staff"]};
    auto actor = staff;
    actor.grants.emplace_back(workbook::import_verb.right);
    auto const report =
        test::must(workbook::import(store(), actor, {.file = file, .run = workbook::Run::dry}));
    std::string kinds;
    for (auto const& fault : report.faults) {
      kinds += (kinds.empty() ? "" : " ") + std::string(fault.refusal.kind->code);
    }
    return kinds;
  }

  // Warnings are shown on a page of their own.
  static bool written(web::Response const& response) {
    return response.status == 200 || response.status == 303;
  }

  PersonId uoc;
  PersonId probationer;

 private:
  static std::string path_of(Entrant const& entrant) {
    std::string path(entrant.command);
    std::ranges::replace(path, ' ', '/');
    return path;
  }
  int books_ = 0;
};
ON_BOTH_DATABASES(Entrants);

TEST_P(Entrants, are_refused_alike_at_every_door) {
  Typed const arrival{
      {"full-name", "Trần Thị Bình"}, {"cell", "PT-01-01-01"}, {"on", "01/06/2021"}};
  auto const with = [](Typed all, Typed const& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  Entrant const cases[] = {
      {"joined at five",
       "member receive",
       with(arrival, {{"born", "14/06/1980"}, {"joined", "03/02/1985"}}),
       {{"person_particulars.born", "14/06/1980"},
        {"members.joined", "03/02/1985"},
        {"members.recognised", "03/02/1986"}},
       member::joined_as_child},
      {"born in 1060",
       "member receive",
       with(arrival, {{"born", "1060"}, {"joined", "03/02/1985"}}),
       {{"person_particulars.born", "1060"},
        {"members.joined", "03/02/1985"},
        {"members.recognised", "03/02/1986"}},
       member::born_impossibly},
      {"born after joining",
       "member receive",
       with(arrival, {{"born", "14/06/2019"}, {"joined", "03/02/2018"}}),
       {{"person_particulars.born", "14/06/2019"}},
       member::born_impossibly},
      {"joined before the Party",
       "member receive",
       with(arrival, {{"born", "14/06/1905"}, {"joined", "03/02/1929"}}),
       {{"person_particulars.born", "14/06/1905"},
        {"members.joined", "03/02/1929"},
        {"members.recognised", "03/02/1931"}},
       member::joined_before_all},
      {"recognised after a day",
       "member recognise",
       {{"person", std::to_string(uoc.value)}, {"from", "04/06/2020"}},
       {{"members.joined", "03/06/2020"}, {"members.recognised", "04/06/2020"}},
       member::probation_not_over},
      {"a second time under another number",
       "member admit",
       {{"full-name", "nguyễn văn ước"},
        {"born", "14/06/1990"},
        {"cell", "PT-01-01-02"},
        {"ceremony", "03/06/2021"}},
       {{"person_particulars.full_name", "NGUYỄN VĂN ƯỚC"}},
       member::suspected_double},
      {"a second time with the tone's mark elsewhere",
       "member admit",
       {{"full-name", "Lê Thị Hoà"},
        {"born", "1990"},
        {"cell", "PT-01-01-02"},
        {"ceremony", "03/06/2021"}},
       {{"person_particulars.full_name", "LÊ THỊ HOÀ"}},
       member::suspected_double},
      {"joined in years to come",
       "member receive",
       {{"full-name", "Trần Thị Bình"},
        {"born", "14/06/1990"},
        {"cell", "PT-01-01-01"},
        {"on", "03/06/2030"},
        {"joined", "03/06/2030"},
        {"standing", "probationary"}},
       {{"members.joined", "03/06/2030"}, {"members.recognised", ""}},
       member::day_far_ahead},
      {"recognised in years to come",
       "member recognise",
       {{"person", std::to_string(probationer.value)}, {"from", "03/06/2031"}},
       {{"members.joined", "03/06/2020"}, {"members.recognised", "03/06/2031"}},
       member::day_far_ahead},
      {"a people that no list knows",
       "member admit",
       with({{"full-name", "Trần Thị Bình"}, {"ceremony", "03/06/2021"}},
            {{"born", "14/06/1990"}, {"ethnicity", "Lạc Hồng"}, {"cell", "PT-01-01-01"}}),
       {},
       store::unknown_word},
  };
  for (Entrant const& entrant : cases) {
    SCOPED_TRACE(entrant.what);
    EXPECT_EQ(by_api(entrant), entrant.kind.code);
    EXPECT_TRUE(by_page(entrant));
    if (!entrant.row.empty()) {
      EXPECT_EQ(by_workbook(entrant), entrant.kind.code);
    }
  }
}

// --- two of one name -----------------------------------------------------------------------------

TEST_P(Entrants, of_one_name_and_birth_are_shown_side_by_side_and_said_to_be_others) {
  Typed const admission{{"full-name", "Nguyễn Văn Ước"},
                        {"born", "14/06/1990"},
                        {"native-place", "Hùng Lô"},
                        {"cell", "PT-01-01-02"},
                        {"ceremony", "03/06/2021"}};
  auto const asked = post("/do/member/admit", admission);
  EXPECT_EQ(asked.status, 409);
  EXPECT_TRUE(has(asked, "Đã có người trùng họ tên, ngày sinh"));
  EXPECT_TRUE(has(asked, "/members/" + std::to_string(uoc.value)));
  EXPECT_TRUE(has(asked, "Chi bộ khu 1"));
  auto answered = admission;
  answered.emplace_back("namesake", "another");
  EXPECT_TRUE(written(post("/do/member/admit", answered)));
  auto const snapshot = store().read();
  auto const found = member::doubles(*snapshot, {.full_name = "Nguyễn Văn Ước",
                                                 .birth_name = {},
                                                 .other_names = {},
                                                 .born = PartialDay::parse("14/06/1990"),
                                                 .birthplace = {},
                                                 .native_place = {},
                                                 .file_number = {}});
  ASSERT_EQ(found.size(), 2U);
  auto const apart = snapshot->history_of<member::PersonApart>(found.back().value);
  ASSERT_EQ(apart.size(), 1U);
  EXPECT_EQ(apart.front().value.other, uoc);
}

// Somebody of another's commune is not named: neither beside the form nor in the refusal.
TEST_P(Entrants, beyond_the_reach_are_not_named) {
  Typed const admission{{"full-name", "Nguyễn Văn Ước"},
                        {"born", "14/06/1990"},
                        {"cell", "PT-01-02-09"},
                        {"ceremony", "03/06/2021"}};
  auto const asked = post("/do/member/admit", admission, "kim_duc");
  EXPECT_EQ(asked.status, 409);
  EXPECT_FALSE(has(asked, "/members/" + std::to_string(uoc.value)));
  EXPECT_FALSE(has(asked, "(số " + std::to_string(uoc.value) + ")"));
  EXPECT_FALSE(has(asked, "Chi bộ khu 1"));
  EXPECT_FALSE(has(asked, "Đã có người trùng họ tên, ngày sinh"));
  // Nor is a form that was only opened an answer.
  auto const form = get("/do/member/admit?full-name=Nguyễn Văn Ước&born=14/06/1990", "kim_duc");
  EXPECT_EQ(form.status, 200);
  EXPECT_TRUE(has(form, "type=\"hidden\" name=\"namesake\"") ||
              has(form, "name=\"namesake\" type=\"hidden\""));
}

// A native place that is another speaks against it; so does a birth.
TEST_P(Entrants, who_differ_in_birth_or_native_place_are_not_asked_about) {
  Typed const admission{{"full-name", "Nguyễn Văn Ước"},
                        {"born", "15/06/1990"},
                        {"cell", "PT-01-01-02"},
                        {"ceremony", "03/06/2021"}};
  EXPECT_TRUE(written(post("/do/member/admit", admission)));
}

TEST_P(Entrants, have_names_put_in_the_usual_letters) {
  auto const told = post("/do/member/admit", {{"full-name", "trần thị bình"},
                                              {"born", "14/06/1990"},
                                              {"ethnicity", "việt"},
                                              {"religion", "ko"},
                                              {"cell", "PT-01-01-02"},
                                              {"ceremony", "03/06/2021"}});
  EXPECT_TRUE(written(told));
  EXPECT_TRUE(has(told, "được ghi thành “Trần Thị Bình”"));
  EXPECT_TRUE(has(told, "chưa ghi số và ngày quyết định"));
  auto const snapshot = store().read();
  auto const found = member::search(*snapshot, unit::Reach::everything(), "trần thị bình",
                                    {day("03/06/2021")}, {});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().full_name, "Trần Thị Bình");
  auto const traits =
      snapshot->fact<member::PersonTraits>(found.front().person.value, {day("03/06/2021")});
  EXPECT_EQ(traits->value.ethnicity, "Kinh");
  EXPECT_EQ(traits->value.religion, "Không");
}

}  // namespace
}  // namespace giaoban
