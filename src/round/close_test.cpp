// Closing a year, and what figures show before and after.
#include "figure/figure.h"
#include "round/round_world_test.h"

namespace giaoban::round {
namespace {

using review::Grade;
using test::day;

class ClosedRounds : public RoundWorld {
 protected:
  ClosedRounds() { whole.add(figure::catalogue()); }

  std::string closed(UnitId unit, int year, std::string reason = {},
                     char const* on = "01/02/2021") {
    return told(tried(deed(close_verb, std::move(reason)),
                      [&](store::Tx& tx) { return close(tx, {year, unit, day(on)}); }));
  }
  // "1/2 of 2020" of the members graded well, "?" where no year is done, with what runs beside.
  std::string shown(UnitId unit, char const* on = "14/06/2021") {
    auto const snapshot = store().read();
    figure::Held const measure = figure::measure("members.graded_good");
    auto const found = test::must(figure::figure(*snapshot, {measure, unit, {day(on)}}));
    std::string words = found.count ? std::to_string(*found.count) + "/" +
                                          std::to_string(found.share->denominator()) + " of " +
                                          std::to_string(found.reference.year.number)
                                    : "?";
    if (found.running) {
      words += "; " + say(Language::vietnamese, found.running->text, found.running->args);
    }
    return words;
  }
  std::string refused_as(UnitId unit, int year) {
    auto const refused = tried(deed(close_verb), [&](store::Tx& tx) {
      return close(tx, {year, unit, day("01/02/2021")});
    });
    return refused ? "" : refused.error().text(Language::vietnamese);
  }
};
ON_BOTH_DATABASES(ClosedRounds);

TEST_P(ClosedRounds, an_open_round_shows_nothing_of_its_year_until_it_is_closed) {
  auto const people = members_in(khu_1, 2);
  opened(2020);
  proposed(as_member(people[0]), 2020, Grade::good);
  EXPECT_EQ(decided(as_member(people[0]), 2020, Grade::good), "");
  EXPECT_EQ(shown(province), "?; Đang xếp loại năm 2020: 1/2 đảng viên đã có kết quả.");
  EXPECT_EQ(closed(hung_lo, 2020), "round.closed_by_opener");
  EXPECT_EQ(closed(province, 2020), "round.unfinished");
  EXPECT_EQ(closed(province, 2020, "Hết hạn", "01/07/2021"), "round.in_future");
  EXPECT_EQ(closed(province, 2020, "Hết hạn", "30/12/2020"), "round.before_round");
  EXPECT_EQ(closed(province, 2019, "Hết hạn"), "round.no_such_round");
  EXPECT_TRUE(refused_as(province, 2020)
                  .starts_with("Năm 2020 chưa quyết định xong: còn 7/7 tổ chức, 1/2 đảng viên. "
                               "Trong đó có: Chi bộ khu 9"))
      << refused_as(province, 2020);
  EXPECT_EQ(closed(province, 2020, "Hết hạn"), "");
  EXPECT_EQ(closed(province, 2020, "Hết hạn"), "round.already_closed");
  EXPECT_EQ(shown(province), "1/2 of 2020");
  EXPECT_EQ(shown(khu_1), "1/2 of 2020");
  EXPECT_EQ(shown(province, "31/01/2021"),
            "?; Đang xếp loại năm 2020: 1/2 đảng viên đã có kết quả.");
  auto const snapshot = store().read();
  EXPECT_EQ(closed_on(*snapshot, khu_1, 2020, {day("14/06/2021")}), day("01/02/2021"));
  EXPECT_EQ(closed_on(*snapshot, khu_1, 2020, {day("31/01/2021")}), std::nullopt);
}

TEST_P(ClosedRounds, a_round_of_which_all_is_decided_needs_no_closing) {
  auto const people = members_in(khu_9, 1);
  auto asked = opening(2020);
  asked.unit = khu_9;
  write(open_verb, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(open(tx, asked));
    return {};
  });
  Subject const cell{.part = Part::organisation, .unit = khu_9};
  proposed(cell, 2020, Grade::good);
  proposed(as_member(people[0]), 2020, Grade::good);
  EXPECT_FALSE(decided(cell, 2020, Grade::good).starts_with("round."));
  EXPECT_EQ(shown(khu_9), "?; Đang xếp loại năm 2020: 0/1 đảng viên đã có kết quả.");
  EXPECT_FALSE(decided(as_member(people[0]), 2020, Grade::good).starts_with("round."));
  EXPECT_EQ(shown(khu_9), "1/1 of 2020");
  EXPECT_EQ(closed(khu_9, 2020), "") << "nothing is left to be excused";
}

TEST_P(ClosedRounds, a_closing_is_undone_as_any_entry) {
  auto const people = members_in(khu_1, 2);
  opened(2020);
  proposed(as_member(people[0]), 2020, Grade::good);
  EXPECT_EQ(decided(as_member(people[0]), 2020, Grade::good), "");
  EXPECT_EQ(closed(province, 2020, "Hết hạn"), "");
  EntryNumber const entry = store().read()->head();
  write(store::undo_verb, [&](store::Tx& tx) -> Result<void> { return store::undo(tx, entry); });
  EXPECT_TRUE(shown(province).starts_with("?")) << shown(province);
}

}  // namespace
}  // namespace giaoban::round
