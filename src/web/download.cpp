#include "web/download.h"

#include <fstream>
#include <iterator>
#include <random>

namespace giaoban::web {

TemporaryFolder::TemporaryFolder() {
  std::random_device source;
  do {
    path_ = std::filesystem::temp_directory_path() /
            ("giaoban-" + std::to_string(source()) + std::to_string(source()));
  } while (!std::filesystem::create_directory(path_));
  std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void write_whole(std::filesystem::path const& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw Breakage("cannot write " + path.string());
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
