// Pages of committees' own measures: the list, one with its targets, and the form in which one is
// defined while its count is shown.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "figure/indicator_lines.h"
#include "figure/web_parts.h"
#include "web/components.h"
#include "web/page.h"

namespace giaoban::figure {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

constexpr std::string_view count_id = "live-count";

bool may_define(Visit const& visit) {
  return visit.caller.actor.may(indicator_write);
}

// One button a population: what may be asked follows from it.
Html choose_population(Words const& words, std::string const& unit) {
  std::vector<Html> links;
  for (Choice const& choice : choices_of(Population{})) {
    links.push_back(web::link(
        web::verb_url("indicator define").with("population", choice.code).with("unit", unit),
        words(choice.label)));
  }
  return web::panel(words(M("Đặt chỉ tiêu mới: đếm trong số")), web::bullets(links));
}

web::Url page_of(Held const& measure) {
  return to("/indicators/{}", measure->own->indicator.value);
}

std::string target_cell(Words const& words, store::Snapshot& snapshot, Figure const& figure) {
  auto const target = target_for(snapshot, figure);
  if (!target) return {};
  std::string amount = target_words(*target, figure.measure(), words.language);
  switch (reached(*target, figure)) {
    case Reached::yes:
      return words(M("{amount}: đạt"), {{"amount", amount}});
    case Reached::no:
      return words(M("{amount}: chưa đạt"), {{"amount", amount}});
    case Reached::unknown:
      break;
  }
  return amount;
}

Html figures_table(Words const& words, store::Snapshot& snapshot,
                   std::vector<Figure> const& shown) {
  Listing listing{.title = words(M("Chỉ tiêu tự định nghĩa")),
                  .columns = {{"name", M("Chỉ tiêu"), CellType::text},
                              {"value", M("Số liệu"), CellType::text},
                              {"target", M("Mục tiêu của năm"), CellType::text}},
                  .rows = {}};
  for (Figure const& figure : shown) {
    listing.rows.push_back(
        {figure.measure().name(words.language), Value{}, target_cell(words, snapshot, figure)});
  }
  web::TableOptions options{.empty = words(M("Chưa có chỉ tiêu nào."))};
  options.caption_look = web::CaptionLook::heard;
  options.link = [&](std::size_t row) {
    return std::optional(page_of(shown[row].reference.measure));
  };
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column == 1) return value_of(words, shown[row]);
    return std::nullopt;
  };
  return web::table(words, listing, options);
}

std::vector<Figure> own_figures(store::Snapshot& snapshot, UnitId unit, store::Moment moment,
                                Year year) {
  auto const own = own_measures(snapshot, moment, unit);
  return std::move(figures(snapshot, own, std::span(&unit, 1), moment, year).front());
}

// A measure as a unit has it: its owner, or one below that looks at its own figures.
struct OfUnit {
  Held measure;
  UnitId unit;
  store::Moment moment;
};

Html years_table(Words const& words, store::Snapshot& snapshot, OfUnit const& of) {
  auto const& [measure, unit, moment] = of;
  Listing listing{.title = words(M("Mục tiêu và kết quả từng năm")),
                  .columns = {{"year", M("Năm"), CellType::number},
                              {"target", M("Mục tiêu"), CellType::text},
                              {"value", M("Đến cuối năm"), CellType::text},
                              {"reached", M("Kết quả"), CellType::text},
                              {"project", M("Đề án, kế hoạch"), CellType::text}},
                  .rows = {}};
  std::vector<Figure> at_end;
  for (Target const& target : targets_of(snapshot, *measure, moment.known_at)) {
    auto const last = Day::from_ymd(target.year, 12, 31).value_or(moment.as_of);
    store::Moment const then{std::min(last, moment.as_of), moment.known_at};
    at_end.push_back(
        figures(snapshot, std::span(&of.measure, 1), std::span(&of.unit, 1), then).front().front());
    bool const begun = target.year <= moment.as_of.year();
    if (!begun) at_end.back().count.reset();
    auto const outcome = reached(target, at_end.back());
    listing.rows.push_back({std::int64_t{target.year},
                            target_words(target, *measure, words.language), Value{},
                            outcome == Reached::yes  ? Value{words(M("đạt"))}
                            : outcome == Reached::no ? Value{words(M("chưa đạt"))}
                                                     : Value{},
                            target.project});
  }
  web::TableOptions options{.empty = words(M("Chưa đặt mục tiêu năm nào."))};
  options.caption_look = web::CaptionLook::heard;
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column != 2) return std::nullopt;
    return at_end[row].count ? value_of(words, at_end[row]) : Html("–");
  };
  return web::table(words, listing, options);
}

// The definition in force on the day, or the nearest to it.
Result<Held> measure_of_page(Visit const& visit, store::Snapshot& snapshot, store::Moment moment) {
  std::string const place = visit.place("indicator");
  constexpr std::size_t digits_max = 18;
  bool const digits = !place.empty() && place.size() <= digits_max &&
                      std::ranges::all_of(place, [](char c) { return c >= '0' && c <= '9'; });
  auto const id = digits ? std::stoll(place) : 0;
  auto const facts = snapshot.history(IndicatorDefinition::kind, id, moment.known_at);
  auto const* const fact = store::nearest(facts, moment.as_of);
  if (fact == nullptr) {
    return refuse(no_such_indicator, {{"code", place}, {"day", moment.as_of.vietnamese()}});
  }
  auto const found = store::typed<IndicatorDefinition>(*fact);
  return measure_of(found.value, found.head);
}

// --- defining ------------------------------------------------------------------------------------

std::optional<std::int64_t> decimals_typed(Visit const& visit) {
  std::string const text = normalise(web::asked_value(visit, "decimals"));
  bool const digit = text.size() == 1 && text[0] >= '0' && text[0] <= '9';
  return digit ? std::optional<std::int64_t>(text[0] - '0') : std::nullopt;
}

// What the form holds so far.
Defining typed_so_far(Visit const& visit) {
  return {.unit = {},
          .code = "draft",
          .name = {},
          .population = from_code<Population>(web::asked_value(visit, "population"))
                            .value_or(Population::members),
          .counts = web::asked_value(visit, "counts"),
          .base = web::asked_value(visit, "base"),
          .base_name = web::asked_value(visit, "base-name"),
          .citation = {},
          .decimals = decimals_typed(visit),
          .rounding = from_code<Rounding>(web::asked_value(visit, "rounding"))};
}

// A share needs its base named before it is kept, not while it is tried out.
Result<Figure> draft_figure(Visit const& visit, store::Snapshot& snapshot) {
  store::Moment const today{visit.site.clock->today()};
  auto const& actor = visit.caller.actor;
  Defining typed = typed_so_far(visit);
  auto const& behind = right_behind(typed.population);
  auto const reach = unit::reach_of(snapshot, actor, behind, today);
  TRY_INTO(auto const node,
           unit::in_reach(snapshot, reach, web::asked_value(visit, "unit"), today));
  auto const of_figures = unit::reach_of(snapshot, actor, figure_read, today);
  TRY_VOID(unit::in_reach(snapshot, of_figures, node.id, today));
  if (typed.base_name.empty()) typed.base_name = say(visit.language(), M("mẫu số"));
  typed.unit = node.id;
  TRY_INTO(auto const definition, definition_of(typed));
  Held const measure = measure_of(definition, {});
  return figures(snapshot, std::span(&measure, 1), std::span(&node.id, 1), today).front().front();
}

Html live_count(Visit const& visit, store::Snapshot& snapshot) {
  Words const words{visit.language()};
  auto const figure = draft_figure(visit, snapshot);
  if (!figure) {
    return web::element(
        "div", {{"class", "notice warning"}},
        web::element("p", figure.error().text(words.language)),
        web::element("p", {{"class", "note"}}, figure.error().remedy(words.language)));
  }
  Html line = web::element("p", words(M("Đến hôm nay: ")),
                           figure->share   ? web::share(words, *figure->share)
                           : figure->count ? Html(words.count(*figure->count))
                                           : Html(words(M("chưa biết"))));
  for (auto const& note : {figure->note, figure->running}) {
    if (note) line.add(web::element("p", {{"class", "note"}}, words(note->text, note->args)));
  }
  return line;
}

// Asked again whenever something of the form changes.
Html live_place(Words const& words, Html const& now) {
  return web::panel(words(M("Thử với sổ hiện nay")),
                    web::element("div",
                                 {{"id", count_id},
                                  {"role", "status"},
                                  {"hx-get", to("/indicators/count")},
                                  {"hx-include", "closest form"},
                                  {"hx-trigger", "input from:closest form delay:400ms"},
                                  {"hx-target", "this"},
                                  {"hx-swap", "innerHTML"}},
                                 now));
}

void complete_field(web::VerbPage& page, std::string_view name, Population population,
                    std::string note) {
  auto* const field = web::field_named(page, name);
  if (field == nullptr) return;
  field->control = web::Control::unit;
  field->search = to("/indicators/words").with("population", code(population));
  field->note = std::move(note);
}

std::string names_joined(Words const& words, Population population) {
  std::string joined;
  for (PropertyKind const& kind : properties()) {
    if ((kind.populations & bit_of(population)) == 0) continue;
    joined += (joined.empty() ? "" : ", ") + words(kind.label);
  }
  return joined;
}

Result<void> defining_form(Visit const& visit, web::VerbPage& page) {
  Words const words{visit.language()};
  page.head.active = menu_path;
  page.head.title = words(M("Đặt chỉ tiêu"));
  auto const snapshot = visit.store.read();
  store::Moment const today{visit.site.clock->today()};
  auto const population = from_code<Population>(web::asked_value(visit, "population"));
  if (auto* const unit = web::field_named(page, "unit"); unit->value.empty()) {
    auto const reach = unit::reach_of(*snapshot, visit.caller.actor, indicator_write, today);
    auto const own = unit::in_reach(*snapshot, reach, web::asked_value(visit, "unit"), today);
    if (own) {
      unit->value = own->code;
      unit->shown = own->name;
    }
  }
  if (auto* const from = web::field_named(page, "from"); from->value.empty()) {
    from->value = Day::from_ymd(today.as_of.year(), 1, 1).value_or(today.as_of).vietnamese();
    from->note =
        words(M("Số liệu của những ngày trước ngày này không tính theo chỉ tiêu. Muốn xem "
                "lại các năm trước thì ghi ngày sớm hơn."));
  }
  if (!population) return {};
  auto const names = names_joined(words, *population);
  complete_field(page, "counts", *population,
                 words(M("Ví dụ: giới tính = nữ và tuổi từ 18 đến 30. Có thể hỏi: {names}."),
                       {{"names", names}}));
  complete_field(page, "base", *population,
                 words(M("Số được đếm luôn nằm trong mẫu số. Để trống là tất cả.")));
  page.form.before.add(live_place(words, live_count(visit, *snapshot)));
  return {};
}

Result<void> about_indicator(Visit const& visit, web::VerbPage& page) {
  Words const words{visit.language()};
  page.head.active = menu_path;
  auto const snapshot = visit.store.read();
  store::Moment const today{visit.site.clock->today()};
  std::string const code = web::asked_value(visit, "code");
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, figure_read, today);
  TRY_INTO(auto const measure,
           measure_seen(*snapshot, reach, std::string(own_prefix) + own_code(code), today));
  if (auto* const field = web::field_named(page, "code")) {
    field->control = web::Control::hidden;
    field->value = code;
  }
  page.form.before.add(
      web::panel(measure->name(words.language),
                 web::table(words, lines_of(*snapshot, {measure, today, words.language}),
                            {.caption_look = web::CaptionLook::heard})));
  return {};
}

}  // namespace

Result<web::Response> show_indicators(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  TRY_INTO(unit::Node const node, unit_asked(visit, *snapshot, moment));
  TRY_INTO(Year const year, year_asked(visit));
  auto const shown = own_figures(*snapshot, node.id, moment, year);
  Html body = web::filter_form(words, {.id = "indicators",
                                       .action = to("/indicators"),
                                       .groups = {{.fields = {unit_field(words, node)}}},
                                       .submit = words(M("Chọn đơn vị"))});
  body.add(figures_table(words, *snapshot, shown)).add(notes_of(words, shown));
  if (may_define(visit)) {
    body.add(choose_population(words, node.code));
    body.add(web::button_link(
        web::verb_url("indicator adopt").with("unit", node.code).with("next", "/indicators"),
        words(M("Nhận bộ chỉ tiêu soạn sẵn"))));
  }
  return web::page(
      visit,
      {.title = words(M("Chỉ tiêu của {unit}"), {{"unit", node.name}}),
       .lead = words(M("Do đơn vị này và các đơn vị ở trên đặt ra. Bấm vào một số để xem danh sách "
                       "đứng sau số ấy.")),
       .active = menu_path,
       .crumbs = {{words(M("Số liệu")), to("/figures").with("unit", node.code)}},
       .as_of = as_of_bar(visit, *snapshot, node.id, moment),
       .notices = notices_of(words, *snapshot)},
      body);
}

Result<web::Response> show_indicator(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  TRY_INTO(Held const measure, measure_of_page(visit, *snapshot, moment));
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, figure_read, moment);
  if (!seen_from(*snapshot, reach, *measure->own, moment)) {
    return refuse(no_such_indicator,
                  {{"code", visit.place("indicator")}, {"day", moment.as_of.vietnamese()}});
  }
  auto const owner = unit::in_reach(*snapshot, reach, measure->own->unit, moment);
  TRY_INTO(auto const node,
           owner ? owner : unit::in_reach(*snapshot, reach, std::string_view{}, moment));
  Html body = web::table(words, lines_of(*snapshot, {measure, moment, words.language}),
                         {.caption_look = web::CaptionLook::heard});
  body.add(web::panel(words(M("Mục tiêu và kết quả từng năm")),
                      years_table(words, *snapshot, {measure, node.id, moment})));
  std::string const code = measure->own->said.code;
  Html actions =
      web::button_link(to("/figures/series").with("unit", node.code).with("measure", measure->id),
                       words(M("Qua thời gian")));
  if (may_define(visit)) {
    auto const again = web::verb_url("indicator define")
                           .with("unit", node.code)
                           .with("code", code)
                           .with("name", measure->own->said.name)
                           .with("population", giaoban::code(measure->population))
                           .with("counts", words_of(measure->own->counts, words.language))
                           .with("base", measure->own->said.base_name.empty()
                                             ? ""
                                             : words_of(measure->own->base, words.language))
                           .with("base-name", measure->own->said.base_name)
                           .with("citation", measure->own->said.citation)
                           .with("decimals", std::int64_t{measure->decimals.places})
                           .with("rounding", giaoban::code(measure->decimals.rounding));
    actions.add(web::button_link(web::verb_url("indicator target").with("code", code),
                                 words(M("Đặt mục tiêu năm"))));
    actions.add(web::button_link(again, words(M("Đặt lại từ một ngày"))));
    actions.add(web::button_link(web::verb_url("indicator end").with("code", code),
                                 words(M("Thôi dùng")), web::ButtonLook::quiet));
  }
  return web::page(visit,
                   {.title = measure->name(words.language),
                    .active = menu_path,
                    .crumbs = {{words(M("Chỉ tiêu")), to("/indicators").with("unit", node.code)}},
                    .as_of = web::AsOfBar{moment},
                    .actions = actions},
                   body);
}

Result<web::Response> count_indicator(Visit& visit) {
  auto const snapshot = visit.store.read();
  return web::fragment(live_count(visit, *snapshot));
}

Result<web::Response> complete_condition(Visit& visit) {
  Words const words{visit.language()};
  auto const population =
      from_code<Population>(visit.request.query.text("population")).value_or(Population::members);
  std::vector<web::Found> found;
  auto const typed = visit.request.query.text(web::pick_field);
  for (Completion const& one : completions(typed, population, words.language)) {
    found.push_back({.value = one.text, .label = one.label, .note = {}});
  }
  if (found.empty()) {
    return web::fragment(
        web::element("p", {{"class", "none"}}, words(M("Không có gợi ý cho chữ này."))));
  }
  return web::picks(words, found);
}

Html own_panel(Visit const& visit, store::Snapshot& snapshot, unit::Node const& node,
               store::Moment moment, Year year) {
  Words const words{visit.language()};
  auto const shown = own_figures(snapshot, node.id, moment, year);
  if (shown.empty() && !may_define(visit)) return {};
  return web::panel(words(M("Chỉ tiêu tự định nghĩa")),
                    web::join(figures_table(words, snapshot, shown), notes_of(words, shown)),
                    web::button_link(to("/indicators").with("unit", node.code),
                                     words(M("Đặt và sửa chỉ tiêu")), web::ButtonLook::quiet));
}

std::vector<web::VerbForm> verb_forms() {
  return {web::verb_form<&defining_form>("indicator define"),
          web::verb_form<&about_indicator>("indicator end"),
          web::verb_form<&about_indicator>("indicator target")};
}

}  // namespace giaoban::figure
