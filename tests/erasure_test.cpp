// An erasure with the places outside the person's own file: they are found, shown, blanked in every
// past where whoever erases says so, and what is left stays proven.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>

#include "app/catalogue.h"
#include "app/erasure.h"
#include "base/text.h"
#include "store/mention.h"
#include "tests/briefing_world.h"
#include "tests/test_site.h"
#include "web/verb_pages.h"

namespace giaoban::app {
namespace {

using Given = std::vector<std::pair<std::string, std::string>>;

class Erasing : public test::BriefingWorld {
 protected:
  Erasing() { whole = catalogue(); }
  void SetUp() override {
    test::BriefingWorld::SetUp();
    anh = full_member("Nguyễn Thị Ánh", khu_9, test::day("03/06/2015"), "025195000456");
    binh = full_member("Trần Văn Bình", khu_9, test::day("03/06/2015"), "025095000457");
    auto doing = test::act(task::give_verb);
    doing.reason = "Theo đề nghị của bà Nguyễn Thị Ánh";
    doing.basis = store::Basis{{.type = {},
                                .number = "12-KH/TU",
                                .issuer = {},
                                .subject = "Phân công đồng chí NGUYỄN THỊ ÁNH",
                                .term = {},
                                .signer = {},
                                .file = {}},
                               test::day("01/06/2021")};
    test::must(store().write(doing, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(given, task::give(tx, {.title = "Gặp bà Nguyễn thị Ánh và ông Trần Văn Bình, khu 9",
                                      .product = "Biên bản về Nguyễn Thị Ánh; Nguyen Thi Anh",
                                      .assigner = kim_duc,
                                      .lead = khu_9,
                                      .given_on = test::day("01/06/2021"),
                                      .deadline = test::day("30/06/2021")}));
      return {};
    }));
  }

  struct Outcome {
    std::string refused;
    std::string shown;
    std::string told;
  };
  Outcome run(std::string_view path, Given const& given_values) {
    auto const all = erasure_commands();
    auto const command = std::ranges::find(all, path, &command::Command::path);
    command::Arguments arguments;
    for (auto const& [name, value] : given_values) {
      auto const option = std::ranges::find(command->options, name, &command::Option::name);
      arguments.set(*option, value);
    }
    std::ostringstream data, told;
    command::Context context({.address = store().address(),
                              .keys_path = {},
                              .user = "quantri",
                              .grants = {{store::erase_verb.right}},
                              .format = print::Format::csv},
                             store(), data, told);
    auto const outcome = command->run(context, arguments);
    return {test::code_of(outcome), data.str(), told.str()};
  }
  Outcome erase(PersonId person, std::string const& texts) {
    Given values{{"person", std::to_string(person.value)}, {"ground", "Đơn ngày 14/06/2021"}};
    if (!texts.empty()) values.emplace_back("texts", texts);
    return run("erase", values);
  }
  Outcome places(PersonId person) {
    return run("erasure places", {{"person", std::to_string(person.value)}});
  }
  // Every text of the store that holds the name, by its table.
  std::string holding(std::string const& name) {
    std::string tables;
    auto const snapshot = store().read();
    auto const look = [&](std::string const& table, std::string const& column) {
      snapshot->db().each(
          "SELECT " + column + " FROM " + table + " WHERE " + column + " IS NOT NULL",
          store::Params(), [&](store::RowView const& row) {
            if (fold(row.text(0)).contains(fold(name))) {
              tables += table + "." + column + " ";
            }
          });
    };
    look("entry", "reason");
    for (store::Kind const* kind : whole.kinds) {
      for (store::Field const& field : kind->fields) {
        if (field.type != store::FieldType::text || field.sensitive()) continue;
        look(std::string(kind->table), std::string(field.column));
      }
    }
    return tables;
  }
  void by_sql(std::string const& sql, std::string const& value) {
    store::connect(store().address(), store::IfMissing::fail)->execute(sql, store::Params(value));
  }

  PersonId anh, binh;
  task::TaskId given;
};
ON_BOTH_DATABASES(Erasing);

TEST_P(Erasing, lists_each_place_with_what_would_be_left) {
  auto const listed = places(anh);
  EXPECT_EQ(listed.refused, "");
  EXPECT_TRUE(listed.shown.contains("Gặp bà (tên đã xóa) và ông Trần Văn Bình, khu 9"))
      << listed.shown;
  EXPECT_TRUE(listed.shown.contains("Biên bản về (tên đã xóa); (tên đã xóa)")) << listed.shown;
  EXPECT_TRUE(listed.shown.contains("Phân công đồng chí (tên đã xóa)")) << listed.shown;
  EXPECT_TRUE(listed.shown.contains("Theo đề nghị của bà (tên đã xóa)")) << listed.shown;
  EXPECT_EQ(run("erasure places", {{"person", "999"}}).refused, "store.nobody_to_erase");
}

TEST_P(Erasing, takes_the_name_out_of_every_past_and_stays_proven) {
  EXPECT_EQ(erase(anh, "all").refused, "");
  EXPECT_EQ(holding("Nguyễn Thị Ánh"), "");
  EXPECT_EQ(test::faults(store()), "");
  // A second name in the same texts.
  EXPECT_EQ(erase(binh, "all").refused, "");
  EXPECT_EQ(holding("Trần Văn Bình"), "");
  EXPECT_EQ(test::faults(store()), "");
  auto const tasks = store().read()->history_of<task::TaskGiven>(given.value);
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks.front().value.title, "Gặp bà (tên đã xóa) và ông (tên đã xóa), khu 9");
}

// Whichever of them is named, and whatever another record of the person was called.
TEST_P(Erasing, erases_each_record_that_was_merged_into_another) {
  PersonId const twin = full_member("Nguyễn Thị Oanh", khu_9, test::day("03/06/2015"));
  PersonId const third = full_member("Nguyễn Thu Ánh", khu_9, test::day("03/06/2015"));
  auto const merged = [&](PersonId one, PersonId into) {
    test::must_write(store(), member::merge_verb,
                     [&](store::Tx& tx) { return member::merge(tx, one, into); });
  };
  merged(twin, anh);
  merged(anh, third);
  auto doing = test::act(task::give_verb);
  doing.reason = "Theo bà Nguyễn Thị Oanh";
  test::must(store().write(doing, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(task::give(tx, {.title = "Gặp bà Nguyễn Thu Ánh",
                             .product = "Biên bản",
                             .assigner = kim_duc,
                             .lead = khu_9,
                             .given_on = test::day("01/06/2021"),
                             .deadline = test::day("30/06/2021")}));
    return {};
  }));
  auto const listed = places(third);
  EXPECT_TRUE(listed.shown.contains("Theo bà (tên đã xóa)")) << listed.shown;
  EXPECT_TRUE(listed.told.contains(std::to_string(twin.value))) << listed.told;
  EXPECT_TRUE(listed.told.contains(std::to_string(anh.value))) << listed.told;
  auto const outcome = erase(anh, "all");
  EXPECT_EQ(outcome.refused, "");
  EXPECT_TRUE(outcome.told.contains(std::to_string(third.value))) << outcome.told;
  for (std::string const name : {"Nguyễn Thị Oanh", "Nguyễn Thu Ánh", "Nguyễn Thị Ánh"}) {
    EXPECT_EQ(holding(name), "") << name;
  }
  for (PersonId const person : {anh, twin, third}) {
    EXPECT_EQ(store().read()->cipher(person), nullptr) << person.value;
  }
  EXPECT_EQ(erase(twin, "").refused, "store.erased_person");
  EXPECT_EQ(test::faults(store()), "");
}

TEST_P(Erasing, blanks_only_what_is_chosen_and_tells_the_rest) {
  auto const listed = places(anh);
  auto const line = listed.shown.find("Phân công");
  auto const begin = listed.shown.rfind('\n', line) + 1;
  auto const place = listed.shown.substr(begin, listed.shown.find(',', begin) - begin);
  EXPECT_EQ(erase(anh, "1.999").refused, "erasure.no_such_place");
  auto const outcome = erase(anh, place);
  EXPECT_EQ(outcome.refused, "");
  EXPECT_FALSE(outcome.told.contains(place + ",")) << outcome.told;
  EXPECT_FALSE(holding("Nguyễn Thị Ánh").contains("document"));
  EXPECT_TRUE(holding("Nguyễn Thị Ánh").contains("entry.reason"));
  EXPECT_TRUE(outcome.told.contains("vẫn còn")) << outcome.told;
  EXPECT_EQ(test::faults(store()), "");
}

// Any field of another's file but the names that a namesake bears.
TEST_P(Erasing, tells_of_each_field_of_another_file) {
  std::string const told = "vợ ông Trần Văn Bình";
  PersonId const wife = full_member("Trần Văn Bình", khu_9, test::day("03/06/2015"));
  std::string const before = places(binh).shown;
  EXPECT_FALSE(before.contains("người " + std::to_string(wife.value))) << before;
  std::int64_t filled = 0;
  for (store::Kind const* kind : whole.kinds) {
    if (!kind->identifying()) continue;
    for (store::Field const& field : kind->fields) {
      bool const own = field.column == "full_name" || field.column == "birth_name";
      if (field.type != store::FieldType::text || field.sensitive() || own) continue;
      auto const where = " WHERE subject = " + std::to_string(wife.value);
      auto const column = std::string(field.column);
      std::int64_t rows = 0;
      store().read()->db().each("SELECT COUNT(*) FROM " + std::string(kind->table) + where,
                                store::Params(),
                                [&](store::RowView const& row) { rows = row.integer(0); });
      if (rows == 0) continue;
      std::optional<std::string> kept;
      store().read()->db().each("SELECT " + column + " FROM " + std::string(kind->table) + where,
                                store::Params(), [&](store::RowView const& row) {
                                  if (!row.null(0)) kept = row.text(0);
                                });
      std::string const set = "UPDATE " + std::string(kind->table) + " SET " + column + " = ";
      by_sql(set + "?1" + where, told);
      EXPECT_TRUE(places(binh).shown.contains(told)) << kind->table << "." << column;
      by_sql(set + (kept ? "?1" : "NULLIF(?1, '')") + where, kept.value_or(""));
      ++filled;
    }
  }
  EXPECT_GE(filled, 4);
  EXPECT_EQ(places(binh).shown, before);
}

TEST_P(Erasing, asks_what_becomes_of_the_places_while_they_can_be_found) {
  auto const refused = erase(anh, "");
  EXPECT_EQ(refused.refused, "erasure.texts_not_said");
  EXPECT_EQ(erase(anh, " ").refused, "erasure.texts_not_said");
  EXPECT_TRUE(places(anh).shown.contains("Phân công đồng chí (tên đã xóa)"));
  EXPECT_EQ(erase(anh, "none").refused, "");
  EXPECT_TRUE(holding("Nguyễn Thị Ánh").contains("document"));
  PersonId const nowhere = full_member("Lê Thị Cúc", khu_9, test::day("03/06/2015"));
  EXPECT_EQ(erase(nowhere, "").refused, "");
}

TEST_P(Erasing, by_its_page_takes_the_name_out_where_a_box_is_ticked) {
  auto const commands = erasure_commands();
  test::TestSite site(store(), web::verb_routes(commands, erasure_forms()));
  site.let_in("quantri", {{store::erase_verb.right}});
  std::string const person = std::to_string(anh.value);
  std::string const page = site.ask("quantri", "/do/erase?person=" + person).body;
  EXPECT_FALSE(page.contains("name=\"texts\"")) << page;
  std::vector<std::string> found;
  std::string const box = "name=\"place ";
  for (auto at = page.find(box); at != page.npos; at = page.find(box, at + 1)) {
    auto const from = at + box.size();
    found.push_back(page.substr(from, page.find('"', from) - from));
    std::string const tag = page.substr(at, page.find('>', at) - at);
    EXPECT_TRUE(tag.contains("checked")) << tag;
  }
  ASSERT_GE(found.size(), 3U) << page;
  test::TestSite::Typed typed{{"person", person}, {"ground", "Đơn của bà Nguyễn Thị Ánh"}};
  for (std::string const& place : found) {
    typed.emplace_back("words " + place, "chỗ " + place);
    if (place != found.front()) typed.emplace_back("place " + place, "1");
  }
  // Refused, it shows the boxes as they were ticked.
  auto const again = site.send("quantri", "/do/erase", typed);
  EXPECT_EQ(again.status, 422) << again.body;
  auto const kept = again.body.find(box + found.front());
  ASSERT_NE(kept, again.body.npos) << again.body;
  EXPECT_FALSE(again.body.substr(kept, again.body.find('>', kept) - kept).contains("checked"));
  typed[1].second = "Đơn ngày 14/06/2021";
  auto const done = site.send("quantri", "/do/erase", typed);
  EXPECT_EQ(done.status, 303) << done.body;
  // It stands where no box was ticked, and there alone.
  auto const left = holding("Nguyễn Thị Ánh");
  EXPECT_EQ(std::ranges::count(left, ' '), 1) << left;
}

// A row that was written anew leaves the old one dead, in whichever table a name may stand.
TEST_P(Erasing, leaves_no_dead_row_of_any_kind) {
  if (store().read()->db().dialect() != store::Dialect::postgres) return;
  EXPECT_EQ(erase(anh, "all").refused, "");
  std::set<std::string> vacuumed;
  store().read()->db().each(
      "SELECT relname FROM pg_stat_user_tables WHERE schemaname = current_schema() AND "
      "vacuum_count > 0",
      store::Params(), [&](store::RowView const& row) { vacuumed.insert(row.text(0)); });
  EXPECT_TRUE(vacuumed.contains("entry"));
  for (store::Kind const* kind : whole.kinds) {
    EXPECT_TRUE(vacuumed.contains(std::string(kind->table))) << kind->table;
  }
}

TEST_P(Erasing, does_not_write_the_name_anew) {
  EXPECT_EQ(
      run("erase", {{"person", std::to_string(anh.value)}, {"ground", "Đơn của bà Nguyễn Thị Ánh"}})
          .refused,
      "erasure.ground_names_person");
  EXPECT_EQ(run("erase", {{"person", std::to_string(anh.value)},
                          {"ground", "Đơn"},
                          {"reason", "bà NGUYỄN THỊ ÁNH yêu cầu"}})
                .refused,
            "erasure.ground_names_person");
}

TEST_P(Erasing, whoever_alters_what_is_left_is_seen) {
  EXPECT_EQ(erase(anh, "all").refused, "");
  std::string const title = "Gặp bà (tên đã xóa) và ông Trần Văn Bình, khu 9";
  by_sql("UPDATE task_given SET title = ?1", "Gặp ông Trần Văn Bình");
  EXPECT_TRUE(test::faults(store()).contains("bút toán"));
  by_sql("UPDATE task_given SET title = ?1", title);
  EXPECT_EQ(test::faults(store()), "");
  by_sql("UPDATE entry SET reason = ?1 WHERE reason LIKE 'Theo%'", "Theo kế hoạch");
  EXPECT_TRUE(test::faults(store()).contains("bút toán"));
  by_sql("UPDATE entry SET reason = ?1 WHERE reason LIKE 'Theo%'",
         "Theo đề nghị của bà (tên đã xóa)");
  EXPECT_EQ(test::faults(store()), "");
}

TEST(NamesInTexts, are_found_whatever_their_marks_and_only_whole) {
  std::vector<std::string> const names{"Nguyễn Thị Ánh", "Ánh"};
  auto const left = [&](std::string_view text) { return store::without_names(text, names); };
  EXPECT_EQ(left("bà NGUYỄN  THỊ\nÁNH."), "bà (tên đã xóa).");
  EXPECT_EQ(left("Nguyen Thi Anh"), "(tên đã xóa)");
  EXPECT_EQ(left("Nguyễn Thị Ánh, Nguyễn Thị Ánh"), "(tên đã xóa), (tên đã xóa)");
  // Not a part of a word; a name of one word is a word.
  EXPECT_EQ(left("Nguyễn Thị Ánhh"), "Nguyễn Thị Ánhh");
  EXPECT_EQ(left("Ánh sáng"), "Ánh sáng");
  EXPECT_EQ(left("Nguyễn Thị, Ánh; Nguyễn Thị. Ánh; Nguyễn Thị; Ánh"),
            "Nguyễn Thị, Ánh; Nguyễn Thị. Ánh; Nguyễn Thị; Ánh");
  // Whatever joins its words, seen or not, and whatever stands around it.
  for (std::string const between : {"-",      " - ",     "–",      "‑",  "_",      ".",
                                    "·",      "\u00a0",  "\u2009", "\t", "\u200b", "\u200b \u200b",
                                    "\u2060", "-\u200d", "\u2028", "*",  "’",      " “",
                                    "\u3000", "+",       " & ",    "/",  ") ",     " (",
                                    "|",      "=",       "@",      "\\"}) {
    std::string const name = "Nguyễn" + between + "Thị" + between + "Ánh";
    EXPECT_EQ(left("bà " + name + ", khu 9"), "bà (tên đã xóa), khu 9") << between;
    EXPECT_EQ(left("“" + name + "”"), "“(tên đã xóa)”") << between;
  }
  // In another order, and run into one word.
  EXPECT_EQ(left("mời Ánh, Nguyễn Thị; Nguyễn, Thị Ánh."), "mời (tên đã xóa); (tên đã xóa).");
  EXPECT_EQ(left("NguyễnThịÁnh, nguyenthianh@x, Nguyễn ThịÁnh"),
            "(tên đã xóa), (tên đã xóa)@x, (tên đã xóa)");
  EXPECT_EQ(store::without_names("AnNa, Anna, an-na; Na, An", {"An Na"}),
            "(tên đã xóa), Anna, (tên đã xóa); Na, An");
  EXPECT_EQ(left("(Nguyễn) Thị Ánh"), "((tên đã xóa)");
  for (std::string const within : {"\u200b", "\u00ad", "\ufeff", "\u2060", "\ufe0f", "\x01"}) {
    EXPECT_EQ(left("bà Ngu" + within + "yễn Thị Án" + within + "h!"), "bà (tên đã xóa)!");
  }
  EXPECT_EQ(left("Ｎguyễn Ｔhị Ánh"), "(tên đã xóa)");
  // Of several names in one field each; one that is written with a sign of its own.
  EXPECT_EQ(store::without_names("Ba Ánh, tức Tư Hoa", {"Ba Ánh (Tư Hoa)"}),
            "(tên đã xóa), tức (tên đã xóa)");
  EXPECT_EQ(store::without_names("chị H’Hen Niê", {"H'Hen Niê"}), "chị (tên đã xóa)");
  EXPECT_EQ(store::without_names("chị H'Hen", {"H'Hen"}), "chị H'Hen");
  // Run into digits, and into words where capitals tell.
  for (auto const& [text, without] : std::vector<std::pair<std::string, std::string>>{
           {"Nguyễn Thị Ánh1979", "(tên đã xóa)1979"},
           {"NguyenThiAnh1979.pdf", "(tên đã xóa)1979.pdf"},
           {"1Nguyễn Thị Ánh 2Lê A", "1(tên đã xóa) 2Lê A"},
           {"NGUYỄN THỊ ÁNH2", "(tên đã xóa)2"},
           {"đ/cNguyễn Thị Ánh", "đ/c(tên đã xóa)"},
           {"ĐCNguyễn Thị Ánh", "ĐC(tên đã xóa)"},
           {"BàNguyễnThịÁnhKhu9", "Bà(tên đã xóa)Khu9"},
           {"đcNGUYỄN THỊ ÁNH", "đc(tên đã xóa)"},
           {"２Nguyễn Thị Ánh２", "２(tên đã xóa)２"}}) {
    EXPECT_EQ(left(text), without) << text;
  }
  // What docs/security.md says is not found.
  for (std::string const text :
       {"Nguyễn Thị Ánhsinh 1979", "bànguyễn thị ánh", "ĐCNGUYỄN THỊ ÁNH"}) {
    EXPECT_EQ(left(text), text);
  }
  // Marks set apart from their letters.
  EXPECT_EQ(left("bà Nguye\u0302\u0303n Thi\u0323 A\u0301nh ạ"), "bà (tên đã xóa) ạ");
}

}  // namespace
}  // namespace giaoban::app
