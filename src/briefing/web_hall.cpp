// The screens: of the hall, of each place, and the doors by which they are kept in step.
#include <algorithm>

#include "briefing/checks.h"
#include "briefing/screens.h"
#include "briefing/web_parts.h"
#include "web/form.h"
#include "web/typed.h"

namespace giaoban::briefing {

namespace {

using web::element;
using web::Html;
using web::to;
using web::Url;
using web::Visit;
using web::Words;

constexpr std::string_view change_field = "change";

web::Telling now_of(Visit const& visit, Asked const& asked) {
  return shown_now(visit.site.channels, *asked.snapshot, asked.view, visit.language());
}

// The content, told by events; without scripts the page renews itself.
Html screen_box(web::Telling const& now, Url const& events) {
  Html html = element("div",
                      {{"id", "screen"},
                       {"class", "screen"},
                       {"data-screen", web::Present{true}},
                       {"data-url", events},
                       {"data-change", now.change},
                       {"aria-live", "polite"}},
                      now.content);
  return html.add(Html::literal(
      web::Markup("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>")));
}

Url events_url(View const& view) {
  return to("/briefings/{}/events", view.id.value);
}

// --- who leads -----------------------------------------------------------------------------------

Html step_form(Visit const& visit, View const& view, std::int64_t change, Move move) {
  Words const words{visit.language()};
  bool const next = move == Move::next;
  std::string_view const step = next ? "next" : "previous";
  Html html;
  html.open("form", {{"method", "post"},
                     {"action", to("/briefings/{}/screen", view.id.value)},
                     {"class", "button-form"},
                     {"data-step", step}});
  html.add(web::hidden_fields(visit));
  html.add(element("input", {{"type", "hidden"}, {"name", "step"}, {"value", step}}));
  html.add(element("input", {{"type", "hidden"}, {"name", change_field}, {"value", change}}));
  html.add(element("button", {{"class", next ? "button primary" : "button"}},
                   words(next ? M("Tiếp") : M("Lùi"))));
  return html.close("form");
}

Html followers_list(Visit const& visit, Asked const& asked) {
  Words const words{visit.language()};
  auto const following = following_now(visit, asked.view);
  auto const& places = asked.view.places;
  std::vector<Html> lines;
  for (Place const& place : places) {
    bool const follows = std::ranges::find(following, place.unit) != following.end();
    lines.push_back(web::join(place.name, " ",
                              follows ? web::badge(words(M("đang theo dõi")), web::Tone::good)
                                      : web::badge(words(M("không theo dõi")), web::Tone::bad)));
  }
  Share const share(std::ssize(following), std::ssize(places), M("số điểm cầu"));
  return web::join(element("p", words(M("Đang theo dõi:")), " ", web::share(words, share)),
                   web::bullets(lines));
}

Html leading_of(Visit const& visit, Asked const& asked, std::int64_t change) {
  if (asked.view.closed || !may_write(visit, asked)) return {};
  Words const words{visit.language()};
  Html html = step_form(visit, asked.view, change, Move::previous);
  html.add(step_form(visit, asked.view, change, Move::next));
  if (asked.view.places.empty()) return html;
  Html const list = element("div",
                            {{"id", "followers"},
                             {"hx-get", to("/briefings/{}/followers", asked.view.id.value)},
                             {"hx-trigger", "every 5s"},
                             {"hx-target", "this"}},
                            followers_list(visit, asked));
  return html.add(element("details", {{"class", "followers"}},
                          element("summary", words(M("Điểm cầu theo dõi"))), list));
}

// --- stepping ------------------------------------------------------------------------------------

// Where the form leads; nullopt where it leads nowhere: at an end, or when what the sender saw is
// no longer what is shown, as after a double click.
Result<std::optional<Screen>> wanted(Visit const& visit, View const& view, Live const& now) {
  auto const& form = visit.request.form;
  std::string const seen = form.text(change_field);
  if (!seen.empty() && seen != std::to_string(now.change)) return std::nullopt;
  TRY_INTO(auto const step, web::typed(form, web::asks_word("step", {"next", "previous"})));
  if (step == "next") return moved(view, now, Move::next);
  if (step == "previous") return moved(view, now, Move::previous);
  return Screen{id_in(form.text("item")), id_in(form.text("slide"))};
}

bool wants_text(web::Request const& request) {
  return request.headers.text("accept").starts_with("text/plain");
}

}  // namespace

Result<web::Response> show_hall(Visit& visit) {
  TRY_INTO(Asked const asked, conference_asked(visit));
  auto const now = now_of(visit, asked);
  return web::hall_page(
      visit, {.title = asked.view.conference.name, .actions = leading_of(visit, asked, now.change)},
      screen_box(now, events_url(asked.view)));
}

namespace {

// The place that the address names, where the caller may follow: there, or at the host.
Result<Place> place_asked(Visit const& visit, Asked const& asked, std::string const& text) {
  UnitId const unit{id_in(text)};
  auto const place = std::ranges::find(asked.view.places, unit, &Place::unit);
  auto const refusal =
      refuse(no_such_place, {{"unit", text}, {"name", asked.view.conference.name}});
  if (place == asked.view.places.end()) return refusal;
  store::Moment const then{asked.view.from, asked.moment.known_at};
  auto const reach = unit::reach_of(*asked.snapshot, visit.caller.actor, briefing_read, then);
  if (!reach.holds(unit) && !reach.holds(asked.view.conference.host)) return refusal;
  return *place;
}

}  // namespace

Result<web::Response> show_follow(Visit& visit) {
  TRY_INTO(Asked const asked, conference_asked(visit));
  TRY_INTO(Place const place, place_asked(visit, asked, visit.place("place")));
  return web::hall_page(
      visit, {.title = asked.view.conference.name, .lead = place.name},
      screen_box(now_of(visit, asked), events_url(asked.view).with("place", place.unit.value)));
}

Result<web::Response> show_screen(Visit& visit) {
  TRY_INTO(Asked const asked, conference_asked(visit));
  auto const now = now_of(visit, asked);
  if (visit.request.query.text(change_field) == std::to_string(now.change)) {
    return web::Response::plain(204, {});
  }
  return web::Response::plain(200, now.text());
}

Result<web::Response> change_screen(Visit& visit) {
  TRY_INTO(Asked const asked, conference_asked(visit));
  Live const now = live(*asked.snapshot, asked.view.id);
  TRY_INTO(auto const screen, wanted(visit, asked.view, now));
  if (screen) {
    TRY_INTO(Live const shown, show(visit.store, visit.caller.actor, asked.view.id,
                                    {.item = screen->item, .slide = screen->slide}));
    if (visit.site.channels != nullptr) {
      tell_followers(*visit.site.channels, *asked.snapshot, asked.view, shown);
    }
  }
  if (wants_text(visit.request)) {
    TRY_INTO(Asked const after, conference_asked(visit));
    return web::Response::plain(200, now_of(visit, after).text());
  }
  return web::Response::redirect(to("/briefings/{}/hall", asked.view.id.value).text());
}

Result<web::Response> show_followers(Visit& visit) {
  TRY_INTO(Asked const asked, conference_asked(visit));
  Html const list = followers_list(visit, asked);
  if (web::asks_for(visit.request)) return web::fragment(list);
  Words const words{visit.language()};
  return web::page(visit,
                   {.title = words(M("Điểm cầu theo dõi")),
                    .active = menu_path,
                    .crumbs = crumbs_of(words, asked.view)},
                   list);
}

Result<web::Response> open_events(Visit& visit) {
  if (visit.site.channels == nullptr) {
    return refuse(web::no_such_page, {{"path", visit.request.path}});
  }
  TRY_INTO(Asked const asked, conference_asked(visit));
  std::string who = visit.request.query.text("place");
  if (!who.empty()) {
    TRY_INTO(Place const place, place_asked(visit, asked, who));
    who = std::to_string(place.unit.value);
  }
  // What is shown now is told to the channel at least now, and by it to who comes.
  now_of(visit, asked);
  web::Response response;
  response.content_type = "text/event-stream; charset=utf-8";
  response.events = [channels = visit.site.channels, who,
                     topic = topic_of(asked.view.id, visit.language())](
                        std::shared_ptr<web::EventStream> stream) {
    channels->subscribe(topic, who, std::move(stream));
  };
  return response;
}

}  // namespace giaoban::briefing
