// Hashes of the journal: BLAKE2b-256 through libsodium, and the Merkle tree over an entry's leaves.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace giaoban::store {

struct Hash {
  std::array<unsigned char, 32> bytes{};
  auto operator<=>(Hash const&) const = default;
  [[nodiscard]] std::string hex() const;
  // Ten characters that a printed document bears: "3F0A9C21BE".
  [[nodiscard]] std::string mark() const { return hex_upper(5); }
  [[nodiscard]] std::string_view view() const {
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
  }
  static Hash from(std::string_view bytes);  // Breakage unless 32 bytes

 private:
  [[nodiscard]] std::string hex_upper(std::size_t byte_count) const;
};

Hash hash(std::string_view bytes);
Hash keyed_hash(std::string_view bytes, std::string_view key);  // key: 32 bytes

// Root over leaf hashes in order, without keeping them: leaves and nodes are told apart by a first
// byte, an odd node at the end of a level moves up alone (RFC 6962's shape).
class Merkle {
 public:
  void add(Hash const& leaf);
  [[nodiscard]] std::int64_t count() const { return count_; }
  [[nodiscard]] Hash root() const;  // of no leaves: the hash of nothing

 private:
  std::int64_t count_ = 0;
  std::vector<Hash> peaks_;  // one per set bit of count_, the largest first
};

}  // namespace giaoban::store
