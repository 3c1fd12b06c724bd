// A form for every command that writes: GET and POST /do/unit/rename, made of the command's
// options and run by the command itself, so that page, API and command line write by one code.
// A domain shapes the forms of its commands where the plain one is not good enough.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "command/command.h"
#include "web/form.h"
#include "web/page.h"
#include "web/route.h"

namespace giaoban::web {

struct VerbPage {
  PageHead head;  // title: what the command does
  Form form;
  // Fields that show what is recorded: to clear one is to clear what is recorded. Others, when
  // blank, are as not given.
  std::set<std::string, std::less<>> of_fact = {};
};

// Presets fields with what is recorded, groups them, puts words above. Runs before what was typed
// is put in, at each asking and writing; so in a conflict what it presets is the other's version.
// Refuses what the caller may not reach.
using Shape = Result<void> (*)(Visit const&, VerbPage&);

struct VerbForm {
  std::string command;  // "unit rename"
  Handler ask = nullptr;
  Handler write = nullptr;
};

Result<Response> ask_verb(Visit& visit, Shape shape);
Result<Response> write_verb(Visit& visit, Shape shape);

template <Shape shape>
VerbForm verb_form(std::string_view command) {
  return {.command = std::string(command),
          .ask = [](Visit& visit) { return ask_verb(visit, shape); },
          .write = [](Visit& visit) { return write_verb(visit, shape); }};
}

// The commands outlive the routes. Only those that write, and not those of the command line alone.
std::vector<Route> verb_routes(std::vector<command::Command> const& commands,
                               std::vector<VerbForm> const& forms = {});

// The form of a command: verb_url("unit rename").with("unit", "PT-01"). Fields are preset by name;
// "next" is where to go on when it is written: by default the page of the record.
Url verb_url(std::string_view command);
inline constexpr std::string_view next_field = "next";

// --- for shapes ----------------------------------------------------------------------------------
// What was typed for the field, or what the link here gave it.
std::string asked_value(Visit const& visit, std::string_view name);
FormField* field_named(VerbPage& page, std::string_view name);  // nullptr: none
// Takes the fields out of where they stand, in the order of the names; unknown names are passed by.
std::vector<FormField> taken(VerbPage& page, std::vector<std::string_view> const& names);
// Gives the fields that are named as the kind's the label, note, form item, care and need of the
// kind, and the values of a fact.
void dress(VerbPage& page, store::Kind const& kind, Language language,
           std::vector<Value> const& values = {});

}  // namespace giaoban::web
