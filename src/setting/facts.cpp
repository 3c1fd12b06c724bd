// What is recorded of settings, with the refusals of their values.
#include "setting/setting.h"

namespace giaoban::setting {

using store::field;
using store::Need;

store::Right const setting_write{.name = "setting.write", .label = M("Đặt thiết lập của đơn vị")};
store::Verb const change_verb{"setting.change", M("Đặt thiết lập của đơn vị"), &setting_write};

namespace {

constexpr std::size_t place_bytes_max = 120;
constexpr std::int64_t urgent_days_max = 90;

Result<void> check_place(Value const& value) {
  if (is_null(value)) return {};
  auto const& place = std::get<std::string>(value);
  if (place.size() <= place_bytes_max) return {};
  return refuse(bad_place, {{"place", place}});
}

Result<void> check_days(Value const& value) {
  if (is_null(value)) return {};
  auto const days = std::get<std::int64_t>(value);
  if (days >= 1 && days <= urgent_days_max) return {};
  return refuse(bad_urgent_days, {{"days", std::to_string(days)}});
}

}  // namespace

store::Kind const PrintedPlace::kind{
    .number = 130,
    .table = "printed_place",
    .label = M("Địa danh ghi trên văn bản"),
    .shape = store::Shape::state,
    .subject = &unit::unit_entity,
    .fields = {field<&PrintedPlace::place>(1, "place", M("Địa danh ghi trên văn bản"),
                                           {.need = Need::required, .check = &check_place})}};

store::Kind const UrgentDays::kind{
    .number = 131,
    .table = "urgent_days",
    .label = M("Số ngày báo việc sắp đến hạn"),
    .shape = store::Shape::state,
    .subject = &unit::unit_entity,
    .fields = {field<&UrgentDays::days>(1, "days", M("Số ngày báo việc sắp đến hạn"),
                                        {.need = Need::required, .check = &check_days})}};

RefusalKind const nothing_to_change{
    .code = "setting.nothing_to_change",
    .http_status = 400,
    .text = M("Chưa ghi thiết lập nào để đặt."),
    .remedy = M("Ghi địa danh, số ngày báo việc sắp đến hạn, hoặc cả hai.")};

RefusalKind const bad_place{.code = "setting.bad_place",
                            .text = M("Địa danh “{place}” quá dài để ghi ở đầu văn bản."),
                            .remedy = M("Ghi tên địa phương như trên văn bản, ví dụ Phú Thọ.")};

RefusalKind const bad_urgent_days{.code = "setting.bad_urgent_days",
                                  .text = M("Số ngày báo việc sắp đến hạn không thể là {days}."),
                                  .remedy = M("Ghi số ngày từ 1 đến 90.")};

store::Catalogue catalogue() {
  return {.entities = {},
          .kinds = {&PrintedPlace::kind, &UrgentDays::kind},
          .verbs = {&change_verb},
          .derived = {},
          .invariants = {},
          .refusals = {&nothing_to_change, &bad_place, &bad_urgent_days},
          .queries = {}};
}

}  // namespace giaoban::setting
