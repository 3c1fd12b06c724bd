#include "web/outgoing.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "base/result.h"
#include "web/gzip.h"

namespace giaoban::web {

namespace {

constexpr std::size_t gzip_from_bytes = 1024;

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Answer";
  }
}

bool is_text(std::string_view content_type) {
  return content_type.starts_with("text/") || content_type.starts_with("application/json") ||
         content_type.starts_with("application/javascript") ||
         content_type.starts_with("image/svg+xml");
}

// A line end in a header would let its value write headers of its own.
void add_header(std::string& head, std::string_view name, std::string_view value) {
  if (std::ranges::any_of(
          value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; })) {
    throw Breakage(fmt::format("the header {} would hold a control character", name));
  }
  fmt::format_to(std::back_inserter(head), "{}: {}\r\n", name, value);
}

std::string http_date(Instant now) {
  std::time_t const seconds = now.microseconds / 1'000'000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", parts);
}

}  // namespace

Outgoing outgoing(Response response, Asked const& asked) {
  Outgoing out;
  bool const stream = static_cast<bool>(response.events);
  if (response.file) {
    std::error_code fault;
    auto const bytes = std::filesystem::file_size(*response.file, fault);
    if (fault) throw Breakage("cannot read " + response.file->string());
    out.file_bytes = static_cast<std::int64_t>(bytes);
  } else if (!stream && response.body.size() > gzip_from_bytes && is_text(response.content_type) &&
             !response.header("Content-Encoding")) {
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (takes_gzip(asked.accept_encoding)) {
      response.body = gzip(response.body);
      response.headers.emplace_back("Content-Encoding", "gzip");
    }
  }
  out.head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason(response.status));
  add_header(out.head, "Date", http_date(asked.now));
  for (auto const& [name, value] : response.headers) add_header(out.head, name, value);
  if (stream) {
    add_header(out.head, "Content-Type", "text/event-stream");
    add_header(out.head, "X-Accel-Buffering", "no");  // nginx would hold the events back
  } else if (response.status != 304) {
    add_header(out.head, "Content-Type", response.content_type);
    add_header(out.head, "Content-Length",
               std::to_string(response.file ? out.file_bytes : std::ssize(response.body)));
  }
  if (stream || asked.after == AfterAnswer::close) add_header(out.head, "Connection", "close");
  out.head += "\r\n";
  if (asked.body == Body::left_out || stream || response.status == 304) return out;
  out.file = std::move(response.file);
  out.file_lives_by = std::move(response.file_lives_by);
  if (!out.file) out.body = std::move(response.body);
  return out;
}

std::string event_text(std::string_view event, std::string_view text) {
  if (event.find_first_of("\r\n") != std::string_view::npos) {
    throw Breakage("the name of an event is not one line");
  }
  std::string out = fmt::format("event: {}\n", event);
  for (bool more = true; more;) {
    std::size_t const end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    fmt::format_to(std::back_inserter(out), "data: {}\n", line);
    more = end < text.size();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  out += '\n';
  return out;
}

}  // namespace giaoban::web
