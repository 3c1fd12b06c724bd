// Uploads: the same bytes give the same parts, in whatever pieces they come.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "web/multipart.h"

namespace {

class Notes final : public giaoban::web::PartReceiver {
 public:
  std::optional<giaoban::web::Fault> begin(giaoban::web::PartHead head) override {
    if (head.file_name && head.file_name->find_first_of("/\\") != std::string::npos) std::abort();
    text += head.field + "\x01" + head.file_name.value_or("") + "\x02";
    return std::nullopt;
  }
  std::optional<giaoban::web::Fault> data(std::string_view bytes) override {
    text += bytes;
    return std::nullopt;
  }
  std::optional<giaoban::web::Fault> end() override {
    text += "\x03";
    return std::nullopt;
  }
  std::string text;
};

std::string read(std::string_view bytes, std::size_t piece) {
  Notes notes;
  giaoban::web::MultipartReader reader("B", notes);
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    if (reader.feed(bytes.substr(at, piece))) return "fault";
  }
  return reader.finish() ? "fault" : notes.text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  (void)giaoban::web::boundary_of(bytes);
  if (read(bytes, size + 1) != read(bytes, 3)) std::abort();
  return 0;
}
