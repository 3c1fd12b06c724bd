// Values packed into bytes and back, for rows that wait in memory. Not a format of record.
#pragma once

#include <string>
#include <string_view>

#include "base/value.h"

namespace giaoban::store {

void pack(std::string& out, Value const& value);
// Takes the next value off the front. What the value held before gives its memory to the new text.
void unpack(std::string_view& in, Value& into);

}  // namespace giaoban::store
