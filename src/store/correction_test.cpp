#include "store/store.h"

#include <gtest/gtest.h>

#include "store/toy_world_test.h"

namespace giaoban::store {
namespace {

using test::day;
using test::faults;
using test::must_write;
using test::refused;
using toy::bytes_of;
using toy::Hall;
using toy::Particulars;
using toy::Stay;
using toy::write_verb;

class CorrectionsOfFacts : public toy::ToyWorld {};
ON_BOTH_DATABASES(CorrectionsOfFacts);

TEST_P(CorrectionsOfFacts, undo_brings_back_what_stood) {
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

TEST_P(CorrectionsOfFacts, undo_takes_the_right_of_what_is_undone) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  must_write(*store, write_verb,
             [&](Tx& tx) { return tx.state(hall.value, {day("2005-01-01")}, Hall{2}); });
  auto const undone_by = [&](std::vector<Grant> grants, EntryNumber number) {
    return test::code_of(store->write({.actor = {"lan", std::move(grants)}, .verb = &undo_verb},
                                      [&](Tx& tx) { return undo(tx, number); }));
  };
  Right const* const undoes = undo_verb.right;
  Right const* const writes = write_verb.right;
  EXPECT_EQ(undone_by({writes}, 2), "store.not_allowed");
  EXPECT_EQ(undone_by({undoes}, 2), "store.not_allowed");
  // Halls stand under no unit, so that a right over a part does not reach them, on either side.
  EXPECT_EQ(undone_by({undoes, {writes, hall.value}}, 2), "store.out_of_reach");
  // Who may undo over a part is not told that there is an entry beyond it.
  EXPECT_EQ(undone_by({{undoes, hall.value}, writes}, 2), "store.no_such_entry");
  EXPECT_EQ(store->read()->head(), 2);
  EXPECT_EQ(undone_by({undoes, writes}, 2), "");
  // Nor does undoing the undoing bring back what one may not write.
  EXPECT_EQ(undone_by({undoes}, 3), "store.not_allowed");
  EXPECT_EQ(undone_by({undoes, {writes, hall.value}}, 3), "store.out_of_reach");
  EXPECT_EQ(undone_by({undoes, writes}, 3), "");
  EXPECT_EQ(undone_by({undoes}, 4), "store.not_allowed") << "the third time, too";
  EXPECT_EQ(faults(*store), "");
}

// What only ended a fact left nothing that names its entry.
TEST_P(CorrectionsOfFacts, undo_of_an_undone_end_takes_the_right_of_the_end) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  must_write(*store, write_verb,
             [&](Tx& tx) { return tx.end(Hall::kind, hall.value, day("2000-01-01")); });
  must_write(*store, undo_verb, [](Tx& tx) { return undo(tx, 2); });
  auto const lan = Actor{"lan", {undo_verb.right}};
  EXPECT_EQ(test::code_of(store->write({.actor = lan, .verb = &undo_verb},
                                       [](Tx& tx) { return undo(tx, 3); })),
            "store.not_allowed");
  EXPECT_EQ(faults(*store), "");
}

TEST_P(CorrectionsOfFacts, undo_of_an_end_is_refused_once_something_was_written_behind_it) {
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

TEST_P(CorrectionsOfFacts, a_fact_is_voided_once) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  auto const stale = store->read()->history(Hall::kind, hall.value)[0];
  must_write(*store, write_verb, [&](Tx& tx) { return tx.retract(Hall::kind, stale); });
  EXPECT_EQ(refused(*store, write_verb, [&](Tx& tx) { return tx.retract(Hall::kind, stale); }),
            "store.later_facts_build_on");
  EXPECT_EQ(faults(*store), "");
}

TEST_P(CorrectionsOfFacts, erasure_takes_the_person_out_of_every_past_and_keeps_the_totals) {
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

}  // namespace
}  // namespace giaoban::store
