#include "print/xlsx_write.h"

#include <sys/statvfs.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "base/patience.h"
#include "base/result.h"
#include "base/share.h"
#include "print/memory_file.h"
#include "print/whole_file.h"

namespace giaoban::print {
namespace {

constexpr std::int64_t last_row = 1'048'576;
constexpr std::size_t letters_max = 32'767;  // Excel's longest text
constexpr std::size_t tab_letters_max = 31;
constexpr std::int64_t exact_max = 999'999'999'999'999;  // Excel keeps 15 digits
constexpr int day_1899_12_30 = -25569;
// Excel cannot show earlier days as days.
constexpr int day_1900_03_01 = -25508;

// The first `letters` code points, so that no letter is cut in two.
std::string cut(std::string_view text, std::size_t letters) {
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const starts_letter = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (starts_letter && ++seen > letters) {
      return std::string(text.substr(0, at));
    }
  }
  return std::string(text);
}

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char each) { return (static_cast<unsigned char>(each) & 0xC0) != 0x80; }));
}

std::string tab_name(std::string_view wanted, std::string_view suffix) {
  std::string name = cut(wanted, tab_letters_max - suffix.size());
  std::ranges::replace_if(
      name, [](char each) { return std::string_view("[]:*?/\\'").contains(each); }, '-');
  return (name.empty() ? "-" : name) + std::string(suffix);
}

struct Formats {
  lxw_format* title;
  lxw_format* subtitle;
  lxw_format* heading;
  lxw_format* required_heading;
  lxw_format* text;
  lxw_format* count;
  lxw_format* number;
  lxw_format* day;
  lxw_format* percent;
  lxw_format* signature;
  lxw_format* below_text;
  lxw_format* below_count;
  lxw_format* below_number;
  lxw_format* below_day;
};

lxw_format* plain(lxw_workbook* book) {
  auto* const format = workbook_add_format(book);
  format_set_font_name(format, "Times New Roman");
  format_set_font_size(format, 12);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  return format;
}

lxw_format* body(lxw_workbook* book, char const* number_format) {
  auto* const format = plain(book);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, 0xBFBFBF);
  format_set_num_format(format, number_format);
  return format;
}

// Of a whole column, so that what is typed below the last row keeps its leading zeros. Without
// borders, which would run down to the end of the sheet.
lxw_format* below(lxw_workbook* book, char const* number_format) {
  auto* const format = plain(book);
  format_set_num_format(format, number_format);
  return format;
}

lxw_format* heading(lxw_workbook* book, lxw_color_t fill) {
  auto* const format = plain(book);
  format_set_bold(format);
  format_set_text_wrap(format);
  format_set_align(format, LXW_ALIGN_CENTER);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_bg_color(format, fill);
  return format;
}

Formats make_formats(lxw_workbook* book) {
  Formats formats{};
  formats.title = plain(book);
  format_set_bold(formats.title);
  format_set_font_size(formats.title, 14);
  formats.subtitle = plain(book);
  format_set_italic(formats.subtitle);
  formats.heading = heading(book, 0xE7E6E6);
  formats.required_heading = heading(book, 0xFFE699);
  formats.text = body(book, "@");
  format_set_text_wrap(formats.text);
  formats.count = body(book, "#,##0");
  formats.number = body(book, "0");
  formats.day = body(book, "dd/mm/yyyy");
  format_set_align(formats.day, LXW_ALIGN_LEFT);
  formats.percent = body(book, "@");
  format_set_align(formats.percent, LXW_ALIGN_RIGHT);
  formats.below_text = below(book, "@");
  formats.below_count = below(book, "#,##0");
  formats.below_number = below(book, "0");
  formats.below_day = below(book, "dd/mm/yyyy");
  formats.signature = plain(book);
  format_set_bold(formats.signature);
  format_set_align(formats.signature, LXW_ALIGN_CENTER);
  return formats;
}

// Characters that A4 takes across at the size of the rows, margins left.
constexpr double characters_landscape = 150;
constexpr double characters_portrait = 100;
// The part of a page that is made to fit by smaller letters rather than by one more page.
constexpr double squeezed_max = 0.15;
// What says whose row it is: repeated on every further page across.
constexpr std::size_t naming_columns = 2;

double width_of(SheetColumn const& column) {
  if (column.width > 0) {
    return column.width;
  }
  double const least = column.type == CellType::text    ? 18
                       : column.type == CellType::day   ? 12
                       : column.type == CellType::count ? 11
                                                        : 10;
  return std::clamp(static_cast<double>(letters_of(column.label)) * 0.8, least, 30.0);
}

// Lines that a text takes when it is wrapped. `wide`: of its letters, in those of the width.
int lines_wrapped(std::string_view text, double width, double wide) {
  if (static_cast<double>(text.size()) * wide <= width) return 1;  // bytes are never fewer
  return std::max(
      1, static_cast<int>(std::ceil(static_cast<double>(letters_of(text)) * wide / width)));
}

std::uint16_t pages_across(SheetLayout const& layout) {
  double naming = 0;
  double others = 0;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    (i < naming_columns ? naming : others) += width_of(layout.columns[i]);
  }
  double const page =
      layout.orientation == Orientation::landscape ? characters_landscape : characters_portrait;
  // Where the naming columns leave no room to speak of, more pages would not help.
  if (naming > page / 2) return 1;
  double const pages = others / (page - naming) - squeezed_max;
  return static_cast<std::uint16_t>(std::max(1.0, std::ceil(pages)));
}

}  // namespace

struct WorkbookWriter::Book {
  std::filesystem::path path;
  std::unique_ptr<WholeFile> file;
  MemoryFile made;
  Language language = Language::vietnamese;
  lxw_workbook* book = nullptr;
  Formats formats{};

  SheetLayout layout;
  lxw_worksheet* sheet = nullptr;
  lxw_row_t next_row = 0;
  int continuation = 1;
  // Each list of choices once, in the order of its column in the hidden sheet.
  std::vector<std::vector<std::string>> choices;
  std::map<std::vector<std::string>, std::string> choice_ranges;

  void check(lxw_error error) const {
    if (error != LXW_NO_ERROR) {
      throw Breakage("writing " + path.string() + ": " + lxw_strerror(error));
    }
  }

  // The rows lie in files of the library's until it closes, and it does not look whether they were
  // all taken: so they are looked at here, and that there is room for as much again.
  void must_hold_rows() const {
    std::uintmax_t bytes = 0;
    int folder = -1;
    for (lxw_worksheet const* each = STAILQ_FIRST(book->worksheets); each != nullptr;
         each = STAILQ_NEXT(each, list_pointers)) {
      if (each->optimize_tmpfile == nullptr) continue;
      if (std::fflush(each->optimize_tmpfile) != 0 || std::ferror(each->optimize_tmpfile) != 0) {
        throw_unwritten(path, ENOSPC);
      }
      bytes += static_cast<std::uintmax_t>(std::max(std::ftell(each->optimize_tmpfile), 0L));
      folder = ::fileno(each->optimize_tmpfile);
    }
    struct statvfs room{};
    if (folder < 0 || ::fstatvfs(folder, &room) != 0) return;
    if (static_cast<std::uintmax_t>(room.f_bavail) * room.f_frsize < bytes) {
      throw_unwritten(path, ENOSPC);
    }
  }

  [[nodiscard]] lxw_format* below_of(CellType type) const {
    return type == CellType::count    ? formats.below_count
           : type == CellType::number ? formats.below_number
           : type == CellType::day    ? formats.below_day
                                      : formats.below_text;
  }

  [[nodiscard]] lxw_format* format_of(CellType type) const {
    switch (type) {
      case CellType::count:
        return formats.count;
      case CellType::number:
        return formats.number;
      case CellType::day:
        return formats.day;
      case CellType::percent:
        return formats.percent;
      case CellType::text:
      case CellType::partial:
        return formats.text;
    }
    return formats.text;
  }

  void write_text(lxw_row_t row, lxw_col_t column, std::string const& text, lxw_format* format) {
    if (text.empty()) {
      check(worksheet_write_blank(sheet, row, column, format));
    } else {
      check(worksheet_write_string(sheet, row, column, cut(text, letters_max).c_str(), format));
    }
  }

  void begin_sheet() {
    auto const suffix = continuation == 1 ? "" : " (" + std::to_string(continuation) + ")";
    sheet = workbook_add_worksheet(book, tab_name(layout.name, suffix).c_str());
    if (sheet == nullptr) {
      throw Breakage("adding sheet " + layout.name + suffix);
    }
    set_up_page();
    next_row = 0;
    if (!layout.title.empty()) {
      write_text(next_row++, 0, layout.title, formats.title);
    }
    if (!layout.subtitle.empty()) {
      write_text(next_row++, 0, layout.subtitle, formats.subtitle);
    }
    write_headings();
  }

  void set_up_page() {
    worksheet_set_paper(sheet, 9);  // A4
    if (layout.orientation == Orientation::landscape) {
      worksheet_set_landscape(sheet);
    } else {
      worksheet_set_portrait(sheet);
    }
    worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.7);
    auto const across = pages_across(layout);
    worksheet_fit_to_pages(sheet, across, 0);
    if (across > 1) worksheet_repeat_columns(sheet, 0, naming_columns - 1);
    auto const footer = "&C&\"Times New Roman,Regular\"&10" +
                        say(language, M("Trang {page}/{pages}"), {{"page", "&P"}, {"pages", "&N"}});
    check(worksheet_set_footer(sheet, footer.c_str()));
    auto const header = static_cast<lxw_row_t>(layout.header_row() - 1);
    worksheet_repeat_rows(sheet, header, header);
    worksheet_freeze_panes(sheet, header + 1, 0);
    lxw_col_t at = 0;
    for (auto const& column : layout.columns) {
      worksheet_set_column(sheet, at, at, width_of(column), below_of(column.type));
      ++at;
    }
  }

  // Office programs fit the height of a row to wrapped text when it is typed, not when it is read.
  void set_height(int lines) {
    constexpr int lines_max = 8;
    constexpr double line_points = 15.75;
    if (lines < 2) return;
    check(worksheet_set_row(sheet, next_row, std::min(lines, lines_max) * line_points, nullptr));
  }

  void write_headings() {
    constexpr double bold_wide = 1.2;
    int lines = 1;
    for (auto const& column : layout.columns) {
      lines = std::max(lines, lines_wrapped(column.label, width_of(column), bold_wide));
    }
    set_height(lines);
    lxw_col_t at = 0;
    for (auto const& column : layout.columns) {
      write_text(
          next_row, at, column.label,
          column.emphasis == Emphasis::required ? formats.required_heading : formats.heading);
      if (!column.note.empty()) {
        lxw_comment_options options{};
        options.x_scale = 2;
        options.y_scale = 1.5;
        options.author = nullptr;
        check(worksheet_write_comment_opt(sheet, next_row, at, column.note.c_str(), &options));
      }
      if (!column.choices.empty()) {
        offer_choices(at, column);
      }
      ++at;
    }
    ++next_row;
  }

  void offer_choices(lxw_col_t at, SheetColumn const& column) {
    auto const first = next_row + 1;
    auto const last = layout.choice_rows > 0
                          ? std::min<std::int64_t>(first + layout.choice_rows, last_row) - 1
                          : last_row - 1;
    auto range = choice_range(column.choices);
    auto problem = say(language, M("Không có trong danh mục"));
    auto remedy = say(language, M("Hãy chọn một mục trong danh sách thả xuống."));
    lxw_data_validation offer{};
    offer.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    offer.value_formula = range.data();  // libxlsxwriter copies it, const or not
    offer.ignore_blank = LXW_VALIDATION_ON;
    offer.show_error = LXW_VALIDATION_ON;
    offer.show_input = LXW_VALIDATION_ON;
    offer.dropdown = LXW_VALIDATION_ON;
    offer.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
    offer.error_title = problem.data();
    offer.error_message = remedy.data();
    check(worksheet_data_validation_range(sheet, first, at, static_cast<lxw_row_t>(last), at,
                                          &offer));
  }

  std::string choice_range(std::vector<std::string> const& list) {
    auto& range = choice_ranges[list];
    if (range.empty()) {
      choices.push_back(list);
      char column[8];
      lxw_col_to_name(column, static_cast<lxw_col_t>(choices.size() - 1), 1);
      range = "='" + std::string(choice_sheet.vietnamese()) + "'!" + column + "$1:" + column + "$" +
              std::to_string(list.size());
    }
    return range;
  }

  void write_value(lxw_col_t at, CellType type, Value const& value) {
    auto* const format = format_of(type);
    if (auto const* text = std::get_if<std::string>(&value)) {
      return write_text(next_row, at, *text, format);
    }
    auto const* number = std::get_if<std::int64_t>(&value);
    if (number == nullptr) {
      check(worksheet_write_blank(sheet, next_row, at, format));
    } else if (type == CellType::partial) {
      write_text(next_row, at, PartialDay::unpack(*number).vietnamese(), format);
    } else if (type == CellType::day) {
      write_day(at, Day::from_number(static_cast<std::int32_t>(*number)));
    } else if (*number > exact_max || *number < -exact_max || type == CellType::text) {
      write_text(next_row, at, std::to_string(*number), formats.text);
    } else {
      check(worksheet_write_number(sheet, next_row, at, static_cast<double>(*number), format));
    }
  }

  void write_day(lxw_col_t at, Day day) {
    if (day == Day::forever()) {
      check(worksheet_write_blank(sheet, next_row, at, formats.day));
    } else if (day.number() < day_1900_03_01) {
      write_text(next_row, at, day.vietnamese(), formats.text);
    } else {
      check(worksheet_write_number(
          sheet, next_row, at, static_cast<double>(day.number() - day_1899_12_30), formats.day));
    }
  }

  [[nodiscard]] int lines_of(Row const& values) const {
    int lines = 1;
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto const* text = std::get_if<std::string>(&values[i]);
      if (text == nullptr || format_of(layout.columns[i].type) != formats.text) continue;
      lines = std::max(lines, lines_wrapped(*text, width_of(layout.columns[i]), 1));
    }
    return lines;
  }

  void write_row(Row const& values) {
    ensure(sheet != nullptr, "a sheet is begun before its rows");
    ensure(values.size() == layout.columns.size(), "a row has a value for each column");
    if (next_row >= last_row) {
      end_sheet();
      ++continuation;
      begin_sheet();
    }
    set_height(lines_of(values));
    lxw_col_t at = 0;
    for (auto const& value : values) {
      write_value(at, layout.columns[at].type, value);
      ++at;
    }
    ++next_row;
  }

  void end_sheet() {
    if (sheet == nullptr) {
      return;
    }
    auto const columns = static_cast<lxw_col_t>(layout.columns.size());
    auto const header = static_cast<lxw_row_t>(layout.header_row() - 1);
    if (layout.filter == Filter::on_header && columns > 0) {
      check(worksheet_autofilter(sheet, header, 0, std::max(next_row - 1, header),
                                 static_cast<lxw_col_t>(columns - 1)));
    }
    auto const signers = layout.signatures.size();
    if (signers > 0 && next_row + 1 < last_row) {
      for (std::size_t at = 0; at < signers; ++at) {
        auto const column = (2 * at + 1) * columns / (2 * signers);
        write_text(next_row + 1, static_cast<lxw_col_t>(column), layout.signatures[at],
                   formats.signature);
      }
    }
    sheet = nullptr;
  }

  void write_choices() {
    if (choices.empty()) {
      return;
    }
    sheet = workbook_add_worksheet(book, std::string(choice_sheet.vietnamese()).c_str());
    std::size_t longest = 0;
    for (auto const& list : choices) {
      longest = std::max(longest, list.size());
    }
    for (std::size_t row = 0; row < longest; ++row) {
      for (std::size_t column = 0; column < choices.size(); ++column) {
        if (row < choices[column].size()) {
          write_text(static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                     choices[column][row], formats.text);
        }
      }
    }
    worksheet_hide(sheet);
    sheet = nullptr;
  }
};

WorkbookWriter::WorkbookWriter(std::filesystem::path const& path, std::string const& title,
                               Day created, Language language)
    : book_(std::make_unique<Book>()) {
  book_->path = path;
  book_->language = language;
  book_->file = std::make_unique<WholeFile>(path, zip_mark);
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  book_->book = workbook_new_opt(book_->made.path().c_str(), &options);
  if (book_->book == nullptr) {
    throw Breakage("starting workbook " + path.string());
  }
  book_->formats = make_formats(book_->book);
  std::string title_copy = title;
  std::string author = "Giaoban";
  lxw_doc_properties properties{};
  properties.title = title_copy.data();
  properties.author = author.data();
  // Zero would mean now.
  properties.created = created.number() == 0 ? 1 : static_cast<time_t>(created.number()) * 86400;
  book_->check(workbook_set_properties(book_->book, &properties));
}

WorkbookWriter::~WorkbookWriter() {
  if (book_->book != nullptr) {
    lxw_workbook_free(book_->book);
  }
}

void WorkbookWriter::sheet(SheetLayout layout) {
  book_->end_sheet();
  book_->layout = std::move(layout);
  book_->continuation = 1;
  book_->begin_sheet();
}

void WorkbookWriter::row(Row const& values) {
  book_->write_row(values);
}

void WorkbookWriter::finish() {
  book_->end_sheet();
  book_->write_choices();
  book_->must_hold_rows();
  auto* const book = std::exchange(book_->book, nullptr);
  book_->check(workbook_close(book));  // frees the book in any case
  book_->made.copy_to(book_->file->out());
  book_->file->finish();
}

ListingXlsx::ListingXlsx(std::filesystem::path const& path, Day created, Language language)
    : path_(path), created_(created), language_(language) {}

void ListingXlsx::begin(Listing const& head) {
  writer_ = std::make_unique<WorkbookWriter>(path_, head.title, created_, language_);
  SheetLayout layout;
  layout.name = head.title.empty() ? say(language_, M("Danh sách")) : head.title;
  layout.title = head.title;
  for (auto const& column : head.columns) {
    SheetColumn shown;
    shown.label = say(language_, column.label);
    shown.type = column.type;
    layout.columns.push_back(std::move(shown));
  }
  writer_->sheet(std::move(layout));
}

void ListingXlsx::row(Row const& values) {
  writer_->row(values);
}
void ListingXlsx::end() {
  writer_->finish();
}

void write_xlsx(Listing const& listing, std::filesystem::path const& path, Day created,
                Language language) {
  ListingXlsx sink(path, created, language);
  sink.begin(listing);
  for (auto const& row : listing.rows) {
    Patience::ask();
    sink.row(row);
  }
  sink.end();
}

}  // namespace giaoban::print
