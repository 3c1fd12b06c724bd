#include "figure/year.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "figure/spells.h"

namespace giaoban::figure {

// --- the rule ------------------------------------------------------------------------------------

bool enough(Course course, Done const& of) {
  switch (course) {
    case Course::closed:
      return true;
    case Course::round_open:
      return of.all();
    case Course::nothing_said:
      break;
  }
  return of.recorded * 100 >= of.counted * enough_percent;
}

bool done(YearFacts const& year) {
  return enough(year.course, year.told) && enough(year.course, year.rest);
}

namespace {

bool greater_share(Done const& one, Done const& than) {
  if (than.recorded > 0 && enough(Course::nothing_said, than)) return false;
  return one.recorded * std::max<std::int64_t>(than.counted, 1) >
         than.recorded * std::max<std::int64_t>(one.counted, 1);
}

}  // namespace

std::optional<int> year_to_show(std::span<YearSeen const> years) {
  auto const last = std::ranges::find_if(years, &YearSeen::done);
  if (last != years.end()) return last->year;
  YearSeen const* most = nullptr;
  for (YearSeen const& one : years) {
    bool const more = most == nullptr || greater_share(one.told, most->told);
    if (one.course == Course::nothing_said && more) most = &one;
  }
  return most == nullptr ? std::nullopt : std::optional(most->year);
}

// --- asking it of facts --------------------------------------------------------------------------

namespace {

Done done_of(Summary const& summary) {
  Done made;
  for (Alike const& one : summary.alike) {
    made.counted += one.count;
    if (one.record.grade || one.record.not_assessed) made.recorded += one.count;
  }
  return made;
}

review::YearDecided::Of other(review::YearDecided::Of of) {
  using Of = review::YearDecided::Of;
  return of == Of::units ? Of::persons : Of::units;
}

bool among(std::vector<UnitId> const& units, UnitId unit) {
  return std::ranges::find(units, unit) != units.end();
}

}  // namespace

Years::Years(store::Snapshot& snapshot, Asked asked, CountYear count)
    : snapshot_(snapshot),
      asked_(std::move(asked)),
      count_(std::move(count)),
      decided_(review::years_decided(snapshot, asked_.moment)) {
  if (asked_.counted == 0) asked_.counted = asked_.chain.size();
  if (decided_.empty()) return;
  for (OpenedRound const& one : rounds_opened(snapshot, asked_.moment)) {
    opened_[one.year].push_back(one.unit);
  }
  for (review::ClosingSaid const& one : review::closings(snapshot, asked_.moment)) {
    closed_[one.year].push_back(one.unit);
  }
}

// Of those who said something of the year: who says it of the unit, or of a unit whose heir is.
std::vector<UnitId> Years::covering(std::vector<UnitId> const& said) {
  std::vector<UnitId> over;
  store::Moment const tree_at{asked_.tree_on, asked_.moment.known_at};
  for (UnitId const one : said) {
    bool const above = among(asked_.chain, one);
    auto const heir = above ? std::nullopt : heirs_at(snapshot_, tree_at)->of(one);
    if (above || (heir && among(asked_.chain, *heir))) over.push_back(one);
  }
  return over;
}

Course Years::course_of(int year) {
  auto const opened = covering(opened_[year]);
  auto const closed = covering(closed_[year]);
  // Who stands above closes for those below; a predecessor closes its own and not what others gave.
  if (std::ranges::any_of(closed, [&](UnitId one) { return among(asked_.chain, one); })) {
    return Course::closed;
  }
  bool const open = std::ranges::any_of(opened, [&](UnitId one) { return !among(closed, one); });
  return open ? Course::round_open : Course::nothing_said;
}

bool Years::members_graded() {
  if (!members_graded_) members_graded_ = review::members_graded(snapshot_, asked_.moment);
  return *members_graded_;
}

YearFacts Years::facts(UnitId unit, review::YearDecided year, Course course) {
  using Of = review::YearDecided::Of;
  auto const counted = [&](Of of) {
    if (of == Of::persons) return done_of(count_(unit, year.year, Population::roster));
    Done const grassroots = done_of(count_(unit, year.year, Population::grassroots));
    Done const cells = done_of(count_(unit, year.year, Population::cells));
    return Done{grassroots.recorded + cells.recorded, grassroots.counted + cells.counted};
  };
  YearFacts made{.course = course, .told = counted(year.of), .rest = {}};
  // Members are many: asked where it hangs on them. An open round is of them whoever was graded.
  bool const alone = course == Course::nothing_said && year.of == Of::units && !members_graded();
  bool const hangs = course != Course::closed && enough(course, made.told);
  if (hangs && !alone) made.rest = counted(other(year.of));
  return made;
}

// What is done for all above is done for the unit, whose one result may be among those left blank.
// Of who has nothing to grade those above tell.
std::pair<YearSeen, YearProgress> Years::seen(review::YearDecided year) {
  Course const course = course_of(year.year);
  YearSeen made{.year = year.year, .done = false, .course = course};
  YearProgress progress{.year = year.year, .of = year.of};
  bool counted = false;
  for (UnitId const unit : std::span(asked_.chain).first(asked_.counted)) {
    YearFacts const here = facts(unit, year, course);
    if (unit == asked_.chain.front()) {
      made.told = here.told;
      bool const rest_lacks = enough(course, here.told) && !done(here);
      Done const& lacking = rest_lacks ? here.rest : here.told;
      if (rest_lacks) progress.of = other(year.of);
      progress.recorded = lacking.recorded;
      progress.counted = lacking.counted;
    }
    if (here.told.counted == 0 && course != Course::closed) continue;
    counted = true;
    made.done = done(here);
    if (made.done || course == Course::round_open) break;
  }
  if (!counted) made.done = true;
  return {made, progress};
}

YearsShown Years::shown() {
  YearsShown made;
  std::vector<YearSeen> years;
  for (review::YearDecided const year : decided_) made.decided.push_back(year.year);
  for (review::YearDecided const year : decided_) {
    auto const [one, progress] = seen(year);
    years.push_back(one);
    if (one.done) break;
    made.running.push_back(progress);
  }
  made.shown = year_to_show(years);
  return made;
}

std::vector<UnitId> chain_of(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  auto const tree = unit::tree(snapshot, moment);
  std::vector<UnitId> chain;
  auto const found = tree.index_of(unit);
  for (auto at = found ? static_cast<std::int32_t>(*found) : -1; at >= 0;) {
    auto const& node = tree.at(static_cast<std::size_t>(at));
    chain.push_back(node.id);
    at = node.parent;
  }
  if (chain.empty()) chain.push_back(unit);
  return chain;
}

UnitId whole_of(store::Snapshot& snapshot, std::span<UnitId const> units, store::Moment moment) {
  ensure(!units.empty(), "figures are of some unit");
  auto const tree = unit::tree(snapshot, moment);
  UnitId whole = units.front();
  for (UnitId const unit : units) {
    while (!tree.within(unit, whole)) {
      auto const* const node = tree.node(whole);
      if (node == nullptr || node->parent < 0) break;
      whole = tree.at(static_cast<std::size_t>(node->parent)).id;
    }
  }
  return whole;
}

YearChosen chosen(Year asked, YearsShown const& shown) {
  YearChosen made{.asked = asked};
  made.year = asked.by == Year::By::said ? asked.number : shown.shown;
  auto const own = made.year ? std::ranges::find(shown.running, *made.year, &YearProgress::year)
                             : shown.running.end();
  if (own != shown.running.end()) made.running = *own;
  if (!shown.running.empty() && shown.running.front().year > made.year.value_or(0)) {
    made.later = shown.running.front();
  }
  return made;
}

namespace {

Msg going_on(YearProgress const& one) {
  return one.of == review::YearDecided::Of::units
             ? M("Đang xếp loại năm {year}: {recorded}/{counted} tổ chức đã có kết quả.")
             : M("Đang xếp loại năm {year}: {recorded}/{counted} đảng viên đã có kết quả.");
}

Msg going_on(YearProgress const& one, YearProgress const& earlier) {
  using enum review::YearDecided::Of;
  if (one.of == units && earlier.of == units) {
    return M(
        "Đang xếp loại năm {year}: {recorded}/{counted} tổ chức đã có kết quả; năm {earlier}: "
        "{earlier_recorded}/{earlier_counted} tổ chức.");
  }
  if (one.of == units) {
    return M(
        "Đang xếp loại năm {year}: {recorded}/{counted} tổ chức đã có kết quả; năm {earlier}: "
        "{earlier_recorded}/{earlier_counted} đảng viên.");
  }
  if (earlier.of == units) {
    return M(
        "Đang xếp loại năm {year}: {recorded}/{counted} đảng viên đã có kết quả; năm {earlier}: "
        "{earlier_recorded}/{earlier_counted} tổ chức.");
  }
  return M(
      "Đang xếp loại năm {year}: {recorded}/{counted} đảng viên đã có kết quả; năm {earlier}: "
      "{earlier_recorded}/{earlier_counted} đảng viên.");
}

}  // namespace

std::optional<Note> running_note(YearChosen const& chosen) {
  std::vector<YearProgress const*> told;
  for (auto const* const one : {&chosen.later, &chosen.running}) {
    if (*one && (*one)->counted > 0) told.push_back(&**one);
  }
  if (told.empty()) return std::nullopt;
  YearProgress const& one = *told.front();
  Note made{told.size() == 1 ? going_on(one) : going_on(one, *told.back()),
            {{"year", std::to_string(one.year)},
             {"recorded", format_count(one.recorded)},
             {"counted", format_count(one.counted)}}};
  if (told.size() == 1) return made;
  YearProgress const& earlier = *told.back();
  made.args.push_back({"earlier", std::to_string(earlier.year)});
  made.args.push_back({"earlier_recorded", format_count(earlier.recorded)});
  made.args.push_back({"earlier_counted", format_count(earlier.counted)});
  return made;
}

// --- what pages ask ------------------------------------------------------------------------------

Result<Year> year_in(std::string_view typed) {
  std::string const text = normalise(typed);
  if (text.empty()) return Year{};
  constexpr int first = 1930;
  constexpr int last = 2200;
  int number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || number < first || number > last)
    return refuse(no_such_year, {{"value", text}}, "year");
  return Year{Year::By::said, number};
}

std::vector<YearOffered> years_offered(store::Snapshot& snapshot, UnitId unit, store::Moment moment,
                                       Language language) {
  auto const years = years_shown(snapshot, unit, moment);
  std::vector<YearOffered> offered;
  if (years.decided.empty()) return offered;
  offered.push_back({"", years.shown ? say(language, M("năm xếp loại gần nhất: {year}"),
                                           {{"year", std::to_string(*years.shown)}})
                                     : say(language, M("chưa có năm nào xếp loại xong"))});
  for (int const year : years.decided) {
    auto const running = std::ranges::find(years.running, year, &YearProgress::year);
    Args const args{{"year", std::to_string(year)}};
    offered.push_back(
        {std::to_string(year), running == years.running.end()
                                   ? say(language, M("năm {year}"), args)
                                   : say(language, M("năm {year}, đang xếp loại"), args)});
  }
  return offered;
}

YearsShown years_shown(store::Snapshot& snapshot, UnitId unit, store::Moment moment) {
  return years_shown(snapshot, memory_of(snapshot), {unit, bound(snapshot, moment)});
}

YearsShown years_shown(store::Snapshot& snapshot, Memory const& memory, UnitAt const& asked) {
  std::map<int, std::unique_ptr<Reading>> readings;
  auto const count = [&](UnitId unit, int year, Population population) {
    YearChosen const said{.asked = {Year::By::said, year}, .year = year};
    if (memory.state) {
      return Counted(snapshot, memory, {.unit = unit, .moment = asked.moment, .year = said})
          .of(population);
    }
    auto& reading = readings[year];
    if (!reading) reading = std::make_unique<Reading>(snapshot, asked.moment, said);
    return summary_of(Populations(*reading, unit).of(population));
  };
  return Years(snapshot,
               {.moment = asked.moment,
                .tree_on = asked.moment.as_of,
                .chain = chain_of(snapshot, asked.unit, asked.moment)},
               count)
      .shown();
}

YearChosen year_of_reference(store::Snapshot& snapshot, Reference const& reference) {
  if (on_the_day_asked(reference.measure->population)) return {.asked = reference.year};
  return year_chosen(snapshot, memory_of(snapshot),
                     {reference.unit, bound(snapshot, reference.moment)}, reference.year);
}

YearChosen year_chosen(store::Snapshot& snapshot, Memory const& memory, UnitAt const& asked,
                       Year year) {
  if (year.by != Year::By::last_decided) return chosen(year, years_shown(snapshot, memory, asked));
  auto const decided = review::years_decided(snapshot, asked.moment);
  YearChosen made{.asked = year};
  if (!decided.empty()) made.year = decided.front().year;
  return made;
}

}  // namespace giaoban::figure
