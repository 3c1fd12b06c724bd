// What figures refuse, in order of precedence.
#include "figure/figure.h"

namespace giaoban::figure {

RefusalKind const reference_damaged{
    .code = "figure.reference_damaged",
    .http_status = 400,
    .text = M("Số tham chiếu “{reference}” gõ sai, hoặc thiếu chữ."),
    .remedy = M("Chép lại nguyên văn số tham chiếu in bên cạnh số liệu.")};

RefusalKind const no_such_measure{
    .code = "figure.no_such_measure",
    .http_status = 404,
    .text = M("Chương trình này không có chỉ tiêu “{measure}”."),
    .remedy = M("Xem danh mục bằng lệnh figure, hoặc dùng phiên bản chương trình đã in số liệu.")};

RefusalKind const reference_ahead{
    .code = "figure.reference_ahead",
    .http_status = 404,
    .text = M("Số liệu được in ở bút toán {entry}; kho này mới đến bút toán {head}."),
    .remedy = M("Mở kho đã in số liệu đó.")};

RefusalKind const reference_foreign{
    .code = "figure.reference_foreign",
    .http_status = 404,
    .text = M("Kho này không có đơn vị của số tham chiếu “{reference}”."),
    .remedy = M("Mở kho đã in số liệu đó.")};

RefusalKind const not_known{.code = "figure.not_known",
                            .http_status = 404,
                            .text = M("Chưa có bản ghi để mở. {note}"),
                            .remedy = M("Chọn một ngày khi sổ đã mở.")};

}  // namespace giaoban::figure
