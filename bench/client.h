// A plain HTTP client for benches: one connection that is kept, cookies, forms of our pages, and a
// stream of events. Blocking; a thread each. Knows nothing of the program.
#pragma once

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giaoban::bench {

struct Answer {
  int status = 0;
  std::string head;
  std::string body;  // as sent: gzip where it was asked for
};

using Typed = std::vector<std::pair<std::string, std::string>>;

inline std::string encoded(std::string_view text) {
  std::string out;
  for (char const c : text) {
    bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '_' || c == '.';
    constexpr char digits[] = "0123456789ABCDEF";
    if (plain) {
      out += c;
    } else {
      auto const byte = static_cast<unsigned char>(c);
      out += {'%', digits[byte / 16], digits[byte % 16]};
    }
  }
  return out;
}

class Client {
 public:
  explicit Client(std::uint16_t port) : port_(port) {}
  ~Client() { close(); }
  Client(Client const&) = delete;
  Client& operator=(Client const&) = delete;

  Answer get(std::string const& target, std::string const& more_heads = {}) {
    return ask("GET " + target + " HTTP/1.1\r\n" + heads() + more_heads + "\r\n");
  }
  Answer post(std::string const& target, Typed const& fields) {
    std::string body;
    for (auto const& [name, value] : fields) {
      body += (body.empty() ? "" : "&") + encoded(name) + "=" + encoded(value);
    }
    return ask("POST " + target + " HTTP/1.1\r\n" + heads() +
               "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  // Sends the question for a stream; `next` then waits for one event's data.
  void listen(std::string const& target) {
    send_all("GET " + target + " HTTP/1.1\r\n" + heads() + "Accept: text/event-stream\r\n\r\n");
    rest_.clear();
    auto const head = read_head();
    if (!head.starts_with("HTTP/1.1 200")) throw std::runtime_error("no stream: " + head);
  }
  // Bytes of a stream as they come; "" at its end.
  std::string more() {
    if (!rest_.empty()) return std::exchange(rest_, {});
    char bytes[16384];
    auto const got = ::recv(socket_, bytes, sizeof bytes, 0);
    return got > 0 ? std::string(bytes, static_cast<std::size_t>(got)) : std::string();
  }
  // Whether `more` answers at once, with what came behind a head.
  [[nodiscard]] bool holds_more() const { return !rest_.empty(); }
  void take_cookies(Client const& other) { cookies_ = other.cookies_; }
  [[nodiscard]] int socket() const { return socket_; }
  void close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    rest_.clear();
  }
  // Sent with every question: "Accept-Encoding: gzip\r\n".
  std::string own_heads;

 private:
  std::string heads() const {
    std::string text = "Host: 127.0.0.1\r\nUser-Agent: bench\r\n" + own_heads;
    std::string cookie;
    for (auto const& [name, value] : cookies_) {
      cookie += (cookie.empty() ? "" : "; ") + name + "=" + value;
    }
    return cookie.empty() ? text : text + "Cookie: " + cookie + "\r\n";
  }

  void open() {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port_);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
      throw std::runtime_error("nobody listens on port " + std::to_string(port_));
    }
    int const at_once = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  }

  void send_all(std::string_view bytes) {
    if (socket_ < 0) open();
    while (!bytes.empty()) {
      auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) throw std::runtime_error("the line is cut");
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  void receive() {
    char bytes[65536];
    auto const got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got <= 0) throw std::runtime_error("the line is cut");
    rest_.append(bytes, static_cast<std::size_t>(got));
  }

  std::string read_head() {
    std::size_t end = 0;
    while ((end = rest_.find("\r\n\r\n")) == std::string::npos) receive();
    auto head = rest_.substr(0, end + 2);
    rest_.erase(0, end + 4);
    return head;
  }

  static std::string value_of(std::string const& head, std::string_view name) {
    for (std::size_t at = head.find("\r\n"); at != std::string::npos;
         at = head.find("\r\n", at + 2)) {
      std::string_view const line =
          std::string_view(head).substr(at + 2, head.find("\r\n", at + 2) - at - 2);
      if (line.size() <= name.size() || line[name.size()] != ':') continue;
      bool same = true;
      for (std::size_t i = 0; i < name.size(); ++i) same = same && (line[i] | 32) == name[i];
      if (same) return std::string(line.substr(name.size() + 2));
    }
    return {};
  }

  std::string read_chunks() {
    std::string body;
    while (true) {
      std::size_t end = 0;
      while ((end = rest_.find("\r\n")) == std::string::npos) receive();
      std::size_t size = 0;
      std::from_chars(rest_.data(), rest_.data() + end, size, 16);
      while (rest_.size() < end + 2 + size + 2) receive();
      body += rest_.substr(end + 2, size);
      rest_.erase(0, end + 2 + size + 2);
      if (size == 0) return body;
    }
  }

  Answer ask(std::string const& question) {
    send_all(question);
    Answer answer;
    answer.head = read_head();
    std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
    for (std::size_t at = answer.head.find("et-Cookie: "); at != std::string::npos;
         at = answer.head.find("et-Cookie: ", at + 1)) {
      auto const line = answer.head.substr(at + 11, answer.head.find_first_of(";\r", at) - at - 11);
      cookies_[line.substr(0, line.find('='))] = line.substr(line.find('=') + 1);
    }
    if (value_of(answer.head, "transfer-encoding") == "chunked") {
      answer.body = read_chunks();
    } else {
      std::size_t size = 0;
      auto const text = value_of(answer.head, "content-length");
      std::from_chars(text.data(), text.data() + text.size(), size);
      while (rest_.size() < size) receive();
      answer.body = rest_.substr(0, size);
      rest_.erase(0, size);
    }
    if (value_of(answer.head, "connection") == "close") close();
    return answer;
  }

  std::uint16_t port_;
  int socket_ = -1;
  std::string rest_;
  std::map<std::string, std::string> cookies_;
};

// What stands between two pieces of a page, from a place on; "" where it does not.
inline std::string between(std::string const& page, std::string_view before, std::string_view after,
                           std::size_t from = 0) {
  auto const at = page.find(before, from);
  if (at == std::string::npos) return {};
  auto const begin = at + before.size();
  return page.substr(begin, page.find(after, begin) - begin);
}

// The token that forms of this session carry.
inline std::string token_on(std::string const& page) {
  return between(page, "name=\"token\" value=\"", "\"");
}

struct Login {
  std::string name;
  std::string password;
};

inline void sign_in(Client& client, Login const& login) {
  auto const page = client.get("/sign-in");
  auto const in = client.post("/sign-in", {{"token", token_on(page.body)},
                                           {"login", login.name},
                                           {"password", login.password},
                                           {"to", "/"}});
  if (in.status != 303) {
    throw std::runtime_error(login.name + " does not get in: " + std::to_string(in.status));
  }
}

// Processor time that a process has used, in steps of 10 ms.
inline double processor_ms(int process) {
  std::ifstream in("/proc/" + std::to_string(process) + "/stat");
  std::string const text{std::istreambuf_iterator<char>(in), {}};
  std::istringstream rest(text.substr(text.rfind(')') + 2));
  std::string skipped;
  for (int i = 0; i < 11; ++i) rest >> skipped;
  double user = 0;
  double system = 0;
  rest >> user >> system;
  return 10 * (user + system);
}

// A percentile, .95 for the 95th; 0 of nothing.
inline double percentile(std::vector<double>& all, double part) {
  if (all.empty()) return 0;
  std::ranges::sort(all);
  auto const place = static_cast<std::size_t>(part * static_cast<double>(all.size()));
  return all[std::min(all.size() - 1, place)];
}

}  // namespace giaoban::bench
