// The pages of recommendations.
#include <algorithm>
#include <iterator>

#include "store/strange.h"
#include "task/web_parts.h"

namespace giaoban::task {

namespace {

using web::Html;
using web::to;
using web::Url;
using web::Visit;
using web::Words;

constexpr std::string_view open_tab = "open";
constexpr std::string_view overdue_tab = "overdue";
constexpr std::string_view answered_tab = "answered";

Html stage_badge(Words const& words, Stage stage) {
  auto const tone = stage == Stage::received   ? web::Tone::good
                    : stage == Stage::answered ? web::Tone::warning
                                               : web::Tone::neutral;
  return web::badge(words(label(stage)), tone);
}

// --- the list ------------------------------------------------------------------------------------

std::string_view tab_asked(Visit const& visit) {
  std::string const typed = visit.request.query.text("tab");
  if (typed == overdue_tab) return overdue_tab;
  return typed == answered_tab ? answered_tab : open_tab;
}

// Of two units in reach, one may have asked what the other answers: each is there once.
std::vector<RecommendationView> found_in(store::Snapshot& snapshot, Scope const& scope,
                                         WantedRecommendations wanted) {
  store::PassingOver const passing;
  std::vector<RecommendationView> all;
  for (UnitId const unit : scope.units) {
    for (auto& one : recommendations_of(snapshot, scope.reach, unit, wanted, scope.moment)) {
      if (std::ranges::find(all, one.id, &RecommendationView::id) != all.end()) continue;
      all.push_back(std::move(one));
    }
  }
  std::ranges::stable_sort(all, {}, &RecommendationView::taken_on);
  return all;
}

Html tabs_of(Visit const& visit, std::vector<RecommendationView> const& open,
             std::string_view active) {
  Words const words{visit.language()};
  auto const overdue =
      std::ranges::count_if(open, [](RecommendationView const& one) { return one.overdue; });
  std::vector<web::Tab> const all{
      {tab_url(visit, recommendations_path, open_tab), words(M("Chưa trả lời")),
       words.count(std::ssize(open))},
      {tab_url(visit, recommendations_path, overdue_tab), words(M("Quá hạn")),
       words.count(overdue)},
      {tab_url(visit, recommendations_path, answered_tab), words(M("Đã trả lời"))}};
  std::size_t const at = active == overdue_tab ? 1 : active == answered_tab ? 2 : 0;
  return web::tabs(words(M("Kiến nghị theo tình trạng")), all, at);
}

Html deadline_cell(Words const& words, Deadlines& deadlines, RecommendationView const& one) {
  if (one.answered_on) {
    Html html = words(M("trả lời ngày {day}"), {{"day", words.day(*one.answered_on)}});
    if (one.late) html.put(" ").add(web::badge(words(M("chậm")), web::Tone::warning));
    return html;
  }
  if (!one.deadline || !one.handler) return Html("–");
  return deadlines.show(words, {*one.handler, *one.deadline});
}

Html table_of(Visit const& visit, store::Snapshot& snapshot, Scope const& scope,
              std::vector<RecommendationView> const& all) {
  Words const words{visit.language()};
  UnitNames names(snapshot, scope.moment.as_of);
  auto const where = page_asked(visit, all.size());
  auto const first = static_cast<std::size_t>((where.page - 1) * where.per_page);
  std::vector<RecommendationView const*> shown;
  for (std::size_t i = first; i < all.size() && std::ssize(shown) < where.per_page; ++i) {
    shown.push_back(&all[i]);
  }
  Listing listing{.title = words(M("Danh sách kiến nghị")),
                  .columns = {{"about", M("Về việc"), CellType::text},
                              {"asker", M("Đơn vị kiến nghị"), CellType::text},
                              {"taken_on", M("Ngày tiếp nhận"), CellType::day},
                              {"handler", M("Nơi giải quyết"), CellType::text},
                              {"deadline", M("Hạn trả lời"), CellType::text},
                              {"stage", M("Tình trạng"), CellType::text}},
                  .rows = {}};
  for (auto const* one : shown) {
    listing.rows.push_back({one->recommendation.subject, names[one->recommendation.asker],
                            std::int64_t{one->taken_on.number()},
                            one->handler ? names[*one->handler] : "", Value{}, Value{}});
  }
  Deadlines deadlines(snapshot, scope.moment);
  web::TableOptions options;
  options.link = [&](std::size_t row) -> std::optional<Url> {
    return to("/recommendations/{}", shown[row]->id.value);
  };
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column == 4) return deadline_cell(words, deadlines, *shown[row]);
    if (column == 5) return stage_badge(words, shown[row]->stage);
    return std::nullopt;
  };
  options.empty = words(M("Không có kiến nghị nào ở mục này."));
  options.numbered = true;
  options.first_number = first + 1;
  Html html = web::table(words, listing, options);
  if (where.total > where.per_page) {
    html.add(web::pagination(words, tab_url(visit, recommendations_path, tab_asked(visit)), where));
  }
  return html;
}

// --- one -----------------------------------------------------------------------------------------

web::Url about(std::string_view command, RecommendationView const& one) {
  return web::verb_url(command)
      .with("recommendation", one.id.value)
      .with(web::next_field, to("/recommendations/{}", one.id.value).text());
}

Html actions_of(Visit const& visit, store::Snapshot& snapshot, RecommendationView const& one) {
  Words const words{visit.language()};
  Html actions;
  auto const button = [&](std::string_view command, Msg text, web::ButtonLook look) {
    actions.add(web::button_link(about(command, one), words(text), look));
  };
  bool const open = one.stage == Stage::taken || one.stage == Stage::handed;
  if (open && one.handler && may_over(visit, snapshot, recommendation_answer, *one.handler)) {
    button("recommendation answer", M("Trả lời kiến nghị"), web::ButtonLook::primary);
  }
  if (open && may_over(visit, snapshot, recommendation_take, one.recommendation.receiver)) {
    if (one.stage == Stage::taken) {
      button("recommendation answer-at-once", M("Trả lời ngay"), web::ButtonLook::primary);
    }
    button("recommendation hand-on", M("Giao nơi giải quyết"), web::ButtonLook::plain);
  }
  if (one.stage == Stage::answered &&
      may_over(visit, snapshot, recommendation_ask, one.recommendation.asker)) {
    button("recommendation receive", M("Ghi đã nhận trả lời"), web::ButtonLook::primary);
  }
  return actions;
}

Html answer_of(Words const& words, RecommendationView const& one) {
  if (!one.answered_on) return {};
  Html html = one.answer;
  html.put(" (").put(words.day(*one.answered_on));
  if (one.days_to_answer) {
    html.put(", ").put(words(M("sau {days} ngày"), {{"days", words.count(*one.days_to_answer)}}));
  }
  html.put(")");
  if (one.late) html.put(" ").add(web::badge(words(M("chậm")), web::Tone::warning));
  return html;
}

Html particulars_of(Visit const& visit, store::Snapshot& snapshot, UnitNames& names,
                    RecommendationView const& one, store::Moment moment) {
  Words const words{visit.language()};
  Recommendation const& asked = one.recommendation;
  Html deadline;
  if (one.deadline && one.answered_on) deadline = words.day(*one.deadline);
  if (one.deadline && one.handler && !one.answered_on) {
    deadline = Deadlines(snapshot, moment).show(words, {*one.handler, *one.deadline});
  }
  std::vector<web::Term> terms{
      {.label = words(M("Nội dung")), .value = asked.text},
      {.label = words(M("Đơn vị kiến nghị")), .value = unit_link(visit, names, asked.asker)},
      {.label = words(M("Nơi tiếp nhận")),
       .value = unit_link(visit, names, asked.receiver),
       .note = words(M("ngày {day}"), {{"day", words.day(one.taken_on)}})},
      {.label = words(M("Nơi giải quyết")),
       .value = one.handler ? unit_link(visit, names, *one.handler) : Html{}},
      {.label = words(M("Hạn trả lời")), .value = deadline},
      {.label = words(M("Tình trạng")), .value = stage_badge(words, one.stage)},
      {.label = words(M("Trả lời")), .value = answer_of(words, one)},
      {.label = words(M("Căn cứ")),
       .value =
           source_of(visit, snapshot, {asked.source, asked.source_record, asked.source_words})}};
  return web::panel(words(M("Nội dung kiến nghị")), web::description_list(terms));
}

}  // namespace

Result<web::Response> show_recommendations(Visit& visit) {
  Words const words{visit.language()};
  auto const snapshot = visit.store.read();
  TRY_INTO(Scope const scope, scope_of(visit, *snapshot));
  auto const open = found_in(*snapshot, scope, WantedRecommendations::open);
  auto const tab = tab_asked(visit);
  auto shown = open;
  if (tab == overdue_tab) {
    std::erase_if(shown, [](RecommendationView const& one) { return !one.overdue; });
  } else if (tab == answered_tab) {
    shown = found_in(*snapshot, scope, WantedRecommendations::answered);
    std::ranges::reverse(shown);
  }
  Html body = unit_chooser(visit, scope, recommendations_path, tab);
  body.add(tabs_of(visit, open, tab));
  body.add(table_of(visit, *snapshot, scope, shown));
  Html actions;
  if (visit.caller.actor.may(recommendation_take)) {
    actions = web::button_link(web::verb_url("recommendation take"),
                               words(M("Tiếp nhận kiến nghị")), web::ButtonLook::primary);
  }
  return web::page(visit,
                   {.title = words(M("Kiến nghị")),
                    .lead = words(M("Kiến nghị mà đơn vị nêu, tiếp nhận hoặc được giao trả lời.")),
                    .active = recommendations_path,
                    .as_of = web::AsOfBar{scope.moment},
                    .actions = actions},
                   body);
}

Result<web::Response> show_recommendation(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(store::Moment const moment, visit.moment());
  auto const snapshot = visit.store.read();
  auto const reach = unit::reach_of(*snapshot, visit.caller.actor, task_read, moment);
  std::string const place = visit.place("recommendation");
  auto const found = view(*snapshot, reach, RecommendationId{id_in(place)}, moment);
  if (!found) return refuse(no_such_recommendation, {{"recommendation", place}});
  UnitNames names(*snapshot, moment.as_of);
  Html body = particulars_of(visit, *snapshot, names, *found, moment);
  body.add(history_of(visit, names, history(*snapshot, found->id, moment.known_at)));
  return web::page(visit,
                   {.title = found->recommendation.subject,
                    .active = recommendations_path,
                    .crumbs = {{words(M("Kiến nghị")), to("/recommendations")}},
                    .as_of = web::AsOfBar{moment},
                    .actions = actions_of(visit, *snapshot, *found)},
                   body);
}

}  // namespace giaoban::task
