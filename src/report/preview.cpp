// Made from the very fields that fill the template, so that numbers and sentences cannot differ;
// the fixed words between them stand here and in data/templates, held equal by a test.
#include "report/preview.h"

#include <algorithm>
#include <array>
#include <span>

#include "web/components.h"

namespace giaoban::report {

namespace {

using print::Fields;
using web::element;
using web::Html;

std::string const& text(Fields const& fields, std::string_view name) {
  auto const found = fields.texts.find(name);
  ensure(found != fields.texts.end(), "the preview names texts that the view has");
  return found->second;
}
std::vector<Fields> const& list(Fields const& fields, std::string_view name) {
  static std::vector<Fields> const none;
  auto const found = fields.lists.find(name);
  return found == fields.lists.end() ? none : found->second;
}

// Line ends of a text become line ends of the page.
Html lines(std::string_view text) {
  Html html;
  while (true) {
    auto const end = text.find('\n');
    html.put(text.substr(0, end));
    if (end == text.npos) return html;
    html.add(element("br"));
    text.remove_prefix(end + 1);
  }
}
Html paragraph(std::string_view look, std::string_view words) {
  return element("p", {{"class", look}}, lines(words));
}

// --- head, body, signing -------------------------------------------------------------------------

Html head_of(Fields const& all) {
  auto const pair = [](Html const& left, Html const& right) {
    return element("div", {{"class", "pair-of-heads"}}, element("div", left),
                   element("div", right));
  };
  return web::join(pair(web::join(paragraph("superior", text(all, "superior")),
                                  paragraph("issuer", text(all, "issuer")), paragraph("star", "*")),
                        paragraph("party", "ĐẢNG CỘNG SẢN VIỆT NAM")),
                   pair(paragraph("doc-number", text(all, "number")),
                        paragraph("place-and-date", text(all, "place_and_date"))),
                   paragraph("doc-type", "BÁO CÁO"), paragraph("doc-subject", text(all, "subject")),
                   paragraph("hyphens", "-----"));
}

struct Piece {
  enum class Kind { part, item, sentence } kind;
  std::string_view words;  // of a sentence: the name of its field
};
constexpr std::array body_pieces{
    Piece{Piece::Kind::part, "I. TỔ CHỨC ĐẢNG VÀ ĐẢNG VIÊN"},
    Piece{Piece::Kind::item, "1. Tổ chức đảng"},
    Piece{Piece::Kind::sentence, "text_organisations"},
    Piece{Piece::Kind::item, "2. Đảng viên"},
    Piece{Piece::Kind::sentence, "text_members"},
    Piece{Piece::Kind::item, "3. Tăng, giảm đảng viên"},
    Piece{Piece::Kind::sentence, "text_movement"},
    Piece{Piece::Kind::part, "II. KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG"},
    Piece{Piece::Kind::sentence, "text_graded_basis"},
    Piece{Piece::Kind::item, "1. Mức độ hoàn thành"},
    Piece{Piece::Kind::sentence, "text_completeness"},
    Piece{Piece::Kind::sentence, "text_not_assessed"},
    Piece{Piece::Kind::item, "2. Tổ chức cơ sở đảng"},
    Piece{Piece::Kind::sentence, "text_graded_grassroots"},
    Piece{Piece::Kind::item, "3. Chi bộ trực thuộc"},
    Piece{Piece::Kind::sentence, "text_graded_cells"},
    Piece{Piece::Kind::item, "4. Đảng viên"},
    Piece{Piece::Kind::sentence, "text_graded_members"},
    Piece{Piece::Kind::item, "5. Tập thể và cán bộ lãnh đạo, quản lý"},
    Piece{Piece::Kind::sentence, "text_graded_leaders"},
    Piece{Piece::Kind::item, "6. Tỷ lệ hoàn thành xuất sắc nhiệm vụ"},
    Piece{Piece::Kind::sentence, "text_cap"},
    Piece{Piece::Kind::part, "III. NHIỆM VỤ VÀ KIẾN NGHỊ"},
    Piece{Piece::Kind::item, "1. Thực hiện nhiệm vụ được giao"},
    Piece{Piece::Kind::sentence, "text_tasks"},
    Piece{Piece::Kind::item, "2. Kiến nghị và trả lời kiến nghị"},
    Piece{Piece::Kind::sentence, "text_recommendations"},
};

Html body_of(Fields const& all) {
  Html html;
  for (Piece const& piece : body_pieces) {
    switch (piece.kind) {
      case Piece::Kind::part:
        html.add(element("h2", piece.words));
        break;
      case Piece::Kind::item:
        html.add(element("h3", piece.words));
        break;
      case Piece::Kind::sentence:
        html.add(element("p", lines(text(all, piece.words))));
    }
  }
  return html.add(element("p", "Số liệu chi tiết ghi ở phụ lục kèm theo."));
}

Html signing_of(Fields const& all) {
  Html recipients = paragraph("recipients-label", "Nơi nhận:");
  for (Fields const& one : list(all, "recipients")) {
    recipients.add(paragraph("recipient", "- " + text(one, "text")));
  }
  Html signer;
  for (Fields const& one : list(all, "authority")) {
    signer.add(paragraph("authority", text(one, "text")));
  }
  signer.add(paragraph("position", text(all, "position")));
  signer.add(paragraph("signer", text(all, "signer")));
  return element("div", {{"class", "pair-of-heads signing"}}, element("div", recipients),
                 element("div", signer));
}

// --- the annex -----------------------------------------------------------------------------------

Html heads(std::span<std::string_view const> labels) {
  Html row;
  for (std::string_view const label : labels) {
    row.add(element("th", {{"scope", "col"}}, label));
  }
  return element("thead", element("tr", row));
}

Html cells(std::span<std::string_view const> names, Fields const& row) {
  Html html;
  for (std::string_view const name : names) {
    constexpr std::array worded{"what", "name",  "whom",  "base",    "title",
                                "lead", "state", "asker", "handler", "subject"};
    bool const words = std::ranges::find(worded, name) != worded.end();
    html.add(element("td", {{"class", words ? "words" : "n"}}, lines(text(row, name))));
  }
  return html;
}

Html numbered_table(std::string_view title, Html const& head, Html const& rows) {
  return web::join(paragraph("table-title", title),
                   element("div", {{"class", "table-box"}},
                           element("table", {{"class", "list"}, {"aria-label", title}}, head,
                                   element("tbody", rows))));
}

Html movement_table(ReportView const& view, Fields const& all) {
  constexpr std::array<std::string_view, 3> labels{"STT", "Nội dung", "Số đảng viên"};
  Html rows;
  for (MovementRow const& row : view.movement) {
    bool const of_whole = row.ordinal.starts_with('I');
    rows.add(element("tr", {{"class", of_whole ? "total" : "part"}},
                     element("td", {{"class", "n"}}, row.ordinal),
                     element("td", {{"class", "words"}}, row.what),
                     element("td", {{"class", "n"}}, text(all, "flow_" + row.id))));
  }
  return numbered_table("Biểu 1. Tăng, giảm đảng viên từ ngày " + text(all, "first_day") +
                            " đến ngày " + text(all, "closing_day"),
                        heads(labels), rows);
}

Html grades_table(Fields const& all) {
  constexpr std::array<std::string_view, 4> labels{
      "Nội dung", "Số lượng", "% số được đánh giá, xếp loại", "% tổng số trong danh sách"};
  constexpr std::array<std::string_view, 4> names{"what", "count", "of_assessed", "of_total"};
  Html rows;
  for (Fields const& group : list(all, "grades")) {
    rows.add(element("tr", {{"class", "total"}},
                     element("th", {{"colspan", 4}, {"scope", "colgroup"}}, text(group, "whom"))));
    for (Fields const& row : list(group, "rows")) rows.add(element("tr", cells(names, row)));
  }
  return numbered_table(
      "Biểu 2. Kết quả đánh giá, xếp loại chất lượng năm " + text(all, "graded_year"),
      heads(labels), rows);
}

Html unit_heads() {
  Html first;
  for (std::string_view const label : {"STT", "Đơn vị", "Tổng số", "Được xếp loại"}) {
    first.add(element("th", {{"scope", "col"}, {"rowspan", 2}}, label));
  }
  first.add(element("th", {{"scope", "colgroup"}, {"colspan", 2}}, "Tốt trở lên"));
  first.add(element("th", {{"scope", "colgroup"}, {"colspan", 3}}, "Xuất sắc"));
  Html second;
  for (std::string_view const label :
       {"Số lượng", "% xếp loại", "Số lượng", "% xếp loại", "% tổng số"}) {
    second.add(element("th", {{"scope", "col"}}, label));
  }
  return element("thead", element("tr", first), element("tr", second));
}

Html unit_tables(Fields const& all) {
  constexpr std::array<std::string_view, 9> names{"ordinal",
                                                  "name",
                                                  "total",
                                                  "assessed",
                                                  "good",
                                                  "good_percent",
                                                  "excellent",
                                                  "excellent_percent",
                                                  "excellent_of_total"};
  Html html;
  for (Fields const& one : list(all, "by_unit")) {
    Html rows;
    for (Fields const& row : list(one, "rows")) rows.add(element("tr", cells(names, row)));
    for (Fields const& row : list(one, "whole")) {
      rows.add(element("tr", {{"class", "total"}}, cells(names, row)));
    }
    html.add(numbered_table("Biểu 3" + text(one, "letter") + ". " + text(one, "title") +
                                ": kết quả năm " + text(all, "graded_year") +
                                " theo đơn vị trực thuộc",
                            unit_heads(), rows));
  }
  return html;
}

Html caps_table(Fields const& all) {
  std::string const of_base = text(all, "cap_percent") + "% của cơ sở";
  std::array<std::string_view, 6> const labels{"Đối tượng",    "Số xuất sắc", "Cơ sở tính",
                                               "Số của cơ sở", "Tỷ lệ %",     of_base};
  constexpr std::array<std::string_view, 6> names{"whom",        "excellent", "base",
                                                  "denominator", "percent",   "ceiling"};
  Html rows;
  for (Fields const& row : list(all, "caps")) rows.add(element("tr", cells(names, row)));
  return numbered_table("Biểu 4. Tỷ lệ hoàn thành xuất sắc nhiệm vụ theo từng cơ sở tính",
                        heads(labels), rows);
}

Html work_tables(Fields const& all) {
  constexpr std::array<std::string_view, 6> task_labels{"STT",       "Nhiệm vụ", "Đơn vị chủ trì",
                                                        "Ngày giao", "Hạn",      "Kết quả"};
  constexpr std::array<std::string_view, 6> task_names{"ordinal",  "title",    "lead",
                                                       "given_on", "deadline", "state"};
  constexpr std::array<std::string_view, 7> asked_labels{
      "STT",         "Kiến nghị", "Đơn vị kiến nghị", "Tiếp nhận", "Nơi giải quyết",
      "Hạn trả lời", "Kết quả"};
  constexpr std::array<std::string_view, 7> asked_names{"ordinal", "subject",  "asker", "taken_on",
                                                        "handler", "deadline", "state"};
  auto const table = [&](std::string_view title, auto const& labels, auto const& names,
                         std::string_view of) {
    Html rows;
    for (Fields const& row : list(all, of)) rows.add(element("tr", cells(names, row)));
    Html const drawn = numbered_table(title, heads(labels), rows);
    return rows.empty() ? web::join(drawn, paragraph("note", "Không có.")) : drawn;
  };
  return web::join(
      table("Biểu 5. Nhiệm vụ phải thực hiện trong kỳ", task_labels, task_names, "tasks"),
      table("Biểu 6. Kiến nghị trong kỳ", asked_labels, asked_names, "recommendations"));
}

Html notes_of(Fields const& all) {
  Html html = paragraph("note-title", "Ghi chú");
  for (Fields const& one : list(all, "notes")) {
    html.add(paragraph("note", "- " + text(one, "text")));
  }
  return html;
}

Html cited_lines(Fields const& all) {
  Html lines;
  for (Fields const& unit : list(all, "cited")) {
    lines.add(paragraph("codes-of", text(unit, "unit")));
    for (Fields const& row : list(unit, "rows")) {
      std::string const& reference = text(row, "reference");
      lines.add(element(
          "p", web::link(web::to("/figures/records").with("reference", reference),
                         text(row, "ordinal") + ". " + text(row, "name") + ": " + reference)));
    }
  }
  return web::join(
      paragraph("table-title", "Biểu 7. Mã số liệu"),
      paragraph("note",
                "Mỗi số liệu đã in mở lại được, kèm danh sách đứng sau nó: gõ mã vào khung “Mở một "
                "số liệu đã in” của trang Số liệu. Trong mã, sau dấu / là cơ sở tính: assessed là "
                "số được đánh giá, xếp loại; good_or_better là số hoàn thành tốt nhiệm vụ trở lên; "
                "không ghi là tổng số."),
      element("div", {{"class", "codes"}}, lines));
}

}  // namespace

Html preview(ReportView const& view) {
  Fields const all = fields(view);
  Html annex = web::join(paragraph("doc-type", "PHỤ LỤC"),
                         paragraph("annex-note", "(kèm theo báo cáo " + text(all, "period") + ", " +
                                                     text(all, "place_and_date") + ")"));
  annex.add(movement_table(view, all)).add(grades_table(all)).add(unit_tables(all));
  annex.add(caps_table(all)).add(work_tables(all));
  annex.add(notes_of(all)).add(cited_lines(all));
  Html const foot = element("footer", "Số liệu theo bút toán " + text(all, "journal_entry") +
                                          ", dấu " + text(all, "journal_mark"));
  return element("article", {{"class", "paper"}, {"lang", "vi"}}, head_of(all), body_of(all),
                 signing_of(all), element("section", {{"class", "annex"}}, annex), foot);
}

}  // namespace giaoban::report
