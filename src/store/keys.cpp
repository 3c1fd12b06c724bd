#include "store/keys.h"

#include <sodium.h>

#include <cctype>
#include <cstdlib>
#include <cstring>

namespace giaoban::store {

namespace {

constexpr std::string_view first_line = "giaoban-keys 1\n";

unsigned char const* raw(std::string_view text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

std::string hex(Secret const& secret) {
  return Hash{secret}.hex();
}

std::optional<Secret> from_hex(std::string_view text) {
  Secret secret;
  std::size_t length = 0;
  if (sodium_hex2bin(secret.data(), secret.size(), text.data(), text.size(), nullptr, &length,
                     nullptr) != 0 ||
      length != secret.size()) {
    return std::nullopt;
  }
  return secret;
}

Secret derive(Secret const& secret, char const* purpose) {
  Secret key;
  crypto_kdf_derive_from_key(key.data(), key.size(), 1, purpose, secret.data());
  return key;
}

// Tells a digit that was typed or copied wrongly.
std::string check_of(StoreKeys const& keys) {
  return hash(hex(keys.wrap) + hex(keys.index)).hex().substr(0, 16);
}

// What stands behind the word at the beginning of a line.
std::optional<std::string_view> line_of(std::string_view text, std::string_view word) {
  std::string const begin = "\n" + std::string(word) + " ";
  auto const at = text.find(begin);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + begin.size());
  return text.substr(0, text.find_first_of("\r\n"));
}

std::string associated(PersonId person) {
  return {reinterpret_cast<char const*>(&person.value), sizeof person.value};
}

Blob seal_with(Secret const& key, std::string_view plain, std::string_view bound) {
  Blob sealed;
  constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  sealed.bytes.resize(nonce_size + plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  auto* out = reinterpret_cast<unsigned char*>(sealed.bytes.data());
  randombytes_buf(out, nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + nonce_size, nullptr, raw(plain), plain.size(),
                                             raw(bound), bound.size(), nullptr, out, key.data());
  return sealed;
}

std::optional<std::string> open_with(Secret const& key, Blob const& sealed,
                                     std::string_view bound) {
  constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  constexpr std::size_t overhead = nonce_size + crypto_aead_xchacha20poly1305_ietf_ABYTES;
  if (sealed.bytes.size() < overhead) return std::nullopt;
  std::string plain(sealed.bytes.size() - overhead, '\0');
  auto const* in = raw(sealed.bytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, in + nonce_size,
          sealed.bytes.size() - nonce_size, raw(bound), bound.size(), in, key.data()) != 0) {
    return std::nullopt;
  }
  return plain;
}

}  // namespace

Secret random_secret() {
  ensure(sodium_init() >= 0, "libsodium starts");
  Secret secret;
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

StoreKeys StoreKeys::random() {
  return {random_secret(), random_secret()};
}

// "sealed": the store is none from before the seals (note_sealed in opening.cpp).
std::string StoreKeys::text() const {
  return std::string(first_line) + "wrap " + hex(wrap) + "\nindex " + hex(index) + "\ncheck " +
         check_of(*this) + "\nsealed 1\n";
}

std::optional<StoreKeys> StoreKeys::parse(std::string_view text) {
  ensure(sodium_init() >= 0, "libsodium starts");
  if (!text.starts_with(first_line)) return std::nullopt;
  auto const secret_of = [&](std::string_view word) -> std::optional<Secret> {
    auto const line = line_of(text, word);
    return line ? from_hex(line->substr(0, 64)) : std::nullopt;
  };
  auto const wrap_key = secret_of("wrap");
  auto const index_key = secret_of("index");
  if (!wrap_key || !index_key) return std::nullopt;
  StoreKeys const keys{*wrap_key, *index_key};
  // Files from before this line have none; the store holds both keys to itself as well.
  auto const check = line_of(text, "check");
  if (check && *check != check_of(keys)) return std::nullopt;
  return keys;
}

std::string default_keys_path(std::string const& address) {
  if (char const* path = std::getenv("GIAOBAN_KEYS"); path != nullptr && *path != '\0') return path;
  if (!address.starts_with("postgres")) return address + ".keys";
  std::string name;
  for (char c : address.substr(address.find("://") + 3)) {
    name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  }
  char const* config = std::getenv("XDG_CONFIG_HOME");
  char const* home = std::getenv("HOME");
  std::string const base = config != nullptr && *config != '\0' ? std::string(config)
                           : home != nullptr                    ? std::string(home) + "/.config"
                                                                : std::string(".");
  return base + "/giaoban/" + name + ".keys";
}

PersonCipher::PersonCipher(Secret const& secret)
    : field_key_(derive(secret, "field   ")), leaf_key_(derive(secret, "leaf    ")) {}

Blob PersonCipher::seal(std::string_view plain) const {
  return seal_with(field_key_, plain, "");
}

std::optional<std::string> PersonCipher::open(Blob const& sealed) const {
  return open_with(field_key_, sealed, "");
}

Hash PersonCipher::leaf(std::string_view encoded) const {
  return keyed_hash(encoded, {reinterpret_cast<char const*>(leaf_key_.data()), leaf_key_.size()});
}

Blob wrap(Secret const& secret, PersonId person, StoreKeys const& keys) {
  return seal_with(keys.wrap, {reinterpret_cast<char const*>(secret.data()), secret.size()},
                   associated(person));
}

std::optional<Secret> unwrap(Blob const& wrapped, PersonId person, StoreKeys const& keys) {
  auto const plain = open_with(keys.wrap, wrapped, associated(person));
  if (!plain || plain->size() != sizeof(Secret)) return std::nullopt;
  Secret secret;
  std::memcpy(secret.data(), plain->data(), secret.size());
  return secret;
}

Blob blind_index(std::string_view value, std::string_view field, StoreKeys const& keys) {
  std::string text(field);
  text += '\0';
  text += value;
  Hash const full =
      keyed_hash(text, {reinterpret_cast<char const*>(keys.index.data()), keys.index.size()});
  return {std::string(full.view().substr(0, 16))};
}

Blob seal(SealOf purpose, std::string_view bytes, StoreKeys const& keys) {
  switch (purpose) {
    // No column of a field has a blank in its name, so that no blind index is a seal. Those of the
    // settings and of tokens are of old, and told apart by their texts.
    case SealOf::setting:
    case SealOf::token:
      return blind_index(bytes, "sign", keys);
    case SealOf::entry:
      return blind_index(bytes, "seal entry", keys);
    case SealOf::asked:
      return blind_index(bytes, "seal asked", keys);
    case SealOf::access:
      return blind_index(bytes, "seal access", keys);
    case SealOf::own_row:
      return blind_index(bytes, "seal own row", keys);
    case SealOf::kept_file:
      return blind_index(bytes, "seal kept file", keys);
  }
  ensure(false, "a seal has one of the purposes");
  return {};
}

}  // namespace giaoban::store
