// Who issues the report of a unit: the head lines, the end of its number, who signs. By name and
// kind alone.
#pragma once

#include <string>
#include <vector>

#include "print/party_name.h"
#include "report/report.h"

namespace giaoban::report {

// A unit's name and kind, and those of the unit above it.
struct Named {
  unit::UnitKind unit_kind = unit::UnitKind::dependent_cell;
  std::string name;
};
// Who issues the report of a unit: its board from the district up, the unit itself below.
struct Issuer {
  std::string superior;
  std::string body;
  std::string suffix;     // "BTCTU"
  std::string authority;  // "T/M ĐẢNG ỦY"; empty for boards, whose head signs in his own name
  std::string position;   // of the head: "TRƯỞNG BAN"
  std::vector<std::string> recipients;  // the usual ones
};
Issuer issuer_of(Named const& unit, Named const& above);
// Position lines for whoever signs: a board's deputy signs for the head (K/T), a committee's
// deputy never.
Signing signing_of(Issuer const& issuer, std::string const& signer, std::string const& title);

using print::date_words;
using print::party_name;
using print::place_in;
// "Số 05-BC/TU"; a number under 10 gets a leading 0, no number a gap for the clerk.
std::string number_words(std::string const& number, std::string const& suffix);

}  // namespace giaoban::report
