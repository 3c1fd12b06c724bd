#include "web/verb_pages.h"

#include <algorithm>
#include <sstream>

#include "base/text.h"
#include "web/ascii.h"
#include "web/record_page.h"

namespace giaoban::web {

using command::Command;

namespace {

// Of the command and the record that it is about, so that drafts of two records stay apart.
std::string form_id(Visit const& visit, Command const& command) {
  std::string id = "do-" + std::string(command.path);
  for (auto const& option : command.options) {
    if (option.input != command::Input::person && option.input != command::Input::unit) continue;
    id += "-" + asked_value(visit, option.name);
    break;
  }
  std::erase_if(id, [](char c) {
    return !is_digit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '-' &&
           c != ' ';
  });
  std::ranges::replace(id, ' ', '-');
  return id;
}

VerbPage plain_page(Visit const& visit) {
  Command const& command = *visit.route.command;
  Words const words{visit.language()};
  std::string const next = asked_value(visit, next_field);
  VerbPage page{.head = {.title = words(command.help), .width = PageWidth::reading},
                .form = {.id = form_id(visit, command),
                         .action = verb_url(command.path),
                         .groups = {},
                         .submit = words(command.verb->label)}};
  page.form.groups.push_back({.fields = fields_of(command.options, visit.language())});
  page.form.groups.back().fields.push_back(
      {.name = std::string(next_field), .label = {}, .control = Control::hidden, .value = next});
  page.form.groups.push_back(act_fields(visit.language()));
  page.form.cancel = Url::checked(own_target(next));
  return page;
}

Result<VerbPage> shaped_page(Visit const& visit, Shape shape) {
  // First: a shape already looks for what was typed.
  TRY_VOID(command::within_bounds(visit.route.command->options, arguments_of(visit.request)));
  VerbPage page = plain_page(visit);
  if (shape != nullptr) TRY_VOID(shape(visit, page));
  return page;
}

Response shown(Visit const& visit, VerbPage const& page) {
  return web::page(visit, page.head, form(visit, page.form));
}

// --- what is wrong -------------------------------------------------------------------------------

template <class Body>
void each_field(VerbPage& page, Body const& body) {
  for (FieldGroup& group : page.form.groups) {
    for (FormField& field : group.fields) body(field);
  }
}

// A refusal of the command line names an option: "--from".
Refusal named_as_field(VerbPage& page, Refusal refusal) {
  each_field(page, [&](FormField const& field) {
    std::string option = "--" + field.name;
    std::ranges::replace(option, '_', '-');
    for (Arg& arg : refusal.args) {
      if (arg.value != option) continue;
      arg.value = field.label;
      refusal.where = field.name;
    }
    if (refusal.where == option) refusal.where = field.name;
  });
  return refusal;
}

// Says beside each field that must be filled that it is not; nullopt when none is blank.
std::optional<Refusal> blank_fields(Visit const& visit, VerbPage& page) {
  std::optional<Refusal> first;
  each_field(page, [&](FormField& field) {
    if (field.need != store::Need::required || field.control == Control::flag) return;
    if (!normalise(visit.request.form.text(field.name)).empty()) return;
    Refusal const blank{&store::required_missing, {{"field", field.label}}, field.name};
    field.fault = blank.text(visit.language());
    if (!first) first = blank;
  });
  return first;
}

std::string as_shown(FormField const& field, std::string const& value) {
  auto const pick = std::ranges::find(field.picks, value, &Pick::value);
  return pick == field.picks.end() ? value : pick->label;
}

// What was typed beside what another has recorded since.
Html both_versions(Visit const& visit, VerbPage& page, Refusal const& refusal) {
  std::vector<ConflictLine> lines;
  each_field(page, [&](FormField const& field) {
    std::string const typed = visit.request.form.text(field.name);
    if (!page.of_fact.contains(field.name) || typed == field.value) return;
    lines.push_back({.label = field.label,
                     .mine = as_shown(field, typed),
                     .theirs = as_shown(field, field.value)});
  });
  std::string by_whom;
  for (Arg const& arg : refusal.args) {
    if (arg.name != "entry") continue;
    auto const snapshot = visit.store.read();
    auto const entry = store::entry(*snapshot, std::stoll(arg.value));
    if (entry) by_whom = entry->actor + ", " + vietnamese(entry->at);
  }
  if (lines.empty()) return {};
  return conflict(Words{visit.language()}, by_whom, lines);
}

Response shown_again(Visit const& visit, VerbPage page, Refusal const& refusal) {
  page.head.status = refusal.kind->http_status;
  if (refusal.kind == &store::written_meanwhile) {
    page.form.before.add(both_versions(visit, page, refusal));
  }
  Refusal const told = named_as_field(page, refusal);
  return web::page(visit, page.head, form_again(visit, std::move(page.form), told));
}

// --- writing -------------------------------------------------------------------------------------

command::Arguments typed_arguments(Request const& request, VerbPage& page) {
  auto arguments = arguments_of(request);
  each_field(page, [&](FormField const& field) {
    auto const typed = request.form.first(field.name);
    bool const cleared = typed && typed->empty() && !field.value.empty();
    if (cleared && page.of_fact.contains(field.name)) arguments.set(field.name, "");
  });
  return arguments;
}

// Where it says to go on, or the page of the first record that was written.
Url next_of(Visit const& visit, EntryNumber entry) {
  std::string const next = visit.request.form.text(next_field);
  if (!next.empty()) return Url::checked(own_target(next));
  auto const snapshot = visit.store.read();
  for (auto const& line : store::lines_of(*snapshot, entry)) {
    if (auto const url = record_page(visit.site, *line.kind->subject, line.subject)) return *url;
  }
  return to("/journal/{}", entry);
}

}  // namespace

Result<Response> ask_verb(Visit& visit, Shape shape) {
  TRY_INTO(auto page, shaped_page(visit, shape));
  TRY_VOID(command::well_typed(visit.route.command->options, arguments_of(visit.request)));
  for (FieldGroup& group : page.form.groups) {
    // Left out of the address, a box stays as it is preset.
    for (FormField& field : group.fields) {
      if (!visit.request.query.first(field.name)) continue;
      std::vector<FormField> one{std::move(field)};
      show_typed(one, visit.request.query);
      field = std::move(one.front());
    }
  }
  return shown(visit, page);
}

Result<Response> write_verb(Visit& visit, Shape shape) {
  auto shaped = shaped_page(visit, shape);
  if (!shaped) return shown_again(visit, plain_page(visit), shaped.error());
  VerbPage page = *std::move(shaped);
  if (auto const blank = blank_fields(visit, page)) {
    return shown_again(visit, std::move(page), *blank);
  }
  auto const arguments = typed_arguments(visit.request, page);
  if (auto const typed = command::well_typed(visit.route.command->options, arguments); !typed) {
    return shown_again(visit, std::move(page), typed.error());
  }
  std::ostringstream data, told;
  command::Context context({.address = visit.store.address(),
                            .keys_path = {},
                            .user = visit.caller.actor.name,
                            .grants = visit.caller.actor.grants,
                            .language = visit.language()},
                           visit.store, data, told);
  auto const done = visit.route.command->run(context, arguments);
  if (!done) return shown_again(visit, std::move(page), done.error());
  auto const& written = context.last_written();
  ensure(written.has_value(), "a command with a verb writes by it");
  return after_write(visit, next_of(visit, written->entry), *written);
}

std::vector<Route> verb_routes(std::vector<Command> const& commands,
                               std::vector<VerbForm> const& forms) {
  VerbForm const plain = verb_form<nullptr>({});
  std::vector<Route> routes;
  for (Command const& command : commands) {
    if (command.verb == nullptr || command::door_of(command) != command::Door::everywhere) continue;
    auto const own = std::ranges::find(forms, command.path, &VerbForm::command);
    VerbForm const& form = own == forms.end() ? plain : *own;
    std::string const path = verb_url(command.path).text();
    routes.push_back({.method = Method::get,
                      .path = path,
                      .handle = form.ask,
                      .right = command.verb->right,
                      .command = &command});
    routes.push_back({.method = Method::post,
                      .path = path,
                      .handle = form.write,
                      .verb = command.verb,
                      .command = &command});
  }
  return routes;
}

Url verb_url(std::string_view command) {
  std::string path = "/do/" + std::string(command);
  std::ranges::replace(path, ' ', '/');
  return Url::checked(path);
}

// --- for shapes ----------------------------------------------------------------------------------

std::string asked_value(Visit const& visit, std::string_view name) {
  Request const& request = visit.request;
  return normalise((request.method == Method::post ? request.form : request.query).text(name));
}

FormField* field_named(VerbPage& page, std::string_view name) {
  FormField* found = nullptr;
  each_field(page, [&](FormField& field) {
    if (field.name == name) found = &field;
  });
  return found;
}

std::vector<FormField> taken(VerbPage& page, std::vector<std::string_view> const& names) {
  std::vector<FormField> fields;
  for (std::string_view const name : names) {
    for (FieldGroup& group : page.form.groups) {
      auto const found = std::ranges::find(group.fields, name, &FormField::name);
      if (found == group.fields.end()) continue;
      fields.push_back(std::move(*found));
      group.fields.erase(found);
      break;
    }
  }
  return fields;
}

void dress(VerbPage& page, store::Kind const& kind, Language language,
           std::vector<Value> const& values) {
  for (FormField& of_kind : fields_of(kind, language, values)) {
    FormField* const field = field_named(page, of_kind.name);
    if (field == nullptr || field->control == Control::hidden) continue;
    page.of_fact.insert(of_kind.name);
    *field = std::move(of_kind);
  }
}

}  // namespace giaoban::web
