// The words of --help, written from the command table in the user's language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "command/command.h"

namespace giaoban::app {

using CommandTable = std::vector<command::Command>;

// --store, --keys, --as, --format, --lang, --help: taken before and after the command.
std::vector<command::Option> const& common_options();

// "--code MÃ"; a positional as its placeholder.
std::string written(command::Option const& option, Language language);

std::string help_of(command::Command const& command, Language language);
// Of all commands, or of those whose path begins with the word ("unit").
std::string help_of(CommandTable const& commands, std::string_view word, Language language);

}  // namespace giaoban::app
