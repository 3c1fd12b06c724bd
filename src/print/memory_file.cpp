#include "print/memory_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

#include "base/patience.h"

namespace giaoban::print {

namespace {

std::system_error memory_refused() {
  return {errno, std::system_category(), "a workbook in memory"};
}

}  // namespace

MemoryFile::MemoryFile() : file_(::memfd_create("giaoban-workbook", MFD_CLOEXEC)) {
  if (file_ < 0) throw memory_refused();
}

MemoryFile::~MemoryFile() {
  ::close(file_);
}

std::filesystem::path MemoryFile::path() const {
  return "/proc/self/fd/" + std::to_string(file_);
}

void MemoryFile::copy_to(std::ostream& out) const {
  std::array<char, 65536> piece{};
  for (off_t at = 0; out;) {
    Patience::ask();
    auto const read = ::pread(file_, piece.data(), piece.size(), at);
    if (read < 0) throw memory_refused();
    if (read == 0) return;
    out.write(piece.data(), read);
    at += read;
  }
}

}  // namespace giaoban::print
