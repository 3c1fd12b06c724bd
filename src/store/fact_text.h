// A field's value from and to the text that people type and read: one reading for the command
// line, the workbook and, later, the form.
#pragma once

#include <string>
#include <string_view>

#include "store/fact.h"

namespace giaoban::store {

// Reads what a person typed: normalised text, dd/mm/yyyy, partial dates, a choice by its code or
// its label in either language, with or without marks. Blank gives a null. References are ids and
// are resolved by the domain before (a code needs a day): here they must be whole numbers.
// Refused: 31/02, a word outside the list, TCVN3 or VNI letters, a failed check of the field.
// Refused too: a text beyond the field's bound.
Result<Value> read_value(Field const& field, std::string_view text);

// Whether a text is a word of its field's list, in whatever way it is written; the refusal proposes
// the nearest. A field without a list takes any.
Result<void> check_word(Field const& field, Value const& value);

// Whether a text keeps within its bound; the refusal says what is too long, by how much.
Result<void> check_letters(Field const& field, Value const& value);
struct Bounded {
  Msg what;
  std::string_view text;
  std::size_t letters_max = name_letters_max;
};
Result<void> check_letters(Bounded const& given);

// As a person reads it: choices by label, days as dd/mm/yyyy.
std::string show_value(Field const& field, Value const& value, Language language);

extern RefusalKind const required_missing;  // a field that must be filled is blank
extern RefusalKind const no_such_day;       // 31/02/2021
extern RefusalKind const not_in_list;       // names the allowed words
extern RefusalKind const unknown_word;      // of a text with a list of words; proposes the nearest
extern RefusalKind const not_a_number;
extern RefusalKind const text_too_long;   // says the bound and the length
extern RefusalKind const legacy_letters;  // an old encoding: says what was probably meant
extern RefusalKind const letters_gone;    // "Nguy?n": nobody can say what was meant

}  // namespace giaoban::store
