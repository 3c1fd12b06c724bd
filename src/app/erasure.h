// Erasing what identifies a person, with the places outside the person's own file where the name
// stands: they are listed before, and blanked where whoever erases says so.
#pragma once

#include <vector>

#include "command/command.h"
#include "web/verb_pages.h"

namespace giaoban::app {

std::vector<command::Command> erasure_commands();
std::vector<web::VerbForm> erasure_forms();
std::vector<RefusalKind const*> const& erasure_refusals();

}  // namespace giaoban::app
