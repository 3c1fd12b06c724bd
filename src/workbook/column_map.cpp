#include "workbook/column_map.h"

#include <algorithm>
#include <map>
#include <set>

#include "print/xlsx_mark.h"
#include "workbook/heading_words.h"
#include "workbook/questions.h"
#include "workbook/remembered.h"

namespace giaoban::workbook {

namespace {

void take_as(print::KnownHeadings& known, SheetLayout const& sheet, std::string const& key,
             std::string const& column) {
  known.erase(key);
  if (!column.empty()) known[key] = sheet.index_of(column);
}

// The layout's own headings first; then its columns' ids, as lists in .csv have them; then words
// that offices use; over all what the user said.
print::KnownHeadings headings_of(SheetLayout const& sheet, Findings const& findings) {
  print::KnownHeadings known;  // key: place in the layout
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    known.emplace(heading_key(sheet.columns[i].header.vietnamese()), i);
  }
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    SheetColumn const& column = sheet.columns[i];
    known.emplace(heading_key(column.id), i);
    for (Msg const also : column.also) known.emplace(heading_key(also.vietnamese()), i);
    for (HeadingWords const& words : heading_words()) {
      if (words.column == column.id) known.emplace(heading_key(words.heading), i);
    }
  }
  for (auto const& [heading, column] : findings.headings()) {
    if (!heading.starts_with(sheet.id + "/")) continue;
    take_as(known, sheet, heading_key(std::string_view(heading).substr(sheet.id.size() + 1)),
            column);
  }
  return known;
}

// --- tabs ---

// By the sheet's name, or by the one that lists in .csv are called by: "members".
bool named_as(std::string const& tab, SheetLayout const& sheet) {
  return heading_key(tab) == heading_key(sheet.name.vietnamese()) || tab == sheet.id;
}

bool bears_a_sheets_name(std::string const& tab) {
  return std::ranges::any_of(layout(),
                             [&](SheetLayout const& each) { return named_as(tab, each); });
}

std::string tab_question_id(SheetLayout const& sheet, std::size_t place) {
  return sheet.id + ".tab-" + std::to_string(place + 1);
}

bool is_wanted_tab(SheetLayout const& sheet, std::size_t place, Findings const& findings) {
  return findings.answered(tab_question_id(sheet, place), answer_take);
}

// How many of the sheet's columns a tab has.
struct Had {
  std::size_t columns = 0;
  std::size_t whole = 0;  // the same, but none where one that is required is missing
};

Result<Had> columns_had(print::Workbook const& book, std::string const& tab,
                        SheetLayout const& sheet, Findings const& findings) {
  auto const known = headings_of(sheet, findings);
  TRY_INTO(auto const head, print::find_head(book, tab, known));
  if (!head) return Had{};
  std::set<std::size_t> had;
  for (auto const& [column, text] : head->cells) {
    auto const found = known.find(heading_key(text));
    if (found != known.end()) had.insert(found->second);
  }
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    if (sheet.columns[i].required && !had.contains(i)) return Had{had.size(), 0};
  }
  return Had{had.size(), had.size()};
}

// Whether a tab of another name has this sheet's columns, and no other sheet's better.
Result<bool> is_alike(print::Workbook const& book, std::string const& tab, SheetLayout const& sheet,
                      Findings const& findings) {
  TRY_INTO(Had const had, columns_had(book, tab, sheet, findings));
  if (had.whole == 0) return false;
  for (SheetLayout const& other : layout()) {
    if (other.id == sheet.id || other.id == "book") continue;
    TRY_INTO(Had const of_other, columns_had(book, tab, other, findings));
    if (of_other.whole > had.whole) return false;
  }
  return true;
}

// Whether a tab is no sheet's, and of all this one's most: only some columns of it are called
// otherwise.
Result<bool> is_nearest(print::Workbook const& book, std::string const& tab,
                        SheetLayout const& sheet, Findings const& findings) {
  constexpr std::size_t columns_min = 3;  // of a workbook: other tabs have a name and a number too
  TRY_INTO(Had const had, columns_had(book, tab, sheet, findings));
  if (had.columns < (book.is_text() ? 1 : columns_min)) return false;
  bool before = true;
  for (SheetLayout const& other : layout()) {
    if (other.id == sheet.id) before = false;
    if (other.id == sheet.id || other.id == "book") continue;
    TRY_INTO(Had const of_other, columns_had(book, tab, other, findings));
    if (of_other.whole > 0 || of_other.columns > had.columns) return false;
    if (before && of_other.columns == had.columns) return false;
  }
  return true;
}

// --- one tab ---

struct TabOf {
  std::string id;
  std::string tab;
};

// Whether this time something is said of the heading.
bool is_told(SheetLayout const& sheet, std::string const& key, Findings const& findings) {
  return std::ranges::any_of(findings.headings(), [&](auto const& each) {
    return each.first.starts_with(sheet.id + "/") &&
           heading_key(std::string_view(each.first).substr(sheet.id.size() + 1)) == key;
  });
}

// Somebody said that it is not to be taken.
bool is_refused(SheetLayout const& sheet, std::string const& heading, Findings const& findings) {
  return std::ranges::any_of(findings.headings(), [&](auto const& each) {
    return each.first.starts_with(sheet.id + "/") && each.second.empty() &&
           heading_key(std::string_view(each.first).substr(sheet.id.size() + 1)) ==
               heading_key(heading);
  });
}

void place_columns(ColumnMap& map, SheetLayout const& sheet, print::KnownHeadings const& known,
                   Findings& findings) {
  for (auto const& [column, text] : map.headings) {
    Place const place{map.sheet, map.header_row, column - 1};
    auto const found = known.find(heading_key(text));
    if (found == known.end()) {
      bool const refused = is_refused(sheet, text, findings);
      bool const said = refused || map.recalled.contains(column);
      if (!text.empty() && !said && !print::is_fault_heading(text)) {
        findings.warn(place, {&column_ignored, {{"column", text}}});
      }
    } else if (int& mapped = map.columns[found->second]; mapped != 0) {
      findings.fault(place,
                     {&column_twice, {{"column", text}, {"other", print::column_letters(mapped)}}});
    } else {
      mapped = column;
    }
  }
}

// What was said of an earlier file holds for headings that nobody knows otherwise, and is told: it
// was said by somebody else, of another file.
void recall(ColumnMap& map, SheetLayout const& sheet, print::KnownHeadings& known,
            Findings& findings) {
  for (auto const& [key, column] : findings.recalled(heading_set(sheet.id, map.headings))) {
    if (known.contains(key) || is_told(sheet, key, findings)) continue;
    take_as(known, sheet, key, column);
    for (auto const& [at, text] : map.headings) {
      if (heading_key(text) != key) continue;
      map.recalled.insert(at);
      Place const place{map.sheet, map.header_row, at - 1};
      if (column.empty()) {
        findings.warn(place, {&heading_recalled_away, {{"column", text}}});
      } else {
        Msg const ours = sheet.columns[sheet.index_of(column)].header;
        findings.warn(place, {&heading_recalled, {{"column", text}, {"ours", ours}}});
      }
    }
  }
}

bool is_whole(ColumnMap const& map, SheetLayout const& sheet, Findings& findings) {
  bool whole = true;
  for (std::size_t i = 0; i < map.columns.size(); ++i) {
    if (!sheet.columns[i].required || map.columns[i] != 0) continue;
    whole = false;
    findings.fault(
        {map.sheet, map.header_row},
        {&missing_column,
         {{"sheet", map.sheet}, {"column", std::string(sheet.columns[i].header.vietnamese())}}});
  }
  return whole;
}

// What stands in the first row under the headings, where no reading of all rows comes to it.
Result<std::map<int, std::string>> first_under(print::Workbook const& book, std::string const& tab,
                                               std::int64_t header_row) {
  std::map<int, std::string> examples;
  TRY_VOID(book.read_sheet(tab, [&](print::SheetRow const& row) {
    if (row.number <= header_row) return print::Reading::go_on;
    for (auto const& cell : row.cells) examples.emplace(cell.column, cell.text.substr(0, 100));
    return examples.empty() ? print::Reading::go_on : print::Reading::stop;
  }));
  return examples;
}

Result<std::optional<ColumnMap>> map_tab(print::Workbook const& book, SheetLayout const& sheet,
                                         TabOf const& of, Findings& findings) {
  print::KnownHeadings known = headings_of(sheet, findings);
  TRY_INTO(auto const head, print::find_head(book, of.tab, known));
  if (!head) {
    findings.fault({of.tab},
                   {&no_headings, {{"sheet", of.tab}, {"expected", required_headings(sheet)}}});
    TRY_VOID(tell_strange_headings(book, of.tab, sheet, findings));
    return std::nullopt;
  }
  ColumnMap map{.id = of.id,
                .sheet = of.tab,
                .header_row = head->row,
                .columns = std::vector<int>(sheet.columns.size(), 0),
                .headings = head->cells};
  recall(map, sheet, known, findings);
  place_columns(map, sheet, known, findings);
  if (!is_whole(map, sheet, findings)) {
    TRY_INTO(auto const examples, first_under(book, map.sheet, map.header_row));
    tell_columns(map, sheet, examples, findings);
    return std::nullopt;
  }
  return map;
}

}  // namespace

std::string required_headings(SheetLayout const& sheet) {
  std::string list;
  for (SheetColumn const& column : sheet.columns) {
    if (!column.required) continue;
    list += (list.empty() ? "" : "; ") + std::string(column.header.vietnamese());
  }
  return list;
}

Result<void> tell_strange_headings(print::Workbook const& book, std::string const& tab,
                                   SheetLayout const& sheet, Findings& findings) {
  // A title stands alone in its row.
  constexpr std::size_t texts_min = 3;
  ColumnMap map{.id = sheet.id, .sheet = tab, .columns = std::vector<int>(sheet.columns.size(), 0)};
  TRY_VOID(book.read_sheet(tab, [&](print::SheetRow const& row) {
    std::map<int, std::string> texts;
    for (auto const& cell : row.cells) {
      if (cell.kind == print::CellKind::text && !heading_key(cell.text).empty()) {
        texts.emplace(cell.column, cell.text);
      }
    }
    if (texts.size() < texts_min) return print::Reading::go_on;
    map.header_row = row.number;
    map.headings = std::move(texts);
    return print::Reading::stop;
  }));
  TRY_INTO(auto const examples, first_under(book, tab, map.header_row));
  tell_columns(map, sheet, examples, findings);
  return {};
}

std::optional<std::string> tab_of(print::Workbook const& book, SheetLayout const& sheet) {
  for (std::string const& name : book.sheets()) {
    if (named_as(name, sheet)) return name;
  }
  return std::nullopt;
}

bool has_tab(print::Workbook const& book, SheetLayout const& sheet, Findings const& findings) {
  if (tab_of(book, sheet)) return true;
  for (std::size_t i = 0; i < book.sheets().size(); ++i) {
    if (is_wanted_tab(sheet, i, findings)) return true;
  }
  return false;
}

void tell_columns(ColumnMap const& map, SheetLayout const& sheet,
                  std::map<int, std::string> const& examples, Findings& findings) {
  for (auto const& [column, text] : map.headings) {
    if (text.empty() || print::is_fault_heading(text)) continue;
    FileColumn told{.sheet = sheet.id,
                    .tab = map.sheet,
                    .column = column,
                    .heading = text,
                    .recalled = map.recalled.contains(column)};
    if (auto const found = examples.find(column); found != examples.end()) {
      told.example = found->second;
    }
    auto const ours = std::ranges::find(map.columns, column);
    if (ours != map.columns.end()) {
      told.taken_as = sheet.columns[static_cast<std::size_t>(ours - map.columns.begin())].id;
    }
    findings.tell(std::move(told));
  }
}

Result<std::optional<ColumnMap>> map_columns(print::Workbook const& book, SheetLayout const& sheet,
                                             Findings& findings) {
  std::optional<ColumnMap> map;
  auto const own = tab_of(book, sheet);
  if (own) {
    TRY_INTO(map, map_tab(book, sheet, {sheet.id, *own}, findings));
  }
  auto const tabs = book.sheets();
  for (std::size_t i = 0; i < tabs.size(); ++i) {
    if (tabs[i] == own || bears_a_sheets_name(tabs[i])) continue;
    TRY_INTO(bool const alike, is_alike(book, tabs[i], sheet, findings));
    if (!alike) continue;
    // The one tab of a text is called as its file happens to be.
    if (!book.is_text()) {
      findings.ask(tab_question(
          {tab_question_id(sheet, i), tabs[i], sheet.name, !own, book.is_hidden(tabs[i])}));
      if (!is_wanted_tab(sheet, i, findings)) continue;
    }
    std::string const of = map ? sheet.id + "@" + std::to_string(i + 1) : sheet.id;
    TRY_INTO(auto other, map_tab(book, sheet, {of, tabs[i]}, findings));
    if (!other) continue;
    if (map) {
      map->others.push_back(*std::move(other));
    } else {
      map = std::move(other);
    }
  }
  if (map || own || has_tab(book, sheet, findings)) return map;
  for (std::string const& tab : tabs) {
    if (bears_a_sheets_name(tab)) continue;
    TRY_INTO(bool const nearest, is_nearest(book, tab, sheet, findings));
    if (nearest) return map_tab(book, sheet, {sheet.id, tab}, findings);
  }
  return map;
}

}  // namespace giaoban::workbook
