// What the store must know of reviews; the invariants hold over all that stands now.
#include <fmt/format.h>

#include "review/queries.h"
#include "review/store.h"
#include "review/web_parts.h"

namespace giaoban::review {

namespace {

std::vector<std::string> told(store::Snapshot& snapshot, store::Query const& broken,
                              std::string_view claim) {
  std::vector<std::string> sentences;
  for (Breach const& breach : breaches(snapshot, broken)) {
    sentences.push_back(fmt::format("record {}, year {}: {}", breach.subject, breach.year, claim));
  }
  return sentences;
}

std::vector<std::string> neither_or_both(store::Snapshot& snapshot) {
  auto sentences =
      told(snapshot, queries::broken_unit_grade_xor_reason, "not one of grade, reason");
  auto const persons =
      told(snapshot, queries::broken_person_grade_xor_reason, "not one of grade, reason");
  sentences.insert(sentences.end(), persons.begin(), persons.end());
  return sentences;
}
std::vector<std::string> decided_too_early(store::Snapshot& snapshot) {
  return told(snapshot, queries::broken_decided_after_roster, "decided before the roster date");
}

store::Invariant const grade_xor_reason{"grade_xor_reason", &neither_or_both};
store::Invariant const decided_not_before_the_roster_date{"decided_not_before_the_roster_date",
                                                          &decided_too_early};

}  // namespace

store::Catalogue catalogue() {
  return {.entities = {},
          .kinds = {&UnitGrade::kind, &PersonGrade::kind, &YearClosing::kind},
          .verbs = {&grade_unit_verb, &grade_person_verb},
          .derived = {},
          .invariants = {&grade_xor_reason, &decided_not_before_the_roster_date},
          .refusals = {&neither_grade_nor_reason, &wrong_round_dates, &year_to_come,
                       &year_not_begun, &graded_before_admission, &not_on_roster, &graded_elsewhere,
                       &leader_without_post, &excluded_from_grading, &above_ceiling, &below_headed,
                       &reason_without_ground, &other_roster_date},
          .queries = {queries::all.begin(), queries::all.end()}};
}

}  // namespace giaoban::review
