// What the pages of rounds share. Private to src/round.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "round/checks.h"
#include "web/components.h"
#include "web/page.h"
#include "web/route.h"
#include "web/words.h"

namespace giaoban::round {

inline constexpr std::string_view menu_path = "/rounds";

Result<web::Response> show_round(web::Visit& visit);     // GET /rounds/{round}
Result<web::Response> show_sheet(web::Visit& visit);     // GET /rounds/{round}/units/{unit}
Result<web::Response> save_sheet(web::Visit& visit);     // POST
Result<web::Response> show_decision(web::Visit& visit);  // GET .../decision
Result<web::Response> save_decision(web::Visit& visit);  // POST
Result<web::Response> show_subject(web::Visit& visit);   // GET .../{part}/{subject}
Result<web::Response> save_paper(web::Visit& visit);     // GET .../papers/{paper}
Result<web::Response> start_papers(web::Visit& visit);   // POST .../papers/{paper}
Result<web::Response> save_summary(web::Visit& visit);   // GET .../summary, .../summary-paper
Result<web::Response> save_summary_paper(web::Visit& visit);
Result<web::Response> show_members(web::Visit& visit);      // GET .../members
Result<web::Response> save_members(web::Visit& visit);      // GET .../members/file
Result<web::Response> show_years(web::Visit& visit);        // GET .../years
Result<web::Response> show_commendable(web::Visit& visit);  // GET .../commendable

// The round and the unit that an address names, as far as the caller sees them.
struct Asked {
  std::unique_ptr<store::Snapshot> snapshot;
  unit::Reach reach;
  RoundView round;
  unit::Node unit;
};
Result<Asked> asked_of(web::Visit const& visit);
Result<std::int64_t> number_in(web::Visit const& visit, std::string_view place);

web::Url round_url(Asked const& asked);
web::Url sheet_url(Asked const& asked);
web::Url decision_url(Asked const& asked);
web::Url subject_url(Asked const& asked, Subject const& subject);
// The members behind a number of the progress of a unit.
web::Url members_url(Asked const& asked, UnitId unit, Stage stage);
std::vector<web::Crumb> crumbs_of(web::Words const& words, Asked const& asked);

// "Còn 2 suất xuất sắc: đã 3, tối đa 5", with the other readings and what proposals come to.
web::Html room_panel(web::Words const& words, Asked const& asked,
                     std::vector<SubjectView> const& views);
std::string grade_words(web::Words const& words, std::optional<review::Grade> grade);
std::string result_words(web::Words const& words, SubjectView const& view);
// "Nguyễn Văn A", "Tổ chức đảng", "Tập thể lãnh đạo".
std::string role_words(web::Words const& words, SubjectView const& view);
std::string shown_name(web::Words const& words, SubjectView const& view);
std::string exclusion_words(web::Words const& words, review::SubjectRule const& rule);

}  // namespace giaoban::round
