// Files made for one answer: written to disk by what writes files, sent, and gone.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "base/result.h"
#include "web/request.h"

namespace giaoban::web {

inline constexpr std::string_view xlsx_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
inline constexpr std::string_view docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr std::string_view csv_type = "text/csv; charset=utf-8";

// A folder that only its owner reads, gone with the value; one whose program was killed goes when
// the next one starts.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  [[nodiscard]] std::filesystem::path const& path() const { return path_; }
  static void remove_left_behind();

 private:
  std::filesystem::path path_;
  int lock_ = -1;  // held as long as the program lives, so that others see that it does
};

// The file holds just these bytes; throws Breakage when the disk refuses.
void write_whole(std::filesystem::path const& path, std::string_view bytes);

struct FileName {
  std::string_view name;  // as it is kept: "Đảng viên nữ.xlsx"
  std::string_view type;
};
using WriteFile = std::function<Result<void>(std::filesystem::path const&)>;
// What `write` writes, as a download; refused as it refuses.
Result<Response> download_written(FileName const& file, WriteFile const& write);

}  // namespace giaoban::web
