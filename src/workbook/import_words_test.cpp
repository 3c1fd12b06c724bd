// Words that no list knows, and people who look the same: asked once, and written as answered.
#include <gtest/gtest.h>

#include <filesystem>

#include "workbook/import_world_test.h"

namespace giaoban::workbook {
namespace {

using test::day;

class WorkbookWords : public ImportWorld {
 protected:
  static std::string asked(ImportReport const& report) {
    std::string text;
    for (Question const& one : report.questions) {
      text += (text.empty() ? "" : " | ") + one.id + " " + one.asks.args.front().value;
    }
    return text;
  }
  // How many count as of a minority and as religious: yes, no, not told.
  static std::string counted_as(store::Store& store) {
    int minority[3] = {}, religious[3] = {};
    store.read()->each_in_force(
        member::PersonTraits::kind, {day("31/12/2021")}, [&](store::RawFact const& fact) {
          auto const traits = store::typed<member::PersonTraits>(fact).value;
          ++minority[static_cast<int>(member::minority(traits.ethnicity))];
          ++religious[traits.religion.empty()
                          ? 1
                          : static_cast<int>(member::religious(traits.religion))];
        });
    auto const text = [](int const(&of)[3]) {
      return std::to_string(of[2]) + "/" + std::to_string(of[1]) + "/" + std::to_string(of[0]);
    };
    return "minority " + text(minority) + ", religious " + text(religious);
  }
};
ON_BOTH_DATABASES(WorkbookWords);

MadeRow row_of(int i, std::string const& people, std::string const& religion) {
  return {{"person_particulars.file_number", "LM" + std::to_string(i)},
          {"person_particulars.full_name", "Trần Thị Bình"},
          {"person_particulars.born", "14/06/19" + std::to_string(60 + i)},
          {"person_traits.sex", "Nữ"},
          {"person_traits.ethnicity", people},
          {"person_traits.religion", religion},
          {"members.cell_code", "PT-01-01-01"},
          {"members.joined", "03/02/2000"},
          {"members.recognised", "03/02/2001"}};
}

TEST_P(WorkbookWords, that_no_list_knows_are_one_question_a_word) {
  MadeBook book;
  book.sheets["posts"].rows.clear();
  book.sheets["grades"].rows.clear();
  auto& rows = book.sheets["members"].rows;
  rows.clear();
  int i = 0;
  for (auto const& [people, religion] :
       {std::pair{"Kinh", "Không"}, std::pair{"việt", "ko"}, std::pair{"x", "Phật giáo"},
        std::pair{"x", "đạo Phật"}, std::pair{"x", "có"}, std::pair{"Muong", "-"},
        std::pair{"-", "0"}, std::pair{"Tầy", "Lương"}}) {
    rows.push_back(row_of(i++, people, religion));
  }
  auto const store = fresh_store(whole);
  auto const open = imported(*store, book);
  EXPECT_EQ(lines(open.faults), "");
  EXPECT_EQ(asked(open), "members.ethnicity.word.x Dân tộc | members.religion.word.có Tôn giáo");
  EXPECT_EQ(open.questions.front().asks.args[1].value, "3");
  EXPECT_EQ(open.entry, 0);
  auto const done = imported(
      *store, book,
      {.answers = {{"members.ethnicity.word.x", "Kinh"}, {"members.religion.word.có", "blank"}}});
  EXPECT_EQ(lines(done.faults), "");
  EXPECT_GT(done.entry, 0);
  EXPECT_EQ(counted_as(*store), "minority 2/5/1, religious 2/6/0");
}

// What looks alike first, then all others: any word can be chosen, whatever stands in the cell.
TEST_P(WorkbookWords, of_no_list_are_offered_what_looks_alike_then_the_whole_list) {
  MadeBook book;
  book.sheets["posts"].rows.clear();
  book.sheets["grades"].rows.clear();
  auto const store = fresh_store(whole);
  struct Case {
    std::string people, religion, first;
  };
  for (Case const& one :
       {Case{"Kinh", "Dương Văn Mình", ""}, Case{"Mườnq", "Không", "Mường"},
        Case{"Không", "Không", ""}, Case{"Tàu", "Không", ""}, Case{"x", "Không", "Kinh"}}) {
    book.sheets["members"].rows = {row_of(0, one.people, one.religion)};
    auto const open = imported(*store, book);
    ASSERT_EQ(open.questions.size(), 1U) << one.people << one.religion;
    auto const& choices = open.questions.front().choices;
    if (!one.first.empty()) {
      EXPECT_EQ(choices.front().code, one.first);
    }
    bool const of_people = one.people != "Kinh";
    std::size_t listed = 1;  // blank
    for (Word const& word : (of_people ? member::peoples() : member::religions()).words()) {
      if (word.official.empty()) continue;
      ++listed;
      EXPECT_EQ(std::ranges::count(choices, word.official, &AnswerChoice::code), 1)
          << word.official << " for " << one.people << one.religion;
    }
    EXPECT_EQ(choices.size(), listed);
    EXPECT_EQ(open.questions.front().proposal, "blank");
  }
}

TEST_P(WorkbookWords, people_who_look_the_same_are_one_question) {
  MadeBook book;
  book.sheets["posts"].rows.clear();
  book.sheets["grades"].rows.clear();
  auto& rows = book.sheets["members"].rows;
  rows.clear();
  for (int i = 0; i < 3; ++i) rows.push_back(row_of(i, "Kinh", ""));
  rows[2]["person_particulars.born"] = rows[0]["person_particulars.born"];
  rows[2]["person_particulars.full_name"] = "TRẦN THỊ BÌNH";
  auto const store = fresh_store(whole);
  auto const open = imported(*store, book);
  EXPECT_EQ(asked(open), "members.doubles 1");
  EXPECT_EQ(lines(open.faults), book.place("members", 2, "person_particulars.full_name") +
                                    " member.suspected_double\n");
  auto const done = imported(*store, book, {.answers = {{"members.doubles", "another"}}});
  EXPECT_EQ(lines(done.faults), "");
  EXPECT_EQ(lines(done.warnings),
            book.place("members", 2, "person_particulars.full_name") + " member.name_put_right\n");
  auto const snapshot = store->read();
  auto const& kind = member::PersonParticulars::kind;
  auto const person =
      snapshot->bearer(kind, kind.field("file_number"), std::string("LM2"), {day("31/12/2021")});
  ASSERT_TRUE(person.has_value());
  EXPECT_EQ(snapshot->history_of<member::PersonApart>(*person).size(), 1U);
  // Known now, and asked about no more.
  auto const again = imported(*store, book);
  EXPECT_EQ(asked(again), "");
  EXPECT_EQ(again.known, 3 + 5);
}

// A year formatted as a date is a day of 1905.
TEST_P(WorkbookWords, ages_that_hardly_anybody_has_are_one_question) {
  MadeBook book;
  book.sheets["posts"].rows.clear();
  book.sheets["grades"].rows.clear();
  auto& rows = book.sheets["members"].rows;
  rows.clear();
  for (int i = 0; i < 3; ++i) rows.push_back(row_of(i, "Kinh", ""));
  rows[1]["person_particulars.born"] = "13/05/1905";
  rows[1]["members.joined"] = "03/02/2004";
  rows[1]["members.recognised"] = "03/02/2005";
  auto const store = fresh_store(whole);
  auto const open = imported(*store, book);
  EXPECT_EQ(asked(open), "members.ages 1");
  EXPECT_EQ(lines(open.faults),
            book.place("members", 1, "person_particulars.born") + " member.unusually_old\n");
  auto const wrong = imported(*store, book, {.answers = {{"members.ages", "wrong"}}});
  EXPECT_EQ(wrong.entry, 0);
  auto const right = imported(*store, book, {.answers = {{"members.ages", "right"}}});
  EXPECT_EQ(lines(right.faults), "");
  EXPECT_GT(right.entry, 0);
}

// In one file, however tones and births are written.
TEST_P(WorkbookWords, people_who_look_the_same_but_for_tone_marks_and_days_are_asked_about) {
  MadeBook book;
  book.sheets["posts"].rows.clear();
  book.sheets["grades"].rows.clear();
  auto& rows = book.sheets["members"].rows;
  rows.clear();
  for (int i = 0; i < 3; ++i) rows.push_back(row_of(i, "Kinh", ""));
  rows[0]["person_particulars.full_name"] = "Lê Thị Hòa";
  rows[1]["person_particulars.full_name"] = "Lê Thị Hoà";
  rows[2]["person_particulars.full_name"] = "LÊ THỊ HOÀ";
  rows[0]["person_particulars.born"] = "1960";
  rows[1]["person_particulars.born"] = "14/06/1960";
  rows[2]["person_particulars.born"] = "15/06/1960";
  EXPECT_EQ(asked(imported(*fresh_store(whole), book)), "members.doubles 2");
}

// Warnings that are alike are counted.
TEST_P(WorkbookWords, warnings_of_a_kind_are_told_three_times_and_counted) {
  MadeBook book;
  book.sheets["posts"].rows.clear();
  book.sheets["grades"].rows.clear();
  auto& rows = book.sheets["members"].rows;
  rows.clear();
  for (int i = 0; i < 7; ++i) {
    rows.push_back(row_of(i, "Kinh", ""));
    rows.back()["members.joined"] = "03/02/2012";
    rows.back()["members.recognised"] = "04/02/2013";
  }
  auto const store = fresh_store(whole);
  auto const report = imported(*store, book);
  EXPECT_EQ(lines(report.faults), "");
  ASSERT_EQ(report.warnings.size(), 4U);
  EXPECT_EQ(report.warnings[0].refusal.kind, &member::recognised_late);
  EXPECT_EQ(report.warnings[3].refusal.text(Language::vietnamese),
            "Còn 4 dòng nữa cũng như dòng 2 (tất cả 7 dòng).");
}

// --- files as offices sent them ----------------------------------------------------------------

struct FaultFile {
  std::string_view name;
  std::string_view asked;  // ids, with what is counted
  std::map<std::string, std::string> answers;
  std::string_view faults;   // kinds, once answered
  std::string_view counted;  // once written
};

TEST_P(WorkbookWords, of_files_from_offices_come_out_as_what_they_mean) {
  auto const root = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
  auto const files = root.parent_path() / "shared" / "faults";
  if (!std::filesystem::exists(files))
    GTEST_SKIP() << "the files of offices are not there: " << files;
  FaultFile const cases[] = {
      {"ethnicity",
       "members.ethnicity.word.x Dân tộc | members.ethnicity.word.Không Dân tộc | "
       "members.doubles 19",
       {{"members.ethnicity.word.x", "blank"},
        {"members.ethnicity.word.Không", "blank"},
        {"members.doubles", "another"}},
       "",
       "minority 5/11/4, religious 0/20/0"},
      {"religion",
       "members.religion.word.x Tôn giáo | members.doubles 18",
       {{"members.religion.word.x", "blank"}, {"members.doubles", "another"}},
       "",
       "minority 0/19/0, religious 2/17/0"},
      {"joined_at_age_5", "", {}, "member.joined_as_child", ""},
      {"recognised_after_1_day", "", {}, "member.probation_not_over", ""},
      {"same_person_twice",
       "members.doubles 1",
       {{"members.doubles", "same"}},
       "member.suspected_double",
       ""},
  };
  for (FaultFile const& file : cases) {
    SCOPED_TRACE(file.name);
    auto const store = fresh_store(whole);
    ImportOptions options{.file = (files / (std::string(file.name) + ".xlsx")).string()};
    EXPECT_EQ(asked(test::must(import(*store, actor, options))), file.asked);
    options.answers = file.answers;
    auto const report = test::must(import(*store, actor, options));
    std::string kinds;
    for (Fault const& fault : report.faults) {
      kinds += (kinds.empty() ? "" : " ") + std::string(fault.refusal.kind->code);
    }
    EXPECT_EQ(kinds, file.faults);
    if (!file.counted.empty()) {
      EXPECT_EQ(counted_as(*store), file.counted);
    }
  }
}

}  // namespace
}  // namespace giaoban::workbook
