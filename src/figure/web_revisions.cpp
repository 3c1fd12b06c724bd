// What was reported of a day, what stands now, and the difference, in one table: a decision signed
// today may take effect last month.
#include <algorithm>

#include "figure/web_parts.h"
#include "web/components.h"
#include "web/page.h"

namespace giaoban::figure {

namespace {

using web::Html;
using web::to;
using web::Visit;
using web::Words;

struct Question {
  unit::Node unit;
  RevisionsAsked asked;
  Day reported_on;
  bool by_entry = false;  // the entry was asked for, not the day
};

Result<Question> question_of(Visit const& visit, store::Snapshot& snapshot) {
  Question question{.unit = {}, .asked = {}, .reported_on = {}};
  RevisionsAsked& asked = question.asked;
  TRY_INTO(store::Moment const moment, visit.moment());
  asked.as_of = moment.as_of;
  TRY_INTO(question.reported_on, visit.day("reported", asked.as_of));
  question.by_entry = moment.known_at < store::standing - 1;
  asked.reported_at =
      question.by_entry ? moment.known_at : store::head_on(snapshot, question.reported_on);
  std::string const id = visit.request.query.text("measure");
  if (!id.empty()) {
    auto const reach = unit::reach_of(snapshot, visit.caller.actor, figure_read, {asked.as_of});
    TRY_INTO(asked.measure, measure_seen(snapshot, reach, id, {asked.as_of}));
  }
  TRY_INTO(question.unit, unit_asked(visit, snapshot, {asked.as_of}));
  asked.unit = question.unit.id;
  return question;
}

Html chooser_of(Words const& words, store::Snapshot& snapshot, Question const& question) {
  std::vector<web::Pick> offered{{"", words(M("Mọi chỉ tiêu của đơn vị"))}};
  for (Held const& one : own_measures(snapshot, {question.asked.as_of}, question.unit.id)) {
    offered.push_back({one->id, one->name(words.language)});
  }
  for (Measure const& one : measures()) offered.push_back({one.id, one.name(words.language)});
  auto const& chosen = question.asked.measure;
  return web::filter_form(
      words,
      {.id = "revisions",
       .action = to("/figures/revisions"),
       .groups = {{.fields = {unit_field(words, question.unit),
                              {.name = "measure",
                               .label = words(M("Chỉ tiêu")),
                               .control = web::Control::choice,
                               .picks = offered,
                               .value = chosen ? (*chosen)->id : std::string()},
                              day_field("as_of", words(M("Số của ngày")), question.asked.as_of),
                              day_field("reported", words(M("Báo cáo theo sổ ghi đến hết")),
                                        question.reported_on),
                              {.name = "known_at",
                               .label = words(M("hoặc đến bút toán")),
                               .value = question.by_entry
                                            ? std::to_string(question.asked.reported_at)
                                            : std::string()}}}},
       .submit = words(M("Xem"))});
}

// Of what is nought then and now nothing is told, but for the unit that was asked about.
bool told(Question const& question, Revision const& one) {
  auto const counts = [](std::optional<Figure> const& figure) {
    return figure && figure->count.value_or(1) != 0;
  };
  bool const asked_for = question.asked.measure && one.unit.id == question.unit.id;
  return asked_for || counts(one.reported) || counts(one.now);
}

Html cell_of(Words const& words, std::optional<Figure> const& figure) {
  return figure ? value_of(words, *figure) : Html(words(M("không có đơn vị này")));
}

// Of units the one that was asked about comes first, then those that differ.
std::vector<Revision const*> rows_shown(Question const& question,
                                        std::vector<Revision> const& all) {
  std::vector<Revision const*> shown;
  for (Revision const& one : all) {
    if (told(question, one)) shown.push_back(&one);
  }
  if (!question.asked.measure || shown.empty()) return shown;
  std::stable_partition(shown.begin() + 1, shown.end(),
                        [](Revision const* one) { return one->difference() != 0; });
  return shown;
}

Html table_of_revisions(Words const& words, Question const& question,
                        std::vector<Revision> const& all) {
  bool const by_unit = question.asked.measure.has_value();
  Listing listing{.title = words(M("Số đã báo cáo và số hiện nay")),
                  .columns = {{"what", by_unit ? M("Đơn vị") : M("Chỉ tiêu"), CellType::text},
                              {"reported", M("Đã báo cáo"), CellType::text},
                              {"now", M("Hiện nay"), CellType::text},
                              {"difference", M("Chênh lệch"), CellType::text}},
                  .rows = {}};
  auto const shown = rows_shown(question, all);
  for (Revision const* one : shown) {
    listing.rows.push_back({by_unit ? one->unit.name + " (" + one->unit.code + ")"
                                    : one->measure->name(words.language),
                            Value{}, Value{}, difference_of(words, one->difference())});
  }
  web::TableOptions options;
  options.caption =
      by_unit ? words(M("{measure}: ngày {day}"),
                      {{"measure", (*question.asked.measure)->name(words.language)},
                       {"day", words.day(question.asked.as_of)}})
              : words(M("{unit}: ngày {day}"),
                      {{"unit", question.unit.name}, {"day", words.day(question.asked.as_of)}});
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column == 1) return cell_of(words, shown[row]->reported);
    if (column == 2) return cell_of(words, shown[row]->now);
    return std::nullopt;
  };
  return web::table(words, listing, options);
}

Html notes_of_revisions(Words const& words, std::vector<Revision> const& all) {
  std::vector<Figure> figures;
  for (Revision const& one : all) {
    for (auto const* figure : {&one.reported, &one.now}) {
      if (*figure) figures.push_back(**figure);
    }
  }
  return notes_of(words, figures);
}

// By which knowledge the report was made.
std::string lead_of(Words const& words, Question const& question) {
  if (question.by_entry) {
    return words(M("Cùng một ngày: số theo sổ ghi đến bút toán {entry}, số theo sổ hiện nay, và "
                   "phần chênh lệch do ghi bổ sung, sửa hoặc sắp xếp có hiệu lực lùi."),
                 {{"entry", words.count(question.asked.reported_at)}});
  }
  return words(M("Cùng một ngày: số theo sổ ghi đến hết ngày {reported}, số theo sổ hiện nay, và "
                 "phần chênh lệch do ghi bổ sung, sửa hoặc sắp xếp có hiệu lực lùi."),
               {{"reported", words.day(question.reported_on)}});
}

}  // namespace

Result<web::Response> show_revisions(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  TRY_INTO(Question const question, question_of(visit, *snapshot));
  bool const nothing_yet = question.asked.reported_at == 0;
  auto const all = nothing_yet ? std::vector<Revision>{} : revisions(*snapshot, question.asked);
  return web::page(
      visit,
      {.title = words(M("Số đã báo cáo và số hiện nay: {unit}"), {{"unit", question.unit.name}}),
       .lead = lead_of(words, question),
       .active = menu_path,
       .crumbs = {{words(M("Số liệu")), to("/figures").with("unit", question.unit.code)}},
       .notices = notices_of(words, *snapshot)},
      web::join(chooser_of(words, *snapshot, question),
                nothing_yet ? web::empty_state(words(
                                  M("Đến hết ngày {day} chưa có gì được ghi vào sổ, nên chưa có số "
                                    "nào để báo cáo."),
                                  {{"day", words.day(question.reported_on)}}))
                            : table_of_revisions(words, question, all),
                nothing_yet ? Html{} : notes_of_revisions(words, all)));
}

}  // namespace giaoban::figure
