// The pages of rounds, as they answer.
#include "round/web.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <thread>

#include "round/round_world_test.h"
#include "tests/test_site.h"
#include "web/jobs.h"

namespace giaoban::round {
namespace {

using review::Grade;
using test::day;

// A cell of forty under the commune Hùng Lô, one of them exempt, in a round that the province has
// opened.
class RoundPages : public RoundWorld {
 protected:
  RoundPages() { whole.add(web::catalogue()); }
  void SetUp() override {
    RoundWorld::SetUp();
    people_ = members_in(khu_1, 40);
    write(member::exempt_verb, [&](store::Tx& tx) {
      return member::exempt(tx, people_[39], {day("01/05/2019"), Day::forever()}, "già yếu");
    });
    round_ = opened(2020);
    site_ = std::make_unique<test::TestSite>(store(), routes());
    std::vector<store::Grant> secretary;
    std::vector<store::Grant> committee;
    std::vector<store::Grant> lead;
    for (auto const* right : {&round_read, &round_review, &unit::unit_read}) {
      secretary.emplace_back(right, khu_1.value);
      committee.emplace_back(right, hung_lo.value);
      lead.emplace_back(right, province.value);
    }
    committee.emplace_back(&round_decide, hung_lo.value);
    lead.emplace_back(&round_decide, province.value);
    lead.emplace_back(&round_open, province.value);
    site_->let_in("bi_thu", secretary);
    site_->let_in("dang_uy", committee);
    site_->let_in("clerk", lead, Language::english);
    site_->let_in("tinh", lead);
    site_->let_in("xa_khac", {{&round_read, kim_duc.value}, {&round_review, kim_duc.value}});
  }
  void TearDown() override {
    EXPECT_EQ(site_->broke(), "");
    RoundWorld::TearDown();
  }

  std::string round_path() const { return "/rounds/" + std::to_string(round_.value); }
  std::string sheet() const { return round_path() + "/units/" + std::to_string(khu_1.value); }
  std::string key(std::size_t i) const { return review::place_of(Part::member, people_[i]); }
  // The rows as the form sends them.
  using Rows = std::vector<std::pair<std::string, std::string>>;
  static test::TestSite::Typed typed(std::vector<std::string> const& keys, Rows const& values,
                                     std::string const& nonce, std::string const& on) {
    std::string rows;
    for (std::string const& each : keys) rows += (rows.empty() ? "" : " ") + each;
    test::TestSite::Typed form{{"nonce", nonce}, {"on", on}, {"rows", rows}};
    for (auto const& [name, value] : values) form.emplace_back(name, value);
    return form;
  }
  std::vector<std::string> keys(std::size_t count) const {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(key(i));
    return all;
  }
  // All but the exempt one, graded by themselves and proposed alike.
  web::Response propose(std::size_t excellent) {
    Rows values;
    for (std::size_t i = 0; i < 39; ++i) {
      std::string const grade = i < excellent ? "excellent" : "good";
      values.emplace_back(key(i) + ".self", grade);
      values.emplace_back(key(i) + ".proposal", grade);
    }
    return site_->send("bi_thu", sheet(), typed(keys(39), values, "de-xuat", "05/01/2021"));
  }
  web::Response settle(std::string const& nonce, Rows const& values,
                       std::string const& document = "15-QĐ/ĐU") {
    auto form = typed(keys(40), values, nonce, "10/01/2021");
    form.emplace_back("document", document);
    if (!document.empty()) form.emplace_back("document_date", "10/01/2021");
    return site_->send("dang_uy", sheet() + "/decision", form);
  }
  Rows as_proposed_typed(std::size_t excellent) const {
    Rows values;
    for (std::size_t i = 0; i < 39; ++i) {
      values.emplace_back(key(i) + ".result", i < excellent ? "excellent" : "good");
    }
    values.emplace_back(key(39) + ".result", "exempt");
    return values;
  }

  std::vector<PersonId> people_;
  RoundId round_;
  std::unique_ptr<test::TestSite> site_;
};
ON_BOTH_DATABASES(RoundPages);

TEST_P(RoundPages, stand_behind_rights_and_reach) {
  EXPECT_EQ(web::route_faults(routes()), std::vector<std::string>{});
  for (auto const& target :
       {std::string("/rounds"), round_path(), sheet(), sheet() + "/decision", sheet() + "/years",
        sheet() + "/commendable", sheet() + "/members", sheet() + "/members/file",
        sheet() + "/summary", sheet() + "/summary-paper", sheet() + "/papers/minutes"}) {
    EXPECT_EQ(site_->ask("nobody", target).status, 303) << target;
    EXPECT_EQ(site_->ask("tinh", target).status, 200) << target;
    EXPECT_EQ(site_->ask("clerk", target).status, 200) << target;
  }
  EXPECT_NE(site_->ask("xa_khac", sheet()).status, 200);
  EXPECT_EQ(site_->ask("tinh", "/rounds/1").status, 404);
  EXPECT_EQ(site_->ask("tinh", "/rounds/abc").status, 404);
  EXPECT_EQ(site_->ask("tinh", sheet() + "/papers/poem").status, 404);
  // One person is named for a review alone, and is somebody.
  auto const nobody = site_->ask("tinh", sheet() + "/papers/review?person=12");
  EXPECT_EQ(nobody.status, 404) << test::words_of_page(nobody.body);
  EXPECT_FALSE(nobody.body.contains("Quyết định trước"));
  for (char const* paper : {"decision", "notice", "minutes", "regrading"}) {
    auto const answer = site_->ask("tinh", sheet() + "/papers/" + paper + "?person=12");
    EXPECT_TRUE(answer.status >= 400 && answer.status < 500) << paper << " " << answer.status;
  }
}

TEST_P(RoundPages, papers_before_any_decision_are_refused_in_words) {
  web::Jobs jobs(store(), {.folder = folder() / "jobs", .log_breakage = {}});
  test::TestSite site(store(), routes(), &jobs);
  site.let_in("dang_uy", {{&round_read, hung_lo.value}});
  store::Actor const asker{.name = "dang_uy", .grants = {{&round_read, hung_lo.value}}};
  EXPECT_EQ(site.send("dang_uy", sheet() + "/papers/decision", {}).status, 303);
  auto const ended = [&] { return jobs.list(asker).front().ended_at.has_value(); };
  for (int i = 0; i < 1000 && !ended(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  auto const job = jobs.list(asker).front();
  EXPECT_EQ(job.state, web::JobState::refused);
  EXPECT_TRUE(job.said.vietnamese.contains("chưa có kết quả nào")) << job.said.vietnamese;
}

TEST_P(RoundPages, a_cell_of_forty_goes_from_the_grid_to_the_summary) {
  auto const before = site_->ask("bi_thu", sheet()).body;
  EXPECT_TRUE(before.contains("Không xếp loại"));  // the exempt one is told before entry
  EXPECT_LT(propose(7).status, 400);
  auto const room = test::words_of_page(site_->ask("dang_uy", sheet() + "/decision").body);
  EXPECT_TRUE(room.contains("7 xuất sắc, tối đa 8")) << room;
  EXPECT_LT(settle("quyet-dinh", as_proposed_typed(7)).status, 400);
  auto const progress = test::words_of_page(site_->ask("tinh", round_path()).body);
  EXPECT_TRUE(progress.contains("40/40")) << progress;
  auto const excluded =
      test::words_of_page(site_->ask("tinh", sheet() + "/members?show=excluded").body);
  EXPECT_TRUE(excluded.contains("1 đảng viên")) << excluded;
  EXPECT_TRUE(test::words_of_page(site_->ask("tinh", sheet() + "/members?show=proposed").body)
                  .contains("39 đảng viên"));
  EXPECT_TRUE(site_->ask("tinh", sheet() + "/members/file?show=decided").body.starts_with("PK"));
  EXPECT_TRUE(site_->ask("dang_uy", sheet() + "/papers/decision").body.starts_with("PK"));
  EXPECT_TRUE(site_->ask("dang_uy", sheet() + "/summary-paper").body.starts_with("PK"));
  EXPECT_TRUE(site_->ask("tinh", sheet() + "/summary").body.starts_with("PK"));
  auto const commended = site_->ask("tinh", sheet() + "/commendable").body;
  EXPECT_TRUE(commended.contains("xét khen thưởng trong năm"));
  auto const years = test::words_of_page(site_->ask("tinh", sheet() + "/years").body);
  EXPECT_TRUE(years.contains("17,95")) << years;  // 7 of 39
}

TEST_P(RoundPages, what_is_refused_comes_back_as_typed_with_words) {
  EXPECT_LT(propose(9).status, 400);
  auto const without = settle("khong-van-ban", as_proposed_typed(7), "");
  EXPECT_EQ(without.status, 422);
  EXPECT_TRUE(without.body.contains("Quyết định phải có văn bản"));
  auto const over = settle("qua-muc", as_proposed_typed(9));
  EXPECT_EQ(over.status, 409);
  EXPECT_TRUE(over.body.contains("quá mức 8")) << over.body.substr(0, 400);
  auto const secretary =
      site_->send("bi_thu", sheet() + "/decision",
                  typed(keys(1), {{key(0) + ".result", "good"}}, "khong-quyen", "10/01/2021"));
  EXPECT_EQ(secretary.status, 403);
  auto sooner = test::sheet_of(site_->ask("bi_thu", sheet()).body);
  test::type_in(sooner, key(1) + ".self", "fair");
  test::type_in(sooner, "on", "01/12/2020");
  auto const early = site_->send("bi_thu", sheet(), sooner);
  EXPECT_EQ(early.status, 422);
  EXPECT_TRUE(early.body.contains("trước ngày mở đợt"));
  auto const exempt =
      site_->send("bi_thu", sheet(),
                  typed({key(39)}, {{key(39) + ".self", "good"}}, "duoc-mien", "05/01/2021"));
  EXPECT_EQ(exempt.status, 422);
  EXPECT_TRUE(site_->ask("dang_uy", sheet() + "/papers/regrading").status == 409);
}

TEST_P(RoundPages, a_corrected_decision_is_on_the_paper_of_grading_again) {
  EXPECT_LT(propose(7).status, 400);
  EXPECT_LT(settle("quyet-dinh", as_proposed_typed(7)).status, 400);
  auto again = test::sheet_of(site_->ask("dang_uy", sheet() + "/decision").body);
  test::type_in(again, key(8) + ".result", "fair");
  test::type_in(again, "on", "12/01/2021");
  test::type_in(again, "document", "20-QĐ/ĐU");
  test::type_in(again, "document_date", "12/01/2021");
  EXPECT_EQ(site_->send("dang_uy", sheet() + "/decision", again).status, 422);  // without a reason
  test::type_in(again, "nonce", "xep-loai-lai-2");
  test::type_in(again, "reason", "Kết luận kiểm tra số 5");
  EXPECT_LT(site_->send("dang_uy", sheet() + "/decision", again).status, 400);
  EXPECT_TRUE(site_->ask("dang_uy", sheet() + "/papers/regrading").body.starts_with("PK"));
}

// Refused for a fault first, then asked about the row that both changed, on both sheets.
TEST_P(RoundPages, what_two_wrote_is_asked_about_row_by_row_and_nothing_else_is_touched) {
  auto mine = test::sheet_of(site_->ask("bi_thu", sheet()).body);
  auto other = mine;
  test::type_in(other, "on", "05/01/2021");
  test::type_in(other, "nonce", "nguoi kia");
  for (std::size_t const i : {0U, 1U}) test::type_in(other, key(i) + ".self", "good");
  test::type_in(mine, key(0) + ".self", "fair");
  test::type_in(mine, key(2) + ".self", "good");
  test::type_in(mine, "on", "31/02/2021");
  auto const faulty = site_->send("bi_thu", sheet(), mine);
  EXPECT_EQ(faulty.status, 422);
  EXPECT_LT(site_->send("bi_thu", sheet(), other).status, 400);
  mine = test::sheet_of(faulty.body);
  test::type_in(mine, "on", "05/01/2021");
  auto const asked = site_->send("bi_thu", sheet(), mine);
  EXPECT_EQ(asked.status, 409) << test::words_of_page(asked.body);
  EXPECT_TRUE(asked.body.contains(key(0) + ".keep"));
  EXPECT_FALSE(asked.body.contains(key(1) + ".keep"));
  EXPECT_TRUE(test::words_of_page(asked.body).contains("bi_thu, "));
  mine = test::sheet_of(asked.body);
  test::type_in(mine, key(0) + ".keep", "mine");
  EXPECT_LT(site_->send("bi_thu", sheet(), mine).status, 400);
  auto const stands = test::sheet_of(site_->ask("bi_thu", sheet()).body);
  auto const self = [&](std::size_t i) {
    return std::ranges::find(stands, key(i) + ".self", [](auto const& one) { return one.first; })
        ->second;
  };
  EXPECT_EQ(self(0), "fair");
  EXPECT_EQ(self(1), "good");
  EXPECT_EQ(self(2), "good");
}

TEST_P(RoundPages, a_decision_of_another_is_not_decided_over_unseen) {
  EXPECT_LT(propose(7).status, 400);
  auto mine = test::sheet_of(site_->ask("dang_uy", sheet() + "/decision").body);
  EXPECT_LT(settle("quyet-dinh", as_proposed_typed(7)).status, 400);
  for (auto const& [name, value] : {std::pair{"on", "12/01/2021"},
                                    {"document", "20-QĐ/ĐU"},
                                    {"document_date", "12/01/2021"},
                                    {"reason", "Kết luận kiểm tra số 5"}}) {
    test::type_in(mine, name, value);
  }
  test::type_in(mine, key(8) + ".result", "fair");
  auto const asked = site_->send("dang_uy", sheet() + "/decision", mine);
  EXPECT_EQ(asked.status, 409) << test::words_of_page(asked.body);
  EXPECT_TRUE(asked.body.contains(key(8) + ".keep"));
  EXPECT_FALSE(asked.body.contains(key(0) + ".keep"));  // both decided alike
  mine = test::sheet_of(asked.body);
  test::type_in(mine, key(8) + ".keep", "mine");
  // What is decided cannot be left open again.
  auto open = mine;
  test::type_in(open, key(0) + ".result", "");
  EXPECT_EQ(site_->send("dang_uy", sheet() + "/decision", open).status, 422);
  EXPECT_LT(site_->send("dang_uy", sheet() + "/decision", mine).status, 400);
}

TEST_P(RoundPages, the_page_says_which_record_holds_a_grade_down) {
  EXPECT_LT(propose(7).status, 400);
  auto const done = tried(deed(discipline_verb), [&](store::Tx& tx) {
    return discipline(tx, as_member(people_[3]),
                      {day("10/11/2020"), Measure::warning, "Vi phạm quy chế"});
  });
  ASSERT_TRUE(done);
  std::string const person = std::to_string(people_[3].value);
  auto const page =
      test::words_of_page(site_->ask("dang_uy", sheet() + "/subjects/member/" + person).body);
  EXPECT_TRUE(page.contains("cảnh cáo, ngày 10/11/2020: Vi phạm quy chế")) << page;
  EXPECT_TRUE(page.contains("Chấm theo những tiêu chí nào")) << page;
  auto const english = site_->ask("clerk", sheet() + "/subjects/member/" + person).body;
  EXPECT_TRUE(english.contains("Which criteria"));
}

TEST_P(RoundPages, tasks_exceeded_stand_in_no_record_and_are_typed_with_evidence) {
  clock = FixedClock(day("01/03/2026"));
  opened(2025);
  std::string const subject = "/units/" + std::to_string(khu_1.value) + "/subjects/member/" +
                              std::to_string(people_[0].value);
  auto const shown = [&] {
    auto const snapshot = store().read();
    auto const round = round_over(*snapshot, khu_1, 2025, {day("01/03/2026")});
    return test::words_of_page(
        site_->ask("tinh", "/rounds/" + std::to_string(round->round.value) + subject).body);
  };
  std::string const condition(label(Condition::tasks_exceeded_percent).vietnamese());
  auto const before = shown();
  EXPECT_TRUE(before.contains("chưa ghi: " + condition)) << before;
  Subject const lan{Part::member, khu_1, people_[0]};
  EXPECT_EQ(stated(lan, 2025, Condition::tasks_exceeded_percent, 29), "");
  auto const below = shown();  // T366-1: at least 30
  EXPECT_TRUE(below.contains("Không quá “Hoàn thành tốt nhiệm vụ”: " + condition)) << below;
  EXPECT_TRUE(below.contains("Căn cứ: ghi tay, căn cứ: Báo cáo số 12")) << below;
  EXPECT_EQ(stated(lan, 2025, Condition::tasks_exceeded_percent, 30), "");
  auto const enough = shown();
  EXPECT_FALSE(enough.contains("Không quá “Hoàn thành tốt nhiệm vụ”: " + condition)) << enough;
  EXPECT_TRUE(enough.contains("Điều kiện đã có căn cứ")) << enough;
}

TEST_P(RoundPages, one_wrong_row_loses_none_of_the_others) {
  EntryNumber const before = store().read()->head();
  Rows values;
  for (std::size_t const i : {0U, 1U, 39U}) values.emplace_back(key(i) + ".self", "good");
  auto const sent = site_->send(
      "bi_thu", sheet(), typed({key(0), key(1), key(39)}, values, "mot-dong-sai", "05/01/2021"));
  EXPECT_EQ(sent.status, 422);
  EXPECT_EQ(store().read()->head(), before);
  auto const words = test::words_of_page(sent.body);
  EXPECT_TRUE(words.contains("Chưa dòng nào được ghi")) << words;
  auto const row_of = [&](std::size_t i) {
    auto const at = sent.body.find("name=\"" + key(i) + ".self\"");
    return sent.body.substr(at, sent.body.find("</tr>", at) - at);
  };
  for (std::size_t const i : {0U, 1U, 39U}) {
    EXPECT_TRUE(row_of(i).contains("value=\"good\" selected")) << row_of(i);
    EXPECT_EQ(row_of(i).contains("aria-invalid"), i == 39) << row_of(i);
  }
  EXPECT_TRUE(words.contains("Đảng viên 40")) << words;
}

TEST_P(RoundPages, who_moved_away_since_is_saved_with_the_sheet) {
  write(member::transfer_verb,
        [&](store::Tx& tx) { return member::transfer(tx, people_[2], khu_9, day("03/01/2021")); });
  auto const sent = propose(7);
  EXPECT_LT(sent.status, 400) << test::words_of_page(sent.body);
  EXPECT_LT(settle("quyet-dinh", as_proposed_typed(7)).status, 400);
  auto const snapshot = store().read();
  EXPECT_EQ(years_of(*snapshot, {Part::member, khu_1, people_[2]}, {day("14/06/2021")}).size(), 1U);
}

TEST_P(RoundPages, tell_the_completeness_of_every_level_with_its_lists) {
  EXPECT_LT(propose(7).status, 400);
  EXPECT_LT(settle("quyet-dinh", as_proposed_typed(7)).status, 400);
  EXPECT_EQ(decided({Part::organisation, khu_1, {}}, 2020, Grade::good).substr(0, 6), "warned");
  auto const shown = [&](std::string const& query) {
    auto words = test::words_of_page(site_->ask("tinh", round_path() + query).body);
    std::erase(words, '\n');
    return words;
  };
  auto const levels = shown("");
  EXPECT_TRUE(levels.contains("1/3 chi bộ trực thuộc đảng bộ cơ sở")) << levels;
  EXPECT_TRUE(levels.contains("0/2 tổ chức cơ sở đảng")) << levels;
  EXPECT_TRUE(levels.contains("0/1 đảng bộ cấp trên trực tiếp cơ sở")) << levels;
  auto const done = shown("?level=cell&show=complete");
  EXPECT_TRUE(done.contains("Chi bộ khu 1") && !done.contains("Chi bộ khu 9")) << done;
  auto const late = shown("?level=cell&show=late");
  EXPECT_TRUE(late.contains("Chi bộ khu 9") && !late.contains("Chi bộ khu 1")) << late;
  EXPECT_TRUE(late.contains("quá hạn 150 ngày")) << late;
  EXPECT_TRUE(late.contains("còn 0 đảng viên, 1 tổ chức")) << late;
  // Within the commune, with the way up for who may go it.
  auto const commune = site_->ask("tinh", round_path() + "?unit=PT-01-01&level=cell").body;
  EXPECT_FALSE(commune.contains("Chi bộ khu 9"));
  EXPECT_TRUE(commune.contains("?unit=PT-01\""));
  auto const own = site_->ask("dang_uy", round_path() + "?unit=PT-01-01").body;
  EXPECT_FALSE(own.contains("?unit=PT-01\""));
  auto english = test::words_of_page(site_->ask("clerk", round_path()).body);
  std::erase(english, '\n');
  EXPECT_TRUE(english.contains("1/3 cells of grass-roots committees")) << english;
}

TEST_P(RoundPages, who_is_late_has_a_list_of_its_own) {
  auto const late = test::words_of_page(
      site_->ask("dang_uy", round_path() + "?show=late").body);  // today is 14/06/2021
  EXPECT_TRUE(late.contains("quá hạn")) << late;
  EXPECT_TRUE(late.contains("Chi bộ khu 1")) << late;
  auto const unfinished =
      test::words_of_page(site_->ask("dang_uy", round_path() + "?show=unfinished").body);
  EXPECT_TRUE(unfinished.contains("Chi bộ khu 2")) << unfinished;
}

}  // namespace
}  // namespace giaoban::round
