// One connection of the server. Only connection.cpp and server.cpp include this: Asio's headers
// cost seconds.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "web/outgoing.h"
#include "web/server.h"

namespace giaoban::web {

class Connection;
class Listener;

// What connections share; outlives them.
struct Service {
  Service(ServerOptions chosen, Answer answering)
      : options(std::move(chosen)),
        answer(std::move(answering)),
        workers(static_cast<std::size_t>(options.worker_threads)) {}

  ServerOptions options;
  Answer answer;
  boost::asio::thread_pool workers;
  std::atomic<int> waiting = 0;  // requests handed to the workers
  std::atomic<bool> stopping = false;
  std::function<void(Connection&)> gone;
};

// Everything runs on the socket's strand, but the answer, which runs on a worker.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, std::string peer, Service& service);
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  void start();
  void turn_away();  // there are too many: says so and closes
  // From any thread: ends what waits for the other end, lets a running request be answered.
  void wind_down();
  void cut();   // from any thread
  void wake();  // from any thread: a listener's event waits
  [[nodiscard]] std::string const& peer() const { return peer_; }

 private:
  enum class Received { bytes, end, late };
  struct Finished {  // what a worker made of a request
    Outgoing out;
    std::shared_ptr<Listener> listener;
  };
  using Flag = boost::asio::awaitable<bool>;

  boost::asio::awaitable<void> run();
  boost::asio::awaitable<void> close_with(Fault fault);
  Flag one_request();
  boost::asio::awaitable<std::optional<Fault>> read_head();
  boost::asio::awaitable<std::optional<Fault>> read_body(std::string const& head_bytes,
                                                         Head const& head, BodyReader& reader);
  Flag answer(Request request, std::unique_ptr<BodyReader> reader, Asked asked);
  Finished finished(Request& request, BodyReader& reader, Asked const& asked);
  boost::asio::awaitable<Received> receive();
  Flag send(std::string_view bytes);
  Flag send_file(std::filesystem::path const& path, std::int64_t bytes);
  boost::asio::awaitable<void> serve(std::shared_ptr<Listener> listener, std::string head);
  boost::asio::awaitable<void> drain();
  void within(std::chrono::milliseconds time);
  void watch_for_leaving();
  void name_peer(Request& request) const;

  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer deadline_;
  boost::asio::steady_timer woken_;
  std::string peer_;
  Service& service_;
  std::string buffer_;        // received, not yet used
  std::size_t head_end_ = 0;  // of the request whose head was read
  bool idle_ = false;         // waiting for a request
  bool first_ = true;
  bool late_ = false;
  bool left_ = false;  // the listener at the other end has gone
  char probe_ = 0;
};

}  // namespace giaoban::web
