#include "print/xlsx_merged.h"

#include <algorithm>
#include <charconv>

#include "base/patience.h"

namespace giaoban::print {

namespace {

// Of the piece of a sheet's XML from "mergeCells" on: every ref="E2:E4" of it.
std::vector<MergedRows> merges_in(std::string_view xml) {
  auto const corner = [](std::string_view place) {
    auto const digits = std::min(place.find_first_of("0123456789"), place.size());
    std::int64_t row = 0;
    std::from_chars(place.data() + digits, place.data() + place.size(), row);
    return std::pair(column_number(place.substr(0, digits)), row);
  };
  std::vector<MergedRows> merges;
  xml = xml.substr(0, xml.find("mergeCells>", 1));
  constexpr std::string_view ref = "ref=\"";
  for (auto at = xml.find(ref); at != xml.npos; at = xml.find(ref, at)) {
    Patience::ask();
    at += ref.size();
    auto const place = xml.substr(at, xml.find('"', at) - at);
    auto const colon = place.find(':');
    if (colon == place.npos) continue;
    auto const from = corner(place.substr(0, colon));
    auto const to = corner(place.substr(colon + 1));
    if (from.second < to.second) merges.push_back({from.first, from.second, to.second});
  }
  std::ranges::sort(merges, {}, &MergedRows::first);
  return merges;
}

// Where a tag of the name opens, with a prefix or without; in a text "<" is written otherwise.
std::size_t tag_in(std::string_view xml, std::string_view name) {
  for (auto at = xml.find(name); at != xml.npos; at = xml.find(name, at + 1)) {
    auto const open = xml.find_last_of("<> \"", at);
    if (open != xml.npos && xml[open] == '<' && (open + 1 == at || xml[at - 1] == ':')) return at;
  }
  return xml.npos;
}

}  // namespace

int column_number(std::string_view letters) {
  int column = 0;
  for (auto const letter : letters) {
    auto const rank = letter >= 'a' ? letter - 'a' + 1 : letter - 'A' + 1;
    column = rank < 1 || rank > 26 || column > sheet_columns_max ? sheet_columns_max + 1
                                                                 : column * 26 + rank;
  }
  return column;
}

// Merged cells stand behind the rows that they are of, so that the part is looked through first:
// for their sign alone, which takes a small part of the time that reading its cells does.
Result<std::vector<MergedRows>> merges_of(Archive const& archive, std::string const& part) {
  constexpr std::string_view sign = "mergeCells";
  constexpr std::size_t kept_max = 4'000'000;
  TRY_INTO(auto source, archive.reader(part));
  std::string window;  // the end of the piece before, then everything from the sign on
  bool found = false;
  while (true) {
    TRY_INTO(auto const chunk, source.next());
    if (chunk.empty()) break;
    if (window.size() > kept_max) continue;
    window += chunk;
    if (found) continue;
    auto const at = tag_in(window, sign);
    found = at != window.npos;
    window.erase(0, found ? at : window.size() - std::min<std::size_t>(window.size(), 64));
  }
  if (!found) return std::vector<MergedRows>{};
  return merges_in(window);
}

void Merger::take(SheetRow& row) {
  std::erase_if(open_, [&](Open const& each) { return each.merged.last < row.number; });
  for (; next_ < merges_.size() && merges_[next_].first <= row.number; ++next_) {
    // Merged cells do not overlap; of a file that says so the first counts.
    bool const overlaps = std::ranges::any_of(
        open_, [&](Open const& each) { return each.merged.column == merges_[next_].column; });
    if (!overlaps) open_.push_back({merges_[next_], {}, {}, false});
  }
  for (Open& each : open_) {
    if (each.merged.first == row.number) {
      keep(each, row);
    } else if (each.filled && row.at(each.merged.column) == nullptr) {
      fill(each, row);
    }
  }
}

void Merger::keep(Open& each, SheetRow const& row) {
  auto const* first = row.at(each.merged.column);
  if (first == nullptr) return;
  each.cell = *first;
  each.text = first->text;
  each.filled = true;
}

void Merger::fill(Open const& each, SheetRow& row) {
  auto const place =
      std::ranges::lower_bound(row.cells, each.merged.column, {}, &SheetCell::column);
  auto const cell = row.cells.insert(place, each.cell);
  cell->text = each.text;
  cell->from_merged = true;
}

}  // namespace giaoban::print
