// A PostgreSQL that is thrown away with the test process. Tests take databases from it through
// tests/both_databases.h.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace giaoban::test {

class PostgresServer {
 public:
  // Whether there is one: GIAOBAN_TEST_POSTGRES names a running server, or PostgreSQL is installed.
  static bool available();
  // The one of this process, started at the first call. Throws std::runtime_error when it cannot.
  static PostgresServer& shared();

  PostgresServer(PostgresServer const&) = delete;
  PostgresServer& operator=(PostgresServer const&) = delete;
  ~PostgresServer();

  // Makes a database, empty or a copy of one to which nobody is connected, and gives its address,
  // "postgresql:///name?host=/tmp/...".
  std::string create_database(std::string_view name, std::string_view model = "template0");
  // Also where connections to it are open.
  void drop_database(std::string_view name);

 private:
  class Process;
  explicit PostgresServer(std::string address);
  explicit PostgresServer(std::unique_ptr<Process> process);
  [[nodiscard]] std::string address_of(std::string_view database) const;

  std::unique_ptr<Process> process_;  // null where the server is someone else's
  std::string address_;               // of the database "postgres", for making others
};

}  // namespace giaoban::test
