// The HTTP/1.1 server: reads requests strictly, answers them by a function on worker threads, keeps
// event streams open without a thread each. TLS and HTTP/2 are nginx's in front.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "web/body.h"
#include "web/head.h"
#include "web/request.h"

namespace giaoban::web {

// How long the other end may take.
struct Deadlines {
  std::chrono::milliseconds first_byte{15'000};  // of a new connection
  std::chrono::milliseconds head{5'000};         // from its first byte to its end
  std::chrono::milliseconds body{10'000};        // and what body_bytes_per_second adds
  std::int64_t body_bytes_per_second = 16 * 1024;
  std::chrono::milliseconds idle{60'000};   // between two requests
  std::chrono::milliseconds write{30'000};  // of each piece that is sent
  std::chrono::milliseconds drain{2'000};   // reading on after a refusal, so that it is seen
  std::chrono::milliseconds heartbeat{15'000};
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one
  HeadLimits head = {};
  BodyLimits body = {};  // an empty temp_folder: the system's
  Deadlines deadlines = {};
  int io_threads = 1;
  // More than there are cores: who waits for the turn to write holds one, and what all of those
  // wrote goes to the disk at once while the rest are at work.
  int worker_threads = 16;
  int waiting_requests_max = 512;  // for a worker; 503 beyond
  int connections_max = 4'000;
  int connections_per_peer_max = 1'000;
  // Whose X-Forwarded-For and X-Forwarded-Proto are believed, and who may hold any number of
  // connections.
  std::optional<std::string> trusted_proxy = {};
};

using Answer = std::function<Response(Request const&)>;

class Server {
 public:
  // Refused: an address that is none, a port that is taken.
  static Result<std::unique_ptr<Server>> start(ServerOptions options, Answer answer);
  ~Server();  // stops without grace
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] int connections() const;
  // No new requests; those that run are answered, within `grace`. Event streams end at once.
  void stop(std::chrono::milliseconds grace);

 private:
  class Inside;
  explicit Server(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

// What the protocol itself refuses, one for each status; 400 for any other.
RefusalKind const& protocol_refusal(int status);

extern RefusalKind const address_taken;  // {address}, {port}

}  // namespace giaoban::web
