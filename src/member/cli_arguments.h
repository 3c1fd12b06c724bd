// What several member commands read and show alike. Private to src/member.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "command/command.h"
#include "member/member.h"

namespace giaoban::member {

// A person by record number, citizen number or card number, among those whom the verb may write.
Result<PersonId> person_given(store::Tx& tx, command::Arguments const& arguments,
                              std::string_view option, Day on);
// The same among those whom the user may see.
Result<PersonId> person_within(store::Snapshot& snapshot, command::Context& context,
                               command::Arguments const& arguments, store::Moment moment);
// A unit by its code on the day, among those that the user knows; nullopt when the option was not
// given.
Result<std::optional<UnitId>> unit_given(store::Tx& tx, command::Arguments const& arguments,
                                         std::string_view option, Day on);
Result<UnitId> unit_needed(store::Tx& tx, command::Arguments const& arguments,
                           std::string_view option, Day on);
// A cell anywhere, for who leaves for it.
Result<UnitId> cell_to_go_to(store::Tx& tx, command::Arguments const& arguments,
                             std::string_view option, Day on);
// --unit of a question, among those that the user knows.
Result<UnitId> unit_within(store::Snapshot& snapshot, command::Context& context,
                           command::Arguments const& arguments, store::Moment moment);
// --from and --to (the first day on which it no longer holds).
Result<Span> span_given(command::Arguments const& arguments);

command::Option person_option();
command::Option day_option(std::string name, Msg help);
command::Option unit_option(std::string name, Msg help);

// Words of the register that its lists do not know, in cli_words.cpp.
Result<void> run_words(command::Context& context, command::Arguments const& arguments);

// The commands that write; those that read stand in cli.cpp.
std::vector<command::Command> writing_commands();

}  // namespace giaoban::member
