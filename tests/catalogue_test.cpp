// What must hold of the whole catalogue and the command table, whatever a domain adds to them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "app/catalogue.h"
#include "app/commands.h"
#include "app/help.h"
#include "store/store.h"
#include "tests/both_databases.h"

namespace giaoban::app {
namespace {

using store::Kind;

template <class Names>
std::string repeated(Names const& names) {
  std::string found;
  std::set<std::string> seen;
  for (auto const& name : names) {
    if (!seen.insert(name).second) found += name + " ";
  }
  return found;
}

TEST(Catalogue, bears_every_name_once) {
  auto const whole = catalogue();
  std::vector<std::string> entities, tables, numbers, verbs, refusals, queries, claims, derived;
  for (auto const* entity : whole.entities) entities.emplace_back(entity->name);
  for (auto const* kind : whole.kinds) {
    tables.emplace_back(kind->table);
    numbers.push_back(std::to_string(kind->number));
  }
  for (auto const* verb : whole.verbs) verbs.emplace_back(verb->name);
  for (auto const* refusal : whole.refusals) refusals.emplace_back(refusal->code);
  for (auto const& query : whole.queries) queries.emplace_back(query.name);
  for (auto const* invariant : whole.invariants) claims.emplace_back(invariant->claim);
  for (auto const* table : whole.derived) derived.emplace_back(table->table);
  for (auto const& names : {entities, tables, numbers, verbs, refusals, queries, claims, derived}) {
    EXPECT_EQ(repeated(names), "");
  }
  EXPECT_FALSE(verbs.empty());
}

TEST(Catalogue, numbers_the_fields_of_a_kind_once_and_keeps_the_store_s_columns_free) {
  std::set<std::string> const of_the_store{"subject",     "year", "effective_from", "effective_to",
                                           "recorded_in", "leaf", "superseded_in"};
  // Their verbs look: a person is declared further right than accounts are, and a slide may show a
  // unit of the past, which the store would refuse.
  std::set<std::string> const looked_at_by_verbs{"account_name.person", "conference_slide.unit"};
  for (auto const* kind : catalogue().kinds) {
    std::vector<std::string> numbers, columns;
    for (auto const& field : kind->fields) {
      numbers.push_back(std::to_string(field.number));
      columns.emplace_back(field.column);
      EXPECT_GT(field.number, 0) << kind->table << "." << field.column;
      EXPECT_FALSE(of_the_store.contains(columns.back())) << kind->table << "." << field.column;
      auto const place = std::string(kind->table) + "." + columns.back();
      bool const held =
          field.type == store::FieldType::reference && !looked_at_by_verbs.contains(place);
      EXPECT_EQ(held, field.options.refers != nullptr) << place;
    }
    EXPECT_EQ(repeated(numbers), "") << kind->table;
    EXPECT_EQ(repeated(columns), "") << kind->table;
    EXPECT_NE(kind->subject, nullptr) << kind->table;
  }
}

// A refusal may be read on a page, where no command can be typed. These are of the command line
// alone: of how a command is typed, of opening a store, of files of the machine.
TEST(Catalogue, names_commands_only_in_refusals_of_the_command_line) {
  std::set<std::string, std::less<>> of_the_command_line{
      "app.file_there",         "serve.no_place_for_results", "store.no_such_store",
      "store.older_store",      "store.keys_missing",         "store.not_anchors",
      "store.anchors_unusable", "report.template_unreadable", "account.no_account"};
  for (auto const* refusal : catalogue().refusals) {
    if (refusal->code.starts_with("usage")) continue;
    std::string words;
    for (Language const language : {Language::vietnamese, Language::english}) {
      words += say(language, refusal->text) + "\n" + say(language, refusal->remedy) + "\n";
    }
    bool const names = std::ranges::any_of(
        std::array<std::string_view, 4>{"bằng lệnh", "dùng lệnh", "(lệnh", "--"},
        [&](std::string_view sign) { return words.contains(sign); });
    bool const excepted = of_the_command_line.erase(std::string(refusal->code)) > 0;
    EXPECT_EQ(names, excepted) << refusal->code << ": " << words;
  }
  EXPECT_TRUE(of_the_command_line.empty()) << *of_the_command_line.begin();
}

TEST(Catalogue, offers_to_replace_wherever_a_command_writes_a_file) {
  std::string never_over;
  for (auto const& command : commands()) {
    auto const& options = command.options;
    bool const writes = std::ranges::find(options, command::Input::file_written,
                                          &command::Option::input) != options.end();
    bool const offers =
        std::ranges::find(options, "replace", &command::Option::name) != options.end();
    EXPECT_TRUE(writes || !offers) << command.path;
    if (writes && !offers) never_over += std::string(command.path) + " ";
  }
  // A copy of a store is refused where something stands; anchors are added at the end of theirs.
  EXPECT_EQ(never_over, "serve backup ");
}

TEST(Catalogue, gives_every_verb_a_right) {
  for (auto const* verb : catalogue().verbs) EXPECT_NE(verb->right, nullptr) << verb->name;
}

// Which kinds of which domains a verb of another one writes, and what holds both to one law. A new
// pair stands here with its answer: a guard of the kind, or the sentence of its writing. The store
// takes nothing that is not declared (Writings.beyond_what_is_declared_are_bugs).
TEST(Catalogue, tells_who_decides_where_verbs_of_two_folders_write_a_kind) {
  auto const whole = catalogue();
  std::string found;
  for (auto const& writing : whole.writings) {
    EXPECT_NE(std::ranges::find(whole.verbs, writing.verb), whole.verbs.end());
    EXPECT_FALSE(writing.held_by.empty()) << writing.verb->name;
    std::string kinds;
    for (Kind const* kind : writing.kinds) {
      kinds += " " + std::string(kind->table);
      EXPECT_TRUE(whole.parts.contains(kind)) << kind->table;
      EXPECT_NE(whole.parts.at(kind), whole.parts.at(writing.verb))
          << writing.verb->name << " declares a kind of its own, " << kind->table;
    }
    bool const all = std::ranges::all_of(whole.kinds, [&](Kind const* kind) {
      auto const part = whole.parts.find(kind);
      return part == whole.parts.end() || part->second != whole.parts.at(writing.kinds.front()) ||
             std::ranges::find(writing.kinds, kind) != writing.kinds.end();
    });
    if (all && writing.kinds.size() > 2)
      kinds = fmt::format(" all beside {}", writing.kinds[0]->table);
    found += std::string(writing.verb->name) + ":" + kinds + "\n";
  }
  EXPECT_EQ(found,
            "round.decide: unit_grade person_grade\n"
            "round.close: year_closing\n"
            "briefing.assign: task_given task_lead task_cooperation task_deadline task_step\n"
            "briefing.take-down: recommendation recommendation_handling recommendation_step\n"
            "workbook.import: all beside unit_existence\n"
            "workbook.import: all beside person_particulars\n"
            "workbook.import: post_holding\n"
            "workbook.import: unit_grade person_grade\n"
            "unit.reorganise: all beside unit_existence\n"
            "unit.reorganise: member_cell\n"
            "unit.reorganise: role_holding\n"
            "unit.merge: all beside unit_existence\n"
            "unit.merge: member_cell\n"
            "unit.merge: role_holding\n"
            "unit.split: all beside unit_existence\n"
            "unit.split: member_cell\n"
            "unit.split: role_holding\n"
            "unit.divide: all beside unit_existence\n"
            "unit.divide: member_cell\n"
            "unit.divide: role_holding\n"
            "unit.convert: all beside unit_existence\n"
            "unit.convert: member_cell\n"
            "unit.convert: role_holding\n");
}

TEST(Catalogue, guards_kinds_that_it_has) {
  auto const whole = catalogue();
  std::vector<std::string> claims;
  std::set<Kind const*> guarded;
  for (auto const* guard : whole.guards) {
    claims.emplace_back(guard->claim);
    EXPECT_NE(guard->check, nullptr) << guard->claim;
    EXPECT_FALSE(guard->kinds.empty()) << guard->claim;
    for (Kind const* kind : guard->kinds) {
      EXPECT_NE(std::ranges::find(whole.kinds, kind), whole.kinds.end()) << guard->claim;
      guarded.insert(kind);
    }
  }
  EXPECT_EQ(repeated(claims), "");
  // What three doors write and a decision rests on: not by the words of a writing alone.
  for (auto const* table : {"unit_grade", "person_grade"}) {
    EXPECT_TRUE(guarded.contains(&whole.kind(table))) << table;
  }
}

TEST(Catalogue, every_query_is_understood_by_postgres) {
  if (!test::PostgresServer::available()) GTEST_SKIP() << "no PostgreSQL here";
  auto const name = fmt::format("giaoban_prepare_{}", ::getpid());
  auto& server = test::PostgresServer::shared();
  auto const address = server.create_database(name);
  auto const whole = catalogue();
  {
    SystemClock const clock;
    auto const keys = std::filesystem::temp_directory_path() / (name + ".keys");
    auto const opened = store::Store::open({.address = address,
                                            .catalogue = &whole,
                                            .clock = &clock,
                                            .keys_path = keys.string(),
                                            .if_missing = store::IfMissing::create});
    std::filesystem::remove(keys);
    ASSERT_TRUE(opened) << opened.error().text(Language::vietnamese);
  }
  {
    auto const db = store::connect(address, store::IfMissing::fail);
    int number = 0;
    for (auto const& query : whole.queries) {
      auto const prepare = fmt::format("PREPARE q{} AS {}", ++number, query.sql);
      EXPECT_NO_THROW(db->script(prepare)) << query.name;
    }
  }
  server.drop_database(name);
}

// "Known at" holds of nearly every row, so going by entry looks up the whole table row by row.
TEST(Catalogue, no_query_reads_a_whole_table_by_entry_on_sqlite) {
  auto const whole = catalogue();
  SystemClock const clock;
  auto const folder = std::filesystem::temp_directory_path() / fmt::format("plans-{}", ::getpid());
  std::filesystem::create_directory(folder);
  auto const address = (folder / "plans.giaoban").string();
  {
    auto const opened = store::Store::open({.address = address,
                                            .catalogue = &whole,
                                            .clock = &clock,
                                            .keys_path = (folder / "keys").string(),
                                            .if_missing = store::IfMissing::create});
    ASSERT_TRUE(opened) << opened.error().text(Language::vietnamese);
    auto const db = store::connect(address, store::IfMissing::fail);
    for (auto const& query : whole.queries) {
      store::Params unknown;
      for (int n = 1; query.sql.contains(fmt::format("?{}", n)); ++n) unknown.add(Value{});
      db->each(fmt::format("EXPLAIN QUERY PLAN {}", query.sql), unknown,
               [&](store::RowView const& row) {
                 EXPECT_FALSE(row.text_view(3).contains("_by_entry (recorded_in<?"))
                     << query.name << ": " << row.text_view(3)
                     << "; +recorded_in would read the table as it lies";
               });
    }
  }
  std::filesystem::remove_all(folder);
}

TEST(CommandTable, names_a_verb_of_the_catalogue_or_a_right_for_every_command) {
  auto const whole = catalogue();
  for (auto const& command : commands()) {
    EXPECT_TRUE((command.verb != nullptr) != (command.right != nullptr)) << command.path;
    EXPECT_NE(command.run, nullptr) << command.path;
    if (command.verb == nullptr) continue;
    EXPECT_NE(std::ranges::find(whole.verbs, command.verb), whole.verbs.end()) << command.path;
  }
}

TEST(CommandTable, has_a_command_for_every_verb) {
  // The first account comes with the store; one's own password is typed on a page, since a command
  // line is kept in the shell's history.
  std::set<std::string_view> const without{"account.first", "account.change-password"};
  auto const table = commands();
  for (auto const* verb : catalogue().verbs) {
    if (without.contains(verb->name)) continue;
    auto const named = [&](command::Command const& command) { return command.verb == verb; };
    EXPECT_TRUE(std::ranges::any_of(table, named)) << verb->name << " cannot be said";
  }
}

TEST(CommandTable, has_paths_of_one_or_two_words_each_once) {
  std::vector<std::string> paths;
  for (auto const& command : commands()) {
    paths.emplace_back(command.path);
    EXPECT_LE(std::ranges::count(command.path, ' '), 1) << command.path;
    EXPECT_FALSE(command.help.vietnamese().empty()) << command.path;
  }
  EXPECT_EQ(repeated(paths), "");
}

TEST(CommandTable, names_each_option_of_a_command_once_and_none_as_a_common_one) {
  for (auto const& command : commands()) {
    std::vector<std::string> names;
    for (auto const& option : command::with(command.options, common_options())) {
      names.push_back(option.name);
    }
    EXPECT_EQ(repeated(names), "") << command.path;
  }
}

// --- both languages ------------------------------------------------------------------------------

struct Untranslated {
  std::set<std::string> texts;
  void add(Msg message) {
    if (message != Msg{} && !translated(message)) texts.emplace(message.vietnamese());
  }
  void add(std::span<Choice const> choices) {
    for (auto const& choice : choices) add(choice.label);
  }
  void add(Kind const& kind) {
    add(kind.label);
    for (auto const& field : kind.fields) {
      add(field.label);
      add(field.options.note);
      add(field.choices);
    }
  }
  void add(command::Command const& command) {
    add(command.help);
    if (command.right != nullptr) add(command.right->label);
    for (auto const& option : command.options) {
      add(option.help);
      add(option.placeholder.words);
      add(option.choices);
    }
  }
};

TEST(Texts, of_the_catalogue_and_the_commands_are_translated) {
  Untranslated missing;
  auto const whole = catalogue();
  for (auto const* entity : whole.entities) missing.add(entity->label);
  for (auto const* kind : whole.kinds) missing.add(*kind);
  for (auto const* verb : whole.verbs) {
    missing.add(verb->label);
    if (verb->right != nullptr) missing.add(verb->right->label);
  }
  for (auto const* refusal : whole.refusals) {
    missing.add(refusal->text);
    missing.add(refusal->remedy);
  }
  for (auto const& command : commands()) missing.add(command);
  for (auto const& text : missing.texts) ADD_FAILURE() << "no English in data/en: " << text;
}

}  // namespace
}  // namespace giaoban::app
