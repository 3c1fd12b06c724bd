#include "print/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <streambuf>
#include <system_error>
#include <utility>

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

void throw_unwritten(std::filesystem::path const& path, int error) {
  throw std::system_error(error == 0 ? EIO : error, std::system_category(),
                          "cannot write " + path.string());
}

// A stream that keeps what the disk said first; those of the library forget it.
class WholeFile::Pieces : private std::streambuf {
 public:
  explicit Pieces(std::filesystem::path const& path)
      : file_(::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0666)),
        out_(this) {
    if (file_ < 0) throw_unwritten(path, errno);
    setp(held_.data(), held_.data() + held_.size());
  }
  ~Pieces() override {
    if (file_ >= 0) ::close(file_);
  }
  Pieces(Pieces const&) = delete;
  Pieces& operator=(Pieces const&) = delete;

  std::ostream& out() { return out_; }
  // 0: all is written.
  int close() {
    sync();
    if (::close(std::exchange(file_, -1)) != 0 && error_ == 0) error_ = errno;
    if (error_ == 0 && !out_) error_ = EIO;  // a writer of its own said so
    return error_;
  }

 private:
  int overflow(int letter) override {
    if (sync() != 0) return traits_type::eof();
    if (letter != traits_type::eof()) sputc(traits_type::to_char_type(letter));
    return traits_type::not_eof(letter);
  }
  int sync() override {
    for (char const* at = pbase(); at < pptr() && error_ == 0;) {
      auto const written = ::write(file_, at, static_cast<std::size_t>(pptr() - at));
      if (written < 0) error_ = errno;
      if (written > 0) at += written;
    }
    setp(held_.data(), held_.data() + held_.size());
    return error_ == 0 ? 0 : -1;
  }

  int file_;
  int error_ = 0;
  std::array<char, 65536> held_{};
  std::ostream out_;
};

WholeFile::WholeFile(std::filesystem::path path, std::string_view mark)
    : path_(std::move(path)),
      part_(unfinished_beside(path_, mark)),
      pieces_(std::make_unique<Pieces>(part_)) {}

WholeFile::~WholeFile() {
  std::error_code ignored;
  if (!part_.empty()) std::filesystem::remove(part_, ignored);
}

std::ostream& WholeFile::out() {
  return pieces_->out();
}

void WholeFile::finish() {
  if (int const error = pieces_->close(); error != 0) throw_unwritten(path_, error);
  std::filesystem::rename(part_, path_);
  part_.clear();
}

void write_file(std::filesystem::path const& path, std::string_view bytes) {
  WholeFile file(path, zip_mark);
  file.out().write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.finish();
}

}  // namespace giaoban::print
