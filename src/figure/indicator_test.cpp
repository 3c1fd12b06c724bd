// Committees' own measures: defining, refusing, counting by hand with random conditions, and what
// a change leaves as it was.
#include "figure/indicator.h"

#include <gtest/gtest.h>

#include "figure/changes.h"
#include "figure/population.h"
#include "figure/random_world_test.h"

namespace giaoban::figure {
namespace {

using store::Moment;
using store::Snapshot;
using store::Tx;
using test::day;
using test::RandomWorld;

// The random register, with dates of birth, schooling and profession.
class OwnMeasures : public RandomWorld {
 protected:
  void SetUp() override {
    RandomWorld::SetUp();
    write([&](Tx& tx) {
      for (PersonId const person : persons_) {
        auto who = tx.fact<member::PersonParticulars>(person.value, {test::last})->value;
        if (!one_in(6)) {
          who.born = PartialDay{*Day::from_ymd(1950 + up_to(50), 1, 1) + up_to(364),
                                one_in(4) ? Precision::year : Precision::day};
          ok(tx.state(person.value, Span{day("2000-01-01")}, who));
        }
        auto traits = tx.fact<member::PersonTraits>(person.value, {test::last})->value;
        if (!one_in(5)) traits.profession = static_cast<member::Profession>(up_to(6));
        if (!one_in(5)) traits.schooling = static_cast<member::Schooling>(up_to(2));
        ok(tx.state(person.value, Span{day_in(2020)}, traits));
      }
    });
  }

  static store::Actor author(UnitId unit) {
    std::vector<store::Grant> grants;
    for (store::Right const* right :
         {&indicator_write, &member::member_read, &unit::unit_read, &review::review_read,
          &post::post_read, store::erase_verb.right}) {
      grants.emplace_back(right, unit.value);
    }
    return {"an", std::move(grants)};
  }
  // What is refused; "" when it is written.
  std::string try_to(store::Actor const& actor, store::Verb const& verb,
                     std::function<Result<void>(Tx&)> const& body) {
    auto const written = store_->write({.actor = actor, .verb = &verb}, body);
    return written ? "" : std::string(written.error().kind->code);
  }
  std::string try_define(Defining const& typed, Day from = day("2019-01-01")) {
    return try_to(author(units_[0]), define_verb, [&](Tx& tx) -> Result<void> {
      TRY_VOID(define(tx, typed, from));
      return {};
    });
  }
  Defining women() {
    return {.unit = units_[0],
            .code = "women",
            .name = "Đảng viên nữ",
            .population = Population::members,
            .counts = "giới tính = nữ",
            .base = "",
            .base_name = "tổng số đảng viên",
            .citation = "Kế hoạch 12"};
  }
  Held named(std::string_view id, Moment moment) {
    auto const snapshot = store_->read();
    auto found = measure_named(*snapshot, id, moment);
    EXPECT_TRUE(found) << id;
    return found ? *found : Held();
  }
  std::string counted(Held const& measure, UnitId unit, Moment moment) {
    auto const snapshot = store_->read();
    return text_of(
        figures(*snapshot, std::span(&measure, 1), std::span(&unit, 1), moment).front().front());
  }
  std::string built_in(std::string_view id, UnitId unit, Moment moment) {
    auto const snapshot = store_->read();
    return text_of(*figure(*snapshot, {measure(id), unit, moment}));
  }
};
ON_BOTH_DATABASES(OwnMeasures);

TEST_P(OwnMeasures, count_as_the_programs_own_where_they_ask_the_same) {
  ASSERT_EQ(try_define(women()), "");
  auto graded = women();
  graded.code = "good";
  graded.population = Population::roster;
  graded.counts = "xếp loại thuộc (hoàn thành xuất sắc nhiệm vụ, hoàn thành tốt nhiệm vụ)";
  graded.base = "xếp loại != không rõ";
  graded.base_name = "số được xếp loại";
  ASSERT_EQ(try_define(graded), "");
  for (UnitId const unit : {units_[0], districts_[0], communes_[1], cells_[2]}) {
    Moment const moment{day("2021-06-14")};
    EXPECT_EQ(counted(named("own.women", moment), unit, moment),
              built_in("members.women", unit, moment));
    EXPECT_EQ(counted(named("own.good", moment), unit, moment),
              built_in("members.graded_good_or_better/assessed", unit, moment));
  }
}

TEST_P(OwnMeasures, are_refused_where_they_are_written) {
  struct Case {
    char const* code;
    char const* words;  // of what is told
    std::function<void(Defining&)> slip;
  };
  std::vector<Case> const cases{
      {"indicator.bad_code", "“nữ trẻ”", [](Defining& one) { one.code = "nữ trẻ"; }},
      {"indicator.unknown_property", "gặp “quê quán",
       [](Defining& one) { one.counts = "quê quán = Phú Thọ"; }},
      {"indicator.property_elsewhere", "“xếp loại” không ghi ở đảng viên",
       [](Defining& one) { one.base = "xếp loại != không rõ"; }},
      {"indicator.base_unnamed", "chưa có tên",
       [](Defining& one) {
         one.base = "tuổi < 30";
         one.base_name = "";
       }},
      {"indicator.bad_decimals", "thập phân 5", [](Defining& one) { one.decimals = 5; }},
      {"indicator.bad_decimals", "thập phân -1", [](Defining& one) { one.decimals = -1; }},
      {"indicator.base_of_nobody", "chia cho không",
       [](Defining& one) { one.base = "tuổi < 18 và tuổi > 60"; }},
      {"indicator.counts_nobody", "mâu thuẫn với mẫu số",
       [](Defining& one) { one.base = "giới tính = nam"; }},
  };
  for (auto const& [code, words, slip] : cases) {
    auto typed = women();
    slip(typed);
    EXPECT_EQ(try_define(typed), code);
    auto const refused = definition_of(typed).error();
    auto const told = refused.text(Language::vietnamese);
    EXPECT_TRUE(told.contains(words)) << told;
    EXPECT_NE(refused.remedy(Language::vietnamese), "") << code;
    EXPECT_FALSE(refused.where.empty()) << code << " names no field";
  }
  ASSERT_EQ(try_define(women()), "");
  auto other = women();
  other.unit = districts_[0];
  EXPECT_EQ(try_define(other), "indicator.code_taken");
  // Whoever defines must be allowed to read what is counted.
  auto const blind = store::Actor{"mu", {{&indicator_write, units_[0].value}}};
  auto again = women();
  again.code = "again";
  EXPECT_EQ(try_to(blind, define_verb,
                   [&](Tx& tx) -> Result<void> {
                     TRY_VOID(define(tx, again, day("2019-01-01")));
                     return {};
                   }),
            "indicator.beyond_author");
  // And for a unit that is in reach.
  EXPECT_EQ(try_to(author(districts_[1]), define_verb,
                   [&](Tx& tx) -> Result<void> {
                     again.population = Population::units;
                     again.counts = "loại tổ chức = chi bộ cơ sở";
                     TRY_VOID(define(tx, again, day("2019-01-01")));
                     return {};
                   }),
            "indicator.beyond_author");
}

TEST_P(OwnMeasures, leave_what_was_printed_as_it_was_when_they_change) {
  ASSERT_EQ(try_define(women()), "");
  Moment const moment{day("2021-06-14")};
  auto const before = [&] {
    auto const snapshot = store_->read();
    Held const held = *measure_named(*snapshot, "own.women", moment);
    return figures(*snapshot, std::span(&held, 1), std::span(units_.data(), 1), moment)
        .front()
        .front();
  }();
  auto men = women();
  men.name = "Đảng viên nam";
  men.counts = "giới tính = nam";
  ASSERT_EQ(try_define(men), "");
  auto const snapshot = store_->read();
  auto const opened = parse_reference(*snapshot, before.reference.text());
  ASSERT_TRUE(opened) << before.reference.text();
  EXPECT_EQ(opened->measure->name(Language::vietnamese), "Đảng viên nữ");
  EXPECT_EQ(text_of(*figure(*snapshot, *opened)), text_of(before));
  test::Kept kept;
  ASSERT_TRUE(records(*snapshot, {.reference = *opened}, kept));
  EXPECT_EQ(std::ssize(kept.listing.rows), before.count);
  Held const now = *measure_named(*snapshot, "own.women", moment);
  EXPECT_EQ(now->name(Language::vietnamese), "Đảng viên nam");
  EXPECT_NE(before.reference.text().substr(0, 14), Reference({now, units_[0], moment}).text());
  // From a later day on only: the days before stay as they are.
  ASSERT_EQ(try_define(women(), day("2022-01-01")), "");
  EXPECT_EQ(named("own.women", moment)->name(Language::vietnamese), "Đảng viên nam");
  EXPECT_EQ(named("own.women", {day("2022-06-01")})->name(Language::vietnamese), "Đảng viên nữ");
}

// Decimals and rounding are of the definition: a change is dated, and what was printed stays.
TEST_P(OwnMeasures, show_their_percent_as_their_committee_says) {
  struct Shown {
    std::optional<std::int64_t> decimals;
    std::optional<Rounding> rounding;
    char const* third;  // 1/3 of the base
    char const* eighth;
  };
  std::vector<Shown> const rows{
      {{}, {}, "33,33", "12,50"},
      {0, {}, "33", "13"},
      {0, Rounding::half_even, "33", "12"},
      {1, Rounding::up, "33,4", "12,5"},
      {3, Rounding::down, "33,333", "12,500"},
      {4, Rounding::half_up, "33,3333", "12,5000"},
  };
  Moment const moment{day("2021-06-14")};
  std::vector<std::string> printed;
  for (auto const& [decimals, rounding, third, eighth] : rows) {
    auto typed = women();
    typed.decimals = decimals;
    typed.rounding = rounding;
    ASSERT_EQ(try_define(typed), "");
    auto const held = named("own.women", moment);
    auto const shown = [&](std::int64_t numerator, std::int64_t denominator) {
      return Share(numerator, denominator, *held->base, held->decimals).percent_beside_base();
    };
    EXPECT_EQ(shown(1, 3), third);
    EXPECT_EQ(shown(1, 8), eighth);
    auto const snapshot = store_->read();
    auto const counted = *figure(*snapshot, {held, units_[0], moment});
    printed.push_back(counted.reference.text() + " " + counted.share->text());
  }
  auto const snapshot = store_->read();
  for (std::string const& line : printed) {
    auto const opened = parse_reference(*snapshot, line.substr(0, line.find(' ')));
    ASSERT_TRUE(opened) << line;
    auto const again = *figure(*snapshot, *opened);
    EXPECT_EQ(again.reference.text() + " " + again.share->text(), line);
  }
  auto later = women();
  later.decimals = 0;
  ASSERT_EQ(try_define(later, day("2022-01-01")), "");
  EXPECT_EQ(named("own.women", moment)->decimals.places, 4);
  EXPECT_EQ(named("own.women", {day("2022-01-01")})->decimals.places, 0);
}

TEST_P(OwnMeasures, are_known_of_in_reach_and_from_below) {
  auto typed = women();
  typed.unit = districts_[0];
  ASSERT_EQ(try_define(typed), "");
  auto const snapshot = store_->read();
  Moment const moment{day("2021-06-14")};
  auto const tree = unit::tree(*snapshot, moment);
  auto const seen = [&](UnitId unit, std::string_view id) {
    unit::Reach const reach(tree, std::array{unit});
    auto const found = measure_seen(*snapshot, reach, id, moment);
    return found ? std::string() : std::string(found.error().kind->code);
  };
  EXPECT_EQ(seen(units_[0], "own.women"), "");
  EXPECT_EQ(seen(districts_[0], "own.women"), "");
  EXPECT_EQ(seen(cells_[2], "own.women"), "") << "a cell of the district";
  EXPECT_EQ(seen(districts_[1], "own.women"), "indicator.unseen");
  EXPECT_EQ(seen(districts_[1], "members.women"), "");
  // Nor is it told by what is offered instead.
  EXPECT_EQ(seen(districts_[0], "own.womenn"), "indicator.unseen");
  unit::Reach const aside(tree, std::array{districts_[1]});
  auto const nearest = measure_seen(*snapshot, aside, "own.womenn", moment).error();
  EXPECT_FALSE(nearest.text(Language::vietnamese).contains("own.women "));
  EXPECT_FALSE(nearest.remedy(Language::vietnamese).contains("own.women"));
}

// What was reported counts by the definition of then, what stands now by that of now.
TEST_P(OwnMeasures, are_revised_as_the_programs_own) {
  auto const before = store_->read()->head();
  ASSERT_EQ(try_define(women()), "");
  auto const defined = store_->read()->head();
  auto men = women();
  men.counts = "giới tính = nam";
  ASSERT_EQ(try_define(men), "");
  Moment const moment{day("2021-06-14")};
  auto const snapshot = store_->read();
  auto const now = *measure_named(*snapshot, "own.women", moment);
  auto const told = [&](EntryNumber reported_at) {
    return revisions(*snapshot, {.unit = units_[0],
                                 .as_of = moment.as_of,
                                 .reported_at = reported_at,
                                 .measure = now})
        .front();
  };
  EXPECT_EQ(text_of(*told(defined).reported), built_in("members.women", units_[0], moment));
  EXPECT_EQ(text_of(*told(defined).now), counted(now, units_[0], moment));
  EXPECT_EQ(text_of(*told(before).reported), "?");
  EXPECT_EQ(told(before).difference(), std::nullopt);
  auto const all =
      revisions(*snapshot, {.unit = units_[0], .as_of = moment.as_of, .reported_at = defined});
  EXPECT_EQ(all.size(), measures().size() + 1);
}

TEST_P(OwnMeasures, end_on_a_day_and_stay_known_before_it) {
  ASSERT_EQ(try_define(women()), "");
  EXPECT_EQ(try_to(author(units_[0]), end_verb,
                   [&](Tx& tx) -> Result<void> {
                     TRY_INTO(auto const one, indicator_named(tx, "WOMEN", {day("2022-01-01")}));
                     return end(tx, one, day("2022-01-01"));
                   }),
            "");
  auto const snapshot = store_->read();
  EXPECT_TRUE(measure_named(*snapshot, "own.women", {day("2021-12-31")}));
  EXPECT_EQ(measure_named(*snapshot, "own.women", {day("2022-01-01")}).error().kind,
            &no_such_measure);
  auto const points =
      *series(*snapshot, {.measure = *measure_named(*snapshot, "own.women", {day("2021-12-31")}),
                          .unit = units_[0],
                          .from = day("2021-10-01"),
                          .to = day("2022-02-28")});
  ASSERT_EQ(points.size(), 5U);
  EXPECT_TRUE(points[2].figure.count);
  EXPECT_FALSE(points[3].figure.count);
  ASSERT_TRUE(points[3].figure.note);
}

TEST_P(OwnMeasures, aim_at_a_year) {
  ASSERT_EQ(try_define(women()), "");
  auto const measure = named("own.women", {day("2021-01-01")});
  EXPECT_EQ(amount_in("15,5", *measure), 1550);
  EXPECT_EQ(amount_in("15.05%", *measure), 1505);
  EXPECT_EQ(amount_in("100", *measure), 10'000);
  EXPECT_EQ(amount_in("100,01", *measure), std::nullopt);
  EXPECT_EQ(amount_in("mười", *measure), std::nullopt);
  auto const aiming = [&](Target const& target) {
    return try_to(author(units_[0]), target_verb, [&](Tx& tx) {
      return aim(tx, measure->own->indicator, target, day("2020-12-01"));
    });
  };
  EXPECT_EQ(aiming({.year = 2022, .amount = 9000, .project = "Đề án 06"}), "");
  EXPECT_EQ(aiming({.year = 2021, .amount = 100}), "");
  EXPECT_EQ(aiming({.year = 2021, .amount = 200}), "");
  EXPECT_EQ(aiming({.year = 1021, .amount = 100}), "indicator.bad_target");
  auto const snapshot = store_->read();
  auto const targets = targets_of(*snapshot, *measure, snapshot->head());
  ASSERT_EQ(targets.size(), 2U);
  EXPECT_EQ(targets[0].amount, 200);
  EXPECT_EQ(targets[1].project, "Đề án 06");
  Figure figure{.reference = {measure, units_[0], {}}, .count = 1, .share = {}, .note = {}};
  figure.share.emplace(1, 50, *measure->base);
  EXPECT_EQ(reached({.amount = 200}, figure), Reached::yes);
  EXPECT_EQ(reached({.amount = 201}, figure), Reached::no);
  EXPECT_EQ(reached({.bound = Bound::at_most, .amount = 199}, figure), Reached::no);
}

// Those who came and began to be counted, less those who went and ceased, are the difference.
TEST_P(OwnMeasures, changes_between_two_days_make_up_the_difference) {
  auto const snapshot = store_->read();
  for (int i = 0; i < 12; ++i) {
    auto const declared = measures();
    Held const measure(
        &declared[static_cast<std::size_t>(up_to(static_cast<int>(declared.size()) - 1))]);
    UnitId const unit = one_in(2) ? units_[0] : any(communes_);
    Day const first = day("2020-03-01") + up_to(500);
    Day const second = first + up_to(400);
    auto const before = *figure(*snapshot, {measure, unit, {first}});
    auto const after = *figure(*snapshot, {measure, unit, {second}});
    test::Kept kept;
    auto const told = changes(
        *snapshot, {.measure = measure, .unit = unit, .first = first, .second = second}, kept);
    ASSERT_EQ(told.has_value(), before.count && after.count) << measure->id;
    if (!told) continue;
    std::int64_t difference = 0;
    for (Row const& row : kept.listing.rows) {
      auto const what = test::text_at(row, 0);
      difference += what == "mới đến" || what == "chuyển sang được đếm" ? 1 : -1;
    }
    EXPECT_EQ(difference, *after.count - *before.count)
        << measure->id << " from " << first.iso() << " to " << second.iso() << "; seed " << seed_
        << " (GIAOBAN_TEST_SEED)";
  }
}

// --- random conditions, counted by hand ----------------------------------------------------------

// What is asked of one person, person by person from the facts, and the same in words.
struct ByHand {
  std::string words;
  std::function<bool(Snapshot&, PersonId, Moment)> holds;
};

template <class F>
std::optional<F> on(Snapshot& snapshot, PersonId person, Moment moment) {
  auto const found = snapshot.fact<F>(person.value, moment);
  return found ? std::optional(found->value) : std::nullopt;
}

std::optional<int> age_of(Snapshot& snapshot, PersonId person, Moment moment) {
  auto const who = on<member::PersonParticulars>(snapshot, person, moment);
  if (!who || !who->born) return std::nullopt;
  Day const born = who->born->earliest;
  int years = 0;
  while (born.plus_years(years + 1) <= moment.as_of) ++years;
  return years;
}

class OwnMeasuresByHand : public OwnMeasures {
 protected:
  ByHand simple() {
    int const age = 18 + up_to(60);
    switch (up_to(6)) {
      case 0:
        return {"giới tính = nữ", [](Snapshot& s, PersonId p, Moment m) {
                  auto const traits = on<member::PersonTraits>(s, p, m);
                  return traits && traits->sex == member::Sex::female;
                }};
      case 1:
        return {"tuổi từ " + std::to_string(age) + " đến " + std::to_string(age + 10),
                [age](Snapshot& s, PersonId p, Moment m) {
                  auto const years = age_of(s, p, m);
                  return years && *years >= age && *years <= age + 10;
                }};
      case 2:
        return {"trình độ chuyên môn >= cao đẳng", [](Snapshot& s, PersonId p, Moment m) {
                  auto const traits = on<member::PersonTraits>(s, p, m);
                  return traits && traits->profession &&
                         *traits->profession >= member::Profession::college;
                }};
      case 3:
        return {"người dân tộc thiểu số", [](Snapshot& s, PersonId p, Moment m) {
                  auto const traits = on<member::PersonTraits>(s, p, m);
                  return traits && !traits->ethnicity.empty() && traits->ethnicity != "Kinh" &&
                         traits->ethnicity != "Việt";
                }};
      case 4:
        return {"trạng thái = dự bị", [](Snapshot& s, PersonId p, Moment m) {
                  auto const found = on<member::MemberStanding>(s, p, m);
                  return found && found->standing == member::Standing::probationary;
                }};
      case 5:
        return {"được miễn sinh hoạt", [](Snapshot& s, PersonId p, Moment m) {
                  return on<member::Exemption>(s, p, m).has_value();
                }};
      default:
        return {"năm vào Đảng >= 2020", [](Snapshot& s, PersonId p, Moment m) {
                  auto const all = s.history_of<member::MemberStanding>(p.value, m.known_at);
                  return !all.empty() && all.front().head.span.from.year() >= 2020;
                }};
    }
  }
  ByHand any_by_hand(int depth) {
    if (depth == 0 || one_in(3)) return simple();
    auto const first = any_by_hand(depth - 1);
    if (one_in(4)) {
      return {"không phải (" + first.words + ")",
              [first](Snapshot& s, PersonId p, Moment m) { return !first.holds(s, p, m); }};
    }
    auto const second = any_by_hand(depth - 1);
    bool const both_hold = one_in(2);
    return {"(" + first.words + ") " + (both_hold ? "và" : "hoặc") + " (" + second.words + ")",
            [=](Snapshot& s, PersonId p, Moment m) {
              return both_hold ? first.holds(s, p, m) && second.holds(s, p, m)
                               : first.holds(s, p, m) || second.holds(s, p, m);
            }};
  }
  // "numerator/denominator" of the members under the unit.
  std::string by_hand(Snapshot& snapshot, ByHand const& counts, ByHand const& base, UnitId unit,
                      Moment moment) {
    auto const tree = unit::tree(snapshot, moment);
    int numerator = 0;
    int denominator = 0;
    for (PersonId const person : persons_) {
      auto const place = on<member::MemberCell>(snapshot, person, moment);
      if (!place || !place->cell || !tree.within(*place->cell, unit)) continue;
      if (!base.holds(snapshot, person, moment)) continue;
      ++denominator;
      if (counts.holds(snapshot, person, moment)) ++numerator;
    }
    return std::to_string(numerator) + "/" + std::to_string(denominator);
  }
  // Memory is asked where the columns tell it, else the database: as a server does.
  void compare_with_hand(int times) {
    auto const snapshot = store_->read();
    int asked = 0;
    while (asked < times) {
      auto const counts = any_by_hand(3);
      auto const base = any_by_hand(2);
      auto const definition = definition_of({.unit = units_[0],
                                             .code = "any",
                                             .name = "x",
                                             .population = Population::members,
                                             .counts = counts.words,
                                             .base = base.words,
                                             .base_name = "mẫu số",
                                             .citation = {}});
      if (!definition) continue;  // it contradicts itself
      ++asked;
      Held const measure = measure_of(*definition, {});
      UnitId const unit = one_in(2) ? units_[0] : any(communes_);
      auto const head = snapshot->head();
      Moment const moment{day("2020-06-01") + up_to(900), one_in(2) ? head : head - up_to(3)};
      auto const found =
          figures(*snapshot, std::span(&measure, 1), std::span(&unit, 1), moment).front().front();
      EXPECT_EQ(text_of(found), by_hand(*snapshot, counts, base, unit, moment))
          << counts.words << " of " << base.words << " on " << moment.as_of.iso() << " known at "
          << moment.known_at << "; seed " << seed_ << " (GIAOBAN_TEST_SEED)";
    }
  }
};
ON_BOTH_DATABASES(OwnMeasuresByHand);

TEST_P(OwnMeasuresByHand, agree_with_the_database) {
  compare_with_hand(60);
}

TEST_P(OwnMeasuresByHand, agree_with_what_follows_in_memory) {
  store_->follow_with(follow((folder() / "columns").string()));
  compare_with_hand(60);
}

}  // namespace
}  // namespace giaoban::figure
