// Which grade a subject does not pass, by points or ratings and by the conditions of the year
// (T21, T132, T124, T366, K-3 to K-6, K-14 to K-16 of the domain notes), a row each with its
// clause.
#include <algorithm>
#include <array>

#include "round/rules.h"

namespace giaoban::round {

namespace {

using review::Grade;
using enum Confidence;

enum class Compare { at_least, at_most };
// What is not stated: asked for by a grade, or a fault that is taken not to be there.
enum class Unstated { unproven, absent };
// Whether what was found out, reported and mended by itself leaves the clause to the level that
// decides.
enum class Excuse { none, remedied };

constexpr unsigned bit(Part part) {
  return 1U << static_cast<unsigned>(part);
}
constexpr unsigned of_organisations = bit(Part::organisation);
constexpr unsigned of_collectives = bit(Part::collective);
constexpr unsigned of_leaders = bit(Part::leader);
constexpr unsigned of_members = bit(Part::member);
constexpr unsigned of_units = of_organisations | of_collectives;
constexpr unsigned of_persons = of_leaders | of_members;
constexpr unsigned of_everybody = of_units | of_persons;

struct Clause {
  unsigned parts;
  Condition condition;
  Compare compare;
  std::int64_t limit;
  Grade ceiling;  // where it does not hold
  Unstated unstated = Unstated::absent;
  Excuse excuse = Excuse::none;
};

using enum Compare;
using enum Unstated;
using enum Excuse;
constexpr Span hd21 = years(2019, 2023);
constexpr Span qd132 = years(2018, 2023);
constexpr Span qd124 = years(2023, 2025);
constexpr Span qd366 = years(2025, for_good);
constexpr std::string_view hd21_text = "HD 21-HD/BTCTW";
constexpr std::string_view qd132_text = "QĐ 132-QĐ/TW, Điều 12, khoản 4";
constexpr std::string_view qd124_text = "QĐ 124-QĐ/TW, Điều 12";
constexpr std::string_view qd366_text = "QĐ 366-QĐ/TW, Điều 11";

using enum Condition;
using Rule = Dated<Clause>;

constexpr std::array clauses{
    // 2018 to 2022.
    Rule{hd21, {of_members, discipline, at_most, 0, Grade::failed}, hd21_text},  // T21-11
    Rule{hd21, {of_members, degraded, at_most, 0, Grade::failed}, hd21_text},    // T21-11b
    Rule{
        hd21, {of_members, tasks_done_percent, at_least, 50, Grade::failed}, hd21_text},  // T21-11b
    Rule{hd21, {of_members, official_failed, at_most, 0, Grade::failed}, hd21_text},      // T21-11b
    Rule{hd21, {of_collectives, disunity, at_most, 0, Grade::failed}, hd21_text},         // T21-13
    Rule{hd21, {of_collectives, degraded, at_most, 0, Grade::failed}, hd21_text},         // T21-13
    Rule{hd21, {of_collectives, discipline, at_most, 0, Grade::failed}, hd21_text},       // T21-15
    // T21-16, K-7: at warning or above.
    Rule{hd21, {of_collectives, leadership_discipline, at_most, 1, Grade::failed}, hd21_text},
    // T21-8: a paraphrase.
    Rule{hd21,
         {of_organisations, members_disciplined_percent, at_most, 20, Grade::failed},
         hd21_text,
         unconfirmed},
    Rule{qd132,
         {of_organisations, corruption_below, at_most, 0, Grade::failed, absent, remedied},
         qd132_text},                                                                    // T132-1
    Rule{qd132, {of_organisations, discipline, at_most, 0, Grade::failed}, qd132_text},  // T132-3
    Rule{qd132, {of_organisations, leadership_discipline, at_most, 0, Grade::failed}, qd132_text},
    Rule{qd132,
         {of_organisations, dependents_disciplined_percent, at_most, 20, Grade::failed},
         qd132_text},
    // 2023 and 2024.
    Rule{qd124, {of_collectives, dependents_disciplined, at_most, 0, Grade::good}, qd124_text},
    Rule{qd124, {of_collectives, leadership_discipline, at_most, 0, Grade::good}, qd124_text},
    Rule{qd124, {of_persons, tasks_done_percent, at_least, 100, Grade::good, unproven}, qd124_text},
    Rule{qd124,
         {of_persons, tasks_on_time_percent, at_least, 100, Grade::good, unproven},
         qd124_text},
    Rule{qd124,
         {of_persons, tasks_exceeded_percent, at_least, 50, Grade::good, unproven},
         qd124_text},
    Rule{qd124,
         {of_organisations, corruption_below, at_most, 0, Grade::failed, absent, remedied},
         qd124_text},  // T124-6
    Rule{qd124, {of_organisations, leadership_discipline, at_most, 0, Grade::failed}, qd124_text},
    Rule{qd124,
         {of_organisations, dependents_disciplined_percent, at_most, 20, Grade::failed},
         qd124_text},                                                                // T124-8
    Rule{qd124, {of_collectives, disunity, at_most, 0, Grade::failed}, qd124_text},  // T124-9
    Rule{qd124, {of_everybody, degraded, at_most, 0, Grade::failed}, qd124_text},    // T124-9, -12
    Rule{qd124,
         {of_everybody, discipline, at_most, 0, Grade::failed, absent, remedied},
         qd124_text},  // T124-11
    Rule{qd124, {of_persons, breach_prohibited, at_most, 0, Grade::failed}, qd124_text},
    Rule{qd124, {of_persons, breach_exemplary, at_most, 0, Grade::failed}, qd124_text},
    // From 2025 on: what the grades ask.
    Rule{qd366,
         {of_everybody, tasks_done_percent, at_least, 100, Grade::fair, unproven},
         qd366_text},  // T366-5, -6
    // T366-7, -8: fair asks for them too, but the fail list names lower limits, so that what lies
    // between is left to the level that decides.
    Rule{qd366,
         {of_everybody, tasks_done_percent, at_least, 100, Grade::failed},
         qd366_text,
         unconfirmed},
    Rule{qd366,
         {of_everybody, tasks_late_percent, at_most, 20, Grade::failed},
         qd366_text,
         unconfirmed},
    Rule{qd366,
         {of_everybody, tasks_on_time_percent, at_least, 100, Grade::fair, unproven},
         qd366_text},  // T366-5, -6
    Rule{qd366,
         {of_everybody, tasks_exceeded_percent, at_least, 30, Grade::good, unproven},
         qd366_text},  // T366-1 to -3
    Rule{qd366, {of_everybody, faults_remedied_percent, at_least, 100, Grade::good}, qd366_text},
    // K-4, K-15.
    Rule{qd366, {of_collectives, dependents_disciplined, at_most, 0, Grade::good}, qd366_text},
    Rule{qd366, {of_collectives, leadership_discipline, at_most, 0, Grade::good}, qd366_text},
    // The fail list; what was mended by itself is weighed by the level that decides (T366-14b).
    Rule{
        qd366, {of_collectives, disunity, at_most, 0, Grade::failed, absent, remedied}, qd366_text},
    Rule{qd366,
         {of_collectives, discipline, at_most, 0, Grade::failed, absent, remedied},
         qd366_text},  // T366-11: a member's, for a violation tied to duty
    Rule{qd366, {of_everybody, degraded, at_most, 0, Grade::failed, absent, remedied}, qd366_text},
    Rule{qd366,
         {of_collectives | of_leaders, tasks_done_percent, at_least, 70, Grade::failed, absent,
          remedied},
         qd366_text},  // T366-12, -13
    Rule{qd366,
         {of_collectives | of_leaders, main_targets_missed, at_most, 0, Grade::failed, absent,
          remedied},
         qd366_text},
    Rule{qd366,
         {of_members, tasks_done_percent, at_least, 50, Grade::failed, absent, remedied},
         qd366_text},  // T366-14: more than half not completed
    Rule{qd366,
         {of_leaders, charge_failed_percent, at_most, 50, Grade::failed, absent, remedied},
         qd366_text},
    Rule{qd366,
         {of_leaders, low_confidence_percent, at_most, 50, Grade::failed},
         qd366_text},  // K-16
    Rule{qd366,
         {of_leaders, corruption_below, at_most, 0, Grade::failed, absent, remedied},
         qd366_text},
    Rule{qd366, {of_persons, discipline, at_most, 0, Grade::failed, absent, remedied}, qd366_text},
    Rule{qd366,
         {of_members, breach_prohibited, at_most, 0, Grade::failed, absent, remedied},
         qd366_text},
    Rule{qd366,
         {of_members, breach_exemplary, at_most, 0, Grade::failed, absent, remedied},
         qd366_text},
};

bool holds(Clause const& clause, std::int64_t amount) {
  return clause.compare == at_least ? amount >= clause.limit : amount <= clause.limit;
}

std::string vietnamese_of(Msg text) {
  return std::string(text.vietnamese());
}

Bound bound_of(Rule const& rule, std::int64_t amount) {
  Clause const& clause = rule.value;
  return {.ceiling = clause.ceiling,
          .why = clause.compare == at_least ? M("{condition}: {amount}, chưa đến mức {limit}")
                                            : M("{condition}: {amount}, quá mức {limit}"),
          .args = {{"condition", vietnamese_of(label(clause.condition))},
                   {"amount", std::to_string(amount)},
                   {"limit", std::to_string(clause.limit)}},
          .citation = rule.citation,
          .confidence = rule.confidence};
}

void weigh_clause(Rule const& rule, Evidence const& evidence, Weighed& weighed) {
  Clause const& clause = rule.value;
  auto const stated = evidence.stated.find(clause.condition);
  if (stated == evidence.stated.end()) {
    if (clause.unstated == absent) return;
    auto const above = static_cast<Grade>(static_cast<int>(clause.ceiling) - 1);
    weighed.unproven.push_back({clause.condition, above, rule.citation});
    return;
  }
  if (holds(clause, stated->second)) return;
  auto const mended = evidence.stated.find(mitigated);
  bool const excused =
      clause.excuse == remedied && mended != evidence.stated.end() && mended->second == 1;
  Bound bound = bound_of(rule, stated->second);
  // Never automatic: the level that decides weighs it, so it is told and does not block.
  if (excused) bound.confidence = unconfirmed;
  if (auto const ground = evidence.grounds.find(clause.condition);
      ground != evidence.grounds.end()) {
    bound.ground = ground->second;
    bound.confidence = std::max(bound.confidence, ground->second.confidence);
  }
  weighed.bounds.push_back(std::move(bound));
}

// --- targets (T132-2, T21-14, T124-7, T124-10) ---------------------------------------------------

// Less than half done and the main targets missed, both together.
struct Targets {
  unsigned parts;
  std::int64_t done_percent_min;
};
constexpr std::array targets{
    Dated<Targets>{qd132, {of_organisations, 50}, qd132_text},
    Dated<Targets>{hd21, {of_collectives, 50}, hd21_text},
    Dated<Targets>{qd124, {of_units | of_leaders, 50}, qd124_text},
};

void weigh_targets(Evidence const& evidence, Weighed& weighed) {
  auto const amount = [&](Condition condition) {
    auto const found = evidence.stated.find(condition);
    return found == evidence.stated.end() ? std::nullopt : std::optional(found->second);
  };
  auto const done = amount(tasks_done_percent);
  if (!done || amount(main_targets_missed) != 1) return;
  for (auto const& rule : targets) {
    bool const concerns = rule.in_force.contains(within(evidence.year)) &&
                          (rule.value.parts & bit(evidence.part)) != 0;
    if (!concerns || *done >= rule.value.done_percent_min) continue;
    weighed.bounds.push_back(
        {.ceiling = Grade::failed,
         .why = M("hoàn thành {amount}% chỉ tiêu, chưa đến {limit}%, và các chỉ tiêu chủ yếu "
                  "không đạt"),
         .args = {{"amount", std::to_string(*done)},
                  {"limit", std::to_string(rule.value.done_percent_min)}},
         .citation = rule.citation,
         .confidence = amount(mitigated) == 1 ? unconfirmed : confirmed});
  }
}

// --- shares below (T21-2, -3, -5, -6; K-3) -----------------------------------------------------

// So many percent of those assessed below are at least good.
struct ShareBelow {
  Grade grade;  // that asks for it
  std::int64_t good_percent;
};
constexpr std::array shares_below{
    Dated<ShareBelow>{hd21, {Grade::excellent, 80}, hd21_text},
    Dated<ShareBelow>{hd21, {Grade::good, 50}, hd21_text},
};

Grade below_grade(Grade grade) {
  return static_cast<Grade>(static_cast<int>(grade) + 1);
}

void weigh_below(Evidence const& evidence, Weighed& weighed) {
  if (evidence.part != Part::organisation || !evidence.below) return;
  Counts const& below = *evidence.below;
  for (auto const& rule : shares_below) {
    if (!rule.in_force.contains(within(evidence.year)) || below.assessed() == 0) continue;
    bool const none_failed = below.failed == 0;
    bool const enough_good =
        below.good_or_better() * 100 >= below.assessed() * rule.value.good_percent;
    if (none_failed && enough_good) continue;
    weighed.bounds.push_back(
        {.ceiling = below_grade(rule.value.grade),
         .why = evidence.cell ? M("đảng viên: {failed} không hoàn thành, {good}/{assessed} tốt trở "
                                  "lên; cần 0 và {percent}%")
                              : M("tổ chức trực thuộc: {failed} không hoàn thành, "
                                  "{good}/{assessed} tốt trở lên; cần 0 và {percent}%"),
         .args = {{"failed", std::to_string(below.failed)},
                  {"good", std::to_string(below.good_or_better())},
                  {"assessed", std::to_string(below.assessed())},
                  {"percent", std::to_string(rule.value.good_percent)}},
         .citation = rule.citation});
  }
}

// --- as an official (K-5, K-14) ----------------------------------------------------------------

// How a member who is an official is held by the official's grade: excellent only where that is
// excellent, or never above it.
enum class Official { both_excellent, not_above };
constexpr std::array as_official{
    Dated<Official>{hd21, Official::both_excellent, "HD 21-HD/BTCTW"},
    Dated<Official>{qd124, Official::both_excellent, "QĐ 124-QĐ/TW", unconfirmed},
    Dated<Official>{qd366, Official::not_above, "QĐ 366-QĐ/TW, Điều 3", unconfirmed},
};

void weigh_official(Evidence const& evidence, Weighed& weighed) {
  if (evidence.part != Part::member || !evidence.as_official) return;
  auto const* const rule =
      rule_on(std::span<Dated<Official> const>(as_official), within(evidence.year));
  if (rule == nullptr || *evidence.as_official == Grade::excellent) return;
  Grade const ceiling =
      rule->value == Official::both_excellent ? Grade::good : *evidence.as_official;
  weighed.bounds.push_back({.ceiling = ceiling,
                            .why = M("xếp loại cán bộ của chính người này là “{grade}”"),
                            .args = {{"grade", vietnamese_of(label(*evidence.as_official))}},
                            .citation = rule->citation,
                            .confidence = rule->confidence});
}

// --- points and ratings ------------------------------------------------------------------------

constexpr std::array point_regimes{
    Dated<bool>{years(2018, 2025), false, "QĐ 132-QĐ/TW; QĐ 124-QĐ/TW"},
    Dated<bool>{qd366, true, qd366_text},
};

Grade of_points(std::int64_t points) {
  if (points >= 90) return Grade::excellent;
  if (points >= 70) return Grade::good;
  return points >= 50 ? Grade::fair : Grade::failed;
}

Grade of_ratings(Rating common, Rating result) {
  if (result == Rating::excellent && common <= Rating::good) return Grade::excellent;
  if (result <= Rating::good && common <= Rating::average) return Grade::good;
  // All of them poor is a failure (T132-5); what is poor in part is weighed.
  return common == Rating::poor && result == Rating::poor ? Grade::failed : Grade::fair;
}

void weigh_band(Evidence const& evidence, Weighed& weighed) {
  auto const band = band_of(evidence.year, evidence.assessment);
  if (!band || *band == Grade::excellent) return;
  if (has_points(evidence.year)) {
    auto const points = *evidence.assessment.common_points + *evidence.assessment.result_points;
    weighed.bounds.push_back(
        {.ceiling = *band,
         .why = M("{points} điểm ứng với “{grade}”"),
         .args = {{"points", std::to_string(points)}, {"grade", vietnamese_of(label(*band))}},
         .citation = qd366_text});
    return;
  }
  weighed.bounds.push_back(
      {.ceiling = *band,
       .why = M("tiêu chí kết quả: {result}; tiêu chí chung: {common}"),
       .args = {{"result", vietnamese_of(label(*evidence.assessment.result_rating))},
                {"common", vietnamese_of(label(*evidence.assessment.common_rating))}},
       .citation = evidence.year < 2023 ? hd21_text : qd124_text});
}

}  // namespace

bool has_points(int year) {
  auto const* const rule = rule_on(std::span<Dated<bool> const>(point_regimes), within(year));
  return rule != nullptr && rule->value;
}

std::optional<Grade> band_of(int year, Assessment const& assessment) {
  if (has_points(year)) {
    if (!assessment.common_points || !assessment.result_points) return std::nullopt;
    return of_points(*assessment.common_points + *assessment.result_points);
  }
  if (!assessment.common_rating || !assessment.result_rating) return std::nullopt;
  return of_ratings(*assessment.common_rating, *assessment.result_rating);
}

Weighed weigh(Evidence const& evidence) {
  Weighed weighed;
  weigh_band(evidence, weighed);
  for (Rule const& rule : clauses) {
    bool const concerns = rule.in_force.contains(within(evidence.year)) &&
                          (rule.value.parts & bit(evidence.part)) != 0;
    if (concerns) weigh_clause(rule, evidence, weighed);
  }
  weigh_targets(evidence, weighed);
  weigh_below(evidence, weighed);
  weigh_official(evidence, weighed);
  std::ranges::stable_sort(weighed.bounds, [](Bound const& a, Bound const& b) {
    if (a.confidence != b.confidence) return a.confidence < b.confidence;
    return a.ceiling > b.ceiling;  // the lowest grade first
  });
  return weighed;
}

}  // namespace giaoban::round
