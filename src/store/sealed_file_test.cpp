#include "store/sealed_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/result.h"

namespace giaoban::store {
namespace {

class SealedFiles : public testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::path(testing::TempDir()) / "sealed files";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  static void put(std::filesystem::path const& path, std::string const& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  static std::string bytes_in(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string opened(std::string_view name = "job 57") {
    open_sealed(sealed, folder / "opened", {keys, name});
    return bytes_in(folder / "opened");
  }
  void seal(std::string const& bytes) {
    put(folder / "plain", bytes);
    seal_file(folder / "plain", sealed, {keys, "job 57"});
  }

  StoreKeys keys = StoreKeys::random();
  std::filesystem::path folder;
  std::filesystem::path sealed =
      std::filesystem::path(testing::TempDir()) / "sealed files" / "file";
};

TEST_F(SealedFiles, give_back_what_was_sealed) {
  for (std::size_t const size : {0UL, 1UL, 65'535UL, 65'536UL, 65'537UL, 200'000UL}) {
    std::string const bytes(size, 'x');
    seal(bytes);
    EXPECT_EQ(opened(), bytes) << size;
  }
}

TEST_F(SealedFiles, tell_nothing_and_belong_to_their_owner) {
  seal("Nguyễn Thị Ánh, 025195000456");
  EXPECT_FALSE(bytes_in(sealed).contains("025195000456"));
  EXPECT_FALSE(bytes_in(sealed).contains("Ánh"));
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(sealed).permissions(), perms::owner_read | perms::owner_write);
  EXPECT_FALSE(std::filesystem::exists(sealed.string() + ".part"));
}

TEST_F(SealedFiles, open_under_their_name_and_keys_only) {
  seal("kết quả");
  EXPECT_THROW(opened("job 58"), Breakage);
  keys = StoreKeys::random();
  EXPECT_THROW(opened(), Breakage);
}

TEST_F(SealedFiles, do_not_open_when_altered_or_cut) {
  seal(std::string(150'000, 'x'));
  std::string const whole = bytes_in(sealed);
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 40) {
    std::string altered = whole;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    put(sealed, altered);
    EXPECT_THROW(opened(), Breakage) << at;
    put(sealed, whole.substr(0, at));
    EXPECT_THROW(opened(), Breakage) << at;
  }
  put(sealed, whole + "x");
  EXPECT_THROW(opened(), Breakage);
}

}  // namespace
}  // namespace giaoban::store
