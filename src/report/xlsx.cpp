// The view as a workbook: the annex's tables as sheets that open ready to print, and the sentences
// with the references behind them. Percents are text beside their count and base.
#include <fmt/format.h>

#include "print/xlsx_write.h"
#include "report/asked.h"
#include "report/report.h"
#include "report/sentences.h"

namespace giaoban::report {

namespace {

using print::SheetColumn;
using print::SheetLayout;
using print::WorkbookWriter;

Value number(std::optional<std::int64_t> count) {
  return count ? Value{*count} : Value{std::string(not_known_words)};
}
Value percent(std::optional<Share> const& share) {
  auto const text = share ? share->percent_beside_base() : std::nullopt;
  return text ? Value{*text} : Value{};
}
Value numerator(std::optional<Share> const& share) {
  return number(share ? std::optional(share->numerator()) : std::nullopt);
}

SheetColumn column(std::string label, CellType type, double width) {
  return {.label = std::move(label), .type = type, .width = width};
}
SheetColumn text(std::string label, double width) {
  return column(std::move(label), CellType::text, width);
}
SheetColumn count(std::string label) {
  return column(std::move(label), CellType::count, 14);
}
SheetColumn share(std::string label) {
  return column(std::move(label), CellType::percent, 14);
}

// Every sheet says of whom, of when, and by which entry it was read.
SheetLayout sheet(ReportView const& view, std::string name, std::vector<SheetColumn> columns) {
  return {.name = name,
          .title = fmt::format("{}, {}", name, view.period.name(Language::vietnamese)),
          .subtitle = fmt::format("{}, ngày {}. Số liệu theo bút toán {}, dấu {}", view.unit_name,
                                  view.closing.vietnamese(), view.known_at, view.mark),
          .columns = std::move(columns),
          .orientation = print::Orientation::landscape};
}

void add_words(WorkbookWriter& book, ReportView const& view) {
  book.sheet(sheet(view, "Nội dung báo cáo", {text("Nội dung", 130)}));
  for (auto const name : sentence_names()) book.row({view.sentences.at(std::string(name))});
  for (auto const& note : view.notes) book.row({note});
}

void add_movement(WorkbookWriter& book, ReportView const& view) {
  book.sheet(sheet(view, "Tăng, giảm đảng viên",
                   {text("STT", 6), text("Nội dung", 50), count("Số đảng viên")}));
  for (auto const& row : view.movement) book.row({row.ordinal, row.what, number(row.count)});
}

void add_grades(WorkbookWriter& book, ReportView const& view) {
  book.sheet(sheet(
      view, "Kết quả xếp loại",
      {text("Đối tượng", 28), text("Nội dung", 52), count("Số lượng"), count("Số được xếp loại"),
       share("% số được xếp loại"), count("Tổng số"), share("% tổng số")}));
  for (auto const& group : view.grades) {
    for (auto const& row : group.rows) {
      auto const base = [](std::optional<Share> const& of) {
        return of ? Value{of->denominator()} : Value{};
      };
      book.row({group.whom, row.what, number(row.count), base(row.of_assessed),
                percent(row.of_assessed), base(row.of_total), percent(row.of_total)});
    }
  }
}

void add_units(WorkbookWriter& book, ReportView const& view) {
  for (auto const& table : view.by_unit) {
    book.sheet(sheet(view, table.title,
                     {text("Đơn vị", 44), count("Tổng số"), count("Được xếp loại"),
                      count("Tốt trở lên"), share("% số được xếp loại"), count("Xuất sắc"),
                      share("% số được xếp loại"), share("% tổng số")}));
    auto const add = [&](UnitRow const& row) {
      book.row({row.name, number(row.total), number(row.assessed), numerator(row.good),
                percent(row.good), numerator(row.excellent), percent(row.excellent),
                percent(row.excellent_of_total)});
    };
    for (auto const& row : table.rows) add(row);
    add(table.whole);
  }
}

void add_caps(WorkbookWriter& book, ReportView const& view) {
  book.sheet(sheet(
      view, "Tỷ lệ xuất sắc",
      {text("Đối tượng", 28), count("Số xuất sắc"), text("Cơ sở tính", 52), count("Số của cơ sở"),
       share("Tỷ lệ %"), count(fmt::format("{}% của cơ sở", view.cap_percent))}));
  for (auto const& row : view.caps) {
    book.row({row.whom, numerator(row.share),
              row.share ? Value{std::string(row.share->base_name().vietnamese())} : Value{},
              number(row.share ? std::optional(row.share->denominator()) : std::nullopt),
              percent(row.share), number(row.ceiling)});
  }
}

void add_work(WorkbookWriter& book, ReportView const& view) {
  auto const day = [](std::string label) { return column(std::move(label), CellType::day, 14); };
  auto const value = [](std::optional<Day> on) {
    return on ? Value{std::int64_t{on->number()}} : Value{};
  };
  book.sheet(sheet(view, "Nhiệm vụ trong kỳ",
                   {text("Nhiệm vụ", 60), text("Đơn vị chủ trì", 34), day("Ngày giao"), day("Hạn"),
                    text("Kết quả", 40)}));
  for (auto const& row : view.tasks) {
    book.row({row.title, row.lead, value(row.given_on), value(row.deadline), row.state});
  }
  book.sheet(sheet(view, "Kiến nghị trong kỳ",
                   {text("Kiến nghị", 60), text("Đơn vị kiến nghị", 34), day("Ngày tiếp nhận"),
                    text("Nơi giải quyết", 34), day("Hạn trả lời"), text("Kết quả", 40)}));
  for (auto const& row : view.recommendations) {
    book.row(
        {row.subject, row.asker, value(row.taken_on), row.handler, value(row.deadline), row.state});
  }
}

void add_references(WorkbookWriter& book, ReportView const& view) {
  book.sheet(sheet(
      view, "Mã số liệu",
      {text("Chỉ tiêu", 50), text("Đơn vị", 34), text("Số liệu", 60), text("Mã số liệu", 60)}));
  for (auto const& one : view.cited) {
    book.row({one.name, one.unit, one.value, one.reference.text()});
  }
}

}  // namespace

void xlsx(ReportView const& view, std::filesystem::path const& file) {
  WorkbookWriter book(file, "Báo cáo " + view.period.name(Language::vietnamese), view.date,
                      Language::vietnamese);
  add_words(book, view);
  add_movement(book, view);
  add_grades(book, view);
  add_units(book, view);
  add_caps(book, view);
  add_work(book, view);
  add_references(book, view);
  book.finish();
}

}  // namespace giaoban::report
