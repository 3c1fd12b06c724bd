// libxlsxwriter takes a path and tells the console, in words of its own, of every disk that
// refuses. So it is given a path where none does; what it made is then written as all files are.
#pragma once

#include <filesystem>
#include <ostream>

namespace giaoban::print {

class MemoryFile {
 public:
  MemoryFile();
  ~MemoryFile();
  MemoryFile(MemoryFile const&) = delete;
  MemoryFile& operator=(MemoryFile const&) = delete;
  [[nodiscard]] std::filesystem::path path() const;
  void copy_to(std::ostream& out) const;

 private:
  int file_;
};

}  // namespace giaoban::print
