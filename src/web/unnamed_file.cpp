#include "web/unnamed_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace giaoban::web {

UnnamedFile::UnnamedFile(std::filesystem::path const& folder)
    : file_(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)) {
  if (file_ < 0) {
    // A file system that knows no unnamed files: a name for a moment.
    std::string name = (folder / "giaoban-unnamed-XXXXXX").string();
    file_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (file_ >= 0) ::unlink(name.c_str());
  }
  if (file_ < 0) {
    throw std::system_error(errno, std::system_category(),
                            "no temporary file in " + folder.string());
  }
}

UnnamedFile::UnnamedFile(UnnamedFile&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

UnnamedFile::~UnnamedFile() {
  if (file_ >= 0) ::close(file_);
}

void UnnamedFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(file_, bytes.data(), bytes.size());
    if (written <= 0) {
      throw std::system_error(errno, std::system_category(), "cannot write a temporary file");
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::filesystem::path UnnamedFile::path() const {
  return "/proc/self/fd/" + std::to_string(file_);
}

}  // namespace giaoban::web
