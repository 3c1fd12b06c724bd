// Where a file is to be written under a name that somebody chose. Every writer of such a name asks
// here first: what already stands there may be a store, its log, its keys, or something of others.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaoban {

// By the name itself: a link is followed nowhere, one that leads to nothing stands too.
enum class Standing { nothing, file, folder, otherwise };
Standing standing_at(std::filesystem::path const& path);

// Ends as what a database writes beside its file ("x-wal"): what is written there is taken for it,
// or removed with it. While a server has nothing to write such a file is empty.
bool is_of_a_database(std::filesystem::path const& path);
// Or as what the program itself keeps beside a store ("x.keys").
bool is_beside_a_store(std::filesystem::path const& path);

// What the file begins with tells that it is of the writer's own kind.
using OfOwnKind = std::function<bool(std::string_view beginning)>;
constexpr std::size_t beginning_bytes = 512;
// Nothing stands there, or a file of the writer's own kind.
bool goes_over_nothing_else(std::filesystem::path const& path, OfOwnKind const& own);
// So, and the name is beside no store.
bool may_be_written(std::filesystem::path const& path, OfOwnKind const& own);

// The first of several new files, a store and its keys with what the database will write beside,
// that is not free: something stands there, or it is named twice.
std::optional<std::string> not_free(std::vector<std::string> const& paths);
// The file and what SQLite writes beside it.
std::vector<std::string> with_what_stands_beside(std::string const& database);

}  // namespace giaoban
