// The whole national reorganisation of 1 July 2025 on an invented nation: 63 provinces of 11
// districts, 10,040 communes that become 3,321, 30 cells a commune, and their members.
//   giaoban_reorganise_bench STORE [MEMBERS_PER_CELL [PROVINCES]]
#include <fmt/format.h>
#include <sys/resource.h>
#include <time.h>

#include <chrono>
#include <filesystem>

#include "app/catalogue.h"
#include "reorganisation/reorganisation.h"
#include "store/draft.h"

namespace giaoban {
namespace {

using store::Tx;
using unit::UnitKind;

Day const founding = *Day::from_ymd(2015, 1, 1);
Day const divide = *Day::from_ymd(2025, 7, 1);

struct Clocks {
  double wall;
  double processor;
};
Clocks now() {
  timespec cpu{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
  auto const wall = std::chrono::steady_clock::now().time_since_epoch();
  return {std::chrono::duration<double>(wall).count(),
          static_cast<double>(cpu.tv_sec) + 1e-9 * static_cast<double>(cpu.tv_nsec)};
}
template <class Work>
void timed(char const* what, Work const& work) {
  Clocks const from = now();
  work();
  Clocks const to = now();
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("{:<44}{:>9.2f} s{:>9.2f} s processor{:>8} MB peak\n", what, to.wall - from.wall,
             to.processor - from.processor, usage.ru_maxrss / 1024);
}

class Nation {
 public:
  Nation(store::Store& store, int members_per_cell, int provinces)
      : draft_(store, 2'000'000 + std::int64_t{provinces} * 160 * 30 * members_per_cell),
        members_per_cell_(members_per_cell) {
    UnitId const top = add("TW", UnitKind::central_committee, {});
    for (int p = 0; p < provinces; ++p) {
      std::string const province = fmt::format("P{}", p);
      UnitId const of_province = add(province, UnitKind::province_committee, top);
      for (int d = 0; d < 11; ++d) {
        std::string const district = fmt::format("{}-D{}", province, d);
        UnitId const of_district = add(district, UnitKind::district_committee, of_province);
        for (int c = 0; c < 15 - d % 2; ++c) commune(province, district, of_district, c);
        ended_.push_back({district, province});
      }
    }
  }

  std::vector<reorganisation::Line> lines() const {
    std::vector<reorganisation::Line> all = communes_;
    for (auto const& [district, province] : ended_) {
      all.push_back(
          {.old_code = district, .new_code = province, .way = reorganisation::Way::founded});
    }
    return all;
  }
  store::Draft& draft() { return draft_; }
  std::int64_t units = 0, members = 0;

 private:
  UnitId add(std::string const& code, UnitKind kind, std::optional<UnitId> parent) {
    UnitId const unit{draft_.new_id()};
    Span const life{founding, Day::forever()};
    auto const ok = [](Result<void> const& done) { ensure(done.has_value(), "it fits"); };
    ok(draft_.state(unit.value, life, unit::UnitExistence{}));
    ok(draft_.state(unit.value, life, unit::UnitName{.name = "Đơn vị " + code}));
    ok(draft_.state(unit.value, life, unit::UnitCode{.code = code}));
    ok(draft_.state(unit.value, life, unit::UnitClass{.unit_kind = kind}));
    if (parent) ok(draft_.state(unit.value, life, unit::UnitParent{.parent = *parent}));
    ++units;
    return unit;
  }

  void commune(std::string const& province, std::string const& district, UnitId of_district,
               int number) {
    std::string const code = fmt::format("{}-C{}", district, number);
    UnitId const commune = add(code, UnitKind::grassroots_committee, of_district);
    for (int i = 0; i < 30; ++i) {
      UnitId const cell = add(fmt::format("{}-{}", code, i), UnitKind::dependent_cell, commune);
      for (int m = 0; m < members_per_cell_; ++m) {
        PersonId const person = draft_.new_person();
        Span const since{founding, Day::forever()};
        ensure(draft_.state(person.value, since,
                            member::MemberCell{cell, member::Cause::opening, {}}) &&
                   draft_.state(person.value, since, member::MemberStanding{}),
               "it fits");
        ++members;
      }
    }
    // Three neighbours become one.
    std::string const heir = fmt::format("{}-N{}", district, number / 3);
    communes_.push_back({.old_code = code,
                         .new_code = heir,
                         .name = "Đảng bộ xã " + heir,
                         .unit_kind = UnitKind::commune_committee,
                         .parent = province,
                         .way = reorganisation::Way::founded});
  }

  store::Draft draft_;
  int members_per_cell_;
  std::vector<reorganisation::Line> communes_;
  std::vector<std::pair<std::string, std::string>> ended_;
};

store::Act act_of(store::Verb const& verb) {
  return {.actor = {.name = "bench", .grants = {verb.right}}, .verb = &verb};
}

// A server reads the units once, then lays out the tree of whichever day is asked for. What a page
// of the tree shows are the branches under its tops.
void trees_of(store::Store& store, Day around) {
  auto const branches = [&](Day day) {
    auto const snapshot = store.read();
    auto const tree = unit::tree(*snapshot, {day});
    std::size_t shown = 0;
    for (std::size_t const top : unit::Reach::everything().tops(tree)) {
      for (auto at = top + 1; at < tree.subtree_end(top); at = tree.subtree_end(at)) {
        shown += tree.at(at).name.size();
      }
    }
    ensure(shown > 0, "there is a tree");
  };
  timed("the units read, and the tree of a day", [&] { branches(around); });
  constexpr int days = 20;
  timed("twenty trees of other days", [&] {
    for (int i = 1; i <= days; ++i) branches(around + (i <= days / 2 ? -i : i - days / 2));
  });
  timed("all names of one",
        [&] { ensure(!unit::tree(*store.read(), {around}).nodes().empty(), "it has names"); });
}

int run(int argc, char** argv) {
  if (argc < 2) {
    fmt::print("giaoban_reorganise_bench STORE [MEMBERS_PER_CELL [PROVINCES]]\n");
    return 2;
  }
  std::filesystem::remove(argv[1]);
  auto const catalogue = app::catalogue();
  SystemClock const clock;
  auto const store = *store::Store::open({.address = argv[1],
                                          .catalogue = &catalogue,
                                          .clock = &clock,
                                          .keys_path = std::string(argv[1]) + ".keys",
                                          .if_missing = store::IfMissing::create});
  int const members = argc > 2 ? std::atoi(argv[2]) : 18;
  int const provinces = argc > 3 ? std::atoi(argv[3]) : 63;
  reorganisation::Plan plan{.on = divide, .lines = {}};
  timed("the invented nation, written", [&] {
    Nation nation(*store, members, provinces);
    plan.lines = nation.lines();
    auto const written = store->write(act_of(unit::found_verb), [&](Tx& tx) -> Result<void> {
      TRY_VOID(tx.adopt(nation.draft()));
      return {};
    });
    ensure(written.has_value(), "the nation is sound");
    fmt::print("{} units, {} members\n", nation.units, nation.members);
  });
  trees_of(*store, divide - 1);
  store::Actor const who = act_of(reorganisation::reorganise_verb).actor;
  timed("dry run of the whole", [&] {
    auto const seen = reorganisation::foresee(*store, who, plan);
    ensure(seen && seen->faults.empty(), "the plan is sound");
    fmt::print("{} changes\n", seen->happenings.size());
  });
  reorganisation::Plan one{.on = divide, .lines = {}};
  for (auto const& line : plan.lines) {
    if (line.old_code.starts_with("P0-")) one.lines.push_back(line);
  }
  timed("dry run of one province in the nation", [&] {
    auto const seen = reorganisation::foresee(*store, who, one);
    ensure(seen && seen->faults.empty(), "the plan is sound");
  });
  timed("the whole, carried out", [&] {
    auto const written =
        store->write(act_of(reorganisation::reorganise_verb), [&](Tx& tx) -> Result<void> {
          TRY_INTO(auto const outcome, reorganisation::carry_out(tx, plan));
          ensure(outcome.members_before == outcome.members_after, "nobody is lost");
          return {};
        });
    ensure(written.has_value(), "it is carried out");
  });
  trees_of(*store, divide);
  return 0;
}

}  // namespace
}  // namespace giaoban

int main(int argc, char** argv) {
  return giaoban::run(argc, argv);
}
