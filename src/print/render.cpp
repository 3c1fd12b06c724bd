#include "print/render.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/day.h"
#include "base/patience.h"
#include "base/result.h"
#include "base/share.h"

namespace giaoban::print {
namespace {

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (auto const byte : bytes) {
    text += digits[static_cast<unsigned char>(byte) >> 4];
    text += digits[static_cast<unsigned char>(byte) & 15];
  }
  return text;
}

std::int64_t const* integer(Value const& value) {
  return std::get_if<std::int64_t>(&value);
}

std::string plain_text(Value const& value) {
  if (auto const* text = std::get_if<std::string>(&value)) {
    return *text;
  }
  if (auto const* blob = std::get_if<Blob>(&value)) {
    return hex(blob->bytes);
  }
  auto const* number = integer(value);
  return number == nullptr ? "" : std::to_string(*number);
}

Day to_day(std::int64_t number) {
  return Day::from_number(static_cast<std::int32_t>(number));
}

// "1960-06-14", "1960-06" or "1960".
std::string iso_partial(std::int64_t packed) {
  auto const partial = PartialDay::unpack(packed);
  auto iso = partial.earliest.iso();
  switch (partial.precision) {
    case Precision::year:
      return iso.substr(0, 4);
    case Precision::month:
      return iso.substr(0, 7);
    case Precision::day:
      break;
  }
  return iso;
}

// As a machine reads it.
std::string stable_text(CellType type, Value const& value) {
  auto const* number = integer(value);
  if (number != nullptr && type == CellType::day) {
    return to_day(*number).iso();
  }
  if (number != nullptr && type == CellType::partial) {
    return iso_partial(*number);
  }
  return plain_text(value);
}

// As people read it.
std::string shown_text(CellType type, Value const& value, Language language) {
  auto const* number = integer(value);
  if (number == nullptr) {
    return plain_text(value);
  }
  switch (type) {
    case CellType::count:
      return format_count(*number, language);
    case CellType::day:
      return to_day(*number) == Day::forever() ? "" : to_day(*number).vietnamese();
    case CellType::partial:
      return PartialDay::unpack(*number).vietnamese();
    case CellType::text:
    case CellType::number:
    case CellType::percent:
      break;
  }
  return plain_text(value);
}

// A stored text must not move the cursor or colour the screen.
std::string one_line(std::string text) {
  std::string line;
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto const byte = static_cast<unsigned char>(text[at]);
    bool const c1 =
        byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
    line += byte < 0x20 || byte == 0x7F || c1 ? ' ' : text[at];
    at += c1 ? 1 : 0;
  }
  return line;
}

bool right_aligned(CellType type) {
  return type == CellType::count || type == CellType::number || type == CellType::percent;
}

class TableSink final : public RowSink {
 public:
  TableSink(Language language, std::ostream& out) : language_(language), out_(out) {}

  void begin(Listing const& head) override {
    columns_ = head.columns;
    for (auto const& column : columns_) {
      labels_.push_back(one_line(say(language_, column.label)));
      widths_.push_back(display_width(labels_.back()));
    }
    if (!head.title.empty()) {
      out_ << one_line(head.title) << '\n';
    }
  }
  void row(Row const& values) override {
    std::vector<std::string> line;
    for (std::size_t at = 0; at < columns_.size(); ++at) {
      line.push_back(one_line(shown_text(columns_[at].type, values.at(at), language_)));
    }
    if (begun_) {
      return write(line);
    }
    held_.push_back(std::move(line));
    if (held_.size() == rows_held_max) {
      write_held();
    }
  }
  void end() override { write_held(); }

 private:
  static constexpr std::size_t rows_held_max = 1000;

  void write_held() {
    if (begun_) {
      return;
    }
    begun_ = true;
    for (auto const& line : held_) {
      for (std::size_t at = 0; at < line.size(); ++at) {
        widths_[at] = std::max(widths_[at], display_width(line[at]));
      }
    }
    write(labels_);
    std::vector<std::string> rule;
    for (auto const width : widths_) {
      rule.emplace_back(static_cast<std::size_t>(width), '-');
    }
    write(rule);
    for (auto const& line : held_) {
      write(line);
    }
    held_.clear();
  }

  void write(std::vector<std::string> const& line) {
    std::string text;
    for (std::size_t at = 0; at < line.size(); ++at) {
      auto const gap = static_cast<std::size_t>(std::max(0, widths_[at] - display_width(line[at])));
      text += at == 0 ? "" : "  ";
      text += right_aligned(columns_[at].type) ? std::string(gap, ' ') + line[at]
                                               : line[at] + std::string(gap, ' ');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    Patience::ask_for_bytes(std::ssize(text));
    out_ << text << '\n';
  }

  Language language_;
  std::ostream& out_;
  std::vector<Column> columns_;
  std::vector<std::string> labels_;
  std::vector<int> widths_;
  std::vector<std::vector<std::string>> held_;
  bool begun_ = false;
};

class JsonSink final : public RowSink {
 public:
  explicit JsonSink(std::ostream& out) : out_(out) {}

  void begin(Listing const& head) override { columns_ = head.columns; }
  void row(Row const& values) override {
    boost::json::object object;
    for (std::size_t at = 0; at < columns_.size(); ++at) {
      object[columns_[at].id] = json(columns_[at].type, values.at(at));
    }
    auto const text = boost::json::serialize(object);
    Patience::ask_for_bytes(std::ssize(text));
    out_ << (rows_++ == 0 ? "[\n" : ",\n") << text;
  }
  void end() override { out_ << (rows_ == 0 ? "[]\n" : "\n]\n"); }

 private:
  static boost::json::value json(CellType type, Value const& value) {
    if (is_null(value)) {
      return nullptr;
    }
    if (integer(value) != nullptr && type != CellType::day && type != CellType::partial) {
      return *integer(value);
    }
    return boost::json::string(stable_text(type, value));
  }

  std::ostream& out_;
  std::vector<Column> columns_;
  std::int64_t rows_ = 0;
};

class CsvSink final : public RowSink {
 public:
  CsvSink(std::ostream& out, ByteOrderMark mark) : out_(out), mark_(mark) {}

  void begin(Listing const& head) override {
    columns_ = head.columns;
    if (mark_ == ByteOrderMark::present) {
      out_ << "\xEF\xBB\xBF";
    }
    std::string line;
    for (std::size_t at = 0; at < columns_.size(); ++at) {
      add(columns_[at].id, line, at);
    }
    out_ << line << "\r\n";
  }
  void row(Row const& values) override {
    std::string line;
    for (std::size_t at = 0; at < columns_.size(); ++at) {
      auto text = stable_text(columns_[at].type, values.at(at));
      if (integer(values[at]) == nullptr && is_formula(text)) {
        text.insert(text.begin(), '\'');
      }
      add(text, line, at);
    }
    Patience::ask_for_bytes(std::ssize(line));
    out_ << line << "\r\n";
  }
  void end() override {}

 private:
  static bool is_formula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").contains(text[0]);
  }
  static void add(std::string_view text, std::string& line, std::size_t at) {
    if (at > 0) {
      line += ',';
    }
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
      line += text;
      return;
    }
    line += '"';
    for (auto const letter : text) {
      line += letter == '"' ? "\"\"" : std::string(1, letter);
    }
    line += '"';
  }
  std::ostream& out_;
  ByteOrderMark mark_;
  std::vector<Column> columns_;
};

}  // namespace

int display_width(std::string_view utf8) {
  int width = 0;
  auto const* const bytes = reinterpret_cast<std::uint8_t const*>(utf8.data());
  auto const size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 letter = 0;
    U8_NEXT(bytes, at, size, letter);
    if (letter < 0) {
      ++width;
      continue;
    }
    auto const category = u_charType(letter);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
        category == U_FORMAT_CHAR) {
      continue;
    }
    auto const shape = u_getIntPropertyValue(letter, UCHAR_EAST_ASIAN_WIDTH);
    width += shape == U_EA_WIDE || shape == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

std::optional<Format> parse_format(std::string_view text) {
  if (text == "table") {
    return Format::table;
  }
  if (text == "json") {
    return Format::json;
  }
  if (text == "csv") {
    return Format::csv;
  }
  return std::nullopt;
}

std::unique_ptr<RowSink> table_sink(Language language, std::ostream& out) {
  return std::make_unique<TableSink>(language, out);
}
std::unique_ptr<RowSink> json_sink(std::ostream& out) {
  return std::make_unique<JsonSink>(out);
}
std::unique_ptr<RowSink> csv_sink(std::ostream& out, ByteOrderMark mark) {
  return std::make_unique<CsvSink>(out, mark);
}

std::unique_ptr<RowSink> sink(Format format, Language language, std::ostream& out) {
  switch (format) {
    case Format::table:
      return table_sink(language, out);
    case Format::json:
      return json_sink(out);
    case Format::csv:
      return csv_sink(out);
  }
  bug("every format has a sink", std::source_location::current());
}

void pour(Listing const& listing, RowSink& into) {
  into.begin(listing);
  for (auto const& row : listing.rows) {
    into.row(row);
  }
  into.end();
}

void render(Listing const& listing, Format format, Language language, std::ostream& out) {
  pour(listing, *sink(format, language, out));
}

}  // namespace giaoban::print
