// Conferences as they are known at an entry, and their minutes.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "briefing/checks.h"
#include "briefing/store.h"

namespace giaoban::briefing {

using store::Snapshot;

namespace {

template <class F>
std::vector<F> facts_of(Snapshot& snapshot, ConferenceId conference, EntryNumber known_at) {
  std::vector<F> facts;
  for (auto& fact : snapshot.history_of<F>(conference.value, known_at)) {
    facts.push_back(std::move(fact.value));
  }
  return facts;
}

std::vector<ItemView> agenda_of(Snapshot& snapshot, ConferenceId conference, EntryNumber known_at) {
  std::vector<ItemView> agenda;
  for (auto& item : facts_of<AgendaItem>(snapshot, conference, known_at)) {
    agenda.push_back({.item = std::move(item), .slides = {}});
  }
  std::ranges::sort(agenda, [](ItemView const& a, ItemView const& b) {
    return std::tuple(a.item.position, a.item.item) < std::tuple(b.item.position, b.item.item);
  });
  auto slides = facts_of<Slide>(snapshot, conference, known_at);
  std::ranges::sort(slides, {}, &Slide::number);
  auto const handled = facts_of<ItemHandled>(snapshot, conference, known_at);
  for (ItemView& one : agenda) {
    std::ranges::copy_if(slides, std::back_inserter(one.slides),
                         [&](Slide const& slide) { return slide.item == one.item.item; });
    one.handled = std::ranges::any_of(
        handled, [&](ItemHandled const& event) { return event.item == one.item.item; });
  }
  return agenda;
}

std::vector<ConclusionView> conclusions_of(Snapshot& snapshot, ConferenceId conference,
                                           EntryNumber known_at) {
  std::vector<ConclusionView> conclusions;
  for (auto& one : facts_of<Conclusion>(snapshot, conference, known_at)) {
    conclusions.push_back({.conclusion = std::move(one), .tasks = {}});
  }
  std::ranges::sort(conclusions, {},
                    [](ConclusionView const& one) { return one.conclusion.number; });
  for (auto const& link : facts_of<ConclusionTask>(snapshot, conference, known_at)) {
    for (ConclusionView& one : conclusions) {
      if (one.conclusion.number == link.number) one.tasks.push_back(link.task);
    }
  }
  return conclusions;
}

bool may_see(unit::Reach const& reach, View const& view) {
  return reach.holds(view.conference.host) ||
         std::ranges::any_of(view.places,
                             [&](Place const& place) { return reach.holds(place.unit); }) ||
         std::ranges::any_of(view.attendance,
                             [&](Attendance const& one) { return reach.holds(one.unit); });
}

}  // namespace

std::optional<View> view(Snapshot& snapshot, unit::Reach const& reach, ConferenceId conference,
                         EntryNumber known_at) {
  auto const known = snapshot.history_of<Conference>(conference.value, known_at);
  if (known.empty()) return std::nullopt;
  View view{.id = conference,
            .conference = known.back().value,
            .from = known.front().head.span.from,
            .to = known.back().head.span.to - 1};
  view.closed = !snapshot.history(Closing::kind, conference.value, known_at).empty();
  view.places = facts_of<Place>(snapshot, conference, known_at);
  std::ranges::sort(view.places, {}, [](Place const& place) { return collation_key(place.name); });
  view.attendance = facts_of<Attendance>(snapshot, conference, known_at);
  std::ranges::sort(view.attendance, [](Attendance const& a, Attendance const& b) {
    return std::tuple(a.unit, a.person, a.title) < std::tuple(b.unit, b.person, b.title);
  });
  if (!may_see(reach, view)) return std::nullopt;
  view.agenda = agenda_of(snapshot, conference, known_at);
  view.conclusions = conclusions_of(snapshot, conference, known_at);
  return view;
}

std::vector<Listed> conferences(Snapshot& snapshot, unit::Reach const& reach, Span days,
                                EntryNumber known_at) {
  std::vector<Listed> listed;
  for (ConferenceId const id : within(snapshot, days, known_at)) {
    auto found = view(snapshot, reach, id, known_at);
    if (found) listed.push_back({id, std::move(found->conference), found->from, found->to});
  }
  return listed;
}

std::optional<Minutes> minutes(Snapshot& snapshot, unit::Reach const& reach,
                               ConferenceId conference, store::Moment moment) {
  auto found = view(snapshot, reach, conference, moment.known_at);
  if (!found) return std::nullopt;
  std::vector<Attendance> absent;
  std::int64_t present = 0;
  for (Attendance const& one : found->attendance) {
    present += one.presence == Presence::present ? 1 : 0;
    if (one.presence == Presence::absent) absent.push_back(one);
  }
  auto const summoned = static_cast<std::int64_t>(found->attendance.size());
  // Who took part in the conference reads all of its minutes, tasks of others included.
  auto const all = unit::Reach::everything();
  auto const source = task::SourceKind::conference;
  Minutes minutes{.conference = {},
                  .moment = moment,
                  .present_of_summoned = Share(present, summoned, M("số được triệu tập")),
                  .absent = std::move(absent),
                  .places = places_connected(snapshot, *found),
                  .tasks = task::tasks_from(snapshot, all, source, conference.value, moment),
                  .recommendations =
                      task::recommendations_from(snapshot, all, source, conference.value, moment)};
  minutes.conference = *std::move(found);
  return minutes;
}

std::vector<inbox::Item> waiting(Snapshot& snapshot, inbox::Reader& reader) {
  std::vector<inbox::Item> items;
  if (!reader.may(briefing_write)) return items;
  for (ConferenceId const id : not_closed(snapshot, reader.moment())) {
    auto const found = view(snapshot, unit::Reach::everything(), id, reader.moment().known_at);
    if (!found || found->to >= reader.moment().as_of) continue;
    reader.put(items, {.kind = "briefing.close",
                       .entity = &conference_entity,
                       .record = id.value,
                       .unit = found->conference.host,
                       .right = &briefing_write,
                       .group = M("Hội nghị chờ biên bản và bế mạc"),
                       .what = M("Hoàn thành biên bản và bế mạc hội nghị “{name}”"),
                       .args = {{"name", found->conference.name}},
                       .path = fmt::format("/briefings/{}", id.value),
                       .since = found->to});
  }
  return items;
}

}  // namespace giaoban::briefing
