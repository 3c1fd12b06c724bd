// Invented names of persons and places.
#pragma once

#include <string>

#include "member/member.h"
#include "sample/dice.h"

namespace giaoban::sample {

struct PersonName {
  std::string full_name;
  std::string ethnicity;
};
PersonName person_name(Dice& dice, member::Sex sex);
std::string commune_name(Dice& dice);  // "Đồng Lâm"
std::string native_place(Dice& dice);  // "xã Đồng Lâm, huyện Cẩm Khê, tỉnh Phú Thọ"

}  // namespace giaoban::sample
