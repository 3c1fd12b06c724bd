#include "app/breakage_log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "store/db.h"

namespace giaoban::app {

std::string breakage_log_path(std::string_view store_address, std::string_view state_folder) {
  auto in_state_folder = std::string(state_folder) + "/giaoban.log";
  if (store_address.empty() || store_address == ":memory:") return in_state_folder;
  if (store::dialect_of(store_address) != store::Dialect::sqlite) return in_state_folder;
  return std::string(store_address) + ".log";
}

namespace {

// One write of one line: several programs may log to the file at once. Only its owner reads it.
bool append(std::string const& path, std::string const& line) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return false;
  auto const written = ::write(file, line.data(), line.size());
  return ::close(file) == 0 && written == static_cast<ssize_t>(line.size());
}

}  // namespace

LoggedBreakage log_breakage(std::string const& path, Instant now, std::string_view command,
                            std::string_view what) {
  auto const time = vietnamese(now);  // "14/06/2021 08:30:00"
  auto day = day_in_vietnam(now).iso();
  std::erase(day, '-');
  // The process number tells apart what broke in the same minute.
  LoggedBreakage logged{
      .number = fmt::format("{}-{}{}-{}", day, time.substr(11, 2), time.substr(14, 2), ::getpid()),
      .file = {}};
  std::string one_line(what);
  std::ranges::replace(one_line, '\n', ' ');
  if (append(path, fmt::format("{} {} giaoban {}: {}\n", logged.number, time, command, one_line))) {
    logged.file = path;
  }
  return logged;
}

}  // namespace giaoban::app
