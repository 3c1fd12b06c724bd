// Work that nobody waits for any more is broken off: in the database, in the queue of writers, and
// inside a verb, of which nothing stays.
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/patience.h"
#include "store/toy_world_test.h"

namespace giaoban::store {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

// Minutes of work of one statement, in either database.
constexpr std::string_view endless =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) "
    "SELECT COUNT(*) FROM n";
constexpr std::string_view many_rows =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
    "SELECT i FROM n";

Bounds soon(milliseconds time = milliseconds(100)) {
  return {.until = steady_clock::now() + time};
}
std::optional<Impatience> lost_in(std::function<void()> const& work) {
  auto const begun = steady_clock::now();
  try {
    work();
  } catch (OutOfPatience const& lost) {
    EXPECT_LT(steady_clock::now() - begun, seconds(5));
    return lost.why();
  }
  return std::nullopt;
}
std::int64_t one(Db& db) {
  std::int64_t found = 0;
  db.each("SELECT 1", Params(), [&](RowView const& row) { found = row.integer(0); });
  return found;
}

class BoundedWork : public toy::ToyWorld {};
ON_BOTH_DATABASES(BoundedWork);

TEST_P(BoundedWork, ends_inside_one_statement) {
  auto const db = fresh_db();
  for (bool const in_transaction : {false, true}) {
    if (in_transaction) db->begin_read();
    auto const why = lost_in([&] {
      Patience const patience(soon());
      db->each(endless, Params(), [](RowView const&) {});
    });
    EXPECT_EQ(why, Impatience::time);
    if (in_transaction) db->rollback();
    EXPECT_EQ(one(*db), 1) << "the connection is as before";
  }
  EXPECT_EQ(lost_in([&] {
              Patience const patience(soon());
              db->each_of_many(endless, Params(), [](RowView const&) {});
            }),
            Impatience::time);
  EXPECT_EQ(one(*db), 1);
}

TEST_P(BoundedWork, ends_when_the_asker_goes) {
  auto const db = fresh_db();
  auto const gone = std::make_shared<std::atomic<bool>>(false);
  std::thread leaving([&] {
    std::this_thread::sleep_for(milliseconds(50));
    *gone = true;
  });
  EXPECT_EQ(lost_in([&] {
              Patience const patience({.gone = gone});
              db->each(endless, Params(), [](RowView const&) {});
            }),
            Impatience::asker_gone);
  leaving.join();
}

TEST_P(BoundedWork, reads_so_many_rows_and_no_more) {
  auto const db = fresh_db();
  std::int64_t rows = 0;
  auto const count = [&](RowView const&) { ++rows; };
  {
    Patience const patience({.rows_max = 5000});
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(lost_in([&] { db->each(many_rows, Params(), count); }), std::nullopt);
    }
    EXPECT_EQ(rows, 15'000);
  }
  rows = 0;
  for (bool const by_columns : {false, true}) {
    Patience const patience({.rows_max = 1000});
    EXPECT_EQ(lost_in([&] {
                by_columns ? db->each_of_many(many_rows, Params(), count)
                           : db->each(many_rows, Params(), count);
              }),
              Impatience::too_much);
  }
  EXPECT_LT(rows, 2200);
  rows = 0;
  db->each_of_many(many_rows, Params(), count);
  EXPECT_EQ(rows, 5000);
}

TEST_P(BoundedWork, a_verb_without_end_leaves_nothing) {
  auto const store = fresh_store(toy::catalogue());
  auto const head = store->read()->head();
  Act const doing = test::act(toy::write_verb);
  EXPECT_EQ(lost_in([&] {
              Patience const patience(soon());
              static_cast<void>(store->write(doing, [](Tx& tx) -> Result<void> {
                auto const hall = tx.new_id_of<toy::HallId>();
                TRY_VOID(tx.state(hall.value, {test::day("2000-01-01")}, toy::Hall{1}));
                while (true) Patience::ask();
              }));
            }),
            Impatience::time);
  EXPECT_EQ(store->read()->head(), head);
  found_hall(*store);
  EXPECT_EQ(store->read()->head(), head + 1);
  EXPECT_EQ(test::faults(*store), "");
}

TEST_P(BoundedWork, who_waits_too_long_for_the_turn_leaves) {
  auto const store = fresh_store(toy::catalogue());
  auto const head = store->read()->head();
  std::mutex guard;
  std::condition_variable woken;
  bool begun = false;
  bool free = false;
  std::thread holder([&] {
    test::must_write(*store, toy::write_verb, [&](Tx& tx) {
      std::unique_lock lock(guard);
      begun = true;
      woken.notify_all();
      woken.wait(lock, [&] { return free; });
      auto const hall = tx.new_id_of<toy::HallId>();
      return tx.state(hall.value, {test::day("2000-01-01")}, toy::Hall{1});
    });
  });
  {
    std::unique_lock lock(guard);
    woken.wait(lock, [&] { return begun; });
  }
  bool written = false;
  EXPECT_EQ(lost_in([&] {
              Patience const patience(soon());
              store->write_own([&](OwnRows&) { written = true; });
            }),
            Impatience::time);
  std::optional<Impatience> other;
  std::thread waiting([&] {
    other = lost_in([&] {
      Patience const patience(soon(milliseconds(200)));
      static_cast<void>(store->write(test::act(toy::write_verb), [&](Tx& tx) {
        written = true;
        return tx.state(tx.new_id_of<toy::HallId>().value, {test::day("2000-01-01")}, toy::Hall{1});
      }));
    });
  });
  waiting.join();
  {
    std::lock_guard const lock(guard);
    free = true;
  }
  woken.notify_all();
  holder.join();
  EXPECT_EQ(other, Impatience::time);
  EXPECT_FALSE(written);
  EXPECT_EQ(store->read()->head(), head + 1);
}

// Who leads the others' work does not do it by its own watch.
TEST_P(BoundedWork, of_others_goes_by_the_patience_of_others) {
  auto const store = fresh_store(toy::catalogue());
  auto const head = store->read()->head();
  std::vector<std::thread> writers;
  std::atomic<int> lost = 0;
  for (int i = 0; i < 8; ++i) {
    writers.emplace_back([&, i] {
      bool const short_of_time = i % 2 == 0;
      Patience const patience(short_of_time ? soon(milliseconds(0)) : Bounds{});
      try {
        for (int round = 0; round < 5; ++round) found_hall(*store);
      } catch (OutOfPatience const&) {
        ++lost;
        EXPECT_TRUE(short_of_time);
      }
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(lost, 4);
  EXPECT_EQ(store->read()->head(), head + 20);
}

TEST_P(BoundedWork, remembers_that_it_was_written) {
  auto const store = fresh_store(toy::catalogue());
  Patience const patience({});
  store->write_own([](OwnRows&) {});
  EXPECT_FALSE(patience.kept());
  found_hall(*store);
  EXPECT_TRUE(patience.kept());
}

}  // namespace
}  // namespace giaoban::store
