#include "web/head.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "web/ascii.h"
#include "web/urlencoded.h"

namespace giaoban::web {

namespace {

constexpr std::size_t cookies_max = 50;

std::unexpected<Fault> fault(int status, std::string_view why) {
  return std::unexpected(Fault{status, why});
}

// The next line without its CRLF; nullopt when CR and LF do not stand together.
std::optional<std::string_view> next_line(std::string_view& bytes) {
  std::size_t const end = bytes.find_first_of("\r\n");
  if (end == std::string_view::npos || bytes.substr(end, 2) != "\r\n") return std::nullopt;
  std::string_view const line = bytes.substr(0, end);
  bytes.remove_prefix(end + 2);
  return line;
}

bool is_header_text(std::string_view value) {
  return valid_utf8(value) && std::ranges::none_of(value, [](char c) {
           return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
         });
}

bool is_host(std::string_view value) {
  return !value.empty() && value.size() <= 255 && std::ranges::all_of(value, [](char c) {
    return is_letter_or_digit(c) || std::string_view(".:-_[]").contains(c);
  });
}

std::optional<Fault> read_request_line(std::string_view line, HeadLimits const& limits,
                                       Head& head) {
  std::size_t const first = line.find(' ');
  std::size_t const last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return Fault{400, "request line"};
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  std::string_view const version = line.substr(last + 1);
  if (!is_token(head.method)) return Fault{400, "method"};
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return Fault{version.starts_with("HTTP/") ? 505 : 400, "version"};
  }
  head.keep_alive = version == "HTTP/1.1";
  if (head.target.size() > limits.target_bytes_max) return Fault{414, "target too long"};
  if (!head.target.starts_with('/') ||
      std::ranges::any_of(head.target, [](char c) { return c <= 0x20 || c >= 0x7F; })) {
    return Fault{400, "target"};
  }
  return std::nullopt;
}

struct Seen {  // fields that may come once only
  int hosts = 0;
  int lengths = 0;
  int encodings = 0;
};

std::optional<Fault> read_length(std::string_view value, Head& head) {
  std::int64_t length = 0;
  if (value.empty() || value.size() > 15 || !std::ranges::all_of(value, is_digit)) {
    return Fault{400, "content length"};
  }
  std::from_chars(value.data(), value.data() + value.size(), length);
  head.content_length = length;
  return std::nullopt;
}

std::optional<Fault> read_field(std::string_view name, std::string_view value, Head& head,
                                Seen& seen) {
  if (same_ignoring_case(name, "host")) {
    ++seen.hosts;
    if (!is_host(value)) return Fault{400, "host"};
  } else if (same_ignoring_case(name, "content-length")) {
    ++seen.lengths;
    return read_length(value, head);
  } else if (same_ignoring_case(name, "transfer-encoding")) {
    ++seen.encodings;
    if (!same_ignoring_case(value, "chunked")) return Fault{501, "transfer encoding"};
    head.chunked = true;
  } else if (same_ignoring_case(name, "connection")) {
    std::string const said = lower(value);
    if (said.find("close") != std::string::npos) head.keep_alive = false;
  } else if (same_ignoring_case(name, "expect")) {
    if (!same_ignoring_case(value, "100-continue")) return Fault{417, "expectation"};
    head.expects_continue = true;
  }
  return std::nullopt;
}

std::optional<Fault> read_fields(std::string_view bytes, HeadLimits const& limits, Head& head,
                                 Seen& seen) {
  while (true) {
    auto const line = next_line(bytes);
    if (!line) return Fault{400, "line end"};
    if (line->empty()) break;
    if (head.fields.size() == limits.fields_max) return Fault{431, "too many fields"};
    if (line->front() == ' ' || line->front() == '\t') return Fault{400, "folded field"};
    std::size_t const colon = line->find(':');
    if (colon == std::string_view::npos || !is_token(line->substr(0, colon))) {
      return Fault{400, "field name"};
    }
    std::string_view const value = trimmed(line->substr(colon + 1));
    if (!is_header_text(value)) return Fault{400, "field value"};
    head.fields.emplace_back(line->substr(0, colon), value);
    if (auto const found = read_field(line->substr(0, colon), value, head, seen)) return found;
  }
  if (!bytes.empty()) return Fault{400, "bytes after the head"};
  return std::nullopt;
}

bool known_method(std::string_view method) {
  constexpr std::string_view known[] = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"};
  return std::ranges::find(known, method) != std::end(known);
}

}  // namespace

std::expected<Head, Fault> parse_head(std::string_view bytes, HeadLimits const& limits) {
  if (bytes.size() > limits.bytes_max) return fault(431, "head too large");
  auto const line = next_line(bytes);
  if (!line) return fault(400, "line end");
  Head head;
  Seen seen;
  if (auto const found = read_request_line(*line, limits, head)) return std::unexpected(*found);
  bool const newer = head.keep_alive;  // HTTP/1.1
  if (auto const found = read_fields(bytes, limits, head, seen)) return std::unexpected(*found);
  if (seen.hosts > 1 || (seen.hosts == 0 && newer)) return fault(400, "host");
  if (seen.lengths > 1 || seen.encodings > 1) return fault(400, "repeated length");
  if (seen.encodings > 0 && (seen.lengths > 0 || !newer)) return fault(400, "two lengths");
  if (head.method == "GET" || head.method == "HEAD") {
    if (head.has_body()) return fault(400, "body of a question");
  } else if (head.method != "POST") {
    return known_method(head.method) ? fault(405, "method") : fault(501, "method");
  }
  return head;
}

std::expected<Request, Fault> request_of(Head const& head) {
  Request request;
  request.method = head.method == "POST" ? Method::post : Method::get;
  request.target = head.target;
  std::size_t const mark = std::min(head.target.find('?'), head.target.size());
  auto path = decode_path(head.target.substr(0, mark));
  if (!path) return fault(400, "path");
  request.path = *std::move(path);
  auto query = parse_urlencoded(head.target.substr(std::min(mark + 1, head.target.size())));
  if (!query) return fault(400, "query");
  request.query = *std::move(query);
  for (auto const& [name, value] : head.fields) {
    request.headers.add(lower(name), std::string(value));
  }
  for (std::string const& header : request.headers.all("cookie")) {
    auto const cookies = parse_cookies(header);  // named: C++23 ends a temporary's life too early
    for (auto const& [name, value] : cookies.pairs()) request.cookies.add(name, value);
  }
  return request;
}

Fields parse_cookies(std::string_view header) {
  Fields cookies;
  while (!header.empty() && cookies.pairs().size() < cookies_max) {
    std::size_t const end = std::min(header.find(';'), header.size());
    std::string_view const pair = trimmed(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    std::size_t const equals = pair.find('=');
    if (equals == std::string_view::npos || !is_token(pair.substr(0, equals))) continue;
    std::string_view value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    if (is_header_text(value)) {
      cookies.add(std::string(pair.substr(0, equals)), std::string(value));
    }
  }
  return cookies;
}

}  // namespace giaoban::web
