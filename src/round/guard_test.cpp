// Who may write a yearly result: the same answer from whichever verb writes it.
#include <gtest/gtest.h>

#include "account/account.h"
#include "review/web.h"
#include "round/round_world_test.h"
#include "tests/test_site.h"

namespace giaoban::round {
namespace {

using review::Grade;
using test::day;

// The verbs that write a result, each told who acts and on which ground.
class ResultsGuarded : public RoundWorld {
 protected:
  ResultsGuarded() { whole.add(account::catalogue()); }

  struct By {
    std::vector<store::Grant> grants;
    bool document = false;
    std::string name = "lan";
  };
  static store::Act act_of(store::Verb const& verb, By const& by) {
    store::Act act = by.document ? deed(verb, "xếp loại lại") : test::act(verb);
    act.actor = {.name = by.name, .grants = by.grants};
    return act;
  }
  std::string recorded(Subject const& subject, int year, Grade grade, By const& by,
                       std::optional<Day> roster_on = {}) {
    review::Round const when{year, roster_on.value_or(day(year, 12, 31)), day(year + 1, 1, 12)};
    bool const unit = subject.part == Part::organisation || subject.part == Part::collective;
    return told(tried(
        act_of(unit ? review::grade_unit_verb : review::grade_person_verb, by), [&](store::Tx& tx) {
          if (unit) {
            return review::grade_unit(tx, subject.unit,
                                      subject.part == Part::organisation
                                          ? review::UnitAspect::organisation
                                          : review::UnitAspect::collective,
                                      when, {.grade = grade});
          }
          return review::grade_person(tx, subject.person,
                                      subject.part == Part::leader ? review::PersonAspect::leader
                                                                   : review::PersonAspect::member,
                                      when, {.grade = grade});
        }));
  }
  std::string undone(EntryNumber entry, By const& by) {
    return told(
        tried(act_of(store::undo_verb, by), [&](store::Tx& tx) { return store::undo(tx, entry); }));
  }
  // All rights over the unit and all below; everywhere without one.
  std::vector<store::Grant> all_over(std::optional<UnitId> unit) {
    std::vector<store::Grant> grants;
    for (store::Verb const* verb : whole.verbs) {
      grants.emplace_back(verb->right, unit ? std::optional(unit->value) : std::nullopt);
    }
    return grants;
  }
  void given_account(std::string login, PersonId person) {
    test::must(account::ensure_first_account(store(), "quan-tri"));
    write(account::create_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(account::create(tx, {.login = std::move(login),
                                    .shown_name = "Lan",
                                    .person = person,
                                    .from = day("01/01/2021")}));
      return {};
    });
  }
  void given_role(std::string login, UnitId unit) {
    auto act = test::act(account::grant_verb);
    act.actor.grants = all_over(std::nullopt);
    for (store::Right const* right : whole.rights) act.actor.grants.emplace_back(right);
    test::must(store().write(act, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(AccountId const account, account::create(tx, {.login = std::move(login),
                                                             .shown_name = "Lan",
                                                             .from = day("01/01/2021")}));
      TRY_VOID(account::grant_role(tx, {account, account::Role::staff, unit},
                                   {day("01/01/2021"), Day::forever()}));
      return {};
    }));
  }
  void made_secretary(PersonId person, UnitId unit) {
    write(post::appoint_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(post::appoint(tx, {person, unit, post::Title::secretary, ""}, {day("01/01/2019")}));
      return {};
    });
  }
};
ON_BOTH_DATABASES(ResultsGuarded);

TEST_P(ResultsGuarded, a_decided_result_changes_by_a_decision_alone) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  proposed(lan, 2020, Grade::fair);
  ASSERT_EQ(decided(lan, 2020, Grade::fair), "");
  EntryNumber const decision = store().read()->head();
  // By the sheet of results, whoever it is, on a document or not, over whichever roster.
  for (auto const& over : {std::optional(khu_1), std::optional(hung_lo), std::optional<UnitId>()}) {
    for (bool const document : {false, true}) {
      By const by{all_over(over), document};
      EXPECT_EQ(recorded(lan, 2020, Grade::good, by), "round.decided_in_round");
      EXPECT_EQ(recorded(lan, 2020, Grade::good, by, day("30/06/2020")), "round.decided_in_round");
    }
  }
  // By undoing: on a document, by who decides.
  EXPECT_EQ(undone(decision, {all_over(hung_lo), false}), "round.change_without_document");
  EXPECT_EQ(undone(decision, {all_over(khu_1), true}), "store.out_of_reach");
  auto without_deciding = all_over(std::nullopt);
  std::erase_if(without_deciding,
                [](store::Grant const& grant) { return *grant.right == round_decide; });
  without_deciding.emplace_back(&round_decide, khu_1.value);
  EXPECT_NE(undone(decision, {without_deciding, true}), "");
  EXPECT_EQ(undone(decision, {all_over(hung_lo), true}), "");
}

TEST_P(ResultsGuarded, what_stands_under_a_round_is_recorded_by_its_decision_alone) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  Subject const cell{Part::organisation, khu_1, {}};
  opened(2020);
  By const everything{all_over(std::nullopt), true};
  EXPECT_EQ(recorded(lan, 2020, Grade::good, everything), "round.under_round");
  EXPECT_EQ(recorded(cell, 2020, Grade::good, everything), "round.under_round");
  EXPECT_EQ(recorded(lan, 2019, Grade::good, everything), "") << "no round is over that year";
}

TEST_P(ResultsGuarded, an_undoing_counts_the_cap) {
  auto const people = members_in(khu_1, 10);
  opened(2020);
  std::vector<Decision> good;
  for (PersonId const person : people) {
    proposed(as_member(person), 2020, Grade::good);
    good.push_back({.subject = as_member(person), .assessment = {.grade = Grade::good}});
  }
  ASSERT_EQ(decided(good, 2020), "");
  ASSERT_EQ(decided(good[0].subject, 2020, Grade::excellent, "bình xét lại"), "");
  ASSERT_EQ(decided(good[1].subject, 2020, Grade::excellent, "bình xét lại"), "");
  ASSERT_EQ(decided(good[1].subject, 2020, Grade::good, "bình xét lại"), "");
  EntryNumber const lowering = store().read()->head();
  ASSERT_EQ(decided(good[2].subject, 2020, Grade::excellent, "bình xét lại"), "");
  // Taken back, the lowering would make a third of ten.
  EXPECT_EQ(undone(lowering, {all_over(std::nullopt), true}), "round.over_cap");
}

TEST_P(ResultsGuarded, an_undoing_leaves_nobody_above_what_they_head) {
  Subject const organisation{Part::organisation, hung_lo, {}};
  Subject const collective{Part::collective, hung_lo, {}};
  By const by{all_over(std::nullopt), true};
  ASSERT_EQ(recorded(organisation, 2019, Grade::fair, by), "");
  ASSERT_EQ(recorded(organisation, 2019, Grade::good, by), "");
  EntryNumber const raising = store().read()->head();
  ASSERT_EQ(recorded(collective, 2019, Grade::good, by), "");
  EXPECT_EQ(undone(raising, by), "review.above_ceiling");
}

struct FirstRow {
  char const* what;
  Part part;
  char over;  // c the cell, o the grass-roots organisation, d the district
  char const* first;
  char const* again_bare;
  char const* again_on_document;
};

// Years without a round, gone by: recorded first without a paper but not by the unit itself,
// changed on a document by who would decide.
TEST_P(ResultsGuarded, a_recorded_result_of_a_past_year_changes_as_it_would_be_decided) {
  constexpr std::array rows{
      FirstRow{"a cell records its members, and changes none", Part::member, 'c', "",
               "round.change_without_document", "round.decided_by_others"},
      FirstRow{"the organisation decides on members", Part::member, 'o', "",
               "round.change_without_document", ""},
      FirstRow{"no cell records itself", Part::organisation, 'c', "round.decided_by_others",
               "round.decided_by_others", "round.decided_by_others"},
      FirstRow{"who stands above records it", Part::organisation, 'o', "",
               "round.change_without_document", ""},
      FirstRow{"a committee's collective is not its own", Part::collective, 'o',
               "round.decided_by_others", "round.decided_by_others", "round.decided_by_others"},
      FirstRow{"the district's is the commune", Part::collective, 'd', "",
               "round.change_without_document", ""},
      FirstRow{"nor are its leaders", Part::leader, 'o', "round.decided_by_others",
               "round.decided_by_others", "round.decided_by_others"},
      FirstRow{"leaders by who stands above", Part::leader, 'd', "",
               "round.change_without_document", ""},
  };
  int year = 2020;
  for (FirstRow const& row : rows) {
    --year;  // each row a year of its own
    PersonId const person = members_in(khu_1, 1)[0];
    if (row.part == Part::leader) {
      write(post::appoint_verb, [&](store::Tx& tx) -> Result<void> {
        TRY_VOID(post::appoint(tx, {person, hung_lo, post::Title::committee_member, ""},
                               {day("01/01/2012")}));
        return {};
      });
    }
    UnitId const unit =
        row.part == Part::organisation || row.part == Part::member ? khu_1 : hung_lo;
    Subject const subject{row.part, unit, person};
    UnitId const over = row.over == 'c' ? khu_1 : row.over == 'o' ? hung_lo : district;
    By const bare{all_over(over), false};
    EXPECT_EQ(recorded(subject, year, Grade::fair, bare), row.first) << row.what;
    EXPECT_EQ(recorded(subject, year, Grade::good, bare), row.again_bare) << row.what;
    EXPECT_EQ(recorded(subject, year, Grade::good, {all_over(over), true}), row.again_on_document)
        << row.what;
  }
}

TEST_P(ResultsGuarded, a_first_result_is_not_taken_back_to_be_recorded_anew) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  ASSERT_EQ(recorded(lan, 2020, Grade::fair, {all_over(khu_1), false}), "");
  EntryNumber const first = store().read()->head();
  EXPECT_EQ(undone(first, {all_over(std::nullopt), false}), "round.change_without_document");
  EXPECT_EQ(undone(first, {all_over(khu_1), true}), "round.decided_by_others");
  EXPECT_EQ(undone(first, {all_over(hung_lo), true}), "");
  // It was recorded once: what comes now is a change.
  EXPECT_EQ(recorded(lan, 2020, Grade::good, {all_over(khu_1), false}),
            "round.change_without_document");
}

TEST_P(ResultsGuarded, the_running_year_is_put_right_until_it_is_over) {
  clock = FixedClock(day("31/12/2020"));
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  auto const graded = [&](Grade grade, By const& by) {
    return told(tried(act_of(review::grade_person_verb, by), [&](store::Tx& tx) {
      return review::grade_person(tx, lan.person, review::PersonAspect::member,
                                  {2020, day("31/12/2020"), day("31/12/2020")}, {.grade = grade});
    }));
  };
  EXPECT_EQ(graded(Grade::fair, {all_over(khu_1), false}), "");
  EXPECT_EQ(graded(Grade::good, {all_over(khu_1), false}), "");
  EXPECT_EQ(graded(Grade::fair, {all_over(hung_lo), true}), "");
  EXPECT_EQ(graded(Grade::good, {all_over(hung_lo), false}), "round.change_without_document")
      << "it was recorded on a document";
  clock = FixedClock(day("01/01/2021"));
}

TEST_P(ResultsGuarded, nobody_writes_their_own_result_or_that_of_what_they_head) {
  auto const people = members_in(khu_1, 2);
  made_secretary(people[0], hung_lo);
  given_account("bi-thu", people[0]);
  By const head{all_over(std::nullopt), true, "bi-thu"};
  By const other{all_over(std::nullopt), true, "lan"};
  Subject const commune{Part::organisation, hung_lo, {}};
  Subject const collective{Part::collective, hung_lo, {}};
  Subject const as_official{Part::leader, hung_lo, people[0]};
  for (Subject const& one : {as_member(people[0]), commune, collective, as_official}) {
    EXPECT_EQ(recorded(one, 2019, Grade::good, head), "round.own_result") << code(one.part);
    EXPECT_EQ(recorded(one, 2019, Grade::good, other), "") << code(one.part);
  }
  EXPECT_EQ(recorded(as_member(people[1]), 2019, Grade::good, head), "");
  // Nor by the round.
  opened(2020);
  proposed(commune, 2020, Grade::good);
  auto const deciding = [&](std::string const& name) {
    auto act = deed(decide_verb);
    act.actor = {.name = name, .grants = all_over(std::nullopt)};
    return told(tried(act, [&](store::Tx& tx) {
      return decide(tx, 2020, day("10/01/2021"),
                    {{.subject = commune, .assessment = {.grade = Grade::good}}});
    }));
  };
  EXPECT_EQ(deciding("bi-thu"), "round.own_result");
  EXPECT_EQ(deciding("lan"), "");
}

TEST_P(ResultsGuarded, a_merge_hides_no_result_and_leads_nobody_to_their_own) {
  auto const people = members_in(khu_1, 4);
  PersonId const graded = people[0];
  PersonId const twin = people[1];
  auto const merging = [&](PersonId duplicate, PersonId into, By const& by) {
    return told(tried(act_of(member::merge_verb, by),
                      [&](store::Tx& tx) { return member::merge(tx, duplicate, into); }));
  };
  ASSERT_EQ(recorded(as_member(graded), 2020, Grade::fair, {all_over(khu_1), false}), "");
  ASSERT_EQ(recorded(as_member(twin), 2019, Grade::good, {all_over(khu_1), false}), "");
  EXPECT_EQ(merging(graded, twin, {all_over(khu_1), false}), "round.merged_has_results");
  EXPECT_EQ(merging(graded, twin, {all_over(khu_1), true}), "round.merged_has_results");
  EXPECT_EQ(merging(graded, twin, {all_over(hung_lo), false}), "round.merged_has_results");
  EXPECT_EQ(merging(graded, twin, {all_over(hung_lo), true}), "warned round.decided_list_changed")
      << "by who decides, on a paper";
  // Of either record the year is recorded already, and the history has both.
  EXPECT_EQ(recorded(as_member(twin), 2020, Grade::good, {all_over(khu_1), false}),
            "round.change_without_document");
  EXPECT_EQ(years_of(*store().read(), as_member(twin), {day("14/06/2021")}).size(), 2U);
  // One's own record, and one that an account belongs to.
  given_account("bi-thu", people[2]);
  EXPECT_EQ(merging(people[2], people[3], {all_over(std::nullopt), true}),
            "round.merged_has_account");
  By const self{all_over(std::nullopt), true, "bi-thu"};
  EXPECT_EQ(merging(people[3], people[2], self), "");
  EXPECT_EQ(recorded({Part::member, khu_1, people[3]}, 2018, Grade::good, self),
            "review.not_on_roster");
  made_secretary(twin, hung_lo);
  EXPECT_EQ(merging(twin, people[2], {all_over(std::nullopt), true}), "round.merged_has_post");
}

TEST_P(ResultsGuarded, the_cap_holds_before_a_round_is_opened) {
  auto const people = members_in(khu_1, 11);
  By const cell{all_over(khu_1), false};
  for (std::size_t i = 0; i < 10; ++i) {
    Grade const grade = i < 8 ? Grade::good : Grade::excellent;
    EXPECT_EQ(recorded(as_member(people[i]), 2020, grade, cell), "") << i;
  }
  EXPECT_EQ(recorded(as_member(people[10]), 2020, Grade::excellent, cell), "round.over_cap");
  EXPECT_EQ(recorded(as_member(people[10]), 2020, Grade::good, cell), "");
  // Opened afterwards, the round says what no document stands behind.
  EXPECT_EQ(told(tried(deed(open_verb),
                       [&](store::Tx& tx) -> Result<void> {
                         TRY_VOID(open(tx, opening(2020)));
                         return {};
                       })),
            "warned round.results_before_round");
}

TEST_P(ResultsGuarded, a_departure_recorded_late_tells_of_the_list_it_changes) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  ASSERT_EQ(recorded(lan, 2020, Grade::good, {all_over(khu_1), false}), "");
  auto const leaving = [&](std::string const& on) {
    return told(tried(test::act(member::leave_verb), [&](store::Tx& tx) {
      return member::leave(tx, lan.person,
                           {.on = day(on), .cause = member::Cause::deceased, .place = {}});
    }));
  };
  EXPECT_EQ(leaving("30/12/2020"), "warned round.decided_list_changed");
  EXPECT_EQ(test::faults(store()), "") << "nothing is damaged";
  EXPECT_EQ(undone(store().read()->head(), {all_over(std::nullopt), true}), "");
  EXPECT_EQ(leaving("02/01/2021"), "");
}

// What the district recorded stays until the district takes it back, on a paper too; so do the
// commune's own records.
TEST_P(ResultsGuarded, grounds_are_taken_back_by_who_recorded_them) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  test::must(account::ensure_first_account(store(), "quan-tri"));
  given_role("huyen", district);
  given_role("xa", hung_lo);
  By const of_district{all_over(district), true, "huyen"};
  By const of_commune{all_over(hung_lo), true, "xa"};
  auto const bare = [](By by) {
    by.document = false;
    return by;
  };
  auto const warned = [&](By const& by) {
    return told(tried(act_of(discipline_verb, by), [&](store::Tx& tx) {
      return discipline(tx, lan, {day("10/11/2020"), Measure::warning, "Vi phạm quy chế"});
    }));
  };
  auto const degraded = [&](std::int64_t amount, By const& by) {
    return told(tried(act_of(condition_verb, by), [&](store::Tx& tx) {
      return state_condition(tx, lan,
                             {.year = 2020,
                              .condition = Condition::degraded,
                              .on = day("05/01/2021"),
                              .amount = amount,
                              .evidence = "Kết luận số 3"});
    }));
  };
  ASSERT_EQ(warned(of_district), "");
  EntryNumber const warning = store().read()->head();
  for (By const& by : {bare(of_commune), of_commune}) {
    EXPECT_EQ(undone(warning, by), "round.ground_of_others") << by.document;
  }
  EXPECT_EQ(undone(warning, bare(of_district)), "round.ground_without_document");
  EXPECT_EQ(undone(warning, of_district), "");
  ASSERT_EQ(degraded(1, of_district), "");
  EXPECT_EQ(degraded(0, of_commune), "round.ground_of_others");
  EXPECT_EQ(degraded(0, bare(of_district)), "round.ground_without_document");
  EXPECT_EQ(degraded(0, of_district), "");
  ASSERT_EQ(warned(of_commune), "");
  EntryNumber const own = store().read()->head();
  EXPECT_EQ(undone(own, bare(of_commune)), "round.ground_without_document");
  EXPECT_EQ(undone(own, of_commune), "");
}

TEST_P(ResultsGuarded, a_ground_that_breaks_a_decided_grade_is_told) {
  auto const people = members_in(khu_1, 2);
  Subject const lan = as_member(people[0]);
  opened(2020);
  proposed(lan, 2020, Grade::good);
  ASSERT_EQ(decided(lan, 2020, Grade::good), "");
  auto const warned = [&](PersonId person, char const* on) {
    return told(tried(deed(discipline_verb), [&](store::Tx& tx) {
      return discipline(tx, {Part::member, khu_1, person},
                        {day(on), Measure::warning, "Vi phạm quy chế"});
    }));
  };
  EXPECT_EQ(warned(people[1], "10/11/2020"), "") << "nothing is decided of them";
  EXPECT_EQ(warned(people[0], "10/02/2021"), "") << "of another year";
  EXPECT_EQ(warned(people[0], "10/11/2020"), "warned round.grade_broken");
  EXPECT_EQ(stated(lan, 2020, Condition::degraded, 1), "warned round.grade_broken");
}

TEST_P(ResultsGuarded, an_allowance_is_not_brought_back_by_who_is_held) {
  clock = FixedClock(day("01/03/2026"));
  opened(2025);
  auto const allowed = [&](std::int64_t percent) {
    auto act = deed(allow_verb);
    act.actor.grants = {{&round_decide, district.value}};
    return told(tried(act, [&](store::Tx& tx) {
      return allow_more(tx, hung_lo,
                        {.year = 2025,
                         .on = day("10/01/2026"),
                         .allowance = {Part::member, percent, "kết quả nổi trội"}});
    }));
  };
  ASSERT_EQ(allowed(25), "");
  ASSERT_EQ(allowed(20), "");
  EntryNumber const lowered = store().read()->head();
  EXPECT_EQ(undone(lowered, {all_over(hung_lo), true}), "store.out_of_reach");
  EXPECT_EQ(undone(lowered, {all_over(district), false}), "round.document_missing");
  EXPECT_EQ(undone(lowered, {all_over(district), true}), "");
}

TEST_P(ResultsGuarded, a_round_with_decisions_is_not_as_if_never_opened) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  EntryNumber const opening = store().read()->head();
  proposed(lan, 2020, Grade::good);
  ASSERT_EQ(decided(lan, 2020, Grade::good), "");
  EntryNumber const decision = store().read()->head();
  EXPECT_EQ(undone(opening, {all_over(std::nullopt), true}), "round.round_has_decisions");
  ASSERT_EQ(undone(decision, {all_over(std::nullopt), true}), "");
  EXPECT_EQ(undone(opening, {all_over(std::nullopt), true}), "");
}

TEST_P(ResultsGuarded, pages_are_told_beforehand_what_is_kept) {
  Subject const lan = as_member(members_in(khu_1, 1)[0]);
  opened(2020);
  auto const snapshot = store().read();
  auto const told_of = [&](int year, std::optional<UnitId> over) {
    auto const found = store::kept(*snapshot, {"lan", all_over(over)},
                                   {&review::PersonGrade::kind, lan.person.value, year, "member"});
    return found ? std::string(found->why.kind->code) + " " + found->page : std::string();
  };
  auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
  EXPECT_EQ(told_of(2020, std::nullopt),
            fmt::format("round.under_round /rounds/{}/units/{}/decision", round->round.value,
                        khu_1.value));
  EXPECT_EQ(told_of(2019, khu_1), "");
}

// The sheet of results beside who decides.
class ResultsGuardedSheet : public ResultsGuarded {
 protected:
  ResultsGuardedSheet() { whole.add(web::catalogue()); }
};
ON_BOTH_DATABASES(ResultsGuardedSheet);

TEST_P(ResultsGuardedSheet, tells_by_name_what_was_typed_into_a_row_decided_since) {
  auto const people = members_in(khu_1, 2);
  Subject const lan = as_member(people[0]);
  std::string const row = review::place_of(Part::member, lan.person);
  std::string const other = review::place_of(Part::member, people[1]);
  std::string const address = fmt::format("/units/{}/grades/2020", khu_1.value);
  test::TestSite site(store(), review::routes());
  site.let_in("thu_ky",
              {{&review::review_read, khu_1.value}, {&review::review_write, khu_1.value}});
  auto form = test::sheet_of(site.ask("thu_ky", address).body);
  test::type_in(form, row + ".result", "good");
  test::type_in(form, other + ".result", "fair");
  test::type_in(form, "decided_on", "15/01/2021");
  ASSERT_EQ(recorded(lan, 2020, Grade::failed, {all_over(hung_lo), true}), "");
  auto const answer = site.send("thu_ky", address, form);
  EXPECT_EQ(answer.status, 409) << site.broke();
  auto const words = test::words_of_page(answer.body);
  EXPECT_TRUE(words.contains("Không ghi được các dòng này")) << words;
  EXPECT_TRUE(words.contains("Hoàn thành tốt nhiệm vụ")) << words;
  EXPECT_TRUE(words.contains("Không hoàn thành nhiệm vụ")) << words;
  EXPECT_FALSE(words.contains("tô đỏ")) << words;
  // The other row is written, and nothing over the decision.
  EXPECT_EQ(site.send("thu_ky", address, test::sheet_of(answer.body)).status, 303);
  auto const snapshot = store().read();
  EXPECT_EQ(years_of(*snapshot, lan, {day("14/06/2021")}).front().grade, Grade::failed);
  EXPECT_EQ(years_of(*snapshot, as_member(people[1]), {day("14/06/2021")}).front().grade,
            Grade::fair);
}

}  // namespace
}  // namespace giaoban::round
