// The laws of the register, each one question over all that stands.
#include <array>
#include <unordered_set>

#include "member/queries.h"
#include "member/store.h"

namespace giaoban::member {

namespace {

using Breaches = std::vector<std::string>;

template <store::Query const& query, class... Places>
Breaches asked(store::Snapshot& snapshot, Msg sentence, Places... places) {
  Breaches breaches;
  snapshot.db().each(
      query, store::Params(store::standing, places...), [&](store::RowView const& row) {
        breaches.push_back(
            say(Language::vietnamese, sentence,
                {{"person", std::to_string(row.integer(0))}, {"day", row.day(1).vietnamese()}}));
      });
  return breaches;
}

// A cell that became a committee keeps its members by mistake: they must be transferred.
Breaches outside_cells(store::Snapshot& snapshot) {
  Breaches breaches;
  store::Moment const last{Day::forever() - 1};
  auto const tree = unit::tree(snapshot, last);
  for (auto const& [cell, count] : cell_counts(snapshot, last)) {
    auto const* const node = tree.node(cell);
    if (node != nullptr && unit::holds_members(node->unit_kind)) continue;
    breaches.push_back(
        say(Language::vietnamese,
            M("Đơn vị số {cell} có {count} đảng viên nhưng không phải là chi bộ đang hoạt động."),
            {{"cell", std::to_string(cell.value)}, {"count", std::to_string(count)}}));
  }
  return breaches;
}

store::Invariant const one_cell{
    "member_in_one_cell_on_a_day", [](store::Snapshot& snapshot) {
      return asked<queries::broken_member_in_one_cell_on_a_day>(
          snapshot, M("Người số {person} có hai chi bộ chính thức trong cùng ngày {day}."));
    }};
store::Invariant const no_gap{"cell_timeline_has_no_gap", [](store::Snapshot& snapshot) {
                                return asked<queries::broken_cell_timeline_has_no_gap>(
                                    snapshot, M("Người số {person}: không rõ ở đâu từ ngày {day}."),
                                    Day::forever());
                              }};
store::Invariant const cause_fits{
    "cause_fits_the_change", [](store::Snapshot& snapshot) {
      return asked<queries::broken_cause_fits_the_change>(
          snapshot, M("Người số {person}: lý do tăng, giảm ngày {day} không khớp với chi bộ."));
    }};
store::Invariant const only_while_in{
    "states_only_while_in_register", [](store::Snapshot& snapshot) {
      return asked<queries::broken_states_only_while_in_register>(
          snapshot, M("Người số {person} đã rời sổ mà còn trạng thái ghi từ ngày {day}."));
    }};
store::Invariant const has_standing{
    "member_has_a_standing_every_day", [](store::Snapshot& snapshot) {
      return asked<queries::broken_member_has_a_standing_every_day>(
          snapshot,
          M("Người số {person}: có ngày trong thời gian từ {day} không rõ dự bị hay chính thức."));
    }};
store::Invariant const card_only_for_full{
    "card_only_for_full_members", [](store::Snapshot& snapshot) {
      return asked<queries::broken_card_only_for_full_members>(
          snapshot, M("Người số {person} có thẻ đảng viên từ ngày {day} khi còn dự bị."));
    }};
store::Invariant const merged_in_no_cell{
    "merged_duplicate_is_in_no_cell", [](store::Snapshot& snapshot) {
      return asked<queries::broken_merged_duplicate_is_in_no_cell>(
          snapshot, M("Hồ sơ trùng số {person} đã gộp mà vẫn được tính từ ngày {day}."));
    }};
store::Invariant const only_in_cells{"members_only_in_cells", &outside_cells};

}  // namespace

std::vector<store::Invariant const*> invariants() {
  return {&one_cell,          &no_gap,       &cause_fits,
          &only_while_in,     &has_standing, &card_only_for_full,
          &merged_in_no_cell, &only_in_cells};
}

}  // namespace giaoban::member
