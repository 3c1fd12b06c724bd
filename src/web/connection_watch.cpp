// Whether the other end of a connection goes while nothing is expected of it: a request that waits
// or runs ends then, and so does a stream.
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

#include "web/connection.h"

namespace giaoban::web {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

// Of requests sent ahead of the answer to an earlier one; more is left to wait in the socket.
constexpr std::size_t ahead_bytes_max = 64 * 1024;
constexpr std::size_t ahead_room_bytes = 16 * 1024;

}  // namespace

// While a request waits or runs: whether the other end goes. What it sends ahead is kept.
void Connection::watch(std::shared_ptr<LaneTie> const& tie) {
  error_code ignored;
  static_cast<void>(socket_.non_blocking(true, ignored));
  look(tie, ++watches_);
}

void Connection::look(std::shared_ptr<LaneTie> const& tie, int watch) {
  if (buffer_.size() > ahead_bytes_max) return;
  socket_.async_wait(
      asio::ip::tcp::socket::wait_read, [self = shared_from_this(), tie, watch](error_code ec) {
        if (ec || self->watches_ != watch) return;
        std::size_t const had = self->buffer_.size();
        self->buffer_.resize(had + ahead_room_bytes);
        std::size_t const count =
            self->socket_.read_some(asio::buffer(self->buffer_.data() + had, ahead_room_bytes), ec);
        self->buffer_.resize(had + count);
        if (!ec || ec == asio::error::would_block) {
          self->look(tie, watch);
        } else if (ec == asio::error::eof) {
          self->leaving_.expires_after(self->service_.options.deadlines.half_closed);
          self->leaving_.async_wait([tie](error_code stayed) {
            if (!stayed) tie->given_up = true;
          });
        } else {
          tie->given_up = true;
        }
      });
}

void Connection::watch_no_more() {
  ++watches_;
  leaving_.cancel();
  error_code ignored;
  static_cast<void>(socket_.cancel(ignored));
}

// A listener says nothing more; whatever arrives, or the end, ends the stream.
void Connection::watch_for_leaving() {
  deadline_.cancel();
  socket_.async_read_some(asio::buffer(&probe_, 1),
                          [self = shared_from_this()](error_code, std::size_t) {
                            self->left_ = true;
                            self->woken_.cancel();
                          });
}

}  // namespace giaoban::web
