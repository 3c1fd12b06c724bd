// What a test reads of a Word file.
#pragma once

#include <regex>
#include <string>
#include <string_view>

#include "print/docx_zip.h"

namespace giaoban::test {

inline std::string part(std::string_view docx, std::string_view name) {
  auto const parts = print::unpack_parts(docx);
  if (!parts) return "no document";
  for (auto const& one : *parts) {
    if (one.name == name) return one.bytes;
  }
  return "no " + std::string(name);
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// A line a paragraph; cells of a row are parted by strokes.
inline std::string text_of(std::string xml) {
  xml = xml.substr(xml.find("<w:body>") == xml.npos ? 0 : xml.find("<w:body>"));
  xml = replaced(std::move(xml), "&#10;", "\n");
  xml = std::regex_replace(xml, std::regex(">\\s+<"), "><");
  xml = replaced(std::move(xml), "</w:p></w:tc>", " | ");
  xml = replaced(std::move(xml), "</w:tr>", "\n");
  xml = replaced(std::move(xml), "</w:p>", "\n");
  xml = replaced(std::move(xml), "<w:br/>", "\n");
  xml = std::regex_replace(xml, std::regex("<[^>]*>"), "");
  xml = replaced(std::move(xml), "&amp;", "&");
  return replaced(std::move(xml), "\u00a0", " ");
}

inline std::string body_of(std::string_view docx) {
  return text_of(part(docx, "word/document.xml"));
}

}  // namespace giaoban::test
