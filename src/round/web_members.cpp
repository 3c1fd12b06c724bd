// The members behind a number of a round's progress: page by page, and as a workbook.
#include <algorithm>

#include "print/xlsx_write.h"
#include "round/web_parts.h"
#include "web/download.h"
#include "web/paged.h"

namespace giaoban::round {

namespace {

using web::Html;
using web::Visit;
using web::Words;

constexpr std::int64_t members_per_page = 50;

Stage stage_asked(Visit const& visit) {
  return from_code<Stage>(visit.request.query.text("show")).value_or(Stage::all);
}

// Names stand in it, so reading it is logged.
Result<std::int64_t> read_members(Visit const& visit, Asked const& asked,
                                  MembersAsked const& wanted,
                                  std::function<void(MemberLine const&)> const& on_line) {
  visit.store.log_access(visit.caller.actor.name, "round members", asked.unit.id.value);
  return each_member(*asked.snapshot, asked.reach, asked.round, wanted, on_line);
}

Html stage_tabs(Words const& words, Asked const& asked, Stage stage) {
  std::vector<web::Tab> all;
  for (Choice const& choice : choices_of(Stage{})) {
    all.push_back({members_url(asked, asked.unit.id, static_cast<Stage>(choice.value)),
                   words(choice.label),
                   {}});
  }
  return web::tabs(words(M("Phần nào")), all, static_cast<std::size_t>(stage));
}

}  // namespace

Result<web::Response> show_members(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Asked const asked, asked_of(visit));
  Stage const stage = stage_asked(visit);
  // The name leads to the record, whose number is for files and programs.
  auto listing = member_list(stage, visit.language());
  listing.columns.erase(listing.columns.begin());
  std::vector<Subject> subjects;
  auto const read = [&](std::int64_t page) -> Result<std::int64_t> {
    listing.rows.clear();
    subjects.clear();
    member::Page const shown{(page - 1) * members_per_page, members_per_page};
    return read_members(visit, asked, {.unit = asked.unit.id, .stage = stage, .page = shown},
                        [&](MemberLine const& line) {
                          auto row = row_of(line, visit.language());
                          listing.rows.emplace_back(row.begin() + 1, row.end());
                          subjects.push_back(line.view.subject);
                        });
  };
  TRY_INTO(auto const where, web::page_read(visit, members_per_page, read));
  web::TableOptions options{
      .empty = words(M("Không có ai.")),
      .numbered = true,
      .first_number = static_cast<std::size_t>((where.page - 1) * members_per_page + 1),
      .caption_look = web::CaptionLook::heard};
  options.link = [&](std::size_t row) { return std::optional(subject_url(asked, subjects[row])); };
  Html body = stage_tabs(words, asked, stage);
  body.add(web::table(words, listing, options));
  body.add(web::pagination(words, members_url(asked, asked.unit.id, stage), where));
  auto crumbs = crumbs_of(words, asked);
  return web::page(
      visit,
      {.title =
           words(M("{list}, {year}: {unit}"), {{"list", words(label(stage))},
                                               {"year", std::to_string(asked.round.opening.year)},
                                               {"unit", asked.unit.name}}),
       .lead = words(M("{count} đảng viên trong danh sách chốt ngày {day}."),
                     {{"count", words.count(where.total)},
                      {"day", words.day(asked.round.opening.roster_on)}}),
       .active = menu_path,
       .crumbs = std::move(crumbs),
       .actions = web::button_link(
           web::to("/rounds/{}/units/{}/members/file", asked.round.round.value, asked.unit.id.value)
               .with("show", code(stage)),
           words(M("Tải về Excel"))),
       .width = web::PageWidth::full},
      body);
}

Result<web::Response> save_members(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Asked const asked, asked_of(visit));
  Stage const stage = stage_asked(visit);
  std::string const file = words(label(stage)) + ", " + asked.unit.name + ".xlsx";
  return web::download_written(
      {file, web::xlsx_type}, [&](std::filesystem::path const& path) -> Result<void> {
        print::ListingXlsx sink(path, visit.site.clock->today(), visit.language());
        sink.begin(member_list(stage, visit.language()));
        TRY_VOID(read_members(
            visit, asked, {.unit = asked.unit.id, .stage = stage},
            [&](MemberLine const& line) { sink.row(row_of(line, visit.language())); }));
        sink.end();
        return {};
      });
}

}  // namespace giaoban::round
