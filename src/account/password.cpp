#include "account/password.h"

#include <sodium.h>

#include <array>
#include <chrono>
#include <semaphore>

#include "base/result.h"
#include "web/lanes.h"

namespace giaoban::account {

namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = std::size_t{64} << 20U;
constexpr int at_once_max = 1;
constexpr std::chrono::seconds patience{10};

// A thread that answers pages never waits for somebody else's password: routes that hash one have a
// lane of their own, and one that forgot to say so is told to come back.
std::chrono::seconds patience_here() {
  return web::Lanes::on_a_page_thread() ? std::chrono::seconds(0) : patience;
}

// One for the process: it is the machine's memory that it guards.
std::counting_semaphore<at_once_max>& places() {
  static std::counting_semaphore<at_once_max> all(at_once_max);
  return all;
}

class Place {
 public:
  Place() : held_(places().try_acquire_for(patience_here())) {}
  ~Place() {
    if (held_) places().release();
  }
  Place(Place const&) = delete;
  Place& operator=(Place const&) = delete;
  [[nodiscard]] bool held() const { return held_; }

 private:
  bool held_;
};

}  // namespace

std::optional<std::string> hash_password(std::string_view password) {
  Place const place;
  if (!place.held()) return std::nullopt;
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), passes, memory_bytes) != 0) {
    throw Breakage("no memory to hash a password");
  }
  return std::string(hash.data());
}

Match match(std::string const& hash, std::string_view password) {
  Place const place;
  if (!place.held()) return Match::busy;
  bool const same = crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
  return same ? Match::yes : Match::no;
}

std::string const& nobody_hash() {
  static std::string const hash =
      "$argon2id$v=19$m=65536,t=2,p=1$"
      "q2VQP3K9w2XySFrQ1k8cgg$33CQR+wMheHCQZjDnoI/w9LEjecBQyFY+/9+nrssN64";
  return hash;
}

std::string random_token() {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, sodium_base64_ENCODED_LEN(32, variant)> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  return text.data();
}

std::string random_password() {
  constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string password;
  for (int i = 0; i < 12; ++i) {
    if (i == 4 || i == 8) password += '-';
    password += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
  }
  return password;
}

Blob token_hash(std::string_view token, std::string_view purpose, store::StoreKeys const& keys) {
  std::string bytes(purpose);
  bytes += ':';
  bytes += token;
  return store::seal(store::SealOf::token, bytes, keys);
}

std::string short_name(Blob const& token_hash) {
  constexpr std::size_t bytes = 16;
  std::string name;
  for (char const c : token_hash.bytes.substr(0, bytes)) {
    constexpr std::string_view digits = "0123456789abcdef";
    auto const byte = static_cast<unsigned char>(c);
    name += digits[byte >> 4U];
    name += digits[byte & 0xFU];
  }
  return name;
}

}  // namespace giaoban::account
