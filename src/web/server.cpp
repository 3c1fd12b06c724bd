#include "web/server.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "web/connection.h"

#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 takes Asio's coroutine frames, which allocate and release for themselves, for a mistake.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace giaoban::web {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

namespace {

// Beyond this many above the limit, nobody is told any more: the connection is just closed.
constexpr int turned_away_max = 64;

// Each listener holds a descriptor; the usual limit is 1,024.
void allow_many_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

class Server::Inside {
 public:
  Inside(ServerOptions options, Answer answer)
      : io_(options.io_threads), acceptor_(io_), service_(std::move(options), std::move(answer)) {
    service_.gone = [this](Connection& connection) { forget(connection); };
  }
  ~Inside() { stop(std::chrono::milliseconds(0)); }

  Result<void> listen() {
    ServerOptions const& options = service_.options;
    auto const taken = [&] {
      return refuse(address_taken,
                    {{"address", options.address}, {"port", std::to_string(options.port)}});
    };
    error_code ec;
    auto const address = asio::ip::make_address(options.address, ec);
    if (ec) return taken();
    tcp::endpoint const endpoint(address, options.port);
    static_cast<void>(acceptor_.open(endpoint.protocol(), ec));
    if (!ec) static_cast<void>(acceptor_.set_option(tcp::acceptor::reuse_address(true), ec));
    if (!ec) static_cast<void>(acceptor_.bind(endpoint, ec));
    if (!ec) static_cast<void>(acceptor_.listen(tcp::acceptor::max_listen_connections, ec));
    if (!ec) port_ = acceptor_.local_endpoint(ec).port();
    if (ec) return taken();
    allow_many_descriptors();
    asio::co_spawn(io_, accept(), asio::detached);
    for (int i = 0; i < options.io_threads; ++i) threads_.emplace_back([this] { io_.run(); });
    return {};
  }

  void stop(std::chrono::milliseconds grace) {
    std::unique_lock lock(guard_);
    if (std::exchange(stopped_, true)) return;
    service_.stopping = true;
    asio::post(io_, [this] {
      error_code ignored;
      static_cast<void>(acceptor_.close(ignored));
    });
    for (auto const& connection : connections_) connection->wind_down();
    auto const empty = [this] { return connections_.empty(); };
    if (!none_left_.wait_for(lock, grace, empty)) {
      for (auto const& connection : connections_) connection->cut();
    }
    lock.unlock();
    service_.workers.join();  // what runs is a write or a question: it ends
    lock.lock();
    none_left_.wait_for(lock, std::chrono::seconds(5), empty);
    lock.unlock();
    io_.stop();
    for (auto& thread : threads_) thread.join();
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] int connections() {
    std::lock_guard const lock(guard_);
    return static_cast<int>(connections_.size());
  }

 private:
  asio::awaitable<void> accept() {
    constexpr auto settled = asio::as_tuple(asio::use_awaitable);
    while (acceptor_.is_open()) {
      auto [ec, socket] = co_await acceptor_.async_accept(asio::make_strand(io_), settled);
      if (!ec) {
        take(std::move(socket));
        continue;
      }
      if (!acceptor_.is_open()) break;
      // No descriptor left, or the other end gave up: others may come later.
      asio::steady_timer pause(io_, std::chrono::milliseconds(50));
      co_await pause.async_wait(settled);
    }
  }

  void take(tcp::socket socket) {
    error_code ec;
    static_cast<void>(socket.set_option(tcp::no_delay(true), ec));
    auto const endpoint = socket.remote_endpoint(ec);
    if (ec) return;
    ServerOptions const& options = service_.options;
    auto const connection =
        std::make_shared<Connection>(std::move(socket), endpoint.address().to_string(), service_);
    std::lock_guard const lock(guard_);
    auto const all = static_cast<int>(connections_.size());
    if (stopped_ || all >= options.connections_max + turned_away_max) return;
    int const of_peer = ++of_peer_[connection->peer()];
    connections_.insert(connection);
    bool const too_many =
        all >= options.connections_max ||
        (of_peer > options.connections_per_peer_max && connection->peer() != options.trusted_proxy);
    if (too_many) {
      connection->turn_away();
    } else {
      connection->start();
    }
  }

  void forget(Connection& connection) {
    std::lock_guard const lock(guard_);
    auto const of_peer = of_peer_.find(connection.peer());
    if (--of_peer->second == 0) of_peer_.erase(of_peer);
    connections_.erase(connection.shared_from_this());
    if (connections_.empty()) none_left_.notify_all();
  }

  // In the order of construction: io_ outlives the sockets that stand in what follows.
  std::mutex guard_;
  std::condition_variable none_left_;
  asio::io_context io_;
  tcp::acceptor acceptor_;
  Service service_;
  std::vector<std::thread> threads_;
  std::set<std::shared_ptr<Connection>> connections_;
  std::map<std::string, int> of_peer_;
  std::uint16_t port_ = 0;
  bool stopped_ = false;
};

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Answer answer) {
  if (options.body.temp_folder.empty()) {
    options.body.temp_folder = std::filesystem::temp_directory_path();
  }
  auto inside = std::make_unique<Inside>(std::move(options), std::move(answer));
  TRY_VOID(inside->listen());
  return std::unique_ptr<Server>(new Server(std::move(inside)));
}

Server::Server(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Server::~Server() = default;

std::uint16_t Server::port() const {
  return inside_->port();
}
int Server::connections() const {
  return inside_->connections();
}
void Server::stop(std::chrono::milliseconds grace) {
  inside_->stop(grace);
}

}  // namespace giaoban::web
