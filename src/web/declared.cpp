// Fields out of what is declared: a command's options, a fact kind.
#include <algorithm>

#include "store/fact_text.h"
#include "web/form.h"

namespace giaoban::web {

namespace {

std::vector<Pick> picks_of(std::span<Choice const> choices, Language language) {
  std::vector<Pick> picks;
  for (Choice const& choice : choices) {
    picks.push_back({std::string(choice.code), say(language, choice.label)});
  }
  return picks;
}

Control control_of(store::Field const& field) {
  switch (field.type) {
    case store::FieldType::day:
      return Control::day;
    case store::FieldType::partial_day:
      return Control::partial_day;
    case store::FieldType::integer:
      return Control::integer;
    case store::FieldType::choice:
      return Control::choice;
    case store::FieldType::reference:
      if (field.options.refers != nullptr && field.options.refers->name == "person") {
        return Control::person;
      }
      return Control::unit;
    case store::FieldType::text:
      break;
  }
  return Control::text;
}

Control control_of(command::Option const& option) {
  if (option.take == command::Take::flag) return Control::flag;
  if (!option.choices.empty()) return Control::choice;
  bool const partial =
      option.field != nullptr && option.field->type == store::FieldType::partial_day;
  if (partial) return Control::partial_day;
  switch (option.input) {
    case command::Input::long_text:
      return Control::long_text;
    case command::Input::integer:
      return Control::integer;
    case command::Input::day:
      return Control::day;
    case command::Input::unit:
      return Control::unit;
    case command::Input::person:
      return Control::person;
    case command::Input::file_read:
      return Control::file;
    case command::Input::file_written:
    case command::Input::folder:
    case command::Input::text:
      break;
  }
  return Control::text;
}

bool of_the_form_itself(std::string_view name) {
  return detail::one_of(name, {"nonce", "based-on"});
}

}  // namespace

std::vector<FormField> fields_of(std::vector<command::Option> const& options, Language language) {
  std::vector<FormField> fields;
  for (command::Option const& option : options) {
    bool const of_every_act = std::ranges::any_of(
        command::act_options(),
        [&](command::Option const& common) { return common.name == option.name; });
    if (of_every_act) continue;
    fields.push_back({.name = option.name,
                      .label = say(language, option.help),
                      .control = control_of(option),
                      .need = option.given == command::Given::required ? store::Need::required
                                                                       : store::Need::optional,
                      .picks = picks_of(option.choices, language)});
  }
  return fields;
}

FieldGroup act_fields(Language language) {
  Words const words{language};
  FieldGroup group{.legend = words(M("Căn cứ và lý do")), .fields = {}};
  for (command::Option const& option : command::act_options()) {
    if (of_the_form_itself(option.name)) continue;
    std::string name = option.name;
    std::ranges::replace(name, '-', '_');  // as Visit::act reads it
    group.fields.push_back(
        {.name = std::move(name), .label = words(option.help), .control = control_of(option)});
  }
  return group;
}

std::vector<FormField> fields_of(store::Kind const& kind, Language language,
                                 std::vector<Value> const& values) {
  std::vector<FormField> fields;
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    store::Field const& field = kind.fields[i];
    std::string name(field.column);
    std::ranges::replace(name, '_', '-');
    FormField shown{.name = std::move(name),
                    .label = say(language, field.label),
                    .control = control_of(field),
                    .need = field.options.need,
                    .form_item = std::string(field.options.form_item),
                    .picks = picks_of(field.choices, language),
                    .care = field.options.care};
    if (!field.options.note.vietnamese().empty()) shown.note = say(language, field.options.note);
    if (i < values.size() && !is_null(values[i])) {
      // A choice is sent by its code, all else as people read it.
      shown.value = field.type == store::FieldType::choice
                        ? std::get<std::string>(values[i])
                        : store::show_value(field, values[i], language);
    }
    fields.push_back(std::move(shown));
  }
  return fields;
}

command::Arguments arguments_of(Request const& request) {
  command::Arguments arguments;
  Fields const& given = request.method == Method::post ? request.form : request.query;
  for (auto const& [name, value] : given.pairs()) {
    if (value.empty() || name == token_field) continue;
    std::string option = name;
    std::ranges::replace(option, '_', '-');
    arguments.set(std::move(option), value);
  }
  return arguments;
}

}  // namespace giaoban::web
