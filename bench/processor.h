// How long the processors worked for a question: this program on all its threads, and with
// PostgreSQL its server, whose processes are found by the number of the first one.
#pragma once

#include <unistd.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "store/db.h"

namespace giaoban {

class Processor {
 public:
  explicit Processor(std::string const& address) {
    if (store::dialect_of(address) != store::Dialect::postgres) return;
    auto const db = store::connect(address, store::IfMissing::fail);
    db->each("SELECT pg_read_file('postmaster.pid')", store::Params(),
             [&](store::RowView const& row) { server_ = std::stol(row.text(0)); });
  }

  [[nodiscard]] double ms() const {
    double total = 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
    if (server_ == 0) return total;
    for (auto const& each : std::filesystem::directory_iterator("/proc")) {
      auto const name = each.path().filename().string();
      if (name.find_first_not_of("0123456789") == std::string::npos) total += server_ms(name);
    }
    return total;
  }

 private:
  // Of one process of the server; of the first one also what those worked that have ended.
  [[nodiscard]] double server_ms(std::string const& process) const {
    std::ifstream file("/proc/" + process + "/stat");
    std::string text(4096, ' ');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.gcount() <= 0) return 0;  // it ended meanwhile
    text.resize(static_cast<std::size_t>(file.gcount()));
    std::istringstream rest(text.substr(text.rfind(')') + 1));
    std::string state;
    long parent = 0;
    rest >> state >> parent;
    long ticks[4] = {};  // user, system, and both of ended children
    for (int skipped = 0; skipped < 9; ++skipped) rest >> state;
    for (long& tick : ticks) rest >> tick;
    bool const first = std::stol(process) == server_;
    if (!first && parent != server_) return 0;
    long const worked = ticks[0] + ticks[1] + (first ? ticks[2] + ticks[3] : 0);
    return 1000.0 * static_cast<double>(worked) / static_cast<double>(::sysconf(_SC_CLK_TCK));
  }

  long server_ = 0;  // 0: none
};

struct Took {
  double wall_ms = 0;
  double processor_ms = 0;
};

template <class Work>
Took timed(Processor const& processor, Work const& work) {
  using Steady = std::chrono::steady_clock;
  double const before = processor.ms();
  auto const start = Steady::now();
  work();
  std::chrono::duration<double, std::milli> const wall = Steady::now() - start;
  return {wall.count(), processor.ms() - before};
}

}  // namespace giaoban
