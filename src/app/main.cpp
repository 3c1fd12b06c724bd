#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "app/catalogue.h"
#include "app/cli.h"
#include "app/commands.h"

namespace giaoban::app {
namespace {

std::string environment(char const* name) {
  char const* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string first_set(std::initializer_list<char const*> names) {
  for (auto const* name : names) {
    if (auto value = environment(name); !value.empty()) return value;
  }
  return {};
}

std::string os_user() {
  auto const* entry = ::getpwuid(::geteuid());
  return entry == nullptr ? "uid-" + std::to_string(::geteuid()) : entry->pw_name;
}

std::string state_folder() {
  if (auto const state = environment("XDG_STATE_HOME"); !state.empty()) return state + "/giaoban";
  if (auto const home = environment("HOME"); !home.empty()) return home + "/.local/state/giaoban";
  return "/tmp";
}

}  // namespace
}  // namespace giaoban::app

int main(int argc, char** argv) {
  namespace app = giaoban::app;
  // Who reads our output may stop early (`| head`): then we end at once and without a word. A write
  // that is cut off so is rolled back.
  std::signal(SIGPIPE, SIG_DFL);
  // What we write holds persons' data: store, keys, exports, reports, caches and logs are their
  // owner's alone from the moment they exist.
  ::umask(S_IRWXG | S_IRWXO);
  std::ios::sync_with_stdio(false);

  giaoban::SystemClock const clock;
  app::Surroundings const surroundings{.locale = app::first_set({"LC_ALL", "LC_MESSAGES", "LANG"}),
                                       .store = app::environment("GIAOBAN_STORE"),
                                       .user = app::os_user(),
                                       .state_folder = app::state_folder(),
                                       .clock = &clock};
  return static_cast<int>(app::run({argv + 1, argv + argc}, app::commands(), app::catalogue(),
                                   surroundings, {std::cout, std::cerr}));
}
