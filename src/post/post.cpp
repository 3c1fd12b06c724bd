// The verbs of posts, and what they refuse.
#include "post/post.h"

#include <fmt/format.h>

#include "base/text.h"
#include "post/rules.h"
#include "post/store.h"

namespace giaoban::post {

store::Right const post_read{.name = "post.read", .label = M("Xem chức vụ")};
store::Right const post_write{.name = "post.write", .label = M("Ghi chức vụ")};

store::Verb const appoint_verb{"post.appoint", M("Ghi người giữ chức vụ"), &post_write};
store::Verb const end_verb{"post.end", M("Thôi giữ chức vụ"), &post_write};

RefusalKind const no_such_post{
    .code = "post.no_such_post",
    .http_status = 404,
    .text = M("Chức vụ số {post} không có, hoặc không có người giữ trước ngày {day}."),
    .remedy = M("Xem lại số chức vụ và ngày ở danh sách chức vụ.")};

RefusalKind const already_held{
    .code = "post.already_held",
    .http_status = 409,
    .text = M("{person} đã giữ chức vụ này từ ngày {from} (chức vụ số {post})."),
    .remedy = M("Kết thúc lần giữ trước, hoặc chọn những ngày khác.")};

RefusalKind const second_secretary{
    .code = "post.second_secretary",
    .http_status = 409,
    .text = M("Đơn vị đã có bí thư là {person} từ ngày {from} (chức vụ số {post})."),
    .remedy = M("Kết thúc chức vụ của bí thư trước, hoặc chọn những ngày khác.")};

RefusalKind const title_text_missing{.code = "post.title_text_missing",
                                     .text = M("Chọn “chức danh khác” thì phải ghi tên chức danh."),
                                     .remedy = M("Ghi tên chức danh, ví dụ “Tổ trưởng tổ đảng”.")};

RefusalKind const appointed_far_ahead{
    .code = "post.appointed_far_ahead",
    .text = M("Giữ chức vụ từ ngày {day}: còn hơn 12 tháng nữa mới đến ngày đó (hôm nay {today})."),
    .remedy = M("Kiểm tra lại năm; chức vụ chỉ ghi trước nhiều nhất 12 tháng.")};

Result<std::vector<Holding>> seen_of_person(store::Snapshot& snapshot, store::Actor const& actor,
                                            PersonId person, store::Moment moment) {
  auto holdings = of_person(snapshot, person, moment.known_at);
  auto const holds = [&](Day day) {
    store::Moment const at{day, moment.known_at};
    return unit::reach_of(snapshot, actor, post_read, at)
        .holds(snapshot, member::person_entity, person.value, at);
  };
  if (holds(snapshot.today())) return holdings;
  // What began after the person had gone elsewhere is of there.
  bool const held_then = holds(moment.as_of);
  auto const reach = unit::reach_of(snapshot, actor, post_read, moment);
  std::erase_if(holdings, [&](Holding const& held) {
    bool const begun = held_then && held.span.from <= moment.as_of;
    return !begun && !reach.holds(snapshot, post_entity, held.post.value, moment);
  });
  if (!holdings.empty() || held_then) return holdings;
  return refuse(member::no_such_person, {{"person", std::to_string(person.value)}});
}

namespace {

std::string name_of(store::Tx& tx, PersonId person, Day day) {
  auto const known = tx.fact<member::PersonParticulars>(person.value, {day});
  return known && !known->value.full_name.empty() ? known->value.full_name
                                                  : fmt::format("số {}", person.value);
}

// By the post, which stands under the unit, may be told who holds it.
Result<void> check_clashes(store::Tx& tx, Holding const& wanted) {
  auto const others = of_unit_within(tx, wanted.holding.unit, wanted.span);
  for (Clash const clash : {Clash::twice, Clash::two_secretaries}) {
    for (Holding const& other : others) {
      if (clash_of(wanted, other) != clash) continue;
      auto const& kind = clash == Clash::twice ? already_held : second_secretary;
      return refuse(kind, {{"person", name_of(tx, other.holding.person, other.span.from)},
                           {"from", other.span.from.vietnamese()},
                           {"post", Named{std::to_string(other.post.value),
                                          {post_entity.name, other.post.value}}}});
    }
  }
  return {};
}

}  // namespace

Result<PostId> appoint(store::Tx& tx, PostHolding const& holding, Span span) {
  Holding wanted{.post = {}, .holding = holding, .span = span};
  wanted.holding.title_text = normalise(holding.title_text);
  TRY_VOID(check_clashes(tx, wanted));
  if (needs_title_text(wanted.holding)) return refuse(title_text_missing);
  if (ahead(span.from, tx.today()) == Ahead::far) {
    return refuse(appointed_far_ahead,
                  {{"day", span.from.vietnamese()}, {"today", tx.today().vietnamese()}});
  }
  auto const post = tx.new_id_of<PostId>();
  TRY_VOID(tx.state(post.value, span, wanted.holding));
  return post;
}

Result<void> end(store::Tx& tx, PostId post, Day day) {
  auto const held = tx.fact<PostHolding>(post.value, {day - 1});
  if (!held || !tx.may_know(post_entity, post.value, held->head.span.from)) {
    return refuse(no_such_post, {{"post", std::to_string(post.value)}, {"day", day.vietnamese()}});
  }
  return tx.end_entity(post_entity, post.value, day);
}

}  // namespace giaoban::post
