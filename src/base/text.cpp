#include "base/text.h"

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/likeness.h"
#include "base/result.h"
#include "base/utf8.h"

namespace giaoban {
namespace {

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

// Printable ASCII with single inner spaces: nothing to do.
bool plain(std::string_view text) {
  char before = ' ';
  for (char const c : text) {
    if (c < 0x20 || c > 0x7E || (c == ' ' && before == ' ')) return false;
    before = c;
  }
  return text.empty() || before != ' ';
}

bool is_space(char32_t code) {
  return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
         code == 0x205F || code == 0x3000;
}

// Control characters, and the marks of width and direction that pasted text brings unseen.
bool is_unseen(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x2069) || code == 0xFEFF;
}

// A soft hyphen is unseen too, but in TCVN3 it is the letter ư: in a text that may be TCVN3 it
// stays, so that the text is recognised.
bool may_be_legacy(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    auto const [code, length] = utf8::step(text, at);
    if (code > 0xFF) return false;
    at += length;
  }
  return true;
}

std::string tidied(std::string_view text) {
  constexpr char32_t soft_hyphen = 0xAD;
  bool const keep_soft_hyphen = text.find("\xC2\xAD") != text.npos && may_be_legacy(text);
  std::string tidy;
  tidy.reserve(text.size());
  bool space_due = false;
  for (std::size_t at = 0; at < text.size();) {
    auto const [code, length] = utf8::step(text, at);
    at += length;
    if (is_space(code)) {
      space_due = !tidy.empty();
      continue;
    }
    if (is_unseen(code) || (code == soft_hyphen && !keep_soft_hyphen)) continue;
    if (space_due) tidy += ' ';
    space_due = false;
    utf8::append(tidy, code);
  }
  return tidy;
}

constexpr std::uint16_t first_latin = 0xC0;
constexpr std::uint16_t last_latin = 0x1B0;
constexpr std::uint16_t first_toned = 0x1EA0;
constexpr std::uint16_t last_toned = 0x1EF9;

// Base letters of the precomposed Vietnamese letters in those two ranges, 0 for any other.
struct BaseLetters {
  std::array<char, last_latin - first_latin + 1> latin{};
  std::array<char, last_toned - first_toned + 1> toned{};

  constexpr void set(std::u16string_view letters, char base) {
    for (char16_t const letter : letters) latin[letter - std::size_t{first_latin}] = base;
  }
  constexpr void set(char16_t first, char16_t last, char base) {
    for (char16_t letter = first; letter <= last; ++letter) {
      toned[letter - std::size_t{first_toned}] = base;
    }
  }
  constexpr BaseLetters() {
    set(u"ÀÁÂÃàáâãĂă", 'a');
    set(u"ÈÉÊèéê", 'e');
    set(u"ÌÍìíĨĩ", 'i');
    set(u"ÒÓÔÕòóôõƠơ", 'o');
    set(u"ÙÚùúŨũƯư", 'u');
    set(u"Ýý", 'y');
    // Icelandic Ð looks like Đ and is typed for it.
    set(u"ĐđÐð", 'd');
    set(u'Ạ', u'ặ', 'a');
    set(u'Ẹ', u'ệ', 'e');
    set(u'Ỉ', u'ị', 'i');
    set(u'Ọ', u'ợ', 'o');
    set(u'Ụ', u'ự', 'u');
    set(u'Ỳ', u'ỹ', 'y');
  }
  [[nodiscard]] constexpr char of(char32_t code) const {
    if (code >= first_toned && code <= last_toned) return toned[code - first_toned];
    if (code >= first_latin && code <= last_latin) return latin[code - first_latin];
    return 0;
  }
};

constexpr BaseLetters base_letters;

// For letters of other alphabets: canonical decomposition, no marks, lower case.
std::string fold_any(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  auto const* nfd = icu::Normalizer2::getNFDInstance(status);
  auto const apart = nfd->normalize(icu::UnicodeString::fromUTF8(piece(text)), status);
  if (U_FAILURE(status)) throw Breakage(u_errorName(status));
  auto lower = apart;
  lower.toLower(icu::Locale::getRoot());
  std::string folded;
  for (std::int32_t at = 0; at < lower.length(); at = lower.moveIndex32(at, 1)) {
    auto const code = lower.char32At(at);
    if (u_charType(code) == U_NON_SPACING_MARK) continue;
    auto const base = base_letters.of(static_cast<char32_t>(code));
    utf8::append(folded, base != 0 ? static_cast<char32_t>(base) : static_cast<char32_t>(code));
  }
  return folded;
}

using Strength = icu::Collator::ECollationStrength;

std::unique_ptr<icu::Collator> vietnamese_collator(Strength strength) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(icu::Locale("vi"), status));
  // A warning would mean that ICU has no order for Vietnamese and gives its general one.
  if (status == U_USING_DEFAULT_WARNING || U_FAILURE(status)) throw Breakage(u_errorName(status));
  collator->setStrength(strength);
  return collator;
}

std::string key(icu::Collator const& collator, std::string_view text) {
  auto const wide = icu::UnicodeString::fromUTF8(piece(text));
  std::string bytes(std::max<std::size_t>(64, 4 * text.size()), '\0');
  auto const fill = [&] {
    return static_cast<std::size_t>(
        collator.getSortKey(wide, reinterpret_cast<std::uint8_t*>(bytes.data()),
                            static_cast<std::int32_t>(bytes.size())));
  };
  auto const length = fill();
  if (length > bytes.size()) {
    bytes.resize(length);
    fill();
  }
  bytes.resize(length == 0 ? 0 : length - 1);  // without the closing zero
  return bytes;
}

struct NameParts {
  std::string_view family;
  std::string_view middle;
  std::string_view given;
};

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(' ');
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

NameParts parts_of(std::string_view full_name) {
  auto const name = trimmed(full_name);
  auto const last_space = name.rfind(' ');
  if (last_space == name.npos) return {.family = {}, .middle = {}, .given = name};
  auto const before = trimmed(name.substr(0, last_space));
  auto const first_space = std::min(before.find(' '), before.size());
  return {.family = before.substr(0, first_space),
          .middle = trimmed(before.substr(first_space)),
          .given = name.substr(last_space + 1)};
}

}  // namespace

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string normalise(std::string_view text) {
  if (plain(text)) return std::string(text);
  return nfc(tidied(text));
}

std::string nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  auto const* composer = icu::Normalizer2::getNFCInstance(status);
  if (U_SUCCESS(status) && composer->isNormalizedUTF8(piece(text), status)) {
    return std::string(text);
  }
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  composer->normalizeUTF8(0, piece(text), sink, nullptr, status);
  if (U_FAILURE(status)) throw Breakage(u_errorName(status));
  return composed;
}

std::string capitals(std::string_view text) {
  std::string upper;
  icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))
      .toUpper(icu::Locale("vi"))
      .toUTF8String(upper);
  return upper;
}

std::string small_letters(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto const [code, length] = utf8::step(text, at);
    utf8::append(lower, static_cast<char32_t>(u_tolower(static_cast<UChar32>(code))));
    at += length;
  }
  return lower;
}

std::string as_name(std::string_view text) {
  std::string name;
  std::string word;
  auto const end_word = [&] {
    std::size_t const first = word.empty() ? 0 : utf8::step(word, 0).length;
    name += capitals(word.substr(0, first)) + small_letters(word.substr(first));
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const length = utf8::step(text, at).length;
    auto const letter = text.substr(at, length);
    at += length;
    word += letter;
    bool const parts =
        letter == " " || letter == "-" || letter == "'" || letter == "’" || letter == "ʼ";
    if (parts) end_word();
  }
  end_word();
  return name;
}

std::string fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    char const c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      folded += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
      ++at;
      continue;
    }
    auto const [code, length] = utf8::step(text, at);
    at += length;
    if (code >= 0x300 && code <= 0x36F) continue;
    auto const base = base_letters.of(code);
    if (base == 0) return fold_any(text);
    folded += base;
  }
  return folded;
}

std::string collation_key(std::string_view text) {
  thread_local auto const collator = vietnamese_collator(icu::Collator::TERTIARY);
  return key(*collator, text);
}

std::string name_sort_key(std::string_view full_name) {
  // Capitals do not count: LÊ VĂN AN stands beside Lê Văn An, not after every other An.
  thread_local auto const collator = vietnamese_collator(icu::Collator::SECONDARY);
  // Nor does where a mark of tone is set: Hoà and Hòa are one name.
  auto const spelled = marked_letters(full_name);
  auto const parts = parts_of(spelled);
  // 1 is below every byte that can follow in a longer key, so the shorter name comes first.
  auto sort_key = key(*collator, parts.given);
  sort_key += '\x01';
  sort_key += key(*collator, parts.middle);
  sort_key += '\x01';
  sort_key += key(*collator, parts.family);
  return sort_key;
}

std::string_view given_name(std::string_view full_name) {
  return parts_of(full_name).given;
}

bool valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    auto const [code, length] = utf8::step(text, at);
    if (code == utf8::replacement && length == 1) return false;
    at += length;
  }
  return true;
}

}  // namespace giaoban
