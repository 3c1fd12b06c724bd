// Queries bound to structs by tools/embed_queries, on both databases.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/clock.h"
#include "bound/queries.h"
#include "store/snapshot.h"
#include "store/strange.h"
#include "tests/both_databases.h"

namespace giaoban::bound {

namespace {

using store::Params;
using store::Snapshot;

constexpr Day first_day = Day::from_number(100);

class BoundQueries : public test::BothDatabases {
 protected:
  BoundQueries() {
    db_->script(
        "CREATE TABLE guest (subject INTEGER, name TEXT, phone TEXT, hall INTEGER, born INTEGER, "
        "effective_from INTEGER, effective_to INTEGER, size TEXT, paid INTEGER, note INTEGER) "
        "STRICT");
    PartialDay const born{Day::from_number(-3653), Precision::year};
    add({1, "Lò Thị Én", "09", 7, born.packed(), "big"});
    add({2, {}, {}, 7, {}, {}});
    add({3, "Hà", {}, 8, {}, "small"});
  }
  struct Stored {
    std::int64_t subject;
    Value name, phone;
    std::int64_t hall;
    Value born, size;
  };
  void add(Stored const& row) {
    db_->execute("INSERT INTO guest VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, 5)",
                 Params(row.subject, row.name, row.phone, row.hall, row.born, first_day,
                        Day::forever(), row.size));
  }

  std::unique_ptr<store::Db> db_ = fresh_db();
  store::Catalogue catalogue_;
  store::StoreKeys keys_;
  FixedClock clock_{first_day};
  Snapshot snapshot_{*db_, catalogue_, keys_, clock_};
};
ON_BOTH_DATABASES(BoundQueries);

TEST_P(BoundQueries, read_each_member_from_the_column_that_names_it) {
  auto const guests = snapshot_.rows(queries::guests_of, UnitId{7}, first_day);
  ASSERT_EQ(guests.size(), 2U);
  Guest const& one = guests[0];
  EXPECT_EQ(one.guest, PersonId{1});
  EXPECT_EQ(one.name, "Lò Thị Én");
  EXPECT_EQ(one.phone, "09");
  EXPECT_EQ(one.stay.hall, UnitId{7});
  EXPECT_EQ(one.stay.span, Span{first_day});
  EXPECT_EQ(one.stay.size, Size::big);
  EXPECT_EQ(one.birth.on, PartialDay::parse("1960"));
  EXPECT_TRUE(one.paid);
  EXPECT_EQ(one.remark, Value{std::int64_t{5}});
}

TEST_P(BoundQueries, read_null_as_blank_text_and_as_none) {
  Guest const blank = snapshot_.rows(queries::guests_of, UnitId{7}, first_day).back();
  EXPECT_EQ(blank.name, "");
  EXPECT_EQ(blank.phone, std::nullopt);
  EXPECT_EQ(blank.stay.size, std::nullopt);
  EXPECT_EQ(blank.birth.on, std::nullopt);
}

TEST_P(BoundQueries, keep_the_order_over_a_union_and_stream_it) {
  std::vector<PersonId> seen;
  snapshot_.each(queries::all_guests, Params(),
                 [&](Guest const& guest) { seen.push_back(guest.guest); });
  EXPECT_EQ(seen, (std::vector{PersonId{1}, PersonId{2}, PersonId{3}, PersonId{99}}));
}

TEST_P(BoundQueries, answer_the_value_itself_where_one_column_has_no_alias) {
  EXPECT_EQ(snapshot_.rows(queries::guests_of_size, Size::small), std::vector{PersonId{3}});
  EXPECT_EQ(snapshot_.first(queries::most, 7).value(), 2);
  EXPECT_EQ(snapshot_.first(queries::most, 9).value(), std::nullopt);
  EXPECT_EQ(snapshot_.first(queries::guests_of_size, "none"), std::nullopt);
}

TEST_P(BoundQueries, see_no_select_inside_brackets) {
  auto const names = snapshot_.rows(queries::names);
  ASSERT_EQ(names.size(), 3U);
  EXPECT_TRUE(std::ranges::any_of(names, [](Named const& one) { return one.text == "Hà"; }));
}

TEST_P(BoundQueries, tell_a_strange_value_or_pass_its_row_over) {
  db_->execute("UPDATE guest SET size = 'vast' WHERE subject = 1");
  try {
    (void)snapshot_.rows(queries::guests_of, UnitId{7}, first_day);
    FAIL() << "a choice that there is not was read";
  } catch (store::StrangeValue const& strange) {
    EXPECT_NE(std::string_view(strange.what()).find("one of the declared choices"),
              std::string_view::npos)
        << strange.what();
  }
  store::forget_passed_over();
  store::PassingOver const passing;
  EXPECT_EQ(snapshot_.rows(queries::guests_of, UnitId{7}, first_day).size(), 1U);
  EXPECT_EQ(store::passed_over(), 1);
  store::forget_passed_over();
}

TEST_P(BoundQueries, stand_with_the_others_and_keep_no_alias) {
  static_assert(queries::all.size() == 6);
  EXPECT_EQ(queries::all.front().name, "bound.guests_of");
  EXPECT_EQ(queries::names.sql.find(" AS text"), std::string_view::npos);
  EXPECT_NE(queries::unbound.sql.find(" AS text"), std::string_view::npos);
}

}  // namespace
}  // namespace giaoban::bound
