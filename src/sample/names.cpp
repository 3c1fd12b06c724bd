#include "sample/names.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace giaoban::sample {

namespace {

using std::string_view;

// Weighted by repetition, as families are in the country.
constexpr std::array families{
    string_view{"Nguyễn"}, string_view{"Nguyễn"}, string_view{"Nguyễn"}, string_view{"Nguyễn"},
    string_view{"Nguyễn"}, string_view{"Trần"},   string_view{"Trần"},   string_view{"Lê"},
    string_view{"Lê"},     string_view{"Phạm"},   string_view{"Hoàng"},  string_view{"Vũ"},
    string_view{"Phan"},   string_view{"Đặng"},   string_view{"Bùi"},    string_view{"Đỗ"},
    string_view{"Hồ"},     string_view{"Ngô"},    string_view{"Dương"},  string_view{"Lý"},
    string_view{"Đinh"},   string_view{"Cao"},    string_view{"Lưu"},    string_view{"Tạ"},
    string_view{"Đào"},    string_view{"Triệu"},  string_view{"Mai"},    string_view{"Hán"}};
constexpr std::array muong_families{string_view{"Hà"},  string_view{"Đinh"},  string_view{"Phùng"},
                                    string_view{"Bùi"}, string_view{"Quách"}, string_view{"Sa"}};
constexpr std::array dao_families{string_view{"Triệu"}, string_view{"Đặng"}, string_view{"Bàn"},
                                  string_view{"Lý"}, string_view{"Phùng"}};
constexpr std::array male_middles{string_view{"Văn"},  string_view{"Văn"},   string_view{"Đức"},
                                  string_view{"Hữu"},  string_view{"Quang"}, string_view{"Minh"},
                                  string_view{"Xuân"}, string_view{"Ngọc"},  string_view{"Đình"},
                                  string_view{"Công"}, string_view{"Mạnh"},  string_view{"Tiến"}};
constexpr std::array female_middles{
    string_view{"Thị"},      string_view{"Thị"},     string_view{"Thị"}, string_view{"Thu"},
    string_view{"Ngọc"},     string_view{"Thanh"},   string_view{"Kim"}, string_view{"Bích"},
    string_view{"Thị Minh"}, string_view{"Thị Thu"}, string_view{"Hồng"}};
constexpr std::array male_given{
    string_view{"An"},    string_view{"Bình"},  string_view{"Cường"}, string_view{"Dũng"},
    string_view{"Đạt"},   string_view{"Điệp"},  string_view{"Đức"},   string_view{"Giang"},
    string_view{"Hải"},   string_view{"Hiếu"},  string_view{"Hòa"},   string_view{"Hùng"},
    string_view{"Huy"},   string_view{"Khánh"}, string_view{"Kiên"},  string_view{"Lâm"},
    string_view{"Long"},  string_view{"Mạnh"},  string_view{"Nam"},   string_view{"Nghĩa"},
    string_view{"Phong"}, string_view{"Phúc"},  string_view{"Quân"},  string_view{"Quyết"},
    string_view{"Sơn"},   string_view{"Tâm"},   string_view{"Thắng"}, string_view{"Thành"},
    string_view{"Thịnh"}, string_view{"Toàn"},  string_view{"Trung"}, string_view{"Tuấn"},
    string_view{"Tùng"},  string_view{"Ước"},   string_view{"Việt"},  string_view{"Vinh"}};
constexpr std::array female_given{
    string_view{"Anh"},   string_view{"Ánh"},  string_view{"Bích"},   string_view{"Chi"},
    string_view{"Diệp"},  string_view{"Dung"}, string_view{"Duyên"},  string_view{"Điểm"},
    string_view{"Giang"}, string_view{"Hà"},   string_view{"Hạnh"},   string_view{"Hằng"},
    string_view{"Hiền"},  string_view{"Hoa"},  string_view{"Hồng"},   string_view{"Huệ"},
    string_view{"Hương"}, string_view{"Lan"},  string_view{"Liên"},   string_view{"Loan"},
    string_view{"Mai"},   string_view{"Minh"}, string_view{"Nga"},    string_view{"Ngân"},
    string_view{"Nhung"}, string_view{"Oanh"}, string_view{"Phương"}, string_view{"Quyên"},
    string_view{"Thảo"},  string_view{"Thủy"}, string_view{"Trang"},  string_view{"Tuyết"},
    string_view{"Uyên"},  string_view{"Vân"},  string_view{"Xuân"},   string_view{"Yến"}};
constexpr std::array first_syllables{
    string_view{"Đồng"},  string_view{"Phú"},    string_view{"An"},   string_view{"Tân"},
    string_view{"Vĩnh"},  string_view{"Xuân"},   string_view{"Minh"}, string_view{"Hương"},
    string_view{"Thanh"}, string_view{"Văn"},    string_view{"Bằng"}, string_view{"Hùng"},
    string_view{"Sơn"},   string_view{"Thượng"}, string_view{"Yên"},  string_view{"Tiên"},
    string_view{"Cao"},   string_view{"Lương"},  string_view{"Mỹ"},   string_view{"Ngọc"}};
constexpr std::array second_syllables{
    string_view{"Lâm"},  string_view{"Thịnh"},  string_view{"Cốc"},  string_view{"Khê"},
    string_view{"Lạc"},  string_view{"Sơn"},    string_view{"Đài"},  string_view{"Luông"},
    string_view{"Xá"},   string_view{"Lập"},    string_view{"Nham"}, string_view{"Lương"},
    string_view{"Quan"}, string_view{"Phượng"}, string_view{"Bản"},  string_view{"Áng"},
    string_view{"Vực"},  string_view{"Đạo"},    string_view{"Kiệt"}, string_view{"Thủy"}};
constexpr std::array districts{string_view{"Cẩm Khê"},  string_view{"Hạ Hòa"},
                               string_view{"Thanh Ba"}, string_view{"Lâm Thao"},
                               string_view{"Yên Lập"},  string_view{"Tam Nông"}};

template <std::size_t n>
string_view pick(Dice& dice, std::array<string_view, n> const& from) {
  return dice.pick(std::span<string_view const>(from));
}

}  // namespace

PersonName person_name(Dice& dice, member::Sex sex) {
  bool const male = sex == member::Sex::male;
  string_view const middle = male ? pick(dice, male_middles) : pick(dice, female_middles);
  string_view const given = male ? pick(dice, male_given) : pick(dice, female_given);
  int const people = dice.below(100);
  if (people < 12) {
    return {fmt::format("{} {} {}", pick(dice, muong_families), middle, given), "Mường"};
  }
  if (people < 15) return {fmt::format("{} {} {}", pick(dice, dao_families), middle, given), "Dao"};
  return {fmt::format("{} {} {}", pick(dice, families), middle, given), "Kinh"};
}

std::string commune_name(Dice& dice) {
  return fmt::format("{} {}", pick(dice, first_syllables), pick(dice, second_syllables));
}

std::string native_place(Dice& dice) {
  return fmt::format("xã {}, huyện {}, tỉnh Phú Thọ", commune_name(dice), pick(dice, districts));
}

}  // namespace giaoban::sample
