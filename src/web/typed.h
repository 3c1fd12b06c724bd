// A value of a form that is one of few, a number or a day, for handlers that read a form by hand:
// what is none of its kind is refused, as in an address.
#pragma once

#include <string>

#include "web/route.h"

namespace giaoban::web {

// Without blanks around it; "" where nothing was sent.
Result<std::string> typed(Fields const& given, Parameter const& parameter);

}  // namespace giaoban::web
