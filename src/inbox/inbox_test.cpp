// Groups of what waits; what the sources contribute is tested where they are.
#include "inbox/inbox.h"

#include <gtest/gtest.h>

#include "tests/store_world.h"

namespace giaoban::inbox {
namespace {

using test::day;

Item item(std::string_view kind, std::int64_t unit, std::optional<Day> due) {
  Item made;
  made.kind = kind;
  made.unit = UnitId{unit};
  made.due = due;
  return made;
}

TEST(InboxGroups, count_by_kind_and_place_with_the_most_overdue_first) {
  Day const today = day("14/06/2021");
  std::vector<Item> const items{item("task.report", 11, day("13/06/2021")),
                                item("task.report", 12, day("14/06/2021")),
                                item("task.report", 21, day("01/01/2021")),
                                item("member.recognise", 11, day("01/05/2021")),
                                item("member.recognise", 12, day("02/05/2021")),
                                item("briefing.close", 11, {}),
                                item("briefing.close", 12, {})};
  // Units 11 and 12 are counted at 10, 21 at 20.
  auto const groups =
      groups_of(items, [](UnitId unit) { return UnitId{unit.value / 10 * 10}; }, today);
  std::string told;
  for (Group const& one : groups) {
    told += std::string(one.kind) + " " + std::to_string(one.place.value) + ": " +
            std::to_string(one.overdue) + " of " + std::to_string(one.count) + " " +
            (one.first_due ? one.first_due->iso() : "-") + "\n";
  }
  EXPECT_EQ(told,
            "member.recognise 10: 2 of 2 2021-05-01\n"
            "task.report 10: 1 of 2 2021-06-13\n"
            "task.report 20: 1 of 1 2021-01-01\n"
            "briefing.close 10: 0 of 2 -\n");
  EXPECT_TRUE(groups_of({}, [](UnitId unit) { return unit; }, today).empty());
}

}  // namespace
}  // namespace giaoban::inbox
