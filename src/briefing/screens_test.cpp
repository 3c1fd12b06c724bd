// The order of the screens, and where a step leads.
#include "briefing/screens.h"

#include <gtest/gtest.h>

namespace giaoban::briefing {
namespace {

// Items 7 (two slides) and 3 (none), in that order.
View agenda() {
  View view{.id = ConferenceId{1}, .conference = {}, .from = {}, .to = {}};
  view.agenda.push_back(
      {.item = {.item = 7, .position = 1, .title = "Kết quả", .presenter = {}},
       .slides = {
           {.item = 7, .number = 1, .measure = "members", .unit = {}, .as_of = {}, .caption = ""},
           {.item = 7,
            .number = 2,
            .measure = "members",
            .unit = {},
            .as_of = {},
            .caption = ""}}});
  view.agenda.push_back(
      {.item = {.item = 3, .position = 2, .title = "Thảo luận", .presenter = {}}, .slides = {}});
  return view;
}

TEST(Screens, stand_in_the_order_of_the_agenda) {
  EXPECT_EQ(screens_of(agenda()), (std::vector<Screen>{{7, 0}, {7, 1}, {7, 2}, {3, 0}}));
}

TEST(Screens, a_step_leads_one_on_or_back_and_not_over_the_ends) {
  struct {
    Screen shown;
    std::optional<Screen> next;
    std::optional<Screen> previous;
  } const cases[] = {
      {{7, 0}, Screen{7, 1}, std::nullopt}, {{7, 2}, Screen{3, 0}, Screen{7, 1}},
      {{3, 0}, std::nullopt, Screen{7, 2}}, {{0, 0}, Screen{7, 0}, Screen{7, 0}},
      {{9, 4}, Screen{7, 0}, Screen{7, 0}},  // no longer there
  };
  for (auto const& c : cases) {
    Live const live{.item = c.shown.item, .slide = c.shown.slide};
    EXPECT_EQ(moved(agenda(), live, Move::next), c.next) << c.shown.item;
    EXPECT_EQ(moved(agenda(), live, Move::previous), c.previous) << c.shown.item;
  }
}

TEST(Screens, without_an_agenda_lead_nowhere) {
  View const empty{.id = ConferenceId{1}, .conference = {}, .from = {}, .to = {}};
  EXPECT_EQ(moved(empty, {}, Move::next), std::nullopt);
}

}  // namespace
}  // namespace giaoban::briefing
