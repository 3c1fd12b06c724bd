#include "app/help.h"

#include <fmt/format.h>

#include <algorithm>

namespace giaoban::app {

using command::Command;
using command::Given;
using command::Option;
using command::Take;

std::vector<Option> const& common_options() {
  static std::vector<Option> const options{
      {.name = "store",
       .help = M("Kho dữ liệu: tên tệp, hoặc postgresql://...; không ghi thì lấy ở biến "
                 "GIAOBAN_STORE"),
       .placeholder = M("TỆP|URL")},
      {.name = "keys",
       .help = M("Tệp khóa của kho; không ghi thì lấy tệp khóa cạnh kho"),
       .placeholder = M("TỆP")},
      {.name = "as",
       .help = M("Tên người làm, ghi vào nhật ký; không ghi thì là người dùng của máy"),
       .placeholder = M("TÊN")},
      {.name = "format",
       .help = M("Dạng kết quả: bảng để đọc, JSON hoặc CSV cho máy khác"),
       .placeholder = "table|json|csv"},
      {.name = "lang", .help = M("Tiếng Việt hoặc tiếng Anh"), .placeholder = "vi|en"},
      {.name = "help", .help = M("Xem cách dùng của lệnh này"), .take = Take::flag}};
  return options;
}

namespace {

constexpr int page_width = 100;
constexpr int left_width_max = 34;

struct Line {
  std::string left;
  std::string right;
};

// The words of a text in lines of at most `width` columns.
std::vector<std::string> wrapped(std::string_view text, int width) {
  std::vector<std::string> lines{""};
  while (!text.empty()) {
    auto const space = text.find(' ');
    auto const word = std::string(text.substr(0, space));
    text.remove_prefix(space == text.npos ? text.size() : space + 1);
    auto& line = lines.back();
    if (line.empty()) {
      line = word;
    } else if (print::display_width(line) + 1 + print::display_width(word) <= width) {
      line += " " + word;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

std::string in_two_columns(std::vector<Line> const& lines) {
  int left_width = 0;
  for (auto const& line : lines) {
    auto const width = print::display_width(line.left);
    if (width <= left_width_max) left_width = std::max(left_width, width);
  }
  auto const margin = left_width + 4;
  std::string text;
  for (auto const& line : lines) {
    text += "  " + line.left;
    int at = 2 + print::display_width(line.left);
    for (auto const& part : wrapped(line.right, page_width - margin)) {
      if (at > margin - 2) {
        text += '\n';
        at = 0;
      }
      text.append(static_cast<std::size_t>(margin - at), ' ');
      text += part + '\n';
      at = 0;
    }
  }
  return text;
}

std::string placeholder_of(Option const& option, Language language) {
  auto const& [plain, words] = option.placeholder;
  if (words != Msg{}) return say(language, words);
  if (!plain.empty()) return std::string(plain);
  return option.take == Take::positional ? option.name : "...";
}

}  // namespace

std::string written(Option const& option, Language language) {
  switch (option.take) {
    case Take::positional:
      return placeholder_of(option, language);
    case Take::flag:
      return "--" + option.name;
    case Take::value:
      return fmt::format("--{} {}", option.name, placeholder_of(option, language));
  }
  return {};
}

namespace {

Line line_of(Option const& option, Language language) {
  auto words = say(language, option.help);
  std::string list;
  for (auto const& choice : option.choices) {
    list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", choice.code,
                        say(language, choice.label));
  }
  if (!list.empty()) words += ": " + list;
  return {written(option, language), words};
}

std::string section(Msg title, std::vector<Option> const& options, Language language) {
  if (options.empty()) return {};
  std::vector<Line> lines;
  for (auto const& option : options) lines.push_back(line_of(option, language));
  return fmt::format("\n{}\n{}", say(language, title), in_two_columns(lines));
}

std::vector<Option> those(Command const& command, Given given) {
  std::vector<Option> options;
  for (auto const& option : command.options) {
    if (option.given == given) options.push_back(option);
  }
  return options;
}

std::string usage_line(Command const& command, Language language) {
  auto line = say(language, M("Cách dùng:")) + fmt::format(" giaoban {}", command.path);
  auto optional = false;
  for (auto const& option : command.options) {
    if (option.given == Given::required) {
      line += " " + written(option, language);
    } else if (option.take == Take::positional) {
      line += " [" + written(option, language) + "]";
    } else {
      optional = true;
    }
  }
  if (optional) line += " " + say(language, M("[tùy chọn...]"));
  return line + "\n";
}

std::string_view first_word(std::string_view path) {
  return path.substr(0, path.find(' '));
}

}  // namespace

std::string help_of(Command const& command, Language language) {
  auto text = usage_line(command, language);
  text += "\n" + say(language, command.help) + "\n";
  text += section(M("Bắt buộc:"), those(command, Given::required), language);
  text += section(M("Tùy chọn:"), those(command, Given::optional), language);
  text += section(M("Dùng với mọi lệnh:"), common_options(), language);
  if (!command.example.empty()) {
    auto const* program = command.example.starts_with("giaoban ") ? "" : "giaoban ";
    text += fmt::format("\n{}\n  {}{}\n", say(language, M("Ví dụ:")), program, command.example);
  }
  return text;
}

std::string help_of(CommandTable const& commands, std::string_view word, Language language) {
  auto text = say(language, M("Cách dùng:")) +
              fmt::format(" giaoban {} ", word.empty() ? say(language, M("LỆNH")) : word) +
              say(language, M("[tùy chọn...]")) + "\n\n" + say(language, M("Các lệnh:")) + "\n";
  std::vector<Line> lines;
  for (auto const& command : commands) {
    if (!word.empty() && first_word(command.path) != word) continue;
    lines.push_back({std::string(command.path), say(language, command.help)});
  }
  text += in_two_columns(lines);
  text += section(M("Dùng với mọi lệnh:"), common_options(), language);
  return text + "\n" + say(language, M("Thêm --help vào sau một lệnh để xem lệnh đó cần gì.")) +
         "\n";
}

}  // namespace giaoban::app
