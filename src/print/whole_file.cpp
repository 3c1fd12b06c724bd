#include "print/whole_file.h"

#include "base/target.h"

namespace giaoban::print {

OfAnotherKind::OfAnotherKind(std::filesystem::path const& path)
    : Breakage("of another kind, and left as it is: " + path.string()), path_(path.string()) {}

namespace {

void must_be_of_kind(std::filesystem::path const& path, std::string_view mark) {
  auto const own = [&](std::string_view beginning) { return beginning.starts_with(mark); };
  if (!may_be_written(path, own)) throw OfAnotherKind(path);
}

}  // namespace

std::filesystem::path unfinished_beside(std::filesystem::path const& path, std::string_view mark) {
  std::filesystem::path part = path.string() + ".part";
  must_be_of_kind(path, mark);
  must_be_of_kind(part, mark);
  return part;
}

WholeFile::WholeFile(std::filesystem::path path, std::string_view mark)
    : path_(std::move(path)),
      part_(unfinished_beside(path_, mark)),
      out_(part_, std::ios::binary | std::ios::trunc) {}

WholeFile::~WholeFile() {
  std::error_code ignored;
  if (!part_.empty()) std::filesystem::remove(part_, ignored);
}

void WholeFile::finish() {
  out_.close();
  if (!out_) throw Breakage("cannot write " + path_.string());
  std::filesystem::rename(part_, path_);
  part_.clear();
}

void write_file(std::filesystem::path const& path, std::string_view bytes) {
  WholeFile file(path, zip_mark);
  file.out().write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.finish();
}

}  // namespace giaoban::print
