#include "workbook/column_map.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "print/xlsx_mark.h"

namespace giaoban::workbook {

namespace {

constexpr std::int64_t last_heading_row = 20;

struct HeadRow {
  std::int64_t number = 0;
  std::map<int, std::string> cells;  // by column of the file
};

Result<std::vector<HeadRow>> first_rows(print::Workbook const& book, std::string const& tab) {
  std::vector<HeadRow> rows;
  TRY_VOID(book.read_sheet(tab, [&](print::SheetRow const& row) {
    if (row.number > last_heading_row) return print::Reading::stop;
    HeadRow& head = rows.emplace_back();
    head.number = row.number;
    for (print::SheetCell const& cell : row.cells) {
      head.cells.emplace(cell.column, std::string(cell.text));
    }
    return print::Reading::go_on;
  }));
  return rows;
}

using Headings = std::map<std::string, std::size_t>;  // key: place in the layout

Headings headings_of(SheetLayout const& sheet) {
  Headings headings;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    headings.emplace(heading_key(sheet.columns[i].header.vietnamese()), i);
    for (Msg const also : sheet.columns[i].also) {
      headings.emplace(heading_key(also.vietnamese()), i);
    }
  }
  return headings;
}

// The headings of one row, or of two where groups of columns have a heading above theirs: the lower
// one tells, the upper one stands where cells were merged downwards.
std::map<int, std::string> headings_in(HeadRow const* upper, HeadRow const& lower,
                                       Headings const& known) {
  std::map<int, std::string> found = lower.cells;
  if (upper == nullptr) return found;
  for (auto const& [column, text] : upper->cells) {
    auto const below = found.find(column);
    bool const told = below != found.end() && known.contains(heading_key(below->second));
    if (!told && known.contains(heading_key(text))) found[column] = text;
  }
  return found;
}

std::size_t known_among(std::map<int, std::string> const& cells, Headings const& known) {
  return static_cast<std::size_t>(std::ranges::count_if(
      cells, [&](auto const& cell) { return known.contains(heading_key(cell.second)); }));
}

struct Head {
  std::int64_t row = 0;
  std::map<int, std::string> cells;
};

// The row, or the pair of rows, that knows most headings; a single one where a pair adds none.
std::optional<Head> find_head(std::vector<HeadRow> const& rows, Headings const& known) {
  std::optional<Head> best;
  std::size_t most = std::min<std::size_t>(2, known.size()) - 1;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const alone = known_among(rows[i].cells, known);
    if (alone > most) {
      most = alone;
      best = Head{rows[i].number, rows[i].cells};
    }
    if (i == 0 || alone == 0 || rows[i - 1].number + 1 != rows[i].number) continue;
    auto both = headings_in(&rows[i - 1], rows[i], known);
    if (auto const count = known_among(both, known); count > most) {
      most = count;
      best = Head{rows[i].number, std::move(both)};
    }
  }
  return best;
}

std::string required_headings(SheetLayout const& sheet) {
  std::string list;
  for (SheetColumn const& column : sheet.columns) {
    if (!column.required) continue;
    list += (list.empty() ? "" : "; ") + std::string(column.header.vietnamese());
  }
  return list;
}

}  // namespace

std::string heading_key(std::string_view heading) {
  std::string key = fold(normalise(heading));
  std::erase_if(key, [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte < 0x80 && std::isalnum(byte) == 0;
  });
  return key;
}

std::optional<std::string> tab_of(print::Workbook const& book, SheetLayout const& sheet) {
  std::string const wanted = heading_key(sheet.name.vietnamese());
  for (std::string const& name : book.sheets()) {
    if (heading_key(name) == wanted) return name;
  }
  return std::nullopt;
}

Result<std::optional<ColumnMap>> map_columns(print::Workbook const& book, SheetLayout const& sheet,
                                             Findings& findings) {
  auto const tab = tab_of(book, sheet);
  ensure(tab.has_value(), "missing sheets were told before");
  TRY_INTO(auto const rows, first_rows(book, *tab));
  Headings const known = headings_of(sheet);
  auto const head = find_head(rows, known);
  if (!head) {
    findings.fault({*tab},
                   {&no_headings, {{"sheet", *tab}, {"expected", required_headings(sheet)}}});
    return std::nullopt;
  }

  ColumnMap map{*tab, head->row, std::vector<int>(sheet.columns.size(), 0)};
  for (auto const& [column, text] : head->cells) {
    Place const place{*tab, head->row, column - 1};
    auto const found = known.find(heading_key(text));
    if (found == known.end()) {
      if (!text.empty() && !print::is_fault_heading(text)) {
        findings.warn(place, {&column_ignored, {{"column", text}}});
      }
    } else if (int& mapped = map.columns[found->second]; mapped != 0) {
      findings.fault(place,
                     {&column_twice, {{"column", text}, {"other", print::column_letters(mapped)}}});
    } else {
      mapped = column;
    }
  }
  bool whole = true;
  for (std::size_t i = 0; i < map.columns.size(); ++i) {
    if (!sheet.columns[i].required || map.columns[i] != 0) continue;
    whole = false;
    findings.fault(
        {*tab, head->row},
        {&missing_column,
         {{"sheet", *tab}, {"column", std::string(sheet.columns[i].header.vietnamese())}}});
  }
  if (!whole) return std::nullopt;
  return map;
}

}  // namespace giaoban::workbook
