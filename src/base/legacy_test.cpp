#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/legacy.h"
#include "base/text.h"
#include "base/utf8.h"

namespace giaoban {
namespace {

std::u32string code_points(std::string_view text) {
  std::u32string codes;
  for (std::size_t at = 0; at < text.size();) {
    auto const [code, length] = utf8::step(text, at);
    codes += code;
    at += length;
  }
  return codes;
}

// Tables in alphabet order, typed apart from those of the decoder, which are in code order.
constexpr std::u32string_view letters =
    U"áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ";
constexpr std::u32string_view in_tcvn3 =
    U"¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00ADøõö÷ùýúûüþ¡¢§£¤¥¦";
static_assert(letters.size() == in_tcvn3.size());

std::vector<std::string> const in_vni{
    "aù", "aø", "aû", "aõ", "aï", "aê", "aé", "aè", "aú", "aü", "aë", "aâ", "aá", "aà", "aå",
    "aã", "aä", "ñ",  "eù", "eø", "eû", "eõ", "eï", "eâ", "eá", "eà", "eå", "eã", "eä", "í",
    "ì",  "æ",  "ó",  "ò",  "où", "oø", "oû", "oõ", "oï", "oâ", "oá", "oà", "oå", "oã", "oä",
    "ô",  "ôù", "ôø", "ôû", "ôõ", "ôï", "uù", "uø", "uû", "uõ", "uï", "ö",  "öù", "öø", "öû",
    "öõ", "öï", "yù", "yø", "yû", "yõ", "î",  "AÊ", "AÂ", "Ñ",  "EÂ", "OÂ", "Ô",  "Ö"};

std::string as_tcvn3(std::string_view text) {
  std::string encoded;
  for (char32_t const code : code_points(text)) {
    auto const at = letters.find(code);
    utf8::append(encoded, at == letters.npos ? code : in_tcvn3[at]);
  }
  return encoded;
}

std::string as_vni(std::string_view text) {
  std::string encoded;
  for (char32_t const code : code_points(text)) {
    auto const at = letters.find(code);
    if (at == letters.npos) {
      utf8::append(encoded, code);
    } else {
      encoded += in_vni[at];
    }
  }
  return encoded;
}

std::vector<std::string> const sentences{
    "Nguyễn Văn Ước",
    "Đỗ Đức Duy",
    "Đảng bộ tỉnh Phú Thọ",
    "Đảng ủy xã Hoàng Cương, huyện Thanh Ba",
    "Trường trung học cơ sở Lý Tự Trọng",
    "quyết định số 15-QĐ/TU ngày 14/06/2021",
    "Chi bộ Khu 5, thị trấn Hùng Sơn",
    "Bùi Thị Quỳnh Giang",
    "Phạm Khuê Nguyệt",
    "Lưu Thị Thuỷ",
    "hoàn thành xuất sắc nhiệm vụ",
    "Đặng Ngọc Ẩn, nghề nghiệp: giáo viên",
    "Đinh Thị Mỹ Tiết",
};

TEST(Legacy, every_letter_is_decoded) {
  ASSERT_EQ(in_vni.size(), letters.size());
  for (std::size_t i = 0; i < letters.size(); ++i) {
    std::string letter;
    utf8::append(letter, letters[i]);
    EXPECT_EQ(from_legacy(as_tcvn3(letter), LegacyEncoding::tcvn3), letter);
    EXPECT_EQ(from_legacy(as_vni(letter), LegacyEncoding::vni), letter);
  }
}

struct SampleRow {
  char const* text;
  LegacyEncoding encoding;
  char const* meant;
};

TEST(Legacy, samples_are_recognised_and_decoded) {
  using enum LegacyEncoding;
  std::vector<SampleRow> const rows{
      {"NguyÔn V¨n ¦íc", tcvn3, "Nguyễn Văn Ước"},
      {"§ç §øc Duy", tcvn3, "Đỗ Đức Duy"},
      {"Céng hoµ x· héi chñ nghÜa ViÖt Nam", tcvn3, "Cộng hoà xã hội chủ nghĩa Việt Nam"},
      {"NguyÔn V\u00A8n", tcvn3, "Nguyễn Văn"},
      {"TRÇN V¡N ¦íC", tcvn3, "TRẦN VĂN ƯỚC"},
      {"L£ V¡N T¹", tcvn3, "LÊ VĂN TẠ"},
      {"§¶ng bé tØnh PHó THä", tcvn3, "Đảng bộ tỉnh PHÚ THỌ"},
      {"ViÖt", tcvn3, "Việt"},
      {"Hång", tcvn3, "Hồng"},
      {"Nguyeãn Vaên Öôùc", vni, "Nguyễn Văn Ước"},
      {"Ñoã Ñöùc Duy", vni, "Đỗ Đức Duy"},
      {"NGUYEÃN VAÊN ÖÔÙC", vni, "NGUYỄN VĂN ƯỚC"},
      {"Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", vni, "Cộng hòa xã hội chủ nghĩa Việt Nam"},
      {"Aùnh", vni, "Ánh"},
      {"Vieät", vni, "Việt"},
      {"Phan Hoàng Ñinh", vni, "Phan Hồng Đinh"},
      {"Lyù Thò", vni, "Lý Thị"},
      {"Ñaûng boä “tænh”", vni, "Đảng bộ “tỉnh”"},
      {"NguyêÞn Vãn Ýõìc", cp1258, "Nguyễn Văn Ước"},
      {"Ðoàn ThiÌ Duy", cp1258, "Đoàn Thì Duy"},
      {"Nguyá»\u0085n VÄ\u0083n Æ¯á»\u009bc", utf8, "Nguyễn Văn Ước"},
      {"Nguyá»…n VÄƒn", utf8, "Nguyễn Văn"},
  };
  for (auto const& row : rows) {
    EXPECT_EQ(legacy_encoding(row.text), row.encoding) << row.text;
    EXPECT_EQ(from_legacy(row.text, row.encoding), row.meant) << row.text;
  }
}

TEST(Legacy, words_that_are_something_either_way_are_told_by_their_column) {
  using enum LegacyEncoding;
  EXPECT_EQ(wholly_legacy("Sa Thò Trang", vni), "Sa Thị Trang");
  EXPECT_EQ(wholly_legacy("Phan Hoàng", vni), "Phan Hồng");
  for (auto const* text : {"Hoa Lan", "Hà Nam", "Hòa Bình", "Cao Bá Quát", "Lê Thị Lan"}) {
    EXPECT_EQ(wholly_legacy(text, vni), std::nullopt) << text;
  }
}

struct LostRow {
  char const* text;
  bool lost;
};

TEST(Legacy, letters_that_are_gone_are_seen) {
  std::vector<LostRow> const rows{
      {"Nguy?n V?n Ư?c", true},     {"?inh Th? Lan", true},  {"NGUY?N V?N", true},
      {"Nguy\uFFFDn", true},        {"Nguyá»n VÄn", true},   {"Phạm Văn T\uFFFD", true},
      {"Đã nộp chưa?", false},      {"Ai? Khi nào?", false}, {"Đồng ý?Không", false},
      {"Nguye^~n Va(n", true},      {"Tra^`n Thi.", true},   {"a^2 + b^2", false},
      {"https://a.vn/?x=1", false}, {"? – chưa rõ", false},  {"Nguyễn Văn Ước", false},
  };
  for (auto const& row : rows) EXPECT_EQ(letters_lost(row.text), row.lost) << row.text;
}

TEST(Legacy, sentences_come_back) {
  for (auto const& sentence : sentences) {
    EXPECT_EQ(legacy_encoding(sentence), std::nullopt) << sentence;
    // Ẩ, which TCVN3 lacks as a capital, stays outside Latin-1 in this crude encoding.
    if (sentence.find("Ẩ") != std::string::npos) continue;
    EXPECT_EQ(legacy_encoding(as_tcvn3(sentence)), LegacyEncoding::tcvn3) << sentence;
    EXPECT_EQ(from_legacy(as_tcvn3(sentence), LegacyEncoding::tcvn3), sentence);
    EXPECT_EQ(legacy_encoding(as_vni(sentence)), LegacyEncoding::vni) << sentence;
    EXPECT_EQ(from_legacy(as_vni(sentence), LegacyEncoding::vni), sentence);
  }
}

TEST(Legacy, is_not_seen_in_other_text) {
  for (auto const* text :
       {"", "Nguyen Van Uoc", "plain ASCII 123", "café", "résumé", "naïve", "Noël", "Zoë", "José",
        "Müller", "für", "Zürich", "Köln", "Malmö", "Søren Bjørn", "Ångström", "façade", "El Niño",
        "Señor", "São Paulo", "tête-à-tête", "crème brûlée", "à la carte", "déjà vu",
        "Côte d'Ivoire", "25°C ± 2", "§ 5", "§", "3 × 4", "£5", "· mục", "© 2021", "«xin chào»",
        "50 m²", "½", "ö", "\u00AD",
        // Unicode Vietnamese that happens to keep within Latin-1.
        "Hà", "Hòa", "Hoà", "Lê Bá Tú", "Lê", "Thái", "Trí", "Quý", "bé", "Hà Thúc Quý",
        "LÊ QUÝ LÂN", "Cao Bá Quát", "Bá Thước", "thông tin", "giá", "Lò Thào", "Phú Quý",
        // Names of minorities.
        "H'Hen Niê", "Êban", "Hmông", "Krông Nô", "Lôc", "Niê Kdăm", "Ksor Phước", "Y Kpá"}) {
    EXPECT_EQ(legacy_encoding(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace giaoban
