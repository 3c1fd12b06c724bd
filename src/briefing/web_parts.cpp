#include "briefing/web_parts.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "briefing/checks.h"
#include "briefing/screens.h"

namespace giaoban::briefing {

using web::element;
using web::Html;
using web::to;
using web::Visit;
using web::Words;

std::int64_t id_in(std::string_view text) {
  std::int64_t id = 0;
  auto const* const end = text.data() + text.size();
  auto const [stopped, error] = std::from_chars(text.data(), end, id);
  return error == std::errc{} && stopped == end && id > 0 ? id : 0;
}

Result<Asked> conference_asked(Visit const& visit) {
  TRY_INTO(store::Moment const moment, visit.moment());
  auto snapshot = visit.store.read();
  ConferenceId const id{id_in(visit.place("conference"))};
  // Where a unit stood on the day of the conference opens it, and where it stands now.
  auto reach = unit::reach_of(*snapshot, visit.caller.actor, briefing_read, moment);
  auto found = view(*snapshot, reach, id, moment.known_at);
  if (!found) {
    auto const known = view(*snapshot, unit::Reach::everything(), id, moment.known_at);
    if (known) {
      store::Moment const then{known->from, moment.known_at};
      reach = unit::reach_of(*snapshot, visit.caller.actor, briefing_read, then);
      found = view(*snapshot, reach, id, moment.known_at);
    }
  }
  if (!found) return refuse(no_such_conference, {{"conference", visit.place("conference")}});
  return Asked{std::move(snapshot), moment, *std::move(found)};
}

bool may_over_host(Visit const& visit, Asked const& asked, store::Right const& right) {
  if (!visit.caller.actor.may(right)) return false;
  store::Moment const then{asked.view.from, asked.moment.known_at};
  return unit::reach_of(*asked.snapshot, visit.caller.actor, right, then)
      .holds(asked.view.conference.host);
}

bool may_write(Visit const& visit, Asked const& asked) {
  return may_over_host(visit, asked, briefing_write);
}

std::string when_of(Words const& words, Conference const& own, Day from, Day to) {
  Args const args{{"begins", time_text(own.begins)},
                  {"from", words.day(from)},
                  {"ends", time_text(own.ends)},
                  {"to", words.day(to)}};
  if (from == to) return words(M("{begins}–{ends}, {from}"), args);
  return words(M("{begins}, {from} – {ends}, {to}"), args);
}

web::Url address_of(View const& view) {
  return to("/briefings/{}", view.id.value);
}

std::vector<web::Crumb> crumbs_of(Words const& words, View const& view) {
  return {{words(M("Hội nghị giao ban")), to("/briefings")},
          {view.conference.name, address_of(view)}};
}

unit::Reach members_seen(Visit const& visit, store::Snapshot& snapshot) {
  if (!visit.caller.actor.may(member::member_read)) return unit::Reach::nothing();
  return unit::reach_of(snapshot, visit.caller.actor, member::member_read,
                        {visit.site.clock->today()});
}

Html completeness_of(Words const& words, store::Snapshot& snapshot,
                     std::vector<Completeness> const& groups, Day day) {
  auto const names = [&](std::vector<UnitId> const& units) {
    std::vector<Html> lines;
    for (UnitId const unit : units) lines.emplace_back(name_on(snapshot, unit, day));
    return lines.empty() ? element("p", {{"class", "none"}}, words(M("không có")))
                         : web::bullets(lines);
  };
  Html html;
  for (Completeness const& group : groups) {
    Html body = web::paragraph(web::share(words, group.share));
    body.add(web::columns({web::join(element("h3", words(M("Chưa có"))), names(group.did_not)),
                           web::join(element("h3", words(M("Đã có"))), names(group.did))}));
    html.add(web::panel(words(group.whom), body));
  }
  return html;
}

std::vector<UnitId> following_now(Visit const& visit, View const& view) {
  if (visit.site.channels == nullptr) return {};
  std::set<std::int64_t> ids;
  for (Language const language : {Language::vietnamese, Language::english}) {
    for (auto const& who : visit.site.channels->present(topic_of(view.id, language))) {
      ids.insert(id_in(who));
    }
  }
  std::vector<UnitId> units;
  for (Place const& place : view.places) {
    if (ids.contains(place.unit.value)) units.push_back(place.unit);
  }
  return units;
}

}  // namespace giaoban::briefing
