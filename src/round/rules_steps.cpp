// The order of the steps as data: who needs what of whom before what, each row with its clause.
#include <algorithm>
#include <array>
#include <iterator>

#include "round/rules.h"

namespace giaoban::round {

namespace {

using enum Confidence;

enum class Heads { any, only_heads, all_but_heads };

struct Need {
  std::optional<Part> part;  // nullopt: each
  Heads heads = Heads::any;
  Step step = Step::decision;
  Whose whose = Whose::own;
  Step wanted = Step::decision;
};

// Self-grading and then proposal were read for 2018 (HD 16), for 2023 (QĐ 124) and from 2025 on (QĐ
// 366); what comes after was cut off in the copies of the first two, and of HD 21 the chain was not
// read at all. That a notice follows what it tells and an appraisal what it weighs needs no text.
constexpr std::string_view hd16 = "HD 16-HD/BTCTW";
constexpr std::string_view order_hd21 = "HD 21-HD/BTCTW";
constexpr std::string_view hd21_head_last = "HD 21-HD/BTCTW, II.B.4";
constexpr std::string_view order_qd124 = "QĐ 124-QĐ/TW";
constexpr std::string_view qd366_procedure = "QĐ 366-QĐ/TW, Điều 12, khoản 1";
constexpr std::string_view qd366_order = "QĐ 366-QĐ/TW, Điều 12, khoản 2";
constexpr std::string_view by_nature = "trình tự của chính các bước";

constexpr std::array needs{
    // Self-grading, then proposal, then decision, then notice.
    Dated<Need>{
        years(2018, 2019), {{}, Heads::any, Step::proposal, Whose::own, Step::self_grading}, hd16},
    Dated<Need>{years(2019, 2023),
                {{}, Heads::any, Step::proposal, Whose::own, Step::self_grading},
                order_hd21,
                unconfirmed},
    Dated<Need>{years(2023, 2025),
                {{}, Heads::any, Step::proposal, Whose::own, Step::self_grading},
                order_qd124},
    Dated<Need>{years(2025, for_good),
                {{}, Heads::any, Step::proposal, Whose::own, Step::self_grading},
                qd366_procedure},
    Dated<Need>{years(2018, 2019),
                {{}, Heads::any, Step::decision, Whose::own, Step::proposal},
                hd16,
                unconfirmed},
    Dated<Need>{years(2019, 2023),
                {{}, Heads::any, Step::decision, Whose::own, Step::proposal},
                order_hd21,
                unconfirmed},
    Dated<Need>{years(2023, 2025),
                {{}, Heads::any, Step::decision, Whose::own, Step::proposal},
                order_qd124,
                unconfirmed},
    Dated<Need>{years(2025, for_good),
                {{}, Heads::any, Step::decision, Whose::own, Step::proposal},
                qd366_procedure},
    Dated<Need>{years(2018, for_good),
                {{}, Heads::any, Step::notice, Whose::own, Step::decision},
                by_nature},
    Dated<Need>{years(2018, for_good),
                {{}, Heads::any, Step::appraisal, Whose::own, Step::proposal},
                by_nature},
    // That there must be an appraisal was read for 2025 on, as work that the level may give to whom
    // it chooses, so that its lack only warns.
    Dated<Need>{years(2025, for_good),
                {{}, Heads::any, Step::decision, Whose::own, Step::appraisal},
                qd366_procedure,
                unconfirmed},
    // EX-13: notice at the place of residence is an input of the member's grading; some are not
    // asked for it, and no record tells who.
    Dated<Need>{years(2020, for_good),
                {Part::member, Heads::any, Step::proposal, Whose::own, Step::comment_residence},
                "QĐ 213-QĐ/TW, HD 33-HD/BTCTW",
                unconfirmed},
    // 2018 to 2022: the head last; the collective before individuals was read of a sample paper.
    Dated<Need>{
        years(2018, 2019),
        {Part::leader, Heads::only_heads, Step::decision, Whose::organisation, Step::decision},
        hd16,
        unconfirmed},
    Dated<Need>{years(2018, 2019),
                {Part::leader, Heads::any, Step::decision, Whose::collective, Step::decision},
                hd16,
                unconfirmed},
    Dated<Need>{
        years(2019, 2023),
        {Part::leader, Heads::only_heads, Step::decision, Whose::organisation, Step::decision},
        hd21_head_last},
    Dated<Need>{
        years(2019, 2023),
        {Part::leader, Heads::only_heads, Step::decision, Whose::collective, Step::decision},
        hd21_head_last},
    Dated<Need>{
        years(2019, 2023),
        {Part::leader, Heads::only_heads, Step::decision, Whose::other_leaders, Step::decision},
        hd21_head_last},
    Dated<Need>{
        years(2019, 2023),
        {Part::leader, Heads::all_but_heads, Step::decision, Whose::collective, Step::decision},
        "QĐ 132-QĐ/TW",
        unconfirmed},
    // 2023 and 2024: not read in its own text.
    Dated<Need>{years(2023, 2025),
                {Part::leader, Heads::any, Step::decision, Whose::collective, Step::decision},
                order_qd124,
                unconfirmed},
    // 2025 on: the collective before its head and members; committee, dependents and members
    // before the organisation; the lower level first.
    Dated<Need>{years(2025, for_good),
                {Part::leader, Heads::any, Step::decision, Whose::collective, Step::decision},
                qd366_order},
    Dated<Need>{years(2025, for_good),
                {Part::organisation, Heads::any, Step::decision, Whose::collective, Step::decision},
                qd366_order},
    Dated<Need>{years(2025, for_good),
                {Part::organisation, Heads::any, Step::decision, Whose::dependents, Step::decision},
                qd366_order},
    Dated<Need>{years(2025, for_good),
                {Part::organisation, Heads::any, Step::decision, Whose::members, Step::decision},
                qd366_order},
    // The official's grade before the member's.
    Dated<Need>{years(2019, 2023),
                {Part::member, Heads::any, Step::decision, Whose::official, Step::decision},
                order_hd21},
    Dated<Need>{years(2023, 2025),
                {Part::member, Heads::any, Step::decision, Whose::official, Step::decision},
                order_qd124,
                unconfirmed},
    Dated<Need>{years(2025, for_good),
                {Part::member, Heads::any, Step::decision, Whose::official, Step::decision},
                "QĐ 366-QĐ/TW, Điều 3"},
};

bool concerns(Need const& need, Around const& around, Step step) {
  if (need.step != step || (need.part && *need.part != around.part)) return false;
  if (need.heads == Heads::any) return true;
  return around.head == (need.heads == Heads::only_heads);
}

// How many of those needed have not come so far.
std::int64_t lacking(Need const& need, Around const& around) {
  if (need.whose == Whose::own) {
    return std::ranges::find(around.taken, need.wanted) == around.taken.end() ? 1 : 0;
  }
  auto const found = around.undecided.find(need.whose);
  return found == around.undecided.end() ? 0 : found->second;
}

}  // namespace

std::vector<Obstacle> obstacles_of(Around const& around, Step step) {
  std::vector<Obstacle> obstacles;
  for (Dated<Need> const& rule : needs) {
    if (!rule.in_force.contains(within(around.year))) continue;
    if (!concerns(rule.value, around, step)) continue;
    std::int64_t const count = lacking(rule.value, around);
    if (count == 0) continue;
    obstacles.push_back({.whose = rule.value.whose,
                         .missing = rule.value.wanted,
                         .count = count,
                         .citation = rule.citation,
                         .confidence = rule.confidence});
  }
  std::ranges::stable_sort(obstacles, {}, &Obstacle::confidence);
  return obstacles;
}

namespace {

// Until 2024 the organisation first and the head after all but its members; from 2025 on from
// below.
int rank_until_2024(Part part, bool heads) {
  switch (part) {
    case Part::organisation:
      return 0;
    case Part::collective:
      return 1;
    case Part::leader:
      return heads ? 3 : 2;
    case Part::member:
      break;
  }
  return 4;
}
int rank_from_2025(Part part) {
  switch (part) {
    case Part::collective:
      return 0;
    case Part::leader:
      return 1;
    case Part::member:
      return 2;
    case Part::organisation:
      break;
  }
  return 3;
}

}  // namespace

int rank_of(int year, Part part, bool heads) {
  return has_points(year) ? rank_from_2025(part) : rank_until_2024(part, heads);
}

UnitId authority(Part part, std::span<Above const> chain) {
  auto const decides = [](unit::Level level) { return level <= unit::Level::grassroots; };
  ensure(!chain.empty(), "a unit stands under somebody, itself at least");
  unit::Level const own = unit::level_of(chain.front().unit_kind);
  for (std::size_t i = part == Part::member ? 0 : 1; i < chain.size(); ++i) {
    unit::Level const level = unit::level_of(chain[i].unit_kind);
    bool const higher = part == Part::member || own == unit::Level::body || level < own;
    if (decides(level) && higher) return chain[i].unit;
  }
  return chain.back().unit;
}

}  // namespace giaoban::round
