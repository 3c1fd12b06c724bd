#include "print/csv_read.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/patience.h"
#include "base/text.h"
#include "base/utf8.h"
#include "print/xlsx_parts.h"

namespace giaoban::print {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t csv_cell_text_max = 32'767 * 4;
constexpr int csv_last_column = 16'384;

// --- what the bytes are ---

bool text_byte(unsigned char byte) {
  return byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' ||
         byte == 0x1A;
}

enum class Wide { no, little, big };

Wide wide_of(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE"sv)) return Wide::little;
  if (bytes.starts_with("\xFE\xFF"sv)) return Wide::big;
  // Without a mark: what is Latin has a zero in every second place.
  std::array<std::size_t, 2> zeros{};
  auto const head = bytes.substr(0, 1'000);
  for (std::size_t i = 0; i < head.size(); ++i) zeros.at(i % 2) += head[i] == '\0' ? 1 : 0;
  std::size_t const many = head.size() / 8;
  if (zeros[1] > many && zeros[0] <= zeros[1] / 8) return Wide::little;
  if (zeros[0] > many && zeros[1] <= zeros[0] / 8) return Wide::big;
  return Wide::no;
}

bool begins_as_text(std::string_view head) {
  for (std::string_view const other : {"PK"sv, "\xD0\xCF\x11\xE0"sv, "%PDF"sv, "{\\rtf"sv}) {
    if (head.starts_with(other)) return false;
  }
  if (wide_of(head) != Wide::no) return true;
  if (head.starts_with("\xEF\xBB\xBF"sv)) head.remove_prefix(3);
  auto const first = head.find_first_not_of(" \t\r\n");
  if (first != head.npos && head[first] == '<') return false;  // a page or a part of a workbook
  return std::ranges::all_of(head, [](char c) { return text_byte(static_cast<unsigned char>(c)); });
}

std::string from_wide(std::string_view bytes, Wide order) {
  icu::UnicodeString text;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    auto const low = static_cast<unsigned char>(bytes[at + (order == Wide::little ? 0 : 1)]);
    auto const high = static_cast<unsigned char>(bytes[at + (order == Wide::little ? 1 : 0)]);
    char16_t const unit = static_cast<char16_t>(high << 8 | low);
    if (at > 0 || unit != 0xFEFF) text.append(unit);
  }
  std::string narrow;
  text.toUTF8String(narrow);
  return narrow;
}

std::string from_latin1(std::string_view bytes) {
  std::string text;
  for (char const c : bytes) utf8::append(text, static_cast<unsigned char>(c));
  return text;
}

std::string from_windows_1258(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, void (*)(UConverter*)> const converter(
      ucnv_open("windows-1258", &status), &ucnv_close);
  icu::UnicodeString const text(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                converter.get(), status);
  if (U_FAILURE(status)) throw Breakage(u_errorName(status));
  std::string narrow;
  text.toUTF8String(narrow);
  return nfc(narrow);
}

bool beyond_ascii(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// Bytes of one letter each are either Windows' Vietnamese or those of an old font. Those of a font
// are left as they stand, as a workbook would have them: its columns are judged by whoever reads.
std::string from_single_bytes(std::string_view bytes) {
  constexpr int lines_max = 2'000;
  int lines = 0;
  int of_fonts = 0;
  for (std::size_t at = 0; at < bytes.size() && lines < lines_max;) {
    auto const end = std::min(bytes.find('\n', at), bytes.size());
    auto const line = bytes.substr(at, std::min<std::size_t>(end - at, 2'000));
    at = end + 1;
    if (!beyond_ascii(line)) continue;
    ++lines;
    auto const encoding = legacy_encoding(from_latin1(line));
    of_fonts += encoding == LegacyEncoding::tcvn3 || encoding == LegacyEncoding::vni ? 1 : 0;
  }
  return of_fonts * 2 > lines ? from_latin1(bytes) : from_windows_1258(bytes);
}

struct Sequences {
  std::size_t good = 0;  // of several bytes
  std::size_t bad = 0;
  std::size_t first_bad = 0;
};
Sequences sequences_of(std::string_view bytes) {
  Sequences found;
  for (std::size_t at = 0; at < bytes.size();) {
    auto const step = utf8::step(bytes, at);
    bool const malformed = step.code == 0xFFFD && step.length == 1;
    found.good += step.length > 1 ? 1 : 0;
    if (malformed && found.bad++ == 0) found.first_bad = at;
    at += step.length;
  }
  return found;
}

Result<std::string> decoded_text(std::string bytes, std::string const& file) {
  if (auto const wide = wide_of(bytes); wide != Wide::no) return from_wide(bytes, wide);
  bool const marked = bytes.starts_with("\xEF\xBB\xBF"sv);
  if (marked) bytes.erase(0, 3);
  if (valid_utf8(bytes)) return bytes;
  auto const found = sequences_of(bytes);
  if (!marked && found.good <= found.bad) return from_single_bytes(bytes);
  auto const row =
      1 +
      std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(found.first_bad), '\n');
  return refuse(text_damaged, {{"file", file}, {"row", std::to_string(row)}});
}

// --- rows ---

// Cells of one row after the other. A quote opens only at the front of a cell; elsewhere it is a
// sign like another ("Trường 12\" ...").
class TextRows {
 public:
  TextRows(std::string_view text, char separator) : text_(text), separator_(separator) {}

  // False at the end.
  bool next(std::vector<std::string>& cells) {
    cells.clear();
    if (at_ >= text_.size()) return false;
    while (true) {
      cells.push_back(cell());
      if (at_ < text_.size() && text_[at_] == separator_) {
        ++at_;
        continue;
      }
      end_line();
      return true;
    }
  }
  [[nodiscard]] bool left_open() const { return left_open_; }

 private:
  std::string cell() {
    std::string value;
    if (at_ < text_.size() && text_[at_] == '"') value = quoted();
    auto const end = std::min(text_.find_first_of(ends(), at_), text_.size());
    value += text_.substr(at_, end - at_);
    at_ = end;
    return value;
  }
  std::string quoted() {
    std::string value;
    ++at_;
    while (true) {
      auto const quote = text_.find('"', at_);
      if (quote == text_.npos) {
        left_open_ = true;
        at_ = text_.size();
        return value;
      }
      value += text_.substr(at_, quote - at_);
      at_ = quote + 1;
      if (at_ >= text_.size() || text_[at_] != '"') return value;
      value += '"';
      ++at_;
    }
  }
  [[nodiscard]] std::string ends() const { return {separator_, '\r', '\n'}; }
  void end_line() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  bool left_open_ = false;
};

constexpr std::size_t rows_looked_at = 20;

// How many of the first rows have as many cells as most of them, and how many cells those are.
std::pair<std::size_t, std::size_t> agreement(std::string_view text, char separator) {
  TextRows rows(text, separator);
  std::vector<std::string> cells;
  std::vector<std::size_t> counts;
  while (counts.size() < rows_looked_at && rows.next(cells)) {
    if (cells.size() > 1) counts.push_back(cells.size());
    if (cells.size() == 1 && !cells[0].empty()) counts.push_back(1);
  }
  std::pair<std::size_t, std::size_t> best{0, 0};
  for (std::size_t const count : counts) {
    if (count < 2) continue;
    auto const same = static_cast<std::size_t>(std::ranges::count(counts, count));
    best = std::max(best, std::pair(same, count));
  }
  return best;
}

char separator_of(std::string_view text) {
  char best = 0;
  std::pair<std::size_t, std::size_t> most{0, 0};
  for (char const separator : {'\t', ';', ',', '|'}) {
    auto const found = agreement(text, separator);
    if (found > most) {
      most = found;
      best = separator;
    }
  }
  return best;
}

// "1,23457E+11": a long number as Excel shows it; its digits are gone.
bool lost_its_digits(std::string_view text) {
  auto const exponent = text.find("E+");
  if (exponent == text.npos || exponent == 0 || exponent + 2 == text.size()) return false;
  auto const digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  return digit(text[0]) && std::ranges::all_of(text.substr(exponent + 2), digit) &&
         std::ranges::all_of(text.substr(1, exponent - 1),
                             [&](char c) { return digit(c) || c == '.' || c == ','; });
}

}  // namespace

bool is_error_text(std::string_view text) {
  if (!text.starts_with('#')) return false;
  static constexpr std::array errors{"#N/A"sv,   "#REF!"sv,        "#VALUE!"sv, "#DIV/0!"sv,
                                     "#NAME?"sv, "#NUM!"sv,        "#NULL!"sv,  "#SPILL!"sv,
                                     "#CALC!"sv, "#GETTING_DATA"sv};
  if (std::ranges::find(errors, text) != errors.end()) return true;
  return text.size() > 1 && text.find_first_not_of('#') == text.npos;  // too narrow to be shown
}

bool is_text_file(std::filesystem::path const& path) {
  std::error_code error;
  std::ifstream stream(path, std::ios::binary);
  if (!stream || !std::filesystem::is_regular_file(path, error)) return false;
  std::string head(65'536, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  return !head.empty() && begins_as_text(head);
}

SeparatedText::SeparatedText(std::filesystem::path const& path, std::string text,
                             Limits const& limits)
    : file_(shown(path.filename().string())),
      sheet_(path.stem().string()),
      text_(std::move(text)),
      limits_(limits) {
  std::string_view rest = text_;
  // A line by which Excel is told: "sep=;".
  if (rest.size() > 4 && rest.substr(0, 4) == "sep=" &&
      (rest.size() == 5 || rest[5] == '\r' || rest[5] == '\n')) {
    separator_ = rest[4];
    begin_ = std::min(rest.find('\n'), rest.size() - 1) + 1;
    return;
  }
  separator_ = separator_of(rest);
}

Result<SeparatedText> SeparatedText::open(std::filesystem::path const& path, Limits const& limits) {
  std::string const file = shown(path.filename().string());
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return refuse(file_missing, {{"file", file}});
  std::error_code error;
  auto const size = std::filesystem::file_size(path, error);
  auto const most = static_cast<std::uintmax_t>(limits.separated_bytes_max);
  if (error || size > most) {
    return refuse(too_large, {{"file", file}, {"part", file}, {"limit", std::to_string(most)}});
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  TRY_INTO(auto text, decoded_text(std::move(bytes), file));
  SeparatedText opened(path, std::move(text), limits);
  if (opened.separator_ == 0) return refuse(not_a_workbook, {{"file", file}});
  return opened;
}

Result<void> SeparatedText::read(OnRow const& on_row) const {
  TextRows rows(std::string_view(text_).substr(begin_), separator_);
  std::vector<std::string> cells;
  SheetRow row;
  std::int64_t held = 0;
  std::int64_t seen = 0;
  row.number = begin_ > 0 ? 1 : 0;
  auto const beyond = [&](RefusalKind const& kind, std::int64_t limit) -> Result<void> {
    return std::unexpected(Refusal{&kind,
                                   {{"sheet", sheet_}, {"limit", std::to_string(limit)}},
                                   cell_place(sheet_, row.number, 0)});
  };
  while (rows.next(cells)) {
    Patience::ask();
    ++row.number;
    row.cells.clear();
    if (rows.left_open()) {
      return refuse(quote_left_open, {{"file", file_}, {"row", std::to_string(row.number)}});
    }
    seen += std::ssize(cells);
    if (seen > limits_.cells_max) return beyond(too_many_cells, limits_.cells_max);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].find_first_not_of(" \t") == std::string::npos) continue;
      if (i >= csv_last_column || cells[i].size() > csv_cell_text_max) {
        return refuse(text_damaged, {{"file", file_}, {"row", std::to_string(row.number)}});
      }
      bool const error = is_error_text(cells[i]) || lost_its_digits(cells[i]);
      row.cells.push_back(
          {static_cast<int>(i) + 1, error ? CellKind::error : CellKind::text, cells[i]});
    }
    if (row.cells.empty()) continue;
    if (++held > limits_.rows_max) return beyond(too_many_rows, limits_.rows_max);
    if (on_row(row) == Reading::stop) return {};
  }
  return {};
}

}  // namespace giaoban::print
