// docs/security.md says which values of persons are sealed, which an erasure blanks, which stay:
// the lists there are those of the declarations, or they promise what does not hold.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "app/catalogue.h"

namespace giaoban::app {
namespace {

using Words = std::set<std::string>;

Words told(std::string const& list) {
  std::ifstream in(std::filesystem::path(GIAOBAN_SOURCE) / "docs/security.md");
  Words words;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(list + ": ")) continue;
    std::istringstream rest(line.substr(list.size() + 2));
    for (std::string word; rest >> word;) words.insert(word);
  }
  return words;
}

std::string name_of(store::Kind const& kind, store::Field const& field) {
  return std::string(kind.table) + "." + std::string(field.column);
}

std::string lines_of(Words const& words) {
  std::string line;
  for (std::string const& word : words) line += " " + word;
  return line;
}

TEST(SealedWords, are_those_of_the_declarations) {
  Words sealed, readable, stays;
  for (store::Kind const* kind : catalogue().kinds) {
    if (kind->privacy == store::Privacy::pseudonymous) stays.insert(std::string(kind->table));
    for (store::Field const& field : kind->fields) {
      if (field.sensitive()) sealed.insert(name_of(*kind, field));
      if (kind->identifying() && !field.sensitive()) readable.insert(name_of(*kind, field));
    }
  }
  stays.insert("person_traits.religion");  // named, since it is asked for
  EXPECT_EQ(told("sealed"), sealed) << lines_of(sealed);
  EXPECT_EQ(told("readable"), readable) << lines_of(readable);
  EXPECT_EQ(told("stays"), stays) << lines_of(stays);
}

// In both languages, where users look.
TEST(SealedWords, stand_in_readme) {
  auto const text = [](char const* name) {
    std::ifstream in(std::filesystem::path(GIAOBAN_SOURCE) / name);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
  };
  for (char const* word : {"Names, births, homes, religion, remarks", "docs/security.md"}) {
    EXPECT_TRUE(text("README.md").contains(word)) << word;
  }
  for (char const* word : {"Họ tên, ngày sinh, nơi ở, tôn giáo, nhận xét", "docs/security.md"}) {
    EXPECT_TRUE(text("README.vi.md").contains(word)) << word;
  }
}

}  // namespace
}  // namespace giaoban::app
