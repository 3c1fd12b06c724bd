#include "web/request.h"

#include <algorithm>

#include "base/text.h"
#include "store/hash.h"
#include "web/ascii.h"

namespace giaoban::web {

std::optional<std::string> Response::header(std::string_view name) const {
  for (auto const& [known, value] : headers) {
    if (same_ignoring_case(known, name)) return value;
  }
  return std::nullopt;
}

void Response::set_header(std::string name, std::string value) {
  std::erase_if(headers, [&](auto const& h) { return same_ignoring_case(h.first, name); });
  headers.emplace_back(std::move(name), std::move(value));
}

Response Response::redirect(std::string_view to) {
  // Escapes that stand in the target stay; what a header may not hold is escaped.
  std::string location;
  for (char const c : to) {
    if (c > 0x20 && c < 0x7F && c != '"' && c != '<' && c != '>' && c != '\\') {
      location += c;
    } else {
      append_escaped(location, c);
    }
  }
  Response response;
  response.status = 303;
  response.headers.emplace_back("Location", std::move(location));
  return response;
}

Response Response::json(std::string text) {
  Response response;
  response.content_type = "application/json";
  response.body = std::move(text);
  return response;
}

Response Response::plain(int status, std::string text) {
  Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(text);
  return response;
}

Response Response::download(std::string bytes, std::string content_type, std::string_view name) {
  Response response;
  response.content_type = std::move(content_type);
  response.body = std::move(bytes);
  std::string plain;
  for (char const c : fold(name)) plain += is_unreserved(c) ? c : '-';
  response.headers.emplace_back(
      "Content-Disposition",
      "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encoded(name));
  return response;
}

Response Response::fixed(Request const& request, std::string_view bytes, std::string content_type) {
  Response response;
  std::string const tag = "\"" + store::hash(bytes).mark() + "\"";
  response.content_type = std::move(content_type);
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Cache-Control", "public, max-age=3600");
  if (request.headers.text("if-none-match").find(tag) != std::string::npos) {
    response.status = 304;
  } else {
    response.body = bytes;
  }
  return response;
}

}  // namespace giaoban::web
