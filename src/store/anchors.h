// The file elsewhere to which a server adds a line after each commit: where the journal and the
// access log ended. One thread writes it, so that no verb waits for a share or a slow disk; lines
// say all that came before, so that when many commits come together the last one is enough.
// Private to store/ but for `damaged_lines`, which a command tells.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "store/store.h"

namespace giaoban::store {

class AnchorFile {
 public:
  // Takes the open file.
  AnchorFile(int file, std::function<void(std::string_view)> on_fault);
  ~AnchorFile();  // writes what still waits
  AnchorFile(AnchorFile const&) = delete;
  AnchorFile& operator=(AnchorFile const&) = delete;

  void note(Head head);  // returns at once

 private:
  void run();
  bool write(Head const& head);
  void tell(int error) noexcept;

  int file_;
  std::function<void(std::string_view)> on_fault_;
  std::mutex mutex_;
  std::condition_variable woken_;
  std::optional<Head> waiting_;
  std::optional<Head> last_;  // noted
  bool ending_ = false;
  bool torn_ = false;  // of the writing thread
  std::thread thread_;
};

// Whether a file with this beginning may be one of anchors: empty, or its first line is whole or
// was torn behind its number.
bool begins_as_anchors(std::string_view beginning);
extern RefusalKind const not_anchors;  // {file}
extern RefusalKind const
    anchors_of_another;  // {file}, {entry}: its last line is not of this journal
// The last whole line; nullopt of a file that is not there or has none.
std::optional<Head> last_anchor(std::string const& file);

// Numbers of the lines, from 1, that are neither whole nor the beginning of one: `read_anchors`
// passes over both, and only of a beginning is a power cut the reason.
std::vector<std::size_t> damaged_lines(std::string const& file);

}  // namespace giaoban::store
