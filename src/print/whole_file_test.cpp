#include "print/whole_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

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
        std::string("P"), std::string("a picture")}) {
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

TEST_F(WholeFiles, go_over_nothing_at_all_what_is_empty_and_their_own_kind) {
  auto const path = folder_ / "fresh.docx";
  write_word(path, "PK first");
  write_word(path, "PK second");
  EXPECT_EQ(bytes_of(path), "PK second");
  write_workbook(path);
  EXPECT_TRUE(bytes_of(path).starts_with(zip_mark));
  write_word(put("empty", ""), "PK third");
  EXPECT_EQ(bytes_of(folder_ / "empty"), "PK third");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "empty.part"));
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
