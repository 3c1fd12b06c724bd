#include "workbook/remembered.h"

#include <set>

#include "print/xlsx_mark.h"
#include "store/hash.h"

namespace giaoban::workbook {

store::OwnTable const heading_choice{.table = "heading_choice",
                                     .ddl =
                                         "CREATE TABLE heading_choice (\n"
                                         "  heading_set TEXT NOT NULL,\n"
                                         "  heading TEXT NOT NULL,\n"
                                         "  taken_as TEXT NOT NULL,\n"
                                         "  seal BLOB,\n"
                                         "  PRIMARY KEY (heading_set, heading)\n"
                                         ") STRICT, WITHOUT ROWID;\n",
                                     .key = "heading_set, heading",
                                     .columns = "heading_set, heading, taken_as",
                                     .at_restore = store::AtRestore::comes_back};

std::string heading_set(std::string_view sheet, std::map<int, std::string> const& headings) {
  std::set<std::string> keys;
  for (auto const& [column, text] : headings) {
    if (!print::is_fault_heading(text)) keys.insert(heading_key(text));
  }
  std::string all(sheet);
  for (std::string const& key : keys) all += "\n" + key;
  return store::hash(all).hex();
}

std::map<std::string, std::string> remembered(store::OwnRows rows, std::string const& set) {
  std::map<std::string, std::string> found;
  rows.each(heading_choice, "heading_set = ?1", store::Params(set),
            [&](store::RowView const& row) { found.emplace(row.text(1), row.text(2)); });
  return found;
}

void remember(store::OwnRows& rows, ColumnMap const& map,
              std::map<std::string, std::string> const& headings) {
  std::string const sheet = map.id.substr(0, map.id.find('@'));
  std::string const set = heading_set(sheet, map.headings);
  for (auto const& [heading, column] : headings) {
    if (!heading.starts_with(sheet + "/")) continue;
    auto const key = heading_key(std::string_view(heading).substr(sheet.size() + 1));
    for (auto const& [at, text] : map.headings) {
      if (heading_key(text) == key) rows.put(heading_choice, store::Params(set, key, column));
    }
  }
}

}  // namespace giaoban::workbook
