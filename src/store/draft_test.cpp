#include "store/draft.h"

#include <gtest/gtest.h>

#include <set>

#include "store/fact_row.h"
#include "store/toy_world_test.h"

namespace giaoban::store {
namespace {

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

class Drafts : public toy::ToyWorld {};
ON_BOTH_DATABASES(Drafts);

TEST_P(Drafts, a_draft_comes_to_what_the_same_facts_one_by_one_do) {
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

std::set<std::string> indexes(std::string const& address) {
  std::set<std::string> names;
  auto const db = connect(address, IfMissing::fail);
  db->each(db->dialect() == Dialect::sqlite
               ? "SELECT name FROM sqlite_master WHERE type = 'index'"
               : "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()",
           Params(), [&](RowView const& row) { names.insert(row.text(0)); });
  return names;
}

// PostgreSQL makes the indexes of empty tables after the rows, unless somebody reads them.
TEST_P(Drafts, tables_keep_their_indexes_read_or_not) {
  for (bool const read : {false, true}) {
    auto const store = fresh_store(toy::catalogue());
    auto const before = indexes(store->address());
    std::unique_ptr<Snapshot> reader;
    if (read) {
      reader = store->read();
      EXPECT_TRUE(reader->history(Particulars::kind, 1).empty());
    }
    Draft draft(*store, 2);
    auto const hall = draft.new_id();
    must(draft.state(hall, {day("2000-01-01")}, Hall{1}));
    must(draft.state(draft.new_person().value, {day("2000-01-01")}, Particulars{"A", "0912", {}}));
    must_write(*store, write_verb, [&](Tx& tx) { return tx.adopt(draft); });
    reader.reset();
    EXPECT_EQ(indexes(store->address()), before) << (read ? "read" : "not read");
    EXPECT_EQ(faults(*store), "");
  }
}

TEST_P(Drafts, two_of_one_key_are_refused_where_there_was_nobody) {
  for (bool const apart : {false, true}) {  // a number may pass on from one to the other
    auto const store = fresh_store(toy::catalogue());
    Draft draft(*store, 2);
    Day const second = day(apart ? "2010-01-01" : "2005-01-01");
    must(draft.state(draft.new_person().value, {day("2000-01-01"), day("2010-01-01")},
                     Particulars{"A", "0912", {}}));
    must(draft.state(draft.new_person().value, {second}, Particulars{"B", "0912", {}}));
    EXPECT_EQ(refused(*store, write_verb, [&](Tx& tx) { return tx.adopt(draft); }),
              apart ? "" : "store.value_taken");
    EXPECT_EQ(faults(*store), "");
  }
}

TEST_P(Drafts, a_draft_that_breaks_a_law_is_refused_whole) {
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
              must(draft.state(draft.new_person().value, {day("2000-01-01")}, Stay{hall}));
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
              must(draft.event(draft.new_person().value, day("2010-01-02"), Visit{hall}));
            }),
            "store.outlives_reference");
  EXPECT_EQ(adopt([&](Draft& draft) {
              must(draft.state(draft.new_person().value, {day("2000-01-01"), day("2010-01-01")},
                               Stay{hall}));
            }),
            "");
  EXPECT_EQ(faults(*store), "");
}

}  // namespace
}  // namespace giaoban::store
