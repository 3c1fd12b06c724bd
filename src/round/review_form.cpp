// The forms on which subjects review and grade themselves: what the register and the round know is
// filled in, what is said of oneself is left to write.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "print/party_name.h"
#include "round/issuer.h"
#include "round/paper.h"
#include "round/round_review_hd05.h"
#include "round/round_review_hd36.h"
#include "round/rules.h"
#include "store/journal_end.h"

namespace giaoban::round {

namespace {

using print::Fields;
using store::Snapshot;

constexpr std::string_view to_write = "……………………";
constexpr int blank_lines = 3;

std::vector<Fields> blanks() {
  // As long as a line of the page is.
  constexpr int dots = 30;
  std::string line;
  for (int i = 0; i < dots; ++i) line += "…";
  return paragraphs(std::vector<std::string>(blank_lines, line));
}

// Whose form it is: a member who leads elsewhere fills the leader's.
Part form_part(Snapshot& snapshot, PaperAsked const& asked, Subject const& subject) {
  if (subject.part != Part::member) return subject.part;
  bool const leads = as_leader(snapshot, subject.person, asked.round.opening.roster_on).has_value();
  return leads ? Part::leader : Part::member;
}

Assessment own_grading(SubjectView const& view) {
  auto const said = std::ranges::find(view.steps, Step::self_grading, &StepTaken::step);
  return said == view.steps.end() ? Assessment{} : said->assessment;
}

// "Bí thư Chi bộ khu 1; Phó bí thư Đảng ủy xã Hùng Lô", on the roster date.
std::string posts_of(Snapshot& snapshot, PersonId person, Day roster_on) {
  std::string all;
  for (post::Holding const& held : post::of_person(snapshot, person, store::standing - 1)) {
    if (!held.span.contains(roster_on)) continue;
    std::string const title = held.holding.title_text.empty() ? words_of(label(held.holding.title))
                                                              : held.holding.title_text;
    all += fmt::format("{}{}, {}", all.empty() ? "" : "; ", title,
                       name_of(snapshot, held.holding.unit, roster_on));
  }
  return all.empty() ? std::string(to_write) : all;
}

Fields line(std::string_view label, std::string text) {
  return {.texts = {{"label", std::string(label)}, {"text", std::move(text)}}, .lists = {}};
}

std::vector<Fields> who(Snapshot& snapshot, PaperAsked const& asked, SubjectView const& view) {
  if (of_unit(view.subject.part)) return {line("Tập thể: ", view.name)};
  Day const roster_on = asked.round.opening.roster_on;
  auto const known =
      snapshot.fact<member::PersonParticulars>(view.subject.person.value, {roster_on});
  auto const place = snapshot.fact<member::MemberCell>(view.subject.person.value, {roster_on});
  std::string const cell = place && place->value.cell
                               ? name_of(snapshot, *place->value.cell, roster_on)
                               : std::string(to_write);
  bool const born = known && known->value.born;
  return {line("Họ và tên: ", view.name),
          line("Ngày sinh: ", born ? known->value.born->vietnamese() : std::string(to_write)),
          line("Chức vụ Đảng: ", posts_of(snapshot, view.subject.person, roster_on)),
          line("Chức vụ chính quyền, đoàn thể: ", std::string(to_write)),
          line("Đơn vị công tác: ", std::string(to_write)),
          line("Sinh hoạt tại: ", cell)};
}

std::vector<Fields> parts_of(ReviewForm const& form) {
  std::vector<Fields> parts;
  for (std::string_view const heading : form.parts) {
    parts.push_back(
        {.texts = {{"heading", std::string(heading)}}, .lists = {{"blanks", blanks()}}});
  }
  return parts;
}

struct Criterion {
  std::string ordinal = {};
  std::string name;
  std::string most = {};
  std::string own = {};
};

template <class T>
std::string number_or_blank(std::optional<T> const& number) {
  return number ? std::to_string(*number) : std::string("……");
}
std::string rating_or_blank(std::optional<Rating> rating) {
  return rating ? words_of(label(*rating)) : std::string("……");
}

// The two blocks with what they hold, and their sum where there are points.
std::vector<Fields> criteria_rows(int year, Part part, Assessment const& own) {
  auto const tables = criteria_of(year, part);
  ensure(!tables.empty(), "each year has its criteria");
  CriteriaTable const& table = tables.front().value;
  bool const points = has_points(year);
  std::vector<Criterion> rows;
  auto const block = [&](std::string name, std::span<Msg const> criteria, std::int64_t most,
                         std::string given) {
    rows.push_back({.ordinal = rows.empty() ? "A" : "B",
                    .name = std::move(name),
                    .most = points ? std::to_string(most) : std::string(),
                    .own = std::move(given)});
    for (std::size_t i = 0; i < criteria.size(); ++i) {
      rows.push_back({.ordinal = std::to_string(i + 1), .name = words_of(criteria[i])});
    }
  };
  block("Nhóm tiêu chí chung", table.common, common_points_max,
        points ? number_or_blank(own.common_points) : rating_or_blank(own.common_rating));
  block("Nhóm tiêu chí kết quả thực hiện nhiệm vụ", table.result, result_points_max,
        points ? number_or_blank(own.result_points) : rating_or_blank(own.result_rating));
  if (points) {
    bool const whole = own.common_points && own.result_points;
    rows.push_back({.name = "Tổng điểm",
                    .most = std::to_string(common_points_max + result_points_max),
                    .own = whole ? std::to_string(*own.common_points + *own.result_points)
                                 : std::string("……")});
  }
  std::vector<Fields> items;
  for (Criterion& row : rows) {
    items.push_back({.texts = {{"ordinal", std::move(row.ordinal)},
                               {"name", std::move(row.name)},
                               {"most", std::move(row.most)},
                               {"own", std::move(row.own)}},
                     .lists = {}});
  }
  return items;
}

std::vector<Fields> boxes(Assessment const& own) {
  std::vector<std::string> lines;
  for (Choice const& choice : choices_of(review::Grade{})) {
    bool const chosen = own.grade && static_cast<int>(*own.grade) == choice.value;
    lines.push_back(fmt::format("{} {}", chosen ? "☒" : "☐", words_of(choice.label)));
  }
  return paragraphs(lines);
}

std::vector<Fields> remarks(Dated<ReviewForm> const& form) {
  auto lines = blanks();
  auto ending = paragraphs({"Mức xếp loại đề xuất: ……………………"});
  if (form.confidence == Confidence::unconfirmed) {
    auto const note = paragraphs({fmt::format(
        "(Bố cục theo {} chưa đối chiếu văn bản gốc: sửa mẫu này nếu cần.)", form.citation)});
    ending.insert(ending.end(), note.begin(), note.end());
  }
  lines.insert(lines.end(), ending.begin(), ending.end());
  return lines;
}

Fields sheet_of(Snapshot& snapshot, PaperAsked const& asked, Issuer const& issuer,
                SubjectView const& view) {
  int const year = year_of(asked.round);
  Part const part = form_part(snapshot, asked, view.subject);
  auto const form = form_of(year, part);
  ensure(form.has_value(), "each year has its forms");
  Assessment const own = own_grading(view);
  bool const collective = part == Part::collective;
  // Of a collective the committee above says what it thinks, of a person its own.
  std::string const says =
      collective ? issuer_named(snapshot, view.decides, asked.round.opening.roster_on).called
                 : issuer.called;
  return {.texts = {{"form", std::string(form->value.number)},
                    {"superior", issuer.superior},
                    {"issuer", issuer.body},
                    {"place_and_date", place_and_date(issuer, asked.on)},
                    {"title", std::string(form->value.title)},
                    {"subject", fmt::format("Năm {}", year)},
                    {"table_title", "Tự đánh giá theo tiêu chí"},
                    {"head_most", has_points(year) ? "Điểm tối đa" : "Ghi chú"},
                    {"head_own", has_points(year) ? "Điểm tự chấm" : "Mức tự đánh giá"},
                    {"own_grade", "Tự nhận mức xếp loại:"},
                    {"position", collective ? "T/M TẬP THỂ" : "NGƯỜI TỰ KIỂM ĐIỂM"},
                    {"signer", collective ? std::string() : view.name},
                    {"remarks_title", collective ? "Nhận xét, đánh giá của cấp ủy cấp trên"
                                                 : "Nhận xét, đánh giá của chi bộ, cấp ủy"},
                    {"authority", "T/M " + print::spelled(says)}},
          .lists = {{"lines", who(snapshot, asked, view)},
                    {"parts", parts_of(form->value)},
                    {"criteria", criteria_rows(year, part, own)},
                    {"boxes", boxes(own)},
                    {"remarks", remarks(*form)}}};
}

}  // namespace

bool has_review_form(PaperAsked const& asked, SubjectView const& view) {
  if (asked.only) return view.subject.person == *asked.only && !of_unit(view.subject.part);
  // An organisation is reviewed by its collective; an erased person has no name to print.
  return view.subject.part != Part::organisation && !view.name.empty();
}

Result<std::string> review_docx(Snapshot& snapshot, PaperAsked const& asked,
                                std::vector<SubjectView> const& subjects) {
  Issuer const issuer = issuer_named(snapshot, asked.unit.id, asked.round.opening.roster_on);
  auto const hash = store::hash_of_entry(snapshot, snapshot.head());
  std::vector<Fields> sheets;
  for (SubjectView const& view : subjects) {
    if (!has_review_form(asked, view)) continue;
    // Who leads a unit and is a member of its cell writes one.
    bool const twice =
        view.subject.part == Part::member &&
        std::ranges::any_of(subjects, [&](SubjectView const& other) {
          return other.subject.part == Part::leader && other.subject.person == view.subject.person;
        });
    if (twice) continue;
    sheets.push_back(sheet_of(snapshot, asked, issuer, view));
    sheets.back().lists["break"] =
        sheets.size() == 1 ? std::vector<Fields>() : paragraphs({std::string()});
  }
  Fields const fields{.texts = {{"journal_entry", std::to_string(snapshot.head())},
                                {"journal_mark", hash ? hash->mark() : std::string()}},
                      .lists = {{"sheets", std::move(sheets)}}};
  static print::Template const older = sound_form(templates::round_review_hd36);
  static print::Template const newer = sound_form(templates::round_review_hd05);
  return print::fill(on_newer_page(asked.on) ? newer : older, fields);
}

}  // namespace giaoban::round
