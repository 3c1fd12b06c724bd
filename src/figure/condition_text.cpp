// A condition as text: in codes as it is kept, and in words as people read it.
#include "figure/condition_words.h"

namespace giaoban::figure {

namespace {

// Which words stand for what.
struct Codes {
  [[nodiscard]] std::string property(PropertyKind const& kind) const {
    return std::string(kind.code);
  }
  [[nodiscard]] std::string choice(Choice const& one) const { return std::string(one.code); }
  [[nodiscard]] std::string unknown() const { return "unknown"; }
  Language language = Language::english;
  [[nodiscard]] std::string relation(Relation one) const {
    if (one == Relation::between) return "from";
    return one == Relation::among ? "in" : relation_words(one, language);
  }
  [[nodiscard]] std::string joiner(Joiner one) const {
    if (one == Joiner::negated) return "not";
    return one == Joiner::all ? "and" : "or";
  }
  [[nodiscard]] std::string range_end() const { return "to"; }
  [[nodiscard]] std::string everyone() const { return "all"; }
};

struct Labels {
  Language language;
  [[nodiscard]] std::string property(PropertyKind const& kind) const {
    return label_of(kind.label, language);
  }
  [[nodiscard]] std::string choice(Choice const& one) const {
    return label_of(one.label, language);
  }
  [[nodiscard]] std::string unknown() const { return not_recorded_words(language); }
  [[nodiscard]] std::string relation(Relation one) const { return relation_words(one, language); }
  [[nodiscard]] std::string joiner(Joiner one) const { return joiner_words(one, language); }
  [[nodiscard]] std::string range_end() const { return range_end_words(language); }
  [[nodiscard]] std::string everyone() const { return say(language, M("tất cả")); }
};

template <class Words>
std::string value_text(PropertyKind const& kind, Answer const& value, Words const& words) {
  if (!value) return words.unknown();
  if (kind.scale == Scale::number) return std::to_string(*value);
  for (Choice const& choice : kind.choices) {
    if (choice.value == *value) return words.choice(choice);
  }
  bug("a kept value is a declared one", std::source_location::current());
}

template <class Words>
std::string comparison_text(Condition const& one, Words const& words) {
  PropertyKind const& kind = kind_of(one.property);
  std::string text = words.property(kind) + " " + words.relation(one.relation) + " ";
  if (one.relation == Relation::between) {
    return text + value_text(kind, one.values[0], words) + " " + words.range_end() + " " +
           value_text(kind, one.values[1], words);
  }
  if (one.relation != Relation::among) return text + value_text(kind, one.values[0], words);
  std::string list;
  for (Answer const& value : one.values) {
    list += (list.empty() ? "" : ", ") + value_text(kind, value, words);
  }
  return text + "(" + list + ")";
}

template <class Words>
std::string text_of(Condition const& one, Words const& words) {
  auto const inside = [&](Condition const& part) {
    bool const whole =
        part.form == Condition::Form::compared || part.form == Condition::Form::negated;
    return whole ? text_of(part, words) : "(" + text_of(part, words) + ")";
  };
  switch (one.form) {
    case Condition::Form::always:
      return words.everyone();
    case Condition::Form::compared:
      return comparison_text(one, words);
    case Condition::Form::negated:
      return words.joiner(Joiner::negated) + " " + inside(one.parts[0]);
    case Condition::Form::all:
    case Condition::Form::any:
      break;
  }
  auto const joiner = one.form == Condition::Form::all ? Joiner::all : Joiner::any;
  std::string text;
  for (Condition const& part : one.parts) {
    text += (text.empty() ? "" : " " + words.joiner(joiner) + " ") + inside(part);
  }
  return text;
}

}  // namespace

std::string code_text(Condition const& condition) {
  return text_of(condition, Codes{});
}

std::string words_of(Condition const& condition, Language language) {
  return text_of(condition, Labels{language});
}

}  // namespace giaoban::figure
