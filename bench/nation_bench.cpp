// Our side of the nation's benchmark; bench/nation runs it beside the peers.
//   giaoban_nation_bench rows FOLDER MEMBERS    the nation as CSV and the questions as SQL
//   giaoban_nation_bench ask MEMBERS            every question, and the floor
//   giaoban_nation_bench curve                  the cost as the work grows
// A line of an answer: question, who, milliseconds, the answer in one number.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "bench/nation_peers.h"
#include "rollup/cache.h"
#include "store/hash.h"

namespace giaoban::nation {
namespace {

using rollup::Columns;
using rollup::Measures;
using rollup::Numbering;
using rollup::Places;
using Steady = std::chrono::steady_clock;

struct Took {
  double wall;
  double processor;
};
template <class Run>
Took took(Run const& run) {
  auto const start = Steady::now();
  auto const before = std::clock();
  run();
  return {std::chrono::duration<double, std::milli>(Steady::now() - start).count(),
          1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC};
}
// The median of several runs, and the best: neighbours on the machine only ever add.
template <class Run>
void measure(std::string const& question, std::int64_t answer, Run const& run, int times = 15) {
  std::vector<Took> all;
  for (int i = 0; i < times; ++i) all.push_back(took([&] { run(i); }));
  auto const best = std::ranges::min_element(all, {}, &Took::wall)->wall;
  auto const middle = all.begin() + times / 2;
  std::ranges::nth_element(all, middle, {}, &Took::processor);
  auto const processor = middle->processor;
  std::ranges::nth_element(all, middle, {}, &Took::wall);
  fmt::print("{}\tours\t{:.2f}\t{}\tbest {:.2f}, processor {:.2f}\n", question, middle->wall,
             answer, best, processor);
  std::fflush(stdout);
}

std::string memory(char const* which) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(which)) return line.substr(line.find_first_of("0123456789"));
  }
  return "?";
}

Measures sixty_of_words() {
  std::vector<rollup::Counts> all;
  for (Asked const& asked : sixty()) {
    all.push_back([asked](std::uint32_t word) {
      return std::ranges::all_of(asked.terms, [&](Asked::Term const& term) {
        return value_in(word, term.attribute) == term.value;
      });
    });
  }
  return Measures(std::move(all));
}
Measures grades_by_standing() {
  std::vector<rollup::Counts> all;
  for (std::uint32_t k = 0; k < 12; ++k) {
    all.push_back(
        [k](std::uint32_t word) { return (word >> grade_shift) == k / 2 && (word & 1U) == k % 2; });
  }
  return Measures(std::move(all));
}

std::int64_t answer_of(rollup::Table const& table, Numbering const& numbering) {
  std::int64_t sum = 0;
  for (std::size_t p = 0; p < table.positions(); ++p) {
    for (std::size_t k = 0; k < table.measures(); ++k) {
      sum += table.at(p, k) * weight_of(numbering.node_at[p], static_cast<std::int64_t>(k));
    }
  }
  return sum;
}

// A numbering with its places, kept as a server keeps them.
struct Tree {
  Numbering numbering;
  Places places;
  Tree(rollup::Forest const& forest, std::int32_t day)
      : numbering(forest.numbering({day, head})), places(numbering.position_of, numbering.size()) {}
};

// One pass that only reads what the count reads: where each spell stands, from, to, classes.
std::int64_t floor_of(rollup::Block const& block, std::int32_t day) {
  auto const part = [&](std::size_t begin, std::size_t end) {
    std::uint32_t sum = 0;
    for (std::size_t row = begin; row < end; ++row) {
      auto const holds = static_cast<std::uint32_t>(block.from[row] <= day) &
                         static_cast<std::uint32_t>(day < block.to[row]);
      sum += holds * block.code[row];
    }
    return sum;
  };
  auto const rows = block.rows();
  std::uint32_t cells = 0;
  for (std::uint32_t const first : block.first) cells += first;
  std::uint32_t other = 0;
  std::thread second([&] { other = part(rows / 2, rows); });
  auto const sum = part(0, rows / 2);
  second.join();
  return static_cast<std::int64_t>(sum) + other + cells;
}

std::vector<std::int32_t> some_days() {
  return {19800, 16000, 18262, 20200, 20400, 14245, 19723, 17500, 20500};
}
int year_of(std::int32_t day) {
  int year = years - 1;
  while (year > 0 && day < roster_on(year) + 10) --year;
  return year;
}

void ask_sixty(Engine const& engine, std::int32_t tree_on, std::string const& question) {
  auto const measures = sixty_of_words();
  Tree const asked(engine.forest, tree_on);
  auto const answer = answer_of(rollup::count(engine.members, {members_asked_on, head}, measures,
                                              asked.numbering, asked.places),
                                asked.numbering);
  measure(question, answer, [&](int i) {
    auto const days = some_days();
    (void)rollup::count(engine.members, {days[static_cast<std::size_t>(i) % days.size()], head},
                        measures, asked.numbering, asked.places);
  });
}

void ask_grades(Engine const& engine, std::int32_t entry, std::string const& question) {
  auto const measures = grades_by_standing();
  std::vector<Tree> trees;
  for (int year = 0; year < years; ++year) trees.emplace_back(engine.forest, roster_on(year));
  auto const counted = [&](std::int32_t day) {
    auto const year = static_cast<std::size_t>(year_of(day));
    return rollup::count(engine.rosters[year], {day, entry}, measures, trees[year].numbering,
                         trees[year].places);
  };
  auto const answer =
      answer_of(counted(grades_asked_on),
                trees[static_cast<std::size_t>(year_of(grades_asked_on))].numbering);
  measure(question, answer, [&](int i) {
    auto const days = some_days();
    (void)counted(days[static_cast<std::size_t>(i) % days.size()]);
  });
}

// The province of every unit at the tree's moment.
std::vector<std::int32_t> provinces_at(World const& world, Numbering const& numbering) {
  std::vector<std::int32_t> group(static_cast<std::size_t>(world.units), -1);
  for (std::int32_t const province : world.provinces) {
    auto const begin = numbering.position_of[static_cast<std::size_t>(province)];
    if (begin < 0) continue;
    for (auto p = begin; p < numbering.end[static_cast<std::size_t>(begin)]; ++p) {
      group[static_cast<std::size_t>(numbering.node_at[static_cast<std::size_t>(p)])] =
          province - 1;
    }
  }
  return group;
}

void ask_series(Engine const& engine, World const& world) {
  auto const days = months();
  auto const before = provinces_at(world, engine.forest.numbering({reorganised - 1, head}));
  auto const after = provinces_at(world, engine.forest.numbering({restated_on, head}));
  auto const change =
      static_cast<std::size_t>(std::ranges::lower_bound(days, reorganised) - days.begin());
  rollup::Counts const full = [](std::uint32_t word) { return (word & 1U) == 1; };
  auto const groups = world.provinces.size();
  auto const answer = [&](rollup::Series const& series) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < days.size(); ++i) {
      for (std::size_t group = 0; group < groups; ++group) {
        sum += series.at(i, group) *
               weight_of(static_cast<std::int64_t>(group) + 1, static_cast<std::int64_t>(i));
      }
    }
    return sum;
  };
  rollup::Grouping const as_it_was{{0, change}, {before, after}, groups};
  rollup::Grouping const restated{{0}, {after}, groups};
  for (auto const& [name, grouping] :
       {std::pair{"series_as_it_was", &as_it_was}, std::pair{"series_restated", &restated}}) {
    auto const run = [&] { return rollup::series(engine.members, days, head, full, *grouping); };
    measure(name, answer(run()), [&](int) { (void)run(); });
  }
}

// A member moves to another cell by one entry; the next question sees it.
void ask_absorbing(Engine& engine) {
  Tree const tree(engine.forest, 20400);
  Measures const all({[](std::uint32_t) { return true; }});
  std::int32_t entry = head;
  auto columns = engine.members;
  auto const& block = engine.members.block();
  std::vector<double> absorbed;
  int seen = 0;
  for (std::size_t cell = 71; cell < block.cells() && absorbed.size() < 400; cell += 3) {
    auto const place = static_cast<std::int32_t>(cell);
    auto const [begin, end] = block.rows_of(place);
    auto const position = tree.places.of(place);
    bool const stays = begin < end && block.from[begin] <= 20300 && block.to[begin] == forever;
    if (!stays || position < 0) continue;
    auto const count = [&] {
      return rollup::total(columns, {20400, ++entry}, all, tree.places, {position, position + 1})
          .front();
    };
    auto const before = count();
    rollup::Spell const old{place, block.from[begin], block.to[begin],
                            engine.members.dictionary().word(block.code[begin])};
    auto ended = old;
    ended.to = 20300;
    auto moved = old;
    moved.from = 20300;
    moved.cell = 70;
    rollup::Batch const batch{{old, entry, -1}, {ended, entry, 1}, {moved, entry, 1}};
    absorbed.push_back(took([&] { columns = columns.with(batch); }).wall);
    if (count() == before - 1) ++seen;
  }
  std::ranges::sort(absorbed);
  fmt::print("absorb\tours\t{:.4f}\t\tlongest of {} {:.4f}, {} seen by the next question\n",
             absorbed[absorbed.size() / 2], absorbed.size(), absorbed.back(), seen);
  auto const merging = took([&] { columns = columns.rebased(columns.merged()); });
  fmt::print("merge_in_background\tours\t{:.1f}\t\t{} rows\n", merging.wall, columns.rows());
}

void ask_start(Engine const& engine) {
  // The server's mark is a keyed hash over the same bytes, and takes as long.
  auto const mark_of = [](std::string_view bytes) {
    return std::string(store::hash(bytes).view());
  };
  auto const path = (std::filesystem::temp_directory_path() / "giaoban-nation.columns").string();
  rollup::Kept kept{"head", engine.forest, engine.rosters, {}};
  kept.columns.push_back(engine.members);
  auto const wrote = took([&] { rollup::keep(path, kept, mark_of); });
  fmt::print("cache_written\tours\t{:.0f}\t\t{} MB\n", wrote.wall,
             std::filesystem::file_size(path) >> 20U);
  std::size_t rows = 0;
  auto const read = took([&] { rows = rollup::kept(path, mark_of)->columns.back().rows(); });
  fmt::print("start_from_cache\tours\t{:.0f}\t{}\t{}\n", read.wall, rows,
             rows == engine.members.rows() ? "same rows" : "DIFFERS");
  std::filesystem::remove(path);
}

void ask(std::int32_t members) {
  auto world = std::make_unique<World>(make(members));
  fmt::print("# {} members, {} memberships, {} standings, {} exemptions, {} grades, {} units\n",
             world->members, world->memberships.size(), world->standings.size(),
             world->exemptions.size(), world->grades.size(), world->units);
  Engine engine;
  auto const building = took([&] { engine = build(*world); });
  fmt::print("joined_from_facts\tours\t{:.0f}\t{}\tspells of members\n", building.wall,
             engine.members.rows());
  ask_series(engine, *world);
  world.reset();
  std::size_t bytes = engine.members.bytes();
  for (auto const& roster : engine.rosters) bytes += roster.bytes();
  fmt::print("memory\tours\t{}\t\tMB of columns; the process with its tree {}\n", bytes >> 20U,
             memory("VmRSS"));
  measure("floor_members", 0, [&](int i) {
    if (floor_of(engine.members.block(), some_days()[static_cast<std::size_t>(i) % 9]) == 7)
      std::abort();
  });
  measure("floor_grades", 0, [&](int i) {
    if (floor_of(engine.rosters.back().block(), 20400 + i) == 7) std::abort();
  });
  measure("numbering", 0, [&](int i) { (void)Tree(engine.forest, 20000 + i * 30); });
  ask_sixty(engine, members_asked_on, "sixty");
  ask_grades(engine, head, "grades");
  ask_grades(engine, known_at_asked, "grades_known_at");
  ask_sixty(engine, restated_on, "restated");
  ask_absorbing(engine);
  ask_start(engine);
}

void curve() {
  for (std::int32_t const members : {100'000, 300'000, 1'000'000, 3'000'000, 5'500'000}) {
    Engine engine;
    {
      auto const world = make(members);
      engine = build(world);
    }
    fmt::print("# {} members, {} spells\n", members, engine.members.rows());
    ask_sixty(engine, members_asked_on, fmt::format("sixty_{}", members));
    ask_grades(engine, head, fmt::format("grades_{}", members));
  }
}

}  // namespace
}  // namespace giaoban::nation

int main(int argc, char** argv) {
  namespace nation = giaoban::nation;
  std::vector<std::string> const words(argv + 1, argv + argc);
  if (words.size() == 3 && words[0] == "rows") {
    std::filesystem::create_directories(words[1]);
    nation::write_rows(nation::make(std::stoi(words[2])), words[1]);
    nation::write_questions(words[1]);
    return 0;
  }
  if (words.size() == 2 && words[0] == "ask") return nation::ask(std::stoi(words[1])), 0;
  if (words.size() == 1 && words[0] == "curve") return nation::curve(), 0;
  fmt::print(stderr, "giaoban_nation_bench rows FOLDER MEMBERS | ask MEMBERS | curve\n");
  return 2;
}
