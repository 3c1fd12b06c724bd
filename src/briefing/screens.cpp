#include "briefing/screens.h"

#include <fmt/format.h>

#include <algorithm>

#include "briefing/checks.h"
#include "web/chart.h"
#include "web/components.h"

namespace giaoban::briefing {

using store::Snapshot;
using web::element;
using web::Html;
using web::Words;

// --- order ---------------------------------------------------------------------------------------

std::vector<Screen> screens_of(View const& conference) {
  std::vector<Screen> all;
  for (ItemView const& one : conference.agenda) {
    all.push_back({one.item.item, 0});
    for (Slide const& slide : one.slides) all.push_back({one.item.item, slide.number});
  }
  return all;
}

std::optional<Screen> moved(View const& conference, Live const& shown, Move move) {
  auto const all = screens_of(conference);
  auto const at = std::ranges::find(all, Screen{shown.item, shown.slide});
  if (at == all.end()) return all.empty() ? std::nullopt : std::optional(all.front());
  if (move == Move::previous) return at == all.begin() ? std::nullopt : std::optional(*(at - 1));
  return at + 1 == all.end() ? std::nullopt : std::optional(*(at + 1));
}

// --- knowledge -----------------------------------------------------------------------------------

namespace {

constexpr std::int64_t microseconds_a_minute = 60'000'000;
constexpr std::int64_t minutes_a_day = 24 * 60;
constexpr std::int64_t zone_minutes = 7 * 60;  // Vietnam's time is ahead

Instant beginning_of(View const& conference) {
  auto const minutes = std::int64_t{conference.from.number()} * minutes_a_day +
                       conference.conference.begins - zone_minutes;
  return {minutes * microseconds_a_minute};
}

// The last entry recorded before the instant: entries stand in the order of time.
EntryNumber last_before(Snapshot& snapshot, Instant instant) {
  EntryNumber low = 0;
  EntryNumber high = snapshot.head();
  while (low < high) {
    EntryNumber const middle = low + (high - low + 1) / 2;
    auto const entry = store::entry(snapshot, middle);
    if (entry && entry->at < instant) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

EntryNumber recorded_in(Snapshot& snapshot, View const& conference, Slide const& slide) {
  for (auto const& fact : snapshot.history_of<Slide>(conference.id.value)) {
    if (fact.value.item == slide.item && fact.value.number == slide.number) {
      return fact.head.recorded_in;
    }
  }
  return 0;
}

}  // namespace

EntryNumber known_at(Snapshot& snapshot, View const& conference, Slide const& slide) {
  return std::max(last_before(snapshot, beginning_of(conference)),
                  recorded_in(snapshot, conference, slide));
}

// --- content -------------------------------------------------------------------------------------

namespace {

constexpr std::size_t units_in_chart_max = 16;  // more are not read from the last row

std::vector<unit::Node> units_below(Snapshot& snapshot, UnitId unit, store::Moment moment) {
  auto const tree = unit::tree(snapshot, moment);
  std::vector<unit::Node> below;
  auto const top = tree.index_of(unit);
  if (!top) return below;
  for (unit::Node const& node : tree.subtree(unit)) {
    bool const direct = node.parent == static_cast<std::int32_t>(*top);
    if (direct && node.unit_kind != unit::UnitKind::body) below.push_back(node);
  }
  return below;
}

// What of its base a measure counts, in few words; an own measure has its name.
std::string part_of(Words const& words, figure::Measure const& measure) {
  return measure.own ? measure.name(words.language) : words(measure.what);
}

// Shares side by side as parts of their bases, plain counts as bars.
Html chart_of(Words const& words, Snapshot& snapshot, figure::Figure const& whole) {
  auto const moment = whole.reference.moment;
  auto const below = units_below(snapshot, whole.reference.unit, moment);
  if (below.empty() || below.size() > units_in_chart_max) return {};
  std::vector<UnitId> units;
  for (unit::Node const& node : below) units.push_back(node.id);
  auto const all = figure::figures(snapshot, std::span(&whole.reference.measure, 1), units, moment,
                                   whole.reference.year);
  web::Stacked shares{.title = words(M("Theo đơn vị trực thuộc")),
                      .series = {part_of(words, whole.measure()), words(M("còn lại"))},
                      .rows = {}};
  std::vector<web::Bar> bars;
  auto const draw = [&](figure::Figure const& one, std::string const& label) {
    if (!one.count) return;
    if (one.share) {
      shares.rows.push_back(
          {label, {one.share->numerator(), one.share->denominator() - one.share->numerator()}});
    }
    bars.push_back({.label = label, .count = *one.count});
  };
  for (std::size_t i = 0; i < below.size(); ++i) draw(all[i].front(), below[i].name);
  if (bars.empty()) return {};
  // With it the bars add up to the whole.
  auto const itself = figure::figures_at_itself(snapshot, std::span(&whole.reference.measure, 1),
                                                whole.reference.unit, moment, whole.reference.year)
                          .front();
  bool const tells = itself.count.value_or(0) > 0 || (itself.share && itself.share->denominator());
  if (tells) draw(itself, words(M("Tính tại chính đơn vị")));
  Html chart =
      whole.share ? web::stacked_chart(words, shares) : web::bar_chart(words, shares.title, bars);
  if (figure::adds_up(whole.measure())) return chart;
  auto const note = figure::counted_in_each();
  return web::join(chart, element("p", {{"class", "screen-note"}}, words(note.text, note.args)));
}

Html figure_of(Words const& words, Snapshot& snapshot, View const& conference, Slide const& slide) {
  store::Moment const moment{slide.as_of, known_at(snapshot, conference, slide)};
  auto const measure = figure::measure_named(snapshot, slide.measure, moment);
  if (!measure) return element("p", {{"class", "note"}}, measure.error().text(words.language));
  figure::Year const year =
      slide.graded_year ? figure::Year{figure::Year::By::said, static_cast<int>(*slide.graded_year)}
                        : figure::Year{};
  auto const found = figure::figure(snapshot, {*measure, slide.unit, moment, year});
  if (!found) return element("p", {{"class", "note"}}, found.error().text(words.language));
  Html number;
  if (!found->count) {
    number = words(M("chưa biết"));
  } else if (found->share) {
    number = web::share(words, *found->share);
  } else {
    number = element("b", words.count(*found->count));
  }
  Html html = element("p", {{"class", "screen-name"}}, (*measure)->name(words.language));
  html.add(element("p", {{"class", "screen-figure"}}, number));
  html.add(element("p", {{"class", "screen-note"}},
                   words(M("{unit}, tính đến hết ngày {day}"),
                         {{"unit", name_on(snapshot, slide.unit, slide.as_of)},
                          {"day", words.day(slide.as_of)}})));
  for (auto const& note : {found->note, found->running}) {
    if (note) html.add(element("p", {{"class", "screen-note"}}, words(note->text, note->args)));
  }
  if (found->count) html.add(chart_of(words, snapshot, *found));
  return html;
}

Html before_the_first(Words const& words, Snapshot& snapshot, View const& conference) {
  Html html = element("h2", {{"class", "screen-title"}}, conference.conference.name);
  html.add(element("p", {{"class", "screen-note"}},
                   words(M("{host}, {time} ngày {day}"),
                         {{"host", name_on(snapshot, conference.conference.host, conference.from)},
                          {"time", time_text(conference.conference.begins)},
                          {"day", words.day(conference.from)}})));
  return html;
}

}  // namespace

Html screen(Words const& words, Snapshot& snapshot, View const& conference, Live const& shown) {
  auto const* const item = find_item(conference, shown.item);
  if (item == nullptr) return before_the_first(words, snapshot, conference);
  Html html = element("h2", {{"class", "screen-title"}}, item->item.title);
  auto const slide = std::ranges::find(item->slides, shown.slide, &Slide::number);
  if (slide == item->slides.end()) {
    if (item->item.presenter) {
      html.add(
          element("p", {{"class", "screen-note"}},
                  words(M("Trình bày: {unit}"),
                        {{"unit", name_on(snapshot, *item->item.presenter, conference.from)}})));
    }
    return html;
  }
  if (!slide->caption.empty()) {
    html.add(element("p", {{"class", "screen-caption"}}, slide->caption));
  }
  return html.add(figure_of(words, snapshot, conference, *slide));
}

// --- telling -------------------------------------------------------------------------------------

std::string topic_of(ConferenceId conference, Language language) {
  return fmt::format("briefing/{}/{}", conference.value,
                     language == Language::english ? "en" : "vi");
}

web::Telling shown_now(web::Channels* channels, Snapshot& snapshot, View const& conference,
                       Language language) {
  Live const now = live(snapshot, conference.id);
  std::string const topic = topic_of(conference.id, language);
  if (channels != nullptr) {
    auto const told = channels->latest(topic);
    if (told && told->change == now.change) return *told;
  }
  web::Telling made{"screen", now.change, screen(Words{language}, snapshot, conference, now)};
  // After a restart nothing was told yet; before the first slide the content may still change.
  if (channels != nullptr && now.change > 0) channels->publish(topic, made);
  return made;
}

void tell_followers(web::Channels& channels, Snapshot& snapshot, View const& conference,
                    Live const& shown) {
  for (Language const language : {Language::vietnamese, Language::english}) {
    channels.publish(
        topic_of(conference.id, language),
        {"screen", shown.change, screen(Words{language}, snapshot, conference, shown)});
  }
}

}  // namespace giaoban::briefing
