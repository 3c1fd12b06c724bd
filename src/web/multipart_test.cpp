#include "web/multipart.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace giaoban::web {
namespace {

// Writes down what it receives: "field=data" or "field(file)=data".
class Notes final : public PartReceiver {
 public:
  std::optional<Fault> begin(PartHead head) override {
    lines.push_back(head.field + (head.file_name ? "(" + *head.file_name + ")" : "") + "=");
    return std::nullopt;
  }
  std::optional<Fault> data(std::string_view bytes) override {
    lines.back() += bytes;
    return std::nullopt;
  }
  std::optional<Fault> end() override {
    lines.back() += "|";
    return std::nullopt;
  }
  std::vector<std::string> lines;
};

// The parts, or the status of the fault; fed in pieces of that many bytes.
std::vector<std::string> read(std::string const& text, std::size_t piece_bytes,
                              std::string_view boundary = "B") {
  Notes notes;
  MultipartReader reader(boundary, notes, {.parts_max = 3, .head_bytes_max = 200});
  std::optional<Fault> fault;
  for (std::size_t at = 0; at < text.size() && !fault; at += piece_bytes) {
    fault = reader.feed(std::string_view(text).substr(at, piece_bytes));
  }
  if (!fault) fault = reader.finish();
  return fault ? std::vector{std::to_string(fault->status)} : notes.lines;
}

std::string part(std::string const& disposition, std::string const& data) {
  return "--B\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + data + "\r\n";
}

TEST(Multipart, is_read_alike_in_pieces_of_any_size) {
  struct Row {
    std::string text;
    std::vector<std::string> parts;
  };
  using Parts = std::vector<std::string>;
  Row const rows[] = {
      {part("name=\"a\"", "1") + part("name=b", "") + "--B--\r\n", Parts{"a=1|", "b=|"}},
      {"preamble\r\n" + part("name=\"a\"", "x\r\ny\r\n") + "--B--", Parts{"a=x\r\ny\r\n|"}},
      // Lines that only begin like the delimiter are data.
      {part("name=\"a\"", "\r\n--Bx\r\n--\r\n-B\r\n\r\n--") + "--B--",
       Parts{"a=\r\n--Bx\r\n--\r\n-B\r\n\r\n--|"}},
      {part("name=\"a\"; filename=\"C:\\tệp\\Đảng viên.xlsx\"", "1") + "--B--",
       Parts{"a(Đảng viên.xlsx)=1|"}},
      {part("name=\"a\"; filename=\"../../Ước.txt\"", "1") + "--B--", Parts{"a(Ước.txt)=1|"}},
      {part("name=\"a\"; filename=\"x\"; filename*=UTF-8''%C4%90%E1%BB%97+1.txt", "1") + "--B--",
       Parts{"a(Đỗ+1.txt)=1|"}},
      {part("name=\"a\"; filename=\"..\"", "1") + "--B--", Parts{"a()=1|"}},
      {part("name=\"a;b\\\"%22c\"", "1") + "--B--", Parts{"a;b\"\"c=1|"}},
      {"--B--\r\n", Parts{}},
      {"--B--\r\nepilogue --B\r\n", Parts{}},
      // Faults.
      {part("name=\"a\"", "1"), Parts{"400"}},
      {part("name=\"a\"", "1") + "--B", Parts{"400"}},
      {part("filename=\"a\"", "1") + "--B--", Parts{"400"}},
      {part("name=\"\"", "1") + "--B--", Parts{"400"}},
      {part("name=\"a\"; name=\"b\"", "1") + "--B--", Parts{"400"}},
      {part("name=\"\xFF\"", "1") + "--B--", Parts{"400"}},
      {"--B\r\nX: y\r\n\r\n1\r\n--B--", Parts{"400"}},
      {"--B\r\nno colon\r\n\r\n1\r\n--B--", Parts{"400"}},
      {"--B\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: form-data; name=a"
       "\r\n\r\n1\r\n--B--",
       Parts{"400"}},
      {part("name=\"a\"", "") + part("name=\"a\"", "") + part("name=\"a\"", "") +
           part("name=\"a\"", "") + "--B--",
       Parts{"413"}},
      {part("name=\"a\"; x=\"" + std::string(300, 'y') + "\"", "") + "--B--", Parts{"431"}},
      {"", Parts{"400"}},
  };
  for (Row const& row : rows) {
    for (std::size_t const piece : {1UL, 2UL, 3UL, 7UL, 1'000UL}) {
      EXPECT_EQ(read(row.text, piece), row.parts) << piece << ": " << row.text;
    }
  }
}

TEST(Multipart, boundary_is_named_by_the_type) {
  EXPECT_EQ(boundary_of("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(boundary_of("multipart/form-data; charset=utf-8; Boundary=\"a b\""), "a b");
  EXPECT_EQ(boundary_of("multipart/form-data"), std::nullopt);
  EXPECT_EQ(boundary_of("multipart/form-data; boundary="), std::nullopt);
  EXPECT_EQ(boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')), std::nullopt);
  EXPECT_EQ(boundary_of("multipart/form-data; boundary=\"a\r\nb\""), std::nullopt);
}

TEST(Multipart, file_names_are_cut_between_letters) {
  std::string longest;
  for (int i = 0; i < 200; ++i) longest += "ệ";
  EXPECT_EQ(file_name_of(longest).size(), 240U);
}

}  // namespace
}  // namespace giaoban::web
