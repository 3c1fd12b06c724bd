#include "round/paper.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/share.h"
#include "base/text.h"
#include "print/party_page.h"
#include "round/round_paper_hd05.h"
#include "round/round_paper_hd36.h"

namespace giaoban::round {

namespace {

using print::Fields;
using store::Snapshot;

constexpr std::array papers{
    Choice{static_cast<int>(Paper::decision), "decision", M("Quyết định")},
    Choice{static_cast<int>(Paper::notice), "notice", M("Thông báo")},
    Choice{static_cast<int>(Paper::minutes), "minutes", M("Biên bản")},
};
constexpr std::string_view none = "–";

std::string role_of(SubjectView const& view) {
  if (view.subject.part != Part::leader || !view.title) return words_of(label(view.subject.part));
  return words_of(label(*view.title));
}

std::string grade_at(SubjectView const& view, Step step) {
  for (StepTaken const& taken : view.steps) {
    if (taken.step == step && taken.assessment.grade)
      return words_of(label(*taken.assessment.grade));
  }
  return std::string(none);
}

std::string result_of(SubjectView const& view) {
  if (view.grade) return words_of(label(*view.grade));
  if (!view.not_assessed) return std::string(none);
  return "Không xếp loại: " + words_of(label(*view.not_assessed));
}

std::vector<Fields> rows_of(std::vector<SubjectView const*> const& views) {
  std::vector<Fields> rows;
  for (SubjectView const* view : views) {
    rows.push_back({.texts = {{"ordinal", std::to_string(rows.size() + 1)},
                              {"name", view->name.empty() ? "(đã xóa)" : view->name},
                              {"role", role_of(*view)},
                              {"self", grade_at(*view, Step::self_grading)},
                              {"proposal", grade_at(*view, Step::proposal)},
                              {"result", result_of(*view)}},
                    .lists = {}});
  }
  return rows;
}

std::vector<Fields> paragraphs(std::vector<std::string> const& texts) {
  std::vector<Fields> items;
  for (std::string const& text : texts) {
    items.push_back({.texts = {{"text", text}}, .lists = {}});
  }
  return items;
}

// "Hoàn thành tốt nhiệm vụ: 7/8 (87,50%) số được xếp loại", of the members.
std::vector<std::string> shares_of(std::vector<SubjectView const*> const& views) {
  Counts counts;
  for (SubjectView const* view : views) {
    if (view->subject.part == Part::member) count(counts, view->grade);
  }
  if (counts.assessed() == 0) return {};
  std::vector<std::string> lines;
  std::array const parts{std::pair{review::Grade::excellent, counts.excellent},
                         std::pair{review::Grade::good, counts.good},
                         std::pair{review::Grade::fair, counts.fair},
                         std::pair{review::Grade::failed, counts.failed}};
  for (auto const& [grade, members] : parts) {
    Share const share(members, counts.assessed(), M("số đảng viên được xếp loại"));
    lines.push_back(fmt::format("- {}: {};", words_of(label(grade)), share.text()));
  }
  lines.back().back() = '.';
  return lines;
}

// Words of a paper that are its own.
struct Wording {
  std::string type;
  std::string number;
  std::string subject;
  std::vector<std::string> opening;
  std::vector<std::string> closing;
  std::string left_position;
  std::string position;
};

Wording decision_wording(PaperAsked const& asked, std::size_t decided) {
  auto const year = asked.round.opening.year;
  return {
      .type = "QUYẾT ĐỊNH",
      .number = "Số      -QĐ",
      .subject = fmt::format("xếp loại chất lượng năm {} đối với {}", year, asked.unit.name),
      .opening = {fmt::format("Căn cứ {};", review::documents_of(year_of(asked.round))),
                  fmt::format("Căn cứ kết quả tự đánh giá và đề xuất của {};", asked.unit.name),
                  "QUYẾT ĐỊNH:",
                  fmt::format("Điều 1. Xếp loại chất lượng năm {} đối với {} trường hợp của {} như "
                              "bảng sau; danh sách chốt ngày {}.",
                              year, decided, asked.unit.name,
                              asked.round.opening.roster_on.vietnamese())},
      .closing = {fmt::format(
                      "Điều 2. {} thông báo kết quả đến từng tập thể, cá nhân và lưu hồ sơ.",
                      asked.unit.name),
                  "Điều 3. Quyết định này có hiệu lực từ ngày ký."},
      .left_position = "",
      .position = "T/M CẤP ỦY"};
}

Wording notice_wording(PaperAsked const& asked) {
  auto const year = asked.round.opening.year;
  return {
      .type = "THÔNG BÁO",
      .number = "Số      -TB",
      .subject = fmt::format("kết quả xếp loại chất lượng năm {} của {}", year, asked.unit.name),
      .opening = {fmt::format("Căn cứ {}, kết quả xếp loại chất lượng năm {} được thông báo như "
                              "sau.",
                              review::documents_of(year_of(asked.round)), year)},
      .closing = {"Ý kiến về kết quả xếp loại gửi về cấp ra thông báo này."},
      .left_position = "",
      .position = "T/M CẤP ỦY"};
}

Wording minutes_wording(PaperAsked const& asked, std::size_t listed) {
  auto const year = asked.round.opening.year;
  return {
      .type = "BIÊN BẢN",
      .number = "Số      -BB",
      .subject = fmt::format("họp đánh giá, xếp loại chất lượng năm {}", year),
      .opening = {fmt::format("Đơn vị: {}.", asked.unit.name),
                  "Thời gian, địa điểm: …………",
                  "Tổng số đảng viên: ……; có mặt: ……; vắng mặt (họ tên, lý do): ……",
                  fmt::format("Cuộc họp xem xét {} trường hợp, danh sách chốt ngày {}; ý kiến và "
                              "mức đề xuất đối với từng trường hợp ghi trong bảng.",
                              listed, asked.round.opening.roster_on.vietnamese())},
      .closing = {"Biên bản được đọc lại, mọi người nhất trí và ký."},
      .left_position = "THƯ KÝ",
      .position = "CHỦ TRÌ"};
}

Wording wording_of(PaperAsked const& asked, std::size_t rows) {
  switch (asked.paper) {
    case Paper::decision:
      return decision_wording(asked, rows);
    case Paper::notice:
      return notice_wording(asked);
    case Paper::minutes:
      break;
  }
  return minutes_wording(asked, rows);
}

// Who signs: the unit that decides on its members or, where it has none, on itself.
UnitId issuer_of(Snapshot& snapshot, PaperAsked const& asked) {
  if (asked.paper == Paper::minutes) return asked.unit.id;
  Part const part = unit::holds_members(asked.unit.unit_kind) ? Part::member : Part::organisation;
  return authority_over(snapshot, {part, asked.unit.id, {}}, asked.round.opening.roster_on);
}

// A decision and a notice name what the issuer has decided, minutes all that was before the
// meeting.
std::vector<SubjectView const*> named(PaperAsked const& asked, UnitId issuer,
                                      std::vector<SubjectView> const& subjects) {
  std::vector<SubjectView const*> views;
  for (SubjectView const& view : subjects) {
    bool const decided = view.decided_on && view.decides == issuer;
    if (asked.paper == Paper::minutes || decided) views.push_back(&view);
  }
  return views;
}

std::string superior_name(Snapshot& snapshot, UnitId issuer, Day on) {
  auto const parent = snapshot.fact<unit::UnitParent>(issuer.value, {on});
  return parent ? capitals(name_of(snapshot, parent->value.parent, on)) : std::string();
}

std::string place_and_date(Day day) {
  return fmt::format("ngày {:02} tháng {}{} năm {}", day.day(), day.month() < 3 ? "0" : "",
                     day.month(), day.year());
}

}  // namespace

std::span<Choice const> choices_of(Paper) {
  return papers;
}

Fields paper_fields(Snapshot& snapshot, PaperAsked const& asked,
                    std::vector<SubjectView> const& subjects) {
  Day const roster_on = asked.round.opening.roster_on;
  UnitId const issuer = issuer_of(snapshot, asked);
  auto const views = named(asked, issuer, subjects);
  Wording wording = wording_of(asked, views.size());
  auto const shares = asked.paper == Paper::minutes ? std::vector<std::string>() : shares_of(views);
  wording.closing.insert(wording.closing.begin(), shares.begin(), shares.end());
  auto const entry = store::entry(snapshot, snapshot.head());
  return {.texts = {{"superior", superior_name(snapshot, issuer, roster_on)},
                    {"issuer", capitals(name_of(snapshot, issuer, roster_on))},
                    {"number", wording.number},
                    {"place_and_date", place_and_date(asked.on)},
                    {"type", wording.type},
                    {"subject", wording.subject},
                    {"table_title",
                     fmt::format("Kết quả xếp loại chất lượng năm {}", asked.round.opening.year)},
                    {"left_position", wording.left_position},
                    {"position", wording.position},
                    {"signer", ""},
                    {"journal_entry", std::to_string(snapshot.head())},
                    {"journal_mark", entry ? entry->hash.mark() : std::string()}},
          .lists = {{"opening", paragraphs(wording.opening)},
                    {"rows", rows_of(views)},
                    {"closing", paragraphs(wording.closing)}}};
}

Result<std::string> paper_docx(Fields const& fields, Day on) {
  bool const newer = print::party_page_on(on).value == print::PartyPage::hd05_2026;
  TRY_INTO(auto const form,
           print::load_template(newer ? templates::round_paper_hd05 : templates::round_paper_hd36,
                                "văn bản xếp loại"));
  return print::fill(form, fields);
}

std::string paper_name(PaperAsked const& asked) {
  return fmt::format("{} xếp loại {}, {} {}", words_of(label(asked.paper)),
                     asked.round.opening.year, asked.unit.code, asked.unit.name);
}

Listing summary(Snapshot& snapshot, unit::Reach const& reach, RoundView const& round, UnitId unit,
                Language language) {
  auto const tree = unit::tree(snapshot, {round.opening.roster_on});
  auto const results = results_by_cell(snapshot, on_roster(round));
  Listing listing{.title = say(language, M("Tổng hợp xếp loại đảng viên năm {year}"),
                               {{"year", std::to_string(round.opening.year)}}),
                  .columns = {{"code", M("Mã đơn vị"), CellType::text},
                              {"name", M("Tên đơn vị"), CellType::text},
                              {"members", M("Đảng viên"), CellType::count},
                              {"assessed", M("Được xếp loại"), CellType::count},
                              {"excellent", M("Hoàn thành xuất sắc nhiệm vụ"), CellType::count},
                              {"good", M("Hoàn thành tốt nhiệm vụ"), CellType::count},
                              {"fair", M("Hoàn thành nhiệm vụ"), CellType::count},
                              {"failed", M("Không hoàn thành nhiệm vụ"), CellType::count},
                              {"not_assessed", M("Không xếp loại"), CellType::count},
                              {"undecided", M("Chưa quyết định"), CellType::count}},
                  .rows = {}};
  auto const add = [&](unit::Node const& node) {
    Counts counts;
    std::int64_t left_out = 0;
    for (CellResult const& one : results) {
      if (!tree.within(one.cell, node.id) || !reach.holds(one.cell)) continue;
      counts.total += one.members;
      count(counts, one.grade, one.members);
      if (one.not_assessed) left_out += one.members;
    }
    listing.rows.push_back({node.code, node.name, counts.total, counts.assessed(), counts.excellent,
                            counts.good, counts.fair, counts.failed, left_out,
                            counts.total - counts.assessed() - left_out});
  };
  auto const whole = tree.subtree(unit);
  for (unit::Node const& node : whole) {
    bool const right_below = node.depth == whole.front().depth + 1 && reach.holds(node.id);
    if (right_below) add(node);
  }
  if (!whole.empty()) add(whole.front());
  return listing;
}

}  // namespace giaoban::round
