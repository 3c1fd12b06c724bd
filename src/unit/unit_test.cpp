#include "unit/unit.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "store/fact_text.h"
#include "tests/both_databases.h"
#include "unit/rules.h"

namespace giaoban::unit {
namespace {

using store::Moment;
using store::Snapshot;
using store::Tx;
using enum UnitKind;

Day day(std::string_view iso) {
  auto const parsed = Day::parse_iso(iso);
  ensure(parsed.has_value(), "the test's day is in the calendar");
  return *parsed;
}

// Stands for what other domains hang on a unit.
struct Stay {
  UnitId unit;
  static store::Kind const kind;
};
store::Entity const guest_entity{.name = "guest", .label = M("khách"), .lifetime = nullptr};
store::Kind const Stay::kind{
    .number = 901,
    .table = "stay",
    .label = M("Ở nhờ"),
    .shape = store::Shape::state,
    .subject = &guest_entity,
    .fields = {store::field<&Stay::unit>(1, "unit", M("Đơn vị"),
                                         {.need = store::Need::required, .refers = &unit_entity})}};

store::Catalogue const& test_catalogue() {
  static store::Catalogue const all = [] {
    store::Catalogue c = store::store_catalogue();
    c.add(catalogue());
    c.entities.push_back(&guest_entity);
    c.kinds.push_back(&Stay::kind);
    return c;
  }();
  return all;
}

// Tỉnh ủy Phú Thọ over Huyện ủy Lâm Thao over Đảng bộ xã Tứ Xã over its cells.
class UnitVerbs : public test::BothDatabases {
 protected:
  void SetUp() override {
    auto opened = store::Store::open({.address = fresh_address(),
                                      .catalogue = &test_catalogue(),
                                      .clock = &clock_,
                                      .keys_path = (folder() / "keys").string(),
                                      .if_missing = store::IfMissing::create});
    ASSERT_TRUE(opened) << opened.error().text(Language::vietnamese);
    store_ = *std::move(opened);
    province_ = founded("PT", "Tỉnh ủy Phú Thọ", province_committee, {});
    district_ = founded("PT-01", "Huyện ủy Lâm Thao", district_committee, province_);
    grassroots_ = founded("PT-01-02", "Đảng bộ xã Tứ Xã", grassroots_committee, district_);
    cell_ = founded("PT-01-02-1", "Chi bộ khu 1", dependent_cell, grassroots_);
  }
  void TearDown() override {
    if (!store_) return;
    auto const report = store::check(*store_);
    EXPECT_TRUE(report.faults.empty()) << report.faults.front();
  }

  Result<EntryNumber> write(std::function<Result<void>(Tx&)> const& body) {
    auto written = store_->write(
        {.actor = {"lan", {&unit_write, store::undo_verb.right}}, .verb = &rename_verb}, body);
    if (!written) return std::unexpected(written.error());
    warnings_ = written->warnings;
    return written->entry;
  }
  Result<UnitId> try_found(Founding const& founding) {
    UnitId unit;
    auto const written = write([&](Tx& tx) -> Result<void> {
      TRY_INTO(unit, found(tx, founding));
      return {};
    });
    if (!written) return std::unexpected(written.error());
    return unit;
  }
  UnitId founded(std::string code, std::string name, UnitKind kind, std::optional<UnitId> parent,
                 char const* from = "2015-01-01") {
    auto const unit = try_found({.code = std::move(code),
                                 .name = std::move(name),
                                 .unit_kind = kind,
                                 .parent = parent,
                                 .from = day(from)});
    EXPECT_TRUE(unit) << unit.error().text(Language::vietnamese);
    return unit.value_or(UnitId{});
  }
  // The refusal's kind, nullptr when it was written.
  template <class Verb>
  RefusalKind const* refused(Verb const& verb) {
    auto const written = write(verb);
    if (written) return nullptr;
    EXPECT_EQ(written.error().text(Language::vietnamese).find('{'), std::string::npos)
        << written.error().text(Language::vietnamese);
    EXPECT_EQ(written.error().remedy(Language::vietnamese).find('{'), std::string::npos)
        << written.error().remedy(Language::vietnamese);
    return written.error().kind;
  }
  std::vector<std::string_view> warned() const {
    std::vector<std::string_view> codes;
    for (Refusal const& warning : warnings_) {
      codes.push_back(warning.kind->code);
      EXPECT_EQ(warning.text(Language::vietnamese).find('{'), std::string::npos);
      EXPECT_EQ(warning.remedy(Language::vietnamese).find('{'), std::string::npos);
    }
    return codes;
  }
  std::string name_on(UnitId unit, char const* on, EntryNumber known_at = store::standing - 1) {
    auto const node = node_of(*store_->read(), unit, {day(on), known_at});
    return node ? node->name : "";
  }
  std::vector<std::string> tree_on(char const* on, EntryNumber known_at = store::standing - 1) {
    std::vector<std::string> lines;
    Tree const whole = tree(*store_->read(), {day(on), known_at});
    for (Node const& node : whole.nodes()) {
      lines.push_back(std::string(static_cast<std::size_t>(node.depth), ' ') + node.code);
    }
    return lines;
  }
  EntryNumber head() { return store_->read()->head(); }

  FixedClock clock_{*Day::from_ymd(2025, 8, 1)};
  std::unique_ptr<store::Store> store_;
  std::vector<Refusal> warnings_;
  UnitId province_, district_, grassroots_, cell_;
};
ON_BOTH_DATABASES(UnitVerbs);

using Lines = std::vector<std::string>;

TEST_P(UnitVerbs, found_puts_a_unit_in_the_tree_from_its_day) {
  founded("PT-01-02-10", "Chi bộ khu 10", dependent_cell, grassroots_, "2020-03-01");
  founded("PT-01-02-2", "Chi bộ khu 2", dependent_cell, grassroots_, "2020-03-01");
  EXPECT_EQ(tree_on("2020-02-29"), (Lines{"PT", " PT-01", "  PT-01-02", "   PT-01-02-1"}));
  EXPECT_EQ(tree_on("2020-03-01"), (Lines{"PT", " PT-01", "  PT-01-02", "   PT-01-02-1",
                                          "   PT-01-02-2", "   PT-01-02-10"}));
  EXPECT_TRUE(tree_on("2014-12-31").empty());
  EXPECT_TRUE(warned().empty());
}

TEST_P(UnitVerbs, found_tidies_what_was_typed) {
  UnitId const unit =
      founded(" PT-01-03 ", "  Đảng  bộ xã\tCao Xá ", grassroots_committee, district_);
  EXPECT_EQ(name_on(unit, "2020-01-01"), "Đảng bộ xã Cao Xá");
  EXPECT_EQ(*by_code(*store_->read(), "PT-01-03", {day("2020-01-01")}), unit);
}

TEST_P(UnitVerbs, found_refuses_what_cannot_be) {
  auto const kind_of = [&](Founding const& founding) {
    return refused([&](Tx& tx) -> Result<void> {
      TRY_VOID(found(tx, founding));
      return {};
    });
  };
  Founding const good{.code = "X",
                      .name = "Đảng bộ xã X",
                      .unit_kind = grassroots_committee,
                      .parent = district_,
                      .from = day("2020-01-01")};
  Founding f = good;
  f.parent = UnitId{12345};
  EXPECT_EQ(kind_of(f), &parent_not_in_force);
  f = good;
  f.from = day("2014-12-31");
  EXPECT_EQ(kind_of(f), &parent_not_in_force);
  f = good;
  f.unit_kind = district_committee;
  f.parent = province_;
  f.from = day("2025-07-01");
  EXPECT_EQ(kind_of(f), &kind_not_in_force);
  f.from = day("2025-06-30");
  EXPECT_EQ(kind_of(f), nullptr);
  f = good;
  f.unit_kind = dependent_cell;
  EXPECT_EQ(kind_of(f), &wrong_parent_kind);
  f = good;
  f.code = "PT-01-02";
  EXPECT_EQ(kind_of(f), &store::value_taken);
  f.code = "PT 01";
  EXPECT_EQ(kind_of(f), &bad_code);
  f = good;
  f.code = "-";
  EXPECT_EQ(kind_of(f), &only_signs);
  f = good;
  f.name = "…";
  EXPECT_EQ(kind_of(f), &only_signs);
  f = good;
  f.name = "  ";
  EXPECT_EQ(kind_of(f), &store::required_missing);
}

TEST_P(UnitVerbs, an_unconfirmed_rule_warns_and_writes) {
  UnitId const agencies = founded("PT-90", "Đảng ủy các cơ quan Đảng tỉnh",
                                  province_agencies_committee, province_, "2025-02-11");
  EXPECT_EQ(warned(),
            (std::vector<std::string_view>{"unit.unconfirmed_kind", "unit.unconfirmed_parent"}));
  EXPECT_EQ(name_on(agencies, "2025-02-11"), "Đảng ủy các cơ quan Đảng tỉnh");
  founded("PT-91", "Đảng ủy Ủy ban nhân dân tỉnh", province_government_committee, province_,
          "2025-07-01");
  EXPECT_TRUE(warned().empty());
}

TEST_P(UnitVerbs, rename_keeps_the_old_name_before_its_day_and_in_past_knowledge) {
  EntryNumber const before = head();
  ASSERT_TRUE(write([&](Tx& tx) {
    return rename(tx, cell_, {.name = "Chi bộ khu dân cư 1"}, day("2021-01-01"));
  }));
  EXPECT_EQ(name_on(cell_, "2020-12-31"), "Chi bộ khu 1");
  EXPECT_EQ(name_on(cell_, "2021-01-01"), "Chi bộ khu dân cư 1");
  EXPECT_EQ(name_on(cell_, "2021-01-01", before), "Chi bộ khu 1");
}

TEST_P(UnitVerbs, rename_dated_ahead_stays_when_an_earlier_one_follows) {
  ASSERT_TRUE(write([&](Tx& tx) { return rename(tx, cell_, {.name = "Ba"}, day("2026-01-01")); }));
  ASSERT_TRUE(write([&](Tx& tx) { return rename(tx, cell_, {.name = "Hai"}, day("2023-01-01")); }));
  EXPECT_EQ(name_on(cell_, "2022-12-31"), "Chi bộ khu 1");
  EXPECT_EQ(name_on(cell_, "2023-01-01"), "Hai");
  EXPECT_EQ(name_on(cell_, "2025-12-31"), "Hai");
  EXPECT_EQ(name_on(cell_, "2026-01-01"), "Ba");
  // The same day again is a correction: the name of that day alone is replaced.
  ASSERT_TRUE(
      write([&](Tx& tx) { return rename(tx, cell_, {.name = "Hai B"}, day("2023-01-01")); }));
  EXPECT_EQ(name_on(cell_, "2024-01-01"), "Hai B");
  EXPECT_EQ(name_on(cell_, "2026-01-01"), "Ba");
}

TEST_P(UnitVerbs, undo_of_a_rename_brings_the_old_name_back) {
  auto const renamed =
      write([&](Tx& tx) { return rename(tx, cell_, {.name = "Nhầm"}, day("2021-01-01")); });
  ASSERT_TRUE(renamed);
  ASSERT_TRUE(write([&](Tx& tx) { return store::undo(tx, *renamed); }));
  EXPECT_EQ(name_on(cell_, "2022-01-01"), "Chi bộ khu 1");
  EXPECT_EQ(name_on(cell_, "2022-01-01", *renamed), "Nhầm");
}

TEST_P(UnitVerbs, undo_that_would_close_a_circle_is_refused) {
  UnitId const one = founded("PT-A", "Ban Tổ chức", body, province_);
  UnitId const two = founded("PT-B", "Văn phòng", body, province_);
  ASSERT_TRUE(write([&](Tx& tx) { return move(tx, one, two, day("2020-01-01")); }));
  auto const out = write([&](Tx& tx) { return move(tx, one, province_, day("2020-01-01")); });
  ASSERT_TRUE(out);
  ASSERT_TRUE(write([&](Tx& tx) { return move(tx, two, one, day("2020-01-01")); }));
  EXPECT_EQ(refused([&](Tx& tx) { return store::undo(tx, *out); }), &store::undo_breaks_law);
}

TEST_P(UnitVerbs, change_nothing_outside_the_life_of_a_unit) {
  struct {
    char const* name;
    std::function<Result<void>(Tx&, UnitId, Day)> verb;
  } const verbs[] = {
      {"rename", [](Tx& tx, UnitId u, Day d) { return rename(tx, u, {.name = "X"}, d); }},
      {"recode", [](Tx& tx, UnitId u, Day d) { return recode(tx, u, "X", d); }},
      {"change_kind",
       [](Tx& tx, UnitId u, Day d) { return change_kind(tx, u, grassroots_cell, d); }},
      {"move", [&](Tx& tx, UnitId u, Day d) { return move(tx, u, province_, d); }},
      {"dissolve", [](Tx& tx, UnitId u, Day d) { return dissolve(tx, u, d); }},
  };
  for (auto const& v : verbs) {
    EXPECT_EQ(refused([&](Tx& tx) { return v.verb(tx, cell_, day("2014-12-31")); }),
              &unit_not_in_force)
        << v.name;
    EXPECT_EQ(refused([&](Tx& tx) { return v.verb(tx, UnitId{77}, day("2020-01-01")); }),
              &unit_not_in_force)
        << v.name;
  }
}

TEST_P(UnitVerbs, recode_frees_the_code_for_another_from_its_day) {
  ASSERT_TRUE(write([&](Tx& tx) { return recode(tx, cell_, "PT-01-02-100", day("2021-01-01")); }));
  UnitId const heir =
      founded("PT-01-02-1", "Chi bộ mới", dependent_cell, grassroots_, "2021-01-01");
  auto const snapshot = store_->read();
  EXPECT_EQ(*by_code(*snapshot, "PT-01-02-1", {day("2020-12-31")}), cell_);
  EXPECT_EQ(*by_code(*snapshot, "PT-01-02-1", {day("2021-01-01")}), heir);
  EXPECT_EQ(refused([&](Tx& tx) { return recode(tx, heir, "PT-01-02-100", day("2022-01-01")); }),
            &store::value_taken);
}

TEST_P(UnitVerbs, a_code_that_nobody_bears_is_refused_with_the_nearest) {
  auto const found = by_code(*store_->read(), "PT-01-2", {day("2020-01-01")});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, &no_such_unit);
  EXPECT_NE(found.error().remedy(Language::vietnamese).find("PT-01-02"), std::string::npos);
}

TEST_P(UnitVerbs, a_text_longer_than_a_code_names_no_unit_and_is_not_said_back) {
  for (std::size_t const length : {41U, 20'000U}) {
    auto const snapshot = store_->read();
    std::string const text(length, 'P');
    EXPECT_FALSE(bearer(*snapshot, text, {day("2020-01-01")}));
    auto const found = by_code(*snapshot, text, {day("2020-01-01")});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, &no_such_unit);
    EXPECT_LT(found.error().text(Language::vietnamese).size(), 150U);
    EXPECT_FALSE(found.error().remedy(Language::vietnamese).contains("PT-"));
  }
  auto const accented = by_code(*store_->read(), std::string(39, 'P') + "ệ" + std::string(9, 'P'),
                                {day("2020-01-01")});
  ASSERT_FALSE(accented);
  EXPECT_TRUE(valid_utf8(accented.error().text(Language::vietnamese)));
}

TEST_P(UnitVerbs, change_kind_asks_the_rules_of_its_day) {
  EXPECT_EQ(refused([&](Tx& tx) {
              return change_kind(tx, grassroots_, commune_committee, day("2025-06-30"));
            }),
            &kind_not_in_force);
  EXPECT_EQ(refused([&](Tx& tx) {
              return change_kind(tx, grassroots_, commune_committee, day("2025-07-01"));
            }),
            &wrong_parent_kind);  // still under a district
  ASSERT_TRUE(write([&](Tx& tx) -> Result<void> {
    TRY_VOID(move(tx, grassroots_, province_, day("2025-07-01")));
    return change_kind(tx, grassroots_, commune_committee, day("2025-07-01"));
  }));
  auto const snapshot = store_->read();
  EXPECT_EQ(node_of(*snapshot, grassroots_, {day("2025-06-30")})->unit_kind, grassroots_committee);
  EXPECT_EQ(node_of(*snapshot, grassroots_, {day("2025-07-01")})->unit_kind, commune_committee);
}

TEST_P(UnitVerbs, change_kind_warns_of_units_below_and_of_members) {
  ASSERT_TRUE(write(
      [&](Tx& tx) { return change_kind(tx, grassroots_, grassroots_cell, day("2021-01-01")); }));
  EXPECT_EQ(warned(), (std::vector<std::string_view>{"unit.units_below_misplaced"}));
  ASSERT_TRUE(write([&](Tx& tx) {
    return change_kind(tx, grassroots_, grassroots_committee, day("2022-01-01"));
  }));
  EXPECT_EQ(warned(), (std::vector<std::string_view>{"unit.members_to_move"}));
}

TEST_P(UnitVerbs, move_changes_the_tree_from_its_day_only) {
  EntryNumber const before = head();
  UnitId const other = founded("PT-01-03", "Đảng bộ xã Cao Xá", grassroots_committee, district_);
  ASSERT_TRUE(write([&](Tx& tx) { return move(tx, cell_, other, day("2021-01-01")); }));
  EXPECT_EQ(tree_on("2020-12-31"),
            (Lines{"PT", " PT-01", "  PT-01-02", "   PT-01-02-1", "  PT-01-03"}));
  EXPECT_EQ(tree_on("2021-01-01"),
            (Lines{"PT", " PT-01", "  PT-01-02", "  PT-01-03", "   PT-01-02-1"}));
  EXPECT_EQ(tree_on("2021-01-01", before), (Lines{"PT", " PT-01", "  PT-01-02", "   PT-01-02-1"}));
}

TEST_P(UnitVerbs, move_refuses_a_unit_under_itself_on_any_day_to_come) {
  EXPECT_EQ(refused([&](Tx& tx) { return move(tx, district_, grassroots_, day("2020-01-01")); }),
            &own_ancestor);
  EXPECT_EQ(refused([&](Tx& tx) { return move(tx, district_, district_, day("2020-01-01")); }),
            &own_ancestor);
  // `later` comes under the district only in 2023, yet the district cannot go under it in 2021.
  UnitId const later = founded("PT-02", "Đảng bộ cơ sở khác", grassroots_committee, province_);
  ASSERT_TRUE(write([&](Tx& tx) { return move(tx, later, district_, day("2023-01-01")); }));
  EXPECT_EQ(refused([&](Tx& tx) { return move(tx, district_, later, day("2021-01-01")); }),
            &own_ancestor);
}

TEST_P(UnitVerbs, move_asks_for_a_parent_in_force_and_of_a_fitting_kind) {
  UnitId const young =
      founded("PT-01-04", "Đảng bộ mới", grassroots_committee, district_, "2022-01-01");
  EXPECT_EQ(refused([&](Tx& tx) { return move(tx, cell_, young, day("2021-12-31")); }),
            &parent_not_in_force);
  EXPECT_EQ(refused([&](Tx& tx) { return move(tx, cell_, young, day("2022-01-01")); }), nullptr);
  EXPECT_EQ(refused([&](Tx& tx) { return move(tx, cell_, district_, day("2022-01-01")); }),
            &wrong_parent_kind);
}

TEST_P(UnitVerbs, a_parent_known_to_end_holds_until_then_with_a_warning) {
  UnitId const host = founded("PT-01-05", "Đảng bộ sắp giải thể", grassroots_committee, district_);
  ASSERT_TRUE(write([&](Tx& tx) { return dissolve(tx, host, day("2025-07-01")); }));
  ASSERT_TRUE(write([&](Tx& tx) { return move(tx, cell_, host, day("2025-01-01")); }));
  EXPECT_EQ(warned(), (std::vector<std::string_view>{"unit.parent_ends"}));
  auto const snapshot = store_->read();
  Tree const before = tree(*snapshot, {day("2025-06-30")});
  EXPECT_TRUE(before.within(cell_, host));
  Tree const after = tree(*snapshot, {day("2025-07-01")});
  EXPECT_EQ(after.node(host), nullptr);
  EXPECT_EQ(after.node(cell_)->parent, -1);
}

TEST_P(UnitVerbs, dissolve_ends_a_unit_on_its_day) {
  EntryNumber const before = head();
  ASSERT_TRUE(write([&](Tx& tx) { return dissolve(tx, cell_, day("2024-01-01")); }));
  EXPECT_EQ(tree_on("2023-12-31").size(), 4U);
  EXPECT_EQ(tree_on("2024-01-01").size(), 3U);
  EXPECT_EQ(tree_on("2024-01-01", before).size(), 4U);
  EXPECT_EQ(name_on(cell_, "2024-01-01"), "");
  EXPECT_EQ(refused([&](Tx& tx) { return rename(tx, cell_, {.name = "X"}, day("2024-01-01")); }),
            &unit_not_in_force);
}

TEST_P(UnitVerbs, dissolve_is_refused_over_units_now_or_to_come) {
  EXPECT_EQ(refused([&](Tx& tx) { return dissolve(tx, grassroots_, day("2024-01-01")); }),
            &still_has_units);
  ASSERT_TRUE(write([&](Tx& tx) { return dissolve(tx, cell_, day("2024-01-01")); }));
  founded("PT-01-02-7", "Chi bộ lập sau", dependent_cell, grassroots_, "2026-01-01");
  EXPECT_EQ(refused([&](Tx& tx) { return dissolve(tx, grassroots_, day("2024-01-01")); }),
            &still_has_units);
  EXPECT_EQ(refused([&](Tx& tx) { return dissolve(tx, cell_, day("2024-01-01")); }), nullptr);
}

TEST_P(UnitVerbs, dissolve_is_refused_while_anything_else_belongs_to_the_unit) {
  Day const left = day("2023-06-01");
  ASSERT_TRUE(
      write([&](Tx& tx) { return tx.state(tx.new_id(), {day("2020-01-01"), left}, Stay{cell_}); }));
  EXPECT_EQ(refused([&](Tx& tx) { return dissolve(tx, cell_, left - 1); }), &still_has_members);
  EXPECT_EQ(refused([&](Tx& tx) { return dissolve(tx, cell_, left); }), nullptr);
}

TEST_P(UnitVerbs, need_the_right) {
  auto const written =
      store_->write({.actor = {"khách", {&unit_read}}, .verb = &rename_verb},
                    [&](Tx& tx) { return rename(tx, cell_, {.name = "X"}, day("2020-01-01")); });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, &store::not_allowed);
}

TEST_P(UnitVerbs, invariants_find_what_a_verb_would_have_refused) {
  // Straight into the store, past the verbs.
  auto const damaged = write([&](Tx& tx) -> Result<void> {
    Span const all{day("2015-01-01"), Day::forever()};
    TRY_VOID(tx.state(province_.value, all, UnitParent{cell_}));
    TRY_VOID(tx.end(UnitName::kind, cell_.value, day("2020-01-01")));
    return {};
  });
  ASSERT_TRUE(damaged);
  auto snapshot = store_->read();
  std::map<std::string_view, std::size_t> breaches;
  for (store::Invariant const* invariant : catalogue().invariants) {
    breaches[invariant->claim] = invariant->breaches(*snapshot).size();
  }
  EXPECT_EQ(breaches["tree_has_no_cycle"], 4U);
  EXPECT_EQ(breaches["every_unit_has_name_code_kind"], 1U);
  EXPECT_EQ(breaches["parent_in_force_with_child"], 0U);
  snapshot.reset();
  store_.reset();  // nothing for TearDown to find whole
}

TEST_P(UnitVerbs, one_entry_founds_many_units) {
  ASSERT_TRUE(write([&](Tx& tx) -> Result<void> {
    for (int g = 0; g < 60; ++g) {
      auto const code = "G-" + std::to_string(g);
      Founding founding{.code = code,
                        .name = "Đảng bộ " + code,
                        .unit_kind = grassroots_committee,
                        .parent = district_,
                        .from = day("2015-01-01")};
      TRY_INTO(founding.parent, found(tx, founding));
      founding.unit_kind = dependent_cell;
      for (int c = 0; c < 7; ++c) {
        founding.code = code + "-" + std::to_string(c);
        TRY_VOID(found(tx, founding));
      }
    }
    return {};
  }));
  auto const snapshot = store_->read();
  Tree const whole = tree(*snapshot, {day("2020-01-01")});
  EXPECT_EQ(whole.nodes().size(), 4U + 60 * 8);
  EXPECT_EQ(whole.subtree(district_).size(), 3U + 60 * 8);
}

}  // namespace
}  // namespace giaoban::unit
