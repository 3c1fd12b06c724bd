// multipart/form-data, as browsers send files: read piece by piece as it arrives, so that an upload
// never stands whole in memory. Pure; where the bytes go is the receiver's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "web/head.h"

namespace giaoban::web {

struct PartHead {
  std::string field;
  std::optional<std::string> file_name;  // folders cut off; none: a plain field
};

class PartReceiver {
 public:
  virtual ~PartReceiver() = default;
  // Each may refuse; nothing more is asked then.
  virtual std::optional<Fault> begin(PartHead head) = 0;
  virtual std::optional<Fault> data(std::string_view bytes) = 0;
  virtual std::optional<Fault> end() = 0;
};

struct MultipartLimits {
  int parts_max = 5'000;
  std::size_t head_bytes_max = 8 * 1024;
};

// "multipart/form-data; boundary=x"; nullopt when it names none that may be one.
std::optional<std::string> boundary_of(std::string_view content_type);

class MultipartReader {
 public:
  MultipartReader(std::string_view boundary, PartReceiver& receiver, MultipartLimits limits = {});

  std::optional<Fault> feed(std::string_view bytes);
  std::optional<Fault> finish();  // no more comes: the last delimiter must have been there

 private:
  enum class Reading { preamble, after_delimiter, head, body, epilogue };
  enum class Step { on, more };  // go on with what is there, or wait for more

  std::optional<Fault> read(Step& step);
  std::optional<Fault> read_head(Step& step);
  std::optional<Fault> read_data(Step& step);
  std::optional<Fault> read_after_delimiter(Step& step);

  [[nodiscard]] std::string_view rest() const { return std::string_view(buffer_).substr(read_to_); }

  PartReceiver& receiver_;
  MultipartLimits limits_;
  std::string delimiter_;  // "\r\n--boundary"
  std::string buffer_;
  std::size_t read_to_ = 0;  // of the buffer; erased once a feed, since lines may be many and short
  Reading reading_ = Reading::preamble;
  Reading before_delimiter_ = Reading::preamble;
  int parts_ = 0;
};

// The file's own name out of what the sender wrote: "C:\\Tệp\\Đảng viên.xlsx" -> "Đảng viên.xlsx".
std::string file_name_of(std::string_view sent);

}  // namespace giaoban::web
