// Text with separators as a workbook.
#include <xlsxwriter.h>

#include "print/csv_read.h"
#include "print/memory_file.h"
#include "print/whole_file.h"

namespace giaoban::print {

Result<void> write_as_workbook(Workbook const& text, std::filesystem::path const& to) {
  MemoryFile const made;
  lxw_workbook* const book = workbook_new(made.path().c_str());
  if (book == nullptr) throw Breakage("writing " + to.string());
  lxw_worksheet* const sheet = workbook_add_worksheet(book, std::string(text_sheet).c_str());
  // What is typed into a cell of texts stays as typed: codes keep their zeros.
  lxw_format* const as_typed = workbook_add_format(book);
  format_set_num_format(as_typed, "@");
  auto const read = text.read_sheet(text.sheets().front(), [&](SheetRow const& row) {
    for (SheetCell const& cell : row.cells) {
      worksheet_write_string(sheet, static_cast<lxw_row_t>(row.number - 1),
                             static_cast<lxw_col_t>(cell.column - 1),
                             std::string(cell.text).c_str(), as_typed);
    }
    return Reading::go_on;
  });
  lxw_error const closed = workbook_close(book);
  if (!read) return read;
  if (closed != LXW_NO_ERROR) {
    throw Breakage("writing " + to.string() + ": " + lxw_strerror(closed));
  }
  WholeFile file(to, zip_mark);
  made.copy_to(file.out());
  file.finish();
  return {};
}

}  // namespace giaoban::print
