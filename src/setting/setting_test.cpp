// Settings: what holds for a unit, on which day, and who may lay it down.
#include "setting/setting.h"

#include <gtest/gtest.h>

#include "tests/store_world.h"

namespace giaoban::setting {
namespace {

using store::Tx;
using test::day;

class Settings : public test::StoreWorld {
 protected:
  void SetUp() override {
    whole_.add(store::store_catalogue());
    whole_.add(unit::catalogue());
    whole_.add(catalogue());
    store_ = fresh_store(whole_);
    test::must_write(*store_, unit::found_verb, [&](Tx& tx) -> Result<void> {
      auto const found = [&](char const* code, unit::UnitKind kind, std::optional<UnitId> parent) {
        return unit::found(tx, {.code = code,
                                .name = code,
                                .unit_kind = kind,
                                .parent = parent,
                                .from = day("01/01/2015")});
      };
      TRY_INTO(province, found("PT", unit::UnitKind::province_committee, {}));
      TRY_INTO(commune, found("TX", unit::UnitKind::grassroots_committee, province));
      TRY_INTO(cell, found("TX-1", unit::UnitKind::dependent_cell, commune));
      return {};
    });
  }
  void TearDown() override {
    if (store_) {
      EXPECT_EQ(test::faults(*store_), "");
    }
  }
  template <class F>
  std::string laid_down(UnitId unit, char const* from, F const& fact) {
    return test::code_of(store_->write(
        test::act(change_verb), [&](Tx& tx) { return lay_down(tx, unit, day(from), fact); }));
  }
  std::string place(UnitId unit, char const* on) {
    return printed_place(*store_->read(), unit, {day(on)});
  }
  int days(UnitId unit, char const* on) { return urgent_days(*store_->read(), unit, {day(on)}); }

  store::Catalogue whole_;
  std::unique_ptr<store::Store> store_;
  UnitId province, commune, cell;
};
ON_BOTH_DATABASES(Settings);

TEST_P(Settings, hold_from_their_day_for_the_unit_and_all_under_it) {
  EXPECT_EQ(place(cell, "01/06/2021"), "");
  EXPECT_EQ(days(cell, "01/06/2021"), urgent_days_unsaid);
  EXPECT_EQ(laid_down(province, "01/01/2021", PrintedPlace{"Phú Thọ"}), "");
  EXPECT_EQ(laid_down(province, "01/01/2021", UrgentDays{14}), "");
  EXPECT_EQ(place(cell, "31/12/2020"), "");
  EXPECT_EQ(place(cell, "01/01/2021"), "Phú Thọ");
  EXPECT_EQ(days(commune, "31/12/2020"), urgent_days_unsaid);
  EXPECT_EQ(days(commune, "01/01/2021"), 14);
}

TEST_P(Settings, of_the_nearest_unit_win) {
  EXPECT_EQ(laid_down(province, "01/01/2021", PrintedPlace{"Phú Thọ"}), "");
  EXPECT_EQ(laid_down(commune, "01/03/2021", PrintedPlace{"Tứ Xã"}), "");
  EXPECT_EQ(place(cell, "28/02/2021"), "Phú Thọ");
  EXPECT_EQ(place(cell, "01/03/2021"), "Tứ Xã");
  EXPECT_EQ(place(province, "01/03/2021"), "Phú Thọ");
  auto const found = find_printed_place(*store_->read(), cell, {day("01/03/2021")});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->of, commune);
}

TEST_P(Settings, stand_as_they_were_known_at_an_entry) {
  EXPECT_EQ(laid_down(province, "01/01/2021", UrgentDays{14}), "");
  auto const known = store_->read()->head();
  EXPECT_EQ(laid_down(province, "01/02/2021", UrgentDays{3}), "");
  EXPECT_EQ(days(province, "31/01/2021"), 14);
  EXPECT_EQ(days(province, "01/02/2021"), 3);
  EXPECT_EQ(urgent_days(*store_->read(), province, {day("01/02/2021"), known}), 14);
}

TEST_P(Settings, refuse_what_no_document_or_page_can_use) {
  EXPECT_EQ(laid_down(province, "01/01/2021", UrgentDays{0}), "setting.bad_urgent_days");
  EXPECT_EQ(laid_down(province, "01/01/2021", UrgentDays{91}), "setting.bad_urgent_days");
  EXPECT_EQ(laid_down(province, "01/01/2021", UrgentDays{1}), "");
  EXPECT_EQ(laid_down(province, "01/01/2021", UrgentDays{90}), "");
  EXPECT_EQ(laid_down(province, "01/01/2021", PrintedPlace{std::string(121, 'x')}),
            "setting.bad_place");
  EXPECT_EQ(laid_down(province, "31/12/2014", PrintedPlace{"Phú Thọ"}), "unit.unit_not_in_force");
  EXPECT_EQ(place(province, "01/06/2021"), "");
}

TEST_P(Settings, are_laid_down_only_within_reach) {
  auto by = test::act(change_verb);
  by.actor.grants = {{&setting_write, commune.value}};
  auto const over = [&](UnitId unit) {
    return test::code_of(store_->write(
        by, [&](Tx& tx) { return lay_down(tx, unit, day("01/01/2021"), UrgentDays{5}); }));
  };
  EXPECT_EQ(over(cell), "");
  EXPECT_EQ(over(commune), "");
  EXPECT_EQ(over(province), "store.out_of_reach");
  by.actor.grants = {};
  EXPECT_EQ(over(cell), "store.not_allowed");
}

}  // namespace
}  // namespace giaoban::setting
