#include "base/target.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <span>
#include <system_error>

namespace giaoban {

namespace {

constexpr std::array<std::string_view, 3> ends_of_a_database{"-wal", "-shm", "-journal"};
constexpr std::array<std::string_view, 2> ends_beside_a_store{".keys", ".columns"};

bool ends_so(std::filesystem::path const& path, std::span<std::string_view const> ends) {
  std::string const name = path.filename().string();
  return std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

std::string beginning_of(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::string beginning(beginning_bytes, '\0');
  in.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  beginning.resize(static_cast<std::size_t>(in.gcount()));
  return beginning;
}

}  // namespace

Standing standing_at(std::filesystem::path const& path) {
  std::error_code fault;
  switch (std::filesystem::symlink_status(path, fault).type()) {
    case std::filesystem::file_type::not_found:
      return Standing::nothing;
    case std::filesystem::file_type::regular:
      return Standing::file;
    case std::filesystem::file_type::directory:
      return Standing::folder;
    default:  // a link, a device, a pipe; what cannot be looked at is not free
      return Standing::otherwise;
  }
}

bool is_of_a_database(std::filesystem::path const& path) {
  return ends_so(path, ends_of_a_database);
}

bool is_beside_a_store(std::filesystem::path const& path) {
  return is_of_a_database(path) || ends_so(path, ends_beside_a_store);
}

bool goes_over_nothing_else(std::filesystem::path const& path, OfOwnKind const& own) {
  Standing const standing = standing_at(path);
  return standing == Standing::nothing || (standing == Standing::file && own(beginning_of(path)));
}

bool may_be_written(std::filesystem::path const& path, OfOwnKind const& own) {
  return !is_beside_a_store(path) && goes_over_nothing_else(path, own);
}

std::optional<std::string> not_free(std::vector<std::string> const& paths) {
  std::set<std::filesystem::path> named;
  for (std::string const& path : paths) {
    auto const whole = std::filesystem::absolute(path).lexically_normal();
    if (standing_at(path) != Standing::nothing || !named.insert(whole).second) return path;
  }
  return std::nullopt;
}

std::vector<std::string> with_what_stands_beside(std::string const& database) {
  std::vector<std::string> files{database};
  for (std::string_view const end : ends_of_a_database) {
    files.push_back(database + std::string(end));
  }
  return files;
}

}  // namespace giaoban
