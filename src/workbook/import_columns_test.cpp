#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <functional>

#include "workbook/import_world_test.h"

namespace giaoban::workbook {
namespace {

using test::day;
using test::must;

constexpr std::string_view born = "person_particulars.born";
constexpr std::string_view full_name = "person_particulars.full_name";
constexpr std::string_view file_number = "person_particulars.file_number";

// The column of the sheet of members, from 0.
lxw_col_t member_column(std::string_view id) {
  return static_cast<lxw_col_t>(sheet("members").index_of(id));
}

lxw_format* format_of(lxw_workbook* book, char const* code) {
  auto* const format = workbook_add_format(book);
  format_set_num_format(format, code);
  return format;
}

class WorkbookColumns : public ImportWorld {
 protected:
  // "Nguyễn Văn Ước, 14/06/1960, Kinh, chính thức 03/02/1986".
  static std::string told(store::Store& store, std::string_view number) {
    auto const snapshot = store.read();
    store::Moment const moment{day("31/12/2020")};
    auto const& kind = member::PersonParticulars::kind;
    auto const person =
        snapshot->bearer(kind, kind.field("file_number"), std::string(number), moment);
    if (!person) return "nobody";
    auto const named = snapshot->fact<member::PersonParticulars>(*person, moment)->value;
    auto const traits = snapshot->fact<member::PersonTraits>(*person, moment);
    auto const standing = snapshot->fact<member::MemberStanding>(*person, moment);
    std::string text = named.full_name;
    text += ", " + (named.born ? named.born->vietnamese() : std::string("?"));
    text += ", " + (traits ? traits->value.ethnicity : std::string());
    if (standing) {
      text += standing->value.standing == member::Standing::full ? ", chính thức " : ", dự bị ";
      text += standing->head.span.from.vietnamese();
    }
    return text;
  }
  static std::string questions(ImportReport const& report) {
    std::string text;
    for (Question const& one : report.questions) {
      text += one.id + (one.answer ? "=" + *one.answer : "") + "\n";
    }
    return text;
  }
};
ON_BOTH_DATABASES(WorkbookColumns);

// Spoils a book; what is asked, what is proposed, and what then stands in the store.
struct DoubtfulBook {
  char const* name;
  std::function<void(MadeBook&)> spoil;
  std::string asked;  // "": taken rightly without a question
  std::string answer;
  std::string number;
  std::string told;
  std::string proposed = "";  // "": not looked at
};

void leave_out(MadeBook& book, std::string const& column) {
  std::erase(book.sheets["members"].columns, column);
}

void add_person(MadeBook& book, std::string const& number, MadeRow const& cells) {
  MadeRow row{
      {"person_particulars.file_number", number}, {"person_particulars.full_name", "Trần Văn Đông"},
      {"person_particulars.born", "25/12/1961"},  {"person_traits.sex", "Nam"},
      {"members.cell_code", "PT-01-01-01"},       {"members.joined", "03/02/1985"},
      {"members.recognised", "03/02/1986"}};
  for (auto& [column, cell] : cells) row[column] = cell;
  book.add("members", row);
}

// NOLINTNEXTLINE(readability-function-size): one table, a row per kind of column.
std::vector<DoubtfulBook> const& doubtful_books() {
  static std::vector<DoubtfulBook> const books{
      {"days turned round by a spreadsheet of another country",
       [](MadeBook& b) {
         b.member(0)[std::string(born)] = DaySerial{21949};  // 03/02/1960 under dd/mm/yyyy
         b.member(1)[std::string(born)] = "28/06/1955";
         b.member(2)[std::string(born)] = "30/01/1970";
       },
       "members.born.days", "swap", "LT001",
       "Nguyễn Văn Ước, 02/03/1960, Kinh, chính thức 03/02/1986"},
      {"a list in VNI with a name that Unicode might have",
       [](MadeBook& b) {
         b.member(0)[std::string(full_name)] = "Phan Bích Hoàng";
         b.member(1)[std::string(full_name)] = "Nguyeãn Vaên Öôùc";
         b.member(2)[std::string(full_name)] = "Hoa Lan";
       },
       "members.full_name.encoding", "vni", "LT001",
       "Phan Bích Hồng, 14/06/1960, Kinh, chính thức 03/02/1986"},
      {"UTF-8 read as Latin-1",
       [](MadeBook& b) {
         b.member(0)[std::string(full_name)] = "Nguyá»\u0085n VÄ\u0083n Æ¯á»\u009bc";
       },
       "members.full_name.encoding", "utf8", "LT001",
       "Nguyễn Văn Ước, 14/06/1960, Kinh, chính thức 03/02/1986"},
      {"a month that a spreadsheet made a day of",
       [](MadeBook& b) {
         b.sheets["members"].last = [](lxw_workbook* book, lxw_worksheet* out) {
           worksheet_write_number(out, 1, member_column(born), 21947, format_of(book, "mmm-yy"));
         };
       },
       "", "", "LT001", "Nguyễn Văn Ước, 02/1960, Kinh, chính thức 03/02/1986"},
      {"zeros under a format",
       [](MadeBook& b) {
         b.sheets["posts"].rows.clear();
         b.sheets["grades"].rows.clear();
         b.sheets["members"].last = [](lxw_workbook* book, lxw_worksheet* out) {
           worksheet_write_number(out, 1, member_column(file_number), 123,
                                  format_of(book, "00000"));
         };
       },
       "", "", "00123", "Nguyễn Văn Ước, 14/06/1960, Kinh, chính thức 03/02/1986"},
      {"zeros lost",
       [](MadeBook& b) {
         add_person(b, "00456", {});
         b.sheets["posts"].rows.clear();
         b.sheets["grades"].rows.clear();
         b.member(0)[std::string(file_number)] = Serial{123};
       },
       "members.file_number.zeros", "pad-5", "00123",
       "Nguyễn Văn Ước, 14/06/1960, Kinh, chính thức 03/02/1986"},
      {"a citizen's number without its zero",
       [](MadeBook& b) { b.member(0)["person_identity.citizen_number"] = Serial{25060000001}; },
       "members.citizen_number.zeros", "pad-12", "LT001",
       "Nguyễn Văn Ước, 14/06/1960, Kinh, chính thức 03/02/1986"},
      {"TCVN3 among Unicode",
       [](MadeBook& b) { b.member(0)[std::string(full_name)] = "NguyÔn V¨n ¦íc"; },
       "members.full_name.encoding", "tcvn3-plain", "LT001",
       "Nguyễn Văn Ước, 14/06/1960, Kinh, chính thức 03/02/1986"},
      {"merged cells",
       [](MadeBook& b) {
         b.member(0).erase("person_traits.ethnicity");
         b.member(1).erase("person_traits.ethnicity");
         b.sheets["members"].last = [](lxw_workbook*, lxw_worksheet* out) {
           auto const column = member_column("person_traits.ethnicity");
           worksheet_merge_range(out, 1, column, 2, column, "Mường", nullptr);
         };
       },
       "", "", "LT002", "H'Hen Niê, 1975, Mường, chính thức 19/05/2002"},
      {"hidden rows that are left out",
       [](MadeBook& b) {
         add_person(b, "LT009", {});
         b.sheets["members"].last = [](lxw_workbook*, lxw_worksheet* out) {
           lxw_row_col_options options{};
           options.hidden = LXW_TRUE;
           worksheet_set_row_opt(out, 4, LXW_DEF_ROW_HEIGHT, nullptr, &options);
         };
       },
       "members.hidden-rows", "skip", "LT009", "nobody"},
      {"struck-out rows",
       [](MadeBook& b) {
         add_person(b, "LT009", {});
         b.sheets["members"].last = [](lxw_workbook* book, lxw_worksheet* out) {
           auto* const format = workbook_add_format(book);
           format_set_font_strikeout(format);
           worksheet_write_string(out, 4, member_column(file_number), "LT009", format);
         };
       },
       "members.struck-rows", "skip", "LT009", "nobody"},
      {"a second sheet of the same kind",
       [](MadeBook& b) {
         MadeSheet second = b.sheets["members"];
         second.tab = "Đảng viên (2)";
         second.rows = {{{"person_particulars.file_number", "LT009"},
                         {"person_particulars.full_name", "Trần Văn Đông"},
                         {"person_particulars.born", "1961"},
                         {"members.cell_code", "PT-01-01-01"},
                         {"members.joined", "03/02/1985"},
                         {"members.recognised", "03/02/1986"}}};
         b.further.emplace_back("members", second);
       },
       "members.tab-6", "take", "LT009", "Trần Văn Đông, 1961, , chính thức 03/02/1986"},
      {"a hidden sheet of the same kind",
       [](MadeBook& b) {
         MadeSheet second = b.sheets["members"];
         second.tab = "Đảng viên cũ";
         second.last = [](lxw_workbook*, lxw_worksheet* out) { worksheet_hide(out); };
         b.further.emplace_back("members", second);
       },
       "members.tab-6", "skip", "LT001", "Nguyễn Văn Ước, 14/06/1960, Kinh, chính thức 03/02/1986",
       "skip"},
      {"a part of a name struck out",
       [](MadeBook& b) {
         b.sheets["members"].last = [](lxw_workbook* book, lxw_worksheet* out) {
           auto* const struck = workbook_add_format(book);
           format_set_font_strikeout(struck);
           std::string was = "Nguyễn Văn Cũ ";
           std::string is = "Trần Văn Mới";
           lxw_rich_string_tuple old_name{.format = struck, .string = was.data()};
           lxw_rich_string_tuple new_name{.format = nullptr, .string = is.data()};
           lxw_rich_string_tuple* runs[] = {&old_name, &new_name, nullptr};
           worksheet_write_rich_string(out, 1, member_column(full_name), runs, nullptr);
         };
       },
       "", "", "LT001", "Trần Văn Mới, 14/06/1960, Kinh, chính thức 03/02/1986"},
      {"no column of official days",
       [](MadeBook& b) {
         leave_out(b, "members.recognised");
         leave_out(b, "party_card.number");
       },
       "members.recognised.missing", "official", "LT001",
       "Nguyễn Văn Ước, 14/06/1960, Kinh, chính thức 03/02/1986"},
      {"no column of the sex", [](MadeBook& b) { leave_out(b, "person_traits.sex"); },
       "members.sex.missing", "unknown", "LT001",
       "Nguyễn Văn Ước, 14/06/1960, Kinh, chính thức 03/02/1986"},
      {"thirty-six years on probation",
       [](MadeBook& b) {
         add_person(b, "LT009", {});
         b.member(3).erase("members.recognised");
       },
       "members.recognised.blank", "probationary", "LT009",
       "Trần Văn Đông, 25/12/1961, , dự bị 03/02/1985"},
      {"headings as offices write them",
       [](MadeBook& b) {
         b.sheets["members"].headings = {{"members.recognised", "Ngày công nhận chính thức"},
                                         {"members.joined", "Ngày kết nạp"},
                                         {std::string(born), "Ngày, tháng, năm sinh"},
                                         {"person_traits.sex", "Nam/Nữ"}};
       },
       "", "", "LT001", "Nguyễn Văn Ước, 14/06/1960, Kinh, chính thức 03/02/1986"},
  };
  return books;
}

// A column is read before any database is asked, and each row opens a store: one of them is enough.
class DoubtfulColumns : public WorkbookColumns {};
INSTANTIATE_TEST_SUITE_P(, DoubtfulColumns, testing::Values(store::Dialect::sqlite),
                         test::database_name);

TEST_P(DoubtfulColumns, are_asked_about_before_anything_is_written) {
  for (DoubtfulBook const& doubtful : doubtful_books()) {
    auto const store = fresh_store(whole);
    MadeBook book;
    doubtful.spoil(book);
    auto report = imported(*store, book);
    EXPECT_EQ(lines(report.faults), "") << doubtful.name;
    if (!doubtful.asked.empty()) {
      EXPECT_EQ(questions(report), doubtful.asked + "\n") << doubtful.name;
      EXPECT_EQ(head(*store), 0) << doubtful.name;
      for (Question const& one : report.questions) {
        auto const said =
            one.asks.text(Language::vietnamese) + one.asks.remedy(Language::vietnamese);
        EXPECT_EQ(said.find('{'), std::string::npos) << said;
        EXPECT_NE(std::ranges::find(one.choices, one.proposal, &AnswerChoice::code),
                  one.choices.end());
        EXPECT_EQ(one.proposal, doubtful.proposed.empty() ? one.proposal : doubtful.proposed);
      }
      ImportOptions options;
      options.answers[doubtful.asked] = doubtful.answer;
      report = imported(*store, book, options);
      EXPECT_EQ(lines(report.faults), "") << doubtful.name;
    }
    EXPECT_EQ(report.unanswered(), 0U) << doubtful.name << questions(report);
    EXPECT_EQ(head(*store), 1) << doubtful.name;
    EXPECT_EQ(told(*store, doubtful.number), doubtful.told) << doubtful.name;
  }
}

TEST_P(DoubtfulColumns, of_days_are_asked_about_beside_one_that_is_swapped) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.member(0)[std::string(born)] = DaySerial{21949};  // 03/02/1960
  book.member(1)[std::string(born)] = "28/06/1955";
  book.member(2)[std::string(born)] = "30/01/1970";
  for (std::size_t i = 0; i < 2; ++i) book.member(i)["members.joined"] = DaySerial{37681};
  book.member(0)["members.recognised"] = "03/02/2005";
  book.member(1)["members.recognised"] = "03/02/2005";
  auto const report = imported(*store, book);
  EXPECT_EQ(questions(report), "members.born.days\nmembers.joined.days\n");
  EXPECT_EQ(head(*store), 0);
}

TEST_P(WorkbookColumns, an_answer_is_one_of_those_offered) {
  auto const store = fresh_store(whole);
  MadeBook book;
  leave_out(book, "person_traits.sex");
  ImportOptions options;
  options.file = written(book);
  options.answers["members.sex.missing"] = "unknwon";
  auto const refused = import(*store, actor, options);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind->code, "import.no_such_answer");
  options.answers = {{"members.sex.missing", "unknown"}, {"members.sax.missing", "unknown"}};
  auto const report = must(import(*store, actor, options));
  EXPECT_EQ(words(report.warnings).contains("members.sax.missing"), true) << words(report.warnings);
}

// One office's column on several tabs, a tab per cell. Each tab holds one more member.
struct SpreadColumn {
  char const* name;
  char const* column;
  std::vector<MadeCell> first;               // on the sheet itself
  std::vector<std::vector<MadeCell>> tabs;   // on further ones
  std::map<std::string, std::string> asked;  // question and the answer that is given
  std::string told;                          // of the last cell of the last tab
};

std::vector<SpreadColumn> spread_columns() {
  return {{"texts after the twelfth on one tab, days before it on another",
           "person_particulars.born",
           {"28/06/1955", "30/01/1970", "25/03/1961"},
           {{DaySerial{21949}}},
           {{"members.born.days", "swap"}},
           "Trần Văn Tư, 02/03/1960, , chính thức 03/02/1986"},
          {"a third tab that has days before the twelfth alone",
           "person_particulars.born",
           {"28/06/1955", DaySerial{21949}, "30/01/1970"},
           {{"28/06/1956", DaySerial{21949}, "30/01/1971"}, {DaySerial{21949}, DaySerial{21949}}},
           {{"members.born.days", "swap"}},
           "Trần Văn Tám, 02/03/1960, , chính thức 03/02/1986"},
          {"a tab of right days stays as it is",
           "person_particulars.born",
           {"28/06/1955", DaySerial{21949}, "30/01/1970"},
           {{DaySerial{21970}, DaySerial{21971}, DaySerial{21972}, DaySerial{21949}}},
           {{"members.born.days", "swap"}},
           "Trần Văn Bảy, 03/02/1960, , chính thức 03/02/1986"},
          {"a tab that right days of another outweigh",
           "person_particulars.born",
           {DaySerial{21970}, DaySerial{21971}, DaySerial{21972}},
           {{"28/06/1955", "30/01/1970", DaySerial{21949}}},
           {{"members@6.born.days", "swap"}},
           "Trần Văn Sáu, 02/03/1960, , chính thức 03/02/1986"},
          {"VNI that shows on one tab only",
           "person_particulars.full_name",
           {"Nguyeãn Vaên Öôùc", "Ñoã Thò AÙnh", "Leâ Vaên Hoøa"},
           {{"Hoàng Lan"}},
           {{"members.full_name.encoding", "vni"}},
           "Hồng Lan, 14/06/1954, , chính thức 03/02/1986"},
          {"VNI on one tab, Unicode on another",
           "person_particulars.full_name",
           {"Nguyeãn Vaên Öôùc", "Ñoã Thò AÙnh", "Leâ Vaên Hoøa"},
           {{"Nguyễn Văn Đức", "Hoàng Lan"}},
           {{"members.full_name.encoding", "vni"}},
           "Hoàng Lan, 14/06/1955, , chính thức 03/02/1986"}};
}

void spread(MadeBook& book, SpreadColumn const& column) {
  constexpr std::array<char const*, 10> names{"Linh", "Một", "Hai", "Ba",  "Tư",
                                              "Năm",  "Sáu", "Bảy", "Tám", "Chín"};
  book.sheets["posts"].rows.clear();
  book.sheets["grades"].rows.clear();
  std::size_t number = 1;
  auto const rows_of = [&](std::vector<MadeCell> const& cells) {
    std::vector<MadeRow> rows;
    for (MadeCell const& cell : cells) {
      rows.push_back({{"person_particulars.file_number", "LS" + std::to_string(number)},
                      {"person_particulars.full_name",
                       std::string("Trần Văn ") + names.at(number % names.size())},
                      {"person_particulars.born", "14/06/" + std::to_string(1950 + number)},
                      {"members.cell_code", "PT-01-01-01"},
                      {"members.joined", "03/02/1985"},
                      {"members.recognised", "03/02/1986"}});
      rows.back()[column.column] = cell;
      ++number;
    }
    return rows;
  };
  book.sheets["members"].rows = rows_of(column.first);
  for (std::size_t i = 0; i < column.tabs.size(); ++i) {
    MadeSheet tab = book.sheets["members"];
    tab.tab = "Đảng viên (" + std::to_string(i + 2) + ")";
    tab.rows = rows_of(column.tabs[i]);
    book.further.emplace_back("members", tab);
  }
}

TEST_P(WorkbookColumns, are_one_on_however_many_tabs_they_lie) {
  for (SpreadColumn const& one : spread_columns()) {
    auto const store = fresh_store(whole);
    MadeBook book;
    spread(book, one);
    ImportOptions options;
    std::size_t last = one.first.size();
    for (std::size_t i = 0; i < one.tabs.size(); ++i) {
      options.answers["members.tab-" + std::to_string(6 + i)] = "take";
      last += one.tabs[i].size();
    }
    auto open = imported(*store, book, options);
    std::map<std::string, std::string> asked;
    for (Question const& each : open.questions) {
      if (!each.answer) asked[each.id] = each.proposal;
    }
    EXPECT_EQ(asked, one.asked) << one.name << words(open.faults);
    for (auto const& [id, answer] : one.asked) options.answers[id] = answer;
    auto const done = imported(*store, book, options);
    EXPECT_GT(done.entry, 0) << one.name << words(done.faults) << questions(done);
    EXPECT_EQ(told(*store, "LS" + std::to_string(last)), one.told) << one.name;
  }
}

TEST_P(WorkbookColumns, of_codes_lose_their_zeros_on_one_tab_as_on_all) {
  auto const store = fresh_store(whole);
  MadeBook book;
  SpreadColumn const cards{"zeros",
                           "party_card.number",
                           {"01234560", "01234561", "01234562"},
                           {{Serial{2234560}, Serial{2234561}}},
                           {},
                           ""};
  spread(book, cards);
  ImportOptions options{.answers = {{"members.tab-6", "take"}}};
  EXPECT_EQ(questions(imported(*store, book, options)),
            "members.tab-6=take\nmembers.number.zeros\n");
  auto const asked = imported(*store, book, options).questions.back();
  EXPECT_EQ(asked.proposal, "pad-8");
  ASSERT_FALSE(asked.examples.empty());
  EXPECT_TRUE(asked.examples.front().contains("Đảng viên (2)!")) << asked.examples.front();
}

// Whoever keeps the cells as they are mends them in the file: they are faults as before.
TEST_P(WorkbookColumns, are_faults_where_they_are_kept_as_they_stand) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.member(0)[std::string(full_name)] = "NguyÔn V¨n ¦íc";
  book.member(1)["person_identity.citizen_number"] = Serial{25175000002};
  ImportOptions options;
  options.answers = {{"members.full_name.encoding", "keep"},
                     {"members.citizen_number.zeros", "keep"}};
  auto const report = imported(*store, book, options);
  EXPECT_EQ(lines(report.faults), book.place("members", 0, std::string(full_name)) +
                                      " field.legacy_letters\n" +
                                      book.place("members", 1, "person_identity.citizen_number") +
                                      " member.bad_citizen_number\n");
  EXPECT_TRUE(words(report.faults).contains("mất số 0 ở đầu")) << words(report.faults);
}

TEST_P(WorkbookColumns, may_be_told_and_are_shown_beside_ours) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.sheets["members"].headings = {{"members.recognised", "Năm CT"}};
  auto const asked = imported(*store, book);
  EXPECT_EQ(questions(asked), "members.recognised.missing\n");
  auto const strange = std::ranges::find(asked.columns, "Năm CT", &FileColumn::heading);
  ASSERT_NE(strange, asked.columns.end());
  EXPECT_EQ(strange->taken_as, "");
  EXPECT_EQ(strange->example, "03/02/1986");
  ImportOptions options;
  options.headings = must(headings_in("Năm CT=recognised"));
  auto const report = imported(*store, book, options);
  EXPECT_EQ(lines(report.faults) + questions(report), "");
  EXPECT_EQ(std::ranges::find(report.columns, "Năm CT", &FileColumn::heading)->taken_as,
            "members.recognised");
  EXPECT_EQ(told(*store, "LT001"), "Nguyễn Văn Ước, 14/06/1960, Kinh, chính thức 03/02/1986");
  // The next file of the same headings is read the same, until something else is said.
  add_person(book, "LT009", {});
  EXPECT_EQ(questions(imported(*store, book)), "");
  EXPECT_EQ(told(*store, "LT009"), "Trần Văn Đông, 25/12/1961, , chính thức 03/02/1986");
  auto const recalled = imported(*store, book);
  EXPECT_TRUE(std::ranges::find(recalled.columns, "Năm CT", &FileColumn::heading)->recalled);
  EXPECT_TRUE(words(recalled.warnings).contains("“Năm CT” được hiểu là “Ngày chính thức”"))
      << words(recalled.warnings);
  add_person(book, "LT010", {{"person_particulars.full_name", "Trần Văn Bắc"}});
  options.headings = must(headings_in("Năm CT="));
  EXPECT_EQ(questions(imported(*store, book, options)), "members.recognised.missing\n");
}

// What one office said of its file does not turn round the columns that everybody knows.
TEST_P(WorkbookColumns, that_are_known_are_not_what_an_earlier_file_said) {
  auto const store = fresh_store(whole);
  MadeBook book;
  ImportOptions options;
  options.headings = must(headings_in("Dân tộc="));
  imported(*store, book, options);
  ASSERT_EQ(head(*store), 1);
  auto const report = imported(*store, book);
  auto const known = std::ranges::find(report.columns, "Dân tộc", &FileColumn::heading);
  ASSERT_NE(known, report.columns.end());
  EXPECT_EQ(known->taken_as, "person_traits.ethnicity");
}

TEST_P(WorkbookColumns, that_were_said_and_are_not_there_are_faults) {
  auto const store = fresh_store(whole);
  ImportOptions options;
  options.headings = must(headings_in("Xyz=birthplace"));
  auto const report = imported(*store, MadeBook{}, options);
  EXPECT_TRUE(words(report.faults).contains("“Xyz”")) << words(report.faults);
  EXPECT_EQ(head(*store), 0);
}

// Each row is faulty because a column is missing: it is the column that is asked about.
TEST_P(WorkbookColumns, left_out_are_asked_about_though_no_row_is_sound) {
  auto const store = fresh_store(whole);
  MadeBook book;
  leave_out(book, "members.recognised");
  for (std::size_t i = 0; i < book.sheets["members"].rows.size(); ++i) {
    book.member(i)["party_card.number"] = std::to_string(10000001 + i);
    book.member(i)["members.joined"] = "03/02/2001";
    book.member(i)["person_particulars.born"] = "14/06/1970";
  }
  EXPECT_EQ(questions(imported(*store, book)), "members.recognised.missing\n");
}

TEST_P(WorkbookColumns, headed_otherwise_are_told_so_that_somebody_can_say_what_they_are) {
  auto const store = fresh_store(whole);
  MadeBook book;
  for (std::string const& id : book.sheets["members"].columns) {
    book.sheets["members"].headings[id] = "Xa lạ " + id;
  }
  auto const strange = imported(*store, book);
  EXPECT_TRUE(lines(strange.faults).contains("import.no_headings")) << lines(strange.faults);
  auto const told = std::ranges::find(strange.columns, "Xa lạ person_particulars.full_name",
                                      &FileColumn::heading);
  ASSERT_NE(told, strange.columns.end());
  EXPECT_EQ(told->example, "Nguyễn Văn Ước");
  auto const csv = (folder() / "ds.csv").string();
  std::ofstream(csv) << "SLL;Họ và tên;Mã chi bộ ấy\n1;Trần Văn Sáu;PT-01-01-01\n";
  auto const list = must(import(*store, actor, {.file = csv, .opening = day("01/12/2020")}));
  EXPECT_TRUE(lines(list.faults).contains("import.missing_column")) << lines(list.faults);
  EXPECT_NE(std::ranges::find(list.columns, "Mã chi bộ ấy", &FileColumn::heading),
            list.columns.end());
}

TEST_P(WorkbookColumns, headed_in_an_old_font_are_known) {
  auto const store = fresh_store(whole);
  MadeBook book;
  book.sheets["members"].headings = {{std::string(full_name), "Hä vµ tªn"}};
  EXPECT_EQ(lines(imported(*store, book).faults), "");
  EXPECT_EQ(head(*store), 1);
}

TEST(WorkbookPairs, are_read_or_refused) {
  auto const text = pair_text("members.ethnicity.word.Kinh; Tày \\", "Tày");
  EXPECT_EQ(must(answers_in(text + ";a=b")),
            (std::map<std::string, std::string>{{"members.ethnicity.word.Kinh; Tày \\", "Tày"},
                                                {"a", "b"}}));
  EXPECT_FALSE(answers_in("days=swap; days=keep").has_value());
  EXPECT_TRUE(answers_in("days=swap; days=swap").has_value());
  EXPECT_FALSE(headings_in("Năm=recognised; năm:=joined").has_value());
  EXPECT_EQ(must(answers_in(" a=b ; c=d;")),
            (std::map<std::string, std::string>{{"a", "b"}, {"c", "d"}}));
  EXPECT_FALSE(answers_in("a").has_value());
  EXPECT_FALSE(headings_in("Năm=khong_co").has_value());
  EXPECT_EQ(must(headings_in("members/Năm=Ngày chính thức")).at("members/Năm"),
            "members.recognised");
  EXPECT_EQ(must(headings_in("Ghi chú=")).at("members/Ghi chú"), "");
}

struct SpoiltCell {
  char const* name;
  std::string column;
  MadeCell cell;
  std::string code;
};

// What no answer can mend is a fault at its cell.
TEST(WorkbookCells, are_refused_where_nothing_can_be_made_of_them) {
  std::filesystem::path const file = std::filesystem::temp_directory_path() /
                                     ("giaoban-cell-" + std::to_string(::getpid()) + ".xlsx");
  std::vector<SpoiltCell> const cells{
      {"question marks for letters", std::string(full_name), "Nguy?n V?n Ư?c",
       "field.letters_lost"},
      {"a letter at the end", std::string(full_name), "Lê Th?", "field.letters_lost"},
      {"U+FFFD", std::string(full_name), "Nguy\uFFFDn Văn", "field.letters_lost"},
      {"a number for a name", std::string(full_name), Serial{12345}, "import.name_is_number"},
      {"digits for a name", std::string(full_name), "12345", "import.name_is_number"},
      {"a mark for the row above", std::string(full_name), "nt", "import.name_is_number"},
      {"boxes for letters", std::string(full_name), "Nguy□n V□n", "import.name_is_number"},
      {"another column's word", std::string(full_name), "Nam", "import.name_is_number"},
      {"a day for a number", std::string(file_number), DaySerial{44000}, "import.day_for_text"},
      {"a number in short", std::string(file_number), "1.23E+11", "import.code_changed"},
      {"a number of more digits than are kept", std::string(file_number),
       Serial{1.23456789012346E17}, "import.code_changed"},
  };
  for (SpoiltCell const& spoilt : cells) {
    MadeBook book;
    book.member(0)[spoilt.column] = spoilt.cell;
    book.write(file);
    auto const report = must(check_file({.file = file.string()}));
    auto const place = book.place("members", 0, spoilt.column);
    auto const found = std::ranges::find_if(
        report.faults, [&](Fault const& fault) { return fault.refusal.where == place; });
    ASSERT_NE(found, report.faults.end()) << spoilt.name;
    EXPECT_EQ(found->refusal.kind->code, spoilt.code) << spoilt.name;
  }
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace giaoban::workbook
