// The minutes on paper: what they say in words, as a page and as an editable Word file, out of the
// same fields, so that the two cannot differ. Vietnamese whatever the user's language. Private to
// src/briefing.
#pragma once

#include <string>

#include "briefing/briefing.h"
#include "print/docx.h"
#include "web/html.h"

namespace giaoban::briefing {

// Who reads the minutes: names of persons stand there only as far as the reach of members goes.
struct MinutesReader {
  unit::Reach members;
  Day on;  // the document's date, which picks the page in force
};

// "Nguyễn Văn A, Phó trưởng ban": as much of it as is known and may be read.
std::string participant(store::Snapshot& snapshot, unit::Reach const& members,
                        std::optional<PersonId> person, std::string const& title);
// The person's name; "" where there is none, or none to be read.
std::string person_name(store::Snapshot& snapshot, unit::Reach const& members,
                        std::optional<PersonId> person);

print::Fields minutes_fields(store::Snapshot& snapshot, Minutes const& minutes,
                             MinutesReader const& reader);
web::Html minutes_page(print::Fields const& fields);
Result<std::string> minutes_docx(print::Fields const& fields, Day on);

}  // namespace giaoban::briefing
