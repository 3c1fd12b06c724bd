#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "store/db.h"
#include "tests/both_databases.h"

namespace giaoban::store {
namespace {

// What only SQLite has: a file.
class SqliteFile : public testing::Test {
 public:
  ~SqliteFile() override { std::filesystem::remove_all(folder_); }

 protected:
  [[nodiscard]] std::string path() const { return (folder_ / "province.giaoban").string(); }
  [[nodiscard]] static std::string breakage_of(std::string const& file, IfMissing if_missing) {
    try {
      connect(file, if_missing);
    } catch (Breakage const& breakage) {
      return breakage.what();
    }
    return "";
  }

 private:
  static std::filesystem::path make_folder() {
    auto name = (std::filesystem::temp_directory_path() / "giaoban-test-XXXXXX").string();
    return ::mkdtemp(name.data()) == nullptr ? throw std::runtime_error("no folder") : name.data();
  }
  std::filesystem::path folder_ = make_folder();
};

TEST_F(SqliteFile, is_made_only_when_asked) {
  EXPECT_NE(breakage_of(path(), IfMissing::fail), "");
  EXPECT_FALSE(std::filesystem::exists(path()));
  EXPECT_EQ(breakage_of(path(), IfMissing::create), "");
  EXPECT_EQ(breakage_of(path(), IfMissing::fail), "");
}

TEST_F(SqliteFile, is_readable_by_its_owner_only) {
  auto const db = connect(path(), IfMissing::create);
  db->script("CREATE TABLE t (a INTEGER) STRICT");
  for (auto const* const suffix : {"", "-wal", "-shm"}) {
    struct stat file = {};
    ASSERT_EQ(::stat((path() + suffix).c_str(), &file), 0) << suffix;
    EXPECT_EQ(file.st_mode & 0777U, 0600U) << suffix;
  }
}

TEST_F(SqliteFile, that_is_something_else_is_told_so) {
  std::ofstream(path()) << "Đây là một văn bản, không phải kho dữ liệu. " << std::string(4096, 'x');
  auto const told = breakage_of(path(), IfMissing::fail);
  EXPECT_NE(told.find("not a store"), std::string::npos) << told;
}

TEST_F(SqliteFile, that_is_damaged_is_told_so) {
  {
    auto const db = connect(path(), IfMissing::create);
    db->script("CREATE TABLE t (a TEXT) STRICT");
    for (int i = 0; i < 1'000; ++i)
      db->execute("INSERT INTO t VALUES (?1)", Params{std::string(50, 'x')});
  }
  std::fstream(path(), std::ios::in | std::ios::out).seekp(4096) << std::string(8192, '\x77');
  auto const db = connect(path(), IfMissing::fail);
  try {
    db->each("SELECT a FROM t", {}, [](RowView const&) {});
    FAIL() << "the damage was not seen";
  } catch (Breakage const& breakage) {
    EXPECT_NE(std::string(breakage.what()).find("damaged"), std::string::npos) << breakage.what();
  }
}

TEST_F(SqliteFile, that_cannot_grow_means_a_full_disk_and_loses_nothing) {
  auto const db = connect(path(), IfMissing::create);
  db->script("CREATE TABLE t (a TEXT) STRICT; PRAGMA max_page_count = 20");
  db->execute("INSERT INTO t VALUES ('first')");
  auto const fill = [&] {
    db->begin_write();
    for (int i = 0; i < 1'000; ++i)
      db->execute("INSERT INTO t VALUES (?1)", Params{std::string(500, 'x')});
    db->commit();
  };
  EXPECT_THROW(fill(), DiskFull);
  db->rollback();
  int rows = 0;
  db->each("SELECT a FROM t", {}, [&](RowView const& row) {
    EXPECT_EQ(row.text(0), "first");
    ++rows;
  });
  EXPECT_EQ(rows, 1);
  db->begin_write();
  db->execute("INSERT INTO t VALUES ('second')");
  db->commit();
}

TEST_F(SqliteFile, holds_to_its_promises) {
  auto const db = connect(path(), IfMissing::create);
  auto const setting = [&](std::string const& name) {
    std::string result;
    db->each("PRAGMA " + name, {}, [&](RowView const& row) {
      auto const value = row.value(0);
      auto const* const text = std::get_if<std::string>(&value);
      result = text != nullptr ? *text : std::to_string(std::get<std::int64_t>(value));
    });
    return result;
  };
  EXPECT_EQ(setting("journal_mode"), "wal");
  EXPECT_EQ(setting("synchronous"), "2");
  EXPECT_EQ(setting("foreign_keys"), "1");
  EXPECT_EQ(setting("secure_delete"), "1");
  EXPECT_EQ(setting("trusted_schema"), "0");
  EXPECT_EQ(setting("busy_timeout"), "10000");
}

}  // namespace
}  // namespace giaoban::store
