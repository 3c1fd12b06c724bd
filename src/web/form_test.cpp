#include "web/form.h"

#include <regex>

#include "store/fact_text.h"
#include "web/grid.h"
#include "web/look_world_test.h"

namespace giaoban::web {
namespace {

enum class Grade { good, fair };
std::span<Choice const> choices_of(Grade) {
  static Choice const all[] = {{0, "good", M("Xem")}, {1, "fair", M("nay")}};
  return all;
}
struct Report {
  std::string title;
  Day on;
  std::optional<Grade> grade;
  std::optional<PersonId> author;
  static store::Kind const kind;
};
store::Entity const person_entity{"person", M("Xem")};
store::Kind const Report::kind{
    .number = 900,
    .table = "toy_report",
    .label = M("Xem"),
    .fields = {store::field<&Report::title>(1, "title", M("Tên"), {.need = store::Need::required}),
               store::field<&Report::on>(2, "signed_on", M("Ngày"), {.form_item = "mục 5"}),
               store::field<&Report::grade>(3, "grade", M("Xem"), {.care = store::Care::sensitive}),
               store::field<&Report::author>(4, "author", M("Xem"), {.refers = &person_entity})}};

std::string value_of(std::string const& html, std::string const& name) {
  std::smatch found;
  std::regex const input("name=\"" + name + "\" value=\"([^\"]*)\"");
  return std::regex_search(html, found, input) ? std::string(found[1]) : std::string("none");
}

using Forms = LookWorld;

Form report_form() {
  return {.id = "report-1",
          .action = to("/reports"),
          .groups = {{.fields = fields_of(Report::kind, Language::vietnamese)}},
          .submit = "Ghi"};
}

TEST_F(Forms, fields_follow_from_the_declaration) {
  Report const report{"Báo cáo", test::day("14/06/2021"), Grade::fair, PersonId{57}};
  auto const fields =
      fields_of(Report::kind, Language::vietnamese, store::values_of(Report::kind, &report));
  ASSERT_EQ(fields.size(), 4U);
  EXPECT_EQ(fields[0].need, store::Need::required);
  EXPECT_EQ(fields[1].name, "signed-on");
  EXPECT_EQ(fields[1].control, Control::day);
  EXPECT_EQ(fields[1].value, "14/06/2021");
  EXPECT_EQ(fields[1].form_item, "mục 5");
  EXPECT_EQ(fields[2].control, Control::choice);
  EXPECT_EQ(fields[2].value, "fair");
  EXPECT_EQ(fields[2].picks.size(), 2U);
  EXPECT_EQ(fields[2].care, store::Care::sensitive);
  EXPECT_EQ(fields[3].control, Control::person);
}

TEST_F(Forms, each_showing_has_another_nonce_and_the_head_seen) {
  std::string const first = form(visit(), report_form()).text();
  std::string const second = form(visit(), report_form()).text();
  EXPECT_EQ(value_of(first, "nonce").size(), 32U);
  EXPECT_NE(value_of(first, "nonce"), value_of(second, "nonce"));
  EXPECT_EQ(value_of(first, "based_on"), std::to_string(store_->read()->head()));
}

TEST_F(Forms, a_refused_form_comes_back_with_what_was_typed_and_the_fault_beside_it) {
  request_.method = Method::post;
  request_.form.add("title", "Báo cáo <6 tháng>");
  request_.form.add("signed-on", "31/02/2021");
  request_.form.add("based_on", "7");
  auto const wrong = store::read_value(Report::kind.fields[1], "31/02/2021");
  ASSERT_FALSE(wrong.has_value());
  std::string const html = form_again(visit(), report_form(), wrong.error()).text();
  EXPECT_EQ(value_of(html, "title\" type=\"text"), "Báo cáo &lt;6 tháng&gt;");
  EXPECT_EQ(value_of(html, "signed-on\" type=\"text"), "31/02/2021");
  EXPECT_EQ(value_of(html, "based_on"), "7");
  EXPECT_NE(html.find("aria-describedby=\"report-1-signed-on-fault\""), std::string::npos);
  EXPECT_NE(html.find("id=\"report-1-signed-on-fault\""), std::string::npos);
  EXPECT_NE(html.find("</a>: “31/02/2021”"), std::string::npos) << html;  // its label once
  EXPECT_EQ(html.find("class=\"refusal\""), std::string::npos);
}

TEST_F(Forms, a_fault_of_no_field_stands_above) {
  std::string const html =
      form_again(visit(), report_form(), {&store::out_of_reach, {{"actor", "lan"}}}).text();
  EXPECT_LT(html.find("class=\"refusal\""), html.find("<form"));
}

TEST_F(Forms, who_wrote_meanwhile_has_been_seen_by_the_next_try) {
  request_.form.add("based_on", "700");
  std::string const html =
      form_again(visit(), report_form(), {&store::written_meanwhile, {}}).text();
  EXPECT_EQ(value_of(html, "based_on"), std::to_string(store_->read()->head()));
}

TEST_F(Forms, arguments_are_the_commands_names) {
  request_.method = Method::post;
  request_.form.add("document_date", "14/06/2021");
  request_.form.add("based_on", "7");
  request_.form.add("token", "secret");
  request_.form.add("title", "");
  command::Arguments const arguments = arguments_of(request_);
  EXPECT_EQ(arguments.text("document-date"), "14/06/2021");
  EXPECT_EQ(arguments.text("based-on"), "7");
  EXPECT_FALSE(arguments.text("token").has_value());
  EXPECT_FALSE(arguments.text("title").has_value());
}

TEST_F(Forms, a_password_is_never_shown_again) {
  std::vector<FormField> fields{{.name = "password", .label = "", .control = Control::secret}};
  Fields typed;
  typed.add("password", "bimat");
  show_typed(fields, typed);
  EXPECT_EQ(form_field(Words{}, fields[0]).text().find("bimat"), std::string::npos);
}

TEST_F(Forms, a_grid_comes_back_by_row_and_column) {
  std::vector<GridColumn> const columns{{.name = "grade", .label = ""},
                                        {.name = "note", .label = ""}};
  Grid sheet{.id = "g",
             .action = to("/g"),
             .caption = "",
             .head_labels = {"Tên"},
             .columns = columns,
             .rows = {{.key = "57", .heads = {"Ước"}, .values = {"a", ""}},
                      {.key = "58", .heads = {"Hoài"}, .values = {"b", ""}}},
             .submit = "Ghi"};
  std::string const html = grid(visit(), sheet).text();
  EXPECT_EQ(value_of(html, "rows"), "57 58");
  Fields typed;
  typed.add("rows", "57 58");
  typed.add("57.grade", "c");
  typed.add("58.note", "tốt\"");
  typed.add("59.grade", "d");  // a row that the form did not have
  auto const entries = test::must(entries_of(typed, columns));
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].values, (std::vector<std::string>{"c", ""}));
  EXPECT_EQ(entries[1].values, (std::vector<std::string>{"", "tốt\""}));
  show_typed(sheet, entries);
  EXPECT_NE(grid(visit(), sheet).text().find("value=\"tốt&quot;\""), std::string::npos);
}

// A row's cells are copied for each time that its key comes, so that a key costs what a cell holds.
TEST(Sheets, take_each_row_once_and_no_more_than_a_sheet_has) {
  std::vector<GridColumn> const columns{{.name = "note", .label = "Ghi chú"}};
  auto const refused = [&](std::string const& keys, std::string const& cell) {
    Fields typed;
    typed.add("rows", keys);
    typed.add("a.note", cell);
    auto const entries = entries_of(typed, columns);
    return entries ? nullptr : entries.error().kind;
  };
  EXPECT_EQ(refused("a b", std::string(remark_letters_max, 'x')), nullptr);
  EXPECT_EQ(refused("a b", std::string(remark_letters_max + 1, 'x')), &store::text_too_long);
  EXPECT_EQ(refused("a b a", ""), &sheet_malformed);
  EXPECT_EQ(refused(std::string(300, 'k'), ""), &sheet_malformed);
  std::string keys;
  for (std::size_t i = 0; i < rows_max; ++i) keys += "r" + std::to_string(i) + " ";
  EXPECT_EQ(refused(keys, ""), nullptr);
  EXPECT_EQ(refused(keys + "a", ""), &sheet_malformed);
}

}  // namespace
}  // namespace giaoban::web
