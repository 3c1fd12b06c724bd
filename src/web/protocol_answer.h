// What the server answers by itself, in both languages, since it does not know whose browser it is.
// Private to the server.
#pragma once

#include <string>

#include "base/result.h"
#include "web/head.h"
#include "web/request.h"
#include "web/server.h"

namespace giaoban::web {

inline Response refused(RefusalKind const& kind) {
  std::string text;
  for (auto const language : {Language::vietnamese, Language::english}) {
    text += say(language, kind.text) + " " + say(language, kind.remedy) + "\n";
  }
  Response response = Response::plain(kind.http_status, text);
  if (kind.http_status == 405) response.set_header("Allow", "GET, HEAD, POST");
  if (kind.http_status == 503) response.set_header("Retry-After", "10");
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Cache-Control", "no-store");
  return response;
}

inline Response refused(Fault const& fault) {
  Response response = refused(protocol_refusal(fault.status));
  response.status = fault.status;
  return response;
}

}  // namespace giaoban::web
