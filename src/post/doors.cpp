#include "post/doors.h"

#include "post/post.h"

namespace giaoban::post {

namespace {

using command::ask;
using command::day_asked;
using command::fields_of;
using door::column;
using door::Reading;
using store::Need;

// --- who holds what ------------------------------------------------------------------------------

struct PostsAsked {
  std::optional<UnitId> unit;
  std::optional<PersonId> person;
};

// Of a unit those of the day; of a person all there ever were.
Result<std::vector<Holding>> posts_of(Reading& reading, PostsAsked const& asked) {
  if (asked.person) {
    return seen_of_person(reading.snapshot, reading.actor, *asked.person, reading.moment);
  }
  TRY_INTO(UnitId const unit, reading.unit_or_topmost(asked.unit));
  return of_unit(reading.snapshot, unit, reading.moment);
}

bool lasts(Reading const& reading, Holding const& held) {
  return held.span.contains(reading.moment.as_of);
}

door::View<Holding, PostsAsked> posts() {
  return {
      .command = "post list",
      .help = M("Ai giữ chức vụ gì: trong một đơn vị vào một ngày, hoặc của một người từ trước "
                "đến nay"),
      .title = M("Danh sách chức vụ"),
      .right = &post_read,
      .asking = {{{ask<&PostsAsked::unit>("unit", M("Mã đơn vị")),
                   ask<&PostsAsked::person>(
                       "person", M("Người: số định danh cá nhân, số thẻ đảng viên hoặc số hồ sơ"),
                       {.within = command::Within::anywhere})}}},
      .rows = &posts_of,
      .columns = {column<&Holding::post>("post", M("Số chức vụ"), {.on = door::On::lists}),
                  column<&Holding::holding, &PostHolding::person>(
                      "person", M("Họ và tên"),
                      {.key_label = M("Số hồ sơ"), .name_id = "full_name"}),
                  column<&Holding::holding, &PostHolding::unit>("unit", M("Đơn vị"),
                                                                {.key_label = M("Mã đơn vị")}),
                  column<&Holding::holding, &PostHolding::title>("title", M("Chức vụ")),
                  column<&Holding::holding, &PostHolding::title_text>("title_text",
                                                                      M("Tên chức danh"))},
      .span = &Holding::span,
      .tells = door::Tells::of_persons,
      .pages = {{.path = "/units/{unit}/posts",
                 .title = M("Chức vụ ở {unit}"),
                 .tab = {M("Chức vụ"), 20}},
                {.path = "/members/{person}/posts",
                 .title = M("Chức vụ của {person}"),
                 .lead = M("Tất cả chức vụ từ trước đến nay"),
                 .days = door::Days::all,
                 .tab = {M("Chức vụ"), 20}}},
      .actions = {{&appoint_verb, M("Ghi chức vụ mới"), web::ButtonLook::primary}},
      .row_actions = {{&end_verb, M("Thôi giữ"), &lasts}},
      .empty = M("Không có chức vụ nào trong ngày này."),
      .example = "giaoban post list --unit PT-01 --as-of 31/12/2020"};
}

// --- writing -------------------------------------------------------------------------------------

struct Appointing {
  PostHolding holding;
  Day from;
  std::optional<Day> to;
};

Result<PostId> appoint_asked(store::Tx& tx, Appointing const& asked) {
  return appoint(tx, asked.holding, {asked.from, asked.to.value_or(Day::forever())});
}

command::Asking<Appointing> appointing() {
  return {{fields_of<&Appointing::holding>() +
               std::vector{ask<&Appointing::from>("from", M("Giữ chức vụ từ ngày"),
                                                  {.need = Need::required}),
                           ask<&Appointing::to>("to", M("Đến trước ngày; bỏ trống nếu chưa biết"))},
           &day_asked<&Appointing::from>}};
}

struct Ending {
  PostId post;
  Day from;
};

Result<void> end_asked(store::Tx& tx, Ending const& asked) {
  return end(tx, asked.post, asked.from);
}

command::Asking<Ending> ending() {
  return {{{ask<&Ending::post>("post", M("Số chức vụ, xem ở post list"), {.need = Need::required}),
            ask<&Ending::from>("from", M("Ngày đầu tiên không còn giữ"), {.need = Need::required})},
           &day_asked<&Ending::from>}};
}

}  // namespace

door::Doors doors() {
  door::Doors doors;
  doors.show(posts());
  doors.write<&appoint_asked>(
      appoint_verb, M("Ghi một người giữ chức vụ trong một đơn vị"), appointing(),
      "giaoban post appoint --person 025081001234 --unit PT-01 --title secretary "
      "--from 01/08/2020");
  doors.write<&end_asked>(end_verb, M("Ghi một người thôi giữ chức vụ"), ending(),
                          "giaoban post end --post 4503599627370501 --from 01/07/2025");
  return doors;
}

}  // namespace giaoban::post
