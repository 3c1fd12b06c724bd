// Hands a workbook back with its faults marked: faulty cells in pink, and one column "Lỗi cần sửa"
// after the last one that says what is wrong in each row. Everything else stays as it was, byte
// for byte. A workbook marked before is marked anew: its old messages go.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "print/xlsx_read.h"

namespace giaoban::print {

// Heading of the added column. An import passes over a column of this name; it stands in
// Vietnamese whatever the language.
inline constexpr Msg fault_heading = M("Lỗi cần sửa");
// Whether a heading is ours; faults of the heading row itself follow its first line.
bool is_fault_heading(std::string_view heading);

struct Fault {
  std::int64_t row = 0;  // from 1
  int column = 0;        // from 1; 0: the row as a whole
  std::string message;
};

struct FaultySheet {
  std::string sheet;
  std::int64_t header_row = 1;  // where the heading of the added column goes
  std::vector<Fault> faults;    // in any order; several may hit one cell
};

// Writes the marked copy to `to`. Refuses what open_workbook and read_sheet refuse; throws Breakage
// when the disk refuses.
Result<void> mark_faults(std::filesystem::path const& from, std::filesystem::path const& to,
                         std::vector<FaultySheet> const& sheets, Limits const& limits = {});

}  // namespace giaoban::print
