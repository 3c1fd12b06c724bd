// The head of a request, read strictly from its bytes before anything else looks at them: what two
// readers could understand in two ways is refused. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "web/request.h"

namespace giaoban::web {

// Why the protocol itself refuses, with the status to answer. `why` is for tests and the log.
struct Fault {
  int status = 400;
  std::string_view why;
};

struct HeadLimits {
  std::size_t bytes_max = 32 * 1024;
  std::size_t fields_max = 100;
  std::size_t target_bytes_max = 8 * 1024;
};

// Views into the bytes that were read.
struct Head {
  std::string_view method;  // GET, HEAD or POST
  std::string_view target;
  std::vector<std::pair<std::string_view, std::string_view>> fields;
  std::optional<std::int64_t> content_length;
  bool chunked = false;
  bool keep_alive = true;
  bool expects_continue = false;

  [[nodiscard]] bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

// `bytes`: from the request line up to and including the empty line.
std::expected<Head, Fault> parse_head(std::string_view bytes, HeadLimits const& limits);

// The request without its body and its peer.
std::expected<Request, Fault> request_of(Head const& head);

// "a=1; b=2". What is no cookie of ours is passed over: other programs on the same host set theirs.
Fields parse_cookies(std::string_view header);

}  // namespace giaoban::web
