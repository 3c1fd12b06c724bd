// What is known of a request once its head was read, before anything of its body is: who sends it,
// where its work is done, and how much it may send.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "web/request.h"

namespace giaoban::web {

// Where the work of a request is done. `passwords` is for routes that hash or check one: that takes
// a processor for a tenth of a second by intention.
enum class Lane : std::uint8_t { pages, passwords };

// What a request may bring. Who is not signed in sends a form as small as that for signing in.
enum class Sends : std::uint8_t { little, form, files };

struct Admission {
  std::string asker;  // the account; "" when nobody has signed in
  Lane lane = Lane::pages;
  Sends sends = Sends::little;
};

// Asked once for a request, from a thread that may read the store. It writes nothing: who waits for
// a turn to write would hold up everybody.
using Admit = std::function<Admission(Request const&)>;

}  // namespace giaoban::web
