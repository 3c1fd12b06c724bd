// The verbs of conferences: calling one, its places and participants, agenda and closing.
#include "briefing/briefing.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "briefing/checks.h"
#include "briefing/store.h"

namespace giaoban::briefing {

using store::Tx;

store::Right const briefing_read{.name = "briefing.read", .label = M("Xem hội nghị")};
store::Right const briefing_write{.name = "briefing.write", .label = M("Tổ chức hội nghị")};

store::Verb const call_verb{"briefing.call", M("Triệu tập hội nghị"), &briefing_write};
store::Verb const add_place_verb{"briefing.add-place", M("Thêm điểm cầu"), &briefing_write};
store::Verb const attend_verb{"briefing.attend", M("Ghi người dự hội nghị"), &briefing_write};
store::Verb const add_item_verb{"briefing.add-item", M("Thêm nội dung chương trình"),
                                &briefing_write};
store::Verb const add_slide_verb{"briefing.add-slide", M("Thêm trang số liệu"), &briefing_write};
store::Verb const handle_item_verb{"briefing.handle-item", M("Ghi xong một nội dung"),
                                   &briefing_write};
store::Verb const conclude_verb{"briefing.conclude", M("Ghi kết luận hội nghị"), &briefing_write};
store::Verb const close_verb{"briefing.close", M("Bế mạc hội nghị"), &briefing_write};

namespace {

std::string when(Day day, std::int64_t minutes) {
  return fmt::format("{} {}", time_text(minutes), day.vietnamese());
}

Result<void> check_calling(Tx& tx, Calling const& calling) {
  Conference const& asked = calling.conference;
  if (!in_order({calling.from, calling.to, asked.begins, asked.ends})) {
    return refuse(ends_before_begins, {{"from", when(calling.from, asked.begins)},
                                       {"to", when(calling.to, asked.ends)}});
  }
  if (!unit::node_of(tx, asked.host, {calling.from})) {
    return refuse(host_not_in_force,
                  {{"unit", name_ever(tx, asked.host)}, {"day", calling.from.vietnamese()}});
  }
  if (!asked.chair && normalise(asked.chair_title).empty()) return refuse(chair_missing);
  return {};
}

}  // namespace

Result<ConferenceId> call(Tx& tx, Calling const& calling) {
  TRY_VOID(check_calling(tx, calling));
  auto const conference = tx.new_id_of<ConferenceId>();
  Conference fact = calling.conference;
  fact.name = normalise(fact.name);
  fact.chair_title = normalise(fact.chair_title);
  TRY_VOID(tx.state(conference.value, {calling.from, calling.to + 1}, fact));
  return conference;
}

namespace {

// Another conference that uses the unit's site at the same time.
Result<void> check_site_free(Tx& tx, View const& own, UnitId unit) {
  for (ConferenceId const id : at_place(tx, unit, days_of(own))) {
    auto const other = view(tx, unit::Reach::everything(), id, store::standing - 1);
    if (id == own.id || !other || other->closed || !overlap(times_of(own), times_of(*other))) {
      continue;
    }
    return refuse(place_taken,
                  {{"unit", name_on(tx, unit, own.from)},
                   {"name", Named{other->conference.name, {conference_entity.name, id.value}}},
                   {"when", fmt::format("{} – {}", when(other->from, other->conference.begins),
                                        when(other->to, other->conference.ends))}});
  }
  return {};
}

}  // namespace

Result<void> add_place(Tx& tx, ConferenceId conference, Place const& place) {
  TRY_INTO(View const own, open_conference(tx, conference));
  if (!unit::node_of(tx, place.unit, {own.from})) {
    return refuse(place_not_in_tree,
                  {{"unit", name_ever(tx, place.unit)}, {"day", own.from.vietnamese()}});
  }
  if (has_place(own, place.unit)) {
    return refuse(place_twice, {{"unit", name_on(tx, place.unit, own.from)}});
  }
  TRY_VOID(check_site_free(tx, own, place.unit));
  auto name = normalise(place.name);
  if (name.empty()) name = "Điểm cầu " + name_on(tx, place.unit, own.from);
  return tx.state(conference.value, days_of(own), Place{place.unit, std::move(name)});
}

namespace {

Result<void> check_attendance(Tx& tx, View const& own, Attendance const& asked) {
  if (asked.presence == Presence::present) TRY_VOID(check_begun(tx, own));
  if (!unit::node_of(tx, asked.unit, {own.from})) {
    return refuse(place_not_in_tree,
                  {{"unit", name_ever(tx, asked.unit)}, {"day", own.from.vietnamese()}});
  }
  if (asked.place && !has_place(own, *asked.place)) {
    return refuse(no_such_place, {{"unit", name_on(tx, *asked.place, own.from)}});
  }
  if (!asked.person && asked.title.empty()) {
    return refuse(participant_unknown, {{"unit", name_on(tx, asked.unit, own.from)}});
  }
  if (asked.presence == Presence::absent && asked.reason.empty()) {
    return refuse(absence_unexplained);
  }
  return {};
}

}  // namespace

Result<void> attend(Tx& tx, ConferenceId conference, Attendance const& attendance) {
  TRY_INTO(View const own, open_conference(tx, conference));
  Attendance asked = attendance;
  asked.title = normalise(asked.title);
  asked.reason = normalise(asked.reason);
  TRY_VOID(check_attendance(tx, own, asked));
  return tx.state(conference.value, days_of(own), asked);
}

// --- agenda --------------------------------------------------------------------------------------

Result<std::int64_t> add_item(Tx& tx, ConferenceId conference, NewItem const& item) {
  TRY_INTO(View const own, open_conference(tx, conference));
  if (item.presenter && !unit::node_of(tx, *item.presenter, {own.from})) {
    return refuse(place_not_in_tree,
                  {{"unit", name_ever(tx, *item.presenter)}, {"day", own.from.vietnamese()}});
  }
  std::vector<Placed> placed;
  std::int64_t number = 1;
  std::int64_t last = 0;
  for (ItemView const& one : own.agenda) {
    placed.push_back({one.item.item, one.item.position});
    number = std::max(number, one.item.item + 1);
    last = std::max(last, one.item.position);
  }
  std::int64_t const position = std::max<std::int64_t>(item.position.value_or(last + 1), 1);
  for (Placed const& moved : moved_on(placed, position)) {
    auto other = find_item(own, moved.item)->item;
    other.position = moved.position;
    TRY_VOID(tx.state(conference.value, days_of(own), other));
  }
  TRY_VOID(tx.state(conference.value, days_of(own),
                    AgendaItem{number, position, normalise(item.title), item.presenter}));
  return number;
}

Result<std::int64_t> add_slide(Tx& tx, ConferenceId conference, Slide const& slide) {
  TRY_INTO(View const own, open_conference(tx, conference));
  auto const* const item = find_item(own, slide.item);
  if (item == nullptr) return refuse(no_such_item, {{"item", std::to_string(slide.item)}});
  auto const reach = unit::reach_of(tx, tx.act().actor, figure::figure_read, {slide.as_of});
  TRY_VOID(figure::measure_seen(tx, reach, slide.measure, {slide.as_of}));
  if (!unit::node_of(tx, slide.unit, {slide.as_of})) {
    return refuse(place_not_in_tree,
                  {{"unit", name_ever(tx, slide.unit)}, {"day", slide.as_of.vietnamese()}});
  }
  Slide fact = slide;
  fact.caption = normalise(fact.caption);
  if (fact.number == 0) fact.number = item->slides.empty() ? 1 : item->slides.back().number + 1;
  TRY_VOID(tx.state(conference.value, days_of(own), fact));
  return fact.number;
}

Result<void> handle_item(Tx& tx, ConferenceId conference, std::int64_t item, Day on) {
  TRY_INTO(View const own, open_conference(tx, conference));
  TRY_VOID(check_begun(tx, own));
  auto const* const found = find_item(own, item);
  if (found == nullptr) return refuse(no_such_item, {{"item", std::to_string(item)}});
  if (found->handled) return {};
  return tx.event(conference.value, Span{own.from, own.to + 1}.nearest(on), ItemHandled{item});
}

Result<void> close(Tx& tx, ConferenceId conference, Day on, std::string const& remark) {
  TRY_INTO(View const own, open_conference(tx, conference));
  TRY_VOID(check_begun(tx, own));
  std::string items;
  int count = 0;
  for (ItemView const& one : own.agenda) {
    if (one.handled) continue;
    ++count;
    items += fmt::format("{}“{}”", items.empty() ? "" : ", ", one.item.title);
  }
  if (count > 0) tx.warn({&items_open, {{"count", std::to_string(count)}, {"items", items}}});
  return tx.event(conference.value, Span{own.from, own.to + 1}.nearest(on),
                  Closing{normalise(remark)});
}

Result<std::int64_t> conclude(Tx& tx, ConferenceId conference, std::string const& text) {
  TRY_INTO(View const own, open_conference(tx, conference));
  TRY_VOID(check_begun(tx, own));
  std::int64_t const number =
      own.conclusions.empty() ? 1 : own.conclusions.back().conclusion.number + 1;
  TRY_VOID(tx.state(conference.value, days_of(own), Conclusion{number, normalise(text)}));
  return number;
}

}  // namespace giaoban::briefing
