// An answer as it goes over the wire. Pure.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "web/request.h"

namespace giaoban::web {

enum class AfterAnswer { keep, close };
enum class Body { sent, left_out };  // left out: of HEAD

struct Asked {
  AfterAnswer after = AfterAnswer::keep;
  Body body = Body::sent;
  std::string accept_encoding;
  Instant now;
};

struct Outgoing {
  std::string head;  // up to and including the empty line
  std::string body;
  std::optional<std::filesystem::path> file;  // sent after the head, this many bytes
  std::int64_t file_bytes = 0;
  std::shared_ptr<void const> file_lives_by;
};

// Text above 1 kB is sent in gzip to who takes it. A file that is not there is a Breakage.
Outgoing outgoing(Response response, Asked const& asked);

// One event of a stream; line ends within the text are kept.
std::string event_text(std::string_view event, std::string_view text);

}  // namespace giaoban::web
