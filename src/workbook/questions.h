// The questions of an import: what a column or a sheet leaves in doubt, in words, with what is
// proposed. Private to src/workbook.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "print/column_judge.h"
#include "workbook/column_map.h"

namespace giaoban::workbook {

// The part of a column's id behind its kind or sheet: "born".
std::string_view short_id(SheetColumn const& column);

// Answers that more than one place reads.
inline constexpr std::string_view answer_take = "take";
inline constexpr std::string_view answer_skip = "skip";
inline constexpr std::string_view answer_keep = "keep";

// --- of a column ---
print::Facet facet_of(print::Doubt doubt);
// One question for the column on these tabs; it bears the id of the first, its examples the tab
// by its place among them.
Question question_of(std::span<ColumnMap const* const> tabs, std::size_t column,
                     print::Finding const& finding);
// By facet, the tab under whose id a question about it would be answered.
using AnsweredBy = std::array<ColumnMap const*, print::facets.size()>;
// How the answers say that the column's cells are taken.
print::Mending mending_given(Findings const& findings, AnsweredBy const& by,
                             SheetColumn const& column);

// --- of a sheet ---
struct RowsAsked {
  std::int64_t count = 0;
  std::vector<std::string> examples = {};
};
std::string hidden_rows_id(ColumnMap const& map);
std::string struck_rows_id(ColumnMap const& map);
Question hidden_rows_question(ColumnMap const& map, RowsAsked rows);
Question struck_rows_question(ColumnMap const& map, RowsAsked rows);

struct TabAsked {
  std::string id;
  std::string tab;
  Msg sheet;         // what it would be taken for
  bool only = true;  // no tab bears the sheet's own name
  bool hidden = false;
};
Question tab_question(TabAsked const& asked);

extern RefusalKind const no_such_answer;      // {question}, {answer}, {choices}
extern RefusalKind const answer_unused;       // {question}: a warning
extern RefusalKind const name_is_number;      // {field}, {value}
extern RefusalKind const day_for_text;        // {field}, {value}
extern RefusalKind const merged_cells_taken;  // {field}: a warning
extern RefusalKind const struck_part_left;    // {field}, {value}: a warning
extern RefusalKind const code_changed;        // {field}, {value}
extern RefusalKind const second_opening;      // {tab}, {opening}, {other}, {told}

}  // namespace giaoban::workbook
