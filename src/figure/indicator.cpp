// Defining, ending and aiming; definitions understood as measures.
#include "figure/indicator.h"

#include <algorithm>

#include "base/suggest.h"
#include "base/text.h"
#include "base/written.h"
#include "figure/part.h"
#include "store/strange.h"

namespace giaoban::figure {

using store::Moment;
using store::Snapshot;
using store::Tx;

store::Right const indicator_write{.name = "indicator.write",
                                   .label = M("Đặt chỉ tiêu của đơn vị")};
store::Verb const define_verb{"indicator.define", M("Đặt chỉ tiêu"), &indicator_write};
store::Verb const end_verb{"indicator.end", M("Thôi dùng chỉ tiêu"), &indicator_write};
store::Verb const target_verb{"indicator.target", M("Đặt mục tiêu năm"), &indicator_write};

namespace {

bool good_code(std::string_view code) {
  constexpr std::size_t letters_max = 40;
  auto const plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !code.empty() && code.size() <= letters_max && std::ranges::all_of(code, plain);
}

Condition kept_condition(std::string const& text, Population population) {
  auto read = parse_condition(text, population);
  if (!read) throw Breakage("a kept condition is not understood: " + text);
  return *std::move(read);
}

Result<void> check_author(Tx& tx, IndicatorDefinition const& definition, Day from) {
  auto const& right = right_behind(definition.population);
  auto const reach = unit::reach_of(tx, tx.act().actor, right, {from});
  if (reach.whole() || reach.holds(definition.unit)) return {};
  return refuse(beyond_author, {{"whom", label(definition.population)}, {"right", right.label}});
}

std::optional<store::Fact<IndicatorDefinition>> bearing(Snapshot& snapshot, std::string_view code,
                                                        Moment moment) {
  auto const& kind = IndicatorDefinition::kind;
  auto const bearer = snapshot.bearer(kind, kind.field("code"), std::string(code), moment);
  return bearer ? snapshot.fact<IndicatorDefinition>(*bearer, moment) : std::nullopt;
}

}  // namespace

store::Right const& right_behind(Population population) {
  switch (population) {
    case Population::units:
      return unit::unit_read;
    case Population::posts:
      return post::post_read;
    case Population::members:
      return member::member_read;
    case Population::grassroots:
    case Population::cells:
    case Population::collectives:
      return review::review_read;
    case Population::roster:
    case Population::leaders:
      break;
  }
  return member::member_read;
}

Result<IndicatorDefinition> definition_of(Defining const& typed) {
  IndicatorDefinition made{.unit = typed.unit,
                           .code = std::string(own_code(typed.code)),
                           .name = normalise(typed.name),
                           .population = typed.population,
                           .counts = {},
                           .base = {},
                           .base_name = normalise(typed.base_name),
                           .citation = normalise(typed.citation),
                           .decimals = typed.decimals,
                           .rounding = typed.rounding};
  if (!good_code(made.code)) return refuse(bad_indicator_code, {{"code", made.code}}, "code");
  auto const named = [](Refusal refusal, char const* field) {
    refusal.where = field;
    return std::unexpected(std::move(refusal));
  };
  auto const counts = parse_condition(typed.counts, typed.population);
  if (!counts) return named(counts.error(), "counts");
  auto const base = parse_condition(typed.base, typed.population);
  if (!base) return named(base.error(), "base");
  bool const of_some = base->form != Condition::Form::always;
  if (of_some && made.base_name.empty()) return refuse(base_unnamed, {}, "base_name");
  auto const decimals = made.decimals.value_or(0);
  if (decimals < 0 || decimals > decimals_max) {
    return refuse(bad_decimals, {{"value", std::to_string(decimals)}}, "decimals");
  }
  if (!possible(*base)) {
    return refuse(base_of_nobody, {{"base", words_of(*base, Language::vietnamese)}}, "base");
  }
  if (!possible(both(*base, *counts))) {
    return refuse(counts_nobody, {{"counts", words_of(*counts, Language::vietnamese)}}, "counts");
  }
  made.counts = code_text(*counts);
  made.base = made.base_name.empty() ? "" : code_text(*base);
  return made;
}

Held measure_of(IndicatorDefinition const& definition, store::FactHead const& head) {
  auto own = std::make_shared<Own>();
  own->indicator = {head.subject};
  own->unit = definition.unit;
  own->said = definition;
  own->counts = kept_condition(definition.counts, definition.population);
  own->base = kept_condition(definition.base, definition.population);
  own->span = head.span;
  own->recorded_in = head.recorded_in;
  own->in_memory = told_in_memory(own->counts, definition.population) &&
                   told_in_memory(own->base, definition.population);
  auto made = std::make_shared<Measure>();
  made->id = std::string(own_prefix) + definition.code;
  made->version = static_cast<int>(head.recorded_in);
  made->population = definition.population;
  // Of `own`, which the measure keeps alive.
  made->counts = [said = own.get()](Record const& one) { return holds(said->counts, one); };
  if (!definition.base_name.empty()) {
    made->base = written(own->said.base_name);
    made->base_counts = [said = own.get()](Record const& one) { return holds(said->base, one); };
  }
  Decimals const usual;
  made->decimals = {.places = static_cast<int>(definition.decimals.value_or(usual.places)),
                    .rounding = definition.rounding.value_or(usual.rounding)};
  made->prominence = Prominence::headline;
  made->own = std::move(own);
  return Held(std::shared_ptr<Measure const>(std::move(made)));
}

// --- verbs ---------------------------------------------------------------------------------------

Result<IndicatorId> define(Tx& tx, Defining const& typed, Day from) {
  TRY_INTO(auto const definition, definition_of(typed));
  TRY_VOID(check_author(tx, definition, from));
  auto const borne = bearing(tx, definition.code, {from});
  if (borne && borne->value.unit != definition.unit) {
    return refuse(
        code_of_another,
        {{"code", definition.code},
         {"name", Named{borne->value.name, {indicator_entity.name, borne->head.subject}}}},
        "code");
  }
  IndicatorId const indicator =
      borne ? IndicatorId{borne->head.subject} : tx.new_id_of<IndicatorId>();
  for (Span const life : tx.lifetimes(unit::unit_entity, definition.unit.value)) {
    if (!life.contains(from)) continue;
    TRY_VOID(tx.state(indicator.value, {from, life.to}, definition));
    return indicator;
  }
  return refuse(unit::unit_not_in_force,
                {{"unit", unit::unit_entity.called(tx, definition.unit.value, {from})},
                 {"day", from.vietnamese()}});
}

Result<void> end(Tx& tx, IndicatorId indicator, Day day) {
  return tx.end(IndicatorDefinition::kind, indicator.value, day);
}

Result<void> aim(Tx& tx, IndicatorId indicator, Target const& target, Day on) {
  constexpr int year_min = 1930;
  constexpr int year_max = 2200;
  if (target.year < year_min || target.year > year_max || target.amount < 0) {
    return refuse(bad_target, {{"value", std::to_string(target.year)}}, "year");
  }
  return tx.yearly(indicator.value, target.year, on,
                   IndicatorTarget{target.bound, target.amount, target.project});
}

// --- reading -------------------------------------------------------------------------------------

std::string own_code(std::string_view typed) {
  std::string code = normalise(typed);
  std::ranges::transform(code, code.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (code.starts_with(own_prefix)) code.erase(0, own_prefix.size());
  return code;
}

Result<IndicatorId> indicator_named(Snapshot& snapshot, std::string_view code, Moment moment) {
  if (auto const found = bearing(snapshot, own_code(code), moment)) {
    return IndicatorId{found->head.subject};
  }
  return refuse(no_such_indicator,
                {{"code", std::string(code)}, {"day", moment.as_of.vietnamese()}});
}

std::vector<Held> own_measures(Snapshot& snapshot, Moment moment, std::optional<UnitId> of) {
  std::vector<std::int64_t> const above =
      of ? unit::chain(snapshot, of->value, moment) : std::vector<std::int64_t>{};
  store::PassingOver const passing;
  std::vector<Held> all;
  snapshot.each_in_force(IndicatorDefinition::kind, moment, [&](store::RawFact const& raw) {
    auto const fact = store::typed<IndicatorDefinition>(raw);
    bool const near = !of || std::ranges::find(above, fact.value.unit.value) != above.end();
    if (near) all.push_back(measure_of(fact.value, fact.head));
  });
  std::ranges::sort(all, {}, [](Held const& one) { return collation_key(one->own->said.name); });
  return all;
}

Result<Held> measure_named(Snapshot& snapshot, std::string_view id, Moment moment) {
  return measure_seen(snapshot, unit::Reach::everything(), id, moment);
}

Result<Held> measure_seen(Snapshot& snapshot, unit::Reach const& reach, std::string_view id,
                          Moment moment) {
  std::string const wanted = normalise(id);
  if (auto const mark = wanted.rfind(part_mark); mark != std::string::npos) {
    // Each mark is a step down the stack.
    constexpr int parts_max = 20;
    if (std::ranges::count(wanted, part_mark) > parts_max) {
      return refuse(no_such_measure, {{"measure", wanted}});
    }
    std::string_view const said = wanted;
    TRY_INTO(Held const whole, measure_seen(snapshot, reach, said.substr(0, mark), moment));
    return part_named(whole, said.substr(mark + 1));
  }
  if (Measure const* const declared = measure(wanted)) return Held(declared);
  if (wanted.starts_with(own_prefix)) {
    if (auto const found = bearing(snapshot, own_code(wanted), moment)) {
      Held own = measure_of(found->value, found->head);
      TRY_VOID(check_seen(snapshot, reach, *own, moment));
      return own;
    }
  }
  std::vector<std::string> known;
  for (Measure const& one : measures()) known.push_back(one.id);
  for (Held const& one : own_measures(snapshot, moment)) {
    if (seen_from(snapshot, reach, *one->own, moment)) known.push_back(one->id);
  }
  // Which own measures others have is not told.
  if (wanted.starts_with(own_prefix) && !reach.whole()) {
    return refuse(unseen_indicator, {{"measure", wanted}});
  }
  auto const near = nearest(wanted, known);
  if (near.empty()) return refuse(no_such_measure, {{"measure", wanted}});
  return refuse(no_such_measure_like, {{"measure", wanted}, {"nearest", near.front()}});
}

Result<void> check_seen(Snapshot& snapshot, unit::Reach const& reach, Measure const& measure,
                        Moment moment) {
  if (!measure.own || seen_from(snapshot, reach, *measure.own, moment)) return {};
  return refuse(unseen_indicator, {{"measure", measure.id}});
}

bool seen_from(Snapshot& snapshot, unit::Reach const& reach, Own const& own, Moment moment) {
  if (reach.whole() || reach.holds(own.unit)) return true;
  auto const top = unit::in_reach(snapshot, reach, std::string_view{}, moment);
  if (!top) return false;
  auto const above = unit::chain(snapshot, top->id.value, moment);
  return std::ranges::find(above, own.unit.value) != above.end();
}

std::vector<Target> targets_of(Snapshot& snapshot, Measure const& measure, EntryNumber known_at) {
  std::vector<Target> all;
  if (!measure.own) return all;
  auto const id = measure.own->indicator.value;
  for (auto const& fact : snapshot.history_of<IndicatorTarget>(id, known_at)) {
    Target const target{static_cast<int>(fact.head.year), fact.value.bound, fact.value.amount,
                        fact.value.project};
    bool const later = !all.empty() && all.back().year == target.year;
    if (later) {
      all.back() = target;
    } else {
      all.push_back(target);
    }
  }
  std::ranges::stable_sort(all, {}, &Target::year);
  return all;
}

// --- targets -------------------------------------------------------------------------------------

std::optional<std::int64_t> amount_in(std::string_view typed, Measure const& measure) {
  std::string const text = normalise(typed);
  std::int64_t whole = 0;
  std::int64_t part = 0;
  int decimals = -1;
  constexpr std::int64_t most = 1'000'000'000;
  for (char const c : text) {
    if (c == '%') continue;
    if ((c == ',' || c == '.') && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9' || whole > most || decimals >= 2) return std::nullopt;
    if (decimals < 0) {
      whole = whole * 10 + (c - '0');
    } else {
      part = part * 10 + (c - '0');
      ++decimals;
    }
  }
  if (text.empty()) return std::nullopt;
  if (!measure.base) return decimals < 0 ? std::optional(whole) : std::nullopt;
  if (decimals == 1) part *= 10;
  constexpr std::int64_t hundred_percent = 10'000;
  auto const hundredths = whole * 100 + part;
  return hundredths <= hundred_percent ? std::optional(hundredths) : std::nullopt;
}

std::string target_words(Target const& target, Measure const& measure, Language language) {
  std::string amount = format_count(target.amount, language);
  if (measure.base) {
    // Of 10.000: the share of hundredths writes them as "15,50".
    auto const percent = Share(target.amount, 10'000, *measure.base).percent_beside_base(language);
    amount = percent.value_or("") + "% " + say(language, *measure.base);
  }
  return say(language, label(target.bound)) + " " + amount;
}

std::optional<Target> target_for(Snapshot& snapshot, Figure const& figure) {
  Measure const& measure = figure.measure();
  UnitId const unit = figure.reference.unit;
  store::Moment const& moment = figure.reference.moment;
  if (!measure.own || measure.part) return std::nullopt;
  if (!measure.base && measure.own->unit != unit) return std::nullopt;
  for (Target const& target : targets_of(snapshot, measure, moment.known_at)) {
    if (target.year == moment.as_of.year()) return target;
  }
  return std::nullopt;
}

Reached reached(Target const& target, Figure const& figure) {
  if (!figure.count) return Reached::unknown;
  std::int64_t have = *figure.count;
  std::int64_t want = target.amount;
  if (figure.share) {
    constexpr std::int64_t hundred_percent = 10'000;
    if (figure.share->denominator() == 0) return Reached::unknown;
    have *= hundred_percent;
    want *= figure.share->denominator();
  }
  bool const met = target.bound == Bound::at_least ? have >= want : have <= want;
  return met ? Reached::yes : Reached::no;
}

}  // namespace giaoban::figure
