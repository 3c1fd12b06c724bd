#include "app/cli.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <ostream>

#include "account/account.h"
#include "app/breakage_log.h"
#include "app/targets.h"
#include "base/suggest.h"
#include "base/text.h"
#include "print/whole_file.h"
#include "store/strange.h"
#include "store/tx.h"

namespace giaoban::app {

using command::Arguments;
using command::Command;
using command::Context;
using command::Given;
using command::Option;
using command::Take;

namespace {

RefusalKind const unknown_command{.code = "usage.unknown_command",
                                  .http_status = 404,
                                  .text = M("Không có lệnh “{word}”."),
                                  .remedy = M("Gõ giaoban --help để xem các lệnh.")};
RefusalKind const unknown_command_like{
    .code = "usage.unknown_command_like",
    .http_status = 404,
    .text = M("Không có lệnh “{word}”."),
    .remedy = M("Có phải là: {nearest}? Gõ giaoban --help để xem các lệnh.")};
RefusalKind const unknown_option{.code = "usage.unknown_option",
                                 .http_status = 400,
                                 .text = M("Lệnh này không có tùy chọn {word}."),
                                 .remedy = M("Thêm --help vào sau lệnh để xem cách dùng.")};
RefusalKind const unknown_option_like{
    .code = "usage.unknown_option_like",
    .http_status = 400,
    .text = M("Lệnh này không có tùy chọn {word}."),
    .remedy = M("Có phải là: {nearest}? Thêm --help vào sau lệnh để xem cách dùng.")};
RefusalKind const unexpected_word{
    .code = "usage.unexpected_word",
    .http_status = 400,
    .text = M("Thừa “{word}”: lệnh này không nhận thêm gì ở đó."),
    .remedy = M("Giá trị có dấu cách thì đặt trong dấu nháy kép, ví dụ \"Nguyễn Văn An\".")};
RefusalKind const value_missing{.code = "usage.value_missing",
                                .http_status = 400,
                                .text = M("Sau {option} phải có một giá trị."),
                                .remedy = M("Thêm --help vào sau lệnh để xem cách dùng.")};
RefusalKind const value_not_known{.code = "usage.value_not_known",
                                  .http_status = 400,
                                  .text = M("{option}: không nhận “{value}”."),
                                  .remedy = M("Chọn một trong: {allowed}.")};
RefusalKind const not_utf8{.code = "usage.not_utf8",
                           .http_status = 400,
                           .text = M("Dòng lệnh có chữ không phải là UTF-8."),
                           .remedy = M("Đặt bảng mã của cửa sổ lệnh là UTF-8 rồi gõ lại.")};
RefusalKind const reading_not_allowed{.code = "app.reading_not_allowed",
                                      .http_status = 403,
                                      .text = M("{actor} không có quyền: {right}."),
                                      .remedy = M("Đề nghị người quản trị cấp quyền này.")};

}  // namespace

std::vector<RefusalKind const*> const& refusals() {
  static std::vector<RefusalKind const*> const all{
      &unknown_command,    &unknown_command_like, &unknown_option,  &unknown_option_like,
      &unexpected_word,    &value_missing,        &value_not_known, &not_utf8,
      &reading_not_allowed};
  return all;
}

Language language_of(std::string_view locale) {
  return locale.starts_with("en") ? Language::english : Language::vietnamese;
}

namespace {

std::string joined(std::vector<std::string> const& words, std::string_view between) {
  std::string text;
  for (auto const& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

// What a command line says, before anything of it is believed.
struct CommandLine {
  std::string path;                  // "unit found", as far as the table knows the words
  Command const* command = nullptr;  // none: the path is empty or a first word alone
  Arguments common;
  Arguments own;
  std::vector<std::string> unknown;  // words that nothing took
};

// The command table as CLI11's parser. Everything that must be told to the user in words (missing,
// unknown, ambiguous) is found by us afterwards: CLI11 only cuts the line into its parts.
class Parser {
 public:
  explicit Parser(CommandTable const& commands) {
    root_.set_help_flag("");
    root_.allow_extras();
    root_.fallthrough();  // common options are taken after the command, too
    root_.require_subcommand(0, 1);
    for (auto const& option : common_options()) common_.push_back(add(root_, option));
    for (auto const& command : commands) {
      auto& app = at(command.path);
      commands_[&app] = &command;
      for (auto const& option : command.options) own_[&app].push_back(add(app, option));
    }
  }

  Result<CommandLine> parse(std::vector<std::string> words) {
    std::ranges::reverse(words);
    try {
      root_.parse(std::move(words));
    } catch (CLI::ParseError const& fault) {
      // Extras are allowed and nothing is required: what is left is an option without its value.
      std::string const text = fault.what();
      return refuse(value_missing, {{"option", text.substr(0, text.find(':'))}});
    }
    CommandLine line;
    CLI::App* app = &root_;
    while (!app->get_subcommands().empty()) {
      app = app->get_subcommands().front();
      line.path += (line.path.empty() ? "" : " ") + app->get_name();
    }
    if (auto const found = commands_.find(app); found != commands_.end()) {
      line.command = found->second;
    }
    take(common_, line.common);
    take(own_[app], line.own);
    line.unknown = root_.remaining(true);
    return line;
  }

 private:
  struct Taken {
    Option declared;
    CLI::Option* option = nullptr;
  };

  static Taken add(CLI::App& app, Option const& option) {
    auto const name = option.take == Take::positional ? option.name : "--" + option.name;
    auto const written = name == "--help" ? "--help,-h" : name;
    auto* const added = option.take == Take::flag ? app.add_flag(written) : app.add_option(written);
    added->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    return {option, added};
  }

  static void take(std::vector<Taken> const& options, Arguments& into) {
    for (auto const& [declared, option] : options) {
      if (option->count() > 0) into.set(declared, option->results().back());
    }
  }

  // The parser of a path; made, with its group, at the first asking.
  CLI::App& at(std::string_view path) {
    if (path.empty()) return root_;
    auto const known = apps_.find(path);
    if (known != apps_.end()) return *known->second;
    auto const space = path.rfind(' ');
    auto& group = at(space == path.npos ? std::string_view{} : path.substr(0, space));
    auto const word = space == path.npos ? path : path.substr(space + 1);
    auto* const made = group.add_subcommand(std::string(word));
    made->require_subcommand(0, 1);
    apps_.emplace(path, made);
    return *made;
  }

  CLI::App root_;
  std::map<std::string, CLI::App*, std::less<>> apps_;
  std::vector<Taken> common_;
  std::map<CLI::App*, Command const*> commands_;
  std::map<CLI::App*, std::vector<Taken>> own_;
};

Refusal unknown_refusal(RefusalKind const& plain, RefusalKind const& like, std::string const& word,
                        std::vector<std::string> const& known) {
  auto const near = nearest(word, known);
  if (near.empty()) return {&plain, {{"word", word}}};
  return {&like, {{"word", word}, {"nearest", joined(near, ", ")}}};
}

Refusal unknown_option_refusal(std::string const& word, Command const* command) {
  std::vector<std::string> known;
  for (auto const& option : common_options()) known.push_back("--" + option.name);
  for (auto const& option : command == nullptr ? std::vector<Option>{} : command->options) {
    if (option.take != Take::positional) known.push_back("--" + option.name);
  }
  return unknown_refusal(unknown_option, unknown_option_like, word.substr(0, word.find('=')),
                         known);
}

Refusal unknown_command_refusal(CommandLine const& line, CommandTable const& commands) {
  auto typed = line.unknown;
  if (!line.path.empty()) typed.insert(typed.begin(), line.path);
  std::vector<std::string> paths;
  for (auto const& command : commands) paths.emplace_back(command.path);
  // A command has one or two words; the second may as well be an argument.
  if (typed.size() > 1) {
    auto const two = typed[0] + " " + typed[1];
    if (!nearest(two, paths).empty() || !line.path.empty()) {
      return unknown_refusal(unknown_command, unknown_command_like, two, paths);
    }
  }
  std::vector<std::string> first_words;
  for (auto const& path : paths) first_words.push_back(path.substr(0, path.find(' ')));
  return unknown_refusal(unknown_command, unknown_command_like, typed.front(), first_words);
}

Result<void> check(CommandLine const& line, CommandTable const& commands, Language language) {
  for (auto const& word : line.unknown) {
    if (word.starts_with("-") && word.size() > 1) {
      return std::unexpected(unknown_option_refusal(word, line.command));
    }
  }
  if (line.command == nullptr) {
    if (line.unknown.empty()) return refuse(command::usage);  // `run` shows the help instead
    return std::unexpected(unknown_command_refusal(line, commands));
  }
  if (!line.unknown.empty()) return refuse(unexpected_word, {{"word", line.unknown.front()}});
  for (auto const& option : line.command->options) {
    if (option.given == Given::optional || line.own.flag(option.name)) continue;
    return refuse(command::option_missing,
                  {{"option", fmt::format("{} ({})", written(option, language),
                                          say(language, option.help))}});
  }
  return {};
}

Result<Language> language_from(Arguments const& common, Language otherwise) {
  auto const given = common.text("lang");
  if (!given) return otherwise;
  if (*given == "vi") return Language::vietnamese;
  if (*given == "en") return Language::english;
  return refuse(value_not_known, {{"option", "--lang"}, {"value", *given}, {"allowed", "vi, en"}});
}

// Of who stands before a store in which nobody has an account yet, or makes one.
std::vector<store::Grant> every_grant(CommandTable const& commands,
                                      store::Catalogue const& catalogue) {
  std::vector<store::Grant> grants;
  for (auto const* verb : catalogue.verbs) grants.emplace_back(verb->right);
  for (auto const& command : commands) {
    if (command.right != nullptr) grants.emplace_back(command.right);
  }
  return grants;
}

Result<Context::Settings> settings_from(CommandLine const& line, Language language,
                                        Surroundings const& surroundings) {
  Context::Settings settings{.address = line.common.text("store").value_or(surroundings.store),
                             .keys_path = line.common.text("keys").value_or(""),
                             .user = line.common.text("as").value_or(""),
                             .grants = {},
                             .language = language};
  settings.user = normalise(settings.user.empty() ? surroundings.user : settings.user);
  if (auto const given = line.common.text("format")) {
    auto const format = print::parse_format(*given);
    if (!format) {
      return refuse(value_not_known,
                    {{"option", "--format"}, {"value", *given}, {"allowed", "table, json, csv"}});
    }
    settings.format = *format;
  }
  return settings;
}

Result<void> check_right(Command const& command, store::Actor const& actor, Language language) {
  auto const* right = command.verb != nullptr ? command.verb->right : command.right;
  ensure(right != nullptr, "a command names a verb with a right, or a right");
  if (actor.may(*right)) return {};
  return refuse(reading_not_allowed,
                {{"actor", actor.name}, {"right", say(language, right->label)}});
}

// Who makes a store administers it from its first entry on.
Result<void> make_first_account(Context& context, store::Store& made) {
  TRY_VOID(account::ensure_first_account(made, context.actor().name));
  TRY_INTO(auto actor, account::actor_of(*made.read(), context.actor().name, made.clock().today()));
  context.act_as(std::move(actor));
  context.tell(M("{login} là người quản trị đầu tiên của kho; thêm người khác bằng giaoban user "
                 "add."),
               {{"login", context.actor().name}});
  return {};
}

// The user's account says what the command may do. A store that was left without any account is
// alone with who opens it: that user may do all, and the first command that writes makes the first
// account. Where no store can be opened, nothing of one is reachable: the command says why, or
// makes it.
Result<void> take_account(Context& context, Command const& command) {
  auto const opened = context.store();
  if (!opened) return {};
  if (command.verb != nullptr) {
    TRY_VOID(account::ensure_first_account(**opened, context.actor().name));
  }
  auto const snapshot = (*opened)->read();
  if (account::no_accounts(*snapshot)) return {};
  TRY_INTO(auto actor, account::actor_of(*snapshot, context.actor().name, context.clock().today()));
  context.act_as(std::move(actor));
  return {};
}

Exit told_refusal(Refusal const& refusal, CommandLine const& line, Language language,
                  std::ostream& told) {
  told << command::words_of(refusal, language) << '\n';
  if (!command::usage_fault(refusal)) return Exit::refused;
  if (line.command != nullptr) {
    auto const how = help_of(*line.command, language);
    told << how.substr(0, how.find('\n') + 1);
  }
  return Exit::usage;
}

Exit told_breakage(std::exception const& breakage, CommandLine const& line,
                   Context::Settings const& settings, Surroundings const& surroundings,
                   std::ostream& told) {
  auto const language = settings.language;
  if (auto const* const kept = dynamic_cast<print::OfAnotherKind const*>(&breakage)) {
    told << say(language,
                M("Không ghi vào {file}: ở đó đang có thứ khác loại, hoặc tên ấy dành cho tệp đi "
                  "kèm kho. Thứ đang có vẫn nguyên; chọn tên khác rồi làm lại."),
                {{"file", kept->path()}})
         << '\n';
    return Exit::refused;
  }
  if (store::says_disk_full(breakage)) {
    told << say(language, M("Đĩa đã đầy: không ghi gì vào kho. Dọn chỗ trống rồi làm lại."))
         << '\n';
  } else if (dynamic_cast<store::Damaged const*>(&breakage) != nullptr) {
    told << say(language, M("Một chỗ của kho đã hỏng hoặc bị sửa từ bên ngoài. Giữ nguyên các tệp "
                            "của kho, chạy giaoban check để biết chỗ nào, phục hồi từ bản sao "
                            "lưu."))
         << '\n';
  } else if (dynamic_cast<store::NotWritable const*>(&breakage) != nullptr) {
    told << say(language,
                M("Kho ở nơi chỉ đọc được, hoặc người chạy lệnh không có quyền với tệp và "
                  "thư mục của kho. Chỉ giaoban check chạy được trên kho như vậy."))
         << '\n';
  }
  auto const path = breakage_log_path(settings.address, surroundings.state_folder);
  auto const logged = log_breakage(path, surroundings.clock->now(), line.path, breakage.what());
  if (logged.file) {
    told << say(language,
                M("Lỗi số {number}: việc này không làm được và không ghi dở dang gì vào kho; chi "
                  "tiết ở tệp nhật ký {file}."),
                {{"number", logged.number}, {"file", *logged.file}})
         << '\n';
  } else {
    told << say(language,
                M("Lỗi số {number}: việc này không làm được và không ghi dở dang gì vào kho; cũng "
                  "không ghi được chi tiết vào tệp nhật ký {file}."),
                {{"number", logged.number}, {"file", path}})
         << '\n';
  }
  return Exit::refused;
}

Exit done_if_written(std::ostream& data, Language language, std::ostream& told) {
  data.flush();
  if (data) return Exit::done;
  told << say(language, M("Không ghi được kết quả ra: đĩa đầy hoặc nơi nhận đã đóng.")) << '\n';
  return Exit::refused;
}

Exit run_command(CommandLine const& line, Context::Settings const& settings,
                 store::Catalogue const& catalogue, Surroundings const& surroundings,
                 Streams const& streams) {
  auto& [data, told] = streams;
  try {
    auto opened = settings;
    opened.opening = line.command->opening;
    Context context = surroundings.open_store == nullptr
                          ? Context(std::move(opened), catalogue, *surroundings.clock, data, told)
                          : Context(std::move(opened), *surroundings.open_store, data, told);
    auto outcome = take_account(context, *line.command);
    if (outcome) outcome = check_right(*line.command, context.actor(), settings.language);
    if (outcome) outcome = command::within_bounds(line.command->options, line.own);
    if (outcome) outcome = command::well_typed(line.command->options, line.own);
    if (outcome) outcome = targets_free(*line.command, line.own);
    store::forget_passed_over();
    if (outcome) outcome = line.command->run(context, line.own);
    if (auto const rows = store::passed_over(); rows > 0) {
      context.tell(store::rows_passed_over, {{"count", std::to_string(rows)}});
    }
    data.flush();
    if (!outcome) return told_refusal(outcome.error(), line, settings.language, told);
  } catch (std::exception const& breakage) {
    return told_breakage(breakage, line, settings, surroundings, told);
  }
  return done_if_written(data, settings.language, told);
}

void show_help(CommandLine const& line, CommandTable const& commands, Language language,
               std::ostream& out) {
  out << (line.command != nullptr ? help_of(*line.command, language)
                                  : help_of(commands, line.path, language));
}

}  // namespace

Exit run(std::vector<std::string> const& words, CommandTable const& commands,
         store::Catalogue const& catalogue, Surroundings const& surroundings,
         Streams const& streams) {
  auto& [data, told] = streams;
  auto language = language_of(surroundings.locale);
  if (!std::ranges::all_of(words, valid_utf8)) {
    return told_refusal({&not_utf8, {}}, {}, language, told);
  }
  auto const line = Parser(commands).parse(words);
  if (!line) return told_refusal(line.error(), {}, language, told);

  auto const said = language_from(line->common, language);
  if (!said) return told_refusal(said.error(), *line, language, told);
  language = *said;
  if (line->common.flag("help")) {
    show_help(*line, commands, language, data);
    return done_if_written(data, language, told);
  }
  if (line->command == nullptr && line->unknown.empty()) {
    show_help(*line, commands, language, told);
    return Exit::usage;
  }
  if (auto const checked = check(*line, commands, language); !checked) {
    return told_refusal(checked.error(), *line, language, told);
  }
  auto settings = settings_from(*line, language, surroundings);
  if (!settings) return told_refusal(settings.error(), *line, language, told);
  settings->grants = every_grant(commands, catalogue);
  settings->on_created = &make_first_account;
  return run_command(*line, *settings, catalogue, surroundings, streams);
}

}  // namespace giaoban::app
