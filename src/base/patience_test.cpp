#include "base/patience.h"

#include <gtest/gtest.h>

#include <thread>

namespace giaoban {
namespace {

using std::chrono::steady_clock;

std::optional<Impatience> asked() {
  try {
    Patience::ask();
  } catch (OutOfPatience const& lost) {
    return lost.why();
  }
  return std::nullopt;
}

TEST(PatienceOfAThread, IsEndlessWhereNobodySetBounds) {
  EXPECT_EQ(asked(), std::nullopt);
  EXPECT_EQ(Patience::until(), steady_clock::time_point::max());
}

TEST(PatienceOfAThread, OfNestedBoundsTheNarrowerHolds) {
  Patience const over({.until = steady_clock::now() - std::chrono::seconds(1)});
  EXPECT_EQ(asked(), Impatience::time);
  {
    Patience const wider({.until = steady_clock::now() + std::chrono::hours(1)});
    EXPECT_EQ(asked(), Impatience::time);
  }
  EXPECT_EQ(asked(), Impatience::time);
}

TEST(PatienceOfAThread, EndsWithItsScope) {
  {
    Patience const over({.until = steady_clock::now()});
    EXPECT_EQ(asked(), Impatience::time);
  }
  EXPECT_EQ(asked(), std::nullopt);
}

TEST(PatienceOfAThread, IsLostWhenTheAskerGoesOrTheProgramEnds) {
  auto const gone = std::make_shared<std::atomic<bool>>(false);
  auto const stopping = std::make_shared<std::atomic<bool>>(false);
  Patience const patience({.gone = gone, .stopping = stopping});
  EXPECT_EQ(asked(), std::nullopt);
  *stopping = true;
  EXPECT_EQ(asked(), Impatience::stopping);
  *gone = true;
  EXPECT_EQ(asked(), Impatience::asker_gone);
}

TEST(PatienceOfAThread, CountsRowsAndBytesToTheBound) {
  Patience const patience({.rows_max = 100, .bytes_max = 10});
  EXPECT_NO_THROW(Patience::ask_for_rows(100));
  EXPECT_NO_THROW(Patience::ask_for_rows(1)) << "of another query";
  EXPECT_THROW(Patience::ask_for_rows(101), OutOfPatience);
  EXPECT_NO_THROW(Patience::ask_for_bytes(10));
  EXPECT_THROW(Patience::ask_for_bytes(1), OutOfPatience);
}

TEST(PatienceOfAThread, GoesAlongToThreadsThatWorkForIt) {
  auto const gone = std::make_shared<std::atomic<bool>>(false);
  Patience const patience({.gone = gone, .bytes_max = 10});
  std::thread([bounds = Patience::of_this_thread()] {
    EXPECT_EQ(asked(), std::nullopt);
    Patience const theirs(bounds);
    Patience::ask_for_bytes(6);
  }).join();
  EXPECT_THROW(Patience::ask_for_bytes(6), OutOfPatience);  // six of ten are used by the other
  *gone = true;
  std::optional<Impatience> seen;
  std::thread([&seen, bounds = Patience::of_this_thread()] {
    Patience const theirs(bounds);
    seen = asked();
  }).join();
  EXPECT_EQ(seen, Impatience::asker_gone);
}

TEST(PatienceOfAThread, OfWhatIsMadeForAllOnlyTheProgramsEndHolds) {
  auto const stopping = std::make_shared<std::atomic<bool>>(false);
  Patience const over({.until = steady_clock::now(), .stopping = stopping});
  WorkFor const all(Patience::of_the_program());
  EXPECT_EQ(asked(), std::nullopt);
  *stopping = true;
  EXPECT_EQ(asked(), Impatience::stopping);
}

TEST(PatienceOfAThread, RemembersThatWhatItWroteStands) {
  Patience const outer({});
  {
    Patience const inner({});
    EXPECT_FALSE(inner.kept());
    Patience::note_kept();
    EXPECT_TRUE(inner.kept());
  }
  EXPECT_TRUE(outer.kept());
  Patience const later({});
  EXPECT_FALSE(later.kept());
}

TEST(PatienceOfAThread, WorkForAnotherHasTheBoundsOfThatOne) {
  Patience const over({.until = steady_clock::now()});
  {
    WorkFor const nobody{Bounds{}};
    EXPECT_EQ(asked(), std::nullopt);
  }
  EXPECT_EQ(asked(), Impatience::time);
}

}  // namespace
}  // namespace giaoban
