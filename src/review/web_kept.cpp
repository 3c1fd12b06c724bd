// Results that a sheet shows and does not write: of a round, of a decision, of one's own. Why is
// asked of whoever guards results (store::kept), so that review need not know of rounds.
#include <algorithm>
#include <set>

#include "review/web_parts.h"
#include "web/components.h"

namespace giaoban::review {

namespace {

store::FactPlace place_of(Sheet const& made, SheetLine const& line) {
  bool const unit = line.part == SheetPart::organisation || line.part == SheetPart::collective;
  return {.kind = unit ? &UnitGrade::kind : &PersonGrade::kind,
          .subject = unit ? made.unit.id.value : line.person.value,
          .year = made.round.year,
          .key = std::string(code(line.part))};
}

}  // namespace

std::vector<KeptLine> take_kept(store::Snapshot& snapshot, store::Actor const& actor, Sheet& made) {
  std::vector<KeptLine> kept;
  std::erase_if(made.lines, [&](SheetLine const& line) {
    auto found = store::kept(snapshot, actor, place_of(made, line));
    if (!found) return false;
    kept.push_back({line, *std::move(found)});
    return true;
  });
  return kept;
}

web::Html kept_panel(web::Words const& words, std::vector<KeptLine> const& lines) {
  if (lines.empty()) return {};
  Listing listing{.title = words(M("Kết quả do nơi khác quyết định")),
                  .columns = {{"name", M("Họ và tên"), CellType::text},
                              {"part", M("Đối tượng"), CellType::text},
                              {"result", M("Kết quả"), CellType::text}},
                  .rows = {}};
  web::Html body;
  std::set<RefusalKind const*> told;
  std::set<std::string> pages;
  for (KeptLine const& one : lines) {
    std::string const result = one.line.grade          ? words(label(*one.line.grade))
                               : one.line.not_assessed ? words(label(*one.line.not_assessed))
                                                       : std::string();
    listing.rows.push_back({one.line.name.empty() ? words(M("(đã xóa)")) : one.line.name,
                            words(label(one.line.part)), result});
    // Of each reason the first line's words stand for all.
    if (told.insert(one.kept.why.kind).second) {
      body.add(web::paragraph(one.kept.why.text(words.language)));
    }
    if (!one.kept.page.empty()) pages.insert(one.kept.page);
  }
  body.add(web::table(words, listing));
  for (std::string const& page : pages) {
    body.add(web::button_link(web::Url::checked(page), words(M("Sang trang quyết định của đợt")),
                              web::ButtonLook::plain));
  }
  return web::panel(words(M("Không sửa ở trang này")), body);
}

}  // namespace giaoban::review
