// What the server, the table of routes and jobs refuse, and what the store must know of web/.
#include <array>

#include "web/breakage.h"
#include "web/jobs.h"
#include "web/journal_pages.h"
#include "web/queries.h"
#include "web/route.h"
#include "web/server.h"

namespace giaoban::web {

// --- routes ------------------------------------------------------------------------------------
RefusalKind const no_such_page{"web.no_such_page", 404, M("Không có trang “{path}”."),
                               M("Kiểm tra lại địa chỉ, hoặc đi từ trang chủ.")};
RefusalKind const wrong_method{"web.wrong_method", 405, M("Trang này không nhận yêu cầu kiểu đó."),
                               M("Mở lại trang từ trình đơn rồi làm lại.")};
RefusalKind const sign_in_first{"web.sign_in_first", 401, M("Đồng chí chưa đăng nhập."),
                                M("Đăng nhập rồi làm lại.")};
RefusalKind const page_not_allowed{
    "web.page_not_allowed", 403, M("Tài khoản này chưa được giao quyền “{right}”."),
    M("Nếu công việc cần quyền này, đề nghị người quản trị giao quyền.")};
RefusalKind const form_too_old{"web.form_too_old", 403,
                               M("Phiên làm việc của biểu mẫu này đã hết; chưa ghi gì cả."),
                               M("Mở lại trang, kiểm tra nội dung rồi ghi lại.")};
RefusalKind const other_site{"web.other_site", 403,
                             M("Yêu cầu này đến từ một trang web khác; chưa ghi gì cả."),
                             M("Mở chương trình từ địa chỉ của cơ quan rồi làm lại.")};
RefusalKind const bad_moment{"web.bad_moment", 422,
                             M("“{value}” không phải là ngày hay số bút toán để xem."),
                             M("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/02/2021.")};
RefusalKind const value_too_long{
    "web.value_too_long", 422,
    M("Một ô của trang này dài {length} ký tự; nhiều nhất là {max} ký tự."),
    M("Rút ngắn ô đó rồi làm lại.")};
RefusalKind const query_unknown{
    "web.query_unknown", 400, M("Trang này không hiểu “{name}” trong địa chỉ."),
    M("Mở lại trang từ trình đơn, hoặc bỏ phần “{name}=...” khỏi địa chỉ.")};
RefusalKind const query_not_a_word{"web.query_not_a_word", 400,
                                   M("Trang này không hiểu “{value}” ở “{name}” trong địa chỉ."),
                                   M("Mở lại trang từ trình đơn, hoặc ghi một trong: {choices}.")};
RefusalKind const rows_meanwhile{
    "web.rows_meanwhile", 409,
    M("Trong khi trang này đang mở, người khác đã ghi khác đi {count} dòng mà đồng chí cũng sửa."),
    M("Ở từng dòng được tô đỏ, chọn giữ của mình hay theo người kia, rồi ghi lại.")};
RefusalKind const sheet_malformed{
    "web.sheet_malformed", 422,
    M("Bảng gửi lên có một dòng đến hai lần, có dòng không đọc được, hoặc có quá {max} dòng."),
    M("Mở lại trang rồi điền lại bảng mà trang hiện ra.")};
RefusalKind const json_malformed{"web.json_malformed", 400,
                                 M("Nội dung gửi lên không phải là JSON đúng."),
                                 M("Gửi một đối tượng JSON, chữ viết bằng UTF-8.")};
RefusalKind const something_broke{
    "web.something_broke", 500, M("Chương trình gặp sự cố; đã ghi lại dưới số {number}."),
    M("Thử lại sau ít phút; nếu vẫn vậy, báo cho người quản trị số này.")};

// --- bounds ------------------------------------------------------------------------------------
RefusalKind const question_too_long{
    "web.question_too_long", 503,
    M("Câu hỏi này quá lớn: tính {seconds} giây vẫn chưa xong nên đã dừng lại."),
    M("Thu hẹp câu hỏi: ít kỳ hơn, khoảng ngày ngắn hơn hoặc đơn vị nhỏ hơn. Nếu không thu hẹp "
      "được, thử lại lúc máy chủ ít việc, hoặc đề nghị người quản trị chạy bằng dòng lệnh.")};
RefusalKind const question_too_large{
    "web.question_too_large", 422, M("Câu hỏi này quá lớn: phải đọc hoặc trả về quá nhiều dòng."),
    M("Thu hẹp câu hỏi: ít kỳ hơn, khoảng ngày ngắn hơn hoặc đơn vị nhỏ hơn.")};
RefusalKind const verb_too_long{
    "web.verb_too_long", 503,
    M("Sau {seconds} giây vẫn chưa ghi xong nên đã dừng lại; chưa ghi gì vào kho cả."),
    M("Có thể người khác đang ghi một việc lớn: chờ ít phút rồi ghi lại. Nếu vẫn vậy, chia việc "
      "này thành nhiều lần nhỏ hơn.")};
RefusalKind const written_but_not_shown{
    "web.written_but_not_shown", 503,
    M("Đã ghi xong vào kho, nhưng trang kết quả chưa kịp hiện ra."),
    M("Không ghi lại lần nữa: mở nhật ký hoặc hồ sơ vừa ghi để xem.")};
RefusalKind const program_ends{"web.program_ends", 503,
                               M("Máy chủ đang dừng nên không làm tiếp việc này."),
                               M("Chờ ít phút rồi làm lại.")};

// --- the protocol ------------------------------------------------------------------------------
RefusalKind const address_taken{
    "web.address_taken", 409, M("Không mở được cổng {port} ở địa chỉ {address}."),
    M("Cổng có lẽ đang được chương trình khác dùng; chọn cổng khác hoặc tắt chương trình kia.")};
RefusalKind const not_an_address{
    "web.not_an_address", 422, M("“{address}” không phải là địa chỉ của một máy."),
    M("Ghi địa chỉ bằng số, ví dụ 127.0.0.1 (chính máy này), 10.0.0.7 hoặc ::1; không ghi tên máy, "
      "không thêm cổng.")};
RefusalKind const address_not_here{
    "web.address_not_here", 422, M("Máy này không có địa chỉ {address}."),
    M("Ghi một địa chỉ của máy này; 0.0.0.0 là mọi địa chỉ của máy.")};

namespace {

constexpr Msg reload = M("Mở lại trang rồi thử lại.");
constexpr Msg later = M("Chờ ít phút rồi thử lại.");

RefusalKind const malformed{"web.malformed", 400, M("Yêu cầu gửi lên không đúng dạng."), reload};
RefusalKind const method_unknown{"web.method", 405, M("Máy chủ không nhận kiểu yêu cầu này."),
                                 reload};
RefusalKind const too_slow{"web.too_slow", 408, M("Đường truyền quá chậm, yêu cầu chưa đến đủ."),
                           M("Kiểm tra mạng rồi gửi lại.")};
RefusalKind const too_large{"web.too_large", 413, M("Nội dung gửi lên quá lớn."),
                            M("Chia tệp nhỏ hơn rồi gửi lại.")};
RefusalKind const long_target{"web.long_target", 414, M("Địa chỉ trang quá dài."),
                              M("Đi lại từ trang chủ.")};
RefusalKind const type_unknown{"web.type_unknown", 415,
                               M("Máy chủ không nhận nội dung thuộc loại này."), reload};
RefusalKind const expectation{"web.expectation", 417, M("Yêu cầu đòi điều máy chủ không làm."),
                              reload};
RefusalKind const head_too_large{
    "web.head_too_large", 431, M("Phần đầu của yêu cầu quá lớn."),
    M("Xóa cookie của trang này trong trình duyệt rồi đăng nhập lại.")};
RefusalKind const broke{"web.broke", 500, M("Chương trình gặp sự cố."), later};
RefusalKind const not_done{"web.not_done", 501, M("Máy chủ không làm được điều yêu cầu đòi."),
                           reload};
RefusalKind const busy{"web.busy", 503, M("Máy chủ đang có quá nhiều người dùng."), later};
RefusalKind const version_unknown{"web.version", 505,
                                  M("Máy chủ không hiểu phiên bản giao thức này."),
                                  M("Dùng trình duyệt mới hơn.")};

}  // namespace

RefusalKind const too_many_questions{
    "web.too_many_questions", 503,
    M("Máy chủ đang trả lời nhiều câu hỏi dài cùng lúc nên đã ngừng câu hỏi này."),
    M("Chờ ít phút rồi hỏi lại, hoặc hỏi hẹp hơn: ít kỳ hơn, đơn vị nhỏ hơn.")};
RefusalKind const too_many_passwords{"web.too_many_passwords", 503,
                                     M("Đang có quá nhiều người đăng nhập cùng lúc."),
                                     M("Đợi một lát rồi thử lại.")};

namespace {

constexpr std::array protocol{&malformed,   &method_unknown, &too_slow,    &too_large,
                              &long_target, &type_unknown,   &expectation, &head_too_large,
                              &broke,       &not_done,       &busy,        &version_unknown};

}  // namespace

RefusalKind const& protocol_refusal(int status) {
  if (status == sign_in_first.http_status) return sign_in_first;
  for (RefusalKind const* kind : protocol) {
    if (kind->http_status == status) return *kind;
  }
  return malformed;
}

// --- jobs --------------------------------------------------------------------------------------
RefusalKind const no_such_job{"web.no_such_job", 404, M("Không có công việc này."),
                              M("Xem lại danh sách công việc của mình.")};
RefusalKind const job_without_result{"web.job_without_result", 409,
                                     M("Công việc chưa có kết quả để tải về."),
                                     M("Chờ công việc xong rồi mở lại.")};
RefusalKind const result_before_erasure{
    "web.result_before_erasure", 409,
    M("Kết quả này làm trước khi có người được xóa thông tin cá nhân nên đã bỏ."),
    M("Làm lại việc này để có kết quả mới.")};
RefusalKind const too_many_jobs{"web.too_many_jobs", 429,
                                M("Đồng chí đang có {count} công việc chưa xong."),
                                M("Chờ một công việc xong, hoặc dừng bớt, rồi bắt đầu lại.")};
RefusalKind const job_cancelled{"web.job_cancelled", 409, M("Công việc đã dừng theo yêu cầu."),
                                M("Bắt đầu lại khi cần.")};

store::Catalogue catalogue() {
  store::Catalogue part;
  part.own_tables = {&job_table};
  part.refusals = {&no_such_page,    &wrong_method,       &sign_in_first,        &page_not_allowed,
                   &form_too_old,    &other_site,         &bad_moment,           &json_malformed,
                   &something_broke, &address_taken,      &no_such_job,          &too_many_jobs,
                   &job_cancelled,   &job_without_result, &result_before_erasure};
  part.refusals.insert(part.refusals.end(), protocol.begin(), protocol.end());
  part.refusals.insert(part.refusals.end(), {&disk_full, &store_damaged, &store_only_read});
  part.refusals.insert(part.refusals.end(), {&value_too_long, &sheet_malformed, &query_unknown,
                                             &query_not_a_word, &rows_meanwhile});
  part.refusals.insert(part.refusals.end(), {&not_an_address, &address_not_here});
  part.refusals.push_back(&no_such_journal_entry);
  part.refusals.push_back(&too_many_questions);
  part.refusals.push_back(&too_many_passwords);
  part.queries.assign(queries::all.begin(), queries::all.end());
  return part;
}

}  // namespace giaoban::web
