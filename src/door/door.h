// All that a domain opens to its users: lists, verbs, and what it writes by hand beside them.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "command/asking.h"
#include "door/view.h"
#include "web/verb_pages.h"

namespace giaoban::door {

struct Doors {
  // By hand: what no view and no asking makes.
  std::vector<command::Command> commands = {};
  std::vector<web::Route> routes = {};
  std::vector<web::VerbForm> forms = {};
  std::vector<web::MenuEntry> menu = {};

  template <class Row, class Asked>
  void show(View<Row, Asked> view) {
    take(shown(std::move(view)));
  }
  // The command of a verb, and so its form and its door in the API; the form says the names behind
  // the codes that its pickers hold. The command is named as the
  // verb is: "post.appoint" is `post appoint`. `act` is called within the write.
  template <auto act, class Asked>
    requires std::invocable<decltype(act), store::Tx&, Asked const&>
  void write(store::Verb const& verb, Msg help, command::Asking<Asked> asking,
             std::string_view example) {
    write(verb, help, std::move(asking), example,
          {.blank = [] { return std::make_shared<Asked>(); },
           .act = [](store::Tx& tx, void const* asked) -> Result<void> {
             TRY_VOID(std::invoke(act, tx, *static_cast<Asked const*>(asked)));
             return {};
           }});
  }

 private:
  struct Called {
    std::function<std::shared_ptr<void>()> blank;
    std::function<Result<void>(store::Tx&, void const* asked)> act;
  };
  void take(std::shared_ptr<Shown const> const& view);
  void write(store::Verb const& verb, Msg help, command::Asks asks, std::string_view example,
             Called called);
};

// "post.appoint" is the command "post appoint".
[[nodiscard]] std::string command_named(store::Verb const& verb);

}  // namespace giaoban::door
