// The verbs of a round but for the decision (decide.cpp): opening, deadlines, steps, evidence, more
// room. Each refuses first, then writes.
#include "round/round.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "round/checks.h"

namespace giaoban::round {

using store::Tx;

store::Right const round_read{.name = "round.read", .label = M("Xem đợt kiểm điểm, xếp loại")};
store::Right const round_open{.name = "round.open", .label = M("Mở đợt kiểm điểm, xếp loại")};
store::Right const round_review{.name = "round.review",
                                .label = M("Tự đánh giá, nhận xét, đề xuất xếp loại")};
store::Right const round_decide{.name = "round.decide", .label = M("Quyết định xếp loại")};

store::Verb const open_verb{"round.open", M("Mở đợt kiểm điểm, xếp loại"), &round_open};
store::Verb const deadline_verb{"round.set_deadline", M("Đặt hạn của đợt xếp loại"), &round_open};
store::Verb const step_verb{"round.take_step", M("Ghi một bước của đợt xếp loại"), &round_review};
store::Verb const condition_verb{"round.state_condition", M("Ghi căn cứ xếp loại"), &round_review};
store::Verb const discipline_verb{"round.discipline", M("Ghi kỷ luật"), &round_review};
store::Verb const decide_verb{"round.decide", M("Quyết định xếp loại"), &round_decide,
                              &over_authority};
store::Verb const allow_verb{"round.allow_more", M("Cho phép vượt mức khống chế"), &round_decide};

namespace {

constexpr store::Moment all_known{Day::forever() - 1};

// Whether anything is decided of the year under the unit.
bool decided_under(Tx& tx, RoundView const& round) {
  auto const tree = unit::tree(tx, {round.opening.roster_on});
  return std::ranges::any_of(decided_of_year(tx, year_of(round)), [&](ResultChange const& one) {
    if (of_unit(one.part)) return tree.within(UnitId{one.subject}, round.opening.unit);
    auto const subject = subject_of(tx, one.part, PersonId{one.subject}, round.opening.roster_on);
    return subject && tree.within(subject->unit, round.opening.unit);
  });
}

// An opening from above takes in one that a unit below made for itself: what was said under it
// belongs to the year and stays. Over another list nothing may be decided yet.
Result<void> take_in(Tx& tx, RoundView const& lower, Opening const& opening) {
  Args const args{{"year", std::to_string(opening.year)},
                  {"unit", Named{name_of(tx, lower.opening.unit, opening.roster_on),
                                 {unit::unit_entity.name, lower.opening.unit.value}}},
                  {"roster_on", lower.opening.roster_on.vietnamese()}};
  bool const other_list = lower.opening.roster_on != opening.roster_on;
  if (other_list && decided_under(tx, lower)) return refuse(opened_below_over_other_list, args);
  for (store::RawFact const& fact : tx.history(RoundOpening::kind, lower.round.value)) {
    TRY_VOID(tx.retract(RoundOpening::kind, fact));
  }
  tx.warn({&opening_taken_in, args});
  return {};
}

Result<void> settle_with_others(Tx& tx, Opening const& opening) {
  for (RoundView const& other : openings(tx, opening.year, all_known)) {
    UnitId const theirs = other.opening.unit;
    auto const ours_up = unit::chain(tx, opening.unit.value, {opening.roster_on});
    auto const theirs_up = unit::chain(tx, theirs.value, {opening.roster_on});
    bool const covered = std::ranges::find(ours_up, theirs.value) != ours_up.end();
    bool const covers = std::ranges::find(theirs_up, opening.unit.value) != theirs_up.end();
    if (!covered && !covers) continue;
    if (!covered) {
      TRY_VOID(take_in(tx, other, opening));
      continue;
    }
    return refuse(already_open, {{"year", std::to_string(opening.year)},
                                 {"unit", name_of(tx, theirs, opening.roster_on)},
                                 {"day", other.opened_on.vietnamese()}});
  }
  return {};
}

// Told, not refused: the level above may set a day of its own for units with special cycles.
void warn_of_late(Tx& tx, LevelDeadline const& deadline, int year) {
  auto const* const rule = finishing_of(year);
  if (rule == nullptr) return;
  auto const all = last_day(year, rule->value.all);
  auto const special = last_day(year, rule->value.special_cycles);
  if (!all || !special || deadline.deadline <= *all) return;
  tx.warn({&deadline_late,
           {{"level", words_of(label(deadline.level))},
            {"deadline", deadline.deadline.vietnamese()},
            {"last", all->vietnamese()},
            {"special", special->vietnamese()},
            {"citation", std::string(rule->citation)}}});
}

// Nothing is decided before the list is closed, so nobody can keep a day before that. One before
// the opening of a round that is recorded when its year is over is told at most.
Result<void> check_deadline(Tx& tx, LevelDeadline const& deadline, RoundOpening const& round,
                            Day opened_on) {
  int const year = static_cast<int>(round.year);
  Args const args{{"level", words_of(label(deadline.level))},
                  {"deadline", deadline.deadline.vietnamese()},
                  {"opened_on", opened_on.vietnamese()},
                  {"roster_on", round.roster_on.vietnamese()},
                  {"year", std::to_string(year)}};
  bool const before_opening = deadline.deadline < opened_on;
  if (deadline.deadline.year() < year || (before_opening && opened_on.year() <= year)) {
    return refuse(deadline_before_round, args);
  }
  if (before_opening) {
    tx.warn({&deadline_over, args});
  } else if (deadline.deadline < round.roster_on) {
    return refuse(deadline_before_roster, args);
  }
  warn_of_late(tx, deadline, year);
  return {};
}

Result<void> check_opening(Tx& tx, Opening const& opening) {
  std::string const year = std::to_string(opening.year);
  if (!review::regime_of(opening.year)) return refuse(no_regime, {{"year", year}});
  if (opening.roster_on.year() != opening.year) {
    return refuse(roster_outside_year,
                  {{"year", year}, {"roster_on", opening.roster_on.vietnamese()}});
  }
  if (opening.on > tx.today()) return refuse(in_future, {{"day", opening.on.vietnamese()}});
  if (!unit::node_of(tx, opening.unit, {opening.on})) {
    return refuse(unit::unit_not_in_force, {{"day", opening.on.vietnamese()},
                                            {"unit", name_of(tx, opening.unit, tx.today())}});
  }
  for (LevelDeadline const& deadline : opening.deadlines) {
    TRY_VOID(
        check_deadline(tx, deadline, {opening.year, opening.unit, opening.roster_on}, opening.on));
  }
  return {};
}

// What nobody decided on a document was written for the round to come, under no cap.
void warn_of_earlier(Tx& tx, Opening const& opening) {
  auto const tree = unit::tree(tx, {opening.roster_on});
  std::int64_t count = 0;
  for (Undocumented const& one :
       results_without_document(tx, {static_cast<int>(opening.year), opening.roster_on})) {
    if (tree.within(one.unit, opening.unit)) count += one.results;
  }
  if (count == 0) return;
  tx.warn({&results_before_round,
           {{"year", std::to_string(opening.year)}, {"count", format_count(count)}}});
}

}  // namespace

Result<RoundId> open(Tx& tx, Opening const& opening) {
  TRY_VOID(check_opening(tx, opening));
  TRY_VOID(settle_with_others(tx, opening));
  warn_of_earlier(tx, opening);
  auto const round = tx.new_id_of<RoundId>();
  TRY_VOID(tx.event(round.value, opening.on,
                    RoundOpening{opening.year, opening.unit, opening.roster_on}));
  for (LevelDeadline const& deadline : opening.deadlines) {
    TRY_VOID(tx.state(round.value, {opening.on, Day::forever()},
                      RoundDeadline{deadline.level, deadline.deadline}));
  }
  return round;
}

Result<void> set_deadline(Tx& tx, RoundId round, LevelDeadline const& deadline, Day on) {
  auto const opened = tx.history_of<RoundOpening>(round.value);
  if (opened.empty() || !tx.may_know(round_entity, round.value, opened.front().head.span.from)) {
    return refuse(no_such_round, {{"year", ""}, {"unit", "số " + std::to_string(round.value)}});
  }
  auto const& opening = opened.front();
  TRY_VOID(check_deadline(tx, deadline, opening.value, opening.head.span.from));
  return tx.state(round.value, {on, Day::forever()},
                  RoundDeadline{deadline.level, deadline.deadline});
}

namespace {

bool empty(Assessment const& said) {
  return !said.grade && !said.common_points && !said.result_points && !said.common_rating &&
         !said.result_rating && said.words.empty();
}

}  // namespace

// Points within their blocks and ratings, each only in the years that have them.
Result<void> check_assessment(int year, Assessment const& said) {
  bool const points = said.common_points || said.result_points;
  bool const ratings = said.common_rating || said.result_rating;
  if ((points && !has_points(year)) || (ratings && has_points(year))) {
    return refuse(points_of_other_regime, {{"year", std::to_string(year)}});
  }
  auto const within_block = [](std::optional<std::int64_t> given, std::int64_t max) {
    return !given || (*given >= 0 && *given <= max);
  };
  if (!within_block(said.common_points, common_points_max)) {
    return refuse(too_many_points,
                  {{"points", std::to_string(*said.common_points)},
                   {"max", std::to_string(common_points_max)}},
                  "common-points");
  }
  if (!within_block(said.result_points, result_points_max)) {
    return refuse(too_many_points,
                  {{"points", std::to_string(*said.result_points)},
                   {"max", std::to_string(result_points_max)}},
                  "result-points");
  }
  auto const band = band_of(year, said);
  if (band && said.grade && review::above(*said.grade, *band)) {
    return refuse(grade_above_points,
                  {{"grade", words_of(label(*said.grade))}, {"band", words_of(label(*band))}});
  }
  return {};
}

Told words_of(Obstacle const& obstacle) {
  Args const count{{"count", std::to_string(obstacle.count)}};
  switch (obstacle.whose) {
    case Whose::own:
      return {label(obstacle.missing), {}};
    case Whose::organisation:
      return {M("quyết định xếp loại tổ chức đảng"), {}};
    case Whose::collective:
      return {M("quyết định xếp loại tập thể lãnh đạo, quản lý"), {}};
    case Whose::dependents:
      return {M("quyết định xếp loại {count} tổ chức trực thuộc"), count};
    case Whose::members:
      return {M("quyết định xếp loại {count} đảng viên"), count};
    case Whose::other_leaders:
      return {M("quyết định xếp loại {count} cán bộ khác"), count};
    case Whose::official:
      break;
  }
  return {M("quyết định xếp loại cán bộ của chính người này"), {}};
}

Result<void> check_order(Tx& tx, RoundView const& round, Step step, Standing const& standing,
                         Warnings& warnings) {
  for (Obstacle const& obstacle : obstacles_of(around(tx, round, standing), step)) {
    Told const missing = words_of(obstacle);
    Refusal said{&step_too_early,
                 {{"subject", name_of(tx, standing.subject, round.opening.roster_on)},
                  {"step", words_of(label(step))},
                  {"missing", say(Language::vietnamese, missing.what, missing.args)},
                  {"citation", std::string(obstacle.citation)}}};
    if (obstacle.confidence == Confidence::confirmed) return std::unexpected(std::move(said));
    said.kind = &early_but_unconfirmed;
    warnings.add(std::move(said));
  }
  return {};
}

Result<void> check_day(Tx& tx, RoundView const& round, Day on) {
  if (on > tx.today()) return refuse(in_future, {{"day", on.vietnamese()}});
  if (on < round.opened_on) {
    return refuse(before_round,
                  {{"day", on.vietnamese()}, {"opened_on", round.opened_on.vietnamese()}});
  }
  return {};
}

Result<void> write_step(Tx& tx, Subject const& subject, int year, StepTaken const& taken) {
  Assessment const& said = taken.assessment;
  auto const fill = [&](auto fact) {
    fact.step = taken.step;
    fact.grade = said.grade;
    fact.common_points = said.common_points;
    fact.result_points = said.result_points;
    fact.common_rating = said.common_rating;
    fact.result_rating = said.result_rating;
    return fact;
  };
  std::string const words = normalise(said.words);
  if (of_unit(subject.part)) {
    auto const aspect = unit_aspect(subject.part);
    TRY_VOID(tx.yearly(subject.unit.value, year, taken.on, fill(UnitStep{.aspect = aspect})));
    if (words.empty()) return {};
    return tx.yearly(subject.unit.value, year, taken.on, UnitRemark{aspect, taken.step, words});
  }
  auto const aspect = person_aspect(subject.part);
  TRY_VOID(tx.yearly(subject.person.value, year, taken.on, fill(PersonStep{.aspect = aspect})));
  if (words.empty()) return {};
  return tx.yearly(subject.person.value, year, taken.on, PersonRemark{aspect, taken.step, words});
}

namespace {

// The proposals together ask for more than the cap lets.
void warn_of_proposals(Tx& tx, RoundView const& round, Group const& group) {
  auto const counts = counts_of(tx, round, group);
  auto const made =
      room(year_of(round), group.part, counts.proposed, allowance_of(tx, group, year_of(round)));
  if (!made || made->left() >= 0) return;
  tx.warn({&proposals_over_cap,
           {{"group", words_of(tx, group, round.opening.roster_on)},
            {"excellent", std::to_string(made->excellent)},
            {"allowed", std::to_string(made->allowed)},
            {"citation", std::string(made->citation)}}});
}

Result<void> check_excluded(Tx& tx, RoundView const& round, Taking const& taking) {
  if (!taking.assessment.grade) return {};
  auto const rule = rule_of(tx, round, taking.subject);
  if (!rule.exclusion || rule.confidence == Confidence::unconfirmed) return {};
  return refuse(review::excluded_from_grading,
                {{"subject", name_of(tx, taking.subject, round.opening.roster_on)},
                 {"year", std::to_string(round.opening.year)},
                 {"reason", words_of(label(*rule.exclusion))},
                 {"citation", std::string(rule.citation)}});
}

Result<Standing> take_one(Tx& tx, RoundView const& round, Day on, Taking const& taking,
                          Warnings& warnings) {
  if (taking.step == Step::decision) return refuse(decided_by_step);
  TRY_INTO(Standing standing, standing_of(tx, round, taking.subject));
  TRY_VOID(check_stood(tx, standing.subject, round.opening.roster_on));
  if (empty(taking.assessment) && taking.step != Step::notice) return refuse(nothing_said);
  TRY_VOID(check_assessment(year_of(round), taking.assessment));
  TRY_VOID(check_excluded(tx, round, taking));
  TRY_VOID(check_order(tx, round, taking.step, standing, warnings));
  TRY_VOID(write_step(tx, standing.subject, year_of(round),
                      {.step = taking.step, .on = on, .assessment = taking.assessment}));
  return standing;
}

}  // namespace

Result<void> take_steps(Tx& tx, int year, Day on, std::vector<Taking> const& takings) {
  if (takings.empty()) return refuse(nothing_said);
  Warnings warnings;
  std::map<Group, RoundView> proposed;
  std::map<UnitId, RoundView> rounds;
  for (Taking const& taking : takings) {
    auto at = rounds.find(taking.subject.unit);
    if (at == rounds.end()) {
      TRY_INTO(RoundView found, round_to_write(tx, taking.subject.unit, year));
      TRY_VOID(check_day(tx, found, on));
      at = rounds.emplace(taking.subject.unit, std::move(found)).first;
    }
    RoundView const& round = at->second;
    auto const taken = take_one(tx, round, on, taking, warnings);
    if (!taken) return at_row(taken.error(), taking.subject);
    bool const excellent = taking.assessment.grade == review::Grade::excellent;
    if (taking.step == Step::proposal && excellent) {
      proposed.emplace(group_of(tx, round, *taken), round);
    }
  }
  warnings.tell(tx);
  for (auto const& [group, round] : proposed) warn_of_proposals(tx, round, group);
  return {};
}

Result<void> state_condition(Tx& tx, Subject const& subject, Stating const& stating) {
  TRY_INTO(RoundView const round, round_to_write(tx, subject.unit, stating.year));
  TRY_VOID(check_day(tx, round, stating.on));
  TRY_INTO(Standing const standing, standing_of(tx, round, subject));
  TRY_VOID(check_stood(tx, standing.subject, round.opening.roster_on));
  std::string const evidence = normalise(stating.evidence);
  if (evidence.empty()) {
    return refuse(evidence_missing, {{"condition", words_of(label(stating.condition))}},
                  "evidence");
  }
  auto const max = amount_max(stating.condition);
  if (stating.amount < 0 || (max && stating.amount > *max)) {
    return refuse(bad_amount,
                  {{"amount", std::to_string(stating.amount)},
                   {"condition", words_of(label(stating.condition))},
                   {"max", max ? std::to_string(*max) : std::string("…")}},
                  "amount");
  }
  if (of_unit(subject.part)) {
    return tx.yearly(subject.unit.value, stating.year, stating.on,
                     UnitCondition{stating.condition, stating.amount, evidence});
  }
  return tx.yearly(standing.subject.person.value, stating.year, stating.on,
                   PersonCondition{stating.condition, stating.amount, evidence});
}

Result<void> discipline(Tx& tx, Subject const& subject, Disciplining const& disciplining) {
  if (disciplining.on > tx.today()) {
    return refuse(in_future, {{"day", disciplining.on.vietnamese()}});
  }
  if (!tx.act().basis) return refuse(document_missing);
  std::string const violation = normalise(disciplining.violation);
  if (violation.empty()) return refuse(violation_missing, {}, "violation");
  if (of_unit(subject.part)) {
    return tx.event(subject.unit.value, disciplining.on,
                    UnitDiscipline{disciplining.measure, violation});
  }
  return tx.event(subject.person.value, disciplining.on,
                  PersonDiscipline{disciplining.measure, violation});
}

Result<void> allow_more(Tx& tx, UnitId unit, Allowing const& allowing) {
  TRY_INTO(RoundView const round, round_to_write(tx, unit, allowing.year));
  TRY_VOID(check_day(tx, round, allowing.on));
  if (!tx.act().basis) return refuse(document_missing);
  std::int64_t const most = allowance_max(allowing.year);
  std::int64_t const percent = allowing.allowance.percent;
  if (percent < 1 || percent > 100 || (most != 0 && percent > most)) {
    return refuse(bad_allowance,
                  {{"percent", std::to_string(percent)},
                   {"max", std::to_string(most == 0 ? 100 : most)},
                   {"year", std::to_string(allowing.year)}},
                  "percent");
  }
  // The competent level is the one above who is held by the cap.
  auto const chain = unit::chain(tx, unit.value, {tx.today()});
  TRY_VOID(check_over(tx, UnitId{chain.size() > 1 ? chain[1] : unit.value}, tx.today()));
  return tx.yearly(unit.value, allowing.year, allowing.on, allowing.allowance);
}

}  // namespace giaoban::round
