// What units refuse and warn of, in order of precedence.
#include "unit/unit.h"

namespace giaoban::unit {

RefusalKind const no_such_unit{.code = "unit.no_such_unit",
                               .http_status = 404,
                               .text = M("Ngày {day} không có đơn vị nào mang mã “{code}”."),
                               .remedy = M("Xem lại mã và ngày. Mã gần giống: {nearest}.")};

RefusalKind const beyond_reach{
    .code = "unit.beyond_reach",
    .http_status = 403,
    .text = M("{unit} không thuộc phạm vi được giao xem."),
    .remedy = M("Chọn đơn vị của mình, hoặc nhờ người quản trị giao quyền xem ở đơn vị đó.")};

RefusalKind const beyond_reach_ahead{
    .code = "unit.beyond_reach_ahead",
    .http_status = 403,
    .text = M("Đến ngày {day}, {unit} sẽ gồm cả đơn vị hôm nay chưa thuộc phạm vi được giao xem."),
    .remedy = M("Hỏi đến hết hôm nay, hoặc hỏi riêng từng đơn vị của mình; từ ngày đó trở đi mới "
                "xem được cả.")};

RefusalKind const unit_not_in_force{
    .code = "unit.unit_not_in_force",
    .text = M("Ngày {day} đơn vị {unit} chưa thành lập hoặc đã giải thể."),
    .remedy = M("Chọn một ngày khi đơn vị còn hoạt động.")};

RefusalKind const bad_code{.code = "unit.bad_code",
                           .text = M("Mã đơn vị “{code}” có dấu cách hoặc dài quá 40 ký tự."),
                           .remedy = M("Viết mã liền nhau, ví dụ PT-01-003.")};

RefusalKind const only_signs{.code = "unit.only_signs",
                             .text = M("“{value}” chỉ gồm dấu, không có chữ hay số nào: không "
                                       "phải là mã hay tên đơn vị."),
                             .remedy = M("Viết mã, tên thật của đơn vị; không có thì để trống.")};

RefusalKind const parent_not_in_force{
    .code = "unit.parent_not_in_force",
    .text = M("Ngày {day} đơn vị cấp trên {parent} chưa thành lập hoặc đã giải thể."),
    .remedy = M("Chọn đơn vị cấp trên còn hoạt động, hoặc chọn ngày khác.")};

RefusalKind const own_ancestor{
    .code = "unit.own_ancestor",
    .text = M("Không thể đặt {unit} dưới {parent}: ngày {day} chính {parent} nằm dưới {unit}."),
    .remedy = M("Chọn đơn vị cấp trên khác, hoặc chuyển {parent} ra khỏi {unit} trước.")};

RefusalKind const kind_not_in_force{
    .code = "unit.kind_not_in_force",
    .text = M("Ngày {day} hệ thống tổ chức của Đảng không có loại “{kind}” ({citation})."),
    .remedy = M("Chọn loại tổ chức có vào ngày đó, hoặc xem lại ngày.")};

RefusalKind const wrong_parent_kind{
    .code = "unit.wrong_parent_kind",
    .text = M("Ngày {day} loại “{kind}” không được đặt dưới loại “{parent_kind}” ({citation})."),
    .remedy = M("Chọn đơn vị cấp trên khác, hoặc xem lại loại tổ chức.")};

RefusalKind const still_has_units{
    .code = "unit.still_has_units",
    .http_status = 409,
    .text = M("Chưa thể giải thể {unit}: từ ngày {day} vẫn còn {count} đơn vị ở dưới ({units})."),
    .remedy = M("Chuyển hoặc giải thể các đơn vị ở dưới trước.")};

RefusalKind const still_has_members{
    .code = "unit.still_has_members",
    .http_status = 409,
    .text = M("Chưa thể giải thể {unit}: từ ngày {day} vẫn còn đảng viên, chức vụ hoặc ghi nhận "
              "khác thuộc đơn vị."),
    .remedy = M("Chuyển đảng viên sang đơn vị khác và kết thúc các chức vụ trước ngày đó.")};

RefusalKind const unconfirmed_kind{
    .code = "unit.unconfirmed_kind",
    .text = M("Chưa chắc loại “{kind}” đã có vào ngày {day} ({citation})."),
    .remedy = M("Xin đối chiếu với quyết định thành lập.")};

RefusalKind const unconfirmed_parent{
    .code = "unit.unconfirmed_parent",
    .text = M("Chưa chắc loại “{kind}” được đặt dưới loại “{parent_kind}” vào ngày {day} "
              "({citation})."),
    .remedy = M("Xin đối chiếu với quyết định thành lập.")};

RefusalKind const parent_ends{
    .code = "unit.parent_ends",
    .text = M("Đơn vị cấp trên {parent} chỉ tồn tại đến trước ngày {day}; từ ngày đó {unit} không "
              "còn đơn vị cấp trên."),
    .remedy = M("Đã ghi; xin chuyển {unit} về đơn vị cấp trên mới từ ngày {day}.")};

RefusalKind const units_below_misplaced{
    .code = "unit.units_below_misplaced",
    .text =
        M("{count} đơn vị ở dưới có loại không hợp với loại mới “{kind}” của {unit} ({units})."),
    .remedy = M("Đã ghi; xin đổi loại các đơn vị đó từ cùng ngày.")};

RefusalKind const members_to_move{
    .code = "unit.members_to_move",
    .text = M("{unit} không còn là chi bộ, nên không trực tiếp có đảng viên."),
    .remedy = M("Đã ghi; xin lập các chi bộ ở dưới và chuyển đảng viên về đó.")};

}  // namespace giaoban::unit
