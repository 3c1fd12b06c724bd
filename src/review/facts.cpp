// What is recorded of a review: one result a year for a unit and for a person, each by aspect.
// Labels are also the headers of the workbook. Codes are stored and hashed: never renamed.
#include <array>

#include "base/text.h"
#include "review/review.h"

namespace giaoban::review {

using store::field;
using store::Key;
using store::Need;

namespace {

template <class E>
constexpr Choice choice_of(E value, std::string_view code, Msg label) {
  return {static_cast<int>(value), code, label};
}

constexpr std::array grades{
    choice_of(Grade::excellent, "excellent", M("Hoàn thành xuất sắc nhiệm vụ")),
    choice_of(Grade::good, "good", M("Hoàn thành tốt nhiệm vụ")),
    choice_of(Grade::fair, "fair", M("Hoàn thành nhiệm vụ")),
    choice_of(Grade::failed, "failed", M("Không hoàn thành nhiệm vụ")),
};
// The signs of grades, in the order of the table above.
constexpr std::array<std::string_view, grades.size()> signs{"HTXS", "HTT", "HT", "KHT"};

constexpr std::array reasons{
    choice_of(NotAssessed::exempt, "exempt", M("Được miễn công tác và sinh hoạt đảng")),
    choice_of(NotAssessed::suspended, "suspended", M("Bị đình chỉ sinh hoạt đảng")),
    choice_of(NotAssessed::admitted_late, "admitted_late", M("Kết nạp chưa đủ 6 tháng")),
    choice_of(NotAssessed::founded_late, "founded_late", M("Thành lập chưa đủ 6 tháng")),
    choice_of(NotAssessed::other, "other", M("Lý do khác")),
};

constexpr std::array unit_aspects{
    choice_of(UnitAspect::organisation, "organisation", M("tổ chức đảng")),
    choice_of(UnitAspect::collective, "collective", M("tập thể lãnh đạo và quản lý")),
};

constexpr std::array person_aspects{
    choice_of(PersonAspect::member, "member", M("đảng viên")),
    choice_of(PersonAspect::leader, "leader", M("cán bộ lãnh đạo và quản lý")),
};

constexpr std::array sheet_parts{
    choice_of(SheetPart::organisation, "organisation", M("tổ chức đảng")),
    choice_of(SheetPart::collective, "collective", M("tập thể lãnh đạo và quản lý")),
    choice_of(SheetPart::leader, "leader", M("cán bộ lãnh đạo và quản lý")),
    choice_of(SheetPart::member, "member", M("đảng viên")),
};

}  // namespace

std::span<Choice const> choices_of(Grade) {
  return grades;
}
std::span<Choice const> choices_of(NotAssessed) {
  return reasons;
}
std::span<Choice const> choices_of(UnitAspect) {
  return unit_aspects;
}
std::span<Choice const> choices_of(PersonAspect) {
  return person_aspects;
}
std::span<Choice const> choices_of(SheetPart) {
  return sheet_parts;
}

std::string_view sign(Grade grade) {
  return signs[static_cast<std::size_t>(grade)];
}

std::optional<Grade> grade_of(std::string_view words) {
  auto const wanted = fold(normalise(words));
  for (std::size_t i = 0; i < grades.size(); ++i) {
    if (wanted == fold(signs[i]) || wanted == grades[i].code ||
        wanted == fold(grades[i].label.vietnamese())) {
      return static_cast<Grade>(grades[i].value);
    }
  }
  return std::nullopt;
}

store::Kind const UnitGrade::kind{
    .number = 50,
    .table = "unit_grade",
    .label = M("Xếp loại đơn vị"),
    .shape = store::Shape::yearly,
    .subject = &unit::unit_entity,
    .privacy = store::Privacy::open,
    .fields = {field<&UnitGrade::aspect>(1, "aspect", M("Đối tượng xếp loại"),
                                         {.need = Need::required, .key = Key::yes}),
               field<&UnitGrade::grade>(2, "grade", M("Xếp loại"),
                                        {.note = M("Để trống nếu không đánh giá, xếp loại.")}),
               field<&UnitGrade::not_assessed>(3, "not_assessed", M("Lý do không xếp loại"),
                                               {.note = M("Để trống nếu đã xếp loại.")}),
               field<&UnitGrade::roster_on>(4, "roster_on", M("Ngày chốt danh sách"),
                                            {.need = Need::required})}};

store::Kind const PersonGrade::kind{
    .number = 51,
    .table = "person_grade",
    .label = M("Xếp loại đảng viên và cán bộ"),
    .shape = store::Shape::yearly,
    .subject = &member::person_entity,
    .privacy = store::Privacy::pseudonymous,
    .fields = {field<&PersonGrade::aspect>(1, "aspect", M("Đối tượng xếp loại"),
                                           {.need = Need::required, .key = Key::yes}),
               field<&PersonGrade::grade>(2, "grade", M("Xếp loại"),
                                          {.note = M("Để trống nếu không đánh giá, xếp loại.")}),
               field<&PersonGrade::not_assessed>(3, "not_assessed", M("Lý do không xếp loại"),
                                                 {.note = M("Để trống nếu đã xếp loại.")}),
               field<&PersonGrade::roster_on>(4, "roster_on", M("Ngày chốt danh sách"),
                                              {.need = Need::required})}};

store::Kind const YearClosing::kind{
    .number = 52,
    .table = "year_closing",
    .label = M("Khép năm xếp loại"),
    .shape = store::Shape::yearly,
    .subject = &unit::unit_entity,
    .privacy = store::Privacy::open,
    .fields = {field<&YearClosing::roster_on>(1, "roster_on", M("Ngày chốt danh sách"),
                                              {.need = Need::required}),
               field<&YearClosing::reason>(2, "reason", M("Lý do khép khi chưa quyết định xong"))}};

}  // namespace giaoban::review
