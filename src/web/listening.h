// Whether an open stream may go on: asked of the grants anew. Private to web/.
#pragma once

#include <functional>

#include "web/request.h"
#include "web/route.h"

namespace giaoban::web {

// For a stream that was opened by the caller's request. As long as nothing was recorded and the
// caller's grants are what they were, that is one look; else the request is answered once more as
// if it came now, and the stream goes on only if that would open it. What it listens to is asked
// for by the handler alone, so no stream can forget a part of it.
std::function<bool()> listening(Site const& site, Request const& request, Caller const& caller);

}  // namespace giaoban::web
