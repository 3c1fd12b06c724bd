// Counting: every measure of a population in one pass over its records.
#include "figure/figure.h"

#include <algorithm>
#include <map>

#include "figure/indicator.h"
#include "figure/part.h"
#include "figure/population.h"
#include "figure/queries.h"
#include "figure/spells.h"
#include "figure/sums.h"
#include "figure/year.h"

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
  Figure figure{.reference = reference,
                .count = {},
                .share = {},
                .note = loaded.note,
                .running = loaded.running};
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
  struct Whose {
    UnitId unit;
    Scope scope = Scope::all_under;
  };
  Answering(Reading& reading, Whose whose, std::optional<Counted> counted)
      : reading_(reading),
        whose_(whose),
        counted_(std::move(counted)),
        populations_(reading, whose.unit, whose.scope) {}

  Figure figure(Held const& measure) {
    auto const population = measure->population;
    Reference const reference{measure, whose_.unit, reading_.moment(),
                              on_the_day_asked(population) ? Year{} : reading_.said_year(),
                              whose_.scope};
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
  Whose whose_;
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
                                         std::span<UnitId const> units, Scope scope) {
  if (memory.spells == nullptr && worth_reading_at_once(measures)) reading.read_all();
  bool const of_results = std::ranges::any_of(
      measures, [](Held const& one) { return !on_the_day_asked(one->population); });
  auto const heirs = of_results ? reading.heirs() : nullptr;
  std::vector<std::vector<Figure>> of_units;
  for (UnitId const unit : units) {
    std::optional<Counted> counted;
    if (memory.state) {
      counted.emplace(reading.snapshot(), memory,
                      Counted::Asked{.unit = unit,
                                     .moment = reading.moment(),
                                     .heirs = heirs,
                                     .year = reading.year(),
                                     .scope = scope});
    }
    Answering answering(reading, {unit, scope}, std::move(counted));
    std::vector<Figure> own;
    for (Held const& one : measures) own.push_back(answering.figure(one));
    of_units.push_back(std::move(own));
  }
  return of_units;
}

// What is asked of one moment.
struct Question {
  std::span<Held const> measures;
  std::span<UnitId const> units;
  store::Moment moment;
};
YearChosen year_for(store::Snapshot& snapshot, Memory const& memory, Question const& asked,
                    Year year) {
  bool const of_results = std::ranges::any_of(
      asked.measures, [](Held const& one) { return !on_the_day_asked(one->population); });
  if (!of_results) return {.asked = year};
  UnitId const whole = whole_of(snapshot, asked.units, asked.moment);
  YearChosen made = year_chosen(snapshot, memory, {whole, asked.moment}, year);
  // How far a unit is that nobody asked about is not told.
  if (std::ranges::find(asked.units, whole) == asked.units.end()) {
    made.running.reset();
    made.later.reset();
  }
  return made;
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
                                                       store::Moment asked, Year year) {
  auto const& measures = declared_measures();
  Reading reading(snapshot, asked, year_for(snapshot, {}, {measures, units, asked}, year));
  return answers(reading, {}, measures, units, Scope::all_under);
}

std::vector<std::vector<Figure>> figures(store::Snapshot& snapshot, std::span<Held const> measures,
                                         std::span<UnitId const> units, store::Moment moment,
                                         Year year) {
  if (units.empty()) return {};
  Memory const memory = memory_of(snapshot);
  store::Moment const known = bound(snapshot, moment);
  Reading reading(snapshot, known, year_for(snapshot, memory, {measures, units, known}, year));
  return answers(reading, memory, measures, units, Scope::all_under);
}

std::vector<Figure> figures_at_itself(store::Snapshot& snapshot, std::span<Held const> measures,
                                      UnitId unit, store::Moment moment, Year year) {
  Memory const memory = memory_of(snapshot);
  store::Moment const known = bound(snapshot, moment);
  std::span<UnitId const> const units(&unit, 1);
  Reading reading(snapshot, known, year_for(snapshot, memory, {measures, units, known}, year));
  return std::move(answers(reading, memory, measures, units, Scope::itself).front());
}

bool adds_up(Measure const& measure) {
  return measure.population != Population::leaders;
}

Note counted_in_each() {
  return {
      M("Một người giữ chức vụ ở nhiều đơn vị được tính ở từng đơn vị ấy và chỉ một lần ở tổng, "
        "nên các dòng cộng lại có thể lớn hơn tổng."),
      {}};
}

std::vector<std::vector<Figure>> figures(store::Snapshot& snapshot, std::span<UnitId const> units,
                                         store::Moment moment, Year year) {
  return figures(snapshot, declared_measures(), units, moment, year);
}

std::vector<Figure> figures(store::Snapshot& snapshot, UnitId unit, store::Moment moment,
                            Year year) {
  return std::move(figures(snapshot, std::span(&unit, 1), moment, year).front());
}

Result<Figure> figure(store::Snapshot& snapshot, Reference const& reference) {
  TRY_VOID(check_here(snapshot, reference));
  std::span<Held const> const measure(&reference.measure, 1);
  if (reference.scope == Scope::itself) {
    return figures_at_itself(snapshot, measure, reference.unit, reference.moment, reference.year)
        .front();
  }
  auto const found =
      figures(snapshot, measure, std::span(&reference.unit, 1), reference.moment, reference.year);
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
      .invariants = {&parts_add_up},
      .refusals = {&reference_damaged,    &no_such_year,       &no_such_measure, &reference_ahead,
                   &reference_foreign,    &too_many_points,    &points_too_dear, &not_known,
                   &no_such_measure_like, &bad_indicator_code, &code_of_another, &unknown_property,
                   &property_elsewhere,   &unknown_value,      &no_order,        &empty_range,
                   &condition_unfinished, &condition_too_long, &base_unnamed,    &bad_decimals,
                   &base_of_nobody,       &counts_nobody,      &beyond_author,   &unseen_indicator,
                   &no_such_indicator,    &bad_target,         &no_such_division},
      .queries = {queries::all.begin(), queries::all.end()}};
}

}  // namespace giaoban::figure
