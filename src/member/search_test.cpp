// Search by any part of a name, in the order of names; lists of a unit.
#include <gtest/gtest.h>

#include "member/member.h"
#include "store/draft.h"
#include "tests/member_world.h"

namespace giaoban::member {
namespace {

using test::day;

class MemberSearch : public test::MemberWorld {
 protected:
  void SetUp() override {
    MemberWorld::SetUp();
    for (char const* name : {"Nguyễn Văn Ước", "Nguyễn Thị Ánh", "Đỗ Đức Duy", "H'Hen Niê",
                             "Trần Nguyên Uy", "Lê 100% Đúng", "Lê 100 Đúng"}) {
      admitted(name, khu_1, day("03/06/2020"));
    }
  }
  // Names found, parted by ", ".
  std::string found(std::string_view words, int offset = 0, int limit = 20) {
    auto const snapshot = store().read();
    std::string names;
    for (auto const& one : search(*snapshot, unit::Reach::everything(), words, {day("01/01/2021")},
                                  {.offset = offset, .limit = limit})) {
      names += (names.empty() ? "" : ", ") + one.full_name;
    }
    return names;
  }
};
ON_BOTH_DATABASES(MemberSearch);

TEST_P(MemberSearch, finds_any_part_with_marks_or_without_in_the_order_of_given_names) {
  EXPECT_EQ(found("nguyen"), "Nguyễn Thị Ánh, Trần Nguyên Uy, Nguyễn Văn Ước");
  EXPECT_EQ(found("Nguyễn"), "Nguyễn Thị Ánh, Nguyễn Văn Ước, Trần Nguyên Uy");
  EXPECT_EQ(found("guye"), "Nguyễn Thị Ánh, Trần Nguyên Uy, Nguyễn Văn Ước");
  EXPECT_EQ(found("uoc van"), "Nguyễn Văn Ước");
  EXPECT_EQ(found("hen"), "H'Hen Niê");
  EXPECT_EQ(found("khong co"), "");
}

TEST_P(MemberSearch, takes_d_for_đ) {
  EXPECT_EQ(found("do duc"), "Đỗ Đức Duy");
  EXPECT_EQ(found("ĐỖ"), "Đỗ Đức Duy");
  EXPECT_EQ(found("đuc"), "Đỗ Đức Duy");
}

TEST_P(MemberSearch, with_a_star_takes_words_that_begin_so) {
  EXPECT_EQ(found("u*"), "Trần Nguyên Uy, Nguyễn Văn Ước");
  EXPECT_EQ(found("duc"), found("duc*"));
  EXPECT_EQ(found("uyen*"), "");
  EXPECT_EQ(found("nguyen* uoc"), "Nguyễn Văn Ước");
}

TEST_P(MemberSearch, gives_those_with_the_marks_as_typed_first_then_the_others) {
  for (char const* name :
       {"Vũ Văn Đạo", "Vũ Văn Đào", "Vũ Văn Dao", "Đường Thị An", "Dương Thị An", "Vũ Hoà"}) {
    admitted(name, khu_1, day("03/06/2020"));
  }
  EXPECT_EQ(found("đạo"), "Vũ Văn Đạo, Vũ Văn Dao, Vũ Văn Đào");
  EXPECT_EQ(found("Vũ ĐẠO"), "Vũ Văn Đạo, Vũ Văn Dao, Vũ Văn Đào");
  EXPECT_EQ(found("dao"), "Vũ Văn Dao, Vũ Văn Đào, Vũ Văn Đạo");
  EXPECT_EQ(found("đường"), "Đường Thị An, Dương Thị An");
  EXPECT_EQ(found("dương"), "Dương Thị An, Đường Thị An");
  EXPECT_EQ(found("hòa"), "Vũ Hoà");
  // Page by page as in one piece.
  for (std::string_view const words : {"đạo", "văn đào", "đường"}) {
    std::string joined;
    for (int at = 0; at < 4; ++at) {
      auto const one = found(words, at, 1);
      if (!one.empty()) joined += (joined.empty() ? "" : ", ") + one;
    }
    EXPECT_EQ(joined, found(words)) << words;
  }
  EXPECT_EQ(found("đạo", 1, 2), "Vũ Văn Dao, Vũ Văn Đào");
  // Of few cells, and of many, in the same order.
  auto const snapshot = store().read();
  auto const reach = unit::reach_of(*snapshot, {"lan", {{&member_read, hung_lo.value}}},
                                    member_read, {day("01/01/2021")});
  auto const within = search(*snapshot, reach, "đạo", {day("01/01/2021")}, {.limit = 2});
  ASSERT_EQ(within.size(), 2U);
  EXPECT_EQ(within.front().full_name, "Vũ Văn Đạo");
}

// "Hòa" is not "Hoàng", by whatever way and page it is looked for.
TEST_P(MemberSearch, gives_whole_words_before_those_that_hold_them) {
  for (char const* name :
       {"Hoàng Văn An", "Lê Thị Hòa", "Trần Hoà Bình", "Hoàng Thị Hoa", "Hoàng Văn Hoà"}) {
    admitted(name, khu_1, day("03/06/2020"));
  }
  std::string const all = "Trần Hoà Bình, Lê Thị Hòa, Hoàng Văn Hoà, Hoàng Văn An, Hoàng Thị Hoa";
  for (char const* way : {"Hòa", "hoà", "HOÀ"}) EXPECT_EQ(found(way), all) << way;
  EXPECT_EQ(found("hoà*"), "Hoàng Văn An, Trần Hoà Bình, Hoàng Thị Hoa, Lê Thị Hòa, Hoàng Văn Hoà");
  EXPECT_EQ(found("hoàng hoà"), "Hoàng Văn Hoà, Hoàng Văn An, Hoàng Thị Hoa");
  std::string joined;
  for (int at = 0; at < 5; ++at) joined += (at == 0 ? "" : ", ") + found("hòa", at, 1);
  EXPECT_EQ(joined, all);
  auto const snapshot = store().read();
  auto const reach = unit::reach_of(*snapshot, {"lan", {{&member_read, hung_lo.value}}},
                                    member_read, {day("01/01/2021")});
  std::string within;
  for (auto const& one : search(*snapshot, reach, "hòa", {day("01/01/2021")}, {.limit = 9})) {
    within += (within.empty() ? "" : ", ") + one.full_name;
  }
  EXPECT_EQ(within, all);
}

TEST_P(MemberSearch, leaves_out_apostrophes_however_typed) {
  admitted("K'Rứt", khu_1, day("03/06/2020"));
  admitted("K’Brêu", khu_1, day("03/06/2020"));
  for (char const* way : {"krut", "k'rut", "K’Rứt", "kʼrứt", "Krứt", "rut"}) {
    EXPECT_EQ(found(way), "K'Rứt") << way;
  }
  EXPECT_EQ(found("k'breu"), "K’Brêu");
  EXPECT_EQ(found("hhen"), "H'Hen Niê");
}

TEST_P(MemberSearch, finds_every_spelling_of_one_name) {
  for (char const* name : {"Lý Văn Quý", "Lí Văn Quí", "Y\u2011Bhăm Niê", "Lê Thị Quyên"}) {
    admitted(name, khu_1, day("03/06/2020"));
  }
  for (char const* way : {"quí", "quý", "QÚY", "lí", "lý", "ly qui"}) {
    auto const all = found(way);
    EXPECT_TRUE(all.find("Lý Văn Quý") != all.npos && all.find("Lí Văn Quí") != all.npos)
        << way << ": " << all;
  }
  for (char const* way : {"y-bhăm", "y bham", "Y\u2011Bhăm", "ybhăm", "y'bham"}) {
    EXPECT_EQ(found(way), "Y\u2011Bhăm Niê") << way;
  }
  for (char const* way : {"quy*", "uyen", "quyên"}) {
    EXPECT_TRUE(found(way).find("Lê Thị Quyên") != std::string::npos) << way;
  }
  auto const snapshot = store().read();
  PersonParticulars who;
  who.full_name = "lí văn quý";
  who.born = PartialDay::parse("14/06/1990");
  EXPECT_EQ(doubles(*snapshot, who).size(), 2U);
  who.full_name = "Y Bhăm Niê";
  EXPECT_EQ(doubles(*snapshot, who).size(), 1U);
}

TEST_P(MemberSearch, takes_signs_of_the_pattern_language_as_they_are) {
  EXPECT_EQ(found("100%"), "Lê 100% Đúng");
  EXPECT_EQ(found("1_0"), "");
  EXPECT_EQ(found("\\"), "");
}

TEST_P(MemberSearch, pages_and_takes_more_words_than_it_has_places_for) {
  EXPECT_EQ(found("nguyen", 1, 1), "Trần Nguyên Uy");
  EXPECT_EQ(found("nguyen", 3, 1), "");
  EXPECT_EQ(found("n n n n n tran nguyen uy"), "Trần Nguyên Uy");
  EXPECT_EQ(found("n n n n n uy nguyen tran"), "");
}

TEST_P(MemberSearch, knows_names_of_the_moment_and_finds_by_earlier_ones) {
  auto const snapshot_before = store().read()->head();
  PersonId person;
  {
    auto const snapshot = store().read();
    person = search(*snapshot, unit::Reach::everything(), "uoc", {day("01/01/2021")},
                    {.offset = 0, .limit = 1})
                 .at(0)
                 .person;
  }
  PersonParticulars renamed;
  renamed.full_name = "Nguyễn Văn Bình";
  write(correct_verb, [&](store::Tx& tx) {
    return correct(tx, person, PersonParticulars::kind, {day("01/09/2020")}, &renamed);
  });
  EXPECT_EQ(found("uoc"), "Nguyễn Văn Bình");
  auto const snapshot = store().read();
  auto const old = search(*snapshot, unit::Reach::everything(), "uoc",
                          {day("01/01/2021"), snapshot_before}, {.offset = 0, .limit = 5});
  ASSERT_EQ(old.size(), 1U);
  EXPECT_EQ(old[0].full_name, "Nguyễn Văn Ước");
  EXPECT_EQ(search(*snapshot, unit::Reach::everything(), "uoc", {day("02/06/2020")},
                   {.offset = 0, .limit = 5})
                .size(),
            0U);
}

TEST_P(MemberSearch, finds_whom_a_draft_brought_by_every_name_in_it) {
  auto const called = [](char const* name) {
    PersonParticulars particulars;
    particulars.full_name = name;
    return particulars;
  };
  store::Draft draft(store(), 2);
  test::must(draft.state(draft.new_person().value, {day("01/01/2000")}, called("Phạm Văn Quý")));
  // One who took another name, told later day first.
  auto const renamed = draft.new_person().value;
  test::must(draft.state(renamed, {day("01/01/2010")}, called("Phạm Văn Tâm")));
  test::must(draft.state(renamed, {day("01/01/2000"), day("01/01/2010")}, called("Phạm Văn Sáu")));
  write(admit_verb, [&](store::Tx& tx) { return tx.adopt(draft); });
  EXPECT_EQ(found("pham van"), "Phạm Văn Quý, Phạm Văn Tâm");
  EXPECT_EQ(found("sau"), "Phạm Văn Tâm");
}

TEST_P(MemberSearch, roster_lists_cell_by_cell_by_name_and_pages_across_cells) {
  admitted("Bùi Văn An", khu_9, day("03/06/2020"));
  admitted("Bùi Văn Bé", khu_2, day("03/06/2020"));
  auto const snapshot = store().read();
  store::Moment const moment{day("01/01/2021")};
  auto const all = roster(*snapshot, unit::Reach::everything(), province, moment);
  std::vector<std::string> names;
  for (auto const& line : all) names.push_back(line.full_name);
  EXPECT_EQ(names.front(), "Nguyễn Thị Ánh");
  EXPECT_EQ(names.at(7), "Bùi Văn Bé");
  EXPECT_EQ(names.at(8), "Bùi Văn An");
  EXPECT_EQ(roster_size(*snapshot, unit::Reach::everything(), province, moment), 9);
  for (std::int64_t offset = 0; offset < 10; ++offset) {
    auto const page = roster(*snapshot, unit::Reach::everything(), province, moment,
                             {.offset = offset, .limit = 4});
    ASSERT_EQ(std::ssize(page), std::min<std::int64_t>(4, 9 - offset));
    for (std::size_t i = 0; i < page.size(); ++i) {
      EXPECT_EQ(page[i].full_name, names.at(static_cast<std::size_t>(offset) + i));
    }
  }
  EXPECT_EQ(roster(*snapshot, unit::Reach::everything(), kim_duc, moment).size(), 1U);
  EXPECT_EQ(roster(*snapshot, unit::Reach::everything(), province, {day("02/06/2020")}).size(), 0U);
}

}  // namespace
}  // namespace giaoban::member
