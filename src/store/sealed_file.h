// Files beside the store that hold what the store holds: results of long work, workbooks that came
// in. They lie sealed with a key made of the store's keys; plain they exist without a name, or in a
// folder that goes with the work.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "store/keys.h"

namespace giaoban::store {

// What a sealed file is of: under another name, or of another store, it does not open.
struct SealedAs {
  StoreKeys const& keys;
  std::string_view name;  // "job 57"
};

// `sealed` appears whole or not at all; only its owner reads it. Throws Breakage when the disk
// refuses.
void seal_file(std::filesystem::path const& plain, std::filesystem::path const& sealed,
               SealedAs const& as);
// Whether its beginning opens as what is sealed so.
bool is_sealed_as(std::filesystem::path const& file, SealedAs const& as);
// Tells the files of stores apart that lie in one folder: other for each pair of keys.
std::string name_of_keys(StoreKeys const& keys);
// Throws Breakage, too, when the file was altered, cut, renamed or sealed with other keys.
void open_sealed(std::filesystem::path const& sealed, std::filesystem::path const& plain,
                 SealedAs const& as);

}  // namespace giaoban::store
