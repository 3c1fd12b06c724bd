// The parts of a measure: their classes, names and bases.
#include "figure/part.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/written.h"
#include "figure/population.h"

namespace giaoban::figure {

namespace {

constexpr std::string_view unknown_code = "unknown";
constexpr std::int64_t no_end = 9'999;

struct Band {
  std::int64_t from;
  std::int64_t to;  // no_end: and more
};
constexpr std::array age_bands{Band{0, 17},  Band{18, 30}, Band{31, 40},
                               Band{41, 50}, Band{51, 60}, Band{61, no_end}};
// The years of the Party membership badge part the older ones: 30, 40, 50, 60 and on.
constexpr std::array party_age_bands{Band{0, 9},   Band{10, 19}, Band{20, 29},    Band{30, 39},
                                     Band{40, 49}, Band{50, 59}, Band{60, no_end}};
constexpr int first_decade = 1930;  // the Party was founded on 3 February 1930

std::vector<Band> bands_of(Property by, Day on) {
  if (by == Property::age) return {age_bands.begin(), age_bands.end()};
  if (by == Property::party_age) return {party_age_bands.begin(), party_age_bands.end()};
  std::vector<Band> decades;
  for (std::int64_t year = first_decade; year <= on.year(); year += 10) {
    decades.push_back({year, year + 9});
  }
  return decades;
}

std::string code_of_class(Condition const& of) {
  if (!of.values[0]) return std::string(unknown_code);
  auto const& kind = kind_of(of.property);
  if (of.relation == Relation::between) return fmt::format("{}_{}", *of.values[0], *of.values[1]);
  if (of.relation == Relation::at_least) return fmt::format("{}_", *of.values[0]);
  auto const choice = std::ranges::find(kind.choices, *of.values[0], &Choice::value);
  ensure(choice != kind.choices.end(), "a class is of a declared value");
  return std::string(choice->code);
}

Condition class_of(Property by, Relation relation, std::vector<Answer> values) {
  return {.form = Condition::Form::compared,
          .property = by,
          .relation = relation,
          .values = std::move(values)};
}

Condition class_of(Property by, Band band) {
  if (band.to == no_end) return class_of(by, Relation::at_least, {band.from});
  return class_of(by, Relation::between, {band.from, band.to});
}

Held part_of(Held const& whole, Condition of) {
  auto part = std::make_shared<Part>(Part{.whole = whole, .of = std::move(of), .base = {}});
  auto const vietnamese = Language::vietnamese;
  part->base = whole->base ? fmt::format("{}, {}", say(vietnamese, *whole->base),
                                         words_of(part->of, vietnamese))
                           : say(vietnamese, M("tổng số của chỉ tiêu “{measure}”"),
                                 {{"measure", whole->name(vietnamese)}});
  auto made = std::make_shared<Measure>(*whole);
  made->id = fmt::format("{}{}{}={}", whole->id, part_mark, kind_of(part->of.property).code,
                         code_of_class(part->of));
  // Of `part`, which the measure keeps alive.
  made->base = written(part->base);
  made->counts = [said = part.get()](Record const& one) {
    return said->whole->counts(one) && holds(said->of, one);
  };
  made->base_counts = [said = part.get()](Record const& one) {
    auto const& [whole_of, of_class, base] = *said;
    return whole_of->base ? in_base(*whole_of, one) && holds(of_class, one) : whole_of->counts(one);
  };
  made->prominence = Prominence::headline;
  made->part = std::move(part);
  return Held(std::shared_ptr<Measure const>(std::move(made)));
}

std::optional<Band> band_in(std::string_view text) {
  auto const line = text.find('_');
  if (line == std::string_view::npos) return std::nullopt;
  auto const number = [](std::string_view digits) -> std::optional<std::int64_t> {
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    bool const whole = error == std::errc{} && end == digits.data() + digits.size();
    return whole && value >= 0 && value < no_end ? std::optional(value) : std::nullopt;
  };
  auto const from = number(text.substr(0, line));
  auto const end = text.substr(line + 1);
  auto const to = end.empty() ? std::optional(no_end) : number(end);
  if (!from || !to || *from > *to) return std::nullopt;
  return Band{*from, *to};
}

// By what the records of the population can be divided.
std::vector<PropertyKind const*> divisions(Population population) {
  std::vector<PropertyKind const*> all;
  for (PropertyKind const& kind : properties()) {
    if ((kind.populations & bit_of(population)) != 0) all.push_back(&kind);
  }
  return all;
}

Result<Property> division_named(std::string_view code, Population population) {
  std::string known;
  for (PropertyKind const* kind : divisions(population)) {
    if (kind->code == code) return kind->property;
    known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", kind->code,
                         say(Language::vietnamese, kind->label));
  }
  return refuse(no_such_division,
                {{"whom", label(population)}, {"by", std::string(code)}, {"known", known}}, "by");
}

// All parts, those of nobody among them, ending with what is not recorded. Numbers fall into the
// bands of official tables, years into decades up to the day.
std::vector<Held> parts_of(Held const& whole, Property by, Day on) {
  std::vector<Held> parts;
  auto const& kind = kind_of(by);
  for (Choice const& choice : kind.choices) {
    parts.push_back(part_of(whole, class_of(by, Relation::is, {Answer(choice.value)})));
  }
  if (kind.scale == Scale::number) {
    for (Band const band : bands_of(by, on)) parts.push_back(part_of(whole, class_of(by, band)));
  }
  parts.push_back(part_of(whole, class_of(by, Relation::is, {Answer()})));
  return parts;
}

}  // namespace

Result<Held> part_named(Held const& whole, std::string_view said) {
  auto const equals = said.find('=');
  auto const property = said.substr(0, equals);
  TRY_INTO(Property const by, division_named(property, whole->population));
  auto const value =
      equals == std::string_view::npos ? std::string_view{} : said.substr(equals + 1);
  auto const& kind = kind_of(by);
  if (value == unknown_code) return part_of(whole, class_of(by, Relation::is, {Answer()}));
  if (kind.scale == Scale::number) {
    if (auto const band = band_in(value)) return part_of(whole, class_of(by, *band));
  }
  auto const choice = std::ranges::find(kind.choices, value, &Choice::code);
  if (choice != kind.choices.end()) {
    return part_of(whole, class_of(by, Relation::is, {Answer(choice->value)}));
  }
  return refuse(no_such_measure, {{"measure", fmt::format("{}{}{}", whole->id, part_mark, said)}});
}

Result<std::vector<Held>> divided(Held const& whole, std::string_view by, Day on) {
  TRY_INTO(Property const property, division_named(by, whole->population));
  return parts_of(whole, property, on);
}

std::vector<Division> divisions_of(Population population) {
  std::vector<Division> all;
  for (PropertyKind const* kind : divisions(population)) all.push_back({kind->code, kind->label});
  return all;
}

}  // namespace giaoban::figure
