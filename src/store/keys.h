// Secrets. The key file stands outside the store and is backed up apart from it; without it no
// store opens and sealed values cannot be read. Each person has a secret of 32 bytes, kept wrapped
// in person_key: destroying it makes that person's values and leaves unreadable for good.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/result.h"
#include "base/value.h"
#include "store/hash.h"

namespace giaoban::store {

using Secret = std::array<unsigned char, 32>;

// The two keys of a store: `wrap` seals persons' secrets, `index` finds sensitive values and signs
// the store's own settings.
struct StoreKeys {
  Secret wrap{};
  Secret index{};

  static StoreKeys random();
  // The file's text, and back; nullopt when it is not a key file.
  [[nodiscard]] std::string text() const;
  static std::optional<StoreKeys> parse(std::string_view text);
};

// Where the keys of a store stand by default: beside a file ("x.giaoban.keys"), in the user's
// configuration folder for PostgreSQL. GIAOBAN_KEYS overrides.
std::string default_keys_path(std::string const& address);

// Seals and opens with a person's secret. Nonces are random: sealing twice differs.
class PersonCipher {
 public:
  explicit PersonCipher(Secret const& secret);
  [[nodiscard]] Blob seal(std::string_view plain) const;
  [[nodiscard]] std::optional<std::string> open(Blob const& sealed) const;
  [[nodiscard]] Hash leaf(std::string_view encoded) const;  // keyed leaf hash

 private:
  Secret field_key_;
  Secret leaf_key_;
};

Secret random_secret();
Blob wrap(Secret const& secret, PersonId person, StoreKeys const& keys);
std::optional<Secret> unwrap(Blob const& wrapped, PersonId person, StoreKeys const& keys);
// Finds a sensitive value by equality without telling it: 16 bytes, other for each field.
Blob blind_index(std::string_view value, std::string_view field, StoreKeys const& keys);
// What a seal is for: one of another purpose never passes.
enum class SealOf {
  setting,  // of the store
  token,    // of a cookie, a form or a program
  entry,    // and how far the access log went then
  asked,    // what a nonce was used for
  access,   // a line and the line before
  own_row,
  kept_file,  // made from the store, standing beside it
};
Blob seal(SealOf purpose, std::string_view bytes, StoreKeys const& keys);

}  // namespace giaoban::store
