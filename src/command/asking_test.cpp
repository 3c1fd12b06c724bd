// What is asked, read once for every door.
#include "command/asking.h"

#include <gtest/gtest.h>

#include "tests/store_world.h"

namespace giaoban::command {
namespace {

enum class Shade { red, blue };
constexpr std::array shades{Choice{0, "red", M("đỏ")}, Choice{1, "blue", M("xanh")}};
std::span<Choice const> choices_of(Shade) {
  return shades;
}

struct Asked {
  std::string name;
  Day from;
  std::optional<Day> to;
  std::optional<std::int64_t> count;
  Shade shade = Shade::blue;
};

Asking<Asked> asking() {
  return {{{ask<&Asked::name>("name", M("Tên"), {.need = store::Need::required}),
            ask<&Asked::from>("from", M("Từ ngày"), {.need = store::Need::required}),
            ask<&Asked::to>("to", M("Đến ngày")), ask<&Asked::count>("count", M("Số lượng")),
            ask<&Asked::shade>("colour", M("Màu"))},
           &day_asked<&Asked::from>}};
}

Result<Asked> read_given(std::vector<std::pair<std::string, std::string>> const& given) {
  Arguments arguments;
  for (auto const& [name, value] : given) arguments.set(name, value);
  Asked asked;
  TRY_VOID(read_plain(asking(), arguments, &asked));
  return asked;
}

std::string fault(std::vector<std::pair<std::string, std::string>> const& given) {
  auto const read = read_given(given);
  return read ? std::string() : std::string(read.error().kind->code);
}

TEST(Askings, fill_a_struct_from_what_was_given) {
  auto const read = read_given(
      {{"name", " Sổ  tay "}, {"from", "14/06/2021"}, {"count", "12"}, {"colour", "đỏ"}});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->name, "Sổ tay");
  EXPECT_EQ(read->from, test::day("14/06/2021"));
  EXPECT_EQ(read->to, std::nullopt);
  EXPECT_EQ(read->count, 12);
  EXPECT_EQ(read->shade, Shade::red);
  EXPECT_EQ(asking().day(&*read), read->from);
}

TEST(Askings, refuse_what_is_missing_or_of_another_kind) {
  EXPECT_EQ(fault({{"from", "14/06/2021"}}), "usage.option_missing");
  EXPECT_EQ(fault({{"name", ""}, {"from", "14/06/2021"}}), "usage.option_missing");
  EXPECT_EQ(fault({{"name", "a"}, {"from", "31/02/2021"}}), "usage.option_not_a_day");
  EXPECT_EQ(fault({{"name", "a"}, {"from", "14/06/2021"}, {"count", "12abc"}}),
            "usage.option_not_a_number");
  EXPECT_EQ(fault({{"name", "a"}, {"from", "14/06/2021"}, {"colour", "green"}}),
            "usage.option_not_a_choice");
}

// The one declaration is the option of the command, and so the form's field and the API's schema.
TEST(Askings, become_options) {
  auto const options = options_of(asking().all);
  ASSERT_EQ(options.size(), 5U);
  EXPECT_EQ(options[0].given, Given::required);
  EXPECT_EQ(options[1].input, Input::day);
  EXPECT_EQ(options[3].input, Input::integer);
  EXPECT_EQ(options[4].choices.size(), 2U);
}

}  // namespace
}  // namespace giaoban::command
