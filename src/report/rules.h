// What the rules on Party documents and on yearly results say: pure, by date and kind of unit.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/rule.h"
#include "report/report.h"

namespace giaoban::report {

struct LayoutRule {
  Layout layout;
  std::string_view recipient_end;
};
// The rule of the page on the document's date; there is one for every date.
Dated<LayoutRule> layout_on(Day date);

// The ceiling on excellent results of the year graded, in percent of a base that is data: the
// texts say "of those graded good" and are read in several ways. nullptr: none was read.
struct CapRule {
  int percent;
};
Dated<CapRule> const* cap_of(int year);

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
// "Đảng bộ tỉnh Phú Thọ" of "Tỉnh ủy Phú Thọ"; the name itself where it is no committee's.
std::string party_name(std::string const& name);
// Position lines for whoever signs: a board's deputy signs for the head (K/T), a committee's
// deputy never.
Signing signing_of(Issuer const& issuer, std::string const& signer, std::string const& title);

// "Phú Thọ" of "Tỉnh ủy Phú Thọ", "Hùng Lô" of "Đảng bộ xã Hùng Lô"; empty where the name tells no
// place. A name of one syllable keeps its class word.
std::string place_in(std::string const& unit_name);
// "ngày 05 tháng 02 năm 2021": a leading 0 for days under 10 and the months 1 and 2.
std::string date_words(Day date);
// "Số 05-BC/TU"; a number under 10 gets a leading 0, no number a gap for the clerk.
std::string number_words(std::string const& number, std::string const& suffix);

}  // namespace giaoban::report
