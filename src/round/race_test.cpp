// Ten clients with connections of their own decide at the same time; the cap is never exceeded.
// GIAOBAN_TEST_ROUND_TRIES says how often each tries (default 30).
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <random>
#include <thread>

#include "round/round_world_test.h"

namespace giaoban::round {
namespace {

using review::Grade;
using test::day;

class RoundRace : public RoundWorld {};
ON_BOTH_DATABASES(RoundRace);

constexpr int clients = 10;
int tries_asked() {
  char const* const asked = ::getenv("GIAOBAN_TEST_ROUND_TRIES");
  return asked == nullptr ? 30 : std::atoi(asked);
}

TEST_P(RoundRace, ten_clients_never_exceed_the_cap) {
  int const tries = tries_asked();
  opened(2020);
  std::vector<Decision> good;
  for (PersonId const person : members_in(khu_1, 10)) {
    proposed(as_member(person), 2020, Grade::good);
    good.push_back({.subject = as_member(person), .assessment = {.grade = Grade::good}});
  }
  ASSERT_EQ(decided(good, 2020), "");
  std::atomic<int> written = 0;
  std::atomic<int> over = 0;
  std::atomic<int> breakages = 0;
  std::vector<std::jthread> threads;
  for (int client = 0; client < clients; ++client) {
    threads.emplace_back([&, client, own = reopen(store())] {
      std::mt19937 dice(static_cast<unsigned>(client));
      for (int i = 0; i < tries; ++i) {
        auto const& one = good[dice() % good.size()].subject;
        // Excellent twice as often as good, so that places are freed and fought for.
        Grade const grade = dice() % 3 == 0 ? Grade::good : Grade::excellent;
        try {
          auto const result = own->write(deed(decide_verb, "bình xét"), [&](store::Tx& tx) {
            return decide(tx, 2020, day("10/01/2021"),
                          {{.subject = one, .assessment = {.grade = grade}}});
          });
          ++(result ? written : over);
        } catch (Breakage const&) {
          ++breakages;
        }
        auto const snapshot = own->read();
        auto const round = round_over(*snapshot, khu_1, 2020, {day("14/06/2021")});
        auto const seen = room_of(*snapshot, *round, one);
        if (seen->now.left() < 0) ADD_FAILURE() << "the cap was exceeded";
      }
    });
  }
  threads.clear();
  EXPECT_EQ(breakages, 0);
  EXPECT_GT(written, 0);
  EXPECT_GT(over, 0);
  EXPECT_EQ(written + over, clients * tries);
}

}  // namespace
}  // namespace giaoban::round
