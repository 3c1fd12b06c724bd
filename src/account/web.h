// The pages of accounts, and who is at the other end of a request.
#pragma once

#include <string>
#include <vector>

#include "web/route.h"

namespace giaoban::account {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();

// By "Authorization: Bearer", and then by that alone; else by the session's cookie. Nobody when
// neither lets in.
web::Caller caller_of(store::Store& store, web::Request const& request);
// The account behind it, as a text; "" for nobody. Reads only (web::Site::asker_of).
std::string asker_of(store::Store& store, web::Request const& request);
// Whether the verb hashes a password: its routes belong into the lane for that.
bool hashes_passwords(store::Verb const& verb);

}  // namespace giaoban::account
