#include "print/xlsx_read.h"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "base/patience.h"
#include "base/text.h"
#include "print/csv_read.h"
#include "print/xlsx_merged.h"
#include "print/xlsx_parts.h"
#include "print/xlsx_style.h"
#include "print/xlsx_texts.h"

namespace giaoban::print {
namespace {

constexpr std::int64_t last_row = 1'048'576;
}  // namespace

struct Workbook::Contents {
  Contents(Archive opened, Limits const& given) : archive(std::move(opened)), limits(given) {}
  Archive archive;
  Limits limits;
  WorkbookParts parts;
  TextPool shared;
  StruckTexts struck_texts;
  std::vector<CellStyle> styles;
  std::map<std::string, std::vector<MergedRows>> merges;  // by part, of sheets read before
  [[nodiscard]] Epoch epoch() const {
    return parts.counts_from_1904 ? Epoch::from_1904 : Epoch::from_1900;
  }
};

namespace {

// Cells of the rows that one piece of a sheet's XML held. Texts of its own stand in `own`, as
// offsets because it still grows while it is read.
struct Batch {
  struct Cell {
    int column = 0;
    CellKind kind = CellKind::text;
    bool from_formula = false;
    bool struck_out = false;
    bool struck_part = false;
    bool part_of_day = false;
    std::int64_t shared = -1;
    std::size_t at = 0;
    std::size_t size = 0;
  };
  struct WholeRow {
    std::int64_t number;
    std::size_t cells_end;
    bool hidden;
  };
  std::string own;
  std::vector<Cell> cells;
  std::vector<WholeRow> rows;
};

struct Delivery {
  TextPool const& shared;
  Epoch epoch;
  Merger merger;
  OnRow const& on_row;
};

Reading deliver(Batch const& batch, Delivery& to) {
  SheetRow whole;
  std::size_t begin = 0;
  for (auto const& row : batch.rows) {
    Patience::ask();
    whole.number = row.number;
    whole.hidden = row.hidden;
    whole.cells.clear();
    for (; begin < row.cells_end; ++begin) {
      auto const& cell = batch.cells[begin];
      whole.cells.push_back(
          {cell.column, cell.kind,
           cell.shared >= 0 ? to.shared.at(static_cast<std::size_t>(cell.shared))
                            : std::string_view(batch.own).substr(cell.at, cell.size),
           cell.from_formula, to.epoch, cell.struck_out, cell.struck_part, cell.part_of_day});
    }
    to.merger.take(whole);
    if (to.on_row(whole) == Reading::stop) {
      return Reading::stop;
    }
  }
  return Reading::go_on;
}

// Carries batches from the thread that parses to the one that works on the rows, a few ahead.
class Belt {
 public:
  // False: nobody takes any more.
  bool put(Batch batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return batches_.size() < ahead_max || abandoned_; });
    batches_.push_back(std::move(batch));
    changed_.notify_all();
    return !abandoned_;
  }
  void end() { tell(ended_); }
  // None: the last one was taken.
  std::optional<Batch> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !batches_.empty() || ended_; });
    if (batches_.empty()) {
      return std::nullopt;
    }
    std::optional<Batch> first = std::move(batches_.front());
    batches_.pop_front();
    changed_.notify_all();
    return first;
  }
  void abandon() { tell(abandoned_); }

 private:
  static constexpr std::size_t ahead_max = 8;

  void tell(bool& what) {
    std::lock_guard const lock(mutex_);
    what = true;
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> batches_;
  bool ended_ = false;
  bool abandoned_ = false;
};

class SheetHandler final : public XmlHandler {
 public:
  // What a sheet's cells point to.
  struct Around {
    TextPool const& shared;
    StruckTexts const& struck_texts;
    std::vector<CellStyle> const& styles;
    Epoch epoch;
  };
  SheetHandler(std::string file, SheetPart const& sheet, Limits const& limits, Around around)
      : file_(std::move(file)),
        sheet_(sheet),
        limits_(limits),
        shared_(around.shared),
        struck_texts_(around.struck_texts),
        styles_(around.styles),
        epoch_(around.epoch) {}

  void start(std::string_view name, Attributes attributes) override {
    if (name == "c" && in_row_) {
      begin_cell(attributes);
    } else if (name == "row") {
      begin_row(attributes);
    } else if (name == "rPh") {
      in_phonetic_ = true;
    } else if (in_cell_ && name == "f") {
      cell_.from_formula = true;
    } else if (in_cell_ && (name == "v" || (name == "t" && !in_phonetic_))) {
      in_value_ = true;
    } else if (in_cell_ && name == "r") {
      inline_.begin_run();
    } else if (in_cell_ && name == "strike" && is_on(attributes)) {
      inline_.strike();
    }
  }
  void end(std::string_view name) override {
    if (name == "v" || name == "t") {
      in_value_ = false;
    } else if (name == "rPh") {
      in_phonetic_ = false;
    } else if (name == "c" && in_cell_) {
      end_cell();
    } else if (name == "row" && in_row_) {
      end_row();
    }
  }
  void text(std::string_view characters) override {
    if (in_value_) {
      value_ += characters;
      if (type_ == "inlineStr") inline_.add(characters);
      if (value_.size() > cell_text_max) {
        break_off();
      }
    }
  }

  // The whole rows read so far; the cells of a row still being read stay.
  Batch take() {
    Batch whole = std::exchange(batch_, {});
    auto const kept_from = cells_end(whole);
    for (auto at = kept_from; at < whole.cells.size(); ++at) {
      auto cell = whole.cells[at];
      if (cell.shared < 0) {
        cell.at = batch_.own.size();
        batch_.own.append(whole.own, whole.cells[at].at, cell.size);
      }
      batch_.cells.push_back(cell);
    }
    whole.cells.resize(kept_from);
    return whole;
  }

 private:
  static std::size_t cells_end(Batch const& batch) {
    return batch.rows.empty() ? 0 : batch.rows.back().cells_end;
  }

  void break_off() {
    refusal = refuse(damaged, {{"file", file_}, {"part", shown(sheet_.part)}}).error();
  }
  void break_off(RefusalKind const& kind, std::int64_t limit) {
    refusal = Refusal{&kind,
                      {{"sheet", sheet_.name}, {"limit", std::to_string(limit)}},
                      cell_place(sheet_.name, row_, 0)};
  }

  void begin_row(Attributes attributes) {
    std::int64_t number = row_ + 1;
    if (auto const given = attributes.find("r")) {
      number = 0;
      std::from_chars(given->data(), given->data() + given->size(), number);
    }
    if (number <= row_ || number > last_row) {
      return break_off();
    }
    row_ = number;
    column_ = 0;
    in_row_ = true;
    auto const hidden = attributes.find("hidden").value_or("0");
    double height = 1;
    auto const given_height = attributes.find("ht").value_or("");
    std::from_chars(given_height.data(), given_height.data() + given_height.size(), height);
    row_hidden_ = (hidden != "0" && hidden != "false") || height == 0;
  }

  void end_row() {
    in_row_ = false;
    if (batch_.cells.size() == cells_end(batch_)) {
      return;
    }
    if (++rows_seen_ > limits_.rows_max) {
      batch_.cells.resize(cells_end(batch_));
      return break_off(too_many_rows, limits_.rows_max);
    }
    batch_.rows.push_back({row_, batch_.cells.size(), row_hidden_});
  }

  void begin_cell(Attributes attributes) {
    if (++cells_seen_ > limits_.cells_max) {
      return break_off(too_many_cells, limits_.cells_max);
    }
    int column = column_ + 1;
    if (auto const place = attributes.find("r")) {
      column = column_number(place->substr(0, place->find_first_of("0123456789")));
    }
    if (column <= column_ || column > sheet_columns_max) {
      return break_off();
    }
    column_ = column;
    cell_ = {};
    cell_.column = column;
    type_ = attributes.find("t").value_or("n");
    style_ = to_int(attributes.find("s").value_or("0"), 0);
    auto const style = static_cast<std::size_t>(std::max(style_, 0));
    cell_.struck_out = style < styles_.size() && styles_[style].struck_out;
    value_.clear();
    if (type_ == "inlineStr") inline_.begin();
    in_cell_ = true;
  }

  void end_cell() {
    in_cell_ = false;
    if (value_.empty()) {
      if (cell_.from_formula) {
        cell_.kind = type_ == "str" ? CellKind::text : CellKind::empty_formula;
        keep({});
      }
      return;
    }
    if (type_ == "s") {
      return keep_shared();
    }
    if (type_ == "inlineStr") {
      cell_.struck_out = cell_.struck_out || inline_.struck_out();
      cell_.struck_part = inline_.struck_part() && !cell_.struck_out;
      value_ = inline_.text();
    }
    if (type_ == "str" || type_ == "inlineStr") {
      return keep(value_.find("_x") == std::string::npos ? value_ : unescape(value_));
    }
    if (type_ == "b") {
      cell_.kind = CellKind::boolean;
      return keep(value_ == "1" || value_ == "true" ? "TRUE" : "FALSE");
    }
    if (type_ == "e") {
      cell_.kind = CellKind::error;
      return keep(value_);
    }
    keep_number();
  }

  void keep(std::string_view text) {
    cell_.at = batch_.own.size();
    cell_.size = text.size();
    batch_.own += text;
    batch_.cells.push_back(cell_);
  }

  void keep_shared() {
    std::size_t index = 0;
    auto const [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), index);
    if (error != std::errc{} || index >= shared_.size()) {
      return break_off();
    }
    if (shared_.at(index).size() > cell_text_max) {
      return break_off();
    }
    if (!shared_.at(index).empty()) {
      cell_.struck_out = cell_.struck_out || struck_texts_.whole.contains(index);
      cell_.struck_part = !cell_.struck_out && struck_texts_.part.contains(index);
      cell_.shared = static_cast<std::int64_t>(index);
      batch_.cells.push_back(cell_);
    }
  }

  void keep_number() {
    if (type_ == "d") {  // ISO 8601, in the strict dialect
      auto const day = Day::parse_iso(std::string_view(value_).substr(0, 10));
      cell_.kind = day ? CellKind::day : CellKind::text;
      return keep(day ? day->iso() : value_);
    }
    static CellStyle const plain;
    auto const style = static_cast<std::size_t>(std::max(style_, 0));
    NumberFormat const& format = (style < styles_.size() ? styles_[style] : plain).format;
    if (format.shows != NumberFormat::Shows::number) {
      double serial = -1;
      std::from_chars(value_.data(), value_.data() + value_.size(), serial);
      // A year typed where the format shows years would be a day of 1905.
      bool const year_typed =
          format.shows == NumberFormat::Shows::year && serial >= 1900 && serial <= 2100;
      auto const day = year_typed ? std::nullopt : day_of_serial(serial, epoch_);
      if (auto const part = day ? shown_part(format, *day) : std::nullopt) {
        cell_.part_of_day = true;
        return keep(*part);
      }
      if (day) {
        cell_.kind = CellKind::day;
        return keep(day->iso());
      }
    }
    cell_.kind = CellKind::number;
    keep(shown_number(format, plain_number(value_)));
  }

  std::string file_;
  SheetPart const& sheet_;
  Limits const& limits_;
  TextPool const& shared_;
  StruckTexts const& struck_texts_;
  std::vector<CellStyle> const& styles_;
  Epoch epoch_;

  std::int64_t row_ = 0;
  int column_ = 0;
  std::int64_t rows_seen_ = 0;
  std::int64_t cells_seen_ = 0;
  bool in_row_ = false;
  bool row_hidden_ = false;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool in_phonetic_ = false;
  Batch::Cell cell_;
  std::string type_;
  int style_ = 0;
  std::string value_;
  RunText inline_;
  Batch batch_;
};

template <class Act>
class AtExit {
 public:
  explicit AtExit(Act act) : act_(std::move(act)) {}
  AtExit(AtExit const&) = delete;
  AtExit& operator=(AtExit const&) = delete;
  ~AtExit() { act_(); }

 private:
  Act act_;
};

Result<void> parse_sheet(Archive const& archive, SheetPart const& sheet, SheetHandler& handler,
                         Belt& belt) {
  XmlParser parser(handler, archive.file(), sheet.part);
  TRY_INTO(auto source, archive.reader(sheet.part));
  while (true) {
    TRY_INTO(auto const chunk, source.next());
    auto const fed = parser.feed(chunk);
    if (!belt.put(handler.take()) || !fed || chunk.empty()) {
      return fed;
    }
  }
}

std::string joined_names(std::vector<SheetPart> const& sheets) {
  std::string names;
  for (auto const& sheet : sheets) {
    names += (names.empty() ? "" : ", ") + shown(sheet.name);
  }
  return names;
}

}  // namespace

Workbook::Workbook(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
Workbook::Workbook(std::unique_ptr<SeparatedText> text) : text_(std::move(text)) {}
Workbook::~Workbook() = default;
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;

std::vector<std::string> Workbook::sheets() const {
  if (text_) return {text_->sheet()};
  std::vector<std::string> names;
  for (auto const& sheet : contents_->parts.sheets) {
    names.push_back(sheet.name);
  }
  return names;
}

bool Workbook::is_hidden(std::string_view sheet) const {
  if (text_) return false;
  auto const& sheets = contents_->parts.sheets;
  auto const found = std::ranges::find(sheets, sheet, &SheetPart::name);
  return found != sheets.end() && found->hidden;
}

Result<void> Workbook::read_sheet(std::string_view name, OnRow const& on_row) const {
  auto const wanted = normalise(name);
  if (text_) {
    if (normalise(text_->sheet()) == wanted) return text_->read(on_row);
    return refuse(missing_sheet, {{"file", text_->file()},
                                  {"sheet", std::string(name)},
                                  {"present", shown(text_->sheet())}});
  }
  auto const& book = *contents_;
  auto const sheet = std::ranges::find_if(book.parts.sheets, [&](SheetPart const& each) {
    return each.name == name || normalise(each.name) == wanted;
  });
  if (sheet == book.parts.sheets.end()) {
    return refuse(missing_sheet, {{"file", book.archive.file()},
                                  {"sheet", std::string(name)},
                                  {"present", joined_names(book.parts.sheets)}});
  }
  SheetHandler handler(book.archive.file(), *sheet, book.limits,
                       {book.shared, book.struck_texts, book.styles, book.epoch()});
  auto merges = contents_->merges.find(sheet->part);
  if (merges == contents_->merges.end()) {
    TRY_INTO(auto found, merges_of(book.archive, sheet->part));
    merges = contents_->merges.emplace(sheet->part, std::move(found)).first;
  }
  Delivery delivery{book.shared, book.epoch(), Merger(merges->second), on_row};
  // Parsing takes as long as what is done with the rows: two threads halve the wait.
  Belt belt;
  auto parsed = std::async(std::launch::async, [&] {
    AtExit const told([&] { belt.end(); });
    return parse_sheet(book.archive, *sheet, handler, belt);
  });
  AtExit const told([&] { belt.abandon(); });
  while (auto const batch = belt.take()) {
    if (deliver(*batch, delivery) == Reading::stop) {
      return {};
    }
  }
  return parsed.get();
}

Result<Workbook> open_workbook(std::filesystem::path const& path, Limits const& limits) {
  if (is_text_file(path)) {
    TRY_INTO(auto text, SeparatedText::open(path, limits));
    return Workbook(std::make_unique<SeparatedText>(std::move(text)));
  }
  TRY_INTO(auto archive, Archive::open(path, limits));
  auto contents = std::make_unique<Workbook::Contents>(std::move(archive), limits);
  TRY_INTO(contents->parts, find_parts(contents->archive));
  if (auto const& part = contents->parts.shared_strings; !part.empty()) {
    SharedStringsHandler strings(contents->archive.file(), part, limits.shared_text_bytes_max);
    TRY_VOID(
        contents->archive.parse(part, strings, static_cast<std::uint64_t>(limits.part_bytes_max)));
    contents->shared = std::move(strings.texts);
    contents->struck_texts = std::move(strings.struck_texts);
  }
  if (!contents->parts.styles.empty()) {
    TRY_INTO(contents->styles, read_styles(contents->archive, contents->parts.styles));
  }
  return Workbook(std::move(contents));
}

SheetCell const* SheetRow::at(int column) const {
  auto const found = std::ranges::lower_bound(cells, column, {}, &SheetCell::column);
  return found != cells.end() && found->column == column ? &*found : nullptr;
}

std::optional<Day> SheetCell::bare_day() const {
  constexpr std::int32_t serial_min = 10'000;  // 18/05/1927
  constexpr std::int32_t serial_max = 80'000;
  constexpr std::int32_t between_epochs = 1'462;
  if (kind != CellKind::number) return std::nullopt;
  std::int32_t serial = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), serial);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  auto const from_1900 = epoch == Epoch::from_1904 ? serial + between_epochs : serial;
  if (from_1900 < serial_min || from_1900 > serial_max) return std::nullopt;
  return day_of_serial(serial, epoch);
}

std::string column_letters(int column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return letters;
}

std::string cell_place(std::string_view sheet, std::int64_t row, int column) {
  return shown(sheet) + "!" + column_letters(column) + std::to_string(row);
}

}  // namespace giaoban::print
