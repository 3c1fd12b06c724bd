#include "print/whole_file.h"

#include <fstream>

#include "base/result.h"

namespace giaoban::print {

void write_file(std::filesystem::path const& path, std::string_view bytes) {
  auto const part = path.string() + ".part";
  {
    std::ofstream out(part, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) {
      std::error_code ignored;
      std::filesystem::remove(part, ignored);
      throw Breakage("cannot write " + path.string());
    }
  }
  std::filesystem::rename(part, path);
}

}  // namespace giaoban::print
