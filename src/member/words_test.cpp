// The lists of peoples and religions, and the ways in which offices write them.
#include <gtest/gtest.h>

#include "member/member.h"

namespace giaoban::member {
namespace {

struct Way {
  std::string_view written;
  std::string_view official;  // "?": asked about; "": says nothing
};

void expect(Vocabulary const& words, std::span<Way const> ways) {
  for (Way const& way : ways) {
    EXPECT_EQ(words.official(way.written).value_or("?"), way.official) << way.written;
  }
}

TEST(Peoples, are_54_and_foreigners) {
  std::size_t own = 0;
  for (Word const& word : peoples().words()) own += word.official.empty() ? 0 : 1;
  EXPECT_EQ(own, 55U);
}

TEST(Peoples, are_known_as_offices_write_them) {
  constexpr Way ways[] = {{"Kinh", "Kinh"},
                          {"kinh", "Kinh"},
                          {"KINH", "Kinh"},
                          {"Kinh (Việt)", "Kinh"},
                          {"Việt", "Kinh"},
                          {"K", "Kinh"},
                          {"Kinh.", "Kinh"},
                          {"Ki nh", "Kinh"},
                          {"Kinh\xE2\x80\x8B", "Kinh"},
                          {"Kính", "Kinh"},
                          {"dân tộc Kinh", "Kinh"},
                          {"Người Kinh", "Kinh"},
                          {"Muong", "Mường"},
                          {"mường", "Mường"},
                          {"Hoa", "Hoa"},
                          {"Hoa (Hán)", "Hoa"},
                          {"H'Mông", "Mông"},
                          {"Hmông", "Mông"},
                          {"H’mông", "Mông"},
                          {"Mèo", "Mông"},
                          {"Ê Đê", "Ê-đê"},
                          {"Êđê", "Ê-đê"},
                          {"Gia Rai", "Gia-rai"},
                          {"Jrai", "Gia-rai"},
                          {"Khmer", "Khơ-me"},
                          {"Khơ Me", "Khơ-me"},
                          {"Cao Lan", "Sán Chay"},
                          {"Sán Chay (Cao Lan)", "Sán Chay"},
                          {"Dao đỏ", "Dao"},
                          {"Bru - Vân Kiều", "Bru-Vân Kiều"},
                          {"Vân Kiều", "Bru-Vân Kiều"},
                          {"K'Ho", "Cơ-ho"},
                          {"M'Nông", "Mnông"},
                          {"Tày", "Tày"},
                          {"Thái đen", "Thái"},
                          {"Thổ", "Thổ"},
                          {"Lào", "Lào"},
                          {"Co", "Co"},
                          {"Cơ Tu", "Cơ-tu"},
                          {"Người nước ngoài", "Người nước ngoài"},
                          {"-", ""},
                          {"x", "?"},
                          {"Không", "?"},
                          {"Xá Khao", "?"},
                          {"Kinh (Tày)", "?"},
                          {"Lạc Hồng", "?"}};
  expect(peoples(), ways);
}

TEST(Religions, are_the_16_recognised_another_and_none) {
  EXPECT_EQ(religions().words().size(), 18U);
  constexpr Way ways[] = {{"Không", "Không"},
                          {"KHÔNG", "Không"},
                          {"Không có", "Không"},
                          {"Ko", "Không"},
                          {"0", "Không"},
                          {"-", "Không"},
                          {"Không theo", "Không"},
                          {"Không tôn giáo", "Không"},
                          {"Không.", "Không"},
                          {"Lương", "Không"},
                          {"Bên lương", "Không"},
                          {"K", "Không"},
                          {"none", "Không"},
                          {"Phật giáo", "Phật giáo"},
                          {"đạo Phật", "Phật giáo"},
                          {"Thiên Chúa giáo", "Công giáo"},
                          {"Công giáo", "Công giáo"},
                          {"Tin Lành", "Tin lành"},
                          {"Cao đài", "Cao Đài"},
                          {"Hoà Hảo", "Phật giáo Hòa Hảo"},
                          {"PGHH", "Phật giáo Hòa Hảo"},
                          {"Tôn giáo khác", "Tôn giáo khác"},
                          {"x", "?"},
                          {"Kitô giáo", "?"},
                          {"có", "?"}};
  expect(religions(), ways);
}

// What a people calls itself goes before another's other name for it; nothing else names two.
TEST(Peoples, and_religions_share_only_names_that_the_lists_give_to_several) {
  for (std::string const& way : peoples().ambiguous()) {
    EXPECT_TRUE(way == "XÁKHAO" || way == "CHIL" || way == "CATANG" || way == "TRẠI" ||
                way == "XÁLÁVÀNG" || way == "MUNDI")
        << way;
  }
  for (std::string const& way : religions().ambiguous()) {
    EXPECT_TRUE(way == "KITÔGIÁO" || way == "KITÔ") << way;
  }
}

TEST(Belonging, is_told_by_known_words_only) {
  EXPECT_EQ(minority("Việt"), Belonging::no);
  EXPECT_EQ(minority("Người nước ngoài"), Belonging::no);
  EXPECT_EQ(minority("Mường"), Belonging::yes);
  EXPECT_EQ(minority("x"), Belonging::not_known);
  EXPECT_EQ(minority("-"), Belonging::not_known);
  EXPECT_EQ(religious("không"), Belonging::no);
  EXPECT_EQ(religious("Phật giáo"), Belonging::yes);
  EXPECT_EQ(religious("x"), Belonging::not_known);
}

}  // namespace
}  // namespace giaoban::member
