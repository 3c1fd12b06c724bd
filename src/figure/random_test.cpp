// Random facts against a count by hand: every measure, on many days, as known at every entry. The
// count below goes person by person through their histories and shares no code with the measures.
#include "figure/random_world_test.h"

namespace giaoban::figure {
namespace {

using store::Tx;
using test::Count;
using test::day;
using test::last;
using test::opening;
using test::RandomWorld;
using test::Slip;
using test::Twin;

ON_BOTH_DATABASES(RandomWorld);

TEST_P(RandomWorld, every_figure_is_the_one_counted_by_hand) {
  auto const snapshot = store_->read();
  for (int i = 0; i < 24; ++i) {
    // From the first decided round on: before it results are unknown, which the small world shows.
    Day const on = day("2020-02-01") + up_to(last.number() - day("2020-02-01").number());
    EntryNumber const known_at = one_in(2) ? snapshot->head() : 4 + up_to(4);
    UnitId const unit = one_in(3) ? units_[0] : any(units_);
    if (!unit::node_of(*snapshot, unit, {*Day::from_ymd(2019, 12, 31)})) continue;
    auto const lines = differences(*snapshot, unit, {on, known_at}, Slip::none);
    EXPECT_TRUE(lines.empty()) << lines.size() << " differ, first " << lines.front() << "; seed "
                               << seed_ << " (GIAOBAN_TEST_SEED)";
  }
}

TEST_P(RandomWorld, a_wrong_predicate_is_noticed) {
  auto const snapshot = store_->read();
  for (Slip const slip : {Slip::men_for_women, Slip::good_without_excellent, Slip::hosts_count,
                          Slip::lately_left_count}) {
    bool noticed = false;
    for (Day on = day("2020-02-01"); on < last && !noticed; on = on + 20) {
      for (UnitId const unit : {units_[0], districts_[0], communes_[1], cells_[2]}) {
        noticed = noticed || !differences(*snapshot, unit, {on}, slip).empty();
      }
    }
    EXPECT_TRUE(noticed) << "slip " << static_cast<int>(slip) << ", seed " << seed_;
  }
}

TEST_P(RandomWorld, as_many_records_open_as_were_counted) {
  auto const snapshot = store_->read();
  for (Figure const& one : figures(*snapshot, units_[0], {day("2021-06-14")})) {
    test::Kept kept;
    ASSERT_TRUE(records(*snapshot, {.reference = one.reference}, kept));
    EXPECT_EQ(std::ssize(kept.listing.rows), one.count) << one.measure().id << ", seed " << seed_;
  }
}

// Around the day on which units ended and on others: of units that ended the heirs answer.
TEST_P(RandomWorld, parts_of_the_tree_add_up_to_the_whole) {
  auto const snapshot = store_->read();
  Day const ended = snapshot->history_of<unit::UnitExistence>(gone_[0].value).front().head.span.to;
  std::vector<Day> days{ended - 1, ended, day("2021-12-30"), day("2022-06-01")};
  for (int i = 0; i < 4; ++i) days.push_back(day("2020-02-01") + up_to(1000));
  for (Day const on : days) {
    auto const lines = all_sums_that_fail(*snapshot, {on});
    EXPECT_TRUE(lines.empty()) << lines.size() << " differ, first " << lines.front() << "; seed "
                               << seed_ << " (GIAOBAN_TEST_SEED)";
  }
}

TEST_P(RandomWorld, what_counts_at_the_unit_itself_opens_its_records) {
  auto const snapshot = store_->read();
  std::int64_t opened = 0;
  for (UnitId const unit : {communes_[0], communes_[1], districts_[1]}) {
    std::vector<Held> asked;
    for (Measure const& one : measures()) asked.emplace_back(&one);
    for (Figure const& one : figures_at_itself(*snapshot, asked, unit, {day("2021-12-30")})) {
      auto const reopened = parse_reference(*snapshot, one.reference.text());
      ASSERT_TRUE(reopened) << one.reference.text();
      test::Kept kept;
      ASSERT_TRUE(records(*snapshot, {.reference = *reopened}, kept)) << one.reference.text();
      EXPECT_EQ(std::ssize(kept.listing.rows), one.count) << one.reference.text();
      EXPECT_EQ(text_of(*figure(*snapshot, *reopened)), text_of(one)) << one.reference.text();
      opened += *one.count;
    }
  }
  EXPECT_GT(opened, 3) << "the communes themselves, and who answers for what ended";
}

TEST_P(RandomWorld, the_parts_of_a_figure_make_up_the_whole_and_open_their_records) {
  auto const snapshot = store_->read();
  store::Moment const moment{day("2021-06-14")};
  int divided_ones = 0;
  for (Measure const& whole : measures()) {
    for (Division const& by : divisions_of(whole.population)) {
      if (!one_in(12) && by.code != "sex") continue;
      std::vector<Held> asked = *divided(&whole, by.code, moment.as_of);
      asked.insert(asked.begin(), &whole);
      auto const all = figures(*snapshot, asked, std::span(&units_[0], 1), moment).front();
      std::int64_t counts = 0;
      std::int64_t bases = 0;
      for (std::size_t i = 1; i < all.size(); ++i) {
        counts += all[i].count.value_or(0);
        bases += all[i].share ? all[i].share->denominator() : 0;
      }
      auto const where =
          whole.id + " by " + std::string(by.code) + ", seed " + std::to_string(seed_);
      EXPECT_EQ(counts, all.front().count.value_or(0)) << where;
      // A part of a share stands on its share of the base, a part of a count on the count.
      EXPECT_EQ(bases, whole.base ? all.front().share->denominator()
                                  : all.front().count.value_or(0) * (std::ssize(all) - 1))
          << where;
      Figure const& part =
          all[1 + static_cast<std::size_t>(up_to(static_cast<int>(all.size()) - 2))];
      auto const reopened = parse_reference(*snapshot, part.reference.text());
      ASSERT_TRUE(reopened) << part.reference.text();
      test::Kept kept;
      ASSERT_TRUE(records(*snapshot, {.reference = *reopened}, kept));
      EXPECT_EQ(std::ssize(kept.listing.rows), part.count) << part.reference.text();
      ++divided_ones;
    }
  }
  EXPECT_GT(divided_ones, 40);
}

TEST_P(RandomWorld, a_division_that_there_is_not_is_refused_with_those_there_are) {
  auto const said = divided(measure("units.dependent_cells"), "sex", day("2021-06-14"));
  ASSERT_FALSE(said);
  EXPECT_EQ(said.error().kind->code, "figure.no_such_division");
  EXPECT_TRUE(said.error().text(Language::vietnamese).contains("sex")) << "what was asked";
  auto const snapshot = store_->read();
  for (char const* id : {"members~sex=other", "members~age=40_30", "members~age=", "members~",
                         "members~sex", "nobody~sex=female"}) {
    EXPECT_FALSE(measure_named(*snapshot, id, {day("2021-06-14")})) << id;
  }
  auto const twice = measure_named(*snapshot, "members~sex=female~age=18_30", {day("2021-06-14")});
  ASSERT_TRUE(twice);
  EXPECT_EQ((*twice)->id, "members~sex=female~age=18_30");
}

// Seven members taken out of the register as if never entered: each figure falls by what the seven
// stood in it, and nothing else moves. Of one year: without the seven another may be shown.
TEST_P(RandomWorld, seven_members_removed_move_what_they_touch_and_nothing_else) {
  Day const asked = day("2021-06-14");
  std::vector<PersonId> seven(persons_.begin(), persons_.begin() + 7);
  int const year = *years_shown(*store_->read(), units_[0], {asked}).shown;
  auto const figures_now = [&] {
    return figures(*store_->read(), units_[0], {asked}, Year{Year::By::said, year});
  };
  auto const before = figures_now();
  auto const counted_of = [&](std::vector<PersonId> const& some) {
    auto const snapshot = store_->read();
    Twin twin(*snapshot, all_units(), some, posts_);
    return twin.count_of(year, units_[0], {asked});
  };
  auto const theirs = counted_of(seven);
  write([&](Tx& tx) {
    for (PersonId const person : seven) {
      for (store::Kind const* kind : test::test_catalogue().kinds) {
        if (kind->subject != &member::person_entity) continue;
        for (auto const& fact : tx.history(*kind, person.value)) ok(tx.retract(*kind, fact));
      }
    }
    for (PostId const post : posts_) {
      for (auto const& fact : tx.history(post::PostHolding::kind, post.value)) {
        auto const holder = store::typed<post::PostHolding>(fact).value.person;
        if (std::ranges::find(seven, holder) == seven.end()) continue;
        ok(tx.retract(post::PostHolding::kind, fact));
      }
    }
  });
  auto const after = figures_now();
  ASSERT_EQ(before.size(), after.size());
  int moved = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    auto const& measure = before[i].measure();
    bool const personal = of_persons(measure.population) && measure.population != Population::posts;
    auto const found = theirs.find(measure.id);
    Count const fall = personal && found != theirs.end() ? found->second : Count{};
    if (measure.population == Population::posts) continue;
    EXPECT_EQ(*before[i].count - *after[i].count, fall.numerator)
        << measure.id << ", seed " << seed_;
    if (!measure.base) continue;
    EXPECT_EQ(before[i].share->denominator() - after[i].share->denominator(), fall.denominator)
        << measure.id << ", seed " << seed_;
    moved += fall.denominator > 0 ? 1 : 0;
  }
  EXPECT_GT(moved, 10) << "seed " << seed_;
}

}  // namespace
}  // namespace giaoban::figure
