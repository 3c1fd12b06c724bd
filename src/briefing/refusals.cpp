// What conferences refuse and warn of, in order of precedence.
#include "briefing/briefing.h"

namespace giaoban::briefing {

RefusalKind const no_such_conference{.code = "briefing.no_such_conference",
                                     .http_status = 404,
                                     .text = M("Không có hội nghị số {conference}."),
                                     .remedy = M("Xem lại số hội nghị trong danh sách hội nghị.")};

RefusalKind const bad_time{.code = "briefing.bad_time",
                           .text = M("“{time}” không phải giờ trong ngày."),
                           .remedy = M("Ghi giờ và phút, ví dụ 08:30.")};

RefusalKind const ends_before_begins{
    .code = "briefing.ends_before_begins",
    .text = M("Hội nghị kết thúc ({to}) không sau lúc bắt đầu ({from})."),
    .remedy = M("Sửa lại ngày, giờ cho đúng thứ tự.")};

RefusalKind const host_not_in_force{
    .code = "briefing.host_not_in_force",
    .text = M("Ngày {day} đơn vị tổ chức {unit} chưa thành lập hoặc đã giải thể."),
    .remedy = M("Chọn đơn vị đang hoạt động trong những ngày họp.")};

RefusalKind const chair_missing{.code = "briefing.chair_missing",
                                .text = M("Chưa ghi ai chủ trì hội nghị."),
                                .remedy = M("Chọn người chủ trì, hoặc ghi chức danh chủ trì.")};

RefusalKind const conference_closed{
    .code = "briefing.conference_closed",
    .http_status = 409,
    .text = M("Hội nghị “{name}” đã bế mạc."),
    .remedy = M("Nếu bế mạc nhầm, hãy hoàn tác bút toán bế mạc rồi ghi tiếp.")};

RefusalKind const not_begun{.code = "briefing.not_begun",
                            .text = M("Hội nghị “{name}” đến ngày {day} mới họp."),
                            .remedy = M("Điều diễn ra tại hội nghị chỉ ghi từ ngày họp.")};

RefusalKind const place_not_in_tree{
    .code = "briefing.place_not_in_tree",
    .text = M("Ngày {day} không có đơn vị {unit} trong hệ thống tổ chức."),
    .remedy = M("Chọn đơn vị đang hoạt động trong những ngày họp.")};

RefusalKind const place_twice{.code = "briefing.place_twice",
                              .http_status = 409,
                              .text = M("{unit} đã là một điểm cầu của hội nghị này."),
                              .remedy = M("Mỗi đơn vị một điểm cầu; xem lại danh sách.")};

RefusalKind const place_taken{
    .code = "briefing.place_taken",
    .http_status = 409,
    .text = M("Điểm cầu {unit} trùng giờ với hội nghị “{name}” ({when})."),
    .remedy = M("Đổi giờ hội nghị, hoặc chọn điểm cầu khác.")};

RefusalKind const no_such_place{.code = "briefing.no_such_place",
                                .text = M("{unit} không phải điểm cầu của hội nghị này."),
                                .remedy = M("Thêm điểm cầu trước, hoặc chọn điểm cầu khác.")};

RefusalKind const participant_unknown{
    .code = "briefing.participant_unknown",
    .text = M("Chưa ghi ai dự hội nghị thay mặt {unit}."),
    .remedy = M("Chọn người trong hồ sơ, hoặc ghi chức danh người dự.")};

RefusalKind const absence_unexplained{.code = "briefing.absence_unexplained",
                                      .text = M("Chưa ghi lý do vắng mặt."),
                                      .remedy = M("Ghi lý do vắng, ví dụ: đi công tác.")};

RefusalKind const no_such_item{.code = "briefing.no_such_item",
                               .http_status = 404,
                               .text = M("Chương trình hội nghị không có nội dung số {item}."),
                               .remedy = M("Xem lại chương trình hội nghị.")};

RefusalKind const no_such_slide{.code = "briefing.no_such_slide",
                                .http_status = 404,
                                .text = M("Nội dung số {item} không có trang số liệu {slide}."),
                                .remedy = M("Xem lại chương trình hội nghị.")};

RefusalKind const no_such_conclusion{.code = "briefing.no_such_conclusion",
                                     .http_status = 404,
                                     .text = M("Hội nghị không có kết luận số {number}."),
                                     .remedy = M("Ghi kết luận trước, rồi giao nhiệm vụ.")};

RefusalKind const items_open{
    .code = "briefing.items_open",
    .text = M("Bế mạc khi còn {count} nội dung chưa xong: {items}."),
    .remedy = M("Đã ghi; nếu nội dung đã xong, hãy đánh dấu trước khi bế mạc lần sau.")};

}  // namespace giaoban::briefing
