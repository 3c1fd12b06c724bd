// Files that appear under their name whole or not at all.
#pragma once

#include <filesystem>
#include <string_view>

namespace giaoban::print {

// Throws Breakage when the disk refuses; what stood there before then stays.
void write_file(std::filesystem::path const& path, std::string_view bytes);

}  // namespace giaoban::print
