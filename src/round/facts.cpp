// What is recorded of a round. Steps and condition_choices belong to a year and to the unit or the
// person; what replaces an earlier one holds from its day, so what was said before stays readable.
#include <array>

#include "round/round.h"

namespace giaoban::round {

using store::Care;
using store::field;
using store::FieldOptions;
using store::Key;
using store::Need;
using store::Privacy;
using store::Shape;

namespace {

template <class E>
constexpr Choice choice_of(E value, std::string_view code, Msg label) {
  return {static_cast<int>(value), code, label};
}

constexpr std::array step_choices{
    choice_of(Step::self_grading, "self_grading", M("tự đánh giá, xếp loại")),
    choice_of(Step::comment_cell, "comment_cell", M("nhận xét của chi bộ, chi ủy")),
    choice_of(Step::comment_mass, "comment_mass", M("nhận xét của tổ chức chính trị - xã hội")),
    choice_of(Step::comment_residence, "comment_residence", M("nhận xét của cấp ủy nơi cư trú")),
    choice_of(Step::comment_employer, "comment_employer",
              M("nhận xét của cơ quan, đơn vị sử dụng cán bộ")),
    choice_of(Step::proposal, "proposal", M("đề xuất mức xếp loại")),
    choice_of(Step::appraisal, "appraisal", M("thẩm định")),
    choice_of(Step::decision, "decision", M("quyết định xếp loại")),
    choice_of(Step::notice, "notice", M("thông báo kết quả")),
};
constexpr std::array rating_choices{
    choice_of(Rating::excellent, "excellent", M("Xuất sắc")),
    choice_of(Rating::good, "good", M("Tốt")),
    choice_of(Rating::average, "average", M("Trung bình")),
    choice_of(Rating::poor, "poor", M("Kém")),
};
constexpr std::array condition_choices{
    choice_of(Condition::tasks_done_percent, "tasks_done_percent", M("Nhiệm vụ đã hoàn thành (%)")),
    choice_of(Condition::tasks_on_time_percent, "tasks_on_time_percent",
              M("Nhiệm vụ hoàn thành đúng hạn, bảo đảm chất lượng (%)")),
    choice_of(Condition::tasks_exceeded_percent, "tasks_exceeded_percent",
              M("Nhiệm vụ hoàn thành vượt mức (%)")),
    choice_of(Condition::tasks_late_percent, "tasks_late_percent", M("Nhiệm vụ chậm tiến độ (%)")),
    choice_of(Condition::main_targets_missed, "main_targets_missed",
              M("Không đạt các chỉ tiêu chủ yếu (1: đúng)")),
    choice_of(Condition::faults_remedied_percent, "faults_remedied_percent",
              M("Hạn chế, khuyết điểm kỳ trước đã khắc phục (%)")),
    choice_of(Condition::discipline, "discipline",
              M("Bị kỷ luật trong năm (1 khiển trách, 2 cảnh cáo, 3 cách chức, 4 khai trừ)")),
    choice_of(Condition::leadership_discipline, "leadership_discipline",
              M("Thành viên lãnh đạo bị kỷ luật, mức nặng nhất (1 đến 4)")),
    choice_of(Condition::dependents_disciplined, "dependents_disciplined",
              M("Số đơn vị trực thuộc bị kỷ luật")),
    choice_of(Condition::dependents_disciplined_percent, "dependents_disciplined_percent",
              M("Tổ chức trực thuộc bị kỷ luật (%)")),
    choice_of(Condition::members_disciplined_percent, "members_disciplined_percent",
              M("Đảng viên của chi bộ bị kỷ luật (%)")),
    choice_of(Condition::corruption_below, "corruption_below",
              M("Đơn vị trực thuộc có tham nhũng, lãng phí, tiêu cực bị xử lý (1: đúng)")),
    choice_of(Condition::degraded, "degraded", M("Cấp có thẩm quyền kết luận suy thoái (1: đúng)")),
    choice_of(Condition::disunity, "disunity",
              M("Cấp có thẩm quyền kết luận mất đoàn kết (1: đúng)")),
    choice_of(Condition::breach_prohibited, "breach_prohibited",
              M("Vi phạm những điều đảng viên không được làm (1: đúng)")),
    choice_of(Condition::breach_exemplary, "breach_exemplary",
              M("Vi phạm trách nhiệm nêu gương, ảnh hưởng uy tín (1: đúng)")),
    choice_of(Condition::low_confidence_percent, "low_confidence_percent",
              M("Phiếu tín nhiệm thấp (%)")),
    choice_of(Condition::charge_failed_percent, "charge_failed_percent",
              M("Địa bàn, lĩnh vực, đơn vị phụ trách không hoàn thành nhiệm vụ (%)")),
    choice_of(Condition::official_failed, "official_failed",
              M("Không hoàn thành nhiệm vụ theo xếp loại cán bộ, công chức (1: đúng)")),
    choice_of(Condition::mitigated, "mitigated",
              M("Do bất khả kháng, hoặc tự phát hiện, báo cáo và khắc phục kịp thời (1: đúng)")),
    choice_of(Condition::sick_months, "sick_months", M("Nghỉ ốm trong năm (tháng)")),
};
constexpr std::array base_choices{
    choice_of(CapBase::good_or_better, "good_or_better", M("số xếp loại tốt trở lên")),
    choice_of(CapBase::good_only, "good_only", M("số xếp loại hoàn thành tốt, không kể xuất sắc")),
    choice_of(CapBase::assessed, "assessed", M("số được xếp loại")),
    choice_of(CapBase::total, "total", M("tổng số")),
};
constexpr std::array measure_choices{
    choice_of(Measure::reprimand, "reprimand", M("khiển trách")),
    choice_of(Measure::warning, "warning", M("cảnh cáo")),
    choice_of(Measure::removal, "removal", M("cách chức")),
    choice_of(Measure::expulsion, "expulsion", M("khai trừ, giải tán")),
};
constexpr std::array commendation_choices{
    choice_of(Commendation::yearly, "yearly", M("xét khen thưởng trong năm")),
    choice_of(Commendation::five_years, "five_years", M("xét khen thưởng 5 năm liền")),
};

Result<void> not_negative(Value const& value) {
  if (is_null(value) || std::get<std::int64_t>(value) >= 0) return {};
  return refuse(too_many_points,
                {{"points", std::to_string(std::get<std::int64_t>(value))}, {"max", "0"}});
}
FieldOptions points() {
  return {.note = M("Chỉ ghi với năm chấm theo thang 100 điểm."), .check = &not_negative};
}
FieldOptions rating() {
  return {.note =
              M("Mức thấp nhất của các tiêu chí trong nhóm; chỉ ghi với năm chấm theo bốn mức.")};
}

// A round stands under the unit that opened it.
std::vector<std::int64_t> round_stands_under(store::Snapshot& snapshot, std::int64_t round,
                                             store::Moment const& moment) {
  auto const opened = snapshot.history_of<RoundOpening>(round, moment.known_at);
  if (opened.empty()) return {};
  return unit::chain(snapshot, opened.front().value.unit.value, moment);
}

}  // namespace

std::span<Choice const> choices_of(Step) {
  return step_choices;
}
std::span<Choice const> choices_of(Rating) {
  return rating_choices;
}
std::span<Choice const> choices_of(Condition) {
  return condition_choices;
}
std::span<Choice const> choices_of(CapBase) {
  return base_choices;
}

std::span<Choice const> choices_of(Measure) {
  return measure_choices;
}
std::span<Choice const> choices_of(Commendation) {
  return commendation_choices;
}

store::Entity const round_entity{.name = "round",
                                 .label = M("đợt kiểm điểm, xếp loại"),
                                 .lifetime = nullptr,
                                 .stands_under = &round_stands_under,
                                 .readable = &round_read};

store::Kind const RoundOpening::kind{
    .number = 100,
    .table = "round_opening",
    .label = M("Mở đợt kiểm điểm, xếp loại"),
    .shape = Shape::event,
    .subject = &round_entity,
    .fields = {field<&RoundOpening::year>(1, "year_graded", M("Năm được xếp loại"),
                                          {.need = Need::required}),
               field<&RoundOpening::unit>(2, "unit", M("Đơn vị mở đợt"),
                                          {.need = Need::required, .refers = &unit::unit_entity}),
               field<&RoundOpening::roster_on>(3, "roster_on", M("Ngày chốt danh sách"),
                                               {.need = Need::required})}};

store::Kind const RoundDeadline::kind{
    .number = 101,
    .table = "round_deadline",
    .label = M("Hạn của đợt kiểm điểm, xếp loại"),
    .shape = Shape::state,
    .subject = &round_entity,
    .fields = {field<&RoundDeadline::level>(1, "level", M("Cấp"),
                                            {.need = Need::required, .key = Key::yes}),
               field<&RoundDeadline::deadline>(2, "deadline", M("Hạn quyết định xong"),
                                               {.need = Need::required})}};

namespace {

// The same fields for units and persons, but for the aspect.
template <class Taken>
std::vector<store::Field> step_fields() {
  return {
      field<&Taken::aspect>(1, "aspect", M("Đối tượng xếp loại"),
                            {.need = Need::required, .key = Key::yes}),
      field<&Taken::step>(2, "step", M("Bước"), {.need = Need::required, .key = Key::yes}),
      field<&Taken::grade>(3, "grade", M("Mức xếp loại")),
      field<&Taken::common_points>(4, "common_points", M("Điểm tiêu chí chung (30)"), points()),
      field<&Taken::result_points>(5, "result_points", M("Điểm kết quả nhiệm vụ (70)"), points()),
      field<&Taken::common_rating>(6, "common_rating", M("Mức của tiêu chí chung"), rating()),
      field<&Taken::result_rating>(7, "result_rating", M("Mức của tiêu chí kết quả"), rating())};
}
template <class Said>
std::vector<store::Field> remark_fields() {
  return {field<&Said::aspect>(1, "aspect", M("Đối tượng xếp loại"),
                               {.need = Need::required, .key = Key::yes}),
          field<&Said::step>(2, "step", M("Bước"), {.need = Need::required, .key = Key::yes}),
          field<&Said::words>(3, "words", M("Ý kiến"), {.letters_max = long_letters_max})};
}
template <class Stated>
std::vector<store::Field> condition_fields(FieldOptions evidence) {
  return {field<&Stated::condition>(1, "condition", M("Điều kiện"),
                                    {.need = Need::required, .key = Key::yes}),
          field<&Stated::amount>(2, "amount", M("Mức"), {.need = Need::required}),
          field<&Stated::evidence>(3, "evidence", M("Căn cứ"), std::move(evidence))};
}
template <class Taken>
std::vector<store::Field> discipline_fields(FieldOptions violation) {
  violation.need = Need::required;
  return {field<&Taken::measure>(1, "measure", M("Hình thức kỷ luật"), {.need = Need::required}),
          field<&Taken::violation>(2, "violation", M("Vi phạm"), std::move(violation))};
}

}  // namespace

store::Kind const UnitStep::kind{.number = 102,
                                 .table = "unit_step",
                                 .label = M("Bước xếp loại của đơn vị"),
                                 .shape = Shape::yearly,
                                 .subject = &unit::unit_entity,
                                 .fields = step_fields<UnitStep>()};

store::Kind const PersonStep::kind{.number = 103,
                                   .table = "person_step",
                                   .label = M("Bước xếp loại của đảng viên, cán bộ"),
                                   .shape = Shape::yearly,
                                   .subject = &member::person_entity,
                                   .privacy = Privacy::pseudonymous,
                                   .fields = step_fields<PersonStep>()};

store::Kind const UnitCondition::kind{
    .number = 104,
    .table = "unit_condition",
    .label = M("Điều kiện xếp loại của đơn vị"),
    .shape = Shape::yearly,
    .subject = &unit::unit_entity,
    .fields = condition_fields<UnitCondition>({.letters_max = remark_letters_max})};

store::Kind const PersonCondition::kind{
    .number = 105,
    .table = "person_condition",
    .label = M("Điều kiện xếp loại của đảng viên, cán bộ"),
    .shape = Shape::yearly,
    .subject = &member::person_entity,
    .privacy = Privacy::identifying,
    .fields = condition_fields<PersonCondition>(
        {.care = Care::sensitive, .letters_max = remark_letters_max})};

store::Kind const UnitRemark::kind{.number = 107,
                                   .table = "unit_remark",
                                   .label = M("Ý kiến về đơn vị trong đợt xếp loại"),
                                   .shape = Shape::yearly,
                                   .subject = &unit::unit_entity,
                                   .fields = remark_fields<UnitRemark>()};

// What is said of a person tells who it is: erased with the name.
store::Kind const PersonRemark::kind{.number = 108,
                                     .table = "person_remark",
                                     .label = M("Ý kiến về đảng viên, cán bộ trong đợt xếp loại"),
                                     .shape = Shape::yearly,
                                     .subject = &member::person_entity,
                                     .privacy = Privacy::identifying,
                                     .fields = remark_fields<PersonRemark>()};

store::Kind const PersonDiscipline::kind{
    .number = 109,
    .table = "person_discipline",
    .label = M("Kỷ luật của đảng viên, cán bộ"),
    .shape = Shape::event,
    .subject = &member::person_entity,
    .privacy = Privacy::identifying,
    .fields = discipline_fields<PersonDiscipline>(
        {.care = Care::sensitive, .letters_max = remark_letters_max})};

store::Kind const UnitDiscipline::kind{
    .number = 110,
    .table = "unit_discipline",
    .label = M("Kỷ luật của tổ chức đảng"),
    .shape = Shape::event,
    .subject = &unit::unit_entity,
    .fields = discipline_fields<UnitDiscipline>({.letters_max = remark_letters_max})};

store::Kind const CapAllowance::kind{
    .number = 106,
    .table = "cap_allowance",
    .label = M("Cho phép vượt mức khống chế"),
    .shape = Shape::yearly,
    .subject = &unit::unit_entity,
    .fields = {
        field<&CapAllowance::part>(1, "part", M("Đối tượng xếp loại"),
                                   {.need = Need::required, .key = Key::yes}),
        field<&CapAllowance::percent>(2, "percent", M("Tỷ lệ cho phép (%)"),
                                      {.need = Need::required}),
        field<&CapAllowance::reason>(3, "reason", M("Lý do"),
                                     {.need = Need::required, .letters_max = remark_letters_max})}};

}  // namespace giaoban::round
