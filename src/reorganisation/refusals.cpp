// What a plan is refused for, in order of precedence.
#include "reorganisation/rules.h"

namespace giaoban::reorganisation {

RefusalKind const plan_has_faults{
    .code = "reorganisation.plan_has_faults",
    .text = M("Phương án còn {count} chỗ chưa ổn; chỗ đầu tiên: {first}"),
    .remedy = M("Xem trước phương án để thấy đủ các chỗ, sửa rồi làm lại. Chưa ghi gì.")};
RefusalKind const plan_is_empty{.code = "reorganisation.plan_is_empty",
                                .text = M("Phương án không có dòng nào."),
                                .remedy = M("Điền ít nhất một dòng: mã cũ và mã mới.")};
RefusalKind const line_without_code{
    .code = "reorganisation.line_without_code",
    .text = M("Dòng không có mã cũ lẫn mã mới."),
    .remedy = M("Ghi mã cũ của đơn vị đang có, hoặc mã mới của đơn vị thành lập.")};
RefusalKind const unit_not_there{
    .code = "reorganisation.unit_not_there",
    .http_status = 404,
    .text = M("Ngày {day} không có đơn vị nào mang mã cũ “{code}”."),
    .remedy = M("Mã cũ là mã đơn vị mang vào ngày liền trước ngày sắp xếp; xem lại mã và ngày.")};
RefusalKind const ends_already{
    .code = "reorganisation.ends_already",
    .http_status = 409,
    .text = M("{unit} đã được ghi là kết thúc từ ngày {day}."),
    .remedy = M("Phương án này có thể đã thực hiện rồi; xem nhật ký. Nếu lần trước sai thì hoàn "
                "tác bút toán đó trước.")};
RefusalKind const line_twice{.code = "reorganisation.line_twice",
                             .http_status = 409,
                             .text = M("Đơn vị “{code}” đã có ở dòng {other}, cùng mã mới."),
                             .remedy = M("Xóa một trong hai dòng.")};
RefusalKind const ends_and_goes_on{
    .code = "reorganisation.ends_and_goes_on",
    .http_status = 409,
    .text = M("Đơn vị “{code}” vừa kết thúc không có nơi kế thừa, vừa có nơi kế thừa (dòng "
              "{other})."),
    .remedy = M("Giữ một trong hai dòng.")};
RefusalKind const two_live_on{
    .code = "reorganisation.two_live_on",
    .http_status = 409,
    .text = M("Mã mới “{code}”: chỉ một đơn vị được giữ, và một đơn vị chỉ được giữ một lần."),
    .remedy = M("Ở cột cách làm, chỉ ghi “Giữ đơn vị cũ” cho một dòng.")};
RefusalKind const lines_disagree{
    .code = "reorganisation.lines_disagree",
    .http_status = 409,
    .text = M("Các dòng của mã mới “{code}” ghi tên, loại hoặc cấp trên khác nhau (so với dòng "
              "{other})."),
    .remedy = M("Ghi giống nhau, hoặc chỉ ghi ở dòng đầu và để trống các dòng sau.")};
RefusalKind const name_missing{.code = "reorganisation.name_missing",
                               .text = M("Đơn vị mới “{code}” chưa có tên."),
                               .remedy = M("Ghi tên đầy đủ như trong quyết định thành lập.")};
RefusalKind const code_in_use{
    .code = "reorganisation.code_in_use",
    .http_status = 409,
    .text = M("Ngày {day} mã “{code}” đang thuộc về {unit}."),
    .remedy = M("Chọn mã khác, hoặc đưa đơn vị đang mang mã đó vào phương án.")};
RefusalKind const parent_not_there{
    .code = "reorganisation.parent_not_there",
    .http_status = 404,
    .text = M("Sau sắp xếp, ngày {day} không có đơn vị nào mang mã “{code}”."),
    .remedy = M("Cấp trên và nơi nhận ghi bằng mã mới; xem lại mã hoặc thêm dòng thành lập.")};
RefusalKind const parent_ends_later{
    .code = "reorganisation.parent_ends_later",
    .http_status = 409,
    .text = M("{unit} được đặt dưới {parent}, mà {parent} đã được ghi là kết thúc từ ngày {day}."),
    .remedy = M("Đặt dưới nơi kế thừa của {parent}, hoặc hoàn tác lần sắp xếp ngày {day} trước.")};
RefusalKind const heir_of_itself{
    .code = "reorganisation.heir_of_itself",
    .http_status = 409,
    .text = M("Ngày {day}, nơi kế thừa của {unit} lại chính là đơn vị đó hoặc phần kết thúc theo "
              "nó, nên không còn ai kế thừa."),
    .remedy = M("Chọn nơi nhận nằm ngoài các đơn vị kết thúc. Nếu nơi nhận đang thuộc đơn vị kết "
                "thúc thì ghi cả cấp trên mới của nơi nhận.")};
RefusalKind const stands_under_itself{
    .code = "reorganisation.stands_under_itself",
    .text = M("Sau sắp xếp, ngày {day} {unit} lại nằm dưới chính mình."),
    .remedy = M("Xem lại cột cấp trên của các dòng liên quan.")};
RefusalKind const part_not_there{
    .code = "reorganisation.part_not_there",
    .http_status = 404,
    .text = M("“{code}” không phải là đơn vị còn hoạt động từ ngày {day} để xếp vào nơi mới."),
    .remedy = M("Phần được chia ghi bằng mã cũ của đơn vị trực thuộc.")};
RefusalKind const placed_twice{.code = "reorganisation.placed_twice",
                               .http_status = 409,
                               .text = M("“{code}” có hai nơi nhận (so với dòng {other})."),
                               .remedy = M("Mỗi phần chỉ ghi một nơi nhận; xóa một dòng.")};
RefusalKind const placed_elsewhere{
    .code = "reorganisation.placed_elsewhere",
    .text = M("“{code}” thuộc {unit}, được xếp về {to} là nơi không kế thừa {unit}."),
    .remedy = M("Các nơi kế thừa: {heirs}. Nếu thật sự chuyển đi nơi khác thì ghi một dòng riêng "
                "cho đơn vị đó, có cấp trên mới.")};
RefusalKind const main_heir_unclear{
    .code = "reorganisation.main_heir_unclear",
    .http_status = 409,
    .text = M("{unit} được chia mà không rõ nơi nào kế thừa chính: {heirs}. Mã cũ, tên cũ và số "
              "đảng viên nhận về đều không nói rõ."),
    .remedy = M("Kèm danh sách nơi kế thừa chính (hai cột: mã cũ, mã nơi kế thừa chính), hoặc "
                "danh sách nơi nhận của từng chi bộ.")};
RefusalKind const no_such_heir{
    .code = "reorganisation.no_such_heir",
    .http_status = 404,
    .text = M("Danh mục không có dòng nào chuyển “{code}” về “{heir}”."),
    .remedy = M("Nơi kế thừa chính phải là một trong các nơi nhận của đơn vị cũ; xem lại mã.")};
RefusalKind const letters_unreadable{
    .code = "reorganisation.letters_unreadable",
    .text = M("“{value}” không phải là tên hay mã: báo lỗi của bảng tính, hoặc chữ viết bằng bảng "
              "mã cũ."),
    .remedy = M("Nhập lại bằng Unicode.")};
RefusalKind const commune_not_listed{
    .code = "reorganisation.commune_not_listed",
    .text = M("{unit} thuộc {above} là đơn vị kết thúc, mà danh mục không có dòng nào cho xã, "
              "phường này."),
    .remedy = M("Thêm dòng cho xã, phường đó vào danh mục. Nếu là cơ quan, không phải cấp xã, thì "
                "ghi tên cho rõ trước khi sắp xếp.")};
RefusalKind const province_name_missing{
    .code = "reorganisation.province_name_missing",
    .text = M("Danh mục không ghi tên của tỉnh mới “{code}”, là tỉnh do nhiều tỉnh hợp nhất."),
    .remedy = M("Thêm cột new_province (Tỉnh mới) vào danh mục.")};
RefusalKind const roles_not_given{
    .code = "reorganisation.roles_not_given",
    .http_status = 403,
    .text = M("Cho vai trò theo về nơi kế thừa thì phải có quyền giao vai trò ở {unit}."),
    .remedy = M("Bỏ lựa chọn đó rồi nhờ người quản trị giao vai trò sau khi sắp xếp.")};
RefusalKind const parts_not_placed{
    .code = "reorganisation.parts_not_placed",
    .text = M("{unit} được chia nhưng còn {count} đơn vị trực thuộc chưa có nơi nhận: {parts}"),
    .remedy = M("Ghi nơi nhận của từng đơn vị, hoặc chọn “xếp về nơi kế thừa chính” để phần mềm "
                "xếp và liệt kê cho người xác nhận.")};
RefusalKind const nowhere_to_go{
    .code = "reorganisation.nowhere_to_go",
    .text = M("{unit} kết thúc mà {part} ở dưới chưa có cấp trên mới."),
    .remedy = M("Ghi nơi kế thừa của đơn vị kết thúc, hoặc nơi nhận của đơn vị ở dưới.")};
RefusalKind const members_without_cell{
    .code = "reorganisation.members_without_cell",
    .text = M("{count} đảng viên của {unit} chưa có chi bộ mới."),
    .remedy = M("Ghi chi bộ kế thừa, hoặc nơi nhận của từng đảng viên.")};
RefusalKind const heir_not_a_cell{
    .code = "reorganisation.heir_not_a_cell",
    .text = M("{count} đảng viên của {unit} không thể thuộc về {heir} vì đó không phải chi bộ."),
    .remedy = M("Chọn nơi kế thừa là chi bộ.")};
RefusalKind const other_date{
    .code = "reorganisation.other_date",
    .text = M("Dòng này ghi ngày {day}, khác ngày {first} của các dòng trên."),
    .remedy = M("Mỗi phương án có một ngày hiệu lực; tách các dòng khác ngày sang tệp khác.")};
RefusalKind const no_name{
    .code = "reorganisation.no_name",
    .text = M("“{value}” không phải là tên của một đơn vị."),
    .remedy = M("Ghi tên bằng chữ như trong quyết định, hoặc để trống nếu giữ "
                "tên cũ.")};
RefusalKind const date_unread{.code = "reorganisation.date_unread",
                              .text = M("“{value}” không phải là một ngày đọc được."),
                              .remedy = M("Ghi ngày theo thứ tự ngày/tháng/năm, như 31/07/2021.")};
RefusalKind const second_plan_tab{
    .code = "reorganisation.second_tab",
    .text = M("Trang “{tab}” cũng có các cột của trang “{sheet}” mà không được đọc."),
    .remedy = M("Gộp các dòng của trang ấy vào trang “{sheet}”, hoặc xóa trang ấy khỏi tệp.")};
RefusalKind const date_missing{.code = "reorganisation.date_missing",
                               .text = M("Phương án chưa ghi ngày hiệu lực."),
                               .remedy = M("Ghi ngày ở cột ngày, hoặc chọn ngày khi nạp.")};
RefusalKind const not_in_list{.code = "reorganisation.not_in_list",
                              .text = M("“{value}” không có trong danh sách của cột “{column}”."),
                              .remedy = M("Chọn trong danh sách của tệp mẫu.")};

RefusalKind const placed_to_main_heir{
    .code = "reorganisation.placed_to_main_heir",
    .text = M("{count} đơn vị trực thuộc chưa ai xếp, được đưa về nơi kế thừa chính."),
    .remedy = M("Xem danh sách “xếp theo mặc định” và xác nhận từng đơn vị.")};
RefusalKind const bodies_end{
    .code = "reorganisation.bodies_end",
    .text = M("{count} cơ quan tham mưu, giúp việc kết thúc cùng cấp ủy của mình."),
    .remedy = M("Cơ quan nào còn hoạt động thì ghi một dòng riêng cho cơ quan đó.")};

namespace {

// Units and members' cells are written by the verbs of their own folders, which hold their laws;
// what else refers to a unit passes on or ends as its own field declares.
std::vector<store::Writing> writings() {
  std::vector<store::Writing> made;
  for (store::Verb const* verb :
       {&reorganise_verb, &merge_verb, &split_verb, &divide_verb, &convert_verb}) {
    made.push_back({.verb = verb,
                    .kinds = unit::catalogue().kinds,
                    .held_by = "the same right as a unit's own verbs, and the tree's invariants"});
    made.push_back(
        {.verb = verb,
         .kinds = {&member::MemberCell::kind},
         .held_by = "members follow a cell that ends to its heir, member::follow_cell alone"});
    made.push_back({.verb = verb,
                    .kinds = {&account::RoleHolding::kind},
                    .held_by = "roles follow where the plan says so, by account::grant_role, and "
                               "who carries it out may give roles over the heir (roles.h)"});
  }
  return made;
}

}  // namespace

RefusalKind const columns_passed_over{.code = "reorganisation.columns_passed_over",
                                      .text = M("Không dùng đến các cột: {columns}."),
                                      .remedy = M("Xem lại nếu trong đó có cột cần dùng.")};
RefusalKind const roles_end{
    .code = "reorganisation.roles_end",
    .text = M("{count} vai trò của người dùng kết thúc cùng đơn vị."),
    .remedy = M("Giao lại vai trò ở nơi kế thừa, hoặc chọn cho vai trò theo về nơi kế thừa khi "
                "thực hiện.")};

store::Catalogue catalogue() {
  return {.entities = {},
          .kinds = {},
          .verbs = {&reorganise_verb, &merge_verb, &split_verb, &divide_verb, &convert_verb},
          .derived = {},
          .invariants = invariants(),
          .refusals = {&plan_has_faults,
                       &plan_is_empty,
                       &line_without_code,
                       &unit_not_there,
                       &ends_already,
                       &line_twice,
                       &ends_and_goes_on,
                       &two_live_on,
                       &lines_disagree,
                       &name_missing,
                       &code_in_use,
                       &parent_not_there,
                       &parent_ends_later,
                       &heir_of_itself,
                       &stands_under_itself,
                       &part_not_there,
                       &placed_twice,
                       &parts_not_placed,
                       &nowhere_to_go,
                       &members_without_cell,
                       &heir_not_a_cell,
                       &other_date,
                       &date_missing,
                       &date_unread,
                       &no_name,
                       &second_plan_tab,
                       &not_in_list,
                       &placed_to_main_heir,
                       &bodies_end,
                       &placed_elsewhere,
                       &main_heir_unclear,
                       &no_such_heir,
                       &letters_unreadable,
                       &commune_not_listed,
                       &province_name_missing,
                       &roles_not_given,
                       &columns_passed_over,
                       &roles_end},
          .queries = {},
          .writings = writings()};
}

}  // namespace giaoban::reorganisation
