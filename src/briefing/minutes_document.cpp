// The fixed words of the page stand here and in data/templates/conference-minutes, held equal by a
// test.
#include "briefing/minutes_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "briefing/checks.h"
#include "briefing/conference_minutes_hd05.h"
#include "briefing/conference_minutes_hd36.h"
#include "briefing/rules.h"
#include "print/party_page.h"
#include "setting/setting.h"
#include "store/journal_end.h"

namespace giaoban::briefing {

namespace {

using print::Fields;
using store::Snapshot;
using web::element;
using web::Html;

constexpr std::string_view none = "–";

std::string vietnamese(Msg text) {
  return std::string(text.vietnamese());
}

// --- what is said --------------------------------------------------------------------------------

// What of a paper says where people and units are called.
struct Naming {
  Snapshot& snapshot;
  MinutesReader const& reader;
  Day day;  // of the conference

  [[nodiscard]] std::string unit(UnitId id) const { return name_on(snapshot, id, day); }
  [[nodiscard]] std::string units(std::vector<UnitId> const& ids) const {
    std::string all;
    for (UnitId const id : ids) all += (all.empty() ? "" : "; ") + unit(id);
    return all.empty() ? "không" : all;
  }
};

std::string time_words(View const& view) {
  Conference const& own = view.conference;
  if (view.from == view.to) {
    return fmt::format("từ {} đến {} ngày {}", time_text(own.begins), time_text(own.ends),
                       view.from.vietnamese());
  }
  return fmt::format("từ {} ngày {} đến {} ngày {}", time_text(own.begins), view.from.vietnamese(),
                     time_text(own.ends), view.to.vietnamese());
}

std::string date_words(Day day) {
  return fmt::format("ngày {:02} tháng {}{} năm {}", day.day(), day.month() < 3 ? "0" : "",
                     day.month(), day.year());
}

std::vector<Fields> place_items(Naming const& naming, Minutes const& minutes) {
  std::vector<Fields> items;
  for (Completeness const& group : minutes.places) {
    items.push_back({.texts = {{"whom", vietnamese(group.whom)},
                               {"share", group.share.text()},
                               {"did", naming.units(group.did)},
                               {"did_not", naming.units(group.did_not)}},
                     .lists = {}});
  }
  return items;
}

std::vector<Fields> attendance_items(Naming const& naming, View const& view) {
  std::vector<Fields> items;
  for (Attendance const& one : view.attendance) {
    std::string presence = vietnamese(label(one.presence));
    if (!one.reason.empty()) presence += ": " + one.reason;
    items.push_back({.texts = {{"ordinal", std::to_string(items.size() + 1)},
                               {"who", participant(naming.snapshot, naming.reader.members,
                                                   one.person, one.title)},
                               {"unit", naming.unit(one.unit)},
                               {"place", one.place ? naming.unit(*one.place) : std::string(none)},
                               {"presence", std::move(presence)}},
                     .lists = {}});
  }
  return items;
}

std::vector<Fields> agenda_items(Naming const& naming, View const& view) {
  std::vector<Fields> items;
  for (ItemView const& one : view.agenda) {
    std::string title = one.item.title;
    if (one.item.presenter)
      title += fmt::format(" ({} trình bày)", naming.unit(*one.item.presenter));
    title += one.handled ? "." : "; chưa xong.";
    items.push_back(
        {.texts = {{"ordinal", std::to_string(items.size() + 1)}, {"title", std::move(title)}},
         .lists = {}});
  }
  return items;
}

std::vector<Fields> conclusion_items(View const& view) {
  std::vector<Fields> items;
  for (ConclusionView const& one : view.conclusions) {
    items.push_back({.texts = {{"number", std::to_string(one.conclusion.number)},
                               {"text", one.conclusion.text}},
                     .lists = {}});
  }
  return items;
}

std::string status_words(task::View const& task) {
  if (task.overdue) return fmt::format("quá hạn {} ngày", task.days_late);
  std::string words = vietnamese(label(task.status));
  if (task.days_late > 0) words += fmt::format(", chậm {} ngày", task.days_late);
  return words;
}

// By conclusion, and within one as they were given.
std::vector<Fields> task_items(Naming const& naming, Minutes const& minutes) {
  std::vector<Fields> items;
  for (ConclusionView const& one : minutes.conference.conclusions) {
    for (task::View const& task : minutes.tasks) {
      if (std::ranges::find(one.tasks, task.task) == one.tasks.end()) continue;
      items.push_back({.texts = {{"number", std::to_string(one.conclusion.number)},
                                 {"title", task.given.title},
                                 {"lead", naming.unit(task.lead)},
                                 {"product", task.given.product},
                                 {"deadline", task.deadline.vietnamese()},
                                 {"status", status_words(task)}},
                       .lists = {}});
    }
  }
  return items;
}

std::string answer_words(task::RecommendationView const& one) {
  if (one.answered_on) return fmt::format("{} ({})", one.answer, one.answered_on->vietnamese());
  return one.overdue ? "quá hạn, chưa trả lời" : vietnamese(label(one.stage));
}

std::vector<Fields> recommendation_items(Naming const& naming, Minutes const& minutes) {
  std::vector<Fields> items;
  for (task::RecommendationView const& one : minutes.recommendations) {
    std::string text = one.recommendation.subject;
    if (!one.recommendation.text.empty()) text += ": " + one.recommendation.text;
    items.push_back(
        {.texts = {{"ordinal", std::to_string(items.size() + 1)},
                   {"asker", naming.unit(one.recommendation.asker)},
                   {"text", std::move(text)},
                   {"handler", one.handler ? naming.unit(*one.handler) : std::string(none)},
                   {"deadline", one.deadline ? one.deadline->vietnamese() : std::string(none)},
                   {"answer", answer_words(one)}},
         .lists = {}});
  }
  return items;
}

std::string superior_of(Naming const& naming, UnitId host) {
  auto const parent = naming.snapshot.fact<unit::UnitParent>(host.value, {naming.day});
  return parent ? capitals(naming.unit(parent->value.parent)) : std::string();
}

}  // namespace

std::string person_name(Snapshot& snapshot, unit::Reach const& members,
                        std::optional<PersonId> person) {
  if (!person) return {};
  // The latest name: who is met under another one in a paper is hard to find.
  auto const found = member::view(snapshot, members, *person, {Day::forever() - 1});
  return found && found->particulars ? found->particulars->full_name : std::string();
}

std::string participant(Snapshot& snapshot, unit::Reach const& members,
                        std::optional<PersonId> person, std::string const& title) {
  std::string const name = person_name(snapshot, members, person);
  if (!name.empty()) return title.empty() ? name : name + ", " + title;
  if (!title.empty()) return title;
  return person ? fmt::format("hồ sơ số {}", person->value) : std::string(none);
}

Fields minutes_fields(Snapshot& snapshot, Minutes const& minutes, MinutesReader const& reader) {
  View const& view = minutes.conference;
  Naming const naming{snapshot, reader, view.from};
  auto const known_at = std::min(minutes.moment.known_at, snapshot.head());
  auto const hash = store::hash_of_entry(snapshot, known_at);
  std::string const place =
      setting::printed_place(snapshot, view.conference.host, {view.to, minutes.moment.known_at});
  std::string const chair =
      participant(snapshot, reader.members, view.conference.chair, view.conference.chair_title);
  return {.texts = {{"superior", superior_of(naming, view.conference.host)},
                    {"issuer", capitals(naming.unit(view.conference.host))},
                    {"number", "Số      -BB"},
                    {"place_and_date",
                     place.empty() ? date_words(view.to) : place + ", " + date_words(view.to)},
                    {"name", view.conference.name},
                    {"time", time_words(view)},
                    {"host", naming.unit(view.conference.host)},
                    {"chair", chair},
                    {"signer", person_name(snapshot, reader.members, view.conference.chair)},
                    {"present", minutes.present_of_summoned.text()},
                    {"as_of", minutes.moment.as_of.vietnamese()},
                    {"journal_entry", std::to_string(known_at)},
                    {"journal_mark", hash ? hash->mark() : std::string()}},
          .lists = {{"places", place_items(naming, minutes)},
                    {"attendance", attendance_items(naming, view)},
                    {"agenda", agenda_items(naming, view)},
                    {"conclusions", conclusion_items(view)},
                    {"tasks", task_items(naming, minutes)},
                    {"recommendations", recommendation_items(naming, minutes)}}};
}

// --- the page ------------------------------------------------------------------------------------

namespace {

std::string const& text(Fields const& fields, std::string_view name) {
  auto const found = fields.texts.find(name);
  ensure(found != fields.texts.end(), "the page names texts that the minutes have");
  return found->second;
}
std::vector<Fields> const& list(Fields const& fields, std::string_view name) {
  auto const found = fields.lists.find(name);
  ensure(found != fields.lists.end(), "the page names lists that the minutes have");
  return found->second;
}
Html paragraph(std::string_view look, std::string_view words) {
  return element("p", {{"class", look}}, words);
}
Html pair(std::string_view look, Html const& left, Html const& right) {
  return element("div", {{"class", look}}, element("div", left), element("div", right));
}

Html head_of(Fields const& all) {
  return web::join(pair("pair-of-heads",
                        web::join(paragraph("superior", text(all, "superior")),
                                  paragraph("issuer", text(all, "issuer")), paragraph("star", "*")),
                        paragraph("party", "ĐẢNG CỘNG SẢN VIỆT NAM")),
                   pair("pair-of-heads", paragraph("doc-number", text(all, "number")),
                        paragraph("place-and-date", text(all, "place_and_date"))),
                   paragraph("doc-type", "BIÊN BẢN"), paragraph("doc-subject", text(all, "name")),
                   paragraph("hyphens", "-----"),
                   element("p", "Thời gian: ", text(all, "time"), "."),
                   element("p", "Đơn vị tổ chức: ", text(all, "host"), "."),
                   element("p", "Chủ trì: ", text(all, "chair"), "."));
}

struct PaperColumn {
  std::string_view label;
  std::string_view name;
};

Html table_of(std::string_view title, std::span<PaperColumn const> columns,
              std::vector<Fields> const& rows) {
  Html head;
  for (PaperColumn const& column : columns) {
    head.add(element("th", {{"scope", "col"}}, column.label));
  }
  Html body;
  for (Fields const& row : rows) {
    Html cells;
    for (PaperColumn const& column : columns) {
      bool const middle = column.name == "ordinal" || column.name == "number";
      cells.add(element("td", {{"class", middle ? "n" : "words"}}, text(row, column.name)));
    }
    body.add(element("tr", cells));
  }
  return web::join(paragraph("table-title", title),
                   element("div", {{"class", "table-box"}},
                           element("table", {{"class", "list"}, {"aria-label", title}},
                                   element("thead", element("tr", head)), element("tbody", body))));
}

Html places_of(Fields const& all) {
  constexpr std::array columns{PaperColumn{"STT", "ordinal"}, PaperColumn{"Người dự", "who"},
                               PaperColumn{"Đơn vị", "unit"}, PaperColumn{"Điểm cầu", "place"},
                               PaperColumn{"Có mặt", "presence"}};
  Html html = element("h2", "I. THÀNH PHẦN, ĐIỂM CẦU");
  html.add(element("p", "Có mặt: ", text(all, "present"), "."));
  for (Fields const& one : list(all, "places")) {
    html.add(element("p", text(one, "whom"), " đã kết nối: ", text(one, "share"), "."));
    html.add(element("p", "Đã kết nối: ", text(one, "did"), "."));
    html.add(element("p", "Chưa kết nối: ", text(one, "did_not"), "."));
  }
  return html.add(table_of("Danh sách được triệu tập", columns, list(all, "attendance")));
}

Html outcome_of(Fields const& all) {
  constexpr std::array task_columns{
      PaperColumn{"Kết luận", "number"}, PaperColumn{"Nhiệm vụ", "title"},
      PaperColumn{"Chủ trì", "lead"},    PaperColumn{"Sản phẩm", "product"},
      PaperColumn{"Hạn", "deadline"},    PaperColumn{"Tình trạng", "status"}};
  constexpr std::array asked_columns{
      PaperColumn{"STT", "ordinal"},   PaperColumn{"Đơn vị kiến nghị", "asker"},
      PaperColumn{"Nội dung", "text"}, PaperColumn{"Nơi giải quyết", "handler"},
      PaperColumn{"Hạn", "deadline"},  PaperColumn{"Trả lời", "answer"}};
  Html html = element("h2", "II. NỘI DUNG");
  for (Fields const& one : list(all, "agenda")) {
    html.add(element("p", text(one, "ordinal"), ". ", text(one, "title")));
  }
  html.add(element("h2", "III. KẾT LUẬN VÀ NHIỆM VỤ"));
  for (Fields const& one : list(all, "conclusions")) {
    html.add(element("p", text(one, "number"), ". ", text(one, "text")));
  }
  if (list(all, "conclusions").empty()) html.add(element("p", "Hội nghị không ghi kết luận."));
  html.add(table_of("Nhiệm vụ giao từ kết luận", task_columns, list(all, "tasks")));
  html.add(element("h2", "IV. KIẾN NGHỊ VÀ TRẢ LỜI"));
  html.add(table_of("Kiến nghị nêu tại hội nghị", asked_columns, list(all, "recommendations")));
  return html.add(
      element("p", "Tình trạng nhiệm vụ và kiến nghị tính đến hết ngày ", text(all, "as_of"), "."));
}

}  // namespace

Html minutes_page(Fields const& fields) {
  Html const signing = pair(
      "pair-of-heads signing", paragraph("position", "THƯ KÝ"),
      web::join(paragraph("position", "CHỦ TRÌ"), paragraph("signer", text(fields, "signer"))));
  Html const foot = element("footer", "Ghi theo bút toán ", text(fields, "journal_entry"), ", dấu ",
                            text(fields, "journal_mark"));
  return element("article", {{"class", "paper"}, {"lang", "vi"}}, head_of(fields),
                 places_of(fields), outcome_of(fields), signing, foot);
}

Result<std::string> minutes_docx(Fields const& fields, Day on) {
  std::string_view const form = print::party_page_on(on).value == print::PartyPage::hd05_2026
                                    ? templates::conference_minutes_hd05
                                    : templates::conference_minutes_hd36;
  TRY_INTO(auto const loaded, print::load_template(form, "biên bản hội nghị"));
  return print::fill(loaded, fields);
}

}  // namespace giaoban::briefing
