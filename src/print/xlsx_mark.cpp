#include "print/xlsx_mark.h"

#include <zip.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <system_error>

#include "base/text.h"
#include "print/csv_read.h"
#include "print/whole_file.h"
#include "print/xlsx_parts.h"
#include "print/xlsx_pink.h"

namespace giaoban::print {
namespace {

constexpr int last_column = 16'384;
constexpr std::size_t message_bytes_max = 32'000;  // below Excel's 32,767 letters

int column_of(std::string_view place) {
  int column = 0;
  for (auto const letter : place.substr(0, place.find_first_of("0123456789"))) {
    column = std::min(column * 26 + (letter & 0x1F), last_column + 1);
  }
  return column;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (auto const letter : text) {
    if (letter == '&') {
      out += "&amp;";
    } else if (letter == '<') {
      out += "&lt;";
    } else if (letter == '>') {
      out += "&gt;";
    } else if (static_cast<unsigned char>(letter) >= 0x20 || letter == '\n') {
      out += letter;
    }
  }
  return out;
}

// Where the column goes -----------------------------------------------------------------------

struct MarkedColumn {
  int number = 0;
};

// The column of an earlier marking, else the first one right of everything.
Result<MarkedColumn> place_column(Workbook const& book, FaultySheet const& sheet) {
  int furthest = 0;
  int earlier = 0;
  TRY_VOID(book.read_sheet(sheet.sheet, [&](SheetRow const& row) {
    furthest = std::max(furthest, row.cells.back().column);
    if (row.number == sheet.header_row) {
      for (auto const& cell : row.cells) {
        if (is_fault_heading(cell.text)) {
          earlier = cell.column;
        }
      }
    }
    return Reading::go_on;
  }));
  return MarkedColumn{earlier > 0 ? earlier : std::min(furthest + 1, last_column)};
}

// Rewriting -----------------------------------------------------------------------------------

struct RowFaults {
  std::vector<int> columns;  // sorted, each once
  std::string message;
};

using FaultsByRow = std::map<std::int64_t, RowFaults>;

FaultsByRow by_row(FaultySheet const& sheet) {
  FaultsByRow rows;
  for (auto const& fault : sheet.faults) {
    auto& row = rows[fault.row];
    if (fault.column > 0) {
      row.columns.push_back(fault.column);
    }
    if (row.message.size() + fault.message.size() < message_bytes_max) {
      row.message += (row.message.empty() ? "" : "\n") + fault.message;
    }
  }
  for (auto& [number, row] : rows) {
    std::ranges::sort(row.columns);
    auto const rest = std::ranges::unique(row.columns);
    row.columns.erase(rest.begin(), rest.end());
  }
  auto& heading = rows[sheet.header_row].message;
  heading = std::string(fault_heading.vietnamese()) + (heading.empty() ? "" : "\n") + heading;
  return rows;
}

// Copies a sheet as it is read and changes only rows with faults. What it has no interest in
// passes as the bytes it was.
class SheetRewriter final : public XmlHandler {
 public:
  SheetRewriter(FaultsByRow const& faults, MarkedColumn column, PinkStyles pink)
      : faults_(faults), next_(faults.begin()), column_(column.number), pink_(pink) {}

  // Set once, before the first piece.
  XmlParser* parser = nullptr;
  std::string out;

  void start(std::string_view name, Attributes attributes) override {
    if (name == "sheetData") {
      begin_rows();
    } else if (name == "row" && in_rows_) {
      begin_row(attributes);
    } else if (name == "c" && in_row_) {
      begin_cell(attributes);
    } else if (name == "col") {
      has_width_ = has_width_ || covers(attributes);
      parser->pass_tag();
    } else {
      parser->pass_tag();
    }
    has_cols_ = has_cols_ || name == "cols";
  }

  void end(std::string_view name) override {
    if (name == "cols" && !has_width_) {
      out += width();
      has_width_ = true;
    } else if (name == "c" && in_row_) {
      if (skipping_) {
        tag();  // goes with the cell
        skipping_ = false;
        return;
      }
    } else if (name == "row" && in_row_) {
      return end_row();
    } else if (name == "sheetData" && in_rows_) {
      return end_rows();
    }
    parser->pass_tag();
  }

  void text(std::string_view bytes) override {
    if (capturing_) {
      captured_ += bytes;
    } else if (!skipping_) {
      out += bytes;
    }
  }

 private:
  // The tag now handled, as it stands in the file.
  std::string tag() {
    captured_.clear();
    capturing_ = true;
    parser->pass_tag();
    capturing_ = false;
    return captured_;
  }
  [[nodiscard]] std::string element(std::string_view name) const {
    return prefix_ + std::string(name);
  }
  [[nodiscard]] std::string place(int column) const {
    return column_letters(column) + std::to_string(row_);
  }
  // Opens an element that stood as "<x/>", so that something can go inside.
  static bool open_up(std::string& tag) {
    if (!tag.ends_with("/>")) {
      return false;
    }
    tag.replace(tag.size() - 2, 2, ">");
    return true;
  }
  static void remove_attribute(std::string& tag, std::string_view name) {
    auto const at = tag.find(std::string(" ") + std::string(name) + "=");
    if (at == std::string::npos) {
      return;
    }
    auto const quote = tag.find_first_of("\"'", at);
    auto const close = quote == std::string::npos ? quote : tag.find(tag[quote], quote + 1);
    if (close != std::string::npos) {
      tag.erase(at, close + 1 - at);
    }
  }

  [[nodiscard]] bool covers(Attributes attributes) const {
    auto const number = [&](char const* name) {
      int value = 0;
      auto const text = attributes.find(name).value_or("0");
      std::from_chars(text.data(), text.data() + text.size(), value);
      return value;
    };
    // Columns stand in order: one that begins further right leaves no place for ours before it.
    return number("max") >= column_;
  }
  [[nodiscard]] std::string width() const {
    auto const column = std::to_string(column_);
    return "<" + element("col") + " min=\"" + column + "\" max=\"" + column +
           "\" width=\"60\" customWidth=\"1\"/>";
  }

  void begin_rows() {
    auto const qualified = tag();
    auto const colon = qualified.find(':');
    prefix_ = qualified.starts_with("<sheetData") || colon == std::string::npos
                  ? ""
                  : qualified.substr(1, colon);
    auto opened = qualified;
    rows_were_empty_ = open_up(opened);
    if (!has_cols_) {
      out += "<" + element("cols") + ">" + width() + "</" + element("cols") + ">";
    }
    out += opened;
    in_rows_ = true;
  }

  void begin_row(Attributes attributes) {
    auto number = row_ + 1;
    if (auto const given = attributes.find("r")) {
      std::from_chars(given->data(), given->data() + given->size(), number);
    }
    add_rows_before(number);
    row_ = number;
    cell_column_ = 0;
    in_row_ = true;
    current_ = next_ != faults_.end() && next_->first == number ? &(next_++)->second : nullptr;
    next_fault_ = 0;
    message_written_ = false;
    auto opened = tag();
    row_was_empty_ = false;
    if (current_ != nullptr) {
      row_was_empty_ = open_up(opened);
      remove_attribute(opened, "spans");
      make_room(opened);
    }
    out += opened;
  }

  // Height for all lines of the message: not every program fits rows to wrapped text by itself.
  void make_room(std::string& row_tag) const {
    auto const lines = 1 + std::ranges::count(current_->message, '\n') +
                       static_cast<std::ptrdiff_t>(current_->message.size() / 90);
    if (lines == 1) {
      return;
    }
    remove_attribute(row_tag, "ht");
    remove_attribute(row_tag, "customHeight");
    row_tag.insert(row_tag.size() - 1,
                   " ht=\"" + std::to_string(std::min<std::ptrdiff_t>(lines * 16, 400)) +
                       "\" customHeight=\"1\"");
  }

  void begin_cell(Attributes attributes) {
    auto const given = attributes.find("r");
    auto const column = given ? column_of(*given) : cell_column_ + 1;
    cell_column_ = column;
    if (column == column_) {
      tag();
      skipping_ = true;  // an old message, or an empty cell with a format
      return;
    }
    if (current_ == nullptr) {
      return parser->pass_tag();
    }
    add_cells_before(column);
    auto opened = tag();
    if (next_fault_ < current_->columns.size() && current_->columns[next_fault_] == column) {
      ++next_fault_;
      int style = 0;
      auto const text = attributes.find("s").value_or("0");
      std::from_chars(text.data(), text.data() + text.size(), style);
      if (style < pink_.count) {
        remove_attribute(opened, "s");
        auto const name_end = opened.find_first_of(" />");
        opened.insert(name_end, " s=\"" + std::to_string(style + pink_.count) + "\"");
      }
    }
    out += opened;
  }

  // Faulty cells left of `column` that the file leaves out, and the message.
  void add_cells_before(int column) {
    for (; next_fault_ < current_->columns.size() && current_->columns[next_fault_] < column;
         ++next_fault_) {
      auto const faulty = current_->columns[next_fault_];
      if (faulty >= column_) {
        add_message_before(faulty);
      }
      if (faulty != column_ && pink_.count > 0) {
        out += "<" + element("c") + " r=\"" + place(faulty) + "\" s=\"" +
               std::to_string(pink_.count) + "\"/>";
      }
    }
    add_message_before(column);
  }

  void add_message_before(int column) {
    if (message_written_ || column <= column_) {
      return;
    }
    message_written_ = true;
    auto const style = pink_.count > 0 ? " s=\"" + std::to_string(pink_.message) + "\"" : "";
    out += "<" + element("c") + " r=\"" + place(column_) + "\"" + style + " t=\"inlineStr\"><" +
           element("is") + "><" + element("t") + " xml:space=\"preserve\">" +
           escaped(current_->message) + "</" + element("t") + "></" + element("is") + "></" +
           element("c") + ">";
  }

  void end_row() {
    in_row_ = false;
    if (current_ != nullptr) {
      add_cells_before(last_column + 2);
      current_ = nullptr;
    }
    if (row_was_empty_) {
      tag();
      out += "</" + element("row") + ">";
    } else {
      parser->pass_tag();
    }
  }

  // Rows with faults that the file leaves out.
  void add_rows_before(std::int64_t number) {
    for (; next_ != faults_.end() && next_->first < number; ++next_) {
      if (next_->first <= row_) {
        continue;
      }
      row_ = next_->first;
      current_ = &next_->second;
      next_fault_ = 0;
      message_written_ = false;
      auto opened = "<" + element("row") + " r=\"" + std::to_string(row_) + "\">";
      make_room(opened);
      out += opened;
      add_cells_before(last_column + 2);
      out += "</" + element("row") + ">";
      current_ = nullptr;
    }
  }

  void end_rows() {
    in_rows_ = false;
    add_rows_before(1'048'577);
    if (rows_were_empty_) {
      tag();
      out += "</" + element("sheetData") + ">";
    } else {
      parser->pass_tag();
    }
  }

  FaultsByRow const& faults_;
  FaultsByRow::const_iterator next_;
  int column_;
  PinkStyles pink_;

  std::string prefix_;
  bool has_cols_ = false;
  bool has_width_ = false;
  bool in_rows_ = false;
  bool rows_were_empty_ = false;
  std::int64_t row_ = 0;
  bool in_row_ = false;
  bool row_was_empty_ = false;
  int cell_column_ = 0;
  RowFaults const* current_ = nullptr;
  std::size_t next_fault_ = 0;
  bool message_written_ = false;
  bool skipping_ = false;
  bool capturing_ = false;
  std::string captured_;
};

// A sheet being rewritten while the zip that takes it asks for bytes.
class SheetStream {
 public:
  SheetStream(Archive const& archive, std::string part, FaultsByRow faults, MarkedColumn column,
              PinkStyles pink)
      : archive_(archive),
        part_(std::move(part)),
        faults_(std::move(faults)),
        column_(column),
        pink_(pink) {}

  std::optional<Refusal> refusal;

  static zip_int64_t serve(void* user, void* bytes, zip_uint64_t size, zip_source_cmd_t command) {
    auto& self = *static_cast<SheetStream*>(user);
    switch (command) {
      case ZIP_SOURCE_OPEN:
        return self.open() ? 0 : -1;
      case ZIP_SOURCE_READ:
        return self.read(static_cast<char*>(bytes), size);
      case ZIP_SOURCE_CLOSE:
      case ZIP_SOURCE_FREE:
        return 0;
      case ZIP_SOURCE_STAT:
        zip_stat_init(static_cast<zip_stat_t*>(bytes));
        return sizeof(zip_stat_t);
      case ZIP_SOURCE_ERROR: {
        auto* const codes = static_cast<int*>(bytes);
        codes[0] = ZIP_ER_READ;
        codes[1] = 0;
        return 2 * sizeof(int);
      }
      case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                              -1);
      default:
        return -1;
    }
  }

 private:
  bool keep(Result<void> const& outcome) {
    if (!outcome) {
      refusal = outcome.error();
    }
    return outcome.has_value();
  }

  bool open() {
    auto reader = archive_.reader(part_);
    if (!reader) {
      refusal = reader.error();
      return false;
    }
    reader_ = std::make_unique<PartReader>(*std::move(reader));
    rewriter_ = std::make_unique<SheetRewriter>(faults_, column_, pink_);
    parser_ = std::make_unique<XmlParser>(*rewriter_, archive_.file(), part_, Markup::verbatim);
    rewriter_->parser = parser_.get();
    ended_ = false;
    served_ = 0;
    return true;
  }

  zip_int64_t read(char* bytes, zip_uint64_t size) {
    auto& out = rewriter_->out;
    while (served_ == out.size() && !ended_) {
      out.clear();
      served_ = 0;
      auto const chunk = reader_->next();
      if (!chunk) {
        refusal = chunk.error();
        return -1;
      }
      ended_ = chunk->empty();
      if (!keep(parser_->feed(*chunk))) {
        return -1;
      }
    }
    auto const count = std::min<std::size_t>(size, out.size() - served_);
    std::copy_n(out.data() + served_, count, bytes);
    served_ += count;
    return static_cast<zip_int64_t>(count);
  }

  Archive const& archive_;
  std::string part_;
  FaultsByRow faults_;
  MarkedColumn column_;
  PinkStyles pink_;
  std::unique_ptr<PartReader> reader_;
  std::unique_ptr<SheetRewriter> rewriter_;
  std::unique_ptr<XmlParser> parser_;
  bool ended_ = false;
  std::size_t served_ = 0;
};

// The zip copy -------------------------------------------------------------------------------

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

// A file of ours until it is renamed.
class UnfinishedFile {
 public:
  explicit UnfinishedFile(std::filesystem::path path) : path_(std::move(path)) {}
  ~UnfinishedFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  UnfinishedFile(UnfinishedFile const&) = delete;
  UnfinishedFile& operator=(UnfinishedFile const&) = delete;
  [[nodiscard]] std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

void must(bool done, zip_t* archive) {
  if (!done) {
    zip_error_t const* const fault = zip_get_error(archive);
    if (zip_error_system_type(fault) == ZIP_ET_SYS) {
      throw_unwritten("a marked workbook", zip_error_code_system(fault));
    }
    throw Breakage(std::string("marking a workbook: ") + zip_strerror(archive));
  }
}

void replace(zip_t* archive, std::uint64_t at, zip_source_t* source) {
  must(source != nullptr, archive);
  must(zip_file_replace(archive, at, source, 0) == 0, archive);
  must(zip_file_set_dostime(archive, at, 0, (1 << 5) | 1, 0) == 0, archive);
  // The lightest compression: the file is corrected once and thrown away.
  must(zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 1) == 0, archive);
}

Result<SheetPart const*> part_of(WorkbookParts const& parts, FaultySheet const& sheet) {
  auto const wanted = normalise(sheet.sheet);
  auto const found = std::ranges::find_if(parts.sheets, [&](SheetPart const& each) {
    return each.name == sheet.sheet || normalise(each.name) == wanted;
  });
  ensure(found != parts.sheets.end(), "place_column refuses a missing sheet");
  return &*found;
}

// A text has no cells to mark: the same rows as a workbook have.
Result<void> mark_text(Workbook const& text, std::filesystem::path const& to,
                       std::vector<FaultySheet> sheets, Limits const& limits) {
  // Asked before it is ours to take away.
  auto const beside = std::filesystem::path(unfinished_beside(to, zip_mark)) += ".rows";
  unfinished_beside(beside, zip_mark);
  UnfinishedFile const rows(beside);
  TRY_VOID(write_as_workbook(text, rows.path()));
  for (FaultySheet& sheet : sheets) sheet.sheet = text_sheet;
  return mark_faults(rows.path(), to, sheets, limits);
}

}  // namespace

bool is_fault_heading(std::string_view heading) {
  return normalise(heading.substr(0, heading.find('\n'))) == fault_heading.vietnamese();
}

Result<void> mark_faults(std::filesystem::path const& from, std::filesystem::path const& to,
                         std::vector<FaultySheet> const& sheets, Limits const& limits) {
  TRY_INTO(auto const book, open_workbook(from, limits));
  if (book.is_text()) return mark_text(book, to, sheets, limits);
  TRY_INTO(auto const archive, Archive::open(from, limits));
  TRY_INTO(auto const parts, find_parts(archive));
  std::string styles;
  PinkStyles pink;
  if (!parts.styles.empty()) {
    TRY_INTO(styles, archive.bytes(parts.styles));
    pink = add_pink(styles).value_or(PinkStyles{});
  }
  std::vector<std::pair<std::uint64_t, std::unique_ptr<SheetStream>>> streams;
  for (auto const& sheet : sheets) {
    TRY_INTO(auto const column, place_column(book, sheet));
    TRY_INTO(auto const* part, part_of(parts, sheet));
    streams.emplace_back(
        *archive.find(part->part),
        std::make_unique<SheetStream>(archive, part->part, by_row(sheet), column, pink));
  }

  UnfinishedFile const unfinished(unfinished_beside(to, zip_mark));
  std::filesystem::copy_file(from, unfinished.path(),
                             std::filesystem::copy_options::overwrite_existing);
  std::filesystem::permissions(unfinished.path(), std::filesystem::perms::owner_write,
                               std::filesystem::perm_options::add);
  int error = 0;
  std::unique_ptr<zip_t, Discard> copy(zip_open(unfinished.path().c_str(), 0, &error));
  if (!copy) {
    throw Breakage("opening the copy of " + from.string());
  }
  for (auto const& [at, stream] : streams) {
    replace(copy.get(), at, zip_source_function(copy.get(), SheetStream::serve, stream.get()));
  }
  if (pink.count > 0) {
    replace(copy.get(), *archive.find(parts.styles),
            zip_source_buffer(copy.get(), styles.data(), styles.size(), 0));
  }
  bool const closed = zip_close(copy.get()) == 0;
  for (auto const& [at, stream] : streams) {
    if (stream->refusal) {
      return std::unexpected(*stream->refusal);
    }
  }
  must(closed, copy.get());
  (void)copy.release();
  std::filesystem::rename(unfinished.path(), to);
  return {};
}

}  // namespace giaoban::print
