// A store with units, members, posts and results for the tests of figures.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "figure/figure.h"
#include "tests/both_databases.h"
#include "tests/laying.h"

namespace giaoban::figure::test {

inline Day day(std::string_view iso) {
  auto const parsed = Day::parse_iso(iso);
  ensure(parsed.has_value(), "the test's day is in the calendar");
  return *parsed;
}

inline store::Catalogue const& test_catalogue() {
  static store::Catalogue const all = [] {
    store::Catalogue c = store::store_catalogue();
    c.add(unit::catalogue());
    c.add(member::catalogue());
    c.add(post::catalogue());
    c.add(review::catalogue());
    c.add(catalogue());
    return c;
  }();
  return all;
}

// Facts are written straight, past the rules of the verbs: a figure counts what stands.
class World : public giaoban::test::BothDatabases {
 protected:
  void SetUp() override {
    auto opened = store::Store::open({.address = fresh_address(),
                                      .catalogue = &test_catalogue(),
                                      .clock = &clock_,
                                      .keys_path = (folder() / "keys").string(),
                                      .if_missing = store::IfMissing::create});
    ASSERT_TRUE(opened) << opened.error().text(Language::vietnamese);
    store_ = *std::move(opened);
  }

  EntryNumber write(std::function<void(store::Tx&)> const& body) {
    store::Act const act{
        .actor = {"an",
                  {&review::review_write, &giaoban::test::laying_right, store::erase_verb.right}},
        .verb = &giaoban::test::laying_verb};
    auto const written = store_->write(act, [&](store::Tx& tx) -> Result<void> {
      body(tx);
      return {};
    });
    EXPECT_TRUE(written) << written.error().text(Language::vietnamese);
    return written ? written->entry : 0;
  }

  // NOLINTNEXTLINE(readability-function-size): reads as a row of the world.
  static UnitId add_unit(store::Tx& tx, std::string const& code, unit::UnitKind kind,
                         std::optional<UnitId> parent, Day from, unit::Origin origin) {
    UnitId const unit{tx.new_id()};
    Span const span{from};
    ok(tx.state(unit.value, span, unit::UnitExistence{origin}));
    ok(tx.state(unit.value, span, unit::UnitCode{code}));
    ok(tx.state(unit.value, span, unit::UnitName{"Đơn vị " + code, ""}));
    ok(tx.state(unit.value, span, unit::UnitClass{kind}));
    if (parent) ok(tx.state(unit.value, span, unit::UnitParent{*parent}));
    return unit;
  }

  // NOLINTNEXTLINE(readability-function-size): reads as a row of the world.
  static PersonId add_member(store::Tx& tx, std::string const& name, UnitId cell, Day from,
                             member::Cause cause, member::PersonTraits const& traits,
                             member::Standing standing) {
    PersonId const person = tx.new_person();
    Span const span{from};
    member::PersonParticulars who;
    who.full_name = name;
    ok(tx.state(person.value, span, who));
    ok(tx.state(person.value, span, traits));
    ok(tx.state(person.value, span, member::MemberStanding{standing, {}}));
    ok(tx.state(person.value, span, member::MemberCell{cell, cause, {}}));
    return person;
  }

  static member::PersonTraits traits_of(member::Sex sex, std::string const& ethnicity) {
    member::PersonTraits traits;
    traits.sex = sex;
    traits.ethnicity = ethnicity;
    return traits;
  }

  static void ok(Result<void> const& result) {
    EXPECT_TRUE(result) << result.error().text(Language::vietnamese);
  }

  std::vector<Figure> ask(UnitId unit, Day on, EntryNumber known_at = store::standing - 1) {
    auto const snapshot = store_->read();
    return figures(*snapshot, unit, {on, known_at});
  }
  // "3" or "3/7", "?" where it is not known.
  static std::string text_of(Figure const& figure) {
    if (!figure.count) return "?";
    auto const count = std::to_string(*figure.count);
    return figure.share ? count + "/" + std::to_string(figure.share->denominator()) : count;
  }
  static std::map<std::string, std::string> texts(std::vector<Figure> const& all) {
    std::map<std::string, std::string> told;
    for (Figure const& one : all) told[one.measure().id] = text_of(one);
    return told;
  }

  FixedClock clock_{day("2026-03-01")};
  std::unique_ptr<store::Store> store_;
};

// Keeps what is poured into it.
struct Kept final : RowSink {
  void begin(Listing const& head) override { listing = head; }
  void row(Row const& row) override { listing.rows.push_back(row); }
  void end() override {}
  Listing listing;
};

inline std::string text_at(Row const& row, std::size_t column) {
  return is_null(row[column]) ? "" : std::get<std::string>(row[column]);
}

}  // namespace giaoban::figure::test
