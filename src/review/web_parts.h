// What the pages of yearly results share. Private to src/review.
#pragma once

#include "review/review.h"
#include "web/html.h"
#include "web/route.h"
#include "web/words.h"

namespace giaoban::review {

extern RefusalKind const graded_elsewhere;  // {person}

inline constexpr std::string_view menu_path = "/grades";

Result<web::Response> show_sheet(web::Visit& visit);  // GET /units/{unit}/grades/{year}
Result<web::Response> save_sheet(web::Visit& visit);  // POST
// A year of the calendar, as addresses and fields carry it.
Result<int> year_of(std::string_view text);
// The year's dates as recorded; before anything is, the end of the year and no decision.
Round round_or_default(store::Snapshot& snapshot, int year, Day today);
// "Không xếp loại: được miễn ... (QĐ 366-QĐ/TW, Điều 5, khoản 2)"; "" when the rules say nothing.
std::string words_of(web::Words const& words, SubjectRule const& rule);

// Lines of a sheet that are not the reader's to write, with why and where they are put right.
struct KeptLine {
  SheetLine line;
  store::Kept kept;
};
// Takes them out of the sheet.
std::vector<KeptLine> take_kept(store::Snapshot& snapshot, store::Actor const& actor, Sheet& made);
// Who they are with what stands, the reasons, and the way to where a decision changes them.
web::Html kept_panel(web::Words const& words, std::vector<KeptLine> const& lines);

}  // namespace giaoban::review
