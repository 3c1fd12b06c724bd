#include "workbook/refusals.h"

namespace giaoban::workbook {

RefusalKind const no_headings{
    "import.no_headings", 422,
    M("Trang {sheet} không có dòng tiêu đề cột (cần các cột: {expected})."),
    M("Đặt tiêu đề cột ở một dòng trong 20 dòng đầu, đúng như tệp mẫu.")};
RefusalKind const missing_column{"import.missing_column", 422,
                                 M("Trang {sheet} thiếu cột bắt buộc “{column}”."),
                                 M("Thêm cột này, tiêu đề viết đúng như tệp mẫu.")};
RefusalKind const column_twice{"import.column_twice", 422,
                               M("Cột “{column}” có hai lần (cột {other} và cột này)."),
                               M("Giữ một cột, xóa hoặc đổi tên cột kia.")};
RefusalKind const heading_not_there{
    "import.heading_not_there", 422, M("Tệp không có cột nào tiêu đề “{heading}” như đã chỉ ra."),
    M("Ghi tiêu đề đúng như trong tệp, như ở bảng các cột của tệp.")};
RefusalKind const book_item_missing{"import.book_item_missing", 422,
                                    M("Trang Sổ còn thiếu mục “{item}”."),
                                    M("Ghi “{item}” ở cột Mục và giá trị ở ô bên phải.")};

RefusalKind const opening_missing{"import.opening_missing", 422,
                                  M("Tệp .csv không có trang Sổ nên chưa rõ ngày mở sổ."),
                                  M("Ghi ngày mở sổ khi nạp, hoặc nạp bằng sổ .xlsx theo mẫu.")};
RefusalKind const formula_error{"import.formula_error", 422,
                                M("{field}: công thức trong ô cho ra lỗi {value}."),
                                M("Sửa công thức, hoặc thay bằng giá trị (dán kiểu Values).")};
RefusalKind const digits_gone{
    "import.digits_gone", 422,
    M("{field}: “{value}” là một số dài đã bị viết gọn, các chữ số sau không còn."),
    M("Định dạng cột kiểu Text trong tệp gốc, ghi lại đủ chữ số rồi lưu lại.")};
RefusalKind const formula_without_value{
    "import.formula_without_value", 422, M("{field}: ô có công thức nhưng chưa có kết quả."),
    M("Mở tệp bằng Excel để tính lại rồi lưu, hoặc dán giá trị thay công thức.")};

RefusalKind const code_twice{"import.code_twice", 422, M("Mã đơn vị “{code}” đã có ở dòng {row}."),
                             M("Mỗi đơn vị một mã và một dòng: đổi mã hoặc bỏ dòng thừa.")};
RefusalKind const two_parents{
    "import.two_parents", 422,
    M("Đơn vị “{code}” có hai đơn vị cấp trên: “{parent}” ở dòng này, “{other}” ở dòng {row}."),
    M("Giữ một dòng với đơn vị cấp trên đúng.")};
RefusalKind const no_such_parent{"import.no_such_parent", 422,
                                 M("Không có đơn vị cấp trên mang mã “{code}” ở trang Đơn vị."),
                                 M("Thêm đơn vị đó hoặc sửa mã. Mã gần giống: {nearest}.")};
RefusalKind const no_such_code{"import.no_such_code", 422,
                               M("Không có đơn vị mang mã “{code}” ở trang Đơn vị."),
                               M("Thêm đơn vị đó hoặc sửa mã. Mã gần giống: {nearest}.")};
RefusalKind const second_top{
    "import.second_top", 422,
    M("Đơn vị “{code}” không có đơn vị cấp trên; chỉ đơn vị cao nhất “{top}” để trống cột này."),
    M("Ghi mã đơn vị cấp trên, hoặc sửa mã đơn vị cao nhất ở trang Sổ.")};
RefusalKind const top_has_parent{
    "import.top_has_parent", 422, M("Đơn vị cao nhất “{code}” lại có đơn vị cấp trên."),
    M("Để trống mã đơn vị cấp trên của đơn vị cao nhất, hoặc sửa mã ở trang Sổ.")};
RefusalKind const ended_before_opening{
    "import.ended_before_opening", 422,
    M("{what} ngày {day}, không sau ngày mở sổ {opening}: dòng này không thuộc sổ."),
    M("Bỏ dòng này, hoặc sửa lại ngày.")};

RefusalKind const person_twice{
    "import.person_twice", 422, M("Số lý lịch “{number}” đã có ở dòng {row}."),
    M("Mỗi người một số lý lịch và một dòng: sửa số hoặc bỏ dòng thừa.")};
RefusalKind const two_cells{
    "import.two_cells", 422,
    M("Người này ({number}) sinh hoạt chính thức ở hai chi bộ cùng lúc: “{cell}” ở dòng này, "
      "“{other}” ở dòng {row}."),
    M("Giữ một dòng với chi bộ đúng; nơi sinh hoạt tạm thời ghi ở cột riêng.")};
RefusalKind const number_twice{"import.number_twice", 422,
                               M("{field} này đã có ở dòng {row}, của một người khác."),
                               M("Xem lại giấy tờ của hai người và sửa số ghi sai.")};
RefusalKind const cause_missing{"import.cause_missing", 422,
                                M("Có ngày {day} nhưng thiếu “{field}”."),
                                M("Chọn {field} trong danh sách, hoặc bỏ ngày.")};
RefusalKind const day_missing{"import.day_missing", 422, M("Có “{other}” nhưng thiếu “{field}”."),
                              M("Ghi {field}, hoặc bỏ {other}.")};
RefusalKind const previous_cell_missing{
    "import.previous_cell_missing", 422,
    M("Chuyển giữa hai chi bộ sau ngày mở sổ thì phải có mã chi bộ trước, khác chi bộ hiện nay."),
    M("Ghi mã chi bộ trước; nếu đến từ ngoài sổ thì chọn lý do chuyển đến từ nơi khác.")};
RefusalKind const no_such_file_number{
    "import.no_such_file_number", 422,
    M("Không có người mang số lý lịch “{number}” ở trang Đảng viên."),
    M("Thêm người đó hoặc sửa số. Số gần giống: {nearest}.")};
RefusalKind const number_of_other{
    "import.number_of_other", 409, M("{field} này trong kho là của {who}."),
    M("Sửa số nếu ghi nhầm; nếu là cùng một người thì ghi số lý lịch như trong kho, hoặc nạp như "
      "đính chính chỗ ghi sai; nếu là hồ sơ trùng thì gộp hồ sơ.")};
RefusalKind const known_person_twice{
    "import.known_person_twice", 422,
    M("Theo các số thì dòng này và dòng {row} là cùng một người trong kho."),
    M("Mỗi người một dòng: sửa số ghi sai hoặc bỏ dòng thừa.")};

RefusalKind const post_clash{"import.post_clash", 422,
                             M("Chức vụ này trùng ngày với dòng {row}: {why}."),
                             M("Sửa ngày giữ chức vụ hoặc bỏ dòng thừa.")};
RefusalKind const wrong_subject{"import.wrong_subject", 422,
                                M("Xếp loại {of} thì phải ghi “{needed}” và chỉ cột ấy."),
                                M("Ghi {needed}, để trống cột kia.")};
RefusalKind const grade_twice{"import.grade_twice", 422,
                              M("Kết quả xếp loại này đã có ở dòng {row}."),
                              M("Mỗi đối tượng một dòng trong một năm: bỏ dòng thừa.")};

RefusalKind const differs{
    "import.differs", 409, M("{field}: trong kho là “{known}”, trong tệp là “{given}”."),
    M("Sửa tệp cho giống, hoặc nạp lại và nói rõ đây là đính chính hay thay đổi từ một ngày.")};
RefusalKind const differs_in_history{
    "import.differs_in_history", 409,
    M("{field}: trong kho là “{known}”, trong tệp là “{given}”; đây không phải là thay đổi từ một "
      "ngày."),
    M("Nạp lại như đính chính, hoặc sửa tệp cho giống.")};
RefusalKind const change_from_missing{"import.change_from_missing", 422,
                                      M("Chưa nói thay đổi từ ngày nào."),
                                      M("Ghi ngày bắt đầu thay đổi.")};

RefusalKind const cancelled{"import.cancelled", 409, M("Đã dừng nạp theo yêu cầu; chưa ghi gì."),
                            M("Chạy lại khi cần.")};
RefusalKind const questions_left{"import.questions_left", 409,
                                 M("Tệp còn {count} điều phải trả lời trước khi ghi; chưa ghi gì."),
                                 M("Trở lại trang kiểm tra, chọn câu trả lời rồi kiểm tra lại.")};
RefusalKind const faults_left{"import.faults_left", 409,
                              M("Tệp còn {count} lỗi phải sửa trước khi ghi; chưa ghi gì."),
                              M("Sửa tệp rồi nạp lại.")};
RefusalKind const too_many_faults{"import.too_many_faults", 422,
                                  M("Đã gặp {count} lỗi nên dừng đọc; các dòng sau chưa xem."),
                                  M("Sửa các lỗi đã báo (thường là một cột lệch) rồi nạp lại.")};
RefusalKind const errors_over_source{"import.errors_over_source", 422,
                                     M("Tệp báo lỗi {file} trùng với tệp đang nạp."),
                                     M("Chọn tên khác cho tệp báo lỗi.")};

RefusalKind const more_alike{"import.more_alike", 422,
                             M("Còn {count} dòng nữa cũng như dòng {row} (tất cả {all} dòng)."),
                             M("Xem lại cột ấy của tệp nếu không phải mọi dòng đều đúng.")};

RefusalKind const column_ignored{"import.column_ignored", 422,
                                 M("Không biết cột “{column}”, đã bỏ qua."),
                                 M("Nếu cần cột này thì sửa tiêu đề cho đúng tệp mẫu.")};
RefusalKind const heading_recalled{
    "import.heading_recalled", 422,
    M("Cột “{column}” được hiểu là “{ours}”, như đã chọn ở một lần nạp trước."),
    M("Nếu tệp này khác thì chọn lại ở bảng cột của tệp.")};
RefusalKind const heading_recalled_away{
    "import.heading_recalled_away", 422,
    M("Cột “{column}” không được lấy, như đã chọn ở một lần nạp trước."),
    M("Nếu tệp này khác thì chọn lại ở bảng cột của tệp.")};
RefusalKind const formulas_taken{
    "import.formulas_taken", 422, M("Cột {field} có công thức; đã lấy kết quả tính sẵn trong tệp."),
    M("Nếu nghi ngờ, mở tệp để tính lại rồi dán giá trị thay công thức.")};

}  // namespace giaoban::workbook
