// Forms and paths: what is read is clean text, and reads the same when written again.
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "web/urlencoded.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  if (auto const path = giaoban::web::decode_path(text); path && !giaoban::valid_utf8(*path))
    std::abort();
  auto const form = giaoban::web::parse_urlencoded(text);
  if (!form) return 0;
  std::string again;
  for (auto const& [name, value] : form->pairs()) {
    if (!giaoban::valid_utf8(name) || !giaoban::valid_utf8(value)) std::abort();
    again += giaoban::web::percent_encoded(name) + "=" + giaoban::web::percent_encoded(value) + "&";
  }
  auto const second = giaoban::web::parse_urlencoded(again);
  // Composing a name may make it longer than a name may be.
  if (second && second->pairs() != form->pairs()) std::abort();
  return 0;
}
