// The world of members in which plans are carried out.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "post/post.h"
#include "reorganisation/reorganisation.h"
#include "task/task.h"
#include "tests/member_world.h"

namespace giaoban::reorganisation {

using store::Tx;
using test::day;
using unit::UnitKind;

class Reorganising : public test::MemberWorld {
 protected:
  Reorganising() {
    whole.add(account::catalogue());
    whole.add(post::catalogue());
    whole.add(task::catalogue());
    whole.add(reorganisation::catalogue());
  }
  void SetUp() override {
    test::MemberWorld::SetUp();
    an = full_member("Nguyễn Văn An", khu_1, day(2011, 3, 3));
    binh = full_member("Trần Thị Bình", khu_1, day(2012, 4, 4));
    chi = full_member("Lê Thị Chi", khu_2, day(2013, 5, 5));
    dung = full_member("Phạm Văn Dũng", khu_9, day(2014, 6, 6));
  }

  Outcome foreseen(Plan const& plan) {
    return test::must(foresee(store(), {"an", {{&unit::unit_write}}}, plan));
  }
  EntryNumber carried(Plan const& plan, store::Verb const& verb = reorganise_verb) {
    return write(verb, [&](Tx& tx) -> Result<void> {
      TRY_VOID(carry_out(tx, plan));
      return {};
    });
  }
  std::string refused_plan(Plan const& plan) {
    return refusal(reorganise_verb, [&](Tx& tx) -> Result<void> {
      TRY_VOID(carry_out(tx, plan));
      return {};
    });
  }
  // The codes of the faults a dry run finds, parted by blanks; row numbers before them.
  std::string faults_of(Plan const& plan) {
    std::string codes;
    for (Fault const& fault : foreseen(plan).faults) {
      codes += (codes.empty() ? "" : " ") + std::to_string(fault.row) + ":" +
               std::string(fault.refusal.kind->code)
                   .substr(std::string_view(fault.refusal.kind->code).find('.') + 1);
    }
    return codes;
  }
  UnitId coded(std::string_view code, Day on) {
    auto const snapshot = store().read();
    return test::must(unit::by_code(*snapshot, code, {on}));
  }
  UnitId cell_of(PersonId person, Day on) { return viewed(person, {on}).cell->value.cell.value(); }
  UnitId parent_of(UnitId unit, Day on) {
    auto const snapshot = store().read();
    return snapshot->fact<unit::UnitParent>(unit.value, {on})->value.parent;
  }
  std::set<std::string_view> broken(store::Snapshot& snapshot) {
    std::set<std::string_view> claims;
    for (store::Invariant const* invariant : whole.invariants) {
      if (!invariant->breaches(snapshot).empty()) claims.insert(invariant->claim);
    }
    return claims;
  }
  std::optional<UnitId> answering(UnitId unit, Day on) {
    auto const snapshot = store().read();
    return unit::Lineage(*snapshot, store::standing - 1).answers(unit, on);
  }

  PersonId an, binh, chi, dung;
  Day const merged = day(2021, 7, 1);
  Plan const two_communes =
      merging(merged, {"PT-01-01", "PT-01-02"},
              {.code = "PT-01-01", .name = "Đảng bộ xã Hùng Kim", .parent = "PT-01"});
};

}  // namespace giaoban::reorganisation
