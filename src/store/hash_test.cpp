#include "store/hash.h"

#include <gtest/gtest.h>

#include "store/fact_row.h"
#include "store/toy_catalogue_test.h"

namespace giaoban::store {
namespace {

// RFC 6962 as it is written: split at the largest power of two below the count.
Hash naive_root(std::vector<Hash> const& leaves, std::size_t from, std::size_t count) {
  if (count == 0) return hash("");
  if (count == 1) return leaves[from];
  std::size_t left = 1;
  while (left * 2 < count) left *= 2;
  std::string bytes = "\1";
  bytes += naive_root(leaves, from, left).view();
  bytes += naive_root(leaves, from + left, count - left).view();
  return hash(bytes);
}

TEST(MerkleTree, equals_the_recursion_it_stands_for) {
  std::vector<Hash> leaves;
  Merkle merkle;
  for (int i = 0; i <= 200; ++i) {
    ASSERT_EQ(merkle.count(), i);
    ASSERT_EQ(merkle.root(), naive_root(leaves, 0, leaves.size())) << i << " leaves";
    leaves.push_back(hash(std::to_string(i)));
    merkle.add(leaves.back());
  }
}

struct Narrow {
  std::string name;
  std::optional<std::int64_t> count;
};
struct Wide {
  std::string note;
  std::string name;
  std::optional<std::int64_t> count;
};
Kind const narrow{.number = 950,
                  .table = "narrow",
                  .label = M("Tên"),
                  .shape = Shape::state,
                  .subject = &toy::hall_entity,
                  .privacy = Privacy::open,
                  .fields = {field<&Narrow::name>(1, "name", M("Tên")),
                             field<&Narrow::count>(2, "count", M("Số"))}};
Kind const wide{
    .number = 950,
    .table = "wide",
    .label = M("Tên"),
    .shape = Shape::state,
    .subject = &toy::hall_entity,
    .privacy = Privacy::open,
    .fields = {field<&Wide::note>(3, "note", M("Ghi chú")), field<&Wide::name>(1, "name", M("Tên")),
               field<&Wide::count>(2, "count", M("Số"))}};

FactHead some_head() {
  return {.subject = 77, .span = {Day::from_number(18000), Day::forever()}, .recorded_in = 5};
}

TEST(Leaf, a_new_field_that_is_null_keeps_the_hash) {
  Narrow const before{"Chi bộ 1", 7};
  Wide after{"", "Chi bộ 1", 7};
  auto const leaf = leaf_of(narrow, some_head(), values_of(narrow, &before), nullptr);
  EXPECT_EQ(leaf_of(wide, some_head(), values_of(wide, &after), nullptr), leaf);
  after.note = "mới";
  EXPECT_NE(leaf_of(wide, some_head(), values_of(wide, &after), nullptr), leaf);
}

TEST(Leaf, is_the_one_that_was_agreed) {
  Narrow const fact{"Chi bộ Ước", -7};
  EXPECT_EQ(leaf_of(narrow, some_head(), values_of(narrow, &fact), nullptr).hex(),
            "6d538814e7691c02e97ac354505d1864de900c107885efff8c708e959dd007e4");
  Secret secret{};
  secret[0] = 1;
  EXPECT_EQ(PersonCipher(secret).leaf("giaoban").hex(),
            "769a151a32a29897c9b2eb4664a60a94ad22010f74cc349521c3d73f54e449b6");
  EXPECT_EQ(leaf_of(Supersession{1, 950, 77, 5, 3}).hex(),
            "e93909cbdd99149ebda4e7a17f7a617b153b22e6eb105f294fccf113a925c30b");
}

TEST(Leaf, tells_every_part_of_a_fact_apart) {
  Narrow const fact{"a", 1};
  auto const values = values_of(narrow, &fact);
  auto const leaf = leaf_of(narrow, some_head(), values, nullptr);
  for (int part = 0; part < 5; ++part) {
    FactHead head = some_head();
    auto other = values;
    if (part == 0) head.subject = 78;
    if (part == 1) head.year = 2020;
    if (part == 2) head.span.from = head.span.from + 1;
    if (part == 3) head.span.to = head.span.to - 1;
    if (part == 4) other[1] = std::int64_t{2};
    EXPECT_NE(leaf_of(narrow, head, other, nullptr), leaf) << part;
  }
  // Where it stands is told by its place in the tree, and superseded_in is derived.
  FactHead head = some_head();
  head.recorded_in = 6;
  head.superseded_in = 9;
  EXPECT_EQ(leaf_of(narrow, head, values, nullptr), leaf);
}

TEST(Keys, a_sealed_value_opens_only_with_its_secret) {
  Secret one = random_secret();
  Secret const other = random_secret();
  PersonCipher const cipher(one);
  Blob sealed = cipher.seal("0912 345 678");
  EXPECT_EQ(cipher.open(sealed), "0912 345 678");
  EXPECT_NE(cipher.seal("0912 345 678"), sealed);
  EXPECT_EQ(PersonCipher(other).open(sealed), std::nullopt);
  sealed.bytes[30] = static_cast<char>(sealed.bytes[30] ^ 1);
  EXPECT_EQ(cipher.open(sealed), std::nullopt);
  EXPECT_EQ(cipher.open(Blob{"short"}), std::nullopt);
}

TEST(Keys, a_secret_is_bound_to_its_person_and_store) {
  auto const keys = StoreKeys::random();
  auto const secret = random_secret();
  Blob const wrapped = wrap(secret, PersonId{5}, keys);
  EXPECT_EQ(unwrap(wrapped, PersonId{5}, keys), secret);
  EXPECT_EQ(unwrap(wrapped, PersonId{6}, keys), std::nullopt);
  EXPECT_EQ(unwrap(wrapped, PersonId{5}, StoreKeys::random()), std::nullopt);
}

TEST(Keys, are_read_back_from_their_file) {
  auto const keys = StoreKeys::random();
  auto const again = StoreKeys::parse(keys.text());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->wrap, keys.wrap);
  EXPECT_EQ(again->index, keys.index);
  EXPECT_FALSE(StoreKeys::parse(""));
  EXPECT_FALSE(StoreKeys::parse("giaoban-keys 1\nwrap 12\nindex 34\n"));
  EXPECT_FALSE(StoreKeys::parse(keys.text().substr(0, 100)));
}

TEST(Keys, with_any_digit_changed_are_none) {
  auto const text = StoreKeys::random().text();
  for (auto const& [word, digits] : {std::pair("wrap ", 64), {"index ", 64}, {"check ", 16}}) {
    auto const from = text.find(word) + std::string_view(word).size();
    for (std::size_t at = from; at < from + static_cast<std::size_t>(digits); ++at) {
      auto other = text;
      other[at] = text[at] == '0' ? '1' : '0';
      EXPECT_FALSE(StoreKeys::parse(other)) << word << at;
    }
  }
  // Of before the line that tells it.
  auto const old = text.substr(0, text.find("check"));
  EXPECT_TRUE(StoreKeys::parse(old));
  EXPECT_EQ(StoreKeys::parse(old)->wrap, StoreKeys::parse(text)->wrap);
}

TEST(Keys, an_index_tells_fields_and_values_apart) {
  auto const keys = StoreKeys::random();
  EXPECT_EQ(blind_index("1", "phone", keys), blind_index("1", "phone", keys));
  EXPECT_NE(blind_index("1", "phone", keys), blind_index("2", "phone", keys));
  EXPECT_NE(blind_index("1", "phone", keys), blind_index("1", "card", keys));
  EXPECT_NE(blind_index("1", "phone", keys), blind_index("1", "phone", StoreKeys::random()));
}

}  // namespace
}  // namespace giaoban::store
