// What conditions may ask, and whether a record fulfils one.
#include "figure/condition.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace giaoban::figure {

namespace {

constexpr std::array yes_no{Choice{1, "yes", M("có")}, Choice{0, "no", M("không")}};

template <class E>
Answer as_answer(std::optional<E> const& value) {
  return value ? Answer(static_cast<std::int64_t>(*value)) : Answer();
}

constexpr unsigned in_members = bit_of(Population::members);
constexpr unsigned in_posts = bit_of(Population::posts);
constexpr unsigned in_roster = bit_of(Population::roster);
constexpr unsigned in_leaders = bit_of(Population::leaders);
constexpr unsigned in_all_persons = in_members | in_posts | in_roster | in_leaders;
constexpr unsigned in_graded_units =
    bit_of(Population::grassroots) | bit_of(Population::cells) | bit_of(Population::collectives);
constexpr unsigned in_units = bit_of(Population::units) | in_graded_units;
constexpr unsigned in_graded = in_roster | in_leaders | in_graded_units;

std::vector<PropertyKind> person_properties() {
  return {
      {Property::sex, "sex", M("giới tính"), Scale::named, choices_of(member::Sex{}),
       in_all_persons, in_members, [](Record const& one) { return as_answer(one.sex); }},
      {Property::standing, "standing", M("trạng thái"), Scale::named,
       choices_of(member::Standing{}), in_all_persons, in_members,
       [](Record const& one) { return as_answer(one.standing); }},
      {Property::ethnic_minority, "ethnic_minority", M("người dân tộc thiểu số"), Scale::yes_or_no,
       yes_no, in_all_persons, in_members,
       [](Record const& one) { return as_answer(one.minority); }},
      {Property::religious, "religious", M("theo tôn giáo"), Scale::yes_or_no, yes_no,
       in_all_persons, in_members, [](Record const& one) { return as_answer(one.religious); }},
      {Property::exempt, "exempt", M("được miễn sinh hoạt"), Scale::yes_or_no, yes_no,
       in_members | in_roster, in_members, [](Record const& one) { return Answer(one.exempt); }},
      {Property::suspended, "suspended", M("bị đình chỉ sinh hoạt"), Scale::yes_or_no, yes_no,
       in_members | in_roster, in_members, [](Record const& one) { return Answer(one.suspended); }},
      {Property::away, "away", M("sinh hoạt tạm thời nơi khác"), Scale::yes_or_no, yes_no,
       in_members | in_roster, in_members, [](Record const& one) { return Answer(one.away); }},
      {Property::age,
       "age",
       M("tuổi"),
       Scale::number,
       {},
       in_all_persons,
       0,
       [](Record const& one) { return as_answer(one.age); }},
      {Property::party_age,
       "party_age",
       M("tuổi đảng"),
       Scale::number,
       {},
       in_all_persons,
       0,
       [](Record const& one) { return as_answer(one.party_age); }},
      {Property::joined_year,
       "joined_year",
       M("năm vào Đảng"),
       Scale::number,
       {},
       in_all_persons,
       0,
       [](Record const& one) { return as_answer(one.joined_year); }},
      {Property::schooling, "schooling", M("giáo dục phổ thông"), Scale::ordered,
       choices_of(member::Schooling{}), in_all_persons, 0,
       [](Record const& one) { return as_answer(one.schooling); }},
      {Property::profession, "profession", M("trình độ chuyên môn"), Scale::ordered,
       choices_of(member::Profession{}), in_all_persons, 0,
       [](Record const& one) { return as_answer(one.profession); }},
      {Property::theory, "theory", M("lý luận chính trị"), Scale::ordered,
       choices_of(member::Theory{}), in_all_persons, 0,
       [](Record const& one) { return as_answer(one.theory); }},
  };
}

std::vector<PropertyKind> all_properties() {
  auto all = person_properties();
  std::vector<PropertyKind> const others{
      {Property::title, "title", M("chức vụ"), Scale::named, choices_of(post::Title{}),
       in_posts | in_leaders, in_posts,
       [](Record const& one) { return Answer(static_cast<int>(one.title)); }},
      {Property::unit_kind, "unit_kind", M("loại tổ chức"), Scale::named,
       choices_of(unit::UnitKind{}), in_units | in_posts | in_leaders, in_units,
       [](Record const& one) { return Answer(static_cast<int>(one.unit_kind)); }},
      {Property::level, "level", M("cấp"), Scale::named, choices_of(unit::Level{}),
       in_units | in_posts | in_leaders, in_units,
       [](Record const& one) { return Answer(static_cast<int>(unit::level_of(one.unit_kind))); }},
      {Property::grade, "grade", M("xếp loại"), Scale::named, choices_of(review::Grade{}),
       in_graded, in_graded, [](Record const& one) { return as_answer(one.grade); }},
      {Property::not_assessed, "not_assessed", M("lý do không xếp loại"), Scale::named,
       choices_of(review::NotAssessed{}), in_graded, in_graded,
       [](Record const& one) { return as_answer(one.not_assessed); }}};
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

bool compared(Condition const& one, Answer const& answer) {
  auto const& values = one.values;
  if (one.relation == Relation::among) return std::ranges::find(values, answer) != values.end();
  if (one.relation == Relation::is) return answer == values[0];
  if (one.relation == Relation::is_not) {
    return values[0] ? answer && answer != values[0] : answer.has_value();
  }
  if (!answer) return false;
  switch (one.relation) {
    case Relation::below:
      return *answer < *values[0];
    case Relation::at_most:
      return *answer <= *values[0];
    case Relation::above:
      return *answer > *values[0];
    case Relation::at_least:
      return *answer >= *values[0];
    default:
      return *values[0] <= *answer && *answer <= *values[1];
  }
}

template <class Answers>
bool fulfilled(Condition const& one, Answers const& answer_to) {
  auto const part = [&](Condition const& inner) { return fulfilled(inner, answer_to); };
  switch (one.form) {
    case Condition::Form::always:
      return true;
    case Condition::Form::all:
      return std::ranges::all_of(one.parts, part);
    case Condition::Form::any:
      return std::ranges::any_of(one.parts, part);
    case Condition::Form::negated:
      return !part(one.parts[0]);
    case Condition::Form::compared:
      return compared(one, answer_to(one.property));
  }
  return false;
}

template <class Visit>
void each_comparison(Condition const& one, Visit const& visit) {
  if (one.form == Condition::Form::compared) visit(one);
  for (Condition const& part : one.parts) each_comparison(part, visit);
}

// A property with the answers that make a difference to a condition, and the one being tried.
struct Tried {
  Property property;
  std::vector<Answer> answers;
  std::size_t at = 0;
};

std::vector<Tried> to_try(Condition const& condition) {
  std::map<Property, std::set<Answer>> answers;
  each_comparison(condition, [&](Condition const& one) {
    auto& own = answers[one.property];
    for (Choice const& choice : kind_of(one.property).choices) own.insert(Answer(choice.value));
    own.insert(Answer());
    for (Answer const& value : one.values) {
      if (!value || !kind_of(one.property).choices.empty()) continue;
      for (int const beside : {-1, 0, 1}) {
        if (*value + beside >= 0) own.insert(*value + beside);
      }
    }
  });
  std::vector<Tried> all;
  for (auto const& [property, own] : answers) all.push_back({property, {own.begin(), own.end()}});
  return all;
}

// The next combination; false after the last.
bool advance(std::vector<Tried>& tried) {
  for (Tried& one : tried) {
    if (++one.at < one.answers.size()) return true;
    one.at = 0;
  }
  return false;
}

}  // namespace

std::span<PropertyKind const> properties() {
  static std::vector<PropertyKind> const all = all_properties();
  return all;
}

PropertyKind const& kind_of(Property property) {
  auto const found = std::ranges::find(properties(), property, &PropertyKind::property);
  ensure(found != properties().end(), "every property is declared");
  return *found;
}

bool holds(Condition const& condition, Record const& record) {
  return fulfilled(condition, [&](Property property) { return kind_of(property).answer(record); });
}

Condition both(Condition first, Condition second) {
  if (first.form == Condition::Form::always) return second;
  if (second.form == Condition::Form::always) return first;
  return {.form = Condition::Form::all, .parts = {std::move(first), std::move(second)}};
}

bool possible(Condition const& condition) {
  constexpr std::size_t combinations_max = 200'000;
  auto tried = to_try(condition);
  std::size_t combinations = 1;
  for (Tried const& one : tried) {
    combinations *= std::max<std::size_t>(1, one.answers.size());
    if (combinations > combinations_max) return true;
  }
  auto const answer_to = [&](Property property) -> Answer {
    auto const own = std::ranges::find(tried, property, &Tried::property);
    return own->answers[own->at];
  };
  do {
    if (fulfilled(condition, answer_to)) return true;
  } while (advance(tried));
  return false;
}

bool told_in_memory(Condition const& condition, Population population) {
  bool told = true;
  each_comparison(condition, [&](Condition const& one) {
    told = told && (kind_of(one.property).in_memory & bit_of(population)) != 0;
  });
  return told;
}

bool asks_files(Condition const& condition) {
  bool asks = false;
  each_comparison(condition, [&](Condition const& one) {
    asks = asks || (kind_of(one.property).in_memory == 0);
  });
  return asks;
}

}  // namespace giaoban::figure
