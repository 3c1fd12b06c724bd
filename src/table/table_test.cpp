// Tables of figures: laid out, put in order, saved, shared; as a listing and as a Word file.
#include "table/table.h"

#include <gtest/gtest.h>

#include "print/docx.h"
#include "print/docx_table.h"
#include "table/builder.h"
#include "table/web.h"
#include "table/web_parts.h"
#include "tests/member_world.h"
#include "tests/test_site.h"
#include "web/urlencoded.h"

namespace giaoban::table {
namespace {

using store::Tx;
using test::day;

// Three members in Hùng Lô, one of them a woman, one in Kim Đức; the first from 2015 on.
class Tables : public test::MemberWorld {
 protected:
  Tables() {
    whole.add(post::catalogue());
    whole.add(review::catalogue());
    whole.add(figure::catalogue());
    whole.add(table::catalogue());
    whole.add(web::catalogue());
  }
  void SetUp() override {
    test::MemberWorld::SetUp();
    woman(full_member("Nguyễn Thị Lan", khu_1, day("03/06/2015")));
    full_member("Trần Văn Hùng", khu_1, day("03/06/2020"));
    full_member("Lê Văn Sơn", khu_2, day("03/06/2020"));
    woman(full_member("Đỗ Thị Duyên", khu_9, day("03/06/2015")));
  }
  void woman(PersonId person) {
    write(member::correct_verb, [&](Tx& tx) -> Result<void> {
      member::PersonTraits traits;
      traits.sex = member::Sex::female;
      return tx.state(person.value, Span{day("03/06/2015")}, traits);
    });
  }
  Layout layout() {
    return {.unit = district,
            .measures = {"members", "members.women"},
            .days = {day("31/12/2019"), day("14/06/2021")}};
  }
  View viewed_as(Layout const& asked, unit::Reach const& reach = unit::Reach::everything()) {
    return test::must(view(*store().read(), reach, asked, {day("14/06/2021")}));
  }
  static std::string line_text(Line const& line) {
    std::string text = line.unit.code;
    for (auto const& one : line.figures) {
      text += " " + (one.count ? std::to_string(*one.count) : "?");
      if (one.share) text += "/" + std::to_string(one.share->denominator());
    }
    return text;
  }
  TableId saved(std::string name, Sharing sharing) {
    TableId table;
    write(save_verb, [&](Tx& tx) -> Result<void> {
      TRY_INTO(table,
               save(tx, {.name = name, .sharing = sharing, .layout = layout()}, day("14/06/2021")));
      return {};
    });
    return table;
  }
};
ON_BOTH_DATABASES(Tables);

TEST_P(Tables, lay_units_against_measures_and_days) {
  auto const made = viewed_as(layout());
  ASSERT_EQ(made.lines.size(), 2U);
  EXPECT_EQ(line_text(made.lines[0]), "PT-01-01 1 3 1/1 1/3");
  EXPECT_EQ(line_text(made.lines[1]), "PT-01-02 1 1 1/1 1/1");
  ASSERT_TRUE(made.total);
  EXPECT_EQ(line_text(*made.total), "PT-01 2 4 2/2 2/4");
  // The figures are those that are asked for one by one.
  auto const& cell = made.lines[0].figures[3];
  auto const alone = test::must(figure::figure(*store().read(), cell.reference));
  EXPECT_EQ(alone.share->numerator(), cell.share->numerator());
}

TEST_P(Tables, stand_in_the_order_asked_for) {
  auto made = viewed_as(layout());
  sort(made, {.heading = 3, .direction = Direction::down});
  EXPECT_EQ(made.lines[0].unit.code, "PT-01-02");
  sort(made, {.heading = 3, .direction = Direction::up});
  EXPECT_EQ(made.lines[0].unit.code, "PT-01-01");
  sift(made, "kim duc");
  ASSERT_EQ(made.lines.size(), 1U);
  EXPECT_EQ(made.lines[0].unit.code, "PT-01-02");
}

TEST_P(Tables, leave_out_what_is_beyond_reach) {
  auto const snapshot = store().read();
  unit::Reach const reach(unit::tree(*snapshot, {day("14/06/2021")}), std::array{hung_lo});
  EXPECT_EQ(view(*snapshot, reach, layout(), {day("14/06/2021")}).error().kind,
            &unit::beyond_reach);
  Layout chosen = layout();
  chosen.unit = hung_lo;
  chosen.rows = Rows::chosen;
  chosen.chosen = {khu_9, khu_2};
  auto const made = viewed_as(chosen, reach);
  ASSERT_EQ(made.lines.size(), 1U);
  EXPECT_EQ(made.lines[0].unit.code, "PT-01-01-02");
  EXPECT_FALSE(made.total);
}

TEST_P(Tables, are_saved_over_the_one_of_the_same_name_and_shared_with_those_below) {
  auto const first = saved("Cơ cấu", Sharing::below);
  EXPECT_EQ(saved("Cơ cấu", Sharing::below), first);
  auto const own = saved("Riêng", Sharing::own);
  auto const snapshot = store().read();
  store::Moment const moment{day("14/06/2021")};
  EXPECT_EQ(saved_tables(*snapshot, district, moment).size(), 2U);
  auto const below = saved_tables(*snapshot, hung_lo, moment);
  ASSERT_EQ(below.size(), 1U);
  EXPECT_EQ(below[0].what.name, "Cơ cấu");
  EXPECT_EQ(layout_of(below[0].what).days, layout().days);
  // Opened from below it has the unit there at its head.
  unit::Reach const reach(unit::tree(*snapshot, moment), std::array{hung_lo});
  EXPECT_EQ(test::must(saved_table(*snapshot, reach, first, moment)).what.unit, hung_lo);
  EXPECT_EQ(saved_table(*snapshot, reach, own, moment).error().kind, &no_such_table);
  unit::Reach const aside(unit::tree(*snapshot, moment), std::array{khu_9});
  EXPECT_EQ(test::must(saved_table(*snapshot, aside, first, moment)).what.unit, khu_9);
  write(drop_verb, [&](Tx& tx) { return drop(tx, first, day("15/06/2021")); });
  EXPECT_TRUE(saved_tables(*store().read(), hung_lo, {day("15/06/2021")}).empty());
  EXPECT_EQ(refusal(drop_verb, [&](Tx& tx) { return drop(tx, first, day("16/06/2021")); }),
            "table.no_such_table");
}

TEST_P(Tables, are_not_saved_without_a_name_or_with_unknown_measures) {
  auto const try_to = [&](std::string name, std::vector<std::string> measures) {
    return refusal(save_verb, [&](Tx& tx) -> Result<void> {
      Saving saving{.name = name, .layout = layout()};
      saving.layout.measures = measures;
      TRY_VOID(save(tx, saving, day("14/06/2021")));
      return {};
    });
  };
  EXPECT_EQ(try_to(" ", {"members"}), "table.unnamed");
  EXPECT_EQ(try_to("x", {}), "table.no_measures");
  EXPECT_EQ(try_to("x", {"member"}), "figure.no_such_measure_like");
}

TEST_P(Tables, become_a_word_file_with_their_numbers) {
  auto const made = viewed_as(layout());
  auto const written = listing_of(made, Spread::apart, Language::vietnamese);
  auto const bytes = print::table_docx({.listing = written.listing, .foot = "Bút toán 9 & <dấu>"});
  EXPECT_EQ(bytes, print::table_docx({.listing = written.listing, .foot = "Bút toán 9 & <dấu>"}));
  EXPECT_TRUE(print::load_template(bytes, "bảng")) << "Word reads it";
  EXPECT_EQ(written.listing.columns.size(), 2U + 2U + 6U);
  EXPECT_EQ(written.listing.rows.size(), 3U);
}

TEST_P(Tables, show_and_open_on_pages_within_reach) {
  test::TestSite site(store(), routes());
  auto const over = [](UnitId unit) {
    return std::vector<store::Grant>{{&figure::figure_read, unit.value},
                                     {&table_write, unit.value}};
  };
  site.let_in("lam_thao", over(district));
  site.let_in("kim_duc", over(kim_duc), Language::english);
  auto const page = site.ask(
      "lam_thao",
      "/tables?unit=PT-01&measure1=members&measure2=members.women&as_of=14/06/2021&sort=2");
  ASSERT_EQ(page.status, 200) << site.broke();
  EXPECT_TRUE(page.body.contains("Đảng bộ xã Kim Đức"));
  EXPECT_TRUE(page.body.contains("/figures/records?reference="));
  EXPECT_EQ(site.ask("kim_duc", "/tables?unit=PT-01").status, 403);
  EXPECT_EQ(site.ask("kim_duc", "/tables?unit=PT-01-02&units=PT-01-01-01&as_of=14/06/2021").status,
            200);
  auto const file = "/tables/file?unit=PT-01&measure=members&as_of=14/06/2021&as=";
  EXPECT_TRUE(site.ask("lam_thao", std::string(file) + "xlsx").body.starts_with("PK"));
  EXPECT_TRUE(site.ask("lam_thao", std::string(file) + "docx").body.starts_with("PK"));
  EXPECT_EQ(site.ask("kim_duc", std::string(file) + "docx").status, 403);
  auto const bad = site.ask("lam_thao", "/tables?unit=PT-01&measure=nothing_like_it");
  EXPECT_TRUE(bad.body.contains("nothing_like_it"));
  // The hall's screens: large numbers, the units, the years; a number beyond shows the last.
  for (std::string const hall : {"", "&hall=2", "&hall=3", "&hall=99"}) {
    auto const board = site.ask("lam_thao", "/dashboard?unit=PT-01&as_of=14/06/2021" + hall);
    ASSERT_EQ(board.status, 200) << site.broke();
    EXPECT_EQ(board.body.contains("Đảng bộ xã Hùng Lô"), hall.empty() || hall == "&hall=2");
    EXPECT_TRUE(board.body.contains("<svg"));
  }
  EXPECT_EQ(site.ask("kim_duc", "/dashboard?unit=PT-01").status, 403);
}

// What is typed into the lines of the form, and what the table then shows.
TEST_P(Tables, are_laid_out_by_codes_and_words_without_marks) {
  struct Case {
    char const* query;
    char const* laid_out;  // units; measures; days
    char const* faults;
  };
  std::vector<Case> const cases{
      {"unit1=PT-01-01&measure1=members", "PT-01-01; members;", ""},
      {"unit1=pt-01-01&unit2=kim+duc&measure1=dang+vien+nu", "PT-01-01 PT-01-02; members.women;",
       ""},
      {"measure1=members.women&measure2=&measure3=du+bi", "; members.women members.probationary;",
       ""},
      {"measure=members+members.women&day=30/06/2021+31/12/2020",
       "; members members.women; 30/06/2021 31/12/2020", ""},
      {"measure1=members&day1=31.12.2020", "; members; 31/12/2020", ""},
      {"measure1=members&day1=hom+nay", "; members;", "table.bad_day "},
      {"measure1=dang+vien", "; members;", ""},
      {"measure1=nu&measure2=dang+vien", "; members.women members;", ""},
      {"measure1=khong+co+that", ";;", "table.no_measure_like "},
      {"measure1=hoan+thanh+tot", ";;", "table.several_measures "},
      {"measure1=members&unit1=khu", "; members;", "table.several_units "},
      {"measure1=members&unit1=khu+9", "PT-01-02-09; members;", ""},
      {"measure1=members&unit1=Ha+Noi", "; members;", "table.no_unit_like "},
      {"measure1=members&measure2=members", "; members;", ""},
      {"measure1=members&measure2=members.women&edit=measure.2.up", "; members.women members;", ""},
      {"measure1=members&measure2=members.women&edit=measure.1.down", "; members.women members;",
       ""},
      {"measure1=members&measure2=members.women&edit=measure.1.out", "; members.women;", ""},
      {"measure1=members&measure2=members.women&edit=measure.9.out", "; members members.women;",
       ""},
      {"unit1=PT-01-01&unit2=PT-01-02&measure1=members&edit=unit.1.down",
       "PT-01-02 PT-01-01; members;", ""},
      {"measure1=members&edit=nothing", "; members;", ""},
  };
  auto const snapshot = store().read();
  store::Moment const moment{day("14/06/2021")};
  auto const tree = unit::tree(*snapshot, moment);
  auto const everything = unit::Reach::everything();
  auto const offered =
      measures_offered(web::Words{Language::vietnamese}, *snapshot, district, moment);
  for (auto const& [query, laid_out, faults] : cases) {
    auto typed = typed_in(*web::parse_urlencoded(query));
    Layout made;
    understand(typed, made, {offered, tree, everything});
    std::string told;
    for (UnitId const unit : made.chosen) told += (told.empty() ? "" : " ") + tree.node(unit)->code;
    told += ";";
    for (auto const& id : made.measures) told += " " + id;
    told += ";";
    for (Day const on : made.days) told += " " + on.vietnamese();
    EXPECT_EQ(told, laid_out) << query;
    std::string wrong;
    for (auto const* entries : {&typed.measures, &typed.units, &typed.days}) {
      for (Entry const& one : *entries) {
        if (one.fault) wrong += std::string(one.fault->kind->code) + " ";
      }
    }
    EXPECT_EQ(wrong, faults) << query;
  }
}

TEST_P(Tables, are_typed_line_by_line_on_the_page) {
  test::TestSite site(store(), routes());
  site.let_in("lam_thao", {{&figure::figure_read, district.value}});
  site.let_in("kim_duc", {{&figure::figure_read, kim_duc.value}});
  auto const page = site.ask("lam_thao",
                             "/tables?unit=PT-01&unit1=kim+duc&unit2=hung+lo&measure1=dang+vien+nu&"
                             "edit=unit.2.up&as_of=14/06/2021");
  ASSERT_EQ(page.status, 200) << site.broke();
  auto const hung_lo_at = page.body.find("value=\"PT-01-01\"");
  auto const kim_duc_at = page.body.find("value=\"PT-01-02\"");
  EXPECT_LT(hung_lo_at, kim_duc_at) << "the second line went up";
  EXPECT_NE(kim_duc_at, std::string::npos);
  EXPECT_TRUE(page.body.contains("name=\"measure2\"")) << "a blank line follows";
  EXPECT_TRUE(page.body.contains("value=\"measure.1.out\""));
  auto const faulty =
      site.ask("kim_duc", "/tables?unit1=hung+lo&measure1=dang+vien+nu&as_of=14/06/2021");
  EXPECT_TRUE(faulty.body.contains("value=\"hung lo\"")) << "what was typed is there again";
  EXPECT_FALSE(faulty.body.contains("Hùng Lô"));
  EXPECT_TRUE(faulty.body.contains("aria-invalid=\"true\""));
  auto const offered = site.ask("kim_duc", "/tables/measures?q=dan+toc");
  EXPECT_TRUE(offered.body.contains("người dân tộc thiểu số"));
  EXPECT_FALSE(offered.body.contains("tôn giáo"));
  auto const all = site.ask("kim_duc", "/tables/measures?q=dang+vien").body;
  EXPECT_LT(all.find("data-value=\"Đảng viên\""), all.find("Đảng viên nữ")) << all;
  EXPECT_TRUE(all.contains("Đảng viên nữ"));
}

TEST_P(Tables, a_dashboard_is_arranged_for_a_unit_and_those_below) {
  store::Moment const moment{day("14/06/2021")};
  EXPECT_EQ(dashboard_of(*store().read(), hung_lo, moment).bars, "members");
  write(arrange_verb, [&](Tx& tx) {
    return arrange(tx, district, {.headlines = "members.women", .bars = "members.women"},
                   day("01/06/2021"));
  });
  EXPECT_EQ(dashboard_of(*store().read(), hung_lo, moment).headlines, "members.women");
  EXPECT_EQ(dashboard_of(*store().read(), province, moment).bars, "members");
  EXPECT_EQ(refusal(arrange_verb,
                    [&](Tx& tx) {
                      return arrange(tx, district, {.bars = "membersx"}, day("01/06/2021"));
                    }),
            "figure.no_such_measure_like");
}

}  // namespace
}  // namespace giaoban::table
