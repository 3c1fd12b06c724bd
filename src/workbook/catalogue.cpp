#include "workbook/import.h"
#include "workbook/questions.h"
#include "workbook/remembered.h"

namespace giaoban::workbook {

namespace {

// What a workbook carries. Facts that stand already change by the verbs of their folders, first
// ones are held against the same pure rules row by row.
std::vector<store::Writing> writings() {
  return {{&import_verb, unit::catalogue().kinds, "the verbs of units, and the tree's invariants"},
          {&import_verb, member::catalogue().kinds,
           "the verbs of members; their rules row by row, and the register's invariants"},
          {&import_verb, post::catalogue().kinds, "one secretary a unit, no post held twice"},
          {&import_verb,
           {&review::UnitGrade::kind, &review::PersonGrade::kind},
           "the guard of yearly results (round)"}};
}

}  // namespace

store::Catalogue catalogue() {
  return {.entities = {},
          .kinds = {},
          .verbs = {&import_verb},
          .derived = {},
          .own_tables = {&heading_choice},
          .invariants = {},
          .refusals = {&no_headings,
                       &opening_missing,
                       &missing_column,
                       &column_twice,
                       &book_item_missing,
                       &formula_error,
                       &digits_gone,
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
                       &questions_left,
                       &faults_left,
                       &too_many_faults,
                       &errors_over_source,
                       &column_ignored,
                       &formulas_taken,
                       &no_such_answer,
                       &answer_unused,
                       &name_is_number,
                       &day_for_text,
                       &merged_cells_taken,
                       &heading_recalled,
                       &heading_recalled_away,
                       &heading_not_there,
                       &pair_twice,
                       &bad_pairs,
                       &no_such_column},
          .queries = {},
          .writings = writings()};
}

}  // namespace giaoban::workbook
