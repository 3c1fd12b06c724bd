// A fixture that runs each test on SQLite and on PostgreSQL:
//
//   class MemberVerbs : public test::BothDatabases {};
//   ON_BOTH_DATABASES(MemberVerbs);
//   TEST_P(MemberVerbs, admit_adds_one_to_the_roster) { auto const db = fresh_db(); ... }
//
// The tests are named "MemberVerbs.admit_adds_one_to_the_roster/sqlite" and ".../postgres".
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/db.h"
#include "tests/place.h"
#include "tests/postgres_server.h"

namespace giaoban::test {

class BothDatabases : public testing::TestWithParam<store::Dialect> {
 public:
  ~BothDatabases() override {
    for (auto const& name : databases_) PostgresServer::shared().drop_database(name);
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }

 protected:
  // An empty store of its own at each call; any number of connections may open it.
  std::string fresh_address() {
    if (GetParam() == store::Dialect::sqlite) return fresh_file();
    return PostgresServer::shared().create_database(fresh_name());
  }
  // The same, but it holds what `model` does, a file or the name of a database to which nobody is
  // connected.
  std::string copied_address(std::string const& model) {
    if (GetParam() == store::Dialect::postgres) {
      return PostgresServer::shared().create_database(fresh_name(), model);
    }
    auto const file = fresh_file();
    std::filesystem::copy_file(model, file);
    return file;
  }
  // The same for a single connection: on SQLite in memory, which is faster.
  std::string fresh_single_address() {
    return GetParam() == store::Dialect::sqlite ? ":memory:" : fresh_address();
  }
  std::unique_ptr<store::Db> fresh_db() {
    return store::connect(fresh_single_address(), store::IfMissing::create);
  }
  // A folder for the test's files, removed with the test.
  std::filesystem::path const& folder() {
    if (folder_.empty()) {
      auto name = place_for_files() + "/giaoban-test-XXXXXX";
      if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
      folder_ = name;
    }
    return folder_;
  }

 private:
  std::string fresh_file() { return (folder() / fmt::format("{}.giaoban", ++made_)).string(); }
  std::string const& fresh_name() {
    static int count = 0;
    return databases_.emplace_back(fmt::format("giaoban_test_{}_{}", ::getpid(), ++count));
  }

  std::filesystem::path folder_;
  std::vector<std::string> databases_;
  int made_ = 0;
};

inline std::vector<store::Dialect> databases_here() {
  if (!PostgresServer::available()) return {store::Dialect::sqlite};
  return {store::Dialect::sqlite, store::Dialect::postgres};
}

inline std::string database_name(testing::TestParamInfo<store::Dialect> const& test) {
  return test.param == store::Dialect::sqlite ? "sqlite" : "postgres";
}

}  // namespace giaoban::test

#define ON_BOTH_DATABASES(Fixture)                                                          \
  INSTANTIATE_TEST_SUITE_P(, Fixture, testing::ValuesIn(::giaoban::test::databases_here()), \
                           ::giaoban::test::database_name)
