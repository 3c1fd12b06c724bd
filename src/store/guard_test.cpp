// Guards of facts, asked whichever verb writes; and what a verb may write.
#include <gtest/gtest.h>

#include "store/draft.h"
#include "store/toy_world_test.h"

namespace giaoban::store {
namespace {

using test::day;
using test::faults;
using toy::HallId;

RefusalKind const nobody_in{
    .code = "toy.nobody_in", .text = M("Không ai ở đó."), .remedy = M("Chọn nơi khác.")};
Verb const other_verb{.name = "toy.other", .label = M("Ghi khác"), .right = &toy::write_right};

// Nobody stays in a hall of size 9.
Result<void> check_stays(Tx& tx) {
  std::optional<std::int64_t> broken;
  tx.db().each(
      "SELECT s.subject FROM stay s JOIN hall h ON h.subject = s.hall AND h.size = 9 "
      "AND h.superseded_in = ?1 WHERE s.superseded_in = ?1",
      Params(standing), [&](RowView const& row) { broken = row.integer(0); });
  if (broken) return refuse(nobody_in);
  return {};
}
Guard const no_stay{
    .claim = "nobody_stays_in_nine", .kinds = {&toy::Stay::kind}, .check = &check_stays};

class Guards : public toy::ToyWorld {
 protected:
  // The toy's kinds as one part, another verb as a second one.
  static Catalogue parted(std::vector<Writing> writings) {
    Catalogue whole;
    whole.add(store_catalogue());
    Catalogue toys = toy::catalogue();
    std::erase_if(toys.kinds, [](Kind const* kind) {
      return kind == &Document::kind || kind == &Erasure::kind;
    });
    std::erase_if(toys.verbs, [](Verb const* verb) { return verb != &toy::write_verb; });
    std::erase_if(toys.entities, [](Entity const* entity) { return entity == &document_entity; });
    toys.refusals.clear();
    toys.queries.clear();
    toys.parts.clear();
    whole.add(toys);
    Catalogue other;
    other.verbs = {&other_verb};
    other.guards = {&no_stay};
    other.writings = std::move(writings);
    whole.add(other);
    return whole;
  }
  static HallId nine(Store& store) {
    HallId hall;
    test::must_write(store, toy::write_verb, [&](Tx& tx) {
      hall = tx.new_id_of<HallId>();
      return tx.state(hall.value, {day("2000-01-01"), Day::forever()}, toy::Hall{9});
    });
    return hall;
  }
};
ON_BOTH_DATABASES(Guards);

TEST_P(Guards, hold_whichever_verb_writes) {
  auto const whole = parted({{&other_verb, {&toy::Stay::kind}, "the guard"}});
  auto const store = fresh_store(whole);
  HallId const open = found_hall(*store);
  HallId const shut = nine(*store);
  PersonId const lan = admit(*store, "Lan", "1");
  auto const stays = [&](HallId hall) {
    return [&, hall](Tx& tx) { return tx.state(lan.value, {day("2001-01-01")}, toy::Stay{hall}); };
  };
  for (Verb const* verb : {&toy::write_verb, &other_verb}) {
    EXPECT_EQ(test::refused(*store, *verb, stays(shut)), "toy.nobody_in") << verb->name;
    EXPECT_EQ(test::refused(*store, *verb, stays(open)), "") << verb->name;
  }
  // An undoing that would bring it back, and a draft that is adopted.
  test::must_write(*store, toy::write_verb, [&](Tx& tx) {
    return tx.state(shut.value, {day("2000-01-01"), Day::forever()}, toy::Hall{1});
  });
  test::must_write(*store, toy::write_verb, stays(shut));
  EntryNumber const moving = store->read()->head();
  test::must_write(*store, toy::write_verb, stays(open));
  EntryNumber const leaving = store->read()->head();
  test::must_write(*store, toy::write_verb, [&](Tx& tx) {
    return tx.state(shut.value, {day("2000-01-01"), Day::forever()}, toy::Hall{9});
  });
  EXPECT_EQ(test::refused(*store, undo_verb, [&](Tx& tx) { return undo(tx, leaving); }),
            "toy.nobody_in");
  EXPECT_GT(leaving, moving);
  Draft draft(*store, 2);
  PersonId const minh = draft.new_person();
  test::must(draft.state(minh.value, {day("2001-01-01")}, toy::Stay{shut}));
  EXPECT_EQ(test::refused(*store, toy::write_verb, [&](Tx& tx) { return tx.adopt(draft); }),
            "toy.nobody_in");
  EXPECT_EQ(faults(*store), "");
}

TEST_P(Guards, what_a_verb_writes_of_another_part_is_declared) {
  auto const writes_stay = [](Store& store, PersonId lan, HallId hall) {
    (void)store.write(test::act(other_verb), [&](Tx& tx) {
      return tx.state(lan.value, {day("2001-01-01")}, toy::Stay{hall});
    });
  };
  for (bool const declared : {false, true}) {
    std::vector<Writing> writings;
    if (declared) writings.push_back({&other_verb, {&toy::Stay::kind}, "the guard"});
    auto const whole = parted(writings);
    EXPECT_EQ(whole.may_write(other_verb, toy::Stay::kind), declared);
    EXPECT_FALSE(whole.may_write(other_verb, toy::Mark::kind));
    EXPECT_TRUE(whole.may_write(toy::write_verb, toy::Stay::kind));
    EXPECT_TRUE(whole.may_write(undo_verb, toy::Stay::kind));
    EXPECT_TRUE(whole.may_write(other_verb, Document::kind));
    auto const store = fresh_store(whole);
    HallId const hall = found_hall(*store);
    PersonId const lan = admit(*store, "Lan", "1");
    if (declared) {
      EXPECT_NO_THROW(writes_stay(*store, lan, hall));
    } else {
      EXPECT_THROW(writes_stay(*store, lan, hall), Bug);
    }
  }
}

}  // namespace
}  // namespace giaoban::store
