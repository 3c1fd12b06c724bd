// Counting: every measure of a population in one pass over its records.
#include "figure/figure.h"

#include <algorithm>
#include <functional>
#include <map>

#include "figure/indicator.h"
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

// A population that is counted: what is known of it.
template <class Known>
Figure figure_of(Reference const& reference, Known const& loaded, Tally tally) {
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

Figure figure_of(Reference const& reference, Loaded const& loaded) {
  Tally tally;
  for (Record const& record : loaded.records) {
    if (!in_base(*reference.measure, record)) continue;
    ++tally.denominator;
    if (reference.measure->counts(record)) ++tally.numerator;
  }
  return figure_of(reference, loaded, tally);
}

namespace {

// Answers several measures of one unit: from memory what its columns tell, else from the database,
// whose tables are read once for all units.
class Answering {
 public:
  Answering(store::Snapshot& snapshot, UnitId unit, store::Moment moment, Reading& reading)
      : unit_(unit), moment_(moment), reading_(reading) {
    if (auto* const spells = spells_of(snapshot)) {
      counted_.emplace(*spells, spells->up_to(snapshot), unit, moment);
    }
  }

  Figure figure(Held const& measure) {
    Reference const reference{measure, unit_, moment_};
    bool const plain = !measure->own || measure->own->in_memory;
    if (!plain) return figure_of(reference, populations().with_files(measure->population));
    auto const found = summaries_.find(measure->population);
    if (found != summaries_.end()) return figure_of(reference, found->second);
    auto made = counted_ ? counted_->of(measure->population)
                         : summary_of(populations().of(measure->population));
    return figure_of(reference,
                     summaries_.emplace(measure->population, std::move(made)).first->second);
  }

 private:
  Populations& populations() {
    if (!populations_) populations_.emplace(reading_, unit_);
    return *populations_;
  }

  UnitId unit_;
  store::Moment moment_;
  Reading& reading_;
  std::optional<Counted> counted_;
  std::optional<Populations> populations_;
  std::map<Population, Summary> summaries_;
};

}  // namespace

std::vector<std::vector<Figure>> figures(store::Snapshot& snapshot, std::span<Held const> measures,
                                         std::span<UnitId const> units, store::Moment moment) {
  auto const asked = bound(snapshot, moment);
  Reading reading(snapshot, asked);
  std::vector<std::vector<Figure>> of_units;
  for (UnitId const unit : units) {
    Answering answering(snapshot, unit, asked, reading);
    std::vector<Figure> own;
    for (Held const& one : measures) own.push_back(answering.figure(one));
    of_units.push_back(std::move(own));
  }
  return of_units;
}

std::vector<std::vector<Figure>> figures_from_database(store::Snapshot& snapshot,
                                                       std::span<UnitId const> units,
                                                       store::Moment asked) {
  std::vector<std::vector<Figure>> of_units;
  Reading reading(snapshot, asked);
  reading.read_all();
  for (UnitId const unit : units) {
    Populations populations(reading, unit);
    // While the other connection still reads what members need.
    for (Population const other : {Population::roster, Population::leaders, Population::cells}) {
      populations.of(other);
    }
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
  auto const moment = bound(snapshot, reference.moment);
  Reading reading(snapshot, moment);
  return Answering(snapshot, reference.unit, moment, reading).figure(reference.measure);
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
  return {.entities = {&indicator_entity},
          .kinds = {&IndicatorDefinition::kind, &IndicatorTarget::kind},
          .verbs = {&define_verb, &end_verb, &target_verb},
          .derived = {},
          .invariants = {},
          .refusals =
              {&reference_damaged, &no_such_measure,      &reference_ahead,    &reference_foreign,
               &not_known,         &no_such_measure_like, &bad_indicator_code, &code_of_another,
               &unknown_property,  &property_elsewhere,   &unknown_value,      &no_order,
               &empty_range,       &condition_unfinished, &condition_too_long, &base_unnamed,
               &base_of_nobody,    &counts_nobody,        &beyond_author,      &no_such_indicator,
               &bad_target},
          .queries = {queries::all.begin(), queries::all.end()}};
}

}  // namespace giaoban::figure
