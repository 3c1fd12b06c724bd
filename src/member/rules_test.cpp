// The dated rules, a row per case and both sides of every date.
#include "member/rules.h"

#include <gtest/gtest.h>

#include "tests/store_world.h"

namespace giaoban::member {
namespace {

using test::day;

PartialDay born(std::string_view text) {
  return *PartialDay::parse(text);
}

// --- age at admission --------------------------------------------------------------------------

struct AgeCase {
  std::string_view born;
  std::string_view considered;
  AgeBand band;
  Ruling ruling;
  std::string_view citation;
};

TEST(AdmissionAge, is_full_18_to_full_60_counted_in_months_by_the_rule_of_the_day) {
  constexpr auto within = AgeBand::within;
  constexpr auto under = AgeBand::under;
  constexpr auto over = AgeBand::over;
  constexpr auto uncertain = AgeBand::uncertain;
  constexpr auto allowed = Ruling::allowed;
  constexpr auto warned = Ruling::warned;
  constexpr auto blocked = Ruling::blocked;
  AgeCase const cases[] = {
      // The month of the birthday counts as full.
      {"15/06/2005", "31/05/2023", under, blocked, "QĐ 24-QĐ/TW, 1.1.1"},
      {"15/06/2005", "01/06/2023", within, allowed, ""},
      {"15/06/1963", "30/06/2023", within, allowed, ""},
      {"15/06/1963", "01/07/2023", over, warned, "QĐ 24-QĐ/TW, 1.1.1"},
      // Each regulation from its first day to its last.
      {"01/01/1950", "09/09/1960", within, allowed, ""},
      {"01/01/1950", "10/09/1960", under, warned, "Điều lệ Đảng, Điều 1"},
      {"01/01/1900", "10/09/1965", within, allowed, ""},
      {"01/01/2010", "24/07/2016", under, warned, "Điều lệ Đảng, Điều 1"},
      {"01/01/2010", "25/07/2016", under, warned, "QĐ 29-QĐ/TW"},
      {"01/01/2010", "29/07/2021", under, warned, "QĐ 29-QĐ/TW"},
      {"01/01/2010", "30/07/2021", under, blocked, "QĐ 24-QĐ/TW, 1.1.1"},
      {"01/01/2010", "19/01/2025", under, blocked, "QĐ 24-QĐ/TW, 1.1.1"},
      {"01/01/2010", "20/01/2025", under, blocked, "QĐ 232-QĐ/TW, 1.1.1"},
      {"01/01/2010", "30/06/2025", under, blocked, "QĐ 232-QĐ/TW, 1.1.1"},
      {"01/01/2010", "01/07/2025", under, blocked, "QĐ 294-QĐ/TW, 1.1.1"},
      {"01/01/2010", "07/04/2026", under, blocked, "QĐ 294-QĐ/TW, 1.1.1"},
      {"01/01/2010", "08/04/2026", under, warned, "QĐ 20-QĐ/TW"},
      {"01/01/2010", "25/07/2026", under, warned, "QĐ 20-QĐ/TW"},
      {"01/01/2010", "26/07/2026", under, warned, "QĐ 208-QĐ/TW"},
      // Dates known in part: what they cannot mean is refused, what they may mean is told.
      {"06/2005", "31/05/2023", under, blocked, "QĐ 24-QĐ/TW, 1.1.1"},
      {"06/2005", "01/06/2023", within, allowed, ""},
      {"2005", "31/12/2022", under, blocked, "QĐ 24-QĐ/TW, 1.1.1"},
      {"2005", "01/01/2023", uncertain, warned, "QĐ 24-QĐ/TW, 1.1.1"},
      {"2005", "01/12/2023", within, allowed, ""},
      {"1963", "31/01/2023", within, allowed, ""},
      {"1963", "01/02/2023", uncertain, warned, "QĐ 24-QĐ/TW, 1.1.1"},
      {"1963", "01/01/2024", over, warned, "QĐ 24-QĐ/TW, 1.1.1"},
  };
  for (AgeCase const& c : cases) {
    auto const verdict = admission_age(born(c.born), day(c.considered));
    SCOPED_TRACE(std::string(c.born) + " considered " + std::string(c.considered));
    EXPECT_EQ(verdict.band, c.band);
    EXPECT_EQ(verdict.ruling, c.ruling);
    EXPECT_EQ(verdict.citation, c.citation);
  }
}

// --- a course on paper -------------------------------------------------------------------------

struct CourseCase {
  std::string_view born;
  std::string_view joined;
  std::string_view recognised;
  std::string_view own;      // "kind!" blocks, "kind" warns
  std::string_view another;  // where another committee decided
};

std::string judged(CourseCase const& c, DecidedBy by) {
  std::string told;
  auto const recognised = c.recognised.empty() ? std::nullopt : Day::parse(c.recognised);
  auto const birth = c.born.empty() ? std::nullopt : PartialDay::parse(c.born);
  for (Judged const& one : judge({.name = "An",
                                  .born = birth,
                                  .joined = day(c.joined),
                                  .decided_on = {},
                                  .recognised = recognised,
                                  .on = day("01/01/2025"),
                                  .today = day("14/06/2026")},
                                 by)) {
    told += (told.empty() ? "" : " ") + std::string(one.refusal.kind->code) +
            (one.ruling == Ruling::blocked ? "!" : "");
  }
  return told;
}

TEST(Course, is_blocked_by_what_nobody_lives_and_by_confirmed_rules_of_ones_own_register) {
  CourseCase const cases[] = {
      {"14/06/1960", "03/02/1985", "03/02/1986", "", ""},
      {"", "03/02/1985", "", "", ""},
      {"1060", "03/02/1985", "", "member.born_impossibly!", "member.born_impossibly!"},
      {"1884", "03/02/1985", "", "member.born_impossibly!", "member.born_impossibly!"},
      {"1899", "03/02/1985", "", "member.born_impossibly!",
       "member.born_impossibly!"},  // 125 by now
      {"1900", "03/02/1955", "", "member.unusually_old", "member.unusually_old"},
      {"1915", "03/02/1955", "", "", ""},
      {"13/05/1905", "03/02/2004", "", "member.unusually_old", "member.unusually_old"},
      {"13/05/1905", "03/02/1985", "", "member.unusually_old", "member.unusually_old"},
      {"14/06/1960", "15/06/2027", "15/06/2028", "member.day_far_ahead! member.day_far_ahead!",
       "member.day_far_ahead! member.day_far_ahead!"},
      {"14/06/1990", "14/06/2026", "15/06/2027", "member.day_far_ahead! member.recognised_late",
       "member.day_far_ahead! member.recognised_late"},
      {"14/06/1990", "14/06/2026", "14/06/2027", "member.day_to_come", "member.day_to_come"},
      {"14/06/1990", "15/06/2026", "", "member.day_to_come", "member.day_to_come"},
      {"1985", "03/02/1984", "", "member.born_impossibly!", "member.born_impossibly!"},
      {"01/03/1971", "28/02/1985", "", "member.joined_as_child!", "member.joined_as_child!"},
      {"01/02/1971", "28/02/1985", "", "member.age_out_of_range", "member.age_out_of_range"},
      {"1971", "28/02/1985", "", "member.age_out_of_range", "member.age_out_of_range"},
      {"1906", "02/02/1930", "", "member.joined_before_all!", "member.joined_before_all!"},
      {"1906", "03/02/1930", "", "member.unusually_old", "member.unusually_old"},
      {"01/01/2006", "03/06/2022", "", "member.age_out_of_range!", "member.age_out_of_range"},
      {"01/01/1960", "03/06/2022", "", "member.over_age", "member.over_age"},
      {"01/01/1990", "03/06/2020", "04/06/2020", "member.probation_not_over!",
       "member.probation_not_over"},
      {"01/01/1990", "03/06/2020", "05/06/2021", "member.recognised_late",
       "member.recognised_late"},
      {"14/06/1980", "03/06/2020", "04/06/2020", "member.probation_not_over!",
       "member.probation_not_over"},
  };
  for (CourseCase const& c : cases) {
    SCOPED_TRACE(std::string(c.born) + " joined " + std::string(c.joined));
    EXPECT_EQ(judged(c, DecidedBy::this_register), c.own);
    EXPECT_EQ(judged(c, DecidedBy::another), c.another);
  }
}

// --- names ---------------------------------------------------------------------------------------

TEST(NameCase, tells_a_name_in_one_case_from_a_peoples_own_spelling) {
  constexpr auto usual = NameCase::usual;
  constexpr auto one_case = NameCase::one_case;
  constexpr auto mixed = NameCase::mixed;
  std::pair<std::string_view, NameCase> const cases[] = {
      {"Nguyễn Văn An", usual},
      {"nguyễn văn an", one_case},
      {"NGUYỄN VĂN AN", one_case},
      {"Nguyễn văn An", mixed},
      {"nguyễn Văn An", mixed},
      {"H'Hen Niê", usual},
      {"Ksor H'Bia", usual},
      {"K'Rứt", usual},
      {"Y", usual},
      {"an", one_case},
      {"Đỗ Đức Duy", usual},
      {"ĐỖ ĐỨC DUY", one_case},
      {"Điểu k'Rứt", usual},
      {"TRẦN hoÀng", one_case},
      {"", usual},
  };
  for (auto const& [name, expected] : cases) EXPECT_EQ(name_case(name), expected) << name;
}

struct TwoCase {
  std::string_view born, place, other_born, other_place;
  bool one;
};

TEST(Namesakes, may_be_one_where_birth_and_native_place_do_not_tell_them_apart) {
  TwoCase const cases[] = {
      {"14/06/1960", "", "14/06/1960", "", true},
      {"14/06/1960", "Hùng Lô", "14/06/1960", "", true},
      {"14/06/1960", "Hùng Lô", "14/06/1960", "hung lo", true},
      {"14/06/1960", "Hùng Lô", "14/06/1960", "Kim Đức", true},
      {"14/06/1960", "xã Hùng Bản, huyện Thanh Ba, tỉnh Phú Thọ", "14/06/1960",
       "Hùng Bản - Thanh Ba - Phú Thọ", true},
      {"1960", "xã Hùng Bản, huyện Thanh Ba, tỉnh Phú Thọ", "14/06/1960",
       "Hùng Bản - Thanh Ba - Phú Thọ", true},
      {"1960", "xã Hùng Bản, huyện Thanh Ba, tỉnh Phú Thọ", "1960", "Xã Hùng Bản, Phú Thọ", true},
      {"1960", "thị trấn Mỹ Lâm, TP. Việt Trì", "1960", "Mĩ Lâm, Việt Trì", true},
      {"1960", "xã Hùng Bản, huyện Thanh Ba, tỉnh Phú Thọ", "1960",
       "xã Hùng Lô, huyện Thanh Ba, tỉnh Phú Thọ", false},
      {"", "Hùng Lô, Phú Thọ", "", "xã Hùng Lô - tỉnh Phú Thọ", true},
      {"14/06/1960", "", "15/06/1960", "", false},
      {"1960", "", "14/06/1960", "", true},
      {"1960", "", "1960", "", true},
      {"06/1960", "", "1960", "", true},
      {"06/1960", "", "14/06/1960", "", true},
      {"06/1960", "", "14/07/1960", "", false},
      {"06/1960", "", "07/1960", "", false},
      {"1961", "", "14/06/1960", "", false},
      {"1960", "Hùng Lô", "14/06/1960", "Kim Đức", false},
      {"1960", "Hùng Lô", "14/06/1960", "Hùng Lô", true},
      {"06/1960", "Hùng Lô", "14/06/1960", "Hùng Lô", true},
      {"07/1960", "Hùng Lô", "14/06/1960", "Hùng Lô", false},
      {"1961", "Hùng Lô", "14/06/1960", "Hùng Lô", false},
      {"", "Hùng Lô", "14/06/1960", "Hùng Lô", true},
      {"", "", "14/06/1960", "", false},
  };
  auto const who = [](std::string_view birth, std::string_view place) {
    PersonParticulars one;
    if (!birth.empty()) one.born = PartialDay::parse(birth);
    one.native_place = place;
    return one;
  };
  for (TwoCase const& c : cases) {
    EXPECT_EQ(may_be_one(who(c.born, c.place), who(c.other_born, c.other_place)), c.one)
        << c.born << " " << c.place << " / " << c.other_born << " " << c.other_place;
  }
}

TEST(Namesakes, are_of_one_key_wherever_the_mark_of_tone_is_set) {
  struct {
    std::string_view one, other;
    bool same;
  } const cases[] = {
      {"Nguyễn Thị Hòa", "Nguyễn Thị Hoà", true},
      {"Trần Thị Thúy", "TRẦN THỊ THUÝ", true},
      {"Lê Thủy Tiên", "Lê Thuỷ Tiên", true},
      {"Hoàng Văn Khỏe", "Hoàng Văn Khoẻ", true},
      {"K'Rứt", "K’Rứt", true},
      {"Lý Văn Quý", "Lí Văn Quí", true},
      {"Nguyễn Thị Mỹ", "NGUYỄN THỊ MĨ", true},
      {"Y-Bhăm", "Y Bhăm", true},
      {"Y\u2011Bhăm", "Y-Bhăm", true},
      {"K'Rứt", "K Rứt", true},
      {"Lê Thị Thúy", "Lê Thị Thúi", false},
      {"Nguyễn Văn Hùng", "Nguyễn Văn Hưng", false},
      {"Lê Thị Hòa", "Lê Thị Hoa", false},
      {"Lê Thị Hòa", "Lê Thị Hóa", false},
  };
  for (auto const& c : cases) {
    EXPECT_EQ(namesake_key(c.one) == namesake_key(c.other), c.same) << c.one << " / " << c.other;
  }
}

// --- probation ---------------------------------------------------------------------------------

struct ProbationCase {
  std::string_view ceremony;
  std::string_view recognised;
  Ruling ruling;
};

TEST(Probation, ends_12_months_after_the_ceremony) {
  ProbationCase const cases[] = {
      {"03/06/2023", "02/06/2024", Ruling::blocked}, {"03/06/2023", "03/06/2024", Ruling::allowed},
      {"03/06/2023", "04/06/2024", Ruling::warned},  {"29/02/2020", "27/02/2021", Ruling::blocked},
      {"29/02/2020", "28/02/2021", Ruling::allowed}, {"19/01/2011", "18/01/2012", Ruling::blocked},
      {"18/01/2011", "19/01/2011", Ruling::warned},  {"27/06/1991", "28/06/1991", Ruling::warned},
      {"26/06/1991", "27/06/1991", Ruling::allowed},
  };
  for (ProbationCase const& c : cases) {
    EXPECT_EQ(recognition(day(c.ceremony), day(c.recognised)).ruling, c.ruling)
        << c.ceremony << " recognised " << c.recognised;
  }
}

TEST(Probation, goes_on_after_a_restoration_and_begins_anew_after_a_readmission) {
  auto const cell = [](std::string_view from, std::string_view to, std::optional<UnitId> where,
                       Cause cause) {
    return store::Fact<MemberCell>{{.span = {day(from), day(to)}}, {where, cause, {}}};
  };
  auto const probation = [](std::string_view from, std::string_view to) {
    return store::Fact<MemberStanding>{{.span = {day(from), day(to)}},
                                       {Standing::probationary, {}}};
  };
  UnitId const home{1};
  PersonRegister facts{
      .cells = {cell("01/01/2020", "01/03/2020", home, Cause::admitted),
                cell("01/03/2020", "01/06/2020", {}, Cause::struck_off),
                cell("01/06/2020", "31/12/9999", home, Cause::restored)},
      .standings = {probation("01/01/2020", "01/03/2020"), probation("01/06/2020", "31/12/9999")},
      .cards = {}};
  EXPECT_EQ(probation_began(facts, day("01/02/2021")), day("01/01/2020"));
  EXPECT_EQ(probation_began(facts, day("01/04/2020")), std::nullopt);
  facts.cells.back().value.cause = Cause::readmitted;
  EXPECT_EQ(probation_began(facts, day("01/02/2021")), day("01/06/2020"));
}

// --- re-admission ------------------------------------------------------------------------------

struct ReadmissionCase {
  std::string_view left;
  std::string_view ceremony;
  int times_before;
  Ruling too_early;
  Ruling too_often;
};

TEST(Readmission, takes_36_months_and_happens_once) {
  constexpr auto allowed = Ruling::allowed;
  constexpr auto warned = Ruling::warned;
  constexpr auto blocked = Ruling::blocked;
  ReadmissionCase const cases[] = {
      {"10/05/2020", "09/05/2023", 0, blocked, allowed},
      {"10/05/2020", "10/05/2023", 0, allowed, allowed},
      {"10/05/2020", "10/05/2023", 1, allowed, blocked},
      {"10/05/2020", "29/07/2021", 0, warned, allowed},
      {"10/05/2020", "30/07/2021", 0, blocked, allowed},
      {"10/05/2024", "07/04/2026", 1, blocked, blocked},
      {"10/05/2024", "08/04/2026", 1, warned, warned},
      {"10/05/2024", "26/07/2026", 0, warned, allowed},
      {"10/05/2016", "24/07/2016", 1, allowed, allowed},
  };
  for (ReadmissionCase const& c : cases) {
    auto const verdict = readmission({day(c.left), day(c.ceremony), c.times_before});
    SCOPED_TRACE(std::string(c.left) + " to " + std::string(c.ceremony));
    EXPECT_EQ(verdict.too_early, c.too_early);
    EXPECT_EQ(verdict.too_often, c.too_often);
  }
}

// --- numbers -----------------------------------------------------------------------------------

TEST(Numbers, of_11_or_8_digits_lost_a_leading_zero) {
  struct {
    std::string_view number;
    NumberFault citizen;
    NumberFault card;
  } const cases[] = {
      {"025060000123", NumberFault::none, NumberFault::none},
      {"25060000123", NumberFault::lost_zero, NumberFault::lost_zero},
      {"131234567", NumberFault::none, NumberFault::none},
      {"31234567", NumberFault::lost_zero, NumberFault::none},
      {"1234567", NumberFault::wrong_length, NumberFault::none},
      {"1234567890", NumberFault::wrong_length, NumberFault::none},
      {"0250600001234", NumberFault::wrong_length, NumberFault::wrong_length},
      {"02506000012A", NumberFault::not_digits, NumberFault::not_digits},
      {"025 060000123", NumberFault::not_digits, NumberFault::not_digits},
      {"", NumberFault::wrong_length, NumberFault::not_digits},
  };
  for (auto const& c : cases) {
    EXPECT_EQ(citizen_number_fault(c.number), c.citizen) << c.number;
    EXPECT_EQ(card_number_fault(c.number), c.card) << c.number;
  }
  EXPECT_EQ(plain_number("025 060.000-123"), "025060000123");
  EXPECT_NE(number_words("25060000123", NumberFault::lost_zero).find("số 0"), std::string::npos);
  EXPECT_EQ(number_words("25060000123", NumberFault::lost_zero).find("25060000123"),
            std::string::npos);
}

// --- one person's timeline ---------------------------------------------------------------------

TEST(Cause, fits_only_the_change_it_names) {
  UnitId const a{1};
  UnitId const b{2};
  for (Choice const& c : choices_of(Cause{})) {
    auto const cause = static_cast<Cause>(c.value);
    bool const between_cells = cause == Cause::transferred || cause == Cause::reorganised;
    bool const arrives = !leaves(cause) && !between_cells;
    EXPECT_EQ(fits(cause, {std::nullopt, a}), arrives) << c.code;
    EXPECT_EQ(fits(cause, {a, b}), between_cells) << c.code;
    EXPECT_EQ(fits(cause, {a, std::nullopt}), leaves(cause)) << c.code;
    EXPECT_EQ(fits(cause, {a, a}), !leaves(cause)) << c.code;
    EXPECT_FALSE(fits(cause, {std::nullopt, std::nullopt})) << c.code;
  }
}

PersonRegister sound() {
  UnitId const home{1};
  Span const in{day("01/01/2020"), day("01/01/2022")};
  Span const out{in.to};
  return {.cells = {{{.span = in}, {home, Cause::admitted, {}}},
                    {{.span = out}, {std::nullopt, Cause::deceased, {}}}},
          .standings = {{{.span = {in.from, day("01/01/2021")}}, {Standing::probationary, {}}},
                        {{.span = {day("01/01/2021"), in.to}}, {Standing::full, {}}}},
          .cards = {{{.span = {day("01/01/2021")}}, {"123"}}}};
}

TEST(Timeline, has_no_fault_when_sound) {
  EXPECT_FALSE(timeline_fault(sound()));
}

TEST(Timeline, names_the_day_of_each_contradiction) {
  auto gap = sound();
  gap.cells[1].head.span.from = day("01/02/2022");
  EXPECT_EQ(timeline_fault(gap)->day, day("01/02/2022"));
  auto cut = sound();
  cut.cells[1].head.span.to = day("01/01/2023");
  EXPECT_EQ(timeline_fault(cut)->day, day("01/01/2023"));
  auto cause = sound();
  cause.cells[0].value.cause = Cause::transferred;
  EXPECT_EQ(timeline_fault(cause)->day, day("01/01/2020"));
  auto late_standing = sound();
  late_standing.standings[1].head.span.to = day("02/01/2022");
  EXPECT_EQ(timeline_fault(late_standing)->day, day("01/01/2022"));
  auto short_standing = sound();
  short_standing.standings[1].head.span.to = day("31/12/2021");
  EXPECT_EQ(timeline_fault(short_standing)->day, day("31/12/2021"));
  auto early_card = sound();
  early_card.cards[0].head.span.from = day("31/12/2020");
  EXPECT_EQ(timeline_fault(early_card)->day, day("31/12/2020"));
}

}  // namespace
}  // namespace giaoban::member
