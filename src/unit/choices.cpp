// The words of this folder's enumerations. Codes are stored and hashed: never renamed. Labels hold
// no comma, as drop-down lists of workbooks are parted by commas.
#include <array>

#include "unit/lineage.h"

namespace giaoban::unit {

namespace {

constexpr Choice choice_of(UnitKind kind, std::string_view code, Msg label) {
  return {static_cast<int>(kind), code, label};
}
constexpr Choice choice_of(Level level, std::string_view code, Msg label) {
  return {static_cast<int>(level), code, label};
}

constexpr Choice choice_of(Heir heir, std::string_view code, Msg label) {
  return {static_cast<int>(heir), code, label};
}

constexpr std::array kinds{
    choice_of(UnitKind::central_committee, "central_committee", M("Ban Chấp hành Trung ương")),
    choice_of(UnitKind::central_party_committee, "central_party_committee",
              M("đảng ủy trực thuộc Trung ương")),
    choice_of(UnitKind::central_military_committee, "central_military_committee",
              M("Quân ủy Trung ương")),
    choice_of(UnitKind::central_police_committee, "central_police_committee",
              M("Đảng ủy Công an Trung ương")),
    choice_of(UnitKind::province_committee, "province_committee",
              M("tỉnh ủy/thành ủy trực thuộc Trung ương")),
    choice_of(UnitKind::district_committee, "district_committee", M("huyện ủy và tương đương")),
    choice_of(UnitKind::province_bloc_committee, "province_bloc_committee",
              M("đảng ủy khối thuộc tỉnh")),
    choice_of(UnitKind::province_agencies_committee, "province_agencies_committee",
              M("đảng ủy các cơ quan Đảng tỉnh")),
    choice_of(UnitKind::province_government_committee, "province_government_committee",
              M("đảng ủy Ủy ban nhân dân tỉnh")),
    choice_of(UnitKind::province_military_committee, "province_military_committee",
              M("đảng ủy quân sự tỉnh")),
    choice_of(UnitKind::province_police_committee, "province_police_committee",
              M("đảng ủy công an tỉnh")),
    choice_of(UnitKind::commune_committee, "commune_committee", M("đảng ủy xã/phường/đặc khu")),
    choice_of(UnitKind::grassroots_committee, "grassroots_committee", M("đảng bộ cơ sở")),
    choice_of(UnitKind::grassroots_cell, "grassroots_cell", M("chi bộ cơ sở")),
    choice_of(UnitKind::sub_committee, "sub_committee", M("đảng bộ bộ phận")),
    choice_of(UnitKind::dependent_cell, "dependent_cell", M("chi bộ trực thuộc")),
    choice_of(UnitKind::body, "body", M("cơ quan tham mưu giúp việc")),
};

constexpr std::array levels{
    choice_of(Level::centre, "centre", M("Trung ương")),
    choice_of(Level::province, "province", M("trực thuộc Trung ương")),
    choice_of(Level::above_grassroots, "above_grassroots", M("cấp trên trực tiếp cơ sở")),
    choice_of(Level::grassroots, "grassroots", M("cơ sở")),
    choice_of(Level::sub, "sub", M("bộ phận của đảng bộ cơ sở")),
    choice_of(Level::cell, "cell", M("chi bộ của đảng bộ cơ sở")),
    choice_of(Level::body, "body", M("cơ quan")),
};

constexpr std::array heirs{
    choice_of(Heir::main, "main", M("kế thừa chính")),
    choice_of(Heir::part, "part", M("nhận một phần")),
};

constexpr std::array origins{
    Choice{static_cast<int>(Origin::founded), "founded", M("thành lập")},
    Choice{static_cast<int>(Origin::opening), "opening", M("có từ khi mở sổ")},
};

}  // namespace

std::span<Choice const> choices_of(UnitKind) {
  return kinds;
}
std::span<Choice const> choices_of(Level) {
  return levels;
}
std::span<Choice const> choices_of(Heir) {
  return heirs;
}
std::span<Choice const> choices_of(Origin) {
  return origins;
}

Level level_of(UnitKind kind) {
  switch (kind) {
    case UnitKind::central_committee:
      return Level::centre;
    case UnitKind::central_party_committee:
    case UnitKind::central_military_committee:
    case UnitKind::central_police_committee:
    case UnitKind::province_committee:
      return Level::province;
    case UnitKind::district_committee:
    case UnitKind::province_bloc_committee:
    case UnitKind::province_agencies_committee:
    case UnitKind::province_government_committee:
    case UnitKind::province_military_committee:
    case UnitKind::province_police_committee:
    case UnitKind::commune_committee:
      return Level::above_grassroots;
    case UnitKind::grassroots_committee:
    case UnitKind::grassroots_cell:
      return Level::grassroots;
    case UnitKind::sub_committee:
      return Level::sub;
    case UnitKind::dependent_cell:
      return Level::cell;
    case UnitKind::body:
      return Level::body;
  }
  bug("every kind has its level", std::source_location::current());
}

}  // namespace giaoban::unit
