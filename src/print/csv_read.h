// Text with a row a line and a separator between its cells (.csv, .tsv, .txt), handed over as the
// one sheet of a workbook: open_workbook opens either, so that whoever reads sheets reads these.
// Which separator and which encoding is found out, as a spreadsheet leaves it to whoever saved it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "print/xlsx_read.h"

namespace giaoban::print {

class SeparatedText {
 public:
  // Refuses file_missing, not_a_workbook, too_large, text_damaged.
  static Result<SeparatedText> open(std::filesystem::path const& path, Limits const& limits);

  [[nodiscard]] std::string const& file() const { return file_; }
  // The file's name without its ending.
  [[nodiscard]] std::string const& sheet() const { return sheet_; }
  // Cells are texts: "01834" keeps its zero. What a spreadsheet writes for a cell that it could not
  // show or work out ("#N/A", "#####", "1,23457E+11") is an error. Rows are counted as a
  // spreadsheet counts them: a quoted end of line belongs to its row.
  Result<void> read(OnRow const& on_row) const;

 private:
  SeparatedText(std::filesystem::path const& path, std::string text, Limits const& limits);
  std::string file_;
  std::string sheet_;
  std::string text_;  // UTF-8
  std::size_t begin_ = 0;
  char separator_ = 0;  // 0: none makes columns
  Limits limits_;
};

// The same rows in a workbook, cells as texts, under the sheet `text_sheet`: what is to be marked
// needs cells to mark. Throws Breakage when the disk refuses.
inline constexpr std::string_view text_sheet = "CSV";
Result<void> write_as_workbook(Workbook const& text, std::filesystem::path const& to);

// Whether a file begins as text does, and not as a zip, an old workbook or a program.
bool is_text_file(std::filesystem::path const& path);

// What stands for a value that a spreadsheet could not work out or could not show whole.
bool is_error_text(std::string_view text);

inline constexpr RefusalKind text_damaged{
    "workbook.text_damaged", 422,
    M("Tệp {file} ở dòng {row} có chữ không đọc được: bảng mã lẫn lộn hoặc tệp bị cắt."),
    M("Hãy lưu lại từ phần mềm gốc thành “CSV UTF-8”, hoặc thành .xlsx.")};
inline constexpr RefusalKind quote_left_open{
    "workbook.quote_left_open", 422,
    M("Tệp {file}: dấu nháy kép mở ở dòng {row} không có dấu đóng."),
    M("Hãy xóa dấu nháy thừa ở dòng đó, hoặc lưu lại thành .xlsx.")};

}  // namespace giaoban::print
