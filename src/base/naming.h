// What stands where a name is due and is none: the one rule for lists, plans and pages.
#pragma once

#include <string_view>

namespace giaoban {

// No letter at all, letters lost to a box or a sign, "N/A", "nt", a formula, "Mar-60" that was a
// code once, a code. Of nothing (a blank) it is false.
bool names_nothing(std::string_view text);
// The same, and what only a person is never called: a word for the sex.
bool names_nobody(std::string_view text);

}  // namespace giaoban
