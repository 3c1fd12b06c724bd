#include "store/hash.h"

#include <sodium.h>

#include <cstring>

#include "base/result.h"
#include "store/db.h"

namespace giaoban::store {

namespace {

std::string hex_of(unsigned char const* bytes, std::size_t count, char const* digits) {
  std::string text;
  text.reserve(2 * count);
  for (std::size_t i = 0; i < count; ++i) {
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 15];
  }
  return text;
}

Hash node(Hash const& left, Hash const& right) {
  std::array<char, 65> bytes;
  bytes[0] = 1;
  std::memcpy(&bytes[1], left.bytes.data(), 32);
  std::memcpy(&bytes[33], right.bytes.data(), 32);
  return hash({bytes.data(), bytes.size()});
}

}  // namespace

std::string Hash::hex() const {
  return hex_of(bytes.data(), 32, "0123456789abcdef");
}
std::string Hash::hex_upper(std::size_t byte_count) const {
  return hex_of(bytes.data(), byte_count, "0123456789ABCDEF");
}

Hash Hash::from(std::string_view view) {
  if (view.size() != 32) throw StrangeValue("a stored hash has not 32 bytes");
  Hash result;
  std::memcpy(result.bytes.data(), view.data(), 32);
  return result;
}

Hash hash(std::string_view bytes) {
  Hash result;
  crypto_generichash(result.bytes.data(), 32, reinterpret_cast<unsigned char const*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  return result;
}

Hash keyed_hash(std::string_view bytes, std::string_view key) {
  ensure(key.size() == 32, "a hash key has 32 bytes");
  Hash result;
  crypto_generichash(result.bytes.data(), 32, reinterpret_cast<unsigned char const*>(bytes.data()),
                     bytes.size(), reinterpret_cast<unsigned char const*>(key.data()), key.size());
  return result;
}

void Merkle::add(Hash const& leaf) {
  peaks_.push_back(leaf);
  // Like a binary counter: each trailing one bit of the old count is a peak to join.
  for (std::int64_t bits = count_; bits & 1; bits >>= 1) {
    Hash const right = peaks_.back();
    peaks_.pop_back();
    peaks_.back() = node(peaks_.back(), right);
  }
  ++count_;
}

Hash Merkle::root() const {
  if (peaks_.empty()) return hash("");
  Hash root = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) root = node(*peak, root);
  return root;
}

}  // namespace giaoban::store
