#include "web/html.h"

namespace giaoban::web {

namespace {

constexpr std::string_view specials = "&<>\"'";

void append_escaped(std::string& out, std::string_view text) {
  std::size_t from = 0;
  while (true) {
    std::size_t const at = text.find_first_of(specials, from);
    if (at == std::string_view::npos) break;
    out.append(text, from, at - from);
    switch (text[at]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += "&#39;";
    }
    from = at + 1;
  }
  out.append(text, from);
}

bool unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

void append_encoded(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (char const c : text) {
    if (unreserved(c)) {
      out += c;
    } else {
      auto const byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
}

// Browsers drop tabs and line ends out of addresses and read \ as /, so neither may stand in one.
bool clean(std::string_view text) {
  for (char const c : text) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == '\\' || c == 0x7F) return false;
  }
  return true;
}

}  // namespace

Url Url::checked(std::string_view text) {
  bool const own = text.starts_with('/') && !text.starts_with("//");
  bool const secure = text.starts_with("https://") && text.size() > 8;
  if ((own || secure) && clean(text)) return Url(std::string(text));
  return Url("#");
}

Url Url::here(std::string_view anchor) {
  std::string text = "#";
  append_encoded(text, anchor);
  return Url(std::move(text));
}

Url Url::with(std::string_view name, std::string_view value) const {
  if (value.empty()) return *this;
  std::size_t const hash = text_.find('#');
  std::string text = text_.substr(0, hash);
  text += text.find('?') == std::string::npos ? '?' : '&';
  append_encoded(text, name);
  text += '=';
  append_encoded(text, value);
  if (hash != std::string::npos) text += text_.substr(hash);
  return Url(std::move(text));
}

Url Url::with(std::string_view name, std::int64_t value) const {
  return with(name, std::to_string(value));
}

Url Url::at(std::string_view anchor) const {
  std::string text = text_.substr(0, text_.find('#'));
  text += '#';
  append_encoded(text, anchor);
  return Url(std::move(text));
}

std::string path_value(std::string_view text) {
  std::string encoded;
  append_encoded(encoded, text);
  // A segment of dots alone would climb.
  if (encoded == "." || encoded == "..") return encoded == "." ? "%2E" : "%2E%2E";
  return encoded;
}

Url path_filled(std::string_view form, std::initializer_list<std::string> values) {
  std::string text;
  std::size_t from = 0;
  for (std::string const& value : values) {
    std::size_t const at = form.find("{}", from);
    text.append(form, from, at - from);
    text += value;
    from = at + 2;
  }
  text.append(form, from);
  return Url(std::move(text));
}

Html& Html::put(std::string_view text) {
  append_escaped(text_, text);
  return *this;
}

Html& Html::put(Markup markup) {
  text_ += markup.text();
  return *this;
}

Html& Html::add(Html const& other) {
  text_ += other.text_;
  return *this;
}

Html& Html::open(Tag tag, Attributes attributes) {
  text_ += '<';
  text_ += tag.name();
  for (Attribute const& attribute : attributes) {
    if (attribute.name().empty()) continue;
    text_ += ' ';
    text_ += attribute.name();
    if (attribute.bare()) continue;
    text_ += "=\"";
    append_escaped(text_, attribute.value());
    text_ += '"';
  }
  text_ += '>';
  return *this;
}

Html& Html::close(Tag tag) {
  text_ += "</";
  text_ += tag.name();
  text_ += '>';
  return *this;
}

}  // namespace giaoban::web
