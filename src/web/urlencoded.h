// Text as addresses and forms carry it. Pure: bytes in, values out, nullopt for what is malformed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "web/request.h"

namespace giaoban::web {

inline constexpr std::size_t form_fields_max = 50'000;
inline constexpr std::size_t field_name_bytes_max = 200;

// A path of an address, escapes read, in NFC. Refuses broken escapes, malformed UTF-8, control
// characters, "." and ".." as a piece, and an escaped "/": it would move the border of a place.
std::optional<std::string> decode_path(std::string_view raw);

// "a=1&b=2" of an address's query or a form, "+" read as a space, in NFC. Refuses broken escapes,
// malformed UTF-8, control characters but tab and line ends, and more fields than a form has.
std::optional<Fields> parse_urlencoded(std::string_view raw);

// A value that arrived as such: valid UTF-8 without control characters but tab and line ends (which
// become "\n"), in NFC.
std::optional<std::string> clean_value(std::string_view text);

}  // namespace giaoban::web
