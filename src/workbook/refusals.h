// What a workbook is refused for beyond what the domains and print/ refuse. Private to
// src/workbook.
#pragma once

#include "base/result.h"

namespace giaoban::workbook {

// The sheet.
extern RefusalKind const no_headings;        // {sheet}, {expected}
extern RefusalKind const missing_column;     // {sheet}, {column}
extern RefusalKind const column_twice;       // {column}, {other}
extern RefusalKind const heading_not_there;  // {heading}
extern RefusalKind const book_item_missing;  // {item}
extern RefusalKind const opening_missing;    // of a list in .csv
// A cell.
extern RefusalKind const formula_error;          // {field}, {value}
extern RefusalKind const digits_gone;            // {field}, {value}: "1,23457E+11" in a text
extern RefusalKind const formula_without_value;  // {field}
// Units.
extern RefusalKind const code_twice;            // {code}, {row}
extern RefusalKind const two_parents;           // {code}, {parent}, {other}, {row}
extern RefusalKind const no_such_parent;        // {code}, {nearest}
extern RefusalKind const no_such_code;          // {code}, {nearest}
extern RefusalKind const second_top;            // {code}, {top}
extern RefusalKind const top_has_parent;        // {code}
extern RefusalKind const ended_before_opening;  // {what}, {day}, {opening}
// Members.
extern RefusalKind const person_twice;   // {number}, {row}
extern RefusalKind const two_cells;      // {number}, {cell}, {other}, {row}
extern RefusalKind const number_twice;   // {field}, {row}
extern RefusalKind const cause_missing;  // {field}, {day}
extern RefusalKind const day_missing;    // {field}, {other}
extern RefusalKind const previous_cell_missing;
extern RefusalKind const no_such_file_number;  // {number}, {nearest}
extern RefusalKind const number_of_other;      // {field}, {who}: bears it in the store
extern RefusalKind const known_person_twice;   // {row}
// Posts and grades.
extern RefusalKind const post_clash;     // {row}
extern RefusalKind const wrong_subject;  // {of}, {needed}
extern RefusalKind const grade_twice;    // {row}
// What is known already.
extern RefusalKind const differs;             // {field}, {known}, {given}
extern RefusalKind const differs_in_history;  // {field}, {known}, {given}
extern RefusalKind const change_from_missing;
// The whole.
extern RefusalKind const cancelled;
extern RefusalKind const questions_left;      // {count}: what was checked is not to be written yet
extern RefusalKind const faults_left;         // {count}
extern RefusalKind const too_many_faults;     // {count}
extern RefusalKind const errors_over_source;  // {file}
// Warnings.
extern RefusalKind const more_alike;             // {count}, {all}, {row}
extern RefusalKind const column_ignored;         // {column}
extern RefusalKind const formulas_taken;         // {field}
extern RefusalKind const heading_recalled;       // {column}, {ours}
extern RefusalKind const heading_recalled_away;  // {column}

}  // namespace giaoban::workbook
