// What the pages of members share. Private to src/member.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "member/member.h"
#include "web/components.h"
#include "web/page.h"
#include "web/route.h"
#include "web/verb_pages.h"

namespace giaoban::member {

// --- one person ----------------------------------------------------------------------------------
struct SeenPerson {
  PersonId person;
  store::Moment moment;
  unit::Reach reach;  // of member_read at the moment
  View view;
};
// The person of the route's {person}; who is out of reach is as one who is not there. Leaves a line
// in the access log.
Result<SeenPerson> seen_person(web::Visit const& visit, store::Snapshot& snapshot);
// By record, citizen, card or file number, among those in the reach of the right, today.
std::optional<PersonId> person_of(web::Visit const& visit, store::Snapshot& snapshot,
                                  std::string_view text, store::Right const& right);

// The name; "Hồ sơ số 57" for one whose name is erased or not recorded.
std::string title_of(web::Words const& words, View const& view);
web::PageHead head_of(web::Visit const& visit, store::Snapshot& snapshot, SeenPerson const& seen);
web::Html tabs_of(web::Visit const& visit, SeenPerson const& seen, std::string_view active_route);
// Whether the caller may write about the person.
bool may_write(web::Visit const& visit, store::Snapshot& snapshot, PersonId person,
               store::Moment moment);
// Who may be the one that the form enters, beside it, and the field that answers; without anybody
// the field is not shown.
void put_doubles(web::Visit const& visit, store::Snapshot& snapshot, web::VerbPage& page);
// Kinds of facts that the form of correction offers.
std::vector<store::Kind const*> correctable_kinds();

// --- lists ---------------------------------------------------------------------------------------
inline constexpr std::int64_t lines_per_page = 50;
Page page_of(std::int64_t page);
// A roster as a listing: number, name, born, standing, cell, since.
Listing roster_listing(web::Words const& words, unit::Tree const& tree,
                       std::vector<RosterLine> const& lines);
web::Html roster_table(web::Visit const& visit, unit::Tree const& tree,
                       std::vector<RosterLine> const& lines, std::int64_t first_number);

// --- handlers ------------------------------------------------------------------------------------
Result<web::Response> show_members(web::Visit& visit);
Result<web::Response> pick_persons(web::Visit& visit);
Result<web::Response> show_person(web::Visit& visit);
Result<web::Response> show_person_history(web::Visit& visit);
Result<web::Response> ask_what_changes(web::Visit& visit);
Result<web::Response> show_unit(web::Visit& visit);
Result<web::Response> show_roster(web::Visit& visit);
Result<web::Response> export_roster_xlsx(web::Visit& visit);
Result<web::Response> export_roster_csv(web::Visit& visit);

}  // namespace giaoban::member
