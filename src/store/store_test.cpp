#include "store/store.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "store/discretion.h"
#include "store/meta.h"
#include "store/toy_world_test.h"

namespace giaoban::store {
namespace {

using test::act;
using test::code_of;
using test::day;
using test::faults;
using test::must;
using test::must_write;
using test::refused;
using toy::bytes_of;
using toy::Hall;
using toy::HallCode;
using toy::HallId;
using toy::Mark;
using toy::Particulars;
using toy::Stay;
using toy::Visit;
using toy::write_verb;

class Stores : public toy::ToyWorld {};
ON_BOTH_DATABASES(Stores);

TEST_P(Stores, is_found_again_with_its_facts) {
  auto store = fresh_store(toy::catalogue());
  auto const person = admit(*store, "Nguyễn Văn Ước", "0912");
  auto const again = reopen(*store);
  auto const fact = again->read()->fact<Particulars>(person.value, {day("2021-01-01")});
  ASSERT_TRUE(fact);
  EXPECT_EQ(fact->value.name, "Nguyễn Văn Ước");
  EXPECT_EQ(fact->value.phone, "0912");
  EXPECT_EQ(fact->value.born, PartialDay::parse("1970"));
  EXPECT_EQ(again->read()->bearer(Particulars::kind, Particulars::kind.field("phone"),
                                  Value{std::string("0912")}, {day("2021-01-01")}),
            person.value);
  EXPECT_EQ(faults(*again), "");
}

// After each write all readers want the same answer at once.
TEST_P(Stores, makes_a_costly_answer_once_for_all_who_ask) {
  auto const store = fresh_store(toy::catalogue());
  auto const asked_by_many = [&] {
    std::atomic<int> made = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        auto const snapshot = store->read();
        auto const answer =
            snapshot->derived<int>({"toy.answer", {&Hall::kind}, {day("2021-01-01")}}, [&] {
              ++made;
              std::this_thread::sleep_for(std::chrono::milliseconds(50));
              return 57;
            });
        EXPECT_EQ(*answer, 57);
      });
    }
    threads.clear();
    return made.load();
  };
  EXPECT_EQ(asked_by_many(), 1);
  EXPECT_EQ(asked_by_many(), 0);
  found_hall(*store);
  EXPECT_EQ(asked_by_many(), 1);
  EXPECT_THROW(static_cast<void>(store->read()->derived<int>(
                   {"toy.other", {&Hall::kind}, {day("2021-01-01")}},
                   []() -> int { throw std::runtime_error("it does not come to one"); })),
               std::runtime_error);
  EXPECT_EQ(*store->read()->derived<int>({"toy.other", {&Hall::kind}, {day("2021-01-01")}},
                                         [] { return 58; }),
            58)
      << "the turn was given back";
}

TEST_P(Stores, gives_a_second_view_of_the_same_entry_only) {
  auto const store = fresh_store(toy::catalogue());
  found_hall(*store);
  auto const first = store->read();
  auto const second = first->beside();
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->head(), first->head());
  found_hall(*store);
  EXPECT_EQ(first->beside(), nullptr);
}

TEST_P(Stores, is_refused_where_there_is_none) {
  auto options_here = options(fresh_address(), toy::catalogue());
  options_here.if_missing = IfMissing::fail;
  EXPECT_EQ(code_of(Store::open(options_here)), "store.no_such_store");
}

TEST_P(Stores, is_refused_without_keys_and_with_others) {
  auto const address = fresh_address();
  auto mine = options(address, toy::catalogue());
  must(Store::open(mine));
  std::filesystem::rename(mine.keys_path, mine.keys_path + ".away");
  EXPECT_EQ(code_of(Store::open(mine)), "store.keys_missing");
  std::ofstream(mine.keys_path) << StoreKeys::random().text();
  EXPECT_EQ(code_of(Store::open(mine)), "store.wrong_keys");
  std::ofstream(mine.keys_path) << "nothing";
  EXPECT_EQ(code_of(Store::open(mine)), "store.wrong_keys");
  std::filesystem::rename(mine.keys_path + ".away", mine.keys_path);
  EXPECT_EQ(code_of(Store::open(mine)), "");
}

// Also of a key that only wraps, and while there is nothing yet that it wrapped.
TEST_P(Stores, are_refused_with_half_of_their_keys) {
  auto const mine = options(fresh_address(), toy::catalogue());
  auto const keys = must(Store::open(mine))->keys();
  auto half = keys;
  half.wrap[7] ^= 1;
  std::filesystem::remove(mine.keys_path);
  std::ofstream(mine.keys_path) << half.text();
  EXPECT_EQ(code_of(Store::open(mine)), "store.wrong_keys");
  half = keys;
  half.index[7] ^= 1;
  std::ofstream(mine.keys_path) << half.text();
  EXPECT_EQ(code_of(Store::open(mine)), "store.wrong_keys");
  std::ofstream(mine.keys_path) << keys.text();
  EXPECT_EQ(code_of(Store::open(mine)), "");
}

TEST_P(Stores, of_a_later_version_is_left_alone) {
  auto const store = fresh_store(toy::catalogue());
  auto const db = connect(store->address(), IfMissing::fail);
  db->begin_write();
  set_meta(*db, store->keys(), "schema", "9999");
  db->commit();
  EXPECT_EQ(code_of(Store::open(options(store->address(), toy::catalogue()))), "store.newer_store");
}

TEST_P(Stores, is_not_any_database) {
  auto const address = fresh_address();
  {
    auto const db = connect(address, IfMissing::create);
    db->script("CREATE TABLE theirs (a INTEGER)");
  }
  EXPECT_EQ(code_of(Store::open(options(address, toy::catalogue()))), "store.not_a_store");
}

TEST(ForeignFile, is_refused_and_left_as_it_is) {
  auto const path =
      (std::filesystem::temp_directory_path() / fmt::format("giaoban-foreign-{}.db", ::getpid()))
          .string();
  FixedClock const clock(day("2021-06-14"));
  OpenOptions const mine{.address = path,
                         .catalogue = &toy::catalogue(),
                         .clock = &clock,
                         .keys_path = path + ".keys",
                         .if_missing = IfMissing::create};
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "CREATE TABLE t (a)", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(other);
  for (auto const& content : {bytes_of(path), std::string("not a database at all")}) {
    std::ofstream(path, std::ios::binary) << content;
    EXPECT_EQ(code_of(Store::open(mine)), "store.not_a_store");
    EXPECT_EQ(bytes_of(path), content);
  }
  EXPECT_FALSE(std::filesystem::exists(path + ".keys"));
  std::filesystem::remove(path);
}

// The chain and its leaves are equal on both databases and for ever.
TEST_P(Stores, has_the_hash_that_was_agreed) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  auto doing = act(write_verb);
  doing.reason = "thử nghiệm";
  doing.nonce = "n1";
  doing.asked = "as asked";
  doing.based_on = 1;
  Basis basis;
  basis.document.number = "12-QĐ/TU";
  basis.signed_on = day("2021-02-05");
  doing.basis = basis;
  must(store->write(doing, [&](Tx& tx) -> Result<void> {
    TRY_VOID(tx.state(hall.value, {day("2010-01-01"), day("2012-01-01")}, Hall{2}));
    TRY_VOID(tx.yearly(tx.new_person().value, 2020, day("2020-12-31"), Mark{"chung", 3, hall}));
    return tx.event(tx.new_person().value, day("2020-12-31"), Visit{hall});
  }));
  auto const all = entries(*store->read(), 1, 10);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].leaf_count, 7);
  EXPECT_EQ(all[1].hash.hex(), "377af7c87b95c897c04c6fe75a31e67d53a3cf9ff9c0b0d4b50dfe10560b857c");
  EXPECT_EQ(faults(*store), "");
}

TEST_P(Stores, lets_nobody_write_without_the_right) {
  auto const store = fresh_store(toy::catalogue());
  auto doing = act(write_verb);
  doing.actor.grants.clear();
  bool ran = false;
  auto const outcome = store->write(doing, [&](Tx&) -> Result<void> {
    ran = true;
    return {};
  });
  EXPECT_EQ(code_of(outcome), "store.not_allowed");
  EXPECT_FALSE(ran);
}

TEST_P(Stores, a_verb_that_wrote_nothing_leaves_nothing) {
  auto const store = fresh_store(toy::catalogue());
  found_hall(*store);
  auto doing = act(write_verb);
  Basis basis;
  basis.document.number = "1";
  basis.signed_on = day("2021-01-01");
  doing.basis = basis;
  auto const written = must(store->write(doing, [](Tx&) { return Result<void>{}; }));
  EXPECT_EQ(written.entry, 1);
  EXPECT_EQ(store->read()->head(), 1);
  std::int64_t documents = -1;
  store->read()->db().each("SELECT COUNT(*) FROM document", Params(),
                           [&](RowView const& row) { documents = row.integer(0); });
  EXPECT_EQ(documents, 0);
  EXPECT_EQ(faults(*store), "");
  found_hall(*store);
  EXPECT_EQ(store->read()->head(), 2);
}

TEST_P(Stores, a_verb_that_refuses_or_throws_leaves_nothing) {
  auto const store = fresh_store(toy::catalogue());
  auto const half = [&](Tx& tx) {
    must(tx.state(tx.new_id(), {day("2000-01-01")}, Hall{1}));
    must(tx.state(tx.new_person().value, {day("2000-01-01")}, Particulars{"A", "1", {}}));
  };
  EXPECT_EQ(refused(*store, write_verb,
                    [&](Tx& tx) -> Result<void> {
                      half(tx);
                      return refuse(no_such_entry, {{"entry", "0"}});
                    }),
            "store.no_such_entry");
  EXPECT_THROW((void)store->write(act(write_verb),
                                  [&](Tx& tx) -> Result<void> {
                                    half(tx);
                                    throw std::runtime_error("broke");
                                  }),
               std::runtime_error);
  // A statement that the database refuses, and one that fails in the middle of a cursor.
  EXPECT_THROW((void)store->write(act(write_verb),
                                  [&](Tx& tx) -> Result<void> {
                                    half(tx);
                                    tx.db().execute("INSERT INTO meta (name) VALUES ('x')");
                                    return {};
                                  }),
               Breakage);
  EXPECT_THROW((void)store->write(act(write_verb),
                                  [&](Tx& tx) -> Result<void> {
                                    half(tx);
                                    tx.db().each("SELECT subject FROM hall", Params(),
                                                 [](RowView const&) {
                                                   throw std::runtime_error("in a row");
                                                 });
                                    return {};
                                  }),
               std::runtime_error);
  EXPECT_EQ(store->read()->head(), 0);
  EXPECT_EQ(faults(*store), "");
  found_hall(*store);
  EXPECT_EQ(faults(*store), "");
}

TEST_P(Stores, a_nonce_is_written_once) {
  auto const store = fresh_store(toy::catalogue());
  auto doing = act(write_verb);
  doing.nonce = "tờ khai 7";
  doing.asked = "as asked";
  std::vector<EntryNumber> numbers(8);
  std::atomic<int> ran = 0;
  std::vector<std::thread> threads;
  for (auto& number : numbers) {
    threads.emplace_back([&] {
      number = must(store->write(doing, [&](Tx& tx) {
                 ++ran;
                 return tx.state(tx.new_id(), {day("2000-01-01")}, Hall{1});
               })).entry;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(numbers, std::vector<EntryNumber>(8, 1));
  EXPECT_EQ(ran, 1);
  EXPECT_EQ(store->read()->head(), 1);
}

TEST_P(Stores, eight_writers_share_commits_and_none_hurts_another) {
  auto const store = fresh_store(toy::catalogue());
  constexpr int each = 30;
  std::mutex mutex;
  std::map<EntryNumber, std::int64_t> written;  // entry -> the subject it says
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < each; ++i) {
        std::int64_t id = 0;
        auto const verb = [&](Tx& tx) -> Result<void> {
          id = tx.new_id();
          TRY_VOID(tx.state(id, {day("2000-01-01")}, Hall{t * 1000 + i}));
          if (t == 0) return refuse(no_such_entry, {{"entry", "0"}});
          if (t == 1) throw std::runtime_error("mine alone");
          return {};
        };
        try {
          auto const outcome = store->write(act(write_verb), verb);
          EXPECT_EQ(outcome.has_value(), t > 1);
          if (!outcome) continue;
          // What was acknowledged is committed: another connection sees it.
          EXPECT_TRUE(store->read()->fact<Hall>(id, {day("2001-01-01")}));
          std::lock_guard const lock(mutex);
          EXPECT_TRUE(written.emplace(outcome->entry, id).second);
        } catch (std::runtime_error const&) {
          EXPECT_EQ(t, 1);
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  ASSERT_EQ(written.size(), 6U * each);
  auto const snapshot = store->read();
  EXPECT_EQ(snapshot->head(), 6 * each);
  for (auto const& [entry, id] : written) {
    EXPECT_EQ(snapshot->fact<Hall>(id, {day("2001-01-01")})->head.recorded_in, entry);
  }
  EXPECT_EQ(faults(*store), "");
}

TEST_P(Stores, a_form_read_before_anothers_writing_is_refused) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  auto const write_based_on = [&](EntryNumber seen, std::string const& from) {
    auto doing = act(write_verb);
    doing.based_on = seen;
    return code_of(store->write(doing, [&](Tx& tx) -> Result<void> {
      TRY_VOID(tx.state(hall.value, {day(from)}, Hall{5}));
      return tx.state(hall.value, {day(from)}, Hall{6});  // one's own writing is no conflict
    }));
  };
  EXPECT_EQ(write_based_on(1, "2010-01-01"), "");
  EXPECT_EQ(write_based_on(1, "2011-01-01"), "store.written_meanwhile");
  EXPECT_EQ(write_based_on(2, "2011-01-01"), "");
  must_write(*store, write_verb,
             [&](Tx& tx) { return tx.end(Hall::kind, hall.value, day("2015-01-01")); });
  EXPECT_EQ(write_based_on(3, "2016-01-01"), "store.written_meanwhile")
      << "an end is a writing too";
}

TEST_P(Stores, a_late_decision_leaves_the_next_one_standing) {
  auto const store = fresh_store(toy::catalogue());
  std::int64_t guest = 0;
  must_write(*store, write_verb, [&](Tx& tx) -> Result<void> {
    guest = tx.new_person().value;
    TRY_VOID(tx.yearly(guest, 2020, day("2021-03-01"), Mark{"a", 2, {}}));
    return tx.yearly(guest, 2020, day("2021-01-01"), Mark{"a", 1, {}});
  });
  auto const snapshot = store->read();
  auto const on = [&](std::string_view date) {
    auto const fact = snapshot->fact_of_year<Mark>(guest, 2020, {day(date)});
    return fact ? fact->value.mark : 0;
  };
  EXPECT_EQ(on("2020-12-31"), 0);
  EXPECT_EQ(on("2021-01-01"), 1);
  EXPECT_EQ(on("2021-02-28"), 1);
  EXPECT_EQ(on("2021-03-01"), 2);
  EXPECT_EQ(faults(*store), "");
}

TEST_P(Stores, nothing_refers_beyond_a_life) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store, day("2010-01-01"));
  auto const stay = [&](std::string_view from, Day to) {
    return refused(*store, write_verb, [&](Tx& tx) {
      return tx.state(tx.new_person().value, {day(from), to}, Stay{hall});
    });
  };
  auto const visit = [&](std::string_view on) {
    return refused(*store, write_verb,
                   [&](Tx& tx) { return tx.event(tx.new_person().value, day(on), Visit{hall}); });
  };
  auto const mark = [&](int year, std::string_view on) {
    return refused(*store, write_verb, [&](Tx& tx) {
      return tx.yearly(tx.new_person().value, year, day(on), Mark{"a", 1, hall});
    });
  };
  EXPECT_EQ(stay("2000-01-01", day("2010-01-01")), "");
  EXPECT_EQ(stay("1999-12-31", day("2010-01-01")), "store.outlives_reference");
  EXPECT_EQ(stay("2000-01-01", day("2010-01-02")), "store.outlives_reference");
  EXPECT_EQ(stay("2009-12-31", day("2010-01-01")), "");
  EXPECT_EQ(stay("2010-01-01", day("2010-01-02")), "store.outlives_reference");
  EXPECT_EQ(visit("1999-12-31"), "store.outlives_reference");
  EXPECT_EQ(visit("2000-01-01"), "");
  EXPECT_EQ(visit("2010-01-01"), "") << "the closing day";
  EXPECT_EQ(visit("2010-01-02"), "store.outlives_reference");
  EXPECT_EQ(mark(2009, "2011-03-01"), "");
  EXPECT_EQ(mark(2011, "2011-03-01"), "store.outlives_reference");
  EXPECT_EQ(mark(1999, "2000-02-01"), "") << "decided while it stood";
  EXPECT_EQ(faults(*store), "");
}

TEST_P(Stores, a_life_does_not_end_under_future_facts) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  std::int64_t guest = 0;
  must_write(*store, write_verb, [&](Tx& tx) {
    guest = tx.new_person().value;
    return tx.state(guest, {day("2030-01-01"), day("2031-01-01")}, Stay{hall});
  });
  auto const end_on = [&](std::string_view on) {
    return refused(*store, write_verb,
                   [&](Tx& tx) { return tx.end_entity(toy::hall_entity, hall.value, day(on)); });
  };
  EXPECT_EQ(end_on("2025-01-01"), "store.still_referred");
  EXPECT_EQ(end_on("2030-12-31"), "store.still_referred");
  EXPECT_EQ(refused(*store, write_verb,
                    [&](Tx& tx) {
                      return tx.retract(Hall::kind, tx.history(Hall::kind, hall.value)[0]);
                    }),
            "store.still_referred");
  EXPECT_EQ(refused(*store, undo_verb, [](Tx& tx) { return undo(tx, 1); }), "store.still_referred");
  EXPECT_EQ(end_on("2031-01-01"), "");
  EXPECT_EQ(faults(*store), "");
}

TEST_P(Stores, a_unique_value_is_borne_once_a_day) {
  auto const store = fresh_store(toy::catalogue());
  auto const one = found_hall(*store);
  auto const two = found_hall(*store);
  auto const code = [&](HallId hall, std::string_view from, Day to) {
    return refused(*store, write_verb,
                   [&](Tx& tx) { return tx.state(hall.value, {day(from), to}, HallCode{"01"}); });
  };
  EXPECT_EQ(code(one, "2001-01-01", day("2005-01-01")), "");
  EXPECT_EQ(code(two, "2004-12-31", Day::forever()), "store.value_taken");
  EXPECT_EQ(code(two, "2005-01-01", Day::forever()), "");
  EXPECT_EQ(code(one, "2001-01-01", day("2005-01-02")), "store.value_taken");
  admit(*store, "A", "0912");
  auto const taken = store->write(act(write_verb), [&](Tx& tx) {
    return tx.state(tx.new_person().value, {day("2000-01-01")}, Particulars{"B", "0912", {}});
  });
  ASSERT_EQ(code_of(taken), "store.value_taken");
  EXPECT_EQ(taken.error().text(Language::vietnamese).find("0912"), std::string::npos)
      << "a sensitive value is not repeated";
}

// Each line is there before its reader is answered; lines that wait together share a transaction.
TEST_P(Stores, record_readers_who_come_together_in_one_transaction) {
  auto const store = fresh_store(toy::catalogue());
  constexpr int readers = 20;
  std::atomic<int> begun = 0;
  std::atomic<bool> unanswered = false;
  std::vector<std::thread> threads;
  std::size_t seen_inside = 0;
  std::size_t seen_outside = 0;
  auto const count = [](Db& db) {
    return static_cast<std::size_t>(Head::parse(meta(db, "head"))->accesses);
  };
  // While one writes, all others queue behind it; the last of the queue looks at what those before
  // it wrote: within the transaction all, outside none.
  store->write_own([&](OwnRows&) {
    for (int i = 0; i < readers; ++i) {
      threads.emplace_back([&, i] {
        ++begun;
        store->log_access("lan", "hồ sơ", i);
        if (store->accesses(i).size() != 1) unanswered = true;
      });
    }
    while (begun < readers) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    threads.emplace_back([&] {
      ++begun;
      store->write_own([&](OwnRows& rows) {
        seen_inside = count(rows.db());
        seen_outside = count(store->read()->db());
      });
    });
    while (begun <= readers) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  });
  for (auto& thread : threads) thread.join();
  EXPECT_FALSE(unanswered);
  EXPECT_EQ(seen_inside, readers);
  EXPECT_EQ(seen_outside, 0U);
  EXPECT_EQ(store->accesses(std::nullopt).size(), readers);
  EXPECT_EQ(faults(*store), "");
}

// What one of them throws is its own; the others stand.
TEST_P(Stores, a_write_outside_the_journal_that_throws_takes_no_other_with_it) {
  auto const store = fresh_store(toy::catalogue());
  std::vector<std::thread> threads;
  std::atomic<int> thrown = 0;
  store->write_own([&](OwnRows&) {
    for (int i = 0; i < 10; ++i) {
      threads.emplace_back([&, i] {
        try {
          if (i % 2 == 0) {
            store->log_access("lan", "hồ sơ", i);
          } else {
            store->write_own([](OwnRows& rows) {
              rows.db().execute("UPDATE no_such_table SET a = 1", Params());
            });
          }
        } catch (std::exception const&) {
          ++thrown;
        }
      });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(thrown, 5);
  EXPECT_EQ(store->accesses(std::nullopt).size(), 5U);
  EXPECT_EQ(faults(*store), "");
}

TEST_P(Stores, tells_who_read_what) {
  auto const store = fresh_store(toy::catalogue());
  store->log_access("lan", "hồ sơ", 5);
  store->log_access("minh", "danh sách", std::nullopt);
  ASSERT_EQ(store->accesses(std::nullopt).size(), 2U);
  ASSERT_EQ(store->accesses(5).size(), 1U);
  EXPECT_EQ(store->accesses(5)[0].actor, "lan");
  EXPECT_EQ(faults(*store), "");
}

// Whoever used up the tries while the machine's clock was ahead is free an hour later, not on the
// day the clock had said.
TEST(TriesOfAnHour, go_by_the_clock_that_nobody_sets) {
  constexpr std::int64_t hour = 3'600'000'000;
  FixedClock clock(day("2026-12-31"));
  Tries tries;
  Act const asked{.actor = {"lan", {}}, .verb = &write_verb};
  for (std::int64_t id = 0; id < 20; ++id) {
    must(tries.count(asked, {{"hall", id}}, clock));
  }
  clock.set(Instant{clock.now().microseconds - 30 * 24 * hour});
  EXPECT_EQ(code_of(tries.check(asked, clock)), "store.too_many_tries");
  clock.set(Instant{clock.now().microseconds + hour});
  EXPECT_EQ(code_of(tries.check(asked, clock)), "");
}

}  // namespace
}  // namespace giaoban::store
