// Entry of who came: one row a participant, all that changed written as one entry.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "briefing/checks.h"
#include "briefing/minutes_document.h"
#include "briefing/web_parts.h"
#include "store/hash.h"
#include "web/grid.h"

namespace giaoban::briefing {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

// Tells the same participant when others were added meanwhile.
std::string key_of(Attendance const& one) {
  constexpr std::size_t letters = 12;
  return fmt::format("{}-{}-{}", one.unit.value, one.person ? one.person->value : 0,
                     store::hash(one.title).hex().substr(0, letters));
}

std::vector<web::GridColumn> columns_of(Words const& words, Asked const& asked) {
  std::vector<web::Pick> presences;
  for (Choice const& choice : choices_of(Presence{})) {
    presences.push_back({std::string(choice.code), words(choice.label)});
  }
  std::vector<web::Pick> places;
  for (Place const& place : asked.view.places) {
    places.push_back({std::to_string(place.unit.value), place.name});
  }
  return {{.name = "presence",
           .label = words(M("Có mặt")),
           .control = web::Control::choice,
           .picks = std::move(presences)},
          {.name = "place",
           .label = words(M("Điểm cầu")),
           .control = web::Control::choice,
           .picks = std::move(places)},
          {.name = "reason", .label = words(M("Lý do vắng"))}};
}

std::vector<std::string> values_of(Attendance const& one) {
  return {std::string(code(one.presence)), one.place ? std::to_string(one.place->value) : "",
          one.reason};
}

web::Grid grid_of(Visit const& visit, Asked const& asked) {
  Words const words{visit.language()};
  auto const members = members_seen(visit, *asked.snapshot);
  web::Grid grid{.id = fmt::format("attendance-{}", asked.view.id.value),
                 .action = to("/briefings/{}/attendance", asked.view.id.value),
                 .caption = words(M("Có mặt tại hội nghị")),
                 .head_labels = {words(M("Người dự")), words(M("Đơn vị"))},
                 .columns = columns_of(words, asked),
                 .rows = {},
                 .submit = words(M("Ghi có mặt"))};
  for (Attendance const& one : asked.view.attendance) {
    grid.rows.push_back({.key = key_of(one),
                         .heads = {participant(*asked.snapshot, members, one.person, one.title),
                                   name_on(*asked.snapshot, one.unit, asked.view.from)},
                         .values = values_of(one),
                         .stands = values_of(one)});
  }
  return grid;
}

web::PageHead head_of(Words const& words, Asked const& asked) {
  return {.title = words(M("Ghi có mặt")),
          .lead = words(M("Chỉ dòng có thay đổi được ghi, tất cả trong một bút toán.")),
          .active = menu_path,
          .crumbs = crumbs_of(words, asked.view),
          .width = web::PageWidth::full};
}

// --- writing -------------------------------------------------------------------------------------

Attendance const* find(Asked const& asked, std::string_view key) {
  auto const found = std::ranges::find(asked.view.attendance, key, &key_of);
  return found == asked.view.attendance.end() ? nullptr : &*found;
}

struct Change {
  std::string key;
  Attendance attendance;
};

// The rows that their writer changed, and nobody else since.
Result<std::vector<Change>> changes_of(Asked const& asked,
                                       std::vector<web::GridEntry> const& typed) {
  TRY_INTO(auto const changed, web::changed_of(typed, [&](std::string const& key) {
             Attendance const* const stands = find(asked, key);
             return stands == nullptr ? std::nullopt : std::optional(values_of(*stands));
           }));
  if (!changed.gone.empty()) return refuse(participant_unknown, {}, changed.gone.front().key);
  TRY_VOID(web::uncontested(changed));
  std::vector<Change> changes;
  for (web::GridEntry const& row : changed.rows) {
    Attendance wanted = *find(asked, row.key);
    auto const presence = from_code<Presence>(row.values[0]);
    if (!presence) return refuse(store::required_missing, {{"field", "presence"}}, row.key);
    wanted.presence = *presence;
    wanted.place = std::nullopt;
    if (!row.values[1].empty()) wanted.place = UnitId{id_in(row.values[1])};
    wanted.reason = row.values[2];
    changes.push_back({row.key, std::move(wanted)});
  }
  return changes;
}

Result<store::Written> write(Visit const& visit, std::vector<web::GridEntry> const& typed) {
  TRY_INTO(Asked const asked, conference_asked(visit));
  TRY_INTO(auto const changes, changes_of(asked, typed));
  TRY_INTO(store::Act act, visit.act(attend_verb));
  act.based_on = asked.snapshot->head();
  return visit.store.write(act, [&](store::Tx& tx) -> Result<void> {
    for (Change const& change : changes) {
      auto done = attend(tx, asked.view.id, change.attendance);
      if (done) continue;
      Refusal refusal = done.error();
      refusal.where = change.key;
      return std::unexpected(std::move(refusal));
    }
    return {};
  });
}

// The grid once more, with what was typed and what is wrong with it.
web::Response grid_again(Visit const& visit, Asked const& asked,
                         std::vector<web::GridEntry> const& typed, Refusal const& refusal) {
  Words const words{visit.language()};
  auto grid = grid_of(visit, asked);
  web::show_returned(grid, typed, words.language);
  auto head = head_of(words, asked);
  head.status = refusal.kind->http_status;
  Refusal told = refusal;
  auto const facts = asked.snapshot->history_of<Attendance>(asked.view.id.value);
  for (web::GridRow& row : grid.rows) {
    auto const fact =
        std::ranges::find(facts, row.key, [](auto const& one) { return key_of(one.value); });
    if (row.seen && fact != facts.end()) {
      row.by_whom = web::who_wrote(*asked.snapshot, fact->head.recorded_in);
    }
    if (row.key != refusal.where) continue;
    row.faults.assign(grid.columns.size(), {});
    row.faults.front() = refusal.text(words.language);
    told.where = row.heads.front();
  }
  return web::page(visit, head, web::join(web::refusal_box(words, told), web::grid(visit, grid)));
}

}  // namespace

Result<web::Response> show_attendance(Visit& visit) {
  TRY_INTO(Asked const asked, conference_asked(visit));
  Words const words{visit.language()};
  return web::page(visit, head_of(words, asked), web::grid(visit, grid_of(visit, asked)));
}

Result<web::Response> save_attendance(Visit& visit) {
  TRY_INTO(Asked const asked, conference_asked(visit));
  TRY_INTO(auto const typed,
           web::entries_of(visit.request.form, columns_of(Words{visit.language()}, asked)));
  auto const written = web::written_as_seen([&] { return write(visit, typed); });
  // A form sent twice finds nothing changed and is answered as the first time.
  if (written) return web::after_write(visit, address_of(asked.view), *written);
  TRY_INTO(Asked const now, conference_asked(visit));
  return grid_again(visit, now, typed, written.error());
}

}  // namespace giaoban::briefing
