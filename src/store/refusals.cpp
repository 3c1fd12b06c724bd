// What opening a store refuses. Those of writing stand in tx.cpp.
#include "store/anchors.h"
#include "store/journal_end.h"
#include "store/opening.h"
#include "store/store.h"

namespace giaoban::store {

RefusalKind const no_such_store{
    "store.no_such_store", 404, M("Không có kho dữ liệu ở “{address}”."),
    M("Kiểm tra đường dẫn sau --store, hoặc lập kho mới bằng lệnh import hay create.")};
RefusalKind const no_answer{
    "store.no_answer", 503, M("Máy chủ cơ sở dữ liệu ở “{address}” không trả lời."),
    M("Kiểm tra máy chủ PostgreSQL đã bật chưa, tên máy, cổng, tên cơ sở dữ liệu và mật khẩu.")};
RefusalKind const not_a_store{"store.not_a_store", 422,
                              M("“{address}” không phải là kho dữ liệu của Giaoban."),
                              M("Chọn tệp khác; tệp này được giữ nguyên.")};
RefusalKind const newer_store{
    "store.newer_store", 409,
    M("Kho “{address}” do bản chương trình mới hơn lập (cấu trúc {schema}, bản này biết đến "
      "{known})."),
    M("Cài bản chương trình mới rồi mở lại; kho được giữ nguyên.")};
RefusalKind const older_store{
    "store.older_store", 409,
    M("Kho “{address}” do bản chương trình cũ hơn lập (cấu trúc {schema}, bản này dùng {known}); "
      "chỉ đọc thì không nâng cấp được."),
    M("Sao lưu, rồi mở kho một lần bằng lệnh có ghi (ví dụ serve) để nâng cấp.")};
RefusalKind const foreign_law{
    "store.foreign_law", 409,
    M("Kho “{address}” có “{name}” do ai đó thêm vào cơ sở dữ liệu, không phải của Giaoban; nó có "
      "thể tự sửa dữ liệu ở lần ghi tới nên kho không được mở để ghi."),
    M("Chạy giaoban check để xem hết các chỗ sai; báo người quản trị gỡ bỏ nó hoặc phục hồi từ bản "
      "sao lưu.")};
RefusalKind const torn_log{
    "store.torn_log", 409,
    M("Tệp “{file}” hỏng ở giữa: sau chỗ hỏng còn {count} lần ghi mà chương trình không đọc được "
      "nữa. Mở để ghi sẽ làm mất hẳn chúng nên kho không được mở."),
    M("Giữ nguyên các tệp của kho và phục hồi từ bản sao lưu; nếu chấp nhận mất các lần ghi đó thì "
      "chuyển tệp này đi nơi khác rồi mở lại.")};
RefusalKind const keys_missing{
    "store.keys_missing", 403, M("Không tìm thấy tệp khóa “{file}” của kho dữ liệu."),
    M("Chép tệp khóa từ nơi cất giữ về đúng chỗ, hoặc chỉ đường dẫn bằng --keys.")};
RefusalKind const wrong_keys{"store.wrong_keys", 403,
                             M("Tệp khóa “{file}” không mở được kho dữ liệu này."),
                             M("Tìm đúng tệp khóa đã lưu cùng kho này; kho được giữ nguyên.")};
RefusalKind const sealed_before{
    "store.sealed_before", 409,
    M("Tệp khóa “{file}” ghi rằng kho của nó đã được niêm phong, nhưng kho mở ra lại có cấu trúc "
      "từ trước khi có niêm phong. Có thể ai đó đã dựng lại kho này, nên kho không được mở."),
    M("Phục hồi từ bản sao lưu gần nhất. Nếu đây là một bản sao lưu từ trước khi có niêm phong thì "
      "mở nó bằng đúng tệp khóa đã cất cùng bản sao lưu đó.")};
RefusalKind const already_there{"store.already_there", 409, M("Đã có dữ liệu ở “{address}”."),
                                M("Chọn nơi khác; không ghi đè lên dữ liệu đang có.")};
RefusalKind const name_of_a_log{
    "store.name_of_a_log", 409,
    M("Không ghi vào “{file}” được: cạnh một kho, cơ sở dữ liệu tự ghi và tự xóa tệp mang tên như "
      "vậy."),
    M("Chọn tên không kết thúc bằng -wal, -shm hay -journal.")};
RefusalKind const log_without_store{
    "store.log_without_store", 409,
    M("Không lập kho ở “{address}”: còn tệp “{file}” của một kho cùng tên, có thể giữ những lần "
      "ghi chưa vào kho ấy."),
    M("Đưa tệp kho cũ về cạnh tệp đó, hoặc chọn tên khác cho kho mới.")};
RefusalKind const nonce_used_otherwise{
    "store.nonce_used_otherwise", 409,
    M("Yêu cầu này mang mã của một lần ghi trước, nhưng nội dung hoặc người gửi đã khác; chưa ghi "
      "gì."),
    M("Mở lại trang rồi nhập lại. Chương trình gọi API thì dùng một Idempotency-Key khác cho mỗi "
      "việc.")};
RefusalKind const journal_end_damaged{
    "store.journal_end_damaged", 409,
    M("Cuối nhật ký (bút toán {entry}) đã hỏng hoặc bị sửa từ bên ngoài nên kho không nhận ghi "
      "thêm; việc này chưa được ghi. Các trang chỉ xem vẫn mở được."),
    M("Báo người quản trị: giữ nguyên các tệp của kho, chạy giaoban check để biết chỗ nào hỏng, "
      "rồi phục hồi từ bản sao lưu.")};
RefusalKind const anchors_of_another{
    "store.anchors_of_another", 409,
    M("Dấu mốc cuối trong tệp {file}, của bút toán {entry}, không có trong sổ này."),
    M("Tệp ấy của kho khác, hoặc kho này vừa được phục hồi từ bản cũ hơn. Giữ tệp ấy để đối chiếu "
      "và chọn tên tệp mới.")};
RefusalKind const not_anchors{
    "store.not_anchors", 409,
    M("Không ghi dấu mốc vào “{file}”: ở đó đang có thứ khác, không phải tệp dấu mốc."),
    M("Thứ đang có vẫn nguyên. Sau --anchors, ghi tên một tệp mới, hoặc tệp dấu mốc đã dùng của "
      "chính kho này.")};
RefusalKind const anchors_unusable{
    "store.anchors_unusable", 422, M("Không đọc hay ghi thêm được tệp dấu mốc “{file}”."),
    M("Kiểm tra đường dẫn sau --anchors, ổ đĩa hay thư mục chia sẻ đã gắn chưa, và quyền ghi.")};

}  // namespace giaoban::store
