// Which year is shown: the rule row by row, what is said beside it, and what references open.
#include "figure/year.h"

#include "figure/world_test.h"

namespace giaoban::figure {
namespace {

using test::day;

TEST(YearRule, a_year_is_done_when_it_is_said_or_enough_is_decided) {
  struct Case {
    Course course;
    Done told;
    Done rest;
    bool done;
  };
  using enum Course;
  for (auto const& [course, told, rest, expected] : std::vector<Case>{
           // A round that is open wants everybody.
           {round_open, {37, 5010}, {}, false},
           {round_open, {5009, 5010}, {}, false},
           {round_open, {5010, 5010}, {93345, 93346}, false},
           {round_open, {5010, 5010}, {93346, 93346}, true},
           // Said to be done, whatever is missing.
           {closed, {37, 5010}, {}, true},
           {closed, {0, 5010}, {}, true},
           // Recorded without a round: nine in ten.
           {nothing_said, {37, 5010}, {}, false},
           {nothing_said, {4508, 5010}, {}, false},
           {nothing_said, {4509, 5010}, {}, true},
           {nothing_said, {9, 10}, {}, true},
           {nothing_said, {8, 9}, {}, false},
           {nothing_said, {0, 1}, {}, false},
           {nothing_said, {0, 0}, {}, true},
           // Of both: one sheet of all organisations makes no year of a few members, nor the other
           // way about.
           {nothing_said, {5702, 5702}, {37, 93346}, false},
           {nothing_said, {5702, 5702}, {0, 93346}, false},
           {nothing_said, {5702, 5702}, {84011, 93346}, false},
           {nothing_said, {5702, 5702}, {84012, 93346}, true},
           {nothing_said, {93346, 93346}, {4, 5702}, false}}) {
    EXPECT_EQ(done({course, told, rest}), expected)
        << static_cast<int>(course) << " " << told.recorded << "/" << told.counted << " "
        << rest.recorded << "/" << rest.counted;
  }
}

TEST(YearRule, the_last_that_is_done_is_shown) {
  struct Case {
    std::vector<YearSeen> years;
    std::optional<int> shown;
  };
  using enum Course;
  for (auto const& [years, shown] : std::vector<Case>{
           {{}, {}},
           {{{2026, false, round_open, {37, 5010}}, {2025, true, closed, {4000, 5010}}}, 2025},
           {{{2026, true, closed, {5010, 5010}}, {2025, true, closed, {4000, 5010}}}, 2026},
           {{{2026, false, nothing_said, {37, 5010}}, {2025, true, nothing_said, {10, 10}}}, 2025},
           // None is done: of an open round nothing, else that of which the greatest share is.
           {{{2026, false, round_open, {37, 5010}}}, {}},
           {{{2026, false, nothing_said, {37, 5010}}}, 2026},
           {{{2026, false, nothing_said, {37, 5010}}, {2025, false, nothing_said, {2000, 5010}}},
            2025},
           {{{2026, false, nothing_said, {37, 90}}, {2025, false, nothing_said, {37, 90}}}, 2026},
           {{{2026, false, round_open, {3000, 5010}}, {2025, false, nothing_said, {2, 5010}}},
            2025},
           // Merged since: fewer of the later year are a greater share; enough is as good as all.
           {{{2026, false, nothing_said, {400, 762}}, {2025, false, nothing_said, {500, 1143}}},
            2026},
           {{{2026, false, nothing_said, {690, 762}}, {2025, false, nothing_said, {1143, 1143}}},
            2026},
           {{{2026, false, nothing_said, {7, 762}}, {2025, false, nothing_said, {1143, 1143}}},
            2025},
           {{{2026, false, nothing_said, {0, 0}}, {2025, false, nothing_said, {1, 1143}}}, 2025}}) {
    EXPECT_EQ(year_to_show(years), shown) << years.size();
  }
}

// What runs is named whichever year is shown: never only how far the shown one is.
TEST(YearRule, the_running_year_is_named_beside_any_that_is_shown) {
  using enum review::YearDecided::Of;
  YearProgress const latest{2026, units, 7, 762};
  YearProgress const before{2025, persons, 0, 700};
  struct Case {
    Year asked;
    YearsShown years;
    std::string told;
  };
  for (auto const& [asked, years, told] : std::vector<Case>{
           {{}, {2024, {}, {2024}}, ""},
           {{}, {2024, {latest}, {2026, 2024}}, "2026: 7/762 tổ chức đã có kết quả."},
           {{},
            {2025, {latest, before}, {2026, 2025}},
            "2026: 7/762 tổ chức đã có kết quả; năm 2025: 0/700 đảng viên."},
           {{}, {2026, {latest, before}, {2026, 2025}}, "2026: 7/762 tổ chức đã có kết quả."},
           {{}, {{}, {latest, before}, {2026, 2025}}, "2026: 7/762 tổ chức đã có kết quả."},
           {{Year::By::said, 2025},
            {2024, {latest, before}, {2026, 2025, 2024}},
            "2026: 7/762 tổ chức đã có kết quả; năm 2025: 0/700 đảng viên."},
           {{Year::By::said, 2024},
            {2024, {latest, before}, {2026, 2025, 2024}},
            "2026: 7/762 tổ chức đã có kết quả."},
           {{Year::By::said, 2027}, {2024, {latest}, {2026, 2024}}, ""}}) {
    auto const note = running_note(chosen(asked, years));
    EXPECT_EQ(note ? say(Language::vietnamese, note->text, note->args) : "",
              told.empty() ? "" : "Đang xếp loại năm " + told);
  }
}

TEST(YearRule, what_is_typed_is_a_year_or_refused) {
  EXPECT_EQ(*year_in(""), Year{});
  EXPECT_EQ(*year_in(" 2025 "), (Year{Year::By::said, 2025}));
  for (char const* typed : {"2025a", "20 25", "-1", "0", "25", "20255", "năm 2025"}) {
    auto const read = year_in(typed);
    ASSERT_FALSE(read) << typed;
    EXPECT_EQ(read.error().kind, &no_such_year);
  }
}

// Ten cells of one grass-roots organisation: all graded for 2024, one of them for 2025.
class Running : public test::World {
 protected:
  void SetUp() override {
    World::SetUp();
    write([&](store::Tx& tx) {
      Day const from = day("2020-01-01");
      using enum unit::UnitKind;
      province_ = add_unit(tx, "P", province_committee, {}, from, unit::Origin::opening);
      for (char const* code : {"X", "Y"}) {
        communes_.push_back(
            add_unit(tx, code, grassroots_committee, province_, from, unit::Origin::opening));
      }
      for (int i = 0; i < 10; ++i) {
        cells_.push_back(add_unit(tx, "C" + std::to_string(i), dependent_cell,
                                  communes_[i < 5 ? 0 : 1], from, unit::Origin::opening));
      }
    });
    write([&](store::Tx& tx) {
      for (UnitId const unit : cells_) grade(tx, unit, 2024, review::Grade::good);
      for (UnitId const unit : communes_) grade(tx, unit, 2024, review::Grade::good);
    });
    first_ = write([&](store::Tx& tx) { grade(tx, cells_[0], 2025, review::Grade::excellent); });
  }
  static void grade(store::Tx& tx, UnitId unit, int year, review::Grade grade) {
    review::UnitGrade fact;
    fact.grade = grade;
    fact.roster_on = *Day::from_ymd(year, 12, 31);
    ok(tx.yearly(unit.value, year, *Day::from_ymd(year + 1, 1, 10), fact));
  }
  static void grade(store::Tx& tx, PersonId person, int year) {
    review::PersonGrade fact;
    fact.grade = review::Grade::good;
    fact.roster_on = *Day::from_ymd(year, 12, 31);
    ok(tx.yearly(person.value, year, *Day::from_ymd(year + 1, 1, 10), fact));
  }
  EntryNumber close(UnitId unit, int year) {
    return write([&](store::Tx& tx) {
      ok(tx.yearly(unit.value, year, *Day::from_ymd(year + 1, 2, 1),
                   review::YearClosing{*Day::from_ymd(year, 12, 31), "hết hạn"}));
    });
  }
  Figure excellent(UnitId unit, Year year = {}, EntryNumber known_at = store::standing - 1) {
    auto const snapshot = store_->read();
    Held const measure = figure::measure("cells.graded_excellent");
    return figures(*snapshot, std::span(&measure, 1), std::span(&unit, 1),
                   {day("2026-02-20"), known_at}, year)
        .front()
        .front();
  }
  static std::string told(Figure const& figure) {
    std::string words = text_of(figure) + " of " + std::to_string(figure.reference.year.number);
    if (figure.running) {
      words += ". " + say(Language::vietnamese, figure.running->text, figure.running->args);
    }
    return words;
  }

  UnitId province_;
  std::vector<UnitId> communes_, cells_;
  EntryNumber first_ = 0;
};
ON_BOTH_DATABASES(Running);

constexpr char const* beside = ". Đang xếp loại năm 2025: 1/12 tổ chức đã có kết quả.";

TEST_P(Running, one_cell_of_a_year_is_not_the_province) {
  for (auto const* follows : {"database", "memory"}) {
    if (std::string_view(follows) == "memory") store_->follow_with(follow(""));
    EXPECT_EQ(told(excellent(province_)), std::string("0/10 of 2024") + beside) << follows;
    EXPECT_EQ(told(excellent(communes_[0])),
              "0/5 of 2024. Đang xếp loại năm 2025: 1/6 tổ chức đã có kết quả.");
    EXPECT_EQ(told(excellent(communes_[1])),
              "0/5 of 2024. Đang xếp loại năm 2025: 0/6 tổ chức đã có kết quả.");
    // Of itself the cell is done.
    EXPECT_EQ(told(excellent(cells_[0])), "1/1 of 2025");
    EXPECT_EQ(told(excellent(province_, {Year::By::said, 2025})),
              std::string("1/10 of 2025") + beside);
    EXPECT_EQ(told(excellent(province_, {Year::By::said, 2023})),
              "? of 2023" + std::string(beside));
    EXPECT_EQ(told(excellent(province_, {}, first_ - 1)), "0/10 of 2024") << "as known before";
  }
}

// All organisations come with one sheet, without a round; of their members the first of ten.
TEST_P(Running, organisations_without_their_members_make_no_year) {
  std::vector<PersonId> members;
  write([&](store::Tx& tx) {
    for (UnitId const cell : cells_) {
      members.push_back(add_member(tx, "Nguyễn Văn An", cell, day("2020-01-01"),
                                   member::Cause::opening, {}, member::Standing::full));
      grade(tx, members.back(), 2024);
    }
  });
  write([&](store::Tx& tx) {
    for (UnitId const unit : cells_) grade(tx, unit, 2025, review::Grade::excellent);
    for (UnitId const unit : communes_) grade(tx, unit, 2025, review::Grade::excellent);
    grade(tx, members[0], 2025);
  });
  for (auto const* follows : {"database", "memory"}) {
    if (std::string_view(follows) == "memory") store_->follow_with(follow(""));
    EXPECT_EQ(told(excellent(province_)),
              "0/10 of 2024. Đang xếp loại năm 2025: 1/10 đảng viên đã có kết quả.")
        << follows;
    EXPECT_EQ(told(excellent(communes_[0])),
              "0/5 of 2024. Đang xếp loại năm 2025: 1/5 đảng viên đã có kết quả.");
    EXPECT_EQ(told(excellent(cells_[0])), "1/1 of 2025");
  }
  write([&](store::Tx& tx) {
    for (std::size_t i = 1; i < 9; ++i) grade(tx, members[i], 2025);
  });
  EXPECT_EQ(told(excellent(province_)), "10/10 of 2025") << "nine in ten of both";
}

// Members are there and none was ever graded: the organisations alone make the year, and the next
// one is told from its first result on.
TEST_P(Running, a_register_that_grades_no_members_counts_organisations_alone) {
  write([&](store::Tx& tx) {
    add_member(tx, "Nguyễn Văn An", cells_[0], day("2020-01-01"), member::Cause::opening, {},
               member::Standing::full);
  });
  for (auto const* follows : {"database", "memory"}) {
    if (std::string_view(follows) == "memory") store_->follow_with(follow(""));
    EXPECT_EQ(told(excellent(province_)), std::string("0/10 of 2024") + beside) << follows;
  }
  write([&](store::Tx& tx) {
    for (UnitId const unit : cells_) grade(tx, unit, 2025, review::Grade::excellent);
    for (UnitId const unit : communes_) grade(tx, unit, 2025, review::Grade::good);
  });
  EXPECT_EQ(told(excellent(province_)), "10/10 of 2025");
  write([&](store::Tx& tx) {
    PersonId const graded = add_member(tx, "Trần Thị Bình", cells_[9], day("2020-01-01"),
                                       member::Cause::opening, {}, member::Standing::full);
    grade(tx, graded, 2024);
  });
  EXPECT_EQ(told(excellent(province_)),
            "10/10 of 2025. Đang xếp loại năm 2025: 0/2 đảng viên đã có kết quả.");
}

TEST_P(Running, parts_are_of_the_year_of_the_whole) {
  auto const snapshot = store_->read();
  Held const measure = figure::measure("cells.graded_excellent");
  std::vector<UnitId> units{cells_[0], communes_[0], province_};
  auto const all = figures(*snapshot, std::span(&measure, 1), units, {day("2026-02-20")});
  for (auto const& own : all) EXPECT_EQ(own.front().reference.year.number, 2024);
  // Without the whole among them: that of the nearest which holds them all, of which nothing more
  // is told.
  std::vector<UnitId> parts{cells_[0], cells_[9]};
  for (auto const& own : figures(*snapshot, std::span(&measure, 1), parts, {day("2026-02-20")})) {
    EXPECT_EQ(own.front().reference.year.number, 2024);
    EXPECT_FALSE(own.front().running);
  }
}

TEST_P(Running, a_year_that_is_closed_is_shown_from_that_day_on) {
  EntryNumber const closed = close(province_, 2025);
  EXPECT_EQ(told(excellent(province_)), "1/10 of 2025");
  EXPECT_EQ(told(excellent(communes_[1])), "0/5 of 2025") << "it holds below";
  EXPECT_EQ(told(excellent(province_, {}, closed - 1)), std::string("0/10 of 2024") + beside);
  auto const before = ask(province_, day("2026-01-31"));
  for (Figure const& one : before) {
    if (one.reference.year.by == Year::By::said) {
      EXPECT_EQ(one.reference.year.number, 2024) << one.reference.text();
    }
  }
}

TEST_P(Running, a_part_that_is_closed_shows_it_for_itself_alone) {
  close(communes_[0], 2025);
  EXPECT_EQ(told(excellent(communes_[0])), "1/5 of 2025");
  EXPECT_EQ(told(excellent(province_)), std::string("0/10 of 2024") + beside);
}

// What is printed opens the same after the year is closed; what was printed before years were
// chosen opens the year that was last then.
TEST_P(Running, references_open_the_year_they_were_printed_of) {
  Figure const printed = excellent(province_);
  std::string const text = printed.reference.text();
  EXPECT_TRUE(text.contains("-2024-")) << text;
  Reference old = printed.reference;
  old.year = {Year::By::last_decided};
  EXPECT_FALSE(old.text().contains("-2024-")) << old.text();
  close(province_, 2025);
  for (auto const* follows : {"database", "memory"}) {
    if (std::string_view(follows) == "memory") store_->follow_with(follow(""));
    auto const snapshot = store_->read();
    auto const open = [&](std::string const& typed) {
      auto const reference = parse_reference(*snapshot, typed);
      EXPECT_TRUE(reference) << typed;
      return figure(*snapshot, *reference);
    };
    EXPECT_EQ(text_of(*open(text)), "0/10");
    EXPECT_EQ(open(text)->reference.text(), text);
    EXPECT_EQ(text_of(*open(old.text())), "1/10");
    EXPECT_EQ(open(old.text())->reference.text(), old.text());
    test::Kept kept;
    ASSERT_TRUE(records(*snapshot, {.reference = *parse_reference(*snapshot, old.text())}, kept));
    EXPECT_EQ(kept.listing.rows.size(), 1U);
  }
}

TEST_P(Running, a_series_says_of_which_year_each_point_is) {
  close(province_, 2025);
  for (auto const* follows : {"database", "memory"}) {
    if (std::string_view(follows) == "memory") store_->follow_with(follow(""));
    auto const snapshot = store_->read();
    SeriesAsked asked{.measure = figure::measure("cells.graded_excellent"),
                      .unit = province_,
                      .from = day("2025-12-31"),
                      .to = day("2026-02-28")};
    for (bool const restated : {false, true}) {
      if (restated) asked.restated_on = asked.to;
      auto const points = series(*snapshot, asked);
      ASSERT_TRUE(points);
      std::string years;
      for (SeriesPoint const& point : *points) {
        years += std::to_string(point.figure.reference.year.number) + " ";
      }
      EXPECT_EQ(years, "2024 2024 2025 ") << follows << restated;
    }
  }
}

TEST_P(Running, pages_offer_each_year_and_say_which_one_runs) {
  auto const snapshot = store_->read();
  std::string offered;
  for (auto const& [value, label] :
       years_offered(*snapshot, province_, {day("2026-02-20")}, Language::vietnamese)) {
    offered += value + "=" + label + "; ";
  }
  EXPECT_EQ(offered, "=năm xếp loại gần nhất: 2024; 2025=năm 2025, đang xếp loại; 2024=năm 2024; ");
}

}  // namespace
}  // namespace giaoban::figure
