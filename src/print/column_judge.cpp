#include "print/column_judge.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

#include "base/legacy.h"

namespace giaoban::print {

namespace {

constexpr std::size_t examples_max = 5;
constexpr int months = 12;

bool ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Letters that Latin-1 has not: nobody reads bytes as these. Lead bytes of UTF-8 tell.
bool has_beyond_latin(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) > 0xC3; });
}

bool digits_only(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A day of three numbers with the year at the end, in whatever order the first two stand.
struct TypedDay {
  int first = 0;
  int second = 0;
  std::string_view year;
};
std::optional<TypedDay> typed_day(std::string_view text) {
  std::array<std::string_view, 3> parts;
  std::size_t at = 0;
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto const end = i + 1 < parts.size() ? text.find_first_of("/-.", at) : text.size();
    if (end == text.npos) return std::nullopt;
    parts.at(i) = text.substr(at, end - at);
    if (!digits_only(parts.at(i)) || parts.at(i).size() > 4) return std::nullopt;
    at = end + 1;
  }
  if (parts[0].size() > 2 || parts[1].size() > 2) return std::nullopt;
  TypedDay day;
  std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), day.first);
  std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), day.second);
  day.year = parts[2];
  return day;
}

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string turned(TypedDay const& day) {
  return two_digits(day.second) + "/" + two_digits(day.first) + "/" + std::string(day.year);
}

// Of "1960-02-14", without reading all of it: columns have many.
int day_of_month(std::string_view iso) {
  return iso.size() != 10 ? 0 : (iso[8] - '0') * 10 + (iso[9] - '0');
}
bool same_either_way(std::string_view iso) {
  return iso.substr(5, 2) == iso.substr(8, 2);
}

// How much a cell speaks for a spreadsheet that took the month first, or against it: two days of
// five are before the thirteenth, of days that it made nearly all. A few typed by hand afterwards
// tell less than the rest of the column.
constexpr std::int64_t day_cell_early = 2;
constexpr std::int64_t day_cell_late = -6;
constexpr std::int64_t text_late = 1;
constexpr std::int64_t text_either = -5;
constexpr std::int64_t enough = 2;

std::optional<TypedDay> day_of_cell(SheetCell const& cell) {
  auto const day = Day::parse_iso(cell.text);
  if (!day) return std::nullopt;
  return TypedDay{.first = day->day(), .second = day->month(), .year = cell.text.substr(0, 4)};
}

}  // namespace

void ColumnJudge::Seen::add(std::int64_t row, std::string_view stands, std::string meant) {
  ++count;
  if (first.size() < examples_max) first.push_back({row, std::string(stands), std::move(meant)});
}

// The first of a tab goes before a second one of another.
void ColumnJudge::Seen::join(Seen const& other, std::size_t tab) {
  count += other.count;
  bool first_of_tab = true;
  for (Example each : other.first) {
    each.tab = tab;
    if (first.size() == examples_max && first_of_tab) {
      auto const second = std::ranges::adjacent_find(first, {}, &Example::tab);
      if (second != first.end()) first.erase(second + 1);
    }
    first_of_tab = false;
    if (first.size() == examples_max) return;
    first.push_back(std::move(each));
  }
}

void ColumnJudge::take(std::int64_t row, SheetCell const& cell) {
  if (cell.text.empty() || cell.from_merged) return;
  if (holds_ == ColumnHolds::days) {
    take_day(row, cell);
  } else if (cell.kind == CellKind::text) {
    take_text(row, cell.text);
  }
  if (holds_ == ColumnHolds::codes) take_code(row, cell);
}

void ColumnJudge::take_text(std::int64_t row, std::string_view text) {
  if (ascii(text)) return;
  if (auto const encoding = legacy_encoding(text)) {
    plain_[*encoding].add(row, text, from_legacy(text, *encoding));
  } else if (has_beyond_latin(text)) {
    ++beyond_;
  } else {
    if (beyond_ == 0 && latin_texts_.size() < latin_texts_max) latin_texts_.emplace_back(text);
    latin_.add(row, text, {});
  }
}

void ColumnJudge::take_day(std::int64_t row, SheetCell const& cell) {
  if (cell.kind == CellKind::day) {
    int const month_day = day_of_month(cell.text);
    if (month_day > months) {
      ++late_day_cells_;
    } else if (month_day > 0) {
      add_early_day(row, cell);
    }
    return;
  }
  if (cell.kind != CellKind::text) return;
  auto const day = typed_day(cell.text);
  if (!day) return;
  if (day->first > months) {
    ++day_first_;
  } else if (day->second > months) {
    month_first_.add(row, cell.text, turned(*day));
  } else {
    ++either_;
  }
}

void ColumnJudge::add_early_day(std::int64_t row, SheetCell const& cell) {
  ++early_day_cells_;
  if (same_either_way(cell.text)) return;
  if (day_cells_.first.size() == examples_max) {
    ++day_cells_.count;
  } else if (auto const day = day_of_cell(cell)) {
    day_cells_.add(row, Day::parse_iso(cell.text)->vietnamese(), turned(*day));
  }
}

void ColumnJudge::take_code(std::int64_t row, SheetCell const& cell) {
  if (!digits_only(cell.text)) return;
  if (cell.kind == CellKind::number) {
    numbers_[cell.text.size()].add(row, cell.text, {});
  } else if (cell.kind == CellKind::text) {
    ++text_codes_[cell.text.size()];
    if (cell.text.front() == '0') ++zero_led_[cell.text.size()];
  }
}

std::vector<Finding> ColumnJudge::findings() const {
  std::vector<Finding> found;
  for (Facet const facet : facets) {
    if (auto one = finding(facet)) found.push_back(*std::move(one));
  }
  return found;
}

std::optional<Finding> ColumnJudge::finding(Facet facet) const {
  switch (facet) {
    case Facet::encoding:
      return encoding_finding();
    case Facet::days:
      return day_finding();
    case Facet::zeros:
      break;
  }
  return zeros_finding();
}

bool ColumnJudge::speaks_against(Facet facet) const {
  switch (facet) {
    case Facet::encoding:
      return beyond_ > 0 && plain_.empty();
    case Facet::days:
      return early_day_cells_ * day_cell_early + late_day_cells_ * day_cell_late < 0;
    case Facet::zeros:
      break;
  }
  return false;
}

void ColumnJudge::join(ColumnJudge const& other, std::size_t tab) {
  for (auto const& [encoding, seen] : other.plain_) plain_[encoding].join(seen, tab);
  latin_.join(other.latin_, tab);
  beyond_ += other.beyond_;
  for (std::string const& text : other.latin_texts_) {
    if (latin_texts_.size() == latin_texts_max) break;
    latin_texts_.push_back(text);
  }
  day_cells_.join(other.day_cells_, tab);
  early_day_cells_ += other.early_day_cells_;
  late_day_cells_ += other.late_day_cells_;
  day_first_ += other.day_first_;
  either_ += other.either_;
  month_first_.join(other.month_first_, tab);
  for (auto const& [length, count] : other.zero_led_) zero_led_[length] += count;
  for (auto const& [length, count] : other.text_codes_) text_codes_[length] += count;
  for (auto const& [length, seen] : other.numbers_) numbers_[length].join(seen, tab);
}

std::optional<Finding> ColumnJudge::encoding_finding() const {
  auto const most =
      std::ranges::max_element(plain_, {}, [](auto const& each) { return each.second.count; });
  if (most == plain_.end()) return latin_finding();
  bool const mixed = beyond_ > 0;
  // UTF-8 tells itself cell by cell, and what it does not tell is as it should be.
  bool const alone = most->first == LegacyEncoding::utf8;
  Finding finding{mixed && !alone ? Doubt::encodings : Doubt::encoding};
  finding.encoding = most->first;
  finding.examples = most->second.first;
  for (auto const& [encoding, seen] : plain_) finding.cells += seen.count;
  if (alone) return finding;
  finding.unclear = latin_.count;
  for (Example const& each : latin_.first) {
    auto meant = from_legacy(each.stands, most->first);
    if (meant == each.stands) continue;
    if (finding.examples.size() == examples_max) finding.examples.pop_back();
    finding.examples.insert(finding.examples.begin(),
                            {each.row, each.stands, std::move(meant), each.tab});
  }
  if (!mixed) finding.cells += latin_.count;
  return finding;
}

// No cell tells, but none has a letter that only Unicode has, and all mean something in an old
// font.
std::optional<Finding> ColumnJudge::latin_finding() const {
  constexpr std::int64_t cells_min = 5;
  constexpr std::size_t tenths_min = 9;
  constexpr std::array fonts{LegacyEncoding::vni, LegacyEncoding::tcvn3, LegacyEncoding::cp1258};
  if (beyond_ > 0 || latin_.count < cells_min) return std::nullopt;
  for (LegacyEncoding const font : fonts) {
    std::size_t meant = 0;
    for (std::string const& text : latin_texts_) meant += wholly_legacy(text, font) ? 1U : 0U;
    bool const various =
        std::ranges::adjacent_find(latin_texts_, std::ranges::not_equal_to{}) != latin_texts_.end();
    if (!various || meant * 10 < latin_texts_.size() * tenths_min) continue;
    Finding finding{Doubt::encoding};
    finding.encoding = font;
    finding.cells = latin_.count;
    finding.examples = latin_.first;
    for (Example& each : finding.examples) each.meant = from_legacy(each.stands, font);
    return finding;
  }
  return std::nullopt;
}

std::optional<Finding> ColumnJudge::day_finding() const {
  if (month_first_.count > 0 && day_first_ == 0) {
    Finding finding{Doubt::month_first};
    finding.cells = month_first_.count + either_;
    finding.examples = month_first_.first;
    return finding;
  }
  // A spreadsheet that expects the month first made days of all texts that it could read so, and
  // left as text those whose day is after the twelfth.
  bool const told = day_first_ > 0 && month_first_.count == 0 && day_cells_.count > 0;
  std::int64_t const speaks = early_day_cells_ * day_cell_early + late_day_cells_ * day_cell_late +
                              day_first_ * text_late + either_ * text_either;
  if (!told || speaks <= enough) return std::nullopt;
  Finding finding{Doubt::days_swapped};
  finding.cells = day_cells_.count;
  finding.examples = day_cells_.first;
  return finding;
}

std::optional<Finding> ColumnJudge::swapped_beside() const {
  if (day_finding() || day_cells_.count == 0) return std::nullopt;
  if (early_day_cells_ * day_cell_early + late_day_cells_ * day_cell_late <= 0) return std::nullopt;
  Finding finding{Doubt::days_beside};
  finding.cells = day_cells_.count;
  finding.examples = day_cells_.first;
  return finding;
}

// Of texts that begin with zeros the most frequent length; where none is left, the length that
// nearly all have, if numbers counted up from 1 could hardly come so far.
std::size_t ColumnJudge::whole_code_digits() const {
  constexpr std::size_t digits_min = 6;
  constexpr std::int64_t codes_min = 5;
  constexpr std::int64_t fifths_min = 4;
  auto const most_frequent = [](std::map<std::size_t, std::int64_t> const& lengths) {
    auto const most =
        std::ranges::max_element(lengths, {}, [](auto const& each) { return each.second; });
    return most == lengths.end() ? std::pair{std::size_t{0}, std::int64_t{0}}
                                 : std::pair{most->first, most->second};
  };
  if (!zero_led_.empty()) return most_frequent(zero_led_).first;
  auto lengths = text_codes_;
  for (auto const& [length, seen] : numbers_) lengths[length] += seen.count;
  std::int64_t all = 0;
  for (auto const& [length, count] : lengths) all += count;
  auto const [digits, count] = most_frequent(lengths);
  bool const clear = digits >= digits_min && count >= codes_min && count * 5 >= all * fifths_min;
  return clear ? digits : 0;
}

std::optional<Finding> ColumnJudge::zeros_finding() const {
  std::size_t const digits = whole_code_digits();
  if (digits == 0) return std::nullopt;
  Finding finding{Doubt::zeros_lost};
  finding.digits = digits;
  for (auto const& [length, seen] : numbers_) {
    if (length > digits) return std::nullopt;
    if (length == digits) continue;
    finding.cells += seen.count;
    for (Example each : seen.first) {
      if (finding.examples.size() == examples_max) break;
      each.meant = std::string(digits - length, '0') + each.stands;
      finding.examples.push_back(std::move(each));
    }
  }
  if (finding.cells == 0) return std::nullopt;
  return finding;
}

std::optional<std::string> mended(Mending const& mending, SheetCell const& cell) {
  if (mending.swap_days && cell.kind == CellKind::day) {
    auto const day = day_of_cell(cell);
    if (day && day->first <= months) return turned(*day);
  }
  if (cell.kind == CellKind::number && mending.digits > cell.text.size() &&
      digits_only(cell.text)) {
    return std::string(mending.digits - cell.text.size(), '0') + std::string(cell.text);
  }
  if (cell.kind != CellKind::text) return std::nullopt;
  if (mending.month_first) {
    auto const day = typed_day(cell.text);
    if (day && day->first <= months) return turned(*day);
  }
  if (!mending.encoding || ascii(cell.text)) return std::nullopt;
  auto const plainly = legacy_encoding(cell.text);
  if (!plainly && (mending.only_plain || has_beyond_latin(cell.text) ||
                   mending.encoding == LegacyEncoding::utf8)) {
    return std::nullopt;
  }
  // A word alone may look like another old font; the column tells. UTF-8 tells itself.
  return from_legacy(cell.text,
                     plainly == LegacyEncoding::utf8 ? LegacyEncoding::utf8 : *mending.encoding);
}

}  // namespace giaoban::print
