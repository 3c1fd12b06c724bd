// The verbs of yearly results: a grade or a reason, held against the roster of its date and the
// rules of its year.
#include "review/review.h"

#include <algorithm>

#include "review/store.h"
#include "review/subject.h"

namespace giaoban::review {

store::Right const review_read{.name = "review.read", .label = M("Xem kết quả xếp loại")};
store::Right const review_write{.name = "review.write", .label = M("Ghi kết quả xếp loại")};

store::Verb const grade_unit_verb{"review.grade_unit", M("Ghi xếp loại đơn vị"), &review_write};
store::Verb const grade_person_verb{"review.grade_person", M("Ghi xếp loại đảng viên, cán bộ"),
                                    &review_write};

namespace {

using store::Tx;

std::string words(Msg text) {
  return std::string(text.vietnamese());
}

std::string called(Tx& tx, PersonId person, Day on) {
  auto const known = tx.fact<member::PersonParticulars>(person.value, {on});
  return known && !known->value.full_name.empty() ? known->value.full_name
                                                  : "số " + std::to_string(person.value);
}

Result<void> check_round(Tx& tx, Round const& round, Outcome const& outcome, Graded graded) {
  if (outcome.grade.has_value() == outcome.not_assessed.has_value()) {
    return refuse(neither_grade_nor_reason);
  }
  if (round.roster_on.year() != round.year || round.decided_on < round.roster_on) {
    return refuse(wrong_round_dates, {{"year", std::to_string(round.year)},
                                      {"roster_on", round.roster_on.vietnamese()},
                                      {"decided_on", round.decided_on.vietnamese()}});
  }
  if (not_yet(round, tx.today())) {
    return refuse(year_not_begun, {{"year", std::to_string(round.year)},
                                   {"decided_on", round.decided_on.vietnamese()},
                                   {"today", tx.today().vietnamese()}});
  }
  // A round writes thousands of results in a row, all alike: the year is read only where the last
  // one differs.
  if (last_roster_date(tx, graded, round.year) == round.roster_on) return {};
  auto const others = roster_dates(tx, round.year, {Day::forever() - 1});
  bool const known = std::ranges::any_of(
      others, [&](RosterDate const& date) { return date.roster_on == round.roster_on; });
  if (!others.empty() && !known) {
    tx.warn({&other_roster_date,
             {{"year", std::to_string(round.year)},
              {"other", others.front().roster_on.vietnamese()},
              {"roster_on", round.roster_on.vietnamese()}}});
  }
  return {};
}

// Blocks what is certain, warns of what is not.
Result<void> hold(Tx& tx, Confidence confidence, Refusal refusal) {
  if (confidence == Confidence::confirmed) return std::unexpected(std::move(refusal));
  tx.warn(std::move(refusal));
  return {};
}

// What a rule is held against: who, in which round, with which result.
struct Case {
  std::string subject;
  Round const& round;
  Outcome const& outcome;
};

Result<void> check_ceiling(Tx& tx, Case const& one, SubjectRule const& rule) {
  if (!rule.ceiling || !one.outcome.grade || !above(*one.outcome.grade, *rule.ceiling)) return {};
  return hold(tx, rule.confidence,
              {&above_ceiling,
               {{"subject", one.subject},
                {"ceiling", words(label(*rule.ceiling))},
                {"year", std::to_string(one.round.year)},
                {"citation", std::string(rule.citation)}}});
}

Result<void> check_rule(Tx& tx, Case const& one, SubjectRule const& rule) {
  if (one.outcome.grade && rule.exclusion) {
    return hold(tx, rule.confidence,
                {&excluded_from_grading,
                 {{"subject", one.subject},
                  {"year", std::to_string(one.round.year)},
                  {"reason", words(label(*rule.exclusion))},
                  {"citation", std::string(rule.citation)}}});
  }
  auto const reason = one.outcome.not_assessed;
  if (reason && reason != NotAssessed::other && reason != rule.exclusion) {
    tx.warn({&reason_without_ground,
             {{"reason", words(label(*reason))},
              {"roster_on", one.round.roster_on.vietnamese()},
              {"subject", one.subject}}});
  }
  return check_ceiling(tx, one, rule);
}

// A collective or a head graded before stands above what the organisation is given now.
Result<void> check_not_below_headed(Tx& tx, UnitId unit, Case const& one, HeadedGrades headed) {
  auto const refusal = [&](std::string const& subject, Grade grade, SubjectRule const& rule) {
    return Refusal{&below_headed,
                   {{"subject", subject},
                    {"grade", words(label(grade))},
                    {"year", std::to_string(one.round.year)},
                    {"ceiling", words(label(*rule.ceiling))},
                    {"citation", std::string(rule.citation)}}};
  };
  auto const for_collective = ceiling_of_collective(one.round.year, headed.organisation);
  if (headed.collective && for_collective.ceiling &&
      above(*headed.collective, *for_collective.ceiling)) {
    TRY_VOID(
        hold(tx, for_collective.confidence,
             refusal(words(M("Tập thể lãnh đạo, quản lý")), *headed.collective, for_collective)));
  }
  auto const for_head = ceiling_of_head(one.round.year, headed);
  if (!for_head.ceiling) return {};
  for (auto const& leader : graded_leaders(tx, unit, one.round.year, one.round.roster_on)) {
    if (!heads(leader.title) || !leader.grade || !above(*leader.grade, *for_head.ceiling)) continue;
    TRY_VOID(
        hold(tx, for_head.confidence,
             refusal(called(tx, leader.person, one.round.roster_on), *leader.grade, for_head)));
  }
  return {};
}

}  // namespace

Result<void> grade_unit(Tx& tx, UnitId unit, UnitAspect aspect, Round const& round,
                        Outcome const& outcome) {
  TRY_VOID(check_round(tx, round, outcome, Graded::units));
  auto const node = unit::node_of(tx, unit, {round.roster_on});
  if (!node) {
    return refuse(unit::unit_not_in_force, {{"day", round.roster_on.vietnamese()},
                                            {"unit", "số " + std::to_string(unit.value)}});
  }
  Case const one{node->name, round, outcome};
  TRY_VOID(check_rule(tx, one, rule_for(facts_of_unit(tx, unit, round))));
  auto headed = grades_of(tx, unit, round.year);
  if (aspect == UnitAspect::collective) {
    TRY_VOID(check_ceiling(tx, one, ceiling_of_collective(round.year, headed.organisation)));
    headed.collective = outcome.grade;
  } else {
    headed.organisation = outcome.grade;
  }
  TRY_VOID(check_not_below_headed(tx, unit, one, headed));
  return tx.yearly(unit.value, round.year, round.decided_on,
                   UnitGrade{aspect, outcome.grade, outcome.not_assessed, round.roster_on});
}

namespace {

Result<void> check_on_roster(Tx& tx, PersonId person, Round const& round) {
  auto const place = tx.fact<member::MemberCell>(person.value, {round.roster_on});
  if (place && place->value.cell) return {};
  auto const who = called(tx, person, std::max(round.roster_on, tx.today()));
  auto const places = tx.history_of<member::MemberCell>(person.value);
  if (!places.empty() && places.front().head.span.from > round.roster_on) {
    return refuse(graded_before_admission, {{"person", who},
                                            {"from", places.front().head.span.from.vietnamese()},
                                            {"roster_on", round.roster_on.vietnamese()}});
  }
  return refuse(not_on_roster, {{"person", who}, {"roster_on", round.roster_on.vietnamese()}});
}

Result<void> check_member(Tx& tx, PersonId person, Round const& round, Outcome const& outcome) {
  TRY_VOID(check_on_roster(tx, person, round));
  auto facts = facts_of_member(tx, person, round);
  facts.sick_months = outcome.sick_months;
  return check_rule(tx, {called(tx, person, round.roster_on), round, outcome}, rule_for(facts));
}

Result<void> check_leader(Tx& tx, PersonId person, Round const& round, Outcome const& outcome) {
  auto posts = post::of_person(tx, person, store::standing - 1);
  std::erase_if(posts,
                [&](post::Holding const& held) { return !held.span.contains(round.roster_on); });
  Case const one{called(tx, person, round.roster_on), round, outcome};
  if (posts.empty()) {
    return refuse(leader_without_post,
                  {{"person", one.subject}, {"roster_on", round.roster_on.vietnamese()}});
  }
  for (post::Holding const& held : posts) {
    if (!heads(held.holding.title)) continue;
    TRY_VOID(check_ceiling(
        tx, one, ceiling_of_head(round.year, grades_of(tx, held.holding.unit, round.year))));
  }
  return {};
}

}  // namespace

Result<void> grade_person(Tx& tx, PersonId person, PersonAspect aspect, Round const& round,
                          Outcome const& outcome) {
  TRY_VOID(check_round(tx, round, outcome, Graded::persons));
  TRY_VOID(aspect == PersonAspect::member ? check_member(tx, person, round, outcome)
                                          : check_leader(tx, person, round, outcome));
  return tx.yearly(person.value, round.year, round.decided_on,
                   PersonGrade{aspect, outcome.grade, outcome.not_assessed, round.roster_on});
}

std::optional<Round> last_round(store::Snapshot& snapshot, store::Moment moment) {
  auto const years = years_decided(snapshot, moment);
  if (years.empty()) return std::nullopt;
  return round_of(snapshot, years.front().year, moment);
}

std::optional<Round> round_of(store::Snapshot& snapshot, int year, store::Moment moment) {
  // Where results of one year differ in it, the roster date of most of them.
  auto const dates = roster_dates(snapshot, year, moment);
  auto const most = std::ranges::max_element(dates, {}, &RosterDate::results);
  if (most == dates.end()) return std::nullopt;
  return Round{.year = year, .roster_on = most->roster_on, .decided_on = most->decided_on};
}

}  // namespace giaoban::review
