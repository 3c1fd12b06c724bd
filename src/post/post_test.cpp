#include "post/post.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/text.h"
#include "post/doors.h"
#include "post/rules.h"
#include "tests/both_databases.h"
#include "tests/laying.h"

namespace giaoban::post {
namespace {

using store::Tx;

Day day(std::string_view iso) {
  auto const parsed = Day::parse_iso(iso);
  ensure(parsed.has_value(), "the test's day is in the calendar");
  return *parsed;
}

// --- rules -------------------------------------------------------------------------------------

TEST(PostRules, tell_which_holdings_clash) {
  PersonId const lan{1};
  PersonId const hung{2};
  UnitId const here{10};
  UnitId const there{11};
  Span const early{day("2020-01-01"), day("2021-01-01")};
  Span const late{day("2021-01-01"), Day::forever()};
  Span const both{day("2020-06-01"), day("2021-06-01")};
  using enum Title;
  Holding const base{
      .post = {}, .holding = {.person = lan, .unit = here, .title = secretary}, .span = early};
  struct {
    Holding other;
    std::optional<Clash> clash;
  } const cases[] = {
      {{{}, {lan, here, secretary, ""}, early}, Clash::twice},
      {{{}, {lan, here, secretary, ""}, both}, Clash::twice},
      {{{}, {lan, here, secretary, ""}, late}, std::nullopt},
      {{{}, {hung, here, secretary, ""}, both}, Clash::two_secretaries},
      {{{}, {hung, here, secretary, ""}, late}, std::nullopt},
      {{{}, {hung, there, secretary, ""}, both}, std::nullopt},
      {{{}, {hung, here, deputy_secretary, ""}, both}, std::nullopt},
      {{{}, {lan, here, deputy_secretary, ""}, both}, std::nullopt},
      {{{}, {lan, there, secretary, ""}, both}, std::nullopt},
  };
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    EXPECT_EQ(clash_of(base, cases[i].other), cases[i].clash) << "case " << i;
    EXPECT_EQ(clash_of(cases[i].other, base), cases[i].clash) << "case " << i << ", turned";
  }
  Holding const head_of_one{{}, {lan, here, other, "Tổ trưởng tổ 1"}, early};
  Holding const head_of_two{{}, {lan, here, other, "Tổ trưởng tổ 2"}, early};
  EXPECT_EQ(clash_of(head_of_one, head_of_two), std::nullopt);
  EXPECT_EQ(clash_of(head_of_one, head_of_one), Clash::twice);
  auto written_otherwise = head_of_one;
  written_otherwise.holding.title_text = " " + capitals(head_of_one.holding.title_text);
  EXPECT_EQ(clash_of(head_of_one, written_otherwise), Clash::twice);
}

TEST(PostRules, ask_for_words_only_where_the_list_has_none) {
  for (Choice const& c : choices_of(Title{})) {
    auto const title = static_cast<Title>(c.value);
    EXPECT_EQ(needs_title_text({.person = {}, .unit = {}, .title = title}), title == Title::other)
        << c.code;
  }
  EXPECT_FALSE(
      needs_title_text({.person = {}, .unit = {}, .title = Title::other, .title_text = "X"}));
}

// --- verbs -------------------------------------------------------------------------------------

store::Catalogue const& test_catalogue() {
  static store::Catalogue const all = [] {
    store::Catalogue c = store::store_catalogue();
    c.add(unit::catalogue());
    c.add(member::catalogue());
    c.add(catalogue());
    return c;
  }();
  return all;
}

// Đảng bộ xã Tứ Xã and its cell; Lan and Hùng, who may hold posts there.
class PostVerbs : public test::BothDatabases {
 protected:
  void SetUp() override {
    address_ = fresh_address();
    auto opened = store::Store::open({.address = address_,
                                      .catalogue = &test_catalogue(),
                                      .clock = &clock_,
                                      .keys_path = (folder() / "keys").string(),
                                      .if_missing = store::IfMissing::create});
    ASSERT_TRUE(opened) << opened.error().text(Language::vietnamese);
    store_ = *std::move(opened);
    auto const made = write([&](Tx& tx) -> Result<void> {
      TRY_INTO(commune_, unit::found(tx, {.code = "TX",
                                          .name = "Đảng bộ xã Tứ Xã",
                                          .unit_kind = unit::UnitKind::grassroots_committee,
                                          .from = day("2015-01-01")}));
      TRY_INTO(cell_, unit::found(tx, {.code = "TX-1",
                                       .name = "Chi bộ khu 1",
                                       .unit_kind = unit::UnitKind::dependent_cell,
                                       .parent = commune_,
                                       .from = day("2015-01-01")}));
      for (auto [person, name] : {std::pair{&lan_, "Nguyễn Thị Lan"}, {&hung_, "Trần Văn Hùng"}}) {
        *person = tx.new_person();
        member::PersonParticulars particulars;
        particulars.full_name = name;
        TRY_VOID(tx.state(person->value, {day("1980-01-01"), Day::forever()}, particulars));
      }
      return {};
    });
    ASSERT_TRUE(made) << made.error().text(Language::vietnamese);
  }
  void TearDown() override {
    if (!store_) return;
    auto const report = store::check(*store_);
    EXPECT_TRUE(report.faults.empty()) << report.faults.front();
  }

  Result<EntryNumber> write(std::function<Result<void>(Tx&)> const& body) {
    auto const written =
        store_->write({.actor = {"lan", {&post_write, &test::laying_right, store::undo_verb.right}},
                       .verb = &test::laying_verb},
                      body);
    if (!written) return std::unexpected(written.error());
    return written->entry;
  }
  Result<PostId> appointed(PostHolding const& holding, Span span) {
    PostId post;
    auto const written = write([&](Tx& tx) -> Result<void> {
      TRY_INTO(post, appoint(tx, holding, span));
      return {};
    });
    if (!written) {
      EXPECT_EQ(written.error().text(Language::vietnamese).find('{'), std::string::npos);
      return std::unexpected(written.error());
    }
    return post;
  }
  RefusalKind const* refused(PostHolding const& holding, Span span) {
    auto const post = appointed(holding, span);
    return post ? nullptr : post.error().kind;
  }
  std::vector<PersonId> holders(UnitId unit, char const* on,
                                EntryNumber known_at = store::standing - 1) {
    std::vector<PersonId> persons;
    for (Holding const& held : of_unit(*store_->read(), unit, {day(on), known_at})) {
      persons.push_back(held.holding.person);
    }
    return persons;
  }

  FixedClock clock_{*Day::from_ymd(2025, 8, 1)};
  std::string address_;
  std::unique_ptr<store::Store> store_;
  UnitId commune_, cell_;
  PersonId lan_, hung_;
  Span const term_{*Day::from_ymd(2020, 7, 1), *Day::from_ymd(2025, 7, 1)};
};
ON_BOTH_DATABASES(PostVerbs);

using Persons = std::vector<PersonId>;

TEST_P(PostVerbs, appoint_holds_over_its_days_in_the_order_of_titles) {
  ASSERT_TRUE(appointed({hung_, commune_, Title::committee_member, ""}, term_));
  ASSERT_TRUE(appointed({lan_, commune_, Title::secretary, ""}, term_));
  EXPECT_EQ(holders(commune_, "2020-06-30"), Persons{});
  EXPECT_EQ(holders(commune_, "2020-07-01"), (Persons{lan_, hung_}));
  EXPECT_EQ(holders(commune_, "2025-06-30"), (Persons{lan_, hung_}));
  EXPECT_EQ(holders(commune_, "2025-07-01"), Persons{});
  EXPECT_EQ(holders(cell_, "2021-01-01"), Persons{});
}

TEST_P(PostVerbs, undo_that_would_give_a_second_secretary_is_refused) {
  auto const first = appointed({lan_, commune_, Title::secretary, ""}, {day("2020-01-01")});
  ASSERT_TRUE(first);
  auto const ended = write([&](Tx& tx) { return end(tx, *first, day("2021-01-01")); });
  ASSERT_TRUE(ended);
  ASSERT_TRUE(appointed({hung_, commune_, Title::secretary, ""}, {day("2021-01-01")}));
  auto const undone = write([&](Tx& tx) { return store::undo(tx, *ended); });
  ASSERT_FALSE(undone);
  EXPECT_EQ(undone.error().kind, &store::undo_breaks_law);
}

TEST_P(PostVerbs, appoint_refuses_in_order) {
  ASSERT_TRUE(appointed({lan_, commune_, Title::secretary, ""}, term_));
  EXPECT_EQ(refused({lan_, commune_, Title::secretary, ""}, {term_.to - 1, Day::forever()}),
            &already_held);
  EXPECT_EQ(refused({hung_, commune_, Title::secretary, ""}, {term_.to - 1, Day::forever()}),
            &second_secretary);
  EXPECT_EQ(refused({hung_, commune_, Title::other, "  "}, term_), &title_text_missing);
  EXPECT_EQ(refused({hung_, commune_, Title::secretary, ""}, {term_.to, Day::forever()}), nullptr);
  EXPECT_EQ(refused({hung_, cell_, Title::secretary, ""}, {*Day::from_ymd(2026, 8, 2)}),
            &appointed_far_ahead);
  EXPECT_EQ(refused({hung_, cell_, Title::secretary, ""}, {*Day::from_ymd(2099, 1, 1)}),
            &appointed_far_ahead);
  EXPECT_EQ(refused({lan_, cell_, Title::deputy_secretary, ""}, {*Day::from_ymd(2026, 8, 1)}),
            nullptr);
  EXPECT_EQ(refused({hung_, cell_, Title::secretary, ""}, term_), nullptr);
  EXPECT_EQ(refused({hung_, commune_, Title::other, "Tổ trưởng"}, term_), nullptr);
}

TEST_P(PostVerbs, appoint_names_who_is_secretary) {
  ASSERT_TRUE(appointed({lan_, commune_, Title::secretary, ""}, term_));
  auto const second = appointed({hung_, commune_, Title::secretary, ""}, term_);
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().text(Language::vietnamese).find("Nguyễn Thị Lan"), std::string::npos);
}

TEST_P(PostVerbs, appoint_needs_a_unit_in_force) {
  EXPECT_EQ(refused({lan_, commune_, Title::secretary, ""}, {day("2014-12-31"), Day::forever()}),
            &store::outlives_reference);
}

TEST_P(PostVerbs, end_frees_the_post_from_its_day) {
  auto const post = appointed({lan_, commune_, Title::secretary, ""}, {term_.from, Day::forever()});
  ASSERT_TRUE(post);
  EntryNumber const before = store_->read()->head();
  ASSERT_TRUE(write([&](Tx& tx) { return end(tx, *post, day("2023-01-01")); }));
  EXPECT_EQ(holders(commune_, "2022-12-31"), Persons{lan_});
  EXPECT_EQ(holders(commune_, "2023-01-01"), Persons{});
  EXPECT_EQ(holders(commune_, "2023-01-01", before), Persons{lan_});
  EXPECT_EQ(refused({hung_, commune_, Title::secretary, ""}, {day("2023-01-01"), Day::forever()}),
            nullptr);
  auto const history = of_person(*store_->read(), lan_, store::standing - 1);
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].span, (Span{term_.from, day("2023-01-01")}));
  EXPECT_EQ(of_person(*store_->read(), lan_, before)[0].span.to, Day::forever());
}

TEST_P(PostVerbs, end_refuses_a_post_that_nobody_holds) {
  auto const post = appointed({lan_, commune_, Title::secretary, ""}, term_);
  ASSERT_TRUE(post);
  struct {
    PostId post;
    Day on;
    bool refused;
  } const cases[] = {{PostId{7}, day("2021-01-01"), true},
                     {*post, term_.from, true},
                     {*post, term_.to + 1, true},
                     {*post, term_.from + 1, false}};
  for (auto const& c : cases) {
    auto const ended = write([&](Tx& tx) { return end(tx, c.post, c.on); });
    EXPECT_EQ(!ended, c.refused) << c.on.iso();
    EXPECT_EQ(ended ? nullptr : ended.error().kind, c.refused ? &no_such_post : nullptr);
  }
}

TEST_P(PostVerbs, a_unit_with_a_post_to_come_is_not_dissolved) {
  ASSERT_TRUE(appointed({lan_, cell_, Title::secretary, ""}, {day("2026-01-01"), Day::forever()}));
  auto const dissolved =
      write([&](Tx& tx) { return unit::dissolve(tx, cell_, day("2025-07-01")); });
  ASSERT_FALSE(dissolved);
  EXPECT_EQ(dissolved.error().kind, &unit::still_has_members);
}

TEST_P(PostVerbs, a_post_outlives_the_erasure_of_who_held_it) {
  ASSERT_TRUE(appointed({lan_, commune_, Title::secretary, ""}, term_));
  ASSERT_TRUE(write([&](Tx& tx) { return store::erase(tx, lan_, "Luật bảo vệ dữ liệu cá nhân"); }));
  EXPECT_EQ(holders(commune_, "2021-01-01"), Persons{lan_});
}

TEST_P(PostVerbs, are_reached_by_commands) {
  command::Context::Settings const settings{.address = address_,
                                            .keys_path = (folder() / "keys").string(),
                                            .user = "lan",
                                            .grants = {&post_read, &post_write},
                                            .language = Language::vietnamese,
                                            .format = print::Format::csv};
  std::ostringstream data;
  std::ostringstream words;
  door::Doors const open_doors = doors();
  auto const run = [&](std::string_view path,
                       std::vector<std::pair<std::string, std::string>> const& given) {
    data.str("");
    command::Arguments arguments;
    for (auto const& [name, value] : given) arguments.set(name, value);
    command::Context context(settings, test_catalogue(), clock_, data, words);
    for (command::Command const& command : open_doors.commands) {
      if (command.path != path) continue;
      auto const done = command.run(context, arguments);
      EXPECT_TRUE(done) << path << ": " << done.error().text(Language::vietnamese);
    }
    return data.str();
  };
  run("post appoint", {{"person", std::to_string(lan_.value)},
                       {"unit", "TX"},
                       {"title", "bí thư"},
                       {"from", "01/08/2020"}});
  auto const held = run("post list", {{"unit", "TX"}, {"as-of", "31/12/2020"}});
  EXPECT_NE(held.find(",Nguyễn Thị Lan,TX,Đảng bộ xã Tứ Xã,bí thư,,2020-08-01,"), std::string::npos)
      << held;
  auto const post = of_person(*store_->read(), lan_, store::standing - 1).at(0).post;
  run("post end", {{"post", std::to_string(post.value)}, {"from", "01/01/2022"}});
  EXPECT_EQ(run("post list", {{"unit", "TX"}, {"as-of", "01/01/2022"}}).find("Lan"),
            std::string::npos);
  auto const ever = run("post list", {{"person", std::to_string(lan_.value)}});
  EXPECT_NE(ever.find(",bí thư,,2020-08-01,2022-01-01"), std::string::npos) << ever;
}

TEST_P(PostVerbs, invariants_find_what_a_verb_would_have_refused) {
  ASSERT_TRUE(write([&](Tx& tx) -> Result<void> {
    for (PersonId const person : {lan_, lan_, hung_}) {
      TRY_VOID(tx.state(tx.new_id(), term_, PostHolding{person, commune_, Title::secretary, ""}));
    }
    return {};
  }));
  std::map<std::string_view, std::size_t> breaches;
  auto snapshot = store_->read();
  for (store::Invariant const* invariant : catalogue().invariants) {
    breaches[invariant->claim] = invariant->breaches(*snapshot).size();
  }
  EXPECT_EQ(breaches["no_post_held_twice"], 1U);
  EXPECT_EQ(breaches["one_secretary_a_unit"], 2U);
  snapshot.reset();
  store_.reset();  // nothing for TearDown to find whole
}

}  // namespace
}  // namespace giaoban::post
