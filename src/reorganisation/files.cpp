// Plans from files: a workbook of our own, and the published list of communes and what became of
// them.
#include <algorithm>
#include <array>
#include <fstream>
#include <map>

#include "base/text.h"
#include "print/xlsx_read.h"
#include "print/xlsx_write.h"
#include "reorganisation/csv.h"
#include "reorganisation/reorganisation.h"

namespace giaoban::reorganisation {

namespace {

using print::SheetRow;
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

std::string key_of(std::string_view text) {
  std::string key = fold(normalise(text));
  std::erase_if(key, [](char c) { return c == ' '; });
  return key;
}

std::string cell(SheetRow const& row, int column) {
  auto const* const found = column > 0 ? row.at(column) : nullptr;
  return found == nullptr ? std::string() : normalise(found->text);
}

// Which column of the file is which of ours, by the headings of its first row that has them.
template <std::size_t N>
std::array<int, N> places_of(SheetRow const& row, std::array<std::string, N> const& labels) {
  std::array<int, N> places{};
  for (auto const& one : row.cells) {
    for (std::size_t i = 0; i < N; ++i) {
      if (key_of(one.text) == key_of(labels.at(i))) places.at(i) = one.column;
    }
  }
  return places;
}

std::optional<std::string> tab_named(print::Workbook const& book, Msg name) {
  for (std::string const& tab : book.sheets()) {
    if (key_of(tab) == key_of(name.vietnamese())) return tab;
  }
  return std::nullopt;
}

// Reading the sheet of units, row by row.
class UnitRows {
 public:
  UnitRows(ReadPlan& read, std::optional<Day> on) : read_(read), on_(on) {}

  Result<void> all(print::Workbook const& book, std::string const& tab) {
    TRY_VOID(book.read_sheet(tab, [&](SheetRow const& row) {
      places_ ? line(row) : headings(row);
      return print::Reading::go_on;
    }));
    if (!places_) {
      return refuse(column_missing,
                    {{"column", std::string(unit_columns[0].label.vietnamese())}, {"sheet", tab}});
    }
    if (!on_) return refuse(date_missing, {}, tab);
    read_.plan.on = *on_;
    return {};
  }

 private:
  void headings(SheetRow const& row) {
    std::array<std::string, unit_columns.size()> labels;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      labels.at(i) = unit_columns.at(i).label.vietnamese();
    }
    auto const places = places_of(row, labels);
    if (places[0] > 0 && places[1] > 0) places_ = places;
  }

  [[nodiscard]] std::string text(SheetRow const& row, Column column) const {
    return cell(row, places_->at(static_cast<std::size_t>(column)));
  }

  void line(SheetRow const& row) {
    int const number = static_cast<int>(row.number);
    Line line{.old_code = text(row, Column::old_code),
              .new_code = text(row, Column::new_code),
              .name = text(row, Column::name),
              .parent = text(row, Column::parent),
              .row = number};
    line.unit_kind = chosen<UnitKind>(row, Column::kind);
    line.way = chosen<Way>(row, Column::way);
    std::string const date = text(row, Column::date);
    if (!date.empty()) {
      auto const day = Day::parse(date);
      if (!day || (on_ && *day != *on_)) {
        read_.faults.push_back(
            {number,
             {&other_date,
              {{"day", date}, {"first", on_ ? on_->vietnamese() : std::string("–")}}}});
      }
      if (day && !on_) on_ = *day;
    }
    if (read_.decision.empty()) read_.decision = text(row, Column::decision);
    read_.plan.lines.push_back(std::move(line));
  }

  // By label or code, give or take case and marks.
  template <Chosen E>
  std::optional<E> chosen(SheetRow const& row, Column column) {
    std::string const said = text(row, column);
    if (said.empty()) return std::nullopt;
    for (Choice const& c : choices_of(E{})) {
      if (key_of(said) == key_of(c.label.vietnamese()) || said == c.code) {
        return static_cast<E>(c.value);
      }
    }
    read_.faults.push_back(
        {static_cast<int>(row.number),
         {&not_in_list,
          {{"value", said},
           {"column",
            std::string(unit_columns.at(static_cast<std::size_t>(column)).label.vietnamese())}}}});
    return std::nullopt;
  }

  ReadPlan& read_;
  std::optional<Day> on_;
  std::optional<std::array<int, unit_columns.size()>> places_;
};

struct Reader {
  store::Snapshot& snapshot;
  store::Actor const& actor;
};

// By the code of a unit, or by the number of a member.
void place_part(Reader const& reader, Placing const& placing, ReadPlan& read) {
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

Result<void> read_parts(Reader const& reader, print::Workbook const& book, std::string const& tab,
                        ReadPlan& read) {
  std::optional<std::array<int, part_labels.size()>> places;
  std::array<std::string, part_labels.size()> const labels{
      std::string(part_labels[0].vietnamese()), std::string(part_labels[1].vietnamese())};
  TRY_VOID(book.read_sheet(tab, [&](SheetRow const& row) {
    if (!places) {
      auto const found = places_of(row, labels);
      if (found[0] > 0 && found[1] > 0) places = found;
      return print::Reading::go_on;
    }
    int const number = static_cast<int>(row.number);
    std::string const part = cell(row, places->at(0));
    std::string const to = cell(row, places->at(1));
    if (part.empty() && to.empty()) return print::Reading::go_on;
    place_part(reader, {.part = part, .to = to, .row = number}, read);
    return print::Reading::go_on;
  }));
  return {};
}

}  // namespace

Result<ReadPlan> read_workbook(store::Snapshot& snapshot, store::Actor const& actor,
                               FileAsked const& asked) {
  TRY_INTO(auto const book, print::open_workbook(asked.file));
  auto const units = tab_named(book, units_sheet);
  if (!units) {
    std::string present;
    for (std::string const& tab : book.sheets()) present += (present.empty() ? "" : ", ") + tab;
    return refuse(print::missing_sheet, {{"file", asked.file},
                                         {"sheet", std::string(units_sheet.vietnamese())},
                                         {"present", present}});
  }
  ReadPlan read;
  TRY_VOID(UnitRows(read, asked.on).all(book, *units));
  if (auto const parts = tab_named(book, parts_sheet)) {
    TRY_VOID(read_parts({snapshot, actor}, book, *parts, read));
  }
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

namespace {

enum class Commune {
  old_province_code,
  old_district_code,
  old_commune_code,
  new_province_code,
  new_commune_code,
  new_commune,
  count
};
constexpr std::array<std::string_view, static_cast<std::size_t>(Commune::count)> commune_columns{
    "old_province_code", "old_district_code", "old_commune_code",
    "new_province_code", "new_commune_code",  "new_commune"};

constexpr std::array<std::string_view, 2> divided_columns{"cell_code", "new_unit_code"};

// Which column of the file is which of ours.
template <std::size_t N>
Result<std::array<std::size_t, N>> columns_found(std::array<std::string_view, N> const& wanted,
                                                 std::vector<std::string> const& head,
                                                 std::string const& file) {
  std::array<std::size_t, N> places{};
  for (std::size_t i = 0; i < N; ++i) {
    auto const found = std::ranges::find(head, wanted.at(i));
    if (found == head.end()) {
      return refuse(column_missing, {{"column", std::string(wanted.at(i))}, {"sheet", file}});
    }
    places.at(i) = static_cast<std::size_t>(found - head.begin());
  }
  return places;
}

std::string field_at(std::vector<std::string> const& row, std::size_t place) {
  return place < row.size() ? normalise(row[place]) : std::string();
}

// Where each part of a divided commune goes; what the list leaves out is missing.
Result<void> read_divided(Reader const& reader, std::string const& name, ReadPlan& read) {
  std::ifstream file(name, std::ios::binary);
  if (!file) return refuse(print::file_missing, {{"file", name}});
  std::vector<std::string> row;
  csv_row(file, row);
  TRY_INTO(auto const places, columns_found(divided_columns, row, name));
  for (int number = 2; csv_row(file, row); ++number) {
    Placing const placing{
        .part = field_at(row, places[0]), .to = field_at(row, places[1]), .row = number};
    if (!placing.part.empty() || !placing.to.empty()) place_part(reader, placing, read);
  }
  read.plan.unplaced = Unplaced::refused;
  return {};
}

// "Phường Đức Xuân" becomes "Đảng bộ phường Đức Xuân".
std::string party_of(std::string const& commune) {
  std::string name = commune;
  for (std::string_view const kind : {"Xã ", "Phường ", "Đặc khu ", "Thị trấn "}) {
    if (!commune.starts_with(kind)) continue;
    std::string lowered(kind);
    lowered = kind.starts_with("Đ")
                  ? "đặc khu "
                  : std::string(1, static_cast<char>(kind[0] + 32)) + std::string(kind.substr(1));
    name = lowered + commune.substr(kind.size());
  }
  return "Đảng bộ " + name;
}

}  // namespace

Result<ReadPlan> read_communes(store::Snapshot& snapshot, store::Actor const& actor,
                               FileAsked const& asked) {
  if (!asked.on) return refuse(date_missing);
  std::ifstream file(asked.file, std::ios::binary);
  if (!file) return refuse(print::file_missing, {{"file", asked.file}});
  std::vector<std::string> row;
  if (!csv_row(file, row)) return refuse(plan_is_empty);
  TRY_INTO(auto const places, columns_found(commune_columns, row, asked.file));

  ReadPlan read;
  read.plan.on = *asked.on;
  read.plan.unplaced = Unplaced::to_main_heir;
  store::Moment const before{*asked.on - 1};
  // Districts, and provinces that are no more, with the province that takes what is left of them.
  std::map<std::string, std::string> ended;
  int number = 1;
  while (csv_row(file, row)) {
    ++number;
    auto const text = [&](Commune column) {
      return field_at(row, places.at(static_cast<std::size_t>(column)));
    };
    std::string const province = text(Commune::new_province_code);
    // An island district without communes becomes a special zone itself.
    std::string const commune = text(Commune::old_commune_code);
    std::string const district = text(Commune::old_district_code);
    read.plan.lines.push_back({.old_code = commune.empty() ? district : commune,
                               .new_code = text(Commune::new_commune_code),
                               .name = party_of(text(Commune::new_commune)),
                               .unit_kind = UnitKind::commune_committee,
                               .parent = province,
                               .way = Way::founded,
                               .row = number});
    if (!commune.empty()) ended.emplace(district, province);
    std::string const old_province = text(Commune::old_province_code);
    if (old_province != province) ended.emplace(old_province, province);
  }
  for (auto const& [unit, province] : ended) {
    // What this store does not have was none of its units.
    if (unit.empty() || !unit::bearer(snapshot, unit, before)) continue;
    read.plan.lines.push_back({.old_code = unit, .new_code = province, .way = Way::founded});
  }
  if (!asked.divided.empty()) TRY_VOID(read_divided({snapshot, actor}, asked.divided, read));
  return read;
}

}  // namespace giaoban::reorganisation
