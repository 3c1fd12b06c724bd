// What the pages of tasks and of recommendations share. Private to src/task.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "task/task.h"
#include "web/components.h"
#include "web/page.h"
#include "web/verb_pages.h"

namespace giaoban::task {

inline constexpr std::string_view tasks_path = "/tasks";
inline constexpr std::string_view recommendations_path = "/recommendations";

Result<web::Response> show_tasks(web::Visit& visit);
Result<web::Response> show_tasks_of_unit(web::Visit& visit);
Result<web::Response> show_task(web::Visit& visit);
Result<web::Response> show_recommendations(web::Visit& visit);
Result<web::Response> show_recommendation(web::Visit& visit);

// Names of units as they are called on the day, each asked once.
class UnitNames {
 public:
  UnitNames(store::Snapshot& snapshot, Day day) : snapshot_(snapshot), day_(day) {}
  std::string const& operator[](UnitId unit);

 private:
  store::Snapshot& snapshot_;
  Day day_;
  std::map<UnitId, std::string> names_;
};

// Whose things are listed: the unit that ?unit= names or, without one, every unit in reach whose
// parent is not, so that nothing is asked twice.
struct Scope {
  store::Moment moment;
  unit::Reach reach;
  std::vector<UnitId> units;
  std::optional<unit::Node> asked = {};
};
Result<Scope> scope_of(web::Visit const& visit, store::Snapshot& snapshot);
// The form that chooses the unit and keeps the tab and the day.
web::Html unit_chooser(web::Visit const& visit, Scope const& scope, std::string_view path,
                       std::string_view tab);
// The address of a tab, with the unit and the day.
web::Url tab_url(web::Visit const& visit, std::string_view path, std::string_view tab);
// The rows of the page that ?page= asks for, of all.
web::PageOf page_asked(web::Visit const& visit, std::size_t total);

// An id in an address; 0 for what is none.
std::int64_t id_in(std::string_view text);

// Whether the caller's right reaches the unit.
bool may_over(web::Visit const& visit, store::Snapshot& snapshot, store::Right const& right,
              UnitId unit);

// Says of deadlines of what is still open how near or how far over they are. From when on one is
// near is a setting of the unit that must keep it.
class Deadlines {
 public:
  Deadlines(store::Snapshot& snapshot, store::Moment moment)
      : snapshot_(snapshot), moment_(moment) {}
  struct Open {
    UnitId unit;  // that must keep it
    Day deadline;
  };
  // The day with a badge.
  web::Html show(web::Words const& words, Open const& open);

 private:
  store::Snapshot& snapshot_;
  store::Moment moment_;
  std::unordered_map<UnitId, int> urgent_days_;
};
web::Html status_badge(web::Words const& words, Status status);
// The unit's name, with a link where the site has a page of units.
web::Html unit_link(web::Visit const& visit, UnitNames& names, UnitId unit);
// Where it comes from, with a link to the conference.
web::Html source_of(web::Visit const& visit, store::Snapshot& snapshot, Source const& source);
web::Html history_of(web::Visit const& visit, UnitNames& names,
                     std::vector<HistoryLine> const& lines);

}  // namespace giaoban::task
