// The papers of a round: decision, notice, minutes, each an editable Word file of one unit, and the
// summary of a unit as a worksheet. Vietnamese whatever the user's language. Private to src/round.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/listing.h"
#include "print/docx.h"
#include "round/checks.h"

namespace giaoban::round {

enum class Paper { decision, notice, minutes };
std::span<Choice const> choices_of(Paper);

// What of whom on which day: the document's date picks the page in force.
struct PaperAsked {
  RoundView const& round;
  unit::Node const& unit;
  Paper paper = Paper::decision;
  Day on;
};
print::Fields paper_fields(store::Snapshot& snapshot, PaperAsked const& asked,
                           std::vector<SubjectView> const& subjects);
Result<std::string> paper_docx(print::Fields const& fields, Day on);
std::string paper_name(PaperAsked const& asked);  // of the file, without its ending

// Members by result, of the unit and of each right below it.
Listing summary(store::Snapshot& snapshot, unit::Reach const& reach, RoundView const& round,
                UnitId unit, Language language);

}  // namespace giaoban::round
