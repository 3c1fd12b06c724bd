#include "table/web.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "print/docx_table.h"
#include "print/xlsx_write.h"
#include "table/builder.h"
#include "table/web_parts.h"
#include "web/components.h"
#include "web/download.h"
#include "web/page.h"

namespace giaoban::table {

namespace {

using figure::Figure;
using web::Html;
using web::to;
using web::Visit;
using web::Words;

// 0 for what is left blank.
Result<std::int64_t> number_in(web::Fields const& query, std::string_view field) {
  std::string const text = normalise(query.text(field));
  if (text.empty()) return 0;
  std::int64_t number = 0;
  auto const* const end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, number);
  if (read.ec == std::errc{} && read.ptr == end) return number;
  return refuse(command::option_not_a_number, {{"option", std::string(field)}, {"value", text}},
                std::string(field));
}

// What the address asks: a saved table, or one laid out in it.
struct Asked {
  Layout layout;
  unit::Node unit;
  Typed typed = {};
  std::vector<web::Pick> offered = {};  // measures
  std::optional<Saved> saved = {};
  std::optional<Order> order = {};
  std::string words = {};
};

constexpr std::string_view usual_measures = "members members.women members.ethnic_minority";

void lay_out_typed(Visit const& visit, store::Snapshot& snapshot, unit::Reach const& reach,
                   Asked& asked, store::Moment moment) {
  asked.layout.unit = asked.unit.id;
  asked.typed = typed_in(visit.request.query);
  bool const nothing =
      std::ranges::all_of(asked.typed.measures, [](Entry const& one) { return one.typed.empty(); });
  if (nothing) {
    asked.typed.measures.clear();
    for (auto& id : parted(usual_measures)) {
      asked.typed.measures.push_back({.typed = std::move(id)});
    }
  }
  understand(asked.typed, asked.layout, {asked.offered, unit::tree(snapshot, moment), reach});
}

Result<Asked> asked_of(Visit const& visit, store::Snapshot& snapshot, store::Moment moment) {
  web::Fields const& query = visit.request.query;
  auto const reach = unit::reach_of(snapshot, visit.caller.actor, figure::figure_read, moment);
  Asked asked;
  std::string code = normalise(query.text("unit"));
  TRY_VOID(check_edit(query));
  TRY_INTO(std::int64_t const table, number_in(query, "table"));
  TRY_INTO(std::int64_t const heading, number_in(query, "sort"));
  if (table != 0) {
    TRY_INTO(asked.saved, saved_table(snapshot, reach, TableId{table}, moment));
    auto const saved = layout_of(asked.saved->what);
    TRY_INTO(asked.unit, unit::in_reach(snapshot, reach, saved.unit, moment));
    asked.offered = measures_offered(Words{visit.language()}, snapshot, asked.unit.id, moment);
    asked.layout = saved;
    asked.typed = typed_of(snapshot, saved, moment);
    Layout again;  // names what is shown; what is no longer there is told by the table itself
    understand(asked.typed, again, {asked.offered, unit::tree(snapshot, moment), reach});
  } else {
    TRY_INTO(asked.unit, unit::in_reach(snapshot, reach, code, moment));
    asked.offered = measures_offered(Words{visit.language()}, snapshot, asked.unit.id, moment);
    lay_out_typed(visit, snapshot, reach, asked, moment);
  }
  TRY_INTO(asked.layout.year, figure::year_in(query.text("year")));
  if (heading != 0) {
    bool const up = heading < 0;
    asked.order = Order{static_cast<std::size_t>((up ? -heading : heading) - 1),
                        up ? Direction::up : Direction::down};
  }
  asked.words = normalise(query.text("words"));
  return asked;
}

std::string codes_of(store::Snapshot& snapshot, std::vector<UnitId> const& units,
                     store::Moment moment) {
  std::string codes;
  for (UnitId const unit : units) {
    auto const node = unit::node_of(snapshot, unit, moment);
    if (node) codes += (codes.empty() ? "" : " ") + node->code;
  }
  return codes;
}

std::string ids_of(std::vector<std::string> const& ids) {
  std::string text;
  for (auto const& id : ids) text += (text.empty() ? "" : " ") + id;
  return text;
}

std::string days_of(std::vector<Day> const& days) {
  std::string text;
  for (Day const day : days) text += (text.empty() ? "" : " ") + day.vietnamese();
  return text;
}

std::string year_text(Asked const& asked) {
  figure::Year const year = asked.layout.year;
  return year.by == figure::Year::By::said ? std::to_string(year.number) : std::string();
}

// The same table at another address.
web::Url with_layout(web::Url const& url, store::Snapshot& snapshot, Asked const& asked,
                     store::Moment moment) {
  return url.with("unit", asked.unit.code)
      .with("measure", ids_of(asked.layout.measures))
      .with("day", days_of(asked.layout.days))
      .with("units", codes_of(snapshot, asked.layout.chosen, moment))
      .with("as_of", moment.as_of.vietnamese())
      .with("year", year_text(asked));
}

Html chooser(Words const& words, Asked const& asked, store::Moment moment) {
  web::FormField const unit{.name = "unit",
                            .label = words(M("Đơn vị đứng đầu bảng")),
                            .control = web::Control::unit,
                            .value = asked.unit.code,
                            .shown = asked.unit.name};
  web::FormField const sieve{
      .name = "words", .label = words(M("Lọc theo tên hoặc mã")), .value = asked.words};
  std::string const submit = words(M("Lập bảng"));
  return web::element(
      "form",
      {{"method", "get"},
       {"action", to("/tables")},
       {"id", "table"},
       {"class", "builder"},
       {"role", "search"}},
      // Enter in a field presses the first button of a form, which must not be one that edits.
      web::element("button", {{"class", "hidden"}, {"tabindex", "-1"}}, submit),
      web::element("input",
                   {{"type", "hidden"}, {"name", "as_of"}, {"value", moment.as_of.vietnamese()}}),
      web::element("input", {{"type", "hidden"}, {"name", "year"}, {"value", year_text(asked)}}),
      web::element("div", {{"class", "fields"}}, web::form_field(words, unit),
                   web::form_field(words, sieve)),
      entries_of(words, asked.typed, asked.unit.code),
      web::element("div", {{"class", "actions"}},
                   web::element("button", {{"class", "button primary"}}, submit)));
}

Html saved_list(Words const& words, store::Snapshot& snapshot, unit::Node const& unit,
                store::Moment moment) {
  std::vector<Html> links;
  for (Saved const& one : saved_tables(snapshot, unit.id, moment)) {
    links.push_back(web::join(
        web::link(to("/tables").with("table", one.table.value), one.what.name),
        one.what.unit == unit.id
            ? std::string()
            : " (" + unit::unit_entity.called(snapshot, one.what.unit.value, moment) + ")"));
  }
  if (links.empty()) return {};
  return web::panel(words(M("Bảng đã lưu")), web::bullets(links));
}

// A link for each column: large first, then small first.
Html order_links(Words const& words, web::Url const& here, View const& view,
                 std::optional<Order> const& order) {
  std::vector<Html> links;
  for (std::size_t i = 0; i < view.headings.size(); ++i) {
    bool const now = order && order->heading == i;
    bool const turn = now && order->direction == Direction::down;
    auto const number = static_cast<std::int64_t>(i + 1);
    std::string label = heading_words(view, i, words.language);
    if (now) label += turn ? " ↓" : " ↑";
    links.push_back(web::link(here.with("sort", turn ? -number : number), label));
  }
  Html line = web::element("span", words(M("Xếp theo: ")));
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (i > 0) line.put(" · ");
    line.add(links[i]);
  }
  return web::element("p", {{"class", "note"}}, line);
}

Html notes_of(Words const& words, View const& view) {
  std::vector<std::string> told;
  Html html;
  auto const tell = [&](std::optional<figure::Note> const& note) {
    if (!note) return;
    auto const text = words(note->text, note->args);
    if (std::ranges::find(told, text) != told.end()) return;
    told.push_back(text);
    html.add(web::element("p", {{"class", "note"}}, text));
  };
  for (Line const& line : view.lines) {
    for (Figure const& figure : line.figures) {
      tell(figure.note);
      tell(figure.running);
    }
  }
  return html;
}

Html actions_of(Visit const& visit, store::Snapshot& snapshot, Asked const& asked,
                store::Moment moment) {
  Words const words{visit.language()};
  auto const file = with_layout(to("/tables/file"), snapshot, asked, moment)
                        .with("sort", visit.request.query.text("sort"))
                        .with("words", asked.words);
  Html actions = web::join(web::button_link(file.with("as", "xlsx"), words(M("Tải về Excel"))),
                           web::button_link(file.with("as", "docx"), words(M("Tải về Word"))));
  if (!visit.caller.actor.may(table_write)) return actions;
  if (asked.saved && asked.saved->what.unit == asked.unit.id) {
    actions.add(web::button_link(
        web::verb_url("table drop").with("table", asked.saved->table.value).with("next", "/tables"),
        words(M("Bỏ bảng này")), web::ButtonLook::quiet));
  }
  auto const save = web::verb_url("table save")
                        .with("unit", asked.unit.code)
                        .with("name", asked.saved ? asked.saved->what.name : "")
                        .with("measures", ids_of(asked.layout.measures))
                        .with("days", days_of(asked.layout.days))
                        .with("units", codes_of(snapshot, asked.layout.chosen, moment))
                        .with("next", "/tables");
  return actions.add(web::button_link(save, words(M("Lưu bảng này"))));
}

Result<View> view_asked(Visit const& visit, store::Snapshot& snapshot, Asked const& asked,
                        store::Moment moment) {
  auto const reach = unit::reach_of(snapshot, visit.caller.actor, figure::figure_read, moment);
  TRY_INTO(View made, view(snapshot, reach, asked.layout, moment));
  if (asked.order) sort(made, *asked.order);
  sift(made, asked.words);
  return made;
}

Result<void> saving_form(Visit const& visit, web::VerbPage& page) {
  page.head.active = tables_path;
  if (auto* const measures = web::field_named(page, "measures")) {
    measures->value = web::asked_value(visit, "measures");
  }
  if (auto* const sharing = web::field_named(page, "sharing"); sharing->value.empty()) {
    sharing->value = "own";
  }
  return {};
}

}  // namespace

std::vector<web::Notice> notices_of(Words const& words, store::Snapshot& snapshot) {
  auto const note = figure::preparing_note(snapshot);
  if (!note) return {};
  return {{web::NoticeKind::told, Html(words(note->text, note->args))}};
}

web::AsOfBar as_of_bar(Visit const& visit, store::Snapshot& snapshot, UnitId unit,
                       store::Moment moment) {
  web::AsOfBar bar{.moment = moment, .years = {}, .year = visit.request.query.text("year")};
  for (auto& [value, label] : figure::years_offered(snapshot, unit, moment, visit.language())) {
    bar.years.push_back({std::move(value), std::move(label)});
  }
  return bar;
}

web::Url records_of(Figure const& figure) {
  return to("/figures/records").with("reference", figure.reference.text());
}

Html figure_cell(Words const& words, Figure const& figure) {
  if (!figure.count) return words(M("chưa biết"));
  if (figure.share) return web::share(words, *figure.share, records_of(figure));
  return web::link(records_of(figure), words.count(*figure.count));
}

Html notes_on_sums_of(Words const& words, store::Snapshot& snapshot, View const& view) {
  Html html;
  for (auto const& note : notes_on_sums(snapshot, view)) {
    html.add(web::element("p", {{"class", "note"}}, words(note.text, note.args)));
  }
  return html;
}

Html view_table(Visit const& visit, View const& view, web::Paged const& paged) {
  Words const words{visit.language()};
  auto const written = listing_of(view, Spread::together, words.language);
  web::TableOptions options{.empty = words(M("Không có đơn vị nào phù hợp.")),
                            .total_rows = view.total ? 1U : 0U};
  options.link_column = 1;
  constexpr std::size_t heads = 2;
  options.look = view.headings.size() > 4 ? web::TableLook::dense : web::TableLook::plain;
  options.link = [&](std::size_t row) -> std::optional<web::Url> {
    if (row >= view.lines.size()) return std::nullopt;
    return to("/units/{}", view.lines[row].unit.id.value);
  };
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column < heads) return std::nullopt;
    bool const itself = row == view.lines.size() && view.itself;
    auto const& line = row < view.lines.size() ? view.lines[row]
                       : itself                ? *view.itself
                                               : *view.total;
    return figure_cell(words, line.figures[column - heads]);
  };
  return web::paged_table(visit, written.listing, options, paged);
}

std::vector<web::Pick> measures_offered(Words const& words, store::Snapshot& snapshot, UnitId unit,
                                        store::Moment moment) {
  std::vector<web::Pick> all;
  for (figure::Held const& one : figure::own_measures(snapshot, moment, unit)) {
    all.push_back({one->id, one->name(words.language)});
  }
  for (figure::Measure const& one : figure::measures()) {
    std::string label = one.name(words.language);
    if (one.base) label += " / " + words(*one.base);
    all.push_back({one.id, label});
  }
  return all;
}

Result<web::Response> show_tables(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  TRY_INTO(Asked const asked, asked_of(visit, *snapshot, moment));
  bool const faulty = asked.typed.faulty() && !asked.saved;
  auto const made =
      faulty ? Result<View>(refuse(not_understood)) : view_asked(visit, *snapshot, asked, moment);
  auto const here = with_layout(to("/tables"), *snapshot, asked, moment).with("words", asked.words);
  Html body;
  if (made) {
    body.add(order_links(words, here, *made, asked.order));
    body.add(
            view_table(visit, *made, {.here = here.with("sort", visit.request.query.text("sort"))}))
        .add(notes_of(words, *made));
    body.add(notes_on_sums_of(words, *snapshot, *made));
  } else {
    body.add(web::refusal_box(words, made.error()));
  }
  body.add(web::panel(words(M("Chọn những gì hiện trong bảng")), chooser(words, asked, moment)));
  body.add(saved_list(words, *snapshot, asked.unit, moment));
  return web::page(
      visit,
      {.title = asked.saved ? asked.saved->what.name
                            : words(M("Bảng số liệu: {unit}"), {{"unit", asked.unit.name}}),
       .lead = words(M("Mỗi dòng một đơn vị, mỗi cột một chỉ tiêu. Bấm vào một số để xem danh sách "
                       "đứng sau số ấy.")),
       .active = tables_path,
       .as_of = as_of_bar(visit, *snapshot, asked.unit.id, moment),
       .notices = notices_of(words, *snapshot),
       .actions = actions_of(visit, *snapshot, asked, moment),
       .width = web::PageWidth::full},
      body);
}

Result<web::Response> complete_measure(Visit& visit) {
  constexpr std::size_t shown_max = 12;
  Words const words{visit.language()};
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, figure::figure_read, moment);
  TRY_INTO(auto const node,
           unit::in_reach(*snapshot, reach, normalise(visit.request.query.text("unit")), moment));
  auto const offered = measures_offered(words, *snapshot, node.id, moment);
  std::vector<web::Found> found;
  for (web::Pick const& one : measures_like(offered, visit.request.query.text(web::pick_field))) {
    if (found.size() < shown_max) found.push_back({.value = one.label, .label = one.label});
  }
  if (found.empty()) {
    return web::fragment(
        web::element("p", {{"class", "none"}}, words(M("Không có chỉ tiêu nào có chữ này."))));
  }
  return web::picks(words, found);
}

Result<web::Response> save_file(Visit& visit) {
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  TRY_INTO(Asked const asked, asked_of(visit, *snapshot, moment));
  if (asked.typed.faulty() && !asked.saved) return refuse(not_understood);
  TRY_INTO(View const made, view_asked(visit, *snapshot, asked, moment));
  auto const language = visit.language();
  auto const written = listing_of(made, Spread::apart, language);
  std::string const name = written.listing.title;
  if (visit.request.query.text("as") == "docx") {
    auto const foot = say(language, M("Số liệu theo bút toán {entry}."),
                          {{"entry", web::head_text(visit.store)}});
    return web::Response::download(
        print::table_docx({.listing = written.listing, .foot = foot, .language = language}),
        std::string(web::docx_type), name + ".docx");
  }
  std::string const file = name + ".xlsx";
  return web::download_written(
      {file, web::xlsx_type}, [&](std::filesystem::path const& path) -> Result<void> {
        print::write_xlsx(written.listing, path, visit.site.clock->today(), language);
        return {};
      });
}

std::vector<web::Route> routes() {
  return {{.path = "/tables",
           .handle = &show_tables,
           .right = &figure::figure_read,
           .query = {web::asks_number("page"), web::asks_text("year"), web::asks_text("unit"),
                     web::asks_number("table"), web::asks_text("measure*"), web::asks_text("units"),
                     web::asks_text("unit*"), web::asks_text("day*"), web::asks_text("words"),
                     web::asks_text("sort"), web::asks_text("edit")}},
          {.path = "/tables/measures",
           .handle = &complete_measure,
           .right = &figure::figure_read,
           .query = {web::asks_text("unit"), web::asks_text("q")}},
          {.path = "/tables/file",
           .handle = &save_file,
           .right = &figure::figure_read,
           .gives = web::Gives::file,
           .query = {web::asks_text("year"), web::asks_text("unit"), web::asks_number("table"),
                     web::asks_text("measure*"), web::asks_text("units"), web::asks_text("unit*"),
                     web::asks_text("day*"), web::asks_text("words"), web::asks_text("sort"),
                     web::asks_word("as", {"xlsx", "docx"})}},
          {.path = "/dashboard",
           .handle = &show_dashboard,
           .right = &figure::figure_read,
           .query = {web::asks_number("page"), web::asks_text("year"), web::asks_text("unit"),
                     web::asks_number("hall")}}};
}

std::vector<web::MenuEntry> menu() {
  return {{.path = dashboard_path, .label = M("Bảng theo dõi"), .right = &figure::figure_read},
          {.path = tables_path, .label = M("Bảng số liệu"), .right = &figure::figure_read}};
}

std::vector<web::VerbForm> verb_forms() {
  return {web::verb_form<&saving_form>("table save")};
}

}  // namespace giaoban::table
