#include "tests/postgres_server.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "store/db.h"
#include "tests/place.h"

namespace giaoban::test {

namespace {

namespace fs = std::filesystem;

std::string environment(char const* name) {
  char const* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// The folder of initdb and pg_ctl: 15, which is what we build for, else the newest. Empty when
// PostgreSQL is not installed.
fs::path binaries() {
  fs::path const installed = "/usr/lib/postgresql";
  auto const has_server = [](fs::path const& bin) { return fs::exists(bin / "initdb"); };
  if (has_server(installed / "15/bin")) return installed / "15/bin";
  int newest = 0;
  std::error_code absent;
  for (auto const& version : fs::directory_iterator(installed, absent)) {
    if (!has_server(version.path() / "bin")) continue;
    newest = std::max(newest, std::atoi(version.path().filename().c_str()));
  }
  return newest == 0 ? fs::path() : installed / std::to_string(newest) / "bin";
}

std::string content(fs::path const& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

pid_t start(std::vector<std::string> words, int input) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  auto const child = fork();
  if (child == 0) {
    if (input >= 0) dup2(input, STDIN_FILENO);
    // Away from the terminal's group: Ctrl-C on the tests must leave time to clean up.
    setsid();
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  if (child < 0) throw std::runtime_error("fork failed");
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

// The server's folder and the shell that takes both away: it waits for the end of a pipe whose
// other end is ours, so it does its work also when the tests crash or are killed.
class PostgresServer::Process {
 public:
  Process() {
    auto const place = place_for_files();
    constexpr std::size_t long_place = 60;  // of a socket's 107 bytes
    std::string name = (place.size() > long_place ? "/tmp" : place) + "/gb-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    if (geteuid() == 0) run({"chown", "postgres", name});
    watch();
    as_postgres({binaries() / "initdb", "--data-checksums", "--no-sync", "--auth=trust",
                 "--username=postgres", "--encoding=UTF8", "--locale=C", "-D", data()});
    as_postgres({binaries() / "pg_ctl", "start", "--wait", "-D", data(), "-l", folder_ / "log",
                 "-o", options()});
  }
  Process(Process const&) = delete;
  Process& operator=(Process const&) = delete;
  ~Process() {
    close(pipe_end_);
    wait_for(watcher_);
  }

  [[nodiscard]] std::string address() const {
    return fmt::format("postgresql://postgres@/postgres?host={}", folder_.string());
  }

 private:
  [[nodiscard]] fs::path data() const { return folder_ / "data"; }
  [[nodiscard]] std::string options() const {
    return fmt::format(
        "-c listen_addresses='' -c unix_socket_directories={} -c fsync=off "
        "-c synchronous_commit=off -c full_page_writes=off -c max_connections=40 "
        "-c shared_buffers=64MB -c min_wal_size=32MB -c max_wal_size=128MB",
        folder_.string());
  }

  void watch() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    pipe_end_ = ends[1];
    // kill -INT to the server is its fast shutdown; the pid is the first line of its own file.
    constexpr std::string_view script =
        "cat >/dev/null\n"
        "pid=$(head -n1 \"$1/data/postmaster.pid\" 2>/dev/null)\n"
        "if [ -n \"$pid\" ]; then\n"
        "  kill -INT \"$pid\"\n"
        "  n=0; while kill -0 \"$pid\" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); "
        "done\n"
        "  kill -QUIT \"$pid\" 2>/dev/null\n"
        "fi\n"
        "rm -rf \"$1\"\n";
    watcher_ = start({"sh", "-c", std::string(script), "sh", folder_}, ends[0]);
    close(ends[0]);
  }

  // The server refuses to run as root.
  void as_postgres(std::vector<std::string> words) {
    if (geteuid() == 0) words.insert(words.begin(), {"runuser", "-u", "postgres", "--"});
    run(words);
  }

  void run(std::vector<std::string> const& words) {
    std::string command = "exec \"$@\" >>\"$0\" 2>&1 </dev/null";
    std::vector<std::string> line = {"sh", "-c", command, folder_ / "commands.log"};
    line.insert(line.end(), words.begin(), words.end());
    if (wait_for(start(line, -1)) == 0) return;
    throw std::runtime_error(fmt::format("{} failed: {}{}", fmt::join(words, " "),
                                         content(folder_ / "commands.log"),
                                         content(folder_ / "log")));
  }

  fs::path folder_;
  int pipe_end_ = -1;
  pid_t watcher_ = -1;
};

bool PostgresServer::available() {
  return !environment("GIAOBAN_TEST_POSTGRES").empty() || !binaries().empty();
}

PostgresServer& PostgresServer::shared() {
  static PostgresServer server = [] {
    if (auto const given = environment("GIAOBAN_TEST_POSTGRES"); !given.empty()) {
      return PostgresServer(given);
    }
    return PostgresServer(std::make_unique<Process>());
  }();
  return server;
}

PostgresServer::PostgresServer(std::string address) : address_(std::move(address)) {}
PostgresServer::PostgresServer(std::unique_ptr<Process> process)
    : process_(std::move(process)), address_(process_->address()) {}
PostgresServer::~PostgresServer() = default;

// "postgresql://user@host/postgres?options" with the database's name put in.
std::string PostgresServer::address_of(std::string_view database) const {
  auto const authority = address_.find("//") + 2;
  auto const path = std::min(address_.find_first_of("/?", authority), address_.size());
  auto const options = std::min(address_.find('?', path), address_.size());
  return fmt::format("{}/{}{}", address_.substr(0, path), database, address_.substr(options));
}

std::string PostgresServer::create_database(std::string_view name, std::string_view model) {
  auto const db = store::connect(address_, store::IfMissing::fail);
  // Files copied as they are: page by page through the log, as is the custom, takes thrice as long.
  db->script(fmt::format("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' STRATEGY file_copy", name,
                         model));
  return address_of(name);
}

void PostgresServer::drop_database(std::string_view name) {
  auto const db = store::connect(address_, store::IfMissing::fail);
  db->script(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name));
}

// The tests of both databases leave PostgreSQL out where it is not installed; this one says so, and
// in CI does not let it pass.
TEST(PostgresServer, is_there_for_the_tests) {
  if (PostgresServer::available()) return;
  ASSERT_NE(environment("CI"), "true") << "PostgreSQL is not installed";
  GTEST_SKIP() << "PostgreSQL is not installed: its half of the tests was left out";
}

}  // namespace giaoban::test
