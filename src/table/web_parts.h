// What the pages of tables and the dashboard share. Private to src/table.
#pragma once

#include <string>
#include <vector>

#include "table/table.h"
#include "web/form.h"
#include "web/html.h"
#include "web/page.h"
#include "web/paged.h"
#include "web/route.h"
#include "web/words.h"

namespace giaoban::table {

inline constexpr std::string_view tables_path = "/tables";
inline constexpr std::string_view dashboard_path = "/dashboard";

Result<web::Response> show_tables(web::Visit& visit);
Result<web::Response> complete_measure(web::Visit& visit);
Result<web::Response> save_file(web::Visit& visit);
Result<web::Response> show_dashboard(web::Visit& visit);

// How far figures are in memory, while they are on the way there.
std::vector<web::Notice> notices_of(web::Words const& words, store::Snapshot& snapshot);
// The day, and the year of yearly results.
web::AsOfBar as_of_bar(web::Visit const& visit, store::Snapshot& snapshot, UnitId unit,
                       store::Moment moment);
web::Url records_of(figure::Figure const& figure);
// Count with base, percent and name of the base, opening its records; "not known" in words.
web::Html figure_cell(web::Words const& words, figure::Figure const& figure);
web::Html notes_on_sums_of(web::Words const& words, store::Snapshot& snapshot, View const& view);
web::Html view_table(web::Visit const& visit, View const& view, web::Paged const& paged);
// Declared and own measures of the unit, for a choice.
std::vector<web::Pick> measures_offered(web::Words const& words, store::Snapshot& snapshot,
                                        UnitId unit, store::Moment moment);

}  // namespace giaoban::table
