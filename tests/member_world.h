// A small named world for tests of members and what stands on them: a province with two communes'
// committees, three cells, and whoever the test admits. After each test the store must be sound.
// Units are founded once for all tests of a catalogue, whose stores are copies.
#pragma once

#include <memory>
#include <string>

#include "member/member.h"
#include "setting/setting.h"
#include "tests/store_world.h"

namespace giaoban::test {

class MemberWorld : public StoreWorld {
 protected:
  MemberWorld() {
    whole.add(store::store_catalogue());
    whole.add(unit::catalogue());
    whole.add(setting::catalogue());
    whole.add(member::catalogue());
  }

  void SetUp() override {
    store_ = founded_store(whole, "units", found_units);
    province = founded().province;
    district = founded().district;
    hung_lo = founded().hung_lo;
    kim_duc = founded().kim_duc;
    khu_1 = founded().khu_1;
    khu_2 = founded().khu_2;
    khu_9 = founded().khu_9;
  }
  void TearDown() override {
    if (store_ == nullptr || HasFailure()) return;
    EXPECT_EQ(faults(*store_), "");
  }

  store::Store& store() { return *store_; }
  EntryNumber write(store::Verb const& verb, Writing const& writing) {
    return must_write(*store_, verb, writing).entry;
  }
  std::string refusal(store::Verb const& verb, Writing const& writing) {
    return refused(*store_, verb, writing);
  }
  // The codes of the warnings, parted by blanks.
  std::string warnings(store::Verb const& verb, Writing const& writing) {
    std::string codes;
    for (auto const& warning : must_write(*store_, verb, writing).warnings) {
      codes += (codes.empty() ? "" : " ") + std::string(warning.kind->code);
    }
    return codes;
  }

  static member::Admission admission(std::string name, UnitId cell, Day ceremony) {
    member::Admission made;
    made.particulars.full_name = std::move(name);
    made.particulars.born = PartialDay::parse("14/06/1990");
    made.cell = cell;
    made.ceremony = ceremony;
    return made;
  }
  PersonId admitted(std::string name, UnitId cell, Day ceremony, std::string number = {}) {
    PersonId person;
    write(member::admit_verb, [&](store::Tx& tx) -> Result<void> {
      auto asked = admission(name, cell, ceremony);
      asked.citizen_number = number;
      // Worlds have several people of one name.
      asked.namesake = member::Namesake::another;
      TRY_INTO(person, member::admit(tx, asked));
      return {};
    });
    return person;
  }
  // Admitted, and recognised twelve months later.
  PersonId full_member(std::string name, UnitId cell, Day ceremony, std::string number = {}) {
    PersonId const person = admitted(std::move(name), cell, ceremony, std::move(number));
    write(member::recognise_verb,
          [&](store::Tx& tx) { return member::recognise(tx, person, ceremony.plus_months(12)); });
    return person;
  }
  member::View viewed(PersonId person, store::Moment moment) {
    auto const snapshot = store_->read();
    auto found = member::view(*snapshot, unit::Reach::everything(), person, moment);
    if (!found) throw std::runtime_error("no such person");
    return *std::move(found);
  }
  std::int64_t counted(UnitId unit, Day on) {
    auto const snapshot = store_->read();
    return member::roster_size(*snapshot, unit::Reach::everything(), unit, {on});
  }

  store::Catalogue whole;
  UnitId province, district, hung_lo, kim_duc, khu_1, khu_2, khu_9;

 private:
  struct Units {
    UnitId province, district, hung_lo, kim_duc, khu_1, khu_2, khu_9;
  };
  // The same in every store, whatever else it may hold: they are the first that are made.
  static Units& founded() {
    static Units units;
    return units;
  }
  static void found_units(store::Store& store) {
    must_write(store, unit::found_verb, [&](store::Tx& tx) -> Result<void> {
      using unit::UnitKind;
      auto const found = [&](char const* code, char const* name, UnitKind kind,
                             std::optional<UnitId> parent) {
        return must(unit::found(tx, {.code = code,
                                     .name = name,
                                     .unit_kind = kind,
                                     .parent = parent,
                                     .from = day(2010, 1, 1),
                                     .origin = unit::Origin::opening}));
      };
      auto& [province, district, hung_lo, kim_duc, khu_1, khu_2, khu_9] = founded();
      province = found("PT", "Tỉnh ủy Phú Thọ", UnitKind::province_committee, {});
      district = found("PT-01", "Huyện ủy Lâm Thao", UnitKind::district_committee, province);
      hung_lo = found("PT-01-01", "Đảng bộ xã Hùng Lô", UnitKind::grassroots_committee, district);
      kim_duc = found("PT-01-02", "Đảng bộ xã Kim Đức", UnitKind::grassroots_committee, district);
      khu_1 = found("PT-01-01-01", "Chi bộ khu 1", UnitKind::dependent_cell, hung_lo);
      khu_2 = found("PT-01-01-02", "Chi bộ khu 2", UnitKind::dependent_cell, hung_lo);
      khu_9 = found("PT-01-02-09", "Chi bộ khu 9", UnitKind::dependent_cell, kim_duc);
      return {};
    });
  }

  std::unique_ptr<store::Store> store_;
};

}  // namespace giaoban::test
