// What opening a store refuses. Those of writing stand in tx.cpp.
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
RefusalKind const keys_missing{
    "store.keys_missing", 403, M("Không tìm thấy tệp khóa “{file}” của kho dữ liệu."),
    M("Chép tệp khóa từ nơi cất giữ về đúng chỗ, hoặc chỉ đường dẫn bằng --keys.")};
RefusalKind const wrong_keys{"store.wrong_keys", 403,
                             M("Tệp khóa “{file}” không mở được kho dữ liệu này."),
                             M("Tìm đúng tệp khóa đã lưu cùng kho này; kho được giữ nguyên.")};
RefusalKind const already_there{"store.already_there", 409, M("Đã có dữ liệu ở “{address}”."),
                                M("Chọn nơi khác; không ghi đè lên dữ liệu đang có.")};

}  // namespace giaoban::store
