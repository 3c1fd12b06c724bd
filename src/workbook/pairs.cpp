// What a user answers and how headings are to be taken, as text: "key=value; key=value".
#include <algorithm>

#include "base/text.h"
#include "workbook/column_map.h"
#include "workbook/questions.h"

namespace giaoban::workbook {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// The last "=" parts key and value: a heading may hold one.
Result<Pairs> pairs_in(std::string_view text) {
  Pairs pairs;
  while (!text.empty()) {
    auto const end = std::min(text.find(';'), text.size());
    std::string const pair = normalise(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
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
  return std::map<std::string, std::string>(pairs.begin(), pairs.end());
}

Result<std::map<std::string, std::string>> headings_in(std::string_view text) {
  TRY_INTO(auto const pairs, pairs_in(text));
  std::map<std::string, std::string> headings;
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
      headings[sheet.id + "/" + heading] = ours;
      found = true;
    }
    if (!found) return refuse(no_such_column, {{"column", column}});
  }
  return headings;
}

RefusalKind const bad_pairs{"import.bad_pairs", 400, M("“{value}” không có dạng TÊN=GIÁ TRỊ."),
                            M("Ghi từng cặp TÊN=GIÁ TRỊ, cách nhau bằng dấu chấm phẩy.")};
RefusalKind const no_such_column{
    "import.no_such_column", 400, M("Mẫu nạp sổ không có cột “{column}”."),
    M("Ghi tiêu đề hoặc mã của một cột trong tệp mẫu; xem bằng lệnh import --columns.")};

}  // namespace giaoban::workbook
