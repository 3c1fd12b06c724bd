// Sixty places follow a conference over real lines that are cut again and again.
#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

#include "briefing/screens.h"
#include "briefing/web.h"
#include "tests/briefing_world.h"
#include "tests/test_site.h"
#include "web/raw_client_test.h"
#include "web/server.h"

namespace giaoban::briefing {
namespace {

using namespace std::chrono_literals;
using store::Tx;
using test::day;
using web::test::RawClient;

constexpr int places = 60;
constexpr int steps = 40;

std::string heads_of(std::string const& who) {
  return " HTTP/1.1\r\nHost: a\r\nCookie: who=" + who + "\r\n";
}

// What stands between two pieces of a page.
std::string part_of(std::string const& page, std::string_view before, std::string_view after) {
  auto const at = page.find(before);
  if (at == std::string::npos) return {};
  auto const begin = at + before.size();
  return page.substr(begin, page.find(after, begin) - begin);
}

// The text of an event as it was told, without the marks of the stream.
std::string told_by(std::string const& event) {
  std::string text;
  constexpr std::string_view mark = "\ndata: ";
  for (auto at = event.find(mark); at != std::string::npos; at = event.find(mark, at + 1)) {
    auto const begin = at + mark.size();
    if (!text.empty()) text += '\n';
    text += event.substr(begin, event.find('\n', begin) - begin);
  }
  return text;
}

// One place's screen: follows on a line, comes back on another when that is cut.
class Follower {
 public:
  Follower(std::uint16_t port, std::string events, std::uint64_t seed)
      : port_(port), events_(std::move(events)), dice_(seed) {}

  // Until the screen shows the change that `last` names, once it names one; with some lines cut.
  void follow(std::atomic<std::int64_t> const& last) {
    auto const end = std::chrono::steady_clock::now() + 20s;
    auto const in_time = [&] { return std::chrono::steady_clock::now() < end; };
    auto const there = [&] { return last >= 0 && change_ >= last; };
    int cuts_left = 1 + static_cast<int>(dice_() % 4);
    while (in_time()) {
      RawClient line(port_);
      line.send("GET " + events_ + heads_of("tinh") + "\r\n");
      if (!line.until("\r\n\r\n").starts_with("HTTP/1.1 200")) return;
      bool heard = false;
      int events_left = cuts_left > 0 ? 1 + static_cast<int>(dice_() % 5) : -1;
      while (in_time() && (!heard || (events_left != 0 && !there()))) {
        auto const event = line.until("\n\n");
        if (event.empty()) break;
        if (!event.starts_with("event: screen")) continue;  // a sign of life
        take(told_by(event));
        heard = true;
        --events_left;
      }
      if (cuts_left == 0) return;
      line.cut();
      ++cuts_;
      --cuts_left;
      std::this_thread::sleep_for(std::chrono::milliseconds(dice_() % 20));
    }
  }
  [[nodiscard]] std::string const& shown() const { return shown_; }
  [[nodiscard]] int cuts() const { return cuts_; }
  [[nodiscard]] bool went_back() const { return went_back_; }

 private:
  void take(std::string told) {
    auto const change = std::stoll(told);
    went_back_ = went_back_ || change < change_;
    change_ = change;
    shown_ = std::move(told);
  }

  std::uint16_t port_;
  std::string events_;
  std::mt19937_64 dice_;
  std::string shown_;
  std::int64_t change_ = -1;
  int cuts_ = 0;
  bool went_back_ = false;
};

class SixtyPlaces : public test::BriefingWorld {
 protected:
  SixtyPlaces() { whole.add(web::catalogue()); }
  void SetUp() override {
    test::BriefingWorld::SetUp();
    full_member("Nguyễn Thị Lan", khu_1, day("03/06/2015"));
    conference = called("Sơ kết 6 tháng", day("14/06/2021"), 0, 1439);
    write(unit::found_verb, [&](Tx& tx) -> Result<void> {
      for (int i = 0; i < places; ++i) {
        auto const code = std::to_string(100 + i);
        TRY_INTO(UnitId const unit,
                 unit::found(tx, {.code = "PT-01-" + code,
                                  .name = "Đảng bộ xã số " + code,
                                  .unit_kind = unit::UnitKind::grassroots_committee,
                                  .parent = district,
                                  .from = day("01/01/2015"),
                                  .origin = unit::Origin::opening}));
        units.push_back(unit);
      }
      return {};
    });
    write(add_place_verb, [&](Tx& tx) -> Result<void> {
      for (UnitId const unit : units) TRY_VOID(add_place(tx, conference, {unit, ""}));
      return {};
    });
    put_agenda();
    site_ = std::make_unique<test::TestSite>(store(), routes());
    site_->tell_by(channels_);
    std::vector<store::Grant> grants;
    for (auto const* right : {&briefing_read, &briefing_write, &unit::unit_read}) {
      grants.emplace_back(right, province.value);
    }
    site_->let_in("tinh", grants);
    web::ServerOptions options;
    options.deadlines.heartbeat = 50ms;  // so that who waits for the end looks whether it is there
    server_ = test::must(web::Server::start(
        options, [this](web::Request const& head) { return web::admission(site_->site(), head); },
        [this](web::Request const& asked) { return web::answer(site_->site(), asked); }));
  }
  void put_agenda() {
    for (char const* title : {"Kết quả 6 tháng", "Nhiệm vụ 6 tháng cuối năm"}) {
      auto const item = put_item(conference, title);
      write(add_slide_verb, [&](Tx& tx) -> Result<void> {
        for (char const* measure : {"members", "members.women"}) {
          TRY_VOID(add_slide(tx, conference,
                             {.item = item,
                              .measure = measure,
                              .unit = province,
                              .as_of = day("31/05/2021"),
                              .caption = title}));
        }
        return {};
      });
    }
  }
  void TearDown() override {
    server_.reset();
    test::BriefingWorld::TearDown();
  }
  std::string path(std::string const& below) const {
    return "/briefings/" + std::to_string(conference.value) + below;
  }
  std::string asked(RawClient& line, std::string const& below) {
    line.send("GET " + path(below) + heads_of("tinh") + "\r\n");
    return line.answer();
  }
  // Forwards or back at random, as from the keyboard of the hall.
  void lead(RawClient& hall, std::mt19937_64& dice) {
    auto const token = part_of(asked(hall, "/hall"), "name=\"token\" value=\"", "\"");
    for (int i = 0; i < steps; ++i) {
      auto const body = "token=" + token + "&step=" + (dice() % 3 == 0 ? "previous" : "next");
      hall.send("POST " + path("/screen") + heads_of("tinh") +
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n\r\n" + body);
      EXPECT_TRUE(hall.answer().starts_with("HTTP/1.1 303"));
      std::this_thread::sleep_for(std::chrono::milliseconds(dice() % 20));
    }
  }

  ConferenceId conference;
  std::vector<UnitId> units;
  web::Channels channels_;
  std::unique_ptr<test::TestSite> site_;
  std::unique_ptr<web::Server> server_;  // last: stops before what its handlers use goes
};
ON_BOTH_DATABASES(SixtyPlaces);

TEST_P(SixtyPlaces, whose_lines_are_cut_end_on_the_slide_of_the_hall) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::vector<Follower> all;
  for (UnitId const unit : units) {
    all.emplace_back(server_->port(), path("/events?place=" + std::to_string(unit.value)),
                     seed + all.size());
  }
  std::atomic<std::int64_t> last = -1;
  std::vector<std::thread> threads;
  for (Follower& one : all) threads.emplace_back([&] { one.follow(last); });
  std::mt19937_64 dice(seed);
  RawClient hall(server_->port());
  lead(hall, dice);
  last = live(*store().read(), conference).change;
  for (auto& thread : threads) thread.join();
  EXPECT_GE(last, steps / 4);
  auto const shown = asked(hall, "/screen");
  auto const in_hall = shown.substr(shown.find("\r\n\r\n") + 4);
  EXPECT_TRUE(in_hall.starts_with(std::to_string(last) + "\n")) << in_hall;
  int cuts = 0;
  for (Follower const& one : all) {
    EXPECT_EQ(one.shown(), in_hall);
    EXPECT_FALSE(one.went_back());
    EXPECT_GE(one.cuts(), 1);
    cuts += one.cuts();
  }
  EXPECT_GE(cuts, places);
  EXPECT_EQ(site_->broke(), "");
}

}  // namespace
}  // namespace giaoban::briefing
