#include <cstdint>

#include "web/json.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  (void)giaoban::web::read_json({reinterpret_cast<char const*>(data), size});
  return 0;
}
