#include <gtest/gtest.h>

#include <array>
#include <sstream>

#include "command/command.h"

namespace giaoban::command {
namespace {

enum class Colour { red, blue };
std::span<Choice const> choices_of(Colour) {
  static std::array<Choice, 2> const choices{{{0, "red", M("đỏ")}, {1, "blue", M("xanh")}}};
  return choices;
}

store::Entity const thing{.name = "thing", .label = M("đồ vật")};
struct Painted {
  std::string short_name = "cũ";
  std::optional<Colour> colour;
  std::optional<Day> painted_on;
  UnitId owner{7};
};
store::Kind const painted{
    .number = 900,
    .table = "painted",
    .label = M("Đồ vật sơn"),
    .subject = &thing,
    .fields = {store::field<&Painted::short_name>(1, "short_name", M("Tên")),
               store::field<&Painted::colour>(2, "colour", M("Màu")),
               store::field<&Painted::painted_on>(3, "painted_on", M("Ngày sơn")),
               store::field<&Painted::owner>(4, "owner", M("Của"), {.refers = &thing})}};

TEST(KindOptions, are_one_per_field_but_references_with_dashes) {
  auto const options = options_of(painted);
  ASSERT_EQ(options.size(), 3U);
  EXPECT_EQ(options[0].name, "short-name");
  EXPECT_EQ(options[1].name, "colour");
  EXPECT_EQ(options[1].choices.size(), 2U);
  EXPECT_EQ(options[2].name, "painted-on");
}

TEST(KindOptions, fill_what_was_given_and_keep_the_rest) {
  Arguments arguments;
  arguments.set("colour", "blue");
  arguments.set("painted-on", "14/06/2021");
  Painted fact;
  ASSERT_TRUE(fill(painted, arguments, &fact));
  EXPECT_EQ(fact.short_name, "cũ");
  EXPECT_EQ(fact.colour, Colour::blue);
  EXPECT_EQ(fact.painted_on, Day::from_ymd(2021, 6, 14));
  EXPECT_EQ(fact.owner, UnitId{7});
}

TEST(KindOptions, refuse_a_wrong_value_at_its_option) {
  Arguments arguments;
  arguments.set("painted-on", "31/02/2021");
  Painted fact;
  auto const filled = fill(painted, arguments, &fact);
  ASSERT_FALSE(filled);
  EXPECT_EQ(filled.error().where, "--painted-on");
}

struct ActOf : testing::Test {
  store::Right const right{.name = "thing.write", .label = M("Ghi")};
  store::Verb const verb{.name = "thing.paint", .label = M("Sơn"), .right = &right};
  store::Catalogue const catalogue;
  FixedClock const clock{*Day::from_ymd(2021, 6, 14)};
  std::ostringstream data;
  std::ostringstream words;
  Context context{{.address = {}, .keys_path = {}, .user = "an", .grants = {&right}},
                  catalogue,
                  clock,
                  data,
                  words};
  Arguments arguments;
};

TEST_F(ActOf, a_document_is_read_with_its_type_and_day) {
  arguments.set("document", "12-QĐ/TU");
  arguments.set("document-date", "05/02/2021");
  arguments.set("issuer", "Tỉnh ủy");
  arguments.set("reason", " theo  đề nghị ");
  auto const act = context.act(verb, arguments);
  ASSERT_TRUE(act);
  EXPECT_EQ(act->actor.name, "an");
  EXPECT_TRUE(act->actor.may(right));
  EXPECT_EQ(act->verb, &verb);
  ASSERT_TRUE(act->basis);
  EXPECT_EQ(act->basis->document.number, "12-QĐ/TU");
  EXPECT_EQ(act->basis->document.type, "QĐ");
  EXPECT_EQ(act->basis->document.issuer, "Tỉnh ủy");
  EXPECT_EQ(act->basis->signed_on, Day::from_ymd(2021, 2, 5));
  EXPECT_EQ(act->reason, "theo đề nghị");
}

TEST_F(ActOf, half_a_document_is_refused) {
  for (auto const* lonely : {"document", "issuer", "signer"}) {
    Arguments half;
    half.set(lonely, "12-QĐ/TU");
    EXPECT_EQ(context.act(verb, half).error().kind, &document_incomplete) << lonely;
  }
  arguments.set("document-date", "05/02/2021");
  EXPECT_EQ(context.act(verb, arguments).error().kind, &document_incomplete);
}

TEST_F(ActOf, the_moment_is_today_and_all_that_is_known_unless_said) {
  auto const now = context.moment(arguments);
  EXPECT_EQ(now->as_of, Day::from_ymd(2021, 6, 14));
  EXPECT_EQ(now->known_at, store::standing - 1);
  arguments.set("as-of", "2020-12-31");
  arguments.set("known-at", "57");
  auto const then = context.moment(arguments);
  EXPECT_EQ(then->as_of, Day::from_ymd(2020, 12, 31));
  EXPECT_EQ(then->known_at, 57);
}

TEST_F(ActOf, a_store_that_was_not_named_is_a_usage_fault) {
  EXPECT_EQ(context.store().error().kind, &store_not_named);
}

}  // namespace
}  // namespace giaoban::command
