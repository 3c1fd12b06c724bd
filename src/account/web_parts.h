// What the pages of accounts share. Private to src/account.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "account/account.h"
#include "account/sign_in.h"
#include "web/form.h"
#include "web/page.h"

namespace giaoban::account {

inline constexpr std::string_view device_cookie = "giaoban-device";
inline constexpr std::string_view language_cookie = "giaoban-language";
inline constexpr std::string_view password_path = "/account/password";
std::string_view session_cookie(web::Request const& request);
void set_cookie(web::Response& response, web::Request const& request, std::string_view cookie);
Origin origin_of(web::Request const& request);

// The account of who asks; refused when it stands no more.
Result<AccountId> own_account(web::Visit const& visit);

std::vector<web::Route> own_routes();            // web_own.cpp
std::vector<web::Route> administrator_routes();  // web_accounts.cpp

}  // namespace giaoban::account
