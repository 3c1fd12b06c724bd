// What is on the screens now. It changes many times an hour and proves nothing, so it stands
// outside the journal; the change number lets a follower see whether it missed a step.
#include <algorithm>

#include "briefing/checks.h"
#include "briefing/store.h"

namespace giaoban::briefing {

Live live(store::Snapshot& snapshot, ConferenceId conference) {
  return read_live(snapshot, conference);
}

namespace {

Result<void> check_shown(store::Snapshot& snapshot, store::Actor const& actor,
                         ConferenceId conference, Live const& wanted) {
  store::Moment const now{Day::forever() - 1};
  auto const found = view(snapshot, unit::Reach::everything(), conference, now.known_at);
  auto const unknown =
      refuse(no_such_conference, {{"conference", std::to_string(conference.value)}});
  if (!found) return unknown;
  // Who will be above the host is not yet.
  auto const chain = unit::chain(snapshot, found->conference.host.value,
                                 {std::min(found->from, snapshot.today())});
  bool const reached = std::ranges::any_of(actor.grants, [&](store::Grant const& grant) {
    return *grant.right == briefing_write &&
           (!grant.under || std::ranges::find(chain, *grant.under) != chain.end());
  });
  if (!reached) {
    auto const reach = unit::reach_of(snapshot, actor, briefing_read, {found->from});
    if (!view(snapshot, reach, conference, now.known_at)) return unknown;
    return refuse(store::not_allowed, {{"actor", actor.name}, {"right", briefing_write.label}});
  }
  if (found->closed) return refuse(conference_closed, {{"name", found->conference.name}});
  auto const* const item = find_item(*found, wanted.item);
  if (item == nullptr) return refuse(no_such_item, {{"item", std::to_string(wanted.item)}});
  bool const slide_known =
      wanted.slide == 0 || std::ranges::any_of(item->slides, [&](Slide const& slide) {
        return slide.number == wanted.slide;
      });
  if (slide_known) return {};
  return refuse(no_such_slide,
                {{"item", std::to_string(wanted.item)}, {"slide", std::to_string(wanted.slide)}});
}

}  // namespace

Result<Live> show(store::Store& store, store::Actor const& actor, ConferenceId conference,
                  Live const& wanted) {
  {
    auto const snapshot = store.read();
    TRY_VOID(check_shown(*snapshot, actor, conference, wanted));
  }
  Live shown = wanted;
  shown.shown_by = actor.name;
  shown.shown_at = store.clock().now();
  store.write_own([&](store::OwnRows& rows) { shown = write_live(rows, conference, shown); });
  return shown;
}

}  // namespace giaoban::briefing
