// The yearly round of review and classification: opened once for a part of the tree, then for each
// subject self-grading, comments, proposal, appraisal, decision, notice, in the order that the
// rules of the year give. A decision holds the cap and ends as a grade of `review`, where figures
// and reports read it. What may be done, what is late and how much room is left is asked of the
// facts.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inbox/inbox.h"
#include "review/review.h"
#include "task/task.h"

namespace giaoban::round {

using RoundId = Id<struct RoundEntity>;

extern store::Entity const round_entity;
extern store::Right const round_read;
extern store::Right const round_open;    // over the unit that opens it
extern store::Right const round_review;  // self-grading, comments, proposal, evidence, notice
extern store::Right const round_decide;  // over the unit that has the authority

// --- what is graded, by which steps ---
using Part = review::SheetPart;  // organisation, collective, leader, member
enum class Step {
  self_grading,
  comment_cell,
  comment_mass,       // of the mass organisation
  comment_residence,  // of the committee where one lives
  comment_employer,
  proposal,
  appraisal,
  decision,
  notice,
};
std::span<Choice const> choices_of(Step);
// One criterion on four levels, as the regimes before 2025 have it.
enum class Rating { excellent, good, average, poor };
std::span<Choice const> choices_of(Rating);

// What somebody says of a subject at a step. Points are of the regimes that have points, ratings
// of those that have four levels: of each block the lowest of its criteria.
struct Assessment {
  std::optional<review::Grade> grade = {};
  std::optional<std::int64_t> common_points = {};
  std::optional<std::int64_t> result_points = {};
  std::optional<Rating> common_rating = {};
  std::optional<Rating> result_rating = {};
  std::string words = {};
};

// What the rules ask beside points and no record here tells. An amount is a percent, a count, a
// number of months, or 1 for yes and 0 for no.
enum class Condition {
  tasks_done_percent,
  tasks_on_time_percent,
  tasks_exceeded_percent,
  tasks_late_percent,
  main_targets_missed,
  faults_remedied_percent,
  discipline,              // 1 reprimand, 2 warning, 3 removal from post, 4 expulsion; 0 none
  leadership_discipline,   // the heaviest of a member of the leadership, as above
  dependents_disciplined,  // count
  dependents_disciplined_percent,
  members_disciplined_percent,
  corruption_below,  // in a dependent unit, handled
  degraded,          // concluded by authority
  disunity,
  breach_prohibited,
  breach_exemplary,
  low_confidence_percent,
  charge_failed_percent,  // of places, fields and units in charge that failed
  official_failed,        // graded as an official elsewhere: 1 when failed
  mitigated,  // force majeure, or found out, reported and mended by itself: weighed, not automatic
  sick_months,
};
std::span<Choice const> choices_of(Condition);

// The measures of discipline, the lightest first: what the conditions count as 1 to 4.
enum class Measure { reprimand, warning, removal, expulsion };
std::span<Choice const> choices_of(Measure);

// --- what the rules say (rules.h has the functions) ---
// What an amount rests on: stated by hand, or counted from records here.
struct Ground {
  Msg what;
  Args args = {};
  EntryNumber entry = 0;  // that recorded it; 0: counted from several
  Confidence confidence = Confidence::confirmed;
};
// A grade above which the subject does not go, and why.
struct Bound {
  review::Grade ceiling = review::Grade::excellent;
  Msg why;
  Args args = {};
  std::string_view citation = {};
  Confidence confidence = Confidence::confirmed;
  std::optional<Ground> ground = {};  // the record that holds it down
};
// A condition of which something is known.
struct Grounded {
  Condition condition = Condition::tasks_done_percent;
  std::int64_t amount = 0;
  Ground ground;
};
// A condition of a grade of which nothing is recorded.
struct Unproven {
  Condition condition = Condition::tasks_done_percent;
  review::Grade grade = review::Grade::excellent;  // that asks for it
  std::string_view citation = {};
};
// Who else must come first, seen from the subject.
enum class Whose { own, organisation, collective, dependents, members, other_leaders, official };
struct Obstacle {
  Whose whose = Whose::own;
  Step missing = Step::self_grading;
  std::int64_t count = 1;  // how many have not come so far
  std::string_view citation = {};
  Confidence confidence = Confidence::confirmed;
};
struct Counts {
  std::int64_t excellent = 0;
  std::int64_t good = 0;
  std::int64_t fair = 0;
  std::int64_t failed = 0;
  std::int64_t total = 0;  // of the roster, those not assessed included
  [[nodiscard]] std::int64_t good_or_better() const { return excellent + good; }
  [[nodiscard]] std::int64_t assessed() const { return excellent + good + fair + failed; }
};
// The readings of "trên tổng số được xếp loại hoàn thành tốt".
enum class CapBase { good_or_better, good_only, assessed, total };
std::span<Choice const> choices_of(CapBase);
struct Room {
  CapBase base = CapBase::good_or_better;
  std::int64_t percent = 0;
  std::int64_t excellent = 0;
  std::int64_t of = 0;       // the base
  std::int64_t sure = 0;     // so many under any rounding
  std::int64_t allowed = 0;  // so many as rounded
  std::string_view citation = {};
  Confidence confidence = Confidence::confirmed;
  [[nodiscard]] std::int64_t left() const { return allowed - excellent; }
};

// --- facts ---
struct RoundOpening {  // an event on the day it was opened
  std::int64_t year = 0;
  UnitId unit;    // who opened it: the round covers it and all under it
  Day roster_on;  // subjects are found from the tree and the register on this day
  static store::Kind const kind;
};
struct RoundDeadline {                          // a state of the round, by level
  unit::Level level = unit::Level::grassroots;  // key
  Day deadline;                                 // the last day for decisions on that level's units
  static store::Kind const kind;
};
struct UnitStep {  // yearly; subject: the unit that is graded
  review::UnitAspect aspect = review::UnitAspect::organisation;  // key
  Step step = Step::self_grading;                                // key
  std::optional<review::Grade> grade = {};
  std::optional<std::int64_t> common_points = {};  // of 30
  std::optional<std::int64_t> result_points = {};  // of 70
  std::optional<Rating> common_rating = {};        // the lowest of its criteria
  std::optional<Rating> result_rating = {};
  static store::Kind const kind;
};
struct PersonStep {                                            // yearly; subject: the person
  review::PersonAspect aspect = review::PersonAspect::member;  // key
  Step step = Step::self_grading;                              // key
  std::optional<review::Grade> grade = {};
  std::optional<std::int64_t> common_points = {};
  std::optional<std::int64_t> result_points = {};
  std::optional<Rating> common_rating = {};
  std::optional<Rating> result_rating = {};
  static store::Kind const kind;
};
struct UnitRemark {                                              // yearly, beside the step
  review::UnitAspect aspect = review::UnitAspect::organisation;  // key
  Step step = Step::self_grading;                                // key
  std::string words;
  static store::Kind const kind;
};
struct PersonRemark {                                          // yearly, beside the step
  review::PersonAspect aspect = review::PersonAspect::member;  // key
  Step step = Step::self_grading;                              // key
  std::string words;
  static store::Kind const kind;
};
// What a rule asks and no record here tells: stated by hand, with what it rests on.
struct UnitCondition {                                  // yearly; subject: the unit
  Condition condition = Condition::tasks_done_percent;  // key
  std::int64_t amount = 0;
  std::string evidence;
  static store::Kind const kind;
};
struct PersonCondition {                                // yearly; subject: the person
  Condition condition = Condition::tasks_done_percent;  // key
  std::int64_t amount = 0;
  std::string evidence;
  static store::Kind const kind;
};
// Discipline of a person or an organisation, on the document of the level that took it. The words
// that name the violation tell two measures for one violation from measures for two (K-8).
struct PersonDiscipline {  // an event on the day it was taken; subject: the person
  Measure measure = Measure::reprimand;
  std::string violation;
  static store::Kind const kind;
};
struct UnitDiscipline {  // an event on the day it was taken; subject: the unit
  Measure measure = Measure::reprimand;
  std::string violation;
  static store::Kind const kind;
};
// The competent level lets a group go above the usual cap, on a document.
struct CapAllowance {        // yearly; subject: the unit that holds the group
  Part part = Part::member;  // key
  std::int64_t percent = 0;
  std::string reason;
  static store::Kind const kind;
};

struct RoundView {
  RoundId round;
  RoundOpening opening;
  Day opened_on;
  std::map<unit::Level, Day> deadlines;
};

// --- verbs ---
struct LevelDeadline {
  unit::Level level = unit::Level::grassroots;
  Day deadline;
};
struct Opening {
  int year = 0;
  UnitId unit;
  Day roster_on;
  Day on;
  std::vector<LevelDeadline> deadlines = {};
};
Result<RoundId> open(store::Tx& tx, Opening const& opening);
Result<void> set_deadline(store::Tx& tx, RoundId round, LevelDeadline const& deadline, Day on);

// Who is graded, as what. A person's unit is found from the register and the posts.
struct Subject {
  Part part = Part::member;
  UnitId unit = {};      // an organisation's or a collective's own; a leader's or a member's unit
  PersonId person = {};  // of a leader or a member
  bool operator==(Subject const&) const = default;
};
// The member's cell, or the unit of the leader's highest post, on the round's roster date.
Result<Subject> subject_of(store::Snapshot& snapshot, Part part, PersonId person, Day roster_on);

struct Taking {
  Subject subject;
  Step step = Step::self_grading;  // all but the decision
  Assessment assessment = {};
};
// All in one entry, in the order given. A refusal's `where` is review::place_of the subject.
Result<void> take_steps(store::Tx& tx, int year, Day on, std::vector<Taking> const& takings);
struct Stating {
  int year = 0;
  Condition condition = Condition::tasks_done_percent;
  Day on;
  std::int64_t amount = 0;
  std::string evidence = {};
};
Result<void> state_condition(store::Tx& tx, Subject const& subject, Stating const& stating);

// Of a person (leader or member alike) or of an organisation.
struct Disciplining {
  Day on;
  Measure measure = Measure::reprimand;
  std::string violation = {};
};
Result<void> discipline(store::Tx& tx, Subject const& subject, Disciplining const& disciplining);

struct Decision {
  Subject subject;
  Assessment assessment = {};  // its grade is the decision
  std::optional<review::NotAssessed> not_assessed = {};
};
// All in one entry, in the order of the year's rules; the cap is held over the whole. A later
// decision on the same subject takes the place of the earlier one, with the act's reason.
Result<void> decide(store::Tx& tx, int year, Day on, std::vector<Decision> const& decisions);
// What was proposed of the unit's subjects and is not decided, and a reason for those whom a
// confirmed rule excludes.
Result<std::vector<Decision>> as_proposed(store::Snapshot& snapshot, RoundView const& round,
                                          UnitId unit);
struct Allowing {
  int year = 0;
  Day on;
  CapAllowance allowance;
};
Result<void> allow_more(store::Tx& tx, UnitId unit, Allowing const& allowing);
// Says that the year is done over the unit and all under it, from when on figures show it. By who
// opened the round; of a year without one by any unit of its own. While something is not decided
// only with the act's reason. Undone as any entry.
struct Ending {
  int year = 0;
  UnitId unit;
  Day on;
};
Result<void> close(store::Tx& tx, Ending const& ending);
extern store::Verb const open_verb, deadline_verb, step_verb, condition_verb, discipline_verb,
    decide_verb, allow_verb, close_verb;

// --- reading ---
// The round of the year that covers the unit; what the reach does not hold is as if it were not
// there.
std::optional<RoundView> round_over(store::Snapshot& snapshot, UnitId unit, int year,
                                    store::Moment moment);
std::vector<RoundView> rounds(store::Snapshot& snapshot, unit::Reach const& reach,
                              store::Moment moment);
// Since when the year is closed for the unit, by itself or from above; nullopt: it is not.
std::optional<Day> closed_on(store::Snapshot& snapshot, UnitId unit, int year,
                             store::Moment moment);

struct StepTaken {
  Step step = Step::self_grading;
  Day on;
  Assessment assessment;
  EntryNumber entry = 0;
};
// One subject as it stands: what was said of it, what the rules say, what may come next.
struct SubjectView {
  Subject subject;
  std::string name;  // empty: erased
  std::optional<post::Title> title = {};
  UnitId decides = {};  // who has the authority
  review::SubjectRule rule = {};
  std::vector<StepTaken> steps = {};  // in the order of the steps
  std::vector<Bound> bounds = {};     // what holds the grade down
  std::vector<Unproven> unproven = {};
  std::vector<Grounded> grounds = {};       // of the conditions, also of those that hold
  std::optional<review::Grade> grade = {};  // as decided
  std::optional<review::NotAssessed> not_assessed = {};
  std::optional<Day> decided_on = {};
  std::optional<Day> deadline = {};
};
Result<SubjectView> subject_view(store::Snapshot& snapshot, RoundView const& round,
                                 Subject const& subject);
// What stands in the way of a step; empty: it may be taken now.
std::vector<Obstacle> obstacles(store::Snapshot& snapshot, RoundView const& round,
                                Subject const& subject, Step step);
// The subjects of one unit: itself, its collective, its leaders, its members by name.
Result<std::vector<SubjectView>> subjects_of(store::Snapshot& snapshot, unit::Reach const& reach,
                                             RoundView const& round, UnitId unit);

// The cap of a subject's group.
struct RoomView {
  Part part = Part::member;
  UnitId holder = {};
  std::string name;  // "Đảng bộ xã Hùng Lô: đảng viên"
  Counts decided;
  Counts proposed;  // as if what was proposed and is not yet decided were decided so
  Room now;
  Room as_proposed;
};
std::optional<RoomView> room_of(store::Snapshot& snapshot, RoundView const& round,
                                Subject const& subject);

// How far a unit and all under it are: who is decided, who is not, who is late.
struct Progress {
  unit::Node unit;
  std::int64_t members = 0;   // in the register on the roster date
  std::int64_t excluded = 0;  // of them, by rule
  std::int64_t members_proposed = 0;
  std::int64_t members_decided = 0;  // excluded ones with a reason recorded count
  std::int64_t units = 0;            // organisations graded there
  std::int64_t units_decided = 0;
  std::optional<Day> deadline = {};
  std::string under = {};  // the name of the unit right above
  [[nodiscard]] bool complete() const {
    return members_decided >= members && units_decided >= units;
  }
  // Days past the deadline of who is not complete; 0 in time.
  [[nodiscard]] std::int64_t days_late(Day today) const {
    if (complete() || !deadline || *deadline >= today) return 0;
    return today.number() - deadline->number();
  }
};
// Of the unit, then of each directly under it.
std::vector<Progress> progress(store::Snapshot& snapshot, unit::Reach const& reach,
                               RoundView const& round, UnitId unit);
// Of the unit, then of every organisation under it, in the tree's order.
std::vector<Progress> progress_throughout(store::Snapshot& snapshot, unit::Reach const& reach,
                                          RoundView const& round, UnitId unit);
// Of the organisations at one level how many are done, and how many are late of those that are not.
struct LevelProgress {
  unit::Level level = unit::Level::cell;
  std::int64_t all = 0;
  std::int64_t complete = 0;
  std::int64_t late = 0;
  [[nodiscard]] std::int64_t unfinished() const { return all - complete; }
};
std::vector<LevelProgress> by_level(std::span<Progress const> lines, Day today);
// "tổ chức cơ sở đảng": what is counted at a level.
Msg organisations_at(unit::Level level);
// The lists that belong to a completeness.
enum class Listed { all, complete, unfinished, late };
std::span<Choice const> choices_of(Listed);
[[nodiscard]] bool listed(Progress const& line, Listed which, Day today);
// How far a member on the roster is: what the numbers of a Progress count.
enum class Stage { all, excluded, proposed, undecided, decided };
std::span<Choice const> choices_of(Stage);
struct MemberLine {
  unit::Node cell;
  SubjectView view;                                  // without what rules say of it
  std::optional<review::NotAssessed> excluded = {};  // by rule
};
struct MembersAsked {
  UnitId unit;
  Stage stage = Stage::all;
  member::Page page = {};
};
// The members behind a number, cell by cell in the tree's order and by name within one; answers how
// many there are on all pages. Refuses as results_of does.
Result<std::int64_t> each_member(store::Snapshot& snapshot, unit::Reach const& reach,
                                 RoundView const& round, MembersAsked const& asked,
                                 std::function<void(MemberLine const&)> const& on_line);
// The roster of the whole round in numbers, with those excluded by rule and reason.
struct Census {
  std::int64_t organisations = 0;
  std::int64_t collectives = 0;
  std::int64_t members = 0;
  std::map<review::NotAssessed, std::int64_t> excluded_members;
  std::int64_t excluded_units = 0;
};
Census census(store::Snapshot& snapshot, RoundView const& round);

// Years in which a person or unit was graded, the latest first, with what the rules make of them.
struct YearGrade {
  int year = 0;
  std::optional<review::Grade> grade = {};
  std::optional<review::NotAssessed> not_assessed = {};
  Day decided_on = {};
};
std::vector<YearGrade> years_of(store::Snapshot& snapshot, Subject const& subject,
                                store::Moment moment);

// How many years in a row, up to the latest, had the grade: five excellent make a commendation
// possible (K-10), two failed are told (K-11). A year without a grade ends the row.
int years_running(std::vector<YearGrade> const& years, review::Grade grade);

// Who may be commended for the year, within a unit: excellent in it, or in five years running.
enum class Commendation { yearly, five_years };
std::span<Choice const> choices_of(Commendation);
struct Commendable {
  Subject subject;  // organisations and members
  std::string name;
  int years = 0;  // running, excellent, up to the year
  Commendation commendation = Commendation::yearly;
  std::string_view citation = {};
  Confidence confidence = Confidence::confirmed;
};
std::vector<Commendable> commendable(store::Snapshot& snapshot, unit::Reach const& reach,
                                     RoundView const& round, UnitId unit);

// Members' results of several years on the tree of one day: each counts under the unit that answers
// that day for the cell of the year's roster, whatever was merged or divided between.
struct YearCounts {
  int year = 0;
  Counts members;
};
struct Compared {
  unit::Node unit;
  std::vector<YearCounts> years;  // as asked
};
// Of the unit, then of each directly under it.
std::vector<Compared> compare(store::Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                              std::vector<int> const& years, store::Moment moment);

// Steps that wait for somebody, by unit.
std::vector<inbox::Item> waiting(store::Snapshot& snapshot, inbox::Reader& reader);

// --- refusals, in order of precedence ---
extern RefusalKind const no_such_round;  // no round of the year covers the unit
extern RefusalKind const already_open;   // one of the year covers the unit, or one under it
extern RefusalKind const opened_below_over_other_list;  // and decided over it
extern RefusalKind const no_regime;                     // before 2018
extern RefusalKind const roster_outside_year;           // the roster date is not in the year
extern RefusalKind const deadline_before_round;   // before it was opened, or before the year graded
extern RefusalKind const deadline_before_roster;  // nothing is decided before the list is closed
extern RefusalKind const deadline_over;           // a warning: of a round recorded after its year
extern RefusalKind const deadline_late;           // a warning: after the day that the rules name
extern RefusalKind const in_future;
extern RefusalKind const before_round;     // a step before the round was opened
extern RefusalKind const outside_round;    // the subject is not among those of the round
extern RefusalKind const on_other_roster;  // the person is graded in another unit
extern RefusalKind const named_twice;      // in one entry's decisions
extern RefusalKind const nothing_said;     // a step without grade, points or words
extern RefusalKind const too_many_points;  // over what the block carries
extern RefusalKind const points_of_other_regime;
extern RefusalKind const grade_above_points;  // of self-grading, proposal, decision
extern RefusalKind const step_too_early;      // names what is missing
extern RefusalKind const evidence_missing;
extern RefusalKind const violation_missing;  // discipline without the words of its violation
extern RefusalKind const bad_amount;         // a percent above 100, a yes or no above 1
extern RefusalKind const document_missing;   // a decision without its document
extern RefusalKind const reason_missing;     // of a decision that replaces an earlier one
extern RefusalKind const held_down;          // a condition of the rules does not hold
extern RefusalKind const over_cap;
extern RefusalKind const group_over_cap;    // by the register or the tree, without a document
extern RefusalKind const ground_of_others;  // recorded on a document by a level above
extern RefusalKind const ground_without_document;
extern RefusalKind const bad_allowance;     // outside 1..100, or above what the year's rules let
extern RefusalKind const paper_of_all;      // one person named for a paper of the whole list
extern RefusalKind const form_of_nobody;    // the person named reviews himself elsewhere
extern RefusalKind const nothing_to_print;  // nothing is decided that the paper would name
extern RefusalKind const closed_by_opener;  // closing another unit's round
extern RefusalKind const already_closed;
extern RefusalKind const round_unfinished;  // closing without a reason; tells what is not decided
extern RefusalKind const decided_by_step;   // a decision is taken by deciding, not as a step
// Of the guard of results, whatever the verb.
extern RefusalKind const own_result;               // of who writes, or of a unit that they head
extern RefusalKind const under_round;              // written by another verb than the decision
extern RefusalKind const decided_in_round;         // the same, of one that is recorded already
extern RefusalKind const change_without_document;  // of a year that is over, or of a decision
extern RefusalKind const decided_by_others;        // the right is not held over who decides
extern RefusalKind const round_has_decisions;      // an opening is not taken back then
extern RefusalKind const merged_has_results;       // a duplicate that is graded is the one kept
extern RefusalKind const merged_has_post;
extern RefusalKind const merged_has_account;

// --- warnings ---
extern RefusalKind const early_but_unconfirmed;  // an order that was not read in its own text
extern RefusalKind const held_down_unconfirmed;
extern RefusalKind const unproven_condition;  // nothing recorded tells whether it holds
extern RefusalKind const near_cap;            // above the floor, within the rounding
extern RefusalKind const over_cap_unconfirmed;
extern RefusalKind const proposals_over_cap;
extern RefusalKind const decided_late;
extern RefusalKind const failed_two_years;
extern RefusalKind const decided_list_changed;  // by a place in the register recorded late
extern RefusalKind const opening_taken_in;      // of a unit below, by an opening from above
extern RefusalKind const grade_broken;          // a decided one, by a ground recorded later
extern RefusalKind const group_gone_over_cap;   // the same on a document
extern RefusalKind const results_before_round;  // recorded without a document before it was opened

// What may write a result of a year, whichever verb does it (guard.cpp).
extern store::Guard const results_change_by_who_decides_them;
extern store::Guard const allowances_come_from_above, rounds_with_decisions_stay;
// What the register does to results (guard_register.cpp).
extern store::Guard const merges_keep_results, places_tell_of_decided_lists;
// What the register and the tree do to who is counted in a decided group (guard_groups.cpp).
extern store::Guard const decided_groups_keep_their_cap;
// What grades rest on (guard_grounds.cpp).
extern store::Guard const grounds_change_by_who_recorded_them;
// A sentence for each group whose excellent are more than a confirmed cap lets: no fault.
std::vector<std::string> groups_over_cap(store::Snapshot& snapshot, Language language);
store::Catalogue catalogue();

}  // namespace giaoban::round
