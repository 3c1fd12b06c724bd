#include "figure/figure.h"

#include <set>

#include "figure/cli.h"
#include "figure/world_test.h"

namespace giaoban::figure {
namespace {

using member::Cause;
using member::PersonTraits;
using member::Sex;
using member::Standing;
using review::Grade;
using review::NotAssessed;
using store::Tx;
using test::day;
using unit::UnitKind;

Day const roster_on = day("2020-12-31");
Day const decided_on = day("2021-01-20");
Day const asked_on = day("2021-06-14");

// Opened on 01/12/2020: Huyện ủy LT over Đảng bộ TX (cells TX-1, TX-2) and the grass-roots cell TM.
// Seven members; one moved on 01/03/2021, one came, one left.
class SmallWorld : public test::World {
 protected:
  void SetUp() override {
    World::SetUp();
    Day const opened = day("2020-12-01");
    loaded_in_ = write([&](Tx& tx) {
      auto const unit = [&](char const* code, UnitKind kind, std::optional<UnitId> parent) {
        return add_unit(tx, code, kind, parent, opened, unit::Origin::opening);
      };
      lt_ = unit("LT", UnitKind::district_committee, {});
      tx_ = unit("TX", UnitKind::grassroots_committee, lt_);
      tm_ = unit("TM", UnitKind::grassroots_cell, lt_);
      one_ = unit("TX-1", UnitKind::dependent_cell, tx_);
      two_ = unit("TX-2", UnitKind::dependent_cell, tx_);
      auto const enter = [&](char const* name, UnitId cell, Sex sex, char const* people,
                             Standing standing) {
        PersonTraits const traits = traits_of(sex, people);
        return add_member(tx, name, cell, opened, Cause::opening, traits, standing);
      };
      lan_ = enter("Nguyễn Thị Lan", one_, Sex::female, "Kinh", Standing::full);
      hung_ = enter("Trần Văn Hùng", one_, Sex::male, "Mường", Standing::full);
      binh_ = enter("Lê Thị Bình", one_, Sex::female, "kinh", Standing::full);
      an_ = enter("Phạm Văn An", two_, Sex::male, "Kinh", Standing::full);
      cuc_ = enter("Đỗ Thị Cúc", two_, Sex::female, "Tày", Standing::probationary);
      dung_ = enter("Hoàng Văn Dũng", tm_, Sex::male, "", Standing::full);
      mai_ = enter("Vũ Thị Mai", tm_, Sex::female, "Kinh", Standing::full);
      ok(tx.state(binh_.value, Span{opened}, member::Exemption{"già yếu"}));
      ok(tx.state(an_.value, Span{day("2021-02-01"), day("2021-08-01")},
                  member::TemporaryActivity{tm_, ""}));
      hold(tx, lan_, one_, post::Title::secretary);
      hold(tx, an_, two_, post::Title::secretary);
      hold(tx, an_, tx_, post::Title::committee_member);
    });
    graded_in_ = write([&](Tx& tx) {
      give(tx, lan_, Grade::excellent);
      give(tx, hung_, Grade::good);
      ok(tx.yearly(
          binh_.value, 2020, decided_on,
          review::PersonGrade{review::PersonAspect::member, {}, NotAssessed::exempt, roster_on}));
      give(tx, an_, Grade::good);
      give(tx, dung_, Grade::fair);  // Cúc and Mai: nothing recorded
      give(tx, an_, Grade::excellent, review::PersonAspect::leader);
      give(tx, tx_, Grade::good);
      give(tx, one_, Grade::excellent);
      give(tx, two_, Grade::good);
      give(tx, tm_, Grade::fair);
      give(tx, tx_, Grade::good, review::UnitAspect::collective);
    });
    write([&](Tx& tx) {
      ok(tx.state(hung_.value, Span{day("2021-03-01")},
                  member::MemberCell{tm_, Cause::transferred, {}}));
      ok(tx.state(mai_.value, Span{day("2021-04-01")},
                  member::MemberCell{{}, Cause::deceased, {}}));
      PersonTraits const traits = traits_of(Sex::male, "Kinh");
      add_member(tx, "Bùi Văn Sơn", two_, day("2021-05-19"), Cause::admitted, traits,
                 Standing::probationary);
    });
  }

  static void hold(Tx& tx, PersonId person, UnitId unit, post::Title title) {
    ok(tx.state(tx.new_id(), Span{day("2020-12-01")}, post::PostHolding{person, unit, title, ""}));
  }
  static void give(Tx& tx, PersonId person, Grade grade,
                   review::PersonAspect aspect = review::PersonAspect::member) {
    ok(tx.yearly(person.value, 2020, decided_on,
                 review::PersonGrade{aspect, grade, {}, roster_on}));
  }
  static void give(Tx& tx, UnitId unit, Grade grade,
                   review::UnitAspect aspect = review::UnitAspect::organisation) {
    ok(tx.yearly(unit.value, 2020, decided_on, review::UnitGrade{aspect, grade, {}, roster_on}));
  }
  test::Kept opened(Reference const& reference, member::Page page = {}) {
    test::Kept kept;
    auto const result = records(*store_->read(), {.reference = reference, .page = page}, kept);
    EXPECT_TRUE(result) << result.error().text(Language::vietnamese);
    return kept;
  }

  EntryNumber loaded_in_ = 0, graded_in_ = 0;
  UnitId lt_, tx_, tm_, one_, two_;
  PersonId lan_, hung_, binh_, an_, cuc_, dung_, mai_;
};
ON_BOTH_DATABASES(SmallWorld);

TEST_P(SmallWorld, figures_are_those_counted_by_hand) {
  auto const told = texts(ask(lt_, asked_on));
  std::map<std::string, std::string> const by_hand{
      {"members", "7"},
      {"members.full", "5/7"},
      {"members.probationary", "2/7"},
      {"members.women", "3/7"},
      {"members.ethnic_minority", "2/7"},
      {"members.religious", "0/7"},
      {"members.exempt", "1/7"},
      {"members.suspended", "0/7"},
      {"members.away", "1/7"},
      {"units.above_grassroots", "1"},
      {"units.grassroots", "2"},
      {"units.grassroots_committees", "1"},
      {"units.grassroots_cells", "1"},
      {"units.dependent_cells", "2"},
      {"units.sub_committees", "0"},
      {"posts", "3"},
      {"posts.secretary", "2"},
      {"posts.committee_member", "1"},
      // Over the roster of 31/12/2020: Mai is on it, Sơn is not.
      {"members.on_roster", "7"},
      {"members.assessed", "4/7"},
      {"members.graded_excellent", "1/7"},
      {"members.graded_excellent/assessed", "1/4"},
      {"members.graded_excellent/good_or_better", "1/3"},
      {"members.graded_good_or_better", "3/7"},
      {"members.graded_good_or_better/assessed", "3/4"},
      {"members.graded_good", "2/7"},
      {"members.graded_fair", "1/7"},
      {"members.graded_failed", "0/7"},
      {"members.not_assessed.exempt", "1/7"},
      {"members.not_assessed.unrecorded", "2/7"},
      {"grassroots.on_roster", "2"},
      {"grassroots.graded_good_or_better", "1/2"},
      {"grassroots.graded_excellent", "0/2"},
      {"cells.graded_excellent", "1/2"},
      {"cells.graded_good_or_better", "2/2"},
      {"collectives.on_roster", "1"},
      {"collectives.graded_good/assessed", "1/1"},
      // The secretary of a dependent cell whom no round graded as a leader is none.
      {"leaders.on_roster", "1"},
      {"leaders.graded_excellent", "1/1"},
      {"leaders.assessed", "1/1"},
  };
  for (auto const& [id, text] : by_hand) {
    auto const found = told.find(id);
    ASSERT_NE(found, told.end()) << id;
    EXPECT_EQ(found->second, text) << id;
  }
}

TEST_P(SmallWorld, a_unit_counts_itself_and_all_under_it) {
  auto const commune = texts(ask(tx_, asked_on));
  EXPECT_EQ(commune.at("members"), "5");
  EXPECT_EQ(commune.at("members.on_roster"), "5");
  EXPECT_EQ(commune.at("units.grassroots"), "1");
  auto const cell = texts(ask(tm_, asked_on));
  EXPECT_EQ(cell.at("members"), "2");
  EXPECT_EQ(cell.at("members.on_roster"), "2");
}

TEST_P(SmallWorld, who_joins_on_the_day_counts_who_leaves_does_not) {
  EXPECT_EQ(texts(ask(lt_, day("2021-05-18"))).at("members"), "6");
  EXPECT_EQ(texts(ask(lt_, day("2021-05-19"))).at("members"), "7");
  EXPECT_EQ(texts(ask(lt_, day("2021-03-31"))).at("members"), "7");
  EXPECT_EQ(texts(ask(lt_, day("2021-04-01"))).at("members"), "6");
}

TEST_P(SmallWorld, what_is_not_known_is_never_zero) {
  // Before the opening of the register.
  for (Figure const& one : ask(lt_, day("2020-11-30"))) {
    EXPECT_FALSE(one.count) << one.measure().id;
    EXPECT_FALSE(one.share) << one.measure().id;
    ASSERT_TRUE(one.note) << one.measure().id;
    EXPECT_EQ(say(Language::vietnamese, one.note->text, one.note->args),
              "Chưa biết: sổ của đơn vị mở ngày 01/12/2020.");
  }
  // Opened, but no round decided yet.
  auto const before = texts(ask(lt_, day("2021-01-19")));
  EXPECT_EQ(before.at("members"), "7");
  EXPECT_EQ(before.at("members.on_roster"), "?");
  EXPECT_EQ(before.at("grassroots.graded_excellent"), "?");
  EXPECT_EQ(texts(ask(lt_, decided_on)).at("members.on_roster"), "7");
  test::Kept kept;
  auto const none =
      records(*store_->read(), {.reference = {measure("members"), lt_, {day("2020-11-30")}}}, kept);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, &not_known);
}

// A second commune's register, opened later, makes the totals before it unknown for all above it.
TEST_P(SmallWorld, a_register_opened_later_makes_earlier_totals_unknown) {
  write([&](Tx& tx) {
    UnitId const late = add_unit(tx, "SV", UnitKind::grassroots_cell, lt_, day("2021-05-01"),
                                 unit::Origin::opening);
    add_member(tx, "Ngô Văn Tám", late, day("2021-05-01"), Cause::opening, {}, Standing::full);
  });
  EXPECT_EQ(texts(ask(lt_, day("2021-04-30"))).at("members"), "?");
  EXPECT_EQ(texts(ask(tx_, day("2021-04-30"))).at("members"), "4");
  EXPECT_EQ(texts(ask(lt_, asked_on)).at("members"), "8");
  EXPECT_EQ(texts(ask(lt_, asked_on)).at("members.on_roster"), "?");
}

TEST_P(SmallWorld, later_entries_do_not_move_what_was_known) {
  auto const at_load = texts(ask(lt_, asked_on, loaded_in_));
  EXPECT_EQ(at_load.at("members"), "7");
  EXPECT_EQ(at_load.at("members.full"), "6/7");
  EXPECT_EQ(at_load.at("members.on_roster"), "?");
  EXPECT_EQ(texts(ask(lt_, asked_on, graded_in_)).at("members.assessed"), "4/7");
}

TEST_P(SmallWorld, a_reference_opens_the_same_figure_after_corrections) {
  auto const printed = ask(lt_, asked_on);
  write([&](Tx& tx) {
    ok(tx.state(lan_.value, Span{day("2021-02-01")},
                member::MemberCell{{}, Cause::transferred_out, "Hà Nội"}));
    give(tx, hung_, Grade::failed);
    ok(tx.state(one_.value, Span{day("2020-12-01")}, unit::UnitParent{lt_}));
  });
  auto const now = texts(ask(lt_, asked_on));
  EXPECT_EQ(now.at("members"), "6");
  EXPECT_EQ(now.at("members.graded_good"), "1/7");
  auto const snapshot = store_->read();
  for (Figure const& one : printed) {
    auto const reference = parse_reference(one.reference.text());
    ASSERT_TRUE(reference) << one.reference.text();
    auto const again = figure(*snapshot, *reference);
    ASSERT_TRUE(again) << one.reference.text();
    EXPECT_EQ(text_of(*again), text_of(one)) << one.reference.text();
    EXPECT_EQ(again->reference.text(), one.reference.text());
  }
}

TEST_P(SmallWorld, as_many_records_open_as_were_counted) {
  for (Figure const& one : ask(lt_, asked_on)) {
    auto const kept = opened(one.reference);
    EXPECT_EQ(std::ssize(kept.listing.rows), one.count) << one.measure().id;
    std::set<std::int64_t> ids;
    for (Row const& row : kept.listing.rows) ids.insert(std::get<std::int64_t>(row[0]));
    EXPECT_EQ(ids.size(), kept.listing.rows.size()) << one.measure().id;
  }
}

TEST_P(SmallWorld, records_come_unit_by_unit_and_by_name) {
  Reference const all{measure("members"), lt_, {asked_on}};
  std::vector<std::string> names;
  for (Row const& row : opened(all).listing.rows) names.push_back(test::text_at(row, 1));
  std::vector<std::string> const expected{"Hoàng Văn Dũng", "Trần Văn Hùng", "Lê Thị Bình",
                                          "Nguyễn Thị Lan", "Phạm Văn An",   "Đỗ Thị Cúc",
                                          "Bùi Văn Sơn"};
  EXPECT_EQ(names, expected);
  auto const page = opened(all, {.offset = 3, .limit = 2});
  ASSERT_EQ(page.listing.rows.size(), 2U);
  EXPECT_EQ(test::text_at(page.listing.rows[0], 1), "Nguyễn Thị Lan");
  EXPECT_EQ(test::text_at(page.listing.rows[1], 1), "Phạm Văn An");
  EXPECT_EQ(opened(all, {.offset = 7, .limit = 5}).listing.rows.size(), 0U);
}

TEST_P(SmallWorld, the_erased_stay_counted_without_their_name) {
  auto const before = texts(ask(lt_, asked_on));
  auto const entry = write([&](Tx& tx) { ok(store::erase(tx, lan_, "theo yêu cầu")); });
  EXPECT_EQ(texts(ask(lt_, asked_on)), before);
  auto const kept = opened({measure("members.graded_excellent"), lt_, {asked_on}});
  ASSERT_EQ(kept.listing.rows.size(), 1U);
  EXPECT_EQ(test::text_at(kept.listing.rows[0], 1), "đã xóa ở bút toán " + std::to_string(entry));
}

TEST_P(SmallWorld, references_of_another_store_are_refused) {
  auto const snapshot = store_->read();
  auto const ahead = figure(*snapshot, {measure("members"), lt_, {asked_on, 1000}});
  ASSERT_FALSE(ahead);
  EXPECT_EQ(ahead.error().kind, &reference_ahead);
  auto const foreign = figure(*snapshot, {measure("members"), UnitId{12345}, {asked_on, 1}});
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().kind, &reference_foreign);
}

// Beyond some hundreds of persons the names are read at once, not one by one.
TEST_P(SmallWorld, a_long_list_bears_every_name) {
  write([&](Tx& tx) {
    for (int i = 0; i < 520; ++i) {
      add_member(tx, "Người thứ " + std::to_string(i), one_, day("2021-05-19"), Cause::admitted, {},
                 Standing::probationary);
    }
  });
  auto const kept = opened({measure("members"), lt_, {asked_on}});
  EXPECT_EQ(kept.listing.rows.size(), 7U + 520U);
  for (Row const& row : kept.listing.rows) EXPECT_NE(test::text_at(row, 1), "");
}

// --- the command ---------------------------------------------------------------------------------

TEST_P(SmallWorld, the_command_prints_the_agreed_keys) {
  auto const address = store_->address();
  store_.reset();
  std::ostringstream data, words;
  auto const context_with = [&](print::Format format, std::vector<store::Grant> grants) {
    return std::make_unique<command::Context>(
        command::Context::Settings{.address = address,
                                   .keys_path = (folder() / "keys").string(),
                                   .user = "an",
                                   .grants = std::move(grants),
                                   .language = Language::english,
                                   .format = format},
        test::test_catalogue(), clock_, data, words);
  };
  auto const run = [&](command::Context& context,
                       std::vector<std::pair<std::string, std::string>> const& options) {
    command::Arguments arguments;
    for (auto const& [name, value] : options) arguments.set(name, value);
    return commands().front().run(context, arguments);
  };
  auto context = context_with(print::Format::json, {&figure_read, &member::member_read});
  ASSERT_TRUE(run(*context, {{"unit", "LT"},
                             {"as-of", "2021-06-14"},
                             {"measure", "members.graded_excellent/good_or_better"}}));
  EXPECT_NE(data.str().find(R"("numerator":1)"), std::string::npos) << data.str();
  EXPECT_NE(data.str().find(R"("percent":"33,33")"), std::string::npos) << data.str();
  auto const from = data.str().find("members.graded_excellent/good_or_better.1-");
  auto const reference = data.str().substr(from, data.str().find('"', from) - from);
  data.str("");
  ASSERT_TRUE(run(*context, {{"unit", "LT"}, {"as-of", "2020-11-30"}}));
  EXPECT_NE(data.str().find(R"("numerator":null)"), std::string::npos) << data.str().substr(0, 300);
  data.str("");
  auto csv = context_with(print::Format::csv, {&figure_read, &member::member_read});
  ASSERT_TRUE(run(*csv, {{"reference", reference}, {"records", ""}}));
  EXPECT_NE(data.str().find("Nguyễn Thị Lan"), std::string::npos) << data.str();
  auto const log = (*csv->store())->accesses(std::nullopt);
  EXPECT_FALSE(log.empty());
  auto closed = context_with(print::Format::csv, {&figure_read});
  auto const denied = run(*closed, {{"reference", reference}, {"records", ""}});
  ASSERT_FALSE(denied);
  EXPECT_EQ(denied.error().kind, &store::not_allowed);
  EXPECT_FALSE(run(*csv, {{"unit", "LT"}, {"measure", "members.tall"}}));
}

}  // namespace
}  // namespace giaoban::figure
