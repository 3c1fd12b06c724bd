// Corrections, merging of duplicates, erasure, both clocks.
#include <gtest/gtest.h>

#include "member/member.h"
#include "tests/member_world.h"

namespace giaoban::member {
namespace {

using store::Tx;
using test::day;

class Corrections : public test::MemberWorld {
 protected:
  template <class F>
  static test::Writing correcting(PersonId person, Span span, F const& fact) {
    return [person, span, fact](Tx& tx) { return correct(tx, person, F::kind, span, &fact); };
  }
};
ON_BOTH_DATABASES(Corrections);

TEST_P(Corrections, of_a_name_leave_what_was_known_before) {
  auto const person = admitted("Nguyễn Văn Uớc", khu_1, day("03/06/2020"));
  auto const before = store().read()->head();
  PersonParticulars fixed;
  fixed.full_name = "Nguyễn Văn Ước";
  write(correct_verb, correcting(person, {day("03/06/2020")}, fixed));
  EXPECT_EQ(viewed(person, {day("01/01/2021")}).particulars->full_name, "Nguyễn Văn Ước");
  EXPECT_EQ(viewed(person, {day("01/01/2021"), before}).particulars->full_name, "Nguyễn Văn Uớc");
}

TEST_P(Corrections, in_the_middle_of_a_place_make_the_return_a_transfer) {
  auto const person = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"));
  write(correct_verb, correcting(person, {day("01/09/2020"), day("01/12/2020")},
                                 MemberCell{khu_9, Cause::transferred, {}}));
  EXPECT_EQ(counted(khu_1, day("31/08/2020")), 1);
  EXPECT_EQ(counted(khu_9, day("30/11/2020")), 1);
  EXPECT_EQ(counted(khu_1, day("01/12/2020")), 1);
  auto const snapshot = store().read();
  auto const year =
      flow(*snapshot, khu_1, {day("01/01/2020"), day("01/01/2021")}, store::standing - 1);
  EXPECT_EQ(year.admitted, 1);
  EXPECT_EQ(year.transferred_in, 1);
  EXPECT_EQ(year.transferred_out, 1);
  EXPECT_EQ(year.closing, 1);
  EXPECT_TRUE(year.closes());
}

TEST_P(Corrections, move_an_admission_to_the_right_cell_from_its_first_day) {
  auto const person = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"));
  write(correct_verb,
        correcting(person, {day("03/06/2020")}, MemberCell{khu_2, Cause::admitted, {}}));
  EXPECT_EQ(counted(khu_1, day("03/06/2020")), 0);
  EXPECT_EQ(counted(khu_2, day("03/06/2020")), 1);
}

TEST_P(Corrections, that_contradict_other_facts_are_refused) {
  auto const person = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"));
  EXPECT_EQ(refusal(correct_verb,
                    correcting(person, {day("01/09/2020")}, MemberCell{{}, Cause::deceased, {}})),
            "member.breaks_timeline");
  EXPECT_EQ(refusal(correct_verb, correcting(person, {day("01/09/2020")},
                                             MemberCell{khu_2, Cause::admitted, {}})),
            "member.breaks_timeline");
  EXPECT_EQ(refusal(correct_verb, correcting(person, {day("01/09/2020")}, PartyCard{"12345678"})),
            "member.breaks_timeline");
  EXPECT_EQ(refusal(correct_verb, correcting(person, {day("01/06/2020"), day("02/06/2020")},
                                             MemberCell{khu_2, Cause::admitted, {}})),
            "member.breaks_timeline");
  EXPECT_EQ(refusal(correct_verb, correcting(PersonId{5}, {day("01/09/2020")}, Exemption{"ốm"})),
            "member.no_such_person");
}

// --- merging -----------------------------------------------------------------------------------

TEST_P(Corrections, merging_counts_a_duplicate_once_and_keeps_what_the_other_lacked) {
  auto const kept = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2015"));
  auto const duplicate = full_member("Nguyễn Văn Uớc", khu_2, day("03/06/2015"), "025090000123");
  EXPECT_EQ(counted(province, day("01/01/2021")), 2);
  auto const before = store().read()->head();
  auto const entry = write(merge_verb, [&](Tx& tx) { return merge(tx, duplicate, kept); });
  EXPECT_EQ(counted(province, day("01/01/2021")), 1);
  EXPECT_EQ(counted(khu_1, day("01/01/2021")), 1);
  EXPECT_EQ(viewed(kept, {day("01/01/2021")}).citizen_number, "025090000123");
  EXPECT_EQ(viewed(kept, {day("01/01/2021")}).particulars->full_name, "Nguyễn Văn Ước");
  auto const view = viewed(duplicate, {day("01/01/2021")});
  EXPECT_EQ(view.merged_into, kept);
  EXPECT_FALSE(view.cell || view.standing);
  EXPECT_EQ(view.particulars->full_name, "Nguyễn Văn Uớc");
  auto const old = viewed(duplicate, {day("01/01/2021"), before});
  EXPECT_EQ(old.cell->value.cell, khu_2);
  EXPECT_EQ(old.merged_into, std::nullopt);
  auto const snapshot = store().read();
  EXPECT_EQ(by_number(*snapshot, unit::Reach::everything(), "025090000123", {day("01/01/2021")}),
            kept);
  auto const found = search(*snapshot, unit::Reach::everything(), "nguyen", {day("01/01/2021")},
                            {.offset = 0, .limit = 10});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].person, kept);
  write(store::undo_verb, [&](Tx& tx) { return store::undo(tx, entry); });
  EXPECT_EQ(counted(province, day("01/01/2021")), 2);
}

TEST_P(Corrections, merging_refuses_oneself_and_what_is_merged) {
  auto const a = admitted("Lê Văn Tư", khu_1, day("03/06/2015"));
  auto const b = admitted("Lê Văn Tư", khu_2, day("03/06/2015"));
  auto const c = admitted("Lê Văn Tư", khu_9, day("03/06/2015"));
  auto const asked = [&](PersonId duplicate, PersonId into) {
    return refusal(merge_verb, [&](Tx& tx) { return merge(tx, duplicate, into); });
  };
  EXPECT_EQ(asked(a, a), "member.merge_with_itself");
  EXPECT_EQ(asked(b, a), "");
  EXPECT_EQ(asked(b, c), "member.merge_with_itself");
  EXPECT_EQ(asked(c, b), "member.merge_with_itself");
  EXPECT_EQ(asked(PersonId{7}, a), "member.no_such_person");
}

// --- erasure -----------------------------------------------------------------------------------

TEST_P(Corrections, erasing_leaves_the_totals_and_nothing_to_find) {
  auto const person = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2015"), "025090000123");
  auto const other = full_member("Nguyễn Văn Tám", khu_1, day("03/06/2015"));
  auto const entry = write(store::erase_verb, [&](Tx& tx) {
    return store::erase(tx, person, "Luật Bảo vệ dữ liệu cá nhân 2025");
  });
  EXPECT_EQ(counted(province, day("01/01/2021")), 2);
  auto const view = viewed(person, {day("01/01/2021")});
  EXPECT_FALSE(view.particulars);
  EXPECT_EQ(view.citizen_number, "");
  EXPECT_EQ(view.erased_in, entry);
  EXPECT_EQ(view.standing->value.standing, Standing::full);
  auto const snapshot = store().read();
  auto const found = search(*snapshot, unit::Reach::everything(), "nguyen", {day("01/01/2021")},
                            {.offset = 0, .limit = 10});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].person, other);
  EXPECT_EQ(by_number(*snapshot, unit::Reach::everything(), "025090000123", {day("01/01/2021")}),
            std::nullopt);
  auto const lines = roster(*snapshot, unit::Reach::everything(), khu_1, {day("01/01/2021")});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].full_name, "");
  EXPECT_EQ(refusal(card_verb,
                    [&](Tx& tx) { return set_card(tx, person, "12345678", day("01/01/2021")); }),
            "member.person_erased");
  EXPECT_EQ(refusal(transfer_verb,
                    [&](Tx& tx) { return transfer(tx, person, khu_9, day("01/01/2021")); }),
            "");
}

// --- who may be another --------------------------------------------------------------------------

TEST_P(Corrections, to_the_name_and_birth_of_another_are_asked_about) {
  Day const joined = day("03/06/2020");
  auto const one = admitted("Nguyễn Văn Ước", khu_1, joined);
  auto const other = admitted("Nguyễn Văn Uớc", khu_1, joined);
  auto same = *viewed(one, {joined}).particulars;
  same.full_name = "nguyễn văn ước";
  EXPECT_EQ(refusal(correct_verb, correcting(other, {joined}, same)), "member.suspected_double");
  EXPECT_EQ(viewed(other, {joined}).particulars->full_name, "Nguyễn Văn Uớc");
  EXPECT_EQ(warnings(correct_verb,
                     [&](Tx& tx) {
                       return correct_particulars(tx, other, {joined}, same, Namesake::another);
                     }),
            "member.name_put_right");
  EXPECT_EQ(viewed(other, {joined}).particulars->full_name, "Nguyễn Văn Ước");
  // Once compared, they are not asked about again.
  same.native_place = "Hùng Lô";
  EXPECT_EQ(refusal(correct_verb, correcting(other, {joined}, same)), "");
}

TEST_P(Corrections, write_a_name_as_the_other_doors_do) {
  Day const joined = day("03/06/2020");
  auto const person = admitted("Nguyễn Văn Ước", khu_1, joined);
  auto given = *viewed(person, {joined}).particulars;
  struct Row {
    char const* given;
    char const* written;
    char const* told;
  };
  for (Row const& row : {Row{"TRẦN hoÀng", "Trần Hoàng", "member.name_put_right"},
                         Row{"Trần Văn Hoàng.", "Trần Văn Hoàng", "member.name_put_right"},
                         Row{"Tran Van Hoang", "Tran Van Hoang", "member.name_unmarked"},
                         Row{"Trần Văn Hoàng", "Trần Văn Hoàng", ""}}) {
    given.full_name = row.given;
    EXPECT_EQ(warnings(correct_verb, correcting(person, {joined}, given)), row.told) << row.given;
    EXPECT_EQ(viewed(person, {joined}).particulars->full_name, row.written);
  }
}

// --- both clocks -------------------------------------------------------------------------------

TEST_P(Corrections, both_clocks_show_what_stands_and_what_was_superseded) {
  auto const person = admitted("Nguyễn Văn Uớc", khu_1, day("03/06/2020"));
  auto const admitted_in = store().read()->head();
  PersonParticulars fixed;
  fixed.full_name = "Nguyễn Văn Ước";
  auto const fixed_in = write(correct_verb, correcting(person, {day("03/06/2020")}, fixed));
  auto const snapshot = store().read();
  std::vector<std::string> names;
  for (auto const& row : both_clocks(*snapshot, person)) {
    if (row.kind != &PersonParticulars::kind) continue;
    auto const fact = store::typed<PersonParticulars>(row.fact);
    names.push_back(fact.value.full_name);
    EXPECT_EQ(fact.head.recorded_in, names.size() == 1 ? admitted_in : fixed_in);
    EXPECT_EQ(fact.head.superseded_in, names.size() == 1 ? fixed_in : store::standing);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"Nguyễn Văn Uớc", "Nguyễn Văn Ước"}));
}

}  // namespace
}  // namespace giaoban::member
