// The body of a request as it arrives: a form's fields, files written to disk, or JSON text.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "web/head.h"

namespace giaoban::web {

struct BodyLimits {
  std::int64_t upload_bytes_max = 32 * 1024 * 1024;  // of a form with files, as a whole
  std::int64_t text_bytes_max = 4 * 1024 * 1024;     // of a form or JSON, which stand in memory
  std::int64_t field_bytes_max = 1024 * 1024;        // of one field beside files
  int files_max = 20;
  std::filesystem::path temp_folder;
};

// The files it wrote are gone with it.
class BodyReader {
 public:
  virtual ~BodyReader() = default;
  virtual std::optional<Fault> feed(std::string_view bytes) = 0;
  // Puts what was read into the request.
  virtual std::optional<Fault> finish(Request& request) = 0;
  [[nodiscard]] virtual std::int64_t bytes_max() const = 0;

  // By the request's Content-Type; refuses what no page of ours sends (415).
  static std::expected<std::unique_ptr<BodyReader>, Fault> for_type(std::string_view content_type,
                                                                    BodyLimits const& limits);
};

// Whether a body of that Content-Type may bring files.
bool names_files(std::string_view content_type);

}  // namespace giaoban::web
