// Files that appear under their name whole or not at all.
#pragma once

#include <filesystem>
#include <memory>
#include <ostream>
#include <string_view>

#include "base/result.h"

namespace giaoban::print {

// Where a file was to be written stands something of another kind (a store, its keys, its log,
// somebody's picture, a device), or the name is one that a store keeps beside it.
class OfAnotherKind : public Breakage {
 public:
  explicit OfAnotherKind(std::filesystem::path const& path);
  [[nodiscard]] std::string const& path() const { return path_; }

 private:
  std::string path_;
};

// What files of a kind begin with.
inline constexpr std::string_view zip_mark = "PK";  // .xlsx and .docx
inline constexpr std::string_view csv_mark = "\xEF\xBB\xBF";

// Every file that is written under a name somebody chose goes over nothing, or a file of its own
// kind; else OfAnotherKind. So too the unfinished file beside it. An empty file is of no kind: the
// log of a server at rest is one.
std::filesystem::path unfinished_beside(std::filesystem::path const& path, std::string_view mark);

// What the disk said, as a system_error, so that a full one is told as that at every door.
[[noreturn]] void throw_unwritten(std::filesystem::path const& path, int error);

// Written piece by piece; at `finish` it stands under its name, without it nowhere. Throws
// std::system_error when the disk refuses.
class WholeFile {
 public:
  WholeFile(std::filesystem::path path, std::string_view mark);
  ~WholeFile();
  WholeFile(WholeFile const&) = delete;
  WholeFile& operator=(WholeFile const&) = delete;
  std::ostream& out();
  void finish();

 private:
  std::filesystem::path path_;
  std::filesystem::path part_;
  class Pieces;
  std::unique_ptr<Pieces> pieces_;
};

// Of a Word file or workbook. What stood there before stays where the disk refuses.
void write_file(std::filesystem::path const& path, std::string_view bytes);

}  // namespace giaoban::print
