#include "web/grid.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "store/fact_text.h"
#include "web/form_parts.h"
#include "web/urlencoded.h"

namespace giaoban::web {

namespace {

// The name of a cell's input.
std::string cell_name(std::string_view key, std::string_view column) {
  return std::string(key) + "." + std::string(column);
}

std::string text_at(std::vector<std::string> const& texts, std::size_t at) {
  return at < texts.size() ? texts[at] : std::string();
}

struct Place {
  Grid const& grid;
  std::size_t row;
  std::size_t column;

  [[nodiscard]] GridRow const& of_row() const { return grid.rows[row]; }
  [[nodiscard]] GridColumn const& of_column() const { return grid.columns[column]; }
  [[nodiscard]] std::string label() const {
    return of_column().label + ", " + text_at(of_row().heads, 0);
  }
};

Html input_of(Place const& at) {
  std::string const name = cell_name(at.of_row().key, at.of_column().name);
  std::string const value = text_at(at.of_row().values, at.column);
  std::string const fault = text_at(at.of_row().faults, at.column);
  std::string const fault_id = fault.empty() ? std::string() : at.grid.id + "-" + name + "-fault";
  std::string const label = at.label();
  Html html;
  if (at.of_column().control == Control::choice) {
    html.open("select", {{"name", name},
                         {"aria-label", label},
                         {"aria-invalid", Filled{fault.empty() ? "" : "true"}},
                         {"aria-describedby", Filled{fault_id}}});
    html.add(element("option", {{"value", ""}}, "–"));
    for (Pick const& pick : at.of_column().picks) {
      html.add(element("option",
                       {{"value", pick.value},
                        {"selected", Present{pick.value == value}},
                        {"data-sign", Filled{pick.sign}}},
                       pick.sign.empty() ? pick.label : pick.sign + " – " + pick.label));
    }
    html.close("select");
  } else {
    bool const digits =
        at.of_column().control == Control::integer || at.of_column().control == Control::day;
    html.open("input", {{"name", name},
                        {"value", value},
                        {"aria-label", label},
                        {"aria-invalid", Filled{fault.empty() ? "" : "true"}},
                        {"aria-describedby", Filled{fault_id}},
                        {"inputmode", digits ? "numeric" : "text"},
                        {"data-day", Present{at.of_column().control == Control::day}},
                        {"autocomplete", "off"},
                        {"spellcheck", "false"}});
  }
  if (!fault.empty()) html.add(element("p", {{"class", "fault"}, {"id", fault_id}}, fault));
  return html;
}

Html row_of(Grid const& grid, std::size_t row) {
  Html html;
  html.open("tr", {{"data-key", grid.rows[row].key}});
  for (std::size_t i = 0; i < grid.head_labels.size(); ++i) {
    std::string const text = text_at(grid.rows[row].heads, i);
    if (i == 0) {
      html.add(element("th", {{"scope", "row"}}, text));
    } else {
      html.add(element("td", {{"class", "read"}, {"data-label", grid.head_labels[i]}}, text));
    }
  }
  for (std::size_t column = 0; column < grid.columns.size(); ++column) {
    Place const at{grid, row, column};
    bool const faulty = !text_at(grid.rows[row].faults, column).empty();
    html.add(element(
        "td",
        {{"class", faulty ? "cell faulty" : "cell"},
         {"data-label", grid.columns[column].label},
         {"data-control", grid.columns[column].control == Control::choice ? "choice" : "text"}},
        input_of(at)));
  }
  html.close("tr");
  return html;
}

// What the signs of a column's choices mean, and which digit enters each.
Html legend_of(Words const& words, GridColumn const& column) {
  Html lines;
  int digit = 0;
  for (Pick const& pick : column.picks) {
    ++digit;
    if (pick.sign.empty()) continue;
    lines.add(element("li", element("kbd", std::to_string(digit)), " ", element("b", pick.sign),
                      " ", pick.label));
  }
  if (lines.empty()) return {};
  return element(
      "details", {{"class", "grid-legend"}},
      element("summary", words(M("Ký hiệu và phím tắt: {column}"), {{"column", column.label}})),
      element("ul", lines));
}

std::int64_t faults_in(Grid const& grid) {
  std::int64_t count = 0;
  for (GridRow const& row : grid.rows) {
    count += std::ranges::count_if(row.faults, [](auto const& fault) { return !fault.empty(); });
  }
  return count;
}

// What every row needs stands above the rows; a group of its own, such as the document that they
// rest on, below them, so that a phone shows the rows first.
enum class Legend { none, some };
std::vector<FieldGroup> groups_where(Grid const& grid, Legend legend) {
  std::vector<FieldGroup> groups = grid.groups;
  std::erase_if(groups, [&](FieldGroup const& group) {
    return group.legend.empty() != (legend == Legend::none);
  });
  return groups;
}

}  // namespace

Html grid(Visit const& visit, Grid const& grid) {
  Words const words{visit.language()};
  Html html = opening_of_form(visit, {.id = grid.id,
                                      .action = grid.action,
                                      .groups = {},
                                      .submit = {},
                                      .based_on = grid.based_on});
  if (std::int64_t const faults = faults_in(grid); faults > 0) {
    html.add(element("div", {{"class", "notice fault"}, {"role", "alert"}},
                     words(M("Chưa ghi: {count} ô cần sửa, được tô đỏ bên dưới."),
                           {{"count", words.count(faults)}})));
  }
  html.add(groups_of_form(words, groups_where(grid, Legend::none), grid.id));
  html.add(element(
      "p", {{"class", "note grid-keys"}},
      words(M("Mũi tên, Enter và Tab để chuyển ô. Ô chọn: gõ số thứ tự hoặc ký hiệu. Dán được cả "
              "vùng chép từ Excel; Ctrl+Z bỏ lần dán vừa rồi."))));
  for (GridColumn const& column : grid.columns) html.add(legend_of(words, column));
  Html head;
  for (std::string const& label : grid.head_labels) {
    head.add(element("th", {{"scope", "col"}}, label));
  }
  for (GridColumn const& column : grid.columns) {
    Html label = column.label;
    if (!column.note.empty()) label.add(element("span", {{"class", "note"}}, column.note));
    head.add(element("th", {{"scope", "col"}}, label));
  }
  std::string keys;
  Html rows;
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    keys += (row == 0 ? "" : " ") + grid.rows[row].key;
    rows.add(row_of(grid, row));
  }
  html.add(element("input", {{"type", "hidden"}, {"name", rows_field}, {"value", keys}}));
  html.open("div", {{"class", "table-box"}});
  html.open("table", {{"class", "list grid"},
                      {"data-grid", Present{true}},
                      {"data-pasted", words(M("Đã dán {count} ô. Ctrl+Z để bỏ."))},
                      {"data-not-in-list", words(M("Không có trong danh sách chọn"))}});
  html.add(element("caption", grid.caption)).add(element("thead", element("tr", head)));
  html.add(element("tbody", rows)).close("table").close("div");
  html.add(element("p", {{"class", "grid-told"}, {"role", "status"}, {"aria-live", "polite"}}));
  html.add(groups_of_form(words, groups_where(grid, Legend::some), grid.id));
  html.add(element("div", {{"class", "actions sticky"}},
                   element("button", {{"class", "button primary"}}, grid.submit)));
  html.close("form");
  return html;
}

namespace {

Result<GridEntry> entry_of(Fields const& form, std::string_view key,
                           std::vector<GridColumn> const& columns) {
  GridEntry entry{.key = std::string(key), .values = {}};
  for (GridColumn const& column : columns) {
    std::string value = form.text(cell_name(key, column.name));
    std::size_t const length = value.size() <= remark_letters_max ? 0 : letters(value);
    if (length > remark_letters_max) {
      return refuse(store::text_too_long,
                    {{"field", column.label},
                     {"length", std::to_string(length)},
                     {"max", std::to_string(remark_letters_max)}},
                    entry.key);
    }
    entry.values.push_back(std::move(value));
  }
  return entry;
}

}  // namespace

Result<std::vector<GridEntry>> entries_of(Fields const& form,
                                          std::vector<GridColumn> const& columns) {
  std::vector<GridEntry> entries;
  std::string const keys = form.text(rows_field);
  std::set<std::string_view> seen;
  for (std::size_t from = 0; from < keys.size();) {
    std::size_t const space = std::min(keys.find(' ', from), keys.size());
    std::string_view const key = std::string_view(keys).substr(from, space - from);
    from = space + 1;
    if (key.empty()) continue;
    if (key.size() > field_name_bytes_max || seen.size() == rows_max || !seen.insert(key).second) {
      return refuse(sheet_malformed, {{"max", std::to_string(rows_max)}});
    }
    TRY_INTO(auto entry, entry_of(form, key, columns));
    entries.push_back(std::move(entry));
  }
  return entries;
}

void show_typed(Grid& grid, std::vector<GridEntry> const& entries) {
  std::map<std::string_view, GridEntry const*> typed;
  for (GridEntry const& entry : entries) typed.emplace(entry.key, &entry);
  for (GridRow& row : grid.rows) {
    auto const found = typed.find(row.key);
    if (found != typed.end()) row.values = found->second->values;
  }
}

}  // namespace giaoban::web
