#include "workbook/web.h"

#include "workbook/web_parts.h"
#include "workbook/workbook.h"

namespace giaoban::workbook {

web::Jobs& jobs_of(web::Visit const& visit) {
  ensure(visit.site.jobs != nullptr, "the site of workbooks has jobs");
  return *visit.site.jobs;
}

std::vector<web::Route> routes() {
  store::Right const* const importing = import_verb.right;
  return {{.path = std::string(import_path), .handle = &show_import, .right = importing},
          {.method = web::Method::post,
           .path = std::string(import_path),
           .handle = &start_import,
           .verb = &import_verb,
           .sends = web::Sends::files},
          {.path = "/import/template",
           .handle = &save_template,
           .right = importing,
           .gives = web::Gives::file},
          {.path = "/import/{job}",
           .handle = &show_outcome,
           .right = importing,
           .query = {web::asks_text("answers"), web::asks_text("columns"),
                     web::asks_word("difference", {"correction", "change"}),
                     web::asks_day("change-from"), web::asks_day("opening")}},
          {.method = web::Method::post,
           .path = "/import/{job}/commit",
           .handle = &commit_import,
           .verb = &import_verb},
          {.method = web::Method::post,
           .path = "/import/{job}/again",
           .handle = &check_again,
           .verb = &import_verb},
          {.path = std::string(export_path),
           .handle = &show_export,
           .right = &export_right,
           .query = {web::asks_text("unit")}},
          {.method = web::Method::post,
           .path = std::string(export_path),
           .handle = &save_export,
           .right = &export_right,
           .gives = web::Gives::file}};
}

std::vector<web::MenuEntry> menu() {
  return {{.path = import_path, .label = M("Nạp sổ Excel"), .right = import_verb.right},
          {.path = export_path, .label = M("Xuất danh sách"), .right = &export_right}};
}

}  // namespace giaoban::workbook
