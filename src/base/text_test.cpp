#include "base/text.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <random>
#include <string>
#include <vector>

namespace giaoban {
namespace {

struct TextRow {
  char const* text;
  char const* expected;
};

std::string decomposed(std::string const& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string apart;
  icu::Normalizer2::getNFDInstance(status)
      ->normalize(icu::UnicodeString::fromUTF8(text), status)
      .toUTF8String(apart);
  return apart;
}

TEST(Text, has_one_normal_form) {
  std::vector<TextRow> const rows{
      {"Nguyễn Văn Ước", "Nguyễn Văn Ước"},
      {"Nguye\u0302\u0303n Va\u0306n U\u031Bo\u031B\u0301\u0063", "Nguyễn Văn Ước"},
      {"e\u0323\u0302", "ệ"},
      {"e\u0302\u0323", "ệ"},
      {"\u1EB9\u0302", "ệ"},
      {"  hai   dấu  cách ", "hai dấu cách"},
      {"tab\tvà\r\ndòng\n", "tab và dòng"},
      {"cách\u00A0cứng\u3000rộng\u202F", "cách cứng rộng"},
      {"\uFEFFđầu\u200B tệp\x01\x7F\u0085", "đầu tệp"},
      {"tru\u00ADờng", "truờng"},
      {"a\u200B\u0301", "á"},
      {"", ""},
      {"   ", ""},
      {"abc", "abc"},
      {"a  b", "a b"},
      {" a", "a"},
      {"a ", "a"},
      {"a\x01", "a"},
      // A soft hyphen is TCVN3's ư; it stays where the text may be TCVN3.
      {"Tr\u00ADêng", "Tr\u00ADêng"},
      {"sai \xC3", "sai \uFFFD"},
  };
  for (auto const& row : rows) {
    EXPECT_EQ(normalise(row.text), row.expected) << row.text;
    EXPECT_EQ(normalise(normalise(row.text)), row.expected) << row.text;
  }
}

TEST(Text, folds_to_plain_letters) {
  std::vector<TextRow> const rows{
      {"Đỗ Đức Duy", "do duc duy"},
      {"NGUYỄN VĂN ƯỚC", "nguyen van uoc"},
      {"hoà", "hoa"},
      {"hòa", "hoa"},
      {"Ðà Nẵng", "da nang"},
      {"H'Hen Niê", "h'hen nie"},
      {"ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", "aaaaaaaaaaaaaaaaa"},
      {"àáảãạăằắẳẵặâầấẩẫậ", "aaaaaaaaaaaaaaaaa"},
      {"ÈÉẺẼẸÊỀẾỂỄỆèéẻẽẹêềếểễệ", "eeeeeeeeeeeeeeeeeeeeee"},
      {"ÌÍỈĨỊìíỉĩị", "iiiiiiiiii"},
      {"ÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢòóỏõọôồốổỗộơờớởỡợ", "oooooooooooooooooooooooooooooooooo"},
      {"ÙÚỦŨỤƯỪỨỬỮỰùúủũụưừứửữự", "uuuuuuuuuuuuuuuuuuuuuu"},
      {"ỲÝỶỸỴỳýỷỹỵĐđ", "yyyyyyyyyydd"},
      {"Müller Ångström Đỗ", "muller angstrom do"},
      {"Приве́т Đ", "привет d"},
      {"21-HD/BTCTW, II.B.4", "21-hd/btctw, ii.b.4"},
      {"", ""},
  };
  for (auto const& row : rows) {
    EXPECT_EQ(fold(row.text), row.expected) << row.text;
    EXPECT_EQ(fold(decomposed(row.text)), row.expected) << row.text << " decomposed";
    EXPECT_EQ(fold(fold(row.text)), row.expected) << row.text;
  }
}

std::string random_word(std::mt19937_64& random) {
  static std::vector<std::string> const letters{"a", "à",  "ả", "ã", "á", "ạ", "ă", "ặ", "â", "ậ",
                                                "b", "c",  "d", "đ", "e", "ê", "ệ", "h", "i", "ị",
                                                "n", "ng", "o", "ô", "ơ", "ợ", "u", "ư", "ứ", "y",
                                                "ỵ", "Đ",  "Ư", "Ợ", "A", "Z", " ", "'"};
  std::string word;
  auto const length = std::uniform_int_distribution<int>(0, 8)(random);
  for (int i = 0; i < length; ++i) {
    word += letters[std::uniform_int_distribution<std::size_t>(0, letters.size() - 1)(random)];
  }
  return word;
}

TEST(Text, folds_the_same_beside_a_foreign_letter) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 5'000; ++i) {
    auto const word = random_word(random);
    // ж sends the whole text the slow way.
    ASSERT_EQ(fold(word + "ж"), fold(word) + "ж") << word;
  }
}

TEST(Text, is_the_same_in_either_form_once_normal) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 5'000; ++i) {
    auto const word = random_word(random);
    ASSERT_EQ(normalise(decomposed(word)), normalise(word)) << word;
    ASSERT_EQ(collation_key(decomposed(word)), collation_key(word)) << word;
  }
}

TEST(Order, is_the_vietnamese_alphabet) {
  std::vector<std::string> const ascending{"",   "a", "à",  "ả", "ã", "á",  "ạ",  "ab", "ă",
                                           "ăb", "â", "âb", "b", "d", "da", "dz", "đ",  "đa",
                                           "e",  "ê", "o",  "ô", "ơ", "u",  "ư",  "z"};
  for (std::size_t i = 1; i < ascending.size(); ++i) {
    EXPECT_LT(collation_key(ascending[i - 1]), collation_key(ascending[i]))
        << ascending[i - 1] << " < " << ascending[i];
  }
}

TEST(Order, has_no_zero_byte_and_any_length) {
  for (std::string const text : {"", "a", "Đảng bộ tỉnh Phú Thọ"}) {
    EXPECT_EQ(collation_key(text).find('\0'), std::string::npos) << text;
  }
  std::string const long_text(5'000, 'q');
  EXPECT_LT(collation_key(long_text + "a"), collation_key(long_text + "b"));
}

struct NameRow {
  char const* name;
  char const* given;
};

TEST(Name, ends_with_the_given_name) {
  std::vector<NameRow> const rows{{"Nguyễn Văn Ước", "Ước"}, {"Ước", "Ước"},      {"", ""},
                                  {"H'Hen Niê", "Niê"},      {" A  Ước ", "Ước"}, {"  ", ""}};
  for (auto const& row : rows) EXPECT_EQ(given_name(row.name), row.given) << row.name;
}

TEST(Name, sorts_by_given_then_middle_then_family) {
  std::vector<std::string> const ascending{
      "",
      "An",
      "Lê An",
      "Nguyễn An",
      "Lê Thị An",
      "Lê Văn An",
      "Nguyễn Văn An",
      "Trần Văn An",
      "Lê Văn Bình An",
      "Anh",
      "Lê Ân",
      "Đỗ Đức Duy",
      "Nguyễn Đức Duy",
      "Lê Văn Đa",
      "Nguyễn Văn Ha",
      "Lê Thị Hà",
      "Bùi Thị Hạ",
      "Niê",
      "H'Hen Niê",
      "Y Bhăm Niê",
      "Lê Uy",
      "Nguyễn Văn Ước",
  };
  for (std::size_t i = 1; i < ascending.size(); ++i) {
    EXPECT_LT(name_sort_key(ascending[i - 1]), name_sort_key(ascending[i]))
        << ascending[i - 1] << " < " << ascending[i];
  }
}

TEST(Name, sorts_alike_in_capitals_and_spaced_out) {
  EXPECT_EQ(name_sort_key("LÊ VĂN AN"), name_sort_key("Lê Văn An"));
  EXPECT_EQ(name_sort_key(" Lê  Văn  An "), name_sort_key("Lê Văn An"));
  EXPECT_LT(name_sort_key("NGUYỄN VĂN AN"), name_sort_key("Trần Văn An"));
  EXPECT_LT(name_sort_key("Lê Văn An"), name_sort_key("NGUYỄN VĂN AN"));
}

TEST(Utf8, is_well_formed_or_not) {
  std::vector<std::string> const well{
      "", "abc", "Đỗ", "€", "😀", "\uFFFD", "\u07FF\u0800", std::string(1, '\0'), "\U0010FFFF"};
  for (auto const& text : well) EXPECT_TRUE(valid_utf8(text)) << text;
  std::vector<std::string> const ill{"\xC3",
                                     "\x80",
                                     "\xC0\xAF",
                                     "\xE0\x80\xAF",
                                     "\xED\xA0\x80",
                                     "\xF4\x90\x80\x80",
                                     "\xF5\x80\x80\x80",
                                     "\xFF",
                                     "a\xE1\xBB",
                                     "\xC3(",
                                     "Nguy\xD4n",
                                     "\xF0\x80\x80\x80",
                                     "\xF0\x9F\x98"};
  for (auto const& text : ill) EXPECT_FALSE(valid_utf8(text)) << testing::PrintToString(text);
}

}  // namespace
}  // namespace giaoban
