// What a report refuses, and what it warns of, in order of precedence.
#include "report/report.h"

namespace giaoban::report {

RefusalKind const bad_period{
    .code = "usage.period",
    .http_status = 400,
    .text = M("“{period}” không phải là kỳ báo cáo."),
    .remedy = M("Viết như 2021-H1 (6 tháng đầu năm), 2021-H2, 2021-9M, 2021-Q2, 2021-06, 2021.")};

RefusalKind const date_before_period{
    .code = "report.date_before_period",
    .http_status = 422,
    .text = M("Ngày văn bản {date} sớm hơn ngày đầu kỳ báo cáo {first}."),
    .remedy = M("Sửa ngày văn bản, hoặc chọn kỳ đã bắt đầu.")};

RefusalKind const entry_ahead{
    .code = "report.entry_ahead",
    .http_status = 404,
    .text = M("Kho mới đến bút toán {head}, chưa có bút toán {entry}."),
    .remedy = M("Sửa số bút toán, hoặc bỏ trống để lấy mọi điều đã ghi.")};

RefusalKind const template_unreadable{
    .code = "report.template_unreadable",
    .http_status = 404,
    .text = M("Không đọc được tệp mẫu {file}."),
    .remedy = M("Kiểm tra tên tệp và quyền đọc; lấy mẫu gốc bằng report --print-template.")};

RefusalKind const layout_unconfirmed{
    .code = "report.layout_unconfirmed",
    .http_status = 200,
    .text = M("Thể thức ngày {date} theo {rule}; văn bản này hoặc ngày có hiệu lực chưa xác nhận."),
    .remedy = M("Đối chiếu thể thức trước khi ký.")};

RefusalKind const place_unknown{
    .code = "report.place_unknown",
    .http_status = 200,
    .text = M("Tên đơn vị không cho biết địa danh; chỗ ghi địa danh để trống."),
    .remedy = M("Ghi địa danh khi lập báo cáo, hoặc sửa trong tệp Word.")};

store::Catalogue catalogue() {
  return {.entities = {},
          .kinds = {},
          .verbs = {},
          .derived = {},
          .invariants = {},
          .refusals = {&bad_period, &date_before_period, &entry_ahead, &template_unreadable,
                       &layout_unconfirmed, &place_unknown},
          .queries = {}};
}

}  // namespace giaoban::report
