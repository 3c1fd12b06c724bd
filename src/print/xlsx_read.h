// Reads workbooks (.xlsx, .xlsm) row by row, in a few megabytes however large the sheet, and text
// with separators (csv_read.h) as a workbook of one sheet. What a
// sheet means is the caller's business; here a cell is a place, a text and what kind of text it is.
// Files are hostile until proven otherwise: every size is bounded by Limits, no entity is expanded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace giaoban::print {

// Refused beyond these. The defaults hold a province's workbook several times over.
struct Limits {
  std::int64_t part_bytes_max = 1'000'000'000;   // one part, uncompressed
  std::int64_t total_bytes_max = 2'000'000'000;  // all parts, uncompressed
  std::int64_t ratio_max = 400;                  // uncompressed to compressed, of parts over 16 MB
  std::int64_t parts_max = 5'000;
  std::int64_t rows_max = 500'000;  // rows that hold something, in one sheet
  std::int64_t cells_max = 30'000'000;
  std::int64_t shared_text_bytes_max = 64'000'000;
  std::int64_t separated_bytes_max = 300'000'000;  // a .csv as a whole
};

enum class CellKind {
  text,
  number,
  day,  // a number under a date format; `text` is the ISO day
  boolean,
  error,          // "#N/A", "#REF!"
  empty_formula,  // a formula without a computed value; `text` is empty
};

enum class Epoch { from_1900, from_1904 };

struct SheetCell {
  int column = 0;  // 1 is A
  CellKind kind = CellKind::text;
  // As the user sees or typed it: text verbatim (rich text joined), whole numbers with every digit
  // ("100000", never "1.0E+5") and with the zeros that a format like 00000 shows in front, other
  // numbers with a point, days "2021-06-14", "TRUE", "FALSE". A day of which only a part is shown
  // is a text of that part ("02/1960", "1960", "14/06"): the rest is the spreadsheet's invention.
  // Stands until the next row is read.
  std::string_view text;
  bool from_formula = false;
  Epoch epoch = Epoch::from_1900;
  bool struck_out = false;   // wholly
  bool struck_part = false;  // a part was struck out, `text` is the rest
  bool part_of_day = false;  // a day under a format that shows a part of it
  bool from_merged = false;  // stands in the first row of the merged cells that this one is of

  // The day of a number that no format shows as a day. Small numbers are none: 2020 is a year.
  [[nodiscard]] std::optional<Day> bare_day() const;
};

// A row that holds at least one value. Cells are in column order; empty ones are left out.
struct SheetRow {
  std::int64_t number = 0;  // as Excel shows it, from 1
  std::vector<SheetCell> cells;
  bool hidden = false;  // by a filter, by hand or by a height of nothing

  // nullptr where the cell is empty.
  [[nodiscard]] SheetCell const* at(int column) const;
};

enum class Reading { go_on, stop };
using OnRow = std::function<Reading(SheetRow const&)>;

class SeparatedText;

class Workbook {
 public:
  ~Workbook();
  Workbook(Workbook&&) noexcept;
  Workbook& operator=(Workbook&&) noexcept;

  // Names of the worksheets in the order of their tabs, hidden ones included.
  [[nodiscard]] std::vector<std::string> sheets() const;
  [[nodiscard]] bool is_hidden(std::string_view sheet) const;
  // A .csv: its one sheet is called as the file is, so that whoever looks for a tab takes this one.
  [[nodiscard]] bool is_text() const { return text_ != nullptr; }
  // Rows from the top; may be called again for the same sheet, but not inside on_row. The file is
  // read ahead on a thread of its own, on_row runs on the caller's. Refuses missing_sheet, damaged,
  // has_doctype and every limit; rows handed over before the refusal stay handed over.
  Result<void> read_sheet(std::string_view name, OnRow const& on_row) const;

 private:
  struct Contents;
  explicit Workbook(std::unique_ptr<Contents> contents);
  explicit Workbook(std::unique_ptr<SeparatedText> text);
  friend Result<Workbook> open_workbook(std::filesystem::path const& path, Limits const& limits);
  std::unique_ptr<Contents> contents_;  // null where it is text
  std::unique_ptr<SeparatedText> text_;
};

// Refuses file_missing, old_xls, encrypted, not_a_workbook, damaged, has_doctype and the limits.
Result<Workbook> open_workbook(std::filesystem::path const& path, Limits const& limits = {});

std::string column_letters(int column);  // 1: "A", 28: "AB"
// "Đảng viên!C17"; without a column (0) "Đảng viên!17".
std::string cell_place(std::string_view sheet, std::int64_t row, int column);

inline constexpr RefusalKind file_missing{"workbook.file_missing", 404,
                                          M("Không mở được tệp {file}."),
                                          M("Hãy kiểm tra lại tên tệp và quyền đọc tệp.")};
inline constexpr RefusalKind old_xls{
    "workbook.old_xls", 415, M("Tệp {file} là sổ Excel kiểu cũ (.xls), chưa đọc được."),
    M("Hãy mở tệp bằng Excel rồi lưu lại thành .xlsx (Excel Workbook).")};
inline constexpr RefusalKind encrypted{"workbook.encrypted", 415,
                                       M("Tệp {file} có đặt mật khẩu nên không đọc được."),
                                       M("Hãy mở tệp bằng Excel, bỏ mật khẩu rồi lưu lại.")};
inline constexpr RefusalKind not_a_workbook{
    "workbook.not_a_workbook", 415,
    M("Tệp {file} không phải là sổ Excel (.xlsx) hay bảng chữ có dấu ngăn cột (.csv)."),
    M("Hãy chọn đúng tệp .xlsx hoặc .csv; nếu là tệp loại khác thì mở ra và lưu lại thành "
      ".xlsx.")};
inline constexpr RefusalKind damaged{
    "workbook.damaged", 422, M("Tệp {file} bị hỏng ở phần {part}."),
    M("Hãy mở tệp bằng Excel, để Excel sửa rồi lưu lại; hoặc lấy lại bản gốc.")};
inline constexpr RefusalKind has_doctype{
    "workbook.has_doctype", 422,
    M("Tệp {file} có khai báo DOCTYPE ở phần {part}; phần mềm bảng tính không ghi như vậy."),
    M("Hãy mở tệp bằng Excel rồi lưu lại thành tệp mới.")};
inline constexpr RefusalKind too_large{
    "workbook.too_large", 413,
    M("Tệp {file} quá lớn khi giải nén: phần {part} vượt mức {limit} byte."),
    M("Hãy xóa các trang tính, hình ảnh và định dạng thừa, hoặc chia thành nhiều tệp.")};
inline constexpr RefusalKind inflated{
    "workbook.inflated", 413,
    M("Tệp {file} có phần {part} nén quá {limit} lần, giống tệp phá hoại (zip bomb)."),
    M("Hãy mở tệp bằng Excel rồi lưu lại; nếu không rõ nguồn tệp thì đừng mở.")};
inline constexpr RefusalKind too_many_parts{
    "workbook.too_many_parts", 413,
    M("Tệp {file} có quá nhiều phần bên trong, mức tối đa là {limit}."),
    M("Hãy xóa các trang tính, hình ảnh và định dạng thừa, hoặc chia thành nhiều tệp.")};
inline constexpr RefusalKind too_many_rows{
    "workbook.too_many_rows", 413, M("Trang {sheet} có quá nhiều dòng, mức tối đa là {limit}."),
    M("Hãy xóa các dòng thừa hoặc chia thành nhiều tệp.")};
inline constexpr RefusalKind too_many_cells{
    "workbook.too_many_cells", 413, M("Trang {sheet} có quá nhiều ô, mức tối đa là {limit}."),
    M("Hãy xóa các cột và định dạng thừa hoặc chia thành nhiều tệp.")};
inline constexpr RefusalKind missing_sheet{
    "workbook.missing_sheet", 422,
    M("Tệp {file} không có trang {sheet}. Các trang đang có: {present}."),
    M("Hãy đổi tên trang cho đúng mẫu hoặc tải lại tệp mẫu.")};

}  // namespace giaoban::print
