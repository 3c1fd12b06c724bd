// embed_migrations OUT.h IN.sql...: the numbered migrations, in the order given, as
// giaoban::store::migrations::all.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: embed_migrations OUT.h IN.sql...\n";
    return 2;
  }
  std::ofstream out(argv[1]);
  out << "#pragma once\n#include <array>\n#include <string_view>\n"
      << "namespace giaoban::store::migrations {\nstruct Migration {\n  std::string_view name;\n"
      << "  std::string_view sql;\n};\ninline constexpr std::array<Migration, " << argc - 2
      << "> all{" << (argc > 2 ? "{" : "") << "\n";
  for (int i = 2; i < argc; ++i) {
    std::string const path = argv[i];
    std::ifstream in(path);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    out << "{\"" << path.substr(path.rfind('/') + 1) << "\", ";
    // A literal may hold 64 KiB: cut at line ends.
    while (text.size() > 8000) {
      std::size_t const cut = text.rfind('\n', 8000) + 1;
      out << "R\"~sql~(" << text.substr(0, cut) << ")~sql~\"\n";
      text.erase(0, cut);
    }
    out << "R\"~sql~(" << text << ")~sql~\"},\n";
  }
  out << (argc > 2 ? "}" : "") << "};\n}  // namespace giaoban::store::migrations\n";
  return out.good() ? 0 : 1;
}
