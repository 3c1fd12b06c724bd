// What the store's own tests share: a store of the toy catalogue with a hall or a guest.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "store/toy_catalogue_test.h"
#include "tests/store_world.h"

namespace giaoban::store::toy {

inline std::string bytes_of(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class ToyWorld : public test::StoreWorld {
 protected:
  // A hall that stands from 2000 on.
  HallId found_hall(Store& store, Day until = Day::forever()) {
    HallId hall;
    test::must_write(store, write_verb, [&](Tx& tx) {
      hall = tx.new_id_of<HallId>();
      return tx.state(hall.value, {test::day("2000-01-01"), until}, Hall{1});
    });
    return hall;
  }
  PersonId admit(Store& store, std::string const& name, std::string const& phone) {
    PersonId person;
    test::must_write(store, write_verb, [&](Tx& tx) {
      person = tx.new_person();
      return tx.state(person.value, {test::day("1990-01-01")},
                      Particulars{name, phone, PartialDay::parse("1970")});
    });
    return person;
  }
  std::string phone_on(Store& store, PersonId person, EntryNumber known_at = standing - 1) {
    auto const fact =
        store.read()->fact<Particulars>(person.value, {test::day("2021-01-01"), known_at});
    return fact ? fact->value.phone : "none";
  }
};

}  // namespace giaoban::store::toy
