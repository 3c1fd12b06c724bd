#include "web/download.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

namespace giaoban::web {

namespace {

constexpr std::string_view folder_stem = "giaoban-work-";
// Between making a folder and locking it there is a moment.
constexpr std::chrono::minutes young_max{1};

int locked(std::filesystem::path const& folder) {
  int const lock = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (lock < 0) return -1;
  if (::flock(lock, LOCK_EX | LOCK_NB) == 0) return lock;
  ::close(lock);
  return -1;
}

bool left_behind(std::filesystem::path const& folder) {
  if (!folder.filename().string().starts_with(folder_stem)) return false;
  struct stat is{};
  if (::lstat(folder.c_str(), &is) != 0 || !S_ISDIR(is.st_mode) || is.st_uid != ::geteuid()) {
    return false;
  }
  auto const made = std::chrono::system_clock::from_time_t(is.st_mtime);
  return made + young_max < std::chrono::system_clock::now();
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name =
      (std::filesystem::temp_directory_path() / (std::string(folder_stem) + "XXXXXX")).string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw std::system_error(errno, std::system_category(), "cannot make a temporary folder");
  }
  path_ = name;
  lock_ = locked(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
  if (lock_ >= 0) ::close(lock_);
}

void TemporaryFolder::remove_left_behind() {
  std::error_code ignored;
  for (auto const& entry :
       std::filesystem::directory_iterator(std::filesystem::temp_directory_path(), ignored)) {
    if (!left_behind(entry.path())) continue;
    int const lock = locked(entry.path());
    if (lock < 0) continue;  // its program lives
    std::filesystem::remove_all(entry.path(), ignored);
    ::close(lock);
  }
}

void write_whole(std::filesystem::path const& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) {
    throw std::system_error(errno == 0 ? EIO : errno, std::system_category(),
                            "cannot write " + path.string());
  }
}

Result<Response> download_written(FileName const& file, WriteFile const& write) {
  TemporaryFolder const folder;
  auto const path = folder.path() / "file";
  TRY_VOID(write(path));
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open() || in.bad()) throw Breakage("cannot read " + path.string());
  return Response::download(std::move(bytes), std::string(file.type), file.name);
}

}  // namespace giaoban::web
