// The Party's structure as dated data: which kinds of organisation exist when, and which may stand
// under which. Two-level local government of 01/07/2025 is the great divide: districts and blocs
// of a province end, committees of communes, of the province's agencies and of its government
// begin. What was not read in the text of a rule is unconfirmed: it warns and never blocks.
#include "unit/rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <initializer_list>

#include "base/patience.h"
#include "base/utf8.h"

namespace giaoban::unit {

namespace {

constexpr Day on(int year, unsigned month, unsigned day) {
  auto const days = std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                                          static_cast<int>(day)};
  return Day::from_number(static_cast<std::int32_t>(days.time_since_epoch().count()));
}

constexpr Day ever = Day::from_number(INT32_MIN);
constexpr Day two_levels = on(2025, 7, 1);
// Provinces founded committees of agencies and of the government before the day that the rest of
// the structure changed (Bình Thuận: 11/02/2025), under a plan of 12/2024.
constexpr Day early_founding = on(2024, 12, 1);

constexpr Span always{ever, Day::forever()};
constexpr Span before_two_levels{ever, two_levels};
constexpr Span early{early_founding, two_levels};
constexpr Span since_two_levels{two_levels, Day::forever()};

constexpr std::string_view charter = "Điều lệ Đảng";
constexpr std::string_view charter_grassroots = "Điều lệ Đảng, Điều 21";
constexpr std::string_view districts_end = "Hướng dẫn 31-HD/BTCTW ngày 23/04/2025";
constexpr std::string_view communes_begin = "Quy định 298-QĐ/TW";
constexpr std::string_view province_parties = "Kết luận 118-KL/TW";
constexpr std::string_view plan_of_2024 = "kế hoạch tháng 12/2024 về sắp xếp tổ chức Đảng cấp tỉnh";

using enum UnitKind;
using enum Confidence;

constexpr std::array existence{
    Dated<UnitKind>{always, central_committee, charter, confirmed},
    Dated<UnitKind>{always, central_party_committee, charter, confirmed},
    Dated<UnitKind>{always, central_military_committee, charter, confirmed},
    Dated<UnitKind>{always, central_police_committee, charter, confirmed},
    Dated<UnitKind>{always, province_committee, charter, confirmed},
    Dated<UnitKind>{before_two_levels, district_committee, districts_end, confirmed},
    Dated<UnitKind>{before_two_levels, province_bloc_committee, plan_of_2024, confirmed},
    Dated<UnitKind>{early, province_agencies_committee, plan_of_2024, unconfirmed},
    Dated<UnitKind>{since_two_levels, province_agencies_committee, province_parties, confirmed},
    Dated<UnitKind>{early, province_government_committee, plan_of_2024, unconfirmed},
    Dated<UnitKind>{since_two_levels, province_government_committee, province_parties, confirmed},
    Dated<UnitKind>{always, province_military_committee, charter, confirmed},
    Dated<UnitKind>{always, province_police_committee, charter, confirmed},
    Dated<UnitKind>{since_two_levels, commune_committee, communes_begin, confirmed},
    Dated<UnitKind>{always, grassroots_committee, charter_grassroots, confirmed},
    Dated<UnitKind>{always, grassroots_cell, charter_grassroots, confirmed},
    Dated<UnitKind>{always, sub_committee, charter_grassroots, confirmed},
    Dated<UnitKind>{always, dependent_cell, charter_grassroots, confirmed},
    Dated<UnitKind>{always, body, charter, confirmed},
};

class KindSet {
 public:
  constexpr KindSet(std::initializer_list<UnitKind> kinds) {
    for (UnitKind const kind : kinds) bits_ |= bit(kind);
  }
  [[nodiscard]] constexpr bool has(UnitKind kind) const { return (bits_ & bit(kind)) != 0; }

 private:
  static constexpr std::uint32_t bit(UnitKind kind) { return 1U << static_cast<unsigned>(kind); }
  std::uint32_t bits_ = 0;
};

struct Place {
  KindSet children;
  KindSet parents;
};

// A pair in no row is certainly wrong.
constexpr std::array places{
    Dated<Place>{always,
                 {{central_party_committee, central_military_committee, central_police_committee,
                   province_committee},
                  {central_committee}},
                 charter,
                 confirmed},
    // Ministries under the Government's committee, military regions under the army's: their own
    // kinds are not told apart here.
    Dated<Place>{
        always, {{central_party_committee}, {central_party_committee}}, charter, unconfirmed},
    Dated<Place>{
        always, {{central_military_committee}, {central_military_committee}}, charter, unconfirmed},
    Dated<Place>{
        always, {{central_police_committee}, {central_police_committee}}, charter, unconfirmed},
    Dated<Place>{before_two_levels,
                 {{district_committee, province_bloc_committee}, {province_committee}},
                 districts_end,
                 confirmed},
    Dated<Place>{
        early,
        {{province_agencies_committee, province_government_committee}, {province_committee}},
        plan_of_2024,
        unconfirmed},
    Dated<Place>{
        since_two_levels,
        {{province_agencies_committee, province_government_committee}, {province_committee}},
        province_parties,
        confirmed},
    Dated<Place>{always,
                 {{province_military_committee, province_police_committee}, {province_committee}},
                 charter,
                 confirmed},
    Dated<Place>{
        since_two_levels, {{commune_committee}, {province_committee}}, communes_begin, confirmed},
    Dated<Place>{always,
                 {{grassroots_committee, grassroots_cell},
                  {central_party_committee, central_military_committee, central_police_committee,
                   province_committee, province_military_committee, province_police_committee}},
                 charter_grassroots,
                 confirmed},
    Dated<Place>{
        before_two_levels,
        {{grassroots_committee, grassroots_cell}, {district_committee, province_bloc_committee}},
        charter_grassroots,
        confirmed},
    Dated<Place>{early,
                 {{grassroots_committee, grassroots_cell},
                  {province_agencies_committee, province_government_committee}},
                 plan_of_2024,
                 unconfirmed},
    Dated<Place>{since_two_levels,
                 {{grassroots_committee, grassroots_cell},
                  {province_agencies_committee, province_government_committee, commune_committee}},
                 communes_begin,
                 confirmed},
    Dated<Place>{always,
                 {{sub_committee, dependent_cell}, {grassroots_committee}},
                 charter_grassroots,
                 confirmed},
    Dated<Place>{always, {{dependent_cell}, {sub_committee}}, charter_grassroots, confirmed},
    // A commune's committee stands above the grass roots now, so its cells should be of the grass
    // roots; whether some stay dependent was not read.
    Dated<Place>{since_two_levels,
                 {{sub_committee, dependent_cell}, {commune_committee}},
                 communes_begin,
                 unconfirmed},
    Dated<Place>{always,
                 {{body},
                  {central_committee, central_party_committee, central_military_committee,
                   central_police_committee, province_committee, province_military_committee,
                   province_police_committee}},
                 charter,
                 confirmed},
    Dated<Place>{before_two_levels,
                 {{body}, {district_committee, province_bloc_committee}},
                 charter,
                 confirmed},
    Dated<Place>{early,
                 {{body}, {province_agencies_committee, province_government_committee}},
                 plan_of_2024,
                 unconfirmed},
    Dated<Place>{since_two_levels,
                 {{body}, {province_agencies_committee, province_government_committee}},
                 province_parties,
                 confirmed},
    Dated<Place>{since_two_levels, {{body}, {commune_committee}}, communes_begin, confirmed},
    Dated<Place>{always, {{body}, {grassroots_committee, body}}, charter, unconfirmed},
};

// Outside ASCII: punctuation, marks without their letter, arrows, boxes, pictures.
bool is_sign(char32_t code) {
  struct Block {
    char32_t first, last;
  };
  static constexpr std::array<Block, 9> blocks{{{0x80, 0xBF},
                                                {0xD7, 0xD7},
                                                {0xF7, 0xF7},
                                                {0x2B0, 0x36F},
                                                {0x2000, 0x2BFF},
                                                {0x3000, 0x303F},
                                                {0xE000, 0xF8FF},
                                                {0xFE00, 0xFF0F},
                                                {0xFFE0, 0x1FAFF}}};
  if (code < 0x80) return std::isalnum(static_cast<unsigned char>(code)) == 0;
  return std::ranges::any_of(
      blocks, [&](Block const& block) { return code >= block.first && code <= block.last; });
}

}  // namespace

bool signs_alone(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    auto const [code, length] = utf8::step(text, at);
    if (!is_sign(code)) return false;
    at += length;
  }
  return !text.empty();
}

ParentRule exists_on(UnitKind unit_kind, Day day) {
  ParentRule closest{.allowed = false, .certain = true, .citation = {}};
  for (auto const& rule : existence) {
    if (rule.value != unit_kind) continue;
    if (rule.in_force.contains(day)) {
      return {.allowed = true, .certain = rule.confidence == confirmed, .citation = rule.citation};
    }
    if (rule.confidence == confirmed) closest.citation = rule.citation;
  }
  return closest;
}

ParentRule may_stand_under(UnitKind child, std::optional<UnitKind> parent, Day day) {
  if (!parent) return {};  // the top of this store's tree: a commune keeps its own file too
  ParentRule closest{.allowed = false, .certain = true, .citation = charter};
  for (auto const& rule : places) {
    if (!rule.value.children.has(child) || !rule.value.parents.has(*parent)) continue;
    if (rule.in_force.contains(day)) {
      return {.allowed = true, .certain = rule.confidence == confirmed, .citation = rule.citation};
    }
    if (rule.confidence == confirmed) closest.citation = rule.citation;
  }
  return closest;
}

namespace {

constexpr bool digit(char c) {
  return c >= '0' && c <= '9';
}

// The run of digits at the front without its leading zeros, and how long the run was.
struct DigitRun {
  std::string_view value;
  std::size_t length;
};
DigitRun digit_run(std::string_view text) {
  auto const end = std::ranges::find_if_not(text, digit);
  auto const length = static_cast<std::size_t>(end - text.begin());
  auto const zeros = std::min(text.find_first_not_of('0'), length);
  return {text.substr(zeros, length - zeros), length};
}

}  // namespace

bool code_before(std::string_view a, std::string_view b) {
  std::string_view const whole_a = a;
  std::string_view const whole_b = b;
  while (!a.empty() && !b.empty()) {
    if (digit(a.front()) && digit(b.front())) {
      DigitRun const run_a = digit_run(a);
      DigitRun const run_b = digit_run(b);
      if (run_a.value.size() != run_b.value.size()) return run_a.value.size() < run_b.value.size();
      if (run_a.value != run_b.value) return run_a.value < run_b.value;
      a.remove_prefix(run_a.length);
      b.remove_prefix(run_b.length);
      continue;
    }
    if (a.front() != b.front()) return a.front() < b.front();
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  if (a.empty() != b.empty()) return a.empty();
  return whole_a < whole_b;  // "01" and "1": equal by value, yet two codes
}

namespace {

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// Letters to add, drop or change; case costs nothing.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const change = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row[b.size()];
}

}  // namespace

std::vector<std::string> nearest_codes(std::vector<std::string> const& codes,
                                       std::string_view wanted, std::size_t count) {
  if (wanted.size() > code_bytes_max) return {};
  std::size_t const unlike = std::max<std::size_t>(2, wanted.size() / 2);
  std::vector<std::pair<std::size_t, std::string>> near;
  for (std::string const& code : codes) {
    Patience::ask();
    // Each letter more is one to add. A store may hold longer codes, put there by hand.
    bool const too_long = code.size() > code_bytes_max || code.size() > wanted.size() + unlike;
    if (too_long || wanted.size() > code.size() + unlike) continue;
    auto const apart = distance(code, wanted);
    if (apart <= unlike) near.emplace_back(apart, code);
  }
  auto const closer = [](auto const& a, auto const& b) {
    return a.first != b.first ? a.first < b.first : code_before(a.second, b.second);
  };
  auto const kept = std::min(count, near.size());
  std::ranges::partial_sort(near, near.begin() + static_cast<std::ptrdiff_t>(kept), closer);
  std::vector<std::string> found;
  for (std::size_t i = 0; i < kept; ++i) found.push_back(std::move(near[i].second));
  return found;
}

namespace {

// Deeper than any tree of the Party: who gets here walks in a circle.
constexpr int depth_max = 64;

std::optional<Day> first_day_under(EdgesOf const& edges_of, UnitId unit, UnitId ancestor, Span span,
                                   int depth) {
  if (unit == ancestor) return span.from;
  if (depth == depth_max) return std::nullopt;
  std::optional<Day> first;
  for (ParentEdge const& edge : edges_of(unit)) {
    Span const shared{std::max(span.from, edge.span.from), std::min(span.to, edge.span.to)};
    if (shared.empty()) continue;
    auto const day = first_day_under(edges_of, edge.parent, ancestor, shared, depth + 1);
    if (day && (!first || *day < *first)) first = day;
  }
  return first;
}

}  // namespace

std::optional<Day> first_day_under(EdgesOf const& edges_of, UnitId unit, UnitId ancestor,
                                   Span span) {
  if (span.empty()) return std::nullopt;
  return first_day_under(edges_of, unit, ancestor, span, 0);
}

}  // namespace giaoban::unit
