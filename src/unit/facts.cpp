// What is recorded of a unit: five dated states, each with its own history. Labels are also the
// headers of the workbook's sheet of units.
#include "base/text.h"
#include "unit/rules.h"
#include "unit/unit.h"

namespace giaoban::unit {

using store::field;
using store::Need;
using store::Privacy;
using store::Shape;
using store::Unique;

namespace {

Result<void> check_name(Value const& value) {
  if (is_null(value)) return {};
  auto const& name = std::get<std::string>(value);
  return signs_alone(name) ? Result<void>(refuse(only_signs, {{"value", name}})) : Result<void>();
}

Result<void> check_code(Value const& value) {
  if (is_null(value)) return {};
  TRY_VOID(check_name(value));
  auto const& code = std::get<std::string>(value);
  if (code.size() <= code_bytes_max && code.find_first_of(" \t\r\n") == std::string::npos)
    return {};
  return refuse(bad_code, {{"code", code}});
}

store::Kind const* lifetime() {
  return &UnitExistence::kind;
}

std::string called(store::Snapshot& snapshot, std::int64_t unit, store::Moment const& moment) {
  try {
    auto const facts = snapshot.history(UnitName::kind, unit, moment.known_at);
    auto const* const fact = nearest(facts, moment.as_of);
    return fact == nullptr ? std::string() : store::typed<UnitName>(*fact).value.name;
  } catch (store::StrangeValue const&) {
    return {};  // lists name many; its own page tells why
  }
}

std::string code_of(store::Snapshot& snapshot, std::int64_t unit, store::Moment const& moment) {
  auto const facts = snapshot.history(UnitCode::kind, unit, moment.known_at);
  auto const* const fact = nearest(facts, moment.as_of);
  return fact == nullptr ? std::string() : store::typed<UnitCode>(*fact).value.code;
}

Result<std::int64_t> named_by_code(store::Snapshot& snapshot, store::Questioner const& by,
                                   std::string_view code) {
  auto const reach = reach_of(snapshot, by);
  TRY_INTO(Node const node, in_reach(snapshot, reach, code, by.moment));
  return node.id.value;
}

Result<std::int64_t> code_to_write(store::Tx& tx, std::string_view code, Day day) {
  TRY_INTO(UnitId const unit, to_write(tx, code, day));
  return unit.value;
}

}  // namespace

store::Entity const unit_entity{.name = "unit",
                                .label = M("đơn vị"),
                                .lifetime = &lifetime,
                                .stands_under = &chain,
                                .called = &called,
                                .readable = &unit_read,
                                .named_by = store::NamedBy::code,
                                .named = &named_by_code,
                                .named_to_write = &code_to_write,
                                .written = &code_of};

store::Kind const UnitExistence::kind{.number = 10,
                                      .table = "unit_existence",
                                      .label = M("Thời gian tồn tại của đơn vị"),
                                      .shape = Shape::state,
                                      .subject = &unit_entity,
                                      .privacy = Privacy::open,
                                      .fields = {field<&UnitExistence::origin>(
                                          1, "origin", M("Nguồn gốc"), {.need = Need::required})}};

store::Kind const UnitName::kind{
    .number = 11,
    .table = "unit_name",
    .label = M("Tên đơn vị"),
    .shape = Shape::state,
    .subject = &unit_entity,
    .privacy = Privacy::open,
    .fields = {
        field<&UnitName::name>(1, "name", M("Tên đơn vị"),
                               {.need = Need::required,
                                .note = M("Tên đầy đủ như trong quyết định thành lập."),
                                .check = &check_name}),
        field<&UnitName::short_name>(2, "short_name", M("Tên viết tắt"),
                                     {.note = M("Để trống nếu không có."), .check = &check_name})}};

store::Kind const UnitCode::kind{
    .number = 12,
    .table = "unit_code",
    .label = M("Mã đơn vị"),
    .shape = Shape::state,
    .subject = &unit_entity,
    .privacy = Privacy::open,
    .fields = {field<&UnitCode::code>(
        1, "code", M("Mã đơn vị"),
        {.need = Need::required,
         .unique = Unique::on_a_day,
         .note = M("Mỗi đơn vị một mã, không có dấu cách, không trùng trong cùng một ngày."),
         .check = &check_code})}};

store::Kind const UnitClass::kind{
    .number = 13,
    .table = "unit_class",
    .label = M("Loại tổ chức"),
    .shape = Shape::state,
    .subject = &unit_entity,
    .privacy = Privacy::open,
    .fields = {field<&UnitClass::unit_kind>(
        1, "unit_kind", M("Loại tổ chức"),
        {.need = Need::required, .note = M("Chọn trong danh sách.")})}};

store::Kind const UnitParent::kind{
    .number = 14,
    .table = "unit_parent",
    .label = M("Đơn vị cấp trên"),
    .shape = Shape::state,
    .subject = &unit_entity,
    .privacy = Privacy::open,
    .fields = {field<&UnitParent::parent>(
        1, "parent", M("Đơn vị cấp trên"),
        {.need = Need::required,
         .refers = &unit_entity,
         .note = M("Mã của đơn vị cấp trên trực tiếp; để trống ở đơn vị cao nhất.")})}};

store::Kind const UnitSuccession::kind{
    .number = 90,
    .table = "unit_succession",
    .label = M("Kế thừa giữa các đơn vị"),
    .shape = Shape::event,
    .subject = &unit_entity,
    .privacy = Privacy::open,
    .fields = {
        field<&UnitSuccession::successor>(1, "successor", M("Đơn vị kế thừa"),
                                          {.need = Need::required, .refers = &unit_entity}),
        field<&UnitSuccession::heir>(2, "heir", M("Phần kế thừa"), {.need = Need::required})}};

}  // namespace giaoban::unit
