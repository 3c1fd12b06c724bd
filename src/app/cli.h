// The edge of the command line: words of the user in, exit code out. Here the command table meets
// the parser, rights are asked, refusals are told and breakages caught, once for all commands.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "app/help.h"
#include "base/clock.h"
#include "store/catalogue.h"

namespace giaoban::store {
class Store;
}

namespace giaoban::app {

// What the process brings along.
struct Surroundings {
  std::string locale;        // the first of LC_ALL, LC_MESSAGES, LANG that is set
  std::string store;         // GIAOBAN_STORE
  std::string user;          // of the operating system
  std::string state_folder;  // where the log of breakages goes when the store is no file
  Clock const* clock = nullptr;
  // Of who runs many commands over one store: it is open already. Null: each opens its own.
  store::Store* open_store = nullptr;
};

enum class Exit { done = 0, refused = 1, usage = 2 };

// "vi..." and all that is not "en..." is Vietnamese.
Language language_of(std::string_view locale);

struct Streams {
  std::ostream& data;
  std::ostream& told;  // all that is not data
};

// `words`: the command line without the program's name.
Exit run(std::vector<std::string> const& words, CommandTable const& commands,
         store::Catalogue const& catalogue, Surroundings const& surroundings,
         Streams const& streams);

std::vector<RefusalKind const*> const& refusals();

}  // namespace giaoban::app
