// What the pages of conferences share. Private to src/briefing.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "briefing/briefing.h"
#include "web/components.h"
#include "web/page.h"

namespace giaoban::briefing {

inline constexpr std::string_view menu_path = "/briefings";

Result<web::Response> show_conferences(web::Visit& visit);
Result<web::Response> show_reviews(web::Visit& visit);
Result<web::Response> show_conference(web::Visit& visit);
Result<web::Response> show_attendance(web::Visit& visit);
Result<web::Response> save_attendance(web::Visit& visit);
Result<web::Response> show_hall(web::Visit& visit);
Result<web::Response> show_follow(web::Visit& visit);
Result<web::Response> show_screen(web::Visit& visit);
Result<web::Response> change_screen(web::Visit& visit);
Result<web::Response> show_followers(web::Visit& visit);
Result<web::Response> open_events(web::Visit& visit);
Result<web::Response> show_minutes(web::Visit& visit);
Result<web::Response> save_minutes(web::Visit& visit);

// The conference that the address names, as the caller may see it.
struct Asked {
  std::unique_ptr<store::Snapshot> snapshot;
  store::Moment moment;  // of what became of it
  View view;
};
Result<Asked> conference_asked(web::Visit const& visit);

// Whether the caller may write over the host.
bool may_write(web::Visit const& visit, Asked const& asked);
bool may_over_host(web::Visit const& visit, Asked const& asked, store::Right const& right);
std::int64_t id_in(std::string_view text);  // 0 for what is no id

std::string when_of(web::Words const& words, Conference const& own, Day from, Day to);
web::Url address_of(View const& view);
std::vector<web::Crumb> crumbs_of(web::Words const& words, View const& view);
// Who may be named to the caller.
unit::Reach members_seen(web::Visit const& visit, store::Snapshot& snapshot);
web::Html completeness_of(web::Words const& words, store::Snapshot& snapshot,
                          std::vector<Completeness> const& groups, Day day);
// The places from which somebody follows now.
std::vector<UnitId> following_now(web::Visit const& visit, View const& view);

}  // namespace giaoban::briefing
