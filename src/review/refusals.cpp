// What reviews refuse and warn of, in order of precedence.
#include "review/review.h"
#include "review/web_parts.h"

namespace giaoban::review {

RefusalKind const neither_grade_nor_reason{
    .code = "review.neither_grade_nor_reason",
    .text = M("Phải ghi đúng một điều: xếp loại, hoặc lý do không xếp loại."),
    .remedy = M("Ghi xếp loại, hoặc ghi lý do; không ghi cả hai.")};

RefusalKind const wrong_round_dates{
    .code = "review.wrong_round_dates",
    .text = M("Ngày không hợp với năm {year}: chốt danh sách {roster_on}, quyết định "
              "{decided_on}."),
    .remedy = M("Ngày chốt danh sách phải ở trong năm được xếp loại; ngày quyết định không trước "
                "ngày chốt.")};

RefusalKind const year_to_come{.code = "review.year_to_come",
                               .http_status = 400,
                               .text = M("Năm {year} chưa đến: hôm nay mới là {today}."),
                               .remedy = M("Chọn năm nay hoặc một năm đã qua.")};
RefusalKind const year_not_begun{
    .code = "review.year_not_begun",
    .text = M("Chưa ghi được xếp loại năm {year} (quyết định ngày {decided_on}): hôm nay mới là "
              "{today}."),
    .remedy = M("Kiểm tra lại năm xếp loại và ngày quyết định.")};

RefusalKind const graded_before_admission{
    .code = "review.graded_before_admission",
    .text = M("{person} vào sổ đảng viên ngày {from}, sau ngày chốt danh sách {roster_on}."),
    .remedy = M("Xem lại năm xếp loại, hoặc ngày kết nạp.")};

RefusalKind const not_on_roster{
    .code = "review.not_on_roster",
    .text = M("Ngày chốt danh sách {roster_on}, {person} không thuộc chi bộ nào ở đây."),
    .remedy = M("Xem lại người và ngày; nơi đã chuyển đến sẽ ghi xếp loại.")};

RefusalKind const graded_elsewhere{
    .code = "review.graded_elsewhere",
    .http_status = 403,
    .text = M("{person} nay thuộc nơi khác, nên kết quả do nơi đó ghi."),
    .remedy = M("Bỏ dòng này rồi ghi các dòng khác; cần sửa thì đề nghị nơi đó hoặc cấp trên.")};

RefusalKind const leader_without_post{
    .code = "review.leader_without_post",
    .text = M("Ngày {roster_on}, {person} không giữ chức vụ nào được ghi ở đây."),
    .remedy = M("Ghi chức vụ của người này trước.")};

RefusalKind const excluded_from_grading{
    .code = "review.excluded_from_grading",
    .text = M("{subject} không thuộc diện xếp loại năm {year}: {reason} ({citation})."),
    .remedy = M("Ghi lý do không xếp loại thay cho xếp loại.")};

RefusalKind const above_ceiling{
    .code = "review.above_ceiling",
    .text = M("{subject} không được xếp loại cao hơn “{ceiling}” năm {year} ({citation})."),
    .remedy = M("Ghi mức “{ceiling}” hoặc thấp hơn, hoặc xem lại căn cứ.")};

RefusalKind const below_headed{
    .code = "review.below_headed",
    .text = M("{subject} đã được xếp loại “{grade}” năm {year}, cao hơn “{ceiling}” ({citation})."),
    .remedy = M("Ghi lại xếp loại của {subject} trước.")};

RefusalKind const reason_without_ground{
    .code = "review.reason_without_ground",
    .text = M("Lý do “{reason}” không khớp với sổ: ngày {roster_on} chưa thấy ghi điều này về "
              "{subject}."),
    .remedy = M("Đã ghi; xin đối chiếu lại sổ đảng viên.")};

RefusalKind const other_roster_date{
    .code = "review.other_roster_date",
    .text = M("Các kết quả khác của năm {year} chốt danh sách ngày {other}, không phải "
              "{roster_on}."),
    .remedy = M("Đã ghi; xin xem lại ngày chốt danh sách.")};

}  // namespace giaoban::review
