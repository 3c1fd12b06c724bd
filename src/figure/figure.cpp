// Counting: every measure of a population in one pass over its records.
#include "figure/figure.h"

#include <algorithm>
#include <unordered_map>

#include "figure/population.h"
#include "figure/queries.h"

namespace giaoban::figure {

store::Right const figure_read{.name = "figure.read", .label = M("Xem số liệu")};

store::Moment bound(store::Snapshot& snapshot, store::Moment moment) {
  return {moment.as_of, std::min(moment.known_at, snapshot.head())};
}

Result<void> check_here(store::Snapshot& snapshot, Reference const& reference) {
  auto const head = snapshot.head();
  if (reference.moment.known_at > head && reference.moment.known_at < store::standing - 1) {
    return refuse(reference_ahead, {{"entry", std::to_string(reference.moment.known_at)},
                                    {"head", std::to_string(head)}});
  }
  if (!unit_known(snapshot, reference.unit)) {
    return refuse(reference_foreign, {{"reference", reference.text()}});
  }
  return {};
}

bool in_base(Measure const& measure, Record const& record) {
  return measure.base_counts == nullptr || measure.base_counts(record);
}

namespace {

struct Tally {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};

Figure figure_of(Reference const& reference, Loaded const& loaded, Tally tally) {
  Figure figure{.reference = reference, .count = {}, .share = {}, .note = loaded.note};
  if (!loaded.known) return figure;
  figure.count = tally.numerator;
  if (auto const base = reference.measure->base) {
    figure.share.emplace(tally.numerator, tally.denominator, *base);
  }
  return figure;
}

// All of a record that a measure may look at: who it is, none asks.
std::uint64_t classes_of(Record const& one) {
  std::uint64_t packed = 0;
  for (bool const mark : {one.exempt, one.suspended, one.away, one.minority, one.religious}) {
    packed = packed << 1 | (mark ? 1U : 0U);
  }
  auto const add = [&](auto const& choice) {
    packed = packed << 8 | (choice ? static_cast<std::uint64_t>(*choice) + 1 : 0);
  };
  add(one.standing);
  add(one.sex);
  add(std::optional(one.unit_kind));
  add(std::optional(one.title));
  add(one.grade);
  add(one.not_assessed);
  return packed;
}

// Records alike in all classes are asked about once: a province's hundred thousand are some dozens.
struct Alike {
  Record const* example;
  std::int64_t count = 0;
};

std::vector<Tally> tallies(std::span<Measure const* const> asked, Loaded const& loaded) {
  std::unordered_map<std::uint64_t, Alike> alike;
  for (Record const& record : loaded.records) {
    ++alike.try_emplace(classes_of(record), Alike{&record}).first->second.count;
  }
  std::vector<Tally> counted(asked.size());
  for (auto const& [classes, records] : alike) {
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (!in_base(*asked[i], *records.example)) continue;
      counted[i].denominator += records.count;
      if (asked[i]->counts(*records.example)) counted[i].numerator += records.count;
    }
  }
  return counted;
}

}  // namespace

namespace {

std::vector<Figure> figures_of(Reading& reading, UnitId unit) {
  Populations populations(reading, unit);
  std::vector<Figure> all;
  auto const table = measures();
  for (auto from = table.begin(); from != table.end();) {
    auto const to = std::find_if(
        from, table.end(), [&](Measure const& one) { return one.population != from->population; });
    std::vector<Measure const*> asked;
    for (auto one = from; one != to; ++one) asked.push_back(&*one);
    auto const& loaded = populations.of(from->population);
    auto const counted = tallies(asked, loaded);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      all.push_back(figure_of({asked[i], unit, reading.moment()}, loaded, counted[i]));
    }
    from = to;
  }
  return all;
}

}  // namespace

std::vector<std::vector<Figure>> figures(store::Snapshot& snapshot, std::span<UnitId const> units,
                                         store::Moment moment) {
  Reading reading(snapshot, bound(snapshot, moment));
  reading.read_long_tables();
  std::vector<std::vector<Figure>> of_units;
  for (UnitId const unit : units) of_units.push_back(figures_of(reading, unit));
  return of_units;
}

std::vector<Figure> figures(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  return std::move(figures(snapshot, std::span(&unit, 1), moment).front());
}

Result<Figure> figure(store::Snapshot& snapshot, Reference const& reference) {
  TRY_VOID(check_here(snapshot, reference));
  Reference asked = reference;
  asked.moment = bound(snapshot, reference.moment);
  Reading reading(snapshot, asked.moment);
  Populations populations(reading, asked.unit);
  auto const& loaded = populations.of(asked.measure->population);
  std::vector<Measure const*> const one{asked.measure};
  return figure_of(asked, loaded, tallies(one, loaded).front());
}

store::Catalogue catalogue() {
  return {.entities = {},
          .kinds = {},
          .verbs = {},
          .derived = {},
          .invariants = {},
          .refusals = {&reference_damaged, &no_such_measure, &reference_ahead, &reference_foreign,
                       &not_known},
          .queries = {queries::all.begin(), queries::all.end()}};
}

}  // namespace giaoban::figure
