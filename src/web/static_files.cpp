#include "web/static_files.h"

#include <algorithm>
#include <array>

#include "base/result.h"
#include "store/hash.h"
#include "web/gzip.h"
#include "web/static/drafts_js.h"
#include "web/static/grid_js.h"
#include "web/static/hall_js.h"
#include "web/static/htmx_js.h"
#include "web/static/icon_svg.h"
#include "web/static/nacl_js.h"
#include "web/static/page_js.h"
#include "web/static/style_css.h"

namespace giaoban::web {

namespace {

struct StaticFile {
  std::string_view name;  // "page.js"
  std::string_view type;
  std::string_view bytes;
  std::string hashed_name = {};  // "page.3f2a91c0d4e5.js"
  std::string compressed = {};
};

StaticFile ready(StaticFile file) {
  constexpr std::size_t digits = 12;
  std::size_t const dot = file.name.rfind('.');
  file.hashed_name = std::string(file.name.substr(0, dot)) + "." +
                     store::hash(file.bytes).hex().substr(0, digits) +
                     std::string(file.name.substr(dot));
  file.compressed = gzip(file.bytes);
  return file;
}

using Files = std::array<StaticFile, 8>;

Files const& files() {
  constexpr std::string_view script = "text/javascript; charset=utf-8";
  static Files const all{ready({"style.css", "text/css; charset=utf-8", static_files::style_css}),
                         ready({"htmx.js", script, static_files::htmx_js}),
                         ready({"nacl.js", script, static_files::nacl_js}),
                         ready({"drafts.js", script, static_files::drafts_js}),
                         ready({"page.js", script, static_files::page_js}),
                         ready({"grid.js", script, static_files::grid_js}),
                         ready({"hall.js", script, static_files::hall_js}),
                         ready({"icon.svg", "image/svg+xml", static_files::icon_svg})};
  return all;
}

Result<Response> serve(Visit& visit) {
  std::string const name = visit.place("name");
  if (auto found = static_file(visit.request, name)) return *std::move(found);
  return refuse(no_such_page, {{"path", visit.request.path}});
}

}  // namespace

Url static_url(std::string_view name) {
  auto const file = std::ranges::find(files(), name, &StaticFile::name);
  ensure(file != files().end(), "a page names a static file that there is");
  return to("/static/{}", file->hashed_name);
}

std::optional<Response> static_file(Request const& request, std::string_view name) {
  auto const file = std::ranges::find(files(), name, &StaticFile::hashed_name);
  if (file == files().end()) return std::nullopt;
  Response response;
  response.content_type = file->type;
  response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (takes_gzip(request.headers.text("accept-encoding"))) {
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = file->compressed;
  } else {
    response.body = file->bytes;
  }
  return response;
}

Route static_route() {
  return {.method = Method::get, .path = "/static/{name}", .handle = &serve, .open = Open::to_all};
}

}  // namespace giaoban::web
