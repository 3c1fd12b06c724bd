// The pages of accounts, and who is at the other end of a request.
#pragma once

#include <vector>

#include "web/route.h"

namespace giaoban::account {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();

// By "Authorization: Bearer", and then by that alone; else by the session's cookie. Nobody when
// neither lets in.
web::Caller caller_of(store::Store& store, web::Request const& request);

}  // namespace giaoban::account
