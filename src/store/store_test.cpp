#include "store/store.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "store/draft.h"
#include "store/fact_row.h"
#include "store/meta.h"
#include "store/toy_catalogue_test.h"
#include "tests/store_world.h"

namespace giaoban::store {
namespace {

using test::act;
using test::code_of;
using test::day;
using test::faults;
using test::must;
using test::must_write;
using test::refused;
using toy::Hall;
using toy::HallCode;
using toy::HallId;
using toy::Mark;
using toy::Particulars;
using toy::Stay;
using toy::Visit;
using toy::write_verb;

std::string bytes_of(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Stores : public test::StoreWorld {
 protected:
  // A hall that stands from 2000 on.
  HallId found_hall(Store& store, Day until = Day::forever()) {
    HallId hall;
    must_write(store, write_verb, [&](Tx& tx) {
      hall = tx.new_id_of<HallId>();
      return tx.state(hall.value, {day("2000-01-01"), until}, Hall{1});
    });
    return hall;
  }
  PersonId admit(Store& store, std::string const& name, std::string const& phone) {
    PersonId person;
    must_write(store, write_verb, [&](Tx& tx) {
      person = tx.new_person();
      return tx.state(person.value, {day("1990-01-01")},
                      Particulars{name, phone, PartialDay::parse("1970")});
    });
    return person;
  }
  std::string phone_on(Store& store, PersonId person, EntryNumber known_at = standing - 1) {
    auto const fact = store.read()->fact<Particulars>(person.value, {day("2021-01-01"), known_at});
    return fact ? fact->value.phone : "none";
  }
};
ON_BOTH_DATABASES(Stores);

// --- opening -----------------------------------------------------------------------------------

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

// --- writing -----------------------------------------------------------------------------------

// The chain and its leaves are equal on both databases and for ever.
TEST_P(Stores, has_the_hash_that_was_agreed) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  auto doing = act(write_verb);
  doing.reason = "thử nghiệm";
  doing.nonce = "n1";
  doing.based_on = 1;
  Basis basis;
  basis.document.number = "12-QĐ/TU";
  basis.signed_on = day("2021-02-05");
  doing.basis = basis;
  must(store->write(doing, [&](Tx& tx) -> Result<void> {
    TRY_VOID(tx.state(hall.value, {day("2010-01-01"), day("2012-01-01")}, Hall{2}));
    TRY_VOID(tx.yearly(tx.new_id(), 2020, day("2020-12-31"), Mark{"chung", 3, hall}));
    return tx.event(tx.new_id(), day("2020-12-31"), Visit{hall});
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
  doing.actor.rights.clear();
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
    guest = tx.new_id();
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

// --- lifetimes ---------------------------------------------------------------------------------

TEST_P(Stores, nothing_refers_beyond_a_life) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store, day("2010-01-01"));
  auto const stay = [&](std::string_view from, Day to) {
    return refused(*store, write_verb,
                   [&](Tx& tx) { return tx.state(tx.new_id(), {day(from), to}, Stay{hall}); });
  };
  auto const visit = [&](std::string_view on) {
    return refused(*store, write_verb,
                   [&](Tx& tx) { return tx.event(tx.new_id(), day(on), Visit{hall}); });
  };
  auto const mark = [&](int year, std::string_view on) {
    return refused(*store, write_verb, [&](Tx& tx) {
      return tx.yearly(tx.new_id(), year, day(on), Mark{"a", 1, hall});
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
    guest = tx.new_id();
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

// --- undo --------------------------------------------------------------------------------------

TEST_P(Stores, undo_brings_back_what_stood) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  must_write(*store, write_verb, [&](Tx& tx) {
    return tx.state(hall.value, {day("2005-01-01"), day("2006-01-01")}, Hall{2});
  });
  auto const sizes = [&] {
    std::string text;
    for (auto const& fact : store->read()->history_of<Hall>(hall.value)) {
      text += fmt::format("{}-{}:{} ", fact.head.span.from.iso(), fact.head.span.to.iso(),
                          fact.value.size);
    }
    return text;
  };
  std::string const split = sizes();
  must_write(*store, undo_verb, [](Tx& tx) { return undo(tx, 2); });
  EXPECT_EQ(sizes(), "2000-01-01-9999-12-31:1 ");
  must_write(*store, undo_verb, [](Tx& tx) { return undo(tx, 3); });
  EXPECT_EQ(sizes(), split) << "an undo is undone";
  EXPECT_EQ(refused(*store, undo_verb, [](Tx& tx) { return undo(tx, 2); }),
            "store.later_facts_build_on");
  EXPECT_EQ(refused(*store, undo_verb, [](Tx& tx) { return undo(tx, 99); }), "store.no_such_entry");
  EXPECT_EQ(faults(*store), "");
}

TEST_P(Stores, undo_of_an_end_is_refused_once_something_was_written_behind_it) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  auto const end = must_write(*store, write_verb, [&](Tx& tx) {
    return tx.end(Hall::kind, hall.value, day("2010-01-01"));
  });
  must_write(*store, write_verb,
             [&](Tx& tx) { return tx.state(hall.value, {day("2015-01-01")}, Hall{9}); });
  EXPECT_EQ(refused(*store, undo_verb, [&](Tx& tx) { return undo(tx, end.entry); }),
            "store.later_facts_build_on");
  must_write(*store, undo_verb, [&](Tx& tx) { return undo(tx, end.entry + 1); });
  EXPECT_EQ(refused(*store, undo_verb, [&](Tx& tx) { return undo(tx, end.entry); }), "");
  EXPECT_EQ(faults(*store), "");
}

TEST_P(Stores, a_fact_is_voided_once) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  auto const stale = store->read()->history(Hall::kind, hall.value)[0];
  must_write(*store, write_verb, [&](Tx& tx) { return tx.retract(Hall::kind, stale); });
  EXPECT_EQ(refused(*store, write_verb, [&](Tx& tx) { return tx.retract(Hall::kind, stale); }),
            "store.later_facts_build_on");
  EXPECT_EQ(faults(*store), "");
}

// --- erasure -----------------------------------------------------------------------------------

TEST_P(Stores, erasure_takes_the_person_out_of_every_past_and_keeps_the_totals) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  std::string const name = "Hoàng Thị Xuyến Chi";
  auto const person = admit(*store, name, "0912");
  auto const other = admit(*store, "Lê Văn Ở Lại", "0913");
  must_write(*store, write_verb, [&](Tx& tx) -> Result<void> {
    TRY_VOID(tx.state(person.value, {day("2005-01-01")}, Stay{hall}));
    return tx.state(person.value, {day("2010-01-01")}, Particulars{name + " (sửa)", "0999", {}});
  });
  auto const entry =
      must_write(*store, erase_verb, [&](Tx& tx) { return erase(tx, person, "Luật 91/2025"); });
  auto const again = reopen(*store);
  EXPECT_EQ(phone_on(*again, person), "");
  EXPECT_EQ(phone_on(*again, person, 2), "") << "in the past as well";
  EXPECT_EQ(phone_on(*again, other), "0913");
  EXPECT_TRUE(again->read()->fact<Stay>(person.value, {day("2021-01-01")})) << "totals stand";
  EXPECT_EQ(erased_in(*again->read(), person), entry.entry);
  EXPECT_EQ(erased_in(*again->read(), other), std::nullopt);
  EXPECT_EQ(again->read()->cipher(person), nullptr);
  auto const report = check(*again);
  EXPECT_EQ(report.faults, std::vector<std::string>{});
  EXPECT_EQ(report.erased, 1);
  EXPECT_EQ(refused(*again, write_verb,
                    [&](Tx& tx) {
                      return tx.state(person.value, {day("2020-01-01")}, Particulars{"X", "", {}});
                    }),
            "store.erased_person");
  EXPECT_EQ(
      refused(*again, write_verb,
              [&](Tx& tx) { return tx.end(Particulars::kind, person.value, day("2020-01-01")); }),
      "store.erased_person");
  EXPECT_EQ(refused(*again, erase_verb, [&](Tx& tx) { return erase(tx, person, "Luật"); }),
            "store.erased_person");
  EXPECT_EQ(refused(*again, undo_verb, [&](Tx& tx) { return undo(tx, entry.entry); }),
            "store.cannot_undo_erasure");
  if (GetParam() == Dialect::sqlite) {
    for (std::string const suffix : {"", "-wal", "-shm"}) {
      auto const bytes = bytes_of(store->address() + suffix);
      EXPECT_EQ(bytes.find(name), std::string::npos) << "in the file " << suffix;
    }
    EXPECT_NE(bytes_of(store->address()).find("Lê Văn Ở Lại"), std::string::npos);
  }
}

// --- access log --------------------------------------------------------------------------------

TEST_P(Stores, tells_who_read_what) {
  auto const store = fresh_store(toy::catalogue());
  store->log_access("lan", "hồ sơ", 5);
  store->log_access("minh", "danh sách", std::nullopt);
  ASSERT_EQ(store->accesses(std::nullopt).size(), 2U);
  ASSERT_EQ(store->accesses(5).size(), 1U);
  EXPECT_EQ(store->accesses(5)[0].actor, "lan");
  EXPECT_EQ(faults(*store), "");
}

// --- drafts ------------------------------------------------------------------------------------

TEST_P(Stores, a_draft_comes_to_what_the_same_facts_one_by_one_do) {
  auto const bulk = fresh_store(toy::catalogue());
  auto const single = fresh_store(toy::catalogue());
  // The same facts through either door.
  auto const fill = [](auto& into, auto const& new_person) {
    auto const hall = into.new_id();
    must(into.state(hall, {day("2000-01-01")}, Hall{1}));
    must(into.state(hall, {day("2000-01-01")}, HallCode{"01"}));
    for (int i = 0; i < 20; ++i) {
      auto const guest = new_person();
      must(into.state(guest, {day("1990-01-01")},
                      Particulars{fmt::format("Tên {}", i), fmt::format("09{}", i),
                                  PartialDay::parse("1970")}));
      must(into.state(guest, {day("2001-01-01"), day("2005-01-01")}, Stay{{hall}}));
      must(into.state(guest, {day("2005-01-01")}, Stay{{hall}}));
      must(into.yearly(guest, 2020, day("2020-12-31"), Mark{"a", i % 4, HallId{hall}}));
      must(into.event(guest, day("2006-01-01"), Visit{{hall}}));
    }
  };
  Draft draft(*bulk, 21);
  fill(draft, [&] { return draft.new_person().value; });
  EXPECT_EQ(draft.facts(), 2 + 20 * 5);
  must_write(*bulk, write_verb, [&](Tx& tx) { return tx.adopt(draft); });
  must_write(*single, write_verb, [&](Tx& tx) -> Result<void> {
    fill(tx, [&] { return tx.new_person().value; });
    return {};
  });
  EXPECT_EQ(faults(*bulk), "");
  EXPECT_EQ(faults(*single), "");
  EXPECT_EQ(check(*bulk).facts, check(*single).facts);
  auto const rows = [](Store& store) {
    std::string text;
    auto const snapshot = store.read();
    for (Kind const* kind : store.catalogue().kinds) {
      std::vector<std::string> lines;
      snapshot->each_in_force(*kind, {day("2021-01-01")}, [&](RawFact const& fact) {
        lines.push_back(fmt::format("{} {} {} {}", kind->table, fact.head.subject, fact.head.year,
                                    encode(*kind, fact.head, fact.values)));
      });
      for (auto const& line : lines) text += line + "\n";
    }
    return text;
  };
  EXPECT_EQ(rows(*bulk), rows(*single));
  // And life goes on: ids do not collide.
  admit(*bulk, "Người mới", "0999999");
  EXPECT_EQ(faults(*bulk), "");
}

TEST_P(Stores, a_draft_that_breaks_a_law_is_refused_whole) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store, day("2010-01-01"));
  must_write(*store, write_verb, [&](Tx& tx) {
    return tx.state(hall.value, {day("2000-01-01"), day("2010-01-01")}, HallCode{"01"});
  });
  admit(*store, "A", "0912");
  auto const adopt = [&](std::function<void(Draft&)> const& fill) {
    Draft draft(*store, 10);
    fill(draft);
    return refused(*store, write_verb, [&](Tx& tx) { return tx.adopt(draft); });
  };
  EXPECT_EQ(adopt([&](Draft& draft) {
              must(draft.state(draft.new_id(), {day("2000-01-01")}, Stay{hall}));
            }),
            "store.outlives_reference");
  EXPECT_EQ(adopt([&](Draft& draft) {
              must(draft.state(draft.new_id(), {day("2000-01-01")}, HallCode{"77"}));
            }),
            "store.outlives_reference")
      << "a fact about what was never founded";
  EXPECT_EQ(adopt([&](Draft& draft) {
              auto const other = draft.new_id();
              must(draft.state(other, {day("2000-01-01")}, Hall{1}));
              must(draft.state(other, {day("2000-01-01")}, HallCode{"01"}));
            }),
            "store.value_taken");
  EXPECT_EQ(adopt([&](Draft& draft) {
              must(draft.state(draft.new_person().value, {day("2000-01-01")},
                               Particulars{"B", "0912", {}}));
            }),
            "store.value_taken");
  EXPECT_EQ(adopt([&](Draft& draft) {
              must(draft.event(draft.new_id(), day("2010-01-02"), Visit{hall}));
            }),
            "store.outlives_reference");
  EXPECT_EQ(adopt([&](Draft& draft) {
              must(draft.state(draft.new_id(), {day("2000-01-01"), day("2010-01-01")}, Stay{hall}));
            }),
            "");
  EXPECT_EQ(faults(*store), "");
}

// --- backup ------------------------------------------------------------------------------------

TEST_P(Stores, a_backup_is_restored_on_either_database) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  auto const person = admit(*store, "Nguyễn\tVăn \\ Ước", "0912");
  auto const gone = admit(*store, "Đã Xóa", "0913");
  must_write(*store, write_verb,
             [&](Tx& tx) { return tx.state(person.value, {day("2005-01-01")}, Stay{hall}); });
  must_write(*store, erase_verb, [&](Tx& tx) { return erase(tx, gone, "Luật"); });
  store->log_access("lan", "hồ sơ", person.value);
  auto const head = check(*store);
  auto const file = (folder() / "backup.giaoban").string();
  auto const keys = (folder() / "backup.keys").string();
  must(backup(*store, file, keys));
  EXPECT_EQ(code_of(backup(*store, file, keys)), "store.already_there");
  EXPECT_FALSE(std::filesystem::exists(file + "-wal"));
  // Back to this database, which for PostgreSQL is SQLite and back.
  auto const target = options(fresh_address(), toy::catalogue());
  must(restore(file, keys, target));
  auto const restored = must(Store::open(target));
  auto const report = check(*restored, Anchor{head.head, head.head_mark});
  EXPECT_EQ(report.faults, std::vector<std::string>{});
  EXPECT_EQ(report.facts, head.facts);
  EXPECT_EQ(report.erased, 1);
  EXPECT_EQ(phone_on(*restored, person), "0912");
  EXPECT_EQ(restored->accesses(person.value).size(), 1U);
  EXPECT_EQ(code_of(restore(file, keys, target)), "store.already_there");
  // The restored store is a store: it is written and backed up on.
  admit(*restored, "Người mới", "0914");
  must(backup(*restored, file + "2", keys + "2"));
  auto const elsewhere = options((folder() / "third.giaoban").string(), toy::catalogue());
  must(restore(file + "2", keys + "2", elsewhere));
  EXPECT_EQ(faults(*must(Store::open(elsewhere))), "");
}

TEST_P(Stores, a_backup_with_other_keys_restores_nothing) {
  auto const store = fresh_store(toy::catalogue());
  found_hall(*store);
  auto const file = (folder() / "backup.giaoban").string();
  auto const keys = (folder() / "backup.keys").string();
  must(backup(*store, file, keys));
  std::filesystem::remove(keys);
  auto const target = options(fresh_address(), toy::catalogue());
  EXPECT_EQ(code_of(restore(file, keys, target)), "store.keys_missing");
  std::ofstream(keys) << StoreKeys::random().text();
  EXPECT_EQ(code_of(restore(file, keys, target)), "store.wrong_keys");
  EXPECT_FALSE(std::filesystem::exists(target.keys_path));
}

}  // namespace
}  // namespace giaoban::store
