#include "web/static_files.h"

#include <algorithm>
#include <array>

#include "base/result.h"
#include "store/hash.h"
#include "web/gzip.h"
#include "web/static/be_vietnam_pro_latin_400_woff2.h"
#include "web/static/be_vietnam_pro_latin_600_woff2.h"
#include "web/static/be_vietnam_pro_vietnamese_400_woff2.h"
#include "web/static/be_vietnam_pro_vietnamese_600_woff2.h"
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
  std::string bytes;
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

StaticFile font(std::string_view name, std::string_view bytes) {
  return ready({name, "font/woff2", std::string(bytes)});
}

using Fonts = std::array<StaticFile, 4>;

Fonts const& fonts() {
  static Fonts const all{
      font("latin-400.woff2", static_files::be_vietnam_pro_latin_400_woff2),
      font("latin-600.woff2", static_files::be_vietnam_pro_latin_600_woff2),
      font("vietnamese-400.woff2", static_files::be_vietnam_pro_vietnamese_400_woff2),
      font("vietnamese-600.woff2", static_files::be_vietnam_pro_vietnamese_600_woff2)};
  return all;
}

// The sheet names its fonts as they are called here; they are served under the names with their
// hash.
std::string style() {
  std::string sheet(static_files::style_css);
  for (StaticFile const& font : fonts()) {
    for (auto at = sheet.find(font.name); at != sheet.npos; at = sheet.find(font.name, at)) {
      sheet.replace(at, font.name.size(), font.hashed_name);
      at += font.hashed_name.size();
    }
  }
  return sheet;
}

using Files = std::array<StaticFile, 8>;

Files const& files() {
  constexpr std::string_view script = "text/javascript; charset=utf-8";
  static Files const all{ready({"style.css", "text/css; charset=utf-8", style()}),
                         ready({"htmx.js", script, std::string(static_files::htmx_js)}),
                         ready({"nacl.js", script, std::string(static_files::nacl_js)}),
                         ready({"drafts.js", script, std::string(static_files::drafts_js)}),
                         ready({"page.js", script, std::string(static_files::page_js)}),
                         ready({"grid.js", script, std::string(static_files::grid_js)}),
                         ready({"hall.js", script, std::string(static_files::hall_js)}),
                         ready({"icon.svg", "image/svg+xml", std::string(static_files::icon_svg)})};
  return all;
}

template <class All>
StaticFile const* served(All const& all, std::string_view name) {
  auto const file = std::ranges::find(all, name, &StaticFile::hashed_name);
  return file == all.end() ? nullptr : &*file;
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
  auto const* file = served(files(), name);
  if (file == nullptr) file = served(fonts(), name);
  if (file == nullptr) return std::nullopt;
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
