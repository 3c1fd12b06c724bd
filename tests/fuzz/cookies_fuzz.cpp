#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "web/head.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const cookies = giaoban::web::parse_cookies({reinterpret_cast<char const*>(data), size});
  for (auto const& [name, value] : cookies.pairs()) {
    if (name.empty() || !giaoban::valid_utf8(value)) std::abort();
  }
  return 0;
}
