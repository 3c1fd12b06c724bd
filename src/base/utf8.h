// Code points out of UTF-8 and back, for text.cpp and legacy.cpp. Malformed bytes read as U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace giaoban::utf8 {

constexpr char32_t replacement = 0xFFFD;

struct Step {
  char32_t code = replacement;
  std::size_t length = 1;  // bytes to go on by
};

// The code point at `at`, which is inside the text. Overlong forms, surrogates and what lies
// beyond U+10FFFF are malformed. U+FFFD with length 1: malformed here; with length 3: written so.
constexpr Step step(std::string_view text, std::size_t at) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto const follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  char32_t const lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  if (lead >= 0xC2 && lead < 0xE0 && follows(at + 1)) {
    return {((lead & 0x1F) << 6) | (byte(at + 1) & 0x3FU), 2};
  }
  if (lead >= 0xE0 && lead < 0xF0 && follows(at + 1) && follows(at + 2)) {
    char32_t const code =
        ((lead & 0x0F) << 12) | ((byte(at + 1) & 0x3FU) << 6) | (byte(at + 2) & 0x3FU);
    if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)) return {code, 3};
  }
  if (lead >= 0xF0 && lead < 0xF5 && follows(at + 1) && follows(at + 2) && follows(at + 3)) {
    char32_t const code = ((lead & 0x07) << 18) | ((byte(at + 1) & 0x3FU) << 12) |
                          ((byte(at + 2) & 0x3FU) << 6) | (byte(at + 3) & 0x3FU);
    if (code >= 0x10000 && code <= 0x10FFFF) return {code, 4};
  }
  return {};
}

constexpr void append(std::string& text, char32_t code) {
  auto const tail = [](char32_t bits) { return static_cast<char>(0x80 | (bits & 0x3F)); };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += {static_cast<char>(0xC0 | (code >> 6)), tail(code)};
  } else if (code < 0x10000) {
    text += {static_cast<char>(0xE0 | (code >> 12)), tail(code >> 6), tail(code)};
  } else {
    text += {static_cast<char>(0xF0 | (code >> 18)), tail(code >> 12), tail(code >> 6), tail(code)};
  }
}

}  // namespace giaoban::utf8
