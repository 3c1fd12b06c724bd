#include "web/urlencoded.h"

#include <algorithm>

#include "base/text.h"

namespace giaoban::web {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { space, plus };

std::optional<std::string> unescaped(std::string_view raw, Plus plus) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '+' && plus == Plus::space) {
      out += ' ';
    } else if (raw[i] != '%') {
      out += raw[i];
    } else {
      if (i + 2 >= raw.size()) return std::nullopt;
      int const high = hex_digit(raw[i + 1]);
      int const low = hex_digit(raw[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool climbs(std::string_view path) {
  for (std::size_t from = 0; from <= path.size();) {
    std::size_t const to = std::min(path.find('/', from), path.size());
    std::string_view const piece = path.substr(from, to - from);
    if (piece == "." || piece == "..") return true;
    from = to + 1;
  }
  return false;
}

}  // namespace

std::optional<std::string> decode_path(std::string_view raw) {
  if (!raw.starts_with('/')) return std::nullopt;
  auto const path = unescaped(raw, Plus::plus);
  if (!path || std::ranges::count(*path, '/') != std::ranges::count(raw, '/')) return std::nullopt;
  if (std::ranges::any_of(*path, is_control) || path->find('\\') != std::string::npos ||
      climbs(*path) || !valid_utf8(*path)) {
    return std::nullopt;
  }
  return nfc(*path);
}

std::optional<std::string> clean_value(std::string_view text) {
  if (!valid_utf8(text)) return std::nullopt;
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      lines += '\n';
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else if (is_control(text[i]) && text[i] != '\t' && text[i] != '\n') {
      return std::nullopt;
    } else {
      lines += text[i];
    }
  }
  return nfc(lines);
}

std::optional<Fields> parse_urlencoded(std::string_view raw) {
  Fields fields;
  while (!raw.empty()) {
    std::size_t const end = std::min(raw.find('&'), raw.size());
    std::string_view const pair = raw.substr(0, end);
    raw.remove_prefix(std::min(end + 1, raw.size()));
    if (pair.empty()) continue;
    std::size_t const equals = std::min(pair.find('='), pair.size());
    auto const name = unescaped(pair.substr(0, equals), Plus::space);
    auto const value = unescaped(pair.substr(std::min(equals + 1, pair.size())), Plus::space);
    if (!name || !value) return std::nullopt;
    auto clean_name = clean_value(*name);
    auto clean = clean_value(*value);
    if (!clean_name || !clean || clean_name->size() > field_name_bytes_max ||
        fields.pairs().size() >= form_fields_max) {
      return std::nullopt;
    }
    fields.add(*std::move(clean_name), *std::move(clean));
  }
  return fields;
}

}  // namespace giaoban::web
