// Records of others, asked for by every door that takes one: what is answered is what is answered
// for a record that is not there. And questions, by every door: nothing changes but the access log.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "post/post.h"
#include "store/discretion.h"
#include "table/table.h"
#include "tests/site_world.h"
#include "web/urlencoded.h"

namespace giaoban::app {
namespace {

// One thing that may be named: lan's own, another's, and one that nobody has. Alike in length.
struct Candidate {
  std::string own;
  std::string foreign;
  std::string unknown;
};

void put(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// What was typed is told back; where it is read as a number, without what leads it.
std::string without(std::string text, Candidate const& typed) {
  for (std::string const& one : {typed.unknown, typed.foreign}) {
    put(text, one, "…");
    auto const first = one.find_first_not_of('0');
    if (first != 0 && first != one.npos) put(text, one.substr(first), "…");
  }
  return text;
}

// The first line in which two texts differ.
std::string difference(std::string_view a, std::string_view b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  auto const line = [&](std::string_view text) {
    auto const before = at == 0 ? 0 : text.substr(0, at).rfind('\n') + 1;
    return std::string(text.substr(before, text.find('\n', at) - before));
  };
  return "\n  " + line(a) + "\n  " + line(b);
}

class Foreign : public SiteWorld {
 protected:
  // Hùng Lô has of every kind of record one as well.
  void SetUp() override {
    SiteWorld::SetUp();
    own_person_ = full_member("Nguyễn Văn Ước", khu_1, test::day("03/06/2015"), "025095000123");
    foreign_card();
    own_post_ = appointed(own_person_, khu_1);
    foreign_post_ = appointed(person, khu_9);
    write(task::give_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(own_task_, task::give(tx, {.title = "Rà soát",
                                          .product = "Báo cáo",
                                          .assigner = hung_lo,
                                          .lead = khu_1,
                                          .given_on = test::day("01/06/2021"),
                                          .deadline = test::day("30/06/2021")}));
      return {};
    });
    write(task::take_down_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(own_recommendation_, task::take_down(tx, {.asker = khu_1,
                                                         .receiver = hung_lo,
                                                         .subject = "Trụ sở",
                                                         .on = test::day("01/06/2021")}));
      return {};
    });
    write(briefing::call_verb, [&](store::Tx& tx) -> Result<void> {
      auto asked = calling("Giao ban", test::day("10/06/2021"));
      asked.conference.host = hung_lo;
      TRY_INTO(own_conference_, briefing::call(tx, asked));
      return {};
    });
    for (UnitId const unit : {hung_lo, kim_duc}) {
      write(table::save_verb, [&](store::Tx& tx) -> Result<void> {
        table::Saving saving;
        saving.name = "Bảng";
        saving.layout = {.unit = unit, .measures = {"members"}};
        TRY_INTO(auto const saved, table::save(tx, saving, test::day("01/06/2021")));
        (unit == hung_lo ? own_table_ : foreign_table_) = saved;
        return {};
      });
    }
    foreign_entry_ = store().read()->head();
    write(unit::rename_verb, [&](store::Tx& tx) {
      return unit::rename(tx, khu_1, {.name = "Chi bộ khu Một"}, test::day("01/06/2021"));
    });
    own_entry_ = store().read()->head();
    head_ = store().read()->head();
  }
  void TearDown() override {
    head_ = store().read()->head();  // a walk may write what is lan's to write
    SiteWorld::TearDown();
  }
  void foreign_card() {
    write(member::card_verb, [&](store::Tx& tx) {
      return member::set_card(tx, person, "12345678", test::day("03/06/2016"));
    });
  }
  PostId appointed(PersonId who, UnitId unit) {
    PostId made;
    write(post::appoint_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(made, post::appoint(tx, {.person = who, .unit = unit}, {test::day("01/07/2019")}));
      return {};
    });
    return made;
  }

  command::Command const& command_named(std::string_view path) const {
    auto const found = std::ranges::find(commands_, path, &command::Command::path);
    EXPECT_NE(found, commands_.end()) << path;
    return *found;
  }
  std::vector<store::Grant> every_grant() const {
    std::vector<store::Grant> grants;
    for (auto const* verb : whole.verbs) grants.emplace_back(verb->right);
    for (auto const* right : whole.rights) grants.emplace_back(right);
    return grants;
  }
  static Candidate numbers(std::int64_t own, std::int64_t foreign) {
    return {std::to_string(own), std::to_string(foreign), std::to_string(foreign + 500)};
  }
  Candidate committee() const { return {"PT-01-01", "PT-01-02", "PT-01-77"}; }
  Candidate cell() const { return {"PT-01-01-01", "PT-01-02-09", "PT-01-02-77"}; }

  // What an option may name; nothing: it names no record.
  std::vector<Candidate> candidates_of(command::Command const& command,
                                       command::Option const& option) const {
    std::string const& name = option.name;
    if (option.input == command::Input::person) {
      return {{"025095000123", "025195000456", "025195000999"},
              numbers(own_person_.value, person.value)};
    }
    if (option.input == command::Input::unit) {
      static std::set<std::string> const of_cells{"cell", "host", "lead", "asker"};
      return of_cells.contains(name) ? std::vector{cell(), committee()}
                                     : std::vector{committee(), cell()};
    }
    if (name == "task") return {numbers(own_task_.value, given.value)};
    if (name == "recommendation") return {numbers(own_recommendation_.value, recommendation.value)};
    if (name == "conference") return {numbers(own_conference_.value, conference.value)};
    if (name == "post") return {numbers(own_post_.value, foreign_post_.value)};
    if (name == "table") return {numbers(own_table_.value, foreign_table_.value)};
    if (name == "units" && command.verb != nullptr) return {cell(), committee()};
    bool const of_indicator = command.path.starts_with("indicator") && name == "code" &&
                              command.path != "indicator define";
    if (of_indicator) return {{"hl", "nu", "zz"}};
    bool const of_entry = (command.path == "undo" && name == "number") ||
                          (command.path == "journal" && name == "entry");
    if (of_entry) return {numbers(own_entry_, foreign_entry_)};
    return {};
  }

  // All that the command asks for, of lan's own part.
  Filling own_filling(command::Command const& command) {
    Filling values;
    for (auto const& [name, value] : more_of(command.path)) values.emplace(name, value);
    for (auto const& option : command.options) {
      auto const candidates = candidates_of(command, option);
      bool const needed = option.given == command::Given::required;
      if (!candidates.empty() && (needed || values.contains(option.name))) {
        values.insert_or_assign(option.name, candidates.front().own);
      } else if (needed) {
        values.emplace(option.name, value_of(option));
      }
    }
    put_own_words(values);
    return values;
  }
  static void put_own_words(Filling& values) {
    for (auto& [name, value] : values) {
      put(value, "PT-01-02-09", "PT-01-01-01");
      put(value, "PT-01-02-10", "PT-01-01-02");
      put(value, "PT-01-02", "PT-01-01");
    }
  }

  struct Said {
    int status = 0;
    std::string words;
    bool operator==(Said const&) const = default;
  };
  static std::string json_of(Filling const& values) {
    std::string body;
    for (auto const& [name, value] : values) {
      body += (body.empty() ? "{\"" : ",\"") + name + "\":\"" + value + "\"";
    }
    return body.empty() ? "{}" : body + "}";
  }
  static std::string query_of(Filling const& values) {
    std::string query;
    for (auto const& [name, value] : values) {
      query += (query.empty() ? "?" : "&") + name + "=" + web::percent_encoded(value);
    }
    return query;
  }
  Said by_api(web::Route const& route, Filling const& values, Candidate const& typed) {
    bool const writes = route.method == web::Method::post;
    auto const answer = writes ? site_->call("lan", route.path, json_of(values))
                               : site_->ask("lan", route.path + query_of(values));
    return {answer.status, without(answer.body, typed)};
  }
  Said by_page(web::Route const& route, Filling const& values, Candidate const& typed) {
    if (route.method == web::Method::get) {
      auto const answer = site_->ask("lan", route.path + query_of(values));
      return {answer.status, without(test::words_of_page(answer.body), typed)};
    }
    test::TestSite::Typed fields;
    for (auto const& [name, value] : values) fields.emplace_back(name, value);
    auto const answer = site_->send("lan", route.path, fields);
    return {answer.status, without(test::words_of_page(answer.body), typed)};
  }

  PersonId own_person_;
  PostId own_post_, foreign_post_;
  task::TaskId own_task_;
  task::RecommendationId own_recommendation_;
  briefing::ConferenceId own_conference_;
  table::TableId own_table_, foreign_table_;
  EntryNumber own_entry_ = 0, foreign_entry_ = 0;
};
ON_BOTH_DATABASES(Foreign);

// Where somebody leaves for, a cell elsewhere may be named: that there is such a cell is no secret
// then, and nothing else of it is told.
bool goes_elsewhere(command::Command const& command, command::Option const& option) {
  static std::set<std::string_view> const leaving{"member transfer", "member readmit",
                                                  "member restore",  "person transfer",
                                                  "person readmit",  "person restore"};
  return leaving.contains(command.path) && option.name == "cell";
}

TEST_P(Foreign, records_are_answered_for_as_if_they_were_not_there) {
  int compared = 0;
  std::set<std::string> walked;
  for (web::Route const& route : all_.routes) {
    if (route.command == nullptr) continue;
    command::Command const& command = *route.command;
    bool const page = !route.path.starts_with("/api/");
    for (auto const& option : command.options) {
      if (goes_elsewhere(command, option)) continue;
      for (Candidate const& candidate : candidates_of(command, option)) {
        Filling values = own_filling(command);
        // Which facts are corrected says which options are read.
        if (command.path.ends_with(" correct") && option.name == "cell") {
          values["kind"] = member::MemberCell::kind.table;
        }
        if (command.path.ends_with(" correct") && option.name == "host") {
          values["kind"] = member::TemporaryActivity::kind.table;
        }
        auto const said = [&](std::string const& typed) {
          values.insert_or_assign(option.name, typed);
          return page ? by_page(route, values, candidate) : by_api(route, values, candidate);
        };
        auto const of_unknown = said(candidate.unknown);
        auto const of_foreign = said(candidate.foreign);
        EXPECT_TRUE(of_foreign == of_unknown)
            << route.path << " --" << option.name << " " << candidate.foreign << ": "
            << of_foreign.status << " and " << of_unknown.status
            << difference(of_foreign.words, of_unknown.words);
        ++compared;
        walked.insert(route.path);
      }
    }
  }
  EXPECT_GT(compared, 300);
  EXPECT_GT(walked.size(), 150U);
  EXPECT_EQ(site_->broke(), "");
}

// --- what must be told, since a number cannot be borne twice -------------------------------------

TEST_P(Foreign, a_number_borne_elsewhere_names_nobody_and_is_seen_by_its_owner) {
  auto const admitted_with = [&](std::string const& who, std::string const& number,
                                 std::string const& decided_on = "") {
    Filling values = own_filling(command_named("member admit"));
    values["citizen-number"] = number;
    if (!decided_on.empty()) values["decided-on"] = decided_on;
    return site_->call(who, "/api/member/admit", json_of(values));
  };
  auto const admitted = [&](std::string const& who) { return admitted_with(who, "025195000456"); };
  auto const before = store().accesses(person.value).size();
  auto const answer = admitted("lan");
  EXPECT_EQ(answer.status, store::recorded_elsewhere.http_status) << answer.body;
  EXPECT_TRUE(answer.body.contains("store.recorded_elsewhere")) << answer.body;
  EXPECT_FALSE(answer.body.contains("Ánh")) << answer.body;
  EXPECT_FALSE(answer.body.contains(std::to_string(person.value))) << answer.body;
  auto const lines = store().accesses(person.value);
  ASSERT_EQ(lines.size(), before + 1);
  EXPECT_EQ(lines.back().actor, "lan");
  EXPECT_TRUE(answer.body.contains(std::to_string(lines.back().number))) << answer.body;
  // Who may read of her opens that number, and is told who she is; the others as if there were
  // none.
  auto const looked_up = [&](std::string const& who, std::int64_t number) {
    return site_->ask(who, "/lookup?number=" + std::to_string(number));
  };
  site_->let_in("all", every_grant());
  auto const reference = lines.back().number;
  EXPECT_TRUE(looked_up("all", reference).body.contains("Ánh")) << looked_up("all", reference).body;
  EXPECT_TRUE(looked_up("all", reference).body.contains("lan"));
  EXPECT_EQ(looked_up("all", reference - 1).status, 404);  // a line of another kind
  Candidate const typed{"", std::to_string(reference), std::to_string(reference + 5000)};
  auto const foreign = looked_up("lan", reference), unknown = looked_up("lan", reference + 5000);
  EXPECT_EQ(foreign.status, 404);
  EXPECT_EQ(without(test::words_of_page(foreign.body), typed),
            without(test::words_of_page(unknown.body), typed));
  EXPECT_TRUE(admitted("all").body.contains("Ánh"));
  // The same form sent again is no other try.
  for (int i = 0; i < 25; ++i) {
    ASSERT_TRUE(admitted("lan").body.contains("store.recorded_elsewhere")) << i;
  }
  // Others met end the tries.
  auto const number_of = [](int i) { return "0250850007" + std::to_string(i); };
  for (int i = 10; i < 30; ++i) {
    full_member("Nguyễn Văn Lạ", khu_9, test::day("03/06/2015"), number_of(i));
    auto const met = admitted_with("lan", number_of(i));
    EXPECT_TRUE(met.body.contains(i < 29 ? "store.recorded_elsewhere" : "store.too_many_tries"))
        << i << met.body;
  }
  // Then a faulty form is refused alike whatever number is in it, and a free one is admitted.
  auto const too_late = [&](std::string const& number) {
    auto const said = admitted_with("lan", number, "01/01/2090");
    EXPECT_NE(said.status, 200);
    return said.body;
  };
  EXPECT_EQ(too_late("025085000777"), too_late(number_of(29)));
  auto const free = admitted_with("lan", "025085000777");
  EXPECT_EQ(free.status, 200) << free.body;
}

TEST_P(Foreign, a_number_borne_elsewhere_is_shown_at_its_field) {
  Filling values = own_filling(command_named("member admit"));
  values["citizen-number"] = "025195000456";
  test::TestSite::Typed fields(values.begin(), values.end());
  auto const page = site_->send("lan", "/do/member/admit", fields);
  EXPECT_EQ(page.status, store::recorded_elsewhere.http_status) << page.body;
  auto const field = page.body.find("name=\"citizen-number\"");
  ASSERT_NE(field, page.body.npos);
  auto const told = page.body.rfind("field faulty", field);
  ASSERT_NE(told, page.body.npos) << page.body;
  EXPECT_EQ(page.body.substr(told, field - told).find("</div>"), std::string::npos);
}

// --- what shows beforehand what a verb would do --------------------------------------------------

TEST_P(Foreign, a_preview_finds_out_no_more_than_a_write) {
  auto const seen = [&](std::string const& route, std::string const& code) {
    return site_->send("lan", route,
                       {{"on", "01/07/2021"},
                        {"reason", "Nghị quyết"},
                        {"rows", "r1"},
                        {"r1.old", "PT-01-01-01"},
                        {"r1.new", code},
                        {"r1.name", "Chi bộ mới"},
                        {"r1.kind", ""},
                        {"r1.parent", "PT-01-01"},
                        {"r1.way", ""},
                        {"nonce", "một phương án"}});
  };
  auto const before = store().accesses(khu_9.value).size();
  auto const preview = seen("/reorganise/preview", "PT-01-02-09");
  EXPECT_EQ(preview.status, store::recorded_elsewhere.http_status) << preview.body;
  EXPECT_TRUE(preview.body.contains("Đã có ở nơi khác")) << preview.body;
  auto const lines = store().accesses(khu_9.value);
  ASSERT_EQ(lines.size(), before + 1);
  EXPECT_EQ(lines.back().actor, "lan");
  auto const written = seen("/reorganise", "PT-01-02-09");
  EXPECT_EQ(written.status, preview.status) << written.body;
  EXPECT_EQ(seen("/reorganise/preview", "PT-01-01-88").status, 200);
  // Those met by looking and by writing are counted together.
  auto const code_of_unit = [](int i) { return "PT-01-02-" + std::to_string(i); };
  write(unit::found_verb, [&](store::Tx& tx) -> Result<void> {
    for (int i = 30; i < 55; ++i) {
      TRY_VOID(unit::found(tx, {.code = code_of_unit(i),
                                .name = "Chi bộ",
                                .unit_kind = unit::UnitKind::dependent_cell,
                                .parent = kim_duc,
                                .from = test::day("01/01/2015"),
                                .origin = unit::Origin::opening}));
    }
    return {};
  });
  int last = 0;
  for (int i = 30; i < 55; ++i) last = seen("/reorganise/preview", code_of_unit(i)).status;
  EXPECT_EQ(last, store::too_many_tries.http_status);
  // A plan that could be carried out would tell now which codes nobody bears.
  EXPECT_EQ(seen("/reorganise/preview", "PT-01-01-88").status, store::too_many_tries.http_status);
  EXPECT_EQ(seen("/reorganise", "PT-01-01-88").status, 303);
}

// Going to a unit elsewhere is allowed, so that it is there is told by any other refusal: that is
// seen there, and counted.
TEST_P(Foreign, a_cell_elsewhere_is_told_no_oftener_than_a_number) {
  write(unit::found_verb, [&](store::Tx& tx) -> Result<void> {
    for (int i = 60; i < 90; ++i) {
      TRY_VOID(unit::found(tx, {.code = "PT-01-02-" + std::to_string(i),
                                .name = "Chi bộ",
                                .unit_kind = unit::UnitKind::dependent_cell,
                                .parent = kim_duc,
                                .from = test::day("01/01/2015"),
                                .origin = unit::Origin::opening}));
    }
    return {};
  });
  PersonId const own = full_member("Nguyễn Văn Ước", khu_1, test::day("03/06/2015"));
  auto const asked = [&](std::string const& code) {
    return site_->call("lan", "/api/member/transfer",
                       json_of({{"person", std::to_string(own.value)},
                                {"cell", code},
                                {"on", "2021-06-20"},
                                {"based-on", "1"}}));
  };
  auto const cell = unit::by_code(*store().read(), "PT-01-02-60", {clock.today()})->value;
  auto const before = store().accesses(cell).size();
  int last = 0;
  for (int i = 60; i < 90; ++i) last = asked("PT-01-02-" + std::to_string(i)).status;
  EXPECT_EQ(store().accesses(cell).size(), before + 1);
  EXPECT_EQ(last, store::too_many_tries.http_status);
}

// What is shown beforehand is refused as a write is (the test above). One that is added is tried
// there as well.
TEST_P(Foreign, all_previews_are_known) {
  std::set<std::string> previews;
  for (web::Route const& route : all_.routes) {
    if (route.writes == web::Writes::nothing) previews.insert(route.path);
  }
  EXPECT_EQ(previews, (std::set<std::string>{"/reorganise/preview", "/reorganise/file"}));
}

// --- questions -----------------------------------------------------------------------------------

TEST_P(Foreign, a_question_changes_nothing_but_the_access_log) {
  site_->let_in("all", every_grant());
  auto const rows = [&] {
    std::string text;
    auto const snapshot = store().read();
    for (store::OwnTable const* own : whole.own_tables) {
      text += std::string(own->table) + ":";
      snapshot->db().each(
          "SELECT seal FROM " + std::string(own->table) + " ORDER BY " + std::string(own->key),
          store::Params(), [&](store::RowView const& row) { text += row.blob(0).bytes; });
    }
    return text;
  };
  auto const files = [&] {
    std::set<std::string> names;
    for (auto const& file : std::filesystem::recursive_directory_iterator(folder())) {
      bool const of_sqlite = file.path().extension() == ".giaoban" ||
                             file.path().string().ends_with("-wal") ||
                             file.path().string().ends_with("-shm");
      auto const size = !of_sqlite && file.is_regular_file() ? file.file_size() : 0;
      names.insert(file.path().string() + " " + std::to_string(size));
    }
    return names;
  };
  auto const here = std::filesystem::current_path();
  auto const nearby = std::distance(std::filesystem::directory_iterator(here), {});
  auto const rows_before = rows();
  auto const files_before = files();
  auto const head_before = store().read()->head();
  int asked = 0;
  for (web::Route const& route : all_.routes) {
    if (route.method != web::Method::get) continue;
    Filling values;
    if (route.command != nullptr) {
      for (auto const& option : route.command->options) values[option.name] = value_of(option);
    }
    values["out"] = (folder() / "out.docx").string();  // whatever it may be called elsewhere
    for (bool const with_path : {false, true}) {
      if (!with_path) values.erase("out");
      if (with_path) values["out"] = (folder() / "out.docx").string();
      auto const answer = site_->ask("all", path_of(route, places()) + query_of(values));
      EXPECT_NE(answer.status, 500) << route.path;
      ++asked;
    }
    EXPECT_EQ(store().read()->head(), head_before) << route.path << " wrote";
    ASSERT_EQ(files(), files_before) << route.path << " left a file";
  }
  EXPECT_EQ(rows(), rows_before) << "a table of ours was written";
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(here), {}), nearby);
  EXPECT_GT(asked, 300);
}

// --- which doors a command has -------------------------------------------------------------------

TEST(DoorsOfCommands, follow_from_what_they_take) {
  auto const table = commands();
  std::set<std::string_view> takes, said;
  for (auto const& command : table) {
    bool const path = std::ranges::any_of(command.options, [](command::Option const& option) {
      return command::takes_path(option.input);
    });
    if (path) {
      takes.insert(command.path);
      EXPECT_EQ(command::door_of(command), command::Door::command_line) << command.path;
    }
    if (command.door == command::Door::command_line) said.insert(command.path);
  }
  EXPECT_TRUE(takes.contains("round paper"));
  EXPECT_TRUE(takes.contains("report"));
  std::vector<std::string_view> both;
  std::ranges::set_intersection(takes, said, std::back_inserter(both));
  EXPECT_TRUE(both.empty()) << both.front() << " says what follows already";
}

// An option is a path by what it is declared to take: the words that a path is written in are given
// to no other.
TEST(DoorsOfCommands, no_option_takes_a_path_undeclared) {
  for (auto const& command : commands()) {
    for (auto const& option : command.options) {
      auto const& shown = option.placeholder.plain;
      bool const like_a_path = shown.contains(".xlsx") || shown.contains(".docx") ||
                               shown.contains(".csv") ||
                               option.placeholder.words.vietnamese() == "TỆP" ||
                               option.placeholder.words.vietnamese() == "THƯ MỤC";
      EXPECT_TRUE(!like_a_path || command::takes_path(option.input))
          << command.path << " --" << option.name;
    }
  }
}

TEST(DoorsOfCommands, a_route_to_one_that_takes_a_path_is_a_fault) {
  auto const table = commands();
  auto const paper = std::ranges::find(table, "round paper", &command::Command::path);
  ASSERT_NE(paper, table.end());
  web::Route const route{
      .path = "/api/round/paper",
      .handle = [](web::Visit&) -> Result<web::Response> { return web::Response::plain(200, ""); },
      .right = paper->right,
      .command = &*paper};
  EXPECT_EQ(web::route_faults({route}).size(), 1U);
}

}  // namespace
}  // namespace giaoban::app
