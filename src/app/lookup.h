// What stands behind the number that somebody is told who met a record of elsewhere: who asked,
// when, about whom. It opens for whoever may read that record.
#pragma once

#include <vector>

#include "command/command.h"
#include "web/route.h"

namespace giaoban::app {

std::vector<command::Command> lookup_commands();
std::vector<web::Route> lookup_routes();
std::vector<web::MenuEntry> lookup_menu();
std::vector<RefusalKind const*> const& lookup_refusals();

}  // namespace giaoban::app
