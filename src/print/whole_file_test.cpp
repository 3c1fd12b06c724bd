#include "print/whole_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <system_error>

#include "print/xlsx_write.h"

namespace giaoban::print {
namespace {

class WholeFiles : public testing::Test {
 protected:
  WholeFiles() { std::filesystem::create_directories(folder_); }
  ~WholeFiles() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path put(std::string const& name, std::string_view bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }
  static std::string bytes_of(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / ("whole_files_" + std::to_string(::getpid()));
};

void write_word(std::filesystem::path const& path, std::string_view bytes) {
  write_file(path, bytes);
}
void write_workbook(std::filesystem::path const& path) {
  WorkbookWriter writer(path, "Sổ", Day{}, Language::vietnamese);
  SheetLayout layout;
  layout.name = "Sổ";
  writer.sheet(std::move(layout));
  writer.finish();
}

TEST_F(WholeFiles, go_over_nothing_of_another_kind) {
  std::string const store = std::string("SQLite format 3\0", 16) + std::string(4080, '\7');
  for (std::string const& there :
       {store, std::string("giaoban-keys 1\nwrap 00\n"), std::string("\x37\x7f\x06\x82 log"),
        std::string("P"), std::string("a picture"), std::string()}) {
    auto const path = put("t", there);
    EXPECT_THROW(write_word(path, "PK new"), OfAnotherKind) << there;
    EXPECT_THROW(write_workbook(path), OfAnotherKind) << there;
    EXPECT_THROW(WholeFile(path, csv_mark), OfAnotherKind) << there;
    EXPECT_EQ(bytes_of(path), there);
    // Nor is it taken for what an earlier writing left unfinished.
    auto const part = put("other.part", there);
    EXPECT_THROW(write_word(folder_ / "other", "PK new"), OfAnotherKind) << there;
    EXPECT_THROW(write_workbook(folder_ / "other"), OfAnotherKind) << there;
    EXPECT_EQ(bytes_of(part), there);
  }
}

// As a server's log at rest, which is empty; as what a store keeps, before it does.
TEST_F(WholeFiles, take_no_name_that_is_kept_beside_a_store) {
  for (std::string const end : {"-wal", "-shm", "-journal", ".keys", ".columns"}) {
    auto const path = folder_ / ("t.giaoban" + end);
    EXPECT_THROW(write_word(path, "PK"), OfAnotherKind) << end;
    EXPECT_FALSE(std::filesystem::exists(path)) << end;
    EXPECT_THROW(write_word(put(path.filename(), ""), "PK"), OfAnotherKind) << end;
    EXPECT_THROW(write_workbook(path), OfAnotherKind) << end;
    EXPECT_EQ(bytes_of(path), "") << end;
  }
}

TEST_F(WholeFiles, go_over_plain_files_only) {
  auto const real = put("real.docx", "PK real");
  auto const link = folder_ / "link";
  std::filesystem::create_symlink(real, link);
  auto const nowhere = folder_ / "nowhere";
  std::filesystem::create_symlink(folder_ / "absent", nowhere);
  auto const pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  auto const folder = folder_ / "folder";
  std::filesystem::create_directory(folder);
  for (std::filesystem::path const& path :
       {link, nowhere, pipe, folder, std::filesystem::path("/dev/null")}) {
    auto const before = std::filesystem::symlink_status(path).type();
    EXPECT_THROW(write_word(path, "PK new"), OfAnotherKind) << path;
    EXPECT_THROW(write_workbook(path), OfAnotherKind) << path;
    EXPECT_EQ(std::filesystem::symlink_status(path).type(), before) << path;
  }
  EXPECT_EQ(bytes_of(real), "PK real");
  std::filesystem::create_symlink(real, folder_ / "other.part");
  EXPECT_THROW(write_word(folder_ / "other", "PK new"), OfAnotherKind);
}

TEST_F(WholeFiles, go_over_nothing_at_all_and_their_own_kind) {
  auto const path = folder_ / "fresh.docx";
  write_word(path, "PK first");
  write_word(path, "PK second");
  EXPECT_EQ(bytes_of(path), "PK second");
  write_workbook(path);
  EXPECT_TRUE(bytes_of(path).starts_with(zip_mark));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "fresh.docx.part"));
}

// Files of this process end at `bytes`, as on a disk that is full.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit small = before_;
    small.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_);
  }
  SmallDisk(SmallDisk const&) = delete;
  SmallDisk& operator=(SmallDisk const&) = delete;

 private:
  rlimit before_{};
  void (*signal_)(int) = std::signal(SIGXFSZ, SIG_IGN);
};

// That a disk which is full is told as that: store::says_disk_full.
TEST_F(WholeFiles, say_what_the_disk_said) {
  auto const path = put("t.docx", "PK old");
  std::error_code said;
  {
    SmallDisk const small(4096);
    try {
      write_word(path, "PK" + std::string(100'000, '7'));
    } catch (std::system_error const& fault) {
      said = fault.code();
    }
  }
  EXPECT_EQ(said, std::errc::file_too_large);
  said.clear();
  try {
    write_workbook(folder_ / "nowhere" / "t.xlsx");
  } catch (std::system_error const& fault) {
    said = fault.code();
  }
  EXPECT_EQ(said, std::errc::no_such_file_or_directory);
  EXPECT_EQ(bytes_of(path), "PK old");
  EXPECT_FALSE(std::filesystem::exists(path.string() + ".part"));
}

TEST_F(WholeFiles, stand_under_their_name_only_when_finished) {
  auto const path = put("list.csv", "\xEF\xBB\xBFold");
  {
    WholeFile file(path, csv_mark);
    file.out() << csv_mark << "half";
  }
  EXPECT_EQ(bytes_of(path), "\xEF\xBB\xBFold");
  EXPECT_FALSE(std::filesystem::exists(path.string() + ".part"));
  WholeFile file(path, csv_mark);
  file.out() << csv_mark << "new";
  file.finish();
  EXPECT_EQ(bytes_of(path), "\xEF\xBB\xBFnew");
}

}  // namespace
}  // namespace giaoban::print
