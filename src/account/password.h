// Hashing of passwords and making of random tokens. Private to src/account.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/value.h"
#include "store/keys.h"

namespace giaoban::account {

// argon2id, 64 MiB, two passes. One at a time in the process, so that many who sign in do not take
// the machine's memory, nor the processors that pages need; nullopt: the others took too long.
std::optional<std::string> hash_password(std::string_view password);
enum class Match { yes, no, busy };
Match match(std::string const& hash, std::string_view password);
// A hash of the same cost that no password is known for: checked in place of one that is not there.
std::string const& nobody_hash();

// 32 random bytes in letters that a cookie and a header take.
std::string random_token();
// Twelve letters and digits that are not mistaken for one another: "k7mp-x2wd-9rth".
std::string random_password();

// What is stored of a token. `purpose` keeps a session's from passing for another's.
Blob token_hash(std::string_view token, std::string_view purpose, store::StoreKeys const& keys);
// A name for it in lists and addresses, from which the token cannot be got.
std::string short_name(Blob const& token_hash);

}  // namespace giaoban::account
