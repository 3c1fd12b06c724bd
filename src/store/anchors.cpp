#include "store/anchors.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
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

namespace {

// The beginning of a line, as a power cut leaves it: what was not on the disk yet reads as zeros.
bool torn_line(std::string_view line) {
  line = line.substr(0, line.find('\0'));
  constexpr std::string_view digits = "0123456789";
  constexpr std::string_view hex = "0123456789abcdef";
  struct Part {
    std::string_view of;
    std::size_t most;
    char end;
  };
  for (auto const& [of, most, end] :
       {Part{digits, 19, ':'}, Part{hex, 2 * sizeof(Hash::bytes), ' '}, Part{digits, 19, ':'},
        Part{hex, 2 * 16, '\n'}}) {
    auto const length = std::min(line.find_first_not_of(of), line.size());
    if (length > most) return false;
    line.remove_prefix(length);
    if (line.empty()) return true;
    if (line.front() != end) return false;
    line.remove_prefix(1);
  }
  return false;
}

}  // namespace

bool begins_as_anchors(std::string_view beginning) {
  if (beginning.empty()) return true;
  std::string const line(beginning.substr(0, beginning.find('\n')));
  return Head::parse(line).has_value() || (line.contains(':') && torn_line(line));
}

std::vector<std::size_t> damaged_lines(std::string const& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<std::size_t> damaged;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (!Head::parse(line) && !torn_line(line)) damaged.push_back(number);
  }
  return damaged;
}

std::optional<Head> last_anchor(std::string const& file) {
  std::ifstream in(file, std::ios::binary);
  std::optional<Head> last;
  for (std::string line; std::getline(in, line);) {
    if (auto head = Head::parse(line)) last = std::move(head);
  }
  return last;
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
