// What Beast decodes of a body, handed on piece by piece. Private to connection.cpp: Beast's
// headers cost half a minute.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <optional>
#include <string_view>

#include "web/body.h"
#include "web/head.h"
#include "web/held.h"

namespace giaoban::web {

// Hands what Beast decodes to the reader, within the limit.
struct Passing {
  BodyReader* to = nullptr;
  Held::Part* room = nullptr;
  std::int64_t bytes = 0;
  std::optional<Fault> fault;
};

struct PassingBody {
  using value_type = Passing;
  class reader {
   public:
    template <bool is_request, class HeaderFields>
    reader(boost::beast::http::header<is_request, HeaderFields>&, value_type& passing)
        : passing_(passing) {}
    void init(boost::optional<std::uint64_t> const&, boost::system::error_code& ec) { ec = {}; }
    template <class Buffers>
    std::size_t put(Buffers const& buffers, boost::system::error_code& ec) {
      ec = {};
      std::size_t taken = 0;
      for (auto at = boost::asio::buffer_sequence_begin(buffers);
           at != boost::asio::buffer_sequence_end(buffers); ++at) {
        boost::asio::const_buffer const piece = *at;
        taken += piece.size();
        if (!pass({static_cast<char const*>(piece.data()), piece.size()})) {
          ec = boost::beast::http::error::body_limit;
          return taken;
        }
      }
      return taken;
    }
    void finish(boost::system::error_code& ec) { ec = {}; }

   private:
    bool pass(std::string_view bytes) {
      passing_.bytes += std::ssize(bytes);
      if (passing_.bytes > passing_.to->bytes_max()) {
        passing_.fault = Fault{413, "body too large"};
      } else if (!passing_.room->grow(std::ssize(bytes))) {
        passing_.fault = Fault{503, "no room for the body"};
      } else {
        passing_.fault = passing_.to->feed(bytes);
      }
      return !passing_.fault;
    }
    value_type& passing_;
  };
};

using Parser = boost::beast::http::request_parser<PassingBody>;

// Whether Beast read the same framing out of the head as we did.
inline bool agrees(Parser const& parser, Head const& head) {
  auto const length = parser.content_length();
  return parser.is_header_done() && parser.chunked() == head.chunked &&
         length.has_value() == head.content_length.has_value() &&
         (!length || *length == static_cast<std::uint64_t>(*head.content_length));
}

}  // namespace giaoban::web
