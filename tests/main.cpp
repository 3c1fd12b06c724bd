#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "app/catalogue.h"
#include "store/db.h"

namespace {

bool all_tests_ran() {
  return testing::GTEST_FLAG(filter) == "*" && std::getenv("GTEST_TOTAL_SHARDS") == nullptr &&
         testing::UnitTest::GetInstance()->test_to_run_count() > 0;
}

// Named queries that no test ran in this process (stories run in others).
std::vector<std::string> queries_never_run() {
  auto const run = giaoban::store::queries_run();
  std::vector<std::string> never;
  for (auto const& query : giaoban::app::catalogue().queries) {
    if (std::ranges::find(run, query.name) == run.end()) never.emplace_back(query.name);
  }
  return never;
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  int const outcome = RUN_ALL_TESTS();
  if (outcome != 0 || !all_tests_ran()) return outcome;
  auto const never = queries_never_run();
  for (auto const& name : never) {
    fmt::print(stderr, "query {}: no test runs it; add a test, or delete the query\n", name);
  }
  return never.empty() ? 0 : 1;
}
