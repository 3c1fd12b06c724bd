// The page of a unit and its roster, with what counts members.
#include <stdlib.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "member/store.h"
#include "member/web_parts.h"
#include "print/render.h"
#include "print/xlsx_write.h"
#include "unit/web.h"
#include "web/paged.h"
#include "web/record_page.h"
#include "web/verb_pages.h"

namespace giaoban::member {

using store::Moment;
using store::Snapshot;
using unit::Seen;
using web::Html;
using web::Response;
using web::to;
using web::Url;
using web::Visit;
using web::Words;

namespace {

// --- units below ---------------------------------------------------------------------------------

std::int64_t members_of(unit::Tree const& tree, unit::Reach const& reach, CellCounts const& counts,
                        UnitId unit) {
  std::int64_t members = 0;
  for (unit::Node const& node : tree.subtree(unit)) {
    auto const found = counts.find(node.id);
    if (found != counts.end() && reach.holds(node.id)) members += found->second;
  }
  return members;
}

// Over one tree and one count of the cells, however many units there are.
struct Counted {
  unit::Tree tree;
  unit::Reach reach;  // of member_read
  CellCounts counts;
};
Counted counted(Visit const& visit, Snapshot& snapshot, Moment moment) {
  return {.tree = unit::tree(snapshot, moment),
          .reach = unit::reach_of(snapshot, visit.caller.actor, member_read, moment),
          .counts = cell_counts(snapshot, moment)};
}

Html units_below(Visit const& visit, Seen const& seen, Counted const& all) {
  Words const words{visit.language()};
  auto const at = all.tree.index_of(seen.unit);
  std::vector<unit::Node> children;
  for (unit::Node const& node : all.tree.subtree(seen.unit)) {
    bool const below = at && node.parent == static_cast<std::int32_t>(*at);
    if (below && all.reach.holds(node.id)) children.push_back(node);
  }
  if (children.empty()) return {};
  Listing listing{.title = words(M("Đơn vị trực thuộc")),
                  .columns = {{"name", M("Tên đơn vị"), CellType::text},
                              {"code", M("Mã đơn vị"), CellType::text},
                              {"kind", M("Loại tổ chức"), CellType::text},
                              {"members", M("Đảng viên"), CellType::count}},
                  .rows = {}};
  for (unit::Node const& child : children) {
    listing.rows.push_back({child.name, child.code, words(label(child.unit_kind)),
                            members_of(all.tree, all.reach, all.counts, child.id)});
  }
  auto const page_of_row = [&](std::size_t row) -> std::optional<Url> {
    return web::same_moment(visit, to("/units/{}", children[row].id.value));
  };
  return web::panel(
      words(M("Đơn vị trực thuộc")),
      web::paged_table(
          visit, std::move(listing), {.link = page_of_row, .numbered = true},
          {.here = web::same_moment(visit, to("/units/{}", all.tree.at(*at).id.value))}));
}

// --- flow ----------------------------------------------------------------------------------------

struct FlowLine {
  Msg label;
  std::int64_t Flow::* count;
};
constexpr std::array flow_lines{FlowLine{M("Đầu năm"), &Flow::opening},
                                FlowLine{M("Mở sổ trong kỳ"), &Flow::opened},
                                FlowLine{M("Tăng: kết nạp"), &Flow::admitted},
                                FlowLine{M("Tăng: kết nạp lại"), &Flow::readmitted},
                                FlowLine{M("Tăng: chuyển đến"), &Flow::transferred_in},
                                FlowLine{M("Tăng: phục hồi"), &Flow::restored},
                                FlowLine{M("Tăng: đơn vị chuyển đến"), &Flow::came_with_unit},
                                FlowLine{M("Giảm: chuyển đi"), &Flow::transferred_out},
                                FlowLine{M("Giảm: từ trần"), &Flow::deceased},
                                FlowLine{M("Giảm: xóa tên"), &Flow::struck_off},
                                FlowLine{M("Giảm: khai trừ"), &Flow::expelled},
                                FlowLine{M("Giảm: xin ra khỏi Đảng"), &Flow::resigned},
                                FlowLine{M("Giảm: đơn vị chuyển đi"), &Flow::left_with_unit},
                                FlowLine{M("Đến ngày đang xem"), &Flow::closing}};

Html flow_of_year(Visit const& visit, Snapshot& snapshot, Seen const& seen) {
  Words const words{visit.language()};
  auto const first = Day::from_ymd(seen.moment.as_of.year(), 1, 1);
  ensure(first.has_value(), "each year begins on a day");
  Flow const flow =
      member::flow(snapshot, seen.unit, {*first, seen.moment.as_of + 1}, seen.moment.known_at);
  Listing listing{.title = words(M("Tăng, giảm trong năm")),
                  .columns = {{"name", M("Nội dung"), CellType::text},
                              {"count", M("Số đảng viên"), CellType::count}},
                  .rows = {}};
  for (FlowLine const& line : flow_lines) {
    bool const always = line.count == &Flow::opening || line.count == &Flow::closing;
    if (flow.*line.count != 0 || always) {
      listing.rows.push_back({words(line.label), flow.*line.count});
    }
  }
  return web::panel(
      words(M("Tăng, giảm trong năm {year}"), {{"year", std::to_string(seen.moment.as_of.year())}}),
      web::table(words, listing,
                 {.total_rows = 1,
                  .look = web::TableLook::dense,
                  .caption_look = web::CaptionLook::heard}));
}

// --- the page ------------------------------------------------------------------------------------

Html members_part(Visit const& visit, Snapshot& snapshot, Seen const& seen, Counted const& all) {
  Words const words{visit.language()};
  auto const members = members_of(all.tree, all.reach, all.counts, seen.unit);
  return join(
      web::figures(
          {{.label = words(M("Đảng viên")),
            .value = words.count(members),
            .note = words(M("tính đến hết ngày {day}"), {{"day", words.day(seen.moment.as_of)}}),
            .records = web::same_moment(visit, to("/units/{}/roster", seen.unit.value))}}),
      flow_of_year(visit, snapshot, seen));
}

// Holders of posts are drawn by the folder that knows them, into this place.
Html posts_part(Visit const& visit, Seen const& seen) {
  if (!web::opens(visit, "/units/{unit}/posts")) return {};
  Words const words{visit.language()};
  Url const posts = web::same_moment(visit, to("/units/{}/posts", seen.unit.value));
  return web::panel(words(M("Bí thư và các chức vụ")),
                    element("div", {{"id", "posts"}, {"hx-get", posts}, {"hx-trigger", "load"}},
                            web::link(posts, words(M("Xem các chức vụ")))));
}

Html member_actions(Visit const& visit, Snapshot& snapshot, Seen const& seen) {
  auto const reach = unit::reach_of(snapshot, visit.caller.actor, member_write, seen.moment);
  if (!unit::holds_members(seen.node.unit_kind) || !reach.holds(seen.unit)) return {};
  Words const words{visit.language()};
  auto const into = [&](std::string_view command) {
    return web::verb_url(command).with("cell", seen.node.code);
  };
  return join(web::button_link(into("member admit"), words(M("Kết nạp vào chi bộ")),
                               web::ButtonLook::primary),
              web::button_link(into("member receive"), words(M("Tiếp nhận chuyển đến"))));
}

}  // namespace

Result<Response> show_unit(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(Seen const seen, unit::seen_unit(visit, *snapshot));
  auto const all = counted(visit, *snapshot, seen.moment);
  std::vector<Html> side{unit::particulars_of(visit, *snapshot, seen)};
  if (all.reach.holds(seen.unit)) side.push_back(members_part(visit, *snapshot, seen, all));
  Html body = unit::tabs_of(visit, seen, "/units/{unit}");
  body.add(web::columns(side));
  body.add(posts_part(visit, seen));
  body.add(units_below(visit, seen, all));
  body.add(unit::actions_of(visit, *snapshot, seen));
  auto head = unit::head_of(visit, seen);
  head.actions = member_actions(visit, *snapshot, seen);
  return web::page(visit, head, body);
}

// --- the roster ----------------------------------------------------------------------------------

namespace {

struct Roster {
  Seen seen;
  unit::Reach reach;  // of member_read
  unit::Tree tree;
};

Result<Roster> roster_asked(Visit const& visit, Snapshot& snapshot) {
  TRY_INTO(Seen seen, unit::seen_unit(visit, snapshot));
  auto reach = unit::reach_of(snapshot, visit.caller.actor, member_read, seen.moment);
  if (!reach.holds(seen.unit)) return refuse(unit::beyond_reach, {{"unit", seen.node.name}});
  auto tree = unit::tree(snapshot, seen.moment);
  return Roster{std::move(seen), std::move(reach), std::move(tree)};
}

Html export_links(Visit const& visit, Seen const& seen) {
  Words const words{visit.language()};
  return join(
      web::button_link(web::same_moment(visit, to("/units/{}/roster.xlsx", seen.unit.value)),
                       words(M("Tải về Excel"))),
      web::button_link(web::same_moment(visit, to("/units/{}/roster.csv", seen.unit.value)),
                       words(M("Tải về CSV")), web::ButtonLook::quiet));
}

// A folder that only this program reads, gone with its files.
class PrivateFolder {
 public:
  PrivateFolder() {
    auto name = (std::filesystem::temp_directory_path() / "giaoban-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw Breakage("no temporary folder");
    path_ = name;
  }
  ~PrivateFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  PrivateFolder(PrivateFolder const&) = delete;
  PrivateFolder& operator=(PrivateFolder const&) = delete;
  [[nodiscard]] std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string xlsx_of(Listing const& listing, Day day, Language language) {
  PrivateFolder const folder;
  auto const file = folder.path() / "roster.xlsx";
  print::write_xlsx(listing, file, day, language);
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

// The whole roster, under the unit's name and the day.
Result<Listing> whole_roster(Visit const& visit, Roster& asked, Snapshot& snapshot) {
  Words const words{visit.language()};
  visit.store.log_access(visit.caller.actor.name, "export roster", asked.seen.unit.value);
  auto const lines = roster(snapshot, asked.reach, asked.seen.unit, asked.seen.moment);
  auto listing = roster_listing(words, asked.tree, lines);
  listing.title =
      words(M("Danh sách đảng viên {unit}, tính đến hết ngày {day}"),
            {{"unit", asked.seen.node.name}, {"day", words.day(asked.seen.moment.as_of)}});
  return listing;
}

std::string file_name(Seen const& seen, std::string_view ending) {
  return seen.node.code + " " + seen.moment.as_of.iso() + std::string(ending);
}

}  // namespace

Result<Response> show_roster(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  TRY_INTO(Roster const asked, roster_asked(visit, *snapshot));
  Seen const& seen = asked.seen;
  visit.store.log_access(visit.caller.actor.name, "member list", seen.unit.value);
  auto const total = roster_size(*snapshot, asked.reach, seen.unit, seen.moment);
  web::PageOf where{.per_page = lines_per_page, .total = total};
  where.page = web::page_asked(visit, where.last());
  Page const lines = page_of(where.page);
  Html body = unit::tabs_of(visit, seen, "/units/{unit}/roster");
  body.add(roster_table(visit, asked.tree,
                        roster(*snapshot, asked.reach, seen.unit, seen.moment, lines),
                        lines.offset + 1));
  body.add(web::pagination(words, web::same_moment(visit, to("/units/{}/roster", seen.unit.value)),
                           where));
  auto head = unit::head_of(visit, seen);
  head.title = words(M("Danh sách đảng viên: {unit}"), {{"unit", seen.node.name}});
  head.actions = export_links(visit, seen);
  return web::page(visit, head, body);
}

Result<Response> export_roster_xlsx(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(Roster asked, roster_asked(visit, *snapshot));
  TRY_INTO(auto const listing, whole_roster(visit, asked, *snapshot));
  return Response::download(xlsx_of(listing, visit.site.clock->today(), visit.language()),
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            file_name(asked.seen, ".xlsx"));
}

Result<Response> export_roster_csv(Visit& visit) {
  auto const snapshot = visit.store.read();
  TRY_INTO(Roster asked, roster_asked(visit, *snapshot));
  TRY_INTO(auto const listing, whole_roster(visit, asked, *snapshot));
  std::ostringstream bytes;
  auto const sink = print::csv_sink(bytes, print::ByteOrderMark::present);
  print::pour(listing, *sink);
  return Response::download(std::move(bytes).str(), "text/csv; charset=utf-8",
                            file_name(asked.seen, ".csv"));
}

}  // namespace giaoban::member
