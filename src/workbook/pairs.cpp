// What a user answers and how headings are to be taken, as text: "key=value; key=value".
#include <algorithm>

#include "base/text.h"
#include "workbook/column_map.h"
#include "workbook/questions.h"

namespace giaoban::workbook {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr char parts_pairs = ';';
constexpr char takes_as_it_is = '\\';  // a ";" or itself, where it stands before one

bool is_special(char c) {
  return c == parts_pairs || c == takes_as_it_is;
}

std::vector<std::string> parted(std::string_view text) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == takes_as_it_is && i + 1 < text.size() && is_special(text[i + 1])) {
      parts.back() += text[++i];
    } else if (text[i] == parts_pairs) {
      parts.emplace_back();
    } else {
      parts.back() += text[i];
    }
  }
  return parts;
}

// The last "=" parts key and value: a heading may hold one.
Result<Pairs> pairs_in(std::string_view text) {
  Pairs pairs;
  for (std::string const& part : parted(text)) {
    std::string const pair = normalise(part);
    if (pair.empty()) continue;
    auto const equal = pair.rfind('=');
    if (equal == pair.npos || equal == 0) return refuse(bad_pairs, {{"value", pair}});
    pairs.emplace_back(normalise(std::string_view(pair).substr(0, equal)),
                       normalise(std::string_view(pair).substr(equal + 1)));
  }
  return pairs;
}

// The id of the sheet's column that is called so; "" where there is none.
std::string column_called(SheetLayout const& sheet, std::string const& name) {
  for (SheetColumn const& column : sheet.columns) {
    if (name == column.id || name == short_id(column) ||
        heading_key(name) == heading_key(column.header.vietnamese())) {
      return column.id;
    }
  }
  return {};
}

}  // namespace

Result<std::map<std::string, std::string>> answers_in(std::string_view text) {
  TRY_INTO(auto const pairs, pairs_in(text));
  std::map<std::string, std::string> answers;
  for (auto const& [question, answer] : pairs) {
    auto const [first, alone] = answers.emplace(question, answer);
    if (!alone && first->second != answer) {
      return refuse(pair_twice, {{"key", question}, {"first", first->second}, {"second", answer}});
    }
  }
  return answers;
}

Result<std::map<std::string, std::string>> headings_in(std::string_view text) {
  TRY_INTO(auto const pairs, pairs_in(text));
  std::map<std::string, std::string> headings;
  std::map<std::string, std::string> by_key;  // one heading, however it is written
  for (auto const& [given, column] : pairs) {
    bool found = column.empty();
    for (SheetLayout const& sheet : layout()) {
      if (sheet.id == "book") continue;
      bool const of_this = given.starts_with(sheet.id + "/");
      bool const of_any =
          given.find('/') == given.npos || std::ranges::none_of(layout(), [&](auto const& each) {
            return given.starts_with(each.id + "/");
          });
      if (!of_this && !of_any) continue;
      std::string const heading = of_this ? given.substr(sheet.id.size() + 1) : given;
      std::string const ours = column.empty() ? "" : column_called(sheet, column);
      if (ours.empty() && !column.empty()) continue;
      auto const [first, alone] = by_key.emplace(sheet.id + "/" + heading_key(heading), ours);
      if (!alone && first->second != ours) {
        return refuse(pair_twice, {{"key", heading}, {"first", first->second}, {"second", ours}});
      }
      headings[sheet.id + "/" + heading] = ours;
      found = true;
    }
    if (!found) return refuse(no_such_column, {{"column", column}});
  }
  return headings;
}

std::string pair_text(std::string_view key, std::string_view value) {
  std::string text;
  for (char const c : std::string(key) + "=" + std::string(value)) {
    if (is_special(c)) text += takes_as_it_is;
    text += c;
  }
  return text;
}

RefusalKind const pair_twice{"import.pair_twice", 400,
                             M("“{key}” được trả lời hai lần khác nhau: “{first}” và “{second}”."),
                             M("Giữ một trong hai.")};
RefusalKind const bad_pairs{"import.bad_pairs", 400, M("“{value}” không có dạng TÊN=GIÁ TRỊ."),
                            M("Ghi từng cặp TÊN=GIÁ TRỊ, cách nhau bằng dấu chấm phẩy.")};
RefusalKind const no_such_column{
    "import.no_such_column", 400, M("Mẫu nạp sổ không có cột “{column}”."),
    M("Ghi tiêu đề hoặc mã của một cột trong tệp mẫu, như ở bảng các cột của tệp.")};

}  // namespace giaoban::workbook
