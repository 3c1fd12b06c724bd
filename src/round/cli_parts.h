// What the commands of rounds share. Private to src/round.
#pragma once

#include <string>
#include <vector>

#include "command/command.h"
#include "round/round.h"

namespace giaoban::round {

std::vector<command::Command> reading_commands();
std::vector<command::Command> following_commands();  // how far it is, who is left, the papers
std::vector<command::Command> writing_commands();

command::Option year_option();
command::Option unit_option(command::Given given);
command::Option person_option();
command::Option part_option();
std::vector<command::Option> operator+(std::vector<command::Option> own,
                                       std::vector<command::Option> const& more);
// By code; a grade also by its name or sign.
Result<Part> part_asked(command::Arguments const& arguments);
Result<int> year_asked(command::Arguments const& arguments);
// --unit for an organisation or collective, --person for a leader or member.
Result<Subject> subject_asked(store::Tx& tx, command::Arguments const& arguments,
                              RoundView const& round);

}  // namespace giaoban::round
