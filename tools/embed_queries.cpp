// embed_queries FOLDER IN.sql OUT.h: every "-- name: roster" part of a queries.sql becomes
// `inline constexpr store::Query roster` in namespace giaoban::FOLDER::queries, and all of them
// stand in `all`, for the test that prepares each on both databases.
//
//   -- include: post/store.h     where the rows of bound queries are declared
//   -- list: holding             a select list written once; {holding} stands for it below
//   -- name: of_unit -> Holding  bound: a store::QueryOf<Holding>, whose columns name its members
//
// The columns of a bound query (of a UNION: of its first part) are read into the members that
// their aliases name: `title AS holding.title`; a column without an alias into the member of its
// own name. An answer of one column without an alias is the row itself (-> PersonId). Aliases are
// the reader's alone and taken out of the SQL: order by a column or its number.
#include <algorithm>
#include <cctype>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Part {
  std::string name;
  std::string row;  // "": not bound
  std::string sql;
  std::vector<std::string> members;  // of the columns in order; one "": the row itself
};

struct File {
  std::vector<std::string> includes;
  std::map<std::string, std::string> lists;
  std::vector<Part> queries;
};

bool in_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool is_path(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return in_word(c) || c == '.'; });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
    text.remove_suffix(1);
  }
  return text;
}

// Where outside brackets and quotes the word or sign stands next; npos for nowhere.
std::size_t next(std::string_view sql, std::string_view wanted, std::size_t from) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = from; at < sql.size(); ++at) {
    char const c = sql[at];
    if (c == '\'') quoted = !quoted;
    if (quoted) continue;
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (depth != 0 || !sql.substr(at).starts_with(wanted)) continue;
    if (!in_word(wanted.front())) return at;
    auto const after = at + wanted.size();
    bool const begins = at == 0 || !in_word(sql[at - 1]);
    if (begins && (after == sql.size() || !in_word(sql[after]))) return at;
  }
  return std::string_view::npos;
}

std::string with_lists(std::string sql, File const& file) {
  for (auto open = sql.find('{'); open != std::string::npos; open = sql.find('{', open)) {
    auto const close = sql.find('}', open);
    auto const list = close == std::string::npos
                          ? file.lists.end()
                          : file.lists.find(sql.substr(open + 1, close - open - 1));
    if (list == file.lists.end())
      throw std::runtime_error("no list of that name: " + sql.substr(open));
    sql.replace(open, close + 1 - open, trimmed(list->second));
  }
  return sql;
}

// Takes the alias off a column; answers the member that it or the column names, "" for none.
std::string take_alias(std::string& column) {
  std::string_view const text = trimmed(column);
  auto const as = text.rfind(" AS ");
  if (as != std::string_view::npos && is_path(text.substr(as + 4))) {
    std::string member(text.substr(as + 4));
    column.resize(column.find(text) + as);
    return member;
  }
  if (!is_path(text)) return "";
  return std::string(text.substr(text.find('.') + 1));  // npos + 1: the whole
}

void bind(Part& query) {
  auto at = next(query.sql, "SELECT", 0);
  if (at == std::string::npos) throw std::runtime_error("a bound query selects: " + query.name);
  at += std::string_view("SELECT").size();
  if (auto const distinct = next(query.sql, "DISTINCT", at);
      distinct != std::string::npos && trimmed(query.sql.substr(at, distinct - at)).empty()) {
    at = distinct + std::string_view("DISTINCT").size();
  }
  auto const end = std::min(next(query.sql, "FROM", at), query.sql.size());
  std::string_view const list = std::string_view(query.sql).substr(at, end - at);
  std::string columns;
  bool aliased = false;
  for (std::size_t from = 0; from <= list.size();) {
    auto const comma = std::min(next(list, ",", from), list.size());
    std::string column(list.substr(from, comma - from));
    auto const before = column.size();
    query.members.push_back(take_alias(column));
    aliased = aliased || column.size() < before;
    columns += (from == 0 ? "" : ",") + column;
    from = comma + 1;
  }
  if (query.members.size() == 1 && !aliased) query.members.front().clear();
  if (query.members.size() > 1 && std::ranges::count(query.members, "") > 0) {
    throw std::runtime_error("a column that names no member in " + query.name);
  }
  query.sql.replace(at, end - at, columns + (aliased && end < query.sql.size() ? " " : ""));
}

File read(std::istream& in) {
  File file;
  std::string line;
  std::string* part = nullptr;
  while (std::getline(in, line)) {
    if (line.starts_with("-- include: ")) {
      file.includes.push_back(line.substr(12));
    } else if (line.starts_with("-- list: ")) {
      part = &file.lists[line.substr(9)];
    } else if (line.starts_with("-- name: ")) {
      auto const arrow = line.find(" -> ");
      auto const bound = arrow != std::string::npos;
      file.queries.push_back({.name = line.substr(9, bound ? arrow - 9 : arrow),
                              .row = bound ? line.substr(arrow + 4) : "",
                              .sql = {},
                              .members = {}});
      part = &file.queries.back().sql;
    } else if (part != nullptr && !line.starts_with("--") && !line.empty()) {
      *part += line + "\n";
    }
  }
  for (Part& query : file.queries) {
    query.sql = with_lists(std::move(query.sql), file);
    if (!query.row.empty()) bind(query);
  }
  return file;
}

void write(std::ostream& out, Part const& query, std::string const& folder) {
  auto const text = "\"" + folder + "." + query.name + "\", R\"~sql~(" + query.sql + ")~sql~\"";
  if (query.row.empty()) {
    out << "inline constexpr store::Query " << query.name << "{" << text << "};\n";
    return;
  }
  out << "inline constexpr store::QueryOf<" << query.row << "> " << query.name << "{{" << text
      << "},\n  [](store::RowView const& row, " << query.row << "& made) {\n";
  for (std::size_t i = 0; i < query.members.size(); ++i) {
    auto const& member = query.members[i];
    out << "    store::take(row, " << i << ", made" << (member.empty() ? "" : ".") << member
        << ");\n";
  }
  out << "  }};\n";
}

void write(std::ostream& out, File const& file, std::string const& folder) {
  out << "// Made from src/" << folder << "/queries.sql.\n#pragma once\n#include <array>\n"
      << "#include \"store/take.h\"\n";
  for (auto const& include : file.includes) out << "#include \"" << include << "\"\n";
  out << "namespace giaoban::" << folder << "::queries {\n";
  for (Part const& query : file.queries) write(out, query, folder);
  out << "inline constexpr std::array<store::Query, " << file.queries.size() << "> all{";
  for (Part const& query : file.queries) out << query.name << ", ";
  out << "};\n}  // namespace giaoban::" << folder << "::queries\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: embed_queries FOLDER IN.sql OUT.h\n";
    return 2;
  }
  try {
    std::ifstream in(argv[2]);
    File const file = read(in);
    std::ofstream out(argv[3]);
    write(out, file, argv[1]);
    return out.good() ? 0 : 1;
  } catch (std::exception const& fault) {
    std::cerr << argv[2] << ": " << fault.what() << "\n";
    return 1;
  }
}
