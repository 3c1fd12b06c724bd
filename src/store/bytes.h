// Bytes that are hashed or sealed: integers little-endian, texts with their length in front. What
// is hashed so stands in every journal, so this never changes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace giaoban::store {

inline void put(std::string& out, std::int64_t value) {
  for (int i = 0; i < 8; ++i) out += static_cast<char>((value >> (8 * i)) & 0xff);
}
inline void put(std::string& out, std::string_view text) {
  put(out, static_cast<std::int64_t>(text.size()));
  out += text;
}

}  // namespace giaoban::store
