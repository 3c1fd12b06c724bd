#include "web/head.h"

#include <gtest/gtest.h>

#include <string>

namespace giaoban::web {
namespace {

// 0: accepted.
int status_of(std::string const& bytes) {
  auto const head =
      parse_head(bytes, {.bytes_max = 4'000, .fields_max = 10, .target_bytes_max = 200});
  if (!head) return head.error().status;
  auto const request = request_of(*head);
  return request ? 0 : request.error().status;
}

TEST(Head, is_read_strictly) {
  std::string const host = "Host: a\r\n";
  struct Row {
    std::string bytes;
    int status;
  };
  Row const rows[] = {
      {"GET / HTTP/1.1\r\n" + host + "\r\n", 0},
      {"HEAD /a?b=c HTTP/1.1\r\n" + host + "\r\n", 0},
      {"GET / HTTP/1.0\r\n\r\n", 0},
      {"POST / HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n", 0},
      {"POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n", 0},
      // The request line.
      {"GET / HTTP/1.1\r\n\r\n", 400},  // no host
      {"GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /a b HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET http://a/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET / HTTP/2.0\r\n" + host + "\r\n", 505},
      {"GET /\xC4\x90 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"PUT / HTTP/1.1\r\n" + host + "\r\n", 405},
      {"BREW / HTTP/1.1\r\n" + host + "\r\n", 501},
      {"GET /" + std::string(300, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
      {" GET / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"\r\nGET / HTTP/1.1\r\n" + host + "\r\n", 400},
      // Fields.
      {"GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "X: 1\r\n 2\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "X : 1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "X\r\n\r\n", 400},
      {"GET / HTTP/1.1\n" + host + "\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "X: a\nY: b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "X: a\rb\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + std::string("X: a\0b\r\n\r\n", 10), 400},
      {"GET / HTTP/1.1\r\n" + host + "X: \xC3\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Expect: tea\r\n\r\n", 417},
      {"GET / HTTP/1.1\r\n" + host + "X: " + std::string(5'000, 'a') + "\r\n\r\n", 431},
      // Two readers could see two bodies.
      {"POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
       400},
      {"POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\n" + host + "Content-Length: +1\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\n" + host + "Content-Length: 1, 1\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\n", 400},
      // What the address says.
      {"GET /%C4%90 HTTP/1.1\r\n" + host + "\r\n", 0},
      {"GET /%C4 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /%00 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /?a=%zz HTTP/1.1\r\n" + host + "\r\n", 400},
  };
  for (Row const& row : rows) EXPECT_EQ(status_of(row.bytes), row.status) << row.bytes;
}

TEST(Head, holds_no_more_fields_than_the_limit) {
  std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 9; ++i) bytes += "X: 1\r\n";
  EXPECT_EQ(status_of(bytes + "\r\n"), 0);
  EXPECT_EQ(status_of(bytes + "X: 1\r\n\r\n"), 431);
}

TEST(Head, becomes_a_request) {
  auto const head = parse_head(
      "GET /%C4%90%E1%BA%A3ng?q=%C4%90%E1%BB%97+%C4%90&q=2 HTTP/1.1\r\nHost: a\r\n"
      "Cookie: s=1; t=\"2\"\r\nX-A:  b \r\nConnection: close\r\n\r\n",
      {});
  ASSERT_TRUE(head);
  EXPECT_FALSE(head->keep_alive);
  auto const request = request_of(*head);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->path, "/Đảng");
  EXPECT_EQ(request->query.all("q"), (std::vector<std::string>{"Đỗ Đ", "2"}));
  EXPECT_EQ(request->headers.text("x-a"), "b");
  EXPECT_EQ(request->cookies.text("s"), "1");
  EXPECT_EQ(request->cookies.text("t"), "2");
}

TEST(Cookies, of_others_are_passed_over) {
  auto const cookies = parse_cookies("a=1;  b = 2;;=3;c;d=x=y; e=\x01; f=");
  EXPECT_EQ(cookies.text("a"), "1");
  EXPECT_FALSE(cookies.first("b"));
  EXPECT_EQ(cookies.text("d"), "x=y");
  EXPECT_FALSE(cookies.first("e"));
  EXPECT_EQ(cookies.first("f"), "");
  EXPECT_EQ(cookies.pairs().size(), 3U);
}

}  // namespace
}  // namespace giaoban::web
