// embed_file NAMESPACE SYMBOL IN OUT.h: the bytes of a file as `inline constexpr std::string_view
// NAMESPACE::SYMBOL`, so that the program is one file.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: embed_file NAMESPACE SYMBOL IN OUT.h\n";
    return 2;
  }
  std::ifstream in(argv[3], std::ios::binary);
  if (!in) {
    std::cerr << "cannot read " << argv[3] << "\n";
    return 1;
  }
  std::string const bytes{std::istreambuf_iterator<char>(in), {}};
  std::ofstream out(argv[4]);
  out << "#pragma once\n#include <string_view>\nnamespace " << argv[1]
      << " {\ninline constexpr unsigned char " << argv[2] << "_bytes[] = {";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % 24 == 0) out << "\n";
    out << static_cast<unsigned>(static_cast<unsigned char>(bytes[i])) << ",";
  }
  out << "0};\ninline std::string_view const " << argv[2] << "{reinterpret_cast<char const*>("
      << argv[2] << "_bytes), " << bytes.size() << "};\n}  // namespace " << argv[1] << "\n";
  return out.good() ? 0 : 1;
}
