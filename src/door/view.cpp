#include "door/view.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/number.h"
#include "door/door.h"
#include "print/xlsx_write.h"
#include "unit/web.h"
#include "web/download.h"
#include "web/form.h"
#include "web/page.h"
#include "web/paged.h"
#include "web/record_page.h"
#include "web/verb_pages.h"

namespace giaoban::door {

using command::Arguments;
using command::Ask;
using command::Context;
using store::Entity;
using store::Moment;
using web::Html;
using web::Url;
using web::Visit;
using web::Words;

Result<UnitId> Reading::unit_or_topmost(std::optional<UnitId> asked) const {
  auto const node = asked ? unit::in_reach(snapshot, reach, *asked, moment)
                          : unit::in_reach(snapshot, reach, std::string_view{}, moment);
  if (!node) return std::unexpected(node.error());
  return node->id;
}

namespace {

// --- what is asked and answered ------------------------------------------------------------------

Reading reading_of(Shown const& view, store::Snapshot& snapshot, store::Actor const& actor,
                   Moment moment, Language language) {
  return {.snapshot = snapshot,
          .actor = actor,
          .right = *view.right,
          .moment = moment,
          .language = language,
          .reach = unit::reach_of(snapshot, actor, *view.right, moment)};
}

// What a row refers to is called as on its last day by the moment: a post that is over by the name
// that the unit bore then.
Moment naming_moment(Laid const& laid, std::size_t row, Moment moment) {
  if (laid.spans.empty()) return moment;
  return {laid.spans[row].nearest(moment.as_of), moment.known_at};
}

std::optional<std::int64_t> id_of(Cell const& cell) {
  auto const* const id = std::get_if<std::int64_t>(&cell.value);
  return id == nullptr ? std::nullopt : std::optional(*id);
}

std::string called(Reading const& reading, Entity const& entity, std::int64_t id, Moment moment) {
  if (entity.called == nullptr) return std::to_string(id);
  auto name = entity.called(reading.snapshot, id, moment);
  return name.empty() ? say(reading.language, M("(đã xóa)")) : name;
}

// As it is typed where a code or number is asked for.
std::string written(Reading const& reading, Entity const& entity, std::int64_t id, Moment moment) {
  return entity.written == nullptr ? std::to_string(id)
                                   : entity.written(reading.snapshot, id, moment);
}

Value shown_value(Reading const& reading, Column const& column, Cell const& cell) {
  if (column.type == CellType::day && id_of(cell) == Day::forever().number()) return {};
  if (cell.words != Msg{}) return say(reading.language, cell.words);
  return cell.value;
}

// The day, or blank for one that is not known yet.
Value day_or_open(Day end, Day shown) {
  return end == Day::forever() ? Value{} : Value{std::int64_t{shown.number()}};
}

// --- as a list -----------------------------------------------------------------------------------

bool stands_on(Column const& column, On door) {
  return column.options.on == On::everywhere || column.options.on == door;
}

std::string name_id(Column const& column) {
  return column.options.name_id.empty() ? std::string(column.id) + "_name"
                                        : std::string(column.options.name_id);
}

void add_reference(std::vector<giaoban::Column>& heads, Column const& column) {
  Entity const& entity = *column.refers;
  Msg const key = column.options.key_label != Msg{} ? column.options.key_label : column.label;
  heads.push_back(
      {std::string(column.id), key, entity.written == nullptr ? CellType::number : CellType::text});
  if (entity.called != nullptr) heads.push_back({name_id(column), column.label, CellType::text});
}

void add_reference(Row& row, Reading const& reading, Column const& column, Cell const& cell,
                   Moment then) {
  Entity const& entity = *column.refers;
  auto const id = id_of(cell);
  if (!id) {
    row.emplace_back();
  } else if (entity.written == nullptr) {
    row.emplace_back(*id);
  } else {
    row.emplace_back(entity.written(reading.snapshot, *id, then));
  }
  if (entity.called == nullptr) return;
  if (id)
    row.emplace_back(entity.called(reading.snapshot, *id, then));
  else
    row.emplace_back();
}

Listing listing_of(Shown const& view, Reading const& reading, Laid const& laid) {
  Listing listing{.title = say(reading.language, view.title), .columns = {}, .rows = {}};
  for (Column const& column : view.columns) {
    if (!stands_on(column, On::lists)) continue;
    if (column.refers != nullptr)
      add_reference(listing.columns, column);
    else
      listing.columns.push_back({std::string(column.id), column.label, column.type});
  }
  if (view.rows == Rows::dated) {
    listing.columns.push_back({"from", M("Từ ngày"), CellType::day});
    listing.columns.push_back({"to", M("Đến trước ngày"), CellType::day});
  }
  for (std::size_t row = 0; row < laid.cells.size(); ++row) {
    Moment const then = naming_moment(laid, row, reading.moment);
    Row cells;
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
      Column const& column = view.columns[i];
      if (!stands_on(column, On::lists)) continue;
      if (column.refers != nullptr)
        add_reference(cells, reading, column, laid.cells[row][i], then);
      else
        cells.push_back(shown_value(reading, column, laid.cells[row][i]));
    }
    if (view.rows == Rows::dated) {
      cells.emplace_back(std::int64_t{laid.spans[row].from.number()});
      cells.push_back(day_or_open(laid.spans[row].to, laid.spans[row].to));
    }
    listing.rows.push_back(std::move(cells));
  }
  return listing;
}

void log_reading(Shown const& view, store::Store& store, store::Actor const& actor,
                 std::optional<std::int64_t> about) {
  if (view.tells == Tells::of_persons)
    store.log_access(actor.name, std::string(view.command), about);
}

// A refusal names a record as it was asked for: which record bears a card's number is not told to
// who may not know of it.
Refusal as_asked(command::Asks const& asks, Arguments const& given, void const* asked,
                 Refusal refusal) {
  for (Ask const& ask : asks.all) {
    auto const typed = given.text(ask.name);
    if (ask.field.type != store::FieldType::reference || !typed) continue;
    Value const id = ask.field.load(static_cast<char const*>(asked) + ask.offset);
    if (is_null(id)) continue;
    std::string const number = std::to_string(std::get<std::int64_t>(id));
    for (Arg& arg : refusal.args) {
      if (arg.value == number) arg.value = *typed;
    }
  }
  return refusal;
}

Result<void> run(Shown const& view, Context& context, Arguments const& given) {
  TRY_INTO(auto* const open_store, context.store());
  TRY_INTO(Moment const moment, context.moment(given));
  auto const snapshot = open_store->read();
  store::Actor const actor = context.actor();
  Reading reading = reading_of(view, *snapshot, actor, moment, context.language());
  auto const asked = view.blank();
  TRY_VOID(command::read_plain(view.asks, given, asked.get()));
  TRY_VOID(
      command::read_named(view.asks, given, *snapshot, {actor, view.right, moment}, asked.get()));
  auto laid = view.lay(reading, asked.get());
  if (!laid) return std::unexpected(as_asked(view.asks, given, asked.get(), laid.error()));
  log_reading(view, *open_store, actor, std::nullopt);
  context.show(listing_of(view, reading, *laid));
  return {};
}

// --- as a page -----------------------------------------------------------------------------------

// A place of the page's path: which record, by which ask.
struct Place {
  Ask const* ask = nullptr;
  std::int64_t id = 0;
};

// What one page shows to one reader.
struct Asked {
  Shown const& view;
  Page const& page;
  std::vector<Place> places;
  std::shared_ptr<void> filled;
};

std::vector<std::string> names_of_places(std::string_view path) {
  std::vector<std::string> names;
  for (auto open = path.find('{'); open != path.npos; open = path.find('{', open + 1)) {
    names.emplace_back(path.substr(open + 1, path.find('}', open) - open - 1));
  }
  return names;
}

Ask const& ask_named(command::Asks const& asks, std::string_view name) {
  auto const found = std::ranges::find(asks.all, name, &Ask::name);
  ensure(found != asks.all.end(), "a page fills an ask of its view");
  return *found;
}

command::Asks filters_of(Shown const& view, Page const& page) {
  command::Asks asks{.all = {}, .day = nullptr};
  for (std::string_view const name : page.filters) asks.all.push_back(ask_named(view.asks, name));
  return asks;
}

Result<Asked> asked_of(Visit const& visit, Shown const& view, Page const& page, Reading& reading) {
  Asked asked{.view = view, .page = page, .places = {}, .filled = view.blank()};
  for (std::string const& name : names_of_places(page.path)) {
    Ask const& ask = ask_named(view.asks, name);
    auto const id = whole_number(visit.place(name));
    if (!id) return refuse(web::no_such_page, {{"path", visit.request.path}});
    ask.field.save(static_cast<char*>(asked.filled.get()) + ask.offset, *id);
    asked.places.push_back({&ask, *id});
  }
  auto const filters = filters_of(view, page);
  Arguments given;
  for (Ask const& ask : filters.all) {
    if (auto value = visit.request.query.text(ask.name); !value.empty()) given.set(ask.name, value);
  }
  TRY_VOID(command::read_plain(filters, given, asked.filled.get()));
  TRY_VOID(command::read_named(filters, given, reading.snapshot,
                               {reading.actor, &reading.right, reading.moment},
                               asked.filled.get()));
  return asked;
}

// The page's own address, with all that it is asked for but the page of rows.
Url here(Visit const& visit, Asked const& asked, std::string_view ending = {}) {
  Url url = web::same_moment(visit, Url::checked(visit.request.path + std::string(ending)));
  for (std::string_view const name : asked.page.filters) {
    url = url.with(name, visit.request.query.text(name));
  }
  return url;
}

// What is filled into the form of a verb, by the names of its asks.
using Preset = std::pair<std::string_view, std::string>;

Html verb_button(Visit const& visit, Action const& action, std::vector<Preset> const& presets) {
  if (!visit.caller.actor.may(*action.verb->right)) return {};
  Url form = web::verb_url(command_named(*action.verb));
  auto const& routes = visit.site.routes;
  auto const route = std::ranges::find(routes, form.text(), &web::Route::path);
  if (route == routes.end() || route->command == nullptr) return {};
  for (auto const& [name, value] : presets) {
    auto const& options = route->command->options;
    bool const asks = std::ranges::find(options, name, &command::Option::name) != options.end();
    if (asks) form = form.with(name, value);
  }
  return web::button_link(form.with(web::next_field, visit.request.path),
                          say(visit.language(), action.label), action.look);
}

std::vector<Preset> presets_of(Reading const& reading, Asked const& asked) {
  std::vector<Preset> presets;
  for (Place const& place : asked.places) {
    presets.emplace_back(place.ask->name, written(reading, *place.ask->field.options.refers,
                                                  place.id, reading.moment));
  }
  return presets;
}

std::vector<Preset> presets_of(Shown const& view, Reading const& reading,
                               std::vector<Cell> const& cells, Moment then) {
  std::vector<Preset> presets;
  for (std::size_t i = 0; i < view.columns.size(); ++i) {
    Column const& column = view.columns[i];
    auto const id = id_of(cells[i]);
    if (column.refers == nullptr || !id) continue;
    presets.emplace_back(column.id, written(reading, *column.refers, *id, then));
  }
  return presets;
}

Html reference(Visit const& visit, Reading const& reading, Column const& column, std::int64_t id,
               Moment then) {
  Entity const& entity = *column.refers;
  std::string const name = called(reading, entity, id, then);
  auto const url = web::record_page(visit.site, entity, id);
  bool const opens = entity.readable == nullptr || reading.actor.may(*entity.readable);
  if (!url || !opens) return name;
  return web::link(web::same_moment(visit, *url), name);
}

// The columns of a page's table, each with its place in the row's cells.
struct TableColumns {
  std::vector<giaoban::Column> heads;
  std::vector<std::size_t> cells;
};

TableColumns table_columns(Asked const& asked) {
  TableColumns columns;
  for (std::size_t i = 0; i < asked.view.columns.size(); ++i) {
    Column const& column = asked.view.columns[i];
    bool const in_path = std::ranges::any_of(
        asked.places, [&](Place const& one) { return one.ask->name == column.id; });
    if (in_path || !stands_on(column, On::pages)) continue;
    CellType const type = column.refers == nullptr ? column.type : CellType::text;
    columns.heads.push_back({std::string(column.id), column.label, type});
    columns.cells.push_back(i);
  }
  return columns;
}

// "posts" of "/units/{unit}/posts".
std::string element_id(Shown const& view) {
  std::string const& path = view.pages.front().path;
  return path.substr(path.rfind('/') + 1);
}

Html table_of(Visit const& visit, Asked const& asked, Reading const& reading, Laid const& laid) {
  Shown const& view = asked.view;
  Words const words{visit.language()};
  TableColumns const columns = table_columns(asked);
  Listing listing{.title = words(view.title), .columns = columns.heads, .rows = {}};
  if (view.rows == Rows::dated) {
    listing.columns.push_back({"from", M("Từ ngày"), CellType::day});
    listing.columns.push_back({"last", M("Đến hết ngày"), CellType::day});
  }
  bool const acts = std::ranges::any_of(view.row_actions, [&](Action const& action) {
    return visit.caller.actor.may(*action.verb->right);
  });
  if (acts) listing.columns.push_back({"actions", M("Thao tác"), CellType::text});
  for (std::size_t row = 0; row < laid.cells.size(); ++row) {
    Row cells;
    for (std::size_t const at : columns.cells) {
      cells.push_back(shown_value(reading, view.columns[at], laid.cells[row][at]));
    }
    if (view.rows == Rows::dated) {
      Span const span = laid.spans[row];
      cells.emplace_back(std::int64_t{span.from.number()});
      cells.push_back(day_or_open(span.to, span.to - 1));
    }
    if (acts) cells.emplace_back();
    listing.rows.push_back(std::move(cells));
  }
  web::TableOptions options{.id = element_id(view), .empty = words(view.empty)};
  options.cell = [&](std::size_t row, std::size_t at) -> std::optional<Html> {
    Moment const then = naming_moment(laid, row, reading.moment);
    auto const& cells = laid.cells[row];
    if (at < columns.cells.size()) {
      Column const& column = view.columns[columns.cells[at]];
      Cell const& cell = cells[columns.cells[at]];
      auto const id_here = id_of(cell);
      if (column.refers != nullptr && id_here) {
        return reference(visit, reading, column, *id_here, then);
      }
      if (cell.tone == web::Tone::neutral) return std::nullopt;
      return web::badge(web::cell_text(words, column.type, shown_value(reading, column, cell)),
                        cell.tone);
    }
    if (!acts || at + 1 != listing.columns.size()) return std::nullopt;
    Html buttons;
    for (std::size_t i = 0; i < view.row_actions.size(); ++i) {
      if (!laid.offers[row][i]) continue;
      buttons.add(verb_button(visit, view.row_actions[i], presets_of(view, reading, cells, then)));
    }
    return buttons;
  };
  return web::paged_table(visit, listing, options, {.here = here(visit, asked)});
}

Html filter_of(Visit const& visit, Asked const& asked) {
  auto const filters = filters_of(asked.view, asked.page);
  if (filters.all.empty()) return {};
  Words const words{visit.language()};
  auto fields = web::fields_of(command::options_of(filters.all), visit.language());
  web::show_typed(fields, visit.request.query);
  return web::filter_form(words, {.id = "filter",
                                  .action = Url::checked(visit.request.path),
                                  .groups = {{.fields = std::move(fields)}},
                                  .submit = words(M("Xem"))});
}

Args places_called(Reading const& reading, Asked const& asked) {
  Args args;
  for (Place const& place : asked.places) {
    Entity const& entity = *place.ask->field.options.refers;
    args.push_back({place.ask->name, called(reading, entity, place.id, reading.moment)});
  }
  return args;
}

// One look at the rows of a page, for its table and its file.
template <class Draw>
Result<web::Response> look(Visit& visit, Shown const& view, Page const& page, Draw const& draw) {
  TRY_INTO(Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  Reading reading = reading_of(view, *snapshot, visit.caller.actor, moment, visit.language());
  TRY_INTO(Asked const asked, asked_of(visit, view, page, reading));
  TRY_INTO(Laid const laid, view.lay(reading, asked.filled.get()));
  log_reading(view, visit.store, visit.caller.actor,
              asked.places.empty() ? std::nullopt : std::optional(asked.places.front().id));
  return draw(asked, reading, laid);
}

// Title, way up, day; of a unit also what is said of one that does not stand that day.
Result<web::PageHead> head_of(Visit const& visit, Asked const& asked, Reading const& reading) {
  Words const words{visit.language()};
  Page const& page = asked.page;
  web::PageHead head;
  for (Place const& place : asked.places) {
    Entity const& entity = *place.ask->field.options.refers;
    auto const url = web::record_page(visit.site, entity, place.id);
    if (&entity == &unit::unit_entity && reading.actor.may(unit::unit_read)) {
      TRY_INTO(auto const seen, unit::seen_unit(visit, reading.snapshot));
      head = unit::head_of(visit, seen);
    }
    if (url) head.crumbs.push_back({called(reading, entity, place.id, reading.moment), *url});
  }
  head.title = words(page.title, places_called(reading, asked));
  head.lead = page.lead == Msg{} ? std::string() : words(page.lead);
  if (page.menu) head.active = page.menu->path;
  if (page.days == Days::of_the_day)
    head.as_of = web::AsOfBar{reading.moment};
  else
    head.as_of = {};
  return head;
}

Html tabs_of(Visit const& visit, Asked const& asked) {
  if (asked.places.empty() || asked.page.tab.label == Msg{}) return {};
  std::string const& path = asked.page.path;
  return web::record_tabs(visit, {.page = std::string_view(path).substr(0, path.find('}') + 1),
                                  .id = asked.places.front().id,
                                  .active = path,
                                  .label = M("Các trang liên quan")});
}

Html buttons_of(Visit const& visit, Asked const& asked, Reading const& reading, Laid const& laid) {
  Html buttons;
  auto const presets = presets_of(reading, asked);
  for (Action const& action : asked.view.actions) {
    buttons.add(verb_button(visit, action, presets));
  }
  if (laid.cells.empty()) return buttons;
  return buttons.add(web::button_link(here(visit, asked, ".xlsx"),
                                      say(visit.language(), M("Tải về Excel")),
                                      web::ButtonLook::quiet));
}

Result<web::Response> show_page(Visit& visit, Shown const& view, Page const& page) {
  return look(
      visit, view, page,
      [&](Asked const& asked, Reading const& reading, Laid const& laid) -> Result<web::Response> {
        Html const table = table_of(visit, asked, reading, laid);
        if (web::asks_for(visit.request, element_id(view))) return web::fragment(table);
        TRY_INTO(auto head, head_of(visit, asked, reading));
        head.actions = buttons_of(visit, asked, reading, laid);
        return web::page(visit, head,
                         web::join(tabs_of(visit, asked), filter_of(visit, asked), table));
      });
}

Result<web::Response> give_file(Visit& visit, Shown const& view, Page const& page) {
  return look(
      visit, view, page,
      [&](Asked const& asked, Reading const& reading, Laid const& laid) -> Result<web::Response> {
        Words const words{visit.language()};
        Listing listing = listing_of(view, reading, laid);
        listing.title = words(page.title, places_called(reading, asked));
        std::string const name = listing.title + " " + reading.moment.as_of.iso() + ".xlsx";
        return web::download_written({.name = name, .type = web::xlsx_type},
                                     [&](std::filesystem::path const& path) -> Result<void> {
                                       print::write_xlsx(listing, path, visit.site.clock->today(),
                                                         visit.language());
                                       return {};
                                     });
      });
}

web::Parameter parameter_of(Ask const& ask) {
  auto const option = command::options_of({ask}).front();
  return {.name = option.name, .input = option.input, .choices = option.choices};
}

}  // namespace

command::Command command_of(std::shared_ptr<Shown const> const& view) {
  return {.path = std::string(view->command),
          .help = view->help,
          .options = command::with(command::options_of(view->asks.all), command::moment_options()),
          .example = view->example,
          .run = [view](Context& context,
                        Arguments const& given) { return run(*view, context, given); },
          .right = view->right};
}

std::vector<web::Route> routes_of(std::shared_ptr<Shown const> const& view) {
  std::vector<web::Route> routes;
  for (std::size_t i = 0; i < view->pages.size(); ++i) {
    Page const& page = view->pages[i];
    std::vector<web::Parameter> filters;
    for (Ask const& ask : filters_of(*view, page).all) filters.push_back(parameter_of(ask));
    auto asked = filters;
    asked.push_back(web::asks_number("page"));
    routes.push_back(
        {.path = page.path,
         .handle = [view, i](Visit& visit) { return show_page(visit, *view, view->pages[i]); },
         .right = view->right,
         .query = std::move(asked),
         .tab = page.tab});
    routes.push_back(
        {.path = page.path + ".xlsx",
         .handle = [view, i](Visit& visit) { return give_file(visit, *view, view->pages[i]); },
         .right = view->right,
         .gives = web::Gives::file,
         .query = std::move(filters)});
  }
  return routes;
}

}  // namespace giaoban::door
