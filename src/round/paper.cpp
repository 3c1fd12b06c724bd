#include "round/paper.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "base/share.h"
#include "print/party_name.h"
#include "print/party_page.h"
#include "round/issuer.h"
#include "round/round_paper_hd05.h"
#include "round/round_paper_hd36.h"
#include "round/round_summary_hd05.h"
#include "round/round_summary_hd36.h"
#include "store/journal_end.h"

namespace giaoban::round {

using print::Fields;

std::vector<Fields> paragraphs(std::vector<std::string> const& texts) {
  std::vector<Fields> items;
  for (std::string const& text : texts) {
    items.push_back({.texts = {{"text", text}}, .lists = {}});
  }
  return items;
}

bool on_newer_page(Day on) {
  return print::party_page_on(on).value == print::PartyPage::hd05_2026;
}

print::Template sound_form(std::string_view bytes) {
  auto form = print::load_template(bytes, "văn bản xếp loại");
  ensure(form.has_value(), "a built-in template is sound");
  return *std::move(form);
}

namespace {

using store::Snapshot;

constexpr std::array papers{
    Choice{static_cast<int>(Paper::decision), "decision", M("Quyết định")},
    Choice{static_cast<int>(Paper::notice), "notice", M("Thông báo")},
    Choice{static_cast<int>(Paper::minutes), "minutes", M("Biên bản")},
    Choice{static_cast<int>(Paper::regrading), "regrading", M("Quyết định xếp loại lại")},
    Choice{static_cast<int>(Paper::review), "review", M("Mẫu kiểm điểm, tự xếp loại")},
};
constexpr std::string_view no_grade = "–";

std::string role_of(SubjectView const& view) {
  if (view.subject.part != Part::leader || !view.title) return words_of(label(view.subject.part));
  return words_of(label(*view.title));
}

std::string grade_at(SubjectView const& view, Step step) {
  for (StepTaken const& taken : view.steps) {
    if (taken.step == step && taken.assessment.grade)
      return words_of(label(*taken.assessment.grade));
  }
  return std::string(no_grade);
}

std::string result_words_of(std::optional<review::Grade> grade,
                            std::optional<review::NotAssessed> not_assessed) {
  if (grade) return words_of(label(*grade));
  if (!not_assessed) return std::string(no_grade);
  return "Không xếp loại: " + words_of(label(*not_assessed));
}
std::string result_of(SubjectView const& view) {
  return result_words_of(view.grade, view.not_assessed);
}

// --- decided on before ---------------------------------------------------------------------------

struct Earlier {
  std::string result;
  std::string reason;  // of the decision that took its place
};

template <class Graded, class Aspect>
std::optional<Earlier> earlier_of(Snapshot& snapshot, std::int64_t id, Aspect aspect, int year) {
  auto const standing = [&](EntryNumber known_at) -> std::optional<store::Fact<Graded>> {
    for (auto const& fact : snapshot.history_of<Graded>(id, known_at)) {
      bool const stands = fact.head.year == year && fact.head.span.to == Day::forever();
      if (stands && fact.value.aspect == aspect) return fact;
    }
    return std::nullopt;
  };
  auto const now = standing(store::standing - 1);
  if (!now) return std::nullopt;
  auto const before = standing(now->head.recorded_in - 1);
  if (!before) return std::nullopt;
  auto const entry = store::entry(snapshot, now->head.recorded_in);
  return Earlier{result_words_of(before->value.grade, before->value.not_assessed),
                 entry ? entry->reason : std::string()};
}

std::optional<Earlier> earlier_of(Snapshot& snapshot, Subject const& subject, int year) {
  if (of_unit(subject.part)) {
    return earlier_of<review::UnitGrade>(snapshot, subject.unit.value, unit_aspect(subject.part),
                                         year);
  }
  return earlier_of<review::PersonGrade>(snapshot, subject.person.value,
                                         person_aspect(subject.part), year);
}

std::vector<Fields> regraded_rows(Snapshot& snapshot, int year,
                                  std::vector<SubjectView const*> const& views) {
  std::vector<Fields> rows;
  for (SubjectView const* view : views) {
    auto const earlier = earlier_of(snapshot, view->subject, year);
    if (!earlier) continue;
    rows.push_back({.texts = {{"ordinal", std::to_string(rows.size() + 1)},
                              {"name", view->name.empty() ? "(đã xóa)" : view->name},
                              {"role", role_of(*view)},
                              {"self", earlier->result},
                              {"proposal", earlier->reason},
                              {"result", result_of(*view)}},
                    .lists = {}});
  }
  return rows;
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

// A line with words before it that are set off: "Điều 1." of a decision.
struct Line {
  std::string label = {};
  std::string text;
};

// "Hoàn thành tốt nhiệm vụ: 7/8 (87,50%) số được xếp loại", of the members.
std::vector<Line> shares_of(std::vector<SubjectView const*> const& views) {
  Counts counts;
  for (SubjectView const* view : views) {
    if (view->subject.part == Part::member) count(counts, view->grade);
  }
  if (counts.assessed() == 0) return {};
  std::vector<Line> lines;
  std::array const parts{std::pair{review::Grade::excellent, counts.excellent},
                         std::pair{review::Grade::good, counts.good},
                         std::pair{review::Grade::fair, counts.fair},
                         std::pair{review::Grade::failed, counts.failed}};
  for (auto const& [grade, members] : parts) {
    Share const share(members, counts.assessed(), M("số đảng viên được xếp loại"));
    lines.push_back({.text = fmt::format("- {}: {};", words_of(label(grade)), share.text())});
  }
  lines.back().text.back() = '.';
  return lines;
}

// Words of a paper that are its own.
struct Wording {
  std::string type;
  std::string sign;  // in the number
  std::string subject;
  std::vector<std::string> grounds = {};  // without dash and end
  std::vector<std::string> resolves = {};
  std::vector<Line> opening = {};
  std::vector<Line> closing = {};
};

std::string of_law(PaperAsked const& asked) {
  return fmt::format("Căn cứ {}", review::documents_of(year_of(asked.round)));
}

Line const in_force_from_signing{"Điều 3. ", "Quyết định này có hiệu lực từ ngày ký."};

Wording decision_wording(PaperAsked const& asked, std::size_t decided) {
  auto const year = asked.round.opening.year;
  return {
      .type = "QUYẾT ĐỊNH",
      .sign = "QĐ",
      .subject = fmt::format("xếp loại chất lượng năm {} đối với {}", year, asked.unit.name),
      .grounds = {of_law(asked),
                  fmt::format("Căn cứ kết quả tự đánh giá và đề xuất của {}", asked.unit.name)},
      .resolves = {"QUYẾT ĐỊNH:"},
      .opening = {{"Điều 1. ",
                   fmt::format("Xếp loại chất lượng năm {} đối với {} trường hợp của {} như bảng "
                               "sau; danh sách chốt ngày {}.",
                               year, decided, asked.unit.name,
                               asked.round.opening.roster_on.vietnamese())}},
      .closing = {
          {"Điều 2. ", fmt::format("{} thông báo kết quả đến từng tập thể, cá nhân và lưu hồ sơ.",
                                   asked.unit.name)},
          in_force_from_signing}};
}

Wording notice_wording(PaperAsked const& asked) {
  auto const year = asked.round.opening.year;
  return {
      .type = "THÔNG BÁO",
      .sign = "TB",
      .subject = fmt::format("kết quả xếp loại chất lượng năm {} của {}", year, asked.unit.name),
      .opening = {{.text = fmt::format("{}, kết quả xếp loại chất lượng năm {} được thông báo "
                                       "như sau.",
                                       of_law(asked), year)}},
      .closing = {{.text = "Ý kiến về kết quả xếp loại gửi về cấp ra thông báo này."}}};
}

Wording minutes_wording(PaperAsked const& asked, std::size_t listed) {
  auto const year = asked.round.opening.year;
  return {
      .type = "BIÊN BẢN",
      .sign = "BB",
      .subject = fmt::format("họp đánh giá, xếp loại chất lượng năm {}", year),
      .opening = {{.text = fmt::format("Đơn vị: {}.", asked.unit.name)},
                  {.text = "Thời gian, địa điểm: …………"},
                  {.text = "Tổng số đảng viên: ……; có mặt: ……; vắng mặt (họ tên, lý do): ……"},
                  {.text = fmt::format(
                       "Cuộc họp xem xét {} trường hợp, danh sách chốt ngày {}; ý kiến và mức đề "
                       "xuất đối với từng trường hợp ghi trong bảng.",
                       listed, asked.round.opening.roster_on.vietnamese())}},
      .closing = {{.text = "Biên bản được đọc lại, mọi người nhất trí và ký."}}};
}

Wording regrading_wording(PaperAsked const& asked, std::size_t rows) {
  auto const year = asked.round.opening.year;
  return {.type = "QUYẾT ĐỊNH",
          .sign = "QĐ",
          .subject = fmt::format("đánh giá, xếp loại lại chất lượng năm {} đối với {}", year,
                                 asked.unit.name),
          .grounds = {of_law(asked), "Xét các lý do nêu trong bảng"},
          .resolves = {"QUYẾT ĐỊNH:"},
          .opening = {{"Điều 1. ",
                       fmt::format("Hủy bỏ mức đã quyết định và xếp loại lại chất lượng năm {} đối "
                                   "với {} trường hợp của {} như bảng sau.",
                                   year, rows, asked.unit.name)}},
          .closing = {{"Điều 2. ",
                       fmt::format("{} thông báo kết quả xếp loại lại đến từng tập thể, cá nhân và "
                                   "lưu hồ sơ.",
                                   asked.unit.name)},
                      in_force_from_signing}};
}

struct TableHeads {
  std::string self = "Tự xếp loại";
  std::string proposal = "Đề xuất";
  std::string result = "Kết quả";
};

Wording wording_of(PaperAsked const& asked, std::size_t rows) {
  switch (asked.paper) {
    case Paper::decision:
      return decision_wording(asked, rows);
    case Paper::notice:
      return notice_wording(asked);
    case Paper::regrading:
      return regrading_wording(asked, rows);
    case Paper::minutes:
    case Paper::review:
      break;
  }
  ensure(asked.paper == Paper::minutes, "a review has forms, not a table");
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

std::vector<Fields> lines_of(std::vector<Line> const& lines) {
  std::vector<Fields> items;
  for (Line const& line : lines) {
    items.push_back({.texts = {{"label", line.label}, {"text", line.text}}, .lists = {}});
  }
  return items;
}

// Each begins with a dash and ends with a semicolon, the last with a comma.
std::vector<Fields> ground_lines(std::vector<std::string> grounds) {
  for (std::string& ground : grounds) ground = "- " + ground + ";";
  if (!grounds.empty()) grounds.back().back() = ',';
  return paragraphs(grounds);
}

// Who signs, and to whom it goes: minutes are signed by who took them and who chaired.
void add_ending(Fields& fields, Issuer const& issuer, PaperAsked const& asked) {
  bool const minutes = asked.paper == Paper::minutes;
  fields.texts.emplace("left_position", minutes ? "NGƯỜI GHI BIÊN BẢN" : "");
  fields.texts.emplace("position", minutes ? "CHỦ TRÌ HỘI NGHỊ" : "BÍ THƯ");
  fields.texts.emplace("signer", "");
  auto& lists = fields.lists;
  auto const only_if_issued = [&](std::vector<std::string> const& lines) {
    return minutes ? std::vector<Fields>() : paragraphs(lines);
  };
  lists["authority"] = only_if_issued({"T/M " + print::spelled(issuer.called)});
  lists["recipients_label"] = only_if_issued({"Nơi nhận:"});
  lists["recipients"] = only_if_issued(recipient_lines(issuer, asked.unit.name, asked.on));
}

}  // namespace

std::span<Choice const> choices_of(Paper) {
  return papers;
}

Fields paper_fields(Snapshot& snapshot, PaperAsked const& asked,
                    std::vector<SubjectView> const& subjects) {
  UnitId const issues = issuer_of(snapshot, asked);
  Issuer const issuer = issuer_named(snapshot, issues, asked.round.opening.roster_on);
  auto const views = named(asked, issues, subjects);
  bool const again = asked.paper == Paper::regrading;
  auto rows = again ? regraded_rows(snapshot, year_of(asked.round), views) : rows_of(views);
  TableHeads const heads =
      again ? TableHeads{"Mức đã quyết định", "Lý do", "Xếp loại lại"} : TableHeads{};
  Wording wording = wording_of(asked, rows.size());
  bool const counted = asked.paper == Paper::decision || asked.paper == Paper::notice;
  auto closing = counted ? shares_of(views) : std::vector<Line>();
  std::ranges::copy(wording.closing, std::back_inserter(closing));
  auto const hash = store::hash_of_entry(snapshot, snapshot.head());
  Fields fields{.texts = {{"superior", issuer.superior},
                          {"issuer", issuer.body},
                          {"number", print::document_number("", wording.sign, issuer.suffix)},
                          {"place_and_date", place_and_date(issuer, asked.on)},
                          {"type", wording.type},
                          {"subject", wording.subject},
                          {"table_title", fmt::format("Kết quả xếp loại chất lượng năm {}",
                                                      asked.round.opening.year)},
                          {"head_role", "Đối tượng"},
                          {"head_self", heads.self},
                          {"head_proposal", heads.proposal},
                          {"head_result", heads.result},
                          {"journal_entry", std::to_string(snapshot.head())},
                          {"journal_mark", hash ? hash->mark() : std::string()}},
                .lists = {{"grounds", ground_lines(wording.grounds)},
                          {"resolves", paragraphs(wording.resolves)},
                          {"opening", lines_of(wording.opening)},
                          {"rows", std::move(rows)},
                          {"closing", lines_of(closing)}}};
  add_ending(fields, issuer, asked);
  return fields;
}

// The forms are part of the program, each read once.
Result<std::string> paper_docx(Fields const& fields, Day on) {
  static print::Template const older = sound_form(templates::round_paper_hd36);
  static print::Template const newer = sound_form(templates::round_paper_hd05);
  return print::fill(on_newer_page(on) ? newer : older, fields);
}

Result<std::optional<std::string>> paper_of(Snapshot& snapshot, unit::Reach const& reach,
                                            PaperAsked const& asked) {
  if (asked.only && asked.paper != Paper::review) {
    return refuse(paper_of_all, {{"paper", words_of(label(asked.paper))}});
  }
  TRY_INTO(auto const subjects, results_of(snapshot, reach, asked.round, asked.unit.id));
  if (asked.paper == Paper::review) {
    bool const anybody = std::ranges::any_of(
        subjects, [&](SubjectView const& view) { return has_review_form(asked, view); });
    if (asked.only && !anybody) {
      return refuse(form_of_nobody, {{"unit", asked.unit.name},
                                     {"roster_on", asked.round.opening.roster_on.vietnamese()}});
    }
    if (!anybody) return std::nullopt;
    TRY_INTO(auto forms, review_docx(snapshot, asked, subjects));
    return std::optional(std::move(forms));
  }
  auto const fields = paper_fields(snapshot, asked, subjects);
  if (fields.lists.at("rows").empty()) return std::nullopt;
  TRY_INTO(auto bytes, paper_docx(fields, asked.on));
  return std::optional(std::move(bytes));
}

Result<std::vector<print::DocxPart>> papers_below(Snapshot& snapshot, unit::Reach const& reach,
                                                  PaperAsked const& top, GoingOn const& going_on) {
  auto const tree = unit::tree(snapshot, {top.round.opening.roster_on});
  auto const units = tree.subtree(top.unit.id);
  std::vector<print::DocxPart> files;
  std::int64_t done = 0;
  for (unit::Node const& node : units) {
    TRY_VOID(going_on(done++, static_cast<std::int64_t>(units.size())));
    if (!reach.holds(node.id)) continue;
    PaperAsked const asked{top.round, node, top.paper, top.on};
    TRY_INTO(auto bytes, paper_of(snapshot, reach, asked));
    if (bytes) files.push_back({paper_name(asked) + ".docx", *std::move(bytes)});
  }
  return files;
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

namespace {

std::string figure_text(Value const& value) {
  auto const* const count = std::get_if<std::int64_t>(&value);
  return count == nullptr ? std::string() : format_count(*count);
}

std::vector<Fields> summary_rows(Listing const& listing) {
  std::vector<Fields> rows;
  for (Row const& row : listing.rows) {
    bool const last = &row == &listing.rows.back();
    Fields fields{.texts = {{"ordinal", last ? std::string() : std::to_string(rows.size() + 1)},
                            {"name", last ? "Cộng" : std::get<std::string>(row[1])}},
                  .lists = {}};
    for (std::size_t i = 2; i < listing.columns.size(); ++i) {
      fields.texts.emplace(std::string(listing.columns[i].id), figure_text(row[i]));
    }
    rows.push_back(std::move(fields));
  }
  return rows;
}

}  // namespace

Result<std::string> summary_docx(Snapshot& snapshot, unit::Reach const& reach,
                                 SummaryAsked const& asked) {
  Day const roster_on = asked.round.opening.roster_on;
  auto const listing = summary(snapshot, reach, asked.round, asked.unit.id, Language::vietnamese);
  Issuer const issuer = issuer_named(snapshot, asked.unit.id, roster_on);
  auto const hash = store::hash_of_entry(snapshot, snapshot.head());
  Fields const fields{
      .texts = {{"superior", issuer.superior},
                {"issuer", issuer.body},
                {"number", print::document_number("", "BC", issuer.suffix)},
                {"place_and_date", place_and_date(issuer, asked.on)},
                {"type", "BẢNG TỔNG HỢP"},
                {"subject", fmt::format("kết quả xếp loại chất lượng đảng viên năm {}",
                                        asked.round.opening.year)},
                {"table_title", fmt::format("Danh sách chốt ngày {}", roster_on.vietnamese())},
                {"left_position", "NGƯỜI LẬP BIỂU"},
                {"position", "BÍ THƯ"},
                {"signer", ""},
                {"journal_entry", std::to_string(snapshot.head())},
                {"journal_mark", hash ? hash->mark() : std::string()}},
      .lists = {{"authority", paragraphs({"T/M " + print::spelled(issuer.called)})},
                {"rows", summary_rows(listing)}}};
  return print::fill(sound_form(on_newer_page(asked.on) ? templates::round_summary_hd05
                                                        : templates::round_summary_hd36),
                     fields);
}

}  // namespace giaoban::round
