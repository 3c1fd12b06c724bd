// What figures refuse, in order of precedence.
#include "figure/indicator.h"
#include "figure/part.h"

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
    .remedy = M("Xem danh mục số liệu, hoặc dùng phiên bản chương trình đã in số liệu.")};

RefusalKind const no_such_year{
    .code = "figure.no_such_year",
    .http_status = 400,
    .text = M("“{value}” không phải là một năm."),
    .remedy = M("Ghi bốn chữ số, ví dụ 2025; để trống thì lấy năm đã xếp loại xong gần nhất.")};

RefusalKind const no_such_division{.code = "figure.no_such_division",
                                   .text = M("Không chia được {whom} theo “{by}”."),
                                   .remedy = M("Chia được theo: {known}.")};

RefusalKind const no_such_measure_like{.code = "figure.no_such_measure_like",
                                       .http_status = 404,
                                       .text = M("Chương trình này không có chỉ tiêu “{measure}”."),
                                       .remedy = M("Có phải là “{nearest}”?")};

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

RefusalKind const too_many_points{.code = "figure.too_many_points",
                                  .text = M("Khoảng thời gian này có {count} mốc, tối đa {limit}."),
                                  .remedy = M("Chọn bước quý hoặc năm, hoặc rút ngắn khoảng thời "
                                              "gian.")};

RefusalKind const points_too_dear{
    .code = "figure.points_too_dear",
    .http_status = 503,
    .text = M("Chỉ tiêu này phải tính lại từ hồ sơ ở từng mốc; {count} mốc thì mất quá lâu."),
    .remedy = M("Chọn khoảng {fit} mốc trở xuống: bước quý hoặc năm, hoặc khoảng thời gian ngắn "
                "hơn.")};

RefusalKind const not_known{.code = "figure.not_known",
                            .http_status = 404,
                            .text = M("Chưa có bản ghi để mở. {note}"),
                            .remedy = M("Chọn một ngày khi sổ đã mở.")};

// --- committees' own measures --------------------------------------------------------------------

RefusalKind const bad_indicator_code{
    .code = "indicator.bad_code",
    .text = M("Mã chỉ tiêu “{code}” không dùng được."),
    .remedy = M("Chỉ dùng chữ không dấu, số và dấu gạch dưới, tối đa 40 chữ, ví dụ nu_tre.")};

RefusalKind const code_of_another{
    .code = "indicator.code_taken",
    .http_status = 409,
    .text = M("Mã “{code}” đang là của chỉ tiêu “{name}” do đơn vị khác đặt."),
    .remedy = M("Chọn mã khác.")};

RefusalKind const unknown_property{
    .code = "indicator.unknown_property",
    .text = M("Chữ thứ {place}: cần tên một mục để so sánh, nhưng gặp {found}."),
    .remedy = M("Có thể dùng: {nearest}.")};

RefusalKind const property_elsewhere{
    .code = "indicator.property_elsewhere",
    .text = M("Chữ thứ {place}: “{property}” không ghi ở {whom}, nên không đếm chung được."),
    .remedy = M("Có thể dùng: {nearest}.")};

RefusalKind const unknown_value{
    .code = "indicator.unknown_value",
    .text = M("Chữ thứ {place}: mục “{property}” không có giá trị {found}."),
    .remedy = M("Có thể dùng: {nearest}.")};

RefusalKind const no_order{
    .code = "indicator.no_order",
    .text = M("Chữ thứ {place}: mục “{property}” không so sánh lớn bé được."),
    .remedy = M("Dùng =, != hoặc thuộc (…).")};

RefusalKind const empty_range{
    .code = "indicator.empty_range",
    .text = M("Chữ thứ {place}: khoảng của mục “{property}” có cận sau nhỏ hơn cận trước."),
    .remedy = M("Viết số nhỏ trước, ví dụ từ 18 đến 30.")};

RefusalKind const condition_unfinished{
    .code = "indicator.condition_unfinished",
    .text = M("Chữ thứ {place}: cần {wanted}, nhưng gặp {found}."),
    .remedy = M("Viết như ví dụ: giới tính = nữ và tuổi từ 18 đến 30.")};

RefusalKind const condition_too_long{.code = "indicator.condition_too_long",
                                     .text = M("Điều kiện quá dài, hoặc lồng quá nhiều ngoặc."),
                                     .remedy = M("Chia thành hai chỉ tiêu.")};

RefusalKind const base_unnamed{
    .code = "indicator.base_unnamed",
    .text = M("Mẫu số có điều kiện nhưng chưa có tên; tỷ lệ nào cũng phải in kèm tên mẫu số."),
    .remedy = M("Ghi tên mẫu số, ví dụ số đảng viên dự bị.")};

RefusalKind const bad_decimals{.code = "indicator.bad_decimals",
                               .text = M("Số chữ số thập phân {value} không dùng được."),
                               .remedy = M("Ghi một số từ 0 đến 4.")};

RefusalKind const base_of_nobody{
    .code = "indicator.base_of_nobody",
    .text = M("Mẫu số không bao giờ có ai: “{base}” tự mâu thuẫn, tỷ lệ sẽ chia cho không."),
    .remedy = M("Sửa điều kiện của mẫu số.")};

RefusalKind const counts_nobody{
    .code = "indicator.counts_nobody",
    .text = M("Không ai trong mẫu số có thể được đếm: “{counts}” mâu thuẫn với mẫu số hoặc tự mâu "
              "thuẫn."),
    .remedy = M("Sửa điều kiện được đếm, hoặc mẫu số.")};

RefusalKind const beyond_author{
    .code = "indicator.beyond_author",
    .http_status = 403,
    .text = M("Chỉ tiêu này đếm {whom}; người đặt phải có quyền “{right}” ở đơn vị đó."),
    .remedy = M("Đặt cho đơn vị trong phạm vi của mình, hoặc nhờ người có quyền.")};

RefusalKind const unseen_indicator{
    .code = "indicator.unseen",
    .http_status = 403,
    .text = M("Chỉ tiêu “{measure}” do một đơn vị ngoài phạm vi của bạn đặt ra."),
    .remedy = M("Dùng chỉ tiêu của đơn vị mình hoặc của đơn vị ở trên, hoặc tự đặt một chỉ tiêu.")};

RefusalKind const no_such_indicator{
    .code = "indicator.no_such_indicator",
    .http_status = 404,
    .text = M("Không có chỉ tiêu tự định nghĩa nào mang mã “{code}” vào ngày {day}."),
    .remedy = M("Xem danh mục chỉ tiêu tự định nghĩa.")};

RefusalKind const bad_target{
    .code = "indicator.bad_target",
    .text = M("Mục tiêu “{value}” không dùng được."),
    .remedy = M("Ghi phần trăm từ 0 đến 100, ví dụ 15,5; với chỉ tiêu chỉ đếm thì ghi số nguyên.")};

}  // namespace giaoban::figure
