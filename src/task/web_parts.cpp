#include "task/web_parts.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "setting/setting.h"
#include "task/checks.h"
#include "web/form.h"
#include "web/record_page.h"

namespace giaoban::task {

using web::Html;
using web::to;
using web::Url;
using web::Visit;
using web::Words;

namespace {

constexpr std::int64_t rows_per_page = 100;

}  // namespace

std::string const& UnitNames::operator[](UnitId unit) {
  auto found = names_.find(unit);
  if (found == names_.end()) found = names_.emplace(unit, name_of(snapshot_, unit, day_)).first;
  return found->second;
}

// --- whose things --------------------------------------------------------------------------------

Result<Scope> scope_of(Visit const& visit, store::Snapshot& snapshot) {
  TRY_INTO(store::Moment const moment, visit.moment());
  Scope scope{.moment = moment,
              .reach = unit::reach_of(snapshot, visit.caller.actor, task_read, moment),
              .units = {}};
  std::string const code = normalise(visit.request.query.text("unit"));
  if (!code.empty()) {
    TRY_INTO(scope.asked, unit::in_reach(snapshot, scope.reach, code, moment));
    scope.units = {scope.asked->id};
    return scope;
  }
  auto const tree = unit::tree(snapshot, moment);
  for (auto const& node : tree.nodes()) {
    bool const below = node.parent >= 0 &&
                       scope.reach.holds(tree.nodes()[static_cast<std::size_t>(node.parent)].id);
    if (scope.reach.holds(node.id) && !below) scope.units.push_back(node.id);
  }
  return scope;
}

Html unit_chooser(Visit const& visit, Scope const& scope, std::string_view path,
                  std::string_view tab) {
  Words const words{visit.language()};
  std::vector<web::FormField> fields{{.name = "unit",
                                      .label = words(M("Đơn vị")),
                                      .control = web::Control::unit,
                                      .value = scope.asked ? scope.asked->code : "",
                                      .shown = scope.asked ? scope.asked->name : ""}};
  auto const keep = [&](std::string name, std::string value) {
    if (value.empty()) return;
    fields.push_back({.name = std::move(name),
                      .label = {},
                      .control = web::Control::hidden,
                      .value = std::move(value)});
  };
  keep("tab", std::string(tab));
  keep("as_of", visit.request.query.text("as_of"));
  keep("known_at", visit.request.query.text("known_at"));
  return web::filter_form(words, {.id = "unit-of-list",
                                  .action = Url::checked(path),
                                  .groups = {{.fields = std::move(fields)}},
                                  .submit = words(M("Chọn đơn vị")),
                                  .look = web::ButtonLook::plain});
}

Url tab_url(Visit const& visit, std::string_view path, std::string_view tab) {
  return web::same_moment(visit, Url::checked(path)
                                     .with("tab", tab)
                                     .with("unit", normalise(visit.request.query.text("unit"))));
}

web::PageOf page_asked(Visit const& visit, std::size_t total) {
  web::PageOf asked{.per_page = rows_per_page, .total = static_cast<std::int64_t>(total)};
  asked.page = web::page_asked(visit, asked.last());
  return asked;
}

std::int64_t id_in(std::string_view text) {
  std::int64_t id = 0;
  auto const* const end = text.data() + text.size();
  auto const [stopped, error] = std::from_chars(text.data(), end, id);
  return error == std::errc{} && stopped == end && id > 0 ? id : 0;
}

bool may_over(Visit const& visit, store::Snapshot& snapshot, store::Right const& right,
              UnitId unit) {
  if (!visit.caller.actor.may(right)) return false;
  return unit::reach_of(snapshot, visit.caller.actor, right, {visit.site.clock->today()})
      .holds(unit);
}

// --- pieces --------------------------------------------------------------------------------------

Html Deadlines::show(Words const& words, Open const& open) {
  Html html = words.day(open.deadline);
  int const days = open.deadline.number() - moment_.as_of.number();
  auto known = urgent_days_.find(open.unit);
  if (known == urgent_days_.end()) {
    int const urgent = setting::urgent_days(snapshot_, open.unit, moment_);
    known = urgent_days_.emplace(open.unit, urgent).first;
  }
  if (days < 0) {
    html.put(" ").add(web::badge(words(M("quá hạn {days} ngày"), {{"days", words.count(-days)}}),
                                 web::Tone::bad));
  } else if (days == 0) {
    html.put(" ").add(web::badge(words(M("hạn hôm nay")), web::Tone::warning));
  } else if (days <= known->second) {
    html.put(" ").add(
        web::badge(words(M("còn {days} ngày"), {{"days", words.count(days)}}), web::Tone::warning));
  }
  return html;
}

Html unit_link(Visit const& visit, UnitNames& names, UnitId unit) {
  auto const page = web::record_page(visit.site, unit::unit_entity, unit.value);
  return page ? web::link(*page, names[unit]) : Html(names[unit]);
}

Html source_of(Visit const& visit, store::Snapshot& snapshot, Source const& source) {
  Words const words{visit.language()};
  std::string const text = source.words.empty() ? words(label(source.kind)) : source.words;
  if (source.kind != SourceKind::conference || !source.record) return text;
  // This folder stands below that of conferences, so the entity is known by its name alone.
  for (store::Entity const* entity : snapshot.catalogue().entities) {
    if (entity->name != "conference") continue;
    if (auto const page = web::record_page(visit.site, *entity, *source.record)) {
      return web::link(*page, text);
    }
  }
  return text;
}

Html history_of(Visit const& visit, UnitNames& names, std::vector<HistoryLine> const& lines) {
  Words const words{visit.language()};
  Listing listing{.title = words(M("Diễn biến")),
                  .columns = {{"on", M("Ngày"), CellType::day},
                              {"what", M("Việc"), CellType::text},
                              {"unit", M("Đơn vị"), CellType::text},
                              {"deadline", M("Hạn"), CellType::day},
                              {"text", M("Nội dung"), CellType::text},
                              {"document", M("Văn bản"), CellType::text},
                              {"actor", M("Người ghi"), CellType::text},
                              {"entry", M("Bút toán"), CellType::number}},
                  .rows = {}};
  for (HistoryLine const& line : lines) {
    listing.rows.push_back({std::int64_t{line.on.number()}, words(line.what),
                            line.unit ? names[*line.unit] : "",
                            line.deadline ? Value{std::int64_t{line.deadline->number()}} : Value{},
                            line.text, line.document, line.actor, line.entry});
  }
  constexpr std::size_t entry_column = 7;
  bool const journal = web::opens(visit, "/journal/{entry}");
  auto const cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column != entry_column || !journal) return std::nullopt;
    return web::link(to("/journal/{}", lines[row].entry), std::to_string(lines[row].entry));
  };
  return web::table(words, listing, {.cell = cell});
}

}  // namespace giaoban::task
