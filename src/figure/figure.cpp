// Counting: every measure of a population in one pass over its records.
#include "figure/figure.h"

#include <algorithm>
#include <functional>

#include "figure/population.h"
#include "figure/queries.h"
#include "figure/spells.h"

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

Figure figure_of(Reference const& reference, Summary const& loaded, Tally tally) {
  Figure figure{.reference = reference, .count = {}, .share = {}, .note = loaded.note};
  if (!loaded.known) return figure;
  figure.count = tally.numerator;
  if (auto const base = reference.measure->base) {
    figure.share.emplace(tally.numerator, tally.denominator, *base);
  }
  return figure;
}

std::vector<Tally> tallies(std::span<Measure const* const> asked, Summary const& summary) {
  std::vector<Tally> counted(asked.size());
  for (auto const& [record, count] : summary.alike) {
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (!in_base(*asked[i], record)) continue;
      counted[i].denominator += count;
      if (asked[i]->counts(record)) counted[i].numerator += count;
    }
  }
  return counted;
}

Spells* spells_of(store::Snapshot& snapshot) {
  return dynamic_cast<Spells*>(snapshot.follower());
}

// A population of a unit: from the database, or from what follows it in memory.
using SummaryOf = std::function<Summary(Population)>;

std::vector<Figure> figures_of(SummaryOf const& summary_of_population, UnitId unit,
                               store::Moment moment) {
  std::vector<Figure> all;
  auto const table = measures();
  for (auto from = table.begin(); from != table.end();) {
    auto const to = std::find_if(
        from, table.end(), [&](Measure const& one) { return one.population != from->population; });
    std::vector<Measure const*> asked;
    for (auto one = from; one != to; ++one) asked.push_back(&*one);
    auto const loaded = summary_of_population(from->population);
    auto const counted = tallies(asked, loaded);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      all.push_back(figure_of({asked[i], unit, moment}, loaded, counted[i]));
    }
    from = to;
  }
  return all;
}

}  // namespace

Figure figure_of(Reference const& reference, Summary const& summary) {
  std::vector<Measure const*> const one{reference.measure};
  return figure_of(reference, summary, tallies(one, summary).front());
}

std::vector<std::vector<Figure>> figures_from_database(store::Snapshot& snapshot,
                                                       std::span<UnitId const> units,
                                                       store::Moment asked) {
  std::vector<std::vector<Figure>> of_units;
  Reading reading(snapshot, asked);
  reading.read_long_tables();
  for (UnitId const unit : units) {
    Populations populations(reading, unit);
    of_units.push_back(
        figures_of([&](Population population) { return summary_of(populations.of(population)); },
                   unit, asked));
  }
  return of_units;
}

std::vector<std::vector<Figure>> figures(store::Snapshot& snapshot, std::span<UnitId const> units,
                                         store::Moment moment) {
  auto const asked = bound(snapshot, moment);
  if (auto* const spells = spells_of(snapshot)) {
    std::vector<std::vector<Figure>> of_units;
    auto const state = spells->up_to(snapshot);
    for (UnitId const unit : units) {
      Counted counted(*spells, state, unit, asked);
      of_units.push_back(
          figures_of([&](Population population) { return counted.of(population); }, unit, asked));
    }
    return of_units;
  }
  return figures_from_database(snapshot, units, asked);
}

std::vector<Figure> figures(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  return std::move(figures(snapshot, std::span(&unit, 1), moment).front());
}

Result<Figure> figure(store::Snapshot& snapshot, Reference const& reference) {
  TRY_VOID(check_here(snapshot, reference));
  Reference asked = reference;
  asked.moment = bound(snapshot, reference.moment);
  auto const loaded = [&] {
    if (auto* const spells = spells_of(snapshot)) {
      Counted counted(*spells, spells->up_to(snapshot), asked.unit, asked.moment);
      return counted.of(asked.measure->population);
    }
    Reading reading(snapshot, asked.moment);
    Populations populations(reading, asked.unit);
    return summary_of(populations.of(asked.measure->population));
  }();
  return figure_of(asked, loaded);
}

std::unique_ptr<store::Follower> follow(std::string const& file) {
  return std::make_unique<Spells>(file);
}

void ready(store::Store& store) {
  auto const snapshot = store.read();
  if (auto* const spells = spells_of(*snapshot)) spells->up_to(*snapshot);
}

void keep_followed(store::Store& store) {
  auto const snapshot = store.read();
  if (auto* const spells = spells_of(*snapshot)) spells->keep(*snapshot);
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
