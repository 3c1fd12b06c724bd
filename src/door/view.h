// A list that people ask for, declared once: what it asks, its rows, its columns, the pages that
// show it. Of one View come the command, GET /api, the page's table and its .xlsx, all with the
// same rows, rights, paging and access log. The templates only lay rows into cells; all drawing is
// compiled once, in view.cpp. A page that needs more than these declarations is written by hand.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/listing.h"
#include "command/asking.h"
#include "unit/unit.h"
#include "web/components.h"
#include "web/route.h"

namespace giaoban::door {

// One snapshot, whose eyes, the day: what every question is asked with.
struct Reading {
  store::Snapshot& snapshot;
  store::Actor const& actor;
  store::Right const& right;
  store::Moment moment;
  Language language;
  unit::Reach reach;  // of the right at the moment

  [[nodiscard]] bool holds(store::Entity const& entity, std::int64_t id) const {
    return reach.holds(snapshot, entity, id, moment);
  }
  // Refused beyond the reach; where none is asked for, the topmost one within it.
  [[nodiscard]] Result<UnitId> unit_or_topmost(std::optional<UnitId> asked) const;
};

// What stands in a cell before any door draws it. A reference is drawn by its entity: on pages as
// its name, leading to its page; in lists and JSON as its code or number, with the name beside it.
struct Cell {
  Value value = {};
  Msg words = {};                       // of a choice: what people read
  web::Tone tone = web::Tone::neutral;  // other than neutral: a badge on pages
};

// Where a column stands.
enum class On { everywhere, lists, pages };
struct ColumnOptions {
  On on = On::everywhere;
  std::optional<CellType> type = {};  // default: by the member's type
  Msg key_label = {};                 // of a reference in lists: "Mã đơn vị"; default: the label
  std::string_view name_id = {};      // of the name beside it; default: the id with "_name"
};
struct Column {
  std::string_view id;
  Msg label;
  CellType type = CellType::text;
  store::Entity const* refers = nullptr;
  ColumnOptions options = {};
  std::function<Cell(Reading const&, void const* row)> of;
};

template <class T>
Cell cell_of(T const& value) {
  if constexpr (Chosen<T>) {
    return {.value = std::string(code(value)), .words = label(value)};
  } else {
    return {.value = store::Codec<T>::to_value(value)};
  }
}
template <class T>
constexpr CellType type_of() {
  constexpr auto type = store::Codec<T>::type;
  if constexpr (type == store::FieldType::day) return CellType::day;
  if constexpr (type == store::FieldType::partial_day) return CellType::partial;
  if constexpr (type == store::FieldType::integer) return CellType::count;
  return CellType::text;
}

// A member of the row, or a member of a member: column<&Holding::post>("post", ...),
// column<&Holding::holding, &PostHolding::title>("title", ...).
template <auto First, auto... Then>
Column column(std::string_view id, Msg label, ColumnOptions options = {}) {
  using Row = decltype(store::detail::owner_of(First));
  auto const member = [](Row const& row) -> auto const& { return ((row.*First).*....*Then); };
  using T = std::remove_cvref_t<decltype(member(std::declval<Row const&>()))>;
  return {.id = id,
          .label = label,
          .type = options.type.value_or(type_of<T>()),
          .refers = command::entity_behind<T>(),
          .options = options,
          .of = [member](Reading const&, void const* row) {
            return cell_of(member(*static_cast<Row const*>(row)));
          }};
}
// Worked out of the row: a status with its tone, a deadline with what is left of it.
template <auto Of>
  requires std::is_function_v<std::remove_pointer_t<decltype(Of)>>
Column column(std::string_view id, Msg label, CellType type, ColumnOptions options = {}) {
  return []<class Row>(Cell (*)(Reading const&, Row const&), std::string_view name, Msg words,
                       CellType cells, ColumnOptions where) -> Column {
    return {.id = name,
            .label = words,
            .type = cells,
            .options = where,
            .of = [](Reading const& reading, void const* row) {
              return Of(reading, *static_cast<Row const*>(row));
            }};
  }(Of, id, label, type, options);
}

// A page that shows the view. A place of its path, "/units/{unit}/posts", fills the ask of that
// name, and the column of that name is left out.
enum class Days { of_the_day, all };  // whether another day shows other rows
struct Page {
  std::string path;
  Msg title;      // "Chức vụ ở {unit}": places by what the record is called
  Msg lead = {};  // a sentence under it
  Days days = Days::of_the_day;
  // The asks that the page's reader fills in; of one alone that has choices its tabs.
  std::vector<std::string_view> filters = {};
  web::RecordTab tab = {};  // beside the other pages of the record that the path's place names
  std::optional<web::MenuEntry> menu = {};
};

// A button to the form of a verb, for whoever may call it. The record of the page or row that bears
// the name of one of the verb's asks is filled in there.
struct Action {
  store::Verb const* verb = nullptr;
  Msg label;
  web::ButtonLook look = web::ButtonLook::plain;
};
template <class Row>
struct RowAction {
  store::Verb const* verb = nullptr;
  Msg label;
  bool (*where)(Reading const&, Row const&) = nullptr;  // null: on each row
};

// What the access log holds of a reading: rows about persons leave a line, rows about units none.
enum class Tells { of_units, of_persons };

template <class Row, class Asked>
struct View {
  std::string_view command;  // "post list"
  Msg help;
  Msg title;
  store::Right const* right = nullptr;
  command::Asking<Asked> asking = {};
  Result<std::vector<Row>> (*rows)(Reading&, Asked const&) = nullptr;
  std::vector<Column> columns;
  // Shown as from when to when; what the row refers to is called as on its last day by the moment.
  Span Row::* span = nullptr;
  Tells tells = Tells::of_units;
  std::vector<Page> pages = {};
  std::vector<Action> actions = {};
  std::vector<RowAction<Row>> row_actions = {};
  Msg empty = M("Không có dòng nào phù hợp.");
  std::string_view example = {};
};

// --- without its types ---------------------------------------------------------------------------

// The rows of one asking, laid into cells.
struct Laid {
  std::vector<std::vector<Cell>> cells;   // by row, in the order of the columns
  std::vector<Span> spans;                // empty: the rows have none
  std::vector<std::vector<bool>> offers;  // by row, in the order of the row actions
};

enum class Rows { undated, dated };  // dated: each with its span
struct Shown {
  std::string_view command;
  Msg help;
  Msg title;
  store::Right const* right = nullptr;
  command::Asks asks;
  std::vector<Column> columns;
  Rows rows = Rows::undated;
  Tells tells = Tells::of_units;
  std::vector<Page> pages;
  std::vector<Action> actions;
  std::vector<Action> row_actions;
  Msg empty;
  std::string_view example;
  std::function<std::shared_ptr<void>()> blank;  // a struct to be filled with what is asked
  std::function<Result<Laid>(Reading&, void const* asked)> lay;
};

template <class Row, class Asked>
Laid laid(View<Row, Asked> const& view, Reading const& reading, std::vector<Row> const& rows) {
  Laid laid;
  for (Row const& row : rows) {
    std::vector<Cell> cells;
    for (Column const& column : view.columns) cells.push_back(column.of(reading, &row));
    laid.cells.push_back(std::move(cells));
    if (view.span != nullptr) laid.spans.push_back(row.*view.span);
    std::vector<bool> offers;
    for (auto const& action : view.row_actions) {
      offers.push_back(action.where == nullptr || action.where(reading, row));
    }
    laid.offers.push_back(std::move(offers));
  }
  return laid;
}

template <class Row, class Asked>
std::shared_ptr<Shown const> shown(View<Row, Asked> view) {
  auto made = std::make_shared<Shown>();
  made->command = view.command;
  made->help = view.help;
  made->title = view.title;
  made->right = view.right;
  made->asks = view.asking;
  made->columns = view.columns;
  made->rows = view.span == nullptr ? Rows::undated : Rows::dated;
  made->tells = view.tells;
  made->pages = view.pages;
  made->actions = view.actions;
  for (auto const& action : view.row_actions) {
    made->row_actions.push_back({action.verb, action.label, web::ButtonLook::quiet});
  }
  made->empty = view.empty;
  made->example = view.example;
  made->blank = [] { return std::make_shared<Asked>(); };
  made->lay = [view = std::move(view)](Reading& reading, void const* asked) -> Result<Laid> {
    TRY_INTO(auto const rows, view.rows(reading, *static_cast<Asked const*>(asked)));
    return laid(view, reading, rows);
  };
  return made;
}

// What the doors are made of.
command::Command command_of(std::shared_ptr<Shown const> const& view);
std::vector<web::Route> routes_of(std::shared_ptr<Shown const> const& view);

}  // namespace giaoban::door
