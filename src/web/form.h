// Forms: fields shown with their label, note and fault beside them, hidden token, nonce and journal
// head; out of a command's options or a fact kind's declaration. What was typed is never lost: the
// page shows the same fields again with show_typed and show_fault, and drafts.js keeps a draft.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/choice.h"
#include "base/listing.h"
#include "command/command.h"
#include "web/components.h"
#include "web/html.h"
#include "web/page.h"
#include "web/words.h"

namespace giaoban::web {

enum class Control {
  text,
  long_text,
  day,          // typed as 14/06/2021; read_value takes looser forms
  partial_day,  // also 6/1960 and 1960
  integer,
  choice,
  flag,
  unit,    // a code, searched by code or name from `search`
  person,  // an id, searched by name or card number from `search`
  file,
  secret,
  hidden,
};

struct Pick {
  std::string value;
  std::string label;
  std::string sign = {};  // what offices write for it: "HTXS"; for grids
};

struct FormField {
  std::string name;
  std::string label;
  Control control = Control::text;
  store::Need need = store::Need::optional;
  std::string note = {};
  std::string form_item = {};             // "2-KNĐ 05"
  std::vector<Pick> picks = {};           // of a choice
  std::string value = {};                 // as typed; a flag is on when not blank
  std::string shown = {};                 // what stands behind a picked code: "Chi bộ 3"
  std::optional<Url> search = {};         // of a picker; default: /pick/units, /pick/persons
  std::string fault = {};                 // what is wrong with it
  std::string autocomplete = {};          // "username", "current-password"; default "off"
  store::Care care = store::Care::plain;  // sensitive: not kept in drafts
};

// Fields under one legend; without a legend they simply follow.
struct FieldGroup {
  std::string legend = {};
  std::vector<FormField> fields;
  std::string note = {};
};

struct Form {
  std::string id;  // "member-transfer-57": names the draft, so it says the record too
  Url action;
  std::vector<FieldGroup> groups;
  std::string submit;              // what the button does: "Chuyển sinh hoạt"
  std::optional<Url> cancel = {};  // back without writing
  Html before = {};                // what the user should see above the fields
  ButtonLook look = ButtonLook::primary;
  // The head that the user saw; default: the present one. form_again keeps that of the request.
  std::optional<EntryNumber> based_on = {};
};
// Writes: POST, with token, nonce and the journal's head.
Html form(Visit const& visit, Form const& form);
// Asks: GET, without hidden fields; the fields stand in one row where there is room.
Html filter_form(Words const& words, Form const& form);
// A button alone that writes (undo, sign out): a form without visible fields.
Html button_form(Visit const& visit, Url const& action, std::string_view label,
                 std::vector<Pick> const& hidden = {}, ButtonLook look = ButtonLook::plain);

// One field with its label, note and fault, for forms of another shape.
Html form_field(Words const& words, FormField const& field);
// Token, a fresh nonce and the journal's head, for forms of another shape.
Html hidden_fields(Visit const& visit, std::optional<EntryNumber> based_on = {});

// --- out of declarations -------------------------------------------------------------------------
// Of a command, named as the options are. Act options (document, reason ...) come as a group of
// their own through act_fields.
std::vector<FormField> fields_of(std::vector<command::Option> const& options, Language language);
FieldGroup act_fields(Language language);
// Of a fact kind, named as options_of names them, with the values of a fact.
std::vector<FormField> fields_of(store::Kind const& kind, Language language,
                                 std::vector<Value> const& values = {});
// What a form gave, for the code that also takes a command's arguments: blanks are left out.
command::Arguments arguments_of(Request const& request);

// Puts back what was typed.
void show_typed(std::vector<FormField>& fields, Fields const& typed);
// Puts the refusal beside the field that it names in `where` or by its option; false when it names
// none of them: then it stands above the form.
bool show_fault(std::vector<FormField>& fields, Refusal const& refusal, Language language);
// Both, for a whole form, with the refusal above it where no field is named.
Html form_again(Visit const& visit, Form form, Refusal const& refusal);

// Answers of /pick/...: what a picker shows under its input. The value goes into the input.
struct Found {
  std::string value;
  std::string label;
  std::string note = {};
};
Response picks(Words const& words, std::vector<Found> const& found);
// The typed beginning in a picker's question.
inline constexpr std::string_view pick_field = "q";

}  // namespace giaoban::web
