#include "app/targets.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "base/target.h"

namespace giaoban::app {

namespace {

using command::Command;
using command::Input;
using command::Option;

RefusalKind const no_such_folder{.code = "app.no_such_folder",
                                 .http_status = 409,
                                 .text = M("Không ghi {file} được: không có thư mục {folder}."),
                                 .remedy = M("Xem lại đường dẫn, hoặc lập thư mục ấy trước.")};
RefusalKind const folder_closed{
    .code = "app.folder_closed",
    .http_status = 409,
    .text = M("Không ghi {file} được: người chạy lệnh không có quyền ghi vào thư mục {folder}, "
              "hoặc ổ đĩa ấy chỉ đọc được."),
    .remedy = M("Chọn thư mục khác, hoặc xin quyền ghi vào thư mục ấy.")};
RefusalKind const file_there{
    .code = "app.file_there",
    .http_status = 409,
    .text = M("Đã có tệp {file}; chưa ghi gì vào đó."),
    .remedy = M("Chọn tên khác. Nếu bỏ được tệp ấy thì thêm --replace để ghi đè; chỉ tệp cùng loại "
                "mới bị ghi đè.")};

constexpr std::string_view replace = "replace";

// What these write never goes over anything: a copy of a store is refused where something stands,
// anchors are added at the end.
bool never_over(Command const& command) {
  constexpr std::array<std::string_view, 2> commands{"backup", "serve"};
  return std::ranges::find(commands, command.path) != commands.end();
}

bool writes_over(Command const& command) {
  return !never_over(command) && std::ranges::any_of(command.options, [](Option const& option) {
    return option.input == Input::file_written;
  });
}

// The folder of a store's keys is made with them.
bool in_a_folder_that_stands(Option const& option) {
  return option.input == Input::file_written && option.name != "keys-out";
}

bool holds_something(std::filesystem::path const& file) {
  std::error_code unknown;
  return standing_at(file) == Standing::file &&
         (std::filesystem::file_size(file, unknown) > 0 || unknown);
}

}  // namespace

void offer_replacing(CommandTable& commands) {
  for (Command& command : commands) {
    if (!writes_over(command)) continue;
    command.options.push_back({.name = std::string(replace),
                               .help = M("Ghi đè lên tệp đã có ở tên ấy"),
                               .take = command::Take::flag});
  }
}

Result<void> targets_free(Command const& command, command::Arguments const& arguments) {
  for (Option const& option : command.options) {
    if (!in_a_folder_that_stands(option)) continue;
    auto const given = arguments.path(option.name);
    if (!given) continue;
    std::filesystem::path const file = given->text();
    auto const folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    Args const named{{"file", file.string()}, {"folder", folder.string()}};
    std::error_code unknown;
    if (!std::filesystem::is_directory(folder, unknown)) return refuse(no_such_folder, named);
    if (::access(folder.c_str(), W_OK) != 0) return refuse(folder_closed, named);
    if (never_over(command) || arguments.flag(replace)) continue;
    if (holds_something(file)) return refuse(file_there, named);
  }
  return {};
}

std::vector<RefusalKind const*> const& target_refusals() {
  static std::vector<RefusalKind const*> const all{&no_such_folder, &folder_closed, &file_there};
  return all;
}

}  // namespace giaoban::app
