// Vietnamese text: normal form, search, order, names, legacy encodings.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace giaoban {

// NFC, control characters and doubled or outer spaces gone. Every text that enters a fact or a
// query passes here: NFC and NFD forms compare unequal otherwise.
std::string normalise(std::string_view text);

// NFC alone: for what keeps its lines and spaces (a long text, a password) until it is understood.
std::string nfc(std::string_view text);

// Every text that enters has a bound, in letters: that of a name where none is declared. A mark set
// apart from its letter counts too.
inline constexpr std::size_t name_letters_max = 300;      // a name, a title, a code, a number
inline constexpr std::size_t remark_letters_max = 2'000;  // an address, a reason, a remark
inline constexpr std::size_t long_letters_max = 20'000;   // a statement of pages, a list of codes
std::size_t letters(std::string_view text);

// Lower case without marks, d for đ: "Đỗ Đức Duy" -> "do duc duy". For search only.
std::string fold(std::string_view text);

// All capitals, marks kept: "Tỉnh ủy" -> "TỈNH ỦY".
std::string capitals(std::string_view text);
// None, marks kept: "Tỉnh ủy" -> "tỉnh ủy".
std::string small_letters(std::string_view text);
// Each word's first letter a capital and no other: "nguyễn văn an" -> "Nguyễn Văn An". A word goes
// on behind an apostrophe with a capital: "h'hen niê" -> "H'Hen Niê".
std::string as_name(std::string_view text);

// Binary key of ICU's `vi` order: a < ă < â, d < đ, tones ngang huyền hỏi ngã sắc nặng.
std::string collation_key(std::string_view text);

// Key by given name, then middle, then family name, as lists of people are kept. Names that differ
// only in capitals, apostrophes or the place of a tone's mark have one key (base/likeness.h).
// "Nguyễn Văn Ước" sorts under "Ước", then "Văn", then "Nguyễn".
std::string name_sort_key(std::string_view full_name);

// The given name: the last word.
std::string_view given_name(std::string_view full_name);

// What letters really are that were read as Latin-1: those of an old font (TCVN3, VNI), of Windows'
// Vietnamese code page, or the bytes of UTF-8 ("Nguyá»…n").
enum class LegacyEncoding { tcvn3, vni, cp1258, utf8 };

// Names the encoding of such a text, as old office files paste them ("NguyÔn V¨n ¦íc"); nullopt for
// Unicode Vietnamese and plain ASCII.
std::optional<LegacyEncoding> legacy_encoding(std::string_view text);

// The text in Unicode. For showing what was probably meant; never applied silently.
std::string from_legacy(std::string_view text, LegacyEncoding encoding);

// Letters are gone that nobody can bring back: "Nguy?n V?n", U+FFFD, UTF-8 read as Latin-1 of which
// bytes were dropped.
bool letters_lost(std::string_view text);

// Well-formed UTF-8?
bool valid_utf8(std::string_view text);

}  // namespace giaoban
