#include "workbook/import.h"

namespace giaoban::workbook {

store::Catalogue catalogue() {
  return {.entities = {},
          .kinds = {},
          .verbs = {&import_verb},
          .derived = {},
          .invariants = {},
          .refusals = {&no_headings,
                       &missing_column,
                       &column_twice,
                       &book_item_missing,
                       &formula_error,
                       &formula_without_value,
                       &code_twice,
                       &two_parents,
                       &no_such_parent,
                       &no_such_code,
                       &second_top,
                       &top_has_parent,
                       &ended_before_opening,
                       &person_twice,
                       &two_cells,
                       &number_twice,
                       &cause_missing,
                       &day_missing,
                       &previous_cell_missing,
                       &no_such_file_number,
                       &number_of_other,
                       &known_person_twice,
                       &post_clash,
                       &wrong_subject,
                       &grade_twice,
                       &differs,
                       &differs_in_history,
                       &change_from_missing,
                       &cancelled,
                       &too_many_faults,
                       &errors_over_source,
                       &column_ignored,
                       &formulas_taken},
          .queries = {}};
}

}  // namespace giaoban::workbook
