#include "review/review.h"

#include <gtest/gtest.h>

#include <sstream>

#include "review/cli.h"
#include "tests/both_databases.h"
#include "tests/laying.h"

namespace giaoban::review {
namespace {

using store::Tx;

Day day(std::string_view iso) {
  auto const parsed = Day::parse_iso(iso);
  ensure(parsed.has_value(), "the test's day is in the calendar");
  return *parsed;
}

store::Catalogue const& test_catalogue() {
  static store::Catalogue const all = [] {
    store::Catalogue c = store::store_catalogue();
    c.add(unit::catalogue());
    c.add(member::catalogue());
    c.add(post::catalogue());
    c.add(catalogue());
    return c;
  }();
  return all;
}

// Đảng bộ xã Tứ Xã over Chi bộ khu 1; Lan, its secretary; Hùng, admitted on 01/07/2020; Bình,
// exempt; Cúc, who came in 2021.
class ReviewVerbs : public test::BothDatabases {
 protected:
  void SetUp() override {
    auto opened = store::Store::open({.address = fresh_address(),
                                      .catalogue = &test_catalogue(),
                                      .clock = &clock_,
                                      .keys_path = (folder() / "keys").string(),
                                      .if_missing = store::IfMissing::create});
    ASSERT_TRUE(opened) << opened.error().text(Language::vietnamese);
    store_ = *std::move(opened);
    ASSERT_TRUE(write([&](Tx& tx) -> Result<void> {
      TRY_INTO(commune_, found(tx, "TX", "Đảng bộ xã Tứ Xã", unit::UnitKind::grassroots_committee,
                               {}, "1990-01-01"));
      TRY_INTO(cell_, found(tx, "TX-01", "Chi bộ khu 1", unit::UnitKind::dependent_cell, commune_,
                            "1990-01-01"));
      lan_ = enter(tx, "Nguyễn Thị Lan", member::Standing::full, "2000-02-03");
      hung_ = enter(tx, "Trần Văn Hùng", member::Standing::probationary, "2020-07-01");
      binh_ = enter(tx, "Lê Thị Bình", member::Standing::full, "1991-01-02");
      cuc_ = enter(tx, "Đỗ Thị Cúc", member::Standing::full, "2021-02-01");
      TRY_VOID(tx.state(binh_.value, Span{day("2015-01-01")}, member::Exemption{"già yếu"}));
      TRY_VOID(
          post::appoint(tx, {lan_, cell_, post::Title::secretary, ""}, Span{day("2018-01-01")}));
      return {};
    }));
  }

  // NOLINTNEXTLINE(readability-function-size): reads as a row of the world.
  static Result<UnitId> found(Tx& tx, char const* code, char const* name, unit::UnitKind kind,
                              std::optional<UnitId> parent, char const* from) {
    return unit::found(
        tx, {.code = code, .name = name, .unit_kind = kind, .parent = parent, .from = day(from)});
  }

  PersonId enter(Tx& tx, std::string const& name, member::Standing standing, char const* from) {
    PersonId const person = tx.new_person();
    Span const span{day(from)};
    member::PersonParticulars who;
    who.full_name = name;
    EXPECT_TRUE(tx.state(person.value, span, who));
    EXPECT_TRUE(tx.state(person.value, span, member::MemberStanding{standing, {}}));
    EXPECT_TRUE(
        tx.state(person.value, span, member::MemberCell{cell_, member::Cause::admitted, {}}));
    return person;
  }

  Result<store::Written> write(std::function<Result<void>(Tx&)> const& body) {
    store::Act const act{.actor = {"an", {&test::laying_right}}, .verb = &test::laying_verb};
    return store_->write(act, body);
  }

  Result<store::Written> person(PersonId who, PersonAspect aspect, Outcome outcome,
                                int year = 2020) {
    return write([&](Tx& tx) { return grade_person(tx, who, aspect, round(year), outcome); });
  }
  Result<store::Written> unit(UnitId which, UnitAspect aspect, Outcome outcome, int year = 2020) {
    return write([&](Tx& tx) { return grade_unit(tx, which, aspect, round(year), outcome); });
  }
  static Round round(int year) {
    return {year, *Day::from_ymd(year, 12, 31), *Day::from_ymd(year + 1, 1, 20)};
  }
  static std::string refused(Result<store::Written> const& result) {
    return result ? "" : std::string(result.error().kind->code);
  }
  static std::string warned(Result<store::Written> const& result) {
    return result && !result->warnings.empty() ? std::string(result->warnings.front().kind->code)
                                               : "";
  }
  void expect_sound() {
    auto const report = store::check(*store_);
    EXPECT_TRUE(report.faults.empty()) << report.faults.front();
  }

  FixedClock clock_{day("2026-03-01")};
  std::unique_ptr<store::Store> store_;
  UnitId commune_, cell_;
  PersonId lan_, hung_, binh_, cuc_;
};
ON_BOTH_DATABASES(ReviewVerbs);

TEST_P(ReviewVerbs, a_grade_is_recorded_for_its_year_and_from_its_decision) {
  ASSERT_TRUE(person(lan_, PersonAspect::member, {.grade = Grade::good}));
  auto const snapshot = store_->read();
  auto const before = snapshot->fact_of_year<PersonGrade>(lan_.value, 2020, {day("2021-01-19")});
  EXPECT_FALSE(before);
  auto const after = snapshot->fact_of_year<PersonGrade>(lan_.value, 2020, {day("2021-01-20")});
  ASSERT_TRUE(after);
  EXPECT_EQ(after->value.grade, Grade::good);
  EXPECT_EQ(after->value.roster_on, day("2020-12-31"));
  expect_sound();
}

TEST_P(ReviewVerbs, aspects_of_one_subject_stand_side_by_side) {
  ASSERT_TRUE(unit(cell_, UnitAspect::organisation, {.grade = Grade::good}));
  ASSERT_TRUE(unit(cell_, UnitAspect::collective, {.grade = Grade::fair}));
  ASSERT_TRUE(unit(cell_, UnitAspect::organisation, {.grade = Grade::excellent}));
  EXPECT_EQ(store_->read()->history(UnitGrade::kind, cell_.value).size(), 2U);
  expect_sound();
}

TEST_P(ReviewVerbs, exactly_one_of_grade_and_reason) {
  EXPECT_EQ(refused(person(lan_, PersonAspect::member, {})), "review.neither_grade_nor_reason");
  EXPECT_EQ(refused(person(lan_, PersonAspect::member,
                           {.grade = Grade::good, .not_assessed = NotAssessed::other})),
            "review.neither_grade_nor_reason");
}

TEST_P(ReviewVerbs, dates_of_a_round_fit_each_other) {
  struct {
    int year;
    char const* roster_on;
    char const* decided_on;
    char const* refused;
  } const cases[] = {
      {2020, "2020-12-31", "2020-12-31", ""},
      {2020, "2020-12-31", "2020-12-30", "review.wrong_round_dates"},
      {2020, "2020-11-30", "2020-12-20", ""},
      {2020, "2021-01-01", "2021-01-20", "review.wrong_round_dates"},
      {2020, "2019-12-31", "2021-01-20", "review.wrong_round_dates"},
      {2027, "2027-12-31", "2028-01-05", "review.year_not_begun"},
      {2025, "2025-12-31", "2027-03-02", "review.year_not_begun"},
  };
  for (auto const& one : cases) {
    auto const result = write([&](Tx& tx) {
      return grade_person(tx, lan_, PersonAspect::member,
                          {one.year, day(one.roster_on), day(one.decided_on)},
                          {.grade = Grade::good});
    });
    EXPECT_EQ(refused(result), one.refused) << one.roster_on << " " << one.decided_on;
  }
}

TEST_P(ReviewVerbs, only_who_was_on_the_roster_is_graded) {
  EXPECT_EQ(refused(person(cuc_, PersonAspect::member, {.grade = Grade::good})),
            "review.graded_before_admission");
  EXPECT_EQ(refused(person(cuc_, PersonAspect::member, {.grade = Grade::good}, 2021)), "");
  ASSERT_TRUE(write([&](Tx& tx) {
    return tx.state(lan_.value, Span{day("2022-06-01")},
                    member::MemberCell{{}, member::Cause::transferred_out, "Hà Nội"});
  }));
  EXPECT_EQ(refused(person(lan_, PersonAspect::member, {.grade = Grade::good}, 2021)), "");
  EXPECT_EQ(refused(person(lan_, PersonAspect::member, {.grade = Grade::good}, 2022)),
            "review.not_on_roster");
}

TEST_P(ReviewVerbs, the_excluded_are_not_graded_where_the_rule_is_certain) {
  EXPECT_EQ(refused(person(binh_, PersonAspect::member, {.grade = Grade::good})),
            "review.excluded_from_grading");
  EXPECT_EQ(refused(person(hung_, PersonAspect::member, {.grade = Grade::good})),
            "review.excluded_from_grading");
  // The text of QĐ 124 was not read: told, not blocked.
  auto const later = person(binh_, PersonAspect::member, {.grade = Grade::good}, 2023);
  EXPECT_EQ(refused(later), "");
  EXPECT_EQ(warned(later), "review.excluded_from_grading");
  // The reason itself is taken, and one that the register does not bear out is told.
  auto const exempt = person(binh_, PersonAspect::member, {.not_assessed = NotAssessed::exempt});
  EXPECT_EQ(warned(exempt), "");
  auto const unfounded = person(lan_, PersonAspect::member, {.not_assessed = NotAssessed::exempt});
  EXPECT_EQ(warned(unfounded), "review.reason_without_ground");
  expect_sound();
}

TEST_P(ReviewVerbs, probation_that_went_on_counts_from_the_ceremony) {
  ASSERT_TRUE(write([&](Tx& tx) {
    return tx.state(hung_.value, Span{day("2021-07-01")},
                    member::MemberStanding{member::Standing::full, {}});
  }));
  EXPECT_EQ(refused(person(hung_, PersonAspect::member, {.grade = Grade::good}, 2021)), "");
}

TEST_P(ReviewVerbs, sick_leave_of_three_months_caps_the_grade) {
  EXPECT_EQ(refused(person(lan_, PersonAspect::member, {.grade = Grade::good, .sick_months = 3})),
            "review.above_ceiling");
  EXPECT_EQ(refused(person(lan_, PersonAspect::member, {.grade = Grade::fair, .sick_months = 3})),
            "");
}

TEST_P(ReviewVerbs, a_unit_founded_late_is_not_graded) {
  UnitId fresh;
  ASSERT_TRUE(write([&](Tx& tx) -> Result<void> {
    TRY_INTO(fresh, found(tx, "TX-02", "Chi bộ khu 2", unit::UnitKind::dependent_cell, commune_,
                          "2020-07-01"));
    return {};
  }));
  EXPECT_EQ(refused(unit(fresh, UnitAspect::organisation, {.grade = Grade::good})),
            "review.excluded_from_grading");
  EXPECT_EQ(
      refused(unit(fresh, UnitAspect::organisation, {.not_assessed = NotAssessed::founded_late})),
      "");
  EXPECT_EQ(refused(unit(fresh, UnitAspect::organisation, {.grade = Grade::good}, 2019)),
            "unit.unit_not_in_force");
}

TEST_P(ReviewVerbs, a_head_stands_not_above_the_unit_headed) {
  ASSERT_TRUE(unit(cell_, UnitAspect::organisation, {.grade = Grade::good}));
  EXPECT_EQ(refused(person(lan_, PersonAspect::leader, {.grade = Grade::excellent})),
            "review.above_ceiling");
  EXPECT_EQ(refused(person(lan_, PersonAspect::leader, {.grade = Grade::good})), "");
  // And the other way round: the unit is not put below its head afterwards.
  EXPECT_EQ(refused(unit(cell_, UnitAspect::organisation, {.grade = Grade::fair})),
            "review.below_headed");
  EXPECT_EQ(refused(unit(cell_, UnitAspect::collective, {.grade = Grade::excellent})),
            "review.above_ceiling");
  // QĐ 124 and QĐ 366 warn.
  ASSERT_TRUE(unit(cell_, UnitAspect::organisation, {.grade = Grade::good}, 2025));
  auto const later = person(lan_, PersonAspect::leader, {.grade = Grade::excellent}, 2025);
  EXPECT_EQ(warned(later), "review.above_ceiling");
  EXPECT_EQ(warned(unit(cell_, UnitAspect::organisation, {.grade = Grade::fair}, 2025)),
            "review.below_headed");
}

TEST_P(ReviewVerbs, a_leader_held_a_post_on_the_roster_date) {
  EXPECT_EQ(refused(person(hung_, PersonAspect::leader, {.grade = Grade::good})),
            "review.leader_without_post");
}

TEST_P(ReviewVerbs, last_round_is_that_decided_by_the_day) {
  ASSERT_TRUE(person(lan_, PersonAspect::member, {.grade = Grade::good}, 2019));
  ASSERT_TRUE(unit(cell_, UnitAspect::organisation, {.grade = Grade::good}, 2020));
  auto const snapshot = store_->read();
  EXPECT_FALSE(last_round(*snapshot, {day("2020-01-19")}));
  EXPECT_EQ(last_round(*snapshot, {day("2020-01-20")})->year, 2019);
  EXPECT_EQ(last_round(*snapshot, {day("2021-01-19")})->year, 2019);
  auto const round = last_round(*snapshot, {day("2021-01-20")});
  EXPECT_EQ(round->year, 2020);
  EXPECT_EQ(round->roster_on, day("2020-12-31"));
  EXPECT_EQ(last_round(*snapshot, {day("2021-01-20"), snapshot->head() - 1})->year, 2019);
}

TEST_P(ReviewVerbs, another_roster_date_in_the_year_is_told) {
  ASSERT_TRUE(person(lan_, PersonAspect::member, {.grade = Grade::good}));
  auto const other = write([&](Tx& tx) {
    return grade_person(tx, binh_, PersonAspect::member,
                        {2020, day("2020-11-30"), day("2021-01-20")},
                        {.not_assessed = NotAssessed::exempt});
  });
  EXPECT_EQ(warned(other), "review.other_roster_date");
}

TEST_P(ReviewVerbs, check_tells_of_one_on_no_roster_and_calls_it_no_fault) {
  ASSERT_TRUE(write([&](Tx& tx) {
    return tx.yearly(cuc_.value, 2020, day("2021-01-20"),
                     PersonGrade{PersonAspect::member, Grade::good, {}, day("2020-12-31")});
  }));
  EXPECT_EQ(store::check(*store_).faults.size(), 0U);
  auto const told = graded_off_the_roster(*store_->read(), Language::english);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told.front().contains("2020")) << told.front();
  ASSERT_TRUE(write([&](Tx& tx) {
    return tx.yearly(lan_.value, 2020, day("2021-01-20"),
                     PersonGrade{PersonAspect::member, {}, {}, day("2020-12-31")});
  }));
  ASSERT_TRUE(write([&](Tx& tx) {
    return tx.yearly(cell_.value, 2020, day("2020-12-01"),
                     UnitGrade{UnitAspect::organisation, {}, {}, day("2020-12-31")});
  }));
  EXPECT_EQ(store::check(*store_).faults.size(), 3U);
}

// --- commands ------------------------------------------------------------------------------------

TEST_P(ReviewVerbs, commands_write_and_list) {
  std::ostringstream data, words;
  auto const address = store_->address();
  store_.reset();
  command::Context context({.address = address,
                            .keys_path = (folder() / "keys").string(),
                            .user = "an",
                            .grants = {&review_write, &review_read},
                            .language = Language::vietnamese,
                            .format = print::Format::csv},
                           test_catalogue(), clock_, data, words);
  auto const run = [&](std::string_view path,
                       std::vector<std::pair<std::string, std::string>> const& options) {
    command::Arguments arguments;
    for (auto const& [name, value] : options) arguments.set(name, value);
    for (auto const& one : commands()) {
      if (one.path == path) return one.run(context, arguments);
    }
    bug("the command exists", std::source_location::current());
  };
  auto const unit = run("review grade-unit", {{"unit", "TX-01"},
                                              {"year", "2020"},
                                              {"grade", "HTT"},
                                              {"aspect", "organisation"},
                                              {"decided-on", "20/01/2021"}});
  ASSERT_TRUE(unit) << unit.error().text(Language::vietnamese);
  auto const member = run("review grade-person", {{"person", std::to_string(lan_.value)},
                                                  {"year", "2020"},
                                                  {"grade", "excellent"},
                                                  {"decided-on", "20/01/2021"}});
  ASSERT_TRUE(member) << member.error().text(Language::vietnamese);
  ASSERT_TRUE(run("review list", {{"unit", "TX"}, {"year", "2020"}}));
  EXPECT_NE(data.str().find("TX-01,Chi bộ khu 1,Hoàn thành tốt nhiệm vụ,,2021-01-20"),
            std::string::npos)
      << data.str();
  data.str("");
  ASSERT_TRUE(run("review list", {{"unit", "TX"}, {"year", "2020"}, {"aspect", "member"}}));
  EXPECT_NE(data.str().find("Nguyễn Thị Lan,TX-01,Hoàn thành xuất sắc nhiệm vụ"), std::string::npos)
      << data.str();
  data.str("");
  ASSERT_TRUE(run("review list", {{"unit", "TX"}, {"year", "2020"}, {"aspect", "leader"}}));
  EXPECT_EQ(run("review list", {{"unit", "TX"}, {"year", "2020"}, {"aspect", "x"}}).error().kind,
            &command::usage);
}

}  // namespace
}  // namespace giaoban::review
