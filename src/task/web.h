// Pages of tasks and recommendations: lists with how far each has come, a page for each with its
// history and what the caller may do. What writes are the forms of the commands (web/verb_pages).
#pragma once

#include <vector>

#include "web/route.h"
#include "web/verb_pages.h"

namespace giaoban::task {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();
std::vector<web::VerbForm> verb_forms();

}  // namespace giaoban::task
