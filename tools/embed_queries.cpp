// embed_queries FOLDER IN.sql OUT.h: every "-- name: roster" part of a queries.sql becomes
// `inline constexpr store::Query roster` in namespace giaoban::FOLDER::queries, and all of them
// stand in `all`, for the test that prepares each on both databases.
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: embed_queries FOLDER IN.sql OUT.h\n";
    return 2;
  }
  std::string const folder = argv[1];
  std::ifstream in(argv[2]);
  std::vector<std::pair<std::string, std::string>> queries;
  std::string line;
  while (std::getline(in, line)) {
    if (line.starts_with("-- name: ")) {
      queries.emplace_back(line.substr(9), "");
    } else if (!queries.empty() && !line.starts_with("--") && !line.empty()) {
      queries.back().second += line + "\n";
    }
  }
  std::ofstream out(argv[3]);
  out << "// Made from src/" << folder << "/queries.sql.\n#pragma once\n#include <array>\n"
      << "#include \"store/db.h\"\nnamespace giaoban::" << folder << "::queries {\n";
  for (auto const& [name, sql] : queries) {
    out << "inline constexpr store::Query " << name << "{\"" << folder << "." << name
        << "\", R\"~sql~(" << sql << ")~sql~\"};\n";
  }
  out << "inline constexpr std::array<store::Query, " << queries.size() << "> all{";
  for (auto const& [name, sql] : queries) out << name << ", ";
  out << "};\n}  // namespace giaoban::" << folder << "::queries\n";
  return out.good() ? 0 : 1;
}
