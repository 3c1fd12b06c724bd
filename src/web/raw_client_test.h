// A client that sends any bytes, for the server's tests.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace giaoban::web::test {

class RawClient {
 public:
  // `from`: which of this machine's addresses it comes from, as "127.0.0.2".
  explicit RawClient(std::uint16_t port, char const* from = nullptr)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (from != nullptr) {
      sockaddr_in own{};
      own.sin_family = AF_INET;
      ::inet_pton(AF_INET, from, &own.sin_addr);
      if (::bind(socket_, reinterpret_cast<sockaddr*>(&own), sizeof own) != 0) {
        throw std::runtime_error("cannot bind");
      }
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }
  RawClient(RawClient const&) = delete;
  RawClient& operator=(RawClient const&) = delete;
  ~RawClient() {
    if (socket_ >= 0) ::close(socket_);
  }

  // False: the other end has closed.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  // The line breaks: the other end hears of it at once, and not as a farewell.
  void cut() {
    linger const at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(socket_);
    socket_ = -1;
  }
  void half_close() { ::shutdown(socket_, SHUT_WR); }

  // Everything up to the text, or to the end; "" of it stays for the next.
  std::string until(std::string_view text) {
    std::size_t from = 0;
    while (true) {
      auto const at = text.empty() ? std::string::npos : received_.find(text, from);
      from = received_.size() - std::min(received_.size(), text.size());
      if (at != std::string::npos) return take(at + text.size());
      if (!more()) return take(received_.size());
    }
  }
  std::string to_end() { return until(""); }
  // One answer with a Content-Length.
  std::string answer() {
    std::string head = until("\r\n\r\n");
    auto const at = head.find("Content-Length: ");
    if (at == std::string::npos) return head;
    std::size_t const length = std::stoul(head.substr(at + 16));
    while (received_.size() < length && more()) continue;
    return head + take(std::min(length, received_.size()));
  }
  bool reset() const { return reset_; }

 private:
  std::string take(std::size_t count) {
    std::string taken = received_.substr(0, count);
    received_.erase(0, count);
    return taken;
  }
  bool more() {
    pollfd waiting{socket_, POLLIN, 0};
    constexpr int patience_milliseconds = 10'000;
    if (::poll(&waiting, 1, patience_milliseconds) != 1) throw std::runtime_error("no answer");
    char piece[64 * 1024];
    auto const count = ::recv(socket_, piece, sizeof piece, 0);
    reset_ = count < 0;
    if (count <= 0) return false;
    received_.append(piece, static_cast<std::size_t>(count));
    return true;
  }
  int socket_;
  std::string received_;
  bool reset_ = false;
};

}  // namespace giaoban::web::test
