#include "web/urlencoded.h"

#include <gtest/gtest.h>

namespace giaoban::web {
namespace {

TEST(Path, is_decoded_or_refused) {
  struct Row {
    std::string_view raw;
    std::optional<std::string> path;
  };
  Row const rows[] = {
      {"/", "/"},
      {"/units/12", "/units/12"},
      {"/%C4%90%E1%BB%97", "/Đỗ"},
      {"/D%CC%A3", "/Ḍ"},  // NFD comes as NFC
      {"/a+b", "/a+b"},
      {"units", std::nullopt},
      {"/a%2Fb", std::nullopt},
      {"/a%5Cb", std::nullopt},
      {"/../etc", std::nullopt},
      {"/a/%2e%2e/b", std::nullopt},
      {"/.", std::nullopt},
      {"/..a", "/..a"},
      {"/%", std::nullopt},
      {"/%4", std::nullopt},
      {"/%g1", std::nullopt},
      {"/%0A", std::nullopt},
      {"/%7F", std::nullopt},
      {"/%C0%AF", std::nullopt},  // "/" in two bytes
      {"/%ED%A0%80", std::nullopt},
  };
  for (Row const& row : rows) EXPECT_EQ(decode_path(row.raw), row.path) << row.raw;
}

TEST(Form, is_read_in_order) {
  auto const form = parse_urlencoded("a=1&b=%C4%90%E1%BB%97+x%2By&a=2&c&=d&&e=a%0D%0Ab");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->all("a"), (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(form->text("b"), "Đỗ x+y");
  EXPECT_EQ(form->first("c"), "");
  EXPECT_EQ(form->text(""), "d");
  EXPECT_EQ(form->text("e"), "a\nb");
}

TEST(Form, malformed_is_refused) {
  for (std::string_view const raw : {"a=%", "a=%F", "%zz=1", "a=%00", "a=%FF", "a=%1B", "a=\x01"}) {
    EXPECT_FALSE(parse_urlencoded(raw)) << raw;
  }
  EXPECT_FALSE(parse_urlencoded(std::string(field_name_bytes_max + 1, 'a') + "=1"));
  std::string many;
  for (std::size_t i = 0; i < form_fields_max; ++i) many += "a&";
  EXPECT_TRUE(parse_urlencoded(many));
  EXPECT_FALSE(parse_urlencoded(many + "a"));
}

TEST(Target, of_another_site_leads_home) {
  EXPECT_EQ(own_target("/units/1?as_of=2021-06-14"), "/units/1?as_of=2021-06-14");
  for (std::string_view const other :
       {"//other.vn", "https://other.vn", "/\\other.vn", "", "x", "/a\nb"}) {
    EXPECT_EQ(own_target(other), "/") << other;
  }
}

TEST(Target, of_a_redirect_holds_only_what_a_header_may) {
  auto const response = Response::redirect("/Đ?to=%2F\r\nX: y");
  EXPECT_EQ(response.header("location"), "/%C4%90?to=%2F%0D%0AX:%20y");
}

}  // namespace
}  // namespace giaoban::web
