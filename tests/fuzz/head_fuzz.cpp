// The head of a request: what is accepted must be readable in one way only.
#include <cstdint>
#include <cstdlib>

#include "web/head.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  auto const head = giaoban::web::parse_head(bytes, {});
  if (!head) return 0;
  if (head->chunked && head->content_length) std::abort();
  if (!bytes.ends_with("\r\n\r\n")) std::abort();
  auto const request = giaoban::web::request_of(*head);
  if (request && (!request->path.starts_with('/') || request->path.find('\0') != std::string::npos))
    std::abort();
  return 0;
}
