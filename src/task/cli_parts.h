// What the commands of tasks and of recommendations share. Private to src/task.
#pragma once

#include <string>
#include <vector>

#include "command/command.h"
#include "task/task.h"

namespace giaoban::task {

std::vector<command::Command> task_commands();
std::vector<command::Command> recommendation_commands();

command::Option unit_option(std::string name, Msg help, command::Given given);
command::Option day_option(std::string name, Msg help, command::Given given);
command::Option text_option(std::string name, Msg help, command::Given given);
command::Option flag_option(std::string name, Msg help);
command::Option number_option(std::string name, Msg help);
std::vector<command::Option> operator+(std::vector<command::Option> own,
                                       std::vector<command::Option> const& more);

// The day of --on; today where it is not given.
Result<Day> day_asked(command::Context& context, command::Arguments const& arguments);

// Codes of units, each looked up once.
std::string code_of(store::Snapshot& snapshot, UnitId unit, store::Moment moment);
std::string code_of(store::Snapshot& snapshot, std::optional<UnitId> unit, store::Moment moment);
Value day_value(std::optional<Day> day);

// The history of a task or a recommendation, as a list.
Listing history_listing(store::Snapshot& snapshot, std::vector<HistoryLine> const& lines,
                        store::Moment moment, Language language);

}  // namespace giaoban::task
