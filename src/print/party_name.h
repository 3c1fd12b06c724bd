// How Party documents write names, numbers and dates, under the guidance of the Office of the
// Central Committee.
#pragma once

#include <string>
#include <string_view>

#include "base/day.h"

namespace giaoban::print {

// A committee, the Party organisation it leads, and the end of its documents' numbers.
struct PartyForm {
  std::string_view committee;  // "Huyện ủy"
  std::string_view party;      // "Đảng bộ huyện"
  std::string_view suffix;     // "HU"
};
// A name taken apart; of what is no committee's the form is Đảng ủy's, and nothing is known.
struct PartyName {
  PartyForm form;
  std::string rest;  // as written
  bool known = false;
};
PartyName parsed(std::string const& name);

// Capitals in one spelling: offices write both UỶ and ỦY.
std::string spelled(std::string_view text);
// "Tỉnh ủy Phú Thọ" of "Đảng bộ tỉnh Phú Thọ", and "Đảng bộ tỉnh Phú Thọ" of "Tỉnh ủy Phú Thọ"; the
// name itself where it is no committee's.
std::string committee_name(std::string const& name);
std::string party_name(std::string const& name);
// "TU" of a city under the centre, "ThU" of one under a province.
enum class CityRank { province, under_a_province };
std::string suffix_of(PartyName const& name, CityRank rank);
// "Phú Thọ" of "Tỉnh ủy Phú Thọ", "Hùng Lô" of "Đảng bộ xã Hùng Lô"; empty where the name tells no
// place. A name of one syllable keeps its class word.
std::string place_in(std::string const& unit_name);

// "ngày 05 tháng 02 năm 2021": a leading 0 for days under 10 and the months 1 and 2.
std::string date_words(Day date);
// "Số 05-BC/TU"; a number under 10 gets a leading 0, no number a gap for the clerk.
std::string document_number(std::string const& number, std::string_view sign,
                            std::string_view suffix);

}  // namespace giaoban::print
