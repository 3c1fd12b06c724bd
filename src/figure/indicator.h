// Measures that committees define for themselves: what is recorded, and the verbs. Part of figure,
// since a measure is a measure whoever declared it: references, series and lists of records take
// both. Private to src/figure but for what figure.h names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "figure/condition.h"
#include "figure/figure.h"

namespace giaoban::figure {

struct IndicatorEntity;
using IndicatorId = Id<IndicatorEntity>;
extern store::Entity const indicator_entity;

struct IndicatorDefinition {  // a state of the indicator
  UnitId unit;                // whose it is
  std::string code;           // "young_women"; the measure is own.young_women
  std::string name;
  Population population = Population::members;
  std::string counts;     // a condition in codes, inside the base
  std::string base;       // a condition in codes; with base_name
  std::string base_name;  // none: a plain count
  std::string citation;   // on what it rests, beside the entry's document
  // How its percent is shown; blank: as all other percents.
  std::optional<std::int64_t> decimals = {};
  std::optional<Rounding> rounding = {};
  static store::Kind const kind;
};

struct IndicatorTarget {  // yearly
  Bound bound = Bound::at_least;
  std::int64_t amount = 0;  // a count, or hundredths of a percent
  std::string project;
  static store::Kind const kind;
};

// A definition understood.
struct Own {
  IndicatorId indicator;
  UnitId unit;
  IndicatorDefinition said;
  Condition base;
  Condition counts;
  Span span;
  EntryNumber recorded_in = 0;
  bool in_memory = false;  // whether the columns tell all that it asks
};

// What is typed, conditions in any words.
struct Defining {
  UnitId unit;
  std::string code;
  std::string name;
  Population population = Population::members;
  std::string counts;
  std::string base;
  std::string base_name;
  std::string citation;
  std::optional<std::int64_t> decimals = {};
  std::optional<Rounding> rounding = {};
};
// Checked and put into codes; of nobody yet.
Result<IndicatorDefinition> definition_of(Defining const& typed);
// A measure that counts by the definition; `recorded_in` 0: a draft.
Held measure_of(IndicatorDefinition const& definition, store::FactHead const& head);

// What one must be allowed to read in order to say what is counted.
store::Right const& right_behind(Population population);

// --- verbs ---
// Anew from the day, or otherwise from the day on where the code is in use by the same unit.
Result<IndicatorId> define(store::Tx& tx, Defining const& typed, Day from);
Result<void> end(store::Tx& tx, IndicatorId indicator, Day day);
Result<void> aim(store::Tx& tx, IndicatorId indicator, Target const& target, Day on);
extern store::Verb const define_verb, end_verb, target_verb;

inline constexpr std::string_view own_prefix = "own.";
// "own.young" or "young" -> "young".
std::string own_code(std::string_view typed);
// Of the code on the day.
Result<IndicatorId> indicator_named(store::Snapshot& snapshot, std::string_view code,
                                    store::Moment moment);
// Whether one who reaches so far is to know of it: its unit is in reach, or stands above.
bool seen_from(store::Snapshot& snapshot, unit::Reach const& reach, Own const& own,
               store::Moment moment);
// "15,5" or "15.5" percent as hundredths, or a count.
std::optional<std::int64_t> amount_in(std::string_view typed, Measure const& measure);

// --- refusals, in order of precedence ---
extern RefusalKind const no_such_measure_like;  // as figure.no_such_measure, with the nearest
extern RefusalKind const bad_indicator_code;
extern RefusalKind const code_of_another;
extern RefusalKind const unknown_property;
extern RefusalKind const property_elsewhere;  // counts across kinds that do not meet
extern RefusalKind const unknown_value;
extern RefusalKind const no_order;
extern RefusalKind const empty_range;
extern RefusalKind const condition_unfinished;
extern RefusalKind const condition_too_long;
extern RefusalKind const base_unnamed;
extern RefusalKind const bad_decimals;
extern RefusalKind const base_of_nobody;  // divides by nothing
extern RefusalKind const counts_nobody;   // nobody of the base could be counted
extern RefusalKind const beyond_author;   // would read records that its author may not see
extern RefusalKind const no_such_indicator;
extern RefusalKind const bad_target;

}  // namespace giaoban::figure
