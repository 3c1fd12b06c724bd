// The forms on which subjects review themselves, by regime (domain research of the forms: numbers
// and, of HD 43, the order of the parts were read; other layouts were not).
#include <array>

#include "round/rules.h"

namespace giaoban::round {

namespace {

using enum Confidence;

constexpr std::array<std::string_view, 4> parts_before_366{
    "I. Ưu điểm, kết quả công tác",
    "II. Hạn chế, khuyết điểm và nguyên nhân",
    "III. Kết quả khắc phục những hạn chế, khuyết điểm đã được chỉ ra",
    "IV. Phương hướng, biện pháp khắc phục",
};
constexpr std::array<std::string_view, 6> parts_of_366{
    "I. Ưu điểm, kết quả đạt được",
    "II. Hạn chế, khuyết điểm và nguyên nhân",
    "III. Kết quả khắc phục hạn chế, khuyết điểm của kỳ trước",
    "IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)",
    "V. Trách nhiệm đối với hạn chế, khuyết điểm",
    "VI. Biện pháp khắc phục trong thời gian tới",
};

struct FormRow {
  Part part = Part::member;
  ReviewForm form;
};

constexpr std::string_view own_review = "BẢN KIỂM ĐIỂM CÁ NHÂN";
constexpr std::string_view collective_report = "BÁO CÁO KIỂM ĐIỂM TẬP THỂ";

constexpr std::array forms{
    Dated<FormRow>{years(2018, 2019),
                   {Part::member, {"Mẫu 5, HD 16-HD/BTCTW", own_review, parts_before_366}},
                   "HD 16-HD/BTCTW",
                   unconfirmed},
    Dated<FormRow>{years(2018, 2019),
                   {Part::leader, {"Mẫu 5, HD 16-HD/BTCTW", own_review, parts_before_366}},
                   "HD 16-HD/BTCTW",
                   unconfirmed},
    Dated<FormRow>{years(2018, 2025),
                   {Part::collective, {"", collective_report, parts_before_366}},
                   "HD 16, 21, 25-HD/BTCTW",
                   unconfirmed},
    Dated<FormRow>{years(2019, 2023),
                   {Part::member, {"Mẫu 02-HD KĐ.ĐG 2019", own_review, parts_before_366}},
                   "HD 21-HD/BTCTW",
                   unconfirmed},
    Dated<FormRow>{years(2019, 2023),
                   {Part::leader, {"Mẫu 02-HD KĐ.ĐG 2019", own_review, parts_before_366}},
                   "HD 21-HD/BTCTW",
                   unconfirmed},
    Dated<FormRow>{years(2023, 2025),
                   {Part::member, {"Mẫu 02A-HD KĐ.ĐG 2023", own_review, parts_before_366}},
                   "HD 25-HD/BTCTW",
                   unconfirmed},
    Dated<FormRow>{years(2023, 2025),
                   {Part::leader, {"Mẫu 02B-HD KĐ.ĐG 2023", own_review, parts_before_366}},
                   "HD 25-HD/BTCTW",
                   unconfirmed},
    // HD 43 gives the letters the other way round.
    Dated<FormRow>{years(2025, for_good),
                   {Part::leader, {"Mẫu 02A-HD KĐ.ĐG 2025", own_review, parts_of_366}},
                   "HD 43-HD/BTCTW"},
    Dated<FormRow>{years(2025, for_good),
                   {Part::member, {"Mẫu 02B-HD KĐ.ĐG 2025", own_review, parts_of_366}},
                   "HD 43-HD/BTCTW"},
    Dated<FormRow>{years(2025, for_good),
                   {Part::collective, {"Mẫu 01-HD KĐ.ĐG 2025", collective_report, parts_of_366}},
                   "HD 43-HD/BTCTW"},
};

}  // namespace

std::optional<Dated<ReviewForm>> form_of(int year, Part part) {
  for (Dated<FormRow> const& one : forms) {
    if (one.value.part != part || !one.in_force.contains(within(year))) continue;
    return Dated<ReviewForm>{one.in_force, one.value.form, one.citation, one.confidence};
  }
  return std::nullopt;
}

}  // namespace giaoban::round
