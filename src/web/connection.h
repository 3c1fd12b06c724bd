// One connection of the server. Only connection.cpp and server.cpp include this: Asio's headers
// cost seconds.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
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

// One way of writing it: one of IPv4 that came over IPv6 is the same.
std::string plain_address(boost::asio::ip::address const& address);

// What connections share; outlives them.
struct Service {
  Service(ServerOptions chosen, Admit admitting, Answer answering)
      : options(std::move(chosen)),
        admit(std::move(admitting)),
        answer(std::move(answering)),
        strangers(options.strangers),
        texts(options.texts),
        files(options.files),
        answers(options.answers),
        lanes(options.lanes) {}

  ServerOptions options;
  Admit admit;
  Answer answer;
  Held strangers;
  Held texts;
  Held files;
  Held answers;
  Lanes lanes;
  std::atomic<bool> stopping = false;
  std::function<void(Connection&)> gone;
  // For whom the connection counts from now on, "" for nobody; false: it has too many.
  std::function<bool(Connection&, std::string const& peer)> count_for;
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
  // From any thread. Since when it has waited for the other end, by the steady clock; nullopt: it
  // works, or tells events.
  [[nodiscard]] std::optional<std::int64_t> waits_since() const;
  void send_away();  // there is no room for one that waits
  [[nodiscard]] std::string const& peer() const { return peer_; }

 private:
  enum class Received { bytes, end, late };
  struct Finished {  // what a worker made of a request
    Outgoing out;
    std::shared_ptr<Listener> listener = {};
    std::function<bool()> still = {};
    bool left = false;  // its asker has gone before its turn
  };
  // A request that is under way: whose it is, and what it holds.
  struct Underway {
    Admission admission;
    std::string asker;  // as lanes and bounds know it
    std::unique_ptr<Held::Part> body;
    std::unique_ptr<Held::Part> answer;
  };
  using Flag = boost::asio::awaitable<bool>;

  boost::asio::awaitable<void> run();
  boost::asio::awaitable<void> close_with(Fault fault);
  Flag one_request();
  boost::asio::awaitable<std::optional<Fault>> read_head();
  boost::asio::awaitable<std::optional<Fault>> admit(Request const& request, Head const& head,
                                                     Underway& underway);
  std::expected<std::unique_ptr<BodyReader>, Fault> reader_for(Request const& request,
                                                               Underway& underway);
  boost::asio::awaitable<std::optional<Fault>> read_body(std::string const& head_bytes,
                                                         Head const& head, BodyReader& reader,
                                                         Held::Part& room);
  Flag answer(Request request, std::unique_ptr<BodyReader> reader, Asked asked, Underway underway);
  Finished finished(Request& request, BodyReader& reader, Asked const& asked);
  Flag deliver(Finished done, Asked const& asked, Underway& underway);
  template <class Made>
  boost::asio::awaitable<Made> in_lane(LaneTask task, std::function<Made(Turn)> work);
  void watch(std::shared_ptr<LaneTie> const& tie);
  void look(std::shared_ptr<LaneTie> const& tie, int watch);
  void watch_no_more();
  void wait_for_other_end();
  void wait_no_more();
  bool room_for_large_head();
  boost::asio::awaitable<Received> receive(std::size_t room);
  Flag send(std::string_view bytes);
  Flag send_file(std::filesystem::path const& path, std::int64_t bytes);
  boost::asio::awaitable<void> serve(Finished done, Underway const& underway);
  Flag may_still_listen(std::function<bool()> const& still, std::string const& asker);
  boost::asio::awaitable<void> drain();
  void within(std::chrono::milliseconds time);
  void watch_for_leaving();
  void name_peer(Request& request) const;

  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer deadline_;
  boost::asio::steady_timer woken_;
  boost::asio::steady_timer worked_;   // cancelled when a lane has done what it was given
  boost::asio::steady_timer leaving_;  // of who closed the sending half
  std::string peer_;
  Service& service_;
  std::string buffer_;        // received, not yet used
  std::size_t head_end_ = 0;  // of the request whose head was read
  std::unique_ptr<Held::Part> large_head_;
  bool idle_ = false;  // waiting for a request
  bool first_ = true;
  bool late_ = false;
  bool left_ = false;  // the listener at the other end has gone
  char probe_ = 0;
  int watches_ = 0;               // counts them: a look that comes late belongs to none
  std::shared_ptr<LaneTie> tie_;  // of the request that waits or runs
  // Of a whole answer.
  std::chrono::steady_clock::time_point sending_until_ =
      std::chrono::steady_clock::time_point::max();
  // Whom this connection's head named last, so that a page's every picture is not looked up.
  std::string known_credential_;
  std::string known_asker_;
  std::chrono::steady_clock::time_point known_until_;
  static constexpr std::int64_t busy = -1;
  std::atomic<std::int64_t> waits_since_ = busy;
};

}  // namespace giaoban::web
