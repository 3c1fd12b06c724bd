// What tasks and recommendations refuse and warn of, in order of precedence.
#include "task/task.h"

namespace giaoban::task {

RefusalKind const no_such_task{.code = "task.no_such_task",
                               .http_status = 404,
                               .text = M("Không có nhiệm vụ số {task}."),
                               .remedy = M("Xem lại số nhiệm vụ trong danh sách nhiệm vụ.")};

RefusalKind const no_such_recommendation{
    .code = "task.no_such_recommendation",
    .http_status = 404,
    .text = M("Không có kiến nghị số {recommendation}."),
    .remedy = M("Xem lại số kiến nghị trong danh sách kiến nghị.")};

RefusalKind const in_future{.code = "task.in_future",
                            .text = M("Ngày {day} chưa đến."),
                            .remedy = M("Ghi ngày việc đã diễn ra, muộn nhất là hôm nay.")};

RefusalKind const unit_not_in_force{
    .code = "task.unit_not_in_force",
    .text = M("Ngày {day} đơn vị {unit} chưa thành lập hoặc đã giải thể."),
    .remedy = M("Chọn đơn vị đang hoạt động vào ngày đó.")};

RefusalKind const deadline_in_past{.code = "task.deadline_in_past",
                                   .text = M("Hạn {deadline} đã qua vào ngày giao {day}."),
                                   .remedy = M("Chọn hạn từ ngày giao trở đi.")};

RefusalKind const lead_cooperates{
    .code = "task.lead_cooperates",
    .text = M("{unit} vừa chủ trì vừa phối hợp, hoặc được ghi phối hợp hai lần."),
    .remedy = M("Mỗi đơn vị chỉ ghi một vai trò.")};

RefusalKind const already_withdrawn{.code = "task.already_withdrawn",
                                    .http_status = 409,
                                    .text = M("Nhiệm vụ “{title}” đã được rút lại ngày {last_on}."),
                                    .remedy = M("Nếu vẫn cần làm, hãy giao nhiệm vụ mới.")};

RefusalKind const already_accepted{
    .code = "task.already_accepted",
    .http_status = 409,
    .text = M("Nhiệm vụ “{title}” đã được xác nhận hoàn thành ngày {last_on}."),
    .remedy = M("Nếu xác nhận nhầm, hãy hoàn tác bút toán đã xác nhận.")};

RefusalKind const already_answered{.code = "task.already_answered",
                                   .http_status = 409,
                                   .text = M("Kiến nghị “{title}” đã được trả lời ngày {last_on}."),
                                   .remedy = M("Nếu trả lời nhầm, hãy hoàn tác bút toán đó.")};

RefusalKind const before_last_step{
    .code = "task.before_last_step",
    .text = M("Ngày {day} trước ngày {last_on}, ngày của diễn biến gần nhất."),
    .remedy = M("Chọn ngày từ {last_on} trở đi.")};

RefusalKind const nothing_reported{
    .code = "task.nothing_reported",
    .http_status = 409,
    .text = M("Chưa có báo cáo kết quả nào của nhiệm vụ “{title}” chờ xác nhận."),
    .remedy = M("Chờ đơn vị chủ trì báo cáo kết quả.")};

RefusalKind const not_handed{
    .code = "task.not_handed",
    .http_status = 409,
    .text = M("Kiến nghị “{title}” chưa được giao cho nơi nào giải quyết."),
    .remedy = M("Giao nơi giải quyết trước, hoặc nơi tiếp nhận trả lời "
                "ngay.")};

RefusalKind const not_answered{.code = "task.not_answered",
                               .http_status = 409,
                               .text = M("Kiến nghị “{title}” chưa được trả lời."),
                               .remedy = M("Chờ nơi giải quyết trả lời.")};

RefusalKind const already_received{
    .code = "task.already_received",
    .http_status = 409,
    .text = M("Đã ghi ngày {last_on} là nơi kiến nghị nhận trả lời “{title}”."),
    .remedy = M("Không phải ghi lần nữa.")};

RefusalKind const reason_missing{.code = "task.reason_missing",
                                 .text = M("Chưa ghi lý do."),
                                 .remedy = M("Ghi lý do để nơi thực hiện biết.")};

RefusalKind const text_missing{.code = "task.text_missing",
                               .text = M("Chưa ghi nội dung báo cáo hoặc trả lời."),
                               .remedy = M("Ghi ít nhất một câu về kết quả.")};

RefusalKind const not_an_extension{
    .code = "task.not_an_extension",
    .text = M("Hạn mới {deadline} không sau hạn hiện nay {present}."),
    .remedy = M("Chọn hạn sau ngày {present}.")};

RefusalKind const same_lead{.code = "task.same_lead",
                            .http_status = 409,
                            .text = M("{unit} đang chủ trì nhiệm vụ này rồi."),
                            .remedy = M("Chọn đơn vị khác.")};

RefusalKind const overdue_when_recorded{
    .code = "task.overdue_when_recorded",
    .text = M("Hạn {deadline} đã qua khi ghi vào sổ."),
    .remedy = M("Đã ghi; nhiệm vụ đứng ngay trong danh sách quá hạn.")};

RefusalKind const reported_late{.code = "task.reported_late",
                                .text = M("Báo cáo sau hạn {deadline} {days} ngày."),
                                .remedy = M("Đã ghi; nên nói rõ lý do chậm trong báo cáo.")};

}  // namespace giaoban::task
