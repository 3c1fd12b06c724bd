#include "bench/nation_world.h"

#include <algorithm>

namespace giaoban::nation {

namespace {

using rollup::Batch;
using rollup::Part;

// splitmix64: the same numbers everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::int32_t below(std::int32_t n) {
    return static_cast<std::int32_t>((next() >> 32U) * static_cast<std::uint64_t>(n) >> 32U);
  }
  bool percent(std::int32_t n) { return below(100) < n; }

 private:
  std::uint64_t state_;
};

constexpr std::int32_t begins = 10957;  // 01/01/2000: the registers are opened
constexpr std::int32_t provinces_before = 63;
constexpr std::int32_t provinces_after = 34;

// Levels: centre, provinces, communes (above the grass roots), grass roots, sub-committees, cells.
// With 5.5 million members 300,000 units; a smaller nation has cells of the same size.
class Planter {
 public:
  Planter(World& world, Dice& dice) : world_(world), dice_(dice) {}

  std::vector<std::int32_t> plant() {
    add(-1, 0);
    auto const cells = std::max(600, static_cast<std::int32_t>(world_.members / 24.37));
    auto const communes = std::max(126, cells / 68);
    auto const grassroots = communes * 15;
    auto const subs = communes * 6;
    std::vector<std::int32_t> places;
    for (std::int32_t p = 0; p < provinces_before; ++p) {
      auto const province = add(0, p);
      world_.provinces.push_back(province);
    }
    auto const& provinces = world_.provinces;
    std::int32_t made_cells = 0;
    for (std::int32_t c = 0; c < communes; ++c) {
      auto const p =
          static_cast<std::int32_t>(static_cast<std::int64_t>(c) * provinces_before / communes);
      auto const commune = add(provinces[at(p)], p);
      for (std::int32_t g = 0; g < grassroots / communes; ++g) {
        auto const base = add(commune, p);
        std::vector<std::int32_t> over{base};
        if (g < subs / communes) over.push_back(add(base, p));
        auto const upto = static_cast<std::int32_t>(
            (static_cast<std::int64_t>(c) * (grassroots / communes) + g + 1) * cells / grassroots);
        for (; made_cells < upto; ++made_cells) {
          places.push_back(add(over[at(dice_.below(static_cast<std::int32_t>(over.size())))], p));
        }
      }
    }
    return places;
  }

 private:
  static std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

  // 63 provinces become 34: those that end hand their communes to one that stays.
  std::int32_t add(std::int32_t parent, std::int32_t province) {
    auto const unit = world_.units++;
    auto const entry = province % imports + 1;
    bool const is_province = parent == 0;
    bool const ends = is_province && province >= provinces_after;
    world_.existence.push_back({unit, -1, 0, ends ? reorganised : forever, entry, rollup::never});
    if (parent < 0) return unit;
    bool const moves = !is_province && parent <= provinces_before && parent > provinces_after;
    world_.parents.push_back(
        {unit, parent, 0, moves || ends ? reorganised : forever, entry, rollup::never});
    if (moves) {
      auto const heir = world_.provinces[at((parent - 1) % provinces_after)];
      world_.parents.push_back({unit, heir, reorganised, forever, entry, rollup::never});
    }
    return unit;
  }

  World& world_;
  Dice& dice_;
};

class Settler {
 public:
  Settler(World& world, Dice& dice, std::vector<std::int32_t> cells)
      : world_(world), dice_(dice), cells_(std::move(cells)) {}

  void settle(std::int32_t member) {
    auto const home =
        static_cast<std::size_t>(static_cast<std::int64_t>(member) *
                                 static_cast<std::int64_t>(cells_.size()) / world_.members);
    entry_ = static_cast<std::int32_t>(home * imports / cells_.size()) + 1;
    auto const joined = begins + dice_.below(9100);
    auto const leaves = dice_.percent(12) ? joined + 400 + dice_.below(8000) : forever;
    world_.traits.push_back(static_cast<std::uint16_t>(
        (dice_.percent(34) ? 1 : 0) | (dice_.percent(14) ? 2 : 0) | (dice_.percent(4) ? 4 : 0) |
        dice_.below(4) << 3 | dice_.below(4) << 5));
    auto const second = joined + 200 + dice_.below(6000);
    if (dice_.percent(30) && second < leaves) {
      put(world_.memberships, member, cells_[home], joined, second);
      put(world_.memberships, member, any_cell(home), second, leaves);
    } else {
      put(world_.memberships, member, cells_[home], joined, leaves);
    }
    auto const full = joined + 365;
    put(world_.standings, member, 0, joined, std::min(full, leaves));
    if (full < leaves) put(world_.standings, member, 1, full, leaves);
    if (dice_.percent(8)) {
      auto const exempt = joined + 1000 + dice_.below(7000);
      if (exempt < leaves) put(world_.exemptions, member, 1, exempt, leaves);
    }
    for (int year = 0; year < years; ++year) {
      auto const roster = roster_on(year);
      if (joined <= roster && roster < leaves && !dice_.percent(3)) grade(member, year, roster);
    }
  }

 private:
  std::int32_t any_cell(std::size_t home) {
    auto const size = static_cast<std::int32_t>(cells_.size());
    if (dice_.percent(10)) return cells_[static_cast<std::size_t>(dice_.below(size))];
    auto const near = static_cast<std::int32_t>(home) + dice_.below(200) - 100;
    return cells_[static_cast<std::size_t>(std::clamp(near, 0, size - 1))];
  }
  // One in a hundred was first said otherwise, and corrected by a later entry.
  void put(std::vector<Dated>& facts, std::int32_t member, std::int32_t value, std::int32_t from,
           std::int32_t to) {
    if (!dice_.percent(1)) {
      facts.push_back({member, value, from, to, entry_, rollup::never});
      return;
    }
    auto const corrected = imports + 1 + dice_.below(head - imports);
    auto const late = from + dice_.below(std::min(100, to - from));
    facts.push_back({member, value, late, to, entry_, corrected});
    facts.push_back({member, value, from, to, corrected, rollup::never});
  }
  void grade(std::int32_t member, int year, std::int32_t roster) {
    auto const roll = dice_.below(100);
    auto const grade = roll < 16 ? 0 : roll < 78 ? 1 : roll < 93 ? 2 : roll < 94 ? 3 : 4;
    auto const decided = roster + 10 + (member / 1000) % 20;
    Graded one{member,
               static_cast<std::int8_t>(grade),
               static_cast<std::int8_t>(year),
               decided,
               entry_,
               rollup::never};
    if (dice_.percent(1)) {
      auto first = one;
      first.grade = static_cast<std::int8_t>((grade + 1) % 5);
      first.superseded_in = imports + 1 + dice_.below(head - imports);
      world_.grades.push_back(first);
      one.recorded_in = first.superseded_in;
    }
    world_.grades.push_back(one);
  }

  World& world_;
  Dice& dice_;
  std::vector<std::int32_t> cells_;
  std::int32_t entry_ = 0;
};

// The rows of each member in lists ordered by member.
template <class Row>
class Own {
 public:
  explicit Own(std::vector<Row> const& all) : all_(all) {}
  std::span<Row const> of(std::int32_t member) {
    auto const begin = next_;
    while (next_ < all_.size() && who(all_[next_]) == member) ++next_;
    return std::span(all_).subspan(begin, next_ - begin);
  }

 private:
  static std::int32_t who(Dated const& row) { return static_cast<std::int32_t>(row.subject); }
  static std::int32_t who(Graded const& row) { return row.member; }
  std::vector<Row> const& all_;
  std::size_t next_ = 0;
};

Part state(Dated const& fact, std::uint32_t bits) {
  return {fact.from, fact.to, fact.recorded_in, fact.superseded_in, rollup::nowhere, bits};
}
// A fact of the roster day counts whatever day is asked.
void add_on_roster(std::vector<Part>& parts, Part part, std::int32_t roster) {
  if (part.from > roster || roster >= part.to) return;
  part.from = INT32_MIN;
  part.to = forever;
  parts.push_back(part);
}

}  // namespace

std::int32_t roster_on(int year) {
  constexpr std::int32_t ends[years] = {19357, 19722, 20088};  // 31/12/2022, 2023, 2024
  return ends[year];
}

World make(std::int32_t members) {
  World world;
  world.members = members;
  Dice dice(20250701);
  Settler settler(world, dice, Planter(world, dice).plant());
  for (std::int32_t member = 0; member < members; ++member) settler.settle(member);
  return world;
}

Engine build(World const& world) {
  Engine engine;
  std::vector<rollup::LinkChange> links;
  for (auto const* facts : {&world.existence, &world.parents}) {
    for (Dated const& fact : *facts) {
      links.push_back({{static_cast<std::int32_t>(fact.subject), fact.from, fact.to, fact.value},
                       fact.recorded_in,
                       1});
    }
  }
  engine.forest = engine.forest.with(links);
  Own memberships(world.memberships);
  Own standings(world.standings);
  Own exemptions(world.exemptions);
  Own grades(world.grades);
  Batch members;
  std::vector<Batch> rosters(years);
  std::vector<Part> parts;
  std::vector<Part> on_roster;
  for (std::int32_t member = 0; member < world.members; ++member) {
    parts.clear();
    for (Dated const& fact : memberships.of(member)) {
      auto part = state(
          fact, static_cast<std::uint32_t>(world.traits[static_cast<std::size_t>(member)]) << 2U);
      part.cell = fact.value;
      parts.push_back(part);
    }
    for (Dated const& fact : standings.of(member)) {
      parts.push_back(state(fact, static_cast<std::uint32_t>(fact.value)));
    }
    for (Dated const& fact : exemptions.of(member)) parts.push_back(state(fact, 2));
    rollup::join(parts, {0, head}, members);
    auto const graded = grades.of(member);
    for (int year = 0; year < years; ++year) {
      on_roster.clear();
      for (Part const& part : parts) add_on_roster(on_roster, part, roster_on(year));
      for (Graded const& fact : graded) {
        if (fact.year != year) continue;
        on_roster.push_back({fact.decided_on, forever, fact.recorded_in, fact.superseded_in,
                             rollup::nowhere,
                             static_cast<std::uint32_t>(fact.grade + 1) << grade_shift});
      }
      rollup::join(on_roster, {0, head}, rosters[static_cast<std::size_t>(year)]);
    }
  }
  engine.members = rollup::Columns().with(members).merged();
  members = {};
  for (Batch& roster : rosters) {
    engine.rosters.push_back(rollup::Columns().with(roster).merged());
    roster = {};
  }
  return engine;
}

}  // namespace giaoban::nation
