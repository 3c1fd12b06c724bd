// The lanes by themselves: who waits for whom.
#include "web/lanes.h"

#include <gtest/gtest.h>

#include <mutex>
#include <thread>
#include <vector>

#include "web/held.h"
#include "web/waiting_line.h"

namespace giaoban::web {
namespace {

using namespace std::chrono_literals;

LaneTask task_of(std::string const& asker, std::vector<std::string>* done = nullptr) {
  return {.asker = asker,
          .kind = LaneTask::Kind::question,
          .tie = std::make_shared<LaneTie>(),
          .run = [asker, done](Turn) {
            if (done != nullptr) done->push_back(asker);
          }};
}

TEST(WaitingLines, serve_askers_in_turn_however_much_one_asks) {
  WaitingLine line;
  for (int i = 0; i < 3; ++i) line.add(task_of("reader"));
  line.add(task_of("secretary"));
  std::string order;
  auto const any = [](LaneTask const&) { return true; };
  while (auto task = line.next(any)) order += task->asker + " ";
  EXPECT_EQ(order, "reader secretary reader reader ");
  EXPECT_EQ(line.size(), 0U);
}

TEST(WaitingLines, pass_over_who_may_have_none_now_and_drop_from_the_longest) {
  WaitingLine line;
  for (int i = 0; i < 3; ++i) line.add(task_of("reader"));
  line.add(task_of("secretary"));
  auto const others = [](LaneTask const& task) { return task.asker != "reader"; };
  EXPECT_EQ(line.next(others)->asker, "secretary");
  EXPECT_FALSE(line.next(others));
  line.add(task_of("secretary"));
  EXPECT_EQ(line.drop_from_longest()->asker, "reader");
  EXPECT_EQ(line.of("reader"), 2U);
}

// Takes a processor until it is told to stop.
class Busy {
 public:
  LaneTask task(std::string asker, LaneTask::Kind kind = LaneTask::Kind::question) {
    auto tie = std::make_shared<LaneTie>();
    return {.asker = std::move(asker), .kind = kind, .tie = tie, .run = [this, tie](Turn turn) {
              ++turns;
              if (turn != Turn::come) return;
              ++running;
              while (!stop && !tie->given_up) continue;
              if (tie->broken_off) ++broken_off;
              --running;
            }};
  }
  std::atomic<bool> stop = false;
  std::atomic<int> turns = 0;
  std::atomic<int> running = 0;
  std::atomic<int> broken_off = 0;
};

bool within(std::chrono::milliseconds time, auto const& holds) {
  auto const until = std::chrono::steady_clock::now() + time;
  while (!holds() && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(1ms);
  return holds();
}

TEST(Lanes, a_long_question_gives_its_place_back_and_waits_in_its_own_line) {
  Busy busy;
  Lanes lanes({.page_threads = 2,
               .of_asker_max = 2,
               .long_after = 10ms,
               .long_threads = 1,
               .used_max = 10ms,
               .used_forgotten_percent = 0});
  for (int i = 0; i < 6; ++i) lanes.put(busy.task("reader"));
  EXPECT_TRUE(within(5s, [&] { return lanes.running_long() == 2; }));
  // Both places for pages are free again, though one asker's questions still wait.
  std::atomic<int> pages = 0;
  for (int i = 0; i < 4; ++i) {
    auto page = task_of("secretary");
    page.run = [&](Turn turn) { pages += turn == Turn::come ? 1 : 0; };
    lanes.put(std::move(page));
  }
  EXPECT_TRUE(within(5s, [&] { return pages == 4; }));
  lanes.put(busy.task("reader"));  // goes into the long line: has used much
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(busy.running, 2);
  busy.stop = true;
  EXPECT_TRUE(within(5s, [&] { return busy.turns == 7; }));
}

TEST(Lanes, break_off_questions_beyond_the_limit_but_nothing_that_writes) {
  Busy busy;
  Lanes lanes({.page_threads = 4, .long_after = 10ms, .long_at_once_max = 2});
  lanes.put(busy.task("secretary", LaneTask::Kind::writing));
  lanes.put(busy.task("a"));
  EXPECT_TRUE(within(5s, [&] { return lanes.running_long() == 2; }));
  lanes.put(busy.task("b"));
  lanes.put(busy.task("b"));
  EXPECT_TRUE(within(5s, [&] { return busy.broken_off == 2; }));
  EXPECT_TRUE(within(5s, [&] { return busy.running == 2; }));
  busy.stop = true;
}

TEST(Lanes, turn_away_what_finds_no_room_and_drop_who_has_left) {
  Busy busy;
  std::vector<Turn> turns;
  {
    Lanes lanes({.page_threads = 1, .waiting_max = 2, .waiting_of_asker_max = 2});
    lanes.put(busy.task("reader"));
    EXPECT_TRUE(within(5s, [&] { return busy.running == 1; }));
    std::mutex guard;
    for (int i = 0; i < 3; ++i) {
      auto waiting = task_of("reader");
      if (i == 0) waiting.tie->given_up = true;
      waiting.run = [&](Turn turn) {
        std::lock_guard const lock(guard);
        turns.push_back(turn);
      };
      lanes.put(std::move(waiting));
    }
    ASSERT_EQ(turns.size(), 1U);
    EXPECT_EQ(turns[0], Turn::too_many);
    busy.stop = true;
    EXPECT_TRUE(within(5s, [&] {
      std::lock_guard const lock(guard);
      return turns.size() == 3;
    }));
  }
  EXPECT_EQ(turns[1], Turn::left);
  EXPECT_EQ(turns[2], Turn::come);
}

TEST(Lanes, passwords_run_beside_pages_and_know_where_they_are) {
  std::atomic<int> told = 0;
  Lanes lanes({});
  auto password = task_of("peer");
  password.kind = LaneTask::Kind::password;
  password.run = [&](Turn) { told += Lanes::on_a_page_thread() ? 100 : 1; };
  auto page = task_of("peer");
  page.run = [&](Turn) { told += Lanes::on_a_page_thread() ? 10 : 1000; };
  lanes.put(std::move(password));
  lanes.put(std::move(page));
  EXPECT_TRUE(within(5s, [&] { return told == 11; })) << told;
  EXPECT_FALSE(Lanes::on_a_page_thread());
}

TEST(HeldBytes, are_bounded_for_each_and_for_all_and_given_back) {
  Held held({100, 150});
  {
    Held::Part a(held, "a");
    EXPECT_TRUE(a.grow(60));
    EXPECT_FALSE(a.grow(60));
    Held::Part again(held, "a");
    EXPECT_FALSE(again.grow(60));
    Held::Part b(held, "b");
    EXPECT_TRUE(b.grow(90));
    EXPECT_FALSE(b.grow(1));
    EXPECT_EQ(held.bytes(), 150);
  }
  EXPECT_EQ(held.bytes(), 0);
}

}  // namespace
}  // namespace giaoban::web
