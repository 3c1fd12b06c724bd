#include "base/naming.h"

#include <gtest/gtest.h>

namespace giaoban {
namespace {

struct Written {
  char const* text;
  bool nothing;  // of whatever
  bool nobody;   // of a person
};

TEST(Naming, tells_names_from_what_stands_in_their_place) {
  for (Written const& each : {
           Written{"Nguyễn Văn Ước", false, false},
           Written{"H'Hen Niê", false, false},
           Written{"Y Krứt", false, false},
           Written{"Nguyễn Văn Hải 2", false, false},
           Written{"Lò Thị Na", false, false},
           Written{"Chi bộ khu 1", false, false},
           Written{"Đảng bộ xã Hùng Lô", false, false},
           Written{"Chi bộ thôn 3/2", false, false},
           Written{"Công ty 29-3", false, false},
           Written{"X20", false, false},
           Written{"", false, false},
           Written{"Nguy□n V□n", true, true},
           Written{"Nguy¿n Th¿", true, true},
           Written{"Nguy_n V_n", true, true},
           Written{"Đ□ng b□", true, true},
           Written{"N/A", true, true},
           Written{"NULL", true, true},
           Written{"nt", true, true},
           Written{"-nt-", true, true},
           Written{"Như trên", true, true},
           Written{"“", true, true},
           Written{"〃", true, true},
           Written{"-", true, true},
           Written{"12345", true, true},
           Written{"14/06/1960", true, true},
           Written{"=A2&B3", true, true},
           Written{"Mar-60", true, true},
           Written{"1-Mar", true, true},
           Written{"PT.01.01.1", true, true},
           Written{"1.23E+11", true, true},
           Written{"TRUE", true, true},
           Written{"Nam", false, true},
           Written{"nữ", false, true},
           Written{"Trần Nam", false, false},
       }) {
    EXPECT_EQ(names_nothing(each.text), each.nothing) << each.text;
    EXPECT_EQ(names_nobody(each.text), each.nobody) << each.text;
  }
}

}  // namespace
}  // namespace giaoban
