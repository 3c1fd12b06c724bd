// What is recorded of tables and dashboards, with their refusals.
#include <array>

#include "store/placed.h"
#include "table/table.h"

namespace giaoban::table {

using store::field;
using store::Need;
using store::Shape;

namespace {

constexpr std::array rows_choices{
    Choice{static_cast<int>(Rows::children), "children", M("các đơn vị trực thuộc")},
    Choice{static_cast<int>(Rows::chosen), "chosen", M("các đơn vị tự chọn")},
};
constexpr std::array sharing_choices{
    Choice{static_cast<int>(Sharing::own), "own", M("chỉ đơn vị này")},
    Choice{static_cast<int>(Sharing::below), "below", M("cả các đơn vị ở dưới")},
};

std::optional<store::Fact<SavedTable>> nearest_saved(store::Snapshot& snapshot, std::int64_t table,
                                                     store::Moment const& moment) {
  auto const facts = snapshot.history(SavedTable::kind, table, moment.known_at);
  auto const* const fact = store::nearest(facts, moment.as_of);
  if (fact == nullptr) return std::nullopt;
  return store::typed<SavedTable>(*fact);
}

std::vector<std::int64_t> table_stands_under(store::Snapshot& snapshot, std::int64_t table,
                                             store::Moment const& moment) {
  auto const facts = snapshot.history(SavedTable::kind, table, moment.known_at);
  auto const place = store::placed(snapshot, facts, moment);
  if (!place) return {};
  return unit::chain(snapshot, store::typed<SavedTable>(*place->fact).value.unit.value, place->at);
}

std::string table_called(store::Snapshot& snapshot, std::int64_t table,
                         store::Moment const& moment) {
  auto const found = nearest_saved(snapshot, table, moment);
  return found ? found->value.name : std::string();
}

}  // namespace

std::span<Choice const> choices_of(Rows) {
  return rows_choices;
}
std::span<Choice const> choices_of(Sharing) {
  return sharing_choices;
}

store::Entity const table_entity{.name = "table",
                                 .label = M("bảng số liệu"),
                                 .lifetime = nullptr,
                                 .stands_under = &table_stands_under,
                                 .called = &table_called,
                                 .readable = &figure::figure_read};

store::Right const table_write{.name = "table.write", .label = M("Lưu bảng số liệu")};
store::Verb const save_verb{"table.save", M("Lưu bảng số liệu"), &table_write};
store::Verb const drop_verb{"table.drop", M("Bỏ bảng số liệu đã lưu"), &table_write};
store::Verb const arrange_verb{"dashboard.arrange", M("Sắp xếp bảng theo dõi"), &table_write};

store::Kind const SavedTable::kind{
    .number = 125,
    .table = "saved_table",
    .label = M("Bảng số liệu đã lưu"),
    .shape = Shape::state,
    .subject = &table_entity,
    .fields = {
        field<&SavedTable::unit>(1, "unit", M("Đơn vị"),
                                 {.need = Need::required,
                                  .refers = &unit::unit_entity,
                                  .when_ended = store::WhenEnded::passes_on}),
        field<&SavedTable::name>(2, "name", M("Tên bảng"), {.need = Need::required}),
        field<&SavedTable::sharing>(3, "sharing", M("Ai được dùng"), {.need = Need::required}),
        field<&SavedTable::rows>(4, "rows", M("Mỗi dòng là"), {.need = Need::required}),
        field<&SavedTable::chosen>(5, "chosen", M("Các đơn vị tự chọn"),
                                   {.letters_max = long_letters_max}),
        field<&SavedTable::measures>(6, "measures", M("Các chỉ tiêu"),
                                     {.need = Need::required, .letters_max = long_letters_max}),
        field<&SavedTable::days>(7, "days", M("Các ngày"), {.letters_max = remark_letters_max})}};

store::Kind const DashboardLayout::kind{
    .number = 126,
    .table = "dashboard_layout",
    .label = M("Cách bày bảng theo dõi"),
    .shape = Shape::state,
    .subject = &unit::unit_entity,
    .fields = {field<&DashboardLayout::headlines>(1, "headlines", M("Các số lớn ở đầu trang"),
                                                  {.letters_max = remark_letters_max}),
               field<&DashboardLayout::bars>(2, "bars", M("Chỉ tiêu so sánh giữa các đơn vị"),
                                             {.letters_max = remark_letters_max}),
               field<&DashboardLayout::over_years>(3, "over_years", M("Chỉ tiêu vẽ qua các năm"),
                                                   {.letters_max = remark_letters_max}),
               field<&DashboardLayout::table>(4, "saved_table", M("Bảng đã lưu ở cuối trang"))}};

RefusalKind const no_such_table{.code = "table.no_such_table",
                                .http_status = 404,
                                .text = M("Không có bảng số liệu nào mang số {table}."),
                                .remedy = M("Xem các bảng đã lưu ở trang Bảng số liệu.")};

RefusalKind const table_unnamed{.code = "table.unnamed",
                                .text = M("Bảng chưa có tên."),
                                .remedy = M("Đặt cho bảng một tên ngắn để tìm lại.")};

RefusalKind const no_measures{.code = "table.no_measures",
                              .text = M("Bảng chưa có chỉ tiêu nào."),
                              .remedy = M("Chọn ít nhất một chỉ tiêu.")};

RefusalKind const table_too_large{
    .code = "table.too_large",
    .text = M("Bảng có {lines} dòng và {columns} cột, quá lớn để xem."),
    .remedy = M("Chọn một đơn vị cấp dưới, hoặc bớt chỉ tiêu và ngày.")};

RefusalKind const bad_day{.code = "table.bad_day",
                          .text = M("“{value}” không phải là một ngày."),
                          .remedy = M("Ghi ngày như 30/06/2021.")};

RefusalKind const no_measure_like{
    .code = "table.no_measure_like",
    .text = M("Không có chỉ tiêu nào có những chữ “{typed}”."),
    .remedy = M("Gõ một phần tên chỉ tiêu, không cần dấu, rồi chọn trong danh sách hiện ra.")};

RefusalKind const several_measures{
    .code = "table.several_measures",
    .text = M("Có {count} chỉ tiêu có những chữ “{typed}”."),
    .remedy = M("Gõ thêm chữ, hoặc chọn một trong số này: {nearest}.")};

RefusalKind const no_unit_like{.code = "table.no_unit_like",
                               .text = M("Không có đơn vị nào trong phạm vi của bạn mang mã hoặc "
                                         "có những chữ “{typed}”."),
                               .remedy = M("Gõ mã hoặc một phần tên, không cần dấu.")};

RefusalKind const several_units{.code = "table.several_units",
                                .text = M("Có {count} đơn vị có những chữ “{typed}”."),
                                .remedy = M("Gõ thêm chữ, hoặc chọn một trong số này: {nearest}.")};

RefusalKind const not_understood{.code = "table.not_understood",
                                 .text = M("Có dòng chưa rõ là chỉ tiêu hay đơn vị nào."),
                                 .remedy = M("Sửa những dòng được tô đỏ ở bên dưới.")};

store::Catalogue catalogue() {
  return {.entities = {&table_entity},
          .kinds = {&SavedTable::kind, &DashboardLayout::kind},
          .verbs = {&save_verb, &drop_verb, &arrange_verb},
          .derived = {},
          .invariants = {},
          .refusals = {&no_such_table, &table_unnamed, &no_measures, &table_too_large, &bad_day,
                       &no_measure_like, &several_measures, &no_unit_like, &several_units,
                       &not_understood},
          .queries = {}};
}

}  // namespace giaoban::table
