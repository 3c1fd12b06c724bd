// The only unit that includes Beast: it costs half a minute to compile. The head is read by our own
// strict reader first (head.h); Beast reads it once more, and decodes the body.
#include "web/connection.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <fstream>
#include <tuple>
#include <vector>

#include "web/ascii.h"
#include "web/listener.h"
#include "web/passing_body.h"
#include "web/protocol_answer.h"

#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 takes Asio's coroutine frames, which allocate and release for themselves, for a mistake.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace giaoban::web {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr auto settled = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t piece_bytes = 256 * 1024;
constexpr std::size_t room_bytes = 16 * 1024;      // for what is received at once
constexpr std::size_t idle_room_bytes = 2 * 1024;  // of a connection that may stay silent
constexpr std::size_t usual_head_bytes = 4 * 1024;
constexpr std::chrono::seconds credential_known{10};

// A line end without CR before the head's end: no more will make it right.
bool has_bare_line_end(std::string_view bytes, std::size_t from) {
  for (std::size_t at = bytes.find('\n', from); at != std::string_view::npos;
       at = bytes.find('\n', at + 1)) {
    if (at == 0 || bytes[at - 1] != '\r') return true;
  }
  return false;
}

// What says who sends the request: "" when nothing does.
std::string credential_of(Request const& request) {
  std::string const said = request.headers.text("authorization");
  return said.empty() ? request.headers.text("cookie") : said;
}

LaneTask::Kind kind_of(Request const& request, Admission const& admission) {
  if (admission.lane == Lane::passwords && request.method == Method::post) {
    return LaneTask::Kind::password;
  }
  return request.method == Method::post ? LaneTask::Kind::writing : LaneTask::Kind::question;
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, std::string peer, Service& service)
    : socket_(std::move(socket)),
      deadline_(socket_.get_executor()),
      woken_(socket_.get_executor()),
      worked_(socket_.get_executor()),
      leaving_(socket_.get_executor()),
      peer_(std::move(peer)),
      service_(service) {}

void Connection::start() {
  wait_for_other_end();
  asio::co_spawn(
      socket_.get_executor(), [self = shared_from_this()] { return self->run(); }, asio::detached);
}

void Connection::turn_away() {
  asio::co_spawn(
      socket_.get_executor(),
      [self = shared_from_this()]() -> asio::awaitable<void> {
        co_await self->close_with({503, "too many connections"});
        self->service_.gone(*self);
      },
      asio::detached);
}

void Connection::wind_down() {
  asio::post(socket_.get_executor(), [self = shared_from_this()] {
    error_code ignored;
    if (self->idle_) static_cast<void>(self->socket_.cancel(ignored));
    self->woken_.cancel();
  });
}

void Connection::cut() {
  asio::post(socket_.get_executor(), [self = shared_from_this()] {
    error_code ignored;
    static_cast<void>(self->socket_.close(ignored));
    self->woken_.cancel();
    if (self->tie_) self->tie_->given_up = true;
  });
}

std::optional<std::int64_t> Connection::waits_since() const {
  std::int64_t const since = waits_since_;
  return since == busy ? std::nullopt : std::optional(since);
}

void Connection::send_away() {
  wait_no_more();
  cut();
}

void Connection::wait_for_other_end() {
  waits_since_ = std::chrono::steady_clock::now().time_since_epoch().count();
}

void Connection::wait_no_more() {
  waits_since_ = busy;
}

void Connection::wake() {
  asio::post(socket_.get_executor(), [self = shared_from_this()] { self->woken_.cancel(); });
}

asio::awaitable<void> Connection::run() {
  try {
    bool more = true;
    while (more) {
      more = co_await one_request();
      first_ = false;
    }
  } catch (std::exception const&) {
    // Of Asio itself, out of memory: this connection ends, the others go on.
  }
  error_code ignored;
  deadline_.cancel();
  static_cast<void>(socket_.close(ignored));
  service_.gone(*this);
}

// Refuses, and reads on for a while: closing with bytes unread would reset the connection, and the
// other end would lose the answer.
asio::awaitable<void> Connection::close_with(Fault fault) {
  Asked const asked{.after = AfterAnswer::close,
                    .body = Body::sent,
                    .accept_encoding = {},
                    .now = SystemClock().now()};
  Outgoing const out = outgoing(refused(fault), asked);
  std::string const whole = out.head + out.body;
  sending_until_ = std::chrono::steady_clock::time_point::max();
  wait_for_other_end();
  bool const sent = co_await send(whole);
  if (sent) co_await drain();
}

asio::awaitable<void> Connection::drain() {
  error_code ignored;
  static_cast<void>(socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored));
  auto const until = std::chrono::steady_clock::now() + service_.options.deadlines.drain;
  while (true) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    if (left.count() <= 0) break;
    within(left);
    buffer_.clear();
    Received const received = co_await receive(room_bytes);
    if (received != Received::bytes) break;
  }
}

// False: the connection ends.
Connection::Flag Connection::one_request() {
  auto const head_fault = co_await read_head();
  if (head_end_ == 0 && !head_fault) co_return false;
  if (head_fault) {
    co_await close_with(*head_fault);
    co_return false;
  }
  std::string const head_bytes = buffer_.substr(0, head_end_);
  buffer_.erase(0, head_end_);
  auto const head = parse_head(head_bytes, service_.options.head);
  if (!head) {
    co_await close_with(head.error());
    co_return false;
  }
  auto request = request_of(*head);
  if (!request) {
    co_await close_with(request.error());
    co_return false;
  }
  large_head_.reset();
  name_peer(*request);
  Underway underway;
  auto const unwelcome = co_await admit(*request, *head, underway);
  if (unwelcome) {
    if (unwelcome->status != 0) co_await close_with(*unwelcome);
    co_return false;
  }
  auto reader = reader_for(*request, underway);
  if (!reader) {
    co_await close_with(reader.error());
    co_return false;
  }
  auto const body_fault = co_await read_body(head_bytes, *head, **reader, *underway.body);
  deadline_.cancel();
  if (body_fault) {
    if (body_fault->status != 0) co_await close_with(*body_fault);
    co_return false;
  }
  Asked asked{.after = head->keep_alive ? AfterAnswer::keep : AfterAnswer::close,
              .body = head->method == "HEAD" ? Body::left_out : Body::sent,
              .accept_encoding = request->headers.text("accept-encoding"),
              .now = {}};
  bool const more = co_await answer(*std::move(request), *std::move(reader), std::move(asked),
                                    std::move(underway));
  if (more && peer_ == service_.options.trusted_proxy) service_.count_for(*this, "");
  co_return more;
}

// Who sends it, and what it may bring; before its body, so that a stranger's stays small. A fault
// with status 0: the other end has gone.
asio::awaitable<std::optional<Fault>> Connection::admit(Request const& request, Head const& head,
                                                        Underway& underway) {
  if (peer_ == service_.options.trusted_proxy && request.peer != peer_ &&
      !service_.count_for(*this, request.peer)) {
    co_return Fault{503, "too many connections of a client"};
  }
  underway.asker = "peer " + peer_group(request.peer);
  std::string credential = credential_of(request);
  bool const known = !head.has_body() && request.method == Method::get &&
                     (credential.empty() || (credential == known_credential_ &&
                                             std::chrono::steady_clock::now() < known_until_));
  if (known) {
    if (!credential.empty()) underway.admission.asker = known_asker_;
  } else {
    wait_no_more();
    LaneTask task{.asker = underway.asker, .kind = LaneTask::Kind::door, .tie = {}, .run = {}};
    std::function<std::optional<Admission>(Turn)> const work =
        [this, &request](Turn turn) -> std::optional<Admission> {
      return turn == Turn::come ? std::optional(service_.admit(request)) : std::nullopt;
    };
    auto const admission = co_await in_lane(std::move(task), work);
    wait_for_other_end();
    if (!admission) co_return Fault{503, "too many wait to be admitted"};
    underway.admission = *admission;
    if (!admission->asker.empty()) {
      known_credential_ = std::move(credential);
      known_asker_ = admission->asker;
      known_until_ = std::chrono::steady_clock::now() + credential_known;
    }
  }
  if (!underway.admission.asker.empty()) underway.asker = "account " + underway.admission.asker;
  co_return std::nullopt;
}

std::expected<std::unique_ptr<BodyReader>, Fault> Connection::reader_for(Request const& request,
                                                                         Underway& underway) {
  std::string const type = request.headers.text("content-type");
  BodyLimits limits = service_.options.body;
  bool const files = names_files(type);
  Sends const sends = underway.admission.sends;
  if (sends == Sends::little) {
    if (files) return std::unexpected(Fault{401, "files of a stranger"});
    limits.text_bytes_max = std::min(limits.text_bytes_max, service_.options.little_bytes_max);
  } else if (files && sends != Sends::files) {
    return std::unexpected(Fault{415, "files where none are taken"});
  }
  Held& held = sends == Sends::little ? service_.strangers
               : files                ? service_.files
                                      : service_.texts;
  underway.body = std::make_unique<Held::Part>(held, underway.asker);
  auto reader = BodyReader::for_type(type, limits);
  return reader;
}

// What `work` makes of its turn. The connection's own state is its strand's: `work` leaves it
// alone.
template <class Made>
asio::awaitable<Made> Connection::in_lane(LaneTask task, std::function<Made(Turn)> work) {
  auto const made = std::make_shared<std::optional<Made>>();
  worked_.expires_at(std::chrono::steady_clock::time_point::max());
  task.run = [self = shared_from_this(), made, work = std::move(work)](Turn turn) {
    try {
      *made = work(turn);
    } catch (std::exception const&) {
      // Told by the empty place: this connection ends.
    }
    asio::post(self->socket_.get_executor(), [self] { self->worked_.cancel(); });
  };
  service_.lanes.put(std::move(task));
  // One wait for one cancelling, which the strand holds back until this waits.
  co_await worked_.async_wait(settled);
  if (!*made) throw Breakage("the work of a request broke");
  co_return std::move(**made);
}

// Sets head_end_; 0 without a fault: the other end has gone.
asio::awaitable<std::optional<Fault>> Connection::read_head() {
  Deadlines const& deadlines = service_.options.deadlines;
  head_end_ = 0;
  wait_for_other_end();
  if (buffer_.empty()) {
    if (service_.stopping) co_return std::nullopt;
    idle_ = true;
    buffer_.shrink_to_fit();
    within(first_ ? deadlines.first_byte : deadlines.idle);
    Received const received = co_await receive(idle_room_bytes);
    idle_ = false;
    if (received != Received::bytes) co_return std::nullopt;
  }
  within(deadlines.head);
  std::size_t searched = 0;
  std::size_t const bytes_max = service_.options.head.bytes_max;
  while (true) {
    std::size_t const end = buffer_.find("\r\n\r\n", searched);
    if (end != std::string::npos && end + 4 <= bytes_max) {
      head_end_ = end + 4;
      co_return std::nullopt;
    }
    if (end != std::string::npos || buffer_.size() > bytes_max) {
      co_return Fault{431, "head too large"};
    }
    if (has_bare_line_end(buffer_, searched)) {
      co_return Fault{400, "line end"};
    }
    searched = buffer_.size() < 3 ? 0 : buffer_.size() - 3;
    if (buffer_.size() > usual_head_bytes && !room_for_large_head()) {
      co_return Fault{503, "no room for the head"};
    }
    Received const received = co_await receive(room_bytes);
    if (received == Received::late) co_return Fault{408, "slow head"};
    if (received == Received::end) co_return std::nullopt;
  }
}

// Who sends a large head is not known yet: it counts for the address.
bool Connection::room_for_large_head() {
  if (large_head_ || peer_ == service_.options.trusted_proxy) return true;
  large_head_ = std::make_unique<Held::Part>(service_.strangers, "peer " + peer_group(peer_));
  return large_head_->grow(static_cast<std::int64_t>(service_.options.head.bytes_max));
}

// A fault with status 0: the other end has gone.
asio::awaitable<std::optional<Fault>> Connection::read_body(std::string const& head_bytes,
                                                            Head const& head, BodyReader& reader,
                                                            Held::Part& room) {
  if (head.content_length.value_or(0) > reader.bytes_max()) co_return Fault{413, "body too large"};
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(service_.options.head.bytes_max + 1));
  parser.body_limit(boost::none);
  parser.get().body().to = &reader;
  parser.get().body().room = &room;
  error_code ec;
  parser.put(asio::buffer(head_bytes), ec);
  if ((ec && ec != http::error::need_more) || !agrees(parser, head)) co_return Fault{400, "head"};
  parser.eager(true);
  if (head.expects_continue && head.has_body() && buffer_.empty()) {
    sending_until_ = std::chrono::steady_clock::time_point::max();
    bool const sent = co_await send("HTTP/1.1 100 Continue\r\n\r\n");
    if (!sent) co_return Fault{0, "gone"};
  }
  Deadlines const& deadlines = service_.options.deadlines;
  auto const begun = std::chrono::steady_clock::now();
  bool wants_more = buffer_.empty();
  while (!parser.is_done()) {
    if (wants_more) {
      Passing const& passing = parser.get().body();
      auto const earned =
          std::chrono::milliseconds(1000 * passing.bytes / deadlines.body_bytes_per_second);
      within(std::chrono::duration_cast<std::chrono::milliseconds>(
          begun + deadlines.body + earned - std::chrono::steady_clock::now()));
      if (buffer_.size() > piece_bytes) co_return Fault{400, "chunk"};
      Received const received = co_await receive(room_bytes);
      if (received == Received::late) co_return Fault{408, "slow body"};
      if (received == Received::end) co_return Fault{0, "gone"};
    }
    buffer_.erase(0, parser.put(asio::buffer(buffer_), ec));
    if (ec && ec != http::error::need_more) {
      co_return parser.get().body().fault.value_or(Fault{400, "body"});
    }
    wants_more = true;
  }
  co_return std::nullopt;
}

Connection::Flag Connection::answer(Request request, std::unique_ptr<BodyReader> reader,
                                    Asked asked, Underway underway) {
  auto const tie = std::make_shared<LaneTie>();
  tie_ = tie;
  request.asker_gone = std::shared_ptr<std::atomic<bool> const>(tie, &tie->given_up);
  auto const kind = kind_of(request, underway.admission);
  wait_no_more();
  watch(tie);
  LaneTask task{.asker = underway.asker, .kind = kind, .tie = tie, .run = {}};
  std::function<Finished(Turn)> const work = [&](Turn turn) {
    Finished made;
    asked.now = SystemClock().now();
    if (service_.stopping) asked.after = AfterAnswer::close;
    if (turn == Turn::come) {
      made = finished(request, *reader, asked);
    } else if (turn == Turn::left) {
      made.left = true;
    } else {
      RefusalKind const& told =
          kind == LaneTask::Kind::password ? too_many_passwords : protocol_refusal(503);
      made.out = outgoing(refused(told), asked);
    }
    reader.reset();  // its files go before the answer does
    return made;
  };
  Finished done = co_await in_lane(std::move(task), work);
  watch_no_more();
  tie_.reset();
  underway.body.reset();
  if (tie->broken_off) {
    if (done.listener) done.listener->end();
    done = Finished{.out = outgoing(refused(too_many_questions), asked)};
  }
  if (done.left) co_return false;
  bool const more = co_await deliver(std::move(done), asked, underway);
  co_return more;
}

Connection::Flag Connection::deliver(Finished done, Asked const& asked, Underway& underway) {
  if (done.listener) {
    co_await serve(std::move(done), underway);
    co_return false;
  }
  underway.answer = std::make_unique<Held::Part>(service_.answers, underway.asker);
  if (!underway.answer->grow(std::ssize(done.out.body))) {
    co_await close_with({503, "no room for the answer"});
    co_return false;
  }
  std::int64_t const bytes = std::ssize(done.out.body) + done.out.file_bytes;
  Deadlines const& deadlines = service_.options.deadlines;
  sending_until_ = std::chrono::steady_clock::now() + deadlines.write +
                   std::chrono::milliseconds(1000 * bytes / deadlines.answer_bytes_per_second);
  wait_for_other_end();
  bool sent = false;
  if (done.out.body.size() <= piece_bytes) {
    done.out.head += done.out.body;
    sent = co_await send(done.out.head);
  } else {
    sent = co_await send(done.out.head);
    if (sent) sent = co_await send(done.out.body);
  }
  if (sent && done.out.file) sent = co_await send_file(*done.out.file, done.out.file_bytes);
  deadline_.cancel();
  if (!sent) co_return false;
  if (asked.after == AfterAnswer::keep) co_return true;
  co_await drain();
  co_return false;
}

// On a worker.
Connection::Finished Connection::finished(Request& request, BodyReader& reader,
                                          Asked const& asked) {
  Finished done;
  try {
    if (auto const fault = reader.finish(request)) {
      done.out = outgoing(refused(*fault), asked);
      return done;
    }
    Response response = service_.answer(request);
    auto const events = response.events;
    done.still = response.still;
    done.out = outgoing(std::move(response), asked);
    if (events && asked.body == Body::sent) {
      done.listener = std::make_shared<Listener>(weak_from_this());
      events(done.listener);
    }
  } catch (std::exception const&) {
    if (done.listener) done.listener->end();
    done.listener.reset();
    done.out = outgoing(refused(Fault{500, "answer"}), asked);
  }
  return done;
}

asio::awaitable<void> Connection::serve(Finished done, Underway const& underway) {
  std::shared_ptr<Listener> const listener = done.listener;
  struct Ending {
    Listener& listener;
    ~Ending() { listener.end(); }
  } const ending{*listener};
  sending_until_ = std::chrono::steady_clock::time_point::max();
  bool open = co_await send(done.out.head);
  watch_for_leaving();
  while (open && !left_ && !service_.stopping) {
    std::string text = listener->take();
    if (text.empty()) {
      woken_.expires_after(service_.options.deadlines.heartbeat);
      auto const [ec] = co_await woken_.async_wait(settled);
      if (left_ || service_.stopping) break;
      text = listener->take();
      if (text.empty() && ec) continue;
      if (text.empty()) text = ":\n\n";
    }
    bool const may = co_await may_still_listen(done.still, underway.asker);
    open = may && !left_;
    if (open) open = co_await send(text);
  }
}

Connection::Flag Connection::may_still_listen(std::function<bool()> const& still,
                                              std::string const& asker) {
  if (!still) co_return true;
  LaneTask task{.asker = asker, .kind = LaneTask::Kind::listening, .tie = {}, .run = {}};
  std::function<bool(Turn)> const work = [still](Turn turn) {
    return turn == Turn::come && still();
  };
  bool const may = co_await in_lane(std::move(task), work);
  co_return may;
}

asio::awaitable<Connection::Received> Connection::receive(std::size_t room) {
  std::size_t const had = buffer_.size();
  buffer_.resize(had + room);
  auto const [ec, count] =
      co_await socket_.async_read_some(asio::buffer(buffer_.data() + had, room), settled);
  buffer_.resize(had + count);
  if (late_) co_return Received::late;
  co_return ec ? Received::end : Received::bytes;
}

Connection::Flag Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    std::string_view const piece = bytes.substr(0, piece_bytes);
    auto const now = std::chrono::steady_clock::now();
    if (sending_until_ <= now) co_return false;
    within(std::min<std::chrono::milliseconds>(
        service_.options.deadlines.write,
        std::chrono::duration_cast<std::chrono::milliseconds>(sending_until_ - now)));
    auto const [ec, count] =
        co_await asio::async_write(socket_, asio::buffer(piece.data(), piece.size()), settled);
    if (ec) co_return false;
    bytes.remove_prefix(count);
  }
  deadline_.cancel();
  co_return true;
}

Connection::Flag Connection::send_file(std::filesystem::path const& path, std::int64_t bytes) {
  std::ifstream in(path, std::ios::binary);
  std::string piece;
  while (bytes > 0) {
    piece.resize(static_cast<std::size_t>(std::min<std::int64_t>(bytes, piece_bytes)));
    in.read(piece.data(), std::ssize(piece));
    // A file that became shorter: the length was said, so only cutting tells the other end.
    if (in.gcount() != std::ssize(piece)) co_return false;
    bool const sent = co_await send(piece);
    if (!sent) co_return false;
    bytes -= std::ssize(piece);
  }
  co_return true;
}

void Connection::within(std::chrono::milliseconds time) {
  late_ = false;
  deadline_.expires_after(time);
  deadline_.async_wait([self = shared_from_this()](error_code ec) {
    // A timer that ran out just before it was set anew still comes here.
    if (ec || self->deadline_.expiry() > std::chrono::steady_clock::now()) return;
    self->late_ = true;
    error_code ignored;
    static_cast<void>(self->socket_.cancel(ignored));
  });
}

// What a proxy says of the client counts only when it is the one that is trusted; of a list, the
// last was written by it, the others by whoever came before.
void Connection::name_peer(Request& request) const {
  request.peer = peer_;
  if (peer_ != service_.options.trusted_proxy) return;
  auto const said = request.headers.all("x-forwarded-for");
  if (!said.empty()) {
    std::string_view const list = said.back();
    std::size_t const comma = list.rfind(',');
    std::string const last(
        trimmed(comma == std::string_view::npos ? list : list.substr(comma + 1)));
    error_code ec;
    auto const client = asio::ip::make_address(last, ec);
    if (!ec) request.peer = plain_address(client);
  }
  auto const scheme = request.headers.all("x-forwarded-proto");
  request.secure = !scheme.empty() && scheme.back() == "https";
}

}  // namespace giaoban::web
