#include "reorganisation/files.h"

#include <algorithm>
#include <array>
#include <set>

#include "print/xlsx_write.h"

namespace giaoban::reorganisation {

namespace {

using unit::UnitKind;

constexpr Msg units_sheet = M("Đơn vị");
constexpr Msg parts_sheet = M("Chia tách");

enum class Column { old_code, new_code, name, kind, parent, way, date, decision };
struct Heading {
  Column column;
  Msg label;
  Msg note;
  int width;
};
constexpr std::array unit_columns{
    Heading{Column::old_code, M("Mã cũ"),
            M("Mã mang vào ngày liền trước ngày sắp xếp; để trống nếu thành lập mới hẳn."), 14},
    Heading{Column::new_code, M("Mã mới"),
            M("Mã từ ngày sắp xếp; để trống nếu kết thúc mà không có nơi kế thừa. Nhiều dòng cùng "
              "mã mới là hợp nhất; một mã cũ ở nhiều dòng là chia tách, dòng đầu là nơi kế thừa "
              "chính."),
            14},
    Heading{Column::name, M("Tên mới"), M("Để trống nếu giữ tên cũ."), 36},
    Heading{Column::kind, M("Loại mới"), M("Để trống nếu giữ loại cũ."), 26},
    Heading{Column::parent, M("Cấp trên mới"), M("Mã mới của cấp trên; để trống nếu như cũ."), 14},
    Heading{Column::way, M("Cách làm"),
            M("Để trống thì: chỉ đổi tên, mã, cấp trên là giữ đơn vị cũ; hợp nhất là lập mới."),
            16},
    Heading{Column::date, M("Ngày"), M("Ngày có hiệu lực; mọi dòng cùng một ngày."), 12},
    Heading{Column::decision, M("Quyết định"), M("Số, ký hiệu của quyết định."), 20},
};
constexpr std::array part_labels{M("Mã đơn vị hoặc số lý lịch"), M("Nơi nhận")};

// As offices head them. What is none of these and holds something is refused: a column dropped is a
// name or a parent that nobody sees is missing.
std::vector<print::TextColumn> plan_texts() {
  using print::ColumnHolds;
  std::vector<print::TextColumn> texts{
      {.label = {},
       .also = {"Mã đơn vị cũ", "Mã hiện tại", "Mã trước sắp xếp", "Mã số cũ"},
       .required = true,
       .holds = ColumnHolds::codes},
      {.label = {},
       .also = {"Mã đơn vị mới", "Mã sau sắp xếp", "Mã số mới"},
       .required = true,
       .holds = ColumnHolds::codes},
      {.label = {},
       .also = {"Tên đơn vị mới", "Tên gọi mới", "Tên sau sắp xếp", "Tên đơn vị sau sắp xếp"},
       .holds = ColumnHolds::words},
      {.label = {}, .also = {"Loại tổ chức mới", "Loại hình mới", "Loại đơn vị mới"}},
      {.label = {},
       .also = {"Mã cấp trên mới", "Đơn vị cấp trên mới", "Mã đơn vị cấp trên mới",
                "Trực thuộc mới"},
       .holds = ColumnHolds::codes},
      {.label = {}, .also = {"Hình thức", "Cách sắp xếp"}},
      {.label = {},
       .also = {"Ngày hiệu lực", "Có hiệu lực từ ngày", "Ngày có hiệu lực", "Từ ngày"},
       .holds = ColumnHolds::days},
      {.label = {}, .also = {"Số quyết định", "Căn cứ", "Quyết định số"}},
  };
  ensure(texts.size() == unit_columns.size(), "each column of a plan is read");
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i].label = unit_columns.at(i).label;
  return texts;
}
// For the eye: what stands in them is neither taken nor missed.
constexpr std::array for_the_eye{"STT",           "TT",           "Số TT",      "Số thứ tự",
                                 "Ghi chú",       "Tên cũ",       "Loại cũ",    "Cấp trên cũ",
                                 "Tên đơn vị cũ", "Tên hiện tại", "Lỗi cần sửa"};

// A cell's word among the ones offered, give or take case and marks.
std::string key_of(std::string_view text) {
  return print::heading_key(text);
}

void refuse_other_columns(ReadPlan& read, print::TextSheet const& sheet, std::string const& tab) {
  for (std::string const& heading : sheet.other) {
    auto const same = [&](std::string_view known) { return key_of(known) == key_of(heading); };
    if (std::ranges::any_of(for_the_eye, same)) continue;
    std::string expected;
    for (Heading const& one : unit_columns) {
      expected += (expected.empty() ? "" : ", ") + std::string(one.label.vietnamese());
    }
    read.faults.push_back({0,
                           {&print::column_not_known,
                            {{"column", heading}, {"sheet", tab}, {"expected", expected}}}});
  }
}

// Reading the sheet of units, row by row.
class UnitRows {
 public:
  UnitRows(ReadPlan& read, std::optional<Day> on) : read_(read), on_(on) {}

  Result<void> all(print::Workbook const& book, std::string const& tab) {
    auto const texts = plan_texts();
    TRY_INTO(auto sheet, print::read_texts(book, tab, texts));
    refuse_other_columns(read_, sheet, tab);
    take_faults(read_, std::move(sheet.faults), Rows::lines);
    for (print::TextRow const& row : sheet.rows) line(row);
    if (!on_ && !unread_.empty()) return refuse(date_unread, {{"value", unread_}}, tab);
    if (!on_) return refuse(date_missing, {}, tab);
    read_.plan.on = *on_;
    return {};
  }

 private:
  static std::string const& text(print::TextRow const& row, Column column) {
    return row.cells[static_cast<std::size_t>(column)];
  }

  void line(print::TextRow const& row) {
    int const number = static_cast<int>(row.number);
    Line line{.old_code = text(row, Column::old_code),
              .new_code = text(row, Column::new_code),
              .name = text(row, Column::name),
              .parent = text(row, Column::parent),
              .row = number};
    line.unit_kind = chosen<UnitKind>(row, Column::kind);
    line.way = chosen<Way>(row, Column::way);
    std::string const& date = text(row, Column::date);
    if (!date.empty()) {
      auto const day = Day::parse(date);
      if (!day) {
        read_.faults.push_back({number, {&date_unread, {{"value", date}}}});
        unread_ = date;
      } else if (on_ && *day != *on_) {
        read_.faults.push_back(
            {number, {&other_date, {{"day", date}, {"first", on_->vietnamese()}}}});
      }
      if (day && !on_) on_ = *day;
    }
    if (read_.decision.empty()) read_.decision = text(row, Column::decision);
    read_.plan.lines.push_back(std::move(line));
  }

  // By label or code, give or take case and marks.
  template <Chosen E>
  std::optional<E> chosen(print::TextRow const& row, Column column) {
    std::string const& said = text(row, column);
    if (said.empty()) return std::nullopt;
    for (Choice const& c : choices_of(E{})) {
      if (key_of(said) == key_of(c.label.vietnamese()) || said == c.code) {
        return static_cast<E>(c.value);
      }
    }
    read_.faults.push_back(
        {static_cast<int>(row.number),
         {&not_in_list,
          {{"value", said}, {"column", unit_columns.at(static_cast<std::size_t>(column)).label}}}});
    return std::nullopt;
  }

  ReadPlan& read_;
  std::optional<Day> on_;
  std::string unread_;  // a day that nobody can read
};

}  // namespace

void take_faults(ReadPlan& read, std::vector<print::CellFault> faults, Rows rows) {
  for (print::CellFault& fault : faults) {
    read.faults.push_back({static_cast<int>(fault.row), std::move(fault.refusal), rows});
  }
}

// By the code of a unit, or by the number of a member.
static void place_part(Reader const& reader, Placing const& placing, ReadPlan& read) {
  auto const& [snapshot, actor] = reader;
  store::Moment const before{read.plan.on - 1};
  auto const reach = unit::reach_of(snapshot, actor, unit::unit_write, before);
  auto const person = member::by_number(snapshot, reach, placing.part, before);
  if (person && !unit::known_bearer(snapshot, {actor, unit::unit_write}, placing.part, before)) {
    read.plan.members.push_back({.person = *person, .to = placing.to, .row = placing.row});
  } else {
    read.plan.placings.push_back(placing);
  }
}

// A part with where it goes, in two columns.
Result<void> read_placings(Reader const& reader, print::Workbook const& book,
                           std::string const& tab, ReadPlan& read) {
  std::array<print::TextColumn, 2> const columns{
      print::TextColumn{.label = part_labels[0],
                        .also = {"cell_code", "Mã chi bộ", "Mã đơn vị", "Số lý lịch"},
                        .required = true,
                        .holds = print::ColumnHolds::codes},
      print::TextColumn{.label = part_labels[1],
                        .also = {"new_unit_code", "Mã nơi nhận", "Mã đơn vị nhận"},
                        .required = true,
                        .holds = print::ColumnHolds::codes}};
  TRY_INTO(auto sheet, print::read_texts(book, tab, columns));
  take_faults(read, std::move(sheet.faults), Rows::placings);
  for (print::TextRow const& row : sheet.rows) {
    place_part(reader,
               {.part = row.cells[0], .to = row.cells[1], .row = static_cast<int>(row.number)},
               read);
  }
  return {};
}

// A tab with the columns of the one that is read: a line dropped is a unit that nobody sees is
// missing.
static Result<void> refuse_second_tabs(ReadPlan& read, print::Workbook const& book,
                                       std::string const& own) {
  print::KnownHeadings known;
  for (std::size_t i = 0; i < unit_columns.size(); ++i) {
    known.emplace(key_of(unit_columns.at(i).label.vietnamese()), i);
  }
  for (std::string const& tab : book.sheets()) {
    if (tab == own) continue;
    TRY_INTO(auto const head, print::find_head(book, tab, known));
    if (!head) continue;
    std::set<std::size_t> had;
    for (auto const& [column, text] : head->cells) {
      if (auto const found = known.find(key_of(text)); found != known.end()) {
        had.insert(found->second);
      }
    }
    if (!had.contains(0) || !had.contains(1)) continue;  // of old and new codes
    read.faults.push_back(
        {0, {&second_plan_tab, {{"tab", tab}, {"sheet", std::string(units_sheet.vietnamese())}}}});
  }
  return {};
}

Result<ReadPlan> read_workbook(store::Snapshot& snapshot, store::Actor const& actor,
                               FileAsked const& asked) {
  TRY_INTO(auto const book, print::open_workbook(asked.file));
  auto const units = print::tab_named(book, units_sheet);
  if (!units) {
    std::string present;
    for (std::string const& tab : book.sheets()) present += (present.empty() ? "" : ", ") + tab;
    return refuse(print::missing_sheet, {{"file", asked.file},
                                         {"sheet", std::string(units_sheet.vietnamese())},
                                         {"present", present}});
  }
  ReadPlan read;
  TRY_VOID(UnitRows(read, asked.on).all(book, *units));
  TRY_VOID(refuse_second_tabs(read, book, *units));
  auto const parts = book.is_text() ? std::nullopt : print::tab_named(book, parts_sheet);
  if (parts) TRY_VOID(read_placings({snapshot, actor}, book, *parts, read));
  return read;
}

void write_template(std::string const& file, Day created, Language language) {
  print::WorkbookWriter writer(file, say(language, M("Mẫu phương án sắp xếp tổ chức")), created,
                               language);
  print::SheetLayout units{.name = std::string(units_sheet.vietnamese()), .columns = {}};
  for (Heading const& heading : unit_columns) {
    print::SheetColumn& column = units.columns.emplace_back();
    column.label = heading.label.vietnamese();
    column.width = heading.width;
    column.note = say(language, heading.note);
    if (heading.column == Column::date) column.type = CellType::day;
    auto const offer = [&](std::span<Choice const> choices) {
      for (Choice const& c : choices) column.choices.push_back(say(language, c.label));
    };
    if (heading.column == Column::kind) offer(unit::choices_of(UnitKind{}));
    if (heading.column == Column::way) offer(choices_of(Way{}));
  }
  writer.sheet(std::move(units));
  print::SheetLayout parts{.name = std::string(parts_sheet.vietnamese()), .columns = {}};
  for (Msg const label : part_labels) {
    parts.columns.push_back({.label = std::string(label.vietnamese()), .width = 26});
  }
  writer.sheet(std::move(parts));
  writer.finish();
}

// --- the list of communes ------------------------------------------------------------------------

}  // namespace giaoban::reorganisation
