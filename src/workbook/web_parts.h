// The handlers of web_import.cpp and web_export.cpp. Private to src/workbook.
#pragma once

#include "web/jobs.h"
#include "web/route.h"

namespace giaoban::workbook {

inline constexpr std::string_view import_path = "/import";
inline constexpr std::string_view export_path = "/export";

Result<web::Response> show_import(web::Visit& visit);
Result<web::Response> start_import(web::Visit& visit);   // checks only
Result<web::Response> show_outcome(web::Visit& visit);   // GET /import/{job}
Result<web::Response> commit_import(web::Visit& visit);  // writes what was checked
Result<web::Response> check_again(web::Visit& visit);    // with answers
Result<web::Response> save_template(web::Visit& visit);

Result<web::Response> show_export(web::Visit& visit);
Result<web::Response> save_export(web::Visit& visit);

web::Jobs& jobs_of(web::Visit const& visit);

}  // namespace giaoban::workbook
