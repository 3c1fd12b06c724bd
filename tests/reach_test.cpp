// Every question of the command line, and so of the API, asked by one who may see a part of the
// tree: of that part it answers, of another it tells nothing.
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "account/account.h"
#include "app/catalogue.h"
#include "app/commands.h"
#include "figure/indicator.h"
#include "tests/given.h"
#include "tests/member_world.h"
#include "web/journal_pages.h"

namespace giaoban::app {
namespace {

using store::Tx;
using test::day;

using Options = std::vector<std::pair<std::string, std::string>>;

// Lan may do everything over the commune Hùng Lô and nothing elsewhere; Nguyễn Văn Ước is a member
// there, Nguyễn Thị Ánh of Kim Đức. Both head their cells and are graded for 2020.
class Reaches : public test::MemberWorld {
 protected:
  Reaches() { whole = catalogue(); }
  void SetUp() override {
    MemberWorld::SetUp();
    inside = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2015"), "025095000123");
    outside = full_member("Nguyễn Thị Ánh", khu_9, day("03/06/2015"), "025195000456");
    for (auto const& [person, cell] : {std::pair{inside, khu_1}, std::pair{outside, khu_9}}) {
      write(post::appoint_verb, [&](Tx& tx) -> Result<void> {
        TRY_VOID(post::appoint(tx, {.person = person, .unit = cell}, {day("01/07/2019")}));
        return {};
      });
      review::Round const round{2020, day("31/12/2020"), day("15/01/2021")};
      write(review::grade_unit_verb, [&](Tx& tx) {
        return review::grade_unit(tx, cell, review::UnitAspect::organisation, round,
                                  {.grade = review::Grade::good});
      });
      write(review::grade_person_verb, [&](Tx& tx) {
        return review::grade_person(tx, person, review::PersonAspect::member, round,
                                    {.grade = review::Grade::good});
      });
    }
    for (auto const* verb : whole.verbs) lan.grants.emplace_back(verb->right, hung_lo.value);
    for (auto const* reading : whole.rights) lan.grants.emplace_back(reading, hung_lo.value);
    head_ = store().read()->head();
  }

  // What lan is told, as CSV; or the code of the refusal.
  std::string asked(std::string_view path, Options const& given) {
    for (auto const& command : commands()) {
      if (command.path != path) continue;
      auto const arguments = test::given_to(command, given);
      std::ostringstream data;
      words_.str("");
      command::Context context({.address = store().address(),
                                .keys_path = {},
                                .user = lan.name,
                                .grants = lan.grants,
                                .format = print::Format::csv},
                               store(), data, words_);
      auto const outcome = command.run(context, arguments);
      return outcome ? data.str() : std::string(outcome.error().kind->code);
    }
    ADD_FAILURE() << "no command " << path;
    return {};
  }
  static bool has(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  }
  std::string file(std::string const& name) { return (folder() / name).string(); }

  store::Actor lan{"lan", {}};
  PersonId inside, outside;
  EntryNumber head_ = 0;
  std::ostringstream words_;
};
ON_BOTH_DATABASES(Reaches);

TEST_P(Reaches, units_within_the_part) {
  auto const units = asked("unit list", {});
  EXPECT_TRUE(has(units, "PT-01-01-01"));
  EXPECT_FALSE(has(units, "PT-01-02"));
  EXPECT_FALSE(has(asked("unit tree", {}), "Kim Đức"));
  EXPECT_TRUE(has(asked("unit show", {{"unit", "PT-01-01"}}), "Hùng Lô"));
  for (std::string const code : {"PT", "PT-01", "PT-01-02", "PT-01-02-09"}) {
    for (char const* path :
         {"unit list", "unit tree", "unit show", "member list", "post list", "figure"}) {
      EXPECT_EQ(asked(path, {{"unit", code}, {"as-of", "14/06/2021"}}), "unit.beyond_reach")
          << path << " " << code;
    }
    EXPECT_EQ(asked("review list", {{"unit", code}, {"year", "2020"}, {"as-of", "14/06/2021"}}),
              "unit.beyond_reach");
    EXPECT_EQ(asked("member flow", {{"unit", code}, {"period", "2021"}}), "unit.beyond_reach");
    for (char const* path : {"table show", "table list", "indicator list"}) {
      EXPECT_EQ(asked(path, {{"unit", code}, {"measures", "members"}, {"as-of", "14/06/2021"}}),
                "unit.beyond_reach")
          << path << " " << code;
    }
    for (char const* path :
         {"round progress", "round late", "round subjects", "round room", "round commendable"}) {
      EXPECT_EQ(asked(path, {{"unit", code}, {"year", "2020"}}), "unit.beyond_reach") << path;
    }
    EXPECT_EQ(asked("round compare", {{"unit", code}, {"year", "2020"}, {"with", "2019"}}),
              "unit.beyond_reach");
    EXPECT_EQ(asked("round history", {{"unit", code}, {"part", "organisation"}}),
              "unit.beyond_reach");
    EXPECT_EQ(asked("briefing review", {{"unit", code}, {"year", "2020"}}), "unit.beyond_reach");
    EXPECT_EQ(asked("report", {{"unit", code},
                               {"period", "2021-H1"},
                               {"date", "2021-06-14"},
                               {"out", file("bao-cao.docx")}}),
              "unit.beyond_reach");
    for (std::string const name : {"so.xlsx", "so.csv"}) {
      EXPECT_EQ(asked("export", {{"unit", code}, {"list", "members"}, {"out", file(name)}}),
                "unit.beyond_reach");
      EXPECT_FALSE(std::filesystem::exists(file(name)));
    }
  }
  EXPECT_FALSE(std::filesystem::exists(file("bao-cao.docx")));
}

TEST_P(Reaches, own_measures_of_units_beside_are_refused_in_words) {
  auto const defined = [&](UnitId unit, std::string const& code) {
    std::vector<store::Grant> grants{{&figure::indicator_write}, {&member::member_read}};
    test::must(store().write({.actor = {"an", std::move(grants)}, .verb = &figure::define_verb},
                             [&](Tx& tx) -> Result<void> {
                               TRY_VOID(figure::define(tx,
                                                       {.unit = unit,
                                                        .code = code,
                                                        .name = code,
                                                        .counts = "",
                                                        .base = "",
                                                        .base_name = "",
                                                        .citation = ""},
                                                       day("01/01/2015")));
                               return {};
                             }));
  };
  defined(kim_duc, "beside");
  defined(district, "above");
  for (char const* path : {"figure", "series", "revisions"}) {
    for (auto const& [measure, refused] :
         {std::pair{"own.beside", true}, std::pair{"own.above", false}}) {
      auto const told = asked(path, {{"unit", "PT-01-01"},
                                     {"measure", measure},
                                     {"from", "01/01/2021"},
                                     {"as-of", "14/06/2021"}});
      EXPECT_EQ(told == "indicator.unseen", refused) << path << " " << measure << " " << told;
    }
  }
  Options const table{{"unit", "PT-01-01"}, {"as-of", "14/06/2021"}, {"measures", "own.beside"}};
  EXPECT_EQ(asked("table show", table), "indicator.unseen");
  EXPECT_EQ(asked("table save", {{"unit", "PT-01-01"}, {"name", "x"}, {"measures", "own.beside"}}),
            "indicator.unseen");
  EXPECT_EQ(asked("dashboard arrange", {{"unit", "PT-01-01"}, {"bars", "own.beside"}}),
            "indicator.unseen");
}

TEST_P(Reaches, grades_over_the_years_of_persons_within) {
  EXPECT_TRUE(has(asked("round history", {{"person", "025095000123"}}), "2020"));
  EXPECT_EQ(asked("round history", {{"person", "025195000456"}}), "member.no_such_person");
}

TEST_P(Reaches, what_is_asked_within_is_answered) {
  Options const of_cell{{"unit", "PT-01-01-01"}, {"as-of", "14/06/2021"}};
  EXPECT_TRUE(has(asked("member list", of_cell), "Nguyễn Văn Ước"));
  EXPECT_TRUE(has(asked("post list", of_cell), "Nguyễn Văn Ước"));
  EXPECT_TRUE(has(asked("figure", of_cell), "members,"));
  for (std::string const aspect : {"organisation", "member"}) {
    auto const results = asked(
        "review list",
        {{"unit", "PT-01-01"}, {"year", "2020"}, {"aspect", aspect}, {"as-of", "14/06/2021"}});
    EXPECT_TRUE(has(results, "PT-01-01-01")) << results;
  }
  EXPECT_EQ(asked("report", {{"unit", "PT-01-01"},
                             {"period", "2021-H1"},
                             {"date", "2021-06-14"},
                             {"out", file("bao-cao.docx")}}),
            "");
  EXPECT_EQ(asked("export", {{"unit", "PT-01-01"}, {"out", file("so.xlsx")}}), "");
}

TEST_P(Reaches, persons_outside_are_as_if_they_were_not) {
  for (auto const& number : {std::to_string(outside.value), std::string("025195000456")}) {
    Options const person{{"person", number}};
    auto const with = [&](Options more) {
      more.insert(more.begin(), person.front());
      return more;
    };
    EXPECT_EQ(asked("member show", person), "member.no_such_person");
    EXPECT_EQ(asked("member show", with({{"history", "true"}})), "member.no_such_person");
    EXPECT_EQ(asked("post list", person), "member.no_such_person");
    EXPECT_EQ(
        asked("post appoint",
              with({{"unit", "PT-01-01-02"}, {"title", "secretary"}, {"from", "01/01/2021"}})),
        "member.no_such_person");
    EXPECT_EQ(asked("review grade-person",
                    with({{"year", "2020"}, {"grade", "HTT"}, {"decided-on", "15/01/2021"}})),
              "member.no_such_person");
    EXPECT_EQ(asked("member transfer", with({{"cell", "PT-01-01-02"}, {"on", "01/01/2021"}})),
              "member.no_such_person");
    EXPECT_EQ(asked("member exempt", with({{"from", "01/01/2021"}})), "member.no_such_person");
    EXPECT_EQ(asked("member card", with({{"from", "01/01/2021"}, {"number", "12.345678"}})),
              "member.no_such_person");
    EXPECT_EQ(asked("member merge", {{"person", std::to_string(inside.value)}, {"into", number}}),
              "member.no_such_person");
  }
  EXPECT_FALSE(has(asked("member search", {{"words", "nguyen"}}), "Ánh"));
  EXPECT_TRUE(has(asked("post list", {{"person", "025095000123"}}), "PT-01-01-01"));
  EXPECT_EQ(store().read()->head(), head_);
}

// A person of another part who holds a post here is known by that post alone.
TEST_P(Reaches, posts_here_of_persons_elsewhere) {
  write(post::appoint_verb, [&](Tx& tx) -> Result<void> {
    TRY_VOID(post::appoint(tx, {.person = outside, .unit = hung_lo, .title = post::Title::head},
                           {day("01/01/2021")}));
    return {};
  });
  auto const posts = asked("post list", {{"person", "025195000456"}, {"as-of", "14/06/2021"}});
  EXPECT_TRUE(has(posts, "PT-01-01")) << posts;
  EXPECT_FALSE(has(posts, "PT-01-02-09")) << posts;
}

TEST_P(Reaches, a_reference_opens_no_more_than_its_unit) {
  auto const reference = [&](UnitId unit) {
    auto const snapshot = store().read();
    return figure::Reference{figure::measure("members"), unit, {day("14/06/2021"), head_}}.text();
  };
  EXPECT_TRUE(has(asked("figure", {{"reference", reference(hung_lo)}}), "members"));
  EXPECT_TRUE(
      has(asked("figure", {{"reference", reference(hung_lo)}, {"records", "true"}}), "Ước"));
  for (UnitId const unit : {province, district, kim_duc, khu_9}) {
    EXPECT_EQ(asked("figure", {{"reference", reference(unit)}}), "unit.beyond_reach");
    EXPECT_EQ(asked("figure", {{"reference", reference(unit)}, {"records", "true"}}),
              "unit.beyond_reach");
  }
  // Figures over the whole, persons over a part.
  lan.grants.emplace_back(&figure::figure_read);
  EXPECT_TRUE(has(asked("figure", {{"reference", reference(province)}}), "members"));
  EXPECT_EQ(asked("figure", {{"reference", reference(province)}, {"records", "true"}}),
            "unit.beyond_reach");
}

// A measure and a shared table of the district are known below it; those of the commune beside not.
TEST_P(Reaches, own_measures_and_tables_of_the_part_and_above) {
  for (auto const& [unit, code] : {std::pair{"PT-01", "above"}, std::pair{"PT-01-02", "beside"}}) {
    auto const grants = std::exchange(lan.grants, {});
    for (auto const* verb : whole.verbs) lan.grants.emplace_back(verb->right);
    for (auto const* reading : whole.rights) lan.grants.emplace_back(reading);
    EXPECT_EQ(asked("indicator define", {{"unit", unit},
                                         {"code", code},
                                         {"name", code},
                                         {"population", "members"},
                                         {"counts", "sex = female"},
                                         {"from", "01/01/2015"}}),
              "");
    EXPECT_EQ(asked("table save", {{"unit", unit},
                                   {"name", code},
                                   {"measures", "members"},
                                   {"sharing", "below"},
                                   {"on", "01/01/2015"}}),
              "");
    lan.grants = grants;
  }
  Options const of_june{{"as-of", "14/06/2021"}};
  auto const known = asked("indicator list", of_june);
  EXPECT_TRUE(has(known, "own.above")) << known;
  EXPECT_FALSE(has(known, "own.beside")) << known;
  EXPECT_TRUE(has(asked("indicator show", {{"code", "above"}, {"as-of", "14/06/2021"}}), "above"));
  EXPECT_EQ(asked("indicator show", {{"code", "beside"}, {"as-of", "14/06/2021"}}),
            "indicator.no_such_indicator");
  auto const tables = asked("table list", {{"unit", "PT-01-01"}, {"as-of", "14/06/2021"}});
  EXPECT_TRUE(has(tables, "above")) << tables;
  EXPECT_FALSE(has(tables, "beside")) << tables;
}

TEST_P(Reaches, the_journal_as_far_as_the_part_goes) {
  auto const journal = asked("journal", {});
  auto const line_of = [](EntryNumber number) { return "\n" + std::to_string(number) + ","; };
  // The world's founding (1) touched both parts; then admission and recognition of each.
  EXPECT_TRUE(has(journal, line_of(1)));
  EXPECT_TRUE(has(journal, line_of(2)));
  EXPECT_FALSE(has(journal, line_of(4)));
  EXPECT_EQ(asked("journal", {{"entry", "4"}}), "journal.entry_unknown");
  auto const founding = asked("journal", {{"entry", "1"}});
  EXPECT_TRUE(has(founding, std::to_string(khu_1.value)));
  EXPECT_FALSE(has(founding, std::to_string(khu_9.value)));
  EXPECT_TRUE(has(asked("journal", {{"from", "1"}, {"count", "1"}}), line_of(1)));
  EXPECT_FALSE(has(asked("journal", {{"from", "1"}, {"count", "1"}}), line_of(2)));
  lan.grants.emplace_back(&web::journal_read);
  EXPECT_TRUE(has(asked("journal", {}), line_of(4)));
}

TEST_P(Reaches, the_access_log_of_the_part) {
  store().log_access("an", "member show", inside.value);
  store().log_access("an", "member show", outside.value);
  store().log_access("an", "member list", kim_duc.value);
  store().log_access("an", "member search", std::nullopt);
  auto const lines = asked("access", {});
  EXPECT_TRUE(has(lines, std::to_string(inside.value))) << lines;
  EXPECT_FALSE(has(lines, std::to_string(outside.value))) << lines;
  EXPECT_FALSE(has(lines, "member list")) << lines;
  EXPECT_FALSE(has(lines, "member search")) << lines;
}

TEST_P(Reaches, the_store_as_a_whole_not_at_all) {
  EXPECT_EQ(asked("check", {}), "store.not_allowed");
  EXPECT_EQ(asked("backup", {{"out", file("sao-luu")}, {"keys-out", file("khoa")}}),
            "store.not_allowed");
  EXPECT_EQ(asked("serve", {{"port", "0"}}), "store.not_allowed");
  EXPECT_EQ(asked("erase", {{"person", std::to_string(inside.value)}, {"ground", "Yêu cầu"}}),
            "store.out_of_reach");
}

// The account of an erased person no longer says whose it is.
TEST_P(Reaches, an_erased_person_leaves_the_account) {
  ASSERT_TRUE(account::ensure_first_account(store(), "quantri"));
  AccountId account;
  write(account::create_verb, [&](Tx& tx) -> Result<void> {
    TRY_INTO(account, account::create(tx, {.login = "uoc",
                                           .shown_name = "Nguyễn Văn Ước",
                                           .person = inside,
                                           .from = clock.today() - 10}));
    return {};
  });
  lan.grants.clear();
  for (auto const* verb : whole.verbs) lan.grants.emplace_back(verb->right);
  auto const before = store().read()->head();
  EXPECT_EQ(asked("erase", {{"person", std::to_string(inside.value)}, {"ground", "Yêu cầu"}}), "");
  EXPECT_EQ(store().read()->head(), before + 1) << "one entry";
  auto const left = account::view(*store().read(), account);
  ASSERT_TRUE(left);
  EXPECT_EQ(left->name.login, "uoc");
  EXPECT_EQ(left->name.shown_name, "uoc");
  EXPECT_EQ(left->name.person, std::nullopt);
  EXPECT_EQ(left->span.from, clock.today() - 10);
  for (Day const on : {clock.today() - 10, clock.today() + 10}) {
    auto const name = store().read()->fact<account::AccountName>(account.value, {on});
    ASSERT_TRUE(name);
    EXPECT_EQ(name->value.shown_name, "uoc");
  }
}

}  // namespace
}  // namespace giaoban::app
