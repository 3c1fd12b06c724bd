// What is recorded of committees' own measures.
#include <array>

#include "figure/indicator.h"
#include "store/placed.h"

namespace giaoban::figure {

using store::field;
using store::Key;
using store::Need;
using store::Shape;

namespace {

constexpr std::array population_choices{
    Choice{static_cast<int>(Population::members), "members", M("đảng viên")},
    Choice{static_cast<int>(Population::units), "units", M("tổ chức đảng")},
    Choice{static_cast<int>(Population::posts), "posts", M("chức vụ đang có người giữ")},
    Choice{static_cast<int>(Population::roster), "roster",
           M("đảng viên trong danh sách xếp loại năm")},
    Choice{static_cast<int>(Population::grassroots), "grassroots",
           M("tổ chức cơ sở đảng trong danh sách xếp loại năm")},
    Choice{static_cast<int>(Population::cells), "cells",
           M("chi bộ trực thuộc trong danh sách xếp loại năm")},
    Choice{static_cast<int>(Population::collectives), "collectives",
           M("tập thể lãnh đạo trong danh sách xếp loại năm")},
    Choice{static_cast<int>(Population::leaders), "leaders",
           M("cán bộ lãnh đạo trong danh sách xếp loại năm")},
};
constexpr std::array bound_choices{
    Choice{static_cast<int>(Bound::at_least), "at_least", M("đạt ít nhất")},
    Choice{static_cast<int>(Bound::at_most), "at_most", M("không vượt quá")},
};

std::optional<store::Fact<IndicatorDefinition>> nearest_definition(store::Snapshot& snapshot,
                                                                   std::int64_t indicator,
                                                                   store::Moment const& moment) {
  auto const facts = snapshot.history(IndicatorDefinition::kind, indicator, moment.known_at);
  auto const* const fact = store::nearest(facts, moment.as_of);
  if (fact == nullptr) return std::nullopt;
  return store::typed<IndicatorDefinition>(*fact);
}

std::vector<std::int64_t> indicator_stands_under(store::Snapshot& snapshot, std::int64_t indicator,
                                                 store::Moment const& moment) {
  auto const facts = snapshot.history(IndicatorDefinition::kind, indicator, moment.known_at);
  auto const place = store::placed(snapshot, facts, moment);
  if (!place) return {};
  auto const definition = store::typed<IndicatorDefinition>(*place->fact);
  return unit::chain(snapshot, definition.value.unit.value, place->at);
}

std::string indicator_called(store::Snapshot& snapshot, std::int64_t indicator,
                             store::Moment const& moment) {
  auto const found = nearest_definition(snapshot, indicator, moment);
  return found ? found->value.name : std::string();
}

}  // namespace

std::span<Choice const> choices_of(Population) {
  return population_choices;
}
std::span<Choice const> choices_of(Bound) {
  return bound_choices;
}

store::Entity const indicator_entity{.name = "indicator",
                                     .label = M("chỉ tiêu tự định nghĩa"),
                                     .lifetime = nullptr,
                                     .stands_under = &indicator_stands_under,
                                     .called = &indicator_called,
                                     .readable = &figure_read};

store::Kind const IndicatorDefinition::kind{
    .number = 120,
    .table = "indicator_definition",
    .label = M("Định nghĩa chỉ tiêu"),
    .shape = Shape::state,
    .subject = &indicator_entity,
    .fields = {
        field<&IndicatorDefinition::unit>(1, "unit", M("Đơn vị đặt chỉ tiêu"),
                                          {.need = Need::required,
                                           .refers = &unit::unit_entity,
                                           .when_ended = store::WhenEnded::passes_on}),
        field<&IndicatorDefinition::code>(
            2, "code", M("Mã chỉ tiêu"),
            {.need = Need::required,
             .unique = store::Unique::on_a_day,
             .note = M("Chữ không dấu, số và dấu gạch dưới, ví dụ nu_tre.")}),
        field<&IndicatorDefinition::name>(
            3, "name", M("Tên chỉ tiêu"),
            {.need = Need::required,
             .note = M("Như in trên báo cáo, ví dụ Đảng viên nữ dưới 30.")}),
        field<&IndicatorDefinition::population>(4, "population", M("Đếm trong số"),
                                                {.need = Need::required}),
        field<&IndicatorDefinition::counts>(
            5, "counts", M("Điều kiện được đếm"),
            {.note = M("Ví dụ: giới tính = nữ và tuổi từ 18 đến 30. Để trống là đếm tất cả."),
             .letters_max = remark_letters_max}),
        field<&IndicatorDefinition::base>(
            6, "base", M("Điều kiện của mẫu số"),
            {.note = M("Để trống là tất cả; số được đếm luôn nằm trong mẫu số."),
             .letters_max = remark_letters_max}),
        field<&IndicatorDefinition::base_name>(
            7, "base_name", M("Tên mẫu số"),
            {.note = M("Ví dụ: tổng số đảng viên. Để trống thì chỉ đếm, không tính tỷ lệ.")}),
        field<&IndicatorDefinition::citation>(
            8, "citation", M("Căn cứ"),
            {.note = M("Nghị quyết, đề án, kế hoạch đặt ra."), .letters_max = remark_letters_max}),
        field<&IndicatorDefinition::decimals>(
            9, "decimals", M("Số chữ số thập phân của tỷ lệ"),
            {.note = M("Từ 0 đến 4. Để trống là 2, ví dụ 15,25%.")}),
        field<&IndicatorDefinition::rounding>(10, "rounding", M("Cách làm tròn tỷ lệ"))}};

store::Kind const IndicatorTarget::kind{
    .number = 121,
    .table = "indicator_target",
    .label = M("Mục tiêu năm của chỉ tiêu"),
    .shape = Shape::yearly,
    .subject = &indicator_entity,
    .fields = {
        field<&IndicatorTarget::bound>(1, "bound", M("Phải"), {.need = Need::required}),
        field<&IndicatorTarget::amount>(2, "amount", M("Mức của năm"), {.need = Need::required}),
        field<&IndicatorTarget::project>(3, "project", M("Đề án, kế hoạch"),
                                         {.letters_max = remark_letters_max})}};

}  // namespace giaoban::figure
