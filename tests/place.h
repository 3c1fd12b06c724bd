// Where tests keep what is thrown away with them.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace giaoban::test {

// In memory where there is room, else where TMPDIR says. A database of PostgreSQL is some 700
// files, which the file system of a disk is ten times as long over as PostgreSQL itself; and SQLite
// waits for the disk at every commit. Short: a socket's path has at most 107 bytes.
inline std::string place_for_files() {
  constexpr std::uintmax_t enough = 3'000'000'000;
  std::error_code absent;
  auto const room = std::filesystem::space("/dev/shm", absent);
  if (std::getenv("TMPDIR") == nullptr && !absent && room.available > enough) return "/dev/shm";
  return std::filesystem::temp_directory_path().string();
}

}  // namespace giaoban::test
