// The journal's pages over a world of units and members, on both databases.
#include "web/journal_pages.h"

#include <gtest/gtest.h>

#include "tests/page_world.h"

namespace giaoban::web {
namespace {

using test::day;

class JournalPages : public test::PageWorld {
 protected:
  void SetUp() override {
    PageWorld::SetUp();
    uoc = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"));
  }
  std::string path(EntryNumber entry) { return "/journal/" + std::to_string(entry); }

  PersonId uoc;
};
ON_BOTH_DATABASES(JournalPages);

TEST_P(JournalPages, say_who_did_what_in_words_and_both_languages) {
  auto const list = page("/journal");
  EXPECT_TRUE(has(list, "cán bộ thử nghiệm"));
  EXPECT_TRUE(has(list, say(Language::vietnamese, member::admit_verb.label)));
  EXPECT_TRUE(has(list, "Dấu của nhật ký"));
  EXPECT_FALSE(has(list, "Nguyễn Văn Ước"));
  language = Language::english;
  EXPECT_TRUE(has(page("/journal"), "Who recorded what"));
  EXPECT_TRUE(has(page(path(head())), "Undo this entry"));
}

TEST_P(JournalPages, link_the_records_of_an_entry) {
  EXPECT_TRUE(has(page(path(head())), "/members/" + std::to_string(uoc.value)));
  EXPECT_TRUE(has(page(path(1)), "/units/" + std::to_string(hung_lo.value)));
  EXPECT_EQ(get(path(head() + 1)).status, 404);
  EXPECT_EQ(get("/journal/0").status, 404);
  EXPECT_EQ(get("/journal/x").status, 404);
}

TEST_P(JournalPages, show_only_what_touches_ones_own_units) {
  EXPECT_EQ(get(path(head()), "kim_duc").status, 404);
  EXPECT_EQ(get(path(head()), "hung_lo").status, 200);
  auto const first = page(path(1), "kim_duc");
  EXPECT_TRUE(has(first, "/units/" + std::to_string(khu_9.value)));
  EXPECT_FALSE(has(first, "/units/" + std::to_string(khu_1.value)));
  EXPECT_EQ(get("/journal", "reader").status, 403);
  // How many lines others have in it is not told either.
  auto const snapshot = store().read();
  auto const entry = *store::entry(*snapshot, 1);
  JournalSight sight(*snapshot, {"kim_duc", callers()["kim_duc"]}, clock.today());
  auto const shown = sight.count(entry);
  EXPECT_GT(shown, 0);
  EXPECT_LT(shown, entry.leaf_count);
  auto const counted_as = [](std::int64_t count) { return ">" + format_count(count) + "<"; };
  EXPECT_TRUE(has(page(path(1)), counted_as(entry.leaf_count)));
  EXPECT_FALSE(has(first, counted_as(entry.leaf_count)));
  EXPECT_TRUE(has(first, counted_as(shown)));
  auto const list = page("/journal", "kim_duc");
  EXPECT_FALSE(has(list, counted_as(entry.leaf_count)));
  EXPECT_TRUE(has(list, counted_as(shown)));
}

TEST_P(JournalPages, undo_says_what_it_reverses_and_needs_a_reason) {
  auto const entry = head();
  EXPECT_TRUE(has(page(path(entry) + "/undo"), "sẽ bỏ"));
  EXPECT_TRUE(has(page(path(entry) + "/undo"), "người Nguyễn Văn Ước"));
  auto const blank = post(path(entry) + "/undo", {});
  EXPECT_EQ(blank.status, 422);
  EXPECT_EQ(head(), entry);
  auto const written = post(path(entry) + "/undo", {{"reason", "nhập nhầm người"}});
  EXPECT_EQ(written.status, 303) << written.body;
  EXPECT_EQ(head(), entry + 1);
  EXPECT_EQ(counted(khu_1, day("03/06/2020")), 0);
}

TEST_P(JournalPages, undo_of_what_others_built_on_keeps_the_typed_reason) {
  auto const entry = head();
  write(member::transfer_verb,
        [&](store::Tx& tx) { return member::transfer(tx, uoc, khu_2, day("01/06/2021")); });
  auto const refused = post(path(entry) + "/undo", {{"reason", "nhập nhầm người"}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(has(refused, "nhập nhầm người")) << refused.body;
  EXPECT_EQ(post(path(entry) + "/undo", {{"reason", "x"}}, "reader").status, 403);
}

TEST_P(JournalPages, turn_over_older_entries) {
  for (int i = 0; i < 60; ++i) {
    write(unit::rename_verb, [&](store::Tx& tx) {
      return unit::rename(tx, khu_9, {.name = "Chi bộ khu 9 " + std::to_string(i)},
                          day("01/01/2020") + i);
    });
  }
  auto const older = std::to_string(head() + 1 - 50);
  EXPECT_TRUE(has(page("/journal"), "before=" + older));
  auto const second = page("/journal?before=" + older);
  EXPECT_TRUE(has(second, "href=\"/journal/1\""));
  EXPECT_TRUE(has(second, "before=" + std::to_string(head() + 1)));
}

}  // namespace
}  // namespace giaoban::web
