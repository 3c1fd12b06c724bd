// What stands on the screens of a conference: the order of the slides, one step on or back, and the
// content, rendered once by the server and the same for everybody who follows. Private to
// src/briefing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "briefing/briefing.h"
#include "web/channels.h"
#include "web/html.h"
#include "web/words.h"

namespace giaoban::briefing {

// An item's title (slide 0) or one of its slides.
struct Screen {
  std::int64_t item = 0;
  std::int64_t slide = 0;
  bool operator==(Screen const&) const = default;
};
// In the order in which they are shown: each item's title, then its slides.
std::vector<Screen> screens_of(View const& conference);

enum class Move { next, previous };
// Where a step leads; nullopt at either end and for a conference without an agenda. Before anything
// was shown, and where what was shown is no longer there, both lead to the first.
std::optional<Screen> moved(View const& conference, Live const& shown, Move move);

// The knowledge with which a slide's figure is counted: all that was recorded before the conference
// began, or by the entry that added the slide, whichever is later. So nobody's page differs from
// another's, nor today's from tomorrow's. Before the beginning: what is known now.
EntryNumber known_at(store::Snapshot& snapshot, View const& conference, Slide const& slide);

// The content of the screen: title, figure with count, base and percent together, a chart of the
// units directly below.
web::Html screen(web::Words const& words, store::Snapshot& snapshot, View const& conference,
                 Live const& shown);

// Under which the streams of a conference are kept, in a language.
std::string topic_of(ConferenceId conference, Language language);

// What is shown now, from the channels where it was rendered already.
web::Telling shown_now(web::Channels* channels, store::Snapshot& snapshot, View const& conference,
                       Language language);
// Renders in both languages and tells all who follow.
void tell_followers(web::Channels& channels, store::Snapshot& snapshot, View const& conference,
                    Live const& shown);

}  // namespace giaoban::briefing
