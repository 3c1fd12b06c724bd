// Figures out of memory against the database and against the count by hand, while entries come.
#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <mutex>
#include <thread>

#include "figure/population.h"
#include "figure/random_world_test.h"
#include "figure/spells.h"

namespace giaoban::figure {
namespace {

using store::Moment;
using store::Snapshot;
using store::Tx;
using test::day;
using test::last;
using test::RandomWorld;
using test::Slip;
using test::test_catalogue;

// The same world where a server's columns in memory follow the store.
class FollowedWorld : public RandomWorld {
 protected:
  void SetUp() override {
    RandomWorld::SetUp();
    store_->follow_with(follow(file()));
  }
  std::string file() { return (folder() / "columns").string(); }

  // What memory says otherwise than the database.
  std::string otherwise(Snapshot& snapshot, UnitId unit, Moment moment) const {
    auto const memory = figures(snapshot, unit, moment);
    auto const database = figures_from_database(snapshot, std::span(&unit, 1), moment).front();
    for (std::size_t i = 0; i < memory.size(); ++i) {
      auto const said = [](Figure const& one) {
        std::string words = text_of(one) + " " + one.reference.text();
        for (auto const& note : {one.note, one.running}) {
          if (note) words += " " + say(Language::vietnamese, note->text, note->args);
        }
        return words;
      };
      if (said(memory[i]) == said(database[i])) continue;
      return memory[i].reference.text() + ": " + said(memory[i]) + ", database " +
             said(database[i]) + "; seed " + std::to_string(seed_) + " (GIAOBAN_TEST_SEED)";
    }
    return {};
  }
  // The same at a random moment of a random unit.
  std::string otherwise(Snapshot& snapshot) {
    UnitId const unit = one_in(4) ? units_[0] : one_in(6) ? any(gone_) : any(units_);
    Day const on = day("2018-06-01") + up_to(last.number() - day("2018-06-01").number());
    auto const head = static_cast<int>(snapshot.head());
    return otherwise(snapshot, unit, {on, one_in(2) ? head : 1 + up_to(head - 1)});
  }
  void change_something() {
    write([&](Tx& tx) {
      switch (up_to(4)) {
        case 0:
          return change_members(tx, 2021 + up_to(1));
        case 1:
          return correct(tx);
        case 2:
          return give<review::PersonGrade>(
              tx, any(persons_).value, 2019 + up_to(2),
              one_in(2) ? review::PersonAspect::member : review::PersonAspect::leader);
        case 3:
          return ok(
              tx.state(any(cells_).value, Span{day_in(2022)}, unit::UnitParent{any(communes_)}));
        default:
          return end_a_post(tx);
      }
    });
  }
  void end_a_post(Tx& tx) {
    auto const post = any(posts_);
    for (auto const& fact : tx.history(post::PostHolding::kind, post.value)) {
      if (one_in(2)) ok(tx.retract(post::PostHolding::kind, fact));
    }
    posts_.push_back(PostId{tx.new_id()});
    ok(tx.state(posts_.back().value, Span{day_in(2021 + up_to(1))},
                post::PostHolding{any(persons_), any(units_), post::Title::deputy_head, "việc"}));
  }
};
ON_BOTH_DATABASES(FollowedWorld);

TEST_P(FollowedWorld, parts_are_the_same_out_of_memory) {
  auto const asked_of = [&] {
    std::vector<std::string> told;
    auto const snapshot = store_->read();
    for (char const* id : {"members", "members.women", "units.dependent_cells",
                           "leaders.graded_good", "cells.graded_good"}) {
      Held const whole = measure(id);
      for (Division const& by : divisions_of(whole->population)) {
        auto const parts = *divided(whole, by.code, day("2021-06-14"));
        auto const all = figures(*snapshot, parts, std::span(&units_[0], 1), {day("2021-06-14")});
        for (Figure const& one : all.front()) {
          told.push_back(one.measure().id + " " + text_of(one));
        }
      }
    }
    return told;
  };
  auto const memory = asked_of();
  store_->follow_with(nullptr);
  EXPECT_EQ(memory, asked_of()) << "seed " << seed_;
}

TEST_P(FollowedWorld, memory_counts_as_by_hand) {
  auto const snapshot = store_->read();
  for (int i = 0; i < 24; ++i) {
    Day const on = day("2020-02-01") + up_to(last.number() - day("2020-02-01").number());
    UnitId const unit = one_in(3) ? units_[0] : any(units_);
    if (!unit::node_of(*snapshot, unit, {*Day::from_ymd(2019, 12, 31)})) continue;
    EntryNumber const known_at = one_in(2) ? snapshot->head() : 4 + up_to(4);
    auto const lines = differences(*snapshot, unit, {on, known_at}, Slip::none);
    EXPECT_TRUE(lines.empty()) << lines.size() << " differ, first " << lines.front() << "; seed "
                               << seed_ << " (GIAOBAN_TEST_SEED)";
  }
}

TEST_P(FollowedWorld, parts_of_the_tree_add_up_in_memory) {
  auto const snapshot = store_->read();
  for (int i = 0; i < 6; ++i) {
    Day const on = day("2020-02-01") + up_to(1000);
    auto const lines = all_sums_that_fail(*snapshot, {on});
    EXPECT_TRUE(lines.empty()) << lines.size() << " differ, first " << lines.front() << "; seed "
                               << seed_ << " (GIAOBAN_TEST_SEED)";
  }
}

TEST_P(FollowedWorld, a_wrong_predicate_is_noticed_in_memory) {
  auto const snapshot = store_->read();
  for (Slip const slip : {Slip::men_for_women, Slip::good_without_excellent, Slip::hosts_count}) {
    bool noticed = false;
    for (Day on = day("2020-02-01"); on < last && !noticed; on = on + 20) {
      noticed = !differences(*snapshot, units_[0], {on}, slip).empty() ||
                !differences(*snapshot, cells_[2], {on}, slip).empty();
    }
    EXPECT_TRUE(noticed) << "slip " << static_cast<int>(slip) << ", seed " << seed_;
  }
}

TEST_P(FollowedWorld, each_entry_is_seen_by_the_next_question) {
  for (int round = 0; round < 25; ++round) {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(otherwise(*store_->read()), "");
    change_something();
  }
}

// Columns are merged again and again meanwhile.
TEST_P(FollowedWorld, readers_ask_while_others_write) {
  store_->follow_with(std::make_unique<Spells>("", 5));
  std::atomic<bool> over = false;
  std::mutex told_lock;
  std::string told;
  auto const read = [&](int who) {
    for (int i = who; !over; ++i) {
      auto const snapshot = store_->read();
      Moment const moment{day("2020-03-01") + (i * 37) % 900, snapshot->head() - i % 3};
      auto const line = otherwise(*snapshot, units_[static_cast<std::size_t>(i) % 4], moment);
      std::scoped_lock const lock(told_lock);
      if (!line.empty()) told = line;
    }
  };
  std::thread one(read, 0);
  std::thread two(read, 1);
  for (int i = 0; i < 20; ++i) change_something();
  over = true;
  one.join();
  two.join();
  EXPECT_EQ(told, "");
}

// While the columns are made, figures come out of the database and it is told how far it is.
TEST_P(FollowedWorld, figures_are_answered_while_columns_are_prepared) {
  store_->follow_with(follow(""));
  auto const snapshot = store_->read();
  UnitId const unit = units_[0];
  Moment const moment{day("2021-06-14"), snapshot->head()};
  auto const expected = texts(figures_from_database(*snapshot, std::span(&unit, 1), moment)[0]);
  std::promise<void> read_some;
  std::promise<void> go_on;
  std::vector<Preparing> told;
  prepare(*store_, [&](Preparing const& now) {
    told.push_back(now);
    if (now.step != 6) return;
    read_some.set_value();
    go_on.get_future().wait();
  });
  read_some.get_future().wait();
  auto const now = preparing(*snapshot);
  ASSERT_TRUE(now);
  EXPECT_EQ(now->step, 6);
  EXPECT_GT(now->rows, 40);
  auto const note = preparing_note(*snapshot);
  ASSERT_TRUE(note);
  EXPECT_TRUE(say(Language::vietnamese, note->text, note->args).contains("bước 6 trên 17"));
  EXPECT_EQ(texts(figures(*snapshot, unit, moment)), expected);
  EXPECT_EQ(followed(*snapshot), nullptr);
  go_on.set_value();
  while (preparing(*snapshot)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  ASSERT_NE(followed(*snapshot), nullptr);
  EXPECT_FALSE(preparing_note(*snapshot));
  EXPECT_EQ(told.size(), 17U);
  EXPECT_EQ(told.back().step, told.back().steps);
  EXPECT_EQ(otherwise(*snapshot), "");
}

TEST_P(FollowedWorld, preparing_stops_with_the_server) {
  store_->follow_with(follow(""));
  std::promise<void> begun;
  std::promise<void> go_on;
  int steps = 0;
  prepare(*store_, [&](Preparing const&) {
    if (++steps > 1) return;
    begun.set_value();
    go_on.get_future().wait();
  });
  begun.get_future().wait();
  std::promise<void> ends;
  std::thread ending([&] {
    ends.set_value();
    store_->follow_with(nullptr);
  });
  ends.get_future().wait();
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // it waits for the reading
  go_on.set_value();
  ending.join();
  EXPECT_EQ(steps, 1) << "the next step was not begun";
}

TEST_P(FollowedWorld, another_process_is_followed) {
  auto const other = store::Store::open({.address = store_->address(),
                                         .catalogue = &test_catalogue(),
                                         .clock = &clock_,
                                         .keys_path = (folder() / "keys").string()});
  ASSERT_TRUE(other);
  (*other)->follow_with(follow(""));
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(otherwise(*(*other)->read()), "");
    change_something();
  }
}

TEST_P(FollowedWorld, kept_columns_are_taken_up_and_strange_ones_are_not) {
  EXPECT_EQ(otherwise(*store_->read()), "");
  keep_followed(*store_);
  ASSERT_TRUE(std::filesystem::exists(file()));
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(file()).permissions(), perms::owner_read | perms::owner_write);
  change_something();
  store_->follow_with(follow(file()));
  for (int i = 0; i < 8; ++i) EXPECT_EQ(otherwise(*store_->read()), "");
  // Cut, damaged, of another journal: made anew from the facts.
  std::filesystem::resize_file(file(), std::filesystem::file_size(file()) - 9);
  store_->follow_with(follow(file()));
  EXPECT_EQ(otherwise(*store_->read()), "");
  std::ofstream(file()) << "giaoban columns 1";
  store_->follow_with(follow(file()));
  EXPECT_EQ(otherwise(*store_->read()), "");
}

}  // namespace
}  // namespace giaoban::figure
