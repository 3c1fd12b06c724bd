// Plans of a few units, and the words of this folder's enumerations.
#include <array>

#include "reorganisation/reorganisation.h"

namespace giaoban::reorganisation {

namespace {

template <class E>
constexpr Choice choice_of(E value, std::string_view code, Msg label) {
  return {static_cast<int>(value), code, label};
}

constexpr std::array ways{
    choice_of(Way::founded, "founded", M("Lập mới")),
    choice_of(Way::continued, "continued", M("Giữ đơn vị cũ")),
};
constexpr std::array role_ways{
    choice_of(Roles::end, "end", M("Kết thúc cùng đơn vị")),
    choice_of(Roles::follow, "follow", M("Theo về nơi kế thừa")),
};
constexpr std::array whats{
    choice_of(What::founded, "founded", M("Thành lập")),
    choice_of(What::renamed, "renamed", M("Đổi tên")),
    choice_of(What::recoded, "recoded", M("Đổi mã")),
    choice_of(What::kind_changed, "kind_changed", M("Đổi loại tổ chức")),
    choice_of(What::ended, "ended", M("Kết thúc hoạt động")),
    choice_of(What::part_given, "part_given", M("Chia một phần")),
    choice_of(What::moved, "moved", M("Chuyển về trực thuộc")),
    choice_of(What::placed_by_rule, "placed_by_rule", M("Xếp theo mặc định, cần xác nhận")),
    choice_of(What::members_moved, "members_moved", M("Đảng viên chuyển theo")),
};

Line line_of(std::string const& old_code, NewUnit const& into) {
  return {.old_code = old_code,
          .new_code = into.code,
          .name = into.name,
          .unit_kind = into.unit_kind,
          .parent = into.parent};
}

void place(Plan& plan, Part const& part) {
  for (std::string const& unit : part.units) {
    plan.placings.push_back({.part = unit, .to = part.unit.code});
  }
  for (PersonId const person : part.members) {
    plan.members.push_back({.person = person, .to = part.unit.code});
  }
}

}  // namespace

std::span<Choice const> choices_of(Way) {
  return ways;
}
std::span<Choice const> choices_of(Roles) {
  return role_ways;
}
std::span<Choice const> choices_of(What) {
  return whats;
}

Plan merging(Day on, std::vector<std::string> const& units, NewUnit const& into) {
  Plan plan{.on = on, .lines = {}};
  for (std::string const& unit : units) {
    Line line = line_of(unit, into);
    // One that joins an existing unit does not live on in its stead.
    if (unit != into.code || !into.name.empty()) line.way = Way::founded;
    if (unit == into.code && into.name.empty()) line.way = Way::continued;
    plan.lines.push_back(std::move(line));
  }
  return plan;
}

Plan splitting(Day on, std::string const& unit, std::vector<Part> const& parts, Remains remains) {
  Plan plan{.on = on, .lines = {}};
  if (remains == Remains::stays) {
    plan.lines.push_back({.old_code = unit, .new_code = unit, .way = Way::continued});
  }
  for (Part const& part : parts) {
    Line line = line_of(unit, part.unit);
    line.way = Way::founded;
    plan.lines.push_back(std::move(line));
    place(plan, part);
  }
  return plan;
}

Plan converting(Day on, std::string const& unit, unit::UnitKind unit_kind,
                std::vector<Part> const& parts) {
  Plan plan = splitting(on, unit, parts, Remains::stays);
  plan.lines.front().unit_kind = unit_kind;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Line& line = plan.lines[i + 1];
    if (line.parent.empty()) line.parent = unit;
    if (!line.unit_kind) line.unit_kind = unit::UnitKind::dependent_cell;
  }
  return plan;
}

}  // namespace giaoban::reorganisation
