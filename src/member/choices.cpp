// The words of this folder's enumerations. Codes are stored and hashed: never renamed. Labels hold
// no comma, as drop-down lists of workbooks are parted by commas.
#include <array>

#include "member/member.h"

namespace giaoban::member {

namespace {

template <class E>
constexpr Choice choice_of(E value, std::string_view code, Msg label) {
  return {static_cast<int>(value), code, label};
}

constexpr std::array sexes{choice_of(Sex::male, "male", M("Nam")),
                           choice_of(Sex::female, "female", M("Nữ"))};

constexpr std::array schoolings{
    choice_of(Schooling::primary, "primary", M("Tiểu học")),
    choice_of(Schooling::lower_secondary, "lower_secondary", M("Trung học cơ sở")),
    choice_of(Schooling::upper_secondary, "upper_secondary", M("Trung học phổ thông"))};

constexpr std::array professions{
    choice_of(Profession::none, "none", M("Chưa qua đào tạo")),
    choice_of(Profession::elementary, "elementary", M("Sơ cấp nghề")),
    choice_of(Profession::intermediate, "intermediate", M("Trung cấp nghề")),
    choice_of(Profession::college, "college", M("Cao đẳng")),
    choice_of(Profession::bachelor, "bachelor", M("Đại học")),
    choice_of(Profession::master, "master", M("Thạc sĩ")),
    choice_of(Profession::doctor, "doctor", M("Tiến sĩ"))};

constexpr std::array theories{choice_of(Theory::none, "none", M("Chưa học")),
                              choice_of(Theory::primary, "primary", M("Sơ cấp")),
                              choice_of(Theory::intermediate, "intermediate", M("Trung cấp")),
                              choice_of(Theory::advanced, "advanced", M("Cao cấp hoặc cử nhân"))};

constexpr std::array standings{choice_of(Standing::probationary, "probationary", M("Dự bị")),
                               choice_of(Standing::full, "full", M("Chính thức"))};

constexpr std::array namesakes{
    choice_of(Namesake::ask, "ask", M("Hỏi lại nếu trùng với ai")),
    choice_of(Namesake::another, "another", M("Là người khác (đã đối chiếu giấy tờ)"))};

constexpr std::array causes{
    choice_of(Cause::opening, "opening", M("Có trong sổ khi mở sổ")),
    choice_of(Cause::admitted, "admitted", M("Kết nạp")),
    choice_of(Cause::readmitted, "readmitted", M("Kết nạp lại")),
    choice_of(Cause::transferred_in, "transferred_in", M("Chuyển đến từ nơi khác")),
    choice_of(Cause::transferred, "transferred", M("Chuyển sinh hoạt giữa hai chi bộ")),
    choice_of(Cause::restored, "restored", M("Phục hồi")),
    choice_of(Cause::reorganised, "reorganised", M("Theo chi bộ được sắp xếp lại")),
    choice_of(Cause::transferred_out, "transferred_out", M("Chuyển đi nơi khác")),
    choice_of(Cause::deceased, "deceased", M("Từ trần")),
    choice_of(Cause::struck_off, "struck_off", M("Xóa tên")),
    choice_of(Cause::expelled, "expelled", M("Khai trừ")),
    choice_of(Cause::resigned, "resigned", M("Xin ra khỏi Đảng"))};

}  // namespace

std::span<Choice const> choices_of(Sex) {
  return sexes;
}
std::span<Choice const> choices_of(Schooling) {
  return schoolings;
}
std::span<Choice const> choices_of(Profession) {
  return professions;
}
std::span<Choice const> choices_of(Theory) {
  return theories;
}
std::span<Choice const> choices_of(Standing) {
  return standings;
}
std::span<Choice const> choices_of(Namesake) {
  return namesakes;
}
std::span<Choice const> choices_of(Cause) {
  return causes;
}

}  // namespace giaoban::member
