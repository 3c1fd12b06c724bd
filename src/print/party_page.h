// The page of Party documents in force on a document's date, under the guidance of the Office of
// the Central Committee.
#pragma once

#include "base/rule.h"

namespace giaoban::print {

enum class PartyPage { hd36_2018, hd05_2026 };
// There is one for every date.
Dated<PartyPage> const& party_page_on(Day date);

}  // namespace giaoban::print
