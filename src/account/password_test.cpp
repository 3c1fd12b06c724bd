// Where password work may wait for other password work.
#include "account/password.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <thread>

#include "web/lanes.h"

namespace giaoban::account {
namespace {

using namespace std::chrono_literals;

Match matched_in(web::Lanes& lanes, web::LaneTask::Kind kind) {
  std::promise<Match> made;
  lanes.put(
      {.asker = "an", .kind = kind, .tie = std::make_shared<web::LaneTie>(), .run = [&](web::Turn) {
         made.set_value(match(nobody_hash(), "sai"));
       }});
  return made.get_future().get();
}

TEST(PasswordWork, waits_in_its_own_lane_and_never_on_a_thread_for_pages) {
  web::Lanes lanes({});
  std::atomic<bool> stop = false;
  // Two take turns at the one place, so that it is never free.
  auto const hold = [&] {
    while (!stop) match(nobody_hash(), "sai");
  };
  std::thread first(hold);
  std::thread second(hold);
  std::this_thread::sleep_for(20ms);
  int busy = 0;
  for (int i = 0; i < 5; ++i) {
    busy += matched_in(lanes, web::LaneTask::Kind::question) == Match::busy ? 1 : 0;
  }
  EXPECT_GE(busy, 4);
  std::thread ending([&] {
    std::this_thread::sleep_for(50ms);
    stop = true;
  });
  EXPECT_EQ(matched_in(lanes, web::LaneTask::Kind::password), Match::no);
  ending.join();
  first.join();
  second.join();
}

}  // namespace
}  // namespace giaoban::account
