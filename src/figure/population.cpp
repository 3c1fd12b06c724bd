#include "figure/population.h"

#include <algorithm>
#include <future>
#include <set>

#include "figure/indicator.h"
#include "figure/words.h"
#include "figure/year.h"

namespace giaoban::figure {

using store::Moment;

namespace {

[[noreturn]] void broken(std::int64_t subject) {
  throw store::StrangeValue("a figure counts a stored row that is not as written, of " +
                            std::to_string(subject));
}

// Both by subject: gives each record the row of its own, where it has one.
template <class Row, class Give>
void attach(std::vector<Record>& records, std::vector<Row> const& rows, Give&& give) {
  auto row = rows.begin();
  for (Record& record : records) {
    while (row != rows.end() && row->subject < record.id) ++row;
    if (row == rows.end()) return;
    if (row->subject != record.id) continue;
    if (row->strange) broken(record.id);
    give(record, *row);
  }
}

void give_grade(Record& record, GradeRow const& row) {
  record.grade = row.grade;
  record.not_assessed = row.not_assessed;
}

// What stands under the key, read when it is first asked for.
template <class Key, class Value, class Read>
Value const& remembered(std::map<Key, Value>& kept, Key key, Read const& read) {
  auto found = kept.find(key);
  if (found == kept.end()) found = kept.emplace(key, read()).first;
  return found->second;
}

int full_years(Day since, Day on) {
  int const years = on.year() - since.year();
  return since.plus_years(years) > on ? years - 1 : years;
}

void sort_by_id(std::vector<Record>& records) {
  std::ranges::sort(records, {}, &Record::id);
}

}  // namespace

// --- reading -------------------------------------------------------------------------------------

Reading::Reading(store::Snapshot& snapshot, Moment moment, YearChosen year)
    : snapshot_(snapshot), moment_(moment), year_(std::move(year)) {}

void Reading::read_all() {
  std::shared_ptr<store::Snapshot> const second = snapshot_.beside();
  if (!second) return;  // each is read when it is asked for
  auto others = std::async(std::launch::async, [&] {
    standings_.emplace(moment_.as_of, figure::standings(*second, moment_));
    traits_.emplace(moment_.as_of, figure::traits(*second, moment_));
    return units_at(*second, moment_);
  });
  stays();
  auto const& last_round = round();
  std::optional<OfUnits> at_roster;
  if (last_round) {
    person_grades();
    unit_grades(review::UnitAspect::organisation);
    unit_grades(review::UnitAspect::collective);
    at_roster = units_at(snapshot_, {last_round->roster_on, moment_.known_at});
  }
  exemptions(moment_.as_of);
  suspensions(moment_.as_of);
  temporary_activities(moment_.as_of);
  keep(moment_.as_of, others.get());
  if (at_roster) keep(last_round->roster_on, *std::move(at_roster));
}
Reading::OfUnits Reading::units_at(store::Snapshot& snapshot, store::Moment moment) {
  return {figure::unit_rows(snapshot, moment), figure::units_opened_after(snapshot, moment),
          figure::posts(snapshot, moment)};
}
void Reading::keep(Day on, OfUnits&& read) {
  units_.try_emplace(on, std::move(read.units));
  opened_.try_emplace(on, std::move(read.opened));
  posts_.try_emplace(on, std::move(read.posts));
}
std::unique_ptr<Restated const> Reading::restated(UnitId unit, Scope scope) {
  return std::make_unique<Restated const>(snapshot_, heirs(), Restated::At{unit, moment_, scope});
}
std::shared_ptr<Heirs const> const& Reading::heirs() {
  if (!heirs_) heirs_ = heirs_at(snapshot_, moment_);
  return heirs_;
}
Year Reading::said_year() const {
  if (year_.asked.by == Year::By::last_decided || !year_.year) return year_.asked;
  return {Year::By::said, *year_.year};
}
std::optional<review::Round> const& Reading::round() {
  if (!round_) {
    round_ = year_.year ? review::round_of(snapshot_, *year_.year, moment_) : std::nullopt;
  }
  return *round_;
}
std::vector<Stay> const& Reading::stays() {
  if (!stays_) stays_ = figure::stays(snapshot_, moment_.known_at);
  return *stays_;
}
PersonGrades const& Reading::person_grades() {
  if (!person_grades_) person_grades_ = figure::person_grades(snapshot_, round()->year, moment_);
  return *person_grades_;
}
std::vector<GradeRow> const& Reading::unit_grades(review::UnitAspect aspect) {
  return remembered(unit_grades_, aspect,
                    [&] { return figure::unit_grades(snapshot_, aspect, round()->year, moment_); });
}
std::vector<UnitRow> const& Reading::units(Day on) {
  return remembered(units_, on,
                    [&] { return figure::unit_rows(snapshot_, {on, moment_.known_at}); });
}
std::vector<OpenedUnit> const& Reading::units_opened_after(Day day) {
  return remembered(opened_, day,
                    [&] { return figure::units_opened_after(snapshot_, {day, moment_.known_at}); });
}
std::vector<PostRow> const& Reading::posts(Day on) {
  return remembered(posts_, on, [&] { return figure::posts(snapshot_, {on, moment_.known_at}); });
}
std::vector<StandingRow> const& Reading::standings(Day on) {
  return remembered(standings_, on,
                    [&] { return figure::standings(snapshot_, {on, moment_.known_at}); });
}
std::vector<TraitsRow> const& Reading::traits(Day on) {
  return remembered(traits_, on, [&] { return figure::traits(snapshot_, {on, moment_.known_at}); });
}
std::vector<Marked> const& Reading::exemptions(Day on) {
  return remembered(exemptions_, on,
                    [&] { return figure::exemptions(snapshot_, {on, moment_.known_at}); });
}
std::vector<Marked> const& Reading::suspensions(Day on) {
  return remembered(suspensions_, on,
                    [&] { return figure::suspensions(snapshot_, {on, moment_.known_at}); });
}
std::vector<TrainingRow> const& Reading::trainings(Day on) {
  return remembered(trainings_, on,
                    [&] { return figure::trainings(snapshot_, {on, moment_.known_at}); });
}
std::vector<BirthRow> const& Reading::births(Day on) {
  return remembered(births_, on, [&] { return figure::births(snapshot_, {on, moment_.known_at}); });
}
std::vector<JoiningRow> const& Reading::joinings(Day on) {
  return remembered(joinings_, on,
                    [&] { return figure::joinings(snapshot_, {on, moment_.known_at}); });
}
std::vector<Marked> const& Reading::temporary_activities(Day on) {
  return remembered(temporary_, on, [&] {
    return figure::temporary_activities(snapshot_, {on, moment_.known_at});
  });
}

// --- on the tree of a chosen day -----------------------------------------------------------------

Restated::Restated(store::Snapshot& snapshot, std::shared_ptr<Heirs const> heirs, At at)
    : heirs_(std::move(heirs)) {
  auto const tree = unit::tree(snapshot, at.tree_at);
  for (auto const& [any, answering] : heirs_->all()) {
    bool const here = at.scope == Scope::itself ? answering == at.unit && tree.index_of(at.unit)
                                                : tree.within(answering, at.unit);
    if (here) under_.insert(any);
  }
  // Latest first, so that who gave to a giver is seen too.
  auto const& successions = heirs_->lineage().successions();
  for (auto one = successions.rbegin(); one != successions.rend(); ++one) {
    if (concerns(one->successor)) gave_.insert(one->predecessor);
  }
}

bool Restated::gave_since(Day day) const {
  return std::ranges::any_of(heirs_->gave_since(day), [&](UnitId one) { return concerns(one); });
}

// --- populations ---------------------------------------------------------------------------------

Populations::Populations(Reading& reading, UnitId unit, Scope scope)
    : reading_(reading), unit_(unit), scope_(scope) {}

Populations::Populations(Reading& reading, UnitId unit, Restated const& restated)
    : reading_(reading), unit_(unit), restated_(&restated) {}

bool Populations::asks_heirs(Population population) const {
  return restated_ == nullptr && counted_at_heirs(reading_.year().asked) &&
         !on_the_day_asked(population);
}

Populations& Populations::answered() {
  if (!answered_) {
    restated_on_day_asked_ = reading_.restated(unit_, scope_);
    answered_ = std::make_unique<Populations>(reading_, unit_, *restated_on_day_asked_);
    answered_->scope_ = scope_;
  }
  return *answered_;
}

Loaded const& Populations::of(Population population) {
  if (asks_heirs(population)) return answered().of(population);
  auto const found = loaded_.find(population);
  if (found != loaded_.end()) return found->second;
  return loaded_.emplace(population, load(population)).first->second;
}

Loaded const& Populations::with_files(Population population) {
  if (asks_heirs(population)) return answered().with_files(population);
  auto const found = with_files_.find(population);
  if (found != with_files_.end()) return found->second;
  Loaded loaded = of(population);
  if (loaded.known && of_persons(population)) add_files(loaded.records, loaded.on);
  return with_files_.emplace(population, std::move(loaded)).first->second;
}

Loaded const& Populations::behind(Measure const& measure) {
  return told_by_classes(measure) ? of(measure.population) : with_files(measure.population);
}

Loaded Populations::load(Population population) {
  Day const asked = reading_.moment().as_of;
  auto const& round = reading_.round();
  Loaded loaded{.on = asked, .known = false, .note = {}, .records = {}};
  if (!on_the_day_asked(population)) loaded.running = running_note(reading_.year());
  if (!on_the_day_asked(population)) {
    if (!round) {
      loaded.note = unknown_on(asked);
      if (!loaded.note) loaded.note = nothing_decided(asked, reading_.year());
      return loaded;
    }
    loaded.on = round->roster_on;
  }
  loaded.note = unknown_on(loaded.on);
  if (loaded.note) return loaded;
  loaded.known = true;
  if (!on_the_day_asked(population)) {
    bool const reorganised = restated_ != nullptr && restated_->gave_since(loaded.on);
    loaded.note =
        reorganised ? counted_over(*round, restated_->heirs().tree_on()) : counted_over(*round);
  }
  fill(population, loaded);
  return loaded;
}

void Populations::fill(Population population, Loaded& loaded) {
  using unit::UnitKind;
  auto& records = loaded.records;
  auto const grade_units = [&](review::UnitAspect aspect) {
    attach(records, reading_.unit_grades(aspect), give_grade);
  };
  switch (population) {
    case Population::members:
      records = members_on(loaded.on);
      add_states(records, loaded.on);
      return;
    case Population::units:
      records = units_on(loaded.on);
      return;
    case Population::posts:
      records = posts_on(loaded.on);
      return;
    case Population::roster:
      records = members_on(loaded.on);
      attach(records, reading_.person_grades().members, give_grade);
      return;
    case Population::grassroots:
      records = units_on(loaded.on);
      std::erase_if(
          records, [](Record const& one) { return !unit::grassroots_organisation(one.unit_kind); });
      grade_units(review::UnitAspect::organisation);
      return;
    case Population::cells:
      records = units_on(loaded.on);
      std::erase_if(records,
                    [](Record const& one) { return one.unit_kind != UnitKind::dependent_cell; });
      grade_units(review::UnitAspect::organisation);
      return;
    case Population::collectives:
      records = units_on(loaded.on);
      grade_units(review::UnitAspect::collective);
      std::erase_if(records, [](Record const& one) { return !one.grade && !one.not_assessed; });
      return;
    case Population::leaders:
      records = leaders_on(loaded.on);
      attach(records, reading_.person_grades().leaders, give_grade);
      // Who leads a dependent cell only is a leader where the round graded him as one.
      std::erase_if(records, [](Record const& one) {
        return one.unit_kind == unit::UnitKind::dependent_cell && !one.grade && !one.not_assessed;
      });
      return;
  }
}

Summary summary_of(Loaded const& loaded) {
  Summary made{.known = loaded.known, .note = loaded.note, .alike = {}, .running = loaded.running};
  std::unordered_map<std::uint32_t, std::size_t> places;
  for (Record const& record : loaded.records) {
    auto const [found, fresh] = places.try_emplace(packed(record), made.alike.size());
    if (fresh) made.alike.push_back({record, 0});
    ++made.alike[found->second].count;
  }
  return made;
}

// --- what is known -------------------------------------------------------------------------------

bool on_the_day_asked(Population population) {
  return population == Population::members || population == Population::units ||
         population == Population::posts;
}

Note nothing_decided(Day by, YearChosen const& year) {
  if (year.asked.by == Year::By::said) {
    return {M("Chưa biết: đến ngày {day} chưa có kết quả xếp loại năm {year}."),
            {{"day", by.vietnamese()}, {"year", std::to_string(year.asked.number)}}};
  }
  if (year.runs()) {
    return {M("Chưa biết: đến ngày {day} chưa có năm nào xếp loại xong."),
            {{"day", by.vietnamese()}}};
  }
  return {M("Chưa biết: đến ngày {day} chưa có kết quả xếp loại nào."), {{"day", by.vietnamese()}}};
}
Note opened_later(Day opened) {
  return {M("Chưa biết: sổ của đơn vị mở ngày {day}."), {{"day", opened.vietnamese()}}};
}
Note not_standing(Day on) {
  return {M("Chưa biết: ngày {day} đơn vị chưa thành lập hoặc đã giải thể."),
          {{"day", on.vietnamese()}}};
}
Note counted_over(review::Round const& round) {
  return {M("Xếp loại năm {year}, tính trên danh sách ngày {day}."),
          {{"year", std::to_string(round.year)}, {"day", round.roster_on.vietnamese()}}};
}

Note counted_over(review::Round const& round, Day tree_on) {
  return {M("Xếp loại năm {year}, tính trên danh sách ngày {day}, theo cây tổ chức ngày {tree_on}: "
            "kết quả của đơn vị đã kết thúc tính cho nơi kế thừa."),
          {{"year", std::to_string(round.year)},
           {"day", round.roster_on.vietnamese()},
           {"tree_on", tree_on.vietnamese()}}};
}

// Registers are opened by import, each from a day of its own: a total before the last of them
// would lack what that one held, so it is not known, which is never 0.
std::optional<Note> Populations::unknown_on(Day on) {
  if (auto const found = unknown_.find(on); found != unknown_.end()) return found->second;
  std::map<Day, std::set<UnitId>, std::greater<>> opened;
  for (OpenedUnit const& one : reading_.units_opened_after(on)) {
    opened[one.on].insert(one.unit);
  }
  auto const& stays = reading_.stays();
  for (std::size_t i = 0; i < stays.size(); ++i) {
    // The first stay only: a correction splits the later ones and copies their cause.
    bool const first = i == 0 || stays[i - 1].person != stays[i].person;
    if (first && stays[i].opening && stays[i].days.from > on) {
      opened[stays[i].days.from].insert(stays[i].cell);
    }
  }
  std::optional<Note> note;
  for (auto const& [day, units] : opened) {
    if (std::ranges::any_of(units, [&, on = day](UnitId unit) { return opens(unit, on); })) {
      note = opened_later(day);
      break;
    }
  }
  bool const none = restated_ != nullptr ? restated_->nothing() : subtree(on).empty();
  if (!note && none) note = not_standing(restated_ != nullptr ? restated_->heirs().tree_on() : on);
  if (!note && restated_ != nullptr && !stood(on)) note = not_standing(on);
  return unknown_.emplace(on, note).first->second;
}

// Whether a register opened on the day is of what is counted. Of a unit that does not stand on the
// chosen day no heirs tell: what opens later is seen in the tree of its own day.
bool Populations::opens(UnitId unit, Day day) {
  if (restated_ == nullptr) return subtree(day).contains(unit);
  if (!restated_->nothing()) return restated_->concerns(unit);
  if (day <= restated_->heirs().tree_on()) return false;
  return remembered(standing_, day, [&] { return standing_under(day); }).contains(unit);
}

// Whether any unit that stood on the day counts under the unit of the chosen one.
bool Populations::stood(Day on) {
  return std::ranges::any_of(reading_.units(on),
                             [&](UnitRow const& row) { return restated_->concerns(row.unit); });
}

// --- records -------------------------------------------------------------------------------------

Populations::Subtree const& Populations::subtree(Day on) {
  if (auto const found = subtrees_.find(on); found != subtrees_.end()) return found->second;
  Subtree under;
  if (restated_ != nullptr) {
    for (UnitRow const& row : reading_.units(on)) {
      if (!restated_->under(row.unit)) continue;
      if (row.strange) broken(row.unit.value);
      under.emplace(row.unit, row.unit_kind.value_or(unit::UnitKind::body));
    }
  } else {
    under = standing_under(on);
  }
  return subtrees_.emplace(on, std::move(under)).first->second;
}

Populations::Subtree Populations::standing_under(Day on) {
  Subtree under;
  std::unordered_map<UnitId, std::vector<UnitRow const*>> children;
  auto const& rows = reading_.units(on);
  std::vector<UnitRow const*> open;
  for (UnitRow const& row : rows) {
    if (row.unit == unit_) open.push_back(&row);
    if (row.parent && scope_ == Scope::all_under) children[*row.parent].push_back(&row);
  }
  while (!open.empty()) {
    UnitRow const* const row = open.back();
    open.pop_back();
    if (row->strange) broken(row->unit.value);
    auto const kind = row->unit_kind.value_or(unit::UnitKind::body);
    if (!under.emplace(row->unit, kind).second) continue;
    auto const below = children.find(row->unit);
    if (below != children.end()) {
      open.insert(open.end(), below->second.begin(), below->second.end());
    }
  }
  return under;
}

std::vector<Record> Populations::members_on(Day on) {
  auto const& under = subtree(on);
  std::vector<Record> members;
  members.reserve(reading_.stays().size());
  auto const& stays = reading_.stays();
  for (std::size_t i = 0; i < stays.size(); ++i) {
    Stay const& stay = stays[i];
    if (!stay.cell || !stay.days.contains(on)) continue;
    bool const counts =
        restated_ != nullptr ? restated_->counts(stays, i) : under.contains(stay.cell);
    if (!counts) continue;
    if (stay.strange) broken(stay.person.value);
    members.push_back({.id = stay.person.value, .unit = stay.cell, .person = stay.person});
  }
  return members;
}

// What stands of persons on the day; `give` finds each record its row.
template <class Give>
void Populations::give_states(Day on, Give const& give) {
  give(reading_.standings(on),
       [](Record& one, StandingRow const& row) { one.standing = row.standing; });
  give(reading_.traits(on), [](Record& one, TraitsRow const& row) {
    one.sex = row.sex;
    one.minority = row.minority;
    one.religious = row.religious;
  });
  give(reading_.exemptions(on), [](Record& one, Marked const&) { one.exempt = true; });
  give(reading_.suspensions(on), [](Record& one, Marked const&) { one.suspended = true; });
  give(reading_.temporary_activities(on), [](Record& one, Marked const&) { one.away = true; });
}

void Populations::add_states(std::vector<Record>& members, Day on) {
  give_states(on, [&](auto const& rows, auto const& put) { attach(members, rows, put); });
}

// Of posts there may be several of one person, and they stand in the order of posts.
void Populations::add_files(std::vector<Record>& persons, Day on) {
  auto const give = [&](auto const& rows, auto const& put) {
    for (Record& one : persons) {
      auto const row = std::ranges::lower_bound(rows, one.person.value, {},
                                                [](auto const& each) { return each.subject; });
      if (row == rows.end() || row->subject != one.person.value) continue;
      if (row->strange) broken(row->subject);
      put(one, *row);
    }
  };
  give_states(on, give);
  give(reading_.trainings(on), [](Record& one, TrainingRow const& row) {
    one.schooling = row.schooling;
    one.profession = row.profession;
    one.theory = row.theory;
  });
  give(reading_.births(on),
       [on](Record& one, BirthRow const& row) { one.age = full_years(row.born, on); });
  give(reading_.joinings(on), [on](Record& one, JoiningRow const& row) {
    one.joined_year = row.joined.year();
    one.party_age = full_years(row.decided, on);
  });
}

std::vector<Record> Populations::units_on(Day on) {
  std::vector<Record> units;
  for (auto const& [id, kind] : subtree(on)) {
    units.push_back({.id = id.value, .unit = id, .unit_kind = kind});
  }
  sort_by_id(units);
  return units;
}

std::vector<Record> Populations::posts_on(Day on) {
  auto const& under = subtree(on);
  std::vector<Record> held;
  for (PostRow const& row : reading_.posts(on)) {
    auto const where = under.find(row.unit);
    if (where == under.end()) continue;
    held.push_back({.id = row.post.value,
                    .unit = row.unit,
                    .person = row.person,
                    .unit_kind = where->second,
                    .title = row.title});
  }
  sort_by_id(held);
  return held;
}

// One record a person, under the highest of the titles held; those outside dependent cells first.
std::vector<Record> Populations::leaders_on(Day on) {
  auto leaders = posts_on(on);
  std::ranges::stable_sort(leaders, {}, [](Record const& one) {
    bool const of_cell = one.unit_kind == unit::UnitKind::dependent_cell;
    return std::tuple(one.person, of_cell, one.title);
  });
  auto const repeated = std::ranges::unique(leaders, {}, &Record::person);
  leaders.erase(repeated.begin(), repeated.end());
  for (Record& leader : leaders) leader.id = leader.person.value;
  return leaders;
}

}  // namespace giaoban::figure
