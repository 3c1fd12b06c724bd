// The page of one conference.
#include <algorithm>

#include "briefing/checks.h"
#include "briefing/minutes_document.h"
#include "briefing/screens.h"
#include "briefing/web_parts.h"
#include "web/form.h"
#include "web/record_page.h"
#include "web/verb_pages.h"

namespace giaoban::briefing {

namespace {

using web::element;
using web::Html;
using web::to;
using web::Url;
using web::Visit;
using web::Words;

// What all parts of the page look at.
struct Page {
  Visit const& visit;
  Words words;
  Asked const& asked;
  Minutes const& minutes;
  bool writes;  // and the conference is open

  [[nodiscard]] View const& view() const { return asked.view; }
  [[nodiscard]] std::string name(UnitId unit) const {
    return name_on(*asked.snapshot, unit, asked.view.from);
  }
  [[nodiscard]] Url about(std::string_view command) const {
    return web::verb_url(command)
        .with("conference", asked.view.id.value)
        .with(web::next_field, address_of(asked.view).text());
  }
  [[nodiscard]] Html button(std::string_view command, Msg text) const {
    return writes ? web::button_link(about(command), words(text), web::ButtonLook::quiet) : Html{};
  }
};

Html particulars_of(Page const& page) {
  Conference const& own = page.view().conference;
  auto const members = members_seen(page.visit, *page.asked.snapshot);
  std::string const chair = participant(*page.asked.snapshot, members, own.chair, own.chair_title);
  return web::panel(
      page.words(M("Về hội nghị")),
      web::description_list(
          {{.label = page.words(M("Loại")), .value = page.words(label(own.conference_kind))},
           {.label = page.words(M("Thời gian")),
            .value = when_of(page.words, own, page.view().from, page.view().to)},
           {.label = page.words(M("Đơn vị tổ chức")), .value = page.name(own.host)},
           {.label = page.words(M("Chủ trì")), .value = chair},
           {.label = page.words(M("Tình trạng")),
            .value = page.view().closed
                         ? web::badge(page.words(M("đã bế mạc")), web::Tone::good)
                         : web::badge(page.words(M("chưa bế mạc")), web::Tone::neutral)}}));
}

// --- places and who came -------------------------------------------------------------------------

bool connected(View const& view, UnitId place) {
  return std::ranges::any_of(view.attendance, [&](Attendance const& one) {
    return one.place == place && one.presence == Presence::present;
  });
}

Html places_of(Page const& page) {
  auto const following = following_now(page.visit, page.view());
  Listing listing{.title = page.words(M("Điểm cầu")),
                  .columns = {{"name", M("Điểm cầu"), CellType::text},
                              {"connected", M("Kết nối"), CellType::text},
                              {"follows", M("Màn hình"), CellType::text}},
                  .rows = {}};
  auto const& places = page.view().places;
  for (Place const& place : places) {
    bool const follows = std::ranges::find(following, place.unit) != following.end();
    listing.rows.push_back(
        {place.name,
         page.words(connected(page.view(), place.unit) ? M("có người dự") : M("chưa có người dự")),
         page.words(follows ? M("đang theo dõi") : M("không theo dõi"))});
  }
  web::TableOptions options;
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column != 2) return std::nullopt;
    bool const follows = std::ranges::find(following, places[row].unit) != following.end();
    Html html = follows ? web::badge(page.words(M("đang theo dõi")), web::Tone::good) : Html{};
    html.put(" ").add(
        web::link(to("/briefings/{}/follow/{}", page.view().id.value, places[row].unit.value),
                  page.words(M("Mở màn hình"))));
    return html;
  };
  options.empty = page.words(M("Chưa có điểm cầu nào."));
  options.caption_look = web::CaptionLook::heard;
  Html body = web::table(page.words, listing, options);
  return web::panel(page.words(M("Điểm cầu")), body,
                    page.button("briefing place", M("Thêm điểm cầu")));
}

Html attendance_of(Page const& page) {
  auto const members = members_seen(page.visit, *page.asked.snapshot);
  Listing listing{.title = page.words(M("Danh sách được triệu tập")),
                  .columns = {{"who", M("Người dự"), CellType::text},
                              {"unit", M("Đơn vị"), CellType::text},
                              {"place", M("Điểm cầu"), CellType::text},
                              {"presence", M("Có mặt"), CellType::text}},
                  .rows = {}};
  for (Attendance const& one : page.view().attendance) {
    std::string presence = page.words(label(one.presence));
    if (!one.reason.empty()) presence += ": " + one.reason;
    listing.rows.push_back({participant(*page.asked.snapshot, members, one.person, one.title),
                            page.name(one.unit), one.place ? page.name(*one.place) : "",
                            std::move(presence)});
  }
  Html body;
  if (page.minutes.present_of_summoned.denominator() > 0) {
    body = web::paragraph(web::join(page.words(M("Có mặt:")), " ",
                                    web::share(page.words, page.minutes.present_of_summoned)));
  }
  web::TableOptions options;
  options.empty = page.words(M("Chưa ghi ai được triệu tập."));
  options.numbered = true;
  body.add(web::table(page.words, listing, options));
  Html actions = page.button("briefing attend", M("Thêm người dự"));
  if (page.writes && !page.view().attendance.empty()) {
    actions.add(web::button_link(to("/briefings/{}/attendance", page.view().id.value),
                                 page.words(M("Ghi có mặt")), web::ButtonLook::quiet));
  }
  return web::panel(page.words(M("Thành phần")), body, actions);
}

// --- agenda --------------------------------------------------------------------------------------

Html show_button(Page const& page, Screen const& screen) {
  if (!page.writes) return {};
  return web::button_form(
      page.visit, to("/briefings/{}/screen", page.view().id.value), page.words(M("Chiếu")),
      {{"item", std::to_string(screen.item)}, {"slide", std::to_string(screen.slide)}},
      web::ButtonLook::quiet);
}

Html slide_line(Page const& page, Slide const& slide) {
  auto& snapshot = *page.asked.snapshot;
  store::Moment const moment{slide.as_of, known_at(snapshot, page.view(), slide)};
  auto const measure = figure::measure_named(snapshot, slide.measure, moment);
  Html line = measure ? (*measure)->name(page.words.language) : slide.measure;
  line.put(" – ").put(page.words(M("{unit}, tính đến hết ngày {day}"),
                                 {{"unit", name_on(snapshot, slide.unit, slide.as_of)},
                                  {"day", page.words.day(slide.as_of)}}));
  if (!slide.caption.empty()) line.put(". ").put(slide.caption);
  return line.put(" ").add(show_button(page, {slide.item, slide.number}));
}

Html item_of(Page const& page, ItemView const& one) {
  Html head = element("strong", one.item.title);
  if (one.item.presenter) head.put(" – ").put(page.name(*one.item.presenter));
  head.put(" ").add(one.handled ? web::badge(page.words(M("đã xong")), web::Tone::good)
                                : web::badge(page.words(M("chưa xong")), web::Tone::neutral));
  head.put(" ").add(show_button(page, {one.item.item, 0}));
  std::vector<Html> slides;
  for (Slide const& slide : one.slides) slides.push_back(slide_line(page, slide));
  if (!slides.empty()) head.add(web::bullets(slides));
  if (!page.writes) return head;
  Html links = web::link(page.about("briefing slide").with("item", one.item.item),
                         page.words(M("Thêm trang số liệu")));
  if (!one.handled) {
    links.put(" · ").add(web::link(page.about("briefing handle").with("item", one.item.item),
                                   page.words(M("Ghi đã xong"))));
  }
  return head.add(element("p", {{"class", "note"}}, links));
}

Html agenda_of(Page const& page) {
  Html lines;
  for (ItemView const& one : page.view().agenda) lines.add(element("li", item_of(page, one)));
  Html const body = lines.empty()
                        ? web::empty_state(page.words(M("Chương trình chưa có nội dung nào.")))
                        : element("ol", {{"class", "bullets"}}, lines);
  return web::panel(page.words(M("Chương trình")), body,
                    page.button("briefing item", M("Thêm nội dung")));
}

// --- outcome -------------------------------------------------------------------------------------

std::string status_of(Page const& page, task::View const& task) {
  if (!task.overdue) return page.words(label(task.status));
  return page.words(M("quá hạn {days} ngày"), {{"days", page.words.count(task.days_late)}});
}

Html tasks_of(Page const& page, ConclusionView const& conclusion) {
  std::vector<task::View const*> tasks;
  for (task::View const& task : page.minutes.tasks) {
    if (std::ranges::find(conclusion.tasks, task.task) != conclusion.tasks.end()) {
      tasks.push_back(&task);
    }
  }
  if (tasks.empty()) return {};
  Listing listing{.title = page.words(M("Nhiệm vụ từ kết luận {number}"),
                                      {{"number", std::to_string(conclusion.conclusion.number)}}),
                  .columns = {{"title", M("Tên nhiệm vụ"), CellType::text},
                              {"lead", M("Chủ trì"), CellType::text},
                              {"product", M("Sản phẩm"), CellType::text},
                              {"deadline", M("Hạn"), CellType::day},
                              {"status", M("Tình trạng"), CellType::text}},
                  .rows = {}};
  for (auto const* task : tasks) {
    listing.rows.push_back({task->given.title, page.name(task->lead), task->given.product,
                            std::int64_t{task->deadline.number()}, status_of(page, *task)});
  }
  web::TableOptions options;
  options.link = [&](std::size_t row) {
    return web::record_page(page.visit.site, task::task_entity, tasks[row]->task.value);
  };
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column != 4 || !tasks[row]->overdue) return std::nullopt;
    return web::badge(status_of(page, *tasks[row]), web::Tone::bad);
  };
  return web::table(page.words, listing, options);
}

Html conclusions_of(Page const& page) {
  bool const gives = may_over_host(page.visit, page.asked, task::task_give);
  Html body;
  for (ConclusionView const& one : page.view().conclusions) {
    std::string const number = std::to_string(one.conclusion.number);
    body.add(element("p", element("strong", number, ". "), one.conclusion.text));
    body.add(tasks_of(page, one));
    if (gives) {
      body.add(element("p", {{"class", "note"}},
                       web::link(page.about("briefing assign").with("conclusion", number),
                                 page.words(M("Giao nhiệm vụ từ kết luận này")))));
    }
  }
  if (body.empty()) body = web::empty_state(page.words(M("Chưa ghi kết luận nào.")));
  return web::panel(page.words(M("Kết luận và nhiệm vụ")), body,
                    page.button("briefing conclude", M("Ghi kết luận")));
}

Html recommendations_of(Page const& page) {
  auto const& all = page.minutes.recommendations;
  Listing listing{.title = page.words(M("Kiến nghị nêu tại hội nghị")),
                  .columns = {{"about", M("Về việc"), CellType::text},
                              {"asker", M("Đơn vị kiến nghị"), CellType::text},
                              {"handler", M("Nơi giải quyết"), CellType::text},
                              {"deadline", M("Hạn"), CellType::day},
                              {"stage", M("Tình trạng"), CellType::text},
                              {"answer", M("Trả lời"), CellType::text}},
                  .rows = {}};
  for (task::RecommendationView const& one : all) {
    listing.rows.push_back({one.recommendation.subject, page.name(one.recommendation.asker),
                            one.handler ? page.name(*one.handler) : "",
                            one.deadline ? Value{std::int64_t{one.deadline->number()}} : Value{},
                            page.words(one.overdue ? M("quá hạn") : label(one.stage)), one.answer});
  }
  web::TableOptions options;
  options.link = [&](std::size_t row) {
    return web::record_page(page.visit.site, task::recommendation_entity, all[row].id.value);
  };
  options.empty = page.words(M("Chưa ghi kiến nghị nào."));
  Html actions;
  if (may_over_host(page.visit, page.asked, task::recommendation_take)) {
    actions = web::button_link(page.about("briefing take-down"),
                               page.words(M("Tiếp nhận kiến nghị")), web::ButtonLook::quiet);
  }
  return web::panel(page.words(M("Kiến nghị")), web::table(page.words, listing, options), actions);
}

Html actions_of(Page const& page) {
  auto const id = page.view().id.value;
  Html actions = web::button_link(to("/briefings/{}/hall", id),
                                  page.words(M("Màn hình hội trường")), web::ButtonLook::primary);
  actions.add(web::button_link(to("/briefings/{}/minutes", id), page.words(M("Biên bản"))));
  if (page.writes) {
    actions.add(web::button_link(page.about("briefing close"), page.words(M("Bế mạc"))));
  }
  return actions;
}

}  // namespace

Result<web::Response> show_conference(Visit& visit) {
  TRY_INTO(Asked const asked, conference_asked(visit));
  // Read again as part of its minutes; the caller may see it.
  auto const made =
      minutes(*asked.snapshot, unit::Reach::everything(), asked.view.id, asked.moment);
  ensure(made.has_value(), "a conference that is seen has minutes");
  Page const page{visit, Words{visit.language()}, asked, *made,
                  !asked.view.closed && may_write(visit, asked)};
  Html body = web::columns({particulars_of(page), places_of(page)});
  if (!made->places.empty()) {
    body.add(element("details", element("summary", page.words(M("Điểm cầu đã kết nối"))),
                     completeness_of(page.words, *asked.snapshot, made->places, asked.view.from)));
  }
  body.add(agenda_of(page)).add(conclusions_of(page)).add(recommendations_of(page));
  body.add(attendance_of(page));
  return web::page(
      visit,
      {.title = asked.view.conference.name,
       .lead = when_of(page.words, asked.view.conference, asked.view.from, asked.view.to),
       .active = menu_path,
       .crumbs = {{page.words(M("Hội nghị giao ban")), to("/briefings")}},
       .as_of = web::AsOfBar{asked.moment},
       .actions = actions_of(page)},
      body);
}

}  // namespace giaoban::briefing
