// What is told of something that broke: its number in the log, and, where the program knows it,
// what is the matter and what would help.
#pragma once

#include <exception>

#include "base/result.h"

namespace giaoban::web {

extern RefusalKind const disk_full;        // {number}
extern RefusalKind const store_damaged;    // {number}
extern RefusalKind const store_only_read;  // {number}

// One of these, else something_broke.
RefusalKind const& told_as(std::exception const& fault);

}  // namespace giaoban::web
