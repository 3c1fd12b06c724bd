// The tree, search and forms of units on both databases, through the one door of the site.
#include "unit/web.h"

#include <gtest/gtest.h>

#include "tests/page_world.h"

namespace giaoban::unit {
namespace {

using test::day;
using test::Typed;

class UnitPages : public test::PageWorld {
 protected:
  std::string path(UnitId unit) { return "/units/" + std::to_string(unit.value); }
  std::string name_on(UnitId unit, Day on) {
    auto const node = node_of(*store().read(), unit, {on});
    return node ? node->name : std::string();
  }
};
ON_BOTH_DATABASES(UnitPages);

TEST_P(UnitPages, render_in_both_languages) {
  std::vector<std::pair<std::string, std::pair<std::string, std::string>>> const pages{
      {"/units", {"Tổ chức đảng", "Party organisations"}},
      {"/units?q=khu", {"Đơn vị tìm thấy", "Units found"}},
      {path(hung_lo) + "/children", {"Đảng bộ xã Hùng Lô", "Party organisations"}},
      {path(hung_lo) + "/history", {"Lịch sử của đơn vị", "History of the unit"}},
      {"/do/unit/found?parent=PT-01-01", {"Thành lập một đơn vị", "Found a unit"}},
      {"/do/unit/rename?unit=PT-01-01", {"Hiện nay", "At present"}}};
  for (auto const& [target, says] : pages) {
    language = Language::vietnamese;
    EXPECT_TRUE(has(page(target), says.first)) << target;
    language = Language::english;
    EXPECT_TRUE(has(page(target), says.second)) << target;
  }
}

TEST_P(UnitPages, tree_shows_two_levels_and_opens_the_rest_when_asked) {
  auto const tree = page("/units");
  EXPECT_TRUE(has(tree, "Tỉnh ủy Phú Thọ"));
  EXPECT_TRUE(has(tree, "Huyện ủy Lâm Thao"));
  EXPECT_FALSE(has(tree, "Đảng bộ xã Hùng Lô"));
  auto const children = get(path(district) + "/children", "staff", {{"hx-request", "true"}});
  EXPECT_TRUE(has(children, "Đảng bộ xã Hùng Lô"));
  EXPECT_FALSE(has(children, "<!doctype html>"));
  EXPECT_FALSE(has(page("/units?as_of=31/12/2009"), "Tỉnh ủy Phú Thọ"));
}

TEST_P(UnitPages, tree_begins_at_what_one_may_see) {
  auto const tree = page("/units", "hung_lo");
  EXPECT_TRUE(has(tree, "Đảng bộ xã Hùng Lô"));
  EXPECT_TRUE(has(tree, "Chi bộ khu 1"));
  EXPECT_FALSE(has(tree, "Tỉnh ủy Phú Thọ"));
  EXPECT_FALSE(has(page("/units?q=kim", "hung_lo"), "Đảng bộ xã Kim Đức"));
  EXPECT_EQ(get(path(kim_duc) + "/children", "hung_lo").status, 403);
  EXPECT_EQ(get(path(kim_duc) + "/history", "hung_lo").status, 403);
}

TEST_P(UnitPages, search_takes_parts_of_names_without_marks_and_codes) {
  EXPECT_TRUE(has(page("/units?q=hung lo"), "Đảng bộ xã Hùng Lô"));
  EXPECT_TRUE(has(page("/units?q=pt-01-02-09"), "Chi bộ khu 9"));
  EXPECT_FALSE(has(page("/units?q=hung lo"), "Đảng bộ xã Kim Đức"));
}

TEST_P(UnitPages, search_gives_names_with_the_marks_as_typed_first) {
  write(found_verb, [&](store::Tx& tx) -> Result<void> {
    for (auto const& [code, name] : {std::pair{"PT-01-01-07", "Chi bộ Dương K’Rứt"},
                                     std::pair{"PT-01-01-08", "Chi bộ Đường Kruốt"}}) {
      TRY_VOID(found(tx, {.code = code,
                          .name = name,
                          .unit_kind = UnitKind::dependent_cell,
                          .parent = hung_lo,
                          .from = test::day("01/01/2021"),
                          .origin = Origin::founded}));
    }
    return {};
  });
  auto const order = [&](std::string_view asked) {
    auto const body = page("/units?q=" + std::string(asked));
    return std::pair{body.find("Chi bộ Đường"), body.find("Chi bộ Dương")};
  };
  auto const [marked, other] = order("bộ đường");
  EXPECT_LT(marked, other);
  auto const [later, first] = order("bộ dương");
  EXPECT_LT(first, later);
  auto const [none, plain] = order("k'rut");
  EXPECT_NE(plain, std::string::npos);
  EXPECT_EQ(none, std::string::npos);
}

TEST_P(UnitPages, picker_offers_cells_alone_where_a_cell_is_asked_for) {
  EXPECT_TRUE(has(page("/pick/units?q=pt-01-01"), "Đảng bộ xã Hùng Lô"));
  auto const cells = page("/pick/units?q=pt-01-01&cells=1");
  EXPECT_FALSE(has(cells, "data-value=\"PT-01-01\""));
  EXPECT_TRUE(has(cells, "data-value=\"PT-01-01-02\""));
}

TEST_P(UnitPages, rename_shows_the_present_name_and_writes_the_new_one) {
  EXPECT_TRUE(has(page("/do/unit/rename?unit=PT-01-01"), "value=\"Đảng bộ xã Hùng Lô\""));
  Typed const typed{{"unit", "PT-01-01"},
                    {"name", "Đảng bộ phường Hùng Lô"},
                    {"from", "01/03/2021"},
                    {"nonce", "two clicks"}};
  auto const before = head();
  auto const written = post("/do/unit/rename", typed, "hung_lo");
  EXPECT_EQ(written.status, 303) << written.body;
  EXPECT_TRUE(written.header("Location").value_or("").starts_with(path(hung_lo)));
  post("/do/unit/rename", typed, "hung_lo");
  EXPECT_EQ(head(), before + 1);
  EXPECT_EQ(name_on(hung_lo, day("28/02/2021")), "Đảng bộ xã Hùng Lô");
  EXPECT_EQ(name_on(hung_lo, day("01/03/2021")), "Đảng bộ phường Hùng Lô");
}

TEST_P(UnitPages, refuse_another_units_user) {
  Typed const typed{{"unit", "PT-01-01"}, {"name", "Đảng bộ X"}, {"from", "01/03/2021"}};
  // A form for a unit of others is that for one that is not there: it shows nothing of it.
  auto const of_others = get("/do/unit/rename?unit=PT-01-01", "kim_duc");
  EXPECT_EQ(of_others.status, get("/do/unit/rename?unit=PT-01-77", "kim_duc").status);
  EXPECT_FALSE(has(of_others, "Hùng Lô"));
  auto const refused = post("/do/unit/rename", typed, "kim_duc");
  EXPECT_EQ(refused.status, 403);
  EXPECT_TRUE(has(refused, "value=\"Đảng bộ X\"")) << refused.body;
  EXPECT_EQ(post("/do/unit/rename", typed, "reader").status, 403);
  EXPECT_EQ(name_on(hung_lo, day("01/03/2021")), "Đảng bộ xã Hùng Lô");
}

TEST_P(UnitPages, founding_refused_keeps_what_was_typed) {
  auto const refused = post("/do/unit/found", {{"code", "PT 01"},
                                               {"name", "Chi bộ khu 3"},
                                               {"unit-kind", "dependent_cell"},
                                               {"origin", "founded"},
                                               {"parent", "PT-01-01"},
                                               {"from", "01/03/2021"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused, "value=\"Chi bộ khu 3\"")) << refused.body;
  EXPECT_TRUE(has(refused, "value=\"PT 01\""));
}

TEST_P(UnitPages, a_form_goes_on_only_to_a_page_of_ours) {
  auto const written = post("/do/unit/rename", {{"unit", "PT-01-01"},
                                                {"name", "Đảng bộ Y"},
                                                {"from", "01/03/2021"},
                                                {"next", "//other.vn/x"}});
  EXPECT_TRUE(written.header("Location").value_or("").starts_with("/?written=")) << written.body;
}

}  // namespace
}  // namespace giaoban::unit
