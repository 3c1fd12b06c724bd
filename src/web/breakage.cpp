#include "web/breakage.h"

#include "store/db.h"
#include "web/route.h"

namespace giaoban::web {

RefusalKind const disk_full{
    "web.disk_full", 507,
    M("Đĩa của máy chủ đã đầy nên việc này chưa được ghi; không có gì ghi dở dang (số {number})."),
    M("Báo người quản trị dọn chỗ trống trên đĩa, rồi làm lại. Dữ liệu đã lưu trước đó vẫn còn "
      "nguyên.")};
RefusalKind const store_damaged{
    "web.store_damaged", 500,
    M("Một chỗ của kho dữ liệu mà việc này cần đọc đã hỏng hoặc bị sửa từ bên ngoài (số "
      "{number})."),
    M("Báo người quản trị số này và đề nghị chạy giaoban check; các việc khác vẫn làm được.")};
RefusalKind const store_only_read{
    "web.store_only_read", 503,
    M("Kho dữ liệu đang ở nơi chỉ đọc được nên việc này chưa được ghi (số {number})."),
    M("Báo người quản trị cho máy chủ quyền ghi vào tệp và thư mục của kho.")};

RefusalKind const& told_as(std::exception const& fault) {
  if (store::says_disk_full(fault)) return disk_full;
  if (dynamic_cast<store::Damaged const*>(&fault) != nullptr) return store_damaged;
  if (dynamic_cast<store::NotWritable const*>(&fault) != nullptr) return store_only_read;
  return something_broke;
}

}  // namespace giaoban::web
