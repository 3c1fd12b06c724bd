#include "app/cli.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "app/targets.h"

namespace giaoban::app {
namespace {

using command::Arguments;
using command::Command;
using command::Context;
using command::Given;
using command::Take;

store::Right const right{.name = "thing.write", .label = M("Ghi")};
RefusalKind const too_late{
    .code = "thing.too_late", .text = M("Đã muộn."), .remedy = M("Mai làm.")};

Result<void> echo(Context& context, Arguments const& arguments) {
  for (auto const* name : {"code", "name", "word"}) {
    if (auto const text = arguments.text(name)) context.data() << name << "=" << *text << "\n";
  }
  if (arguments.flag("dry-run")) context.data() << "dry\n";
  context.data() << "store=" << context.settings().address << " as=" << context.settings().user
                 << " keys=" << context.settings().keys_path << "\n";
  return {};
}
Result<void> say_no(Context&, Arguments const&) {
  return refuse(too_late);
}
Result<void> break_down(Context&, Arguments const&) {
  throw Breakage("relation thing: số 012345678901");
}

CommandTable table() {
  return {{.path = "unit found",
           .help = M("Thành lập"),
           .options = {{.name = "code", .help = M("Mã"), .given = Given::required},
                       {.name = "name", .help = M("Tên")},
                       {.name = "dry-run", .help = M("Thử"), .take = Take::flag}},
           .example = "giaoban unit found --code X",
           .run = echo,
           .right = &right},
          {.path = "unit show",
           .help = M("Xem"),
           .options = {{.name = "word", .help = M("Từ"), .take = Take::positional}},
           .run = echo,
           .right = &right},
          {.path = "refuse", .help = M("Từ chối"), .options = {}, .run = say_no, .right = &right},
          {.path = "break", .help = M("Hỏng"), .options = {}, .run = break_down, .right = &right}};
}

struct CommandLineTest : testing::Test {
  CommandLineTest() {
    auto name = (std::filesystem::temp_directory_path() / "giaoban-cli-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    surroundings.state_folder = folder + "/state";
  }
  ~CommandLineTest() override { std::filesystem::remove_all(folder); }

  Exit given(std::vector<std::string> const& words) {
    data.str("");
    told.str("");
    return run(words, table(), {}, surroundings, {data, told});
  }

  FixedClock const clock{*Day::from_ymd(2026, 11, 21)};
  Surroundings surroundings{.locale = "vi_VN.UTF-8",
                            .store = "env.giaoban",
                            .user = "an",
                            .state_folder = {},
                            .clock = &clock};
  std::string folder;
  std::ostringstream data;
  std::ostringstream told;
};

TEST_F(CommandLineTest, options_reach_the_command) {
  EXPECT_EQ(given({"unit", "found", "--code", "PT", "--name=Tỉnh ủy Phú Thọ", "--dry-run"}),
            Exit::done);
  EXPECT_EQ(data.str(), "code=PT\nname=Tỉnh ủy Phú Thọ\ndry\nstore=env.giaoban as=an keys=\n");
  EXPECT_EQ(told.str(), "");
}

TEST_F(CommandLineTest, common_options_stand_before_or_after_the_command) {
  auto const* const expected = "store=a.giaoban as=bình keys=k\n";
  for (auto const& words : {std::vector<std::string>{"--store", "a.giaoban", "--as", "bình",
                                                     "--keys", "k", "unit", "show"},
                            {"unit", "show", "--store", "a.giaoban", "--as", "bình", "--keys", "k"},
                            {"unit", "--as", "bình", "show", "--store=a.giaoban", "--keys=k"}}) {
    EXPECT_EQ(given(words), Exit::done) << told.str();
    EXPECT_EQ(data.str(), expected);
  }
}

TEST_F(CommandLineTest, a_positional_may_be_the_name_of_a_command) {
  EXPECT_EQ(given({"unit", "show", "unit"}), Exit::done) << told.str();
  EXPECT_EQ(data.str(), "word=unit\nstore=env.giaoban as=an keys=\n");
}

TEST_F(CommandLineTest, a_refusal_is_told_with_its_remedy_and_exits_with_1) {
  EXPECT_EQ(given({"refuse"}), Exit::refused);
  EXPECT_EQ(data.str(), "");
  EXPECT_EQ(told.str(), "Không làm được: Đã muộn.\n  Cần làm: Mai làm.\n");
}

TEST_F(CommandLineTest, wrong_usage_exits_with_2_and_says_what_is_wrong) {
  struct Case {
    std::vector<std::string> words;
    char const* told;
  };
  for (auto const& [words, expected] :
       {Case{{"unti", "found"}, "Có phải là: unit found?"},
        Case{{"unit", "fuond"}, "Có phải là: unit found?"},
        Case{{"unit", "xyzzy"}, "Không có lệnh “unit xyzzy”."},
        Case{{"refsue"}, "Có phải là: refuse?"}, Case{{"xyzzy"}, "Không có lệnh “xyzzy”."},
        Case{{"unit", "found", "--cod", "X"}, "Có phải là: --code?"},
        Case{{"unit", "found", "--xyzzy", "X"}, "không có tùy chọn --xyzzy"},
        Case{{"unit", "found"}, "Thiếu --code ... (Mã)."},
        Case{{"unit", "found", "--code"}, "Sau --code phải có một giá trị."},
        Case{{"unit", "found", "--code", "X", "Văn", "An"}, "Thừa “Văn”"},
        Case{{"unit", "show", "a", "b"}, "Thừa “b”"},
        Case{{"unit", "show", "--format", "xml"}, "--format: không nhận “xml”"},
        Case{{"unit", "show", "--lang", "fr"}, "--lang: không nhận “fr”"},
        Case{{"unit", "show", "\xff"}, "UTF-8"}, Case{{"unit"}, "unit found"},
        Case{{}, "unit found"}}) {
    EXPECT_EQ(given(words), Exit::usage) << expected;
    EXPECT_EQ(data.str(), "") << expected;
    EXPECT_NE(told.str().find(expected), std::string::npos) << told.str();
  }
}

TEST_F(CommandLineTest, help_goes_to_the_data_stream_at_every_level) {
  EXPECT_EQ(given({"--help"}), Exit::done);
  EXPECT_NE(data.str().find("unit found"), std::string::npos);
  EXPECT_NE(data.str().find("refuse"), std::string::npos);
  EXPECT_EQ(given({"unit", "-h"}), Exit::done);
  EXPECT_NE(data.str().find("unit found"), std::string::npos);
  EXPECT_EQ(data.str().find("refuse"), std::string::npos);
  EXPECT_EQ(given({"unit", "found", "--help"}), Exit::done);
  EXPECT_TRUE(
      data.str().starts_with("Cách dùng: giaoban unit found --code ... [tùy chọn...]\n\n"
                             "Thành lập\n\nBắt buộc:\n  --code ...  Mã\n"))
      << data.str();
  EXPECT_NE(data.str().find("Ví dụ:\n  giaoban unit found --code X\n"), std::string::npos);
}

TEST_F(CommandLineTest, the_language_is_asked_for_or_the_locale_s_or_vietnamese) {
  EXPECT_EQ(language_of("vi_VN.UTF-8"), Language::vietnamese);
  EXPECT_EQ(language_of("en_US.UTF-8"), Language::english);
  EXPECT_EQ(language_of("C.UTF-8"), Language::vietnamese);
  EXPECT_EQ(language_of(""), Language::vietnamese);
  given({"--help", "--lang", "en"});
  EXPECT_TRUE(data.str().starts_with("Usage:")) << data.str();
  surroundings.locale = "en_US.UTF-8";
  given({"unit", "--help"});
  EXPECT_TRUE(data.str().starts_with("Usage:")) << data.str();
  given({"--lang=vi", "unit", "--help"});
  EXPECT_TRUE(data.str().starts_with("Cách dùng:")) << data.str();
}

TEST_F(CommandLineTest, a_breakage_is_told_by_number_and_written_to_the_log_beside_the_store) {
  auto const store = folder + "/kho.giaoban";
  EXPECT_EQ(given({"break", "--store", store}), Exit::refused);
  EXPECT_TRUE(told.str().starts_with("Lỗi số 20261121-1200-")) << told.str();
  EXPECT_NE(told.str().find(store + ".log"), std::string::npos);
  EXPECT_EQ(told.str().find("012345678901"), std::string::npos);
  std::stringstream log;
  log << std::ifstream(store + ".log").rdbuf();
  EXPECT_NE(log.str().find("giaoban break: relation thing"), std::string::npos) << log.str();
  auto const rights = std::filesystem::status(store + ".log").permissions();
  EXPECT_EQ(rights & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
            std::filesystem::perms::none);
}

TEST_F(CommandLineTest, a_breakage_of_a_server_s_store_is_logged_in_the_state_folder) {
  EXPECT_EQ(given({"break", "--store", "postgresql://maychu/kho"}), Exit::refused);
  EXPECT_TRUE(std::filesystem::exists(folder + "/state/giaoban.log"));
}

// What a command is told to write is looked at before it runs, whatever command it is.
TEST_F(CommandLineTest, a_file_goes_over_another_only_when_that_is_said) {
  CommandTable made{
      {.path = "make",
       .help = M("Lập"),
       .options = {{.name = "book", .help = M("Tệp"), .input = command::Input::file_written}},
       .run = [](Context&, Arguments const& arguments) -> Result<void> {
         std::ofstream(arguments.path("book")->text()) << "PK new";
         return {};
       },
       .right = &right}};
  offer_replacing(made);
  auto const make = [&](std::string const& file, std::vector<std::string> const& more) {
    std::vector<std::string> words{"make", "--book", file};
    words.insert(words.end(), more.begin(), more.end());
    told.str("");
    return run(words, made, {}, surroundings, {data, told});
  };
  auto const bytes = [](std::string const& file) {
    std::ifstream in(file);
    return std::string{std::istreambuf_iterator<char>(in), {}};
  };
  auto const mine = folder + "/mine.xlsx";
  std::ofstream(mine) << "PK filled in";
  EXPECT_EQ(make(mine, {}), Exit::refused);
  EXPECT_NE(told.str().find("--replace"), std::string::npos) << told.str();
  EXPECT_EQ(bytes(mine), "PK filled in");
  EXPECT_EQ(make(mine, {"--replace"}), Exit::done) << told.str();
  EXPECT_EQ(bytes(mine), "PK new");
  std::ofstream(folder + "/empty.xlsx") << "";
  EXPECT_EQ(make(folder + "/empty.xlsx", {}), Exit::done) << told.str();
  EXPECT_EQ(make(folder + "/fresh.xlsx", {}), Exit::done) << told.str();
  for (auto const& file : {folder + "/nodir/x.xlsx", mine + "/x.xlsx"}) {
    EXPECT_EQ(make(file, {"--replace"}), Exit::refused) << file;
    EXPECT_NE(told.str().find("không có thư mục"), std::string::npos) << told.str();
    EXPECT_EQ(told.str().find("Lỗi số"), std::string::npos) << told.str();
  }
}

TEST_F(CommandLineTest, an_output_that_cannot_be_written_is_no_success) {
  data.setstate(std::ios::badbit);
  EXPECT_EQ(run({"unit", "show"}, table(), {}, surroundings, {data, told}), Exit::refused);
  EXPECT_NE(told.str().find("Không ghi được kết quả"), std::string::npos);
}

}  // namespace
}  // namespace giaoban::app
