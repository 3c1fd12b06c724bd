#include "rollup/cache.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace giaoban::rollup {
namespace {

class RollupCache : public testing::Test {
 protected:
  RollupCache() { std::filesystem::create_directories(folder_); }
  ~RollupCache() override { std::filesystem::remove_all(folder_); }

  static std::string mark(std::string_view bytes) { return {bytes.empty() ? 'e' : bytes.back()}; }
  static std::string bytes_in(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / ("rollup_cache_" + std::to_string(::getpid()));
};

TEST_F(RollupCache, goes_over_nothing_of_others) {
  auto const path = folder_ / "t.columns";
  auto const beside = folder_ / "t.columns.new";
  for (auto const& there : {path, beside}) {
    std::ofstream(there) << "somebody's list of columns";
    EXPECT_FALSE(keep(path.string(), {}, mark)) << there;
    EXPECT_EQ(bytes_in(there), "somebody's list of columns");
    std::filesystem::remove(there);
    std::filesystem::create_symlink(folder_ / "nowhere", there);
    EXPECT_FALSE(keep(path.string(), {}, mark)) << there;
    EXPECT_TRUE(std::filesystem::is_symlink(there));
    std::filesystem::remove(there);
  }
  EXPECT_TRUE(keep(path.string(), {}, mark));
  std::ofstream(beside) << bytes_in(path).substr(0, 40);  // as a kill leaves it
  EXPECT_TRUE(keep(path.string(), {}, mark));
  EXPECT_TRUE(kept(path.string(), mark));
}

}  // namespace
}  // namespace giaoban::rollup
