// Listeners that come, hear, go and come back.
#include "web/channels.h"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

namespace giaoban::web {
namespace {

// A listener in this process whose line may be cut.
class Line final : public EventStream {
 public:
  bool send(std::string_view event, std::string_view text) override {
    std::lock_guard const lock(guard_);
    if (cut_) return false;
    if (event == "slide") heard_.emplace_back(text.substr(0, text.find('\n')));
    return true;
  }
  void cut() {
    std::lock_guard const lock(guard_);
    cut_ = true;
  }
  std::vector<std::string> heard() {
    std::lock_guard const lock(guard_);
    return heard_;
  }

 private:
  std::mutex guard_;
  bool cut_ = false;
  std::vector<std::string> heard_;
};

Telling slide(std::int64_t change) {
  return {"slide", change, element("b", std::to_string(change))};
}

TEST(Channels, tell_all_listeners_of_the_topic_and_no_others) {
  Channels channels;
  auto const here = std::make_shared<Line>();
  auto const there = std::make_shared<Line>();
  channels.subscribe("a", "1", here);
  channels.subscribe("b", "2", there);
  channels.publish("a", slide(1));
  EXPECT_EQ(here->heard(), std::vector<std::string>{"1"});
  EXPECT_TRUE(there->heard().empty());
}

TEST(Channels, tell_who_comes_late_what_was_last_told) {
  Channels channels;
  channels.publish("a", slide(1));
  channels.publish("a", slide(2));
  auto const late = std::make_shared<Line>();
  channels.subscribe("a", "1", late);
  EXPECT_EQ(late->heard(), std::vector<std::string>{"2"});
}

TEST(Channels, send_the_change_and_the_content) {
  EXPECT_EQ(slide(7).text(), "7\n<b>7</b>");
}

TEST(Channels, drop_what_is_older_than_what_was_told) {
  Channels channels;
  auto const line = std::make_shared<Line>();
  channels.subscribe("a", "1", line);
  channels.publish("a", slide(5));
  channels.publish("a", slide(4));
  EXPECT_EQ(line->heard(), std::vector<std::string>{"5"});
  EXPECT_EQ(channels.latest("a")->change, 5);
}

TEST(Channels, name_who_listens_now_once_each) {
  Channels channels;
  auto const gone = std::make_shared<Line>();
  channels.subscribe("a", "PT-01", std::make_shared<Line>());
  channels.subscribe("a", "PT-01", std::make_shared<Line>());
  channels.subscribe("a", "", std::make_shared<Line>());
  channels.subscribe("a", "PT-02", gone);
  EXPECT_EQ(channels.present("a"), (std::vector<std::string>{"PT-01", "PT-02"}));
  gone->cut();
  EXPECT_EQ(channels.present("a"), std::vector<std::string>{"PT-01"});
  EXPECT_EQ(channels.streams("a"), 3U);
}

TEST(Channels, do_not_keep_those_who_are_gone) {
  Channels channels;
  for (int i = 0; i < 1000; ++i) {
    auto const line = std::make_shared<Line>();
    channels.subscribe("a", "1", line);
    line->cut();
  }
  EXPECT_LE(channels.streams("a"), 32U);
}

// Sixty followers whose lines are cut at random while slides go on from several threads: at the end
// each stands on the last slide, and never did one go back.
TEST(Channels, sixty_followers_with_lines_cut_end_on_the_last_slide) {
  constexpr int followers = 60;
  constexpr std::int64_t slides = 400;
  auto const seed = std::random_device{}();
  SCOPED_TRACE(seed);
  Channels channels;
  struct Follower {
    std::mutex guard;
    std::vector<std::shared_ptr<Line>> lines;
  };
  std::vector<Follower> all(followers);
  auto const come = [&](int which) {
    auto const line = std::make_shared<Line>();
    {
      std::lock_guard const lock(all[static_cast<std::size_t>(which)].guard);
      all[static_cast<std::size_t>(which)].lines.push_back(line);
    }
    channels.subscribe("hall", std::to_string(which), line);
  };
  for (int i = 0; i < followers; ++i) come(i);
  std::atomic<std::int64_t> change = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      while (true) {
        auto const next = ++change;
        if (next > slides) return;
        channels.publish("hall", slide(next));
      }
    });
  }
  threads.emplace_back([&] {
    std::mt19937 dice(seed);
    for (int i = 0; i < 600; ++i) {
      int const which = static_cast<int>(dice() % followers);
      {
        std::lock_guard const lock(all[static_cast<std::size_t>(which)].guard);
        all[static_cast<std::size_t>(which)].lines.back()->cut();
      }
      come(which);
    }
  });
  for (auto& thread : threads) thread.join();
  for (Follower& follower : all) {
    std::int64_t last = 0;
    for (auto const& line : follower.lines) {
      for (auto const& text : line->heard()) {
        EXPECT_GE(std::stoll(text), last);
        last = std::stoll(text);
      }
    }
    EXPECT_EQ(last, slides);
  }
  EXPECT_EQ(channels.present("hall").size(), 60U);
}

}  // namespace
}  // namespace giaoban::web
