// Writes workbooks row by row in constant memory, made up for A4 paper: what is too wide to be read
// on one page goes on over pages across, each with the headings and the first two columns. The same
// input gives the same bytes: `created` is an argument and no clock is read. `language` is that of
// the words added here: page footer, drop-down messages.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/listing.h"
#include "base/message.h"

namespace giaoban::print {

// The hidden sheet that holds the choices of drop-downs; an import passes over it. It stands in
// Vietnamese whatever the language.
inline constexpr Msg choice_sheet = M("Danh mục");

enum class Orientation { portrait, landscape };
enum class Filter { none, on_header };
// How a heading looks: what must be filled in stands out.
enum class Emphasis { plain, required };

struct SheetColumn {
  std::string label;
  CellType type = CellType::text;  // text and partial days keep what is typed, leading zeros too
  double width = 0;                // in characters; 0 lets label and type decide
  Emphasis emphasis = Emphasis::plain;
  std::string note = {};                  // comment on the heading
  std::vector<std::string> choices = {};  // drop-down; other input is stopped by Excel
};

struct SheetLayout {
  std::string name;        // of the tab; letters Excel forbids are replaced, cut at 31
  std::string title = {};  // above the headings, if any
  std::string subtitle = {};
  std::vector<SheetColumn> columns;
  Orientation orientation = Orientation::landscape;
  Filter filter = Filter::on_header;
  std::int64_t choice_rows = 0;  // rows below the headings that offer the drop-downs; 0: all
  // Set side by side under the last row: {"Người lập biểu", "Thủ trưởng"}.
  std::vector<std::string> signatures = {};

  // Row of the headings, from 1.
  [[nodiscard]] std::int64_t header_row() const {
    return 1 + (title.empty() ? 0 : 1) + (subtitle.empty() ? 0 : 1);
  }
};

// One .xlsx in the making. The file appears under its name only when `finish` returns; a writer
// destroyed before leaves nothing. Throws std::system_error
// when the disk refuses.
class WorkbookWriter {
 public:
  WorkbookWriter(std::filesystem::path const& path, std::string const& title, Day created,
                 Language language = Language::vietnamese);
  ~WorkbookWriter();
  WorkbookWriter(WorkbookWriter const&) = delete;
  WorkbookWriter& operator=(WorkbookWriter const&) = delete;

  // Closes the sheet before and begins the next.
  void sheet(SheetLayout layout);
  // The next row of the sheet, one value per column. A day or count column takes text too and
  // shows it as it is. Beyond Excel's last row the sheet goes on in "<name> (2)".
  void row(Row const& values);
  void finish();

 private:
  struct Book;
  std::unique_ptr<Book> book_;
};

// A listing as one sheet.
class ListingXlsx final : public RowSink {
 public:
  ListingXlsx(std::filesystem::path const& path, Day created, Language language);
  void begin(Listing const& head) override;
  void row(Row const& values) override;
  void end() override;

 private:
  std::filesystem::path path_;
  Day created_;
  Language language_;
  std::unique_ptr<WorkbookWriter> writer_;
};

void write_xlsx(Listing const& listing, std::filesystem::path const& path, Day created,
                Language language);

}  // namespace giaoban::print
