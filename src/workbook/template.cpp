// The blank workbook, and how a sheet is drawn wherever one is written.
#include "workbook/workbook.h"

namespace giaoban::workbook {

namespace {

CellType cell_type_of(store::FieldType type) {
  switch (type) {
    case store::FieldType::integer:
      return CellType::number;
    case store::FieldType::day:
      return CellType::day;
    case store::FieldType::partial_day:
      return CellType::partial;
    case store::FieldType::text:
    case store::FieldType::choice:
    case store::FieldType::reference:
      return CellType::text;
  }
  return CellType::text;
}

// What the heading's comment says: the field's own note, and how a day is written.
std::string note_of(SheetColumn const& column, Language language) {
  std::string note = say(language, column.note);
  auto const add = [&](Msg sentence) {
    note += (note.empty() ? "" : " ") + say(language, sentence);
  };
  if (column.type == store::FieldType::day) add(M("Ghi ngày/tháng/năm, ví dụ 05/02/2021."));
  if (column.required) add(M("Bắt buộc."));
  return note;
}

}  // namespace

print::SheetLayout drawn(SheetLayout const& sheet, Language language) {
  // The sheet's name and headings are what the import looks for: Vietnamese in any language.
  print::SheetLayout drawing{.name = std::string(sheet.name.vietnamese()), .columns = {}};
  for (SheetColumn const& column : sheet.columns) {
    print::SheetColumn& made = drawing.columns.emplace_back();
    made.label = column.header.vietnamese();
    made.type = cell_type_of(column.type);
    made.width = column.width;
    made.emphasis = column.required ? print::Emphasis::required : print::Emphasis::plain;
    made.note = note_of(column, language);
    for (Choice const& c : column.choices) made.choices.push_back(say(language, c.label));
  }
  if (sheet.id == "book") {
    drawing.orientation = print::Orientation::portrait;
    drawing.filter = print::Filter::none;
  }
  return drawing;
}

Value shown(SheetColumn const& column, Value const& value, Language language) {
  if (column.choices.empty() || is_null(value)) return value;
  for (Choice const& c : column.choices) {
    if (c.code == std::get<std::string>(value)) return say(language, c.label);
  }
  return value;
}

void write_template(std::string const& file, Day created, Language language) {
  print::WorkbookWriter writer(file, say(language, M("Mẫu sổ đảng viên và tổ chức đảng")), created,
                               language);
  for (SheetLayout const& sheet : layout()) {
    writer.sheet(drawn(sheet, language));
    if (sheet.id != "book") continue;
    for (BookItem const& item : book_items()) {
      writer.row({std::string(item.label.vietnamese()), Value{}});
    }
  }
  writer.finish();
}

}  // namespace giaoban::workbook
