// What rounds refuse and warn of, in order of precedence.
#include "round/round.h"

namespace giaoban::round {

RefusalKind const no_such_round{
    .code = "round.no_such_round",
    .http_status = 404,
    .text = M("Chưa có đợt kiểm điểm, xếp loại năm {year} cho {unit}."),
    .remedy = M("Cấp trên mở đợt trước; sau đó mới ghi được các bước.")};
RefusalKind const already_open{
    .code = "round.already_open",
    .http_status = 409,
    .text = M("Đợt kiểm điểm, xếp loại năm {year} đã được mở tại {unit}, ngày {day}."),
    .remedy = M("Dùng đợt đã mở; cấp dưới làm theo đợt của cấp trên.")};
RefusalKind const opened_below_over_other_list{
    .code = "round.opened_below_over_other_list",
    .http_status = 409,
    .text =
        M("{unit} đã tự mở đợt năm {year} với danh sách chốt ngày {roster_on} và đã có quyết định "
          "xếp loại theo danh sách đó."),
    .remedy =
        M("Mở đợt với cùng ngày chốt danh sách {roster_on}, hoặc hủy các quyết định ở đó, kèm "
          "văn bản, rồi mở lại.")};
RefusalKind const opening_taken_in{
    .code = "round.opening_taken_in",
    .text =
        M("{unit} đã tự mở đợt năm {year}, danh sách chốt ngày {roster_on}; đợt vừa mở ở trên thay "
          "đợt đó."),
    .remedy = M("Các bước và kết quả đã ghi ở đó vẫn giữ nguyên; hạn và ngày chốt danh sách từ nay "
                "theo đợt của cấp trên.")};
RefusalKind const no_regime{
    .code = "round.no_regime",
    .text = M("Chương trình chưa có quy định về kiểm điểm, xếp loại của năm {year}."),
    .remedy = M("Quy định được nạp từ năm 2018; kết quả của năm trước ghi trong trang Xếp loại.")};
RefusalKind const roster_outside_year{
    .code = "round.roster_outside_year",
    .text = M("Ngày chốt danh sách {roster_on} không ở trong năm {year}."),
    .remedy = M("Chọn một ngày của năm được xếp loại, thường là 31/12.")};
RefusalKind const deadline_before_round{
    .code = "round.deadline_before_round",
    .text = M("Hạn {deadline} của cấp “{level}” trước ngày mở đợt {opened_on} hoặc trước năm được "
              "xếp loại {year}."),
    .remedy = M("Đặt hạn từ ngày mở đợt trở đi.")};
RefusalKind const deadline_before_roster{
    .code = "round.deadline_before_roster",
    .text =
        M("Hạn {deadline} của cấp “{level}” trước ngày chốt danh sách {roster_on}; trước ngày đó "
          "chưa quyết định được."),
    .remedy =
        M("Đặt hạn từ ngày {roster_on} trở đi, hoặc khi mở đợt chọn ngày chốt danh sách không "
          "muộn hơn hạn.")};
RefusalKind const deadline_over{
    .code = "round.deadline_over",
    .text = M("Hạn {deadline} của cấp “{level}” đã qua khi mở đợt, ngày {opened_on}."),
    .remedy = M("Đã đặt hạn; nếu đợt đã mở từ trước, xin ghi đúng ngày mở đợt.")};
RefusalKind const deadline_late{
    .code = "round.deadline_late",
    .text = M("Hạn {deadline} của cấp “{level}” muộn hơn quy định: xong chậm nhất ngày {last}; nơi "
              "có chu kỳ công tác đặc thù do cấp trên quyết định, chậm nhất ngày {special} "
              "({citation})."),
    .remedy = M("Đã đặt hạn; nếu không phải nơi đặc thù, xin đặt lại sớm hơn.")};
RefusalKind const in_future{.code = "round.in_future",
                            .text = M("Ngày {day} chưa đến."),
                            .remedy = M("Ghi khi việc đã xảy ra.")};
RefusalKind const before_round{.code = "round.before_round",
                               .text = M("Ngày {day} trước ngày mở đợt {opened_on}."),
                               .remedy = M("Ghi ngày từ khi mở đợt.")};
RefusalKind const outside_round{
    .code = "round.outside_round",
    .text = M("{subject} không thuộc đối tượng của đợt năm {year}: ngày chốt danh sách {roster_on} "
              "không có trong sổ, hoặc không xếp loại theo phần này."),
    .remedy = M("Xem lại người hoặc đơn vị; chi bộ trực thuộc không có tập thể lãnh đạo riêng.")};
RefusalKind const on_other_roster{
    .code = "round.on_other_roster",
    .http_status = 409,
    .text = M("{subject} không ở danh sách chốt ngày {roster_on} của {unit}."),
    .remedy = M("Mỗi người xếp loại một lần: đảng viên ở chi bộ sinh hoạt chính thức, cán bộ ở đơn "
                "vị của chức vụ cao nhất, theo ngày chốt danh sách; người sinh hoạt tạm thời do "
                "chi bộ gốc xếp loại.")};
RefusalKind const named_twice{.code = "round.named_twice",
                              .text = M("{subject} có hai quyết định trong cùng một danh sách."),
                              .remedy = M("Để lại một dòng cho mỗi đối tượng.")};
RefusalKind const nothing_said{.code = "round.nothing_said",
                               .text = M("Bước này chưa có mức xếp loại, điểm hay ý kiến nào."),
                               .remedy = M("Ghi ít nhất một trong các mục đó.")};
RefusalKind const too_many_points{
    .code = "round.too_many_points",
    .text = M("Điểm {points} không hợp lệ: nhóm tiêu chí này từ 0 đến {max} điểm."),
    .remedy = M("Xem lại điểm: tiêu chí chung tối đa 30, kết quả nhiệm vụ tối đa 70."),
    .rule = "QĐ 366-QĐ/TW, Điều 11"};
RefusalKind const points_of_other_regime{
    .code = "round.points_of_other_regime",
    .text = M("Năm {year} không chấm theo cách này."),
    .remedy =
        M("Đến năm 2024 ghi bốn mức (Xuất sắc, Tốt, Trung bình, Kém); từ năm 2025 ghi điểm.")};
RefusalKind const grade_above_points{
    .code = "round.grade_above_points",
    .text = M("“{grade}” cao hơn mức mà điểm hoặc các tiêu chí cho phép: “{band}”."),
    .remedy = M("Ghi “{band}” hoặc thấp hơn, hoặc xem lại điểm.")};
RefusalKind const step_too_early{
    .code = "round.step_too_early",
    .http_status = 409,
    .text = M("{subject}: chưa thể {step}, vì còn thiếu: {missing} ({citation})."),
    .remedy = M("Làm bước còn thiếu trước, rồi ghi lại.")};
RefusalKind const evidence_missing{.code = "round.evidence_missing",
                                   .text = M("Chưa ghi căn cứ của “{condition}”."),
                                   .remedy = M("Ghi văn bản, số liệu hoặc người xác nhận.")};
RefusalKind const violation_missing{
    .code = "round.violation_missing",
    .text = M("Chưa ghi vi phạm nào bị kỷ luật."),
    .remedy = M("Ghi ngắn gọn vi phạm; cùng một vi phạm ghi cùng lời, để chỉ tính một lần.")};
RefusalKind const bad_amount{
    .code = "round.bad_amount",
    .text = M("Mức {amount} của “{condition}” không hợp lệ: từ 0 đến {max}."),
    .remedy = M("Xem lại: tỷ lệ từ 0 đến 100; đúng, sai ghi 1 hoặc 0.")};
RefusalKind const document_missing{.code = "round.document_missing",
                                   .text = M("Quyết định phải có văn bản: số và ngày."),
                                   .remedy = M("Ghi số, ngày của văn bản quyết định.")};
RefusalKind const reason_missing{
    .code = "round.reason_missing",
    .text = M("{subject} đã có quyết định ngày {decided_on}; quyết định thay thế phải có lý do."),
    .remedy = M("Ghi lý do thay quyết định trước; kết quả cũ vẫn xem lại được.")};
RefusalKind const held_down{
    .code = "round.held_down",
    .text = M("{subject} không được xếp loại cao hơn “{ceiling}”: {why} ({citation})."),
    .remedy = M("Ghi “{ceiling}” hoặc thấp hơn, hoặc sửa căn cứ đã ghi nếu sai.")};
RefusalKind const over_cap{
    .code = "round.over_cap",
    .http_status = 409,
    .text = M("{group}: {excellent} “Hoàn thành xuất sắc nhiệm vụ”, quá mức {allowed} ({percent}% "
              "của {base} xếp loại tốt trở lên; {citation})."),
    .remedy = M("Bớt số xuất sắc, hoặc quyết định các mức còn lại trước; cấp có thẩm quyền có thể "
                "cho phép vượt bằng văn bản.")};
RefusalKind const group_over_cap{
    .code = "round.group_over_cap",
    .http_status = 409,
    .text =
        M("Theo điều này, danh sách đã xếp loại năm {year} của {group} đổi thành {excellent} “Hoàn "
          "thành xuất sắc nhiệm vụ” trên {base} xếp loại tốt trở lên, quá mức {allowed} "
          "({percent}%; {citation}); trước đó là {excellent_before} trên {base_before}."),
    .remedy =
        M("Quyết định lại một mức xuất sắc của danh sách đó trước rồi ghi lại, hoặc ghi kèm số "
          "và ngày văn bản làm căn cứ.")};
RefusalKind const ground_of_others{
    .code = "round.ground_of_others",
    .http_status = 409,
    .text =
        M("Căn cứ xếp loại của {subject} do {holder} ghi theo {recorded}; {actor} chưa được giao "
          "quyền “{right}” ở đó."),
    .remedy =
        M("Báo nơi đã ghi: nơi đó hoặc cấp trên của nơi đó ghi lại, kèm số và ngày văn bản.")};
RefusalKind const ground_without_document{
    .code = "round.ground_without_document",
    .http_status = 409,
    .text = M("Căn cứ xếp loại của {subject} đã ghi theo {recorded}."),
    .remedy = M("Ghi lại hoặc hủy kèm số và ngày của văn bản sửa đổi.")};
RefusalKind const bad_allowance{
    .code = "round.bad_allowance",
    .text = M("Tỷ lệ {percent}% không hợp lệ cho năm {year}: từ 1% đến {max}%."),
    .remedy = M("Ghi đúng tỷ lệ trong văn bản của cấp có thẩm quyền.")};
RefusalKind const paper_of_all{
    .code = "round.paper_of_all",
    .text = M("“{paper}” là văn bản của cả danh sách, không lập cho riêng một người."),
    .remedy = M("Bỏ chỗ ghi người; riêng một người thì lập mẫu kiểm điểm.")};
RefusalKind const form_of_nobody{
    .code = "round.form_of_nobody",
    .text = M("Người này không có mẫu kiểm điểm ở {unit}: không ở danh sách chốt ngày "
              "{roster_on}."),
    .remedy = M("Chọn người trong danh sách của đơn vị, hoặc lập ở đơn vị của người ấy.")};
RefusalKind const nothing_to_print{.code = "round.nothing_to_print",
                                   .http_status = 409,
                                   .text = M("{unit} chưa có kết quả nào để ghi vào văn bản này."),
                                   .remedy = M("Quyết định trước, rồi lập văn bản.")};
RefusalKind const closed_by_opener{
    .code = "round.closed_by_opener",
    .http_status = 409,
    .text = M("Đợt xếp loại năm {year} do {unit} mở, nên do {unit} khép."),
    .remedy = M("Quyết định xong phần của mình là đủ; nhờ {unit} khép đợt.")};
RefusalKind const already_closed{
    .code = "round.already_closed",
    .http_status = 409,
    .text = M("Năm xếp loại {year} của {unit} đã khép ngày {day}."),
    .remedy = M("Nếu khép nhầm, hủy bút toán đã khép ở trang Sổ bút toán.")};
RefusalKind const round_unfinished{
    .code = "round.unfinished",
    .http_status = 409,
    .text = M("Năm {year} chưa quyết định xong: còn {units}/{all_units} tổ chức, "
              "{members}/{all_members} đảng viên. Trong đó có: {names}."),
    .remedy = M("Quyết định nốt, hoặc ghi lý do khép khi chưa xong.")};
RefusalKind const decided_by_step{.code = "round.decided_by_step",
                                  .text = M("Quyết định xếp loại không ghi như một bước thường."),
                                  .remedy = M("Dùng trang Quyết định hoặc lệnh round decide.")};
RefusalKind const own_result{
    .code = "round.own_result",
    .http_status = 403,
    .text = M("{actor} không quyết định và không ghi được kết quả năm {year} của {subject}: đó là "
              "kết quả của chính mình, hoặc của tổ chức do mình đứng đầu ({citation})."),
    .remedy = M("Nơi quyết định là {decides}; nhờ người được giao quyền ở đó ghi.")};
RefusalKind const under_round{
    .code = "round.under_round",
    .http_status = 409,
    .text = M("Kết quả năm {year} của {subject} thuộc đợt kiểm điểm, xếp loại do {unit} mở ngày "
              "{day}: chỉ {decides} quyết định, theo trình tự của đợt ({citation})."),
    .remedy = M("Vào trang Đợt xếp loại năm {year}: đề xuất và ra quyết định ở đó, kèm số và ngày "
                "văn bản.")};
RefusalKind const decided_in_round{
    .code = "round.decided_in_round",
    .http_status = 409,
    .text = M("Kết quả năm {year} của {subject} đã được xếp loại trong đợt, theo {recorded}: chỉ "
              "thay đổi bằng quyết định xếp loại lại của {decides} ({citation})."),
    .remedy = M("Vào trang Đợt xếp loại năm {year}, mục Quyết định của đơn vị: chọn mức mới, ghi "
                "lý do, số và ngày của quyết định xếp loại lại.")};
RefusalKind const change_without_document{
    .code = "round.change_without_document",
    .text = M("Kết quả năm {year} của {subject} đã được ghi theo {recorded}: chỉ thay đổi bằng "
              "quyết định của {decides}, có số và ngày ({citation})."),
    .remedy = M("Ghi số, ngày của quyết định xếp loại lại rồi làm lại.")};
RefusalKind const decided_by_others{
    .code = "round.decided_by_others",
    .http_status = 403,
    .text = M("Kết quả năm {year} của {subject} do {decides} quyết định; {actor} chưa được giao "
              "quyền “{right}” ở đó ({citation})."),
    .remedy = M("Nhờ người được giao quyền ở {decides} ghi, hoặc xin giao quyền tại đó.")};
RefusalKind const round_has_decisions{
    .code = "round.round_has_decisions",
    .http_status = 409,
    .text = M("Không hoàn tác được việc mở đợt năm {year} của {unit}: trong đợt đã có quyết định "
              "xếp loại."),
    .remedy = M("Hoàn tác các quyết định đó trước, theo văn bản của nơi quyết định.")};

RefusalKind const merged_has_results{
    .code = "round.merged_has_results",
    .http_status = 409,
    .text = M("Hồ sơ {person} có kết quả xếp loại năm {years}: gộp vào hồ sơ khác thì kết quả đó "
              "không còn trong danh sách."),
    .remedy = M("Gộp theo chiều ngược lại để giữ hồ sơ có kết quả. Nếu cả hai đều có kết quả thì "
                "người được giao quyền quyết định ở {decides} gộp, kèm số và ngày văn bản.")};
RefusalKind const merged_has_post{
    .code = "round.merged_has_post",
    .http_status = 409,
    .text = M("Hồ sơ {person} đang giữ chức vụ ở {unit}."),
    .remedy = M("Gộp theo chiều ngược lại để giữ hồ sơ có chức vụ, hoặc ghi thôi chức vụ trước.")};
RefusalKind const merged_has_account{
    .code = "round.merged_has_account",
    .http_status = 409,
    .text = M("Tài khoản {login} gắn với hồ sơ {person}."),
    .remedy = M("Gộp theo chiều ngược lại để giữ hồ sơ có tài khoản, hoặc nhờ người quản trị tài "
                "khoản gắn tài khoản với hồ sơ được giữ.")};
RefusalKind const early_but_unconfirmed{
    .code = "round.early_but_unconfirmed",
    .text = M("{subject}: bước “{step}” được ghi khi còn thiếu: {missing} ({citation}, chưa đối "
              "chiếu văn bản)."),
    .remedy = M("Đã ghi; xin bổ sung bước còn thiếu nếu quy định yêu cầu.")};
RefusalKind const held_down_unconfirmed{
    .code = "round.held_down_unconfirmed",
    .text = M("{subject} có thể không được cao hơn “{ceiling}”: {why} ({citation}, do cấp có thẩm "
              "quyền xem xét hoặc chưa đối chiếu văn bản)."),
    .remedy = M("Đã ghi; xin cân nhắc lại.")};
RefusalKind const unproven_condition{
    .code = "round.unproven_condition",
    .text = M("{subject}: chưa ghi căn cứ về “{condition}” ({citation})."),
    .remedy = M("Đã ghi; xin bổ sung căn cứ.")};
RefusalKind const near_cap{
    .code = "round.near_cap",
    .text = M("{group}: {excellent} xuất sắc, mức {allowed} là số làm tròn của {percent}% trên "
              "{base} ({citation}); quy định chưa nói cách làm tròn."),
    .remedy = M("Đã ghi; xin hỏi cấp trên nếu phải làm tròn xuống.")};
RefusalKind const over_cap_unconfirmed{
    .code = "round.over_cap_unconfirmed",
    .text =
        M("{group}: {excellent} xuất sắc, quá mức {allowed} ({percent}% của {base}; {citation}, "
          "chưa đối chiếu văn bản)."),
    .remedy = M("Đã ghi; xin đối chiếu quy định.")};
RefusalKind const proposals_over_cap{
    .code = "round.proposals_over_cap",
    .text = M("{group}: nếu quyết định đúng như đề xuất sẽ có {excellent} xuất sắc, quá mức "
              "{allowed} ({citation})."),
    .remedy = M("Đã ghi đề xuất; phải bớt trước khi quyết định.")};
RefusalKind const decided_late{.code = "round.decided_late",
                               .text = M("{subject}: quyết định sau hạn {deadline}."),
                               .remedy = M("Đã ghi.")};
RefusalKind const failed_two_years{
    .code = "round.failed_two_years",
    .text = M("{subject} không hoàn thành nhiệm vụ hai năm liền ({years})."),
    .remedy = M("Cấp có thẩm quyền xem xét việc miễn nhiệm, cho thôi giữ chức vụ.")};
RefusalKind const decided_list_changed{
    .code = "round.decided_list_changed",
    .text = M("Danh sách năm {year} đã có kết quả: theo điều vừa ghi, ngày chốt danh sách có "
              "{count} người đã xếp loại không còn ở chi bộ cũ ({names})."),
    .remedy =
        M("Đã ghi; kết quả đã quyết định vẫn giữ nguyên. Nếu ngày ghi nhầm, xin đính chính.")};
RefusalKind const grade_broken{
    .code = "round.grade_broken",
    .text = M("{subject} đã xếp loại “{grade}” năm {year}; theo căn cứ vừa ghi, không được cao hơn "
              "“{ceiling}”: {why} ({citation})."),
    .remedy =
        M("Đã ghi; kết quả cũ vẫn giữ cho đến khi nơi có quyền quyết định xếp loại quyết định "
          "lại.")};
RefusalKind const group_gone_over_cap{
    .code = "round.group_gone_over_cap",
    .text = M("Theo điều vừa ghi, danh sách đã xếp loại năm {year} của {group} đổi thành "
              "{excellent} “Hoàn "
              "thành xuất sắc nhiệm vụ” trên {base} xếp loại tốt trở lên, quá mức {allowed} "
              "({percent}%; {citation}); trước đó là {excellent_before} trên {base_before}."),
    .remedy = M("Đã ghi; nơi có quyền quyết định xếp loại cần quyết định lại cho đúng mức.")};
RefusalKind const results_before_round{
    .code = "round.results_before_round",
    .text = M("Trước khi mở đợt, năm {year} đã có {count} kết quả được ghi không kèm văn bản."),
    .remedy =
        M("Đã mở đợt; các kết quả đó vẫn được tính như đã quyết định: xin rà lại và quyết định "
          "lại ở trang Quyết định, kèm số và ngày văn bản.")};

}  // namespace giaoban::round
