#include "print/headings.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/naming.h"
#include "base/text.h"
#include "print/column_judge.h"
#include "print/csv_read.h"

namespace giaoban::print {

namespace {

constexpr std::int64_t last_heading_row = 20;

// A heading in letters of an old font, where these make it one that is known.
std::string readable(std::string_view text, KnownHeadings const& known) {
  std::string const key = heading_key(text);
  if (key.empty() || known.contains(key)) return std::string(text);
  for (auto const encoding :
       {LegacyEncoding::tcvn3, LegacyEncoding::vni, LegacyEncoding::cp1258, LegacyEncoding::utf8}) {
    std::string decoded = normalise(from_legacy(text, encoding));
    if (known.contains(heading_key(decoded))) return decoded;
  }
  return std::string(text);
}

Result<std::vector<Head>> first_rows(Workbook const& book, std::string const& tab,
                                     KnownHeadings const& known) {
  std::vector<Head> rows;
  TRY_VOID(book.read_sheet(tab, [&](SheetRow const& row) {
    if (row.number > last_heading_row) return Reading::stop;
    Head& head = rows.emplace_back();
    head.row = row.number;
    for (SheetCell const& cell : row.cells) {
      head.cells.emplace(cell.column, readable(cell.text, known));
    }
    return Reading::go_on;
  }));
  return rows;
}

// The headings of one row, or of two where groups of columns have a heading above theirs: the lower
// one tells, the upper one stands where cells were merged downwards.
std::map<int, std::string> headings_in(Head const& upper, Head const& lower,
                                       KnownHeadings const& known) {
  std::map<int, std::string> found = lower.cells;
  for (auto const& [column, text] : upper.cells) {
    auto const below = found.find(column);
    bool const told = below != found.end() && known.contains(heading_key(below->second));
    if (!told && known.contains(heading_key(text))) found[column] = text;
  }
  return found;
}

std::size_t known_among(std::map<int, std::string> const& cells, KnownHeadings const& known) {
  return static_cast<std::size_t>(std::ranges::count_if(
      cells, [&](auto const& cell) { return known.contains(heading_key(cell.second)); }));
}

std::string labels_of(std::span<TextColumn const> columns) {
  std::string labels;
  for (TextColumn const& column : columns) {
    labels += (labels.empty() ? "" : ", ") + std::string(column.label.vietnamese());
  }
  return labels;
}

struct Fitting {
  TextColumn const& column;
  std::string const& text;
};
// What a cell says, and could not say in a column of that sort.
std::optional<Refusal> unfit(SheetCell const& cell, Fitting const& into) {
  bool const words = into.column.holds == ColumnHolds::words;
  Args args{{"column", into.column.label}, {"value", into.text}};
  if (cell.kind == CellKind::day && (words || into.column.holds == ColumnHolds::codes)) {
    return Refusal{&cell_is_day, std::move(args)};
  }
  bool const number = cell.kind == CellKind::number || cell.kind == CellKind::boolean;
  if (words && (number || names_nothing(into.text))) {
    return Refusal{&cell_no_name, std::move(args)};
  }
  return std::nullopt;
}

// Reads the rows under the headings, each column by itself and as a whole.
class TextReading {
 public:
  TextReading(std::span<TextColumn const> columns, Head const& head)
      : columns_(columns), head_(head) {
    for (TextColumn const& column : columns) judges_.emplace_back(column.holds);
  }

  // Which column of the file is which of ours.
  Result<void> place(std::string const& tab, KnownHeadings const& known) {
    for (auto const& [column, text] : head_.cells) {
      auto const found = known.find(heading_key(text));
      if (found == known.end()) {
        if (!heading_key(text).empty()) strange_.emplace(column, text);
        continue;
      }
      auto const [first, alone] = places_.emplace(found->second, column);
      if (!alone) {
        return refuse(column_twice, {{"sheet", tab},
                                     {"column", columns_[found->second].label},
                                     {"first", head_.cells.at(first->second)},
                                     {"second", text}});
      }
      ours_.emplace(column, found->second);
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (!columns_[i].required || places_.contains(i)) continue;
      return refuse(column_missing, {{"column", columns_[i].label}, {"sheet", tab}});
    }
    return {};
  }

  void row(SheetRow const& row) {
    TextRow ours{.number = row.number, .cells = std::vector<std::string>(columns_.size())};
    bool holds = false;
    for (SheetCell const& one : row.cells) {
      if (auto const other = strange_.find(one.column); other != strange_.end()) {
        read_.other.push_back(other->second);
        strange_.erase(other);
      }
      auto const found = ours_.find(one.column);
      if (found == ours_.end()) continue;
      holds = cell(row, one, {found->second, ours}) || holds;
    }
    if (!holds) return;
    if (row.hidden) read_.faults.push_back({row.number, {&row_hidden, {}}});
    read_.rows.push_back(std::move(ours));
  }

  TextSheet done() && {
    for (std::size_t i = 0; i < columns_.size(); ++i) judge(i);
    std::ranges::stable_sort(read_.faults, {}, &CellFault::row);
    return std::move(read_);
  }

 private:
  struct Into {
    std::size_t column;
    TextRow& row;
  };
  // Whether it says anything, be it a fault.
  bool cell(SheetRow const& row, SheetCell const& one, Into const& into) {
    Msg const label = columns_[into.column].label;
    auto text = text_of(one, label);
    if (!text) {
      read_.faults.push_back({row.number, std::move(text).error()});
      return true;
    }
    if (text->empty()) return false;
    if (auto fault = unfit(one, {columns_[into.column], *text})) {
      read_.faults.push_back({row.number, *std::move(fault)});
      return true;
    }
    if (one.struck_out || one.struck_part) {
      read_.faults.push_back(
          {row.number, {&cell_struck_out, {{"column", label}, {"value", *text}}}});
    }
    judges_[into.column].take(row.number, one);
    into.row.cells[into.column] = *std::move(text);
    return true;
  }

  // What only the column as a whole tells is a fault at its first example.
  void judge(std::size_t column) {
    for (Finding const& finding : judges_[column].findings()) {
      if (finding.examples.empty()) continue;
      Example const& first = finding.examples.front();
      read_.faults.push_back({first.row,
                              {&column_doubtful,
                               {{"column", columns_[column].label},
                                {"count", std::to_string(finding.cells)},
                                {"value", first.stands},
                                {"meant", first.meant}}}});
    }
  }

  std::span<TextColumn const> columns_;
  Head const& head_;
  std::vector<ColumnJudge> judges_;
  std::map<std::size_t, int> places_;
  std::map<int, std::size_t> ours_;
  std::map<int, std::string> strange_;  // headings of nobody, until something stands under them
  TextSheet read_;
};

}  // namespace

std::string heading_key(std::string_view heading) {
  std::string key = fold(normalise(heading));
  std::erase_if(key, [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte < 0x80 && std::isalnum(byte) == 0;
  });
  return key;
}

Result<std::optional<Head>> find_head(Workbook const& book, std::string const& tab,
                                      KnownHeadings const& known) {
  TRY_INTO(auto const rows, first_rows(book, tab, known));
  std::optional<Head> best;
  std::size_t most = std::min<std::size_t>(2, known.size()) - 1;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const alone = known_among(rows[i].cells, known);
    if (alone > most) {
      most = alone;
      best = rows[i];
    }
    if (i == 0 || alone == 0 || rows[i - 1].row + 1 != rows[i].row) continue;
    auto both = headings_in(rows[i - 1], rows[i], known);
    if (auto const count = known_among(both, known); count > most) {
      most = count;
      best = Head{rows[i].row, std::move(both)};
    }
  }
  return best;
}

Result<TextSheet> read_texts(Workbook const& book, std::string const& tab,
                             std::span<TextColumn const> columns) {
  KnownHeadings known;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    known.emplace(heading_key(columns[i].label.vietnamese()), i);
    for (std::string_view const also : columns[i].also) known.emplace(heading_key(also), i);
  }
  TRY_INTO(auto const head, find_head(book, tab, known));
  if (!head) return refuse(headings_missing, {{"sheet", tab}, {"expected", labels_of(columns)}});
  TextReading reading(columns, *head);
  TRY_VOID(reading.place(tab, known));
  TRY_VOID(book.read_sheet(tab, [&](SheetRow const& row) {
    if (row.number > head->row) reading.row(row);
    return Reading::go_on;
  }));
  return std::move(reading).done();
}

std::optional<std::string> tab_named(Workbook const& book, Msg name) {
  auto const tabs = book.sheets();
  if (book.is_text()) return tabs.front();
  for (std::string const& tab : tabs) {
    if (heading_key(tab) == heading_key(name.vietnamese())) return tab;
  }
  return std::nullopt;
}

Result<std::string> text_of(SheetCell const& cell, Msg column) {
  if (cell.kind == CellKind::error || is_error_text(cell.text)) {
    return refuse(cell_is_error, {{"column", column}, {"value", std::string(cell.text)}});
  }
  if (cell.kind == CellKind::empty_formula) {
    return refuse(cell_without_value, {{"column", column}});
  }
  if (auto const encoding = legacy_encoding(cell.text)) {
    return refuse(cell_of_old_font, {{"column", column},
                                     {"value", std::string(cell.text)},
                                     {"meant", from_legacy(cell.text, *encoding)}});
  }
  if (letters_lost(cell.text)) {
    return refuse(cell_garbled, {{"column", column}, {"value", std::string(cell.text)}});
  }
  return normalise(cell.text);
}

}  // namespace giaoban::print
