// Single bits of a store's files turned over: check says that something is wrong, or whatever can
// be read, by tables and by each of their indexes, is what was written. GIAOBAN_TEST_FLIPS says how
// many bits; the figure of a long run stands in docs/security.md.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "tests/site_world.h"

namespace giaoban::app {
namespace {

int flips_wanted(int by_default) {
  char const* const wanted = std::getenv("GIAOBAN_TEST_FLIPS");
  return wanted == nullptr ? by_default : std::atoi(wanted);
}

class Flips : public SiteWorld {
 protected:
  void SetUp() override {
    SiteWorld::SetUp();
    store().log_access("lan", "hồ sơ", person.value);
    original_ = store().address();
    copy_ = (folder() / "flipped.giaoban").string();
    std::filesystem::copy_file(options(original_, whole).keys_path,
                               options(copy_, whole).keys_path);
  }

  static void copy(std::string const& from, std::string const& to) {
    std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing);
  }
  // Everything that can be read, table by table and index by index.
  std::vector<std::string> everything() {
    auto const db = store::connect(copy_, store::IfMissing::fail, store::Opening::to_read);
    std::vector<std::pair<std::string, std::string>> walks;  // what, and the question
    db->each(
        "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER "
        "BY name",
        store::Params(), [&](store::RowView const& row) {
          bool const index = row.text(0) == "index";
          walks.emplace_back(row.text(1),
                             fmt::format("SELECT * FROM {} {}", row.text(2),
                                         index ? "INDEXED BY " + row.text(1) : "NOT INDEXED"));
          if (index) walks.back().second += " ORDER BY " + columns_of(*db, row.text(1));
        });
    std::vector<std::string> all;
    for (auto const& [what, question] : walks) {
      auto& one = all.emplace_back(what);
      auto const columns = width_of(*db, question);
      db->each(question, store::Params(), [&](store::RowView const& row) {
        for (int i = 0; i < columns; ++i) one += "|" + text_of(row.value(i));
        one += '\n';
      });
    }
    return all;
  }
  static std::string columns_of(store::Db& db, std::string const& index) {
    std::string names;
    db.each(fmt::format("SELECT name FROM pragma_index_info('{}')", index), store::Params(),
            [&](store::RowView const& row) { names += (names.empty() ? "" : ", ") + row.text(0); });
    return names;
  }
  static int width_of(store::Db& db, std::string const& question) {
    auto const from = question.find("FROM ") + 5;
    int columns = 0;
    db.each(fmt::format("SELECT 1 FROM pragma_table_info('{}')",
                        question.substr(from, question.find(' ', from) - from)),
            store::Params(), [&](store::RowView const&) { ++columns; });
    return columns;
  }
  static std::string text_of(Value const& value) {
    if (is_null(value)) return "-";
    if (auto const* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (auto const* text = std::get_if<std::string>(&value)) return *text;
    return std::get<Blob>(value).bytes;
  }

  enum class Outcome { seen, harmless, unseen };
  Outcome outcome(std::vector<std::string> const& before) {
    try {
      auto options = this->options(copy_, whole);
      options.opening = store::Opening::to_read;
      auto const opened_copy = store::Store::open(options);
      if (!opened_copy || !store::check(**opened_copy).faults.empty()) return Outcome::seen;
      return everything() == before ? Outcome::harmless : Outcome::unseen;
    } catch (std::exception const&) {
      return Outcome::seen;
    }
  }

  // Flips bits of one file of the copy, one after the other.
  void flip(std::string const& file, int flips) {
    auto const seed = std::random_device{}();
    SCOPED_TRACE(fmt::format("seed {}", seed));
    std::mt19937_64 random(seed);
    auto const before = everything();
    ASSERT_EQ(outcome(before), Outcome::harmless) << "nothing was flipped yet";
    auto const size = std::filesystem::file_size(file);
    int seen = 0;
    for (int i = 0; i < flips; ++i) {
      auto const at = random() % size;
      auto const bit = static_cast<char>(1U << (random() % 8));
      turn_over(file, at, bit);
      auto const came_to = outcome(before);
      EXPECT_NE(came_to, Outcome::unseen) << file << " byte " << at << " bit " << int{bit};
      seen += came_to == Outcome::seen ? 1 : 0;
      turn_over(file, at, bit);
    }
    if (std::getenv("GIAOBAN_TEST_FLIPS") != nullptr) {
      fmt::print(stderr, "{} of {} flips are told, the others change nothing that is read\n", seen,
                 flips);
    }
    EXPECT_EQ(outcome(before), Outcome::harmless) << "all was turned back";
  }
  static void turn_over(std::string const& file, std::uintmax_t at, char bit) {
    std::fstream io(file, std::ios::in | std::ios::out | std::ios::binary);
    char byte = 0;
    io.seekg(static_cast<std::streamoff>(at));
    io.get(byte);
    io.seekp(static_cast<std::streamoff>(at));
    io.put(static_cast<char>(byte ^ bit));
  }

  std::string original_;
  std::string copy_;
};
INSTANTIATE_TEST_SUITE_P(, Flips, testing::Values(store::Dialect::sqlite), test::database_name);

TEST_P(Flips, of_the_file_are_told_or_change_nothing) {
  auto const raw = store::connect(original_, store::IfMissing::fail);
  raw->each("PRAGMA wal_checkpoint(TRUNCATE)", store::Params(), [](store::RowView const&) {});
  copy(original_, copy_);
  flip(copy_, flips_wanted(25));
}

TEST_P(Flips, of_the_log_are_told_or_change_nothing) {
  copy(original_, copy_);
  copy(original_ + "-wal", copy_ + "-wal");
  ASSERT_GT(std::filesystem::file_size(copy_ + "-wal"), 100'000U);
  flip(copy_ + "-wal", flips_wanted(25));
}

// Cut anywhere, the file is refused or told; the log cut is a store of before, which only the marks
// outside of it can tell (docs/security.md).
TEST_P(Flips, and_a_file_that_was_cut_is_told) {
  auto const raw = store::connect(original_, store::IfMissing::fail);
  raw->each("PRAGMA wal_checkpoint(TRUNCATE)", store::Params(), [](store::RowView const&) {});
  copy(original_, copy_);
  auto const before = everything();
  auto const size = std::filesystem::file_size(copy_);
  std::mt19937_64 random(std::random_device{}());
  for (int i = 0; i < 12; ++i) {
    auto const left = i % 3 == 0 ? random() % (size / 4096) * 4096 : random() % size;
    copy(original_, copy_);
    std::filesystem::resize_file(copy_, left);
    EXPECT_EQ(outcome(before), Outcome::seen) << "cut to " << left;
  }
}

}  // namespace
}  // namespace giaoban::app
