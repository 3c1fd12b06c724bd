// Headings and cells of a sheet, for whoever reads one: which columns of the file are ours, and
// what a cell says. An import, a plan and a list are read with the same care: a value that a
// spreadsheet could not work out, a formula without its value, letters of old fonts are refused at
// their cell and never become a name or a blank.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "print/column_judge.h"
#include "print/xlsx_read.h"

namespace giaoban::print {

// The letters and digits of a heading without case and marks: "Họ và tên (*)", "Họ và tên:" are
// "hovaten".
std::string heading_key(std::string_view heading);

using KnownHeadings = std::map<std::string, std::size_t>;  // key: which column of ours

struct Head {
  std::int64_t row = 0;              // the lower one where headings stand in two rows
  std::map<int, std::string> cells;  // by column of the file
};
// Among the first rows the one, or the two of them, that know most headings; a single one where a
// pair adds none. None: no row knows two (or the only one there is).
Result<std::optional<Head>> find_head(Workbook const& book, std::string const& tab,
                                      KnownHeadings const& known);

// --- sheets whose columns are texts ---
struct TextColumn {
  Msg label;
  std::vector<std::string_view> also = {};  // other ways to head it
  bool required = false;
  ColumnHolds holds = ColumnHolds::text;
};
struct CellFault {
  std::int64_t row = 0;
  Refusal refusal;
};
struct TextRow {
  std::int64_t number = 0;
  std::vector<std::string> cells;  // by column of ours, normalised; days as "2021-06-14"
};
struct TextSheet {
  std::vector<TextRow> rows;       // that hold anything of ours
  std::vector<CellFault> faults;   // of cells, which are blank in their row
  std::vector<std::string> other;  // headings that nobody takes, where something stands under them
};
// Refuses headings_missing, column_missing, column_twice and what read_sheet refuses.
Result<TextSheet> read_texts(Workbook const& book, std::string const& tab,
                             std::span<TextColumn const> columns);

// The tab of that name, give or take case and marks; of a text its only sheet.
std::optional<std::string> tab_named(Workbook const& book, Msg name);

// What a cell says, or why it says nothing: cell_is_error, cell_without_value, cell_of_old_font,
// cell_garbled.
Result<std::string> text_of(SheetCell const& cell, Msg column);

inline constexpr RefusalKind headings_missing{
    "sheet.headings_missing", 422,
    M("Không thấy dòng đầu cột ở trang “{sheet}”; cần các cột: {expected}."),
    M("Hãy giữ nguyên dòng đầu cột như trong tệp mẫu.")};
inline constexpr RefusalKind column_missing{"sheet.column_missing", 422,
                                            M("Không thấy cột “{column}” ở trang “{sheet}”."),
                                            M("Hãy thêm cột đó, đặt tên như trong tệp mẫu.")};
inline constexpr RefusalKind column_twice{
    "sheet.column_twice", 422,
    M("Trang “{sheet}” có hai cột cùng là “{column}”: “{first}” và “{second}”."),
    M("Hãy đổi tên hoặc xóa một trong hai cột.")};
inline constexpr RefusalKind column_not_known{
    "sheet.column_not_known", 422,
    M("Không rõ cột “{column}” ở trang “{sheet}” là gì nên không đọc được."),
    M("Hãy đặt tên cột như trong tệp mẫu, hoặc xóa cột đó nếu không dùng. Các cột đọc được: "
      "{expected}.")};
inline constexpr RefusalKind cell_is_error{
    "sheet.cell_is_error", 422, M("Cột “{column}”: ô báo lỗi “{value}”, không phải là giá trị."),
    M("Hãy sửa công thức hoặc nhập thẳng giá trị vào ô.")};
inline constexpr RefusalKind cell_without_value{
    "sheet.cell_without_value", 422,
    M("Cột “{column}”: ô có công thức nhưng trong tệp chưa có kết quả."),
    M("Hãy mở tệp bằng Excel, chờ tính xong rồi lưu lại; hoặc nhập thẳng giá trị.")};
inline constexpr RefusalKind cell_of_old_font{
    "sheet.cell_of_old_font", 422,
    M("Cột “{column}”: “{value}” viết bằng bảng mã khác Unicode, có lẽ là “{meant}”."),
    M("Hãy chuyển cả tệp sang Unicode rồi nạp lại.")};
inline constexpr RefusalKind cell_garbled{
    "sheet.cell_garbled", 422, M("Cột “{column}”: “{value}” bị hỏng chữ khi chuyển bảng mã."),
    M("Hãy lưu lại từ tệp gốc bằng Unicode (“CSV UTF-8” hoặc .xlsx) rồi nạp lại.")};

inline constexpr RefusalKind cell_no_name{
    "sheet.cell_no_name", 422, M("Cột “{column}”: ô ghi “{value}”, không phải tên."),
    M("Hãy ghi tên bằng chữ như trong văn bản, hoặc để trống ô.")};
inline constexpr RefusalKind cell_is_day{
    "sheet.cell_is_day", 422,
    M("Cột “{column}”: ô đang là ngày “{value}”; có lẽ bảng tính đã tự đổi mã hoặc chữ thành "
      "ngày."),
    M("Hãy định dạng ô kiểu Text rồi ghi lại như trong văn bản.")};
inline constexpr RefusalKind cell_struck_out{
    "sheet.cell_struck_out", 422, M("Cột “{column}”: “{value}” có chữ bị gạch ngang."),
    M("Hãy xóa hẳn chữ đã bỏ, hoặc bỏ gạch ngang nếu còn dùng.")};
inline constexpr RefusalKind row_hidden{
    "sheet.row_hidden", 422, M("Dòng này đang bị ẩn hoặc bị lọc đi."),
    M("Hãy bỏ lọc, cho hiện lại dòng; dòng nào không dùng thì xóa.")};
inline constexpr RefusalKind column_doubtful{
    "sheet.column_doubtful", 422,
    M("Cột “{column}”: nhìn cả cột thì {count} ô có lẽ đã bị đổi khác; ví dụ “{value}” có lẽ là "
      "“{meant}”."),
    M("Hãy xem lại cột trong tệp gốc, sửa cho đúng rồi nạp lại.")};

}  // namespace giaoban::print
