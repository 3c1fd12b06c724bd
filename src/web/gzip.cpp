#include "web/gzip.h"

#include <zlib.h>

#include <algorithm>

#include "base/result.h"
#include "web/ascii.h"

namespace giaoban::web {

std::string gzip(std::string_view bytes) {
  constexpr int level = 5;
  constexpr int gzip_window = 15 + 16;
  constexpr int memory = 8;
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw Breakage("zlib does not start");
  }
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  // zlib reads through a pointer that is not const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  int const outcome = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) throw Breakage("zlib does not end");
  return out;
}

bool takes_gzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    std::size_t const end = std::min(accept_encoding.find(','), accept_encoding.size());
    std::string_view const one = trimmed(accept_encoding.substr(0, end));
    accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
    std::size_t const options = std::min(one.find(';'), one.size());
    if (!same_ignoring_case(trimmed(one.substr(0, options)), "gzip")) continue;
    std::string quality;
    for (char const c : one.substr(options)) {
      if (c != ' ' && c != ';') quality += lower(c);
    }
    return quality.find_first_of("123456789") != std::string::npos || quality.empty();
  }
  return false;
}

}  // namespace giaoban::web
