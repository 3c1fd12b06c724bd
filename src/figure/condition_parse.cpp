// Reading a condition, and what may follow where a text ends.
#include <algorithm>
#include <charconv>
#include <expected>

#include "base/suggest.h"
#include "base/text.h"
#include "figure/condition_words.h"
#include "figure/indicator.h"

namespace giaoban::figure {

namespace {

constexpr std::size_t bytes_max = 2000;
constexpr int depth_max = 20;

enum class Wanted {
  property,
  elsewhere,
  relation,
  order,
  value,
  number,
  range,
  range_end,
  list,
  list_end,
  closing,
  joiner,
  shallower
};

// Where the text stopped to be understood, and what could stand there.
struct Stop {
  std::size_t token = 0;
  Wanted wanted = Wanted::property;
  std::optional<Property> property = {};
  std::size_t named_at = 0;  // where the property was named
};
template <class T>
using Read = std::expected<T, Stop>;

class ConditionReader {
 public:
  ConditionReader(std::vector<Token> const& tokens, Population population)
      : tokens_(tokens), population_(population) {}

  Read<Condition> whole() {
    if (tokens_.empty()) return Condition{};
    if (auto const everyone = longest(everyone_phrases(), tokens_, 0);
        everyone && everyone->words == tokens_.size()) {
      return Condition{};
    }
    auto read = any();
    if (read && at_ < tokens_.size()) return stop(Wanted::joiner);
    return read;
  }

 private:
  [[nodiscard]] std::unexpected<Stop> stop(Wanted wanted,
                                           std::optional<Property> property = {}) const {
    return std::unexpected(Stop{at_, wanted, property});
  }
  bool take(std::string_view sign) {
    if (at_ >= tokens_.size() || tokens_[at_].folded != sign) return false;
    ++at_;
    return true;
  }
  bool take(Joiner joiner) {
    auto const found = longest(joiner_phrases(), tokens_, at_);
    if (!found || found->meaning != static_cast<std::int64_t>(joiner)) return false;
    at_ += found->words;
    return true;
  }

  Read<Condition> any() {
    return joined(Joiner::any, Condition::Form::any, [this] {
      return joined(Joiner::all, Condition::Form::all, [this] { return one(); });
    });
  }

  template <class Part>
  Read<Condition> joined(Joiner joiner, Condition::Form form, Part const& part) {
    std::vector<Condition> parts;
    do {
      auto read = part();
      if (!read) return read;
      parts.push_back(*std::move(read));
    } while (take(joiner));
    if (parts.size() == 1) return std::move(parts.front());
    return Condition{.form = form, .parts = std::move(parts)};
  }

  Read<Condition> one() {
    if (++depth_ > depth_max) return stop(Wanted::shallower);
    auto read = nested();
    --depth_;
    return read;
  }

  Read<Condition> nested() {
    if (take(Joiner::negated)) {
      auto inner = one();
      if (!inner) return inner;
      return Condition{.form = Condition::Form::negated, .parts = {*std::move(inner)}};
    }
    if (!take("(")) return comparison();
    auto inner = any();
    if (inner && !take(")")) return stop(Wanted::closing);
    return inner;
  }

  Read<Condition> comparison() {
    auto const named = longest(property_phrases(), tokens_, at_);
    if (!named) return stop(Wanted::property);
    PropertyKind const& kind = kind_of(static_cast<Property>(named->meaning));
    if ((kind.populations & bit_of(population_)) == 0) {
      return stop(Wanted::elsewhere, kind.property);
    }
    at_ += named->words;
    Condition made{.form = Condition::Form::compared, .property = kind.property};
    auto const related = longest(relation_phrases(), tokens_, at_);
    if (!related) {
      if (kind.scale != Scale::yes_or_no) {
        return std::unexpected(Stop{at_, Wanted::relation, kind.property, at_ - named->words});
      }
      made.values = {Answer(1)};
      return made;
    }
    made.relation = static_cast<Relation>(related->meaning);
    if (!fits(kind, made.relation)) return stop(Wanted::order, kind.property);
    at_ += related->words;
    return with_values(kind, std::move(made));
  }

  static bool fits(PropertyKind const& kind, Relation relation) {
    bool const by_name =
        relation == Relation::is || relation == Relation::is_not || relation == Relation::among;
    return by_name || kind.scale == Scale::ordered || kind.scale == Scale::number;
  }

  Read<Condition> with_values(PropertyKind const& kind, Condition made) {
    if (made.relation == Relation::among) return with_list(kind, std::move(made));
    auto const first = value(kind, made.relation);
    if (!first) return std::unexpected(first.error());
    made.values.push_back(*first);
    if (made.relation != Relation::between) return made;
    auto const end = longest(range_end_phrases(), tokens_, at_);
    if (!end) return stop(Wanted::range_end, kind.property);
    at_ += end->words;
    auto const last = value(kind, made.relation);
    if (!last) return std::unexpected(last.error());
    if (**last < **first) {
      --at_;
      return stop(Wanted::range, kind.property);
    }
    made.values.push_back(*last);
    return made;
  }

  Read<Condition> with_list(PropertyKind const& kind, Condition made) {
    if (!take("(")) return stop(Wanted::list, kind.property);
    do {
      auto const one_of = value(kind, made.relation);
      if (!one_of) return std::unexpected(one_of.error());
      made.values.push_back(*one_of);
    } while (take(","));
    if (!take(")")) return stop(Wanted::list_end, kind.property);
    return made;
  }

  // What is not recorded is neither more nor less than anything.
  Read<Answer> value(PropertyKind const& kind, Relation relation) {
    bool const by_name =
        relation == Relation::is || relation == Relation::is_not || relation == Relation::among;
    auto const named = longest(value_phrases(kind), tokens_, at_);
    if (named && (by_name || named->meaning != not_recorded)) {
      at_ += named->words;
      return named->meaning == not_recorded ? Answer() : Answer(named->meaning);
    }
    if (kind.scale != Scale::number) return stop(Wanted::value, kind.property);
    constexpr std::size_t digits_max = 6;
    if (at_ >= tokens_.size() || tokens_[at_].text.size() > digits_max) {
      return stop(Wanted::number, kind.property);
    }
    std::string const& text = tokens_[at_].text;
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0) {
      return stop(Wanted::number, kind.property);
    }
    ++at_;
    return Answer(number);
  }

  std::vector<Token> const& tokens_;
  Population population_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

// --- saying where and why ------------------------------------------------------------------------

// The words from a place up to the next sign, joiner or relation.
std::string phrase_from(std::vector<Token> const& tokens, std::size_t from) {
  std::string phrase;
  for (std::size_t i = from; i < tokens.size(); ++i) {
    bool const ends = !tokens[i].is_word || longest(joiner_phrases(), tokens, i) ||
                      longest(relation_phrases(), tokens, i);
    if (ends && i > from) break;
    phrase += (phrase.empty() ? "" : " ") + tokens[i].text;
    if (ends) break;
  }
  return phrase;
}

std::vector<std::string> names_of(std::vector<PropertyKind const*> const& kinds,
                                  Language language) {
  std::vector<std::string> names;
  for (auto const* kind : kinds) names.push_back(label_of(kind->label, language));
  return names;
}
std::vector<PropertyKind const*> properties_of(Population population) {
  std::vector<PropertyKind const*> own;
  for (PropertyKind const& kind : properties()) {
    if ((kind.populations & bit_of(population)) != 0) own.push_back(&kind);
  }
  return own;
}
std::vector<std::string> values_of(PropertyKind const& kind, Language language) {
  std::vector<std::string> values;
  for (Choice const& choice : kind.choices) values.push_back(label_of(choice.label, language));
  if (kind.scale != Scale::yes_or_no) values.push_back(not_recorded_words(language));
  return values;
}

// The nearest of the names, else all of them.
std::string nearest_or_all(std::string const& word, std::vector<std::string> const& names) {
  std::vector<std::string> folded;
  for (auto const& name : names) folded.push_back(fold(name));
  std::vector<std::string> chosen;
  for (auto const& near : nearest(fold(word), folded)) {
    chosen.push_back(
        names[static_cast<std::size_t>(std::ranges::find(folded, near) - folded.begin())]);
  }
  std::string joined;
  for (auto const& name : chosen.empty() ? names : chosen) {
    joined += (joined.empty() ? "" : "; ") + name;
  }
  return joined;
}

Msg words_of_wanted(Wanted wanted) {
  switch (wanted) {
    case Wanted::relation:
      return M("dấu so sánh (=, !=, <, <=, >, >=, từ … đến …, thuộc (…))");
    case Wanted::number:
      return M("một số");
    case Wanted::range_end:
      return M("chữ “đến”");
    case Wanted::list:
      return M("danh sách trong ngoặc, ví dụ (a, b)");
    case Wanted::list_end:
      return M("dấu phẩy hoặc dấu đóng ngoặc");
    case Wanted::closing:
      return M("chữ “và”, “hoặc”, hoặc dấu đóng ngoặc");
    default:
      return M("chữ “và” hoặc “hoặc”");
  }
}

// "tuoi dangg > 30": not an age without a comparison, but a slip in the name of another property.
Stop named_wrongly(std::vector<Token> const& tokens, Stop const& stop, Population population) {
  if (stop.wanted != Wanted::relation || stop.token >= tokens.size()) return stop;
  std::vector<std::string> names;
  for (auto const& name : names_of(properties_of(population), Language::vietnamese)) {
    names.push_back(fold(name));
  }
  auto const near = nearest(fold(phrase_from(tokens, stop.named_at)), names);
  auto const own = fold(say(Language::vietnamese, kind_of(*stop.property).label));
  if (near.empty() || near.front() == own) return stop;
  return {stop.named_at, Wanted::property};
}

Refusal refusal_of(std::vector<Token> const& tokens, Stop const& stopped, Population population) {
  Stop const stop = named_wrongly(tokens, stopped, population);
  bool const at_end = stop.token >= tokens.size();
  std::string const found = at_end ? "" : phrase_from(tokens, stop.token);
  std::size_t const letter = !at_end ? tokens[stop.token].letter
                             : tokens.empty()
                                 ? 1
                                 : tokens.back().letter + letters_in(tokens.back().text);
  Args args{{"place", std::to_string(letter)}};
  if (at_end) {
    args.emplace_back("found", M("hết câu"));
  } else {
    args.emplace_back("found", "“" + found + "”");
  }
  auto const vietnamese = Language::vietnamese;
  if (stop.property) args.emplace_back("property", kind_of(*stop.property).label);
  switch (stop.wanted) {
    case Wanted::property:
      args.emplace_back("nearest",
                        nearest_or_all(found, names_of(properties_of(population), vietnamese)));
      return {&unknown_property, std::move(args)};
    case Wanted::elsewhere:
      args.emplace_back("whom", label(population));
      args.emplace_back("nearest",
                        nearest_or_all("", names_of(properties_of(population), vietnamese)));
      return {&property_elsewhere, std::move(args)};
    case Wanted::value:
      args.emplace_back("nearest",
                        nearest_or_all(found, values_of(kind_of(*stop.property), vietnamese)));
      return {&unknown_value, std::move(args)};
    case Wanted::order:
      return {&no_order, std::move(args)};
    case Wanted::range:
      return {&empty_range, std::move(args)};
    case Wanted::shallower:
      return {&condition_too_long, std::move(args)};
    default:
      args.emplace_back("wanted", words_of_wanted(stop.wanted));
      return {&condition_unfinished, std::move(args)};
  }
}

// --- going on ------------------------------------------------------------------------------------

std::vector<std::string> offered(Stop const& stop, Population population, Language language) {
  switch (stop.wanted) {
    case Wanted::property:
      return names_of(properties_of(population), language);
    case Wanted::relation: {
      std::vector<std::string> words{"="};
      if (kind_of(*stop.property).scale == Scale::number ||
          kind_of(*stop.property).scale == Scale::ordered) {
        words.insert(words.end(), {relation_words(Relation::between, language), ">=", "<="});
      }
      words.push_back("!=");
      words.push_back(relation_words(Relation::among, language) + " (");
      return words;
    }
    case Wanted::value:
      return values_of(kind_of(*stop.property), language);
    case Wanted::range_end:
      return {range_end_words(language)};
    case Wanted::list:
      return {"("};
    case Wanted::list_end:
      return {",", ")"};
    case Wanted::closing:
    case Wanted::joiner:
      return {joiner_words(Joiner::all, language), joiner_words(Joiner::any, language)};
    default:
      return {};
  }
}

}  // namespace

Result<Condition> parse_condition(std::string_view text, Population population) {
  std::string const clean = normalise(text);
  if (clean.size() > bytes_max) return refuse(condition_too_long);
  auto const tokens = tokens_of(clean);
  auto read = ConditionReader(tokens, population).whole();
  if (read) return *std::move(read);
  return std::unexpected(refusal_of(tokens, read.error(), population));
}

std::vector<Completion> completions(std::string_view text, Population population,
                                    Language language) {
  std::string const clean = normalise(text);
  if (clean.size() > bytes_max) return {};
  auto const tokens = tokens_of(clean);
  auto const read = ConditionReader(tokens, population).whole();
  Stop stop{tokens.size(), tokens.empty() ? Wanted::property : Wanted::joiner};
  if (!read) stop = read.error();
  std::string kept = clean;
  std::string begun;
  if (stop.token < tokens.size()) {
    begun = fold(std::string_view(clean).substr(tokens[stop.token].begins_at));
    kept = clean.substr(0, tokens[stop.token].begins_at);
  }
  if (!kept.empty() && kept.back() != ' ') kept += ' ';
  std::vector<Completion> all;
  for (auto const& words : offered(stop, population, language)) {
    bool const fits =
        begun.empty() || fold(words).starts_with(begun) || fold(words).contains(" " + begun);
    if (fits) all.push_back({kept + words, words});
  }
  return all;
}

}  // namespace giaoban::figure
