#include "member/member.h"

namespace giaoban::member {

RefusalKind const others_arrive{
    .code = "member.others_arrive",
    .http_status = 403,
    .text = M("Đến ngày {day}, ở đây sẽ có cả đảng viên hôm nay chưa thuộc phạm vi được giao xem."),
    .remedy = M("Hỏi đến hết hôm nay; từ ngày đó trở đi mới xem được cả.")};

RefusalKind const no_such_person{.code = "member.no_such_person",
                                 .http_status = 404,
                                 .text = M("Không có hồ sơ người nào mang số {person}."),
                                 .remedy = M("Tìm lại theo tên, hoặc theo số định danh, số thẻ.")};
RefusalKind const person_erased{
    .code = "member.person_erased",
    .http_status = 410,
    .text = M("Thông tin nhận dạng của người số {person} đã được xóa theo quy định."),
    .remedy = M("Không ghi thêm thông tin nhận dạng; nếu là người khác, hãy lập hồ sơ mới.")};
RefusalKind const not_a_member{
    .code = "member.not_a_member",
    .text = M("{person} không có trong sổ đảng viên ngày {day}{why}."),
    .remedy = M("Kiểm tra lại ngày, hoặc xem quá trình ở hồ sơ người này.")};
RefusalKind const already_member{
    .code = "member.already_member",
    .http_status = 409,
    .text = M("{person} đang sinh hoạt tại {cell} ngày {day}."),
    .remedy =
        M("Nếu đổi chi bộ thì dùng chuyển sinh hoạt; nếu ghi nhầm thì hoàn tác bút toán cũ.")};
RefusalKind const number_taken{
    .code = "member.number_taken",
    .http_status = 409,
    .text = M("{number} này đã là của {other}."),
    .remedy = M("Nếu là cùng một người thì dùng hồ sơ đó (kết nạp lại, phục hồi, gộp hồ sơ trùng); "
                "nếu không thì kiểm tra lại số.")};
RefusalKind const bad_citizen_number{
    .code = "member.bad_citizen_number",
    .text = M("Số định danh cá nhân {what}; phải gồm 12 chữ số (chứng minh cũ: 9 chữ số)."),
    .remedy =
        M("Xem lại giấy tờ; trong bảng tính, đặt định dạng ô là văn bản rồi ghi đủ số 0 đầu.")};
RefusalKind const cell_not_in_force{
    .code = "member.cell_not_in_force",
    .text = M("Đơn vị số {cell} không hoạt động ngày {day}."),
    .remedy = M("Chọn chi bộ đang hoạt động ngày đó, hoặc sửa ngày.")};
RefusalKind const not_a_cell{
    .code = "member.not_a_cell",
    .text = M("{cell} là {kind}, không phải chi bộ; đảng viên sinh hoạt ở chi bộ."),
    .remedy = M("Chọn một chi bộ trực thuộc.")};
RefusalKind const card_for_probationer{
    .code = "member.card_for_probationer",
    .text = M("{person} còn dự bị ngày {day}; chỉ đảng viên chính thức có thẻ."),
    .remedy = M("Ghi công nhận chính thức trước, hoặc sửa ngày cấp thẻ.")};
RefusalKind const age_out_of_range{
    .code = "member.age_out_of_range",
    .text = M("{person} sinh {born}, chưa đủ 18 tuổi (tính theo tháng) ngày {day} ({rule})."),
    .remedy = M("Kiểm tra lại ngày sinh và ngày quyết định kết nạp.")};
RefusalKind const probation_not_over{
    .code = "member.probation_not_over",
    .text = M("{person} kết nạp ngày {ceremony}, thời gian dự bị đến {ends}; "
              "chưa công nhận được ngày {day} ({rule})."),
    .remedy = M("Ghi ngày công nhận từ {ends} trở đi.")};
RefusalKind const readmission_too_early{
    .code = "member.readmission_too_early",
    .text = M("{person} rời Đảng ngày {left}; kết nạp lại sớm nhất là {earliest} ({rule})."),
    .remedy = M("Kiểm tra lại ngày kết nạp lại và ngày rời Đảng.")};
RefusalKind const dates_out_of_order{
    .code = "member.dates_out_of_order",
    .text = M("Ngày {day} ({what}) không hợp với ngày {other_day} ({other})."),
    .remedy = M("Sửa lại ngày cho đúng thứ tự; nếu bút toán cũ sai thì hoàn tác nó trước.")};
RefusalKind const same_cell{
    .code = "member.same_cell",
    .text = M("{person} đang sinh hoạt chính thức tại chính {cell} ngày {day}."),
    .remedy = M("Chọn chi bộ khác.")};
RefusalKind const bad_card_number{
    .code = "member.bad_card_number",
    .text = M("Số thẻ đảng viên {what}; chỉ gồm chữ số, thẻ từ năm 2025 có 12 chữ số."),
    .remedy = M("Xem lại thẻ; trong bảng tính, đặt định dạng ô là văn bản rồi ghi đủ số 0 đầu.")};
RefusalKind const wrong_return{
    .code = "member.wrong_return",
    .text = M("{person} rời sổ ngày {left} do “{cause}”, nên không ghi “{asked}” được."),
    .remedy =
        M("Kết nạp lại và phục hồi dành cho người bị xóa tên, khai trừ, xin ra; chuyển đi rồi "
          "về thì ghi chuyển đến; ghi nhầm thì hoàn tác.")};
RefusalKind const readmitted_before{
    .code = "member.readmitted_before",
    .text = M("{person} đã được kết nạp lại một lần; chỉ được kết nạp lại một lần ({rule})."),
    .remedy = M("Xem quá trình ở hồ sơ người này; nếu lần trước ghi nhầm thì hoàn tác.")};
RefusalKind const not_probationary{
    .code = "member.not_probationary",
    .text = M("{person} không phải đảng viên dự bị ngày {day}."),
    .remedy = M("Kiểm tra lại ngày; tư cách đã ghi sai thì đính chính ở hồ sơ người này.")};
RefusalKind const not_a_leaving{
    .code = "member.not_a_leaving",
    .text = M("“{cause}” không phải là lý do rời sổ đảng viên."),
    .remedy = M("Chọn: chuyển đi nơi khác, từ trần, xóa tên, khai trừ hoặc xin ra khỏi Đảng.")};
RefusalKind const breaks_timeline{
    .code = "member.breaks_timeline",
    .text = M("Sửa như vậy thì từ ngày {day} {claim}."),
    .remedy = M("Chọn lại khoảng thời gian, hoặc sửa dữ kiện kia trước.")};
RefusalKind const merge_with_itself{
    .code = "member.merge_with_itself",
    .text = M("{duplicate} và {into} không gộp được: cùng một hồ sơ hoặc đã gộp từ trước."),
    .remedy = M("Gộp hồ sơ trùng vào hồ sơ còn dùng.")};

RefusalKind const suspected_double{
    .code = "member.suspected_double",
    .http_status = 409,
    .text = M("{person} trùng họ tên và ngày sinh với {other}{more}: là cùng một người?"),
    .remedy = M("Nếu là cùng một người thì dùng hồ sơ đã có (kết nạp lại, phục hồi, chuyển sinh "
                "hoạt). Nếu đã đối chiếu giấy tờ và là người khác thì chọn “Là người khác”.")};
RefusalKind const born_impossibly{
    .code = "member.born_impossibly",
    .text = M("{person} sinh {born}, vào Đảng ngày {day}: không ai sống như vậy."),
    .remedy = M("Kiểm tra lại ngày sinh và ngày vào Đảng trong lý lịch.")};
RefusalKind const joined_as_child{
    .code = "member.joined_as_child",
    .text = M("{person} sinh {born}, vào Đảng ngày {day} khi mới {years} tuổi."),
    .remedy = M("Kiểm tra lại ngày sinh và ngày vào Đảng; đủ 18 tuổi mới được kết nạp.")};
RefusalKind const joined_before_all{
    .code = "member.joined_before_all",
    .text = M("{person} vào Đảng ngày {day}, trước ngày thành lập Đảng {founding}."),
    .remedy = M("Kiểm tra lại ngày vào Đảng trong lý lịch.")};

RefusalKind const day_far_ahead{
    .code = "member.day_far_ahead",
    .text =
        M("{person}, {what} ngày {day}: còn hơn 12 tháng nữa mới đến ngày đó (hôm nay {today})."),
    .remedy = M("Kiểm tra lại năm; việc đã định trước chỉ ghi sớm nhất 12 tháng.")};

RefusalKind const day_to_come{
    .code = "member.day_to_come",
    .text = M("{person}, {what} ngày {day}: chưa đến ngày đó (hôm nay {today})."),
    .remedy = M("Đã ghi cho ngày đó; xin kiểm tra lại nếu đây không phải việc đã định trước.")};
RefusalKind const unusually_old{
    .code = "member.unusually_old",
    .text = M("{person} sinh {born}, vào Đảng ngày {day}: hiếm có ai ở tuổi như vậy."),
    .remedy = M("Kiểm tra lại ngày sinh: trong bảng tính, năm sinh 1960 định dạng thành ngày thì "
                "hiện là 13/05/1905.")};
RefusalKind const decision_missing{
    .code = "member.decision_missing",
    .text = M("Kết nạp {person} chưa ghi số và ngày quyết định của cấp ủy có thẩm quyền."),
    .remedy = M("Ghi văn bản quyết định kết nạp; tuổi đảng tính từ ngày ký quyết định.")};
RefusalKind const name_put_right{
    .code = "member.name_put_right",
    .text = M("Họ và tên “{given}” được ghi thành “{written}”."),
    .remedy = M("Nếu viết như vậy chưa đúng thì sửa lại họ và tên trong lý lịch.")};
RefusalKind const name_case_odd{
    .code = "member.name_case_odd",
    .text = M("Họ và tên “{given}” có từ viết thường; có phải là “{meant}”?"),
    .remedy = M("Nếu phải thì sửa lại họ và tên; nếu tên vốn viết như vậy thì để nguyên.")};

RefusalKind const name_unmarked{
    .code = "member.name_unmarked",
    .text = M("“{given}” không có dấu nào; người trùng họ tên viết có dấu không được nhận ra."),
    .remedy = M("Đã ghi; nếu tên có dấu, xin sửa cho đúng giấy tờ.")};
RefusalKind const over_age{
    .code = "member.over_age",
    .text = M("{person} sinh {born}, quá 60 tuổi (tính theo tháng) ngày {day}: cần cấp ủy có thẩm "
              "quyền đồng ý bằng văn bản trước ({rule})."),
    .remedy = M("Kiểm tra văn bản đồng ý trong hồ sơ.")};
RefusalKind const recognised_late{
    .code = "member.recognised_late",
    .text = M("{person} hết thời gian dự bị ngày {ends}; công nhận muộn vẫn tính từ ngày đó "
              "({rule})."),
    .remedy = M("Nếu không phải kéo dài thời gian dự bị thì ghi từ ngày {ends}.")};
RefusalKind const birth_date_partial{
    .code = "member.birth_date_partial",
    .text =
        M("Ngày sinh của {person} chỉ biết {born}, chưa xác định được tuổi ngày {day} ({rule})."),
    .remedy = M("Bổ sung ngày sinh đầy đủ.")};

}  // namespace giaoban::member
