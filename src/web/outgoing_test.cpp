#include "web/outgoing.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "web/gzip.h"
#include "web/json.h"

namespace giaoban::web {
namespace {

Asked asked(std::string accept_encoding = {}) {
  return {.accept_encoding = std::move(accept_encoding), .now = {1'623'650'400'000'000}};
}

std::string unzipped(std::string const& bytes) {
  z_stream stream{};
  std::string out(100'000, '\0');
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  int const outcome = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return outcome == Z_STREAM_END ? out : "broken";
}

TEST(Outgoing, says_length_type_and_date) {
  auto const out = outgoing(Response::plain(200, "chào"), asked());
  EXPECT_EQ(out.head,
            "HTTP/1.1 200 OK\r\nDate: Mon, 14 Jun 2021 06:00:00 GMT\r\n"
            "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(out.body, "chào");
}

TEST(Outgoing, text_is_zipped_for_who_takes_it) {
  std::string const text(3'000, 'a');
  auto const zipped = outgoing(Response::plain(200, text), asked("br, gzip"));
  EXPECT_NE(zipped.head.find("Content-Encoding: gzip\r\n"), std::string::npos);
  EXPECT_LT(zipped.body.size(), 100U);
  EXPECT_EQ(unzipped(zipped.body), text);
  EXPECT_EQ(outgoing(Response::plain(200, text), asked("gzip;q=0")).body, text);
  EXPECT_EQ(outgoing(Response::plain(200, text), asked()).body, text);
  EXPECT_EQ(outgoing(Response::plain(200, "short"), asked("gzip")).body, "short");
  Response picture = Response::plain(200, text);
  picture.content_type = "image/png";
  EXPECT_EQ(outgoing(picture, asked("gzip")).body, text);
}

TEST(Outgoing, to_head_says_the_length_without_the_body) {
  Asked head = asked();
  head.body = Body::left_out;
  auto const out = outgoing(Response::plain(200, "abc"), head);
  EXPECT_NE(out.head.find("Content-Length: 3\r\n"), std::string::npos);
  EXPECT_EQ(out.body, "");
}

TEST(Outgoing, header_cannot_hold_a_line_end) {
  Response response = Response::plain(200, "");
  response.headers.emplace_back("X", "a\r\nSet-Cookie: b");
  EXPECT_ANY_THROW((void)outgoing(response, asked()));
}

TEST(Outgoing, what_is_unchanged_is_not_sent_again) {
  Request request;
  auto const first = Response::fixed(request, "body", "text/css");
  EXPECT_EQ(first.body, "body");
  request.headers.add("if-none-match", *first.header("ETag"));
  auto const again = outgoing(Response::fixed(request, "body", "text/css"), asked());
  EXPECT_TRUE(again.head.starts_with("HTTP/1.1 304 ")) << again.head;
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(Response::fixed(request, "other", "text/css").status, 200);
}

TEST(Outgoing, events_keep_their_lines) {
  EXPECT_EQ(event_text("slide", "a\nb\r\nc"), "event: slide\ndata: a\ndata: b\ndata: c\n\n");
  EXPECT_EQ(event_text("slide", ""), "event: slide\ndata: \n\n");
  EXPECT_ANY_THROW((void)event_text("a\nb", ""));
}

TEST(Outgoing, download_bears_its_vietnamese_name) {
  auto const response = Response::download("x", "text/plain", "Báo cáo \"Đỗ\".txt");
  EXPECT_EQ(response.header("content-disposition"),
            "attachment; filename=\"bao-cao--do-.txt\"; "
            "filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%22%C4%90%E1%BB%97%22.txt");
}

TEST(Gzip, is_taken_by_who_says_so) {
  EXPECT_TRUE(takes_gzip("gzip"));
  EXPECT_TRUE(takes_gzip("deflate, GZIP;q=0.5"));
  EXPECT_FALSE(takes_gzip("gzip; q=0.0"));
  EXPECT_FALSE(takes_gzip("deflate, xgzip"));
  EXPECT_FALSE(takes_gzip(""));
}

TEST(Json, is_strict) {
  for (std::string_view const text :
       {"", "{", "{\"a\":1,}", "// x\n1", "[1] 2", "\"\xFF\"", "\"\\u0000\"", "\"\\ud800\"", "nul",
        "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]"}) {
    EXPECT_FALSE(read_json(text)) << text;
  }
  auto const value = read_json("{\"a\":[1,\"D\\u0323\"]}");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->at("a").at(1).as_string(), "Ḍ");
}

}  // namespace
}  // namespace giaoban::web
