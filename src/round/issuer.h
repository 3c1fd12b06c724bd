// Who issues a paper of a round and how it is written: head lines, number's end, who signs.
// Private to src/round.
#pragma once

#include <string>
#include <vector>

#include "round/checks.h"

namespace giaoban::round {

struct Issuer {
  std::string superior;  // "ĐẢNG BỘ HUYỆN LÂM THAO"; blank for a committee under the centre
  std::string body;      // "ĐẢNG ỦY XÃ HÙNG LÔ"
  std::string called;    // "Đảng ủy"
  std::string suffix;    // "ĐU"
  std::string place;     // "Hùng Lô"
  std::vector<std::string> recipients;  // without the ends of their lines
};
Issuer issuer_named(store::Snapshot& snapshot, UnitId unit, Day on);
// "Hùng Lô, ngày 20 tháng 01 năm 2021"; without the place where no name tells one.
std::string place_and_date(Issuer const& issuer, Day day);
// Each on a line of its own, ended by the sign of the page in force.
std::vector<std::string> recipient_lines(Issuer const& issuer, std::string const& whom, Day on);

}  // namespace giaoban::round
