// Counting: every measure of a population in one pass over its records.
#include "figure/figure.h"

#include <algorithm>
#include <map>

#include "figure/indicator.h"
#include "figure/part.h"
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

// A population that is counted: what is known of it.
template <class Known>
Figure figure_of(Reference const& reference, Known const& loaded, Tally tally) {
  Figure figure{.reference = reference, .count = {}, .share = {}, .note = loaded.note};
  if (!loaded.known) return figure;
  figure.count = tally.numerator;
  if (auto const base = reference.measure->base) {
    figure.share.emplace(tally.numerator, tally.denominator, *base, reference.measure->decimals);
  }
  return figure;
}

}  // namespace

Figure figure_of(Reference const& reference, Summary const& summary) {
  Tally tally;
  for (auto const& [record, count] : summary.alike) {
    if (!in_base(*reference.measure, record)) continue;
    tally.denominator += count;
    if (reference.measure->counts(record)) tally.numerator += count;
  }
  return figure_of(reference, summary, tally);
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

Figure figure_of(Reference const& reference, Tally tally) {
  return figure_of(reference, Loaded{.on = {}, .known = true, .note = {}, .records = {}}, tally);
}

bool told_by_classes(Measure const& measure) {
  if (measure.part) {
    return told_by_classes(*measure.part->whole) &&
           told_in_memory(measure.part->of, measure.population);
  }
  return !measure.own || measure.own->in_memory;
}

namespace {

// The one way to the populations of a unit: out of memory what its columns tell, else out of the
// database.
class Answering {
 public:
  Answering(Reading& reading, UnitId unit, std::optional<Counted> counted)
      : reading_(reading), unit_(unit), counted_(std::move(counted)), populations_(reading, unit) {}

  Figure figure(Held const& measure) {
    Reference const reference{measure, unit_, reading_.moment()};
    auto const population = measure->population;
    return told_by_classes(*measure) ? figure_of(reference, summary(population))
                                     : figure_of(reference, populations_.with_files(population));
  }

 private:
  Summary const& summary(Population population) {
    auto found = summaries_.find(population);
    if (found != summaries_.end()) return found->second;
    auto made = counted_ ? counted_->of(population) : summary_of(populations_.of(population));
    return summaries_.emplace(population, std::move(made)).first->second;
  }

  Reading& reading_;
  UnitId unit_;
  std::optional<Counted> counted_;
  Populations populations_;
  std::map<Population, Summary> summaries_;
};

// Members with their results are read out of tables that are worth two connections.
bool worth_reading_at_once(std::span<Held const> measures) {
  auto const asks = [&](Population population) {
    return std::ranges::any_of(measures,
                               [&](Held const& one) { return one->population == population; });
  };
  return asks(Population::members) && (asks(Population::roster) || asks(Population::leaders));
}

std::vector<std::vector<Figure>> answers(Reading& reading, Memory const& memory,
                                         std::span<Held const> measures,
                                         std::span<UnitId const> units) {
  auto const& [spells, state] = memory;
  if (spells == nullptr && worth_reading_at_once(measures)) reading.read_all();
  std::vector<std::vector<Figure>> of_units;
  for (UnitId const unit : units) {
    std::optional<Counted> counted;
    if (state) counted.emplace(*spells, state, unit, reading.moment());
    Answering answering(reading, unit, std::move(counted));
    std::vector<Figure> own;
    for (Held const& one : measures) own.push_back(answering.figure(one));
    of_units.push_back(std::move(own));
  }
  return of_units;
}

std::vector<Held> const& declared_measures() {
  static std::vector<Held> const all = [] {
    std::vector<Held> held;
    for (Measure const& one : measures()) held.emplace_back(&one);
    return held;
  }();
  return all;
}

}  // namespace

std::vector<std::vector<Figure>> figures_from_database(store::Snapshot& snapshot,
                                                       std::span<UnitId const> units,
                                                       store::Moment asked) {
  Reading reading(snapshot, asked);
  return answers(reading, {}, declared_measures(), units);
}

std::vector<std::vector<Figure>> figures(store::Snapshot& snapshot, std::span<Held const> measures,
                                         std::span<UnitId const> units, store::Moment moment) {
  Reading reading(snapshot, bound(snapshot, moment));
  return answers(reading, memory_of(snapshot), measures, units);
}

std::vector<std::vector<Figure>> figures(store::Snapshot& snapshot, std::span<UnitId const> units,
                                         store::Moment moment) {
  return figures(snapshot, declared_measures(), units, moment);
}

std::vector<Figure> figures(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  return std::move(figures(snapshot, std::span(&unit, 1), moment).front());
}

Result<Figure> figure(store::Snapshot& snapshot, Reference const& reference) {
  TRY_VOID(check_here(snapshot, reference));
  auto const found = figures(snapshot, std::span(&reference.measure, 1),
                             std::span(&reference.unit, 1), reference.moment);
  return found.front().front();
}

std::unique_ptr<store::Follower> follow(std::string const& file) {
  return std::make_unique<Spells>(file);
}

void ready(store::Store& store) {
  auto const snapshot = store.read();
  (void)memory_of(*snapshot);
}

void prepare(store::Store& store, ToldOfPreparing told) {
  auto const snapshot = store.read();
  if (auto* const spells = followed(*snapshot)) spells->prepare(store, std::move(told));
}

std::optional<Preparing> preparing(store::Snapshot& snapshot) {
  auto* const spells = dynamic_cast<Spells*>(snapshot.follower());
  return spells != nullptr ? spells->preparing() : std::nullopt;
}

std::optional<Note> preparing_note(store::Snapshot& snapshot) {
  auto const* const spells = dynamic_cast<Spells*>(snapshot.follower());
  if (spells != nullptr && spells->strange()) {
    return Note{M("Trong kho có bản ghi bị hỏng. Số liệu của nơi có bản ghi đó và của các cấp trên "
                  "của nó có thể không đọc được hoặc còn thiếu; các nơi khác vẫn hiện ra, chậm "
                  "hơn. Đề nghị người quản trị chạy giaoban check để biết là bản ghi nào."),
                {}};
  }
  auto const now = preparing(snapshot);
  if (!now) return std::nullopt;
  return Note{M("Đang nạp số liệu vào bộ nhớ: bước {step} trên {steps}, đã đọc {rows} dòng. Số "
                "liệu vẫn đủ và đúng, chỉ hiện ra chậm hơn."),
              {{"step", std::to_string(now->step)},
               {"steps", std::to_string(now->steps)},
               {"rows", format_count(now->rows)}}};
}

void keep_followed(store::Store& store) {
  auto const snapshot = store.read();
  if (auto* const spells = memory_of(*snapshot).spells) spells->keep(*snapshot);
}

store::Catalogue catalogue() {
  return {
      .entities = {&indicator_entity},
      .kinds = {&IndicatorDefinition::kind, &IndicatorTarget::kind},
      .verbs = {&define_verb, &end_verb, &target_verb},
      .derived = {},
      .invariants = {},
      .refusals = {&reference_damaged,  &no_such_measure, &reference_ahead,  &reference_foreign,
                   &too_many_points,    &points_too_dear, &not_known,        &no_such_measure_like,
                   &bad_indicator_code, &code_of_another, &unknown_property, &property_elsewhere,
                   &unknown_value,      &no_order,        &empty_range,      &condition_unfinished,
                   &condition_too_long, &base_unnamed,    &bad_decimals,     &base_of_nobody,
                   &counts_nobody,      &beyond_author,   &unseen_indicator, &no_such_indicator,
                   &bad_target,         &no_such_division},
      .queries = {queries::all.begin(), queries::all.end()}};
}

}  // namespace giaoban::figure
