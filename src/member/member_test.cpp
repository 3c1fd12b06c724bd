// The verbs on both databases: what they write, what they refuse, what they warn of.
#include "member/member.h"

#include <gtest/gtest.h>

#include "tests/member_world.h"

namespace giaoban::member {
namespace {

using store::Tx;
using test::day;

class MemberVerbs : public test::MemberWorld {};
ON_BOTH_DATABASES(MemberVerbs);

// --- admission ---------------------------------------------------------------------------------

TEST_P(MemberVerbs, admit_counts_from_the_day_of_the_ceremony) {
  auto const person = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"), "025 090 000 123");
  EXPECT_EQ(counted(province, day("02/06/2020")), 0);
  EXPECT_EQ(counted(province, day("03/06/2020")), 1);
  EXPECT_EQ(counted(khu_2, day("03/06/2020")), 0);
  auto const view = viewed(person, {day("03/06/2020")});
  EXPECT_EQ(view.particulars->full_name, "Nguyễn Văn Ước");
  EXPECT_EQ(view.citizen_number, "025090000123");
  EXPECT_EQ(view.standing->value.standing, Standing::probationary);
  EXPECT_EQ(view.cell->value.cause, Cause::admitted);
}

TEST_P(MemberVerbs, admit_refuses_a_minor_and_warns_of_who_is_over_60) {
  clock.set(FixedClock(day("2023-06-30")).now());
  auto const asked = [&](char const* born) {
    return [this, born](Tx& tx) -> Result<void> {
      auto made = admission("Hà Thị Ba", khu_1, day("03/06/2023"));
      made.particulars.born = PartialDay::parse(born);
      made.namesake = Namesake::another;
      TRY_VOID(admit(tx, made));
      return {};
    };
  };
  EXPECT_EQ(refusal(admit_verb, asked("01/07/2005")), "member.age_out_of_range");
  EXPECT_EQ(warnings(admit_verb, asked("30/06/2005")), "member.decision_missing");
  EXPECT_EQ(warnings(admit_verb, asked("01/06/1963")), "member.decision_missing");
  EXPECT_EQ(warnings(admit_verb, asked("31/05/1963")), "member.over_age member.decision_missing");
  EXPECT_EQ(warnings(admit_verb, asked("1963")),
            "member.birth_date_partial member.decision_missing");
}

TEST_P(MemberVerbs, admit_counts_age_on_the_day_of_the_decision) {
  clock.set(FixedClock(day("2023-06-30")).now());
  auto made = admission("Hà Thị Ba", khu_1, day("03/06/2023"));
  made.particulars.born = PartialDay::parse("15/06/2005");
  made.decided_on = day("20/05/2023");
  auto const asked = [&](Tx& tx) -> Result<void> {
    TRY_VOID(admit(tx, made));
    return {};
  };
  EXPECT_EQ(refusal(admit_verb, asked), "member.age_out_of_range");
  made.decided_on = day("04/06/2023");
  EXPECT_EQ(refusal(admit_verb, asked), "member.dates_out_of_order");
  made.decided_on = day("01/06/2023");
  EXPECT_EQ(refusal(admit_verb, asked), "");
}

TEST_P(MemberVerbs, admit_takes_the_day_of_the_decision_from_the_document) {
  auto act = test::act(admit_verb);
  store::Basis decision{.document = {}, .signed_on = day("20/05/2020")};
  decision.document.type = "QĐ";
  decision.document.number = "12-QĐ/HU";
  decision.document.issuer = "Huyện ủy Lâm Thao";
  act.basis = decision;
  PersonId person;
  test::must(store().write(act, [&](Tx& tx) -> Result<void> {
    TRY_INTO(person, admit(tx, admission("Lê Văn Tư", khu_1, day("03/06/2020"))));
    return {};
  }));
  EXPECT_EQ(viewed(person, {day("03/06/2020")}).standing->value.decided_on, day("20/05/2020"));
}

TEST_P(MemberVerbs, admit_refuses_a_number_borne_by_another) {
  admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"), "025090000123");
  auto const asked = [&](std::string const& number, char const* on) {
    return refusal(admit_verb, [&](Tx& tx) -> Result<void> {
      auto made = admission("Lê Văn Tư", khu_1, day(on));
      made.citizen_number = number;
      TRY_VOID(admit(tx, made));
      return {};
    });
  };
  EXPECT_EQ(asked("025090000123", "03/07/2020"), "member.number_taken");
  EXPECT_EQ(asked("025.090.000.123", "03/05/2020"), "member.number_taken");
  EXPECT_EQ(asked("25090000124", "03/07/2020"), "member.bad_citizen_number");
  EXPECT_EQ(asked("025090000124", "03/07/2020"), "");
}

TEST_P(MemberVerbs, admit_takes_only_a_cell_in_force) {
  auto const asked = [&](UnitId cell, char const* on) {
    return refusal(admit_verb, [&](Tx& tx) -> Result<void> {
      TRY_VOID(admit(tx, admission("Lê Văn Tư", cell, day(on))));
      return {};
    });
  };
  EXPECT_EQ(asked(hung_lo, "03/06/2020"), "member.not_a_cell");
  EXPECT_EQ(asked(UnitId{99}, "03/06/2020"), "member.cell_not_in_force");
  EXPECT_EQ(asked(khu_1, "31/12/2009"), "member.cell_not_in_force");
}

// --- recognition -------------------------------------------------------------------------------

TEST_P(MemberVerbs, recognise_waits_for_the_end_of_probation) {
  auto const person = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2019"));
  auto const on = [&](char const* from) {
    return [&, from](Tx& tx) { return recognise(tx, person, day(from)); };
  };
  EXPECT_EQ(refusal(recognise_verb, on("02/06/2020")), "member.probation_not_over");
  EXPECT_EQ(warnings(recognise_verb, on("03/06/2020")), "");
  EXPECT_EQ(refusal(recognise_verb, on("04/06/2020")), "member.not_probationary");
  EXPECT_EQ(viewed(person, {day("02/06/2020")}).standing->value.standing, Standing::probationary);
  EXPECT_EQ(viewed(person, {day("03/06/2020")}).standing->value.standing, Standing::full);
}

TEST_P(MemberVerbs, recognise_late_warns_that_it_counts_from_the_twelfth_month) {
  auto const person = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2019"));
  EXPECT_EQ(
      warnings(recognise_verb, [&](Tx& tx) { return recognise(tx, person, day("01/09/2020")); }),
      "member.recognised_late");
}

TEST_P(MemberVerbs, recognise_keeps_the_decision_day_and_a_known_leaving) {
  PersonId person;
  write(admit_verb, [&](Tx& tx) -> Result<void> {
    auto made = admission("Lê Văn Tư", khu_1, day("03/06/2019"));
    made.decided_on = day("20/05/2019");
    TRY_INTO(person, admit(tx, made));
    return {};
  });
  write(leave_verb, [&](Tx& tx) {
    return leave(tx, person, {.on = day("01/01/2021"), .cause = Cause::deceased, .place = {}});
  });
  write(recognise_verb, [&](Tx& tx) { return recognise(tx, person, day("03/06/2020")); });
  auto const standing = viewed(person, {day("31/12/2020")}).standing;
  EXPECT_EQ(standing->value.decided_on, day("20/05/2019"));
  EXPECT_FALSE(viewed(person, {day("01/01/2021")}).standing);
}

// --- arrival from outside ----------------------------------------------------------------------

Arrival arrival(UnitId cell) {
  Arrival made;
  made.particulars.full_name = "Trần Đức Duy";
  made.citizen_number = "001090000456";
  made.card_number = "12.345678";
  made.cell = cell;
  made.on = day("01/03/2021");
  made.joined = day("03/02/2015");
  made.recognised = day("03/02/2016");
  made.from_place = "Hà Nội";
  return made;
}

TEST_P(MemberVerbs, receive_keeps_the_history_on_the_papers) {
  PersonId person;
  write(receive_verb, [&](Tx& tx) -> Result<void> {
    TRY_INTO(person, receive(tx, arrival(khu_1)));
    return {};
  });
  EXPECT_EQ(counted(khu_1, day("28/02/2021")), 0);
  EXPECT_EQ(counted(khu_1, day("01/03/2021")), 1);
  auto const view = viewed(person, {day("01/03/2021")});
  EXPECT_EQ(view.card_number, "12345678");
  EXPECT_EQ(view.cell->value.cause, Cause::transferred_in);
  EXPECT_EQ(view.cell->value.place, "Hà Nội");
  EXPECT_EQ(view.standing->head.span.from, day("03/02/2016"));
  EXPECT_EQ(viewed(person, {day("02/02/2016")}).standing->value.standing, Standing::probationary);
}

TEST_P(MemberVerbs, receive_dates_full_standing_from_the_twelfth_month_where_papers_are_silent) {
  PersonId person;
  write(receive_verb, [&](Tx& tx) -> Result<void> {
    auto made = arrival(khu_1);
    made.recognised = std::nullopt;
    TRY_INTO(person, receive(tx, made));
    return {};
  });
  EXPECT_EQ(viewed(person, {day("01/03/2021")}).standing->head.span.from, day("03/02/2016"));
}

TEST_P(MemberVerbs, receive_refuses_dates_out_of_order_and_a_card_on_probation) {
  auto const asked = [&](auto&& change) {
    return refusal(receive_verb, [&](Tx& tx) -> Result<void> {
      auto made = arrival(khu_1);
      change(made);
      TRY_VOID(receive(tx, made));
      return {};
    });
  };
  EXPECT_EQ(asked([](Arrival& a) { a.joined = day("02/03/2021"); }), "member.dates_out_of_order");
  EXPECT_EQ(asked([](Arrival& a) { a.recognised = day("02/02/2015"); }),
            "member.dates_out_of_order");
  EXPECT_EQ(asked([](Arrival& a) { a.recognised = day("02/03/2021"); }),
            "member.dates_out_of_order");
  EXPECT_EQ(asked([](Arrival& a) { a.standing = Standing::probationary; }),
            "member.card_for_probationer");
  EXPECT_EQ(asked([](Arrival& a) { a.card_number = "1234567890A"; }), "member.bad_card_number");
}

TEST_P(MemberVerbs, receive_takes_back_the_same_person_who_was_transferred_out) {
  auto const person = full_member("Trần Đức Duy", khu_1, day("03/02/2015"), "001090000456");
  write(leave_verb, [&](Tx& tx) {
    return leave(tx, person,
                 {.on = day("01/01/2019"), .cause = Cause::transferred_out, .place = "Hà Nội"});
  });
  PersonId back;
  write(receive_verb, [&](Tx& tx) -> Result<void> {
    TRY_INTO(back, receive(tx, arrival(khu_9)));
    return {};
  });
  EXPECT_EQ(back, person);
  EXPECT_EQ(counted(province, day("28/02/2021")), 0);
  EXPECT_EQ(counted(khu_9, day("01/03/2021")), 1);
}

// --- transfer and leaving ----------------------------------------------------------------------

TEST_P(MemberVerbs, transfer_moves_on_its_day_and_keeps_the_sum) {
  auto const person = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"));
  write(transfer_verb, [&](Tx& tx) { return transfer(tx, person, khu_9, day("01/09/2020")); });
  EXPECT_EQ(counted(khu_1, day("31/08/2020")), 1);
  EXPECT_EQ(counted(khu_1, day("01/09/2020")), 0);
  EXPECT_EQ(counted(khu_9, day("01/09/2020")), 1);
  EXPECT_EQ(counted(province, day("01/09/2020")), 1);
}

TEST_P(MemberVerbs, transfer_refuses_what_cannot_be) {
  auto const person = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"));
  auto const asked = [&](PersonId who, UnitId cell, char const* on) {
    return refusal(transfer_verb, [&](Tx& tx) { return transfer(tx, who, cell, day(on)); });
  };
  EXPECT_EQ(asked(PersonId{1}, khu_2, "01/09/2020"), "member.no_such_person");
  EXPECT_EQ(asked(person, khu_2, "02/06/2020"), "member.not_a_member");
  EXPECT_EQ(asked(person, hung_lo, "01/09/2020"), "member.not_a_cell");
  EXPECT_EQ(asked(person, khu_2, "03/06/2020"), "member.dates_out_of_order");
  EXPECT_EQ(asked(person, khu_1, "01/09/2020"), "member.same_cell");
}

TEST_P(MemberVerbs, transfer_before_a_known_transfer_keeps_the_later_one) {
  auto const person = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"));
  write(transfer_verb, [&](Tx& tx) { return transfer(tx, person, khu_9, day("01/09/2020")); });
  write(transfer_verb, [&](Tx& tx) { return transfer(tx, person, khu_2, day("01/08/2020")); });
  EXPECT_EQ(counted(khu_2, day("31/08/2020")), 1);
  EXPECT_EQ(counted(khu_9, day("01/09/2020")), 1);
}

TEST_P(MemberVerbs, leave_ends_every_state_and_counts_last_on_the_day_before) {
  auto const person = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2015"));
  Span const open{day("01/01/2020")};
  write(exempt_verb, [&](Tx& tx) { return exempt(tx, person, open, "tuổi cao"); });
  write(suspend_verb, [&](Tx& tx) { return suspend(tx, person, open, "đang xem xét"); });
  write(host_verb, [&](Tx& tx) { return host(tx, person, open, {khu_9, {}}); });
  write(card_verb, [&](Tx& tx) { return set_card(tx, person, "12345678", day("01/01/2020")); });
  write(leave_verb, [&](Tx& tx) {
    return leave(tx, person, {.on = day("01/02/2021"), .cause = Cause::expelled, .place = {}});
  });
  auto const before = viewed(person, {day("31/01/2021")});
  EXPECT_TRUE(before.exemption && before.suspension && before.temporary && before.standing);
  EXPECT_EQ(before.card_number, "12345678");
  auto const after = viewed(person, {day("01/02/2021")});
  EXPECT_FALSE(after.exemption || after.suspension || after.temporary || after.standing);
  EXPECT_EQ(after.card_number, "");
  EXPECT_EQ(after.cell->value.cause, Cause::expelled);
  EXPECT_EQ(counted(province, day("31/01/2021")), 1);
  EXPECT_EQ(counted(province, day("01/02/2021")), 0);
}

TEST_P(MemberVerbs, leave_refuses_a_cause_that_stays_and_to_write_over_later_changes) {
  auto const person = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"));
  auto const asked = [&](char const* on, Cause cause) {
    return refusal(leave_verb, [&](Tx& tx) {
      return leave(tx, person, {.on = day(on), .cause = cause, .place = {}});
    });
  };
  EXPECT_EQ(asked("01/09/2020", Cause::transferred), "member.not_a_leaving");
  EXPECT_EQ(asked("03/06/2020", Cause::deceased), "member.dates_out_of_order");
  write(transfer_verb, [&](Tx& tx) { return transfer(tx, person, khu_9, day("01/09/2020")); });
  EXPECT_EQ(asked("01/08/2020", Cause::deceased), "member.dates_out_of_order");
  EXPECT_EQ(asked("01/10/2020", Cause::deceased), "");
  EXPECT_EQ(asked("01/11/2020", Cause::deceased), "member.not_a_member");
}

// --- coming back -------------------------------------------------------------------------------

TEST_P(MemberVerbs, readmit_waits_36_months_is_on_probation_again_and_happens_once) {
  clock.set(FixedClock(day("2025-01-01")).now());
  auto const person = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2010"));
  auto const leave_on = [&](char const* on) {
    write(leave_verb, [&, on](Tx& tx) {
      return leave(tx, person, {.on = day(on), .cause = Cause::resigned, .place = {}});
    });
  };
  auto const asked = [&](char const* on) {
    return refusal(readmit_verb, [&](Tx& tx) { return readmit(tx, person, khu_2, day(on)); });
  };
  EXPECT_EQ(asked("01/02/2018"), "member.already_member");
  leave_on("10/10/2018");
  EXPECT_EQ(asked("09/10/2021"), "member.readmission_too_early");
  EXPECT_EQ(asked("10/10/2021"), "");
  EXPECT_EQ(viewed(person, {day("10/10/2021")}).standing->value.standing, Standing::probationary);
  EXPECT_EQ(
      refusal(recognise_verb, [&](Tx& tx) { return recognise(tx, person, day("09/10/2022")); }),
      "member.probation_not_over");
  leave_on("01/12/2021");
  EXPECT_EQ(asked("01/12/2024"), "member.readmitted_before");
}

TEST_P(MemberVerbs, readmit_and_restore_refuse_who_died_or_moved_away) {
  for (Cause const cause : {Cause::deceased, Cause::transferred_out}) {
    auto const person = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2010"));
    write(leave_verb, [&](Tx& tx) {
      return leave(tx, person, {.on = day("01/01/2015"), .cause = cause, .place = {}});
    });
    EXPECT_EQ(refusal(readmit_verb,
                      [&](Tx& tx) { return readmit(tx, person, khu_2, day("01/01/2020")); }),
              "member.wrong_return");
    EXPECT_EQ(refusal(restore_verb,
                      [&](Tx& tx) { return restore(tx, person, khu_2, day("01/01/2020")); }),
              "member.wrong_return");
  }
}

TEST_P(MemberVerbs, restore_gives_back_the_standing_with_its_decision_day) {
  PersonId person;
  write(receive_verb, [&](Tx& tx) -> Result<void> {
    auto made = arrival(khu_1);
    made.decided_on = day("20/01/2015");
    TRY_INTO(person, receive(tx, made));
    return {};
  });
  write(leave_verb, [&](Tx& tx) {
    return leave(tx, person, {.on = day("01/04/2021"), .cause = Cause::struck_off, .place = {}});
  });
  EXPECT_EQ(
      refusal(restore_verb, [&](Tx& tx) { return restore(tx, person, khu_2, day("01/04/2021")); }),
      "member.dates_out_of_order");
  write(restore_verb, [&](Tx& tx) { return restore(tx, person, khu_2, day("01/06/2021")); });
  auto const view = viewed(person, {day("01/06/2021")});
  EXPECT_EQ(view.standing->value.standing, Standing::full);
  EXPECT_EQ(view.standing->value.decided_on, day("20/01/2015"));
  EXPECT_EQ(view.cell->value.cause, Cause::restored);
  EXPECT_EQ(counted(province, day("31/05/2021")), 0);
  EXPECT_EQ(counted(province, day("01/06/2021")), 1);
}

// --- states beside -----------------------------------------------------------------------------

TEST_P(MemberVerbs, host_counts_at_home_only) {
  auto const person = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"));
  Span const span{day("01/09/2020"), day("01/02/2021")};
  write(host_verb, [&](Tx& tx) { return host(tx, person, span, {khu_9, {}}); });
  EXPECT_EQ(counted(khu_9, day("01/10/2020")), 0);
  EXPECT_EQ(counted(khu_1, day("01/10/2020")), 1);
  EXPECT_EQ(viewed(person, {day("31/01/2021")}).temporary->value.host, khu_9);
  EXPECT_FALSE(viewed(person, {day("01/02/2021")}).temporary);
  EXPECT_EQ(refusal(host_verb, [&](Tx& tx) { return host(tx, person, span, {khu_1, {}}); }),
            "member.same_cell");
}

TEST_P(MemberVerbs, states_stay_within_the_register) {
  auto const person = admitted("Nguyễn Văn Ước", khu_1, day("03/06/2020"));
  write(leave_verb, [&](Tx& tx) {
    return leave(tx, person, {.on = day("01/05/2021"), .cause = Cause::struck_off, .place = {}});
  });
  auto const asked = [&](Span span) {
    return refusal(exempt_verb, [&](Tx& tx) { return exempt(tx, person, span, "ốm"); });
  };
  EXPECT_EQ(asked({day("02/06/2020"), day("01/09/2020")}), "member.not_a_member");
  EXPECT_EQ(asked({day("01/01/2021"), day("02/05/2021")}), "member.dates_out_of_order");
  EXPECT_EQ(asked({day("01/01/2021"), day("01/05/2021")}), "");
  EXPECT_EQ(asked({day("01/02/2021")}), "");
  EXPECT_TRUE(viewed(person, {day("30/04/2021")}).exemption);
  EXPECT_FALSE(viewed(person, {day("01/05/2021")}).exemption);
}

TEST_P(MemberVerbs, card_is_for_full_members_and_borne_once) {
  auto const first = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2015"));
  auto const second = full_member("Lê Văn Tư", khu_1, day("03/06/2015"));
  auto const asked = [&](PersonId person, std::string const& number, char const* from) {
    return refusal(card_verb, [&](Tx& tx) { return set_card(tx, person, number, day(from)); });
  };
  EXPECT_EQ(asked(first, "12.345678", "02/06/2016"), "member.card_for_probationer");
  EXPECT_EQ(asked(first, "12.345678", "03/06/2016"), "");
  EXPECT_EQ(asked(second, "12345678", "03/06/2017"), "member.number_taken");
  EXPECT_EQ(asked(second, "12345679", "03/06/2017"), "");
  auto const snapshot = store().read();
  EXPECT_EQ(by_number(*snapshot, unit::Reach::everything(), "12.345679", {day("03/06/2017")}),
            second);
  EXPECT_EQ(by_number(*snapshot, unit::Reach::everything(), "12.345679", {day("02/06/2017")}),
            std::nullopt);
}

// --- rights, undo ------------------------------------------------------------------------------

TEST_P(MemberVerbs, are_refused_without_the_right) {
  auto act = test::act(admit_verb);
  act.actor.grants = {&member_read};
  EXPECT_EQ(test::code_of(store().write(act,
                                        [&](Tx& tx) -> Result<void> {
                                          TRY_VOID(admit(tx, admission("Lê Văn Tư", khu_1,
                                                                       day("03/06/2020"))));
                                          return {};
                                        })),
            "store.not_allowed");
}

TEST_P(MemberVerbs, are_undone_by_the_store) {
  auto const person = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2015"));
  auto const entry = write(leave_verb, [&](Tx& tx) {
    return leave(tx, person, {.on = day("01/02/2021"), .cause = Cause::deceased, .place = {}});
  });
  EXPECT_EQ(counted(province, day("01/02/2021")), 0);
  write(store::undo_verb, [&](Tx& tx) { return store::undo(tx, entry); });
  EXPECT_EQ(counted(province, day("01/02/2021")), 1);
  EXPECT_TRUE(viewed(person, {day("01/02/2021")}).standing);
}

}  // namespace
}  // namespace giaoban::member
