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
#include "web/admission.h"
#include "web/body.h"
#include "web/head.h"
#include "web/held.h"
#include "web/lanes.h"
#include "web/request.h"

namespace giaoban::web {

// How long the other end may take.
struct Deadlines {
  std::chrono::milliseconds first_byte{15'000};  // of a new connection
  std::chrono::milliseconds head{5'000};         // from its first byte to its end
  std::chrono::milliseconds body{10'000};        // and what body_bytes_per_second adds
  std::int64_t body_bytes_per_second = 16 * 1024;
  std::chrono::milliseconds idle{60'000};   // between two requests
  std::chrono::milliseconds write{30'000};  // of each piece that is sent; and for a whole answer
  std::int64_t answer_bytes_per_second = 16 * 1024;  // adds to it
  // A program may close its sending half and still wait for an answer; so long it is believed to.
  std::chrono::milliseconds half_closed{500};
  std::chrono::milliseconds drain{2'000};  // reading on after a refusal, so that it is seen
  std::chrono::milliseconds heartbeat{15'000};
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one
  HeadLimits head = {};
  BodyLimits body = {};  // an empty temp_folder: the system's
  Deadlines deadlines = {};
  int io_threads = 1;
  LaneOptions lanes = {};
  // Of who has not signed in, by address: bodies in memory.
  std::int64_t little_bytes_max = 16 * 1024;  // of one
  HeldBounds strangers = {256 * 1024, 16 * 1024 * 1024};
  // Of an account: bodies in memory, files that come, answers until they are taken.
  HeldBounds texts = {16 * 1024 * 1024, 256 * 1024 * 1024};
  HeldBounds files = {64 * 1024 * 1024, 1024 * 1024 * 1024};
  HeldBounds answers = {64 * 1024 * 1024, 512 * 1024 * 1024};
  // Where one more comes, one that waits for its other end goes: of who holds most, the longest so.
  int connections_max = 4'000;
  int connections_per_peer_max = 500;
  // An address, however it is written. Whose X-Forwarded-For and X-Forwarded-Proto are believed.
  // Its connections count for the client it names, and while nothing is asked by them for nobody.
  std::optional<std::string> trusted_proxy = {};
};

using Answer = std::function<Response(Request const&)>;
// Of IPv6 a whole network: anybody has as many addresses as he likes within his own.
std::string peer_group(std::string const& peer);

class Server {
 public:
  // Refused: an address or a trusted proxy that is none, an address of another machine, a port that
  // is taken.
  static Result<std::unique_ptr<Server>> start(ServerOptions options, Admit admit, Answer answer);
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
extern RefusalKind const too_many_questions;  // broken off: many long ones are asked at once
extern RefusalKind const too_many_passwords;  // too many wait to be checked

extern RefusalKind const address_taken;     // {address}, {port}
extern RefusalKind const not_an_address;    // {address}
extern RefusalKind const address_not_here;  // {address}

}  // namespace giaoban::web
