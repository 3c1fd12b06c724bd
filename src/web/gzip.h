#pragma once

#include <string>
#include <string_view>

namespace giaoban::web {

// The bytes in gzip's form, at a level that costs a page less than a millisecond.
std::string gzip(std::string_view bytes);

// Whether an Accept-Encoding header takes gzip: "gzip, deflate, br", not "gzip;q=0".
bool takes_gzip(std::string_view accept_encoding);

}  // namespace giaoban::web
