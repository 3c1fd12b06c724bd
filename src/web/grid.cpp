#include "web/grid.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "store/fact_text.h"
#include "web/ascii.h"
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
    auto const& picks = at.of_column().picks;
    bool const known =
        value.empty() || std::ranges::find(picks, value, &Pick::value) != picks.end();
    if (!known) html.add(element("option", {{"value", value}, {"selected", Present{true}}}, value));
    for (Pick const& pick : picks) {
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

// The values of a row in one field. Blank where nothing stood.
std::string joined_cells(std::vector<std::string> const& cells) {
  std::string joined;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) joined += '|';
    for (char const c : cells[i]) {
      if (c == '|' || c == '\\') joined += '\\';
      joined += c;
    }
  }
  return joined;
}
std::vector<std::string> parted_cells(std::string_view joined) {
  std::vector<std::string> cells{""};
  for (std::size_t i = 0; i < joined.size(); ++i) {
    if (joined[i] == '|') {
      cells.emplace_back();
      continue;
    }
    if (joined[i] == '\\' && i + 1 < joined.size()) ++i;
    cells.back() += joined[i];
  }
  return cells;
}

std::string shown_cells(Grid const& grid, std::vector<std::string> const& values) {
  std::string shown;
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    std::string value = text_at(values, i);
    for (Pick const& pick : grid.columns[i].picks) {
      if (pick.value == value) value = pick.label;
    }
    if (i > 0) shown += "; ";
    if (grid.columns.size() > 1) shown += grid.columns[i].label + ": ";
    shown += value.empty() ? "–" : value;
  }
  return shown;
}

bool contested(GridRow const& row) {
  return row.seen.has_value();
}

Html hidden(std::string const& name, std::string const& value) {
  return element("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

// What the row was seen with; of a contested one both versions, of which its writer chooses.
Html record_of(Words const& words, Grid const& grid, GridRow const& row) {
  if (!row.stands) return {};
  std::string const seen = cell_name(row.key, "seen");
  if (!contested(row)) return hidden(seen, joined_cells(*row.stands));
  std::string const keep = cell_name(row.key, "keep");
  auto const choice = [&](std::string_view value, std::string const& text) {
    return element("label", {{"class", "flag"}},
                   element("input", {{"type", "radio"}, {"name", keep}, {"value", value}}),
                   element("span", text));
  };
  Html box = element(
      "legend", words(M("Người khác đã ghi dòng này ({who}). Chọn một:"), {{"who", row.by_whom}}));
  box.add(
      choice("mine", words(M("Giữ của tôi: {value}"), {{"value", shown_cells(grid, row.values)}})));
  box.add(choice("theirs",
                 words(M("Theo người kia: {value}"), {{"value", shown_cells(grid, *row.stands)}})));
  return join(hidden(seen, joined_cells(*row.seen)),
              hidden(cell_name(row.key, "theirs"), joined_cells(*row.stands)),
              element("fieldset", {{"class", "contested"}}, box));
}

Html row_of(Words const& words, Grid const& grid, std::size_t row) {
  Html html;
  html.open("tr", {{"data-key", grid.rows[row].key}});
  for (std::size_t i = 0; i < grid.head_labels.size(); ++i) {
    std::string const text = text_at(grid.rows[row].heads, i);
    if (i == 0) {
      html.add(element("th", {{"scope", "row"}}, text, record_of(words, grid, grid.rows[row])));
    } else {
      html.add(element("td", {{"class", "read"}, {"data-label", grid.head_labels[i]}}, text));
    }
  }
  for (std::size_t column = 0; column < grid.columns.size(); ++column) {
    Place const at{grid, row, column};
    bool const faulty =
        contested(grid.rows[row]) || !text_at(grid.rows[row].faults, column).empty();
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
    rows.add(row_of(words, grid, row));
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

// A choice by its code or, from a program or a page without scripts, by sign, name or digit.
std::optional<std::string> pick_meant(std::vector<Pick> const& picks, std::string const& typed) {
  if (std::ranges::find(picks, typed, &Pick::value) != picks.end()) return typed;
  std::string const folded = fold(typed);
  for (Pick const& pick : picks) {
    if (fold(pick.sign) == folded || fold(pick.label) == folded) return pick.value;
  }
  bool const digit =
      typed.size() == 1 && typed.front() >= '1' &&
      typed.front() <= '0' + static_cast<char>(std::min<std::size_t>(9, picks.size()));
  if (!digit) return std::nullopt;
  return picks[static_cast<std::size_t>(typed.front() - '1')].value;
}

// As its control has it.
Result<std::string> cell_of(GridColumn const& column, std::string const& typed) {
  std::string value = normalise(typed);
  if (value.empty()) return value;
  constexpr std::size_t digits_max = 15;
  switch (column.control) {
    case Control::choice: {
      if (auto const meant = pick_meant(column.picks, value)) return *meant;
      std::string all;
      for (Pick const& pick : column.picks) all += (all.empty() ? "" : "; ") + pick.label;
      return refuse(command::option_not_a_choice,
                    {{"option", column.label}, {"value", value}, {"choices", all}});
    }
    case Control::integer:
      if (value.size() <= digits_max && std::ranges::all_of(value, is_digit)) {
        return std::to_string(std::stoll(value));
      }
      return refuse(command::option_not_a_number, {{"option", column.label}, {"value", value}});
    case Control::day:
      if (auto const day = Day::parse(value)) return day->vietnamese();
      return refuse(command::option_not_a_day, {{"option", column.label}, {"value", value}});
    default:
      return value;
  }
}

Keep keep_in(std::string const& typed) {
  if (typed == "mine") return Keep::mine;
  return typed == "theirs" ? Keep::theirs : Keep::unsaid;
}

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
    auto const read = cell_of(column, value);
    if (!read && !entry.fault) {
      entry.fault_column = entry.values.size();
      entry.fault = read.error();
      entry.fault->where = entry.key;
    }
    entry.values.push_back(read ? *read : normalise(value));
  }
  auto const cells = [&](std::string_view name) {
    auto kept = parted_cells(form.text(cell_name(key, name)));
    kept.resize(columns.size());
    return kept;
  };
  entry.seen = cells("seen");
  entry.theirs = cells("theirs");
  entry.keep = keep_in(form.text(cell_name(key, "keep")));
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

Result<void> all_read(std::vector<GridEntry> const& entries) {
  for (GridEntry const& entry : entries) {
    if (entry.fault) return std::unexpected(*entry.fault);
  }
  return {};
}

namespace {

// What a choice between two versions comes to: theirs is what was seen then, and taken over or not.
GridEntry chosen(GridEntry entry) {
  if (entry.keep == Keep::unsaid) return entry;
  entry.seen = entry.theirs;
  if (entry.keep == Keep::theirs) {
    entry.values = entry.theirs;
    entry.fault.reset();
  }
  return entry;
}

bool changed(GridEntry const& entry) {
  return entry.values != entry.seen;
}

}  // namespace

Result<Changed> changed_of(std::vector<GridEntry> const& entries, Standing const& standing) {
  Changed made;
  for (GridEntry const& sent : entries) {
    GridEntry entry = chosen(sent);
    if (!changed(entry)) continue;
    if (entry.fault) return std::unexpected(*entry.fault);
    auto const stands = standing(entry.key);
    if (!stands) {
      made.gone.push_back(std::move(entry));
    } else if (entry.values == *stands) {
      continue;
    } else if (entry.seen != *stands) {
      made.contested.push_back(entry.key);
    } else {
      made.rows.push_back(std::move(entry));
    }
  }
  return made;
}

Result<void> uncontested(Changed const& changed) {
  if (changed.contested.empty()) return {};
  return refuse(rows_meanwhile, {{"count", std::to_string(changed.contested.size())}});
}

void show_returned(Grid& grid, std::vector<GridEntry> const& entries, Language language) {
  std::map<std::string_view, GridEntry const*> returned;
  for (GridEntry const& entry : entries) returned.emplace(entry.key, &entry);
  for (GridRow& row : grid.rows) {
    auto const found = returned.find(row.key);
    if (found == returned.end() || !row.stands) continue;
    GridEntry const entry = chosen(*found->second);
    if (!changed(entry) && entry.seen != *row.stands) continue;  // only another changed it
    row.values = entry.values;
    if (entry.fault) {
      row.faults.assign(grid.columns.size(), {});
      row.faults[entry.fault_column] =
          entry.fault->text(language) + " " + entry.fault->remedy(language);
    }
    if (entry.seen != *row.stands && entry.values != *row.stands) row.seen = entry.seen;
  }
}

std::string who_wrote(store::Snapshot& snapshot, EntryNumber number) {
  auto const entry = store::entry(snapshot, number);
  return entry ? entry->actor + ", " + vietnamese(entry->at) : std::string();
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
