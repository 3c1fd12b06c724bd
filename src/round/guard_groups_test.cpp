// A decided group keeps its cap whatever writes who is in it: register, posts, tree, undoing.
#include <gtest/gtest.h>

#include "round/round_world_test.h"

namespace giaoban::round {
namespace {

using review::Grade;
using test::day;

class DecidedGroups : public RoundWorld {
 protected:
  // On a document or not.
  enum class Ground { none, document };
  store::Act act_on(store::Verb const& verb, Ground ground) const {
    auto act = ground == Ground::document ? deed(verb, "theo văn bản") : test::act(verb);
    for (store::Verb const* one : whole.verbs) act.actor.grants.emplace_back(one->right);
    return act;
  }
  std::string written(store::Verb const& verb, Ground ground, test::Writing const& writing) {
    return told(tried(act_on(verb, ground), writing));
  }
  // So many of the cell decided in the round of 2020, the first of them excellent.
  std::vector<PersonId> decided_in(UnitId cell, int excellent, int good) {
    auto const people = members_in(cell, excellent + good);
    std::vector<Decision> decisions;
    for (std::size_t i = 0; i < people.size(); ++i) {
      Grade const grade = i < static_cast<std::size_t>(excellent) ? Grade::excellent : Grade::good;
      proposed(as_member(people[i]), 2020, grade);
      decisions.push_back({.subject = as_member(people[i]), .assessment = {.grade = grade}});
    }
    EXPECT_FALSE(decided(decisions, 2020).starts_with("round."));
    return people;
  }
  std::string left(PersonId person, Ground ground = Ground::none) {
    return written(member::leave_verb, ground, [&](store::Tx& tx) {
      return member::leave(
          tx, person, {.on = day("15/12/2020"), .cause = member::Cause::resigned, .place = {}});
    });
  }
  std::string undone(EntryNumber entry, Ground ground) {
    return written(store::undo_verb, ground, [&](store::Tx& tx) { return store::undo(tx, entry); });
  }
  std::string notices() {
    auto const snapshot = store().read();
    std::string all;
    for (std::string const& one : groups_over_cap(*snapshot, Language::vietnamese)) all += one;
    return all;
  }
  static constexpr char const* both_told =
      "warned round.decided_list_changed "
      "round.group_gone_over_cap";
};
ON_BOTH_DATABASES(DecidedGroups);

TEST_P(DecidedGroups, who_comes_back_by_an_undoing_is_counted) {
  opened(2020);
  auto const people = decided_in(khu_1, 2, 8);
  ASSERT_EQ(left(people[0]), "warned round.decided_list_changed");
  EntryNumber const leaving = store().read()->head();
  ASSERT_EQ(decided(as_member(people[2]), 2020, Grade::excellent, "bình xét lại"),
            "warned round.near_cap");
  EXPECT_EQ(notices(), "");
  EXPECT_EQ(undone(leaving, Ground::none), "round.group_over_cap");
  EXPECT_EQ(undone(leaving, Ground::document), "warned round.group_gone_over_cap");
  EXPECT_NE(notices(), "") << "check tells what a document let in";
  // Two of ten again: what is over its cap is mended by a decision, and told no more.
  ASSERT_EQ(decided(as_member(people[2]), 2020, Grade::good, "bình xét lại"), "");
  EXPECT_EQ(notices(), "");
}

TEST_P(DecidedGroups, who_leaves_a_list_takes_its_base_along) {
  opened(2020);
  auto const people = decided_in(khu_1, 2, 6);  // of eight 1,6: two as rounded
  ASSERT_EQ(left(people[7]), "round.group_over_cap") << "of seven one";
  EXPECT_EQ(left(people[7], Ground::document), both_told);
}

TEST_P(DecidedGroups, a_restored_member_is_counted_without_a_round) {
  auto const people = members_in(khu_1, 6);
  auto const recorded = [&](PersonId person, Grade grade) {
    auto act = test::act(review::grade_person_verb);
    act.actor.grants = {{&review::review_write, khu_1.value}};
    return told(tried(act, [&](store::Tx& tx) {
      return review::grade_person(tx, person, review::PersonAspect::member,
                                  {2020, day("31/12/2020"), day("10/01/2021")}, {.grade = grade});
    }));
  };
  for (std::size_t i = 1; i < 5; ++i) ASSERT_EQ(recorded(people[i], Grade::good), "");
  ASSERT_EQ(recorded(people[0], Grade::excellent), "");
  ASSERT_EQ(recorded(people[5], Grade::excellent), "round.over_cap");
  ASSERT_EQ(left(people[0]), "warned round.decided_list_changed");
  ASSERT_EQ(recorded(people[5], Grade::excellent), "");
  auto const restored = [&](Ground ground) {
    return written(member::restore_verb, ground, [&](store::Tx& tx) {
      return member::restore(tx, people[0], khu_1, day("20/12/2020"));
    });
  };
  EXPECT_EQ(restored(Ground::none), "round.group_over_cap");
  EXPECT_EQ(restored(Ground::document), "warned round.group_gone_over_cap");
}

TEST_P(DecidedGroups, nobody_is_taken_to_a_committee_that_has_no_room) {
  opened(2020);
  auto const people = decided_in(khu_1, 1, 5);
  auto const moved = [&](char const* on, Ground ground) {
    return written(member::transfer_verb, ground,
                   [&](store::Tx& tx) { return member::transfer(tx, people[0], khu_9, day(on)); });
  };
  EXPECT_EQ(moved("20/12/2020", Ground::none), "round.group_over_cap");
  EXPECT_EQ(moved("20/12/2020", Ground::document), both_told);
  EXPECT_EQ(undone(store().read()->head(), Ground::none), "warned round.decided_list_changed");
  EXPECT_EQ(moved("02/01/2021", Ground::none), "") << "after the list was closed";
}

TEST_P(DecidedGroups, a_cell_is_not_moved_with_more_than_its_heir_has_room_for) {
  opened(2020);
  decided_in(khu_2, 0, 5);
  decided_in(khu_1, 2, 3);  // two of ten in one organisation, two of five by themselves
  auto const moved = [&](char const* on, Ground ground) {
    return written(unit::move_verb, ground,
                   [&](store::Tx& tx) { return unit::move(tx, khu_1, kim_duc, day(on)); });
  };
  EXPECT_EQ(moved("15/12/2020", Ground::none), "round.group_over_cap");
  EXPECT_EQ(moved("02/01/2021", Ground::none), "");
  EXPECT_EQ(undone(store().read()->head(), Ground::none), "");
  EXPECT_EQ(moved("15/12/2020", Ground::document), "warned round.group_gone_over_cap");
}

TEST_P(DecidedGroups, a_post_that_ended_before_the_list_takes_a_leader_out_of_its_base) {
  std::vector<PostId> posts;
  auto const people = members_in(khu_1, 5);
  write(post::appoint_verb, [&](store::Tx& tx) -> Result<void> {
    for (PersonId const person : people) {
      TRY_INTO(PostId const post,
               post::appoint(tx, {person, hung_lo, post::Title::committee_member, ""},
                             {day("01/01/2019"), Day::forever()}));
      posts.push_back(post);
    }
    return {};
  });
  write(review::grade_person_verb, [&](store::Tx& tx) -> Result<void> {
    for (PersonId const person : people) {
      Grade const grade = person == people[0] ? Grade::excellent : Grade::good;
      TRY_VOID(review::grade_person(tx, person, review::PersonAspect::leader,
                                    {2020, day("31/12/2020"), day("10/01/2021")},
                                    {.grade = grade}));
    }
    return {};
  });
  auto const ended = [&](std::size_t which, Ground ground) {
    return written(post::end_verb, ground,
                   [&](store::Tx& tx) { return post::end(tx, posts[which], day("15/12/2020")); });
  };
  EXPECT_EQ(ended(1, Ground::none), "") << "one of four is one as rounded";
  EXPECT_EQ(ended(2, Ground::none), "") << "one of three too";
  EXPECT_EQ(ended(3, Ground::none), "round.group_over_cap");
  EXPECT_EQ(ended(3, Ground::document), "warned round.group_gone_over_cap");
}

}  // namespace
}  // namespace giaoban::round
