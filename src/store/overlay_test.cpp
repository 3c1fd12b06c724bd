#include "store/overlay.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace giaoban::store {
namespace {

constexpr int days = 60;

Span span(int from, int to) {
  return {Day::from_number(from), Day::from_number(to)};
}

TEST(Overlay, equals_writing_day_by_day) {
  auto const seed = std::random_device{}();
  RecordProperty("seed", std::to_string(seed));
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  auto const below = [&](int limit) {
    return static_cast<int>(random() % static_cast<unsigned>(limit));
  };
  for (int round = 0; round < 5000; ++round) {
    std::vector<Span> older;
    std::array<int, days> map;
    map.fill(-1);
    for (int at = below(8); at < days - 1;) {
      int const end = std::min(days, at + 1 + below(12));
      for (int d = at; d < end; ++d)
        map[static_cast<std::size_t>(d)] = static_cast<int>(older.size());
      older.push_back(span(at, end));
      at = end + (below(2) == 0 ? 0 : below(6));
    }
    std::shuffle(older.begin(), older.end(), random);
    for (std::size_t i = 0; i < older.size(); ++i) {
      for (int d = older[i].from.number(); d < older[i].to.number(); ++d) {
        map[static_cast<std::size_t>(d)] = static_cast<int>(i);
      }
    }
    int const from = below(days - 1);
    int const to = from + 1 + below(days - from);
    constexpr int written = 1000;
    auto expected = map;
    for (int d = from; d < to && d < days; ++d) expected[static_cast<std::size_t>(d)] = written;

    Overlay const plan = overlay(older, span(from, to));
    std::vector<bool> gone(older.size());
    for (std::size_t i : plan.superseded) {
      EXPECT_FALSE(gone[i]) << "superseded once";
      EXPECT_TRUE(older[i].overlaps(span(from, to))) << "only what is touched goes";
      gone[i] = true;
    }
    std::array<int, days> got;
    got.fill(-1);
    auto const paint = [&](Span s, int value) {
      for (int d = s.from.number(); d < std::min(days, s.to.number()); ++d) {
        EXPECT_EQ(got[static_cast<std::size_t>(d)], -1) << "two values on a day";
        got[static_cast<std::size_t>(d)] = value;
      }
    };
    for (std::size_t i = 0; i < older.size(); ++i) {
      if (!gone[i]) paint(older[i], static_cast<int>(i));
    }
    for (Remainder const& rest : plan.remainders) {
      EXPECT_FALSE(rest.span.empty());
      EXPECT_TRUE(gone[rest.of]);
      paint(rest.span, static_cast<int>(rest.of));
    }
    paint(span(from, to), written);
    ASSERT_EQ(got, expected);
  }
}

}  // namespace
}  // namespace giaoban::store
