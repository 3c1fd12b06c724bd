#include "web/server.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
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
#include <ranges>
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

constexpr int few_descriptors = 1'024;
constexpr int descriptors_enough = 1'000'000;
// Files of the store, of the lanes' connections to it, of what comes and goes.
constexpr int descriptors_of_others = 256;

// Each listener holds a descriptor; the usual limit is 1,024. Answers how many there may be.
int allow_many_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return few_descriptors;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<int>(std::min<rlim_t>(limit.rlim_max, descriptors_enough));
}

}  // namespace

class Server::Inside {
 public:
  Inside(ServerOptions options, Admit admit, Answer answer)
      : io_(options.io_threads),
        acceptor_(io_),
        service_(std::move(options), std::move(admit), std::move(answer)) {
    service_.gone = [this](Connection& connection) { forget(connection); };
    service_.count_for = [this](Connection& connection, std::string const& peer) {
      return count_for(connection, peer);
    };
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
    if (ec) return refuse(not_an_address, {{"address", options.address}});
    tcp::endpoint const endpoint(address, options.port);
    static_cast<void>(acceptor_.open(endpoint.protocol(), ec));
    if (!ec) static_cast<void>(acceptor_.set_option(tcp::acceptor::reuse_address(true), ec));
    if (!ec) static_cast<void>(acceptor_.bind(endpoint, ec));
    if (!ec) static_cast<void>(acceptor_.listen(tcp::acceptor::max_listen_connections, ec));
    if (!ec) port_ = acceptor_.local_endpoint(ec).port();
    if (ec == boost::system::errc::address_not_available ||
        ec == boost::system::errc::address_family_not_supported) {
      return refuse(address_not_here, {{"address", options.address}});
    }
    if (ec) return taken();
    descriptors_max_ = allow_many_descriptors();
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
    for (auto const& [connection, whose] : connections_) connection->wind_down();
    auto const empty = [this] { return connections_.empty(); };
    if (!none_left_.wait_for(lock, grace, empty)) {
      for (auto const& [connection, whose] : connections_) connection->cut();
    }
    lock.unlock();
    service_.lanes.stop();  // what runs is a write or a question: it ends
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
    auto const connection = std::make_shared<Connection>(
        std::move(socket), plain_address(endpoint.address()), service_);
    std::lock_guard const lock(guard_);
    auto const all = static_cast<int>(connections_.size());
    int const all_max =
        std::min(options.connections_max,
                 std::max(descriptors_max_ - descriptors_of_others, descriptors_max_ / 2));
    if (stopped_ || all >= all_max + turned_away_max) return;
    // The proxy's count for its clients, once they are named.
    std::string const whose =
        connection->peer() == options.trusted_proxy ? "" : peer_group(connection->peer());
    bool const too_many_of_peer =
        !whose.empty() && held_by(whose) >= options.connections_per_peer_max;
    bool const room =
        (!too_many_of_peer || send_away_one(whose)) && (all < all_max || send_away_one());
    connections_.emplace(connection, whose);
    if (!whose.empty()) ++of_peer_[whose];
    if (room) {
      connection->start();
    } else {
      connection->turn_away();
    }
  }

  [[nodiscard]] int held_by(std::string const& whose) const {
    auto const found = of_peer_.find(whose);
    return found == of_peer_.end() ? 0 : found->second;
  }

  // Of those that wait for their other end one of who holds most, and of these the one that does so
  // longest; false: there is none.
  bool send_away_one(std::optional<std::string> const& of = {}) {
    std::shared_ptr<Connection> chosen;
    std::pair<int, std::int64_t> most;
    for (auto const& [connection, whose] : connections_) {
      auto const since = connection->waits_since();
      if (!since || (of && whose != *of)) continue;
      std::pair const weight(held_by(whose), -*since);
      if (chosen && weight <= most) continue;
      chosen = connection;
      most = weight;
    }
    if (chosen) chosen->send_away();
    return chosen != nullptr;
  }

  // The proxy's connection works for that client now; false: the client has too many.
  bool count_for(Connection& connection, std::string const& peer) {
    std::lock_guard const lock(guard_);
    auto const own = connections_.find(connection.shared_from_this());
    if (own == connections_.end()) return false;
    std::string const whose = peer.empty() ? "" : peer_group(peer);
    if (own->second == whose) return true;
    release(own->second);
    own->second = whose;
    if (whose.empty()) return true;
    return ++of_peer_[whose] <= service_.options.connections_per_peer_max;
  }

  void release(std::string const& whose) {
    if (whose.empty()) return;
    auto const of_peer = of_peer_.find(whose);
    if (--of_peer->second == 0) of_peer_.erase(of_peer);
  }

  void forget(Connection& connection) {
    std::lock_guard const lock(guard_);
    auto const own = connections_.find(connection.shared_from_this());
    release(own->second);
    connections_.erase(own);
    if (connections_.empty()) none_left_.notify_all();
  }

  // In the order of construction: io_ outlives the sockets that stand in what follows.
  std::mutex guard_;
  std::condition_variable none_left_;
  asio::io_context io_;
  tcp::acceptor acceptor_;
  Service service_;
  std::vector<std::thread> threads_;
  std::map<std::shared_ptr<Connection>, std::string> connections_;  // and whom each counts for
  std::map<std::string, int> of_peer_;
  int descriptors_max_ = few_descriptors;
  std::uint16_t port_ = 0;
  bool stopped_ = false;
};

std::string plain_address(asio::ip::address const& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

std::string peer_group(std::string const& peer) {
  error_code ec;
  auto const address = asio::ip::make_address(peer, ec);
  if (ec || address.is_v4()) return peer;
  auto const six = address.to_v6();
  if (six.is_v4_mapped()) return plain_address(address);
  auto bytes = six.to_bytes();
  std::fill(bytes.begin() + bytes.size() / 2, bytes.end(), std::uint8_t{0});
  return asio::ip::address_v6(bytes).to_string() + "/64";
}

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Admit admit, Answer answer) {
  if (options.body.temp_folder.empty()) {
    options.body.temp_folder = std::filesystem::temp_directory_path();
  }
  if (options.trusted_proxy) {
    error_code ec;
    auto const proxy = asio::ip::make_address(*options.trusted_proxy, ec);
    if (ec) return refuse(not_an_address, {{"address", *options.trusted_proxy}});
    options.trusted_proxy = plain_address(proxy);
  }
  auto inside = std::make_unique<Inside>(std::move(options), std::move(admit), std::move(answer));
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
