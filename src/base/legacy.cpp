// Text of other encodings that was read as Latin-1. TCVN3 (ABC), VNI and Windows' Vietnamese code
// page put Vietnamese letters where Latin-1 has others, so a text is recognised by its words: they
// are no Vietnamese syllables as they stand, and become ones when decoded. The bytes of UTF-8 tell
// themselves.
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/legacy.h"
#include "base/result.h"
#include "base/text.h"
#include "base/utf8.h"

namespace giaoban {
namespace {

using namespace std::string_view_literals;

constexpr char32_t first_tcvn3 = 0xA1;
// TCVN 5712:1993 VN3, 0xA1 to 0xFE; a space: no letter there.
constexpr std::u16string_view tcvn3_letters =
    u"ĂÂÊÔƠƯĐăâêôơưđ "   // A1
    u"     àảãáạ "       // B0
    u"ằẳẵắ       "       // BB
    u"ặầẩẫấậè ẻẽ"        // C6
    u"éẹềểễếệìỉ   ĩíịò"  // D0
    u" ỏõóọồổỗốộờởỡớợù"  // E0
    u" ủũúụừửữứựỳỷỹýỵ";  // F0
static_assert(tcvn3_letters.size() == 0xFE - 0xA1 + 1);

char32_t from_tcvn3(char32_t code) {
  if (code < first_tcvn3 || code >= first_tcvn3 + tcvn3_letters.size()) return code;
  char16_t const letter = tcvn3_letters[code - first_tcvn3];
  return letter == u' ' ? code : letter;
}

constexpr bool is_upper_ascii(char32_t code) {
  return code >= 'A' && code <= 'Z';
}
constexpr bool is_lower_ascii(char32_t code) {
  return code >= 'a' && code <= 'z';
}
constexpr bool is_upper_tcvn3(char32_t code) {
  return code >= 0xA1 && code <= 0xA7;
}

// A character that is or may stand for a letter, so that words hold together.
constexpr bool in_word(char32_t code) {
  if (is_upper_ascii(code) || is_lower_ascii(code)) return true;
  return code >= 0xA1 && !(code >= 0xB0 && code <= 0xB4) && code != 0xBA && code != 0xBF;
}

std::u32string code_points(std::string_view text) {
  std::u32string codes;
  codes.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto const [code, length] = utf8::step(text, at);
    codes += code;
    at += length;
  }
  return codes;
}

std::string encoded(std::u32string_view codes) {
  std::string text;
  for (char32_t const code : codes) utf8::append(text, code);
  return text;
}

icu::UnicodeString wide(std::u32string_view codes) {
  return icu::UnicodeString::fromUTF8(encoded(codes));
}

std::string narrow(icu::UnicodeString const& text) {
  std::string narrow;
  text.toUTF8String(narrow);
  return narrow;
}

icu::UnicodeString in_form(icu::UnicodeString const& text,
                           icu::Normalizer2 const* (*form)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  auto normal = form(status)->normalize(text, status);
  if (U_FAILURE(status)) throw Breakage(u_errorName(status));
  return normal;
}

icu::UnicodeString composed(icu::UnicodeString const& text) {
  return in_form(text, icu::Normalizer2::getNFCInstance);
}

icu::UnicodeString upper(icu::UnicodeString text) {
  return text.toUpper(icu::Locale::getRoot());
}

icu::UnicodeString lower(icu::UnicodeString text) {
  return text.toLower(icu::Locale::getRoot());
}

template <class Visit>
void each_word(std::u32string_view codes, Visit visit) {
  for (std::size_t from = 0; from < codes.size();) {
    auto to = from;
    while (to < codes.size() && in_word(codes[to])) ++to;
    if (to > from) visit(from, to);
    from = to + 1;
  }
}

bool capital_word(std::u32string_view word) {
  auto const capitals = std::ranges::count_if(
      word, [](char32_t code) { return is_upper_ascii(code) || is_upper_tcvn3(code); });
  return capitals >= 2 && std::ranges::none_of(word, is_lower_ascii);
}

// TCVN3 has no capital letters with tones: a word in capitals is typed with the small ones and a
// capitals-only font (.VnTimeH), so its other letters tell.
std::string decode_tcvn3(std::u32string_view codes) {
  bool some_capital_word = false;
  each_word(codes, [&](auto from, auto to) {
    some_capital_word |= capital_word(codes.substr(from, to - from));
  });
  bool const all_capitals = some_capital_word && std::ranges::none_of(codes, is_lower_ascii);
  std::u32string letters(codes);
  std::ranges::transform(codes, letters.begin(), from_tcvn3);
  each_word(codes, [&](auto from, auto to) {
    if (!all_capitals && !capital_word(codes.substr(from, to - from))) return;
    auto const word = std::u32string_view(letters).substr(from, to - from);
    auto const capitals = code_points(narrow(upper(wide(word))));
    if (capitals.size() == word.size()) letters.replace(from, to - from, capitals);
  });
  return encoded(letters);
}

// VNI writes a letter and behind it a mark, each with its own Latin-1 character.
struct VniMark {
  char32_t mark;  // in lower case
  std::u32string_view bases;
  std::u32string_view combining;
};
constexpr std::u32string_view any_vowel = U"aeouyôöAEOUYÔÖ";
constexpr std::u32string_view circumflexed = U"aeoAEO";
constexpr std::u32string_view breved = U"aA";
constexpr std::array<VniMark, 17> vni_marks{{
    {U'ø', any_vowel, U"\u0300"},
    {U'ù', any_vowel, U"\u0301"},
    {U'û', any_vowel, U"\u0309"},
    {U'õ', any_vowel, U"\u0303"},
    {U'ï', any_vowel, U"\u0323"},
    {U'â', circumflexed, U"\u0302"},
    {U'à', circumflexed, U"\u0302\u0300"},
    {U'á', circumflexed, U"\u0302\u0301"},
    {U'å', circumflexed, U"\u0302\u0309"},
    {U'ã', circumflexed, U"\u0302\u0303"},
    {U'ä', circumflexed, U"\u0302\u0323"},
    {U'ê', breved, U"\u0306"},
    {U'è', breved, U"\u0306\u0300"},
    {U'é', breved, U"\u0306\u0301"},
    {U'ú', breved, U"\u0306\u0309"},
    {U'ü', breved, U"\u0306\u0303"},
    {U'ë', breved, U"\u0306\u0323"},
}};

// Letters that VNI writes with one character.
constexpr std::u32string_view vni_single = U"ôöñìíæóòîÔÖÑÌÍÆÓÒÎ";
constexpr std::u32string_view vni_single_letters = U"ơưđìíỉĩịỵƠƯĐÌÍỈĨỊỴ";
static_assert(vni_single.size() == vni_single_letters.size());

constexpr char32_t lower_latin1(char32_t code) {
  return code >= 0xC0 && code <= 0xDE && code != 0xD7 ? code + 0x20 : code;
}

VniMark const* vni_mark(char32_t base, char32_t mark) {
  auto const* found = std::ranges::find_if(vni_marks, [&](VniMark const& entry) {
    return entry.mark == lower_latin1(mark) && entry.bases.find(base) != entry.bases.npos;
  });
  return found == vni_marks.end() ? nullptr : found;
}

std::string decode_vni(std::u32string_view codes) {
  std::u32string letters;
  for (std::size_t at = 0; at < codes.size(); ++at) {
    auto const single = vni_single.find(codes[at]);
    letters += single == vni_single.npos ? codes[at] : vni_single_letters[single];
    auto const* mark = at + 1 < codes.size() ? vni_mark(codes[at], codes[at + 1]) : nullptr;
    if (mark == nullptr) continue;
    letters += mark->combining;
    ++at;
  }
  return narrow(composed(wide(letters)));
}

// Where Windows' Vietnamese code page has another letter than Latin-1, or a mark behind its letter.
constexpr std::u32string_view cp1258_as_latin1 = U"ÃÌÐÒÕÝÞãìðòõý";
constexpr std::u32string_view cp1258_letters = U"Ă\u0300Đ\u0309ƠƯ\u0303ă\u0301đ\u0323ơư";
static_assert(cp1258_as_latin1.size() == cp1258_letters.size());

std::string decode_cp1258(std::u32string_view codes) {
  std::u32string letters(codes);
  for (char32_t& code : letters) {
    auto const found = cp1258_as_latin1.find(code);
    if (found != cp1258_as_latin1.npos) code = cp1258_letters[found];
  }
  return narrow(composed(wide(letters)));
}

// What Windows' Western code page has from 0x80 to 0x9F; a space: nothing.
constexpr std::u32string_view cp1252_signs = U"€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
static_assert(cp1252_signs.size() == 0x20);

// The byte that was shown as the code point, by Latin-1 or by either code page of Windows.
std::optional<unsigned char> shown_byte(char32_t code) {
  if (code < 0x100) return static_cast<unsigned char>(code);
  if (auto const sign = cp1252_signs.find(code); sign != cp1252_signs.npos) {
    return static_cast<unsigned char>(0x80 + sign);
  }
  auto const letter = cp1258_letters.find(code);
  if (letter == cp1258_letters.npos) return std::nullopt;
  return static_cast<unsigned char>(cp1258_as_latin1[letter]);
}

// The first byte beyond ASCII begins a letter of UTF-8. Of nearly every text it does not.
bool may_be_utf8(std::u32string_view codes) {
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (codes[at] < 0x80) continue;
    auto const lead = shown_byte(codes[at]);
    if (!lead || *lead < 0xC2 || at + 1 == codes.size()) return false;
    auto const next = shown_byte(codes[at + 1]);
    return next && (*next & 0xC0U) == 0x80U;
  }
  return false;
}

// Nullopt where the text is not the bytes of UTF-8.
std::optional<std::string> decode_utf8(std::u32string_view codes) {
  if (!may_be_utf8(codes)) return std::nullopt;
  std::string bytes;
  for (char32_t const code : codes) {
    auto const byte = shown_byte(code);
    if (!byte) return std::nullopt;
    bytes += static_cast<char>(*byte);
  }
  if (!valid_utf8(bytes) || code_points(bytes).size() == codes.size()) return std::nullopt;
  return narrow(composed(icu::UnicodeString::fromUTF8(bytes)));
}

std::string decode(std::u32string_view codes, LegacyEncoding encoding) {
  switch (encoding) {
    case LegacyEncoding::tcvn3:
      return decode_tcvn3(codes);
    case LegacyEncoding::vni:
      return decode_vni(codes);
    case LegacyEncoding::cp1258:
      return decode_cp1258(codes);
    case LegacyEncoding::utf8:
      return decode_utf8(codes).value_or(encoded(codes));
  }
  return encoded(codes);
}

constexpr std::array onsets{""sv,   "b"sv,  "c"sv,   "ch"sv, "d"sv,  "đ"sv,  "g"sv,
                            "gh"sv, "gi"sv, "h"sv,   "k"sv,  "kh"sv, "l"sv,  "m"sv,
                            "n"sv,  "ng"sv, "ngh"sv, "nh"sv, "p"sv,  "ph"sv, "qu"sv,
                            "r"sv,  "s"sv,  "t"sv,   "th"sv, "tr"sv, "v"sv,  "x"sv};

// What may follow an onset, tones taken off; between spaces.
constexpr std::string_view rimes =
    " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây"
    " e ec em en eng eo ep et ê êc êch êm ên êng ênh êp êt êu"
    " i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu"
    " o oc oi om on ong oong ooc op ot oa oac oach oai oam oan oang oanh oao oap oat oay"
    " oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt"
    " u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn uông uôt"
    " uy uya uych uyn uynh uyt uyu uyên uyêt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn"
    " ương ươp ươt ươu y ych yn ynh yt yu yêm yên yêng yêt yêu ";

bool is_rime(std::string_view text) {
  if (text.empty()) return false;
  for (auto at = rimes.find(text); at != rimes.npos; at = rimes.find(text, at + 1)) {
    if (rimes[at - 1] == ' ' && rimes[at + text.size()] == ' ') return true;
  }
  return false;
}

bool is_tone(char16_t mark) {
  return std::u16string_view(u"\u0300\u0301\u0303\u0309\u0323").find(mark) != std::u16string::npos;
}

// Whether a tone may stand behind this letter or mark: on a vowel, hatted or not. "Ñ" is an N.
bool bears_tone(char16_t before) {
  return std::u16string_view(u"aeiouyAEIOUY\u0302\u0306\u031B").find(before) !=
         std::u16string::npos;
}

// Capitals only at the front, or throughout.
bool cased_as_word(icu::UnicodeString const& word) {
  return word == upper(word) || word.tempSubString(1) == lower(word).tempSubString(1);
}

// How exactly a word must be a Vietnamese syllable.
enum class Spelling {
  loose,   // as names of minorities are spelt: Lôc
  strict,  // a final c, ch, p, t only with the tones sắc and nặng
};

bool is_syllable(icu::UnicodeString const& word, Spelling spelling) {
  if (!cased_as_word(word)) return false;
  auto apart = in_form(word, icu::Normalizer2::getNFDInstance);
  char16_t tone = 0;
  for (std::int32_t at = apart.length() - 1; at >= 0; --at) {
    if (!is_tone(apart.charAt(at))) continue;
    if (tone != 0 || at == 0 || !bears_tone(apart.charAt(at - 1))) return false;
    tone = apart.charAt(at);
    apart.remove(at, 1);
  }
  auto const toneless = narrow(composed(lower(apart)));
  bool const stopped = toneless.ends_with('c') || toneless.ends_with("ch") ||
                       toneless.ends_with('p') || toneless.ends_with('t');
  if (spelling == Spelling::strict && stopped && tone != u'\u0301' && tone != u'\u0323') {
    return false;
  }
  return std::ranges::any_of(onsets, [&toneless](std::string_view onset) {
    std::string_view const syllable = toneless;
    if (!syllable.starts_with(onset)) return false;
    auto const rime = syllable.substr(onset.size());
    return is_rime(rime) && (rime != "yu" || onset == "qu");  // no "lyù", which is VNI's Lý
  });
}

// A word that can tell: it has a character beyond ASCII and is more than one sign such as § or £.
bool telling(std::u32string_view word) {
  return word.size() > 1 && std::ranges::any_of(word, [](char32_t code) { return code >= 0x80; });
}

// Words that can tell and are no syllables as they stand.
std::vector<std::u32string_view> strange_words(std::u32string_view codes) {
  std::vector<std::u32string_view> strange;
  each_word(codes, [&](auto from, auto to) {
    auto const word = codes.substr(from, to - from);
    if (telling(word) && !is_syllable(wide(word), Spelling::loose)) strange.push_back(word);
  });
  return strange;
}

// Those of them that are syllables once decoded, less those that are not.
int syllables_gained(std::vector<std::u32string_view> const& strange, LegacyEncoding encoding) {
  int gained = 0;
  for (std::u32string_view const word : strange) {
    auto const meant = icu::UnicodeString::fromUTF8(decode(word, encoding));
    gained += is_syllable(meant, Spelling::strict) ? 1 : -1;
  }
  return gained;
}

// "Nguye^~n", "Tra^`n": VIQR writes the hat behind its letter, and a tone or a letter behind that.
bool typed_as_viqr(std::string_view text) {
  for (auto at = text.find('^'); at != text.npos; at = text.find('^', at + 1)) {
    if (at == 0 || at + 1 == text.size()) continue;
    bool const hatted = "aeoAEO"sv.find(text[at - 1]) != ""sv.npos;
    auto const next = static_cast<unsigned char>(text[at + 1]);
    if (hatted && (std::isalpha(next) != 0 || "`'?~."sv.find(text[at + 1]) != ""sv.npos)) {
      return true;
    }
  }
  return false;
}

// A first look by bytes: all ASCII, or with a letter that no byte is shown as, ạ to ỹ among them
// (they begin with 0xE1; what code pages show has other first bytes).
bool plainly_unicode(std::string_view text) {
  bool ascii = true;
  for (char const each : text) {
    auto const byte = static_cast<unsigned char>(each);
    if (byte >= 0xE0 && byte != 0xE2) return true;
    ascii = ascii && byte < 0x80;
  }
  return ascii;
}

}  // namespace

std::optional<LegacyEncoding> legacy_encoding(std::string_view text) {
  if (plainly_unicode(text)) return std::nullopt;
  auto const codes = code_points(text);
  if (decode_utf8(codes)) return LegacyEncoding::utf8;
  // Letters beyond Latin-1 are never made by reading bytes as Latin-1; punctuation may be pasted
  // in.
  bool const foreign = std::ranges::any_of(
      codes, [](char32_t code) { return code > 0xFF && !(code >= 0x2010 && code <= 0x2026); });
  if (foreign) return std::nullopt;
  auto const strange = strange_words(codes);
  if (strange.empty()) return std::nullopt;
  auto const tcvn3 = syllables_gained(strange, LegacyEncoding::tcvn3);
  auto const vni = syllables_gained(strange, LegacyEncoding::vni);
  auto const cp1258 = syllables_gained(strange, LegacyEncoding::cp1258);
  if (tcvn3 <= 0 && vni <= 0 && cp1258 <= 0) return std::nullopt;
  if (cp1258 > std::max(tcvn3, vni)) return LegacyEncoding::cp1258;
  return tcvn3 >= vni ? LegacyEncoding::tcvn3 : LegacyEncoding::vni;
}

bool letters_lost(std::string_view text) {
  // What is looked for below has one of these bytes; nearly no text has.
  if (std::ranges::none_of(text, [](char c) {
        return c == '?' || c == '^' || c == '\xEF' || c == '\xC2' || c == '\xE2';
      })) {
    return false;
  }
  if (typed_as_viqr(text)) return true;
  if (text.find("\uFFFD") != text.npos) return true;
  // Halves of letters of UTF-8, read as Latin-1, that no text has: "á»", "áº", "Æ°", "Æ¡", "Ä‘".
  for (std::string_view const half : {"á»"sv, "áº"sv, "Æ°"sv, "Æ¡"sv, "Ä‘"sv, "Ä\u0091"sv}) {
    if (text.find(half) != text.npos) return !legacy_encoding(text).has_value();
  }
  if (text.find("://") != text.npos) return false;
  auto const byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : static_cast<unsigned char>(0);
  };
  for (auto at = text.find('?'); at != text.npos; at = text.find('?', at + 1)) {
    auto const before = at == 0 ? static_cast<unsigned char>(' ') : byte(at - 1);
    auto const after = byte(at + 1);
    bool const letter_before = before >= 0x80 || std::isalpha(before) != 0;
    // A capital behind it may begin a sentence, unless the word is all in capitals.
    bool const goes_on = std::islower(after) != 0 ||
                         (std::isupper(after) != 0 && std::isupper(before) != 0) ||
                         (after >= 0x80 && letter_before);
    if (goes_on && (letter_before || before == ' ')) return true;
  }
  return false;
}

std::optional<std::string> wholly_legacy(std::string_view text, LegacyEncoding encoding) {
  auto const codes = code_points(text);
  bool some = false;
  bool all = true;
  each_word(codes, [&](auto from, auto to) {
    auto const word = std::u32string_view(codes).substr(from, to - from);
    if (!all || !telling(word)) return;
    some = true;
    auto const meant = decode(word, encoding);
    all = meant != encoded(word) &&
          is_syllable(icu::UnicodeString::fromUTF8(meant), Spelling::strict);
  });
  if (!some || !all) return std::nullopt;
  return decode(codes, encoding);
}

std::string from_legacy(std::string_view text, LegacyEncoding encoding) {
  return decode(code_points(text), encoding);
}

}  // namespace giaoban
