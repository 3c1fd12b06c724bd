// Puts the view together: the days, the figures, the heads. Asks; decides nothing.
#include <fmt/format.h>

#include <algorithm>

#include "report/issuer.h"
#include "report/report.h"
#include "report/rules.h"
#include "report/sentences.h"
#include "report/tables.h"
#include "report/work.h"
#include "setting/setting.h"
#include "store/journal_end.h"

namespace giaoban::report {

store::Right const report_read{.name = "report.read", .label = M("Lập báo cáo")};

namespace {

using figure::Population;
using store::Moment;
using store::Snapshot;

bool of_the_closing_day(Population population) {
  return population == Population::members || population == Population::units ||
         population == Population::posts;
}

// Members and units are of the closing day; yearly results are those decided by the document's.
std::vector<figure::Figure> asked_figures(Snapshot& snapshot, UnitId unit, figure::When document,
                                          Day closing) {
  auto all = figure::figures(snapshot, unit, document.moment, document.year);
  if (closing == document.moment.as_of) return all;
  auto then = figure::figures(snapshot, unit, {closing, document.moment.known_at}, document.year);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (of_the_closing_day(all[i].measure().population)) all[i] = std::move(then[i]);
  }
  return all;
}

// Not known where the register was opened later than the period began.
std::optional<member::Flow> known_flow(Snapshot& snapshot, UnitId unit, Span days,
                                       figure::Figure const& opening,
                                       figure::Figure const& closing) {
  if (!opening.count || !closing.count) return std::nullopt;
  return member::flow(snapshot, unit, days, closing.reference.moment.known_at);
}

Named named(std::optional<unit::Node> const& node) {
  if (!node) return {};
  return {.unit_kind = node->unit_kind, .name = node->name};
}

// The unit and those above it, nearest first, as of the document's date.
std::vector<Named> line_of(Snapshot& snapshot, UnitId unit, Moment moment) {
  auto const tree = unit::tree(snapshot, moment);
  std::vector<Named> line;
  auto const found = tree.index_of(unit);
  auto at = found ? static_cast<std::int32_t>(*found) : -1;
  while (at >= 0) {
    auto const& node = tree.nodes()[static_cast<std::size_t>(at)];
    line.push_back(named(node));
    at = node.parent;
  }
  return line;
}

// The first name that tells a place: of the unit for grass roots, of what is above otherwise.
std::string place_of(std::vector<Named> const& line) {
  for (Named const& one : line) {
    if (auto place = place_in(one.name); !place.empty()) return place;
  }
  return {};
}

// On the document's day, on whose tree the results count; then what counts at the unit itself, so
// that the rows add up to the whole.
std::vector<Below> units_below(Snapshot& snapshot, UnitId unit, figure::When document,
                               Citations& citations) {
  auto const tree = unit::tree(snapshot, document.moment);
  std::vector<Below> below;
  auto const top = tree.index_of(unit);
  if (!top) return below;
  std::vector<UnitId> units;
  std::vector<std::string> called;
  for (auto const& node : tree.subtree(unit)) {
    if (node.parent != static_cast<std::int32_t>(*top)) continue;
    units.push_back(node.id);
    called.push_back(node.name);
  }
  if (units.empty()) return below;  // the whole stands in the report itself
  auto figures = figure::figures(snapshot, units, document.moment, document.year);
  for (std::size_t i = 0; i < units.size(); ++i) {
    below.push_back({called[i], Asked(std::move(figures[i]), called[i], citations)});
  }
  std::vector<figure::Held> measures;
  for (figure::Measure const& one : figure::measures()) measures.emplace_back(&one);
  auto const itself = "Tính tại " + tree.at(*top).name;
  below.push_back({itself, Asked(figure::figures_at_itself(snapshot, measures, unit,
                                                           document.moment, document.year),
                                 itself, citations)});
  return below;
}

Result<void> check(Snapshot& snapshot, ReportRequest const& request) {
  auto const first = request.period.days().from;
  if (request.date < first) {
    return refuse(date_before_period,
                  {{"date", request.date.vietnamese()}, {"first", first.vietnamese()}});
  }
  if (request.known_at < store::standing - 1 && request.known_at > snapshot.head()) {
    return refuse(entry_ahead, {{"entry", std::to_string(request.known_at)},
                                {"head", std::to_string(snapshot.head())}});
  }
  return {};
}

void write_heads(ReportView& view, ReportRequest const& request, std::vector<Named> const& line,
                 std::string place) {
  auto const rule = layout_on(request.date);
  view.layout = rule.value.layout;
  view.recipient_end = rule.value.recipient_end;
  if (rule.confidence == Confidence::unconfirmed) {
    view.warnings.push_back(
        {&layout_unconfirmed,
         {{"rule", std::string(rule.citation)}, {"date", request.date.vietnamese()}},
         {}});
  }
  auto const issuer =
      issuer_of(line.empty() ? Named{} : line[0], line.size() > 1 ? line[1] : Named{});
  if (place.empty()) place = place_of(line);
  if (place.empty()) {
    view.warnings.push_back({&place_unknown, {}, {}});
    place = "……………";
  }
  view.head = {.superior = issuer.superior,
               .issuer = issuer.body,
               .number = number_words(request.number, issuer.suffix),
               .place_and_date = fmt::format("{}, {}", place, date_words(request.date)),
               .subject = fmt::format("Tình hình tổ chức đảng, đảng viên và kết quả đánh giá, xếp "
                                      "loại chất lượng\n{}",
                                      request.period.name(Language::vietnamese))};
  view.signing = signing_of(issuer, request.signer, request.signer_title);
  view.recipients = request.recipients.empty() ? issuer.recipients : request.recipients;
}

}  // namespace

Result<ReportView> view(Snapshot& snapshot, ReportRequest const& request) {
  TRY_VOID(check(snapshot, request));
  auto const known_at = std::min(request.known_at, snapshot.head());
  Moment const document{request.date, known_at};
  Span days = request.period.days();
  days.to = std::min(days.to, request.date + 1);
  ReportView view{.period = request.period, .date = request.date};
  view.closing = days.to - 1;
  view.known_at = known_at;
  if (auto const hash = store::hash_of_entry(snapshot, known_at)) view.mark = hash->mark();

  auto const line = line_of(snapshot, request.unit, document);
  view.unit_name = line.empty() ? "" : line.front().name;
  write_heads(view, request, line,
              request.place.empty() ? setting::printed_place(snapshot, request.unit, document)
                                    : request.place);

  Citations citations;
  // The parts are of the year of the whole.
  auto const years = figure::years_shown(snapshot, request.unit, document);
  figure::Year graded = request.graded;
  if (graded.by == figure::Year::By::shown && years.shown) {
    graded = {figure::Year::By::said, *years.shown};
  }
  figure::When const when{document, graded};
  Asked const asked(asked_figures(snapshot, request.unit, when, view.closing), view.unit_name,
                    citations);
  auto const* members = figure::measure("members");
  ensure(members != nullptr, "members are counted");
  TRY_INTO(auto const opening,
           figure::figure(snapshot, {members, request.unit, {days.from - 1, known_at}}));
  Material material{.asked = asked,
                    .party = party_name(view.unit_name),
                    .days = days,
                    .flow = {},
                    .round = graded.by == figure::Year::By::said
                                 ? review::round_of(snapshot, graded.number, document)
                                 : std::nullopt};
  material.flow = known_flow(snapshot, request.unit, days, opening, asked.cite("members"));
  if (material.round) {
    material.cap = cap_of(material.round->year);
    view.graded_year = std::to_string(material.round->year);
  }
  if (material.cap != nullptr) view.cap_percent = std::to_string(material.cap->value.percent);
  view.sentences = sentences(material);
  citations.add(opening, view.unit_name);
  auto const work = work_of(snapshot, {request.unit, days, known_at});
  view.sentences["tasks"] = tasks_sentence(work);
  view.sentences["recommendations"] = recommendations_sentence(work);
  view.tasks = task_rows(snapshot, work);
  view.recommendations = recommendation_rows(snapshot, work);

  view.movement = movement_rows(material.flow);
  view.grades = grade_groups(asked);
  view.by_unit = unit_tables(asked, units_below(snapshot, request.unit, when, citations));
  view.caps = cap_rows(material);
  view.notes = notes(material);
  view.figures = asked.figures();
  view.cited = citations.all();
  return view;
}

}  // namespace giaoban::report
