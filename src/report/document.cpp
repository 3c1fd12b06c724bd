// The view as an editable Word file. A template may use every name of `vocabulary`, and any figure
// by its measure: {{members.graded_excellent/assessed}} stands for "14.548/88.010 (16,53%) ...".
#include <fmt/format.h>

#include <array>
#include <iterator>

#include "report/asked.h"
#include "report/report.h"
#include "report/sentences.h"
#include "report/six_month_report_hd05.h"
#include "report/six_month_report_hd36.h"
#include "report/tables.h"

namespace giaoban::report {

namespace {

using print::Fields;

// A percent stands in a column beside its count, under the name of its base.
std::string column_percent(std::optional<Share> const& share) {
  if (!share) return std::string(not_known_words);
  return share->percent_beside_base().value_or("–");
}
std::string column_count(std::optional<Share> const& share) {
  return share ? format_count(share->numerator()) : std::string(not_known_words);
}

// A list of initial values would copy each text.
template <std::size_t Count>
Fields item(std::array<std::string_view, Count> const& names,
            std::array<std::string, Count> texts) {
  Fields made;
  made.texts.reserve(Count);
  for (std::size_t i = 0; i < Count; ++i) made.texts.emplace(names[i], std::move(texts[i]));
  return made;
}

Fields text_item(std::string text) {
  return item<1>({"text"}, {std::move(text)});
}

std::vector<Fields> text_items(std::vector<std::string> const& texts) {
  std::vector<Fields> items;
  for (auto const& text : texts) items.push_back(text_item(text));
  return items;
}

// Each on a line of its own, all but the last ended by the layout's sign.
std::vector<Fields> recipient_items(ReportView const& view) {
  std::vector<Fields> items;
  for (std::size_t i = 0; i < view.recipients.size(); ++i) {
    bool const last = i + 1 == view.recipients.size();
    items.push_back(text_item(view.recipients[i] + (last ? "." : view.recipient_end)));
  }
  return items;
}

std::vector<Fields> grade_items(std::vector<GradeGroup> const& groups) {
  std::vector<Fields> items;
  for (auto const& group : groups) {
    auto& rows = items.emplace_back(item<1>({"whom"}, {group.whom})).lists["rows"];
    rows.reserve(group.rows.size());
    for (auto const& row : group.rows) {
      // What is no share of a base has an empty column, which is not "not known".
      rows.push_back(item<4>(
          {"what", "count", "of_assessed", "of_total"},
          {row.what, words_of(row.count), row.of_assessed ? column_percent(row.of_assessed) : "",
           row.of_total ? column_percent(row.of_total) : ""}));
    }
  }
  return items;
}

Fields unit_item(UnitRow const& row, std::string ordinal) {
  return item<9>({"ordinal", "name", "total", "assessed", "good", "good_percent", "excellent",
                  "excellent_percent", "excellent_of_total"},
                 {std::move(ordinal), row.name, words_of(row.total), words_of(row.assessed),
                  column_count(row.good), column_percent(row.good), column_count(row.excellent),
                  column_percent(row.excellent), column_percent(row.excellent_of_total)});
}

std::vector<Fields> unit_items(std::vector<UnitTable> const& tables) {
  std::vector<Fields> items;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    auto& table = items.emplace_back(
        item<2>({"title", "letter"}, {tables[i].title, std::string(1, "abc"[i])}));
    auto& rows = table.lists["rows"];
    for (auto const& row : tables[i].rows) {
      rows.push_back(unit_item(row, std::to_string(rows.size() + 1)));
    }
    table.lists["whole"].push_back(unit_item(tables[i].whole, ""));
  }
  return items;
}

std::vector<Fields> cap_items(std::vector<CapRow> const& rows) {
  std::vector<Fields> items;
  for (auto const& row : rows) {
    items.push_back(
        item<6>({"whom", "excellent", "base", "denominator", "percent", "ceiling"},
                {row.whom, column_count(row.share),
                 row.share ? std::string(row.share->base_name().vietnamese()) : "",
                 row.share ? format_count(row.share->denominator()) : std::string(not_known_words),
                 column_percent(row.share), words_of(row.ceiling)}));
  }
  return items;
}

std::vector<Fields> task_items(std::vector<TaskRow> const& rows) {
  std::vector<Fields> items;
  for (auto const& row : rows) {
    items.push_back({.texts = {{"ordinal", std::to_string(items.size() + 1)},
                               {"title", row.title},
                               {"lead", row.lead},
                               {"given_on", row.given_on.vietnamese()},
                               {"deadline", row.deadline.vietnamese()},
                               {"state", row.state}},
                     .lists = {}});
  }
  return items;
}

std::vector<Fields> recommendation_items(std::vector<RecommendationRow> const& rows) {
  std::vector<Fields> items;
  for (auto const& row : rows) {
    items.push_back({.texts = {{"ordinal", std::to_string(items.size() + 1)},
                               {"subject", row.subject},
                               {"asker", row.asker},
                               {"taken_on", row.taken_on.vietnamese()},
                               {"handler", row.handler},
                               {"deadline", row.deadline ? row.deadline->vietnamese() : ""},
                               {"state", row.state}},
                     .lists = {}});
  }
  return items;
}

// Unit by unit.
std::vector<Fields> cited_items(std::vector<Cited> const& cited) {
  std::vector<Fields> items;
  for (std::size_t i = 0; i < cited.size(); ++i) {
    auto const& one = cited[i];
    if (i == 0 || cited[i - 1].reference.unit != one.reference.unit) {
      items.push_back(item<1>({"unit"}, {one.unit}));
    }
    items.back().lists["rows"].push_back(
        item<4>({"ordinal", "name", "value", "reference"},
                {std::to_string(i + 1), one.name, one.value, one.reference.text()}));
  }
  return items;
}

// Put in at once: one after another would move those behind each. The others are not known.
void add_figures(std::vector<figure::Figure> const& figures, Fields& to) {
  std::vector<std::pair<std::string, std::string>> texts;
  texts.reserve(figures.size());
  for (auto const& figure : figures) {
    texts.emplace_back(figure.measure().id,
                       figure.share ? words_of(figure.share) : words_of(figure.count));
  }
  to.texts.insert(std::move_iterator(texts.begin()), std::move_iterator(texts.end()));
  for (auto const& measure : figure::measures()) {
    to.texts.try_emplace(measure.id, not_known_words);
  }
}

// A view of which nothing is known: from it the names are read, so that they cannot differ from
// what is filled.
ReportView one_of_everything() {
  ReportView view{.period = Period::of_year(2021), .date = Day::from_number(0)};
  view.signing.authority = {""};
  view.recipients = {""};
  for (auto const name : sentence_names()) view.sentences[std::string(name)];
  view.movement = movement_rows({});
  view.grades = {{.whom = "", .rows = {GradeRow{}}}};
  view.by_unit = {{.title = "", .rows = {UnitRow{}}, .whole = {}}};
  view.caps = {CapRow{}};
  view.tasks = {TaskRow{}};
  view.recommendations = {RecommendationRow{}};
  view.notes = {""};
  view.cited = {{"", "", "", {figure::measures().data(), {}, {}}}};
  return view;
}

// The templates that are part of the program, each read once.
print::Template const& built_in_form(Layout layout) {
  auto const read = [](Layout of) {
    auto form = print::load_template(built_in_template(of), "báo cáo 6 tháng");
    ensure(form && print::check_fields(*form, vocabulary()), "a built-in template is sound");
    return *std::move(form);
  };
  static print::Template const hd05 = read(Layout::hd05_2026);
  static print::Template const hd36 = read(Layout::hd36_2018);
  return layout == Layout::hd05_2026 ? hd05 : hd36;
}

print::Vocabulary names_in(Fields const& fields) {
  print::Vocabulary names;
  for (auto const& [name, text] : fields.texts) names.texts.insert(name);
  for (auto const& [name, items] : fields.lists) {
    for (auto const& item : items) names.lists[name] = names_in(item);
  }
  return names;
}

}  // namespace

std::string_view built_in_template(Layout layout) {
  return layout == Layout::hd05_2026 ? templates::six_month_report_hd05
                                     : templates::six_month_report_hd36;
}

print::Fields fields(ReportView const& view) {
  Fields all;
  all.texts = {{"superior", view.head.superior},
               {"issuer", view.head.issuer},
               {"number", view.head.number},
               {"place_and_date", view.head.place_and_date},
               {"subject", view.head.subject},
               {"position", view.signing.position},
               {"signer", view.signing.signer},
               {"unit", view.unit_name},
               {"period", view.period.name(Language::vietnamese)},
               {"first_day", view.period.days().from.vietnamese()},
               {"closing_day", view.closing.vietnamese()},
               {"date", view.date.vietnamese()},
               {"graded_year", view.graded_year},
               {"cap_percent", view.cap_percent},
               {"journal_entry", std::to_string(view.known_at)},
               {"journal_mark", view.mark}};
  for (auto const& [name, text] : view.sentences) all.texts["text_" + name] = text;
  for (auto const& row : view.movement) all.texts["flow_" + row.id] = words_of(row.count);
  add_figures(view.figures, all);
  auto const add = [&](std::string_view name, std::vector<Fields> items) {
    all.lists.emplace(name, std::move(items));
  };
  add("authority", text_items(view.signing.authority));
  add("recipients", recipient_items(view));
  add("grades", grade_items(view.grades));
  add("by_unit", unit_items(view.by_unit));
  add("caps", cap_items(view.caps));
  add("tasks", task_items(view.tasks));
  add("recommendations", recommendation_items(view.recommendations));
  add("notes", text_items(view.notes));
  add("cited", cited_items(view.cited));
  return all;
}

print::Vocabulary const& vocabulary() {
  static print::Vocabulary const all = names_in(fields(one_of_everything()));
  return all;
}

Result<std::string> docx_bytes(ReportView const& view, print::Template const& form) {
  TRY_VOID(print::check_fields(form, vocabulary()));
  return print::fill(form, fields(view));
}

Result<std::string> docx_bytes(ReportView const& view) {
  return print::fill(built_in_form(view.layout), fields(view));
}

}  // namespace giaoban::report
