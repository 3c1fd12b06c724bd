// The site: every page and door of the API in one table, and who stands before it.
#pragma once

#include <memory>
#include <string>

#include "command/command.h"
#include "web/jobs.h"
#include "web/route.h"

namespace giaoban::app {

// The commands outlive the site, whose API names them.
web::Site site(store::Store& store, web::Jobs& jobs, std::vector<command::Command> const& commands);

}  // namespace giaoban::app
