// What the pages of figures share. Private to src/figure.
#pragma once

#include <string>
#include <vector>

#include "figure/figure.h"
#include "web/form.h"
#include "web/html.h"
#include "web/page.h"
#include "web/route.h"
#include "web/verb_pages.h"
#include "web/words.h"

namespace giaoban::figure {

inline constexpr std::string_view menu_path = "/figures";

Result<web::Response> show_figures(web::Visit& visit);
Result<web::Response> show_over_time(web::Visit& visit);
Result<web::Response> show_records(web::Visit& visit);
Result<web::Response> save_records(web::Visit& visit);
Result<web::Response> show_comparison(web::Visit& visit);
Result<web::Response> show_changes(web::Visit& visit);
Result<web::Response> show_series(web::Visit& visit);
Result<web::Response> show_division(web::Visit& visit);
Result<web::Response> show_revisions(web::Visit& visit);
Result<web::Response> show_indicators(web::Visit& visit);
Result<web::Response> show_indicator(web::Visit& visit);
Result<web::Response> count_indicator(web::Visit& visit);
Result<web::Response> complete_condition(web::Visit& visit);

// What the unit and those above it defined, counted for the unit.
web::Html own_panel(web::Visit const& visit, store::Snapshot& snapshot, unit::Node const& node,
                    store::Moment moment, Year year);

// The unit that ?unit= names, within the caller's reach; by default the topmost one there.
Result<unit::Node> unit_asked(web::Visit const& visit, store::Snapshot& snapshot,
                              store::Moment moment);
// The year that ?year= names.
Result<Year> year_asked(web::Visit const& visit);
// The day, and the year of yearly results, for the head of a page.
web::AsOfBar as_of_bar(web::Visit const& visit, store::Snapshot& snapshot, UnitId unit,
                       store::Moment moment);
// The same choice for the form of a page that has days of its own.
web::FormField year_field(web::Visit const& visit, store::Snapshot& snapshot, UnitId unit,
                          store::Moment moment);
web::Url with_year(web::Url const& url, Year year);
web::Url records_url(Figure const& figure);
web::FormField unit_field(web::Words const& words, unit::Node const& node);
// Measures to choose from: those of the unit and above it, then the program's own.
std::vector<web::Pick> measure_picks(web::Words const& words, store::Snapshot& snapshot,
                                     UnitId unit, store::Moment moment);
web::FormField day_field(std::string name, std::string label, Day day);
// A figure with its base, leading to its records; "not known" in words.
web::Html value_of(web::Words const& words, Figure const& figure);
// "+12", "−3", "0"; "not known" in words.
std::string difference_of(web::Words const& words, std::optional<std::int64_t> difference);
// A form into which a reference is typed from paper.
web::Html reference_form(web::Words const& words, std::string const& typed);

// Figures of one table: of the same people or units over the same list.
struct Group {
  Msg title;
  Population population;
};
std::vector<Group> const& groups();
// How far figures are in memory, while they are on the way there.
std::vector<web::Notice> notices_of(web::Words const& words, store::Snapshot& snapshot);
// Words beside figures, each once.
web::Html notes_of(web::Words const& words, std::vector<Figure> const& all);

// Charts of what the figures say.
web::Html charts_of(web::Words const& words, std::vector<Figure> const& all);

}  // namespace giaoban::figure
