#include "store/anchors.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <utility>

namespace giaoban::store {

AnchorFile::AnchorFile(int file, std::function<void(std::string_view)> on_fault)
    : file_(file), on_fault_(std::move(on_fault)), torn_(::lseek(file, 0, SEEK_END) > 0) {
  thread_ = std::thread([this] { run(); });
}

AnchorFile::~AnchorFile() {
  {
    std::lock_guard const lock(mutex_);
    ending_ = true;
  }
  woken_.notify_all();
  thread_.join();
  ::close(file_);
}

void AnchorFile::note(Head head) {
  std::lock_guard const lock(mutex_);
  if (head == last_) return;  // nothing was committed since
  last_ = head;
  waiting_ = std::move(head);
  woken_.notify_all();
}

void AnchorFile::run() {
  constexpr std::chrono::seconds between_tries{1};
  bool told = false;
  std::unique_lock lock(mutex_);
  while (true) {
    woken_.wait(lock, [&] { return ending_ || waiting_; });
    if (!waiting_) return;
    Head const head = *std::exchange(waiting_, std::nullopt);
    lock.unlock();
    bool const written = write(head);
    if (!written && !told) tell(errno);
    told = !written;
    lock.lock();
    if (written) continue;
    if (ending_) return;
    if (!waiting_) waiting_ = head;
    woken_.wait_for(lock, between_tries, [&] { return ending_; });
  }
}

void AnchorFile::tell(int error) noexcept {
  try {
    on_fault_(fmt::format("the anchor file cannot be written: {}", std::strerror(error)));
  } catch (...) {  // the log is not to be written either; the thread goes on trying
  }
}

bool AnchorFile::write(Head const& head) {
  // A line of its own, whatever the last one came to.
  std::string const line = (torn_ ? "\n" : "") + head.text() + "\n";
  torn_ = true;
  if (::write(file_, line.data(), line.size()) != std::ssize(line)) return false;
  torn_ = false;
  return ::fdatasync(file_) == 0;
}

Result<std::vector<Head>> read_anchors(std::string const& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return refuse(anchors_unusable, {{"file", file}});
  std::vector<Head> heads;
  for (std::string line; std::getline(in, line);) {
    if (auto head = Head::parse(line)) heads.push_back(*std::move(head));
  }
  if (heads.empty() || in.bad()) return refuse(anchors_unusable, {{"file", file}});
  return heads;
}

}  // namespace giaoban::store
