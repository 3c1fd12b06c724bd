// The pages of yearly results, as they answer.
#include "review/web.h"

#include <gtest/gtest.h>

#include "review/review.h"
#include "tests/member_world.h"
#include "tests/test_site.h"
#include "web/jobs.h"

namespace giaoban::review {
namespace {

using store::Tx;
using test::day;
using test::must;

// Lan, secretary of Chi bộ khu 1; Bình, exempt there; Hùng, admitted six weeks before the roster
// date; Duyên in another commune.
class GradePages : public test::MemberWorld {
 protected:
  GradePages() {
    whole.add(post::catalogue());
    whole.add(review::catalogue());
    whole.add(web::catalogue());
  }
  void SetUp() override {
    test::MemberWorld::SetUp();
    lan_ = full_member("Nguyễn Thị Lan", khu_1, day("03/06/2015"));
    binh_ = full_member("Lê Thị Bình", khu_1, day("03/06/2012"));
    hung_ = admitted("Trần Văn Hùng", khu_1, day("20/11/2020"));
    duyen_ = full_member("Đỗ Thị Duyên", khu_9, day("03/06/2015"));
    write(member::exempt_verb, [&](Tx& tx) {
      return member::exempt(tx, binh_, {day("01/01/2019"), Day::forever()}, "già yếu");
    });
    write(post::appoint_verb, [&](Tx& tx) -> Result<void> {
      TRY_VOID(post::appoint(tx, {lan_, khu_1, post::Title::secretary, ""}, {day("01/01/2019")}));
      return {};
    });
    site_ = std::make_unique<test::TestSite>(store(), routes());
    site_->let_in("thu_ky", {{&review_read, khu_1.value}, {&review_write, khu_1.value}});
    site_->let_in("clerk", {{&review_read, khu_1.value}, {&review_write, khu_1.value}},
                  Language::english);
    site_->let_in("xa_khac", {{&review_read, kim_duc.value}, {&review_write, kim_duc.value}});
    site_->let_in("nguoi_xem", {{&review_read, hung_lo.value}});
  }

  std::string address(int year = 2020) const {
    return "/units/" + std::to_string(khu_1.value) + "/grades/" + std::to_string(year);
  }
  static std::string member_key(PersonId person) { return place_of(SheetPart::member, person); }
  // What the form sends: every row, those named with a value.
  test::TestSite::Typed typed(std::vector<std::pair<std::string, std::string>> const& results,
                              std::string const& nonce) const {
    test::TestSite::Typed form{
        {"nonce", nonce}, {"roster_on", "31/12/2020"}, {"decided_on", "15/01/2021"}};
    std::string rows;
    auto const shown = test::sheet_of(site_->ask("thu_ky", address()).body);
    for (auto const& [key, value] : results) {
      rows += (rows.empty() ? "" : " ") + key;
      form.emplace_back(key + ".result", value);
      for (auto const& [name, seen] : shown) {
        if (name == key + ".seen") form.emplace_back(name, seen);
      }
    }
    form.emplace_back("rows", rows);
    return form;
  }
  std::string standing(PersonId person, PersonAspect aspect = PersonAspect::member) {
    for (auto const& fact : store().read()->history_of<PersonGrade>(person.value)) {
      if (fact.value.aspect != aspect || fact.head.year != 2020) continue;
      if (fact.value.grade) return std::string(code(*fact.value.grade));
      if (fact.value.not_assessed) return std::string(code(*fact.value.not_assessed));
    }
    return "";
  }
  EntryNumber head() { return store().read()->head(); }

  PersonId lan_, binh_, hung_, duyen_;
  std::unique_ptr<test::TestSite> site_;
};
ON_BOTH_DATABASES(GradePages);

TEST_P(GradePages, keep_out_of_the_grid_who_was_moved_away_and_write_the_others) {
  write(member::transfer_verb,
        [&](Tx& tx) { return member::transfer(tx, hung_, khu_9, day("01/03/2021")); });
  auto const shown = site_->ask("thu_ky", address());
  EXPECT_EQ(shown.status, 200) << shown.body;
  EXPECT_TRUE(shown.body.contains("Trần Văn Hùng"));
  EXPECT_FALSE(shown.body.contains("data-key=\"" + member_key(hung_))) << shown.body;
  // A page from before the transfer names the person, and no number of a record.
  auto const before = head();
  auto const late = site_->send(
      "thu_ky", address(),
      typed({{member_key(lan_), "good"}, {member_key(hung_), "good"}}, "moved-away-0001"));
  EXPECT_EQ(late.status, 403);
  EXPECT_TRUE(late.body.contains("Trần Văn Hùng nay thuộc nơi khác")) << late.body;
  EXPECT_EQ(head(), before);
  auto const sent =
      site_->send("thu_ky", address(), typed({{member_key(lan_), "good"}}, "moved-away-0002"));
  EXPECT_EQ(sent.status, 303) << sent.body;
  EXPECT_EQ(standing(lan_), "good");
}

TEST_P(GradePages, show_before_entry_whom_the_rules_leave_out) {
  auto const page = site_->ask("thu_ky", address());
  ASSERT_EQ(page.status, 200) << site_->broke();
  EXPECT_TRUE(page.body.contains("Nguyễn Thị Lan"));
  EXPECT_TRUE(page.body.contains("Không xếp loại: "));
  EXPECT_TRUE(page.body.contains("HD 21-HD/BTCTW"));
  EXPECT_FALSE(page.body.contains("Đỗ Thị Duyên"));
  auto const in_english = site_->ask("clerk", address());
  EXPECT_TRUE(in_english.body.contains("Not assessed: ")) << in_english.body;
}

TEST_P(GradePages, write_all_changed_rows_as_one_entry) {
  auto const before = head();
  auto const answer = site_->send("thu_ky", address(),
                                  typed({{"organisation", "good"},
                                         {place_of(SheetPart::leader, lan_), "good"},
                                         {member_key(lan_), "excellent"},
                                         {member_key(binh_), "exempt"},
                                         {member_key(hung_), ""}},
                                        "n1"));
  ASSERT_EQ(answer.status, 303) << test::words_of_page(answer.body);
  EXPECT_EQ(head(), before + 1);
  EXPECT_EQ(standing(lan_), "excellent");
  EXPECT_EQ(standing(lan_, PersonAspect::leader), "good");
  EXPECT_EQ(standing(binh_), "exempt");
  EXPECT_EQ(standing(hung_), "");
}

// Of a guideline that wants all finished before the year's last day the decision closes the list.
TEST_P(GradePages, close_the_list_by_a_decision_within_the_year) {
  struct Row {
    int year;
    char const* decided_on;
    char const* roster_on;  // "": refused
  };
  clock = FixedClock(day("10/01/2026"));
  for (Row const& row : {Row{2025, "20/12/2025", "20/12/2025"},
                         {2024, "05/01/2025", "31/12/2024"},
                         {2021, "20/12/2021", ""}}) {
    auto form = test::sheet_of(site_->ask("thu_ky", address(row.year)).body);
    test::type_in(form, member_key(lan_) + ".result", "good");
    test::type_in(form, "decided_on", row.decided_on);
    bool const refused = *row.roster_on == 0;
    EXPECT_EQ(site_->send("thu_ky", address(row.year), form).status, refused ? 422 : 303)
        << row.year << site_->broke();
    for (auto const& fact : store().read()->history_of<PersonGrade>(lan_.value)) {
      if (fact.head.year != row.year) continue;
      EXPECT_FALSE(refused);
      EXPECT_EQ(fact.value.roster_on.vietnamese(), row.roster_on);
    }
  }
}

TEST_P(GradePages, take_the_signs_and_digits_that_offices_write) {
  struct Case {
    char const* typed;
    char const* stands;
  };
  int nonce = 0;
  for (Case const& one : {Case{"HTXS", "excellent"}, Case{"htt", "good"}, Case{"3", "fair"},
                          Case{"Hoàn thành tốt nhiệm vụ", "good"}, Case{" 1 ", "excellent"}}) {
    auto const answer = site_->send(
        "thu_ky", address(), typed({{member_key(lan_), one.typed}}, std::to_string(++nonce)));
    EXPECT_EQ(answer.status, 303) << one.typed << test::words_of_page(answer.body);
    EXPECT_EQ(standing(lan_), one.stands) << one.typed;
  }
  auto const before = head();
  EXPECT_EQ(site_->send("thu_ky", address(), typed({{member_key(lan_), "0"}}, "n9")).status, 400);
  EXPECT_EQ(head(), before);
  EXPECT_TRUE(site_->ask("thu_ky", address()).body.contains("data-sign=\"HTXS\""));
}

TEST_P(GradePages, write_a_double_click_once_and_tell_it_alike) {
  auto const form = typed({{member_key(lan_), "good"}}, "n1");
  auto const first = site_->send("thu_ky", address(), form);
  auto const after = head();
  auto const second = site_->send("thu_ky", address(), form);
  EXPECT_EQ(head(), after);
  EXPECT_EQ(first.header("Location"), second.header("Location"));
  EXPECT_EQ(second.status, 303);
  // The same rows sent anew change nothing, and the page says so.
  auto const anew = site_->send("thu_ky", address(), typed({{member_key(lan_), "good"}}, "n2"));
  EXPECT_EQ(anew.status, 200);
  EXPECT_EQ(head(), after);
  EXPECT_TRUE(anew.body.contains("Không có dòng nào thay đổi"));
}

TEST_P(GradePages, name_the_refused_row_and_keep_what_was_typed) {
  auto const before = head();
  auto const answer = site_->send(
      "thu_ky", address(), typed({{member_key(lan_), "fair"}, {member_key(binh_), "good"}}, "n1"));
  EXPECT_EQ(answer.status, 422) << site_->broke();
  EXPECT_EQ(head(), before);
  EXPECT_EQ(standing(lan_), "");
  EXPECT_TRUE(answer.body.contains("value=\"fair\" selected"));
  EXPECT_TRUE(answer.body.contains("value=\"15/01/2021\""));
  EXPECT_TRUE(answer.body.contains(member_key(binh_) + ".result-fault"));
  EXPECT_FALSE(answer.body.contains(member_key(lan_) + ".result-fault"));
}

TEST_P(GradePages, want_the_day_of_the_decision_and_keep_what_was_typed) {
  auto form = typed({{member_key(lan_), "fair"}}, "n1");
  form[2].second = "31/02/2021";
  auto const answer = site_->send("thu_ky", address(), form);
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.body.contains("value=\"fair\" selected"));
  EXPECT_TRUE(answer.body.contains("value=\"31/02/2021\""));
}

TEST_P(GradePages, lower_the_unit_and_its_head_in_one_entry) {
  auto const both = [&](std::string const& grade, std::string const& nonce) {
    return site_
        ->send("thu_ky", address(),
               typed({{"organisation", grade}, {place_of(SheetPart::leader, lan_), grade}}, nonce))
        .status;
  };
  EXPECT_EQ(both("excellent", "n1"), 303);
  EXPECT_EQ(both("fair", "n2"), 303);
  EXPECT_EQ(both("good", "n3"), 303);
  EXPECT_EQ(standing(lan_, PersonAspect::leader), "good");
}

// Two writers have the sheet open; the first refusal, for a fault, forgets nothing of what was
// seen.
TEST_P(GradePages, ask_about_a_row_that_two_wrote_and_leave_the_other_s_alone) {
  auto const graded = [&](PersonId person, Grade grade) {
    write(grade_person_verb, [&](Tx& tx) {
      return grade_person(tx, person, PersonAspect::member,
                          {2020, day("31/12/2020"), day("15/01/2021")}, {.grade = grade});
    });
  };
  PersonId const mai = full_member("Lê Thị Mai", khu_1, day("03/06/2014"));
  std::string const lan = member_key(lan_);
  auto form = test::sheet_of(site_->ask("thu_ky", address()).body);
  graded(lan_, Grade::good);
  graded(mai, Grade::excellent);
  test::type_in(form, lan + ".result", "fair");
  test::type_in(form, "decided_on", "31/02/2021");
  for (int refusal = 0; refusal < 2; ++refusal) {
    auto const faulty = site_->send("thu_ky", address(), form);
    EXPECT_EQ(faulty.status, refusal == 0 ? 409 : 422) << test::words_of_page(faulty.body);
    form = test::sheet_of(faulty.body);
    if (refusal == 0) test::type_in(form, lan + ".keep", "mine");
  }
  // A third has written the contested row since.
  graded(lan_, Grade::excellent);
  test::type_in(form, "decided_on", "15/01/2021");
  auto const contested = site_->send("thu_ky", address(), form);
  EXPECT_EQ(contested.status, 409) << test::words_of_page(contested.body);
  auto const words = test::words_of_page(contested.body);
  EXPECT_TRUE(words.contains("cán bộ thử nghiệm")) << words;
  EXPECT_TRUE(contested.body.contains(lan + ".keep")) << contested.body;
  EXPECT_FALSE(contested.body.contains(member_key(mai) + ".keep"));
  EXPECT_EQ(standing(lan_), "excellent");
  // Unsaid, it is asked again; then each choice does what it says.
  form = test::sheet_of(contested.body);
  EXPECT_EQ(site_->send("thu_ky", address(), form).status, 409);
  auto theirs = form;
  test::type_in(theirs, lan + ".keep", "theirs");
  EXPECT_EQ(site_->send("thu_ky", address(), theirs).status, 200);  // nothing of hers is left
  EXPECT_EQ(standing(lan_), "excellent");
  test::type_in(form, lan + ".keep", "mine");
  EXPECT_EQ(site_->send("thu_ky", address(), form).status, 303);
  EXPECT_EQ(standing(lan_), "fair");
  EXPECT_EQ(standing(mai), "excellent");
}

TEST_P(GradePages, are_closed_to_another_units_user_and_to_nobody) {
  EXPECT_EQ(site_->ask("xa_khac", address()).status, 403);
  EXPECT_EQ(site_->send("xa_khac", address(), typed({{member_key(lan_), "good"}}, "n1")).status,
            403);
  EXPECT_EQ(site_->send("nguoi_xem", address(), typed({{member_key(lan_), "good"}}, "n1")).status,
            403);
  EXPECT_EQ(site_->ask("khong_ai", address()).status, 303);  // to sign in
  EXPECT_EQ(standing(lan_), "");
  auto const looked = site_->ask("nguoi_xem", address());
  EXPECT_EQ(looked.status, 200);
  EXPECT_FALSE(looked.body.contains("data-grid"));
}

TEST_P(GradePages, log_who_read_the_list) {
  site_->ask("thu_ky", address());
  auto const lines = store().accesses(khu_1.value);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines.front().actor, "thu_ky");
}

TEST_P(GradePages, tell_what_is_done_and_what_is_missing) {
  site_->send("thu_ky", address(),
              typed({{"organisation", "good"}, {member_key(lan_), "good"}}, "n1"));
  auto const snapshot = store().read();
  Round const round{2020, day("31/12/2020"), day("15/01/2021")};
  auto const all = completeness(*snapshot, unit::Reach::everything(), hung_lo, round);
  ASSERT_EQ(all.size(), 3U);  // itself, khu 1, khu 2
  EXPECT_EQ(all[0].members, 3);
  EXPECT_EQ(all[0].recorded, 1);
  EXPECT_EQ(all[1].units_recorded, 1);
  EXPECT_EQ(all[2].members, 0);
  auto const page = site_->ask("nguoi_xem", "/grades?unit=PT-01-01&year=2020");
  EXPECT_EQ(page.status, 200) << site_->broke();
  EXPECT_TRUE(page.body.contains("Chi bộ khu 1"));
  EXPECT_FALSE(page.body.contains("Chi bộ khu 9"));
  EXPECT_EQ(site_->ask("nguoi_xem", "/grades?unit=PT-01-02&year=2020").status, 403);
  EXPECT_EQ(site_->ask("nguoi_xem", "/grades?year=20x0").status, 400);
}

}  // namespace
}  // namespace giaoban::review
