// What is kept holds exactly as long as nothing it was made from was written.
#include "store/shelf.h"

#include <gtest/gtest.h>

namespace giaoban::store {
namespace {

std::shared_ptr<void const> boxed(int value) {
  return std::make_shared<int const>(value);
}
int number_in(std::shared_ptr<void const> const& value) {
  return value ? *std::static_pointer_cast<int const>(value) : -1;
}

TEST(Shelf, keeps_an_answer_while_nothing_was_written) {
  Shelf shelf;
  Day const day = Day::from_number(1);
  bool touched = false;
  auto const found = [&](EntryNumber known_at) {
    return number_in(
        shelf.find({"tree", day, known_at}, [&](EntryNumber, EntryNumber) { return !touched; }));
  };
  EXPECT_EQ(found(5), -1);
  shelf.keep({"tree", day, 5}, boxed(57));
  EXPECT_EQ(found(5), 57);
  EXPECT_EQ(found(9), 57);
  EXPECT_EQ(found(4), -1);  // made for a later entry
  touched = true;
  EXPECT_EQ(found(9), 57);  // up to there it is known
  EXPECT_EQ(found(10), -1);
  shelf.keep({"tree", day, 10}, boxed(58));
  EXPECT_EQ(found(10), 58);
  EXPECT_EQ(found(9), -1);
  shelf.keep({"tree", day, 3}, boxed(1));  // older: not in its place
  EXPECT_EQ(found(10), 58);
}

TEST(Shelf, keeps_what_is_asked_for) {
  Shelf shelf;
  auto const none = [](EntryNumber, EntryNumber) { return false; };
  for (int i = 0; i < 100; ++i) {
    shelf.keep({"tree", Day::from_number(i), 1}, boxed(i));
    EXPECT_EQ(number_in(shelf.find({"tree", Day::from_number(0), 1}, none)), 0) << i;
  }
  EXPECT_EQ(number_in(shelf.find({"tree", Day::from_number(99), 1}, none)), 99);
  EXPECT_EQ(number_in(shelf.find({"tree", Day::from_number(50), 1}, none)), -1);
  EXPECT_EQ(number_in(shelf.find({"counts", Day::from_number(99), 1}, none)), -1);
}

}  // namespace
}  // namespace giaoban::store
