// A file that no directory holds, for what must not outlive its use: an upload, a result before it
// is sealed, one that is being sent.
#pragma once

#include <filesystem>
#include <string_view>

namespace giaoban::web {

// Opened again by `path`, any number of times. Gone with the value, and with the process however
// that ends.
class UnnamedFile {
 public:
  explicit UnnamedFile(std::filesystem::path const& folder);
  UnnamedFile(UnnamedFile&& other) noexcept;
  UnnamedFile& operator=(UnnamedFile&&) = delete;
  ~UnnamedFile();
  // Adds at the end; throws Breakage when the disk refuses.
  void write(std::string_view bytes);
  [[nodiscard]] std::filesystem::path path() const;

 private:
  int file_ = -1;
};

}  // namespace giaoban::web
