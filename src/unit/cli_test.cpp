#include "unit/cli.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "tests/both_databases.h"
#include "unit/unit.h"

namespace giaoban::unit {
namespace {

using Given = std::vector<std::pair<std::string, std::string>>;

store::Catalogue const& test_catalogue() {
  static store::Catalogue const all = [] {
    store::Catalogue c = store::store_catalogue();
    c.add(catalogue());
    return c;
  }();
  return all;
}

class UnitCommands : public test::BothDatabases {
 protected:
  void SetUp() override {
    settings_ = {.address = fresh_address(),
                 .keys_path = (folder() / "keys").string(),
                 .user = "lan",
                 .grants = {&unit_read, &unit_write},
                 .language = Language::vietnamese,
                 .format = print::Format::csv};
    command::Context context(settings_, test_catalogue(), clock_, data_, words_);
    auto const opened = context.store(store::IfMissing::create);
    ASSERT_TRUE(opened) << opened.error().text(Language::vietnamese);
    say_done("unit found", {{"code", "PT"},
                            {"name", "Tỉnh ủy Phú Thọ"},
                            {"unit-kind", "province_committee"},
                            {"from", "01/01/2015"}});
    say_done("unit found", {{"code", "PT-01"},
                            {"name", "Đảng bộ Sở Y tế"},
                            {"unit-kind", "đảng bộ cơ sở"},
                            {"parent", "PT"},
                            {"from", "01/01/2015"}});
  }
  Result<void> run(std::string_view path, Given const& given) {
    data_.str("");
    words_.str("");
    command::Arguments arguments;
    for (auto const& [name, value] : given) arguments.set(name, value);
    for (command::Command const& command : commands()) {
      if (command.path != path) continue;
      command::Context context(settings_, test_catalogue(), clock_, data_, words_);
      return command.run(context, arguments);
    }
    bug("the command exists", std::source_location::current());
  }
  // Runs it, fails the test when it is refused, and gives what went to stdout.
  std::string say_done(std::string_view path, Given const& given) {
    auto const done = run(path, given);
    EXPECT_TRUE(done) << path << ": " << done.error().text(Language::vietnamese);
    return data_.str();
  }
  // The refusal's code, empty when it was done.
  std::string_view refused(std::string_view path, Given const& given) {
    auto const done = run(path, given);
    return done ? std::string_view{} : done.error().kind->code;
  }

  FixedClock clock_{*Day::from_ymd(2021, 6, 14)};
  command::Context::Settings settings_;
  std::ostringstream data_;
  std::ostringstream words_;
};
ON_BOTH_DATABASES(UnitCommands);

TEST_P(UnitCommands, list_and_tree_show_the_day_asked) {
  auto const list = say_done("unit list", {});
  EXPECT_NE(list.find("PT-01,Đảng bộ Sở Y tế,đảng bộ cơ sở,cơ sở"), std::string::npos) << list;
  auto const one = say_done("unit list", {{"unit", "PT"}, {"unit-kind", "province_committee"}});
  EXPECT_EQ(one.find("PT-01"), std::string::npos) << one;
  auto const tree = say_done("unit tree", {{"unit", "PT"}});
  EXPECT_NE(tree.find("PT-01,Đảng bộ Sở Y tế,đảng bộ cơ sở,1"), std::string::npos) << tree;
  settings_.format = print::Format::table;
  EXPECT_NE(say_done("unit tree", {}).find("  Đảng bộ Sở Y tế"), std::string::npos);
  EXPECT_EQ(say_done("unit tree", {{"as-of", "31/12/2014"}}).find("PT-01"), std::string::npos);
}

TEST_P(UnitCommands, show_tells_a_name_on_both_clocks) {
  say_done("unit rename", {{"unit", "PT-01"}, {"name", "Đảng bộ Y tế"}, {"from", "2020-01-01"}});
  auto const shown = say_done("unit show", {{"unit", "PT-01"}});
  EXPECT_NE(shown.find("Tên đơn vị,Đảng bộ Y tế,2020-01-01,,có,3,"), std::string::npos) << shown;
  EXPECT_NE(shown.find("Tên đơn vị,Đảng bộ Sở Y tế,2015-01-01,2020-01-01,,3,"), std::string::npos)
      << shown;
  EXPECT_NE(shown.find("Đơn vị cấp trên,PT Tỉnh ủy Phú Thọ,"), std::string::npos) << shown;
  auto const then = say_done("unit show", {{"unit", "PT-01"}, {"known-at", "2"}});
  EXPECT_EQ(then.find("Đảng bộ Y tế"), std::string::npos) << then;
}

TEST_P(UnitCommands, rename_keeps_the_short_name_that_was_not_given) {
  say_done("unit rename",
           {{"unit", "PT"}, {"name", "Tỉnh ủy"}, {"short-name", "TU"}, {"from", "2020-01-01"}});
  say_done("unit rename", {{"unit", "PT"}, {"name", "Tỉnh ủy PT"}, {"from", "2021-01-01"}});
  EXPECT_NE(say_done("unit show", {{"unit", "PT"}}).find("Tỉnh ủy PT (TU)"), std::string::npos);
}

TEST_P(UnitCommands, write_by_code_and_day) {
  say_done("unit found", {{"code", "PT-02"},
                          {"name", "Đảng bộ Sở Nội vụ"},
                          {"unit-kind", "grassroots_committee"},
                          {"parent", "PT"},
                          {"from", "01/01/2016"}});
  say_done("unit found", {{"code", "PT-01-1"},
                          {"name", "Chi bộ 1"},
                          {"unit-kind", "dependent_cell"},
                          {"parent", "PT-01"},
                          {"from", "01/01/2016"}});
  EXPECT_EQ(refused("unit dissolve", {{"unit", "PT-01"}, {"from", "01/01/2020"}}),
            "unit.still_has_units");
  say_done("unit move", {{"unit", "PT-01-1"}, {"parent", "PT-02"}, {"from", "01/01/2017"}});
  say_done("unit recode", {{"unit", "PT-01-1"}, {"code", "PT-02-1"}, {"from", "01/01/2017"}});
  say_done("unit change-kind",
           {{"unit", "PT-01"}, {"unit-kind", "grassroots_cell"}, {"from", "01/01/2018"}});
  say_done("unit dissolve", {{"unit", "PT-01"}, {"from", "01/01/2020"}});
  auto const tree = say_done("unit tree", {});
  EXPECT_EQ(tree.find("PT-01"), std::string::npos) << tree;
  EXPECT_NE(tree.find("PT-02-1,Chi bộ 1,chi bộ trực thuộc,2"), std::string::npos) << tree;
}

TEST_P(UnitCommands, tell_a_warning_and_still_write) {
  say_done("unit found", {{"code", "PT-90"},
                          {"name", "Đảng ủy các cơ quan Đảng tỉnh"},
                          {"unit-kind", "province_agencies_committee"},
                          {"parent", "PT"},
                          {"from", "11/02/2025"}});
  EXPECT_NE(words_.str().find("Chưa chắc"), std::string::npos) << words_.str();
}

TEST_P(UnitCommands, refuse_what_is_missing_or_unknown) {
  EXPECT_EQ(refused("unit show", {}), "usage.option_missing");
  EXPECT_EQ(refused("unit show", {{"unit", "PT-1"}}), "unit.no_such_unit");
  EXPECT_EQ(refused("unit rename", {{"unit", "PT"}, {"name", "X"}, {"from", "31/02/2020"}}),
            "usage.option_not_a_day");
  EXPECT_EQ(
      refused("unit change-kind", {{"unit", "PT"}, {"unit-kind", "hội"}, {"from", "01/01/2020"}}),
      "field.not_in_list");
}

TEST(UnitCommandTable, names_each_once_with_its_right) {
  std::set<std::string_view> paths;
  for (command::Command const& command : commands()) {
    EXPECT_TRUE(paths.insert(command.path).second) << command.path;
    EXPECT_TRUE((command.verb != nullptr) != (command.right != nullptr)) << command.path;
    EXPECT_NE(command.run, nullptr) << command.path;
    std::set<std::string> options;
    for (auto const& option : command.options) {
      EXPECT_TRUE(options.insert(option.name).second) << command.path << " --" << option.name;
    }
  }
}

}  // namespace
}  // namespace giaoban::unit
