// Runs tests/stories/*.story against the built program; how to write one: tests/story.h.
#include "tests/story.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <tuple>

#include "tests/both_databases.h"
#include "tests/place.h"

namespace giaoban::test {
namespace {

using Lines = std::vector<std::string>;

TEST(Story, is_read_line_by_line) {
  auto const steps = parse_story(
      "# a story\n\n$ giaoban a \\\n--b c\nout {n}\n\\$ 5\n\n# between\n$ giaoban d\n! word\n!\n"
      "exit 2\n");
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].line, 3);
  EXPECT_EQ(steps[0].command, "giaoban a --b c");
  EXPECT_EQ(steps[0].output, (Lines{"out {n}", "$ 5"}));
  EXPECT_EQ(steps[0].exit_code, 0);
  EXPECT_EQ(steps[1].output, Lines{});
  EXPECT_EQ(steps[1].words, (Lines{"word", ""}));
  EXPECT_EQ(steps[1].exit_code, 2);
}

TEST(Story, places_match_what_they_say_and_no_more) {
  struct Case {
    Lines expected;
    Lines seen;
    bool match;
  };
  for (auto const& [expected, seen, matches] :
       {Case{{"a.b"}, {"a.b"}, true}, Case{{"a.b"}, {"axb"}, false},
        Case{{"số {n}."}, {"số 57."}, true}, Case{{"số {n}."}, {"số x."}, false},
        Case{{"{mark}"}, {"3F0A9C21BE"}, true}, Case{{"{mark}"}, {"3F0A9C21B"}, false},
        Case{{"a{*}z"}, {"a b c z"}, true}, Case{{"a{*}z"}, {"a b c"}, false},
        Case{{"{} b"}, {"a b"}, true}, Case{{"{} b"}, {"a a b"}, false},
        Case{{R"([{"id":"x"}])"}, {R"([{"id":"x"}])"}, true}, Case{{"a"}, {"a", "b"}, false},
        Case{{"a", "b"}, {"a"}, false}, Case{{"..."}, {}, true},
        Case{{"...", "c"}, {"a", "b", "c"}, true}, Case{{"a", "..."}, {"a", "b"}, true},
        Case{{"...", "c"}, {"a", "b"}, false}, Case{{"{x} {x}"}, {"a a"}, true},
        Case{{"{x} {x}"}, {"a b"}, false}}) {
    Names names;
    EXPECT_EQ(lines_match(expected, seen, names), matches)
        << testing::PrintToString(expected) << " " << testing::PrintToString(seen);
  }
}

TEST(Story, a_name_keeps_its_first_word) {
  Names names;
  EXPECT_TRUE(lines_match({"người {person}"}, {"người 1048577"}, names));
  EXPECT_EQ(with_names("giaoban member show {person}", names), "giaoban member show 1048577");
  EXPECT_TRUE(lines_match({"{person} ok"}, {"1048577 ok"}, names));
  EXPECT_FALSE(lines_match({"{person} ok"}, {"1048578 ok"}, names));
}

// --- the stories ---------------------------------------------------------------------------------

struct Session {
  std::filesystem::path folder;
  std::string store;
};

struct Seen {
  Lines output;
  Lines words;
  int exit_code = 0;
};

std::string contents(std::filesystem::path const& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string quoted(std::string const& text) {
  return "'" + std::regex_replace(text, std::regex("'"), R"('\'')") + "'";
}

std::filesystem::path program() {
  char const* const named = std::getenv("GIAOBAN");
  return std::filesystem::absolute(named != nullptr ? named : GIAOBAN_PROGRAM);
}

Seen perform(Session const& session, std::string const& command) {
  auto const beside = session.folder.string();  // of the folder that the commands see
  auto const line = fmt::format(
      "cd {0}/here && unset LC_ALL LC_MESSAGES GIAOBAN_KEYS && PATH={0}/bin:\"$PATH\" "
      "LANG=vi_VN.UTF-8 HOME={0}/home XDG_STATE_HOME={0}/home XDG_CONFIG_HOME={0}/home "
      "GIAOBAN_STORE={1} ASAN_OPTIONS=\"$ASAN_OPTIONS:symbolize=0\" "
      "LSAN_OPTIONS=suppressions={3}/../leaks.txt:print_suppressions=0 "
      "sh -c {2} >{0}/output 2>{0}/words </dev/null",
      beside, quoted(session.store), quoted(command), GIAOBAN_STORIES);
  int const status = std::system(line.c_str());
  return {.output = lines_of(contents(beside + "/output")),
          .words = lines_of(contents(beside + "/words")),
          .exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

std::string as_story(std::string const& command, Seen const& seen) {
  static std::regex const marked(R"(! .*|!|\$ .*|#.*|\\.*|exit [0-9]+)");
  auto text = "$ " + command + "\n";
  for (auto const& line : seen.output) {
    text += (std::regex_match(line, marked) ? "\\" : "") + line + "\n";
  }
  for (auto const& line : seen.words) text += "! " + line + "\n";
  return seen.exit_code == 0 ? text : text + fmt::format("exit {}\n", seen.exit_code);
}

void play(std::filesystem::path const& file, Session const& session) {
  Names names;
  for (auto const& step : parse_story(contents(file))) {
    auto const command = with_names(step.command, names);
    auto const seen = perform(session, command);
    bool const as_told = seen.exit_code == step.exit_code &&
                         lines_match(step.output, seen.output, names) &&
                         (step.words.empty() || lines_match(step.words, seen.words, names));
    // What follows builds on this step: one that fails ends the story.
    ASSERT_TRUE(as_told) << file.string() << ":" << step.line << ": seen was\n"
                         << as_story(command, seen);
  }
}

std::vector<std::filesystem::path> story_files() {
  std::vector<std::filesystem::path> files;
  for (auto const& entry : std::filesystem::directory_iterator(GIAOBAN_STORIES)) {
    if (entry.path().extension() == ".story") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

class Stories : public testing::TestWithParam<std::tuple<std::filesystem::path, store::Dialect>> {
 protected:
  Stories() {
    auto name = place_for_files() + "/giaoban-story-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    session_.folder = name;
    for (auto const* inside : {"here", "bin", "home"}) {
      std::filesystem::create_directory(session_.folder / inside);
    }
    auto const start = session_.folder / "bin/giaoban";
    std::ofstream(start) << "#!/bin/sh\nexec " << quoted(program()) << " --as an \"$@\"\n";
    std::filesystem::permissions(start, std::filesystem::perms::owner_all);
    if (std::get<store::Dialect>(GetParam()) == store::Dialect::sqlite) {
      session_.store = "kho.giaoban";
    } else {
      database_ = fmt::format("giaoban_story_{}_{}", ::getpid(), ++made_);
      session_.store = PostgresServer::shared().create_database(database_);
    }
  }
  ~Stories() override {
    std::error_code ignored;
    std::filesystem::remove_all(session_.folder, ignored);
    if (!database_.empty()) PostgresServer::shared().drop_database(database_);
  }

  Session session_;

 private:
  std::string database_;
  static inline int made_ = 0;
};

TEST_P(Stories, go_as_told) {
  play(std::get<std::filesystem::path>(GetParam()), session_);
}

std::string story_name(testing::TestParamInfo<Stories::ParamType> const& test) {
  auto const& [file, dialect] = test.param;
  auto name = std::regex_replace(file.stem().string(), std::regex("[^A-Za-z0-9]"), "_");
  return name + (dialect == store::Dialect::sqlite ? "_sqlite" : "_postgres");
}

INSTANTIATE_TEST_SUITE_P(, Stories,
                         testing::Combine(testing::ValuesIn(story_files()),
                                          testing::ValuesIn(databases_here())),
                         story_name);

}  // namespace
}  // namespace giaoban::test
